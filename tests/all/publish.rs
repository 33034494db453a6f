//! Publishing: what is written, what is left alone, what is refused, and what a kill leaves behind.

use std::time::SystemTime;

use onrecord::diagnostic::Diagnostic;
use onrecord::plan::Plan;
use onrecord::publish::{Fault, Publication, Run, Scope};
use proptest::prelude::*;

use crate::common::{Kill, Notes, Silent, World, copied, files, page, plan_of, planned, tree};

const SITE: &[(&str, &str)] = &[("", "home"), ("claims/a/", "A"), ("claims/b/", "B"), ("robots.txt", "all")];

fn done(written: usize, unchanged: usize, removed: usize) -> Publication {
    Publication { written, unchanged, removed, findings: Vec::new() }
}

fn messages(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

/// The fault of a publication, as code and message.
fn fault(result: Result<Publication, Fault>) -> Vec<String> {
    match result {
        Err(Fault::Refused(finding)) => messages(&[*finding]),
        Err(Fault::Findings(findings)) => messages(&findings),
        Err(Fault::Disk(disk)) => vec![format!("disk: cannot {}, midway: {}", disk.doing, disk.midway)],
        Err(Fault::Changed(changed)) => vec![format!("changed: {}", changed.file)],
        Err(Fault::Busy) => vec!["busy".to_owned()],
        Err(Fault::Stopped) => vec!["stopped".to_owned()],
        Ok(publication) => panic!("published: {publication:?}"),
    }
}

fn modified(world: &World, path: &str) -> SystemTime {
    std::fs::metadata(world.site().join(path)).unwrap().modified().unwrap()
}

#[test]
fn first_build_writes_every_file() {
    let world = World::new();
    assert_eq!(world.publish(&plan_of(SITE)).unwrap(), done(4, 0, 0));
    let expected = files(&[
        ("claims/a/index.html", "A"),
        ("claims/b/index.html", "B"),
        ("index.html", "home"),
        ("robots.txt", "all"),
    ]);
    assert_eq!(world.tree(), expected);
    let notes: Vec<_> = tree(&world.site().join(".onrecord")).into_keys().collect();
    assert_eq!(notes, ["manifest"]);
}

#[test]
fn unchanged_build_writes_nothing() {
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    let (page, manifest) = (modified(&world, "index.html"), modified(&world, ".onrecord/manifest"));
    assert_eq!(world.publish(&plan_of(SITE)).unwrap(), done(0, 4, 0));
    assert_eq!((modified(&world, "index.html"), modified(&world, ".onrecord/manifest")), (page, manifest));
}

#[test]
fn one_change_writes_one_file() {
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    let mut changed = SITE.to_vec();
    changed[1].1 = "A, mended";
    let notes = Notes::default();
    let result = world.publish_with(&plan_of(&changed), Scope::Whole, Run::Real, &notes);
    assert_eq!(result.unwrap(), done(1, 3, 0));
    let expected = [
        "Render(1)",
        "Rendered(\"claims/a/index.html\")",
        "Announce",
        "Install(\"claims/a/index.html\")",
        "Seal",
    ];
    assert_eq!(*notes.0.lock().unwrap(), expected);
}

#[test]
fn what_comes_out_the_same_is_not_written_again() {
    let world = World::new();
    world.publish(&plan_of(&[("a.txt", "same")])).unwrap();
    world.put("project/content/static/a.txt", "same");
    // Made from something else, so that the fingerprint differs.
    let (plan, _) = planned(vec![copied("a.txt", "same")]);
    let before = modified(&world, "a.txt");
    assert_eq!(world.publish(&plan).unwrap(), done(0, 1, 0));
    assert_eq!(modified(&world, "a.txt"), before);
    assert_eq!(world.publish(&plan).unwrap(), done(0, 1, 0));
}

#[test]
fn stale_files_go_with_the_folders_that_they_leave_empty() {
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    world.put("project/site/claims/b/mine.txt", "foreign");
    assert_eq!(world.publish(&plan_of(&SITE[..1])).unwrap(), done(0, 1, 3));
    assert_eq!(world.tree(), files(&[("claims/b/mine.txt", "foreign"), ("index.html", "home")]));
}

#[test]
fn folders_of_files_that_are_gone_already_go_too_but_none_that_a_link_leads_to() {
    let world = World::new();
    let with = |more: &[(&'static str, &'static str)]| plan_of(&[&SITE[..1], more].concat());
    world.publish(&with(&[("zz/deep/a.txt", "a"), ("zz/deep/b.txt", "b"), ("yy/in/c.txt", "c")])).unwrap();
    // A build was killed after it had removed these files, and before it removed their folders.
    for gone in ["zz/deep/a.txt", "zz/deep/b.txt", "yy/in/c.txt"] {
        std::fs::remove_file(world.path(&format!("project/site/{gone}"))).unwrap();
    }
    #[cfg(unix)]
    {
        std::fs::rename(world.path("project/site/yy"), world.path("elsewhere")).unwrap();
        std::os::unix::fs::symlink(world.path("elsewhere"), world.path("project/site/yy")).unwrap();
    }
    assert_eq!(world.publish(&plan_of(&SITE[..1])).unwrap(), done(0, 1, 0));
    assert!(!world.path("project/site/zz").exists());
    #[cfg(unix)]
    assert!(world.path("elsewhere/in").is_dir());
    // What stood where the folder was is a file of the site now.
    assert_eq!(world.publish(&with(&[("zz", "file")])).unwrap(), done(1, 1, 0));
}

#[test]
fn foreign_files_and_dotfiles_are_never_touched() {
    let world = World::new();
    world.put("project/site/.git/config", "history");
    world.publish(&plan_of(SITE)).unwrap();
    world.put("project/site/CNAME", "example.org");
    world.put("project/site/notes/a.txt", "mine");
    world.publish(&plan_of(&[("", "new")])).unwrap();
    let expected = [
        (".git/config", "history"),
        ("CNAME", "example.org"),
        ("index.html", "new"),
        ("notes/a.txt", "mine"),
    ];
    assert_eq!(world.tree(), files(&expected));
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let world = World::new();
    world.publish(&plan_of(&SITE[..1])).unwrap();
    world.put("project/site/robots.txt", "mine");
    world.put("project/site/claims/a", "a file where a folder must be");
    let before = tree(&world.site());
    let result = fault(world.publish(&plan_of(SITE)));
    let robots = world.site().canonicalize().unwrap().join("robots.txt");
    let expected =
        format!("file-not-ours: `{}` stands where the site has a file, and is not ours", robots.display());
    assert_eq!(result, [expected]);
    assert_eq!(tree(&world.site()), before);
    std::fs::remove_file(world.site().join("robots.txt")).unwrap();
    let result = fault(world.publish(&plan_of(SITE)));
    let claim = world.site().canonicalize().unwrap().join("claims/a");
    let expected =
        format!("file-not-ours: `{}` stands where the site has a file, and is not ours", claim.display());
    assert_eq!(result, [expected]);
}

#[test]
fn a_file_changed_by_hand_is_written_again_with_a_warning() {
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    world.put("project/site/index.html", "by hand");
    world.put("project/site/robots.txt", "by hand");
    let publication = world.publish(&plan_of(&SITE[..3])).unwrap();
    let file = |name| world.site().canonicalize().unwrap().join(name).display().to_string();
    let said = "was changed by other hands since the last build, and is";
    let expected = [
        format!("output-changed: `{}` {said} written again", file("index.html")),
        format!("output-changed: `{}` {said} removed: the site no longer holds it", file("robots.txt")),
    ];
    assert_eq!(messages(&publication.findings), expected);
    assert_eq!((publication.written, publication.unchanged, publication.removed), (1, 2, 1));
    assert_eq!(world.tree()["index.html"], "home");
}

#[test]
fn a_hand_that_keeps_size_and_time_is_still_seen_while_the_file_is_young() {
    let world = World::new();
    world.publish(&plan_of(&[("", "home")])).unwrap();
    let time = modified(&world, "index.html");
    let file = std::fs::File::options().write(true).open(world.site().join("index.html")).unwrap();
    std::io::Write::write_all(&mut &file, b"hand").unwrap();
    file.set_modified(time).unwrap();
    assert_eq!(world.publish(&plan_of(&[("", "home")])).unwrap().written, 1);
}

#[test]
fn a_file_that_somebody_deleted_is_written_again() {
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    std::fs::remove_dir_all(world.site().join("claims")).unwrap();
    assert_eq!(world.publish(&plan_of(SITE)).unwrap(), done(2, 2, 0));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let world = World::new();
    let (file, folder) = (plan_of(&[("a", "file")]), plan_of(&[("a/", "page"), ("a/b/", "below")]));
    world.publish(&file).unwrap();
    assert_eq!(world.publish(&folder).unwrap(), done(2, 0, 1));
    assert_eq!(world.tree(), files(&[("a/b/index.html", "below"), ("a/index.html", "page")]));
    assert_eq!(world.publish(&file).unwrap(), done(1, 0, 2));
    assert_eq!(world.tree(), files(&[("a", "file")]));
}

#[test]
fn folders_that_could_hold_work_are_refused() {
    let world = World::new();
    world.put("project/themes/own/a.html", "");
    world.put("other/letter.txt", "dear all");
    world.put("home/user/a.txt", "");
    world.put("file", "");
    std::fs::create_dir_all(world.path("project/content/claims")).unwrap();
    let cases = [
        ("/", "it is the root of the disk"),
        ("project", "it is the project itself"),
        ("project/site/..", "it is the project itself"),
        ("", "it holds the project"),
        ("project/content", "it is inside `content/` or holds it"),
        ("project/content/claims/new", "it is inside `content/` or holds it"),
        ("project/themes/own", "it is inside `themes/` or holds it"),
        ("project/.git/site", "it is inside `.git/` or holds it"),
        ("project/.onrecord", "it is inside `.onrecord/` or holds it"),
        ("home", "it is your home folder or holds it"),
        ("home/user", "it is your home folder or holds it"),
        ("other", "it holds `letter.txt` and no site of ours"),
        ("file", "it is not a folder"),
    ];
    let before = tree(&world.path(""));
    for (output, reason) in cases {
        let output = world.path(output);
        let home = world.path("home/user");
        let target = onrecord::publish::Target::new(&world.project, &output, Some(&home));
        let expected = format!("output-refused: output folder `{}` is refused: {reason}", output.display());
        assert_eq!(fault(target.map(|_| done(0, 0, 0))), [expected]);
    }
    assert_eq!(tree(&world.path("")), before);
}

#[cfg(unix)]
#[test]
fn links_lead_nobody_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let world = World::new();
    world.put("outside/a/index.html", "theirs");
    world.publish(&plan_of(&SITE[..1])).unwrap();
    symlink(world.path("outside"), world.site().join("claims")).unwrap();
    let claims = world.site().canonicalize().unwrap().join("claims");
    let expected =
        format!("file-not-ours: `{}` stands where the site has a file, and is not ours", claims.display());
    assert_eq!(fault(world.publish(&plan_of(&[("", "home"), ("claims/c/", "C")]))), [expected]);
    std::fs::remove_file(&claims).unwrap();

    // Our own file, replaced by a link: the link goes, what it leads to stays.
    std::fs::remove_file(world.site().join("index.html")).unwrap();
    symlink(world.path("outside/a/index.html"), world.site().join("index.html")).unwrap();
    assert_eq!(world.publish(&plan_of(&SITE[..1])).unwrap().written, 1);
    assert_eq!(tree(&world.path("outside")), files(&[("a/index.html", "theirs")]));

    // The project's own folder by another name.
    symlink(world.path("project"), world.path("alias")).unwrap();
    let alias = world.path("alias");
    let target = onrecord::publish::Target::new(&world.project, &alias, None);
    let expected =
        format!("output-refused: output folder `{}` is refused: it is the project itself", alias.display());
    assert_eq!(fault(target.map(|_| done(0, 0, 0))), [expected]);
}

