//! Signs of a wall against programs: who meets one knows nothing of the page behind it. Pure.
//!
//! Only what nobody but such a wall writes counts: many a page that is truly gone has a form with a captcha.

/// Fields of a head, and how their values begin.
const FIELDS: &[(&str, &str)] = &[("cf-mitigated", "challenge"), ("x-amzn-waf-action", "")];

/// Words of a body.
const WORDS: &[&[u8]] = &[
    b"/cdn-cgi/challenge-platform/",
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"_Incapsula_Resource",
    b"geo.captcha-delivery.com",
    b"px-captcha",
    b"awsWafCookieDomainList",
    b"errors.edgesuite.net",
    b"Sucuri WebSite Firewall",
    b"Enable JavaScript and cookies to continue",
];

/// Whether fields of a head tell of a wall.
pub(super) fn in_head<'a>(fields: impl Iterator<Item = (&'a str, &'a [u8])>) -> bool {
    let mut fields = fields;
    fields.any(|(name, value)| {
        FIELDS.iter().any(|(known, begin)| name == *known && value.starts_with(begin.as_bytes()))
    })
}

/// Whether the first bytes of a body tell of a wall.
pub(super) fn in_body(body: &[u8]) -> bool {
    WORDS.iter().any(|words| memchr::memmem::find(body, words).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_are_told_from_pages() {
        let head = |name: &'static str, value: &'static [u8]| {
            in_head([("date", &b"x"[..]), (name, value)].into_iter())
        };
        assert!(head("cf-mitigated", b"challenge"));
        assert!(!head("cf-mitigated", b"none"));
        assert!(head("x-amzn-waf-action", b"captcha"));
        assert!(!head("server", b"cloudflare"));
        assert!(in_body(b"<script src=\"/cdn-cgi/challenge-platform/h/b/orchestrate\">"));
        assert!(!in_body(b"<h1>Not found</h1><div class=\"g-recaptcha\"></div>"));
        assert!(!in_body(b""));
    }
}
