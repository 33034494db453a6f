//! The disk: nothing else in the library touches it.
//!
//! Readers are load, the text reader and publish (its own output); writers are publish, `edit` (init,
//! new, import), the cache, and the command line where a user names a file for its answer. A test keeps
//! that list.

#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::FilePath;

pub mod census;
mod project;
mod stamp;
pub mod tree;
mod walk;

pub use project::{ThemeFile, resolve};
pub use stamp::{Stamp, is_settled};
pub use walk::{Found, Walk, WalkFault, is_ignored};

/// A project: a folder with `content/site.toml`.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
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

    /// The same of a path that may be no file, but a pipe or a device: of those nothing is read.
    ///
    /// # Errors
    /// What the system says.
    pub fn read_regular(&self, file: &FilePath) -> io::Result<Vec<u8>> {
        project::regular(&self.locate(file))
    }

    /// By what a file is known again; a link leads to it.
    ///
    /// # Errors
    /// What the system says.
    pub fn stamp(&self, file: &FilePath) -> io::Result<Stamp> {
        std::fs::metadata(self.locate(file)).map(|data| Stamp::of(&data))
    }

    /// Creates a file and the folders above it; it must not exist.
    ///
    /// # Errors
    /// What the system says: `AlreadyExists` where it does.
    pub fn create(&self, file: &FilePath, bytes: &[u8]) -> io::Result<()> {
        let path = self.locate(file);
        if let Some(folder) = path.parent() {
            // A file in the place of a folder is not the file that is asked for.
            std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
                _ => error,
            })?;
        }
        let mut new = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        new.write_all(bytes).inspect_err(|_| {
            // A torn file would be taken for a whole one.
            let _ = std::fs::remove_file(&path);
        })
    }

    /// Writes a file whole or not at all, in place of the one that is there, with the permissions that it has. A link
    /// stays one: what it leads to is replaced.
    ///
    /// # Errors
    /// What the system says.
    pub fn replace(&self, file: &FilePath, bytes: &[u8]) -> io::Result<()> {
        let path = self.locate(file);
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        // Hidden, and with a tilde at its end as editors' backups: nothing takes it for a record, and it is nobody's.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let draft = path.with_file_name(format!(".{name}.{}~", std::process::id()));
        let write = || {
            std::fs::write(&draft, bytes)?;
            if let Ok(data) = std::fs::metadata(&path) {
                std::fs::set_permissions(&draft, data.permissions())?;
            }
            std::fs::rename(&draft, &path)
        };
        write().inspect_err(|_| {
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

/// Writes what a command was asked for into the file that the user names: whole or not at all, unless it is no plain
/// file but a device or a pipe.
///
/// # Errors
/// What the system says.
pub fn write_output(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if std::fs::metadata(path).is_ok_and(|data| !data.is_file()) {
        return std::fs::write(path, bytes);
    }
    // A link stays one: what it leads to is written.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}~", std::process::id()));
    std::fs::write(&draft, bytes).and_then(|()| std::fs::rename(&draft, &path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&draft);
    })
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
