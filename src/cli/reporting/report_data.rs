//! A report for programs and spreadsheets. The form is public: docs/reporting.md.

use onrecord::overview::{Count, Event, Period, Report, Said};
use onrecord::record::claim::Method;
use onrecord::record::site::Status;
use serde::Serialize;

use super::{address, first_language, label, values};

/// The public form of a report; its version is `format`.
#[derive(Serialize)]
struct Document<'a> {
    format: u8,
    site: Site<'a>,
    from: String,
    to: String,
    /// The day that `to` is compared with.
    before: String,
    claims: Numbers,
    statuses: Vec<StatusCount<'a>>,
    marks: Vec<MarkCount>,
    events: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Site<'a> {
    title: &'a str,
    base_url: Option<&'a str>,
}

#[derive(Serialize)]
struct Numbers {
    before: usize,
    after: usize,
    difference: i64,
}

#[derive(Serialize)]
struct StatusCount<'a> {
    id: &'a str,
    label: &'a str,
    terminal: bool,
    #[serde(flatten)]
    numbers: Numbers,
}

#[derive(Serialize)]
struct MarkCount {
    id: &'static str,
    #[serde(flatten)]
    numbers: Numbers,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    date: String,
    claim: &'a str,
    title: &'a str,
    what: Option<&'a str>,
    was: Option<String>,
    now: Option<String>,
    why: Option<&'a str>,
    by: &'a [&'a str],
    method: Option<&'static str>,
    lasted_seconds: Option<i64>,
    retracted: Option<String>,
    address: String,
}

/// One JSON document.
pub(super) fn json(report: &Report<'_>, period: Period) -> String {
    let config = &report.after.config;
    let claims = Count { of: (), before: report.before.claims.len(), after: report.after.claims.len() };
    let marks = report.marks.iter();
    super::json(&Document {
        format: 1,
        site: Site { title: &config.title, base_url: config.has_address().then_some(&*config.base_url) },
        from: period.from.to_string(),
        to: period.to.to_string(),
        before: period.eve().to_string(),
        claims: Numbers::of(&claims),
        statuses: report.statuses.iter().map(|count| status(report, count)).collect(),
        marks: marks.map(|mark| MarkCount { id: mark.of, numbers: Numbers::of(mark) }).collect(),
        events: report.events.iter().map(|event| entry(report, event)).collect(),
    })
}

impl Numbers {
    fn of<T>(count: &Count<T>) -> Self {
        Self { before: count.before, after: count.after, difference: count.difference() }
    }
}

fn status<'a>(report: &'a Report<'_>, count: &Count<&'a Status>) -> StatusCount<'a> {
    StatusCount {
        id: count.of.id.as_str(),
        label: label(report.after, &count.of.id, first_language(report.after)),
        terminal: count.of.terminal,
        numbers: Numbers::of(count),
    }
}

fn entry<'a>(report: &Report<'_>, event: &'a Event<'_>) -> Entry<'a> {
    let said = |said: &Said<'_>| match said {
        Said::Status(id) => id.as_str().to_owned(),
        Said::Date(date) => date.to_string(),
        Said::Text(text) => (*text).to_owned(),
    };
    Entry {
        kind: event.kind.word(),
        date: event.date.to_string(),
        claim: event.claim.record.id.as_str(),
        title: &event.claim.record.title.value,
        what: event.what,
        was: event.was.as_ref().map(said),
        now: event.now.as_ref().map(said),
        why: event.why,
        by: &event.by,
        method: event.method.map(Method::word),
        lasted_seconds: event.lasted,
        retracted: event.retracted.map(ToString::to_string),
        address: address(report.after, event.claim, event.anchor.as_deref(), first_language(report.after)),
    }
}

/// The columns of a report.
const HEAD: [&str; 13] = [
    "kind",
    "date",
    "claim",
    "title",
    "what",
    "was",
    "now",
    "why",
    "by",
    "method",
    "lasted_seconds",
    "retracted",
    "address",
];

/// One line for each event below a line of names.
pub(super) fn csv(report: &Report<'_>) -> String {
    let said = |said: Option<&Said<'_>>| match said {
        None => String::new(),
        Some(Said::Status(id)) => label(report.after, id, first_language(report.after)).to_owned(),
        Some(Said::Date(date)) => date.to_string(),
        Some(Said::Text(text)) => (*text).to_owned(),
    };
    let line = |event: &Event<'_>| {
        values::line([
            event.kind.word(),
            &event.date.to_string(),
            event.claim.record.id.as_str(),
            &event.claim.record.title.value,
            event.what.unwrap_or_default(),
            &said(event.was.as_ref()),
            &said(event.now.as_ref()),
            event.why.unwrap_or_default(),
            &event.by.join("; "),
            event.method.map_or("", Method::word),
            &event.lasted.map_or_else(String::new, |seconds| seconds.to_string()),
            &event.retracted.map_or_else(String::new, ToString::to_string),
            &address(report.after, event.claim, event.anchor.as_deref(), first_language(report.after)),
        ])
    };
    std::iter::once(values::line(HEAD)).chain(report.events.iter().map(line)).collect()
}
