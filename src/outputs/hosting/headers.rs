//! `_headers`: what a host says of each file beside its bytes.
//!
//! No header stands in two rules that match one address: hosts join both values, or take the last one. What a page
//! may load and run is said in the page itself, whose needs differ; a header says only what a page cannot, which
//! is who may frame it.

use std::fmt::Write;

use super::base;
use crate::output::Site;
use crate::record::site::Host;
use crate::routes::RESERVED_SEGMENTS;

/// Rules that Cloudflare reads.
const MOST: usize = 100;

/// Said of everything. Addresses stay and names of files hold no hash, so browsers ask each time whether what they
/// have still stands: that costs little, and a badge that is out of date would be worse.
const ALL: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cache-Control", "public, max-age=0, must-revalidate"),
];

/// Pages are not framed by others; embeds stand in none of these rules.
const UNFRAMED: (&str, &str) = ("Content-Security-Policy", "frame-ancestors 'none'");

/// What scripts of other sites may read: feeds, calendars, tables, badges and what describes them.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Kinds of files by the end of their names, with their types where hosts may not know them.
const KINDS: &[(&str, Option<&str>)] = &[
    ("*.csv", Some("text/csv; charset=utf-8")),
    ("*.ics", Some("text/calendar; charset=utf-8")),
    ("*.json", None),
    ("*.jsonl", Some("application/jsonl; charset=utf-8")),
    ("*.sqlite", Some("application/vnd.sqlite3")),
    ("*.svg", Some("image/svg+xml; charset=utf-8")),
    ("*.xml", None),
    ("*.bib", Some("application/x-bibtex; charset=utf-8")),
    ("*.ris", Some("application/x-research-info-systems; charset=utf-8")),
];

/// Feeds have types of their own.
const FEEDS: &[(&str, &str)] =
    &[("xml", "application/atom+xml; charset=utf-8"), ("json", "application/feed+json; charset=utf-8")];

/// The file.
pub(super) fn text(site: &Site, host: Host) -> String {
    let base = base(site);
    let homes: Vec<String> =
        site.languages.iter().map(|lang| format!("{base}{}", lang.routes.home().as_str())).collect();
    let mut rules = vec![(format!("{base}*"), ALL.to_vec())];
    for (names, kind) in KINDS {
        let kind = kind.map(|kind| ("Content-Type", kind));
        rules.push((format!("{base}{names}"), [OPEN].into_iter().chain(kind).collect()));
    }
    for (ending, kind) in FEEDS {
        let kind = vec![("Content-Type", *kind)];
        rules.push((format!("{base}*feed.{ending}"), kind.clone()));
        rules.extend(homes.iter().map(|home| (format!("{home}feed/*.{ending}"), kind.clone())));
    }
    for (at, home) in homes.iter().enumerate() {
        let mut pages = unframed(at, home);
        if host == Host::Netlify {
            pages.extend(by_full_name(at, home));
        }
        // Of a site in many languages the last ones go without: that keeps nobody from reading.
        if host == Host::Cloudflare && rules.len() + pages.len() > MOST {
            break;
        }
        rules.extend(pages.into_iter().map(|page| (page, vec![UNFRAMED])));
    }
    rules.iter().fold(String::new(), |mut text, (addresses, headers)| {
        let _ = writeln!(text, "{addresses}");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
        text
    })
}

/// The addresses of all pages of a language but embeds. A rule can leave nothing out, so that each kind is named.
fn unframed(at: usize, home: &str) -> Vec<String> {
    // `/:page/` matches the home pages of other languages too.
    let mut pages: Vec<String> = if at == 0 { vec![home.to_owned()] } else { Vec::new() };
    pages.push(format!("{home}:page/"));
    pages.extend([":claim/", ":claim/u/:update/"].map(|rest| format!("{home}claims/{rest}")));
    // Pages of the list (`page/2/`) and months of a claim (`2026-02/`).
    pages.extend((1..=9).map(|digit| format!("{home}claims/:name/{digit}*")));
    // Claims are named above; the others hold no pages below their own.
    let bare = ["-", "assets", "claims", "corrections", "data", "feed"];
    let sections = RESERVED_SEGMENTS.iter().filter(|name| !bare.contains(name));
    pages.extend(sections.map(|section| format!("{home}{section}/:name/*")));
    pages
}

