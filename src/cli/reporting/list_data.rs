//! Lists for programs and spreadsheets. The form is public: docs/reporting.md.

use onrecord::date::PartialDate;
use onrecord::overview::{self, Row};
use onrecord::tracker::Tracker;
use serde::Serialize;

use super::{address, first_language, label, values};

/// The public form of a list; its version is `format`.
#[derive(Serialize)]
struct Document<'a> {
    format: u8,
    list: &'static str,
    as_of: String,
    rows: Vec<Line<'a>>,
}

/// The public form of one line.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    kind: &'static str,
    date: Option<String>,
    days: Option<i64>,
    claim: &'a str,
    title: &'a str,
    status: &'a str,
    status_label: &'a str,
    since: Option<String>,
    due: Option<String>,
    due_basis: Option<&'static str>,
    last_checked: Option<String>,
    marks: Vec<&'static str>,
    item: Option<&'a str>,
    what: &'a str,
    note: Option<&'a str>,
    file: &'a str,
    address: String,
}

/// One line.
pub(super) fn line<'a>(tracker: &'a Tracker, row: &'a Row<'a>) -> Line<'a> {
    let claim = row.claim;
    let written = |date: Option<&PartialDate>| date.map(ToString::to_string);
    Line {
        kind: row.kind.word(),
        date: written(row.date),
        days: row.days,
        claim: claim.record.id.as_str(),
        title: &claim.record.title.value,
        status: claim.headline().status.as_str(),
        status_label: label(tracker, &claim.headline().status, first_language(tracker)),
        since: written(claim.headline().since.as_ref()),
        due: written(claim.due.as_ref().map(|due| &due.date)),
        due_basis: claim.due.as_ref().map(|due| due.basis.word()),
        last_checked: written(claim.dates.last_checked.as_ref()),
        marks: overview::marks(&claim.marks),
        item: row.item,
        what: row.what,
        note: Some(&*row.note).filter(|note| !note.is_empty()),
        file: row.file.as_str(),
        address: address(tracker, claim, row.anchor.as_deref(), first_language(tracker)),
    }
}

/// One JSON document.
pub(super) fn json(tracker: &Tracker, list: &'static str, rows: &[Row<'_>]) -> String {
    let rows = rows.iter().map(|row| line(tracker, row)).collect();
    super::json(&Document { format: 1, list, as_of: tracker.as_of.day.to_string(), rows })
}

/// The columns of a list.
const HEAD: [&str; 17] = [
    "kind",
    "date",
    "days",
    "claim",
    "title",
    "status",
    "status_label",
    "since",
    "due",
    "due_basis",
    "last_checked",
    "marks",
    "item",
    "what",
    "note",
    "file",
    "address",
];

/// A line for each row below a line of names.
pub(super) fn csv(tracker: &Tracker, rows: &[Row<'_>]) -> String {
    let cells = |row: &Row<'_>| {
        let line = line(tracker, row);
        values::line([
            line.kind,
            line.date.as_deref().unwrap_or_default(),
            &line.days.map_or_else(String::new, |days| days.to_string()),
            line.claim,
            line.title,
            line.status,
            line.status_label,
            line.since.as_deref().unwrap_or_default(),
            line.due.as_deref().unwrap_or_default(),
            line.due_basis.unwrap_or_default(),
            line.last_checked.as_deref().unwrap_or_default(),
            &line.marks.join("; "),
            line.item.unwrap_or_default(),
            line.what,
            line.note.unwrap_or_default(),
            line.file,
            &line.address,
        ])
    };
    std::iter::once(values::line(HEAD)).chain(rows.iter().map(cells)).collect()
}
