//! The disk: nothing else in the library touches it.
//!
//! Readers are load, the text reader and publish (its own output); writers are publish, `edit` (init,
//! new, import) and the cache. A test keeps that list.

#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::FilePath;

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

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self, file: &FilePath) -> io::Result<Vec<u8>> {
        std::fs::read(self.locate(file))
    }
}
