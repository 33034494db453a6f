//! A census: every file and folder below some folders, with size and times, so that a later build can tell
//! in one look at each whether anything there changed.
//!
//! A folder's own time changes when something in it is added, removed or renamed, so that no folder is
//! listed again as long as that time is the same.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::fmt::Write;
use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use super::Project;

/// What stands below some folders of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// By path, relative to the project's root.
    entries: Vec<(Box<str>, Mark)>,
}

/// By what a file or folder is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It is not there.
    Absent,
    Folder {
        modified: u64,
    },
    File {
        length: u64,
        modified: u64,
        /// When its name, owner or content last changed, where the system says: no tool sets that time.
        changed: u64,
    },
}

impl Mark {
    /// `None` where it is neither a file nor a folder: a link may lead to what changes elsewhere.
    fn of(path: &Path) -> Option<Self> {
        let data = match std::fs::symlink_metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Some(Self::Absent),
            data => data.ok()?,
        };
        let modified = modified(&data)?;
        if data.is_dir() {
            return Some(Self::Folder { modified });
        }
        data.is_file().then(|| Self::File { length: data.len(), modified, changed: changed(&data) })
    }

    /// The latest of its times.
    fn latest(self) -> u64 {
        match self {
            Self::Absent => 0,
            Self::Folder { modified } => modified,
            Self::File { modified, changed, .. } => modified.max(changed),
        }
    }
}

/// Nanoseconds since 1970.
fn modified(data: &Metadata) -> Option<u64> {
    let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

#[cfg(unix)]
fn changed(data: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (data.ctime(), data.ctime_nsec());
    u64::try_from(seconds).unwrap_or(0).saturating_mul(1_000_000_000).saturating_add(nanoseconds as u64)
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

impl Census {
    /// Of these folders of a project, whether they are there or not; `None` where a link, or something
    /// that cannot be looked at, stands in one of them.
    pub fn take(project: &Project, folders: &[&str]) -> Option<Self> {
        let below = folders.par_iter().map(|folder| below(project.root(), folder));
        let mut entries: Vec<_> = below.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Some(Self { entries })
    }

    /// Whether everything still stands as it did.
    pub fn stands(&self, project: &Project) -> bool {
        let root = project.root();
        self.entries.par_iter().all(|(path, mark)| Mark::of(&root.join(&**path)) == Some(*mark))
    }

    /// The latest time of anything in it, in nanoseconds since 1970.
    pub fn latest(&self) -> u64 {
        self.entries.iter().map(|(_, mark)| mark.latest()).max().unwrap_or(0)
    }

    /// As lines of text.
    pub fn text(&self, text: &mut String) {
        for (path, mark) in &self.entries {
            let _ = match mark {
                Mark::Absent => writeln!(text, "- {path}"),
                Mark::Folder { modified } => writeln!(text, "{modified} {path}"),
                Mark::File { length, modified, changed } => {
                    writeln!(text, "{modified} {changed} {length} {path}")
                }
            };
        }
    }

    /// From those lines; `None` where one of them has another form.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self { entries: text.lines().map(line).collect::<Option<_>>()? })
    }
}

fn line(line: &str) -> Option<(Box<str>, Mark)> {
    let (first, rest) = line.split_once(' ')?;
    if first == "-" {
        return Some((rest.into(), Mark::Absent));
    }
    let modified = first.parse().ok()?;
    let mut fields = rest.splitn(3, ' ');
    // Every path begins with the name of a folder of ours, which is no number.
    let Ok(changed) = fields.next()?.parse() else { return Some((rest.into(), Mark::Folder { modified })) };
    let length = fields.next()?.parse().ok()?;
    Some((fields.next()?.into(), Mark::File { length, modified, changed }))
}

/// Everything below a folder, itself first.
fn below(root: &Path, folder: &str) -> Option<Vec<(Box<str>, Mark)>> {
    let mark = Mark::of(&root.join(folder))?;
    let mut entries = vec![(Box::from(folder), mark)];
    if !matches!(mark, Mark::Folder { .. }) {
        return Some(entries);
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).ok()? {
        // A line break in a name would end its line here.
        let name = entry.ok()?.file_name().into_string().ok().filter(|name| !name.contains('\n'))?;
        names.push(format!("{folder}/{name}"));
    }
    let all = names.par_iter().map(|name| below(root, name)).collect::<Option<Vec<_>>>()?;
    entries.extend(all.into_iter().flatten());
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content/claims/a b")).unwrap();
        std::fs::write(folder.path().join("content/site.toml"), "title").unwrap();
        std::fs::write(folder.path().join("content/claims/a b/1 2 3"), "text").unwrap();
        let project = Project::new(folder.path());
        (folder, project)
    }

    fn take(project: &Project) -> Census {
        Census::take(project, &["content", "themes"]).unwrap()
    }

    #[test]
    fn it_reads_back_what_it_says() {
        let (_folder, project) = project();
        let census = take(&project);
        let mut text = String::new();
        census.text(&mut text);
        assert_eq!(text.lines().count(), 6);
        assert_eq!(Census::parse(&text), Some(census));
        assert_eq!(Census::parse("1 2"), None);
    }

    #[test]
    fn it_stands_until_anything_changes() {
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
            let census = take(&project);
            // Times of a disk stand still for some milliseconds.
            std::thread::sleep(std::time::Duration::from_millis(20));
            change(folder.path());
            assert_eq!(census.stands(&project), at == 0, "{at}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_same_length_and_time_is_another_one() {
        let (folder, project) = project();
        let file = folder.path().join("content/site.toml");
        let census = take(&project);
        let time = std::fs::metadata(&file).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&file, "TITLE").unwrap();
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert!(!census.stands(&project));
    }

    #[cfg(unix)]
    #[test]
    fn where_a_link_stands_there_is_no_census() {
        let (folder, project) = project();
        std::os::unix::fs::symlink("/elsewhere", folder.path().join("content/link")).unwrap();
        assert_eq!(Census::take(&project, &["content"]), None);
    }
}
