//! What hangs on a claim or an update: criteria, milestones, follow-ups, statements, corrections, responses.

use std::sync::Arc;

use crate::diagnostic::{Span, Spanned};
use crate::load::party::{Cited, citations};
use crate::record::claim::{
    Correction, CorrectionKind, Criterion, CriterionState, FollowUpRecord, FollowUpState, JudgedBy,
    MilestoneRecord, MilestoneState, Response, ResponseKind, ResponseState, Statement, StatementKind,
};
use crate::record::decode::{Fields, with_article};
use crate::record::id::{ItemId, PersonId, SourceId, UpdateId, slug};
use crate::record::party::SourceRecord;

/// The word that `sets` uses for the due date of the claim: no item may have it as its id.
const DUE: &str = "due";

/// An item's id: as written, else made from a text or a date.
fn id(fields: &Fields<'_, '_>, made_from: Option<(String, Span)>) -> Option<Spanned<ItemId>> {
    let id = if fields.has("id") {
        fields.id("id", ItemId::new)?
    } else {
        let (text, span) = made_from?;
        let Some(slug) = slug(&text) else {
            let message = format!("no id can be made for the {}", fields.table.name);
            let finding = fields.error("missing-key", span, message);
            fields.report(finding.help("write one: id = \"an-id\""));
            return None;
        };
        Spanned::new(ItemId::new(&slug), span)
    };
    if id.as_str() == DUE {
        let message = format!("`{DUE}` cannot be the id of {}", with_article(fields.table.name));
        let finding = fields.error("reserved-id", id.span, message);
        fields.report(finding.help("`sets` uses it for the due date of the claim: write another id"));
        return None;
    }
    Some(id)
}

fn from_text(text: Option<&Spanned<Box<str>>>) -> Option<(String, Span)> {
    text.map(|text| (text.value.to_string(), text.span))
}

fn from_date(date: Option<&Spanned<crate::date::PartialDate>>) -> Option<(String, Span)> {
    date.map(|date| (date.id_digits(), date.span))
}

/// The records under a key; the id of one that could not be read is remembered.
fn each<T>(fields: &Fields<'_, '_>, name: &str, read: impl FnMut(&Fields<'_, '_>) -> Option<T>) -> Vec<T> {
    let mut read = read;
    fields.tables(name).iter().filter_map(|table| table.or_lose(read(table))).collect()
}

/// `[[criteria]]`.
pub(super) fn criteria(fields: &Fields<'_, '_>) -> Vec<Criterion> {
    each(fields, "criteria", |table| {
        let (text, state) = (table.text("text"), table.word("state", CriterionState::from_word));
        let id = id(table, from_text(text.as_ref()));
        Some(Criterion { id: id?, text: text?.value, state: state.unwrap_or(CriterionState::NotAssessed) })
    })
}

/// `[[milestones]]`; sources that they declare join `sources`.
pub(super) fn milestones(
    fields: &Fields<'_, '_>,
    sources: &mut Vec<Arc<SourceRecord>>,
) -> Vec<Arc<MilestoneRecord>> {
    each(fields, "milestones", |table| {
        let (date, title) = (table.date("date"), table.text("title"));
        let state = table.word("state", MilestoneState::from_word).unwrap_or(MilestoneState::Planned);
        let Cited { citations, declared } = citations(table, "sources");
        sources.extend(declared);
        let id = id(table, from_text(title.as_ref()));
        Some(Arc::new(MilestoneRecord { id: id?, date: date?, title: title?.value, state, citations }))
    })
}

/// `[[follow_ups]]`.
pub(super) fn follow_ups(fields: &Fields<'_, '_>) -> Vec<Arc<FollowUpRecord>> {
    each(fields, "follow_ups", |table| {
        let (date, question) = (table.date("date"), table.text("question"));
        let state = table.word("state", FollowUpState::from_word).unwrap_or(FollowUpState::Open);
        // A question in another script leaves no letters for an id: its date does.
        let asked = question.as_ref().filter(|text| slug(text).is_some());
        let id = id(table, from_text(asked).or_else(|| from_date(date.as_ref())));
        let question = question.map(|text| text.value);
        Some(Arc::new(FollowUpRecord { id: id?, date: date?, question, state }))
    })
}

/// `[[statements]]`.
pub(super) fn statements(fields: &Fields<'_, '_>) -> Vec<Statement> {
    each(fields, "statements", |table| {
        let (made_on, kind) = (table.date("made_on"), table.word("kind", StatementKind::from_word));
        let id = id(table, from_date(made_on.as_ref()));
        Some(Statement {
            claimants: table.ids("claimants", PersonId::new),
            quote: table.plain("quote"),
            quote_lang: table.language("quote_lang"),
            appearance: table.id("appearance", SourceId::new),
            claim: table.plain("claim"),
            completion_condition: table.plain("completion_condition"),
            completion_due: table.date("completion_due"),
            judged_by: table.word("judged_by", JudgedBy::from_word).unwrap_or(JudgedBy::Original),
            id: id?,
            made_on: made_on?,
            kind: kind?,
        })
    })
}

/// `[[corrections]]`.
pub(super) fn corrections(fields: &Fields<'_, '_>) -> Vec<Correction> {
    each(fields, "corrections", |table| {
        let (date, what) = (table.date("date"), table.plain("what"));
        let id = id(table, from_date(date.as_ref()));
        let kind = table.word("kind", CorrectionKind::from_word).unwrap_or(CorrectionKind::Correction);
        if kind == CorrectionKind::Removal && table.has("was") {
            let finding = table.error("removal-with-was", table.span_of("was"), "a removal has no `was`");
            table.report(finding.help("leave `was` out: what was taken down is not shown again"));
            return None;
        }
        Some(Correction {
            kind,
            update: table.id("update", UpdateId::new),
            field: table.plain("field"),
            was: table.plain("was"),
            now: table.plain("now"),
            why: table.plain("why"),
            id: id?,
            date: date?,
            what: what?,
        })
    })
}

/// `[[responses]]`.
pub(super) fn responses(fields: &Fields<'_, '_>) -> Vec<Response> {
    each(fields, "responses", |table| {
        let (received, from, text) = (table.date("received"), table.plain("from"), table.plain("text"));
        let id = id(table, from_date(received.as_ref()));
        Some(Response {
            kind: table.word("kind", ResponseKind::from_word).unwrap_or(ResponseKind::Reply),
            update: table.id("update", UpdateId::new),
            state: table.word("state", ResponseState::from_word).unwrap_or(ResponseState::Open),
            answered: table.date("answered"),
            answer: table.plain("answer"),
            id: id?,
            received: received?,
            from: from?,
            text: text?,
        })
    })
}
