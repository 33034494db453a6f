//! `[security]`: what `security.txt` says.

use crate::diagnostic::Spanned;
use crate::record::decode::{Fields, is_mail_address, is_web_address, printable};
use crate::record::site::Security;

/// The settings; `contact` is that of the site, for a table without one of its own.
pub(super) fn security(fields: &Fields<'_, '_>, contact: Option<&str>) -> Option<Security> {
    let table = fields.table("security")?;
    let own = table.text("contact");
    let report_to = match &own {
        Some(written) => uri(written),
        None => contact.and_then(uri),
    };
    if report_to.is_none() && (own.is_some() || !table.has("contact")) {
        let (code, span, message) = match &own {
            Some(own) => {
                ("bad-address", own.span, format!("`contact` is no safe address: `{}`", printable(own)))
            }
            None => (
                "no-security-contact",
                table.span,
                "security has no `contact`, and neither has the site".to_owned(),
            ),
        };
        let finding = table.error(code, span, message);
        table.report(finding.help("write a mail address, or an address of the web from `https://` on"));
    }
    let expires = table.day("expires").map(|day| Spanned::new(day, table.span_of("expires")));
    let page = |name: &str| safe(&table, name);
    let (policy, encryption, acknowledgments) = (page("policy"), page("encryption"), page("acknowledgments"));
    let languages = table.languages("preferred_languages").into_iter().map(|code| code.value).collect();
    Some(Security { contact: report_to?, expires: expires?, policy, encryption, acknowledgments, languages })
}

/// An address of the web or of mail as a whole (RFC 9116, section 2.5.3: of the web only from `https:` on).
fn uri(address: &str) -> Option<Box<str>> {
    let mail = address.strip_prefix("mailto:").unwrap_or(address);
    if address.starts_with("https://") && is_web_address(address) {
        Some(address.into())
    } else {
        is_mail_address(mail).then(|| format!("mailto:{mail}").into())
    }
}

fn safe(table: &Fields<'_, '_>, name: &str) -> Option<Box<str>> {
    let written = table.address(name)?;
    if written.starts_with("https://") {
        return Some(written.value);
    }
    let message = format!("`{name}` is no safe address: `{}`", printable(&written));
    table.report(table.error("bad-address", written.span, message).help("write it from `https://` on"));
    None
}
