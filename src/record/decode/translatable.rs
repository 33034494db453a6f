//! The texts of a record that a translation may hold, with their paths.

use toml::de::{DeTable, DeValue};

use super::Fields;
use crate::record::table::{Field, Kind, Reading, Table};

/// Whether a translation may hold the field, or something inside it.
pub fn is_translatable(field: &Field) -> bool {
    let inside = |table: &'static Table| table.fields().any(is_translatable);
    field.reading == Reading::Translated || field.kind.entries().is_some_and(inside)
}

impl Fields<'_, '_> {
    /// The record's translatable texts but for Markdown ones (bodies have a hash of their own) and its
    /// updates (records of their own), in the order of the field table; entries of lists count from 0.
    pub fn translatable(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in self.table.fields().filter(|field| field.name != "updates" && is_translatable(field)) {
            if let Some(value) = self.value(entry.name) {
                collect(entry, value.get_ref(), entry.name.to_owned(), &mut found);
            }
        }
        found
    }
}

fn collect(field: &Field, value: &DeValue<'_>, path: String, found: &mut Vec<(String, String)>) {
    match (field.kind, value) {
        (Kind::Markdown, _) => {}
        (kind, DeValue::String(text)) if kind.entries().is_none() => {
            found.push((path, text.trim().to_owned()));
        }
        (kind, DeValue::Table(table)) => {
            if let Some(inner) = kind.entries() {
                within(inner, table, &path, found);
            }
        }
        (kind, DeValue::Array(entries)) => {
            let Some(inner) = kind.entries() else { return };
            for (at, entry) in entries.iter().enumerate() {
                if let Some(table) = entry.get_ref().as_table() {
                    within(inner, table, &format!("{path}.{at}"), found);
                }
            }
        }
        _ => {}
    }
}

fn within(table: &'static Table, values: &DeTable<'_>, path: &str, found: &mut Vec<(String, String)>) {
    for field in table.fields().filter(|field| is_translatable(field)) {
        if let Some(value) = values.get(field.name) {
            collect(field, value.get_ref(), format!("{path}.{}", field.name), found);
        }
    }
}
