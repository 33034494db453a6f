//! A census: every file and folder below some folders, with what each is known by again, so that one look at each
//! tells what changed since the last one.
//!
//! A folder's own time changes when something in it is added, removed or renamed: as long as it is the same, the
//! folder is not listed again.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::walk::{Found, Walk, is_ignored};
use super::{Project, Stamp};
use crate::diagnostic::FilePath;

/// From so many entries on, a folder is looked at by several threads.
const MANY: usize = 32;

/// What stands below some folders of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    folders: Vec<Node>,
}

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Node {
    name: Box<str>,
    kind: Kind,
    stamp: Stamp,
    /// What is in a folder, by name.
    inside: Vec<Node>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    /// It is not there; its stamp is that of nothing.
    Absent,
    Folder,
    File,
}

impl Census {
    /// Of these folders of a project, whether they are there or not; `None` where a link, or something that
    /// cannot be looked at or named, stands in one of them.
    ///
    /// `old` is an earlier census and when it was noted, in nanoseconds since 1970: it only saves time.
    pub fn take(project: &Project, folders: &[&str], old: Option<(&Self, u128)>) -> Option<Self> {
        let take = |name: &&str| {
            let known = old.and_then(|(old, noted)| Some((old.folder(name)?, noted)));
            node(project.root(), name, known)
        };
        Some(Self { folders: folders.par_iter().map(take).collect::<Option<_>>()? })
    }

    fn folder(&self, name: &str) -> Option<&Node> {
        self.folders.iter().find(|folder| &*folder.name == name)
    }

    /// Whether nothing in it can have changed unseen after `noted`, in nanoseconds since 1970.
    pub fn is_settled(&self, noted: u128) -> bool {
        self.folders.iter().all(|folder| folder.is_settled(noted))
    }

    /// What a walk of one of its folders finds: see [`Project::walk`].
    pub fn walk(&self, folder: &str) -> Walk {
        let mut walk = Walk::default();
        match self.folder(folder) {
            Some(node) if node.kind == Kind::Folder => node.found(folder, &mut walk.found),
            _ => walk
                .faults
                .push((FilePath::new(folder), super::WalkFault::Unreadable("it is no folder".into()))),
        }
        walk.found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        walk
    }
}

impl Node {
    fn is_settled(&self, noted: u128) -> bool {
        let this = self.kind == Kind::Absent || self.stamp.is_settled(noted);
        this && self.inside.iter().all(|node| node.is_settled(noted))
    }

    fn child(&self, name: &str) -> Option<&Self> {
        let place = self.inside.binary_search_by(|node| (*node.name).cmp(name)).ok()?;
        Some(&self.inside[place])
    }

    fn found(&self, path: &str, found: &mut Vec<Found>) {
        for node in self.inside.iter().filter(|node| !is_ignored(&node.name)) {
            let path = format!("{path}/{}", node.name);
            match node.kind {
                Kind::File => found.push(Found { path: FilePath::new(&path), stamp: node.stamp }),
                Kind::Folder => node.found(&path, found),
                Kind::Absent => {}
            }
        }
    }
}

/// What stands at `name` in a folder; `None` where it is neither a file nor a folder, since a link may lead to
/// what changes elsewhere.
fn node(above: &Path, name: &str, old: Option<(&Node, u128)>) -> Option<Node> {
    let at = above.join(name);
    let data = match std::fs::symlink_metadata(&at) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let stamp = Stamp { length: 0, modified: 0, changed: 0, number: 0 };
            return Some(Node { name: name.into(), kind: Kind::Absent, stamp, inside: Vec::new() });
        }
        data => data.ok()?,
    };
    let stamp = Stamp::of(&data);
    if data.is_file() {
        return Some(Node { name: name.into(), kind: Kind::File, stamp, inside: Vec::new() });
    }
    let same = |(node, noted): &(&Node, u128)| {
        node.kind == Kind::Folder && node.stamp == stamp && stamp.is_settled(*noted)
    };
    let listed: Vec<String>;
    let names: Vec<&str> = match old.filter(same) {
        Some((node, _)) => node.inside.iter().map(|node| &*node.name).collect(),
        None if data.is_dir() => {
            listed = names(&at)?;
            listed.iter().map(String::as_str).collect()
        }
        None => return None,
    };
    let inner = |name: &&str| {
        let known = old.and_then(|(node, noted)| Some((node.child(name)?, noted)));
        node(&at, name, known)
    };
    let inside = if names.len() < MANY {
        names.iter().map(inner).collect::<Option<_>>()?
    } else {
        names.par_iter().map(inner).collect::<Option<_>>()?
    };
    Some(Node { name: name.into(), kind: Kind::Folder, stamp, inside })
}

