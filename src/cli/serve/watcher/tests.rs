//! Both ways of watching, against a real folder. What is awaited comes at some time; what is not to be told is shown
//! by what is told after it.

#![expect(clippy::disallowed_methods, reason = "tests change the files that are watched")]

mod fallback;
mod lost;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use onrecord::diagnostic::FilePath;

use super::*;

const BOTH: [Method; 2] = [Method::Native, Method::Poll];
/// Nothing takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watched {
    folder: tempfile::TempDir,
    watcher: Watcher,
    told: Receiver<Changed>,
    notes: Receiver<Diagnostic>,
}

/// A small project that is watched.
fn watched(method: Method) -> Watched {
    let mut watched = start(small(), "", method, |_| ());
    if method == Method::Native {
        let told;
        (watched, told) = watched.ready();
        assert_eq!(told, BTreeSet::new(), "nothing changed");
    }
    assert!(watched.notes.try_recv().is_err(), "the test needs a folder that the system watches");
    watched
}

/// A small project, long after it was written.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "content/site.toml");
    put(folder.path(), "content/claims/a/claim.md");
    put(folder.path(), "themes/default/page.html");
    settle();
    folder
}

/// Until nothing that was written looks as if it had been written just now.
fn settle() {
    std::thread::sleep(Duration::from_millis(300));
}

/// Watches the project at a path in a folder; `happens` is between the outset and the start.
fn start(folder: tempfile::TempDir, below: &str, method: Method, happens: impl FnOnce(&Path)) -> Watched {
    let root = folder.path().join(below);
    let outset = Outset::of(&Project::new(&root), method);
    happens(&root);
    let ((teller, told), (say, notes)) = (channel(), channel());
    let tell = move |told| match told {
        Told::Changed(changed) => drop(teller.send(changed)),
        Told::Note(note) => drop(say.send(note)),
    };
    let watcher = Watcher::start(outset, tell).unwrap();
    let project = Watched { folder, watcher, told, notes };
    if method == Method::Native {
        // What is heard now is told when the watch stands.
        let ready = onrecord::files::resolve(&root).unwrap().join("content/ready");
        let kind = notify::EventKind::Create(notify::event::CreateKind::File);
        project.hear(Ok(notify::Event::new(kind).add_path(ready)));
    }
    project
}

fn put(root: &Path, path: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut text = std::fs::read_to_string(&path).unwrap_or_default();
    text.push_str("words\n");
    std::fs::write(path, text).unwrap();
}

impl Watched {
    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, path: &str) {
        put(self.root(), path);
    }

    fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.root().join(from), self.root().join(to)).unwrap();
    }

    fn hear(&self, event: notify::Result<notify::Event>) {
        self.watcher.end.send(Heard::Event(event)).unwrap();
    }

    fn next(&self) -> Changed {
        self.told.recv_timeout(PATIENCE).expect("something is told")
    }

    /// Waits until the watch stands; what was told before.
    fn ready(self) -> (Self, BTreeSet<String>) {
        let (mut told, _) = self.until(&["content/ready"]);
        told.remove("content/ready");
        (self, told)
    }

    /// The code of a note that comes.
    fn note(&self) -> &'static str {
        self.notes.recv_timeout(PATIENCE).expect("something is said").code
    }

    /// Waits until all of these are told, each by its name or by that of a folder above; everything that was told
    /// until then, and in how many calls.
    fn until(&self, paths: &[&str]) -> (BTreeSet<String>, usize) {
        let (mut told, mut calls) = (BTreeSet::new(), 0);
        let is_told = |told: &BTreeSet<String>, path: &str| {
            told.iter().any(|told| path == told || path.starts_with(&format!("{told}/")))
        };
        while !paths.iter().all(|path| is_told(&told, path)) {
            calls += 1;
            match self.next() {
                Changed::Only(paths) => told.extend(paths.iter().map(ToString::to_string)),
                Changed::Anything => panic!("nothing went unseen"),
            }
        }
        (told, calls)
    }

    /// Saves a file; fails where anything but it and what was saved `before` is told.
    fn nothing_but(&self, path: &str, before: &[&str]) {
        self.put(path);
        let (told, _) = self.until(&[path]);
        assert!(told.iter().all(|told| told == path || before.contains(&told.as_str())), "{told:?}");
    }
}

