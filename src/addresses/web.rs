//! Addresses of the web as they are compared: their parts, and when two of them are one. Nothing is looked up.

pub(crate) mod host;
mod punycode;

use std::fmt::Write;

/// Parameters of addresses that tell where a reader came from, and nothing of what is read.
const TRACKING: &[&str] = &[
    "_ga", "_gl", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ref_src",
    "twclid", "wbraid", "yclid",
];

/// An address of the web, taken apart (RFC 3986, section 3).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address<'a> {
    /// `http` or `https`, as it is written.
    pub(crate) scheme: &'a str,
    /// As it is written, without user and port.
    pub(crate) host: &'a str,
    /// Where it is not that of the scheme.
    port: Option<&'a str>,
    /// From its first `/` on; may be empty.
    pub(crate) path: &'a str,
    /// Behind the `?`.
    pub(crate) query: Option<&'a str>,
    /// Behind the `#`.
    fragment: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// Takes an address apart; `None` where it is none of the web.
    pub(crate) fn parse(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once(':')?;
        let usual = match scheme.to_ascii_lowercase().as_str() {
            "http" => "80",
            "https" => "443",
            _ => return None,
        };
        // Browsers, and archives that were given an address by one, make one slash of two.
        let rest = rest.strip_prefix("//").or_else(|| rest.strip_prefix('/'))?;
        let (rest, fragment) = split(rest, '#');
        let (rest, query) = split(rest, '?');
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let authority = authority.rsplit('@').next().unwrap_or(authority);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, Some(port)),
            _ => (authority, None),
        };
        let port = port.filter(|port| !port.is_empty() && *port != usual);
        (!host.is_empty()).then_some(Self { scheme, host, port, path, query, fragment })
    }

    /// Whether it is asked for in the open.
    pub(crate) fn is_plain_http(&self) -> bool {
        self.scheme.eq_ignore_ascii_case("http")
    }

    /// What two addresses of one page have in common: scheme, `www.`, the case of the host, a closing slash, the
    /// fragment and parameters of tracking are left out.
    pub(crate) fn bare(&self) -> String {
        let host = host::readable(self.host);
        let mut bare = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        bare.extend(self.port.into_iter().flat_map(|port| [":", port]));
        decode_plain(self.path.trim_end_matches('/'), &mut bare);
        let parameters = self.query.into_iter().flat_map(|query| query.split('&'));
        let mut mark = '?';
        for parameter in parameters.filter(|parameter| !parameter.is_empty() && !is_tracking(parameter)) {
            bare.push(mark);
            decode_plain(parameter, &mut bare);
            mark = '&';
        }
        // Some fragments are no place on a page: routes of programs, and pages of a document.
        let routes = ["!", "/", "page="];
        let kept = self.fragment.filter(|part| routes.iter().any(|route| part.starts_with(route)));
        bare.extend(kept.into_iter().flat_map(|part| ["#", part]));
        bare
    }
}

/// Whether two addresses are of one page; where one of them is none of the web, whether they are written alike.
pub fn is_same(one: &str, other: &str) -> bool {
    match (Address::parse(one), Address::parse(other)) {
        (Some(one), Some(other)) => one.bare() == other.bare(),
        _ => one == other,
    }
}

/// What stands before a mark, and what stands behind it.
fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&&*name)
}

/// Appends a text in which `%XX` of letters, digits and `-._~` is written plainly and that of other bytes with capital
/// letters: such forms are one (RFC 3986, section 6.2.2). What is not ASCII is written as `%XX`.
fn decode_plain(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes
            .get(at + 1..at + 3)
            .filter(|two| bytes[at] == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        at += if byte.is_some() { 3 } else { 1 };
        let byte = match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte));
                continue;
            }
            Some(byte) => byte,
            None if bytes[at - 1].is_ascii() => {
                out.push(char::from(bytes[at - 1]));
                continue;
            }
            None => bytes[at - 1],
        };
        // Writing into a string does not fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn addresses_of_one_page_are_told_from_others() {
        let page = "https://www.example.org/a/b?id=1";
        for same in [
            "http://example.org/a/b?id=1",
            "https://WWW.Example.org:443/a/b/?id=1#top",
            "https://example.org/a/b?utm_source=x&id=1&fbclid=2",
            "https:/example.org/%61/b?id=1#:~:text=c",
            "https://user@example.org./a/b?id=1",
        ] {
            assert!(is_same(page, same), "{same}");
        }
        for other in [
            "https://example.org/a/B?id=1",
            "https://example.org/a/b?id=2",
            "https://example.org:8080/a/b?id=1",
            "https://en.example.org/a/b?id=1",
            "https://example.org/a/b?id=1#!/c",
            "ftp://example.org/a/b?id=1",
            "https:example.org/a/b?id=1",
        ] {
            assert!(!is_same(page, other), "{other}");
        }
        assert!(is_same("https://xn--bcher-kva.example/%c3%bc", "https://Bücher.example/ü"));
        assert!(!is_same("https://example.org/a.pdf#page=2", "https://example.org/a.pdf#page=3"));
        assert!(!is_same("https://example.org/a%2Fb", "https://example.org/a/b"));
    }
}
