//! Who is who: every id and old id of the site, each kind in its order.
//!
//! Nothing here depends on the day or on the order in which files were read.

use std::cmp::Ordering;
use std::hash::Hash;
use std::sync::Arc;

use ecow::EcoString;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FilePath, Place, Span};
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
    records: &'a [T],
    index: Arc<Index>,
}

/// Who is who among the things of one kind, apart from what they say.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Places by id and old id.
    places: FxHashMap<EcoString, usize>,
    /// For each place where its thing stands among the records.
    order: Vec<u32>,
}

/// The indexes of a directory. They hold for other records too, where those have the same ids.
#[derive(Clone, Debug)]
pub(super) struct Indexes {
    claims: Arc<Index>,
    people: Arc<Index>,
    publishers: Arc<Index>,
    sources: Arc<Index>,
    topics: Arc<Index>,
    pages: Arc<Index>,
}

impl Indexes {
    /// The claims of the records that the indexes were made of, or of others like them, by place.
    pub(super) fn claims<'a>(&'a self, records: &'a Records) -> impl Iterator<Item = &'a Arc<ClaimRecord>> {
        self.claims.order.iter().map(|&at| &records.claims[at as usize])
    }
}

impl<T> Names<'_, T> {
    /// The place of what has this id, or had it.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.index.places.get(id).copied()
    }

    /// Every id and old id.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.index.places.keys().map(EcoString::as_str)
    }

    /// Where each id and old id leads, as ids.
    pub(super) fn by_id<K: Hash + Eq>(&self, id: fn(&str) -> K) -> FxHashMap<K, usize> {
        self.index.places.iter().map(|(name, place)| (id(name), *place)).collect()
    }
}

impl<'a, T> Names<'a, T> {
    /// Of things that are told apart as they were when the index was made.
    fn again(records: &'a [T], index: &Arc<Index>) -> Self {
        Self { records, index: Arc::clone(index) }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.index.order.len()
    }

    /// The thing in a place.
    pub(super) fn at(&self, place: usize) -> &'a T {
        &self.records[self.index.order[place] as usize]
    }

    /// All of them, in their order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &'a T> {
        self.index.order.iter().map(|&at| &self.records[at as usize])
    }
}

/// What a kind of record must tell to be listed.
struct Entry<'a> {
    id: &'a str,
    /// Sorted by this, then by id.
    key: String,
    file: &'a FilePath,
    /// Where it is named there; `None` for a file of its own.
    span: Option<Span>,
    aliases: Vec<(&'a str, Span)>,
}

/// An entry, and where its thing stands among the records.
type Placed<'a> = (Entry<'a>, usize);

impl Entry<'_> {
    fn place(&self) -> Place {
        Place { file: self.file.clone(), span: self.span }
    }

    fn order(&self, other: &Self) -> Ordering {
        let names = (&self.key, self.id).cmp(&(&other.key, other.id));
        names.then_with(|| (self.file, self.span).cmp(&(other.file, other.span)))
    }
}

impl<'a> Directory<'a> {
    /// Of records; ids that cannot be are reported.
    pub(super) fn new(records: &'a Records, findings: &mut Vec<Diagnostic>) -> Self {
        let config: &'a Config = &records.config;
        // Of these two there are many.
        let (mut of_claims, mut of_sources) = (Vec::new(), Vec::new());
        let (claims, sources) = rayon::join(
            || names("claim", &records.claims, claim_entry, &mut of_claims),
            || names("source", &records.sources, source_entry, &mut of_sources),
        );
        findings.extend(of_claims.into_iter().chain(of_sources));
        Self {
            claims,
            people: names("person", &records.people, person_entry, findings),
            publishers: names("publisher", &records.publishers, publisher_entry, findings),
            sources,
            topics: topics(config, findings),
            pages: names("page", &records.pages, page_entry, findings),
            statuses: statuses(config),
            vocabulary: config.statuses.len(),
        }
    }

    /// Of records with the same ids as those that the indexes were made of, and nothing to report of them.
    pub(super) fn again(records: &'a Records, indexes: &Indexes) -> Self {
        let config: &'a Config = &records.config;
        Self {
            claims: Names::again(&records.claims, &indexes.claims),
            people: Names::again(&records.people, &indexes.people),
            publishers: Names::again(&records.publishers, &indexes.publishers),
            sources: Names::again(&records.sources, &indexes.sources),
            topics: Names::again(&config.topics, &indexes.topics),
            pages: Names::again(&records.pages, &indexes.pages),
            statuses: statuses(config),
            vocabulary: config.statuses.len(),
        }
    }