#[test]
fn a_saved_file_is_told() {
    for method in BOTH {
        let watched = watched(method);
        let paths = ["content/claims/a/claim.md", "content/site.toml", "themes/default/page.html"];
        for path in paths {
            watched.nothing_but(path, &paths);
        }
        watched.put("content/claims/b.md");
        watched.until(&["content/claims/b.md"]);
        std::fs::remove_file(watched.root().join("content/claims/b.md")).unwrap();
        watched.until(&["content/claims/b.md"]);
    }
}

#[test]
fn a_file_that_is_saved_by_rename_is_told() {
    for method in BOTH {
        let watched = watched(method);
        for _ in 0..3 {
            watched.put("content/claims/a/.claim.md.tmp");
            watched.rename("content/claims/a/.claim.md.tmp", "content/claims/a/claim.md");
            let (told, _) = watched.until(&["content/claims/a/claim.md"]);
            assert_eq!(told.len(), 1, "{told:?}");
        }
    }
}

#[test]
fn what_stands_in_a_new_folder_is_told_at_once_and_later() {
    for method in BOTH {
        let watched = watched(method);
        for number in 0..5 {
            let path = |name: &str| format!("content/claims/group-{number}/deep/er/{name}");
            watched.put(&path("claim.md"));
            watched.until(&[&path("claim.md")]);
            watched.put(&path("updates/1.md"));
            watched.until(&[&path("updates/1.md")]);
        }
    }
}

#[test]
fn a_folder_that_moves_in_and_out_is_told_and_watched() {
    for method in BOTH {
        let watched = watched(method);
        watched.rename("content/claims/a", "a");
        watched.until(&["content/claims/a/claim.md"]);
        watched.rename("a", "content/claims/b");
        watched.until(&["content/claims/b/claim.md"]);
        watched.rename("content/claims/b", "content/claims/c");
        watched.until(&["content/claims/b/claim.md", "content/claims/c/claim.md"]);
        watched.put("content/claims/c/claim.md");
        watched.until(&["content/claims/c/claim.md"]);
    }
}

#[test]
fn folders_that_are_deleted_and_come_again_are_watched() {
    for method in BOTH {
        let watched = watched(method);
        for folder in ["content", "themes"] {
            for _ in 0..2 {
                std::fs::remove_dir_all(watched.root().join(folder)).unwrap();
                let file = format!("{folder}/a/b.md");
                watched.put(&file);
                watched.until(&[&file]);
                // Much may still be told of the old one.
                while watched.told.recv_timeout(Duration::from_secs(2)).is_ok() {}
                watched.put(&file);
                watched.until(&[&file]);
            }
        }
    }
}

#[test]
fn what_loading_ignores_is_not_told() {
    for method in BOTH {
        let watched = watched(method);
        let ignored = [
            "content/claims/a/.claim.md.swp",
            "content/claims/a/claim.md~",
            "content/claims/a/#claim.md#",
            "content/claims/a/claim.md.tmp",
            "content/.git/index",
            "themes/default/.hidden",
            ".onrecord/census",
            ".git/index",
            "site/index.html",
            "contents/a.md",
            "README.md",
        ];
        for path in ignored {
            watched.put(path);
        }
        watched.nothing_but("content/claims/a/claim.md", &[]);
    }
}

#[test]
fn reading_is_no_change() {
    let watched = watched(Method::Native);
    let files = Project::new(watched.root()).walk(&FilePath::new("content")).found;
    for found in files {
        std::fs::read(watched.root().join(found.path.as_str())).unwrap();
    }
    watched.nothing_but("content/claims/a/claim.md", &[]);
}

/// Whoever looks where it is told, when it is told, has seen everything in the end.
#[test]
fn a_thousand_files_are_told_in_few_calls() {
    for method in BOTH {
        let watched = watched(method);
        let (project, content) = (Project::new(watched.root()), FilePath::new("content"));
        let paths: Vec<_> = (0..1000).map(|number| format!("content/claims/c{number}/claim.md")).collect();
        for path in &paths {
            watched.put(path);
        }
        let (mut seen, mut calls) = (BTreeSet::new(), 0);
        while !paths.iter().all(|path| seen.contains(path)) {
            let Changed::Only(told) = watched.next() else { panic!("nothing went unseen") };
            let found = told.iter().flat_map(|path| project.walk_part(&content, path).found);
            seen.extend(found.map(|found| found.path.to_string()));
            calls += 1;
        }
        assert!(calls < 50, "{calls}");
    }
}

