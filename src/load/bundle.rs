//! What lies at one claim's place, and translations that are not yet beside their originals.

use crate::diagnostic::FilePath;
use crate::load::claim::{ClaimFile, Updates};
use crate::load::translation::Translated;
use crate::record::text::{Explainer, Hash};

/// A translation with its language and file.
pub(super) struct Foreign {
    pub(super) lang: Box<str>,
    pub(super) file: FilePath,
    pub(super) text: Translated,
}

/// Everything that lies at one claim's place.
#[derive(Default)]
pub(super) struct Bundle {
    pub(super) claim: Option<Box<ClaimFile>>,
    /// Its main file, readable or not; two where it is written as `.md` and as `.toml`.
    pub(super) mains: Vec<FilePath>,
    pub(super) updates: Updates,
    pub(super) explainer: Option<Explainer>,
    pub(super) foreign: Vec<Foreign>,
    pub(super) foreign_updates: Vec<Foreign>,
    /// Its updates and explainer.
    pub(super) parts: Vec<FilePath>,
    /// Of all of these files, by path.
    pub(super) digests: Vec<Hash>,
}
