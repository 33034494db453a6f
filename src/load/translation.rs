//! Translations: text keys and bodies of a record in another language; nothing else may stand there.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Span, Spanned, nearest};
use crate::load::body;
use crate::record::decode::{Input, Scope, control_in, is_translatable, printable, with_article};
use crate::record::table::{Field, Kind, Table};
use crate::record::text::{Explainer, Text};

/// One record in another language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Translated {
    /// The list and id of the record within its file: `people.ID`, or the id of an update; empty for the record
    /// that the whole file translates.
    pub(super) path: String,
    /// Where the id stands.
    pub(super) span: Span,
    pub(super) translates: Option<Spanned<Box<str>>>,
    pub(super) fields: BTreeMap<Box<str>, Box<str>>,
    pub(super) body: Option<Text>,
    pub(super) explainer: Option<Explainer>,
    /// Records inside it that are translated on their own: updates, people, publishers, sources.
    pub(super) inside: Vec<Translated>,
}

/// What no update can have as its id: stands for an id that could not be read, which is reported.
pub(super) const NO_ID: &str = "-";

/// Lists whose entries are records of their own.
const RECORDS: &[(&str, &str)] =
    &[("people", "people"), ("sources", "publishers"), ("sources", "sources"), ("claim", "updates")];

/// The text keys of `values`, which translate a record of `table`; `span` stands for the whole.
pub(super) fn translated<'t>(
    scope: Scope<'_>,
    table: &'static Table,
    values: &'t DeTable<'t>,
    span: Span,
) -> Translated {
    let mut found = Translated { span, ..Translated::default() };
    read(scope, table, values, "", &mut found);
    if table.name == "update" {
        name_update(scope, values, &mut found);
    }
    found
}

/// An entry of `updates/NAME.LANG.md` names its update by `id`; without one the only entry of a file
/// translates the only entry of the original.
fn name_update(scope: Scope<'_>, values: &DeTable<'_>, found: &mut Translated) {
    let Some(id) = values.get("id") else { return };
    found.span = scope.span(id.span());
    if let Some(id) = id.get_ref().as_str() {
        id.clone_into(&mut found.path);
    } else {
        NO_ID.clone_into(&mut found.path);
        let finding = scope.input.error("wrong-type", found.span, "`id` is no text");
        scope.input.report(finding.help("write it in quotes: id = \"2026-02-13-1442\""));
    }
}

/// Reports entries without an `id` in a file of several: nobody can tell what they translate.
pub(super) fn report_unnamed(input: &Input<'_>, found: &[Translated]) {
    let unnamed = found.iter().filter(|found| found.path.is_empty());
    for found in unnamed.filter(|_| found.len() > 1) {
        let finding = input.error("missing-key", found.span, "translation of an update has no `id`");
        let help = "write the id of the update that it translates: id = \"2026-02-13-1442\"";
        input.report(finding.help(help));
    }
}

type Value<'t> = TomlSpanned<DeValue<'t>>;

fn read<'t>(
    scope: Scope<'_>,
    table: &'static Table,
    values: &'t DeTable<'t>,
    path: &str,
    found: &mut Translated,
) {
    let mut keys: Vec<_> = values.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in keys {
        let name = key.get_ref().as_ref();
        let is_key_of_entry = !path.is_empty() && matches!(name, "id" | "rule");
        if name == "translates" {
            found.translates = translates(scope, value);
        } else if is_key_of_entry || (name == "id" && table.name == "update") {
            // Says which record is meant.
        } else {
            match table.field(name) {
                Some(field) if is_translatable(field) => {
                    let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                    text_or_entries(scope, table, field, value, path, found);
                }
                Some(_) => fixed(scope, table, name, scope.span(key.span())),
                None => unknown(scope, table, name, scope.span(key.span())),
            }
        }
    }
}

