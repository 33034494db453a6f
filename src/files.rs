//! The disk: nothing else in the library touches it.
//!
//! Readers are load, the text reader and publish (its own output); writers are publish, `edit` (init,
//! new, import) and the cache. A test keeps that list.

#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::FilePath;

pub mod census;
mod project;
pub mod tree;

pub use project::{ThemeFile, resolve};

/// A project: a folder with `content/site.toml`.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

/// A file as the walk finds it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Relative to the project's root.
    pub path: FilePath,
    /// Bytes.
    pub length: u64,
    /// When it was last written, where the system says.
    pub modified: Option<SystemTime>,
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

/// Dotfiles but for `.well-known`, and what editors leave beside a file.
fn is_ignored(name: &str) -> bool {
    let backup = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let dotfile = name.starts_with('.') && name != ".well-known";
    dotfile || backup || ["swp", "swo", "bak", "orig", "tmp"].contains(&ending)
}

impl Project {
    /// The project in this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of it on the disk.
    pub fn locate(&self, file: &FilePath) -> PathBuf {
        self.root.join(file.as_str())
    }

    /// Every file below a folder of the project, by path.
    ///
    /// Dotfiles and dot folders are left out, but for `.well-known` (RFC 8615), and so are the backups that
    /// editors leave. Links are followed to files inside the same folder only.
    pub fn walk(&self, folder: &FilePath) -> Walk {
        let top = self.locate(folder);
        let mut walk = Walk::default();
        let real_top = std::fs::canonicalize(&top).ok();
        let entries = walkdir::WalkDir::new(&top)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()));
        for entry in entries {
            match entry {
                Ok(entry) if entry.depth() == 0 || entry.file_type().is_dir() => {}
                Ok(entry) => self.take(&entry, real_top.as_deref(), &mut walk),
                Err(fault) => {
                    let path = fault.path().map_or_else(|| folder.clone(), |path| self.relative(path));
                    let why = fault.io_error().map_or_else(|| fault.to_string(), ToString::to_string);
                    walk.faults.push((path, WalkFault::Unreadable(why)));
                }
            }
        }
        walk.found.sort_by(|a, b| a.path.cmp(&b.path));
        walk
    }

    fn take(&self, entry: &walkdir::DirEntry, top: Option<&Path>, walk: &mut Walk) {
        let path = self.relative(entry.path());
        if entry.path().to_str().is_none() {
            walk.faults.push((path, WalkFault::Name));
            return;
        }
        if entry.file_type().is_symlink() {
            let inside = std::fs::canonicalize(entry.path())
                .is_ok_and(|target| top.is_some_and(|top| target.starts_with(top)) && target.is_file());
            if !inside {
                walk.faults.push((path, WalkFault::Link));
                return;
            }
        }
        match std::fs::metadata(entry.path()) {
            Ok(data) if data.is_file() => {
                walk.found.push(Found { path, length: data.len(), modified: data.modified().ok() });
            }
            Ok(_) => walk.faults.push((path, WalkFault::Special)),
            Err(fault) => walk.faults.push((path, WalkFault::Unreadable(fault.to_string()))),
        }
    }

    fn relative(&self, path: &Path) -> FilePath {
        let parts = path.strip_prefix(&self.root).unwrap_or(path).components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        FilePath::new(&parts.join("/"))
    }

    /// The BLAKE3 hash of a file, read in pieces.
    ///
    /// # Errors
    /// What the system says.
    pub fn hash(&self, file: &FilePath) -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        io::copy(&mut std::fs::File::open(self.locate(file))?, &mut hasher)?;
        Ok(hasher.finalize())
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self, file: &FilePath) -> io::Result<Vec<u8>> {
        std::fs::read(self.locate(file))
    }

    /// Creates a file and the folders above it; it must not exist.
    ///
    /// # Errors
    /// What the system says: `AlreadyExists` where it does.
    pub fn create(&self, file: &FilePath, bytes: &[u8]) -> io::Result<()> {
        let path = self.locate(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut new = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        new.write_all(bytes).inspect_err(|_| {
            // A torn file would be taken for a whole one.
            let _ = std::fs::remove_file(&path);
        })
    }

    /// Writes a file whole or not at all, in place of the one that is there.
    ///
    /// # Errors
    /// What the system says.
    pub fn replace(&self, file: &FilePath, bytes: &[u8]) -> io::Result<()> {
        let path = self.locate(file);
        // Editors' backups end in a tilde, so that nothing takes it for a record.
        let draft = path.with_extension("toml~");
        std::fs::write(&draft, bytes)?;
        std::fs::rename(&draft, &path).inspect_err(|_| {
            let _ = std::fs::remove_file(&draft);
        })
    }

    /// Whether a file or folder of this name is there.
    ///
    /// # Errors
    /// What the system says, other than that there is none.
    pub fn has(&self, file: &FilePath) -> io::Result<bool> {
        match std::fs::symlink_metadata(self.locate(file)) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The bytes of a file that is handed over on the command line, at most `limit` of them.
///
/// # Errors
/// What the system says; `FileTooLarge` beyond the limit.
pub fn read_input(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_bounded(std::fs::File::open(path)?, limit)
}

/// The bytes of a stream, at most `limit` of them.
///
/// # Errors
/// What the system says; `FileTooLarge` beyond the limit.
pub fn read_bounded(from: impl io::Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {limit} bytes")));
    }
    Ok(bytes)
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
