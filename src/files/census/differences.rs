//! What two censuses of the same folders do not have in common, and what one alone tells of changes.

use super::{Census, Kind, NOTHING, Node};
use crate::diagnostic::FilePath;

/// In what a census differs from an earlier one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Files that came, went or changed; a folder that came, went or was replaced stands for all that is in it.
    pub paths: Vec<FilePath>,
    /// Folders that came or are not as they were themselves: something in them came, went or was renamed, or they were.
    pub folders: Vec<FilePath>,
}

impl Differences {
    /// Takes in what two nodes at a path do not have in common.
    pub(super) fn add(&mut self, old: Option<&Node>, new: &Node, path: &str) {
        let kind = old.map_or(Kind::Absent, |old| old.kind);
        let is_folder = new.kind == Kind::Folder;
        let is_same = old.is_some_and(|old| old.stamp == new.stamp);
        let is_kept = match (kind, new.kind) {
            (Kind::Absent, Kind::Absent) => true,
            // Its own stamp tells of entries, which tell of themselves.
            (Kind::Folder, Kind::Folder) => old.is_some_and(|old| old.stamp.number == new.stamp.number),
            (old, new) => old == new && is_same,
        };
        if !is_kept {
            self.paths.push(FilePath::new(path));
        }
        if is_folder && !(is_kept && is_same) {
            self.folders.push(FilePath::new(path));
        }
        if let Some(old) = old.filter(|_| is_kept && is_folder) {
            self.compare(&old.inside, &new.inside, path);
        }
    }

    /// Takes in what two lists, both by name, do not have in common.
    fn compare(&mut self, old: &[Node], new: &[Node], above: &str) {
        let below = |node: &Node| format!("{above}/{}", node.name);
        let mut old = old.iter().peekable();
        for new in new {
            while let Some(gone) = old.next_if(|old| old.name < new.name) {
                self.leave(gone, &below(gone));
            }
            self.add(old.next_if(|old| old.name == new.name), new, &below(new));
        }
        for gone in old {
            self.leave(gone, &below(gone));
        }
    }

    fn leave(&mut self, gone: &Node, path: &str) {
        if gone.kind != Kind::Absent {
            self.paths.push(FilePath::new(path));
        }
    }
}

impl Census {
    /// In what a later census of the same folders differs.
    pub fn differences(&self, later: &Self) -> Differences {
        let mut differences = Differences::default();
        for new in &later.folders {
            differences.add(self.folder(&new.name), new, &new.name);
        }
        differences
    }

    /// What may have changed since a time, in nanoseconds since 1970: files, and folders in which something came, went
    /// or was renamed.
    pub fn since(&self, time: u128) -> Vec<FilePath> {
        self.places(|node| node.stamp != NOTHING && !node.stamp.is_before(time))
    }

    /// Files that may change once more, or have changed since `noted`, in nanoseconds since 1970, and look the same.
    pub fn unsettled(&self, noted: u128) -> Vec<FilePath> {
        self.places(|node| node.kind == Kind::File && !node.stamp.is_before(noted))
    }

    /// A folder and all folders below it, from above; none where there is no such folder.
    pub fn folders_within(&self, folder: &FilePath) -> Vec<FilePath> {
        let mut parts = folder.as_str().split('/');
        let top = parts.next().and_then(|name| self.folder(name));
        let node = parts.try_fold(top, |node, part| Some(node?.child(part))).flatten();
        let mut places = Vec::new();
        if let Some(node) = node {
            node.places(folder.as_str(), &|node| node.kind == Kind::Folder, &mut places);
        }
        places
    }

    /// The links in one of its folders.
    pub fn links(&self, folder: &str) -> Vec<FilePath> {
        let mut places = Vec::new();
        if let Some(node) = self.folder(folder) {
            node.places(folder, &|node| node.kind == Kind::Link, &mut places);
        }
        places
    }

    fn places(&self, is_meant: impl Fn(&Node) -> bool) -> Vec<FilePath> {
        let mut places = Vec::new();
        for folder in &self.folders {
            folder.places(&folder.name, &is_meant, &mut places);
        }
        places
    }
}