/// The names in a folder, sorted; `None` where it cannot be listed, or one of them is not UTF-8.
fn names(folder: &Path) -> Option<Vec<String>> {
    let name = |entry: io::Result<std::fs::DirEntry>| entry.ok()?.file_name().into_string().ok();
    let mut names = std::fs::read_dir(folder).ok()?.map(name).collect::<Option<Vec<_>>>()?;
    names.sort_unstable();
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long after everything was written.
    const LATER: u128 = u128::MAX;

    fn project() -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content/claims/a b")).unwrap();
        std::fs::create_dir_all(folder.path().join("content/claims/a")).unwrap();
        std::fs::write(folder.path().join("content/site.toml"), "title").unwrap();
        std::fs::write(folder.path().join("content/claims/a/x.md"), "text").unwrap();
        std::fs::write(folder.path().join("content/claims/a b/1 2 3"), "text").unwrap();
        std::fs::write(folder.path().join("content/claims/a b/.hidden"), "text").unwrap();
        let project = Project::new(folder.path());
        (folder, project)
    }

    fn take(project: &Project, old: Option<(&Census, u128)>) -> Census {
        Census::take(project, &["content", "themes"], old).unwrap()
    }

    #[test]
    fn what_it_finds_is_what_a_walk_finds() {
        let (_folder, project) = project();
        let walked = project.walk(&FilePath::new("content"));
        let found = |walk: &Walk| {
            walk.found.iter().map(|found| (found.path.clone(), found.stamp)).collect::<Vec<_>>()
        };
        assert_eq!(found(&take(&project, None).walk("content")), found(&walked));
        assert_eq!(walked.found.len(), 3);
    }

    #[test]
    fn it_is_the_same_until_anything_changes_and_with_an_old_one_as_without() {
        type Change = fn(&Path);
        let changes: [Change; 6] = [
            |_| (),
            |root| std::fs::write(root.join("content/site.toml"), "other words").unwrap(),
            |root| std::fs::write(root.join("content/claims/a b/new"), "").unwrap(),
            |root| std::fs::remove_file(root.join("content/claims/a b/1 2 3")).unwrap(),
            |root| std::fs::rename(root.join("content/claims/a b"), root.join("content/claims/b")).unwrap(),
            |root| std::fs::create_dir(root.join("themes")).unwrap(),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let (folder, project) = project();
            let old = take(&project, None);
            // Times of a disk stand still for some milliseconds.
            std::thread::sleep(std::time::Duration::from_millis(20));
            change(folder.path());
            let new = take(&project, Some((&old, LATER)));
            assert_eq!(new == old, at == 0, "{at}");
            assert_eq!(new, take(&project, None), "{at}");
        }
    }

    #[test]
    fn a_folder_that_was_noted_too_young_is_listed_again() {
        let (folder, project) = project();
        let mut old = take(&project, None);
        // As if a file had come in the same tick of the disk's clock.
        old.folders[0].inside[0].inside[0].inside.clear();
        assert_eq!(take(&project, Some((&old, 0))), take(&project, None));
        assert_ne!(take(&project, Some((&old, LATER))), take(&project, None));
        drop(folder);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_same_length_and_time_is_another_one() {
        let (folder, project) = project();
        let file = folder.path().join("content/site.toml");
        let census = take(&project, None);
        let time = std::fs::metadata(&file).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&file, "TITLE").unwrap();
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert_ne!(take(&project, Some((&census, LATER))), census);
    }

    #[cfg(unix)]
    #[test]
    fn where_a_link_stands_there_is_no_census() {
        let (folder, project) = project();
        std::os::unix::fs::symlink("/elsewhere", folder.path().join("content/link")).unwrap();
        assert_eq!(Census::take(&project, &["content"], None), None);
    }
}
