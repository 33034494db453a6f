//! What is said of addresses: one finding each, at the first place that names it.

use std::fmt::Write;

use chrono::NaiveDate;
use onrecord::addresses::{Copies, Role};
use onrecord::diagnostic::Diagnostic;

use super::cache::{DAYS_TO_DEATH, Entry};
use super::tls::UNTRUSTED;
use super::verdict::Verdict;
use super::wanted::Wanted;

/// The code of what is dead: it alone fails a strict run.
pub(super) const DEAD: &str = "address-dead";

/// What there is to say of an address of which this is known, on a day.
pub(super) fn finding(wanted: &Wanted, entry: &Entry, today: NaiveDate) -> Option<Diagnostic> {
    let verdict = entry.verdict();
    let code = code(verdict)?;
    let (first, others) = wanted.named.split_first()?;
    let mut message = format!("address `{}` {}", first.url, says(verdict, entry));
    if entry.checked != today {
        let _ = write!(message, " (asked on {})", entry.checked);
    }
    let help = help(verdict, entry, first.role);
    let mut finding = Diagnostic::warning(code, first.place.clone(), message).help(help);
    for other in others {
        finding = finding.note(other.place.clone(), "it is named here, too");
    }
    Some(finding)
}

fn code(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Ok => None,
        Verdict::Moved => Some("address-moved"),
        Verdict::Home => Some("address-home"),
        Verdict::Dead => Some(DEAD),
        Verdict::Blocked => Some("address-blocked"),
        Verdict::Unsafe => Some("address-unsafe"),
        Verdict::Unreachable => Some("address-unreachable"),
        Verdict::Private => Some("address-private"),
    }
}

fn says(verdict: Verdict, entry: &Entry) -> String {
    let to = entry.to.as_deref().unwrap_or_default();
    let reason = reason(entry);
    match verdict {
        Verdict::Ok => "answers".to_owned(),
        Verdict::Moved => format!("has moved for good to `{to}`"),
        Verdict::Home => format!("leads to `{to}` now: what it showed may be gone"),
        Verdict::Dead => match entry.failed {
            Some(failed) if entry.verdict == Verdict::Unreachable => {
                format!("has failed on {} days since {}: {reason}", failed.days, failed.since)
            }
            _ => format!("is dead: {reason}"),
        },
        Verdict::Blocked => format!("does not let programs in: {reason}"),
        Verdict::Unsafe => format!("gives no safe connection: {reason}"),
        Verdict::Unreachable => format!("cannot be reached: {reason}"),
        Verdict::Private => format!("is not asked: {reason}"),
    }
}

/// What came, and where.
fn reason(entry: &Entry) -> String {
    let mut reason = match (entry.status, entry.why.as_deref()) {
        (Some(status), Some(why)) => format!("it answers {status}, {why}"),
        (Some(status), None) => format!("it answers {status}"),
        (None, why) => why.unwrap_or("no reason is known").to_owned(),
    };
    if let Some(to) = &entry.to {
        let _ = write!(reason, ", after leading to `{to}`");
    }
    reason
}

fn help(verdict: Verdict, entry: &Entry, role: Role) -> String {
    let checked = entry.checked;
    match (verdict, role) {
        (Verdict::Dead, Role::Source(_, Copies::None)) => format!(
            "find its new address or an archived copy, and note `url_status = \"dead\"` and `url_checked = {checked}`"
        ),
        (Verdict::Dead, Role::Source(_, Copies::Some)) => {
            format!("an archived copy is there: note `url_status = \"dead\"` and `url_checked = {checked}`")
        }
        (Verdict::Dead, Role::Archive) => "find another copy in its place".to_owned(),
        (Verdict::Dead, Role::Publisher | Role::Text) => "find its new address, or remove it".to_owned(),
        (Verdict::Moved, Role::Text) => {
            format!("see whether it is the same page, then link to `{}`", target(entry))
        }
        (Verdict::Moved, _) => {
            format!("see whether it is the same page, then write `url = \"{}\"`", target(entry))
        }
        (Verdict::Home, Role::Source(..)) => {
            format!(
                "see what it shows; if it is no longer the source, note `url_status = \"changed\"` and `url_checked = {checked}`"
            )
        }
        (Verdict::Home, _) => "see what it shows, and mend or remove it".to_owned(),
        (Verdict::Blocked, _) => "open it in a browser: nothing says that it is dead".to_owned(),
        (Verdict::Unsafe, _) if entry.why.as_deref() == Some(UNTRUSTED) => {
            "open it in a browser, which may warn readers: nothing says that it is dead; if your network opens connections \
             on their way, name its authority with `--ca-file`"
                .to_owned()
        }
        (Verdict::Unsafe, _) => {
            "open it in a browser, which may warn readers: nothing says that it is dead".to_owned()
        }
        (Verdict::Unreachable, _) => {
            format!("it is asked again on another day; what fails on {DAYS_TO_DEATH} days counts as dead")
        }
        (Verdict::Private, _) => {
            "readers cannot open it: give a public address; with `--allow-private` it is asked all the same"
                .to_owned()
        }
        (Verdict::Ok, _) => String::new(),
    }
}

/// The new address, as it can stand in a record.
fn target(entry: &Entry) -> String {
    entry.to.as_deref().unwrap_or_default().replace('\\', "%5C")
}
