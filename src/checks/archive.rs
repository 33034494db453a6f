//! Addresses of archived copies: which archives are known, and what their addresses must look like.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::addresses::web::Address;

/// Hosts of archives that keep copies under a time stamp and the address that was copied.
const WAYBACK: &[&str] = &["web.archive.org", "wayback.archive.org"];
/// The names of one archive that gives short codes.
const TODAY: &[&str] =
    &["archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn", "archive.fo", "archive.md"];

/// The digits of a time stamp: year, month, day, hour, minute, second.
const DIGITS: usize = 14;

/// What the address of a copy says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Archived<'a> {
    /// A copy that was taken at this time (UTC) of this address, as it is written there.
    Stamped(NaiveDateTime, &'a str),
    /// A copy of which the address tells no more.
    Coded,
    /// No copy: what is wrong with it.
    Faulty(String),
    /// It is in no archive whose addresses are known here.
    Unknown,
}

/// Whether an archive is known to serve the same address over `https`.
pub(super) fn is_served_safely(address: &Address<'_>) -> bool {
    let host = address.host.to_ascii_lowercase();
    [WAYBACK, TODAY, &["archive.org", "perma.cc", "ghostarchive.org"]].concat().contains(&&*host)
}

/// What the address of a copy says.
pub(super) fn copy(url: &str) -> Archived<'_> {
    let Some(address) = Address::parse(url) else { return Archived::Unknown };
    let host = address.host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // What follows the host as one: the address that was copied may have a query and a fragment.
    let rest = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, rest)| rest);
    if WAYBACK.contains(&host) || (host == "archive.org" && rest.starts_with("web/")) {
        return wayback(rest);
    }
    let mut parts = address.path.split('/').skip(1);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match host {
        host if TODAY.contains(&host) => today(rest, first),
        "perma.cc" => coded(is_perma(first), "its address is not `https://perma.cc/XXXX-XXXX`"),
        "ghostarchive.org" => {
            let kept = matches!(first, "archive" | "varchive") && !second.is_empty();
            coded(kept, "its address is not `https://ghostarchive.org/archive/CODE`")
        }
        _ => Archived::Unknown,
    }
}

fn coded(is_copy: bool, fault: &str) -> Archived<'static> {
    if is_copy { Archived::Coded } else { Archived::Faulty(fault.to_owned()) }
}

/// `web/20260213144200id_/https://example.org/`
fn wayback(rest: &str) -> Archived<'_> {
    let Some(rest) = rest.strip_prefix("web/") else {
        let fault = if rest.starts_with("save") {
            "it asks the archive for a new copy and names none"
        } else {
            "it is not `https://web.archive.org/web/YYYYMMDDhhmmss/ADDRESS`"
        };
        return Archived::Faulty(fault.to_owned());
    };
    let Some((stamp, inner)) = rest.split_once('/') else {
        return Archived::Faulty("it is not `https://web.archive.org/web/YYYYMMDDhhmmss/ADDRESS`".to_owned());
    };
    if stamp.contains('*') {
        return Archived::Faulty("it leads to a list of copies and names none".to_owned());
    }
    if matches!(stamp, "http:" | "https:") {
        return Archived::Faulty(
            "it has no time stamp, so that it leads to whichever copy is the latest".to_owned(),
        );
    }
    stamped(stamp, inner)
}

/// `CODE`, or a time stamp and the address that was copied.
fn today<'a>(rest: &'a str, first: &str) -> Archived<'a> {
    let is_code = first.len() >= 4 && first.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match rest.split_once('/') {
        Some((stamp, inner)) if !inner.is_empty() && stamp.bytes().all(|byte| byte.is_ascii_digit()) => {
            stamped(stamp, inner)
        }
        // A date with dots and a hyphen, the address that was copied, or a code and a part of the page.
        Some((stamp, inner))
            if inner.starts_with("http") && stamp.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Archived::Coded
        }
        _ if first == "newest" || first == "oldest" => {
            Archived::Faulty("it leads to whichever copy is the latest, and names none".to_owned())
        }
        _ if is_code && first != "submit" => Archived::Coded,
        Some(("o" | "wip", _)) => Archived::Coded,
        _ => Archived::Faulty("it names no copy".to_owned()),
    }
}

/// `XXXX-XXXX`, or the longer codes of the archive's first years.
fn is_perma(code: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match code.split_once('-') {
        Some((a, b)) => a.len() == 4 && b.len() == 4 && plain(a) && plain(b),
        None => code.len() >= 9 && code.starts_with('0') && plain(code),
    }
}

