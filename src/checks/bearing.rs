//! What a headline rests on, for the rules that ask: the readings that bear it, and what they cite. No rule lives here.

use std::iter;

use crate::date::{Instant, PartialDate};
use crate::diagnostic::Place;
use crate::record::claim::{Method, UpdateRecord};
use crate::record::site::Status;
use crate::record::text::LinkTarget;
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;

/// A headline that closes its claim.
pub(super) struct Closed<'a> {
    pub(super) status: &'a Status,
    /// The reading that settled it.
    pub(super) by: &'a UpdateRecord,
}

impl<'a> Closed<'a> {
    /// The headline of `claim`, where a reading made it and it is terminal.
    pub(super) fn of(tracker: &'a Tracker, claim: &'a Claim) -> Option<Self> {
        let headline = claim.headline();
        let status = tracker.config.status(headline.status.as_str()).filter(|status| status.terminal)?;
        Some(Self { status, by: claim.update(headline.settled_by?) })
    }

    /// The same, where the promise counts as fulfilled.
    pub(super) fn fulfilled(tracker: &'a Tracker, claim: &'a Claim) -> Option<Self> {
        Self::of(tracker, claim).filter(|closed| closed.status.fulfils)
    }

    /// Where the reading says so.
    pub(super) fn place(&self) -> Place {
        Place::new(self.by.file(), self.by.status.as_ref().map_or(self.by.span, |status| status.span))
    }
}

/// The readings that bear the headline, from the first of the run that made it on.
pub(super) fn bearing(claim: &Claim) -> impl Iterator<Item = &UpdateRecord> {
    let headline = claim.headline();
    let since = headline.since.as_ref().map_or(Instant(i64::MAX), PartialDate::earliest);
    let runs = claim.runs.iter().filter(|run| run.status == headline.status);
    let readings = runs.flat_map(|run| &run.readings).map(|&ix| claim.update(ix));
    readings.filter(move |update| update.published.earliest() >= since)
}

/// The ids of the sources that an update cites, in its front matter and in its text.
pub(super) fn cited(update: &UpdateRecord) -> impl Iterator<Item = &str> {
    let in_text = update.body.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Source(id) => Some(&**id),
        LinkTarget::Site(_) => None,
    });
    update.citations.iter().map(|citation| citation.source.as_str()).chain(in_text)
}

/// Whether it cites any.
pub(super) fn cites(update: &UpdateRecord) -> bool {
    cited(update).next().is_some()
}

/// Whether a person answers for an update: it is by a person, or by a machine and names its author.
pub(super) fn is_by_a_person(update: &UpdateRecord) -> bool {
    match update.method {
        Method::Human => true,
        Method::Assisted => update.author.is_some(),
        Method::Automated => false,
    }
}

/// `a`, `b` and `c`, each in backticks.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match &*names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            iter::once(first.join(", ")).chain([last.clone()]).collect::<Vec<_>>().join(" and ")
        }
    }
}
