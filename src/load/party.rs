//! People, publishers and sources: checked fields → records.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;
use crate::load::allow::allow;
use crate::load::{Setting, original};
use crate::record::decode::Fields;
use crate::record::exact;
use crate::record::id::{PersonId, PublisherId, SourceId};
use crate::record::party::{
    Archive, Citation, Nature, PersonKind, PersonRecord, PublisherRecord, Quoted, Role, Says, SourceKind,
    SourceRare, SourceRecord, UrlStatus,
};
use crate::record::rare::Rare;
use crate::record::table::IdOf;
use crate::record::tables::party::{CITING, FOUND_BY};
use crate::record::text::Hash;

/// A record with the hash of the text that translations translate.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Original<T> {
    pub(super) record: T,
    pub(super) hash: Hash,
}

/// The sources that something cites, and those that it thereby declares.
pub(super) struct Cited {
    pub(super) citations: Box<[Citation]>,
    pub(super) declared: Vec<Arc<SourceRecord>>,
}

/// `[[people]]`.
pub(super) fn people(setting: &Setting, fields: &Fields<'_, '_>) -> Vec<Original<PersonRecord>> {
    each(setting, fields, "people", |table| {
        let (id, name) = (table.id("id", PersonId::new), table.text("name"));
        let kind = table.word("kind", |word| match word {
            "person" => Some(PersonKind::Person),
            "body" => Some(PersonKind::Body),
            _ => None,
        });
        Some(PersonRecord {
            file: table.scope.input.file.clone(),
            digest: table.digest(),
            kind: kind.unwrap_or_default(),
            roles: table.tables("roles").iter().filter_map(role).collect(),
            same_as: table.addresses("same_as"),
            aliases: table.ids("aliases", PersonId::new),
            allow: allow(table),
            translations: Vec::new(),
            id: id?,
            name: name?,
        })
    })
}

fn role(table: &Fields<'_, '_>) -> Option<Role> {
    let (title, from, to) = (table.plain("title"), table.date("from"), table.date("to"));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.end() <= from.earliest()
    {
        let finding = table.error("reversed-interval", to.span, "role ends before it begins");
        table.report(finding.help("exchange `from` and `to`, or mend one of them"));
    }
    Some(Role { title: title?, from, to })
}

/// `[[publishers]]`.
pub(super) fn publishers(setting: &Setting, fields: &Fields<'_, '_>) -> Vec<Original<PublisherRecord>> {
    each(setting, fields, "publishers", |table| {
        let (id, name) = (table.id("id", PublisherId::new), table.text("name"));
        Some(PublisherRecord {
            file: table.scope.input.file.clone(),
            digest: table.digest(),
            kind: table.word("kind", SourceKind::from_word),
            url: table.address("url"),
            country: table.plain("country"),
            speaks_for: table.ids("speaks_for", PersonId::new),
            reliability: table.plain("reliability"),
            aliases: table.ids("aliases", PublisherId::new),
            allow: allow(table),
            translations: Vec::new(),
            id: id?,
            name: name?,
        })
    })
}

/// `[[sources]]` of sources.toml.
pub(super) fn sources(setting: &Setting, fields: &Fields<'_, '_>) -> Vec<Original<SourceRecord>> {
    each(setting, fields, "sources", source)
}

fn each<T>(
    setting: &Setting,
    fields: &Fields<'_, '_>,
    name: &str,
    read: impl Fn(&Fields<'_, '_>) -> Option<T>,
) -> Vec<Original<T>> {
    let tables = fields.tables(name);
    let records = tables.iter().filter_map(|table| {
        let record = table.or_lose(read(table))?;
        Some(Original { record, hash: original::hash_of_fields(setting, table) })
    });
    records.collect()
}

fn source(table: &Fields<'_, '_>) -> Option<SourceRecord> {
    let id = table.id("id", SourceId::new);
    let (url, title, where_found) = (table.address("url"), table.plain("title"), table.plain("where"));
    if !declares(table) {
        let finding = table.error("missing-key", table.span, "source has no `url`, `title` or `where`");
        table.report(finding.help("write at least one of them, so that a reader can find it"));
        return None;
    }
    let rare = SourceRare {
        where_found,
        accessed: table.date("accessed"),
        url_status: table.word("url_status", UrlStatus::from_word),
        url_checked: table.date("url_checked"),
        reliability: table.plain("reliability"),
        allow: allow(table),
        translations: Vec::new(),
    };
    Some(SourceRecord {
        file: table.scope.input.file.clone(),
        digest: table.digest(),
        url,
        title,
        publisher: table.id("publisher", PublisherId::new),
        nature: table.word("nature", Nature::from_word),
        kind: table.word("kind", SourceKind::from_word),
        published: table.date("published"),
        archives: exact(table.tables("archives").iter().filter_map(archive).collect::<Vec<_>>()).into(),
        rare: Rare::new(rare),
        id: id?,
    })
}

fn archive(table: &Fields<'_, '_>) -> Option<Archive> {
    let (url, date) = (table.address("url"), table.date("date"));
    Some(Archive { url: url?, date })
}

fn declares(table: &Fields<'_, '_>) -> bool {
    FOUND_BY.iter().any(|key| table.has(key))
}

/// A list of source ids and tables: what is cited, and what is declared by the way.
pub(super) fn citations(fields: &Fields<'_, '_>, name: &str) -> Cited {
    let (mut citations, mut declared) = (Vec::new(), Vec::new());
    for entry in fields.ids_or_tables(name, IdOf::Source) {
        let citation = match entry {
            Ok(id) => {
                let source = crate::diagnostic::Spanned::new(SourceId::new(id.value), id.span);
                Citation { source, says: Says::Supports, quoted: Rare::default() }
            }
            Err(table) => {
                let Some(citation) = table.or_lose(citation(&table)) else { continue };
                if declares(&table) {
                    declared.extend(table.or_lose(source(&table)).map(Arc::new));
                } else if !only_cites(&table) {
                    // One fault, one finding: what it meant to declare is not reported as unknown.
                    table.or_lose::<()>(None);
                }
                citation
            }
        };
        citations.push(citation);
    }
    Cited { citations: exact(citations).into(), declared }
}

fn citation(table: &Fields<'_, '_>) -> Option<Citation> {
    let source = table.id("id", SourceId::new);
    let says = table.word("says", Says::from_word).unwrap_or(Says::Supports);
    let (quote, quote_lang, at) = (table.plain("quote"), table.language("quote_lang"), table.plain("at"));
    Some(Citation { source: source?, says, quoted: Rare::new(Quoted { quote, quote_lang, at }) })
}

/// Whether an entry that declares nothing has no key of a declaration; such a key is reported, it would be lost.
fn only_cites(table: &Fields<'_, '_>) -> bool {
    let stray =
        table.table.fields().map(|field| field.name).find(|name| !CITING.contains(name) && table.has(name));
    if let Some(name) = stray {
        let span: Span = table.span_of(name);
        let message = format!("`{name}` stands on an entry that only cites a source");
        let finding = table.error("missing-key", span, message);
        table.report(finding.help("to declare the source here, write its `url`, `title` or `where`"));
    }
    stray.is_none()
}
