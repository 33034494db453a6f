//! Claims and updates: checked fields → records. Nothing is linked or compared across files here.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use ecow::EcoString;

use crate::diagnostic::Spanned;
use crate::load::allow::allow;
use crate::load::items;
use crate::load::party::{Cited, citations};
use crate::load::{Setting, body, original};
use crate::record::claim::{
    ClaimKind, ClaimRecord, DueBasis, Method, Set, UpdateRare, UpdateRecord, Withdrawal,
};
use crate::record::decode::{Fields, NamedValue};
use crate::record::id::{ClaimId, ItemId, PersonId, SourceId, StatusId, TopicId, UpdateId};
use crate::record::party::SourceRecord;
use crate::record::rare::Rare;
use crate::record::table::IdOf;
use crate::record::text::{Explainer, Hash, Text};

/// A claim's main file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClaimFile {
    /// The claim, with the updates of `[[updates]]` left out.
    pub(super) record: ClaimRecord,
    /// Those updates.
    pub(super) updates: Updates,
    /// Of the text that translations translate.
    pub(super) original: Hash,
}

/// Updates, and by the same places what stands beside each: records are kept, and so moved as they are.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Updates {
    pub(super) records: Vec<UpdateRecord>,
    pub(super) beside: Vec<Beside>,
}

/// One update, and what stands beside it.
pub(super) type UpdateEntry = (UpdateRecord, Beside);

/// What is read with an update and is no part of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Beside {
    /// The sources that it declares.
    pub(super) sources: Vec<Arc<SourceRecord>>,
    /// Of the text that translations translate.
    pub(super) original: Hash,
}

impl Updates {
    /// Of these, in exactly the room that they need.
    pub(super) fn of(entries: Vec<UpdateEntry>) -> Self {
        let room = entries.len();
        let mut updates = Self { records: Vec::with_capacity(room), beside: Vec::with_capacity(room) };
        for (record, beside) in entries {
            updates.records.push(record);
            updates.beside.push(beside);
        }
        updates
    }

    /// With others behind them; nothing is copied where one of both is empty.
    #[must_use]
    pub(super) fn and(mut self, others: Self) -> Self {
        if self.records.is_empty() {
            return others;
        }
        self.records.extend(others.records);
        self.beside.extend(others.beside);
        self
    }
}

/// A claim's fields and texts as a record.
pub(super) fn claim(
    setting: &Setting,
    id: &ClaimId,
    fields: &Fields<'_, '_>,
    summary: Text,
    explainer: Explainer,
) -> Option<ClaimFile> {
    // Read first: whatever of these is wrong is reported beside everything else.
    let (title, restated, claimants) = (fields.text("title"), fields.text("claim"), claimants(fields));
    let cited = citations(fields, "sources");
    let mut sources = cited.declared;
    let updates = if fields.table.field("updates").is_some() {
        let tables = fields.tables("updates");
        let updates = tables.iter().filter_map(|table| update(setting, table, body::inline(table, "body")));
        Updates::of(updates.collect())
    } else {
        Updates::default()
    };
    let milestones = items::milestones(fields, &mut sources);
    let original = original::hash(setting, fields, &summary);
    let record = ClaimRecord {
        id: id.clone(),
        file: fields.scope.input.file.clone(),
        digest: Hash::of(b""),
        published: fields.date("published"),
        kind: fields.word("kind", ClaimKind::from_word).unwrap_or(ClaimKind::Deliver),
        quote: fields.plain("quote"),
        quote_lang: fields.language("quote_lang"),
        made_on: fields.date("made_on"),
        appearance: fields.id("appearance", SourceId::new),
        completion_condition: fields.plain("completion_condition"),
        completion_due: fields.date("completion_due"),
        due_basis: fields.word("due_basis", DueBasis::from_word).unwrap_or(DueBasis::Promised),
        topics: fields.ids("topics", TopicId::new),
        lang: fields.language("lang").inspect(|code| known_language(setting, fields, code)),
        aliases: fields.ids("aliases", ClaimId::new),
        draft: fields.flag("draft"),
        part_of: fields.id("part_of", ClaimId::new),
        related: fields.ids("related", ClaimId::new),
        criteria: items::criteria(fields),
        milestones,
        follow_ups: items::follow_ups(fields),
        statements: items::statements(fields),
        corrections: items::corrections(fields),
        responses: items::responses(fields),
        citations: cited.citations,
        sources,
        summary,
        explainer,
        updates: Vec::new(),
        allow: allow(fields),
        translations: Vec::new(),
        // Last: by now everything else has been looked at.
        claimants: claimants?,
        title: title?,
        claim: restated?,
    };
    Some(ClaimFile { record, updates, original })
}

