//! Notes of earlier loads: with them, without them and with torn ones, a load gives the same.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use onrecord::diagnostic::FilePath;
use onrecord::files::Project;
use onrecord::load::{Loaded, Memory, load_with, open};

use super::{SITE, write};

/// A project with every kind of file, some of them faulty.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(&demonstration).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = Path::new("content").join(entry.path().strip_prefix(&demonstration).unwrap());
            write(folder.path(), path.to_str().unwrap(), &std::fs::read(entry.path()).unwrap());
        }
    }
    for (path, text) in [
        ("broken.md", "+++\ntitle = \n+++\n"),
        ("odd.md", "+++\ntitle = \"Odd\"\nclaim = \"O.\"\nclaimants = [\"a\"]\nunknown = 1\n+++\n"),
        ("raw.toml", "title = \"R\"\nclaim = \"R.\"\nclaimants = [\"a\"]\nsummary = \"\\u0041 [b](/c/)\"\n"),
        ("link.md", "+++\ntitle = \"L\"\nclaim = \"L.\"\nclaimants = [\"a\"]\n+++\n[a](b.html)\n"),
    ] {
        write(folder.path(), &format!("content/claims/more/{path}"), text.as_bytes());
    }
    folder
}

/// Everything that came of a load, as text.
fn shown(loaded: &Loaded) -> String {
    let mut findings = loaded.findings.clone();
    findings.sort();
    format!("{:#?}\n{findings:#?}", loaded.records)
}