#[test]
fn a_manifest_of_other_hands_removes_nothing() {
    let world = World::new();
    world.put("project/content/keep.md", "kept");
    let zeros = "0".repeat(32);
    let line = format!("onrecord manifest 1\n{zeros} {zeros} 4 ../content/keep.md\n");
    world.put("project/site/.onrecord/manifest", &line);
    let manifest = world.site().canonicalize().unwrap().join(".onrecord/manifest");
    let expected = format!("manifest-unreadable: line 2 of `{}` is not ours", manifest.display());
    assert_eq!(fault(world.publish(&plan_of(SITE))), [expected]);
    assert!(world.path("project/content/keep.md").exists());
}

#[test]
fn a_file_that_changes_while_it_is_copied_stops_the_build() {
    let world = World::new();
    world.put("project/content/static/a.pdf", "new bytes");
    let (plan, _) = planned(vec![copied("a.pdf", "old bytes"), page("", "home")]);
    assert_eq!(fault(world.publish(&plan)), ["changed: content/static/a.pdf"]);
    assert!(!world.site().exists());
}

#[test]
fn dry_run_says_what_would_be_done_and_does_nothing() {
    let world = World::new();
    let dry = |plan: &Plan| world.publish_with(plan, Scope::Whole, Run::Dry, &Silent);
    assert_eq!(dry(&plan_of(SITE)).unwrap(), done(4, 0, 0));
    assert!(!world.site().exists());
    world.publish(&plan_of(SITE)).unwrap();
    let before = tree(&world.path(""));
    assert_eq!(dry(&plan_of(&[("", "home"), ("claims/a/", "new")])).unwrap(), done(1, 1, 2));
    assert_eq!(tree(&world.path("")), before);
}

