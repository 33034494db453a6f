//! A record's texts in another language.

use rustc_hash::FxHashMap;

use crate::diagnostic::{FilePath, Spanned};
use crate::record::text::{Explainer, Hash, Text};

/// A record's text fields in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language's code, one of site.toml.
    pub lang: Box<str>,
    /// The file.
    pub file: FilePath,
    /// Hash of the original that was translated, where written: 16 bytes as hexadecimal digits.
    pub translates: Option<Spanned<Box<str>>>,
    /// Hash of the original as it stands now.
    pub original: Hash,
    /// Text keys: `title`, `criteria.tracing.text`, `summary`.
    pub fields: FxHashMap<Box<str>, Box<str>>,
    /// The body.
    pub body: Option<Text>,
    /// The explainer (claims only).
    pub explainer: Option<Explainer>,
}

impl Translation {
    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.body.iter().chain(self.explainer.iter().flat_map(Explainer::texts))
    }
}
