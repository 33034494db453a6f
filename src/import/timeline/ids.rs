//! Ids that are not given twice.

use rustc_hash::{FxHashMap, FxHashSet};

/// Ids that are taken, and how far each was counted on.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<String>,
    counts: FxHashMap<String, usize>,
}

impl Ids {
    /// With those that the project has.
    pub(super) fn taken(ids: impl IntoIterator<Item = String>) -> Self {
        Self { taken: ids.into_iter().collect(), counts: FxHashMap::default() }
    }

    /// Takes `wanted`, or the first of `wanted-2`, `wanted-3` … that is free.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let count = self.counts.entry(wanted.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