#[test]
fn a_narrowed_run_leaves_everything_else_as_it_is() {
    let world = World::new();
    world.put("project/content/static/a.txt", "one");
    let plan = |home: &str, file: &str| planned(vec![page("", home), copied("a.txt", file)]).0;
    world.publish(&plan("old", "one")).unwrap();
    world.put("project/content/static/a.txt", "two");
    let narrowed = world.publish_with(&plan("new", "two"), Scope::Only(&["static"]), Run::Real, &Silent);
    assert_eq!(narrowed.unwrap(), done(1, 0, 0));
    assert_eq!(world.tree(), files(&[("a.txt", "two"), ("index.html", "old")]));
    assert_eq!(world.publish(&plan("new", "two")).unwrap(), done(1, 1, 0));
}

#[test]
fn assets_come_before_pages_and_the_sitemap_last() {
    let world = World::new();
    let of = |output, path| onrecord::output::Artifact { output, ..page(path, output) };
    let artifacts = vec![of("sitemap", "a.xml"), of("list", "b/"), of("claim", "c/"), of("assets", "d.css")];
    let notes = Notes::default();
    world.publish_with(&planned(artifacts).0, Scope::Whole, Run::Real, &notes).unwrap();
    let installed = notes.0.into_inner().unwrap().into_iter().filter(|step| step.starts_with("Install"));
    let expected =
        ["d.css", "c/index.html", "b/index.html", "a.xml"].map(|path| format!("Install({path:?})"));
    assert_eq!(installed.collect::<Vec<_>>(), expected);
}

