//! Where a link may lead: the web, mail, this site, this page. Nothing else becomes a link.

use std::borrow::Cow;

/// An address, judged as a browser would read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// `https://…` or `http://…`
    Web(String),
    /// `mailto:…`
    Mail(String),
    /// A site address: `/claims/ID/#u-…`.
    Site(String),
    /// `#…`, without the `#`.
    Fragment(String),
    /// Anything else: no link.
    None,
}

/// Judges an address whose entities and backslash escapes are decoded.
///
/// Browsers drop control characters and outer white space before they look at the scheme (WHATWG URL,
/// basic URL parser, steps 1 to 3), so that is done first, here too.
pub(super) fn judge(written: &str) -> Address {
    let url: Cow<'_, str> = if written.bytes().all(is_plain) {
        written.into()
    } else {
        written.chars().filter(|c| !c.is_control()).collect()
    };
    let url = url.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if let Some(fragment) = url.strip_prefix('#') {
        return if fragment.is_empty() { Address::None } else { Address::Fragment(encode(fragment).into()) };
    }
    if let Some(rest) = url.strip_prefix('/') {
        // `//host` and `/\host` leave the site.
        let leaves = rest.starts_with('/') || url.contains('\\');
        return if leaves { Address::None } else { Address::Site(encode(url).into()) };
    }
    let Some((scheme, rest)) = url.split_once(':') else { return Address::None };
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("mailto") && !rest.is_empty() {
        return Address::Mail(format!("mailto:{}", encode(rest)));
    }
    let name = if is("https") { "https://" } else { "http://" };
    match rest.strip_prefix("//").filter(|_| is("http") || is("https")) {
        Some(host) if !host.is_empty() && !host.starts_with(['/', '\\', '?', '#', ':', '@']) => {
            Address::Web([name, &*encode(host)].concat())
        }
        _ => Address::None,
    }
}

/// Bytes that stand in an address as they are; what else may is found out character by character.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/-._~:?#[]@!$&'()*+,;=%".contains(&byte)
}

/// Marks that show nothing and could hide what an address is.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Percent-encodes what has no place in an address; letters of any script stay.
fn encode(text: &str) -> Cow<'_, str> {
    use std::fmt::Write;
    if text.bytes().all(is_plain) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let allowed = match c {
            ' ' | '"' | '<' | '>' | '`' | '\\' | '^' | '{' | '|' | '}' => false,
            c => c.is_ascii() || !(c.is_whitespace() || is_invisible(c)),
        };
        if allowed {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_and_site_addresses_are_links() {
        use Address::{Fragment, Mail, None, Site, Web};
        let cases = [
            ("https://example.org/a?b=c&d#e", Web("https://example.org/a?b=c&d#e".into())),
            ("HTTP://example.org", Web("http://example.org".into())),
            (" \u{1}https://example.org\n/a", Web("https://example.org/a".into())),
            ("https://exämple.org/ä b", Web("https://exämple.org/ä%20b".into())),
            ("mailto:a@example.org", Mail("mailto:a@example.org".into())),
            ("/claims/a/#u-1", Site("/claims/a/#u-1".into())),
            ("/", Site("/".into())),
            ("#u-1", Fragment("u-1".into())),
            ("#", None),
            ("", None),
            ("//example.org", None),
            ("/\\example.org", None),
            ("/\t/example.org", None),
            ("\\\\example.org", None),
            ("a/b", None),
            ("../b", None),
            ("https:example.org", None),
            ("https:/example.org", None),
            ("https:///example.org", None),
            ("https://", None),
            ("mailto:", None),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("\u{feff}javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("file:///etc/passwd", None),
            ("blob:https://example.org/x", None),
            ("view-source:https://example.org", None),
        ];
        for (written, expected) in cases {
            assert_eq!(judge(written), expected, "{written:?}");
        }
    }
}