impl Node {
    /// Adds its path and those below that are meant.
    fn places(&self, path: &str, is_meant: &impl Fn(&Self) -> bool, places: &mut Vec<FilePath>) {
        if is_meant(self) {
            places.push(FilePath::new(path));
        }
        for node in &self.inside {
            node.places(&format!("{path}/{}", node.name), is_meant, places);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::Project;

    /// Long after everything was written.
    const LATER: u128 = u128::MAX;
    const FOLDERS: [&str; 2] = ["content", "themes"];

    fn project() -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content/a b")).unwrap();
        std::fs::create_dir_all(folder.path().join("content/a")).unwrap();
        std::fs::write(folder.path().join("content/site.toml"), "title").unwrap();
        std::fs::write(folder.path().join("content/a/x.md"), "text").unwrap();
        std::fs::write(folder.path().join("content/a b/1 2 3"), "text").unwrap();
        let project = Project::new(folder.path());
        // Times of a disk stand still for some milliseconds.
        std::thread::sleep(std::time::Duration::from_millis(20));
        (folder, project)
    }

    fn texts(paths: &[FilePath]) -> Vec<&str> {
        paths.iter().map(FilePath::as_str).collect()
    }

    /// What happens, the paths that differ, and the folders.
    type Case = (fn(&Path), &'static [&'static str], &'static [&'static str]);

    const CASES: &[Case] = &[
        (|_| (), &[], &[]),
        (|root| std::fs::write(root.join("content/a/x.md"), "other").unwrap(), &["content/a/x.md"], &[]),
        (
            |root| std::fs::write(root.join("content/a b/0"), "").unwrap(),
            &["content/a b/0"],
            &["content/a b"],
        ),
        (
            |root| std::fs::remove_file(root.join("content/site.toml")).unwrap(),
            &["content/site.toml"],
            &["content"],
        ),
        (
            |root| std::fs::rename(root.join("content/a"), root.join("content/z")).unwrap(),
            &["content/a", "content/z"],
            &["content", "content/z"],
        ),
        (
            |root| std::fs::rename(root.join("content/site.toml"), root.join("content/a/x.md")).unwrap(),
            &["content/a/x.md", "content/site.toml"],
            &["content", "content/a"],
        ),
        (|root| std::fs::create_dir_all(root.join("themes/deep")).unwrap(), &["themes"], &["themes"]),
        (
            |root| {
                std::fs::rename(root.join("content"), root.join("old")).unwrap();
                std::fs::create_dir(root.join("content")).unwrap();
            },
            &["content"],
            &["content"],
        ),
        (
            |root| {
                std::fs::remove_dir_all(root.join("content/a")).unwrap();
                std::fs::write(root.join("content/a"), "").unwrap();
            },
            &["content/a"],
            &["content"],
        ),
    ];

    #[test]
    fn censuses_differ_where_something_changed() {
        for (at, (change, paths, folders)) in CASES.iter().enumerate() {
            let (folder, project) = project();
            let old = Census::look(&project, &FOLDERS, None);
            change(folder.path());
            let Differences { paths: told, folders: changed } =
                old.differences(&Census::look(&project, &FOLDERS, Some((&old, LATER))));
            assert_eq!((&*texts(&told), &*texts(&changed)), (*paths, *folders), "{at}");
        }
    }

    #[test]
    fn a_census_that_is_renewed_where_something_changed_is_as_a_new_one() {
        for (at, (change, paths, _)) in CASES.iter().enumerate() {
            let (folder, project) = project();
            let mut census = Census::look(&project, &FOLDERS, None);
            change(folder.path());
            for path in *paths {
                let told = census.renew(&project, &FilePath::new(path), LATER).paths;
                assert_eq!(texts(&told), [*path], "{at}");
                assert_eq!(
                    census.renew(&project, &FilePath::new(path), LATER),
                    Differences::default(),
                    "{at}"
                );
            }
            let left = census.differences(&Census::look(&project, &FOLDERS, None));
            assert_eq!(left.paths, [], "{at}");
        }
    }

    #[test]
    fn what_lies_in_no_known_folder_is_not_renewed() {
        let (_folder, project) = project();
        let census = Census::look(&project, &FOLDERS, None);
        for path in [
            "",
            "site",
            "themes/x",
            "content/b/c",
            "content/site.toml/x",
            "content/a//x.md",
            "content/a/../x",
        ] {
            let mut renewed = census.clone();
            assert_eq!(
                renewed.renew(&project, &FilePath::new(path), LATER),
                Differences::default(),
                "{path}"
            );
            assert_eq!(renewed, census, "{path}");
        }
    }

    #[test]
    fn what_was_written_since_a_time_or_just_before_is_told() {
        let (_folder, project) = project();
        let census = Census::look(&project, &FOLDERS, None);
        let all = [
            "content",
            "content/a",
            "content/a/x.md",
            "content/a b",
            "content/a b/1 2 3",
            "content/site.toml",
        ];
        assert_eq!(texts(&census.since(0)), all);
        assert_eq!(texts(&census.unsettled(0)), ["content/a/x.md", "content/a b/1 2 3", "content/site.toml"]);
        assert_eq!((census.since(LATER), census.unsettled(LATER)), (Vec::new(), Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_known_by_themselves_and_folders_may_be_links() {
        let (folder, project) = project();
        let root = folder.path();
        std::fs::rename(root.join("content"), root.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", root.join("content")).unwrap();
        std::os::unix::fs::symlink("/nowhere", root.join("elsewhere/link")).unwrap();
        let old = Census::look(&project, &FOLDERS, None);
        assert_eq!(texts(&old.links("content")), ["content/link"]);
        assert_eq!(
            texts(&old.folders_within(&FilePath::new("content"))),
            ["content", "content/a", "content/a b"]
        );
        std::fs::remove_file(root.join("elsewhere/link")).unwrap();
        std::os::unix::fs::symlink("/somewhere", root.join("elsewhere/link")).unwrap();
        let new = Census::look(&project, &FOLDERS, None);
        assert_eq!(texts(&old.differences(&new).paths), ["content/link"]);
        assert_eq!(Census::take(&project, &FOLDERS, None), None);
    }
}
