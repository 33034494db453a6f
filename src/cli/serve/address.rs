//! Paths of requests: what is asked for, and where the site holds it. Pure.
//!
//! A path is never joined to one on the disk: it is decoded once and looked up in the plan, where `..` is a name like
//! any other.

use std::fmt::Write as _;

use chrono::NaiveDate;
use onrecord::routes::{SitePath, base_path};
use onrecord::session::Stand;

/// What a path asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// An address of the site, without its leading `/`; on another day than the site's own.
    Site(View),
    /// A part of the preview itself, by its name below `/-/`.
    Own(String),
    /// A folder without the `/` at its end: this is its last part.
    Slash(String),
}

/// An address of the site on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct View {
    /// Another day than the site's own.
    pub(super) day: Option<NaiveDate>,
    /// Without its leading `/`, decoded.
    pub(super) path: String,
}

impl View {
    /// As the query of one of the preview's own addresses.
    pub(super) fn query(&self) -> String {
        let day = self.day.map(|day| format!("&day={day}")).unwrap_or_default();
        format!("at={}{day}", encode(&self.path))
    }

    /// As such a query names it; the site's home where it names none.
    pub(super) fn of_query(query: &str) -> Self {
        Self {
            day: value(query, "day").and_then(|written| day(&written)),
            path: value(query, "at").unwrap_or_default(),
        }
    }
}

/// Where a site holds what a path asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// At this address.
    At(SitePath),
    /// At the address with `/` at its end.
    Slash,
    /// Nowhere.
    Nowhere,
}

/// Tells the site's addresses and the preview's apart.
pub(super) fn asked(path: &str) -> Asked {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path == "-" {
        return Asked::Slash("-".to_owned());
    }
    let Some(own) = path.strip_prefix("-/") else {
        return Asked::Site(View { day: None, path: path.to_owned() });
    };
    let Some(rest) = own.strip_prefix("day/") else { return Asked::Own(own.to_owned()) };
    let (written, path) = rest.split_once('/').map_or((rest, None), |(day, path)| (day, Some(path)));
    match (day(written), path) {
        (None, _) => Asked::Own(own.to_owned()),
        (Some(_), None) => Asked::Slash(written.to_owned()),
        (day, Some(path)) => Asked::Site(View { day, path: path.to_owned() }),
    }
}

/// A day as addresses have it: `2026-01-20`, and no other spelling.
pub(super) fn day(written: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok()?;
    (written.len() == 10 && day.to_string() == written).then_some(day)
}

/// Looks an address up: as it stands first, then below the path of the site's own address.
pub(super) fn find(stand: &Stand, path: &str) -> Found {
    let based = decode(base_path(&stand.config().base_url)).unwrap_or_else(|| "/".to_owned());
    find_in(&|path| stand.at(path).is_some(), &based, path)
}

/// `base` has slashes at both ends.
fn find_in(has: &dyn Fn(&SitePath) -> bool, base: &str, path: &str) -> Found {
    let below = path.strip_prefix(&base[1..]).filter(|_| base != "/");
    let spellings = || std::iter::once(path).chain(below);
    let at = |path: &str| Some(SitePath::new(path)).filter(|path| has(path));
    if let Some(path) = spellings().find_map(at) {
        return Found::At(path);
    }
    let is_base = base != "/" && base[1..base.len() - 1] == *path;
    if is_base || spellings().any(|path| !path.is_empty() && at(&format!("{path}/")).is_some()) {
        return Found::Slash;
    }
    let folder = |path: &str| {
        let folder = path.strip_suffix("index.html")?;
        at(folder).filter(SitePath::is_page)
    };
    spellings().find_map(folder).map_or(Found::Nowhere, Found::At)
}

/// A path without its percent signs, each part by itself: an encoded `/` divides nothing and stays as it is.
///
/// `None` where a percent sign has no two digits, or hides a control character.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, tail @ ..] = rest else { return None };
        rest = tail;
        match hex(*high)? * 16 + hex(*low)? {
            0..=0x1f | 0x7f => return None,
            b'/' => bytes.extend_from_slice(b"%2F"),
            byte => bytes.push(byte),
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// The value of a query's key, decoded; the first one counts.
pub(super) fn value(query: &str, key: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))?;
    // Forms write a space as a plus sign; a slash needs no encoding in a query.
    decode(&value.replace('+', "%20").replace("%2F", "/").replace("%2f", "/"))
}

