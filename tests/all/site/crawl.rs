//! Follows every link of a site and looks at every page: what would mislead a reader or a program.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{self, Element};
use super::world::Site;

/// How a site's pages must link to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// A folder stands for its `index.html`.
    Folders,
    /// Every link names a file.
    Files,
}

/// Every fault of every page: `path: fault`.
pub(crate) fn faults(site: &Site, links: Links) -> Vec<String> {
    let pages: BTreeMap<&str, Page> =
        site.texts("html").map(|(path, text)| (path, Page::read(text))).collect();
    let crawl = Crawl { site, links, pages: &pages };
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let own = page.faults.iter().cloned();
        faults.extend(own.chain(crawl.page(path, page)).map(|fault| format!("{path}: {fault}")));
    }
    faults
}

struct Page {
    elements: Vec<Element>,
    ids: BTreeSet<String>,
    faults: Vec<String>,
}

impl Page {
    fn read(text: &str) -> Self {
        let (elements, mut faults) = html::read(text);
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.get("id")) {
            if !ids.insert(id.to_owned()) {
                faults.push(format!("id `{id}` stands twice"));
            }
        }
        Self { elements, ids, faults }
    }

    fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    fn policy(&self) -> Option<&str> {
        self.with("http-equiv", "Content-Security-Policy")?.get("content")
    }

    fn with<'a>(&'a self, attribute: &'a str, value: &'a str) -> Option<&'a Element> {
        self.elements.iter().find(move |element| element.get(attribute) == Some(value))
    }
}

struct Crawl<'a> {
    site: &'a Site,
    links: Links,
    pages: &'a BTreeMap<&'a str, Page>,
}

impl Crawl<'_> {
    fn page(&self, path: &str, page: &Page) -> Vec<String> {
        let mut faults = head(path, page);
        let redirect = page.with("http-equiv", "refresh");
        if redirect.is_none() {
            faults.extend(body(page));
        }
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let canonical = page.with("rel", "canonical").and_then(|link| link.get("href")).unwrap_or_default();
        // A card is found by its claim, a renamed one's by the new one.
        let right = match address.strip_suffix("embed/") {
            Some(_) => page.of("a").next().and_then(|link| joined(path, link.get("href")?)),
            None => Some(address.to_owned()),
        };
        let right =
            right.map(|right| format!("{}{}", self.site.base_url, right.trim_end_matches("index.html")));
        if redirect.is_none() && Some(canonical) != right.as_deref() {
            faults.push(format!("canonical is `{canonical}`"));
        }
        if let Some(to) = redirect.and_then(|meta| meta.get("content")?.split_once("url=")) {
            faults.extend(self.link(path, to.1));
        }
        for element in &page.elements {
            faults.extend(self.element(path, page, element));
        }
        faults
    }

    fn element(&self, path: &str, page: &Page, element: &Element) -> Vec<String> {
        let mut faults = Vec::new();
        // What is no script but data is not run, whatever the policy of the page.
        let data = element.name == "script" && element.get("type") == Some("application/ld+json");
        // The site's own script is a file, of a page whose policy says so.
        let own = element.name == "script" && element.get("src").is_some() && element.text.is_empty();
        let own = own && page.policy().is_some_and(|policy| policy.contains("script-src 'self'"));
        let known =
            element.name == "script" && page.policy().is_some_and(|it| it.contains(&hash(&element.text)));
        let searched = searches(path, page) && matches!(element.name.as_str(), "script" | "form");
        if !(data || own || known || searched)
            && matches!(element.name.as_str(), "style" | "script" | "iframe" | "base" | "object" | "form")
        {
            faults.push(format!("a `{}` element", element.name));
        }
        for (name, value) in &element.attributes {
            match name.as_str() {
                "style" => faults.push(format!("`{}` has a style of its own", element.name)),
                name if name.starts_with("on") => faults.push(format!("`{}` has `{name}`", element.name)),
                "src" => faults.extend(self.own(path, value)),
                "href" if element.name == "link" && is_loaded(element) => {
                    faults.extend(self.own(path, value));
                }
                "href" => faults.extend(self.link(path, value)),
                "aria-labelledby" | "aria-describedby" => {
                    let lost = value.split(' ').filter(|id| !page.ids.contains(*id));
                    faults.extend(lost.map(|id| format!("`{name}` names `{id}`, which is not there")));
                }
                _ if value.contains("url(#") => faults.extend(shapes(page, value)),
                _ => {}
            }
        }
        if element.name == "img" && element.get("alt").is_none() {
            faults.push("an image without alt".to_owned());
        }
        faults
    }

    /// What a browser loads with the page: nothing from elsewhere.
    fn own(&self, path: &str, address: &str) -> Option<String> {
        if address.contains("://") || address.starts_with("//") || address.starts_with("data:") {
            return Some(format!("loads `{address}` from elsewhere"));
        }
        self.link(path, address)
    }

    /// What is wrong with a link.
    fn link(&self, from: &str, address: &str) -> Option<String> {
        let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains('/'));
        let rooted = address.strip_prefix(&self.site.base_url);
        if rooted.is_none() && scheme.is_some() {
            let known = matches!(scheme, Some("http" | "https" | "mailto"));
            return (!known).then(|| format!("link to `{address}`"));
        }
        let base_path = self.site.base_url.splitn(4, '/').nth(3).unwrap_or_default();
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = rooted.map_or(path, |rest| rest.split(['#', '?']).next().unwrap_or_default());
        let file = match path.strip_prefix('/') {
            // Only the page that stands in for any address may link from the root.
            Some(rest) if from == "404.html" => rest.strip_prefix(base_path).map(str::to_owned),
            Some(_) => None,
            None if rooted.is_some() => Some(path.to_owned()),
            None => joined(from, path),
        };
        let Some(mut file) = file else { return Some(format!("link leads off the site: `{address}`")) };
        let free = rooted.is_some() || from == "404.html" || path.is_empty();
        if file.is_empty() || file.ends_with('/') {
            if self.links == Links::Files && !free {
                return Some(format!("link to a folder: `{address}`"));
            }
            file.push_str("index.html");
        }
        if !self.site.files.contains_key(&file) {
            return Some(format!("dead link `{address}`"));
        }
        let page = self.pages.get(file.as_str()).filter(|_| !fragment.is_empty())?;
        (!page.ids.contains(fragment)).then(|| format!("dead anchor `{address}`"))
    }
}