/// Fails with the lines around the first difference.
#[track_caller]
fn same(found: &str, expected: &str, what: &str) {
    let pairs = found.lines().zip(expected.lines()).enumerate();
    if let Some((at, _)) = pairs.into_iter().find(|(_, (found, expected))| found != expected) {
        let around =
            |text: &str| text.lines().skip(at.saturating_sub(12)).take(18).collect::<Vec<_>>().join("\n");
        panic!("{what}: found\n{}\nexpected\n{}", around(found), around(expected));
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

fn loaded(root: &Path, memory: Memory) -> Loaded {
    let project = Project::new(root);
    let site = open(&project).unwrap();
    let (records, findings) = load_with(&project, site, project.walk(&FilePath::new("content")), memory);
    Loaded { records: Some(records), findings }
}

fn cold(root: &Path) -> String {
    shown(&loaded(root, Memory::None))
}

fn noted(root: &Path) -> String {
    shown(&loaded(root, Memory::Noted))
}

fn notes(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root.join(".onrecord")).unwrap().map(|entry| entry.unwrap().path());
    let mut notes: Vec<_> = entries.collect();
    notes.sort();
    notes
}

/// Makes the notes look as if they were written long after the files, so that they are trusted; tells that time.
fn age(root: &Path) -> SystemTime {
    let later = SystemTime::UNIX_EPOCH + Duration::from_secs(10_000_000_000);
    for note in notes(root) {
        std::fs::File::options().append(true).open(note).unwrap().set_modified(later).unwrap();
    }
    later
}

fn is_untouched(root: &Path, since: SystemTime) -> bool {
    notes(root).iter().all(|note| note.metadata().unwrap().modified().unwrap() == since)
}

#[test]
fn a_noted_load_gives_what_a_cold_one_gives() {
    let folder = project();
    let root = folder.path();
    let cold = cold(root);
    same(&noted(root), &cold, "first");
    let since = age(root);
    same(&noted(root), &cold, "second");
    assert!(is_untouched(root, since), "nothing was decoded again that is noted");
}

#[test]
fn files_that_are_younger_than_their_note_by_too_little_are_read_again() {
    let folder = project();
    let root = folder.path();
    noted(root);
    // As if they had been written just after the first file, however slow the machine is.
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
    let first = files.map(|file| file.metadata().unwrap().modified().unwrap()).min().unwrap();
    let before = first + Duration::from_millis(50);
    for note in notes(root) {
        std::fs::File::options().append(true).open(note).unwrap().set_modified(before).unwrap();
    }
    std::thread::sleep(Duration::from_millis(20));
    noted(root);
    let after: Vec<_> = notes(root).iter().map(|note| note.metadata().unwrap().modified().unwrap()).collect();
    assert!(after.iter().all(|after| before < *after));
}

#[test]
fn edits_are_seen_whatever_is_noted() {
    type Edit = fn(&Path);
    let edits: &[(&str, Edit)] = &[
        ("a claim changes", |root| {
            write(
                root,
                "content/claims/more/odd.md",
                b"+++\ntitle = \"O\"\nclaim = \"O.\"\nclaimants = [\"a\"]\n+++\n",
            );
        }),
        ("a file of the same size and time takes its place", |root| {
            let path = root.join("content/claims/more/link.md");
            let (text, data) = (std::fs::read_to_string(&path).unwrap(), path.metadata().unwrap());
            std::fs::write(root.join("new"), text.replace("title = \"L\"", "title = \"M\"")).unwrap();
            let new = std::fs::File::options().append(true).open(root.join("new")).unwrap();
            new.set_modified(data.modified().unwrap()).unwrap();
            std::fs::rename(root.join("new"), path).unwrap();
        }),
        ("a file goes", |root| std::fs::remove_file(root.join("content/claims/more/raw.toml")).unwrap()),
        ("a file comes", |root| write(root, "content/pages/another.md", b"+++\ntitle = \"Another\"\n+++\n")),
        ("a folder gets a claim of its own", |root| {
            write(
                root,
                "content/claims/more/claim.md",
                b"+++\ntitle = \"M\"\nclaim = \"M.\"\nclaimants = [\"a\"]\n+++\n",
            );
        }),
        ("the zone and the languages change", |root| {
            let site = format!("{SITE}timezone = \"Asia/Kolkata\"\nlanguages = [\"en\"]\n");
            write(root, "content/site.toml", site.as_bytes());
        }),
    ];
    let folder = project();
    let root = folder.path();
    for (what, edit) in edits {
        noted(root);
        age(root);
        let before = cold(root);
        edit(root);
        let after = cold(root);
        assert_ne!(before, after, "{what}");
        same(&noted(root), &after, what);
    }
}

#[test]
fn a_torn_or_foreign_note_is_none() {
    let folder = project();
    let root = folder.path();
    let cold = cold(root);
    noted(root);
    let whole: Vec<_> = notes(root).into_iter().map(|note| (std::fs::read(&note).unwrap(), note)).collect();
    let tear = |how: &dyn Fn(&mut Vec<u8>)| {
        for (bytes, note) in &whole {
            let mut torn = bytes.clone();
            how(&mut torn);
            std::fs::write(note, torn).unwrap();
        }
        age(root);
        same(&noted(root), &cold, "noted");
    };
    for length in [0, 3, 16, 23, 24, 27, 40, 1000] {
        tear(&|bytes| bytes.truncate(length));
    }
    for place in (0..400).step_by(7) {
        tear(&|bytes| bytes[place] ^= 0x55);
    }
    tear(&|bytes| bytes.extend_from_slice(b"more"));
    tear(&|bytes| *bytes = b"a note of somebody else, long enough to be one of ours".to_vec());
}

#[test]
fn a_note_of_absurd_length_is_none() {
    let folder = project();
    let root = folder.path();
    let cold = cold(root);
    noted(root);
    for note in notes(root) {
        std::fs::File::options().write(true).open(note).unwrap().set_len(1 << 40).unwrap();
    }
    age(root);
    same(&noted(root), &cold, "noted");
}

#[test]
fn drafts_of_notes_that_a_kill_left_go_and_those_of_others_stay() {
    let folder = project();
    let (root, notes) = (folder.path(), folder.path().join(".onrecord"));
    noted(root);
    let old = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    let cases =
        [("records-0.4711-3", true), ("census.4711-0", true), ("records-0.4711-x", false), ("a.txt", false)];
    for (name, _) in cases {
        let file = std::fs::File::create(notes.join(name)).unwrap();
        file.set_modified(old).unwrap();
    }
    // Another build may just be writing this one.
    std::fs::write(notes.join("records-0.4712-0"), "").unwrap();
    Project::new(root).forget_drafts();
    for (name, goes) in cases {
        assert_eq!(notes.join(name).exists(), !goes, "{name}");
    }
    assert!(notes.join("records-0.4712-0").exists() && notes.join("records-0").exists());
}

#[test]
fn loads_at_the_same_time_leave_whole_notes() {
    let folder = project();
    let root = folder.path();
    let cold = cold(root);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| same(&noted(root), &cold, "noted"));
        }
    });
    let since = age(root);
    same(&noted(root), &cold, "noted");
    assert!(is_untouched(root, since));
}

#[test]
fn a_change_of_one_file_rewrites_one_note_of_several() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let claim = |text: &str| format!("+++\ntitle = \"T\"\nclaim = \"{text}\"\nclaimants = [\"a\"]\n+++\n");
    let path = |number: usize| format!("content/claims/c{number}.md");
    write(root, "content/site.toml", SITE.as_bytes());
    for number in 0..300 {
        write(root, &path(number), claim("Before.").as_bytes());
    }
    noted(root);
    let since = age(root);
    assert_eq!(notes(root).len(), 4);
    write(root, &path(7), claim("After.").as_bytes());
    same(&noted(root), &cold(root), "one changed");
    let rewritten =
        notes(root).iter().filter(|note| note.metadata().unwrap().modified().unwrap() != since).count();
    assert_eq!(rewritten, 1);
    for number in 20..300 {
        std::fs::remove_file(root.join(path(number))).unwrap();
    }
    same(&noted(root), &cold(root), "most are gone");
    assert_eq!(notes(root).len(), 1);
}

#[test]
fn a_load_without_memory_leaves_nothing() {
    let folder = project();
    cold(folder.path());
    assert!(!folder.path().join(".onrecord").exists());
}
