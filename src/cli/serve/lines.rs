//! What the terminal says: where the site is, and one line a round.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use onrecord::diagnostic::FilePath;
use onrecord::plan::Plan;
use onrecord::session::Changed;

use super::desk::{Edition, Outcome, Turn};
use crate::cli::report::{count, tally};

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// The address to open: one that a browser can go to, also where the preview listens on every interface.
pub(super) fn url(local: SocketAddr) -> String {
    let host = match local.ip() {
        IpAddr::V4(address) if address.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(address) if address.is_unspecified() => "[::1]".to_owned(),
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    format!("http://{host}:{}/", local.port())
}

/// The first line: where the site is.
pub(super) fn start(name: &str, url: &str, base: &str, edition: &Edition, took: Duration) -> String {
    let also =
        if base == "/" { String::new() } else { format!(" and {}{}", url.trim_end_matches('/'), base) };
    let holds = edition.stand.as_ref().map(|stand| {
        let plan = stand.plan();
        format!("{}, {}", count(plan.site.tracker.claims.len(), "claim"), count(plan.pages(), "page"))
    });
    let holds = holds.unwrap_or_else(|| "nothing to show yet".to_owned());
    format!("serving {name} at {url}{also} ({holds}, ready in {}); stop with Ctrl-C", time(took))
}

/// One line on a round: what changed, and what that came to.
pub(super) fn round(turn: &Turn, changed: &Changed) -> String {
    let files = match changed {
        Changed::Anything => "everything looked at again".to_owned(),
        Changed::Only(files) => named(files),
    };
    let findings = &turn.now.report.findings;
    let found = if findings.is_empty() { String::new() } else { format!("; {}", tally(findings)) };
    let came = match (turn.now.report.outcome, &turn.now.stand) {
        (Outcome::Good, Some(stand)) => {
            match differing(turn.before.stand.as_ref().map(|stand| stand.plan()), stand.plan()) {
                0 => "nothing on the site changed".to_owned(),
                pages => format!("{} changed", count(pages, "page")),
            }
        }
        (_, Some(_)) => "the last good site stays".to_owned(),
        (_, None) => "nothing to show yet".to_owned(),
    };
    format!("{files}: {came} in {}{found}", time(turn.took))
}

/// `a.md, b.md, c.md and 2 more`
fn named(files: &[FilePath]) -> String {
    let names: Vec<&str> = files.iter().take(MOST_NAMED).map(FilePath::as_str).collect();
    let more = files.len().saturating_sub(MOST_NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", names.join(", "))
}

fn time(took: Duration) -> String {
    match took.as_millis() {
        0 => "under 1 ms".to_owned(),
        short @ ..2000 => format!("{short} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

/// How many pages one plan shows otherwise than the other: changed, new or gone.
fn differing(before: Option<&Plan>, now: &Plan) -> usize {
    let pages = |plan: &'_ Plan| {
        let pages = plan.artifacts.iter().filter(|(artifact, _)| artifact.path.is_page());
        pages.map(|(artifact, print)| (artifact.path.as_str().to_owned(), *print)).collect::<Vec<_>>()
    };
    let (before, now) = (before.map(pages).unwrap_or_default(), pages(now));
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    let mut number = 0;
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => return number,
            (Some(one), Some(other)) if one.0 == other.0 => {
                number += usize::from(one.1 != other.1);
                old.next();
                new.next();
            }
            (Some(one), Some(other)) if one.0 < other.0 => {
                number += 1;
                old.next();
            }
            (_, Some(_)) => {
                number += 1;
                new.next();
            }
            (Some(_), None) => {
                number += 1;
                old.next();
            }
        }
    }
}
