//! Imports: texts of others made into records. One format a folder.
//!
//! An import is pure: text in, files to write out, with a note for everything that was mended and
//! everything that a person should see. The disk is `edit`'s, the command line is `cli`'s.

pub mod claimreview;
mod drafts;
pub mod escape;
mod ids;
mod known;
pub mod mapping;
mod note;
pub mod sheet;
pub mod timeline;

pub use drafts::Holdings;
pub use escape::{inline, next_address, paragraph_start};
pub use known::{Known, KnownClaim, KnownUpdate};
pub use note::{Class, Kind, Note};

use crate::diagnostic::FilePath;
use crate::record::party::PersonKind;

/// The most bytes of a text that a site takes.
const LONGEST_TEXT: usize = 1 << 20;

/// A file that an import writes; it must not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: FilePath,
    /// All of it.
    pub text: String,
}

/// Someone who must be added to `people.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The id.
    pub id: String,
    /// The name as printed.
    pub name: String,
    /// Person or body.
    pub kind: PersonKind,
    /// Web addresses that name the same one.
    pub same_as: Vec<String>,
}

/// Someone who must be added to `sources.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPublisher {
    /// The id.
    pub id: String,
    /// The name as printed.
    pub name: String,
    /// Its web address.
    pub url: Option<String>,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Files to create, in the order in which they must be written.
    pub files: Vec<NewFile>,
    /// People to append.
    pub people: Vec<NewPerson>,
    /// Publishers to append.
    pub publishers: Vec<NewPublisher>,
    /// What was mended, and what a person should see; by line.
    pub notes: Vec<Note>,
    /// What it found.
    pub tally: Tally,
    /// Whether nothing says from when the new claim could be on the site: such a claim is an error.
    pub undated: bool,
    /// Whether nothing is taken because parts of the file have faults.
    pub stopped: bool,
}

/// What an import found, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Updates of the file by the word of their heading (empty: none), in order of first appearance
    /// from the oldest.
    pub by_status: Vec<(String, usize)>,
    /// Claims that are written.
    pub claims_new: usize,
    /// Claims that the project holds already.
    pub claims_known: usize,
    /// Updates that are written.
    pub updates_new: usize,
    /// Updates that the project holds already.
    pub updates_known: usize,
    /// Follow-ups that are written.
    pub follow_ups_new: usize,
    /// Follow-ups that the project holds already.
    pub follow_ups_known: usize,
    /// Sources that are declared.
    pub sources_new: usize,
}

impl Import {
    /// Whether everything in the file is in the project once this is written.
    pub fn takes_all(&self) -> bool {
        self.notes.iter().all(|note| note.kind.class() != Class::NotTaken)
    }
}

/// The words of a text, without regard to marks: what must not be lost.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
