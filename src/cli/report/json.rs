//! Findings as JSON: a public format, told in `docs/check.md`.

use onrecord::checks;
use onrecord::diagnostic::{Diagnostic, Fix, Place};
use onrecord::session::Summary;
use serde::Serialize;

use super::spot::Spot;
use super::word;
use crate::cli::sources::Sources;

/// The public form of a report; its version is `format`.
#[derive(Serialize)]
struct Report<'a> {
    format: u8,
    findings: Vec<Finding<'a>>,
    summary: Tally,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    spot: Spot,
    notes: Vec<Note<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mend<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    message: &'a str,
    #[serde(flatten)]
    spot: Spot,
}

/// What `check --fix` would do.
#[derive(Serialize)]
struct Mend<'a> {
    message: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    spot: Spot,
    text: &'a str,
}

#[derive(Serialize)]
struct Tally {
    errors: usize,
    warnings: usize,
    #[serde(flatten)]
    built: Option<Built>,
}

#[derive(Serialize)]
struct Built {
    claims: usize,
    updates: usize,
    pages: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// One document, with what a build did where it did something.
pub(super) fn json(findings: &[Diagnostic], summary: Option<&Summary>, sources: &Sources<'_>) -> String {
    let report = Report {
        format: 1,
        findings: findings.iter().map(|one| Finding::of(one, sources)).collect(),
        summary: tallied(findings, summary),
    };
    // Strings and numbers are always JSON.
    serde_json::to_string_pretty(&report).map(|json| json + "\n").unwrap_or_default()
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic, sources: &Sources<'_>) -> Self {
        let Diagnostic { place, code, severity, message, help, notes, fix } = finding;
        let note =
            |(place, message): &'a (Place, String)| Note { message, spot: Spot::of(Some(place), sources) };
        Self {
            code,
            severity: word(*severity),
            message,
            help: help.as_deref(),
            spot: Spot::of(place.as_ref(), sources),
            notes: notes.iter().map(note).collect(),
            fix: fix.as_deref().map(|fix| Mend::of(fix, sources)),
        }
    }
}

impl<'a> Mend<'a> {
    fn of(fix: &'a Fix, sources: &Sources<'_>) -> Self {
        let edit = |(place, text): &'a (Place, String)| Edit { spot: Spot::of(Some(place), sources), text };
        Self { message: &fix.what, edits: fix.edits.iter().map(edit).collect() }
    }
}

fn tallied(findings: &[Diagnostic], summary: Option<&Summary>) -> Tally {
    let built = summary.map(|&Summary { claims, updates, pages, written, unchanged, removed }| Built {
        claims,
        updates,
        pages,
        written,
        unchanged,
        removed,
    });
    let checks::Tally { errors, warnings } = checks::Tally::of(findings);
    Tally { errors, warnings, built }
}