    /// Its indexes.
    pub(super) fn indexes(&self) -> Indexes {
        Indexes {
            claims: Arc::clone(&self.claims.index),
            people: Arc::clone(&self.people.index),
            publishers: Arc::clone(&self.publishers.index),
            sources: Arc::clone(&self.sources.index),
            topics: Arc::clone(&self.topics.index),
            pages: Arc::clone(&self.pages.index),
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
    let aliases = claim.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect();
    Entry { id: claim.id.as_str(), key: String::new(), file: &claim.file, span: None, aliases }
}

fn person_entry(person: &Arc<PersonRecord>) -> Entry<'_> {
    Entry {
        id: person.id.as_str(),
        key: person.name.to_lowercase(),
        file: &person.file,
        span: Some(person.id.span),
        aliases: person.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn publisher_entry(publisher: &Arc<PublisherRecord>) -> Entry<'_> {
    Entry {
        id: publisher.id.as_str(),
        key: publisher.name.to_lowercase(),
        file: &publisher.file,
        span: Some(publisher.id.span),
        aliases: publisher.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn source_entry(source: &Arc<SourceRecord>) -> Entry<'_> {
    let (id, span) = (source.id.as_str(), Some(source.id.span));
    Entry { id, key: String::new(), file: &source.file, span, aliases: Vec::new() }
}

fn page_entry(page: &Arc<PageRecord>) -> Entry<'_> {
    let aliases = page.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect();
    Entry { id: page.id.as_str(), key: String::new(), file: &page.file, span: None, aliases }
}

fn topics<'a>(config: &'a Config, findings: &mut Vec<Diagnostic>) -> Names<'a, Topic> {
    let entries = config.topics.iter().enumerate().map(|(at, topic)| {
        let entry = Entry {
            id: topic.id.as_str(),
            // Their order is that of the file, which is one.
            key: format!("{at:09}"),
            file: &config.file,
            span: Some(topic.id.span),
            aliases: topic.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
        };
        (entry, at)
    });
    list("topic", &config.topics, entries.collect(), findings)
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
    let entries = records.iter().enumerate().map(|(at, record)| (entry(record), at));
    list(kind, records, entries.collect(), findings)
}

/// Sorts, keeps the first of each id (by file and place), and reports what is there twice.
fn list<'a, T>(
    kind: &'static str,
    records: &'a [T],
    mut entries: Vec<Placed<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Names<'a, T> {
    entries.sort_by(|(a, _), (b, _)| a.order(b));
    let mut index = places(&entries);
    if index.len() < entries.len() {
        once(kind, &mut entries, findings);
        index = places(&entries);
    }
    let mut owners: FxHashMap<EcoString, usize> = FxHashMap::default();
    for (at, (entry, _)) in entries.iter().enumerate() {
        for (alias, span) in &entry.aliases {
            let taken = index.get(*alias).or_else(|| owners.get(*alias));
            if let Some(&owner) = taken {
                let message = format!("alias `{alias}` is taken by {kind} `{}`", entries[owner].0.id);
                let finding = Diagnostic::error("alias-taken", Place::new(entry.file, *span), message)
                    .help("an old address leads to one page only: remove this alias")
                    .note(entries[owner].0.place(), "declared here");
                findings.push(finding);
            } else {
                owners.insert(EcoString::from(*alias), at);
            }
        }
    }
    index.extend(owners);
    let order = entries.iter().map(|(_, at)| *at as u32).collect();
    Names::again(records, &Arc::new(Index { places: index, order }))
}

fn places(entries: &[Placed<'_>]) -> FxHashMap<EcoString, usize> {
    entries.iter().enumerate().map(|(at, (entry, _))| (EcoString::from(entry.id), at)).collect()
}

/// Keeps the first of each id, by file and place.
fn once(kind: &'static str, entries: &mut Vec<Placed<'_>>, findings: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<&str, Place> = FxHashMap::default();
    for (entry, _) in entries.iter() {
        let place = first.entry(entry.id).or_insert_with(|| entry.place());
        *place = place.clone().min(entry.place());
    }
    entries.retain(|(entry, _)| {
        let kept = &first[entry.id];
        let keep = *kept == entry.place();
        if !keep {
            let message = format!("{kind} `{}` is declared twice", entry.id);
            let twice = Diagnostic::error("duplicate-id", entry.place(), message)
                .help("rename one of them, or keep one and cite it by its id")
                .note(kept.clone(), "first declared here");
            findings.push(twice);
        }
        keep
    });
}
