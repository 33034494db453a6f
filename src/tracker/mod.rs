//! The tracker: records linked to each other and judged from a day.
//!
//! Everything that a page shows stands here, as values; nothing here knows about pages. Things refer
//! to each other by index into the tracker's lists, so that they can be looked up and sorted cheaply.

pub mod claim;
pub mod index;

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use ecow::EcoString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::{Instant, PartialDate, day_end, day_start};
use crate::record::claim::Response;
use crate::record::id::{ClaimId, PersonId, PublisherId, StatusId, TopicId};
use crate::record::page::{PageRecord, StaticFile};
use crate::record::site::Config;
use claim::Claim;
use index::{
    Change, Cited, Citings, Claimant, Coming, CorrectionEntry, Dated, KindEntry, Publisher, Source,
    TopicEntry, YearEntry,
};

/// A claim's place in [`Tracker::claims`].
pub type ClaimIx = usize;
/// A source's place in [`Tracker::sources`].
pub type SourceIx = usize;
/// A publisher's place in [`Tracker::publishers`].
pub type PublisherIx = usize;
/// A claimant's place in [`Tracker::people`].
pub type PersonIx = usize;

/// A topic's place in [`Tracker::topics`].
pub type TopicIx = usize;

/// A place in a list, kept in four bytes (or in none of its own, where there may be none): a tracker holds
/// millions of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(NonZeroU32);

impl Slot {
    /// The place `ix`; the lists are of what was written in files, which are bounded well below 4 GiB.
    pub fn new(ix: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(ix as u32))
    }

    /// The place, as an index.
    pub fn ix(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl From<Slot> for usize {
    fn from(slot: Slot) -> Self {
        slot.ix()
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.ix(), f)
    }
}

/// Whether drafts and what is not yet published are on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// Not on the site.
    Hidden,
    /// On the site, marked.
    Shown,
}

/// The day that a site is judged from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The day.
    pub day: NaiveDate,
    /// The instant at which it is over in the site's zone: what was published before it counts.
    pub end: Instant,
}

impl AsOf {
    /// `day`, as it ends in `zone`.
    pub fn new(day: NaiveDate, zone: Tz) -> Self {
        Self { day, end: day_end(day, zone) }
    }
}

/// A whole site, resolved.
#[derive(Debug)]
pub struct Tracker {
    /// `site.toml`.
    pub config: Arc<Config>,
    /// The day that it is judged from.
    pub as_of: AsOf,
    /// Where everything stands, by id.
    pub names: Arc<Names>,
    /// Claims that exist on that day, by id.
    pub claims: Vec<Arc<Claim>>,
    /// Sources that are declared, by id.
    pub sources: Arc<Vec<Source>>,
    /// Who cites each of them.
    pub citings: Arc<Citings>,
    /// Publishers by name.
    pub publishers: Arc<Vec<Publisher>>,
    /// Sources without a publisher, by id.
    pub unattributed: Arc<Vec<SourceIx>>,
    /// People and bodies by name.
    pub people: Arc<Vec<Claimant>>,
    /// Claims by their headline's status, each list by id.
    pub by_status: Arc<FxHashMap<StatusId, Vec<ClaimIx>>>,
    /// Topics in the order of site.toml.
    pub topics: Arc<Vec<TopicEntry>>,
    /// Kinds of sources that the site has, in the order of the words, each with the claims that cite one.
    pub source_kinds: Arc<Vec<KindEntry>>,
    /// Years in which claims were made, the latest first; last, where there are any, claims without a date.
    pub years: Arc<Vec<YearEntry>>,
    /// Headline changes, newest first (the first headline of a claim is one).
    pub changes: Arc<Vec<Change>>,
    /// Milestones of all claims by date.
    pub milestones: Arc<Vec<Dated>>,
    /// Follow-ups of all claims by date.
    pub follow_ups: Arc<Vec<Dated>>,
    /// What lies ahead of all claims, the next one first.
    pub coming: Arc<Vec<Coming>>,
    /// Claims that are overdue, by id.
    pub overdue: Arc<Vec<ClaimIx>>,
    /// Corrections, retractions and removals of all claims, newest first.
    pub corrections: Arc<Vec<CorrectionEntry>>,
    /// Pages by id.
    pub pages: Vec<Arc<PageRecord>>,
    /// Files copied as they are.
    pub statics: Arc<Vec<StaticFile>>,
}

