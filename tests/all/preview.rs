//! A preview that has seen a hundred edits shows the same as one that has seen none of them: addresses, bytes,
//! fingerprints and findings.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use onrecord::checks::{Survey, Tally};
use onrecord::date::Instant;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::record::text::Hash;
use onrecord::session::{Body, Changed, Day, Preview, Round, Stand, Wish};
use onrecord::tracker::Drafts;

use crate::lot::{Lot, edit, project, put};
use crate::switches;

/// Edits, one after the other.
const EDITS: usize = 80;

/// Each address with its fingerprint and what stands there, and what was found.
type Shown = (Option<BTreeMap<String, (Hash, Vec<u8>)>>, Vec<Diagnostic>);

#[test]
fn after_any_edits_it_shows_what_a_new_one_shows() {
    edited(3, Drafts::Hidden, None);
}

#[test]
fn after_any_edits_it_shows_what_a_new_one_shows_with_drafts_and_another_address() {
    edited(4, Drafts::Shown, Some("https://example.net/x/"));
}

/// Edits a site by lot and looks at it after each edit, beside a preview that is new.
fn edited(seed: u64, drafts: Drafts, base_url: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let files = project(root);
    let mut lot = Lot(seed);
    let mut preview = preview(root, drafts, base_url);
    let mut last = shown(&preview.look(&Changed::Anything));
    let (mut good, mut changed, mut kept, mut surveys) = (0, 0, 0, 0);
    let mut surveyed = None;
    for step in 0..EDITS {
        let path = edit(root, &files, &mut lot);
        let changed_file = Changed::Only(vec![FilePath::new(path.to_str().unwrap())]);
        let now = shown(&preview.look(&changed_file));
        let new = shown(&self::preview(root, drafts, base_url).look(&Changed::Anything));
        let name = format!("step {step}: {}", path.display());
        same(&now, &new, &name);
        if let Some(stand) = preview.look(&Changed::Only(Vec::new())).stand {
            surveyed = Some(desk(&stand, surveyed, &name));
            surveys += 1;
        }
        let day = NaiveDate::from_ymd_opt(2026, 2, 10).unwrap();
        let other = self::preview(root, drafts, base_url);
        same(&on(preview.on(day)), &on(looked(other).on(day)), &name);
        if let (Some(now), Some(last)) = (&now.0, &last.0) {
            let equal = |path: &&String| last.get(*path).is_some_and(|(print, _)| *print == now[*path].0);
            let equal: Vec<_> = now.keys().filter(equal).collect();
            assert!(equal.iter().all(|path| now[*path].1 == last[*path].1), "{name}: equal prints");
            kept += usize::from(!equal.is_empty() && equal.len() < now.len());
            changed += usize::from(now != last);
        }
        good += usize::from(now.0.is_some());
        // What breaks the site is put right again.
        if now.0.is_none() {
            put(&root.join(path), &files[path]);
            preview.look(&changed_file);
        }
        last = now;
    }
    // The lot is to try what it is for.
    assert!(surveys > EDITS / 3);
    assert!(good > EDITS / 3 && changed > EDITS / 10 && kept > EDITS / 10, "{good} {changed} {kept}");
}

/// What desk rules find in each record, and in the site as a whole, is all that they find; and a survey that went on
/// from an earlier one, and was called away again and again, counts the same as a new one.
fn desk(stand: &Stand, mut before: Option<Survey>, name: &str) -> Survey {
    let asked = Cell::new(0);
    let now_and_then = || {
        asked.set(asked.get() + 1);
        asked.get() % 3 != 0
    };
    while !stand.survey(&mut before, &now_and_then).unwrap() {}
    let went_on = before.unwrap();
    let mut new = None;
    assert!(stand.survey(&mut new, &|| true).unwrap() && went_on.is_whole());
    let new = new.unwrap();
    let told = |survey: &Survey| (survey.tally(), survey.print(), survey.of_site().to_vec());
    assert_eq!(told(&went_on), told(&new), "{name}: survey");
    let mut all = stand.desk_of(|_| true).unwrap();
    let of_claim = |id: &str| {
        let (folder, file) = (format!("content/claims/{id}/"), format!("content/claims/{id}."));
        let is_its = |file_of: &FilePath| {
            let path = file_of.as_str();
            path.starts_with(&folder) || path.starts_with(&file)
        };
        let own: Vec<_> =
            all.iter().filter(|found| is_its(&found.place.as_ref().unwrap().file)).cloned().collect();
        (stand.desk_of(is_its).unwrap(), own)
    };
    for claim in &stand.plan().site.tracker.claims {
        let (asked, own) = of_claim(claim.record.id.as_str());
        assert_eq!(asked, own, "{name}: {}", claim.record.id);
    }
    all.extend(new.of_site().iter().cloned());
    all.sort();
    assert_eq!(new.tally(), Tally::of(&all), "{name}: tally");
    assert_eq!(stand.first(&new, usize::MAX).unwrap(), all, "{name}: all of it");
    let few = stand.first(&new, 3).unwrap();
    assert_eq!(few.len(), all.len().min(3), "{name}: few of it");
    went_on
}

