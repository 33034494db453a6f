//! The basis of an artifact: what it depends on, said without drawing it: hashes of records and of what they add up to.
//!
//! They are coarse on purpose: a record as a whole, not the fields that a page happens to show. What is
//! named too much costs a drawing that comes out the same; what is not named would leave a page stale.
//! A test compares, after many kinds of edits, a site built over an old one with a new one.

use std::hash::Hash as _;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::record::claim::UpdateRecord;
use crate::record::id::PageId;
use crate::record::page::PageRecord;
use crate::record::text::{Feed, Hash, LinkTarget, Text};
use crate::tracker::claim::Claim;
use crate::tracker::{ClaimIx, PersonIx, PublisherIx, SourceIx, Tracker};

/// What an artifact depends on, beside what every artifact does: theme, words, settings, the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis(pub(super) Hash);

impl Basis {
    /// Nothing else.
    pub const NOTHING: Self = Self(Hash([0; 16]));

    /// Each of these, in this order.
    pub fn of(prints: impl IntoIterator<Item = Hash>) -> Self {
        let mut feed = Feed::default();
        for print in prints {
            feed.hash(print);
        }
        Self(feed.print())
    }

    /// This, and then each of these.
    #[must_use]
    pub fn and(self, prints: impl IntoIterator<Item = Hash>) -> Self {
        Self::of([self.0].into_iter().chain(prints))
    }

    /// One of them.
    pub const fn one(print: Hash) -> Self {
        Self(print)
    }
}

/// A number as a print: a count, a place.
pub fn number(number: usize) -> Hash {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(number as u64).to_le_bytes());
    Hash(bytes)
}

/// The prints of everything that pages are made of, by its place in the tracker.
#[derive(Debug)]
pub struct Prints {
    /// Claims as they are named and listed elsewhere, with their claimants.
    listed: Vec<Hash>,
    /// Claims as their own pages show them: with their sources, their family, and what they link to.
    whole: Vec<Hash>,
    sources: Vec<Hash>,
    publishers: Vec<Hash>,
    people: Vec<Hash>,
    /// Pages of `content/pages/` by id.
    pages: FxHashMap<PageId, Hash>,
    /// How many claims have each status.
    counts: Hash,
    /// The day that the site is judged from.
    day: Hash,
    /// Every claim, source, publisher and person.
    all: Hash,
}

impl Prints {
    /// Of a tracker.
    pub fn of(tracker: &Tracker) -> Self {
        let people: Vec<_> = tracker.people.iter().map(|person| person.record.digest).collect();
        let publishers: Vec<_> = tracker.publishers.iter().map(|publisher| publisher.record.digest).collect();
        let source = |source: &crate::tracker::index::Source| {
            let mut feed = Feed::default();
            feed.hash(source.record.digest);
            feed.extend(source.publisher.map(|ix| publishers[ix]));
            feed.print()
        };
        let sources: Vec<_> = tracker.sources.par_iter().map(source).collect();
        let listed: Vec<_> = tracker.claims.par_iter().map(|claim| listed(tracker, claim, &people)).collect();
        let whole = |(ix, claim): (usize, &Claim)| whole(tracker, claim, listed[ix], &listed, &sources);
        let whole = tracker.claims.par_iter().enumerate().map(whole).collect();
        let mut prints = Self {
            pages: tracker.pages.iter().map(|page| (page.id.clone(), page_print(tracker, page))).collect(),
            counts: counts(tracker),
            day: day(tracker),
            all: Hash([0; 16]),
            listed,
            whole,
            sources,
            publishers,
            people,
        };
        prints.all = prints.everything();
        prints
    }

    fn everything(&self) -> Hash {
        let lists = [&self.whole, &self.sources, &self.publishers, &self.people];
        Basis::of(lists.into_iter().flatten().copied()).0
    }

    /// A claim as a row or a link shows it.
    pub fn listed(&self, claim: ClaimIx) -> Hash {
        self.listed[claim]
    }

    /// A claim as its own pages show it.
    pub fn claim(&self, claim: ClaimIx) -> Hash {
        self.whole[claim]
    }

