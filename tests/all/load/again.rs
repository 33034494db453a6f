//! Reading again only what changed: whatever was read before, the answer is that of a load from nothing, and what
//! did not change is still the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::load::{Library, load};
use onrecord::record::Records;
use onrecord::record::text::TextFile;

use super::write;

/// Edits, one after the other; several may come between two reads.
const EDITS: usize = 400;

/// Files that may come beside those of the demonstration.
const MORE: &[(&str, &[u8])] = &[
    ("claims/plain.md", b"+++\ntitle = \"P\"\nclaim = \"P.\"\nclaimants = [\"a\"]\nsources = [{id = \"p\", title = \"P\"}]\n+++\nText.\n"),
    ("claims/plain.toml", b"title = \"P\"\nclaim = \"P.\"\nclaimants = [\"a\"]\nsummary = \"S\"\n"),
    ("claims/a/plain.md", b"+++\ntitle = \"P\"\nclaim = \"P.\"\nclaimants = [\"a\"]\nsources = [{id = \"p\", title = \"P\"}]\n+++\n"),
    ("claims/plain/claim.md", b"+++\ntitle = \"P\"\nclaim = \"P.\"\nclaimants = [\"a\"]\n+++\n"),
    ("claims/plain/updates/1.md", b"+++\npublished = 2026-01-01\nsources = [{id = \"q\", url = \"https://example.org/q\"}]\n+++\n"),
    ("claims/plain/updates/1.es.md", b"+++\n+++\nTexto.\n"),
    ("claims/plain/explainer.md", b"## Why?\n\nSo.\n"),
    ("claims/plain/explainer.es.md", b"\xff"),
    ("claims/other.md", b"+++\ntitle = \"O\"\nclaim = \"O.\"\nclaimants = [\"a\"]\nsources = [{id = \"q\", title = \"Q\"}, {id = \"o\", title = \"O\"}]\n+++\n"),
    ("claims/other.es.md", b"+++\ntitle = \"O\"\n+++\n"),
    ("claims/other.fr.md", b"+++\ntitle = \"O\"\n+++\n"),
    ("claims/broken.md", b"+++\ntitle = \n+++\n"),
    ("claims/raw.toml", b"\xfe\xff"),
    ("claims/invented/claim.md", b"+++\ntitle = \"G\"\nclaim = \"G.\"\nclaimants = [\"a\"]\n+++\n"),
    ("claims/page.md", b"+++\n+++\n"),
    ("claims/README.md", b"Words.\n"),
    ("claims/notes.txt", b"Words.\n"),
    ("claims/orphan/updates/1.md", b"+++\npublished = 2026-01-01\nstatus = \"complete\"\n+++\n"),
    ("claims/orphan/explainer.md", b"<<<<<<< a\n=======\n>>>>>>> b\n"),
    ("claims/.hidden/claim.md", b"+++\n+++\n"),
    ("claims/other.md~", b"+++\n+++\n"),
    ("people.fr.toml", b""),
    ("pages/more.md", b"+++\ntitle = \"More\"\n+++\nWords.\n"),
    ("pages/more.es.md", b"+++\ntitle = \"Mas\"\n+++\n"),
    ("pages/sub/more.md", b"+++\ntitle = \"More\"\n+++\n"),
    ("static/claim.md", b"copied"),
    ("static/a/run.exe", b"copied"),
    ("static/a:b.txt", b"copied"),
    ("stray", b""),
];

/// Settings that take the place of the demonstration's.
const SITES: &[&str] = &[
    "title = \"T\"\nbase_url = \"https://example.org/\"\nlanguages = [\"en\", \"fr\"]\n",
    "title = \"T\"\nbase_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\ntimezone = \"Asia/Kolkata\"\n",
    "title = \"T\"\ntimezone = \"Mars\"\nlanguages = [\"en\", \"es\"\n",
    "title = \"T\"\nbroken = \nlanguages = [\"en\", \"es\"]\n[[topics]]\nid = \"x\"\n",
    "\u{0}",
];

/// Numbers that look drawn by lot and are the same each time (an LCG of Knuth's, the upper half).
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = self.below(of.len());
        &of[place]
    }
}

/// The demonstration's files by their paths.
fn demonstration() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        (format!("content/{below}"), std::fs::read(entry.path()).unwrap())
    };
    files.map(file).collect()
}

type Told = Result<(Records, Vec<Diagnostic>), Box<Diagnostic>>;

fn again(library: &mut Library, changed: Option<&[FilePath]>) -> Told {
    library.read(changed)
}

