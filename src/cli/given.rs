//! What commands are given from outside: days and addresses on the command line, the clock, the environment.

use std::path::Path;

use chrono::NaiveDate;
use onrecord::date::Instant;
use onrecord::diagnostic::Diagnostic;
use onrecord::files;
use onrecord::record::decode::site_address;
use onrecord::session::Day;

/// The day that a site is judged from: as the user told, else as the environment says, else by the clock.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is no such time.
pub(super) fn judged_from(told: Option<NaiveDate>) -> Result<Day, Box<Diagnostic>> {
    let epoch = match std::env::var_os("SOURCE_DATE_EPOCH") {
        None => None,
        Some(written) => Some(epoch(&written.to_string_lossy())?),
    };
    Ok(Day { told, epoch, now: now() })
}

/// The time now.
#[expect(clippy::disallowed_methods, reason = "a look at the clock: the library gets the day as a value")]
pub(super) fn now() -> Instant {
    Instant(chrono::Utc::now().timestamp())
}

/// The time now in nanoseconds since 1970, as disks have it; 0 before that.
#[expect(clippy::disallowed_methods, reason = "a look at the clock: times of files are compared with it")]
pub(super) fn now_exactly() -> u128 {
    chrono::Utc::now().timestamp_nanos_opt().and_then(|now| u128::try_from(now).ok()).unwrap_or(0)
}

/// The end of the last year that a date can have: 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;

/// Seconds since 1970, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
fn epoch(written: &str) -> Result<Instant, Box<Diagnostic>> {
    let fault = |why: &str| {
        let message = format!("environment variable SOURCE_DATE_EPOCH is `{written}`, which is {why}");
        Box::new(
            Diagnostic::general("source-date-epoch", message)
                .help("unset it, or give whole seconds since 1970"),
        )
    };
    let seconds = written.parse().map_err(|_| fault("no number of seconds"))?;
    if !(0..=LAST_SECOND).contains(&seconds) {
        return Err(fault("outside of the years 1970 to 9999"));
    }
    Ok(Instant(seconds))
}

/// The way from where the program runs to a folder, with `/` at its end; empty where it is the same one, or does not
/// lie below.
pub(super) fn way_to(folder: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| files::resolve(&here));
    let (Ok(here), Ok(there)) = (here, files::resolve(folder)) else { return String::new() };
    let Ok(way) = there.strip_prefix(&here) else { return String::new() };
    way.iter().flat_map(|part| [part.to_string_lossy(), "/".into()]).collect()
}

/// A day on the command line.
///
/// # Errors
/// What is wrong with it.
pub(super) fn day(written: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
    // chrono takes `2026-2-3` and years of any length; a day has one spelling.
    day.filter(|day| day.to_string() == written).ok_or_else(|| "not a day such as 2026-02-13".to_owned())
}

/// The address of a site on the command line; it comes back with `/` at its end.
///
/// # Errors
/// What is wrong with it.
pub(super) fn base_url(written: &str) -> Result<Box<str>, String> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let rest = rest.ok_or("an address begins with https:// or http://")?;
    if rest.is_empty() || rest.starts_with('/') {
        return Err("an address needs a host".to_owned());
    }
    if rest.contains(['?', '#', '"', '<', '>', '\\'])
        || rest.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return Err("an address of a site has no `?`, `#`, quotes or spaces".to_owned());
    }
    site_address(written).ok_or_else(|| "no host can have this address".to_owned())
}
