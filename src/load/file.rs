//! One file's bytes → what it holds and what is wrong with it. Pure: the same bytes give the same answer.

use std::ops::Range;

use chrono_tz::Tz;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, FilePath, Span};
use crate::load::claim::{self, ClaimFile, UpdateEntry, Updates};
use crate::load::party::{self, Original};
use crate::load::paths::{Placed, Role, Spelling};
use crate::load::translation::{NO_ID, Translated, report_unnamed, translated};
use crate::load::{Setting, body, ids, original, page, site, split};
use crate::record::decode::{Document, Fields, Input};
use crate::record::page::PageRecord;
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::table::Table;
use crate::record::tables;
use crate::record::text::{Explainer, Feed, Hash};

/// So many updates of a file, at least, are decoded in one go; more are decoded in parallel.
const UPDATES: usize = 64;

/// What a file holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Held {
    Claim(Box<ClaimFile>),
    Updates(Updates),
    Explainer(Explainer),
    Page(Box<Original<PageRecord>>),
    People(Vec<Original<PersonRecord>>),
    Sources(Vec<Original<PublisherRecord>>, Vec<Original<SourceRecord>>),
    /// One record in another language, or several of one file.
    Translated(Vec<Translated>),
    /// Nothing that could be read.
    Nothing,
}

/// The digest of no file: what could not be read is never known to be as it was.
pub(super) const UNREAD: Hash = Hash([0; 16]);

/// What was read from a file.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) held: Held,
    /// Of the file's bytes; [`UNREAD`] where it could not be read.
    pub(super) hash: Hash,
    /// Of the file's path and of what it says; [`UNREAD`] where it could not be read.
    pub(super) digest: Hash,
    pub(super) findings: Vec<Diagnostic>,
    /// Ids of records that could not be read.
    pub(super) lost: Vec<Box<str>>,
    /// The file could not be read to its end: it may hold any id.
    pub(super) torn: bool,
}

/// Decodes a file's bytes.
pub(super) fn decode(setting: &Setting, placed: &Placed, file: &FilePath, bytes: &[u8]) -> Decoded {
    let text = match split::text(file, bytes) {
        Ok(text) => text,
        Err(finding) => {
            return Decoded { digest: digest(file, Hash::of(bytes)), ..Decoded::failed(*finding) };
        }
    };
    let input = Input::new(file, text, setting.timezone);
    let held = match &placed.lang {
        Some(_) => translation(&input, &placed.role),
        None => record(setting, &input, &placed.role),
    };
    let torn = held.is_none() || input.is_broken();
    let hash = input.texts.hash();
    let digest = digest(file, hash);
    let (findings, lost) = input.finish();
    Decoded { held: held.unwrap_or(Held::Nothing), hash, digest, findings, lost, torn }
}

/// Of a file's path and of the hash of its bytes.
fn digest(file: &FilePath, bytes: Hash) -> Hash {
    let mut feed = Feed::default();
    feed.text(file.as_str());
    feed.hash(bytes);
    feed.print()
}

impl Decoded {
    /// A file of which nothing can be read.
    pub(super) fn failed(finding: Diagnostic) -> Self {
        let (held, hash, digest) = (Held::Nothing, UNREAD, UNREAD);
        Self { held, hash, digest, findings: vec![finding], lost: Vec::new(), torn: true }
    }
}

fn record(setting: &Setting, input: &Input<'_>, role: &Role) -> Option<Held> {
    match role {
        Role::Claim(at, spelling) => claim_file(setting, input, &at.id, *spelling),
        Role::Updates(..) => Some(Held::Updates(updates(setting, input)?)),
        Role::Explainer(_) => {
            Some(Held::Explainer(body::explainer_in_file(input, split::start(input.text)..input.text.len())))
        }
        Role::Page(id) => {
            let part = split::single(input)?;
            let id = ids::page(setting, input.file, id).map_err(|finding| input.report(*finding)).ok()?;
            let page = with_fields(input, &tables::site::PAGE, part.front, |fields| {
                page::page(setting, &id, fields, body::in_file(input, part.body.clone()))
            });
            page.map(|page| Held::Page(Box::new(page)))
        }
        Role::People => {
            Some(whole(input, &tables::party::PEOPLE, |fields| Held::People(party::people(setting, fields))))
        }
        Role::Sources => Some(whole(input, &tables::party::SOURCES, |fields| {
            Held::Sources(party::publishers(setting, fields), party::sources(setting, fields))
        })),
        Role::Site | Role::Static(_) => Some(Held::Nothing),
    }
}

fn claim_file(setting: &Setting, input: &Input<'_>, id: &str, spelling: Spelling) -> Option<Held> {
    let id = ids::claim(input.file, id).map_err(|finding| input.report(*finding)).ok()?;
    let claim = match spelling {
        Spelling::Toml => whole(input, &tables::claim::CLAIM_TOML, |fields| {
            let (summary, explainer) = (body::inline(fields, "summary"), inline_explainer(fields));
            claim::claim(setting, &id, fields, summary, explainer)
        }),
        Spelling::Folder | Spelling::Markdown => {
            let part = split::single(input)?;
            let in_one = spelling == Spelling::Markdown;
            let table = if in_one { &tables::claim::CLAIM_MD } else { &tables::claim::CLAIM };
            with_fields(input, table, part.front, |fields| {
                let explainer = if in_one { inline_explainer(fields) } else { Explainer::default() };
                claim::claim(setting, &id, fields, body::in_file(input, part.body.clone()), explainer)
            })
        }
    };
    claim.map(|claim| Held::Claim(Box::new(claim)))
}