    /// A source and its publisher.
    pub fn source(&self, source: SourceIx) -> Hash {
        self.sources[source]
    }

    /// A publisher.
    pub fn publisher(&self, publisher: PublisherIx) -> Hash {
        self.publishers[publisher]
    }

    /// A person or body.
    pub fn person(&self, person: PersonIx) -> Hash {
        self.people[person]
    }

    /// How many claims have each status.
    pub fn counts(&self) -> Hash {
        self.counts
    }

    /// The page of `content/pages/` with this id: alone, or as an introduction.
    pub fn page(&self, id: &str) -> Hash {
        self.pages.get(&PageId::new(id)).copied().unwrap_or(Hash([0; 16]))
    }

    /// The day that the site is judged from.
    pub fn day(&self) -> Hash {
        self.day
    }

    /// Every claim, source, publisher and person.
    pub fn all(&self) -> Hash {
        self.all
    }
}

fn page_print(tracker: &Tracker, page: &PageRecord) -> Hash {
    let mut feed = Feed::default();
    feed.hash(page.digest);
    to_come(tracker, page.texts(), &mut feed);
    feed.print()
}

/// What the foot of every page shows of the pages that it leads to.
pub(crate) fn foot(tracker: &Tracker) -> Hash {
    let mut feed = Feed::default();
    for page in tracker.pages.iter().filter(|page| page.nav.is_some()) {
        (page.id.as_str(), page.nav, &*page.title.value).hash(&mut feed);
        for translation in &page.translations {
            (&translation.lang, translation.fields.get("title")).hash(&mut feed);
        }
    }
    feed.print()
}

fn day(tracker: &Tracker) -> Hash {
    let mut feed = Feed::default();
    tracker.as_of.day.hash(&mut feed);
    feed.print()
}

fn counts(tracker: &Tracker) -> Hash {
    let statuses = tracker.config.vocabulary();
    Basis::of(statuses.map(|status| number(tracker.by_status.get(&status.id).map_or(0, Vec::len)))).0
}

fn listed(tracker: &Tracker, claim: &Claim, people: &[Hash]) -> Hash {
    let mut feed = Feed::default();
    claim.hash(&mut feed);
    let record = &*claim.record;
    let status = tracker.config.status(claim.headline().status.as_str());
    if status.is_none_or(|status| !status.terminal) {
        // Due dates and the line of today are drawn from the site's day as long as a claim is open.
        tracker.as_of.day.hash(&mut feed);
    }
    for response in &record.responses {
        tracker.is_answered(response).hash(&mut feed);
    }
    feed.extend(claim.claimants.iter().map(|&ix| people[ix]));
    let speakers = record.statements.iter().flat_map(|statement| &statement.claimants);
    feed.extend(speakers.filter_map(|id| tracker.person_index.get(&id.value)).map(|&ix| people[ix]));
    feed.print()
}

fn whole(tracker: &Tracker, claim: &Claim, own: Hash, listed: &[Hash], sources: &[Hash]) -> Hash {
    let mut feed = Feed::default();
    feed.hash(own);
    feed.extend(claim.sources.iter().map(|&ix| sources[ix]));
    for kin in [claim.part_of.as_slice(), &claim.parts, &claim.related] {
        feed.hash(number(kin.len()));
        feed.extend(kin.iter().map(|&ix| listed[ix]));
    }
    let texts = claim.record.updates.iter().flat_map(UpdateRecord::texts);
    to_come(tracker, claim.record.head_texts().chain(texts), &mut feed);
    feed.print()
}

/// Which links of the texts lead to what comes to the site on a later day: those are set as plain words.
fn to_come<'a>(tracker: &Tracker, texts: impl Iterator<Item = &'a Text>, feed: &mut Feed) {
    for link in texts.flat_map(|text| &text.links) {
        if let LinkTarget::Site(address) = &link.target {
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let path = path.split('?').next().unwrap_or_default();
            tracker.is_to_come(path.trim_start_matches('/'), fragment).hash(feed);
        }
    }
}
