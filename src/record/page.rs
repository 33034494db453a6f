//! Pages, and files that are copied as they are.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{FilePath, Spanned};
use crate::record::allow::Allow;
use crate::record::id::PageId;
use crate::record::text::{Hash, Text};
use crate::record::translation::Translation;

/// A page of `content/pages/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PageRecord {
    /// The file's stem.
    pub id: PageId,
    /// The file.
    pub file: FilePath,
    /// Of the file's path and content, and of its translations.
    pub digest: Hash,
    /// Its title.
    pub title: Spanned<Box<str>>,
    /// One sentence for lists and search engines.
    pub description: Option<Box<str>>,
    /// Whether the navigation shows it, and its place there (small first).
    pub nav: Option<i64>,
    /// Old ids.
    pub aliases: Vec<Spanned<PageId>>,
    /// Not on the site without `--drafts`.
    pub draft: bool,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// The text.
    pub body: Text,
    /// Other languages.
    pub translations: Vec<Translation>,
}

impl PageRecord {
    /// Its texts, in every language.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        [&self.body].into_iter().chain(self.translations.iter().flat_map(Translation::texts))
    }
}

/// A file of `content/static/`, copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Relative to `content/static/`, with `/`.
    pub path: Box<str>,
    /// The file.
    pub file: FilePath,
    /// Bytes.
    pub length: u64,
    /// Of its bytes.
    pub hash: Hash,
}
