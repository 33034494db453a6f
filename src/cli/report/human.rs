//! Findings for people: each with its excerpt, or those of one code as one.

use std::fmt::Write as _;

use annotate_snippets::Renderer;
use onrecord::diagnostic::{Diagnostic, Severity};

use super::lines::place;
use super::{tally, word};
use crate::cli::excerpt;
use crate::cli::sources::Sources;

/// Up to so many findings of a code are shown one by one.
const FEW: usize = 3;
/// So many places are named of those that are not shown.
const NAMED: usize = 3;
/// From so many codes on, a table counts them.
const MANY_CODES: usize = 4;

/// Each finding in full, then how many there are.
pub(super) fn each(findings: &[Diagnostic], sources: &Sources<'_>) -> String {
    let renderer = renderer();
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{}\n", excerpt::draw(&renderer, finding, sources));
    }
    if !findings.is_empty() {
        let _ = writeln!(text, "{}", tally(findings));
    }
    text
}

/// Similar findings as one: the first in full, then how many more there are and where the next ones stand.
///
/// Errors come first. Groups stand in the order of their first findings, so that mending one moves no other.
pub(super) fn grouped(findings: &[Diagnostic], sources: &Sources<'_>) -> String {
    let renderer = renderer();
    let groups = groups(findings);
    let mut text = String::new();
    for group in &groups {
        let shown = if group.len() > FEW { 1 } else { group.len() };
        for finding in &group[..shown] {
            let _ = writeln!(text, "{}\n", excerpt::draw(&renderer, finding, sources));
        }
        if shown < group.len() {
            let _ = writeln!(text, "{}\n", rest(&group[shown..], sources));
        }
    }
    if groups.len() >= MANY_CODES {
        text.push_str(&table(groups.clone()));
        text.push('\n');
    }
    if !findings.is_empty() {
        let _ = writeln!(text, "{}{}", tally(findings), fixable(findings));
    }
    if groups.iter().any(|group| group.len() > FEW) {
        text.push_str("`--only CODE` or `-v` shows each, `onrecord explain CODE` says more\n");
    }
    text
}

/// ``; `--fix` mends 3``
fn fixable(findings: &[Diagnostic]) -> String {
    match findings.iter().filter(|finding| finding.fix.is_some()).count() {
        0 => String::new(),
        fixes => format!("; `--fix` mends {fixes}"),
    }
}

fn renderer() -> Renderer {
    Renderer::styled().term_width(110)
}

/// Findings of one severity and code together.
fn groups(findings: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for finding in findings {
        let is_like = |group: &&mut Vec<&Diagnostic>| {
            (group[0].severity, group[0].code) == (finding.severity, finding.code)
        };
        match groups.iter_mut().find(is_like) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups.sort_by_key(|group| group[0].severity);
    groups
}

/// `and 299 more: content/claims/a.md:3:1, …`
fn rest(group: &[&Diagnostic], sources: &Sources<'_>) -> String {
    let places: Vec<String> = group.iter().take(NAMED).map(|finding| place(finding, sources)).collect();
    let places: Vec<&str> = places.iter().map(|place| &**place).filter(|place| !place.is_empty()).collect();
    let colon = if places.is_empty() { "" } else { ": " };
    let more = if group.len() > places.len() && !places.is_empty() { ", …" } else { "" };
    let code = group[0].code;
    format!("and {} more of {code}{colon}{}{more}", group.len(), places.join(", "))
}

/// Codes and how many findings each has: errors first, the most frequent first.
fn table(mut groups: Vec<Vec<&Diagnostic>>) -> String {
    groups.sort_by_key(|group| (group[0].severity, std::cmp::Reverse(group.len()), group[0].code));
    let width = groups.iter().map(|group| group[0].code.len()).max().unwrap_or_default();
    let mut text = String::new();
    for group in groups {
        let Diagnostic { severity, code, .. } = group[0];
        let colour = if *severity == Severity::Error { 31 } else { 33 };
        let severity = format!("\u{1b}[1;{colour}m{:<7}\u{1b}[0m", word(*severity));
        let _ = writeln!(text, "{severity}  {code:<width$}  {:>6}", group.len());
    }
    text
}
