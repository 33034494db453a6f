//! The walk: every file below a folder of the project, with what it is known by again.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Project, Stamp};
use crate::diagnostic::FilePath;

/// A file as the walk finds it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Relative to the project's root.
    pub path: FilePath,
    /// By what it is known again.
    pub stamp: Stamp,
}

/// What a walk finds.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files by path.
    pub found: Vec<Found>,
    /// What is left out, and why.
    pub faults: Vec<(FilePath, WalkFault)>,
}

/// Why something in a folder is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkFault {
    /// The system says why it cannot be read.
    Unreadable(String),
    /// Its name is not UTF-8.
    Name,
    /// A link to a folder, to nothing, or to a place outside.
    Link,
    /// Neither a file nor a folder: a device, a pipe, a socket.
    Special,
}

/// A folder: where it is, and how its path is written.
struct Folder {
    at: PathBuf,
    path: String,
}

impl Project {
    /// Every file below a folder of the project, by path.
    ///
    /// Dotfiles and dot folders are left out, but for `.well-known` (RFC 8615), and so are the backups that
    /// editors leave. Links are followed to files inside the same folder only.
    pub fn walk(&self, folder: &FilePath) -> Walk {
        let at = self.locate(folder);
        let top = std::fs::canonicalize(&at).ok();
        let mut walk = below(&Folder { at, path: folder.as_str().to_owned() }, top.as_deref());
        walk.found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        walk.faults.sort_by(|a, b| a.0.cmp(&b.0));
        walk
    }
}

fn below(folder: &Folder, top: Option<&Path>) -> Walk {
    let mut walk = Walk::default();
    let mut folders = Vec::new();
    let unreadable =
        |fault: io::Error| (FilePath::new(&folder.path), WalkFault::Unreadable(fault.to_string()));
    match std::fs::read_dir(&folder.at) {
        Err(fault) => walk.faults.push(unreadable(fault)),
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => take(&entry, folder, top, &mut folders, &mut walk),
                    Err(fault) => walk.faults.push(unreadable(fault)),
                }
            }
        }
    }
    let inner: Vec<_> = folders.par_iter().map(|folder| below(folder, top)).collect();
    for inner in inner {
        walk.found.extend(inner.found);
        walk.faults.extend(inner.faults);
    }
    walk
}

fn take(entry: &DirEntry, folder: &Folder, top: Option<&Path>, folders: &mut Vec<Folder>, walk: &mut Walk) {
    let name = entry.file_name();
    let shown = name.to_string_lossy();
    if is_ignored(&shown) {
        return;
    }
    let path = format!("{}/{shown}", folder.path);
    match look(entry, top) {
        Ok(Seen::Folder) => folders.push(Folder { at: entry.path(), path }),
        // The name of a folder above counts too.
        _ if folder.at.to_str().is_none() || name.to_str().is_none() => {
            walk.faults.push((FilePath::new(&path), WalkFault::Name));
        }
        Ok(Seen::File(stamp)) => walk.found.push(Found { path: FilePath::new(&path), stamp }),
        Err(fault) => walk.faults.push((FilePath::new(&path), fault)),
    }
}

enum Seen {
    Folder,
    File(Stamp),
}

fn look(entry: &DirEntry, top: Option<&Path>) -> Result<Seen, WalkFault> {
    let unreadable = |fault: io::Error| WalkFault::Unreadable(fault.to_string());
    let kind = entry.file_type().map_err(unreadable)?;
    if kind.is_dir() {
        return Ok(Seen::Folder);
    }
    let data = if kind.is_symlink() {
        let target = std::fs::canonicalize(entry.path()).map_err(|_| WalkFault::Link)?;
        let is_inside = top.is_some_and(|top| target.starts_with(top)) && target.is_file();
        if !is_inside {
            return Err(WalkFault::Link);
        }
        std::fs::metadata(entry.path())
    } else {
        entry.metadata()
    };
    let data = data.map_err(unreadable)?;
    if data.is_file() { Ok(Seen::File(Stamp::of(&data))) } else { Err(WalkFault::Special) }
}

/// Dotfiles but for `.well-known`, and what editors leave beside a file.
pub(super) fn is_ignored(name: &str) -> bool {
    let backup = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let dotfile = name.starts_with('.') && name != ".well-known";
    dotfile || backup || ["swp", "swo", "bak", "orig", "tmp"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::is_ignored;

    #[test]
    fn editor_backups_and_dotfiles_are_ignored() {
        for name in [".git", ".x.swp", "claim.md~", "#claim.md#", "a.bak", "a.md.orig", "a.tmp", ".DS_Store"]
        {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["claim.md", ".well-known", "a.b.md", "#1.md", "tmp", "orig.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
