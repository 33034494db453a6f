//! Values of another type than their key takes: what is said of them, and what is surely meant.

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::{Fields, mends, printable, type_name};
use crate::record::table::{Field, Kind};

impl Fields<'_, '_> {
    /// Says that a value is not of the type that its key takes.
    pub(super) fn report_type(&self, field: &Field, value: &TomlSpanned<DeValue<'_>>) {
        let span = self.scope.span(value.span());
        let raw = self.scope.input.text.get(span.range()).unwrap_or_default();
        let (name, written) = (field.name, value.get_ref());
        let (code, message, help) = match (field.kind, written) {
            (Kind::Date | Kind::Day, DeValue::Integer(year)) => (
                "unquoted-date",
                format!("`{name}` is the number {year}, not a date"),
                format!("write a year or a month in quotes: {name} = \"{year}\""),
            ),
            (kind, _) => (
                "wrong-type",
                format!("`{name}` is {}, not {}", type_name(written), kind.expected()),
                type_help(field, written, raw),
            ),
        };
        let finding = self.error(code, span, message).help(help);
        self.report(match meant(field.kind, written, raw) {
            Some((what, text)) => finding.fix(what, span, text),
            None => finding,
        });
    }
}

fn type_help(field: &Field, written: &DeValue<'_>, raw: &str) -> String {
    let name = field.name;
    match (field.kind, written) {
        (Kind::Ids(_) | Kind::Citations(_) | Kind::Addresses | Kind::Languages, DeValue::String(one)) => {
            format!("write {name} = [\"{}\"]", printable(one))
        }
        (
            Kind::Line | Kind::Prose | Kind::Markdown,
            DeValue::Integer(_) | DeValue::Datetime(_) | DeValue::Boolean(_),
        ) => format!("write it in quotes: {name} = \"{}\"", raw.trim()),
        _ => format!("write {}", field.kind.example(name)),
    }
}

/// What is done about a value, and what is written in its place, where there is no doubt what is meant.
fn meant(kind: Kind, written: &DeValue<'_>, raw: &str) -> Option<(&'static str, String)> {
    match (kind, written) {
        (Kind::Date | Kind::Day, DeValue::Integer(_)) if raw.len() == 4 => {
            Some(("put the date in quotes", mends::quoted(raw)?))
        }
        (Kind::Ids(_) | Kind::Citations(_) | Kind::Addresses | Kind::Languages, DeValue::String(one)) => {
            Some(("put it into a list", mends::listed(raw, one)?))
        }
        // Who writes `true` for a text means something else.
        (Kind::Line | Kind::Prose | Kind::Markdown, DeValue::Integer(_) | DeValue::Datetime(_)) => {
            Some(("put it in quotes", mends::quoted(raw)?))
        }
        _ => None,
    }
}
