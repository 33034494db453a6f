//! Links that authors wrote to addresses and anchors of the site: those that lead nowhere.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Each, Place, nearest};
use crate::markdown;
use crate::output::{Artifact, Part};
use crate::plan::Plan;
use crate::record::Lost;
use crate::record::page::PageRecord;
use crate::record::text::{LinkTarget, Text};
use crate::routes::SitePath;
use crate::tracker::ClaimIx;
use crate::tracker::claim::{Claim, Standing};
use crate::view::page;

/// Links that lead nowhere.
#[derive(Default)]
pub(super) struct Dead {
    claims: Each,
    pages: Vec<Diagnostic>,
    /// What was lost when they were looked for.
    lost: Lost,
}

impl Dead {
    /// What is to be told of them, in the order of the records.
    pub(super) fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        self.claims.findings().chain(&self.pages).cloned()
    }
}

/// Every link that leads nowhere.
pub(super) fn dead(plan: &Plan, lost: &Lost, before: Option<&Plan>) -> Dead {
    let tracker = &plan.site.tracker;
    // Most texts link to nothing of the site: addresses are looked up once the first one does.
    let map = Map { plan, all: OnceLock::new() };
    let of_claim = |_, claim: &Arc<Claim>| -> Vec<Diagnostic> {
        let texts = claim.linked.then(|| texts_of_claim(claim)).into_iter().flatten();
        texts.flat_map(|text| dead_in(text, &map, lost)).collect()
    };
    let claims = match before.filter(|old| old.dead.lost == *lost && holds_the_same(old, plan)) {
        Some(old) => {
            let same = |ix: ClaimIx, claim: &Arc<Claim>| Arc::ptr_eq(&old.site.tracker.claims[ix], claim);
            old.dead.claims.again(&tracker.claims, same, of_claim)
        }
        None => Each::of(&tracker.claims, of_claim),
    };
    let of_pages = tracker.pages.iter().flat_map(|page| page.texts());
    let pages = of_pages.flat_map(|text| dead_in(text, &map, lost)).collect();
    Dead { claims, pages, lost: lost.clone() }
}

/// Whether two plans of the same ids have the same addresses and anchors, so that what led somewhere still does.
fn holds_the_same(old: &Plan, new: &Plan) -> bool {
    let anchors = |plan: &Plan, part: &Part| {
        let lists = part.artifacts().iter().filter_map(|artifact| artifact.anchors.as_ref());
        lists.map(|anchors| anchors(&plan.site.tracker)).collect::<Vec<_>>()
    };
    // Updates that are written and not shown are no dead ends either.
    let updates =
        |ix: ClaimIx| new.site.tracker.claims[ix].has_the_same_updates(&old.site.tracker.claims[ix]);
    let same = |ix: ClaimIx| {
        let (a, b) = (&old.claims[ix], &new.claims[ix]);
        Arc::ptr_eq(a, b) || (a.has_the_addresses_of(b) && anchors(old, a) == anchors(new, b) && updates(ix))
    };
    let publishers = Arc::ptr_eq(&old.site.tracker.publishers, &new.site.tracker.publishers);
    publishers
        && old.claims.len() == new.claims.len()
        && (0..new.claims.len()).all(same)
        && old.others.has_the_addresses_of(&new.others)
}

/// Texts of a claim that the site shows: that of a removed update is not.
fn texts_of_claim(claim: &Claim) -> impl Iterator<Item = &Text> {
    let record = &claim.record;
    let shown = claim.updates.iter().filter(|update| update.standing != Standing::Removed);
    record.head_texts().chain(shown.flat_map(|update| record.updates[update.record.ix()].texts()))
}

/// Addresses of the plan, for look-ups and for suggestions.
struct Map<'a> {
    plan: &'a Plan,
    /// Every address, once a suggestion is wanted.
    all: OnceLock<Vec<&'a str>>,
}

impl<'a> Map<'a> {
    /// The ids of the headings of an own page or of an introduction, in the language of the address.
    fn headings(&self, path: &SitePath) -> Vec<String> {
        let site = &self.plan.site;
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
        self.plan.at(path).or_else(|| self.plan.at(&SitePath::new(&path.file())))
    }

    /// The address that was most likely meant: of the same depth, or with the slash that was forgotten.
    fn nearest(&self, path: &str) -> Option<String> {
        let slashed = format!("{}/", path.trim_end_matches('/'));
        let stem = path.trim_end_matches("index.html");
        for likely in [slashed.as_str(), path.trim_end_matches('/'), stem] {
            if likely != path && self.plan.at(&SitePath::new(likely)).is_some() {
                return Some(format!("/{likely}"));
            }
        }
        let depth = path.matches('/').count();
        let limit = path.chars().count().max(3) / 3;
        let near = |known: &&str| {
            known.matches('/').count() == depth && known.len().abs_diff(path.len()) <= limit * 4
        };
        let all = self.all.get_or_init(|| {
            let parts = self.plan.made().parts();
            parts.flat_map(Part::artifacts).map(|artifact| artifact.path.as_str()).collect()
        });
        nearest(path, all.iter().copied().filter(near)).map(|known| format!("/{known}"))
    }
}

fn dead_in<'a>(text: &'a Text, map: &'a Map<'_>, lost: &'a Lost) -> impl Iterator<Item = Diagnostic> + 'a {
    text.links.iter().filter_map(move |link| {
        let LinkTarget::Site(address) = &link.target else { return None };
        let (message, help) = fault(address, map, lost)?;
        let finding = Diagnostic::error("dead-link", Place::new(text.file.path(), link.place), message);
        Some(finding.help(help))
    })
}

/// What is wrong with a link, and what to do; `None` where it leads somewhere.
fn fault(address: &str, map: &Map<'_>, lost: &Lost) -> Option<(String, String)> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = decode(path.split('?').next().unwrap_or_default());
    let path = SitePath::new(path.trim_start_matches('/'));
    let fragment = decode(fragment);
    if map.plan.site.tracker.is_to_come(path.as_str(), &fragment) {
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
    let anchors =
        artifact.anchors.as_ref().map(|anchors| anchors(&map.plan.site.tracker)).unwrap_or_default();
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
