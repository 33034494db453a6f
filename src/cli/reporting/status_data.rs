//! The tracker at a glance, for programs and spreadsheets. The form is public: docs/reporting.md.

use onrecord::overview::{AHEAD, Dated, Glance};
use onrecord::tracker::Tracker;
use serde::Serialize;

use super::{first_language, label, values};

/// The public form of a tracker at a glance; its version is `format`.
#[derive(Serialize)]
struct Document<'a> {
    format: u8,
    as_of: String,
    claims: usize,
    updates: usize,
    statuses: Vec<StatusCount<'a>>,
    open: usize,
    due: DatedCount,
    overdue: DatedCount,
    stale: usize,
    challenges: usize,
    unsettled: usize,
    unsourced: Unsourced,
    drafts: usize,
}

#[derive(Serialize)]
struct StatusCount<'a> {
    id: &'a str,
    label: &'a str,
    claims: usize,
}

#[derive(Serialize)]
struct DatedCount {
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    claims: usize,
    milestones: usize,
    follow_ups: usize,
}

#[derive(Serialize)]
struct Unsourced {
    headlines: usize,
    updates: usize,
}

/// One JSON document.
pub(super) fn json(tracker: &Tracker, glance: &Glance<'_>) -> String {
    let statuses = glance.statuses.iter().map(|(status, claims)| StatusCount {
        id: status.id.as_str(),
        label: label(tracker, &status.id, first_language(tracker)),
        claims: *claims,
    });
    let dated =
        |days, Dated { claims, milestones, follow_ups }| DatedCount { days, claims, milestones, follow_ups };
    super::json(&Document {
        format: 1,
        as_of: tracker.as_of.day.to_string(),
        claims: glance.claims,
        updates: glance.updates,
        statuses: statuses.collect(),
        open: glance.open,
        due: dated(Some(AHEAD), glance.due),
        overdue: dated(None, glance.overdue),
        stale: glance.stale,
        challenges: glance.challenges,
        unsettled: glance.unsettled,
        unsourced: Unsourced { headlines: glance.unsourced_headlines, updates: glance.unsourced_updates },
        drafts: glance.drafts,
    })
}

/// A line for each number.
pub(super) fn csv(tracker: &Tracker, glance: &Glance<'_>) -> String {
    let Glance { due, overdue, .. } = glance;
    let numbers = [
        ("claims", glance.claims),
        ("updates", glance.updates),
        ("open", glance.open),
        ("due.claims", due.claims),
        ("due.milestones", due.milestones),
        ("due.follow_ups", due.follow_ups),
        ("overdue.claims", overdue.claims),
        ("overdue.milestones", overdue.milestones),
        ("overdue.follow_ups", overdue.follow_ups),
        ("stale", glance.stale),
        ("challenges", glance.challenges),
        ("unsettled", glance.unsettled),
        ("unsourced.headlines", glance.unsourced_headlines),
        ("unsourced.updates", glance.unsourced_updates),
        ("drafts", glance.drafts),
    ];
    let numbers = numbers.iter().map(|(what, number)| values::line([*what, what, &number.to_string()]));
    let statuses = glance.statuses.iter().map(|(status, claims)| {
        values::line([
            &format!("status.{}", status.id),
            label(tracker, &status.id, first_language(tracker)),
            &claims.to_string(),
        ])
    });
    std::iter::once(values::line(["what", "label", "number"])).chain(numbers).chain(statuses).collect()
}
