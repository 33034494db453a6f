//! An entry of a list, put into the text of a file that a person wrote: every byte that was there stays.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::FilePath;
use crate::load::front_matter;
use crate::record::decode::{Document, Input};

/// An entry of a list, in both forms that a list can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `[[list]]` with its keys on lines below.
    pub table: String,
    /// `{ … }` on one line.
    pub inline: String,
}

impl Entry {
    /// Several, one after the other, as they stand in either form.
    fn joined(entries: &[Self]) -> Self {
        let part = |of: fn(&Self) -> &str, between| entries.iter().map(of).collect::<Vec<_>>().join(between);
        Self { table: part(|entry| &entry.table, "\n"), inline: part(|entry| &entry.inline, ", ") }
    }
}

/// The text of `file` with these entries more in the list `key`: behind the last one, else at the end of the front
/// matter (of a TOML file: of the file).
///
/// # Errors
/// Why the text cannot be added to.
pub fn append(file: &FilePath, text: &str, key: &str, entries: &[Entry]) -> Result<String, String> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let entry = Entry::joined(entries);
    let part = part(file, text)?;
    let input = Input::new(file, text, chrono_tz::UTC);
    let document = Document::parse(input.scope(part.clone()));
    if input.is_broken() {
        return Err("it is not valid TOML".to_owned());
    }
    let written = &text[part.clone()];
    let mut added = match place(written, document.root(), key)? {
        Place::Table(at) => vec![(at, below(written, at, &entry.table))],
        Place::Inline(spots) => spots.into_iter().map(|spot| spot.filled(&entry.inline)).collect(),
    };
    let mut after = text.to_owned();
    added.sort_by_key(|(at, _)| *at);
    for (at, new) in added.into_iter().rev() {
        let new = if written.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
        after.insert_str(part.start + at, &new);
    }
    let grew = after.len() - text.len();
    let had = length(document.root(), key);
    // Lists can be written in more ways than anybody thinks of.
    let input = Input::new(file, &after, chrono_tz::UTC);
    let document = Document::parse(input.scope(part.start..part.end + grew));
    if input.is_broken() || length(document.root(), key) != had + entries.len() {
        return Err(format!(
            "its list `{key}` is written in a way that is not understood here: add the entry by hand"
        ));
    }
    drop(document);
    Ok(after)
}

/// How many entries a list has.
fn length(root: &DeTable<'_>, key: &str) -> usize {
    root.get(key).and_then(|list| list.get_ref().as_array()).map_or(0, |list| list.len())
}

/// The TOML of a file.
fn part(file: &FilePath, text: &str) -> Result<Range<usize>, String> {
    if file.name().rsplit_once('.').is_some_and(|(_, ending)| ending == "toml") {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        return Ok(start..text.len());
    }
    front_matter(text).ok_or_else(|| "it has no front matter between two lines `+++`".to_owned())
}

/// Where an entry goes.
enum Place {
    /// A table of its own from this byte on.
    Table(usize),
    /// Into a list between brackets.
    Inline(Vec<Spot>),
}

/// Something that is put into a list between brackets: the entry, between two texts, or a comma.
struct Spot {
    at: usize,
    what: Filling,
}

enum Filling {
    Comma,
    Entry(String, String),
}

impl Spot {
    fn filled(self, entry: &str) -> (usize, String) {
        let text = match self.what {
            Filling::Comma => ",".to_owned(),
            Filling::Entry(before, after) => format!("{before}{entry}{after}"),
        };
        (self.at, text)
    }
}

fn place(text: &str, root: &DeTable<'_>, key: &str) -> Result<Place, String> {
    let Some(held) = root.get(key) else { return Ok(Place::Table(text.len())) };
    let Some(entries) = held.get_ref().as_array() else { return Err(format!("`{key}` is no list")) };
    match entries.iter().max_by_key(|entry| entry.span().start) {
        Some(last) if is_header(text, last) => Ok(Place::Table(behind(text, root, last))),
        last => Ok(Place::Inline(into_brackets(text, held.span(), last.map(Spanned::span)))),
    }
}

/// Whether a value is a table below a `[…]` or `[[…]]` line.
fn is_header(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().is_table() && text[value.span()].starts_with('[')
}

/// Where the lines of a table end, with the tables inside it and with the notes that follow it.
///
/// Notes right above the next header belong to that; those at the end of everything to the table.
fn behind(text: &str, root: &DeTable<'_>, table: &Spanned<DeValue<'_>>) -> usize {
    let last = spans([table]).map(|(span, _)| span.end).max().unwrap_or_default();
    let next = spans(root.values()).filter(|(span, value)| is_header(text, value) && span.start > last);
    let Some(next) = next.map(|(span, _)| span.start).min() else { return text.len() };
    let end_of_line = last + text[last..].find('\n').map_or(text.len() - last, |end| end + 1);
    let header = text[..next].rfind('\n').map_or(0, |end| end + 1);
    let mut end = end_of_line.min(header);
    let lines: Vec<_> = text[end..header].split_inclusive('\n').collect();
    let is_note = |line: &&&str| line.trim_start().starts_with('#');
    let of_next = lines.iter().rev().take_while(is_note).count();
    let own = &lines[..lines.len() - of_next];
    let used = own.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
    end += own[..used].iter().map(|line| line.len()).sum::<usize>();
    end
}

/// Places of the values and of all inside them.
fn spans<'v, 't: 'v>(
    values: impl IntoIterator<Item = &'v Spanned<DeValue<'t>>>,
) -> impl Iterator<Item = (Range<usize>, &'v Spanned<DeValue<'t>>)> {
    // No recursion: tables nest deeper than a stack.
    let mut open: Vec<_> = values.into_iter().collect();
    std::iter::from_fn(move || {
        let value = open.pop()?;
        match value.get_ref() {
            DeValue::Table(table) => open.extend(table.values()),
            DeValue::Array(list) => open.extend(list.iter()),
            _ => {}
        }
        Some((value.span(), value))
    })
}

/// A table's lines, an empty line away from what stands before them.
fn below(text: &str, at: usize, table: &str) -> String {
    let before = &text[..at];
    let blank = before.trim().is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    match (before.is_empty() || before.ends_with('\n'), blank) {
        (true, true) => table.to_owned(),
        (true, false) => format!("\n{table}"),
        (false, _) => format!("\n\n{table}"),
    }
}

/// Into a list between brackets, behind its last entry: on the same line, or on one of its own where that stands so.
fn into_brackets(text: &str, brackets: Range<usize>, last: Option<Range<usize>>) -> Vec<Spot> {
    let Some(last) = last else {
        return vec![Spot { at: brackets.start + 1, what: Filling::Entry(String::new(), String::new()) }];
    };
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..last.start];
    if line <= brackets.start || !indent.trim().is_empty() {
        return vec![Spot { at: last.end, what: Filling::Entry(", ".to_owned(), String::new()) }];
    }
    // The comma stands behind the entry, a note behind both.
    let rest = &text[last.end..brackets.end];
    let has_comma = rest.trim_start().starts_with(',');
    let end = match rest.find('\n') {
        Some(end) => last.end + end + 1,
        None => brackets.end - 1,
    };
    let mut spots = Vec::new();
    if !has_comma {
        spots.push(Spot { at: last.end, what: Filling::Comma });
    }
    let (before, after) = if text[..end].ends_with('\n') { ("", "\n") } else { ("\n", "\n") };
    spots.push(Spot { at: end, what: Filling::Entry(format!("{before}{indent}"), format!(",{after}")) });
    spots
}

#[cfg(test)]
mod tests;
