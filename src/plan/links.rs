//! Links that authors wrote to addresses and anchors of the site: those that lead nowhere.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::markdown;
use crate::output::{Artifact, Site};
use crate::plan::Plan;
use crate::record::Lost;
use crate::record::page::PageRecord;
use crate::record::text::{LinkTarget, Text};
use crate::routes::SitePath;
use crate::tracker::claim::{Claim, Standing};
use crate::view::page;

/// Every link that leads nowhere, in the order of the records.
pub(super) fn dead(plan: &Plan, lost: &Lost) -> Vec<Diagnostic> {
    let tracker = &plan.site.tracker;
    // Most texts link to nothing of the site: addresses are looked up once the first one does.
    let map = OnceLock::new();
    let map = || map.get_or_init(|| Map::new(plan));
    let of_claims = tracker.claims.par_iter().flat_map_iter(texts_of_claim);
    let of_pages = tracker.pages.par_iter().flat_map_iter(|page| page.texts());
    of_claims.chain(of_pages).flat_map_iter(|text| dead_in(text, &map, lost)).collect()
}

/// Texts of a claim that the site shows: that of a removed update is not.
fn texts_of_claim(claim: &Claim) -> impl Iterator<Item = &Text> {
    let record = &claim.record;
    let shown = claim.updates.iter().filter(|update| update.standing != Standing::Removed);
    record.head_texts().chain(shown.flat_map(|update| record.updates[update.record.ix()].texts()))
}

/// Addresses of the plan, for look-ups and for suggestions.
struct Map<'a> {
    site: &'a Site,
    by_path: FxHashMap<&'a str, &'a Artifact>,
}

impl<'a> Map<'a> {
    fn new(plan: &'a Plan) -> Self {
        let by_path = plan.artifacts.iter().map(|(artifact, _)| (artifact.path.as_str(), artifact)).collect();
        Self { site: &plan.site, by_path }
    }

    /// The ids of the headings of an own page or of an introduction, in the language of the address.
    fn headings(&self, path: &SitePath) -> Vec<String> {
        let site = self.site;
        let page = site.languages.iter().find_map(|language| {
            let here = |page: &&Arc<PageRecord>| language.routes.page(&page.id) == *path;
            site.tracker.pages.iter().find(here).map(|page| (page, &language.code))
        });
        let Some((page, code)) = page else { return Vec::new() };
        let translated = page.translations.iter().find(|translation| translation.lang == *code);
        let body = translated.and_then(|translation| translation.body.as_ref()).unwrap_or(&page.body);
        // A file that changed meanwhile is found when it is rendered.
        let source = site.texts.read(body).unwrap_or_default();
        markdown::heading_ids(&source).into_iter().map(|id| format!("{}{id}", page::HEADINGS)).collect()
    }

    /// What a browser gets at an address: a static folder's `index.html` is its page.
    fn at(&self, path: &SitePath) -> Option<&'a Artifact> {
        self.by_path.get(path.as_str()).or_else(|| self.by_path.get(path.file().as_str())).copied()
    }

    /// The address that was most likely meant: of the same depth, or with the slash that was forgotten.
    fn nearest(&self, path: &str) -> Option<String> {
        let slashed = format!("{}/", path.trim_end_matches('/'));
        let stem = path.trim_end_matches("index.html");
        for likely in [slashed.as_str(), path.trim_end_matches('/'), stem] {
            if likely != path && self.by_path.contains_key(likely) {
                return Some(format!("/{likely}"));
            }
        }
        let depth = path.matches('/').count();
        let limit = path.chars().count().max(3) / 3;
        let near = |known: &&&str| {
            known.matches('/').count() == depth && known.len().abs_diff(path.len()) <= limit * 4
        };
        nearest(path, self.by_path.keys().filter(near).copied()).map(|known| format!("/{known}"))
    }
}

fn dead_in<'a, 'm: 'a>(
    text: &'a Text,
    map: &'a (impl Fn() -> &'m Map<'m> + Sync),
    lost: &'a Lost,
) -> impl Iterator<Item = Diagnostic> + 'a {
    text.links.iter().filter_map(move |link| {
        let LinkTarget::Site(address) = &link.target else { return None };
        let (message, help) = fault(address, map(), lost)?;
        let finding = Diagnostic::error("dead-link", Place::new(&text.file, link.place), message);
        Some(finding.help(help))
    })
}

/// What is wrong with a link, and what to do; `None` where it leads somewhere.
fn fault(address: &str, map: &Map<'_>, lost: &Lost) -> Option<(String, String)> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = decode(path.split('?').next().unwrap_or_default());
    let path = SitePath::new(path.trim_start_matches('/'));
    let fragment = decode(fragment);
    if map.site.tracker.is_to_come(path.as_str(), &fragment) {
        return None;
    }
    let Some(artifact) = map.at(&path) else {
        if path.as_str().split('/').any(|part| lost.ids.contains(part)) {
            return None;
        }
        let message = format!("link leads to `{address}`, which the site does not hold");
        let help = map.nearest(path.as_str()).map_or_else(
            || {
                "link to an address of the site, such as `/claims/ID/`, or to a file of `content/static/`"
                    .to_owned()
            },
            |near| format!("did you mean `{near}`?"),
        );
        return Some((message, help));
    };
    // What a fragment means in a file that is no page (a page of a PDF) is not for us to know.
    if fragment.is_empty() || !artifact.path.is_page() {
        return None;
    }
    let anchors = artifact.anchors.as_ref().map(|anchors| anchors(&map.site.tracker)).unwrap_or_default();
    if anchors.iter().any(|id| **id == *fragment) {
        return None;
    }
    let headings = map.headings(&path);
    if headings.contains(&fragment) {
        return None;
    }
    let message = format!("link leads to `#{fragment}`, which is not on `{path}`");
    let known = anchors.iter().map(|id| &**id).chain(headings.iter().map(String::as_str));
    let help = nearest_anchor(&fragment, known).map_or_else(
        || format!("link to `{path}` without `#{fragment}`"),
        |near| format!("did you mean `{path}#{near}`?"),
    );
    Some((message, help))
}

/// The anchor that was most likely meant; a heading's id may lack its prefix.
fn nearest_anchor<'a>(fragment: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let bare = |id: &&str| id.strip_prefix(page::HEADINGS) == Some(fragment);
    known.clone().find(bare).or_else(|| nearest(fragment, known))
}

/// With `%XX` decoded, as a browser would before it asks; what is not UTF-8 then stays as written.
fn decode(written: &str) -> String {
    let bytes = written.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3);
        let digits = digits.filter(|two| bytes[at] == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| written.to_owned())
}