/// Turns of [`switches`] by lot, after each of them was turned alone.
const TURNS: usize = 100;

#[test]
fn after_any_turn_it_shows_what_a_new_one_shows() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project(root);
    switches::prepare(root);
    let mut lot = Lot(11);
    let mut preview = preview(root, Drafts::Hidden, None);
    let mut last = shown(&preview.look(&Changed::Anything));
    let mut known = BTreeMap::new();
    let mut right = switches::files(root);
    let (mut good, mut bad, mut broken) = (0, 0, 0);
    for step in 0..2 * switches::COUNT + TURNS {
        let chosen: Vec<usize> = match step.checked_sub(2 * switches::COUNT) {
            None => vec![step / 2],
            Some(_) => (0..[1, 1, 1, 2, 3][lot.below(5)]).map(|_| lot.below(switches::COUNT)).collect(),
        };
        // What is broken by lot is broken otherwise a few times before it is put right.
        let paths: Vec<_> = if broken < 3 {
            chosen.into_iter().filter_map(|switch| switches::turn(root, switch)).collect()
        } else {
            switches::back(root, &right)
        };
        let name = format!("step {step}: {paths:?}");
        let paths = paths.into_iter().map(FilePath::new).collect();
        let round = preview.look(&Changed::Only(paths));
        let mut new = self::preview(root, Drafts::Hidden, None);
        let (now, other) = (shown(&round), shown(&new.look(&Changed::Anything)));
        same(&now, &other, &name);
        assert!(round.is_new || now == last, "{name}: news");
        remember(&now, &mut known, &name);
        for (day, every) in [(10, 2), (14, 5)] {
            let day = NaiveDate::from_ymd_opt(2026, 2, day).unwrap();
            if step % every == 0 {
                let (now, other) = (on(preview.on(day)), on(new.on(day)));
                same(&now, &other, &format!("{name}, {day}"));
                remember(&now, &mut known, &name);
            }
        }
        let is_good = now.0.is_some();
        broken = if is_good { 0 } else { broken + 1 };
        if is_good {
            right = switches::files(root);
        }
        (good, bad) = (good + usize::from(is_good), bad + usize::from(!is_good));
        last = now;
    }
    // The lot is to try what it is for.
    assert!(good > TURNS && bad > TURNS / 2, "{good} {bad}");
}

/// What has a fingerprint that was seen before has the bytes of then.
fn remember(now: &Shown, known: &mut BTreeMap<(String, Hash), Hash>, name: &str) {
    for (path, (print, bytes)) in now.0.iter().flatten() {
        let bytes = Hash::of(bytes);
        let before = *known.entry((path.clone(), *print)).or_insert(bytes);
        assert_eq!(before, bytes, "{name}: `{path}` has the fingerprint of other bytes");
    }
}

#[test]
fn a_change_of_the_theme_is_seen_and_one_of_its_stylesheet_leaves_pages_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project(root);
    let mut preview = preview(root, Drafts::Hidden, None);
    let first = shown(&preview.look(&Changed::Anything)).0.unwrap();
    let css = "themes/default/assets/site.css";
    put(&root.join(css), b"body { color: red }");
    let second = shown(&preview.look(&Changed::Only(vec![FilePath::new(css)]))).0.unwrap();
    let differ: Vec<_> = second.iter().filter(|(path, entry)| first[*path] != **entry).collect();
    assert_eq!(differ.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["assets/site.css"]);
    let template = "themes/default/templates/404.html";
    put(&root.join(template), b"<p>Not here</p>");
    let third = shown(&preview.look(&Changed::Only(vec![FilePath::new(template)]))).0.unwrap();
    assert_eq!(third["404.html"].1, b"<p>Not here</p>");
}

#[test]
fn after_an_edit_that_breaks_a_record_the_site_of_before_is_still_shown_whole() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project(root);
    let file = "content/claims/trams.md";
    let changed = Changed::Only(vec![FilePath::new(file)]);
    let mut preview = preview(root, Drafts::Hidden, None);
    preview.look(&Changed::Anything);
    let text = std::fs::read_to_string(root.join(file)).unwrap();
    put(&root.join(file), text.replace("A summary of trams.", "Another summary.").as_bytes());
    let good = preview.look(&changed);
    put(&root.join(file), text.replace("title = ", "title ").as_bytes());
    let broken = preview.look(&changed);
    assert!(broken.stand.is_none());
    assert_eq!(broken.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["syntax"]);
    // Nobody had looked at the page when its file was broken.
    let page = &shown(&good).0.unwrap()["claims/trams/"].1;
    assert!(String::from_utf8_lossy(page).contains("Another summary."));
    put(&root.join(file), text.as_bytes());
    let mended = preview.look(&changed);
    assert_eq!(mended.findings, []);
    let page = &shown(&mended).0.unwrap()["claims/trams/"].1;
    assert!(String::from_utf8_lossy(page).contains("A summary of trams."));
}

