//! The whole tracker at a glance: how many of what, on one day.

use super::AHEAD;
use super::filter::Filter;
use super::listing::{Wanted, list};
use super::row::{Row, RowKind};
use crate::record::site::Status;
use crate::tracker::Tracker;

/// How many of what there are on a day. Each number is how many lines the list of that name has.
#[derive(Debug)]
pub struct Glance<'a> {
    /// Claims on the site.
    pub claims: usize,
    /// Their updates.
    pub updates: usize,
    /// Claims by status, in the order of the site; statuses that no claim has are left out.
    pub statuses: Vec<(&'a Status, usize)>,
    /// Claims that are open.
    pub open: usize,
    /// Due dates, milestones and follow-ups of the next [`AHEAD`] days.
    pub due: Dated,
    /// Those that passed and are open.
    pub overdue: Dated,
    /// Open claims that nobody checked for longer than the site allows.
    pub stale: usize,
    /// Challenges that are not decided.
    pub challenges: usize,
    /// Headlines that no source bears.
    pub unsourced_headlines: usize,
    /// Updates that name no source.
    pub unsourced_updates: usize,
    /// Claims of which the latest reading is not the headline.
    pub unsettled: usize,
    /// Claims and updates that are not on the site yet.
    pub drafts: usize,
}

/// Dated things by their kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// Claims by their due date.
    pub claims: usize,
    /// Milestones.
    pub milestones: usize,
    /// Follow-ups.
    pub follow_ups: usize,
}

/// The tracker at a glance. `all` is the same day with `Drafts::Shown`.
pub fn glance<'a>(tracker: &'a Tracker, all: &Tracker) -> Glance<'a> {
    let every = Filter::default();
    let of = |wanted| list(tracker, wanted, &every);
    let unsourced = of(Wanted::Unsourced);
    let number = |status: &Status| tracker.by_status.get(&status.id).map_or(0, Vec::len);
    let statuses = tracker.config.vocabulary().map(|status| (status, number(status)));
    Glance {
        claims: tracker.claims.len(),
        updates: tracker.claims.iter().map(|claim| claim.updates.len()).sum(),
        statuses: statuses.filter(|(_, claims)| *claims > 0).collect(),
        open: of(Wanted::Open).len(),
        due: Dated::of(&of(Wanted::Due(AHEAD))),
        overdue: Dated::of(&of(Wanted::Overdue(None))),
        stale: of(Wanted::Stale).len(),
        challenges: of(Wanted::Disputed).len(),
        unsourced_headlines: of_kind(&unsourced, RowKind::Headline),
        unsourced_updates: of_kind(&unsourced, RowKind::Update),
        unsettled: of(Wanted::Unsettled).len(),
        drafts: list(all, Wanted::Drafts, &every).len(),
    }
}

impl Dated {
    fn of(rows: &[Row<'_>]) -> Self {
        Self {
            claims: of_kind(rows, RowKind::Due),
            milestones: of_kind(rows, RowKind::Milestone),
            follow_ups: of_kind(rows, RowKind::FollowUp),
        }
    }

    /// All of them.
    pub fn sum(self) -> usize {
        self.claims + self.milestones + self.follow_ups
    }
}

fn of_kind(rows: &[Row<'_>], kind: RowKind) -> usize {
    rows.iter().filter(|row| row.kind == kind).count()
}
