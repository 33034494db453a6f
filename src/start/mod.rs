//! Records that an editor starts: what is known of them in, text with every other key as a note out.
//!
//! Pure: the disk is `edit`'s, questions are `cli`'s. What a key is for comes from the field tables.

mod append;
mod claim;
mod form;
mod items;
mod named;
mod slug;
mod source;
mod update;

pub use append::{Entry, append};
pub use claim::{NewClaim, claim};
pub use form::{Form, Remarks};
pub use items::{Open, OpenKind, open_items, taken_items};
pub use named::{Likeness, Named, named};
pub use slug::{free, short};
pub use source::{NewSource, publisher, source};
pub use update::{NewUpdate, update};

use chrono::NaiveDate;

use crate::diagnostic::FilePath;
use crate::import::{NewFile, NewPerson, NewPublisher};
use crate::record::party::PersonKind;
use crate::record::tables::claim::{FOLLOW_UP, MILESTONE};
use crate::record::tables::party::{PERSON, PUBLISHER};
use crate::record::toml_text;

/// Something that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A file of its own, which must not be there yet.
    File(NewFile),
    /// An entry of a list of a file.
    Entry {
        /// The file.
        file: FilePath,
        /// The key of the list.
        list: &'static str,
        /// The entry.
        entry: Entry,
    },
}

impl Piece {
    /// The file that holds it.
    pub fn file(&self) -> &FilePath {
        match self {
            Self::File(file) => &file.path,
            Self::Entry { file, .. } => file,
        }
    }

    /// The text that is written.
    pub fn text(&self) -> &str {
        match self {
            Self::File(file) => &file.text,
            Self::Entry { entry, .. } => &entry.table,
        }
    }
}

/// What is written into records for somebody: nothing of it is meant for whoever starts the record that brings it.
const BARE: Form<'static> = Form { remarks: Remarks::None, today: NaiveDate::MIN, lang: "en" };

/// Somebody who makes claims, as an entry of people.toml.
pub fn person(person: &NewPerson) -> Entry {
    let kind = match person.kind {
        PersonKind::Person => "person",
        PersonKind::Body => "body",
    };
    let mut set = vec![
        ("id", toml_text::line(&person.id)),
        ("name", toml_text::line(&person.name)),
        ("kind", toml_text::line(kind)),
    ];
    if !person.same_as.is_empty() {
        set.push(("same_as", toml_text::list(&person.same_as)));
    }
    BARE.entry(&PERSON, "people", &set, &[])
}

/// Somebody who publishes sources, as an entry of sources.toml.
pub fn new_publisher(publisher: &NewPublisher) -> Entry {
    let mut set = vec![("id", toml_text::line(&publisher.id)), ("name", toml_text::line(&publisher.name))];
    set.extend(publisher.url.as_ref().map(|url| ("url", toml_text::line(url))));
    BARE.entry(&PUBLISHER, "publishers", &set, &[])
}

/// A milestone of the claim that `file` holds; `date` as a person writes it.
pub fn milestone(form: &Form<'_>, file: &FilePath, id: &str, date: &str, title: &str) -> Piece {
    let set =
        [("id", toml_text::line(id)), ("date", toml_text::date(date)), ("title", toml_text::line(title))];
    let entry = form.entry(&MILESTONE, "milestones", &set, &[]);
    Piece::Entry { file: file.clone(), list: "milestones", entry }
}

/// A follow-up of the claim that `file` holds; `date` as a person writes it.
pub fn follow_up(form: &Form<'_>, file: &FilePath, id: &str, date: &str, question: &str) -> Piece {
    let set = [
        ("id", toml_text::line(id)),
        ("date", toml_text::date(date)),
        ("question", toml_text::line(question)),
    ];
    let entry = form.entry(&FOLLOW_UP, "follow_ups", &set, &[]);
    Piece::Entry { file: file.clone(), list: "follow_ups", entry }
}
