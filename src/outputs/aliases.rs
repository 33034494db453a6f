//! Old addresses: a redirect page for each page, a true copy for each card and each file that is no page.
//!
//! A record that was renamed keeps its old ids in `aliases`. Whatever the outputs have made below its
//! address is found below each old one too, in every language, so that an output that comes later
//! needs nothing here. No page content, no template: a redirect has one link.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::output::{Artifact, Basis, Index, Made, OutputId, Part, Site};
use crate::record::text::Hash;
use crate::routes::SitePath;
use crate::theme::direction;
use crate::tracker::Tracker;
use crate::xml::escape;

/// The id of this index.
pub(super) const ID: OutputId = "aliases";

/// Redirects and copies at old addresses.
pub(super) struct Aliases;

impl Index for Aliases {
    fn id(&self) -> OutputId {
        ID
    }

    fn artifacts(&self, site: &Site, made: Made<'_>) -> Vec<Artifact> {
        moved(site, made).into_iter().map(|(artifact, old)| at(artifact, old)).collect()
    }
}

/// Every artifact that was found elsewhere before, with each of its old addresses.
pub(super) fn moved<'a>(site: &Site, made: Made<'a>) -> Vec<(&'a Artifact, SitePath)> {
    let mut found = of_claims(site, made.claims);
    let moves = Moves::of(&site.tracker);
    if moves.folders.is_empty() && moves.pages.is_empty() {
        return found;
    }
    for artifact in made.others.artifacts() {
        let home = site.languages[artifact.lang].routes.home();
        let prefix = home.as_str();
        let Some(rest) = artifact.path.as_str().strip_prefix(prefix) else { continue };
        for old in moves.old(rest) {
            found.push((artifact, SitePath::new(&format!("{prefix}{old}"))));
        }
    }
    found
}

/// What was found below the old addresses of claims.
fn of_claims<'a>(site: &Site, parts: &'a [Arc<Part>]) -> Vec<(&'a Artifact, SitePath)> {
    let mut moved = Vec::new();
    let mut taken = FxHashSet::default();
    for (claim, part) in site.tracker.claims.iter().zip(parts) {
        for alias in &claim.record.aliases {
            // An id or another's alias in this place is an error that resolving has reported.
            if site.tracker.claim(alias.as_str()).is_some() || !taken.insert(alias.as_str()) {
                continue;
            }
            let (new, old) = (format!("claims/{}/", claim.record.id), format!("claims/{}/", alias.as_str()));
            for artifact in part.artifacts() {
                let home = site.languages[artifact.lang].routes.home();
                let below = artifact.path.as_str().strip_prefix(home.as_str());
                if let Some(rest) = below.and_then(|path| path.strip_prefix(&*new)) {
                    let path = format!("{}{old}{rest}", home.as_str());
                    moved.push((artifact, SitePath::new(&path)));
                }
            }
        }
    }
    moved
}

/// What is found at the old address of an artifact. It belongs to the artifact's own output: where
/// that is switched off, there is nothing to lead to.
fn at(artifact: &Artifact, old: SitePath) -> Artifact {
    // A frame that may run no script follows no redirect, and cards stand in frames: those are drawn here too.
    if artifact.path.is_page() && artifact.output != super::embed::ID {
        let to = artifact.path.clone();
        let basis = Basis::Print(Hash::of(to.as_str().as_bytes()));
        return Artifact::drawn(artifact.output, artifact.lang, old, basis, move |desk, sheet| {
            let lang = &desk.lang.code;
            sheet.text(&redirect(lang, &desk.href(&to), desk.site.address(&to).as_deref()));
        });
    }
    // Files that are no pages hold whole addresses, or links from where they lie; a card's links begin where it is drawn.
    Artifact::made(artifact.output, artifact.lang, old, artifact.basis.clone(), artifact.content.clone())
}

/// Leads on to the page's one link, with the place on the page and the question that the old address was asked with:
/// a refresh of the document alone would lose both.
const LEAD_ON: &str = "location.replace(document.links[0].href+location.search+location.hash)";

/// By which the page's policy knows the script: Base64 of its SHA-256. A test takes it again.
const LEAD_ON_HASH: &str = "nzNb3JPAkVx4D0imtVWDLUw9/NHjj+XsN65Im0mNGmk=";

/// A page that leads on at once: with script to the same place of the new page, without it to the page. The visible
/// link is for readers whose browser does neither.
fn redirect(lang: &str, link: &str, address: Option<&str>) -> String {
    let canonical = address.map(|address| format!("<link rel=\"canonical\" href=\"{}\">\n", escape(address)));
    let canonical = canonical.unwrap_or_default();
    let direction = direction(lang);
    let (lang, link, address) = (escape(lang), escape(link), escape(address.unwrap_or(link)));
    format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{LEAD_ON_HASH}'; base-uri 'none'; form-action 'none'">
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{canonical}<title>{address}</title>
</head>
<body>
<p>→ <a href="{link}">{address}</a></p>
<script>{LEAD_ON}</script>
</body>
</html>
"#
    )
}

/// Old addresses of all that is no claim by the new ones, without the languages' prefixes.
#[derive(Default)]
struct Moves {
    /// The folders that records have.
    taken: FxHashSet<String>,
    /// `topics/new` → `topics/old`: everything below has moved.
    folders: FxHashMap<String, Vec<String>>,
    /// `new/` → `old/`: this page alone; what a page introduces may lie below it.
    pages: FxHashMap<String, Vec<String>>,
}

