//! A census: every file and folder below some folders, with what each is known by again, so that one look at each
//! tells what changed since the last one.
//!
//! A folder's own time changes when something in it is added, removed or renamed: as long as it is the same, the
//! folder is not listed again.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

mod differences;

use std::fs::Metadata;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::differences::Differences;
use super::walk::{Found, Walk, is_ignored};
use super::{Project, Stamp};
use crate::diagnostic::FilePath;
use crate::turns::TURN;

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
    /// What it leads to is not looked at.
    Link,
    /// What cannot be looked at or named, or is neither a file nor a folder.
    Other,
}

/// The stamp of nothing.
const NOTHING: Stamp = Stamp { length: 0, modified: 0, changed: 0, number: 0 };

impl Census {
    /// Of these folders of a project, whether they are there or not; `None` where a link, or something that
    /// cannot be looked at or named, stands in one of them: a link may lead to what changes elsewhere.
    ///
    /// `old` is an earlier census and when it was noted, in nanoseconds since 1970: it only saves time.
    pub fn take(project: &Project, folders: &[&str], old: Option<(&Self, u128)>) -> Option<Self> {
        let at = |name: &&str| std::fs::symlink_metadata(project.root().join(name));
        if folders.iter().any(|name| at(name).is_ok_and(|data| data.is_symlink())) {
            return None;
        }
        let census = Self::look(project, folders, old);
        census.folders.iter().all(Node::is_plain).then_some(census)
    }

    /// The same, whatever stands there: a link is known by itself alone, but for those that lead to the folders.
    ///
    /// It opens no file, and no folder that is known to be as it was.
    pub fn look(project: &Project, folders: &[&str], old: Option<(&Self, u128)>) -> Self {
        let top = |name: &&str| {
            let known = old.and_then(|(old, noted)| Some((old.folder(name)?, noted)));
            node(std::fs::metadata(project.root().join(name)), project.root(), name, known)
        };
        Self { folders: folders.par_iter().map(top).collect() }
    }

    /// Looks again at what stands at a path and below it, and tells what changed there. Of a path that does not lie in
    /// a known folder it takes no note.
    ///
    /// `noted` is when the whole was noted, in nanoseconds since 1970.
    pub fn renew(&mut self, project: &Project, path: &FilePath, noted: u128) -> Differences {
        let mut differences = Differences::default();
        let (name, below) = path.as_str().split_once('/').unwrap_or((path.as_str(), ""));
        let Some(top) = self.folders.iter_mut().find(|folder| &*folder.name == name) else {
            return differences;
        };
        if below.is_empty() {
            let data = std::fs::metadata(project.root().join(name));
            let new = node(data, project.root(), name, Some((top, noted)));
            differences.add(Some(top), &new, name);
            *top = new;
        } else {
            top.renew(&project.root().join(name), below, noted, (path, &mut differences));
        }
        differences
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
    /// Whether everything in it is a file or a folder.
    fn is_plain(&self) -> bool {
        !matches!(self.kind, Kind::Link | Kind::Other) && self.inside.iter().all(Self::is_plain)
    }

    /// Looks again at what stands at `below` in this folder, which is at `at`.
    fn renew(&mut self, at: &Path, below: &str, noted: u128, (path, told): (&FilePath, &mut Differences)) {
        let (name, deeper) = below.split_once('/').unwrap_or((below, ""));
        let place = self.inside.binary_search_by(|node| (*node.name).cmp(name));
        if !deeper.is_empty() {
            if let Ok(place) = place {
                self.inside[place].renew(&at.join(name), deeper, noted, (path, told));
            }
            return;
        }
        if self.kind != Kind::Folder {
            return;
        }
        let old = place.ok().map(|place| &self.inside[place]);
        let new = node(std::fs::symlink_metadata(at.join(name)), at, name, old.map(|old| (old, noted)));
        told.add(old, &new, path.as_str());
        match (place, new.kind) {
            (Ok(place), Kind::Absent) => drop(self.inside.remove(place)),
            (Ok(place), _) => self.inside[place] = new,
            (Err(_), Kind::Absent) => {}
            (Err(place), _) => self.inside.insert(place, new),
        }
    }

    fn is_settled(&self, noted: u128) -> bool {
        let this = self.kind == Kind::Absent || self.stamp.is_settled(noted);
        this && self.inside.iter().all(|node| node.is_settled(noted))
    }

    fn child(&self, name: &str) -> Option<&Self> {
        let place = self.inside.binary_search_by(|node| (*node.name).cmp(name)).ok()?;
        Some(&self.inside[place])
    }

    /// The files in a folder and below it, as a walk finds them; `path` is that of the folder.
    fn found(&self, path: &str, found: &mut Vec<Found>) {
        if self.inside.len() < MANY {
            self.inside.iter().for_each(|node| node.found_in(path, found));
            return;
        }
        let below = |node: &Self| {
            let mut found = Vec::new();
            node.found_in(path, &mut found);
            found
        };
        found.par_extend(self.inside.par_iter().with_max_len(TURN).flat_map_iter(below));
    }

    /// The same of one that is in the folder at `above`.
    fn found_in(&self, above: &str, found: &mut Vec<Found>) {
        if is_ignored(&self.name) {
            return;
        }
        let path = format!("{above}/{}", self.name);
        match self.kind {
            Kind::File => found.push(Found { path: FilePath::new(&path), stamp: self.stamp }),
            Kind::Folder => self.found(&path, found),
            Kind::Absent | Kind::Link | Kind::Other => {}
        }
    }
}

/// What stands at `name` in a folder, of which the system says this.
fn node(data: io::Result<Metadata>, above: &Path, name: &str, old: Option<(&Node, u128)>) -> Node {
    let leaf = |kind, stamp| Node { name: name.into(), kind, stamp, inside: Vec::new() };
    let data = match data {
        Ok(data) => data,
        // A name that is not UTF-8 is not found as it is known here.
        Err(fault)
            if fault.kind() == io::ErrorKind::NotFound && !name.contains(char::REPLACEMENT_CHARACTER) =>
        {
            return leaf(Kind::Absent, NOTHING);
        }
        Err(_) => return leaf(Kind::Other, NOTHING),
    };
    let stamp = Stamp::of(&data);
    if data.is_file() {
        return leaf(Kind::File, stamp);
    }
    if !data.is_dir() {
        return leaf(if data.is_symlink() { Kind::Link } else { Kind::Other }, stamp);
    }
    let same = |(node, noted): &(&Node, u128)| {
        node.kind == Kind::Folder && node.stamp == stamp && stamp.is_before(*noted)
    };
    let at = above.join(name);
    let listed: Vec<String>;
    let names: Vec<&str> = if let Some((node, _)) = old.filter(same) {
        node.inside.iter().map(|node| &*node.name).collect()
    } else {
        let Ok(names) = names(&at) else { return leaf(Kind::Other, stamp) };
        listed = names;
        listed.iter().map(String::as_str).collect()
    };
    let inner = |name: &&str| {
        let known = old.and_then(|(node, noted)| Some((node.child(name)?, noted)));
        node(std::fs::symlink_metadata(at.join(name)), &at, name, known)
    };
    let inside = if names.len() < MANY {
        names.iter().map(inner).collect()
    } else {
        names.par_iter().with_max_len(TURN).map(inner).collect()
    };
    Node { name: name.into(), kind: Kind::Folder, stamp, inside }
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let name = |entry: io::Result<std::fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let mut names = std::fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
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