fn anew(root: &Path) -> Told {
    let mut loaded = load(&Project::new(root));
    loaded
        .records
        .map(|records| (records, std::mem::take(&mut loaded.findings)))
        .ok_or_else(|| Box::new(loaded.findings.remove(0)))
}

/// Everything that was told, as text.
fn shown(told: &Told) -> String {
    match told {
        Ok((records, findings)) => {
            let mut findings = findings.clone();
            findings.sort();
            let Records { config, publishers, sources, people, claims, pages, statics, lost } = records;
            let mut ids: Vec<_> = lost.ids.iter().collect();
            ids.sort();
            format!(
                "{config:#?}\n{publishers:#?}\n{sources:#?}\n{people:#?}\n{claims:#?}\n{pages:#?}\n{statics:#?}\n\
                 {ids:#?} {:#?} {}\n{findings:#?}",
                lost.files, lost.site
            )
        }
        Err(finding) => format!("{finding:#?}"),
    }
}

#[track_caller]
fn same(found: &Told, expected: &Told, what: &str) {
    let (found, expected) = (shown(found), shown(expected));
    if let Some(at) = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected) {
        let around =
            |text: &str| text.lines().skip(at.saturating_sub(12)).take(18).collect::<Vec<_>>().join("\n");
        panic!("{what}: found\n{}\nexpected\n{}", around(&found), around(&expected));
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

/// One edit; tells the paths that it touched.
fn edit(root: &Path, original: &BTreeMap<String, Vec<u8>>, lot: &mut Lot) -> Vec<String> {
    let paths: Vec<&String> = original.keys().collect();
    let path = (*lot.pick(&paths)).clone();
    let file = root.join(&path);
    let folder = |path: &str, lot: &mut Lot| {
        // Neither the whole content/ nor anything above it, but for one time in many.
        let parts: Vec<&str> = path.split('/').collect();
        let least = if lot.below(8) == 0 { 1 } else { 2 };
        parts[..(least + lot.below(parts.len() - least)).min(parts.len() - 1).max(1)].join("/")
    };
    match lot.below(16) {
        0..=4 => {
            if let Ok(bytes) = std::fs::read(&file) {
                write(root, &path, &changed(&bytes, lot));
            }
        }
        5 | 6 => drop(std::fs::remove_file(&file)),
        7 | 8 => {
            let (more, bytes) = lot.pick(MORE);
            let more = format!("content/{more}");
            // What is to be a folder may be a file, and the other way round.
            if std::fs::create_dir_all(root.join(&more).parent().unwrap()).is_ok() {
                let _ = std::fs::write(root.join(&more), bytes);
            }
            return vec![more];
        }
        9 => {
            let more = format!("content/{}", lot.pick(MORE).0);
            let _ = std::fs::remove_file(root.join(&more));
            return vec![more];
        }
        10 => {
            let (from, to) = (folder(&path, lot), format!("content/claims/moved-{}", lot.below(3)));
            if from != "content" && std::fs::rename(root.join(&from), root.join(&to)).is_err() {
                let _ = std::fs::rename(root.join(&to), root.join(&from));
            }
            return vec![from, to];
        }
        11 => {
            let gone = folder(&path, lot);
            if gone != "content" {
                let _ = std::fs::remove_dir_all(root.join(&gone));
            }
            return vec![gone];
        }
        12 => {
            let site =
                if lot.below(2) == 0 { lot.pick(SITES).as_bytes() } else { &original["content/site.toml"] };
            let _ = std::fs::write(root.join("content/site.toml"), site);
            return vec!["content/site.toml".to_owned()];
        }
        13 => link(root, &path, lot),
        // Everything goes back to what it was, so that the site does not fall apart.
        14 => {
            let _ = std::fs::remove_dir_all(root.join("content"));
            for (path, bytes) in original {
                write(root, path, bytes);
            }
            return vec!["content".to_owned()];
        }
        _ => {
            if std::fs::create_dir_all(file.parent().unwrap()).is_ok() {
                let _ = std::fs::write(&file, &original[&path]);
            }
        }
    }
    vec![path]
}

#[cfg(unix)]
fn link(root: &Path, path: &str, lot: &mut Lot) {
    let targets = ["../claims/other.md", "other.md", "/nowhere", "..", "../../outside.md"];
    if std::fs::remove_file(root.join(path)).is_ok() {
        std::os::unix::fs::symlink(lot.pick(&targets), root.join(path)).unwrap();
    }
}

#[cfg(not(unix))]
fn link(_: &Path, _: &str, _: &mut Lot) {}

/// Bytes with one line gone, doubled, cut or with other letters, or as they were.
fn changed(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = lot.below(lines.len());
    if let Some(line) = lines.get_mut(at) {
        match lot.below(6) {
            0 => line.clear(),
            1 => *line = line.repeat(2),
            2 => *line = line.chars().take(line.chars().count() / 2).collect(),
            3 => *line = line.replace(['a', 'e'], "o"),
            4 => *line = line.replace(['1', '6'], "2"),
            _ => {}
        }
    }
    lines.concat().into_bytes()
}

/// Fails where a record of files that nobody touched is another one than before.
fn unchanged(before: &Records, now: &Records, touched: &[String], what: &str) {
    let is_untouched = |file: &FilePath| {
        let file = file.as_str();
        let stem = file.strip_suffix("/claim.md").unwrap_or_else(|| file.rsplit_once('.').unwrap().0);
        !touched.iter().any(|path| path.starts_with(stem) || stem.starts_with(path.as_str()))
    };
    macro_rules! compare {
        ($list:ident, $id:expr) => {
            let id = $id;
            for old in before.$list.iter().filter(|old| is_untouched(&old.file)) {
                let new = now.$list.iter().find(|new| id(new) == id(old) && new.file == old.file);
                // Of two with one id only one is there.
                if let Some(new) = new {
                    assert!(Arc::ptr_eq(old, new), "{what}: {} {}", stringify!($list), id(old));
                }
            }
        };
    }
    compare!(claims, |claim: &onrecord::record::claim::ClaimRecord| claim.id.to_string());
    compare!(sources, |source: &onrecord::record::party::SourceRecord| source.id.to_string());
    compare!(people, |person: &onrecord::record::party::PersonRecord| person.id.to_string());
    compare!(publishers, |publisher: &onrecord::record::party::PublisherRecord| publisher.id.to_string());
    compare!(pages, |page: &onrecord::record::page::PageRecord| page.id.to_string());
    if is_untouched(&before.config.file) {
        assert!(Arc::ptr_eq(&before.config, &now.config), "{what}: settings");
    }
}

#[test]
fn after_edits_drawn_by_lot_it_is_the_same_as_a_load_from_nothing() {
    let original = demonstration();
    for seed in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (path, bytes) in &original {
            write(root, path, bytes);
        }
        write(root, "outside.md", b"+++\n+++\n");
        let mut library = Library::new(Project::new(root));
        let mut before = again(&mut library, None);
        let (mut lot, mut whole) = (Lot(seed), 0);
        same(&before, &anew(root), "first");
        for step in 0..EDITS / 2 {
            let mut touched = Vec::new();
            for _ in 0..=lot.below(3) {
                touched.extend(edit(root, &original, &mut lot));
            }
            let paths: Vec<_> = touched.iter().map(|path| FilePath::new(path)).collect();
            let named = lot.below(6) > 0;
            let now = again(&mut library, named.then_some(&*paths));
            let what = format!("seed {seed}, step {step}: {touched:?}, named: {named}");
            same(&now, &anew(root), &what);
            if let (Ok((before, _)), Ok((now, _))) = (&before, &now) {
                let is_same = before.config.timezone == now.config.timezone
                    && format!("{:?}", before.config.languages) == format!("{:?}", now.config.languages);
                if is_same && named {
                    unchanged(before, now, &touched, &what);
                    whole += 1;
                }
            }
            before = now;
        }
        // The lot is to try what it is for.
        assert!(whole > EDITS / 10, "{whole}");
    }
}

