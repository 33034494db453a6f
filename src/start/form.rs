//! A table of a record as lines: the keys that are set and, as notes to take the `#` away from, all others,
//! each below a line that says what it is for.

use chrono::NaiveDate;

use super::append::Entry;
use crate::record::table::{Field, IdOf, Kind, Need, Table};
use crate::record::toml_text;

/// Whether keys that are not set stand there as notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remarks {
    /// Every one of them, with what it is for.
    All,
    /// None: only what is set.
    None,
}

/// What templates are made with.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Whether there are notes.
    pub remarks: Remarks,
    /// Stands where a note shows a date.
    pub today: NaiveDate,
    /// Stands where a note shows a language.
    pub lang: &'a str,
}

/// A key that is set, and its value as TOML.
pub(super) type Pair<'p> = (&'p str, String);

impl Form<'_> {
    /// The lines of a table: what is `set`, every other key as a note, and what is to be said of some keys
    /// in `notes`, which take the place of an example. Below a header of `path` (`updates.`) tables have long names.
    pub(super) fn lines(
        &self,
        table: &'static Table,
        path: &str,
        set: &[Pair<'_>],
        notes: &[(&str, Vec<String>)],
    ) -> String {
        let is_list = |field: &&Field| matches!(field.kind, Kind::Tables(_));
        let mut lines = Vec::new();
        // A key below a `[[…]]` line would belong to that table: lists of tables come last.
        for field in table.fields().filter(|field| !is_list(field)).chain(table.fields().filter(is_list)) {
            let value = set.iter().find(|(key, _)| *key == field.name).map(|(_, value)| value);
            let said = notes.iter().find(|(key, _)| *key == field.name).map(|(_, lines)| lines);
            if self.remarks == Remarks::All {
                lines.push(format!("# {}", explained(field)));
            }
            match (value, said) {
                (Some(value), _) => lines.push(format!("{} = {value}", field.name)),
                (None, Some(written)) => {
                    lines.extend(written.iter().filter(|line| self.shows(line)).cloned());
                }
                (None, None) if self.remarks == Remarks::All => {
                    lines.extend(self.sample(field, path).iter().map(|line| format!("# {line}")));
                }
                (None, None) => {}
            }
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    fn shows(&self, line: &str) -> bool {
        self.remarks == Remarks::All || !line.starts_with('#')
    }

    /// An entry of the list `key`, in both forms that a list can have.
    pub(super) fn entry(
        &self,
        table: &'static Table,
        key: &str,
        set: &[Pair<'_>],
        notes: &[(&str, Vec<String>)],
    ) -> Entry {
        let lines = self.lines(table, &format!("{key}."), set, notes);
        let told = notes.iter().flat_map(|(_, lines)| lines).filter(|line| !line.starts_with('#'));
        let told = told.cloned();
        let pairs = set.iter().map(|(key, value)| format!("{key} = {value}")).chain(told);
        let inline = format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "));
        Entry { table: format!("[[{key}]]\n{lines}"), inline }
    }

    /// What a key could hold, on lines of its own.
    fn sample(&self, field: &Field, path: &str) -> Vec<String> {
        let key = field.name;
        match field.kind {
            Kind::Tables(table) => {
                let header = format!("[[{path}{key}]]");
                // Its words, which stand for others, make no id.
                let id = table.field("id").map(|_| format!("id = \"{}-1\"", table.name));
                std::iter::once(header).chain(id).chain(self.required(table)).collect()
            }
            Kind::Sets(_) => vec![format!("{key}.an-id = \"done\"")],
            kind => vec![format!("{key} = {}", self.value(kind))],
        }
    }

    fn value(&self, kind: Kind) -> String {
        match kind {
            Kind::Date | Kind::Day => self.today.to_string(),
            Kind::Flag => "true".to_owned(),
            Kind::Integer(least, _) => least.max(1).to_string(),
            Kind::Word(words) => toml_text::line(words.first().copied().unwrap_or_default()),
            Kind::Id(IdOf::Status) => "\"in_progress\"".to_owned(),
            Kind::Id(_) => "\"an-id\"".to_owned(),
            Kind::Ids(_) | Kind::Citations(_) => "[\"an-id\"]".to_owned(),
            Kind::Language => toml_text::line(self.lang),
            Kind::Languages => toml_text::list(&[self.lang]),
            Kind::Address => "\"https://example.org/\"".to_owned(),
            Kind::Addresses => "[\"https://example.org/\"]".to_owned(),
            Kind::Colour => "\"#1f3a5f\"".to_owned(),
            Kind::Table(table) => format!("{{ {} }}", self.required(table).collect::<Vec<_>>().join(", ")),
            Kind::Line | Kind::Prose | Kind::Markdown | Kind::Labels => "\"…\"".to_owned(),
            Kind::Tables(_) | Kind::Named(_) | Kind::NamedWords(_) | Kind::Sets(_) => "{}".to_owned(),
        }
    }

    /// The keys that a table cannot be without.
    fn required(&self, table: &'static Table) -> impl Iterator<Item = String> {
        let required = table.fields().filter(|field| field.need == Need::Required);
        required.map(|field| format!("{} = {}", field.name, self.value(field.kind)))
    }
}

/// What a key is for, with the words that it may hold.
fn explained(field: &Field) -> String {
    match field.kind {
        Kind::Word(words) => format!("{} ({})", field.doc, words.join(", ")),
        _ => field.doc.to_owned(),
    }
}