/// A time stamp, with the letters that say how the copy is shown, and the address that was copied.
fn stamped<'a>(stamp: &str, inner: &'a str) -> Archived<'a> {
    let end = stamp.find(|c: char| !c.is_ascii_digit()).unwrap_or(stamp.len());
    let (digits, flags) = stamp.split_at(end);
    let is_flag = |c: char| c.is_ascii_lowercase() || c == '_';
    if digits.is_empty() || !flags.chars().all(is_flag) {
        return Archived::Faulty(format!("`{}` is no time stamp", short(stamp)));
    }
    if digits.len() != DIGITS {
        let count = digits.len();
        let count = if count == 1 { "1 digit".to_owned() } else { format!("{count} digits") };
        return Archived::Faulty(format!("its time stamp has {count} in place of {DIGITS}"));
    }
    let Some(time) = time(digits) else {
        return Archived::Faulty(format!("its time stamp `{digits}` is no date and time"));
    };
    if inner.is_empty() {
        return Archived::Faulty("it does not say of which address it is a copy".to_owned());
    }
    Archived::Stamped(time, inner)
}

fn time(digits: &str) -> Option<NaiveDateTime> {
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(4, 6)?, number(6, 8)?)?;
    // No archive took a copy of the web before 1996.
    (day.year() >= 1996).then_some(day)?.and_hms_opt(number(8, 10)?, number(10, 12)?, number(12, 14)?)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(url: &str) -> String {
        match copy(url) {
            Archived::Faulty(fault) => fault,
            Archived::Stamped(time, inner) => format!("{time} {inner}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_the_address_of_a_copy_says() {
        let cases = [
            (
                "https://web.archive.org/web/20260213144200/https://e.org/a?b#c",
                "2026-02-13 14:42:00 https://e.org/a?b#c",
            ),
            ("http://www.archive.org/web/20260213144200id_/e.org", "2026-02-13 14:42:00 e.org"),
            (
                "https://web.archive.org/web/2026021314420/https://e.org",
                "its time stamp has 13 digits in place of 14",
            ),
            ("https://web.archive.org/web/2/https://e.org", "its time stamp has 1 digit in place of 14"),
            (
                "https://web.archive.org/web/20260231144200/https://e.org",
                "its time stamp `20260231144200` is no date and time",
            ),
            (
                "https://web.archive.org/web/20260213250000/https://e.org",
                "its time stamp `20260213250000` is no date and time",
            ),
            (
                "https://web.archive.org/web/19260213144200/https://e.org",
                "its time stamp `19260213144200` is no date and time",
            ),
            ("https://web.archive.org/web/*/https://e.org", "it leads to a list of copies and names none"),
            (
                "https://web.archive.org/web/2026*/https://e.org",
                "it leads to a list of copies and names none",
            ),
            (
                "https://web.archive.org/web/https://e.org",
                "it has no time stamp, so that it leads to whichever copy is the latest",
            ),
            ("https://web.archive.org/web/latest/https://e.org", "`latest` is no time stamp"),
            ("https://web.archive.org/web/20260213144200/", "it does not say of which address it is a copy"),
            (
                "https://web.archive.org/web/20260213144200",
                "it is not `https://web.archive.org/web/YYYYMMDDhhmmss/ADDRESS`",
            ),
            (
                "https://web.archive.org/save/https://e.org",
                "it asks the archive for a new copy and names none",
            ),
            ("https://web.archive.org", "it is not `https://web.archive.org/web/YYYYMMDDhhmmss/ADDRESS`"),
            ("https://archive.org/details/book", "Unknown"),
            ("https://archive.ph/aB3dE", "Coded"),
            ("https://archive.ph/aB3dE#selection-1.0-1.2", "Coded"),
            ("https://archive.today/20260213144200/https://e.org", "2026-02-13 14:42:00 https://e.org"),
            ("https://archive.is/2026.02.13-144200/https://e.org", "Coded"),
            (
                "https://archive.ph/newest/https://e.org",
                "it leads to whichever copy is the latest, and names none",
            ),
            ("https://archive.ph/", "it names no copy"),
            ("https://archive.ph/submit/?url=e.org", "it names no copy"),
            ("https://perma.cc/AB12-CD34", "Coded"),
            ("https://perma.cc/0Rg4VdWzBvX", "Coded"),
            ("https://perma.cc/", "its address is not `https://perma.cc/XXXX-XXXX`"),
            ("https://ghostarchive.org/archive/aB3dE", "Coded"),
            (
                "https://ghostarchive.org/search?term=x",
                "its address is not `https://ghostarchive.org/archive/CODE`",
            ),
            ("https://copies.example.org/1", "Unknown"),
            ("mailto:a@e.org", "Unknown"),
        ];
        for (url, expected) in cases {
            assert_eq!(fault(url), expected, "{url}");
        }
    }
}
