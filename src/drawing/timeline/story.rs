//! What a timeline tells: the claim's past and future as stretches, undone readings and dated things.
//!
//! Times only; no coordinates.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::date::{self, Instant, PartialDate};
use crate::drawing::Words;
use crate::drawing::dates::Year;
use crate::record::claim::DueBasis;
use crate::record::id::StatusId;
use crate::record::site::{Config, Shape};
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, FollowUpOutcome};

/// A claim as a story in time.
pub(super) struct Story<'a> {
    pub(super) claim: &'a Claim,
    pub(super) config: &'a Config,
    pub(super) words: &'a dyn Words,
    pub(super) zone: Tz,
    /// The day that the claim is judged from; `None` once it is closed: its page then stays as it is.
    pub(super) as_of: Option<NaiveDate>,
    /// The year that goes without saying.
    pub(super) year: Year,
    /// Where the past begins.
    pub(super) start: Instant,
    /// Where the past ends: the as-of line; for a closed claim a little after its last update.
    pub(super) split: Instant,
    /// Where the future ends; `None` where nothing is scheduled.
    pub(super) end: Option<Instant>,
    /// When readings were published, in order.
    pub(super) readings: Vec<Instant>,
    /// Headlines, oldest first, each to the next one's beginning.
    pub(super) stretches: Vec<Stretch<'a>>,
    /// Readings that did not last, and those that are not confirmed, in order.
    pub(super) undone: Vec<Undone<'a>>,
    /// Due dates: those given up, then the one that holds.
    pub(super) dues: Vec<DueLine<'a>>,
}

/// A headline for as long as it held.
pub(super) struct Stretch<'a> {
    pub(super) status: &'a StatusId,
    pub(super) from: Instant,
    pub(super) to: Instant,
    /// Before the first reading of all.
    pub(super) unread: bool,
}

/// A run that never made the headline.
pub(super) struct Undone<'a> {
    pub(super) status: &'a StatusId,
    pub(super) date: &'a PartialDate,
    pub(super) from: Instant,
    /// When it was undone; for a run that still stands the end of the past.
    pub(super) to: Instant,
    /// Seconds until it was undone; `None` where it still stands, unconfirmed.
    pub(super) lasted: Option<i64>,
}

/// A due date and whether it holds.
pub(super) struct DueLine<'a> {
    pub(super) date: &'a PartialDate,
    pub(super) holds: bool,
}

impl<'a> Story<'a> {
    pub(super) fn of(claim: &'a Claim, tracker: &'a Tracker, words: &'a dyn Words) -> Self {
        let config = &*tracker.config;
        let zone = config.timezone;
        let closed = config.status(claim.headline().status.as_str()).is_some_and(|status| status.terminal);
        let readings = readings(claim);
        let split = if closed { closing(claim, readings.first().copied()) } else { tracker.as_of.end };
        let start = start(claim, readings.first().copied(), split);
        // An hour at least, so that everything has a place.
        let split = Instant(split.0.max(start.0 + 3600));
        let last_day = date::day_of(Instant(split.0 - 1), zone);
        Self {
            claim,
            config,
            words,
            zone,
            as_of: (!closed).then_some(tracker.as_of.day),
            year: Year::of(last_day),
            start,
            split,
            end: end(claim, split),
            stretches: stretches(claim, start, split),
            undone: undone(claim, split),
            dues: dues(claim),
            readings,
        }
    }

    /// The mark of a status.
    pub(super) fn shape(&self, status: &StatusId) -> Shape {
        self.config.status(status.as_str()).map_or(Shape::Question, |status| status.shape)
    }

    /// Whether the claimant named the due date.
    pub(super) fn promised(&self) -> bool {
        self.claim.record.due_basis == DueBasis::Promised
    }

    /// The text on a due line: a date that the editors inferred is expected, not due.
    pub(super) fn due_key(&self, due: &DueLine<'_>) -> &'static str {
        match (self.promised(), due.holds) {
            (true, true) => "drawing.due",
            (true, false) => "drawing.was_due",
            (false, true) => "drawing.expected",
            (false, false) => "drawing.was_expected",
        }
    }

    /// Every status on the drawing, for its colours.
    pub(super) fn statuses(&self) -> Vec<&'a StatusId> {
        let held = self.stretches.iter().map(|stretch| stretch.status);
        held.chain(self.undone.iter().map(|undone| undone.status)).collect()
    }
}