/// Pages by the whole names of their files, where other rules do not match these. Cloudflare leads on from such names
/// to the address of the page.
fn by_full_name(at: usize, home: &str) -> Vec<String> {
    let root =
        if at == 0 { vec![format!("{home}404.html"), format!("{home}index.html")] } else { Vec::new() };
    let pages = [":page/", "claims/:claim/", "claims/:claim/u/:update/"];
    root.into_iter().chain(pages.map(|page| format!("{home}{page}index.html"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample;

    /// Whether a rule of Netlify or Cloudflare matches an address: `:name` is a part of it, `*` is anything.
    fn matches(rule: &str, address: &str) -> bool {
        match rule.find([':', '*']) {
            None => rule == address,
            Some(at) if !address.starts_with(&rule[..at]) => false,
            Some(at) => {
                let (sign, after) = (rule.as_bytes()[at], &rule[at + 1..]);
                let rest = &address[at..];
                let after = match sign {
                    b':' => after.trim_start_matches(|c: char| c.is_ascii_alphanumeric()),
                    _ => after,
                };
                let least = usize::from(sign == b':');
                let fits = |taken: &str| taken.len() >= least && (sign == b'*' || !taken.contains('/'));
                let ends = rest.char_indices().map(|(end, _)| end).chain([rest.len()]);
                ends.into_iter().any(|end| fits(&rest[..end]) && matches(after, &rest[end..]))
            }
        }
    }

    /// The headers that an address gets, each once.
    fn headers(text: &str, address: &str) -> Vec<(String, String)> {
        let (mut found, mut here) = (Vec::new(), false);
        for line in text.lines() {
            match line.strip_prefix("  ") {
                Some(header) if here => {
                    let (name, value) = header.split_once(": ").unwrap();
                    assert!(found.iter().all(|(known, _)| known != name), "{address}: {name} twice");
                    found.push((name.to_owned(), value.to_owned()));
                }
                Some(_) => {}
                None => here = matches(line, address),
            }
        }
        found
    }

    fn value(text: &str, address: &str, name: &str) -> Option<String> {
        headers(text, address).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    #[test]
    fn pages_cannot_be_framed_and_embeds_can() {
        let site = sample::site();
        for host in [Host::Netlify, Host::Cloudflare] {
            let text = text(&site, host);
            let framed =
                |path: &str| value(&text, &format!("/tracker/{path}"), "Content-Security-Policy").is_none();
            assert_eq!(framed("404.html"), host == Host::Cloudflare);
            for lang in ["", "es/"] {
                for page in [
                    "",
                    "about/",
                    "claims/",
                    "claims/page/2/",
                    "claims/a/",
                    "claims/a/2026-02/",
                    "claims/a/u/x/",
                    "topics/a/",
                    "topics/a/page/2/",
                    "sources/unattributed/",
                    "status/in_progress/",
                    "data/",
                    "milestones/page/3/",
                    "years/2026/",
                    "source-kinds/press/page/2/",
                ] {
                    assert!(!framed(&format!("{lang}{page}")), "{lang}{page}");
                    if host == Host::Netlify {
                        assert!(!framed(&format!("{lang}{page}index.html")), "{lang}{page}index.html");
                    }
                }
                for embed in ["claims/a/embed/", "claims/page/embed/", "claims/a/embed/dark/"] {
                    assert!(framed(&format!("{lang}{embed}")), "{lang}{embed}");
                    assert!(framed(&format!("{lang}{embed}index.html")), "{lang}{embed}index.html");
                }
            }
        }
    }

    #[test]
    fn files_have_their_types_and_may_be_read_by_all() {
        let text = text(&sample::site(), Host::Cloudflare);
        for (path, kind) in [
            ("calendar.ics", "text/calendar; charset=utf-8"),
            ("es/claims/a/calendar.ics", "text/calendar; charset=utf-8"),
            ("feed.xml", "application/atom+xml; charset=utf-8"),
            ("es/topics/a/feed.json", "application/feed+json; charset=utf-8"),
            ("feed/all/2026-02.xml", "application/atom+xml; charset=utf-8"),
            ("es/feed/all.json", "application/feed+json; charset=utf-8"),
            ("data/claims.csv", "text/csv; charset=utf-8"),
            ("data/claims.jsonl", "application/jsonl; charset=utf-8"),
            ("data/onrecord.sqlite", "application/vnd.sqlite3"),
            ("claims/a/status.svg", "image/svg+xml; charset=utf-8"),
            ("claims/a/cite.bib", "application/x-bibtex; charset=utf-8"),
        ] {
            let address = format!("/tracker/{path}");
            assert_eq!(value(&text, &address, "Content-Type").as_deref(), Some(kind), "{path}");
            assert_eq!(value(&text, &address, "Access-Control-Allow-Origin").as_deref(), Some("*"), "{path}");
        }
        for path in ["claims/a/claim.json", "data/datapackage.json", "sitemap.xml"] {
            let address = format!("/tracker/{path}");
            assert_eq!(value(&text, &address, "Access-Control-Allow-Origin").as_deref(), Some("*"), "{path}");
            assert_eq!(value(&text, &address, "Content-Type"), None, "{path}");
        }
        let page = headers(&text, "/tracker/claims/a/");
        assert!(page.iter().all(|(name, _)| !name.starts_with("Access-Control")), "{page:?}");
    }

    #[test]
    fn no_host_is_given_more_rules_or_longer_lines_than_it_reads() {
        let mut site = sample::site();
        let one = site.languages.pop().unwrap();
        for number in 0..9 {
            let code: Box<str> = format!("x{number}").into();
            let routes = crate::routes::Routes::language(&code);
            site.languages.push(crate::output::Language { code, routes, strings: one.strings.clone() });
        }
        let rules = |host| text(&site, host).lines().filter(|line| line.starts_with('/')).count();
        assert!((80..=MOST).contains(&rules(Host::Cloudflare)), "{}", rules(Host::Cloudflare));
        assert!(rules(Host::Netlify) > MOST);
        let text = text(&site, Host::Netlify);
        assert!(text.lines().all(|line| line.len() < 2000 && line.matches('*').count() < 3));
        // Cloudflare reads one `*` in a rule.
        assert!(text.lines().filter(|line| line.starts_with('/')).all(|line| line.matches('*').count() < 2));
    }
}
