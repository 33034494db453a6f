//! A claim at both days of a report, and the events that it makes.

use super::event::{Event, Kind};
use crate::date::PartialDate;
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;

/// A claim of the last day, and what it was before.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) before: &'a Tracker,
    pub(super) after: &'a Tracker,
    /// On the day before the period; `None` where it was not on the site.
    pub(super) old: Option<&'a Claim>,
    pub(super) claim: &'a Claim,
}

impl<'a> Pair<'a> {
    /// Whether a date came within the period, by its first instant like everything that is published; what was over
    /// before the claim came to the site is its background.
    pub(super) fn is_within(self, date: &PartialDate) -> bool {
        let came = !date.has_begun(self.before.as_of.end) && date.has_begun(self.after.as_of.end);
        came && date.end() > self.claim.published.earliest()
    }

    /// An event of the claim, told without particulars.
    pub(super) fn event(self, kind: Kind, date: &'a PartialDate) -> Event<'a> {
        Event {
            kind,
            date,
            order: date.earliest(),
            claim: self.claim,
            what: None,
            was: None,
            now: None,
            why: None,
            judged_by: None,
            by: Vec::new(),
            method: None,
            lasted: None,
            retracted: None,
            anchor: None,
        }
    }

    /// The same, brought about by an update: who wrote it, how, its sentence and its anchor.
    pub(super) fn event_by(self, kind: Kind, date: &'a PartialDate, update: usize) -> Event<'a> {
        let record = self.claim.update(update);
        Event {
            why: record.summary.as_ref().map(|summary| &*summary.value),
            by: record.author.as_deref().into_iter().collect(),
            method: Some(record.method),
            anchor: Some(crate::routes::update_anchor(&record.id)),
            ..self.event(kind, date)
        }
    }

    /// The names of the claim's claimants.
    pub(super) fn claimants(self) -> Vec<&'a str> {
        self.claim.claimants.iter().map(|&ix| &*self.after.people[ix].record.name.value).collect()
    }
}
