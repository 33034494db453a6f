//! An output folder on the disk: looking at its files, and changing them one whole file at a time.
//!
//! Nothing here decides what is written or removed (`publish` does), and nothing removes a folder
//! that holds anything.

#![expect(clippy::disallowed_methods, reason = "this is a door to the disk")]

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashSet;

/// The folder inside an output folder where we keep our own notes.
pub const NOTES: &str = ".onrecord";

/// An output folder.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
}

/// What stands at a path of an output folder; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Absent,
    /// A file.
    File(Stat),
    /// A folder.
    Folder,
    /// A link, a device, a socket.
    Other,
}

/// Size and time of a file: as long as both are the same, its bytes most likely are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Bytes.
    pub length: u64,
    /// Last change in nanoseconds since 1970, 0 where the system does not say.
    pub modified: u128,
}

impl Stat {
    fn of(metadata: &std::fs::Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Self { length: metadata.len(), modified: modified.map_or(0, |since| since.as_nanos()) }
    }
}

/// A file in the stage folder, whole, ready to be moved to its place.
#[derive(Clone, Copy, Debug)]
pub struct Staged {
    /// Of its bytes.
    pub hash: blake3::Hash,
    /// Its size and time, which it keeps when it is moved.
    pub stat: Stat,
}

/// Folders of a tree as files are moved into it.
#[derive(Debug, Default)]
pub struct Folders {
    /// They were there.
    standing: FxHashSet<Box<str>>,
    /// They were moved there with all that waited in them.
    moved: FxHashSet<Box<str>>,
}

