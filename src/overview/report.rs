//! What happened between two days: a claim at both of them, and the events that lie between.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::event::Event;
use super::pair::Pair;
use super::{dated, headline, said};
use crate::record::id::StatusId;
use crate::record::site::Status;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, Marks};

/// What happened in a period.
#[derive(Debug)]
pub struct Report<'a> {
    /// The site on the day before the period.
    pub before: &'a Tracker,
    /// The site on its last day.
    pub after: &'a Tracker,
    /// What happened, by section, date and claim.
    pub events: Vec<Event<'a>>,
    /// Claims by status at both days, in the order of the site; statuses that no claim has are left out.
    pub statuses: Vec<Count<&'a Status>>,
    /// Claims by mark at both days; marks that no claim has are left out.
    pub marks: Vec<Count<&'static str>>,
}

/// How many claims there were, and are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<T> {
    /// Of what.
    pub of: T,
    /// On the day before the period.
    pub before: usize,
    /// On its last day.
    pub after: usize,
}

impl<T> Count<T> {
    /// How many more there are; of fewer, less than 0.
    pub fn difference(&self) -> i64 {
        self.after.cast_signed() as i64 - self.before.cast_signed() as i64
    }
}

/// What happened after the day of `before` up to the day of `after`: two trackers of the same records.
///
/// Whatever became known after that is in neither of them, and so not in the report; a removal alone holds for
/// every day.
pub fn report<'a>(before: &'a Tracker, after: &'a Tracker) -> Report<'a> {
    let mut events = said::corrections(before, after);
    for claim in &after.claims {
        let pair = Pair { before, after, old: before.claim(claim.record.id.as_str()), claim };
        headline::events(pair, &mut events);
        said::events(pair, &mut events);
        dated::events(pair, &mut events);
    }
    events.sort_by(|a, b| {
        let key = |event: &Event<'a>| (event.kind.section(), event.order);
        key(a).cmp(&key(b)).then_with(|| a.claim.record.id.cmp(&b.claim.record.id))
    });
    Report { before, after, events, statuses: statuses(before, after), marks: marks(before, after) }
}

fn statuses<'a>(before: &Tracker, after: &'a Tracker) -> Vec<Count<&'a Status>> {
    let counts = |tracker: &Tracker| {
        let mut counts: FxHashMap<StatusId, usize> = FxHashMap::default();
        for claim in &tracker.claims {
            *counts.entry(claim.headline().status.clone()).or_default() += 1;
        }
        counts
    };
    let (old, new) = (counts(before), counts(after));
    let number =
        |counts: &FxHashMap<StatusId, usize>, status: &Status| counts.get(&status.id).copied().unwrap_or(0);
    let count = |of: &'a Status| Count { of, before: number(&old, of), after: number(&new, of) };
    after.config.vocabulary().map(count).filter(|count| (count.before, count.after) != (0, 0)).collect()
}

/// A mark's name in data, and whether a claim bears it.
type Mark = (&'static str, fn(&Marks) -> bool);

/// Marks that are counted.
const MARKS: &[Mark] = &[
    ("overdue", |marks| marks.overdue),
    ("date_passed", |marks| marks.date_passed),
    ("stale", |marks| marks.stale),
    ("unsettled", |marks| marks.unsettled.is_some()),
    ("disputed", |marks| marks.disputed),
];

fn marks(before: &Tracker, after: &Tracker) -> Vec<Count<&'static str>> {
    let count = |&(of, bears): &Mark| {
        let number = |claims: &[Arc<Claim>]| claims.iter().filter(|claim| bears(&claim.marks)).count();
        Count { of, before: number(&before.claims), after: number(&after.claims) }
    };
    MARKS.iter().map(count).filter(|count| (count.before, count.after) != (0, 0)).collect()
}
