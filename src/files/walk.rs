//! The walk: every file below a folder of the project, with what it is known by again.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::ffi::OsString;
use std::fs::{FileType, Metadata};
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
    /// Links, followed or not: what they lead to may change without them.
    pub links: Vec<FilePath>,
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
        below(&Folder { at, path: folder.as_str().to_owned() }, top.as_deref()).sorted()
    }

    /// What a walk of `folder` finds of one file or folder in it, and below that.
    ///
    /// `path` is that of the folder itself, or of something in it.
    pub fn walk_part(&self, folder: &FilePath, path: &FilePath) -> Walk {
        let inside = path.as_str().strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let Some(inside) = inside else { return self.walk(folder) };
        let mut walk = Walk::default();
        let (above, name) = inside.rsplit_once('/').unwrap_or(("", inside));
        let mut above_it = Folder { at: self.locate(folder), path: folder.as_str().to_owned() };
        for part in above.split('/').filter(|part| !part.is_empty()) {
            above_it = Folder { at: above_it.at.join(part), path: format!("{}/{part}", above_it.path) };
            let is_folder = std::fs::symlink_metadata(&above_it.at).is_ok_and(|data| data.is_dir());
            if is_ignored(part) || !is_folder {
                return walk;
            }
        }
        let data = match std::fs::symlink_metadata(above_it.at.join(name)) {
            Ok(data) => data,
            Err(fault) => {
                let is_gone = matches!(fault.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
                if !is_gone && !is_ignored(name) {
                    walk.faults.push((path.clone(), WalkFault::Unreadable(fault.to_string())));
                }
                return walk;
            }
        };
        let top = std::fs::canonicalize(self.locate(folder)).ok();
        let entry = Entry { name: name.into(), kind: Ok(data.file_type()) };
        let mut folders = Vec::new();
        take(entry, || Ok(data), &above_it, top.as_deref(), &mut folders, &mut walk);
        for folder in &folders {
            walk.absorb(below(folder, top.as_deref()));
        }
        walk.sorted()
    }
}

impl Walk {
    fn absorb(&mut self, other: Self) {
        self.found.extend(other.found);
        self.faults.extend(other.faults);
        self.links.extend(other.links);
    }

    fn sorted(mut self) -> Self {
        self.found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.faults.sort_by(|a, b| a.0.cmp(&b.0));
        self
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
                    Ok(entry) => {
                        let (name, kind) = (entry.file_name(), entry.file_type());
                        take(Entry { name, kind }, || entry.metadata(), folder, top, &mut folders, &mut walk);
                    }
                    Err(fault) => walk.faults.push(unreadable(fault)),
                }
            }
        }
    }
    let inner: Vec<_> = folders.par_iter().map(|folder| below(folder, top)).collect();
    for inner in inner {
        walk.absorb(inner);
    }
    walk
}

/// Something in a folder.
struct Entry {
    name: OsString,
    kind: io::Result<FileType>,
}

fn take(
    entry: Entry,
    data: impl FnOnce() -> io::Result<Metadata>,
    folder: &Folder,
    top: Option<&Path>,
    folders: &mut Vec<Folder>,
    walk: &mut Walk,
) {
    let shown = entry.name.to_string_lossy();
    if is_ignored(&shown) {
        return;
    }
    let path = format!("{}/{shown}", folder.path);
    if entry.kind.as_ref().is_ok_and(FileType::is_symlink) {
        walk.links.push(FilePath::new(&path));
    }
    let is_named = folder.at.to_str().is_some() && entry.name.to_str().is_some();
    match look(entry.kind, || folder.at.join(&entry.name), data, top) {
        Ok(Seen::Folder) => folders.push(Folder { at: folder.at.join(&entry.name), path }),
        // The name of a folder above counts too.
        _ if !is_named => {
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

fn look(
    kind: io::Result<FileType>,
    at: impl FnOnce() -> PathBuf,
    data: impl FnOnce() -> io::Result<Metadata>,
    top: Option<&Path>,
) -> Result<Seen, WalkFault> {
    let unreadable = |fault: io::Error| WalkFault::Unreadable(fault.to_string());
    let kind = kind.map_err(unreadable)?;
    if kind.is_dir() {
        return Ok(Seen::Folder);
    }
    let data = if kind.is_symlink() {
        let at = at();
        let target = std::fs::canonicalize(&at).map_err(|_| WalkFault::Link)?;
        let is_inside = top.is_some_and(|top| target.starts_with(top)) && target.is_file();
        if !is_inside {
            return Err(WalkFault::Link);
        }
        std::fs::metadata(at)
    } else {
        data()
    };
    let data = data.map_err(unreadable)?;
    if data.is_file() { Ok(Seen::File(Stamp::of(&data))) } else { Err(WalkFault::Special) }
}

/// Dotfiles but for `.well-known`, and what editors leave beside a file.
pub fn is_ignored(name: &str) -> bool {
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
