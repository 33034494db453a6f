//! What a column can be: the keys of records that cells may hold, and the names that people give them.

use crate::record::claim::{ClaimKind, DueBasis, Method};

/// A key that a column can be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name in `--map`.
    pub name: &'static str,
    /// The key in the record.
    pub key: &'static str,
    pub of: Of,
    pub form: Form,
    /// Names that people give such a column, as [`folded`] has them.
    also: &'static [&'static str],
}

/// Whose key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Claim,
    Update,
}

/// What its cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Id,
    Text,
    Line,
    Date,
    Word(&'static [&'static str]),
    Status,
    Language,
    Flag,
    Topics,
    Claimants,
    Sources,
    /// One source.
    Appearance,
    /// Text below the front matter; several columns may be it.
    Body,
}

const fn field(
    of: Of,
    name: &'static str,
    key: &'static str,
    form: Form,
    also: &'static [&'static str],
) -> Field {
    Field { name, key, of, form, also }
}

/// Every key, in the order in which records have them.
pub(super) const FIELDS: &[Field] = &[
    field(Of::Claim, "id", "id", Form::Id, &["claim_id", "slug"]),
    field(Of::Claim, "title", "title", Form::Line, &["headline", "name", "titulo"]),
    field(
        Of::Claim,
        "claim",
        "claim",
        Form::Text,
        &["promise", "pledge", "statement", "commitment", "promesa", "compromiso"],
    ),
    field(
        Of::Claim,
        "claimants",
        "claimants",
        Form::Claimants,
        &["claimant", "by", "who", "made_by", "speaker", "politician", "promised_by", "quien"],
    ),
    field(Of::Claim, "claim_published", "published", Form::Date, &[]),
    field(Of::Claim, "kind", "kind", Form::Word(ClaimKind::WORDS), &[]),
    field(Of::Claim, "quote", "quote", Form::Text, &["quotation", "verbatim", "cita"]),
    field(Of::Claim, "quote_lang", "quote_lang", Form::Language, &[]),
    field(
        Of::Claim,
        "made_on",
        "made_on",
        Form::Date,
        &["date_made", "promised_on", "date_of_claim", "said_on"],
    ),
    field(Of::Claim, "appearance", "appearance", Form::Appearance, &["where", "made_in", "original_source"]),
    field(Of::Claim, "completion_condition", "completion_condition", Form::Text, &["condition"]),
    field(
        Of::Claim,
        "completion_due",
        "completion_due",
        Form::Date,
        &["due", "due_date", "deadline", "by_when", "plazo"],
    ),
    field(Of::Claim, "due_basis", "due_basis", Form::Word(DueBasis::WORDS), &[]),
    field(Of::Claim, "topics", "topics", Form::Topics, &["topic", "category", "categories", "tags", "tema"]),
    field(Of::Claim, "lang", "lang", Form::Language, &["language", "idioma"]),
    field(Of::Claim, "claim_summary", "text", Form::Body, &["background", "description"]),
    field(
        Of::Update,
        "published",
        "published",
        Form::Date,
        &["date", "updated", "updated_on", "last_updated", "date_published", "fecha"],
    ),
    field(Of::Update, "status", "status", Form::Status, &["rating", "verdict", "state", "estado"]),
    field(Of::Update, "summary", "summary", Form::Text, &["reason", "why", "resumen"]),
    field(Of::Update, "as_of", "as_of", Form::Date, &[]),
    field(Of::Update, "happened_on", "happened_on", Form::Date, &[]),
    field(Of::Update, "reported_status", "reported_status", Form::Status, &[]),
    field(Of::Update, "method", "method", Form::Word(Method::WORDS), &[]),
    field(Of::Update, "author", "author", Form::Line, &["editor", "written_by", "autor"]),
    field(Of::Update, "reviewed_by", "reviewed_by", Form::Line, &["reviewer", "checked_by"]),
    field(
        Of::Update,
        "sources",
        "sources",
        Form::Sources,
        &["source", "url", "link", "links", "evidence", "fuente", "fuentes"],
    ),
    field(Of::Update, "key", "key", Form::Flag, &["key_event"]),
    field(Of::Update, "body", "text", Form::Body, &["text", "note", "notes", "update", "comment", "details"]),
];

/// The field of this name.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// The field whose name a column bears.
pub(super) fn bearing(column: &str) -> Option<&'static Field> {
    named(&folded(column))
}

/// What a column may be by its name: the field of that name, else the one that people call so.
pub(super) fn guess(column: &str) -> Option<&'static Field> {
    let name = folded(column);
    bearing(column).or_else(|| FIELDS.iter().find(|field| field.also.contains(&name.as_str())))
}

/// `Made on` as `made_on`.
fn folded(name: &str) -> String {
    crate::record::id::slug(name).unwrap_or_default().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_lists_every_field_in_order() {
        let manual = include_str!("../../../docs/importing.md");
        let (_, table) = manual.split_once("| field | cell |\n").unwrap();
        let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
        let listed: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        assert_eq!(listed, FIELDS.iter().map(|field| field.name).collect::<Vec<_>>());
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let names = FIELDS.iter().flat_map(|field| field.also.iter().chain([&field.name]));
        let mut names: Vec<_> = names.collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(guess("Made on").map(|field| field.name), Some("made_on"));
        assert_eq!(guess("Título").map(|field| field.name), Some("title"));
        assert_eq!(guess("Budget"), None);
    }
}
