//! The pieces of every file → records: claims with their updates, ids that stand twice, translations beside
//! what they translate. The order of the result is that of paths and ids, never that of the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::load::bundle::{Bundle, Foreign};
use crate::load::file::Held;
use crate::load::parties::{self, Party};
use crate::load::party::Original;
use crate::load::paths::{ClaimAt, Role};
use crate::load::trouble::Trouble;
use crate::load::{Read, claim_parts, translations};
use crate::record::claim::ClaimRecord;
use crate::record::page::PageRecord;
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::text::Hash;

/// What was read, by the places where it lies.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) claims: BTreeMap<ClaimAt, Bundle>,
    /// By the stems of their files.
    pub(super) pages: BTreeMap<Box<str>, Leaf>,
    pub(super) people: People,
    pub(super) sources: Sources,
    /// Translations of site.toml.
    pub(super) site: Vec<Foreign>,
}

/// A page of `content/pages/`.
#[derive(Default)]
pub(super) struct Leaf {
    page: Option<Original<PageRecord>>,
    foreign: Vec<Foreign>,
}

/// People.toml.
#[derive(Default)]
pub(super) struct People {
    people: Vec<Original<PersonRecord>>,
    foreign: Vec<Foreign>,
}

/// Sources.toml.
#[derive(Default)]
pub(super) struct Sources {
    publishers: Vec<Original<PublisherRecord>>,
    shared: Vec<Original<SourceRecord>>,
    foreign: Vec<Foreign>,
}

/// What was read at some places, put together as far as it is complete there.
#[derive(Default)]
pub(super) struct Part {
    pub(super) claims: Vec<(ClaimAt, Arc<ClaimRecord>)>,
    /// What is no claim.
    pub(super) rest: Pieces,
    pub(super) trouble: Trouble,
}

impl Part {
    /// Of all that was read at these places, in the order of its paths.
    pub(super) fn of(read: Vec<Read>) -> Self {
        let (mut rest, mut trouble) = (Pieces::default(), Trouble::default());
        for read in read {
            trouble.absorb(rest.take(read));
        }
        let together = claims(std::mem::take(&mut rest.claims), |_, claim| claim);
        let mut claims = Vec::with_capacity(together.len());
        for (at, claim, found) in together {
            trouble.absorb(found);
            claims.extend(claim.map(|claim| (at, claim)));
        }
        Self { claims, rest, trouble }
    }

    /// Several as one; of what lies at one place, only one has something.
    pub(super) fn whole(parts: Vec<Self>) -> Self {
        let mut whole = Self::default();
        whole.claims.reserve_exact(parts.iter().map(|part| part.claims.len()).sum());
        for Self { claims, rest, trouble } in parts {
            whole.claims.extend(claims);
            whole.rest.absorb(rest);
            whole.trouble.absorb(trouble);
        }
        whole
    }
}

/// A claim that was put together, or nothing where it could not be read.
pub(super) type Together = (ClaimAt, Option<Arc<ClaimRecord>>, Trouble);

impl Pieces {
    /// Takes in what was read at other places.
    fn absorb(&mut self, other: Self) {
        let Self { claims, pages, people, sources, site } = other;
        self.claims.extend(claims);
        self.pages.extend(pages);
        self.people.people.extend(people.people);
        self.people.foreign.extend(people.foreign);
        self.sources.publishers.extend(sources.publishers);
        self.sources.shared.extend(sources.shared);
        self.sources.foreign.extend(sources.foreign);
        self.site.extend(site);
    }

    /// Puts what was read from a file where it belongs; what comes back is to be told of the file itself. Files of
    /// one place are taken in the order of their paths.
    pub(super) fn take(&mut self, read: Read) -> Trouble {
        let Read { path, stamp: _, placed, decoded } = read;
        let may_declare =
            matches!(placed.role, Role::People | Role::Sources | Role::Claim(..) | Role::Updates(..));
        let torn = decoded.torn && placed.lang.is_none() && may_declare;
        let files = if torn { vec![path.clone()] } else { Vec::new() };
        match placed.lang {
            Some(lang) => self.take_translation(&placed.role, &lang, &path, decoded.held),
            None => self.take_original(placed.role, path, decoded.digest, decoded.held),
        }
        Trouble { findings: decoded.findings, lost: decoded.lost, files }
    }

    fn take_original(&mut self, role: Role, path: FilePath, digest: Hash, held: Held) {
        match (role, held) {
            (Role::Claim(at, _), held) => {
                let bundle = self.claims.entry(at).or_default();
                bundle.mains.push(path);
                bundle.digests.push(digest);
                if let Held::Claim(claim) = held {
                    bundle.claim.get_or_insert(claim);
                }
            }
            (Role::Updates(at, _), held) => {
                let bundle = self.claims.entry(at).or_default();
                bundle.parts.push(path);
                bundle.digests.push(digest);
                if let Held::Updates(updates) = held {
                    bundle.updates = std::mem::take(&mut bundle.updates).and(updates);
                }
            }
            (Role::Explainer(at), Held::Explainer(explainer)) => {
                let bundle = self.claims.entry(at).or_default();
                bundle.parts.push(path);
                bundle.digests.push(digest);
                bundle.explainer = Some(explainer);
            }
            (Role::Page(stem), Held::Page(mut page)) => {
                page.record.digest = digest;
                self.pages.entry(stem).or_default().page = Some(*page);
            }
            (_, Held::People(people)) => self.people.people.extend(people),
            (_, Held::Sources(publishers, sources)) => {
                self.sources.publishers.extend(publishers);
                self.sources.shared.extend(sources);
            }
            _ => {}
        }
    }

