//! What the terminal says: where the site is, and one line a round.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use onrecord::diagnostic::FilePath;
use onrecord::session::{Changed, Stand};

use super::desk::{Edition, Outcome, Turn};
use crate::cli::report::{count, tally};

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
    let holds = edition.stand.as_ref().map_or_else(|| "nothing to show yet".to_owned(), |stand| holds(stand));
    format!("serving {name} at {url}{also} ({holds}, ready in {}); stop with Ctrl-C", time(took))
}

/// `15 claims, 208 pages`
fn holds(stand: &Stand) -> String {
    let plan = stand.plan();
    format!("{}, {}", count(plan.site.tracker.claims.len(), "claim"), count(plan.pages(), "page"))
}

/// One line on a round: what changed, at most `most` files by name, and what that came to.
pub(super) fn round(turn: &Turn, changed: &Changed, most: usize) -> String {
    let files = match changed {
        Changed::Anything => "everything looked at again".to_owned(),
        Changed::Only(files) => named(files, most),
    };
    let findings = &turn.now.report.findings;
    let found = || if findings.is_empty() { String::new() } else { format!("; {}", tally(findings)) };
    let took = time(turn.took);
    match (turn.now.report.outcome, &turn.now.stand) {
        (Outcome::Good, Some(stand)) => format!("{files}: {} in {took}{}", holds(stand), found()),
        (_, Some(_)) => format!("{files}: {} in {took}; the last good site stays", tally(findings)),
        (_, None) => format!("{files}: {} in {took}; nothing to show yet", tally(findings)),
    }
}

/// `a.md, b.md, c.md and 2 more`
fn named(files: &[FilePath], most: usize) -> String {
    let names: Vec<&str> = files.iter().take(most).map(FilePath::as_str).collect();
    let more = files.len().saturating_sub(most);
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
