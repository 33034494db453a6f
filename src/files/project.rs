//! What else a project keeps: its themes, and notes that only save time.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use walkdir::WalkDir;

use super::Project;
use super::tree::{self, NOTES};

/// A file of a theme: its path below the theme's folder, and its bytes.
pub type ThemeFile = (String, Vec<u8>);

/// The longest note that is read, in bytes: hundreds of times what a site of 10,000 claims needs.
const MOST_NOTED: usize = 1 << 30;

/// Drafts of notes that are older than this belong to no build that still runs.
const DRAFT: Duration = Duration::from_secs(60 * 60);

/// Tells the drafts of notes apart that one process writes.
static TURN: AtomicUsize = AtomicUsize::new(0);

impl Project {
    /// The files of `themes/NAME/` by path below it, with `/`, sorted; dotfiles are left out, and a
    /// folder that is not there has none.
    ///
    /// # Errors
    /// What the system says, with the path that it is about.
    pub fn theme_files(&self, name: &str) -> Result<Vec<ThemeFile>, (PathBuf, io::Error)> {
        let folder = self.root().join("themes").join(name);
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().first() == Some(&b'.');
        let walk = WalkDir::new(&folder).sort_by_file_name().into_iter();
        let mut files = Vec::new();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                (path, error.into_io_error().unwrap_or_else(|| io::Error::other("it leads in a circle")))
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let bytes = regular(entry.path()).map_err(|error| (entry.path().to_path_buf(), error))?;
            files.push((parts.join("/"), bytes));
        }
        Ok(files)
    }

    /// A note of an earlier build and when it was written, in nanoseconds since 1970.
    ///
    /// Notes only save time: one that cannot be read is one that is not there.
    pub fn recall(&self, name: &str) -> Option<(Vec<u8>, u128)> {
        let mut bytes = Vec::new();
        let written = self.recall_into(name, &mut bytes)?;
        Some((bytes, written))
    }

    /// The same, read into memory that serves again and again; what it held is lost.
    pub fn recall_into(&self, name: &str, bytes: &mut Vec<u8>) -> Option<u128> {
        let mut file = File::open(self.root().join(NOTES).join(name)).ok()?;
        let about = file.metadata().ok()?;
        let written = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
        bytes.clear();
        // A damaged one may claim any length.
        let length = usize::try_from(about.len()).ok().filter(|length| *length <= MOST_NOTED)?;
        bytes.try_reserve(length).ok()?;
        file.read_to_end(bytes).ok()?;
        Some(written)
    }

    /// Leaves a note that may be lost with the system's power; where that fails, the next build is only slower.
    pub fn jot(&self, name: &str, bytes: &[u8]) {
        let folder = self.root().join(NOTES);
        // Two builds write under two names: neither can tear what the other moves into place.
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        let draft = folder.join(format!("{name}.{}-{turn}", std::process::id()));
        let write = || {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(&draft, bytes)?;
            std::fs::rename(&draft, folder.join(name))
        };
        if write().is_err() {
            let _ = std::fs::remove_file(&draft);
        }
    }

    /// Removes drafts of notes that killed builds left behind.
    pub fn forget_drafts(&self) {
        let Ok(names) = std::fs::read_dir(self.root().join(NOTES)) else { return };
        let is_draft = |name: &std::ffi::OsStr| {
            let (_, of) = name.to_str()?.rsplit_once('.')?;
            let (process, turn) = of.split_once('-')?;
            [process, turn].iter().all(|part| part.parse::<u32>().is_ok()).then_some(())
        };
        for entry in names.flatten().filter(|entry| is_draft(&entry.file_name()).is_some()) {
            let written = entry.metadata().and_then(|about| about.modified());
            if written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > DRAFT)) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Removes a note.
    pub fn forget(&self, name: &str) {
        let _ = std::fs::remove_file(self.root().join(NOTES).join(name));
    }

    /// Leaves a note for the next build; where that fails, the next build is only slower.
    pub fn remember(&self, name: &str, bytes: &[u8]) {
        let folder = self.root().join(NOTES);
        if std::fs::create_dir_all(&folder).is_ok() {
            let _ = tree::replace(&folder, name, bytes);
        }
    }
}

/// The bytes of a file. Nothing else is opened: a pipe would keep whoever reads it waiting.
///
/// # Errors
/// What the system says.
pub(super) fn regular(path: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    std::fs::read(path)
}

/// A path made absolute, its existing part without links, the rest without `..`.
///
/// # Errors
/// What the system says.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut known = absolute.as_path();
    loop {
        match std::fs::canonicalize(known) {
            Ok(mut real) => {
                for part in missing.into_iter().rev() {
                    match part {
                        std::path::Component::ParentDir => {
                            real.pop();
                        }
                        part => real.push(part),
                    }
                }
                return Ok(real);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A link that leads nowhere is there all the same: a folder cannot be made in its place.
                if std::fs::symlink_metadata(known).is_ok() {
                    return Err(error);
                }
                let (Some(part), Some(parent)) = (known.components().next_back(), known.parent()) else {
                    return Err(error);
                };
                missing.push(part);
                known = parent;
            }
            Err(error) => return Err(error),
        }
    }
}