    fn take_translation(&mut self, role: &Role, lang: &str, path: &FilePath, held: Held) {
        let Held::Translated(texts) = held else { return };
        for text in texts {
            let foreign = Foreign { lang: lang.into(), file: path.clone(), text };
            match role {
                Role::Claim(at, _) | Role::Explainer(at) => {
                    self.claims.entry(at.clone()).or_default().foreign.push(foreign);
                }
                Role::Updates(at, _) => {
                    self.claims.entry(at.clone()).or_default().foreign_updates.push(foreign);
                }
                Role::Page(stem) => self.pages.entry(stem.clone()).or_default().foreign.push(foreign),
                Role::People => self.people.foreign.push(foreign),
                Role::Sources => self.sources.foreign.push(foreign),
                Role::Site | Role::Static(_) => self.site.push(foreign),
            }
        }
    }
}

/// Puts claims together, in the order of their places; `finish` has the last word on each.
pub(super) fn claims(
    bundles: BTreeMap<ClaimAt, Bundle>,
    finish: impl Fn(&ClaimAt, ClaimRecord) -> ClaimRecord + Sync,
) -> Vec<Together> {
    let bundles: Vec<_> = bundles.into_iter().collect();
    let put_together = |(at, bundle): (ClaimAt, Bundle)| {
        let mut found = Vec::new();
        let claim = claim_parts::claim(&at, bundle, &mut found).map(|claim| Arc::new(finish(&at, claim)));
        let mut trouble = Trouble::of(found);
        if claim.is_none() {
            trouble.lost.push(at.id.clone());
        }
        (at, claim, trouble)
    };
    bundles.into_par_iter().map(put_together).collect()
}

/// The settings with their translations.
pub(super) fn config(config: Original<Config>, mut foreign: Vec<Foreign>) -> (Config, Trouble) {
    let mut findings = Vec::new();
    let translations = translations::taken(&mut foreign, "", config.hash, &mut findings);
    let hash = translations::digest(config.record.hash, &translations);
    (Config { hash, translations, ..config.record }, with_strangers(findings, &foreign))
}

impl People {
    pub(super) fn together(mut self) -> (Vec<Arc<PersonRecord>>, Trouble) {
        let mut findings = Vec::new();
        let people = parties::translated(self.people, &mut self.foreign, &mut findings);
        let mut trouble = with_strangers(findings, &self.foreign);
        (parties::unique(people, &mut trouble.findings), trouble)
    }
}

impl Sources {
    /// Publishers, and the shared sources: these are compared with those of claims later.
    pub(super) fn together(mut self) -> (Vec<Arc<PublisherRecord>>, Vec<Arc<SourceRecord>>, Trouble) {
        let mut findings = Vec::new();
        let publishers = parties::translated(self.publishers, &mut self.foreign, &mut findings);
        let sources = parties::translated(self.shared, &mut self.foreign, &mut findings);
        let mut trouble = with_strangers(findings, &self.foreign);
        (parties::unique(publishers, &mut trouble.findings), sources, trouble)
    }
}

impl Leaf {
    pub(super) fn together(mut self) -> (Option<Arc<PageRecord>>, Trouble) {
        let mut findings = Vec::new();
        let page = self.page.map(|Original { mut record, hash }| {
            record.translations = translations::taken(&mut self.foreign, "", hash, &mut findings);
            record.digest = translations::digest(record.digest, &record.translations);
            Arc::new(record)
        });
        (page, with_strangers(findings, &self.foreign))
    }
}

/// What was found, and translations that nobody took: they have nothing to translate.
fn with_strangers(mut findings: Vec<Diagnostic>, foreign: &[Foreign]) -> Trouble {
    findings.extend(foreign.iter().map(translations::without_original));
    Trouble::of(findings)
}

/// Claims by id and sources in the order of the site, each id once, out of those of all places in their order.
pub(super) fn rows(
    shared: &[Arc<SourceRecord>],
    claims: Vec<Arc<ClaimRecord>>,
) -> (Vec<Arc<ClaimRecord>>, Vec<Arc<SourceRecord>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let claims = unique_claims(claims, &mut findings);
    let declared = claims.iter().flat_map(|claim| &claim.sources);
    let mut sources: Vec<_> = shared.iter().chain(declared).cloned().collect();
    let mut seen = FxHashSet::with_capacity_and_hasher(sources.len(), FxBuildHasher);
    if !sources.iter().all(|source| seen.insert(source.id().0)) {
        sources = parties::unique(sources, &mut findings);
    }
    (claims, sources, findings)
}

/// Claims by id; of two with one id the first by path is kept.
fn unique_claims(mut claims: Vec<Arc<ClaimRecord>>, findings: &mut Vec<Diagnostic>) -> Vec<Arc<ClaimRecord>> {
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims.dedup_by(|claim, first| {
        let twice = claim.id == first.id;
        if twice {
            let message = format!("claim `{}` is written twice", claim.id);
            let finding = Diagnostic::error("duplicate-id", Place::whole(&claim.file), message);
            let help = "keep one of the two files, or rename one: the file or folder is the id";
            findings.push(finding.help(help).note(Place::whole(&first.file), "first written here"));
        }
        twice
    });
    claims
}
