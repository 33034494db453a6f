//! Addresses in `site.toml` that are more than an address of the web, or less.

use chrono_tz::Tz;

use crate::record::decode::{Fields, is_mail_address, is_web_address, printable};

/// Where to write to: an address of the web or of mail.
pub(super) fn contact(fields: &Fields<'_, '_>) -> Option<Box<str>> {
    let written = fields.text("contact")?;
    let mail = written.strip_prefix("mailto:").unwrap_or(&written);
    if is_web_address(&written) {
        return Some(written.value);
    }
    if is_mail_address(mail) {
        return Some(mail.into());
    }
    let message = format!("`contact` is no address: `{}`", printable(&written));
    let finding = fields.error("bad-address", written.span, message);
    fields.report(finding.help("write a mail address, or an address of the web from `https://` on"));
    None
}

/// Where a record's history is found.
pub(super) fn edit_url(fields: &Fields<'_, '_>) -> Option<Box<str>> {
    let written = fields.text("edit_url")?;
    let (code, message, help) = if !written.contains("{path}") {
        ("bad-address", "`edit_url` does not hold `{path}`", "write `{path}` where the file's path belongs")
    } else if !is_web_address(&written.replace("{path}", "path")) {
        (
            "bad-address",
            "`edit_url` is no address of the web",
            "write it whole, from `https://` on, without spaces",
        )
    } else {
        return Some(written.value);
    };
    fields.report(fields.error(code, written.span, message).help(help));
    None
}

/// What names ids outside of the site.
pub(super) fn authority(fields: &Fields<'_, '_>) -> Option<Box<str>> {
    let written = fields.text("authority")?;
    let is_host = |host: &str| {
        host.contains('.')
            && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'))
    };
    // RFC 4151: a date is a year, a month or a day.
    let is_date = |date: &str| {
        matches!(date.len(), 4 | 7 | 10) && crate::date::PartialDate::parse(date, Tz::UTC).is_ok()
    };
    if written.split_once(',').is_some_and(|(host, date)| is_host(host) && is_date(date)) {
        return Some(written.value);
    }
    let message = format!("`authority` is not a host and a date: `{}`", printable(&written));
    let finding = fields.error("bad-authority", written.span, message);
    fields.report(finding.help("write a host that was yours on that day: \"example.org,2026\""));
    None
}