fn inline_explainer(fields: &Fields<'_, '_>) -> Explainer {
    let written = fields.markdown("explainer");
    written.map_or_else(Explainer::default, |text| body::explainer_of_string(fields.scope.input, &text))
}

fn updates(setting: &Setting, input: &Input<'_>) -> Option<Updates> {
    let parts = split::several(input)?;
    let &Input { file, text, zone, ref texts, .. } = input;
    let decoded: Vec<_> = parts
        .par_chunks(UPDATES)
        .map(|parts| {
            let input = Input::of_part(file, text, zone, texts.clone());
            let read: Vec<_> = parts.iter().filter_map(|part| update(setting, &input, part)).collect();
            (read, input)
        })
        .collect();
    let mut updates = Vec::with_capacity(parts.len());
    for (mut read, noted) in decoded {
        updates.append(&mut read);
        input.absorb(noted);
    }
    Some(Updates::of(updates))
}

fn update(setting: &Setting, input: &Input<'_>, part: &split::Part) -> Option<UpdateEntry> {
    with_fields(input, &tables::claim::UPDATE, part.front.clone(), |fields| {
        claim::update(setting, fields, body::in_file(input, part.body.clone()))
    })
}

/// Reads a TOML text that fills the file.
fn whole<T>(input: &Input<'_>, table: &'static Table, read: impl FnOnce(&Fields<'_, '_>) -> T) -> T {
    with_fields(input, table, split::start(input.text)..input.text.len(), read)
}

/// Reads the TOML in a range of the file.
fn with_fields<T>(
    input: &Input<'_>,
    table: &'static Table,
    range: Range<usize>,
    read: impl FnOnce(&Fields<'_, '_>) -> T,
) -> T {
    let scope = input.scope(range.clone());
    let document = Document::parse(scope);
    read(&Fields::of(scope, table, document.root(), first_line(input.text, &range)))
}

/// What a message about a whole record points to.
fn first_line(text: &str, range: &Range<usize>) -> Span {
    let line = text[range.clone()].lines().next().unwrap_or_default();
    Span::new(range.start, range.start + line.len())
}

fn translation(input: &Input<'_>, role: &Role) -> Option<Held> {
    let all = split::start(input.text)..input.text.len();
    let toml = |table: &'static Table, range: Range<usize>| {
        let scope = input.scope(range.clone());
        let document = Document::parse(scope);
        translated(scope, table, document.root(), first_line(input.text, &range))
    };
    let front = |table, part: split::Part| {
        let mut found = toml(table, part.front);
        let text = body::in_file(input, part.body);
        found.body = found.body.or((!text.is_blank()).then_some(text));
        found
    };
    let found = match role {
        Role::Site => vec![toml(&tables::site::SITE, all)],
        Role::People => toml(&tables::party::PEOPLE, all).inside,
        Role::Sources => toml(&tables::party::SOURCES, all).inside,
        Role::Claim(_, Spelling::Toml) => vec![toml(&tables::claim::CLAIM_TOML, all)],
        Role::Claim(_, Spelling::Markdown) => vec![front(&tables::claim::CLAIM_MD, split::single(input)?)],
        Role::Claim(_, Spelling::Folder) => vec![front(&tables::claim::CLAIM, split::single(input)?)],
        Role::Page(_) => vec![front(&tables::site::PAGE, split::single(input)?)],
        Role::Updates(..) => {
            let parts = split::several(input)?;
            let mut found: Vec<_> =
                parts.into_iter().map(|part| front(&tables::claim::UPDATE, part)).collect();
            report_unnamed(input, &found);
            // A file of one entry may leave its id to the original.
            let only = found.len() == 1;
            found.retain(|found| (only || !found.path.is_empty()) && found.path != NO_ID);
            found
        }
        Role::Explainer(_) => {
            let explainer = Some(body::explainer_in_file(input, all));
            vec![Translated { explainer, ..Translated::default() }]
        }
        Role::Static(_) => Vec::new(),
    };
    Some(Held::Translated(found))
}

/// What was read of `site.toml`.
pub(super) struct Site {
    /// The settings, as far as they could be read.
    pub(super) config: Original<Config>,
    pub(super) findings: Vec<Diagnostic>,
    /// Ids of topics and statuses that could not be read.
    pub(super) lost: Vec<Box<str>>,
    /// A syntax error hides a part of the file.
    pub(super) torn: bool,
}

/// Decodes `site.toml`, from which everything else takes its zone and languages.
///
/// # Errors
/// A finding where the file is no text.
pub(super) fn decode_site(file: &FilePath, bytes: &[u8]) -> Result<Site, Box<Diagnostic>> {
    let text = split::text(file, bytes)
        .map_err(|finding| Box::new(Diagnostic { code: super::SITE_FILE_UNREADABLE, ..*finding }))?;
    let first = Input::new(file, text, Tz::UTC);
    // Dates depend on the zone, so the file is looked at twice.
    let zone = whole(&first, &tables::site::SITE, |fields| fields.text("timezone"));
    let quiet = Input::new(file, text, Tz::UTC);
    let timezone = site::timezone(&quiet, zone.as_ref());
    let input = Input::new(file, text, timezone);
    let config = whole(&input, &tables::site::SITE, |fields| {
        let record = site::config(fields, Hash::of(bytes));
        Original { hash: original::hash_of_fields(&Setting::of(&record), fields), record }
    });
    let torn = input.is_broken();
    let mut findings = quiet.finish().0;
    let (found, lost) = input.finish();
    findings.extend(found);
    Ok(Site { config, findings, lost, torn })
}