#[test]
fn what_happens_while_it_is_told_is_told_afterwards() {
    for method in BOTH {
        let folder = small();
        let ((teller, told), (release, go)) = (channel(), channel::<()>());
        let tell = move |told| {
            let _ = teller.send(told);
            let _ = go.recv();
        };
        let outset = Outset::of(&Project::new(folder.path()), method);
        let _watcher = Watcher::start(outset, tell).unwrap();
        for file in ["content/site.toml", "content/claims/a/claim.md", "content/site.toml"] {
            put(folder.path(), file);
            let is_it = |told| matches!(told, Told::Changed(Changed::Only(paths)) if paths.iter().any(|path| path.as_str() == file));
            // A file may be told once more, when its time has settled.
            while !is_it(told.recv_timeout(PATIENCE).expect("something is told")) {
                release.send(()).unwrap();
            }
            release.send(()).unwrap();
        }
        drop(release);
    }
}

/// Its name, what happens, and what is told of it.
type Case = (&'static str, fn(&Path), &'static [&'static str]);

#[test]
fn what_happens_between_the_outset_and_the_start_is_told() {
    let cases: [Case; 5] = [
        ("saved", |root| put(root, "content/site.toml"), &["content/site.toml"]),
        ("came", |root| put(root, "content/claims/b/claim.md"), &["content/claims/b/claim.md"]),
        (
            "went",
            |root| std::fs::remove_file(root.join("content/site.toml")).unwrap(),
            &["content/site.toml"],
        ),
        ("all went", |root| std::fs::remove_dir_all(root.join("themes")).unwrap(), &["themes"]),
        (
            "moved",
            |root| std::fs::rename(root.join("content/claims/a"), root.join("content/claims/b")).unwrap(),
            &["content/claims/a/claim.md", "content/claims/b/claim.md"],
        ),
    ];
    for method in BOTH {
        for (name, happens, expected) in cases {
            let watched = start(small(), "", method, happens);
            if method == Method::Native {
                let (watched, told) = watched.ready();
                let is_told =
                    |path: &&str| told.iter().any(|told| format!("{path}/").starts_with(&format!("{told}/")));
                assert!(expected.iter().all(is_told), "{name}: {told:?}");
                put(watched.root(), "content/site.toml");
                watched.until(&["content/site.toml"]);
            } else if name != "all went" {
                watched.until(expected);
            }
        }
    }
}

#[test]
fn a_watcher_that_is_dropped_ends_its_threads() {
    for method in BOTH {
        let Watched { folder: _folder, watcher, told, .. } = watched(method);
        drop(watcher);
        // What tells is dropped with the thread.
        assert_eq!(told.recv_timeout(PATIENCE), Err(mpsc::RecvTimeoutError::Disconnected));
    }
}

#[test]
fn where_events_were_lost_and_nothing_changed_nothing_is_told() {
    let watched = watched(Method::Native);
    for _ in 0..2 {
        let event = notify::Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
        watched.hear(Ok(event));
        settle();
        watched.nothing_but("content/claims/a/claim.md", &[]);
        settle();
    }
}

#[cfg(unix)]
#[test]
fn a_content_folder_that_is_a_link_is_watched_where_it_leads() {
    for method in BOTH {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "elsewhere/a.md");
        std::fs::create_dir(folder.path().join("project")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", folder.path().join("project/content")).unwrap();
        settle();
        let watched = start(folder, "project", method, |_| ());
        watched.put("elsewhere/a.md");
        watched.until(&["content/a.md"]);
    }
}

#[test]
fn folders_that_come_while_a_watch_begins_are_watched() {
    // They come sooner or later on the way from the first look to the last watch.
    for turn in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        for claim in 0..60 {
            put(folder.path(), &format!("content/claims/{claim}/claim.md"));
        }
        let watched = start(folder, "", Method::Native, |_| ());
        std::thread::sleep(Duration::from_micros(100 * turn));
        watched.put("themes/default/templates/page.html");
        watched.until(&["themes/default/templates/page.html"]);
        watched.put("themes/default/templates/other.html");
        watched.until(&["themes/default/templates/other.html"]);
    }
}
