//! The basis of an artifact: what it depends on, said without drawing it: hashes of records and of what they add up to.
//!
//! They are coarse on purpose: a record as a whole, not the fields that a page happens to show. What is
//! named too much costs a drawing that comes out the same; what is not named would leave a page stale.
//! A test compares, after many kinds of edits, a site built over an old one with a new one.

use std::hash::Hash as _;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::output::Site;
use crate::record::id::PageId;
use crate::record::page::PageRecord;
use crate::record::text::{Feed, Hash, LinkTarget, Text};
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;
use crate::tracker::{ClaimIx, PersonIx, PublisherIx, SourceIx, Tracker};
use crate::turns::TURN;

/// What an artifact depends on, beside what every artifact does: theme, words, settings, the program.
///
/// It is said when the artifact is planned, and its print is taken when somebody asks for it: a preview asks for
/// the few pages that are open.
#[derive(Clone)]
pub enum Basis {
    /// On what has this print, and on nothing else.
    Print(Hash),
    /// On a claim as its own pages show it.
    Claim(ClaimIx),
    /// On a claim as a row or a link shows it.
    Listed(ClaimIx),
    /// On what the prints of a site add up to.
    Of(Arc<dyn Fn(&Site) -> Hash + Send + Sync>),
}

impl Basis {
    /// Nothing else.
    pub const NOTHING: Self = Self::Print(Hash([0; 16]));

    /// What the prints of a site add up to.
    pub fn of(print: impl Fn(&Site) -> Hash + Send + Sync + 'static) -> Self {
        Self::Of(Arc::new(print))
    }

    /// Its print on this site.
    pub fn print(&self, site: &Site) -> Hash {
        match self {
            Self::Print(print) => *print,
            Self::Claim(claim) => site.prints.claim(*claim),
            Self::Listed(claim) => site.prints.listed(*claim),
            Self::Of(print) => print(site),
        }
    }
}

/// Each of these prints, in this order, as one.
pub fn joined(prints: impl IntoIterator<Item = Hash>) -> Hash {
    let mut feed = Feed::default();
    feed.extend(prints);
    feed.print()
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
    sources: Arc<Vec<Hash>>,
    publishers: Arc<[Hash]>,
    people: Arc<[Hash]>,
    /// Pages of `content/pages/` by id.
    pages: FxHashMap<PageId, Hash>,
    /// How many claims have each status.
    counts: Hash,
    /// The day that the site is judged from.
    day: Hash,
    /// Every claim, source, publisher and person.
    all: OnceLock<Hash>,
}

impl Prints {
    /// Of a tracker; an earlier one with its prints only saves time.
    pub fn of(tracker: &Tracker, before: Option<(&Tracker, &Self)>) -> Self {
        let same = |old: &Tracker| Arc::ptr_eq(&old.names, &tracker.names) && old.as_of == tracker.as_of;
        match before.filter(|(old, _)| same(old)) {
            Some((old, prints)) => prints.again(old, tracker),
            None => Self::afresh(tracker),
        }
    }

    fn afresh(tracker: &Tracker) -> Self {
        let people: Arc<[_]> = tracker.people.iter().map(|person| person.record.digest).collect();
        let publishers: Arc<[_]> =
            tracker.publishers.iter().map(|publisher| publisher.record.digest).collect();
        let sources: Vec<_> =
            tracker.sources.par_iter().with_max_len(TURN).map(|one| source(one, &publishers)).collect();
        let listed: Vec<_> = tracker
            .claims
            .par_iter()
            .with_max_len(TURN)
            .map(|claim| listed(tracker, claim, &people))
            .collect();
        let whole = |(ix, claim): (usize, &Arc<Claim>)| whole(tracker, claim, listed[ix], &listed, &sources);
        let whole = tracker.claims.par_iter().enumerate().with_max_len(TURN).map(whole).collect();
        let sources = Arc::new(sources);
        Self { listed, whole, sources, publishers, people, ..Self::without_records(tracker) }
    }

    /// What is printed of a tracker beside its records.
    fn without_records(tracker: &Tracker) -> Self {
        Self {
            listed: Vec::new(),
            whole: Vec::new(),
            sources: Arc::default(),
            publishers: Arc::default(),
            people: Arc::default(),
            pages: pages(tracker),
            counts: counts(tracker),
            day: day(tracker),
            all: OnceLock::new(),
        }
    }

    /// Of a tracker with the same names: only what changed, and what shows that, is printed again.
    fn again(&self, old: &Tracker, tracker: &Tracker) -> Self {
        let (people, publishers) = (Arc::clone(&self.people), Arc::clone(&self.publishers));
        let (mut listed, mut sources) = (self.listed.clone(), Arc::clone(&self.sources));
        // Claims whose own pages show something that is other than it was.
        let mut stale: FxHashSet<ClaimIx> = FxHashSet::default();
        if !Arc::ptr_eq(&old.sources, &tracker.sources) {
            for (ix, (was, is)) in old.sources.iter().zip(&*tracker.sources).enumerate() {
                if Arc::ptr_eq(&was.record, &is.record) {
                    continue;
                }
                let print = source(is, &publishers);
                if sources[ix] != print {
                    Arc::make_mut(&mut sources)[ix] = print;
                    stale.extend(tracker.cited(ix).iter().map(|cited| cited.claim.ix()));
                }
            }
        }
        let mut moved = false;
        for (ix, (was, is)) in old.claims.iter().zip(&tracker.claims).enumerate() {
            if !Arc::ptr_eq(was, is) {
                listed[ix] = self::listed(tracker, is, &people);
                stale.insert(ix);
                stale.extend(is.part_of.iter().chain(&is.parts).chain(&is.related));
                moved |= !is.has_the_same_updates(was);
            }
        }
        if moved {
            // A link to an update is set as plain words until that is published.
            let linked = tracker.claims.iter().enumerate().filter(|(_, claim)| claim.linked);
            stale.extend(linked.map(|(ix, _)| ix));
        }
        let mut whole = self.whole.clone();
        for ix in stale {
            whole[ix] = self::whole(tracker, &tracker.claims[ix], listed[ix], &listed, &sources);
        }
        Self { listed, whole, sources, publishers, people, ..Self::without_records(tracker) }
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
        let lists = [&self.whole[..], &self.sources, &self.publishers, &self.people];
        *self.all.get_or_init(|| joined(lists.into_iter().flatten().copied()))
    }
}

fn source(source: &Source, publishers: &[Hash]) -> Hash {
    let mut feed = Feed::default();
    feed.hash(source.record.digest);
    feed.extend(source.publisher.map(|ix| publishers[ix]));
    feed.print()
}

fn pages(tracker: &Tracker) -> FxHashMap<PageId, Hash> {
    tracker.pages.iter().map(|page| (page.id.clone(), page_print(tracker, page))).collect()
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
    joined(statuses.map(|status| number(tracker.by_status.get(&status.id).map_or(0, Vec::len))))
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
    feed.extend(speakers.filter_map(|id| tracker.names.people.get(&id.value)).map(|&ix| people[ix]));
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
    to_come(tracker, claim.record.texts(), &mut feed);
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
