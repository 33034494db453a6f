//! How one claim stands: what an editor wants to know before writing the next update.

use super::listing::{challenges, due, overdue};
use super::row::Row;
use super::{sentence, unsourced};
use crate::record::claim::{Criterion, CriterionState};
use crate::record::site::Status;
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;

/// Readings that are shown.
const READINGS: usize = 5;

/// How one claim stands on the tracker's day.
#[derive(Debug)]
pub struct Account<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Its headline's status; `None` where the vocabulary has it no longer.
    pub status: Option<&'a Status>,
    /// The headline's sentence.
    pub why: Option<&'a str>,
    /// What falls due, the next first.
    pub next: Vec<Row<'a>>,
    /// What passed and is open, and challenges that are not decided.
    pub open: Vec<Row<'a>>,
    /// Headline and updates that name no source.
    pub unsourced: Vec<Row<'a>>,
    /// Criteria that are not met, each with its state.
    pub criteria: Vec<(&'a Criterion, CriterionState)>,
    /// The latest readings that count, the newest first: places in [`Claim::updates`].
    pub readings: Vec<usize>,
}

/// How a claim of the tracker stands.
pub fn account<'a>(tracker: &'a Tracker, claim: &'a Claim) -> Account<'a> {
    let mut next = due(tracker, claim, u32::MAX);
    next.sort_by_key(|row| row.days);
    let mut open = overdue(tracker, claim, None);
    open.sort_by_key(|row| row.days);
    open.extend(challenges(tracker, claim));
    let unmet = claim.criteria.iter().filter(|now| now.state != CriterionState::Met);
    let readings = (0..claim.updates.len()).rev().filter(|&ix| claim.updates[ix].run.is_some());
    Account {
        claim,
        status: tracker.config.status(claim.headline().status.as_str()),
        why: sentence(claim),
        next,
        open,
        unsourced: unsourced::of_claim(tracker, claim),
        criteria: unmet.map(|now| (&claim.record.criteria[now.record], now.state)).collect(),
        readings: readings.take(READINGS).collect(),
    }
}