/// What a relative address means on a page; `None` where it leaves the site.
fn joined(from: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let (folders, last) = address.rsplit_once('/').map_or(("", address), |(folders, last)| (folders, last));
    for part in folders.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let folder = parts.iter().fold(String::new(), |path, part| path + part + "/");
    match last {
        "." => Some(folder),
        ".." => None,
        last => Some(folder + last),
    }
}

fn is_loaded(link: &Element) -> bool {
    matches!(link.get("rel"), Some("stylesheet" | "icon" | "preload"))
}

fn shapes(page: &Page, value: &str) -> Vec<String> {
    let ids = value.split("url(#").skip(1).filter_map(|rest| rest.split(')').next());
    let lost = ids.filter(|id| !page.ids.contains(*id));
    lost.map(|id| format!("a shape uses `{id}`, which is not there")).collect()
}

/// What the page that searches may do, and no other.
const SEARCHES: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; \
                        style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";
/// Whether a page has something to search.
fn searches(path: &str, page: &Page) -> bool {
    (path == "search/index.html" || path.ends_with("/search/index.html")) && page.ids.contains("found")
}

fn head(path: &str, page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    if page.of("html").next().and_then(|html| html.get("lang")).is_none_or(str::is_empty) {
        faults.push("no language".to_owned());
    }
    if page.of("title").next().is_none_or(|title| title.text.trim().is_empty()) {
        faults.push("no title".to_owned());
    }
    let policy = page.policy();
    let is_allowed = |policy| if searches(path, page) { policy == SEARCHES } else { is_strict(policy) };
    if !policy.is_some_and(is_allowed) {
        faults.push(format!("policy {policy:?}"));
    }
    faults
}

/// Nothing but what is said: of scripts those of the site alone.
fn is_strict(policy: &str) -> bool {
    policy.contains("default-src 'none'") && !policy.contains("unsafe")
}

/// One h1, and no heading more than one level below the one before it.
fn body(page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    let levels: Vec<(u8, &str)> =
        page.elements.iter().filter_map(|element| Some((element.level()?, element.text.as_str()))).collect();
    let tops = levels.iter().filter(|(level, _)| *level == 1).count();
    if tops != 1 {
        faults.push(format!("{tops} headings of the first level"));
    }
    for pair in levels.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1) {
        faults.push(format!("h{} `{}` after h{}", pair[1].0, pair[1].1, pair[0].0));
    }
    if let Some((_, text)) = levels.iter().find(|(_, text)| text.trim().is_empty()) {
        faults.push(format!("an empty heading `{text}`"));
    }
    faults
}

/// What a policy calls a script by: the Base64 of its SHA-256 (Content Security Policy 3, section 2.3.1).
fn hash(script: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let suite = rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256.tls13().unwrap();
    let digest = suite.common.hash_provider.hash(script.as_bytes());
    let mut text = "'sha256-".to_owned();
    for three in digest.as_ref().chunks(3) {
        let bits = three.iter().chain(&[0, 0]).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for sign in 0..4 {
            let place = (bits >> (18 - 6 * sign)) as usize & 63;
            text.push(if sign <= three.len() { char::from(SIGNS[place]) } else { '=' });
        }
    }
    text + "'"
}