/// A project of two claims, one of which is also known by a link, and what a first read told.
#[cfg(unix)]
fn linked() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let claim = b"+++\ntitle = \"A\"\nclaim = \"A.\"\nclaimants = [\"a\"]\n+++\n";
    write(root, "content/site.toml", super::SITE.as_bytes());
    write(root, "content/claims/a.md", claim);
    write(root, "content/claims/b.md", claim);
    std::os::unix::fs::symlink("a.md", root.join("content/claims/link.md")).unwrap();
    let mut library = Library::new(Project::new(root));
    again(&mut library, None).unwrap();
    (folder, library)
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_seen_to_change() {
    let (folder, mut library) = linked();
    let root = folder.path();
    write(root, "content/claims/a.md", b"+++\ntitle = \"Other\"\nclaim = \"A.\"\nclaimants = [\"a\"]\n+++\n");
    let told = again(&mut library, Some(&[FilePath::new("content/claims/a.md")]));
    assert_eq!(&*told.as_ref().unwrap().0.claims[2].title.value, "Other");
    same(&told, &anew(root), "changed");
    std::fs::remove_file(root.join("content/claims/a.md")).unwrap();
    same(&again(&mut library, Some(&[FilePath::new("content/claims/a.md")])), &anew(root), "gone");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_come_and_go() {
    use std::os::unix::ffi::OsStrExt;
    let (folder, mut library) = linked();
    let root = folder.path();
    let file = root.join(std::ffi::OsStr::from_bytes(b"content/claims/\xff.md"));
    let told = FilePath::new("content/claims/\u{fffd}.md");
    for _ in 0..2 {
        std::fs::write(&file, b"").unwrap();
        let there = again(&mut library, Some(std::slice::from_ref(&told)));
        assert_eq!(
            there.as_ref().unwrap().1.iter().filter(|finding| finding.code == "stray-file").count(),
            1
        );
        same(&there, &anew(root), "there");
        std::fs::remove_file(&file).unwrap();
        same(&again(&mut library, Some(std::slice::from_ref(&told))), &anew(root), "gone");
    }
}

#[cfg(unix)]
#[test]
fn what_has_the_same_bytes_is_the_same_and_what_lies_elsewhere_is_no_matter() {
    let (folder, mut library) = linked();
    let root = folder.path();
    let (before, _) = again(&mut library, None).unwrap();
    let bytes = std::fs::read(root.join("content/claims/b.md")).unwrap();
    write(root, "content/claims/b.md", &bytes);
    for changed in
        [None, Some("content"), Some("content/claims/b.md"), Some("themes/x.css"), Some("contents/a")]
    {
        let paths: Vec<_> = changed.into_iter().map(FilePath::new).collect();
        let (now, _) = again(&mut library, changed.map(|_| &*paths)).unwrap();
        assert!(before.claims.iter().zip(&now.claims).all(|(old, new)| Arc::ptr_eq(old, new)), "{changed:?}");
        assert!(Arc::ptr_eq(&before.config, &now.config), "{changed:?}");
    }
}

#[test]
fn without_settings_it_begins_from_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut library = Library::new(Project::new(root));
    assert_eq!(again(&mut library, None).unwrap_err().code, "no-site-file");
    write(root, "content/site.toml", super::SITE.as_bytes());
    write(root, "content/pages/a.md", b"+++\ntitle = \"A\"\n+++\n");
    // Not what changed is read, but everything.
    let told = again(&mut library, Some(&[FilePath::new("content/site.toml")]));
    assert_eq!(told.as_ref().unwrap().0.pages.len(), 1);
    same(&told, &anew(root), "there");
    write(root, "content/site.toml", b"\xff");
    assert_eq!(again(&mut library, None).unwrap_err().code, "site-file-unreadable");
}

