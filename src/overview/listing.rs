//! Lists over all claims: what is due, overdue, stale, without a source, and the claims by how they stand.

use super::filter::{Filter, Sort, sort};
use super::row::{Row, RowKind};
use super::{is_open, unsourced};
use crate::date::{PartialDate, day_end};
use crate::record::claim::{MilestoneState, Response, ResponseKind, ResponseState};
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, FollowUpNow, FollowUpOutcome, MilestoneNow};

/// Which list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every claim.
    All,
    /// Claims whose status does not close them.
    Open,
    /// Claims whose status closes them.
    Closed,
    /// Due dates, milestones and follow-ups of which the last day is at most so many days ahead.
    Due(u32),
    /// Due dates, milestones and follow-ups that passed, at most so many days ago where that is told.
    Overdue(Option<u32>),
    /// Open claims without an update for longer than the site allows.
    Stale,
    /// Headlines that no source bears, and updates without one.
    Unsourced,
    /// Challenges that are not decided.
    Disputed,
    /// Claims of which the latest reading is not the headline.
    Unsettled,
    /// Claims and updates that are not on the site yet; a tracker has them with `Drafts::Shown` only.
    Drafts,
}

impl Wanted {
    /// Its order where no other one is asked for.
    fn order(self) -> Sort {
        match self {
            Self::All | Self::Open | Self::Closed | Self::Unsourced | Self::Drafts => Sort::Claim,
            Self::Due(_) | Self::Overdue(_) | Self::Disputed | Self::Unsettled | Self::Stale => Sort::Date,
        }
    }
}

/// The lines of a list, in the order of the filter.
pub fn list<'a>(tracker: &'a Tracker, wanted: Wanted, filter: &Filter) -> Vec<Row<'a>> {
    let claims = tracker.claims.iter().map(|claim| &**claim).filter(|claim| filter.takes(claim));
    let mut rows: Vec<Row<'a>> = claims.flat_map(|claim| of_claim(tracker, wanted, claim)).collect();
    sort(&mut rows, filter.sort.unwrap_or(wanted.order()), tracker);
    rows
}

fn of_claim<'a>(tracker: &'a Tracker, wanted: Wanted, claim: &'a Claim) -> Vec<Row<'a>> {
    let itself = |date| vec![Row::claim(tracker, claim, date)];
    let since = claim.headline().since.as_ref();
    match wanted {
        Wanted::All => itself(since),
        Wanted::Open if is_open(tracker, claim) => itself(since),
        Wanted::Closed if !is_open(tracker, claim) => itself(since),
        Wanted::Due(days) => due(tracker, claim, days),
        Wanted::Overdue(days) => overdue(tracker, claim, days),
        Wanted::Stale if claim.marks.stale => {
            itself(Some(claim.dates.last_checked.as_ref().unwrap_or(&claim.published)))
        }
        Wanted::Unsourced => unsourced::of_claim(tracker, claim),
        Wanted::Disputed => challenges(tracker, claim),
        Wanted::Unsettled => unsettled(tracker, claim).into_iter().collect(),
        Wanted::Drafts => drafts(tracker, claim),
        Wanted::Open | Wanted::Closed | Wanted::Stale => Vec::new(),
    }
}

/// What of a claim falls due within so many days, today among them.
pub(super) fn due<'a>(tracker: &'a Tracker, claim: &'a Claim, days: u32) -> Vec<Row<'a>> {
    let zone = tracker.config.timezone;
    let last = tracker.as_of.day.checked_add_days(chrono::Days::new(days.into()));
    let horizon = last.map(|day| day_end(day, zone));
    let ahead = |date: &PartialDate| !tracker.is_past(date) && horizon.is_none_or(|end| date.end() <= end);
    let to_come = |milestone: &&MilestoneNow| match milestone.state {
        MilestoneState::Planned => true,
        MilestoneState::Moved => !milestone.moved.is_empty(),
        MilestoneState::Happened | MilestoneState::Missed | MilestoneState::Cancelled => false,
    };
    let mut rows = Vec::new();
    if let Some(due) = claim.due.as_ref().filter(|due| is_open(tracker, claim) && ahead(&due.date)) {
        rows.push(due_row(tracker, claim, &due.date));
    }
    let milestones = claim.milestones.iter().filter(to_come).filter(|milestone| ahead(&milestone.date));
    rows.extend(milestones.map(|milestone| milestone_row(tracker, claim, milestone)));
    let next = |follow_up: &&FollowUpNow| follow_up.outcome == FollowUpOutcome::Next;
    let follow_ups = claim.follow_ups.iter().filter(next).filter(|follow_up| ahead(&follow_up.date));
    rows.extend(follow_ups.map(|follow_up| follow_up_row(tracker, claim, follow_up)));
    rows
}