#[test]
fn a_file_that_is_saved_as_it_was_is_no_news() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let files = project(root);
    let mut preview = preview(root, Drafts::Hidden, None);
    let first = preview.look(&Changed::Anything);
    assert!(first.is_new);
    for path in files.keys() {
        put(&root.join(path), &files[path]);
        let round = preview.look(&Changed::Only(vec![FilePath::new(path.to_str().unwrap())]));
        assert!(!round.is_new, "{}", path.display());
        assert_eq!(shown(&round), shown(&first));
    }
    assert!(!preview.look(&Changed::Anything).is_new);
    put(&root.join("content/pages/notes.md"), b"+++\ntitle = \"Notes\"\n+++\nOther words.\n");
    assert!(preview.look(&Changed::Anything).is_new);
    assert!(!preview.look(&Changed::Anything).is_new);
}

#[test]
fn the_reason_of_an_excuse_is_told_as_soon_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project(root);
    let mut preview = preview(root, Drafts::Hidden, None);
    let before = shown(&preview.look(&Changed::Anything)).0.unwrap();
    let path = "content/claims/trams.md";
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    let allow = "allow = [{ rule = \"orphan-page\", reason = \"Only to see it.\" }]\nclaimants =";
    put(&root.join(path), text.replacen("claimants =", allow, 1).as_bytes());
    let after = shown(&preview.look(&Changed::Only(vec![FilePath::new(path)]))).0.unwrap();
    for page in ["methodology/", "es/methodology/"] {
        let told = |(_, bytes): &(Hash, Vec<u8>)| String::from_utf8_lossy(bytes).contains("Only to see it.");
        assert!(!told(&before[page]) && told(&after[page]), "{page}");
        assert_ne!(before[page].0, after[page].0, "{page}: prints");
    }
}

#[test]
fn a_day_that_nobody_asks_for_any_more_takes_no_room() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project(root);
    let mut preview = preview(root, Drafts::Hidden, None);
    preview.look(&Changed::Anything);
    let mut on = |day| {
        let stand = preview.on(NaiveDate::from_ymd_opt(2026, 2, day).unwrap()).unwrap().stand.unwrap();
        (0..6).for_each(|_| drop(preview.look(&Changed::Only(Vec::new()))));
        Arc::downgrade(&stand)
    };
    let (idle, _) = (on(10), on(11));
    let asked = on(11);
    // They are taken apart on another thread.
    let begun = std::time::Instant::now();
    while idle.strong_count() > 0 {
        assert!(begun.elapsed().as_secs() < 60, "it is still there");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(asked.strong_count() > 0);
}

fn same(one: &Shown, other: &Shown, name: &str) {
    assert_eq!(one.1, other.1, "{name}: findings");
    let (Some(one), Some(other)) = (&one.0, &other.0) else {
        assert_eq!(one.0.is_some(), other.0.is_some(), "{name}");
        return;
    };
    assert!(one.keys().eq(other.keys()), "{name}: addresses");
    let differ: Vec<_> = one.iter().filter(|(path, entry)| other[*path] != **entry).collect();
    let differ: Vec<_> = differ.iter().map(|(path, (print, _))| (path, *print == other[*path].0)).collect();
    assert!(differ.is_empty(), "{name}: addresses that differ, and whether their prints do not: {differ:?}");
}

fn preview(root: &Path, drafts: Drafts, base_url: Option<&str>) -> Preview {
    // 20 February 2026.
    let day = Day { told: None, epoch: Some(Instant(1_771_545_600)), now: Instant(1_771_545_600) };
    Preview::new(Project::new(root), Wish { base_url: base_url.map(Into::into), drafts, day })
}

fn looked(mut preview: Preview) -> Preview {
    preview.look(&Changed::Anything);
    preview
}

fn on(round: Option<Round>) -> Shown {
    round.map_or_else(|| (None, Vec::new()), |round| shown(&round))
}

/// Everything that a round shows.
fn shown(round: &Round) -> Shown {
    let all = round.stand.as_ref().map(|stand| {
        let artifacts = stand.plan().artifacts();
        let draw = |artifact: &&onrecord::output::Artifact| {
            let bytes = match stand.draw(&artifact.path).unwrap().map(|drawn| drawn.body) {
                Ok(Body::Bytes(bytes)) => bytes,
                Ok(Body::File(file)) => file.hash.hex().into_bytes(),
                Err(fault) => format!("{fault:?}").into_bytes(),
            };
            (artifact.path.as_str().to_owned(), (stand.print(&artifact.path).unwrap(), bytes))
        };
        artifacts.iter().map(draw).collect()
    });
    (all, round.findings.clone())
}
