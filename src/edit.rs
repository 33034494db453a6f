//! The door for edits: files that init, new and import create, tables that they append, fixes of what a check found.
//!
//! Nothing here overwrites what a person wrote: a file is created or left alone, an appended table leaves every byte
//! before it as it was, and a fix changes the bytes that it names in a file that is still as it was checked.

mod diff;
pub mod mend;

use std::io;

use crate::diagnostic::FilePath;
use crate::files::Project;
use crate::import::{NewFile, NewPerson, NewPublisher};
use crate::record::text::Hash;
use crate::start::{self, Entry};
use mend::Rewrite;

/// Why an edit could not be made.
#[derive(Debug)]
pub enum EditFault {
    /// The disk said no.
    Disk(FilePath, io::Error),
    /// The file is there already.
    Exists(FilePath),
    /// The file cannot be added to, with the reason.
    Unreadable(FilePath, String),
}

impl std::fmt::Display for EditFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disk(file, error) => write!(f, "`{file}`: {error}"),
            Self::Exists(file) => write!(f, "`{file}` exists already and is left as it is"),
            Self::Unreadable(file, why) => write!(f, "`{file}` cannot be added to: {why}"),
        }
    }
}

/// Creates a file and the folders above it.
///
/// # Errors
/// [`EditFault::Exists`] where it is there already; what the disk says.
pub fn create(project: &Project, file: &NewFile) -> Result<(), EditFault> {
    project.create(&file.path, file.text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => EditFault::Exists(file.path.clone()),
        _ => EditFault::Disk(file.path.clone(), error),
    })
}

/// What became of a file that was to be written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// It is as it was to be.
    Done,
    /// It was changed meanwhile, and is left as it is.
    Changed,
}

/// Writes a file anew, whole or not at all, if it is still as it was.
///
/// # Errors
/// [`EditFault::Disk`]: what the disk says.
pub fn rewrite(project: &Project, change: &Rewrite) -> Result<Rewritten, EditFault> {
    let Rewrite { file, before, after, .. } = change;
    let fault = |error| EditFault::Disk(file.clone(), error);
    if Hash::of(&project.read(file).map_err(fault)?) != Hash::of(before) {
        return Ok(Rewritten::Changed);
    }
    project.replace(file, after).map_err(fault)?;
    Ok(Rewritten::Done)
}

/// Writes a file that is made anew each time, in place of an older one.
///
/// # Errors
/// What the disk says.
pub fn renew(project: &Project, file: &NewFile) -> Result<(), EditFault> {
    match create(project, file) {
        Err(EditFault::Exists(path)) => {
            project.replace(&path, file.text.as_bytes()).map_err(|error| EditFault::Disk(path, error))
        }
        other => other,
    }
}

/// Adds entries to the list `key` of a file, every byte of which stays; creates the file where there is none.
///
/// # Errors
/// [`EditFault::Unreadable`] where the file is no TOML or holds something else under the key; what the disk says.
pub fn append(project: &Project, path: &FilePath, key: &str, entries: &[Entry]) -> Result<(), EditFault> {
    if entries.is_empty() {
        return Ok(());
    }
    let before = read(project, path)?;
    let after =
        start::append(path, &before, key, entries).map_err(|why| EditFault::Unreadable(path.clone(), why))?;
    renew(project, &NewFile { path: path.clone(), text: after })
}

/// The text of a file; nothing where there is none.
fn read(project: &Project, file: &FilePath) -> Result<String, EditFault> {
    match project.read(file) {
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|error| EditFault::Unreadable(file.clone(), error.utf8_error().to_string())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(EditFault::Disk(file.clone(), error)),
    }
}

/// Appends people to `content/people.toml`; creates the file where there is none.
///
/// # Errors
/// As [`append`].
pub fn append_people(project: &Project, people: &[NewPerson]) -> Result<(), EditFault> {
    let entries: Vec<Entry> = people.iter().map(start::person).collect();
    append(project, &FilePath::new("content/people.toml"), "people", &entries)
}

/// Appends publishers to `content/sources.toml`; creates the file where there is none.
///
/// # Errors
/// As [`append`].
pub fn append_publishers(project: &Project, publishers: &[NewPublisher]) -> Result<(), EditFault> {
    let entries: Vec<Entry> = publishers.iter().map(start::new_publisher).collect();
    append(project, &FilePath::new("content/sources.toml"), "publishers", &entries)
}
