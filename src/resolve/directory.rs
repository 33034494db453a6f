//! Who is who: every id and old id of the site, each kind in its order.
//!
//! Nothing here depends on the day or on the order in which files were read.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::page::PageRecord;
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::{Config, Topic};

/// Every declared thing of a site.
pub(super) struct Directory<'a> {
    /// Claims by id.
    pub(super) claims: Names<'a, Arc<ClaimRecord>>,
    /// People and bodies by name.
    pub(super) people: Names<'a, Arc<PersonRecord>>,
    /// Publishers by name.
    pub(super) publishers: Names<'a, Arc<PublisherRecord>>,
    /// Sources by id.
    pub(super) sources: Names<'a, Arc<SourceRecord>>,
    /// Topics in the order of site.toml.
    pub(super) topics: Names<'a, Topic>,
    /// Pages by id.
    pub(super) pages: Names<'a, Arc<PageRecord>>,
    /// Places in the vocabulary by key and old key; the built-in status comes after the last one.
    pub(super) statuses: FxHashMap<&'a str, usize>,
    /// How many statuses the vocabulary has.
    vocabulary: usize,
}

/// The things of one kind, each once, and where each id and old id leads.
pub(super) struct Names<'a, T> {
    pub(super) list: Vec<&'a T>,
    pub(super) index: FxHashMap<&'a str, usize>,
}

impl<T> Names<'_, T> {
    /// The place in `list` of what has this id, or had it.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }
}

/// What a kind of record must tell to be listed.
struct Entry<'a> {
    id: &'a str,
    /// Sorted by this, then by id.
    key: String,
    place: Place,
    aliases: Vec<(&'a str, Place)>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(records: &'a Records, findings: &mut Vec<Diagnostic>) -> Self {
        let config: &'a Config = &records.config;
        Self {
            claims: names("claim", &records.claims, claim_entry, findings),
            people: names("person", &records.people, person_entry, findings),
            publishers: names("publisher", &records.publishers, publisher_entry, findings),
            sources: names("source", &records.sources, source_entry, findings),
            topics: topics(config, findings),
            pages: names("page", &records.pages, page_entry, findings),
            statuses: statuses(config),
            vocabulary: config.statuses.len(),
        }
    }
}

impl Directory<'_> {
    /// Whether this is the built-in status of a claim without a reading.
    pub(super) fn is_unassessed(&self, id: &str) -> bool {
        self.statuses.get(id) == Some(&self.vocabulary)
    }
}

fn claim_entry(claim: &Arc<ClaimRecord>) -> Entry<'_> {
    let place = |span| Place::new(&claim.file, span);
    Entry {
        id: claim.id.as_str(),
        key: String::new(),
        place: Place::whole(&claim.file),
        aliases: claim.aliases.iter().map(|alias| (alias.as_str(), place(alias.span))).collect(),
    }
}

fn person_entry(person: &Arc<PersonRecord>) -> Entry<'_> {
    let place = |span| Place::new(&person.file, span);
    Entry {
        id: person.id.as_str(),
        key: person.name.to_lowercase(),
        place: place(person.id.span),
        aliases: person.aliases.iter().map(|alias| (alias.as_str(), place(alias.span))).collect(),
    }
}

fn publisher_entry(publisher: &Arc<PublisherRecord>) -> Entry<'_> {
    let place = |span| Place::new(&publisher.file, span);
    Entry {
        id: publisher.id.as_str(),
        key: publisher.name.to_lowercase(),
        place: place(publisher.id.span),
        aliases: publisher.aliases.iter().map(|alias| (alias.as_str(), place(alias.span))).collect(),
    }
}

fn source_entry(source: &Arc<SourceRecord>) -> Entry<'_> {
    Entry {
        id: source.id.as_str(),
        key: String::new(),
        place: Place::new(&source.file, source.id.span),
        aliases: Vec::new(),
    }
}

fn page_entry(page: &Arc<PageRecord>) -> Entry<'_> {
    let place = |span| Place::new(&page.file, span);
    Entry {
        id: page.id.as_str(),
        key: String::new(),
        place: Place::whole(&page.file),
        aliases: page.aliases.iter().map(|alias| (alias.as_str(), place(alias.span))).collect(),
    }
}

fn topics<'a>(config: &'a Config, findings: &mut Vec<Diagnostic>) -> Names<'a, Topic> {
    let place = |span| Place::new(&config.file, span);
    let entries = config.topics.iter().enumerate().map(|(at, topic)| {
        let entry = Entry {
            id: topic.id.as_str(),
            // Their order is that of the file, which is one.
            key: format!("{at:09}"),
            place: place(topic.id.span),
            aliases: topic.aliases.iter().map(|alias| (alias.as_str(), place(alias.span))).collect(),
        };
        (entry, topic)
    });
    list("topic", entries.collect(), findings)
}

fn statuses(config: &Config) -> FxHashMap<&str, usize> {
    let mut index = FxHashMap::default();
    for (at, status) in config.statuses.iter().enumerate() {
        index.insert(status.id.as_str(), at);
    }
    index.insert(config.unassessed.id.as_str(), config.statuses.len());
    for (at, status) in config.statuses.iter().enumerate() {
        for alias in &status.aliases {
            index.entry(alias.as_str()).or_insert(at);
        }
    }
    index
}

fn names<'a, T>(
    kind: &'static str,
    records: &'a [T],
    entry: fn(&'a T) -> Entry<'a>,
    findings: &mut Vec<Diagnostic>,
) -> Names<'a, T> {
    list(kind, records.iter().map(|record| (entry(record), record)).collect(), findings)
}

/// Sorts, keeps the first of each id (by file and place), and reports what is there twice.
fn list<'a, T>(
    kind: &'static str,
    mut entries: Vec<(Entry<'a>, &'a T)>,
    findings: &mut Vec<Diagnostic>,
) -> Names<'a, T> {
    entries.sort_by(|(a, _), (b, _)| (&a.key, a.id, &a.place).cmp(&(&b.key, b.id, &b.place)));
    let mut first: FxHashMap<&str, Place> = FxHashMap::default();
    for (entry, _) in &entries {
        let place = first.entry(entry.id).or_insert_with(|| entry.place.clone());
        *place = place.clone().min(entry.place.clone());
    }
    entries.retain(|(entry, _)| {
        let kept = &first[entry.id];
        let keep = *kept == entry.place;
        if !keep {
            let message = format!("{kind} `{}` is declared twice", entry.id);
            let twice = Diagnostic::error("duplicate-id", entry.place.clone(), message)
                .help("rename one of them, or keep one and cite it by its id")
                .note(kept.clone(), "first declared here");
            findings.push(twice);
        }
        keep
    });
    let mut index: FxHashMap<&str, usize> =
        entries.iter().enumerate().map(|(at, (entry, _))| (entry.id, at)).collect();
    let mut owners: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, (entry, _)) in entries.iter().enumerate() {
        for (alias, place) in &entry.aliases {
            let taken = index.get(alias).or_else(|| owners.get(alias));
            if let Some(&owner) = taken {
                let message = format!("alias `{alias}` is taken by {kind} `{}`", entries[owner].0.id);
                let finding = Diagnostic::error("alias-taken", place.clone(), message)
                    .help("an old address leads to one page only: remove this alias")
                    .note(entries[owner].0.place.clone(), "declared here");
                findings.push(finding);
            } else {
                owners.insert(alias, at);
            }
        }
    }
    index.extend(owners);
    Names { list: entries.into_iter().map(|(_, record)| record).collect(), index }
}
