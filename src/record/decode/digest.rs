//! A hash of what a table says, whatever stands before it in the file.

use toml::de::DeValue;

use super::Fields;
use crate::record::text::{Feed, Hash};

impl Fields<'_, '_> {
    /// Of the file's path and of every known key of this table with its value; places do not count.
    pub fn digest(&self) -> Hash {
        let mut feed = Feed::default();
        feed.text(self.scope.input.file.as_str());
        feed.count(self.values.len());
        for entry in &self.values {
            feed.text(entry.field.name);
            add(&mut feed, entry.value.get_ref());
        }
        feed.print()
    }
}

/// Not by recursion: a file can nest deeper than the stack of a thread.
fn add(feed: &mut Feed, value: &DeValue<'_>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        feed.text(value.type_str());
        match value {
            DeValue::String(text) => feed.text(text),
            DeValue::Integer(number) => {
                feed.count(number.radix() as usize);
                feed.text(number.as_str());
            }
            DeValue::Float(number) => feed.text(number.as_str()),
            DeValue::Boolean(flag) => feed.count(usize::from(*flag)),
            DeValue::Datetime(date) => feed.text(&date.to_string()),
            DeValue::Array(entries) => {
                feed.count(entries.len());
                open.extend(entries.iter().rev().map(toml::Spanned::get_ref));
            }
            DeValue::Table(table) => {
                feed.count(table.len());
                table.keys().for_each(|key| feed.text(key.get_ref()));
                open.extend(table.values().rev().map(toml::Spanned::get_ref));
            }
        }
    }
}
