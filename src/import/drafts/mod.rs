//! Claims as a format has read them, before they are compared with the project.
//!
//! What the formats that bring many claims have in common: a format fills [`Draft`]s, and
//! [`write::records`] makes files of what the project does not hold yet. Nothing here knows a format.

mod compare;
mod dates;
mod holdings;
mod keys;
mod parties;
mod recognise;
mod sources;
mod text;
mod write;

pub(super) use dates::Dated;
pub use holdings::Holdings;
pub(super) use keys::key;
pub(super) use text::{Paragraph, clean, one_line, short};
pub(super) use write::records;

use crate::import::known::bare;
use crate::record::decode::is_web_address;
use crate::record::party::PersonKind;
use crate::record::text::{Feed, Hash};
use crate::record::toml_text::{date, line, list, quoted};

/// A claim, with all that the file says of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Where it stands first.
    pub line: usize,
    /// The id that the file gives it.
    pub id: Option<String>,
    /// Its title, where the file gives one.
    pub title: Option<String>,
    /// The claim in words; empty where `id` names a claim that there is.
    pub claim: String,
    /// Who made it.
    pub claimants: Vec<Party>,
    /// Other keys of its front matter.
    pub fields: Vec<Field>,
    /// Where it was made; the first is the appearance.
    pub appearances: Vec<Source>,
    /// Web addresses that stand for the claim itself.
    pub identities: Vec<String>,
    /// The summary below the front matter.
    pub body: Vec<Paragraph>,
    /// What was found about it.
    pub updates: Vec<Update>,
    /// What the file has of it beside its updates.
    pub whole: String,
}

/// An update of a claim.
#[derive(Clone, Debug)]
pub(super) struct Update {
    /// Where it stands.
    pub line: usize,
    /// When it was published.
    pub published: Dated,
    /// A key of the vocabulary.
    pub status: Option<String>,
    /// Other keys of its front matter.
    pub fields: Vec<Field>,
    /// What it cites.
    pub sources: Vec<Source>,
    /// Its text.
    pub body: Vec<Paragraph>,
    /// All of it as the file has it.
    pub whole: String,
}

/// A key of a record's front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub name: &'static str,
    pub value: Value,
}

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text, of several lines perhaps.
    Text(String),
    /// A text of one line.
    Line(String),
    /// A date as records write it.
    Date(String),
    /// A word or an id.
    Word(String),
    /// Several of them.
    Words(Vec<String>),
    /// `true`
    Flag,
}

/// Who made a claim, or published a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// The name as printed.
    pub name: String,
    /// Person or body, where the file says so.
    pub kind: Option<PersonKind>,
    /// Its own web address.
    pub url: Option<String>,
    /// Web addresses that name the same one.
    pub same_as: Vec<String>,
}

/// A source that is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub line: usize,
    pub at: At,
    pub title: Option<String>,
    pub publisher: Option<Party>,
    /// When it was published, as records write dates.
    pub published: Option<String>,
    /// Its own words.
    pub quote: Option<String>,
    /// Their language.
    pub quote_lang: Option<String>,
}

/// Where a source is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// On the web.
    Url(String),
    /// Somewhere else, in words.
    Where(String),
    /// It is declared already, under this id.
    Id(String),
}

impl Source {
    /// What a text names: a web address, or a place in words.
    pub(super) fn of(text: &str, line: usize) -> Self {
        let text = text.trim();
        let at = if is_web_address(text) { At::Url(text.to_owned()) } else { At::Where(one_line(text)) };
        Self { line, at, title: None, publisher: None, published: None, quote: None, quote_lang: None }
    }

    /// Where it is found, as text.
    pub(super) fn place(&self) -> &str {
        match &self.at {
            At::Url(text) | At::Where(text) | At::Id(text) => text,
        }
    }
}

impl Value {
    /// As TOML.
    fn toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text.trim()),
            Self::Line(text) => line(text),
            Self::Date(text) => date(text),
            Self::Word(word) => quoted(word),
            Self::Words(words) => list(words),
            Self::Flag => "true".to_owned(),
        }
    }

    /// In a form that is equal for equal values: texts by their words.
    fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Line(text) => bare(text),
            Self::Date(text) | Self::Word(text) => text.clone(),
            Self::Words(words) => words.join(", "),
            Self::Flag => "true".to_owned(),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Line(text) | Self::Date(text) | Self::Word(text) => f.write_str(text),
            Self::Words(words) => f.write_str(&words.join(", ")),
            Self::Flag => f.write_str("true"),
        }
    }
}

impl Update {
    /// By what the review that it stands for is known again: where it is, and the claim in its own words.
    fn review(&self) -> Option<String> {
        self.sources.iter().find_map(|source| Some(keys::review(source.place(), source.quote.as_deref()?)))
    }

    /// The words of its text.
    fn words(&self) -> String {
        bare(&text::markdown(&self.body))
    }

    /// All that it says: equal for two that say the same at the same time.
    fn told(&self) -> Hash {
        let mut feed = Feed::default();
        feed.text(&self.published.literal);
        feed.text(self.status.as_deref().unwrap_or_default());
        for field in &self.fields {
            feed.text(field.name);
            feed.text(&field.value.to_string());
        }
        for source in &self.sources {
            feed.text(source.place());
            feed.text(source.quote.as_deref().unwrap_or_default());
            feed.text(source.title.as_deref().unwrap_or_default());
        }
        feed.text(&text::markdown(&self.body));
        feed.print()
    }
}
