//! People, publishers and sources: translations beside what they translate, ids that stand twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FilePath, Place, Span};
use crate::load::bundle::Foreign;
use crate::load::party::Original;
use crate::load::translations;
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::translation::Translation;

/// A record of people.toml or sources.toml.
pub(super) trait Party {
    /// What it is called, and the list in which translations name it.
    const WORDS: (&'static str, &'static str);
    fn id(&self) -> (&str, Span);
    fn file(&self) -> &FilePath;
    fn translate(&mut self, translations: Vec<Translation>);
}

macro_rules! party {
    ($record:ty, $what:literal, $list:literal, |$self:ident| $translations:expr) => {
        impl Party for $record {
            const WORDS: (&'static str, &'static str) = ($what, $list);
            fn id(&self) -> (&str, Span) {
                (self.id.as_str(), self.id.span)
            }
            fn file(&self) -> &FilePath {
                &self.file
            }
            fn translate(&mut self, translations: Vec<Translation>) {
                if !translations.is_empty() {
                    let $self = self;
                    $self.digest = translations::digest($self.digest, &translations);
                    *$translations = translations;
                }
            }
        }
    };
}
party!(PersonRecord, "person", "people", |person| &mut person.translations);
party!(PublisherRecord, "publisher", "publishers", |publisher| &mut publisher.translations);
party!(SourceRecord, "source", "sources", |source| &mut source.rare.edit().translations);

/// Records with their translations, which are taken out of `foreign`.
pub(super) fn translated<T: Party>(
    records: Vec<Original<T>>,
    foreign: &mut Vec<Foreign>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let with_text = records.into_iter().map(|Original { mut record, hash }| {
        let path = format!("{}.{}", T::WORDS.1, record.id().0);
        record.translate(translations::taken(foreign, &path, hash, findings));
        Arc::new(record)
    });
    with_text.collect()
}

/// The records without those whose id an earlier one has.
pub(super) fn unique<T: Party>(mut records: Vec<Arc<T>>, findings: &mut Vec<Diagnostic>) -> Vec<Arc<T>> {
    let what = T::WORDS.0;
    let mut first: FxHashMap<Box<str>, Place> = FxHashMap::default();
    records.retain(|record| {
        let (id, span) = record.id();
        let place = Place::new(record.file(), span);
        let Some(other) = first.get(id) else {
            first.insert(id.into(), place);
            return true;
        };
        let finding = Diagnostic::error("duplicate-id", place, format!("{what} `{id}` is declared twice"));
        let help = format!("declare it once and cite it by its id, or give another {what} another id");
        findings.push(finding.help(help).note(other.clone(), "first declared here"));
        false
    });
    records
}

/// Records that are equal to those of before take the place of the new ones, so that whoever held them sees
/// that nothing changed.
pub(super) fn keep_equal<T: Party + PartialEq>(records: &mut [Arc<T>], before: &[Arc<T>]) {
    let known: FxHashMap<&str, &Arc<T>> = before.iter().map(|record| (record.id().0, record)).collect();
    for record in records {
        if let Some(known) = known.get(record.id().0).filter(|known| ***known == *record) {
            *record = Arc::clone(known);
        }
    }
}
