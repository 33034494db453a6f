//! Both ways of watching, against a real folder. What is awaited comes at some time; what is not to be told is shown
//! by what is told after it.

#![expect(clippy::disallowed_methods, reason = "tests change the files that are watched")]

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
}

/// A small project that is watched.
fn watched(method: Method) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "content/site.toml");
    put(folder.path(), "content/claims/a/claim.md");
    put(folder.path(), "themes/default/page.html");
    let (teller, told) = channel();
    let tell = move |changed| drop(teller.send(changed));
    let Started { watcher, notes } = Watcher::start(&Project::new(folder.path()), method, tell);
    assert_eq!(notes, [], "the test needs a folder that the system watches");
    Watched { folder, watcher, told }
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

    fn next(&self) -> Changed {
        self.told.recv_timeout(PATIENCE).expect("something is told")
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
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "content/a.md");
        put(folder.path(), "content/b.md");
        let ((teller, told), (release, go)) = (channel(), channel::<()>());
        let tell = move |changed| {
            let _ = teller.send(changed);
            let _ = go.recv();
        };
        let Started { watcher, .. } = Watcher::start(&Project::new(folder.path()), method, tell);
        let watched = Watched { folder, watcher, told };
        watched.put("content/a.md");
        watched.until(&["content/a.md"]);
        watched.put("content/b.md");
        release.send(()).unwrap();
        watched.until(&["content/b.md"]);
        drop(release);
    }
}

#[test]
fn a_watcher_that_is_dropped_ends_its_threads() {
    for method in BOTH {
        let Watched { folder: _folder, watcher, told } = watched(method);
        drop(watcher);
        // What tells is dropped with the thread.
        assert_eq!(told.recv_timeout(PATIENCE), Err(mpsc::RecvTimeoutError::Disconnected));
    }
}

#[test]
fn what_went_unseen_may_be_anything() {
    let watched = watched(Method::Native);
    let event = notify::Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
    watched.watcher.end.send(Heard::Event(Ok(event))).unwrap();
    assert_eq!(watched.next(), Changed::Anything);
    watched.put("content/claims/a/claim.md");
    watched.until(&["content/claims/a/claim.md"]);
}

#[test]
fn where_the_system_tells_no_more_files_are_looked_at() {
    let watched = watched(Method::Native);
    let error = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
    watched.watcher.end.send(Heard::Event(Err(error))).unwrap();
    assert_eq!(watched.next(), Changed::Anything);
    watched.put("content/claims/a/claim.md");
    watched.until(&["content/claims/a/claim.md"]);
}

#[test]
fn a_project_that_cannot_be_watched_is_looked_at_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("not/yet");
    let (teller, told) = channel();
    let tell = move |changed| drop(teller.send(changed));
    let Started { watcher, notes } = Watcher::start(&Project::new(&root), Method::Native, tell);
    let codes: Vec<_> = notes.iter().map(|note| (note.code, note.severity)).collect();
    assert_eq!(codes, [("watch-polling", Severity::Warning)]);
    let watched = Watched { folder, watcher, told };
    watched.put("not/yet/content/a.md");
    watched.until(&["content/a.md"]);
}

#[cfg(unix)]
#[test]
fn a_content_folder_that_is_a_link_is_watched_where_it_leads() {
    for method in BOTH {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "elsewhere/a.md");
        std::fs::create_dir(folder.path().join("project")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", folder.path().join("project/content")).unwrap();
        let (teller, told) = channel();
        let tell = move |changed| drop(teller.send(changed));
        let project = Project::new(folder.path().join("project"));
        let Started { watcher, .. } = Watcher::start(&project, method, tell);
        let watched = Watched { folder, watcher, told };
        watched.put("elsewhere/a.md");
        watched.until(&["content/a.md"]);
    }
}