impl Moves {
    fn of(tracker: &Tracker) -> Self {
        let mut moves = Self { taken: taken(tracker), ..Self::default() };
        for person in tracker.people.iter() {
            moves.folder(
                "claimants",
                person.record.id.as_str(),
                person.record.aliases.iter().map(|id| id.as_str()),
            );
        }
        for publisher in tracker.publishers.iter() {
            let record = &publisher.record;
            moves.folder("sources", record.id.as_str(), record.aliases.iter().map(|id| id.as_str()));
        }
        for entry in tracker.topics.iter() {
            let topic = &entry.topic;
            moves.folder("topics", topic.id.as_str(), topic.aliases.iter().map(|id| id.as_str()));
        }
        for status in &tracker.config.statuses {
            moves.folder(
                "status",
                status.id.as_str(),
                status.aliases.iter().map(super::super::record::id::StatusId::as_str),
            );
        }
        for page in &tracker.pages {
            let old: Vec<_> = page.aliases.iter().map(|id| format!("{}/", id.as_str())).collect();
            if !old.is_empty() {
                moves.pages.insert(format!("{}/", page.id), old);
            }
        }
        moves
    }

    fn folder<'a>(&mut self, section: &str, id: &str, aliases: impl Iterator<Item = &'a str>) {
        let old = aliases.map(|alias| format!("{section}/{alias}"));
        // An id or another's alias in this place is an error that resolving has reported.
        let old: Vec<_> = old.filter(|old| self.taken.insert(old.clone())).collect();
        if !old.is_empty() {
            self.folders.insert(format!("{section}/{id}"), old);
        }
    }

    /// The old addresses of an address.
    fn old(&self, path: &str) -> Vec<String> {
        if let Some(old) = self.pages.get(path) {
            return old.clone();
        }
        let id_end = path.find('/').and_then(|at| path[at + 1..].find('/').map(|next| at + 1 + next));
        let Some((folder, rest)) = id_end.map(|end| path.split_at(end)) else { return Vec::new() };
        let old = self.folders.get(folder).map_or(&[][..], Vec::as_slice);
        old.iter().map(|folder| format!("{folder}{rest}")).collect()
    }
}

/// The folders of every record.
fn taken(tracker: &Tracker) -> FxHashSet<String> {
    let people = tracker.people.iter().map(|person| format!("claimants/{}", person.record.id.value));
    let publishers =
        tracker.publishers.iter().map(|publisher| format!("sources/{}", publisher.record.id.value));
    let topics = tracker.topics.iter().map(|entry| format!("topics/{}", entry.topic.id.value));
    let statuses = tracker.config.statuses.iter().map(|status| format!("status/{}", status.id));
    people.chain(publishers).chain(topics).chain(statuses).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample::{self, all_of, blank, drawn, indexed};
    use crate::outputs::{claim_json, shields};

    fn paths(artifacts: &[Artifact]) -> Vec<&str> {
        let mut paths: Vec<_> = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
        paths.sort_unstable();
        paths
    }

    #[test]
    fn everything_below_a_renamed_record_is_found_at_the_old_address_in_every_language() {
        let site = sample::site();
        let made = [
            (0, "claims/bus-lanes/"),
            (0, "claims/bus-lanes/u/2026-02-13-1442/"),
            (0, "claims/bus-lanes/status.svg"),
            (1, "es/claims/bus-lanes/"),
            (0, "claims/quiet/"),
            (0, "claims/"),
            (0, "claimants/city-council/"),
            (0, "sources/gazette/"),
            (0, "topics/transport/page/2/"),
            (1, "es/status/in_progress/"),
            (0, "about/"),
            (0, "about/team/"),
        ];
        let made: Vec<_> = made.into_iter().map(|(lang, path)| blank(lang, path)).collect();
        let old = [
            "claimants/town-council/",
            "claims/bus-lane/",
            "claims/bus-lane/status.svg",
            "claims/bus-lane/u/2026-02-13-1442/",
            "es/claims/bus-lane/",
            "es/status/underway/",
            "info/",
            "sources/old-gazette/",
            "topics/traffic/page/2/",
        ];
        assert_eq!(paths(&indexed(&site, &Aliases, made)), old);
    }

    #[test]
    fn a_redirect_leads_on_with_a_script_and_without_one() {
        let site = sample::site();
        let redirects = indexed(&site, &Aliases, vec![blank(1, "es/claims/bus-lanes/")]);
        let expected = r#"<!doctype html>
<html lang="es" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-nzNb3JPAkVx4D0imtVWDLUw9/NHjj+XsN65Im0mNGmk='; base-uri 'none'; form-action 'none'">
<noscript><meta http-equiv="refresh" content="0; url=../bus-lanes/"></noscript>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="https://example.org/tracker/es/claims/bus-lanes/">
<title>https://example.org/tracker/es/claims/bus-lanes/</title>
</head>
<body>
<p>→ <a href="../bus-lanes/">https://example.org/tracker/es/claims/bus-lanes/</a></p>
<script>location.replace(document.links[0].href+location.search+location.hash)</script>
</body>
</html>
"#;
        assert_eq!(drawn(&site, &redirects, "es/claims/bus-lane/"), expected);
        assert!(redirects.iter().all(|redirect| redirect.lastmod.is_none()));
    }

    #[test]
    fn files_that_are_no_pages_are_the_same_byte_for_byte() {
        let site = sample::site();
        let mut made = all_of(&site, &claim_json::ClaimJson);
        made.extend(all_of(&site, &shields::Shields));
        let copies = indexed(&site, &Aliases, made.clone());
        assert_eq!(paths(&copies), ["claims/bus-lane/claim.json", "claims/bus-lane/status.json"]);
        for name in ["claim.json", "status.json"] {
            let original = drawn(&site, &made, &format!("claims/bus-lanes/{name}"));
            assert_eq!(drawn(&site, &copies, &format!("claims/bus-lane/{name}")), original);
        }
    }
}
