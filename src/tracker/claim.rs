//! A claim as it stands on the day: headline, runs, marks, dates, and the state of all that hangs on it.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::date::{PartialDate, day_end, day_of};
use crate::record::claim::{
    ClaimRecord, CriterionState, DueBasis, FollowUpRecord, FollowUpState, MilestoneRecord, MilestoneState,
    UpdateRecord,
};
use crate::record::id::StatusId;
use crate::tracker::{ClaimIx, PersonIx, Slot, SourceIx, TopicIx};

/// A claim on the day of the tracker.
#[derive(Debug)]
pub struct Claim {
    /// As written.
    pub record: Arc<ClaimRecord>,
    /// When it came to the site: `published`, else its first update's day, else `made_on`.
    pub published: PartialDate,
    /// Shown though it would not be on the site: a draft, or published later (with `--drafts` only).
    pub draft: bool,
    /// Claimants, as indices; those that are not declared are left out (and reported).
    pub claimants: Vec<PersonIx>,
    /// Topics in the order written; those that are not declared are left out (and reported).
    pub topics: Vec<TopicIx>,
    /// Its updates of that day, by earliest instant and then id.
    pub updates: Box<[Update]>,
    /// Every headline that it has had, oldest first. The first stands for the time before any reading,
    /// so the list is never empty; the last one holds.
    pub headlines: Box<[Headline]>,
    /// Readings collapsed into runs of equal status, in order of reading.
    pub runs: Box<[Run]>,
    /// What stands beside the status.
    pub marks: Marks,
    /// The four dates of a claim page.
    pub dates: Dates,
    /// When it was last published on: an update, a correction, a response or its answer, something taken back.
    pub touched: PartialDate,
    /// When it is due on that day, after every move.
    pub due: Option<Due>,
    /// Criteria in the order written, with their state on that day.
    pub criteria: Box<[CriterionNow]>,
    /// Milestones by date, those of updates among them.
    pub milestones: Box<[MilestoneNow]>,
    /// Follow-ups by date, those of updates among them.
    pub follow_ups: Box<[FollowUpNow]>,
    /// Indices of `record.statements` made by that day, by date.
    pub statements: Vec<usize>,
    /// Indices of `record.corrections` made by that day, by date.
    pub corrections: Vec<usize>,
    /// Indices of `record.responses` received by that day, by date.
    pub responses: Vec<usize>,
    /// Sources of the claim in the order of first mention: a citation's number is its place here, from 1.
    pub sources: Box<[SourceIx]>,
    /// The claim that it is a part of.
    pub part_of: Option<ClaimIx>,
    /// Its parts by id.
    pub parts: Vec<ClaimIx>,
    /// Related claims, those that name this one among them, by id.
    pub related: Vec<ClaimIx>,
    /// Whether one of its texts links to an address of the site.
    pub linked: bool,
}

/// One update on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Update {
    /// Its place in [`ClaimRecord::updates`].
    pub record: Slot,
    /// Whether it counts: what became of it by that day.
    pub standing: Standing,
    /// Its place in [`Claim::runs`], where it is a reading that counts.
    pub run: Option<Slot>,
    /// The headline that held right after it, its place in [`Claim::headlines`].
    pub headline: Slot,
    /// Published after the day, shown with `--drafts` only: never counts.
    pub future: bool,
}

/// What became of an update by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It stands.
    Stands,
    /// It was taken back: text kept, marked, does not count.
    Retracted,
    /// It was taken down: date and reason kept. A removal holds for every day, so it never counts.
    Removed,
}

/// What a claim said of itself from one moment to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Headline {
    /// The status.
    pub status: StatusId,
    /// First reading of the run that made it; `None` without a reading.
    pub since: Option<PartialDate>,
    /// When it began to hold: the publication of the reading that settled it, or the date of the
    /// retraction after which it was what remained; `None` for the first one.
    pub changed: Option<PartialDate>,
    /// The reading that settled it, its place in [`Claim::updates`]; `None` without a reading.
    pub settled_by: Option<Slot>,
    /// The update whose retraction brought it about, its place in [`Claim::updates`].
    pub retraction: Option<Slot>,
    /// The latest update that bears it and has a `summary`, its place in [`Claim::updates`];
    /// of a headline that no longer holds: the latest one when it was given up.
    pub summary_of: Option<Slot>,
    /// How many readings bear it out (of those up to the day).
    pub readings: usize,
}

