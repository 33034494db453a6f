//! Who is who: every id and old id of the site, each kind in its order.
//!
//! Nothing here depends on the day or on the order in which files were read.

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
    places: Arc<FxHashMap<EcoString, usize>>,
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

    /// Where each id and old id leads.
    pub(super) fn places(&self) -> Arc<FxHashMap<EcoString, usize>> {
        Arc::clone(&self.index.places)
    }

    /// The same by ids of a kind.
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
struct Kind<T> {
    name: &'static str,
    id: fn(&T) -> &str,
    order: Order<T>,
    /// The file; `None` where it is site.toml.
    file: fn(&T) -> Option<&FilePath>,
    /// Where it is named there; `None` for a file of its own.
    span: fn(&T) -> Option<Span>,
    aliases: fn(&T) -> Vec<(&str, Span)>,
}

/// The order of the things of a kind.
enum Order<T> {
    ById,
    /// By this, then by id.
    ByName(fn(&T) -> String),
    AsWritten,
}

/// The things of a kind, and how they are told apart.
struct List<'a, T> {
    kind: Kind<T>,
    records: &'a [T],
    site: &'a FilePath,
}

impl<'a, T> List<'a, T> {
    fn id(&self, at: u32) -> &'a str {
        (self.kind.id)(&self.records[at as usize])
    }

    fn file(&self, at: u32) -> &'a FilePath {
        (self.kind.file)(&self.records[at as usize]).unwrap_or(self.site)
    }

    fn span(&self, at: u32) -> Option<Span> {
        (self.kind.span)(&self.records[at as usize])
    }

    fn place(&self, at: u32) -> Place {
        Place { file: self.file(at).clone(), span: self.span(at) }
    }

    /// Where each thing stands among the records, in the order of the kind.
    fn in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.records.len() as u32).collect();
        let place = |at: u32| (self.file(at), self.span(at), at);
        let by_id = |a: u32, b: u32| self.id(a).cmp(self.id(b)).then_with(|| place(a).cmp(&place(b)));
        match self.kind.order {
            Order::ById => order.sort_unstable_by(|a, b| by_id(*a, *b)),
            Order::ByName(name) => {
                let names: Vec<String> = self.records.iter().map(name).collect();
                let name = |at: u32| &names[at as usize];
                order.sort_unstable_by(|a, b| name(*a).cmp(name(*b)).then_with(|| by_id(*a, *b)));
            }
            Order::AsWritten => {}
        }
        order
    }

    /// Places in this order by id.
    fn places(&self, order: &[u32]) -> FxHashMap<EcoString, usize> {
        order.iter().enumerate().map(|(place, at)| (EcoString::from(self.id(*at)), place)).collect()
    }

    /// Keeps the first of each id, by file and place.
    fn once(&self, order: &mut Vec<u32>, findings: &mut Vec<Diagnostic>) {
        let mut first: FxHashMap<&str, Place> = FxHashMap::default();
        for &at in order.iter() {
            let place = first.entry(self.id(at)).or_insert_with(|| self.place(at));
            *place = place.clone().min(self.place(at));
        }
        order.retain(|&at| {
            let (kept, place) = (&first[self.id(at)], self.place(at));
            let keep = *kept == place;
            if !keep {
                let message = format!("{} `{}` is declared twice", self.kind.name, self.id(at));
                let twice = Diagnostic::error("duplicate-id", place, message)
                    .help("rename one of them, or keep one and cite it by its id")
                    .note(kept.clone(), "first declared here");
                findings.push(twice);
            }
            keep
        });
    }

    /// Sorts, keeps the first of each id, and reports what is there twice.
    fn names(&self, findings: &mut Vec<Diagnostic>) -> Names<'a, T> {
        let mut order = self.in_order();
        let mut index = self.places(&order);
        if index.len() < order.len() {
            self.once(&mut order, findings);
            index = self.places(&order);
        }
        let mut owners: FxHashMap<EcoString, usize> = FxHashMap::default();
        for (place, &at) in order.iter().enumerate() {
            for (alias, span) in (self.kind.aliases)(&self.records[at as usize]) {
                let taken = index.get(alias).or_else(|| owners.get(alias));
                if let Some(&owner) = taken {
                    let (name, owner) = (self.kind.name, order[owner]);
                    let message = format!("alias `{alias}` is taken by {name} `{}`", self.id(owner));
                    let finding = Diagnostic::error("alias-taken", Place::new(self.file(at), span), message)
                        .help("an old address leads to one page only: remove this alias")
                        .note(self.place(owner), "declared here");
                    findings.push(finding);
                } else {
                    owners.insert(EcoString::from(alias), place);
                }
            }
        }
        index.extend(owners);
        Names::again(self.records, &Arc::new(Index { places: Arc::new(index), order }))
    }
}

impl<'a> Directory<'a> {
    /// Of records; ids that cannot be are reported.
    pub(super) fn new(records: &'a Records, findings: &mut Vec<Diagnostic>) -> Self {
        let config: &'a Config = &records.config;
        let site = &config.file;
        // Of these two there are many.
        let (mut of_claims, mut of_sources) = (Vec::new(), Vec::new());
        let (claims, sources) = rayon::join(
            || List { kind: claims(), records: &records.claims, site }.names(&mut of_claims),
            || List { kind: sources(), records: &records.sources, site }.names(&mut of_sources),
        );
        findings.extend(of_claims.into_iter().chain(of_sources));
        Self {
            claims,
            people: List { kind: people(), records: &records.people, site }.names(findings),
            publishers: List { kind: publishers(), records: &records.publishers, site }.names(findings),
            sources,
            topics: List { kind: topics(), records: &config.topics, site }.names(findings),
            pages: List { kind: pages(), records: &records.pages, site }.names(findings),
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

fn claims() -> Kind<Arc<ClaimRecord>> {
    Kind {
        name: "claim",
        id: |claim| claim.id.as_str(),
        order: Order::ById,
        file: |claim| Some(&claim.file),
        span: |_| None,
        aliases: |claim| claim.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn people() -> Kind<Arc<PersonRecord>> {
    Kind {
        name: "person",
        id: |person| person.id.as_str(),
        order: Order::ByName(|person| person.name.to_lowercase()),
        file: |person| Some(&person.file),
        span: |person| Some(person.id.span),
        aliases: |person| person.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn publishers() -> Kind<Arc<PublisherRecord>> {
    Kind {
        name: "publisher",
        id: |publisher| publisher.id.as_str(),
        order: Order::ByName(|publisher| publisher.name.to_lowercase()),
        file: |publisher| Some(&publisher.file),
        span: |publisher| Some(publisher.id.span),
        aliases: |publisher| publisher.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn sources() -> Kind<Arc<SourceRecord>> {
    Kind {
        name: "source",
        id: |source| source.id.as_str(),
        order: Order::ById,
        file: |source| Some(&source.file),
        span: |source| Some(source.id.span),
        aliases: |_| Vec::new(),
    }
}

fn topics() -> Kind<Topic> {
    Kind {
        name: "topic",
        id: |topic| topic.id.as_str(),
        order: Order::AsWritten,
        file: |_| None,
        span: |topic| Some(topic.id.span),
        aliases: |topic| topic.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
}

fn pages() -> Kind<Arc<PageRecord>> {
    Kind {
        name: "page",
        id: |page| page.id.as_str(),
        order: Order::ById,
        file: |page| Some(&page.file),
        span: |_| None,
        aliases: |page| page.aliases.iter().map(|alias| (alias.as_str(), alias.span)).collect(),
    }
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