/// Text as a part of a path or a value of a query: all but RFC 3986's unreserved characters by their bytes.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            byte => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// The link to an address from the root of the server, its parts encoded.
pub(super) fn link(view: &View) -> String {
    let day = view.day.map(|day| format!("-/day/{day}/")).unwrap_or_default();
    // Two slashes at its start would lead to another host.
    let parts: Vec<String> = view.path.trim_start_matches('/').split('/').map(encode).collect();
    format!("/{day}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_of_the_site_of_a_day_or_of_the_preview() {
        let site = |day: Option<&str>, path: &str| {
            Asked::Site(View { day: day.map(|day| day.parse().unwrap()), path: path.to_owned() })
        };
        let cases = [
            ("/", site(None, "")),
            ("/claims/a/", site(None, "claims/a/")),
            ("//claims/", site(None, "/claims/")),
            ("/-", Asked::Slash("-".to_owned())),
            ("/-/", Asked::Own(String::new())),
            ("/-/live.js", Asked::Own("live.js".to_owned())),
            ("/-/day/2026-01-20/", site(Some("2026-01-20"), "")),
            ("/-/day/2026-01-20/claims/a/", site(Some("2026-01-20"), "claims/a/")),
            ("/-/day/2026-01-20", Asked::Slash("2026-01-20".to_owned())),
            ("/-/day/2026-1-20/", Asked::Own("day/2026-1-20/".to_owned())),
            ("/-/day/2026-02-30/", Asked::Own("day/2026-02-30/".to_owned())),
        ];
        for (path, expected) in cases {
            assert_eq!(asked(path), expected, "{path}");
        }
    }

    #[test]
    fn addresses_are_found_at_the_root_and_below_the_sites_own() {
        let held = ["", "claims/", "claims/a/", "robots.txt", "tracker/tracker/"];
        let find = |base: &str, path: &str| find_in(&|path| held.contains(&path.as_str()), base, path);
        let at = |path: &str| Found::At(SitePath::new(path));
        let cases = [
            ("/tracker/", "", at("")),
            ("/tracker/", "claims/a/", at("claims/a/")),
            ("/tracker/", "tracker/claims/a/", at("claims/a/")),
            ("/tracker/", "tracker/", at("")),
            ("/tracker/", "tracker", Found::Slash),
            ("/tracker/", "tracker/claims/a", Found::Slash),
            ("/tracker/", "tracker/tracker/", at("tracker/tracker/")),
            ("/tracker/", "trackerclaims/a/", Found::Nowhere),
            ("/", "claims", Found::Slash),
            ("/", "claims/a/index.html", at("claims/a/")),
            ("/", "index.html", at("")),
            ("/", "robots.txtindex.html", Found::Nowhere),
            ("/", "claims/../claims/a/", Found::Nowhere),
            ("/", "claims//", Found::Nowhere),
            ("/", "robots.txt/", Found::Nowhere),
        ];
        for (base, path, expected) in cases {
            assert_eq!(find(base, path), expected, "{base} {path}");
        }
    }

    #[test]
    fn percent_signs_are_decoded_once() {
        let cases = [
            ("/a%20b", Some("/a b")),
            ("/%2e%2E/", Some("/../")),
            ("/a%2Fb", Some("/a%2Fb")),
            ("/a%252Fb", Some("/a%2Fb")),
            ("/%C3%BC", Some("/ü")),
            ("/%FF", Some("/\u{fffd}")),
            ("/%00", None),
            ("/%0d%0a", None),
            ("/%7f", None),
            ("/%", None),
            ("/%4", None),
            ("/%zz", None),
            ("/%+1", None),
        ];
        for (path, expected) in cases {
            assert_eq!(decode(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn links_stay_on_this_server() {
        let link = |day: Option<&str>, path: &str| {
            link(&View { day: day.map(|day| day.parse().unwrap()), path: path.to_owned() })
        };
        assert_eq!(link(None, "claims/ü b/"), "/claims/%C3%BC%20b/");
        assert_eq!(link(None, "//example.org/"), "/example.org/");
        assert_eq!(link(Some("2026-01-20"), "/x"), "/-/day/2026-01-20/x");
        assert_eq!(link(None, "javascript:x"), "/javascript%3Ax");
    }

    #[test]
    fn values_of_a_query_come_back_as_they_were_encoded() {
        for text in ["claims/a/", "ü &=+%2F?#", ""] {
            assert_eq!(value(&format!("x=1&at={}&at=no", encode(text)), "at").as_deref(), Some(text));
        }
        assert_eq!(value("at=a+b", "at").as_deref(), Some("a b"));
        assert_eq!(value("att=a&at", "at"), None);
    }
}