#[test]
fn threads_and_order_make_no_difference() {
    let many: Vec<(String, String)> =
        (0..200).map(|n| (format!("claims/{n}/"), format!("claim {n}"))).collect();
    let build = |threads: usize, reversed: bool| {
        let world = World::new();
        let mut artifacts: Vec<_> = many.iter().map(|(path, text)| page(path, text)).collect();
        if reversed {
            artifacts.reverse();
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| world.publish(&planned(artifacts).0).unwrap());
        tree(&world.site())
    };
    assert_eq!(build(1, false), build(2, true));
}

#[test]
fn a_kill_at_any_step_leaves_whole_files_and_the_next_build_finishes() {
    let old: &[(&str, &str)] = &[("", "home"), ("a/", "A"), ("b", "file"), ("c/d/", "gone")];
    let new: &[(&str, &str)] = &[("", "new home"), ("a/", "A"), ("b/", "folder"), ("e/", "E")];
    let fresh = World::new();
    fresh.publish(&plan_of(new)).unwrap();
    let expected = tree(&fresh.site());
    let whole = ["home", "A", "file", "gone", "new home", "folder", "E"];
    for step in 0.. {
        let world = World::new();
        world.publish(&plan_of(old)).unwrap();
        let before = world.tree();
        match world.publish_with(&plan_of(new), Scope::Whole, Run::Real, &Kill::before(step)) {
            Ok(_) => {
                assert_eq!(step, 11, "a new step needs no change here, but it should be noticed");
                break;
            }
            result => assert_eq!(fault(result), ["stopped"]),
        }
        let left = world.tree();
        // Steps 0 to 4: rendering, and the announcement.
        if step <= 4 {
            assert_eq!(left, before, "killed before step {step}");
        }
        assert!(
            left.values().all(|text| whole.contains(&text.as_str())),
            "killed before step {step}: {left:?}"
        );
        let healed = world.publish(&plan_of(new)).unwrap();
        assert_eq!(healed.findings, [], "killed before step {step}");
        assert_eq!(tree(&world.site()), expected, "killed before step {step}");
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_refuses_leaves_the_site_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.publish(&plan_of(SITE)).unwrap();
    let notes = world.site().join(".onrecord");
    let before = tree(&world.site());
    std::fs::set_permissions(&notes, PermissionsExt::from_mode(0o555)).unwrap();
    // Whoever may write everywhere (root) is not refused: then there is nothing to see.
    let refused = std::fs::write(notes.join("probe"), "").is_err();
    if refused {
        assert_eq!(
            fault(world.publish(&plan_of(&SITE[..2]))),
            ["disk: cannot make the folder, midway: false"]
        );
    }
    std::fs::set_permissions(&notes, PermissionsExt::from_mode(0o755)).unwrap();
    if refused {
        assert_eq!(tree(&world.site()), before);
    }
}

/// Addresses that stand in each other's way, one way or another.
const NAMES: &[&str] = &["", "a/", "a", "a/b.txt", "A.txt", "a.txt", "c/d/", "c", "c/d/e/"];

/// A state of a site, and the step before which its publication is killed.
type State = (Vec<(usize, u8)>, Option<usize>);

fn states() -> impl Strategy<Value = Vec<State>> {
    let files = prop::collection::vec((0..NAMES.len(), 0..3_u8), 0..8);
    prop::collection::vec((files, prop::option::of(0..12_usize)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn after_any_edits_a_warm_tree_is_a_fresh_one(states in states()) {
        let warm = World::new();
        let plan = |files: &[(usize, u8)]| {
            let artifacts = files.iter().map(|(name, text)| page(NAMES[*name], &format!("text {text}")));
            planned(artifacts.collect()).0
        };
        for (files, kill) in &states {
            if let Some(step) = kill {
                let _ = warm.publish_with(&plan(files), Scope::Whole, Run::Real, &Kill::before(*step));
            } else {
                let fresh = World::new();
                warm.publish(&plan(files)).unwrap();
                fresh.publish(&plan(files)).unwrap();
                prop_assert_eq!(tree(&warm.site()), tree(&fresh.site()));
            }
        }
    }
}