/// Holds a tree against other builds until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Tree {
    /// The output folder at an absolute path without links.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Its path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside it, as the system names it.
    pub fn locate(&self, path: &str) -> PathBuf {
        // Joining nothing would add a slash, and with it the claim that the root is a folder.
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }

    /// What stands at a path.
    ///
    /// # Errors
    /// What the system says, but for "not found".
    pub fn look(&self, path: &str) -> io::Result<Found> {
        match std::fs::symlink_metadata(self.locate(path)) {
            Ok(data) if data.is_file() => Ok(Found::File(Stat::of(&data))),
            Ok(data) if data.is_dir() => Ok(Found::Folder),
            Ok(_) => Ok(Found::Other),
            // A file where a folder is meant: below it there is nothing.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Found::Absent)
            }
            Err(error) => Err(error),
        }
    }

    /// Names in one of its folders, sorted; none where the folder does not exist.
    ///
    /// # Errors
    /// What the system says.
    pub fn names(&self, path: &str) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(self.locate(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let name =
            |entry: io::Result<std::fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        let mut names = entries.map(name).collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// The bytes of a file; `None` where there is none.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.locate(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            bytes => bytes.map(Some),
        }
    }

    /// The hash of a file's bytes.
    ///
    /// # Errors
    /// What the system says.
    pub fn hash(&self, path: &str) -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(self.locate(path))?)?;
        Ok(hasher.finalize())
    }

    /// Makes the folders that a build needs; the ones that it made are told, innermost first.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(&self) -> io::Result<Vec<PathBuf>> {
        let stage = self.locate(NOTES).join("stage");
        let missing = stage.ancestors().take_while(|folder| !folder.exists());
        let made = missing.map(Path::to_path_buf).collect();
        std::fs::create_dir_all(&stage)?;
        Ok(made)
    }

    /// Removes folders that hold nothing; others stay.
    pub fn close(&self, made: &[PathBuf]) {
        for folder in made {
            // A folder that is not empty, or that is gone, is as it should be.
            let _ = std::fs::remove_dir(folder);
        }
    }

    /// Keeps other builds out of this tree; `None` where one is at work.
    ///
    /// Where the system knows no locks on folders there is none: a build alone needs none.
    pub fn lock(&self) -> Option<Lock> {
        let Ok(folder) = File::open(self.locate(NOTES)) else { return Some(Lock { _file: None }) };
        match folder.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            Ok(()) => Some(Lock { _file: Some(folder) }),
            Err(TryLockError::Error(_)) => Some(Lock { _file: None }),
        }
    }

    /// Puts bytes into the stage folder, where they wait to be moved to `path`.
    ///
    /// # Errors
    /// What the system says; nothing is left behind.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> io::Result<Staged> {
        self.write_staged(path, |out| {
            out.write_all(bytes)?;
            Ok(blake3::hash(bytes))
        })
    }

    /// Puts bytes into the stage folder as they are made: `make` hands them over part by part.
    ///
    /// What `make` says is handed on, whatever became of the bytes.
    ///
    /// # Errors
    /// What the system says; nothing is left behind.
    pub fn stage_parts<T>(
        &self,
        path: &str,
        make: impl FnOnce(&mut dyn FnMut(&[u8])) -> T,
    ) -> io::Result<(Staged, T)> {
        let mut said = None;
        let staged = self.write_staged(path, |out| {
            let (mut hasher, mut written) = (blake3::Hasher::new(), Ok(()));
            said = Some(make(&mut |part| {
                hasher.update(part);
                if written.is_ok() {
                    written = out.write_all(part);
                }
            }));
            written.map(|()| hasher.finalize())
        })?;
        said.map(|said| (staged, said)).ok_or_else(|| io::Error::other("nothing was made"))
    }

    /// Copies a file into the stage folder.
    ///
    /// # Errors
    /// What the system says; nothing is left behind.
    pub fn stage_copy(&self, path: &str, source: &Path) -> io::Result<Staged> {
        let mut bytes = File::open(source)?;
        self.write_staged(path, |out| {
            let mut hasher = blake3::Hasher::new();
            let mut buffer = vec![0; 64 * 1024];
            loop {
                let length = match bytes.read(&mut buffer) {
                    Ok(0) => return Ok(hasher.finalize()),
                    Ok(length) => length,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                };
                hasher.update(&buffer[..length]);
                out.write_all(&buffer[..length])?;
            }
        })
    }

    fn write_staged(
        &self,
        path: &str,
        write: impl FnOnce(&mut File) -> io::Result<blake3::Hash>,
    ) -> io::Result<Staged> {
        let file = self.stage_folder().join(path);
        let mut out = match File::create(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
                File::create(&file)?
            }
            created => created?,
        };
        let written = write(&mut out).and_then(|hash| Ok((hash, Stat::of(&out.metadata()?))));
        match written {
            Ok((hash, stat)) => Ok(Staged { hash, stat }),
            Err(error) => {
                let _ = std::fs::remove_file(&file);
                Err(error)
            }
        }
    }

    fn stage_folder(&self) -> PathBuf {
        self.locate(NOTES).join("stage")
    }

    /// The bytes of the file that waits to be moved to `path`.
    ///
    /// # Errors
    /// What the system says.
    pub fn read_staged(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.stage_folder().join(path))
    }

    /// Takes the file that waits to be moved to `path` out of the stage folder again.
    ///
    /// # Errors
    /// What the system says.
    pub fn discard(&self, path: &str) -> io::Result<()> {
        std::fs::remove_file(self.stage_folder().join(path))
    }

    /// Removes the stage folder with what an earlier build left in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn clear_stage(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(self.stage_folder()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            cleared => cleared,
        }
    }

    /// Moves the file that waits for `path` to its place, in one step. Where a folder on the way does not
    /// stand there yet, it is moved as a whole, with every other file that waits below it.
    ///
    /// # Errors
    /// What the system says.
    pub fn install(&self, path: &str, folders: &mut Folders) -> io::Result<()> {
        let stage = self.stage_folder();
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            if folders.moved.contains(folder) {
                return Ok(());
            }
            if folders.standing.contains(folder) {
                continue;
            }
            if self.look(folder)? != Found::Folder {
                std::fs::rename(stage.join(folder), self.locate(folder))?;
                folders.moved.insert(folder.into());
                return Ok(());
            }
            folders.standing.insert(folder.into());
        }
        std::fs::rename(stage.join(path), self.locate(path))
    }

    /// Removes a file and the folders that it leaves empty; one that is gone is no fault.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        match std::fs::remove_file(self.locate(path)) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            removed => removed?,
        }
        self.sweep(path);
        Ok(())
    }

    /// Removes the folders above a file that is gone, as far as they are empty; never one that a link leads to.
    pub fn sweep(&self, path: &str) {
        let parents = path.match_indices('/').map(|(at, _)| self.locate(&path[..at]));
        let is_folder = |path: &PathBuf| std::fs::symlink_metadata(path).is_ok_and(|about| about.is_dir());
        let folders: Vec<_> = parents.take_while(is_folder).collect();
        let _ = folders.iter().rev().try_for_each(std::fs::remove_dir);
    }

    /// Writes one of our own notes, in one step and down to the disk.
    ///
    /// # Errors
    /// What the system says; the old one then still stands.
    pub fn note(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        replace(&self.locate(NOTES), name, bytes)
    }
}

/// Writes a file of a folder so that it is whole at any time.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = folder.join(format!("{name}.new"));
    let write = || -> io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&new, folder.join(name))
    };
    write().inspect_err(|_| {
        let _ = std::fs::remove_file(&new);
    })
}
