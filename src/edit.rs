//! The door for edits: files that init and import create, tables that they append.
//!
//! Nothing here overwrites what a person wrote: a file is created or left alone, and an appended
//! table leaves every byte before it as it was.

use std::io;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table};

use crate::diagnostic::FilePath;
use crate::files::Project;
use crate::import::{NewFile, NewPerson, NewPublisher};
use crate::record::party::PersonKind;

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

/// Appends people to `content/people.toml`; creates the file where there is none.
///
/// # Errors
/// [`EditFault::Unreadable`] where the file is no TOML or holds `people` in another form; what the
/// disk says.
pub fn append_people(project: &Project, people: &[NewPerson]) -> Result<(), EditFault> {
    append(project, "content/people.toml", "people", people.iter().map(person).collect())
}

/// Appends publishers to `content/sources.toml`; creates the file where there is none.
///
/// # Errors
/// [`EditFault::Unreadable`] where the file is no TOML or holds `publishers` in another form; what the
/// disk says.
pub fn append_publishers(project: &Project, publishers: &[NewPublisher]) -> Result<(), EditFault> {
    append(project, "content/sources.toml", "publishers", publishers.iter().map(publisher).collect())
}

fn append(project: &Project, file: &str, key: &str, tables: Vec<Table>) -> Result<(), EditFault> {
    if tables.is_empty() {
        return Ok(());
    }
    let file = FilePath::new(file);
    let before = match project.read(&file) {
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|error| EditFault::Unreadable(file.clone(), error.utf8_error().to_string()))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(EditFault::Disk(file, error)),
    };
    let after = with_tables(&before, key, tables).map_err(|why| EditFault::Unreadable(file.clone(), why))?;
    project.replace(&file, after.as_bytes()).map_err(|error| EditFault::Disk(file, error))
}

fn person(person: &NewPerson) -> Table {
    let kind = match person.kind {
        PersonKind::Person => "person",
        PersonKind::Body => "body",
    };
    let mut table = Table::new();
    table.insert("id", toml_edit::value(&person.id));
    table.insert("name", toml_edit::value(&person.name));
    table.insert("kind", toml_edit::value(kind));
    if !person.same_as.is_empty() {
        let addresses: Array = person.same_as.iter().map(String::as_str).collect();
        table.insert("same_as", toml_edit::value(addresses));
    }
    table
}

fn publisher(publisher: &NewPublisher) -> Table {
    let mut table = Table::new();
    table.insert("id", toml_edit::value(&publisher.id));
    table.insert("name", toml_edit::value(&publisher.name));
    if let Some(url) = &publisher.url {
        table.insert("url", toml_edit::value(url));
    }
    table
}

fn with_tables(before: &str, key: &str, added: Vec<Table>) -> Result<String, String> {
    // The document keeps every byte but a mark at the start of the file.
    let bare = before.strip_prefix('\u{feff}').unwrap_or(before);
    let mut document: DocumentMut = bare.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let tables = document
        .entry(key)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or_else(|| format!("`{key}` is not written as `[[{key}]]` tables"))?;
    for mut table in added {
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
        let new = || {
            let (kind, same_as) = (PersonKind::Body, Vec::new());
            vec![person(&NewPerson { id: "b-c".into(), name: "B \"C\"".into(), kind, same_as })]
        };
        let after = with_tables(before, "people", new()).unwrap();
        assert_eq!(
            after,
            "# Who speaks\n[[people]]\nid   = 'a'  # the first\nname = \"A\"\n\n[[people]]\nid = \"b-c\"\nname = 'B \"C\"'\nkind = \"body\"\n# the end\n"
        );
        assert_eq!(with_tables("", "people", Vec::new()).unwrap(), "");
        assert!(with_tables("people = 1\n", "people", new()).is_err());
    }
}
