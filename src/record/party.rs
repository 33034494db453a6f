//! Those who speak and those who publish: people, bodies, publishers, and the sources themselves.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::diagnostic::{FilePath, Spanned};
use crate::record::allow::Allow;
use crate::record::id::{PersonId, PublisherId, SourceId};
use crate::record::rare::{Optional, Rare};
use crate::record::text::Hash;
use crate::record::translation::Translation;

/// A person or a body who makes claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// The id.
    pub id: Spanned<PersonId>,
    /// `content/people.toml`.
    pub file: FilePath,
    /// Of its file's path, its own table and its translations.
    pub digest: Hash,
    /// The name as printed.
    pub name: Spanned<Box<str>>,
    /// Person or body.
    pub kind: PersonKind,
    /// Offices held, in the order written.
    pub roles: Vec<Role>,
    /// Addresses elsewhere that name the same person.
    pub same_as: Vec<Spanned<Box<str>>>,
    /// Old ids.
    pub aliases: Vec<Spanned<PersonId>>,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages: `name`.
    pub translations: Vec<Translation>,
}

/// What a claimant is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PersonKind {
    /// One human being.
    #[default]
    Person,
    /// An office, ministry, company, group.
    Body,
}

/// An office and when it was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Its title: "Secretary of State".
    pub title: Box<str>,
    /// Since; `None` = always.
    pub from: Option<Spanned<PartialDate>>,
    /// Until (inclusive); `None` = still.
    pub to: Option<Spanned<PartialDate>>,
}

/// Who published a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublisherRecord {
    /// The id.
    pub id: Spanned<PublisherId>,
    /// `content/sources.toml`.
    pub file: FilePath,
    /// Of its file's path, its own table and its translations.
    pub digest: Hash,
    /// The name as printed.
    pub name: Spanned<Box<str>>,
    /// What sort of publisher; the same words as for sources.
    pub kind: Option<SourceKind>,
    /// Its address.
    pub url: Option<Spanned<Box<str>>>,
    /// Country, as written.
    pub country: Option<Box<str>>,
    /// Claimants for whom it speaks.
    pub speaks_for: Vec<Spanned<PersonId>>,
    /// A note on how far it can be relied on.
    pub reliability: Option<Box<str>>,
    /// Old ids.
    pub aliases: Vec<Spanned<PublisherId>>,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages: `name`, `reliability`.
    pub translations: Vec<Translation>,
}

/// A piece of evidence: a page, a gazette, an interview.
///
/// What few sources have is reached like any other field: `source.url_status`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The id, unique in the site.
    pub id: Spanned<SourceId>,
    /// Where it is declared.
    pub file: FilePath,
    /// Of its file's path, its own table and its translations.
    pub digest: Hash,
    /// The address; `None` where it is unknown or there is none.
    pub url: Option<Spanned<Box<str>>>,
    /// Its title.
    pub title: Option<Box<str>>,
    /// Who published it.
    pub publisher: Option<Spanned<PublisherId>>,
    /// Primary or secondary.
    pub nature: Option<Nature>,
    /// What sort of source.
    pub kind: Option<SourceKind>,
    /// When it was published.
    pub published: Option<Spanned<PartialDate>>,
    /// Archived copies.
    pub archives: Box<[Archive]>,
    /// What few sources have.
    pub rare: Rare<SourceRare>,
}

/// What few sources have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceRare {
    /// Where it can be found when not on the web: gazette and page, interview and date.
    pub where_found: Option<Box<str>>,
    /// When the editors read it.
    pub accessed: Option<Spanned<PartialDate>>,
    /// What became of the address.
    pub url_status: Option<UrlStatus>,
    /// When the address was last tried.
    pub url_checked: Option<Spanned<PartialDate>>,
    /// A note on how far it can be relied on.
    pub reliability: Option<Box<str>>,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages: `title`, `where`, `reliability`.
    pub translations: Vec<Translation>,
}

impl Deref for SourceRecord {
    type Target = SourceRare;
    fn deref(&self) -> &SourceRare {
        &self.rare
    }
}

impl DerefMut for SourceRecord {
    fn deref_mut(&mut self) -> &mut SourceRare {
        self.rare.edit()
    }
}

impl Optional for SourceRare {
    const NONE: &'static Self = &Self {
        where_found: None,
        accessed: None,
        url_status: None,
        url_checked: None,
        reliability: None,
        allow: Vec::new(),
        translations: Vec::new(),
    };
}

impl SourceRecord {
    /// The archived copy that stands for the source where there is room for one: the first one written.
    pub fn copy(&self) -> Option<&Archive> {
        self.archives.first()
    }

    /// From when its state is, for whoever follows a link to it: the day of that copy, else of its reading; `None`
    /// where no such day is known.
    pub fn version_date(&self) -> Option<&PartialDate> {
        let copied = self.copy().and_then(Archive::day);
        copied.or_else(|| self.accessed.as_ref().map(|date| &date.value).filter(|date| date.is_exact()))
    }
}

impl Archive {
    /// The day on which it was taken, where it is known.
    pub fn day(&self) -> Option<&PartialDate> {
        self.date.as_ref().map(|date| &date.value).filter(|date| date.is_exact())
    }
}

/// A copy of a source that an archive keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Archive {
    /// Its address.
    pub url: Spanned<Box<str>>,
    /// When it was taken.
    pub date: Option<Spanned<PartialDate>>,
}

/// A source as it is cited in one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Which.
    pub source: Spanned<SourceId>,
    /// What it does for the statement.
    pub says: Says,
    /// Its own words, where they are quoted: `citation.quote`.
    pub quoted: Rare<Quoted>,
}

/// What is quoted of a source, and where it stands there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    /// Its own words.
    pub quote: Option<Box<str>>,
    /// The language of `quote` (BCP 47).
    pub quote_lang: Option<Box<str>>,
    /// Where in the source: page, paragraph, minute.
    pub at: Option<Box<str>>,
}

impl Deref for Citation {
    type Target = Quoted;
    fn deref(&self) -> &Quoted {
        &self.quoted
    }
}

impl Optional for Quoted {
    const NONE: &'static Self = &Self { quote: None, quote_lang: None, at: None };
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];
            /// The words as they are written in records.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as it is written in records.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that is written so.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}
pub(crate) use words;

words! {
    /// Nearness of a source to what it reports.
    Nature {
        /// It made or saw the thing itself.
        Primary = "primary",
        /// It reports what others made or saw.
        Secondary = "secondary",
    }
    /// What sort of source or publisher.
    SourceKind {
        /// A government or authority.
        Official = "official",
        /// A news agency.
        Wire = "wire",
        /// A newspaper, broadcaster or site with an editorial office.
        Press = "press",
        /// Research, civil society.
        Independent = "independent",
        /// A post.
        Social = "social",
        /// A law, contract, filing, data set.
        Document = "document",
        /// Words spoken to the editors.
        Interview = "interview",
    }
    /// What became of an address.
    UrlStatus {
        /// It shows the source.
        Live = "live",
        /// It shows nothing.
        Dead = "dead",
        /// It shows something else now.
        Changed = "changed",
        /// The publisher withdrew it.
        Retracted = "retracted",
    }
    /// What a source does for the statement that cites it.
    Says {
        /// It bears it out.
        Supports = "supports",
        /// It says the opposite.
        Contradicts = "contradicts",
        /// It explains the setting.
        Context = "context",
    }
}
