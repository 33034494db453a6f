//! What is listed over all claims: sources, publishers, people, topics, changes, dated things.

use std::sync::Arc;

use crate::date::{Instant, PartialDate};
use crate::record::party::{Citation, PersonRecord, PublisherRecord, SourceKind, SourceRecord};
use crate::record::site::Topic;
use crate::tracker::{ClaimIx, PersonIx, PublisherIx, Slot, SourceIx, Tracker};

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// As written.
    pub record: Arc<SourceRecord>,
    /// Who published it, where declared.
    pub publisher: Option<PublisherIx>,
}

/// Who cites each source. There may be a million citations: they stand in one list.
#[derive(Debug, Default)]
pub struct Citings {
    all: Vec<Cited>,
    /// Where those of each source begin, and where the last ones end.
    starts: Vec<u32>,
}

impl Citings {
    /// Of so many sources; each mention names the source and who cites it.
    pub fn new(sources: usize, mentions: impl Iterator<Item = (SourceIx, Cited)> + Clone) -> Self {
        let mut starts = vec![0_u32; sources + 1];
        mentions.clone().for_each(|(source, _)| starts[source + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let blank = Cited { claim: Slot::new(0), by: CitedBy::Appearance, entry: None };
        let mut all = vec![blank; starts[sources] as usize];
        let mut next = starts.clone();
        for (source, cited) in mentions {
            all[next[source] as usize] = cited;
            next[source] += 1;
        }
        for ends in starts.windows(2) {
            all[ends[0] as usize..ends[1] as usize]
                .sort_unstable_by_key(|cited| (cited.claim, cited.by, cited.entry));
        }
        Self { all, starts }
    }

    /// How many sources there are.
    pub fn sources(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// All of them, with the source, by source.
    pub fn iter(&self) -> impl Iterator<Item = (SourceIx, Cited)> + Clone {
        (0..self.sources()).flat_map(|source| self.of(source).iter().map(move |cited| (source, *cited)))
    }

    /// Those of a source.
    pub fn of(&self, source: SourceIx) -> &[Cited] {
        &self.all[self.starts[source] as usize..self.starts[source + 1] as usize]
    }
}

/// One place that cites a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The claim.
    pub claim: Slot,
    /// The place in the claim.
    pub by: CitedBy,
    /// Its place in the citations of that part; `None` where a body names it as `[@id]` or it is an
    /// `appearance`.
    pub entry: Option<Slot>,
}

impl Cited {
    /// What the source does there, its quotation and place; `None` where a body names it as `[@id]` or
    /// it is an `appearance`.
    pub fn citation<'a>(&self, tracker: &'a Tracker) -> Option<&'a Citation> {
        let claim = &tracker.claims[self.claim.ix()];
        let list = match self.by {
            CitedBy::Appearance | CitedBy::Statement(_) => return None,
            CitedBy::Claim => &claim.record.citations,
            CitedBy::Update(ix) => &claim.update(ix).citations,
            CitedBy::Milestone(ix) => &claim.milestones[ix.ix()].record.citations,
        };
        list.get(self.entry?.ix())
    }
}

/// Which part of a claim cites a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CitedBy {
    /// The claim was made there.
    Appearance,
    /// The claim itself.
    Claim,
    /// One of [`crate::tracker::claim::Claim::updates`].
    Update(Slot),
    /// One of its milestones.
    Milestone(Slot),
    /// One of its statements was made there.
    Statement(Slot),
}

/// A publisher and its sources.
#[derive(Debug)]
pub struct Publisher {
    /// As written.
    pub record: Arc<PublisherRecord>,
    /// Its sources by id: those that something on the site cites.
    pub sources: Vec<SourceIx>,
    /// Claimants for whom it speaks.
    pub speaks_for: Vec<PersonIx>,
}

/// A person or body and the claims made.
#[derive(Debug)]
pub struct Claimant {
    /// As written.
    pub record: Arc<PersonRecord>,
    /// Claims by id.
    pub claims: Vec<ClaimIx>,
}

/// A topic and its claims.
#[derive(Debug)]
pub struct TopicEntry {
    /// As written.
    pub topic: Topic,
    /// Claims by id.
    pub claims: Vec<ClaimIx>,
}

/// A kind of source and the claims that cite one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindEntry {
    /// The kind.
    pub kind: SourceKind,
    /// How many sources of the site are of this kind.
    pub sources: usize,
    /// Claims by id.
    pub claims: Vec<ClaimIx>,
}

/// A year and the claims made in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEntry {
    /// The year; `None` for claims of which no record says when they were made.
    pub year: Option<i32>,
    /// Claims by id.
    pub claims: Vec<ClaimIx>,
}

/// A headline that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The claim.
    pub claim: ClaimIx,
    /// When: the publication of the update that settled it, the date of a retraction, or the day on
    /// which the claim came to the site without a reading.
    pub at: PartialDate,
    /// One of [`crate::tracker::claim::Claim::headlines`]: what the claim then said.
    pub headline: usize,
    /// By this, the latest first, changes are listed: it never lies before an earlier change of the claim.
    pub order: Instant,
}

/// A milestone or follow-up of some claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The claim.
    pub claim: ClaimIx,
    /// Its place in the claim's `milestones` or `follow_ups`.
    pub item: usize,
}

/// Something open whose date is not over, in the order in which a reader meets them: the first that is over, first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// When its date is over.
    pub end: Instant,
    /// What it is.
    pub kind: ComingKind,
    /// When its date begins.
    pub begin: Instant,
    /// The claim.
    pub claim: ClaimIx,
    /// Its place in the claim's `milestones` or `follow_ups`; 0 for a due date.
    pub item: usize,
}

/// What lies ahead of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComingKind {
    /// The day by which it is due.
    Due,
    /// A milestone.
    Milestone,
    /// A follow-up.
    FollowUp,
}

/// Something taken back, taken down or corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionEntry {
    /// The claim.
    pub claim: ClaimIx,
    /// When.
    pub date: PartialDate,
    /// What.
    pub kind: CorrectionOf,
}

/// What a correction entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionOf {
    /// One of [`crate::record::claim::ClaimRecord::corrections`].
    Correction(usize),
    /// An update that was retracted: its place in `Claim::updates`.
    Retraction(usize),
    /// An update that was removed: its place in `Claim::updates`.
    Removal(usize),
}