/// What of a claim passed and is open, at most so many days ago where that is told.
pub(super) fn overdue<'a>(tracker: &'a Tracker, claim: &'a Claim, days: Option<u32>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    if let Some(due) = claim.due.as_ref().filter(|_| claim.marks.overdue || claim.marks.date_passed) {
        rows.push(due_row(tracker, claim, &due.date));
    }
    let milestones = claim.milestones.iter().filter(|milestone| milestone.overdue);
    rows.extend(milestones.map(|milestone| milestone_row(tracker, claim, milestone)));
    let missed = claim.follow_ups.iter().filter(|follow_up| follow_up.outcome == FollowUpOutcome::Missed);
    rows.extend(missed.map(|follow_up| follow_up_row(tracker, claim, follow_up)));
    rows.retain(|row| days.is_none_or(|days| row.days.is_some_and(|ago| -ago <= i64::from(days))));
    rows
}

fn due_row<'a>(tracker: &Tracker, claim: &'a Claim, date: &'a PartialDate) -> Row<'a> {
    let basis = claim.due.as_ref().map_or(claim.record.due_basis, |due| due.basis);
    Row { note: basis.word().into(), ..Row::new(tracker, claim, RowKind::Due, Some(date)) }
}

fn milestone_row<'a>(tracker: &Tracker, claim: &'a Claim, milestone: &'a MilestoneNow) -> Row<'a> {
    let brought_by = milestone.brought_by.map(|ix| claim.update(ix));
    Row {
        item: Some(milestone.record.id.as_str()),
        what: &milestone.record.title,
        note: milestone.state.word().into(),
        file: brought_by.map_or(&claim.record.file, |update| update.file()),
        anchor: Some(format!("m-{}", milestone.record.id.value)),
        ..Row::new(tracker, claim, RowKind::Milestone, Some(&milestone.date))
    }
}

fn follow_up_row<'a>(tracker: &Tracker, claim: &'a Claim, follow_up: &'a FollowUpNow) -> Row<'a> {
    let brought_by = follow_up.brought_by.map(|ix| claim.update(ix));
    Row {
        item: Some(follow_up.record.id.as_str()),
        what: follow_up.record.question.as_deref().unwrap_or(&claim.record.title.value),
        note: follow_up.state.word().into(),
        file: brought_by.map_or(&claim.record.file, |update| update.file()),
        anchor: Some(format!("f-{}", follow_up.record.id.value)),
        ..Row::new(tracker, claim, RowKind::FollowUp, Some(&follow_up.date))
    }
}

/// The challenges of a claim that are not decided on the day.
pub(super) fn challenges<'a>(tracker: &'a Tracker, claim: &'a Claim) -> Vec<Row<'a>> {
    let open = |response: &&Response| {
        let undecided = response.state == ResponseState::Open || !tracker.is_answered(response);
        response.kind == ResponseKind::Challenge && undecided
    };
    let received = claim.responses.iter().map(|&at| &claim.record.responses[at]);
    let row = |response: &'a Response| Row {
        item: Some(response.id.as_str()),
        what: &response.text,
        note: (&*response.from).into(),
        anchor: Some(format!("r-{}", response.id.value)),
        ..Row::new(tracker, claim, RowKind::Challenge, Some(&response.received.value))
    };
    received.filter(open).map(row).collect()
}

/// A claim of which the latest readings are not the headline; the row is of the status that they report.
fn unsettled<'a>(tracker: &Tracker, claim: &'a Claim) -> Option<Row<'a>> {
    let report = claim.marks.unsettled.as_ref()?;
    let label = tracker.config.status(report.status.as_str()).map_or(report.status.as_str(), |status| {
        status.label(tracker.config.languages.first().map_or("en", |lang| &*lang.code))
    });
    let readings = match report.readings {
        1 => "1 reading".to_owned(),
        n => format!("{n} readings"),
    };
    let note = format!("{label} reported, {readings}, not confirmed");
    Some(Row { note: note.into(), ..Row::claim(tracker, claim, Some(&report.since)) })
}

/// A claim that is not on the site yet, or its updates that are not.
fn drafts<'a>(tracker: &Tracker, claim: &'a Claim) -> Vec<Row<'a>> {
    if claim.draft {
        let note = if claim.record.draft { "draft" } else { "to come" };
        return vec![Row { note: note.into(), ..Row::claim(tracker, claim, Some(&claim.published)) }];
    }
    let future = (0..claim.updates.len()).filter(|&ix| claim.updates[ix].future);
    future.map(|ix| Row { note: "to come".into(), ..Row::update(tracker, claim, ix) }).collect()
}