/// Consecutive readings of one status.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// The status.
    pub status: StatusId,
    /// The readings, places in [`Claim::updates`], in order; never empty.
    pub readings: Box<[Slot]>,
    /// Undone before it settled: it never made the headline.
    pub reverted: bool,
    /// How long until the reading that undid it: seconds from its first reading; `None` for the last run.
    pub lasted: Option<i64>,
}

/// A status that was reported and is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unsettled {
    /// What was reported.
    pub status: StatusId,
    /// The first reading of the run that reports it.
    pub since: PartialDate,
    /// How many readings report it.
    pub readings: usize,
}

/// Marks beside a status; never statuses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// The promised date is wholly past and the claim is open.
    pub overdue: bool,
    /// The same for an inferred date.
    pub date_passed: bool,
    /// Fulfilled after the due date, by `happened_on`.
    pub completed_late: bool,
    /// No update for longer than the site allows, and open.
    pub stale: bool,
    /// Readings disagree: what the latest run reports is not the headline.
    pub unsettled: Option<Unsettled>,
    /// A challenge is open.
    pub disputed: bool,
    /// Sources of the deciding update contradict each other.
    pub evidence_conflicts: bool,
}

/// The four dates of a claim page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dates {
    /// When the claim came to the site.
    pub first_published: PartialDate,
    /// When the headline last changed.
    pub headline_changed: Option<PartialDate>,
    /// The latest update that stands.
    pub last_checked: Option<PartialDate>,
    /// The latest cut-off of evidence.
    pub evidence_as_of: Option<PartialDate>,
}

/// When a claim is due, and how that date came about.
#[derive(Clone, Debug, Hash)]
pub struct Due {
    /// The date that holds.
    pub date: PartialDate,
    /// Who set it; a claimant's own restatement makes an inferred date a promised one.
    pub basis: DueBasis,
    /// Earlier dates with the day on which each was given up, oldest first.
    pub moved: Vec<Moved>,
}

/// A date that was given up for another one.
#[derive(Clone, Debug, Hash)]
pub struct Moved {
    /// The old date.
    pub from: PartialDate,
    /// The update that moved it (its place in [`Claim::updates`]), or the statement.
    pub by: MovedBy,
    /// When.
    pub on: PartialDate,
}

/// What moved a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MovedBy {
    /// A place in [`Claim::updates`].
    Update(usize),
    /// A place in [`ClaimRecord::statements`].
    Statement(usize),
}

/// A criterion on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CriterionNow {
    /// Its place in [`ClaimRecord::criteria`].
    pub record: usize,
    /// Its state.
    pub state: CriterionState,
    /// The update that set it, its place in [`Claim::updates`].
    pub set_by: Option<Slot>,
}

/// A milestone on the day.
#[derive(Clone, Debug)]
pub struct MilestoneNow {
    /// As written.
    pub record: Arc<MilestoneRecord>,
    /// Its state.
    pub state: MilestoneState,
    /// Its date after every move.
    pub date: PartialDate,
    /// Earlier dates, oldest first.
    pub moved: Vec<Moved>,
    /// The update that set its state, a place in [`Claim::updates`].
    pub set_by: Option<Slot>,
    /// The update that brought it, a place in [`Claim::updates`].
    pub brought_by: Option<Slot>,
    /// Still to come (planned, or moved to a new date), and its date is wholly past.
    pub overdue: bool,
}

