//! One line of a list: a claim, or a thing of a claim, with the date that it is listed by.

use std::borrow::Cow;

use crate::date::{Instant, PartialDate, day_of};
use crate::diagnostic::FilePath;
use crate::routes::update_anchor;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, Marks};

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What it is.
    pub kind: RowKind,
    /// The claim.
    pub claim: &'a Claim,
    /// The date that it is listed by.
    pub date: Option<&'a PartialDate>,
    /// Days from the site's day to the last day that the date can mean; of what is past, less than 0.
    pub days: Option<i64>,
    /// Its id in the claim; `None` of the claim itself.
    pub item: Option<&'a str>,
    /// In words of the record: a title, a question, what a challenge says.
    pub what: &'a str,
    /// What is to be said of it.
    pub note: Cow<'a, str>,
    /// The file to edit.
    pub file: &'a FilePath,
    /// Its anchor on the claim's page; `None` is the page itself.
    pub anchor: Option<String>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKind {
    /// A claim.
    Claim,
    /// A claim's due date.
    Due,
    /// A milestone.
    Milestone,
    /// A follow-up.
    FollowUp,
    /// An open challenge.
    Challenge,
    /// The readings that bear a headline.
    Headline,
    /// An update.
    Update,
}

impl RowKind {
    /// Its name in data; stable.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Due => "due",
            Self::Milestone => "milestone",
            Self::FollowUp => "follow_up",
            Self::Challenge => "challenge",
            Self::Headline => "headline",
            Self::Update => "update",
        }
    }
}

impl<'a> Row<'a> {
    /// The claim itself.
    pub(super) fn claim(tracker: &Tracker, claim: &'a Claim, date: Option<&'a PartialDate>) -> Self {
        Self::new(tracker, claim, RowKind::Claim, date)
    }

    /// A thing of the claim, told by the claim's title.
    pub(super) fn new(
        tracker: &Tracker,
        claim: &'a Claim,
        kind: RowKind,
        date: Option<&'a PartialDate>,
    ) -> Self {
        Self {
            kind,
            claim,
            date,
            days: date.map(|date| days_until(tracker, date)),
            item: None,
            what: &claim.record.title.value,
            note: Cow::Borrowed(""),
            file: &claim.record.file,
            anchor: None,
        }
    }

    /// An update of the claim, told by its summary.
    pub(super) fn update(tracker: &Tracker, claim: &'a Claim, ix: usize) -> Self {
        let update = claim.update(ix);
        Self {
            item: Some(update.id.as_str()),
            what: update.summary.as_ref().map_or(&*claim.record.title.value, |summary| &*summary.value),
            file: update.file(),
            anchor: Some(update_anchor(&update.id)),
            ..Self::new(tracker, claim, RowKind::Update, Some(&update.published.value))
        }
    }
}

/// Days from the site's day to the last day that a date can mean.
fn days_until(tracker: &Tracker, date: &PartialDate) -> i64 {
    let last = Instant(date.end().0 - 1);
    (day_of(last, tracker.config.timezone) - tracker.as_of.day).num_days()
}

/// The marks of a claim by their names in data, in order of weight.
pub fn marks(marks: &Marks) -> Vec<&'static str> {
    let all = [
        ("overdue", marks.overdue),
        ("date_passed", marks.date_passed),
        ("completed_late", marks.completed_late),
        ("disputed", marks.disputed),
        ("evidence_conflicts", marks.evidence_conflicts),
        ("stale", marks.stale),
        ("unsettled", marks.unsettled.is_some()),
    ];
    all.into_iter().filter(|(_, is)| *is).map(|(word, _)| word).collect()
}