fn claimants(fields: &Fields<'_, '_>) -> Option<Vec<Spanned<PersonId>>> {
    let written = fields.has("claimants").then(|| fields.ids("claimants", PersonId::new))?;
    if written.is_empty() && fields.is_empty_list("claimants") {
        let finding =
            fields.error("empty-list", fields.span_of("claimants"), "`claimants` of the claim is empty");
        fields.report(finding.help("name who made it, by the ids of people.toml"));
    }
    (!written.is_empty()).then_some(written)
}

fn known_language(setting: &Setting, fields: &Fields<'_, '_>, code: &str) {
    if !setting.languages.iter().any(|known| **known == *code) {
        let message = format!("`lang` is `{code}`, which is no language of the site");
        let finding = fields.error("unknown-language", fields.span_of("lang"), message);
        fields.report(finding.help(format!("write one of {}", setting.languages.join(", "))));
    }
}

/// An update's fields and text as a record.
pub(super) fn update(setting: &Setting, fields: &Fields<'_, '_>, body: Text) -> Option<UpdateEntry> {
    let Cited { citations, declared: mut sources } = citations(fields, "sources");
    let published = fields.date("published");
    let id = match (fields.id("id", UpdateId::new), &published) {
        (Some(id), _) => Some(id.value),
        (None, Some(published)) => Some(UpdateId::new(&published.id_digits())),
        (None, None) => None,
    };
    let milestones = items::milestones(fields, &mut sources);
    let original = original::hash(setting, fields, &body);
    let record = (|| {
        let rare = UpdateRare {
            as_of: fields.date("as_of"),
            happened_on: fields.date("happened_on"),
            reported_status: fields.id("reported_status", StatusId::new),
            reviewed_by: fields.plain("reviewed_by"),
            retracted: withdrawal(fields, "retracted"),
            removed: withdrawal(fields, "removed"),
            sets: sets(fields),
            milestones,
            follow_ups: items::follow_ups(fields),
            allow: allow(fields),
            translations: Vec::new(),
        };
        let (status, summary) = (fields.id("status", StatusId::new), fields.text("summary"));
        Some(UpdateRecord {
            span: fields.span,
            status,
            summary,
            method: fields.word("method", Method::from_word).unwrap_or(Method::Human),
            author: fields.plain("author").map(|author| EcoString::from(&*author)),
            citations,
            key: fields.flag("key"),
            body,
            rare: Rare::new(rare),
            id: id?,
            published: published?,
        })
    })();
    Some((fields.or_lose(record)?, Beside { sources, original }))
}

fn withdrawal(fields: &Fields<'_, '_>, name: &str) -> Option<Withdrawal> {
    let table = fields.table(name)?;
    let (date, why) = (table.date("date"), table.plain("why"));
    Some(Withdrawal { date: date?, why: why? })
}

fn sets(fields: &Fields<'_, '_>) -> Vec<Set> {
    let named = fields.named("sets").into_iter();
    let sets = named.filter_map(|entry| {
        let target = fields.check_name(IdOf::Item, &entry.name, ItemId::new)?;
        match entry.value {
            NamedValue::Text(state) => Some(Set { target, state: Some(state), to: None }),
            NamedValue::Fields(table) => {
                let (state, to) = (table.text("state"), table.date("to"));
                if state.is_none() && to.is_none() && !table.has("state") && !table.has("to") {
                    let message = format!("`sets.{}` changes nothing", target.value);
                    let finding = fields.error("missing-key", table.span, message);
                    fields.report(finding.help("write a `state`, a date `to`, or both"));
                }
                (state.is_some() || to.is_some()).then_some(Set { target, state, to })
            }
        }
    });
    sets.collect()
}
