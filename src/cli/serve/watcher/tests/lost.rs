//! What is told of changes that the system was silent about.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use onrecord::diagnostic::FilePath;
use onrecord::files::Project;
use onrecord::session::Changed;

use super::super::batch::Batch;
use super::super::covered::Covered;
use super::super::{Method, Outset};
use super::{PATIENCE, put, settle, small};

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_saved_while_more_is_read_than_the_system_remembers_is_told_alone() {
    use std::sync::{Arc, Mutex};

    let folder = small();
    let files = ["content/site.toml", "themes/default/page.html"].map(|file| folder.path().join(file));
    let outset = Outset::of(&Project::new(folder.path()), Method::Native);
    let (door, (hear, heard)) = (Arc::new(Mutex::new(())), channel());
    let gate = Arc::clone(&door);
    let hear = move |event| {
        let _open = gate.lock().unwrap();
        let _ = hear.send(event);
    };
    let (mut covered, changed) = Covered::begin(&outset, hear).unwrap();
    assert_eq!(changed, None);
    let closed = door.lock().unwrap();
    // Nothing is read of the queue behind this.
    put(folder.path(), "content/claims/a/claim.md");
    let limit = std::fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let limit: usize = limit.trim().parse().unwrap();
    // One after the other: the system tells of the same thing but once.
    (0..limit + 1000).for_each(|at| drop(std::fs::File::open(&files[at % 2]).unwrap()));
    put(folder.path(), "content/claims/b.md");
    drop(closed);
    let mut batch = Batch::default();
    while !batch.is_unsure {
        covered.take(heard.recv_timeout(PATIENCE).unwrap(), &mut batch);
    }
    assert!(!batch.paths.contains(&FilePath::new("content/claims/b.md")), "it is lost");
    let told = ["content/claims/a/claim.md", "content/claims/b.md"].map(FilePath::new).to_vec();
    assert_eq!(covered.catch_up(batch), Ok(Some(Changed::Only(told))));
    put(folder.path(), "content/claims/c.md");
    let mut batch = Batch::default();
    while !batch.paths.contains(&FilePath::new("content/claims/c.md")) {
        covered.take(heard.recv_timeout(PATIENCE).unwrap(), &mut batch);
    }
}

/// A project under watch to which nobody listens: whatever happens is lost.
fn covered(folder: &Path) -> (Covered, Receiver<notify::Result<notify::Event>>) {
    settle();
    let outset = Outset::of(&Project::new(folder), Method::Native);
    let (hear, heard) = channel();
    let hear = move |event| drop(hear.send(event));
    let (covered, changed) = Covered::begin(&outset, hear).unwrap();
    assert_eq!(changed, None);
    (covered, heard)
}

fn after_loss(covered: &mut Covered) -> Vec<String> {
    let batch = Batch { is_unsure: true, ..Default::default() };
    match covered.catch_up(batch).unwrap() {
        None => Vec::new(),
        Some(Changed::Only(paths)) => paths.iter().map(ToString::to_string).collect(),
        Some(Changed::Anything) => panic!("little changed"),
    }
}

/// What happens, and what is told of it.
type Case = (fn(&Path), &'static [&'static str]);

#[test]
fn what_was_lost_is_told_exactly() {
    let cases: [Case; 8] = [
        (|_| (), &[]),
        (|root| put(root, "content/claims/a/claim.md"), &["content/claims/a/claim.md"]),
        (|root| put(root, "content/claims/b/updates/1.md"), &["content/claims/b"]),
        (|root| put(root, "content/claims/a/.claim.md.swp"), &[]),
        (|root| std::fs::remove_dir_all(root.join("content/claims/a")).unwrap(), &["content/claims/a"]),
        (|root| std::fs::remove_dir_all(root.join("content")).unwrap(), &["content"]),
        (|root| put(root, "themes/other/page.html"), &["themes/other"]),
        (
            |root| std::fs::rename(root.join("content/claims/a"), root.join("content/b")).unwrap(),
            &["content/b", "content/claims/a"],
        ),
    ];
    for (change, expected) in cases {
        let folder = small();
        let (mut covered, _heard) = covered(folder.path());
        change(folder.path());
        assert_eq!(after_loss(&mut covered), expected);
        settle();
        // What was written just now is not trusted at first.
        let again = after_loss(&mut covered);
        assert!(again.len() <= 2, "{again:?}");
        assert_eq!(after_loss(&mut covered), [""; 0]);
    }
}

#[test]
fn folders_that_came_unheard_are_watched_afterwards() {
    let folder = small();
    let (mut covered, heard) = covered(folder.path());
    put(folder.path(), "content/claims/b/updates/deep/1.md");
    std::fs::rename(folder.path().join("content/claims/a"), folder.path().join("content/claims/c")).unwrap();
    settle();
    while heard.try_recv().is_ok() {}
    assert_eq!(after_loss(&mut covered), ["content/claims/a", "content/claims/b", "content/claims/c"]);
    for file in ["content/claims/b/updates/deep/2.md", "content/claims/c/claim.md"] {
        put(folder.path(), file);
        let mut batch = Batch::default();
        while !batch.paths.contains(&FilePath::new(file)) {
            covered.take(heard.recv_timeout(PATIENCE).expect("it is heard of"), &mut batch);
        }
    }
}
