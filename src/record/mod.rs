//! Records: what people wrote, decoded and typed, but not yet linked to each other.
//!
//! Strings are what the author typed; references are ids with their place; bodies are not here at
//! all, only where they stand ([`text::Text`]). Nothing in this module decides what a record means.

pub mod allow;
pub mod claim;
pub mod decode;
pub mod id;
pub mod page;
pub mod party;
pub mod rare;
pub mod schema;
pub mod site;
pub mod table;
pub mod tables;
pub mod text;
pub mod toml_text;
pub mod translation;
pub mod update;
pub mod vocabulary;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::diagnostic::FilePath;
use claim::ClaimRecord;
use page::{PageRecord, StaticFile};
use party::{PersonRecord, PublisherRecord, SourceRecord};
use site::Config;

/// Everything that was read from `content/`, in an order that does not depend on the disk.
#[derive(Debug)]
pub struct Records {
    /// `site.toml`.
    pub config: Arc<Config>,
    /// Publishers of `sources.toml`, as written.
    pub publishers: Vec<Arc<PublisherRecord>>,
    /// Every source that is declared anywhere: the shared ones, then those of claims in their order. There may be
    /// a hundred thousand, and few edits change one: a preview's records share the list.
    pub sources: Arc<Vec<Arc<SourceRecord>>>,
    /// People and bodies of `people.toml`, as written.
    pub people: Vec<Arc<PersonRecord>>,
    /// Claims by id.
    pub claims: Vec<Arc<ClaimRecord>>,
    /// Pages by id.
    pub pages: Vec<Arc<PageRecord>>,
    /// Files of `content/static/` by path.
    pub statics: Vec<StaticFile>,
    /// Ids of records that failed to load: a reference to one of them is not reported again.
    pub lost: Lost,
}

impl Records {
    /// Whether these are the very same records.
    pub fn is_like(&self, other: &Self) -> bool {
        fn same<T>(some: &[Arc<T>], others: &[Arc<T>]) -> bool {
            some.len() == others.len() && some.iter().zip(others).all(|(one, other)| Arc::ptr_eq(one, other))
        }
        let Self { config, publishers, sources, people, claims, pages, statics, lost } = other;
        Arc::ptr_eq(&self.config, config)
            && same(&self.claims, claims)
            && (Arc::ptr_eq(&self.sources, sources) || same(&self.sources, sources))
            && same(&self.publishers, publishers)
            && same(&self.people, people)
            && same(&self.pages, pages)
            && (&self.statics, &self.lost) == (statics, lost)
    }
}

/// The ids of records that were written but could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Ids of claims, people, publishers, sources, topics and items alike.
    pub ids: FxHashSet<Box<str>>,
    /// Files of which not even an id could be read: any unknown reference may point there.
    pub files: Vec<FilePath>,
    /// Whether a part of site.toml could not be read: topics and statuses may stand there.
    pub site: bool,
}

impl Lost {
    /// Whether a reference to `id` may point to something that failed to load.
    pub fn may_hold(&self, id: &str) -> bool {
        !self.files.is_empty() || self.ids.contains(id)
    }

    /// Whether a reference to `id` may point to a topic or status that failed to load.
    pub fn site_may_hold(&self, id: &str) -> bool {
        self.site || self.ids.contains(id)
    }
}

/// A list in exactly the room that it needs, for what is kept for long: one that is shrunk where it stands may keep
/// the room that it grew into, as may one that is collected out of a list of larger things.
pub fn exact<T, I: ExactSizeIterator<Item = T>>(list: impl IntoIterator<Item = T, IntoIter = I>) -> Vec<T> {
    let list = list.into_iter();
    let mut kept = Vec::with_capacity(list.len());
    kept.extend(list);
    kept
}
