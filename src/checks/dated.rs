//! Where the date of something was written last, and how long ago it was, for the rules that ask. No rule lives here.

use crate::date::{PartialDate, day_of};
use crate::diagnostic::{Place, Span};
use crate::record::claim::UpdateRecord;
use crate::tracker::claim::{Claim, FollowUpNow, Moved, MovedBy, Standing};
use crate::tracker::{Slot, Tracker};

/// The word that `sets` uses for the due date.
const DUE: &str = "due";

/// Where the date of a follow-up that holds was written.
pub(super) fn of_follow_up(claim: &Claim, follow_up: &FollowUpNow) -> Place {
    let record = &follow_up.record;
    let file = follow_up.brought_by.map_or(&claim.record.file, |ix| claim.update(ix).file());
    let moved = last_move(claim, &follow_up.moved, record.id.as_str());
    moved.unwrap_or_else(|| Place::new(file, record.date.span))
}

/// Where the due date that holds was written; the title where nobody wrote one.
pub(super) fn of_due(claim: &Claim) -> Place {
    let record = &claim.record;
    let moved = claim.due.as_ref().and_then(|due| last_move(claim, &due.moved, DUE));
    let written = record.completion_due.as_ref().map_or(record.title.span, |date| date.span);
    moved.unwrap_or_else(|| Place::new(&record.file, written))
}

fn last_move(claim: &Claim, moved: &[Moved], id: &str) -> Option<Place> {
    match moved.last()?.by {
        MovedBy::Update(ix) => {
            let update = claim.update(ix);
            Some(Place::new(update.file(), set_to(update, id)?))
        }
        MovedBy::Statement(at) => {
            let date = claim.record.statements.get(at)?.completion_due.as_ref()?;
            Some(Place::new(&claim.record.file, date.span))
        }
    }
}

/// The date to which an update moves something.
fn set_to(update: &UpdateRecord, id: &str) -> Option<Span> {
    let set = update.sets.iter().rev().find(|set| set.target.as_str() == id && set.to.is_some())?;
    set.to.as_ref().map(|to| to.span)
}

/// Days from the first one that `date` can mean to that of the site; negative where it lies ahead.
pub(super) fn age(tracker: &Tracker, date: &PartialDate) -> i64 {
    (tracker.as_of.day - day_of(date.earliest(), tracker.config.timezone)).num_days()
}

/// The updates that stand and count for the day, in order, with their places.
pub(super) fn standing(claim: &Claim) -> impl DoubleEndedIterator<Item = (Slot, &UpdateRecord)> + Clone {
    let all = claim.updates.iter().enumerate();
    all.filter(|(_, update)| update.standing == Standing::Stands && !update.future)
        .map(|(ix, _)| (Slot::new(ix), claim.update(ix)))
}
