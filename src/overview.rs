//! What editors ask of a tracker: what happened between two days, what is due, overdue, stale or without a source,
//! and how a claim or all of them stand.
//!
//! Pure: trackers in, values out. How they are printed is not decided here, and no text of a body is read.

mod account;
mod dated;
mod event;
mod filter;
mod glance;
mod headline;
mod listing;
mod pair;
mod period;
mod report;
mod row;
mod said;
mod unsourced;

pub use account::{Account, account};
pub use event::{Event, Kind, Said, Section};
pub use filter::{Filter, Sort, Unknown};
pub use glance::{Dated, Glance, glance};
pub use listing::{Wanted, list};
pub use period::{Asked, Period, PeriodFault, Whole};
pub use report::{Count, Report, report};
pub use row::{Row, RowKind, marks};

use crate::record::claim::UpdateRecord;
use crate::record::text::LinkTarget;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, Standing};

/// Days ahead that are asked for where nothing else is said.
pub const AHEAD: u32 = 30;

/// Whether a claim's status does not close it.
fn is_open(tracker: &Tracker, claim: &Claim) -> bool {
    tracker.config.status(claim.headline().status.as_str()).is_none_or(|status| !status.terminal)
}

/// Whether an update names a source, in its list or in its body.
fn names_a_source(update: &UpdateRecord) -> bool {
    let in_body = || update.body.links.iter().any(|link| matches!(link.target, LinkTarget::Source(_)));
    !update.citations.is_empty() || in_body()
}

/// Places of the updates that bear the headline: readings of its status since it began, oldest first.
fn bearing(claim: &Claim) -> Vec<usize> {
    let headline = claim.headline();
    let Some(since) = &headline.since else { return Vec::new() };
    let bears = |ix: &usize| {
        let update = &claim.updates[*ix];
        let of_status = update.run.is_some_and(|run| claim.runs[run.ix()].status == headline.status);
        of_status && claim.update(*ix).published.earliest() >= since.earliest()
    };
    standing(claim).filter(bears).collect()
}

/// Places of the updates that stand on the day, oldest first.
fn standing(claim: &Claim) -> impl DoubleEndedIterator<Item = usize> {
    let stands = |ix: &usize| claim.updates[*ix].standing == Standing::Stands && !claim.updates[*ix].future;
    (0..claim.updates.len()).filter(stands)
}

/// The sentence of a headline: that of the latest update that bears it and says why.
fn sentence(claim: &Claim) -> Option<&str> {
    let update = claim.update(claim.headline().summary_of?);
    update.summary.as_ref().map(|summary| &*summary.value)
}