/// Where everything stands in a tracker's lists, by id.
///
/// Two trackers that share one have the same things, but for what a claim or a source says of itself: the same
/// settings, people, publishers and pages, and claims and sources of the same ids in the same places.
#[derive(Debug, Default)]
pub struct Names {
    /// Claims on the site.
    pub claims: FxHashMap<ClaimId, ClaimIx>,
    /// Claims that come to the site on a later day: links to them wait until then.
    pub to_come: FxHashSet<ClaimId>,
    /// Sources. There are many: the list is shared with whoever linked them.
    pub sources: Arc<FxHashMap<EcoString, SourceIx>>,
    /// Publishers, by id and by old id.
    pub publishers: FxHashMap<PublisherId, PublisherIx>,
    /// People and bodies, by id and by old id.
    pub people: FxHashMap<PersonId, PersonIx>,
    /// Topics, by id and by old id.
    pub topics: FxHashMap<TopicId, TopicIx>,
}

impl Tracker {
    /// The claim with this id, where it exists on the day.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claim_ix(id).map(|ix| &*self.claims[ix])
    }

    /// Where the claim with this id stands.
    pub fn claim_ix(&self, id: &str) -> Option<ClaimIx> {
        self.names.claims.get(&ClaimId::new(id)).copied()
    }

    /// The places that cite a source, by claim and then in the order of its parts.
    pub fn cited(&self, source: SourceIx) -> &[Cited] {
        self.citings.of(source)
    }

    /// Those of one claim.
    pub fn cited_in(&self, source: SourceIx, claim: ClaimIx) -> &[Cited] {
        // A source may be cited by thousands of claims; its citations are in their order.
        let (cited, claim) = (self.cited(source), Slot::new(claim));
        let first = cited.partition_point(|cited| cited.claim < claim);
        let count = cited[first..].partition_point(|cited| cited.claim == claim);
        &cited[first..first + count]
    }

    /// Whether an address of the site (without a leading `/`) names a claim or an update that is in the
    /// records and comes to the site on a later day.
    pub fn is_to_come(&self, path: &str, fragment: &str) -> bool {
        let mut parts = path.split('/').skip_while(|part| *part != "claims").skip(1);
        let Some(id) = parts.next() else { return false };
        let Some(claim) = self.claim(id) else { return self.names.to_come.contains(&ClaimId::new(id)) };
        let update = match (parts.next(), parts.next()) {
            (Some("u"), Some(update)) => Some(update),
            _ => fragment.strip_prefix("u-"),
        };
        let Some(update) = update else { return false };
        let written = claim.record.updates.iter().any(|record| record.id.as_str() == update);
        written && !(0..claim.updates.len()).any(|ix| claim.update(ix).id.as_str() == update)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.names.sources.get(id).map(|&ix| &self.sources[ix])
    }

    /// The person or body with this id, or that had it.
    pub fn person(&self, id: &PersonId) -> Option<&Claimant> {
        self.names.people.get(id).map(|&ix| &self.people[ix])
    }

    /// The publisher with this id, or that had it.
    pub fn publisher(&self, id: &PublisherId) -> Option<&Publisher> {
        self.names.publishers.get(id).map(|&ix| &self.publishers[ix])
    }

    /// Whether a response had been decided and answered by the day; one without a date always is as written.
    pub fn is_answered(&self, response: &Response) -> bool {
        response.is_answered(self.as_of.end)
    }

    /// Whether `date` was over before the day began: what is due on the day itself is not past.
    pub fn is_past(&self, date: &PartialDate) -> bool {
        date.is_past(day_start(self.as_of.day, self.config.timezone))
    }
}