#[test]
fn files_of_texts_can_be_had_newest_first() {
    use std::time::{Duration, SystemTime};
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let claim =
        |words: &str| format!("+++\ntitle = \"A\"\nclaim = \"A.\"\nclaimants = [\"a\"]\n+++\n{words}");
    write(root, "content/site.toml", super::SITE.as_bytes());
    let files = ["claims/a.md", "claims/b/claim.md", "claims/b/updates/1.md", "pages/c.md"];
    for (age, file) in files.into_iter().enumerate() {
        let text = match file {
            "pages/c.md" => "+++\ntitle = \"C\"\n+++\nC".to_owned(),
            "claims/b/updates/1.md" => "+++\npublished = 2026-01-01\n+++\nU".to_owned(),
            file => claim(file),
        };
        let path = root.join("content").join(file);
        write(root, &format!("content/{file}"), text.as_bytes());
        let written = SystemTime::UNIX_EPOCH + Duration::from_secs([3000, 1000, 4000, 2000][age]);
        std::fs::File::options().append(true).open(path).unwrap().set_modified(written).unwrap();
    }
    let mut library = Library::new(Project::new(root));
    let (records, _) = again(&mut library, None).unwrap();
    let mut found = onrecord::texts::files(&records.claims, &records.pages);
    let names = |found: &[TextFile]| found.iter().map(|file| file.path().to_string()).collect::<Vec<_>>();
    assert_eq!(names(&found), files.map(|file| format!("content/{file}")));
    library.newest_first(&mut found);
    let newest = ["claims/b/updates/1.md", "claims/a.md", "pages/c.md", "claims/b/claim.md"];
    assert_eq!(names(&found), newest.map(|file| format!("content/{file}")));
}
