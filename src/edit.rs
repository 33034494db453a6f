//! The door for edits: files that init and import create, tables that they append, fixes of what a check found.
//!
//! Nothing here overwrites what a person wrote: a file is created or left alone, an appended table leaves every byte
//! before it as it was, and a fix changes the bytes that it names in a file that is still as it was checked.

mod diff;
pub mod mend;

use std::io;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use crate::diagnostic::FilePath;
use crate::files::Project;
use crate::import::{NewFile, NewPerson};
use crate::record::text::Hash;
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

/// Appends people to `content/people.toml`, each as a body; creates the file where there is none.
///
/// # Errors
/// [`EditFault::Unreadable`] where the file is no TOML or holds `people` in another form; what the
/// disk says.
pub fn append_people(project: &Project, people: &[NewPerson]) -> Result<(), EditFault> {
    let file = FilePath::new("content/people.toml");
    let before = match project.read(&file) {
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|error| EditFault::Unreadable(file.clone(), error.utf8_error().to_string()))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(EditFault::Disk(file, error)),
    };
    let after = with_people(&before, people).map_err(|why| EditFault::Unreadable(file.clone(), why))?;
    project.replace(&file, after.as_bytes()).map_err(|error| EditFault::Disk(file, error))
}

fn with_people(before: &str, people: &[NewPerson]) -> Result<String, String> {
    // The document keeps every byte but a mark at the start of the file.
    let bare = before.strip_prefix('\u{feff}').unwrap_or(before);
    let mut document: DocumentMut = bare.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let tables = document
        .entry("people")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or("`people` is not written as `[[people]]` tables")?;
    for person in people {
        let mut table = Table::new();
        table.insert("id", toml_edit::value(&person.id));
        table.insert("name", toml_edit::value(&person.name));
        table.insert("kind", toml_edit::value("body"));
        table.decor_mut().set_prefix(if tables.is_empty() && bare.is_empty() { "" } else { "\n" });
        tables.push(table);
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_appended_and_the_rest_stays_as_it_was() {
        let before = "# Who speaks\n[[people]]\nid   = 'a'  # the first\nname = \"A\"\n# the end\n";
        let people = [NewPerson { id: "b-c".into(), name: "B \"C\"".into() }];
        let after = with_people(before, &people).unwrap();
        assert_eq!(
            after,
            "# Who speaks\n[[people]]\nid   = 'a'  # the first\nname = \"A\"\n\n[[people]]\nid = \"b-c\"\nname = 'B \"C\"'\nkind = \"body\"\n# the end\n"
        );
        assert_eq!(with_people("", &people[..0]).unwrap(), "");
        assert!(with_people("people = 1\n", &people).is_err());
    }
}