fn readings(claim: &Claim) -> Vec<Instant> {
    let counted = claim.runs.iter().flat_map(|run| &run.readings);
    let mut at: Vec<Instant> = counted.map(|&ix| claim.update(ix).published.earliest()).collect();
    at.sort_unstable();
    at
}

/// Everything dated that is not a reading.
fn dated(claim: &Claim) -> impl Iterator<Item = &PartialDate> {
    let due = claim.due.iter().flat_map(|due| due.moved.iter().map(|moved| &moved.from).chain([&due.date]));
    let milestones = claim.milestones.iter().map(|milestone| &milestone.date);
    let follow_ups = claim.follow_ups.iter().filter(|item| item.outcome != FollowUpOutcome::Dropped);
    due.chain(milestones).chain(follow_ups.map(|item| &item.date))
}

/// A little after a closed claim's last update, so that its last headline shows. Today has no part in it.
fn closing(claim: &Claim, first_reading: Option<Instant>) -> Instant {
    let updates = claim.updates.iter().filter(|update| !update.future);
    let published = updates.map(|update| claim.record.updates[update.record.ix()].published.end());
    let last = published.max().unwrap_or(claim.published.end());
    let read = last.0.saturating_sub(first_reading.unwrap_or(last).0);
    Instant(last.0.saturating_add((read * 3 / 20).max(1800)))
}

/// The first reading, or what stands not too far before it: one early date must not squeeze the readings.
fn start(claim: &Claim, first_reading: Option<Instant>, split: Instant) -> Instant {
    let birth = claim.published.earliest();
    let made = claim.record.made_on.as_ref().map(|made| made.earliest());
    let core = first_reading.unwrap_or(birth).min(split);
    let room = match first_reading {
        Some(_) => core.0.saturating_sub((split.0 - core.0).max(3600) * 2 / 5),
        None => i64::MIN,
    };
    let others = dated(claim).map(PartialDate::earliest).chain([birth]).chain(made);
    let near = others.filter(|at| at.0 >= room && *at < split);
    near.chain([core]).min().unwrap_or(core)
}

fn end(claim: &Claim, split: Instant) -> Option<Instant> {
    let last = dated(claim).map(PartialDate::end).filter(|&end| end > split).max()?;
    // Dates without end (the year 9999) are drawn at the edge like all others.
    Some(Instant(last.0.min(split.0.saturating_add(400 * 366 * 86_400))))
}

fn stretches(claim: &Claim, start: Instant, split: Instant) -> Vec<Stretch<'_>> {
    let begins = |ix: usize| match &claim.headlines[ix].changed {
        Some(changed) => changed.earliest().max(start).min(split),
        None => start,
    };
    let each = claim.headlines.iter().enumerate().map(|(ix, headline)| Stretch {
        status: &headline.status,
        from: begins(ix),
        to: if ix + 1 < claim.headlines.len() { begins(ix + 1) } else { split },
        unread: headline.changed.is_none(),
    });
    each.filter(|stretch| stretch.to > stretch.from).collect()
}

fn undone(claim: &Claim, split: Instant) -> Vec<Undone<'_>> {
    let reverted = claim.runs.iter().filter(|run| run.reverted).filter_map(|run| {
        let date = &claim.update(*run.readings.first()?).published;
        let from = date.earliest();
        let lasted = run.lasted.unwrap_or(0).max(0);
        let to = Instant(from.0.saturating_add(lasted)).min(split);
        Some(Undone { status: &run.status, date, from, to, lasted: Some(lasted) })
    });
    let standing = claim.marks.unsettled.as_ref().map(|unsettled| Undone {
        status: &unsettled.status,
        date: &unsettled.since,
        from: unsettled.since.earliest(),
        to: split,
        lasted: None,
    });
    reverted.chain(standing).collect()
}

fn dues(claim: &Claim) -> Vec<DueLine<'_>> {
    let Some(due) = &claim.due else { return Vec::new() };
    let moved = due.moved.iter().map(|moved| DueLine { date: &moved.from, holds: false });
    moved.chain([DueLine { date: &due.date, holds: true }]).collect()
}
