//! How one claim stands, for programs and spreadsheets. The form is public: docs/reporting.md.

use onrecord::date::PartialDate;
use onrecord::overview::{self, Account, Row};
use onrecord::tracker::Tracker;
use onrecord::tracker::claim::Claim;
use serde::Serialize;

use super::list::day_of;
use super::list_data::{self, Line};
use super::{address, first_language, label, values};

/// The public form of a claim's account; its version is `format`.
#[derive(Serialize)]
struct Document<'a> {
    format: u8,
    as_of: String,
    claim: &'a str,
    title: &'a str,
    file: &'a str,
    address: String,
    draft: bool,
    status: &'a str,
    status_label: &'a str,
    terminal: bool,
    since: Option<String>,
    why: Option<&'a str>,
    dates: Dates,
    due: Option<String>,
    due_basis: Option<&'static str>,
    marks: Vec<&'static str>,
    unsettled: Option<Unsettled<'a>>,
    next: Vec<Line<'a>>,
    open: Vec<Line<'a>>,
    unsourced: Vec<Line<'a>>,
    criteria: Vec<Criterion<'a>>,
    readings: Vec<Reading<'a>>,
}

#[derive(Serialize)]
struct Dates {
    first_published: String,
    headline_changed: Option<String>,
    last_checked: Option<String>,
    evidence_as_of: Option<String>,
}

#[derive(Serialize)]
struct Unsettled<'a> {
    status: &'a str,
    since: String,
    readings: usize,
}

#[derive(Serialize)]
struct Criterion<'a> {
    id: &'a str,
    text: &'a str,
    state: &'static str,
}

#[derive(Serialize)]
struct Reading<'a> {
    id: &'a str,
    published: String,
    status: Option<&'a str>,
    method: &'static str,
    author: Option<&'a str>,
    summary: Option<&'a str>,
    file: &'a str,
    address: String,
}

/// One JSON document.
pub(super) fn json(tracker: &Tracker, account: &Account<'_>) -> String {
    let claim = account.claim;
    let written = |date: Option<&PartialDate>| date.map(ToString::to_string);
    super::json(&Document {
        format: 1,
        as_of: tracker.as_of.day.to_string(),
        claim: claim.record.id.as_str(),
        title: &claim.record.title.value,
        file: claim.record.file.as_str(),
        address: address(tracker, claim, None, first_language(tracker)),
        draft: claim.draft,
        status: claim.headline().status.as_str(),
        status_label: label(tracker, &claim.headline().status, first_language(tracker)),
        terminal: account.status.is_some_and(|status| status.terminal),
        since: written(claim.headline().since.as_ref()),
        why: account.why,
        dates: Dates {
            first_published: claim.dates.first_published.to_string(),
            headline_changed: written(claim.dates.headline_changed.as_ref()),
            last_checked: written(claim.dates.last_checked.as_ref()),
            evidence_as_of: written(claim.dates.evidence_as_of.as_ref()),
        },
        due: written(claim.due.as_ref().map(|due| &due.date)),
        due_basis: claim.due.as_ref().map(|due| due.basis.word()),
        marks: overview::marks(&claim.marks),
        unsettled: claim.marks.unsettled.as_ref().map(|report| Unsettled {
            status: report.status.as_str(),
            since: report.since.to_string(),
            readings: report.readings,
        }),
        next: lines(tracker, &account.next),
        open: lines(tracker, &account.open),
        unsourced: lines(tracker, &account.unsourced),
        criteria: account
            .criteria
            .iter()
            .map(|(criterion, state)| Criterion {
                id: criterion.id.as_str(),
                text: &criterion.text,
                state: state.word(),
            })
            .collect(),
        readings: account.readings.iter().map(|&ix| reading(tracker, claim, ix)).collect(),
    })
}

fn lines<'a>(tracker: &'a Tracker, rows: &'a [Row<'a>]) -> Vec<Line<'a>> {
    rows.iter().map(|row| list_data::line(tracker, row)).collect()
}

fn reading<'a>(tracker: &Tracker, claim: &'a Claim, ix: usize) -> Reading<'a> {
    let update = claim.update(ix);
    Reading {
        id: update.id.as_str(),
        published: update.published.value.iso(),
        status: update.status.as_ref().map(|status| status.value.as_str()),
        method: update.method.word(),
        author: update.author.as_deref(),
        summary: update.summary.as_ref().map(|summary| &*summary.value),
        file: update.file().as_str(),
        address: address(
            tracker,
            claim,
            Some(&onrecord::routes::update_anchor(&update.id)),
            first_language(tracker),
        ),
    }
}

/// What there is to know of a claim in a line each, by name; what is unknown is left out.
pub(super) fn facts(tracker: &Tracker, claim: &Claim) -> Vec<(&'static str, String)> {
    let dates = &claim.dates;
    let marks: Vec<String> =
        overview::marks(&claim.marks).iter().map(|mark| mark.replace('_', " ")).collect();
    let due = claim.due.as_ref().map(|due| format!("{} ({})", day_of(&due.date), due.basis.word()));
    let unsettled = claim.marks.unsettled.as_ref().map(|report| {
        let since = day_of(&report.since);
        format!("{} reported {since}, not confirmed", label(tracker, &report.status, first_language(tracker)))
    });
    let facts = [
        ("First published", Some(day_of(&dates.first_published))),
        ("Headline changed", dates.headline_changed.as_ref().map(day_of)),
        ("Last checked", dates.last_checked.as_ref().map(day_of)),
        ("Evidence as of", dates.evidence_as_of.as_ref().map(day_of)),
        ("Due", due),
        ("Marks", Some(marks.join(", ")).filter(|marks| !marks.is_empty())),
        ("Unsettled", unsettled),
        ("File", Some(claim.record.file.as_str().to_owned())),
        ("Page", Some(address(tracker, claim, None, first_language(tracker)))),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// A line for each thing, under the part of the account that it belongs to.
pub(super) fn csv(tracker: &Tracker, account: &Account<'_>) -> String {
    let claim = account.claim;
    let status = label(tracker, &claim.headline().status, first_language(tracker));
    let since = claim.headline().since.as_ref().map_or_else(String::new, ToString::to_string);
    let mut text = values::line(["part", "date", "id", "kind", "text"]);
    text += &values::line([
        "headline",
        &since,
        claim.headline().status.as_str(),
        status,
        account.why.unwrap_or_default(),
    ]);
    for (name, value) in facts(tracker, claim) {
        text += &values::line(["fact", "", "", name, &value]);
    }
    for (part, rows) in [("next", &account.next), ("open", &account.open), ("unsourced", &account.unsourced)]
    {
        for row in rows {
            let date = row.date.map_or_else(String::new, ToString::to_string);
            text += &values::line([part, &date, row.item.unwrap_or_default(), row.kind.word(), row.what]);
        }
    }
    for (criterion, state) in &account.criteria {
        text += &values::line(["criterion", "", criterion.id.as_str(), state.word(), &criterion.text]);
    }
    for update in account.readings.iter().map(|&ix| claim.update(ix)) {
        let status = update.status.as_ref().map_or("", |status| status.value.as_str());
        let summary = update.summary.as_ref().map_or("", |summary| &summary.value);
        text +=
            &values::line(["reading", &update.published.value.iso(), update.id.as_str(), status, summary]);
    }
    text
}
