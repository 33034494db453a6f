//! The pieces of every file → [`Records`]: claims with their updates, ids that stand twice, translations beside
//! what they translate. The order of the result is that of paths and ids, never that of the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FilePath, Place, Span};
use crate::load::bundle::{Bundle, Foreign};
use crate::load::file::Held;
use crate::load::party::Original;
use crate::load::paths::{ClaimAt, Role};
use crate::load::{Read, claim_parts, translations};
use crate::record::claim::ClaimRecord;
use crate::record::page::{PageRecord, StaticFile};
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::text::Hash;
use crate::record::translation::Translation;
use crate::record::{Lost, Records};

#[derive(Default)]
struct Pieces {
    bundles: BTreeMap<ClaimAt, Bundle>,
    pages: Vec<Original<PageRecord>>,
    people: Vec<Original<PersonRecord>>,
    publishers: Vec<Original<PublisherRecord>>,
    sources: Vec<Original<SourceRecord>>,
    foreign_pages: Vec<(Box<str>, Foreign)>,
    /// Of site.toml, people.toml and sources.toml, by `people.ID` or an empty path.
    foreign: Vec<Foreign>,
    lost: Lost,
}

/// Puts what was read together.
pub(super) fn assemble(
    config: Original<Config>,
    lost: Lost,
    read: Vec<Read>,
    statics: Vec<StaticFile>,
    findings: &mut Vec<Diagnostic>,
) -> Records {
    let mut pieces = Pieces { lost, ..Pieces::default() };
    for read in read {
        pieces.take(read, findings);
    }
    let mut lost = pieces.lost;
    let mut claims = Vec::new();
    for (at, bundle) in pieces.bundles {
        match claim_parts::claim(&at, bundle, findings) {
            Some(claim) => claims.push(claim),
            None => drop(lost.ids.insert(at.id)),
        }
    }
    let claims = unique_claims(claims, findings);
    let config = with_translations(config, &mut pieces.foreign);
    let people = parties(pieces.people, &mut pieces.foreign, findings);
    let publishers = parties(pieces.publishers, &mut pieces.foreign, findings);
    let shared = parties(pieces.sources, &mut pieces.foreign, findings);
    pieces.foreign.iter().for_each(|foreign| findings.push(translations::without_original(foreign)));
    let mut sources = shared;
    sources.extend(claims.iter().flat_map(|claim| claim.sources.iter().cloned()));
    report_twice(&sources, findings);
    let sources = first_of_each(sources, |source| source.id.value.clone());
    let pages = pages(pieces.pages, pieces.foreign_pages, findings);
    Records { config: Arc::new(config), publishers, sources, people, claims, pages, statics, lost }
}

impl Pieces {
    fn take(&mut self, read: Read, findings: &mut Vec<Diagnostic>) {
        let Read { path, placed, decoded } = read;
        findings.extend(decoded.findings);
        self.lost.ids.extend(decoded.lost);
        let may_declare =
            matches!(placed.role, Role::People | Role::Sources | Role::Claim(..) | Role::Updates(..));
        if decoded.torn && placed.lang.is_none() && may_declare {
            self.lost.files.push(path.clone());
        }
        match placed.lang {
            Some(lang) => self.take_translation(&placed.role, &lang, &path, decoded.held),
            None => self.take_original(placed.role, path, decoded.digest, decoded.held),
        }
    }

    fn take_original(&mut self, role: Role, path: FilePath, digest: Hash, held: Held) {
        match (role, held) {
            (Role::Claim(at, _), held) => {
                let bundle = self.bundles.entry(at).or_default();
                bundle.mains.push(path);
                bundle.digests.push(digest);
                if let Held::Claim(claim) = held {
                    bundle.claim.get_or_insert(claim);
                }
            }
            (Role::Updates(at, _), held) => {
                let bundle = self.bundles.entry(at).or_default();
                bundle.parts.push(path);
                bundle.digests.push(digest);
                if let Held::Updates(updates) = held {
                    bundle.updates.extend(updates);
                }
            }
            (Role::Explainer(at), Held::Explainer(explainer)) => {
                let bundle = self.bundles.entry(at).or_default();
                bundle.parts.push(path);
                bundle.digests.push(digest);
                bundle.explainer = Some(explainer);
            }
            (_, Held::Page(mut page)) => {
                page.record.digest = digest;
                self.pages.push(*page);
            }
            (_, Held::People(people)) => self.people.extend(people),
            (_, Held::Sources(publishers, sources)) => {
                self.publishers.extend(publishers);
                self.sources.extend(sources);
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
                    self.bundles.entry(at.clone()).or_default().foreign.push(foreign);
                }
                Role::Updates(at, _) => {
                    self.bundles.entry(at.clone()).or_default().foreign_updates.push(foreign);
                }
                Role::Page(id) => self.foreign_pages.push((id.clone(), foreign)),
                _ => self.foreign.push(foreign),
            }
        }
    }
}

