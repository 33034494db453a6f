//! Ids that imports make: of names, addresses and texts, none given twice.

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::host;
use crate::record::id;

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

    /// Takes exactly this one; whether it was free.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
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

/// An id without the count at its end: `2026-02-13-1442-2` is of the minute `2026-02-13-1442`.
pub(super) fn minute_of(id: &str) -> &str {
    match id.rsplit_once('-') {
        // A time of day has four digits.
        Some((minute, count)) if minute.len() >= 10 && count.len() < 4 => minute,
        _ => id,
    }
}

/// An id made of an address: its host and the last part of its path that has letters.
pub(super) fn source_id(url: &str) -> String {
    let host = host(url).unwrap_or_default();
    let path = url.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.rsplit('/');
    let last = parts.find(|part| part.contains(char::is_alphabetic)).unwrap_or_default();
    let stem = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(last);
    let id = id::slug(&format!("{host} {stem}")).unwrap_or_else(|| "source".to_owned());
    cut(&id)
}

/// An id cut at a hyphen, so that a count still fits behind it.
pub(super) fn cut(id: &str) -> String {
    const ROOM: usize = id::MAX_ID - 8;
    if id.len() <= ROOM {
        return id.to_owned();
    }
    let whole = id[..=ROOM].rfind('-').filter(|at| *at > ROOM / 2).unwrap_or(ROOM);
    id[..whole].trim_end_matches('-').to_owned()
}
