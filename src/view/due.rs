//! When a claim is due, in words that promise no more than the record says.

use crate::output::Desk;
use crate::record::claim::DueBasis;
use crate::theme::view;
use crate::tracker::claim::{Claim, Moved, MovedBy};
use crate::view::link;
use crate::view::part::{self, DateView};

view! {
    /// When a claim is due.
    #[derive(Debug)]
    pub struct DueView {
        /// The date that holds.
        pub date: DateView,
        /// `promised` or `inferred`.
        pub basis: &'static str,
        /// `22 days overdue`, `passed 22 days ago`, `in 3 days`; `None` for a closed claim.
        pub distance: Option<String>,
        /// Wholly past while the claim is open and the claimant set the date.
        pub overdue: bool,
        /// Earlier dates, oldest first.
        pub moved: Vec<MovedView>,
    }
}

view! {
    /// A date that was given up for a later one.
    #[derive(Debug)]
    pub struct MovedView {
        /// The old date.
        pub from: DateView,
        /// When it was given up.
        pub on: DateView,
        /// The entry that says so, on the claim's page: `#u-…`, `#s-…`.
        pub href: String,
    }
}

/// When a claim is due.
pub fn due(desk: &Desk<'_>, claim: &Claim) -> Option<DueView> {
    let due = claim.due.as_ref()?;
    let basis = due.basis;
    Some(DueView {
        date: part::date(desk, &due.date),
        basis: basis.word(),
        distance: distance(desk, claim, basis),
        overdue: claim.marks.overdue,
        moved: due.moved.iter().map(|moved| moved_view(desk, claim, moved)).collect(),
    })
}

/// A date that was given up.
pub fn moved_view(desk: &Desk<'_>, claim: &Claim, moved: &Moved) -> MovedView {
    let anchor = match moved.by {
        MovedBy::Update(ix) => format!("u-{}", claim.update(ix).id),
        MovedBy::Statement(ix) => format!("s-{}", claim.record.statements[ix].id.value),
    };
    let href = link::on_claim(desk, claim, &anchor);
    MovedView { from: part::date(desk, &moved.from), on: part::date(desk, &moved.on), href }
}

/// How far the due date is from the site's day, for an open claim.
fn distance(desk: &Desk<'_>, claim: &Claim, basis: DueBasis) -> Option<String> {
    let due = &claim.due.as_ref()?.date;
    let as_of = desk.tracker().as_of;
    if desk.config().status(claim.headline().status.as_str()).is_some_and(|status| status.terminal) {
        return None;
    }
    // From the last day that the date can mean: a promise for a month is late only once it is over.
    if due.is_past(as_of.end) {
        let days = (as_of.end.0 - due.end().0) / 86_400 + 1;
        let key = if basis == DueBasis::Promised { "due.overdue" } else { "due.passed" };
        return Some(desk.count(key, usize::try_from(days.max(1)).unwrap_or_default()));
    }
    None
}
