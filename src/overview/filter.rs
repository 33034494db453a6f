//! Which claims a list is about, and its order.

use std::cmp::Ordering;

use super::row::Row;
use crate::date::PartialDate;
use crate::diagnostic::nearest;
use crate::record::id::{PersonId, StatusId, TopicId};
use crate::tracker::claim::Claim;
use crate::tracker::{PersonIx, TopicIx, Tracker};

/// Which claims a list is about; of each kind any of those named, all where none is.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    statuses: Vec<StatusId>,
    topics: Vec<TopicIx>,
    claimants: Vec<PersonIx>,
    /// Its order; `None` is that of the list.
    pub sort: Option<Sort>,
}

/// The order of a list; what is alike stands by claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By the date that it is listed by, the earliest first.
    Date,
    /// By the claim's id.
    Claim,
    /// By the claim's title.
    Title,
    /// By status, in the order of the site.
    Status,
    /// By the claim's due date, those without one last.
    Due,
    /// By when the claim was last checked, those that never were first.
    Checked,
}

/// An id that nothing on the site has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it should be the id of: `status`, `topic`, `claimant`.
    pub of: &'static str,
    /// As the user wrote it.
    pub written: String,
    /// One that is like it.
    pub near: Option<String>,
}

impl Filter {
    /// The claims with any of these statuses, topics and claimants, by id or old id.
    ///
    /// # Errors
    /// The first id that nothing has.
    pub fn new(
        tracker: &Tracker,
        statuses: &[String],
        topics: &[String],
        claimants: &[String],
    ) -> Result<Self, Unknown> {
        let names = &tracker.names;
        let status = |id: &String| tracker.config.status(id).map(|status| status.id.clone());
        let topic = |id: &String| names.topics.get(&TopicId::new(id)).copied();
        let claimant = |id: &String| names.people.get(&PersonId::new(id)).copied();
        let vocabulary = || tracker.config.vocabulary().map(|status| status.id.as_str());
        Ok(Self {
            statuses: known("status", statuses, status, vocabulary())?,
            topics: known("topic", topics, topic, names.topics.keys().map(TopicId::as_str))?,
            claimants: known("claimant", claimants, claimant, names.people.keys().map(PersonId::as_str))?,
            sort: None,
        })
    }

    pub(super) fn takes(&self, claim: &Claim) -> bool {
        fn any<T: PartialEq>(wanted: &[T], has: impl Fn(&T) -> bool) -> bool {
            wanted.is_empty() || wanted.iter().any(has)
        }
        any(&self.statuses, |status| claim.headline().status == *status)
            && any(&self.topics, |topic| claim.topics.contains(topic))
            && any(&self.claimants, |claimant| claim.claimants.contains(claimant))
    }
}

fn known<'t, T>(
    of: &'static str,
    written: &[String],
    find: impl Fn(&String) -> Option<T>,
    candidates: impl Iterator<Item = &'t str>,
) -> Result<Vec<T>, Unknown> {
    match written.iter().find(|id| find(id).is_none()) {
        None => Ok(written.iter().filter_map(find).collect()),
        Some(id) => Err(Unknown::new(of, id, candidates)),
    }
}

impl Unknown {
    /// An id that is none of the candidates.
    pub fn new<'t>(of: &'static str, written: &str, candidates: impl Iterator<Item = &'t str>) -> Self {
        // Of two that are equally near the first by the alphabet, whatever the order of a map.
        let mut candidates: Vec<&str> = candidates.collect();
        candidates.sort_unstable();
        let near = nearest(written, candidates).map(str::to_owned);
        Self { of, written: written.to_owned(), near }
    }
}

/// Puts rows in order; what is alike by it stands by claim, then by kind and date.
pub(super) fn sort(rows: &mut [Row<'_>], by: Sort, tracker: &Tracker) {
    let place =
        |claim: &Claim| tracker.config.vocabulary().position(|status| status.id == claim.headline().status);
    let main = |a: &Row<'_>, b: &Row<'_>| match by {
        Sort::Date => dates(a.date, b.date),
        Sort::Claim => Ordering::Equal,
        Sort::Title => a.claim.record.title.value.cmp(&b.claim.record.title.value),
        Sort::Status => place(a.claim).cmp(&place(b.claim)),
        Sort::Due => {
            let due = |row: &Row<'_>| row.claim.due.as_ref().map(|due| due.date.end());
            due(a).is_none().cmp(&due(b).is_none()).then_with(|| due(a).cmp(&due(b)))
        }
        Sort::Checked => {
            let checked = |row: &Row<'_>| row.claim.dates.last_checked.as_ref().map(PartialDate::earliest);
            checked(a).cmp(&checked(b))
        }
    };
    rows.sort_by(|a, b| {
        let id = a.claim.record.id.cmp(&b.claim.record.id);
        main(a, b).then(id).then(a.kind.cmp(&b.kind)).then_with(|| dates(a.date, b.date))
    });
}

/// By the last day that a date can mean; what has none comes last.
fn dates(a: Option<&PartialDate>, b: Option<&PartialDate>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.end().cmp(&b.end()).then_with(|| a.order(b)),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