/// Claims by id; of two with one id the first by path is kept.
fn unique_claims(claims: Vec<ClaimRecord>, findings: &mut Vec<Diagnostic>) -> Vec<Arc<ClaimRecord>> {
    let mut by_id: BTreeMap<Box<str>, ClaimRecord> = BTreeMap::new();
    for claim in claims {
        match by_id.get(claim.id.as_str()) {
            None => drop(by_id.insert(claim.id.as_str().into(), claim)),
            Some(first) => {
                let message = format!("claim `{}` is written twice", claim.id);
                let finding = Diagnostic::error("duplicate-id", Place::whole(&claim.file), message);
                let help = "keep one of the two files, or rename one: the file or folder is the id";
                findings.push(finding.help(help).note(Place::whole(&first.file), "first written here"));
            }
        }
    }
    by_id.into_values().map(Arc::new).collect()
}

fn with_translations(config: Original<Config>, foreign: &mut Vec<Foreign>) -> Config {
    let translations = translations::taken(foreign, "", config.hash);
    let hash = translations::digest(config.record.hash, &translations);
    Config { hash, translations, ..config.record }
}

/// A record of people.toml or sources.toml.
trait Party {
    /// What it is called, and the list in which translations name it.
    const WORDS: (&'static str, &'static str);
    fn id(&self) -> (&str, Span);
    fn file(&self) -> &FilePath;
    fn set_translations(&mut self, translations: Vec<Translation>);
}

macro_rules! party {
    ($record:ty, $what:literal, $list:literal) => {
        impl Party for $record {
            const WORDS: (&'static str, &'static str) = ($what, $list);
            fn id(&self) -> (&str, Span) {
                (self.id.as_str(), self.id.span)
            }
            fn file(&self) -> &FilePath {
                &self.file
            }
            fn set_translations(&mut self, translations: Vec<Translation>) {
                self.digest = translations::digest(self.digest, &translations);
                self.translations = translations;
            }
        }
    };
}
party!(PersonRecord, "person", "people");
party!(PublisherRecord, "publisher", "publishers");
party!(SourceRecord, "source", "sources");

/// Records with their translations; of two with one id the first is kept (sources are compared later, with
/// those of claims).
fn parties<T: Party>(
    records: Vec<Original<T>>,
    foreign: &mut Vec<Foreign>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let (what, list) = T::WORDS;
    let with_text = records.into_iter().map(|Original { mut record, hash }| {
        let path = format!("{list}.{}", record.id().0);
        let translations = translations::taken(foreign, &path, hash);
        record.set_translations(translations);
        Arc::new(record)
    });
    let all: Vec<_> = with_text.collect();
    if what == SourceRecord::WORDS.0 {
        return all;
    }
    report_twice(&all, findings);
    first_of_each(all, |record| Box::<str>::from(record.id().0))
}

fn report_twice<T: Party>(records: &[Arc<T>], findings: &mut Vec<Diagnostic>) {
    let what = T::WORDS.0;
    let mut first: FxHashMap<&str, &T> = FxHashMap::default();
    for record in records {
        let (id, span) = record.id();
        match first.get(id) {
            None => drop(first.insert(id, record)),
            Some(other) => {
                let message = format!("{what} `{id}` is declared twice");
                let finding = Diagnostic::error("duplicate-id", Place::new(record.file(), span), message);
                let help =
                    format!("declare it once and cite it by its id, or give another {what} another id");
                let place = Place::new(other.file(), other.id().1);
                findings.push(finding.help(help).note(place, "first declared here"));
            }
        }
    }
}

fn first_of_each<T, K: std::hash::Hash + Eq>(mut records: Vec<Arc<T>>, key: impl Fn(&T) -> K) -> Vec<Arc<T>> {
    let mut seen = rustc_hash::FxHashSet::default();
    records.retain(|record| seen.insert(key(record)));
    records
}

fn pages(
    pages: Vec<Original<PageRecord>>,
    foreign: Vec<(Box<str>, Foreign)>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<PageRecord>> {
    let mut by_id: BTreeMap<Box<str>, Vec<Foreign>> = BTreeMap::new();
    for (id, text) in foreign {
        by_id.entry(id).or_default().push(text);
    }
    let mut records: Vec<_> = Vec::new();
    for Original { mut record, hash } in pages {
        let mut foreign = by_id.remove(record.id.as_str()).unwrap_or_default();
        record.translations = translations::taken(&mut foreign, "", hash);
        record.digest = translations::digest(record.digest, &record.translations);
        records.push(Arc::new(record));
    }
    by_id.into_values().flatten().for_each(|foreign| findings.push(translations::without_original(&foreign)));
    records.sort_by(|a, b| a.id.cmp(&b.id));
    records
}
