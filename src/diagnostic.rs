//! What is wrong with the input: one type for every stage, with its place in the file.
//!
//! A diagnostic points with bytes; lines, columns and excerpts are worked out by whoever prints it
//! (`cli/report.rs`), so that nothing is spent on them in a clean run. No printing here.

mod each;
mod lines;

use std::cell::RefCell;
use std::sync::Arc;

pub use each::Each;
pub use lines::{Lines, Position, line, locate};
use serde::{Deserialize, Serialize};

/// A file of the project, named relative to its root with `/`.
///
/// Cheap to clone. Two of one path compare equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilePath(Arc<Path>);

/// Behind one pointer: records name their file many times.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Path {
    text: Box<str>,
}

impl FilePath {
    /// Of a path relative to the project's root, with `/` between its parts.
    pub fn new(path: &str) -> Self {
        Self(Arc::new(Path { text: path.into() }))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }
}

thread_local! {
    /// The file whose decoded form is being read back on this thread.
    static READ_BACK: RefCell<Option<FilePath>> = const { RefCell::new(None) };
}

/// Decoded records name the one file that they come from, hundreds of times: it is written nowhere, and read back as
/// the file that [`FilePath::of_all`] says.
impl Serialize for FilePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for FilePath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer)?;
        let file = READ_BACK.with_borrow(Clone::clone);
        file.ok_or_else(|| serde::de::Error::custom("no file is being read back"))
    }
}

impl FilePath {
    /// Reads back records all of which come from this file.
    pub fn of_all<T>(&self, read: impl FnOnce() -> T) -> T {
        READ_BACK.set(Some(self.clone()));
        let records = read();
        READ_BACK.set(None);
        records
    }
}

impl std::fmt::Display for FilePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From `start` to before `end`; files are bounded well below 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// As an index into the file's bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the record's file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// The bytes meant; `None` means the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// `span` of `file`.
    pub fn new(file: &FilePath, span: Span) -> Self {
        Self { file: file.clone(), span: Some(span) }
    }

    /// `file` as a whole.
    pub fn whole(file: &FilePath) -> Self {
        Self { file: file.clone(), span: None }
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The site would mislead or break: nothing is published.
    Error,
    /// A reader would be less sure: published, and said.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; `None` for what has no file (a setting on the command line).
    pub place: Option<Place>,
    /// Stable, kebab-case: `unknown-source`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The subject first, the user's words in backticks, lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that belong to it, each with a word on why.
    pub notes: Vec<(Place, String)>,
    /// What mends it without anybody's judgement, where something does.
    pub fix: Option<Box<Fix>>,
}

/// An edit that mends a finding and asks nobody's judgement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as one says it to somebody: ``remove the invisible characters``.
    pub what: String,
    /// Bytes of files and what takes their place.
    pub edits: Vec<(Place, String)>,
}

impl Diagnostic {
    /// An error at `place`.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            code,
            severity: Severity::Error,
            message: message.into(),
            help: None,
            notes: Vec::new(),
            fix: None,
        }
    }

    /// An error that no file holds: of the command line, of the disk.
    pub fn general(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: None,
            code,
            severity: Severity::Error,
            message: message.into(),
            help: None,
            notes: Vec::new(),
            fix: None,
        }
    }

    /// A warning at `place`.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what mends it: these bytes of its file become this text. Without a place there is nothing to mend.
    #[must_use]
    pub fn fix(mut self, what: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let place = self.place.as_ref().map(|place| Place::new(&place.file, span));
        self.fix = place.map(|place| Box::new(Fix { what: what.into(), edits: vec![(place, text.into())] }));
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn note(mut self, place: Place, why: impl Into<String>) -> Self {
        self.notes.push((place, why.into()));
        self
    }
}

/// The candidate that `written` was most likely meant to be, where one is near enough.
///
/// Near means an edit distance (with transpositions) of at most a third of the word.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count().max(3)) / 3;
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_takes_only_what_is_near() {
        let keys = ["title", "claim", "claimants", "made_on"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("claimant", keys), Some("claimants"));
        assert_eq!(nearest("published", keys), None);
    }
}