/// A follow-up on the day.
#[derive(Clone, Debug)]
pub struct FollowUpNow {
    /// As written.
    pub record: Arc<FollowUpRecord>,
    /// Its state.
    pub state: FollowUpState,
    /// Its date after every move.
    pub date: PartialDate,
    /// Earlier dates, oldest first.
    pub moved: Vec<Moved>,
    /// The update that set its state, a place in [`Claim::updates`].
    pub set_by: Option<Slot>,
    /// The update that brought it, a place in [`Claim::updates`].
    pub brought_by: Option<Slot>,
    /// What came of it.
    pub outcome: FollowUpOutcome,
}

/// What came of a follow-up by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FollowUpOutcome {
    /// Its date is not wholly past.
    Next,
    /// Marked done, or an update that stands (other than the one that brought it) was published on
    /// its date or later.
    Answered,
    /// Its date is wholly past and nothing was published since.
    Missed,
    /// Dropped.
    Dropped,
}

impl Claim {
    /// The headline that holds on the day.
    ///
    /// # Panics
    /// Never: a claim has a headline from its first day.
    pub fn headline(&self) -> &Headline {
        self.headlines.last().expect("a claim has at least its first headline")
    }

    /// An update's record.
    pub fn update(&self, ix: impl Into<usize>) -> &UpdateRecord {
        &self.record.updates[self.updates[ix.into()].record.ix()]
    }

    /// The latest update that stands and counts for the day.
    pub fn latest_update(&self) -> Option<&UpdateRecord> {
        let standing =
            self.updates.iter().rev().find(|update| update.standing == Standing::Stands && !update.future);
        standing.map(|update| &self.record.updates[update.record.ix()])
    }

    /// Whether another state of the claim has the same updates, written and shown.
    pub fn has_the_same_updates(&self, other: &Self) -> bool {
        let written = |claim: &Self| -> Vec<_> {
            claim.record.updates.iter().map(|update| update.id.clone()).collect()
        };
        let shown = |claim: &Self| -> Vec<_> {
            (0..claim.updates.len()).map(|ix| claim.update(ix).id.clone()).collect()
        };
        written(self) == written(other) && shown(self) == shown(other)
    }

    /// Whether a day saw the claim's first headline: one that came with its first reading never said anything else.
    pub fn first_headline_was_seen(&self, zone: Tz) -> bool {
        let next = self.headlines.get(1).and_then(|headline| headline.changed.as_ref());
        let first_day = || day_end(day_of(self.published.earliest(), zone), zone);
        self.headlines[0].since.is_some() || next.is_none_or(|changed| changed.earliest() >= first_day())
    }

    /// The year in which it was made, by the digits of its date as written; that of the first day that the date can
    /// mean. `None` where no date is recorded.
    pub fn year_made(&self) -> Option<i32> {
        self.record.made_on.as_ref().map(|date| date.parts().year)
    }

    /// The first day of the claim on the site.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.published.first_day()
    }
}

/// What was written stands for its hash, and what depends on other records is left out: those are for
/// whoever names the claim beside them.
impl Hash for Claim {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            record,
            published,
            draft,
            claimants: _,
            topics: _,
            updates,
            headlines,
            runs,
            marks,
            dates,
            touched: _,
            due,
            criteria,
            milestones,
            follow_ups,
            statements,
            corrections,
            responses,
            sources: _,
            part_of: _,
            parts: _,
            related: _,
            linked: _,
        } = self;
        record.digest.hash(state);
        (published, draft, updates, headlines, runs).hash(state);
        (marks, dates, due, criteria, milestones, follow_ups).hash(state);
        (statements, corrections, responses).hash(state);
    }
}

impl MilestoneNow {
    /// Whether it is still to come: planned, or moved to another date.
    pub fn is_open(&self) -> bool {
        matches!(self.state, MilestoneState::Planned | MilestoneState::Moved)
    }
}

impl Hash for MilestoneNow {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { record, state: stands, date, moved, set_by, brought_by, overdue } = self;
        (record.id.as_str(), stands, date, moved, set_by, brought_by, overdue).hash(state);
    }
}

impl Hash for FollowUpNow {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { record, state: stands, date, moved, set_by, brought_by, outcome } = self;
        (record.id.as_str(), stands, date, moved, set_by, brought_by, outcome).hash(state);
    }
}