fn text_or_entries<'t>(
    scope: Scope<'_>,
    table: &'static Table,
    field: &'static Field,
    value: &'t Value<'t>,
    path: String,
    found: &mut Translated,
) {
    let span = scope.span(value.span());
    match (value.get_ref(), field.kind.entries()) {
        (DeValue::String(text), None) => {
            let written = Spanned::new(text.as_ref(), span);
            match (field.kind, field.name) {
                (Kind::Markdown, "explainer") => {
                    found.explainer = Some(body::explainer_of_string(scope.input, &written));
                }
                (Kind::Markdown, _) => found.body = Some(body::of_string(scope.input, &written)),
                _ if text.trim().is_empty() => {
                    let finding = scope.input.error("empty-text", span, format!("`{path}` is empty"));
                    scope.input.report(finding.help("write the text, or leave the key out"));
                }
                _ => {
                    if let Some(finding) = unfit(scope, field, &path, &written) {
                        scope.input.report(finding);
                    } else {
                        found.fields.insert(path.into(), text.trim().into());
                    }
                }
            }
        }
        (DeValue::Table(inner), Some(entries)) if matches!(field.kind, Kind::Table(_)) => {
            read(scope, entries, inner, &path, found);
        }
        (DeValue::Table(named), Some(entries)) => {
            for (key, value) in named {
                entry(
                    scope,
                    table,
                    field,
                    entries,
                    (key.get_ref(), scope.span(key.span())),
                    value,
                    &path,
                    found,
                );
            }
        }
        (DeValue::Array(list), Some(entries)) => {
            for (at, value) in list.iter().enumerate() {
                let id = ["id", "rule"].into_iter().find_map(|key| value.get_ref().get(key));
                let place = id.map_or(value.span(), TomlSpanned::span);
                let id =
                    id.and_then(|id| id.get_ref().as_str()).map_or_else(|| at.to_string(), str::to_owned);
                entry(scope, table, field, entries, (&id, scope.span(place)), value, &path, found);
            }
        }
        _ => {
            let message = format!("`{path}` is no text");
            let help = "write it in quotes; entries of a list stand under their id, [list.ID]";
            scope.input.report(scope.input.error("wrong-type", span, message).help(help));
        }
    }
}

/// What keeps a text from being shown: the same as in the original.
fn unfit(scope: Scope<'_>, field: &Field, path: &str, text: &Spanned<&str>) -> Option<Diagnostic> {
    if let Some(control) = control_in(text.value) {
        let message = format!("`{path}` holds the control character `{}`", control.escape_unicode());
        return Some(scope.input.error("control-character", text.span, message).help("remove it"));
    }
    let broken = matches!(field.kind, Kind::Line) && text.value.trim().contains(['\n', '\r']);
    let finding = || {
        scope
            .input
            .error("line-break", text.span, format!("`{path}` has a line break"))
            .help("write it on one line")
    };
    broken.then(finding)
}

#[expect(clippy::too_many_arguments, reason = "one step of a recursion whose state is all of these")]
fn entry<'t>(
    scope: Scope<'_>,
    table: &'static Table,
    field: &'static Field,
    entries: &'static Table,
    (id, span): (&str, Span),
    value: &'t Value<'t>,
    path: &str,
    found: &mut Translated,
) {
    let Some(values) = value.get_ref().as_table() else {
        if matches!(field.kind, Kind::Citations(_)) {
            fixed(scope, table, field.name, span);
            return;
        }
        let message = format!("`{path}.{}` is no table", printable(id));
        let help = "an entry is a table with the texts of that entry: [list.ID]";
        scope.input.report(scope.input.error("wrong-type", span, message).help(help));
        return;
    };
    let path = format!("{path}.{id}");
    if RECORDS.contains(&(table.name, field.name)) {
        let mut inside = Translated { path: path.clone(), span, ..Translated::default() };
        read(scope, entries, values, &path, &mut inside);
        let prefix = format!("{path}.");
        inside.fields = inside
            .fields
            .into_iter()
            .map(|(path, text)| (path.strip_prefix(&prefix).map_or(path.clone(), Into::into), text))
            .collect();
        found.inside.push(inside);
    } else {
        read(scope, entries, values, &path, found);
    }
}

fn translates(scope: Scope<'_>, value: &Value<'_>) -> Option<Spanned<Box<str>>> {
    let span = scope.span(value.span());
    let written = value.get_ref().as_str().unwrap_or_default();
    if written.len() == 32 && written.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Some(Spanned::new(written.into(), span));
    }
    let finding = scope.input.error("bad-hash", span, "`translates` is not 32 hexadecimal digits");
    scope
        .input
        .report(finding.help("leave the key out, or write 32 zeros: the next build says what belongs there"));
    None
}

fn fixed(scope: Scope<'_>, table: &Table, name: &str, span: Span) {
    let message = format!("`{name}` of {} cannot be translated", with_article(table.name));
    let help =
        "it is the same in every language: a translation holds texts only, never status, date or source";
    scope.input.report(scope.input.error("not-translatable", span, message).help(help));
}

fn unknown(scope: Scope<'_>, table: &Table, name: &str, span: Span) {
    let message = format!("translation of {} has no key `{}`", with_article(table.name), printable(name));
    let names: Vec<_> =
        table.fields().filter(|field| is_translatable(field)).map(|field| field.name).collect();
    let help = match nearest(name, names.iter().copied().chain(["translates"])) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its keys are translates, {}", names.join(", ")),
    };
    scope.input.report(scope.input.error("unknown-key", span, message).help(help));
}
