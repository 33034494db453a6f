//! A table as CSV (RFC 4180): UTF-8, a header, lines that end in CR LF, quotes where they are needed.
//!
//! Spreadsheets take a cell for a formula by its first character, and run it. A text of records that begins with
//! one of [`FORMULA`] gets a `'` before it; so does one that begins with `'`, so that taking one `'` away from the
//! beginning of a cell always gives the text back. Numbers, dates, lists, yes and no are never marked.

use super::column::{Table, Value};
use crate::output::{Desk, Sheet};

/// What a text may not begin with, beside the mark itself: what spreadsheets take for the beginning of a formula,
/// in its wide forms too, and the white space that they skip before one.
const FORMULA: &[char] =
    &['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The mark of a text that would begin a formula.
const GUARD: char = '\'';

/// Draws the table.
pub(super) fn draw(table: &Table, desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let names: Vec<_> = table.fields().into_iter().map(|field| field.name).collect();
    sheet.text(&names.join(","));
    sheet.text("\r\n");
    table.each_row(desk.site, |row| {
        let mut first = true;
        row(&mut |value| {
            if !std::mem::take(&mut first) {
                sheet.text(",");
            }
            match value {
                Value::Null => {}
                Value::Text(text) => cell(sheet, if text.starts_with(is_guarded) { "'" } else { "" }, text),
                Value::Date(text) | Value::Json(text) => cell(sheet, "", text),
                Value::Flag(flag) => sheet.text(if flag { "true" } else { "false" }),
                Value::Count(count) => sheet.text(&count.to_string()),
            }
        });
        sheet.text("\r\n");
        sheet.hand_on();
    });
}

fn is_guarded(first: char) -> bool {
    first == GUARD || FORMULA.contains(&first)
}

/// Whether a text can stand without quotes. White space and `;` are quoted too: some readers trim the one and
/// divide at the other.
fn is_plain(text: &str) -> bool {
    let odd = |byte: u8| matches!(byte, b',' | b'"' | b';' | 0..0x20);
    !text.bytes().any(odd) && !text.starts_with(' ') && !text.ends_with(' ')
}

fn cell(sheet: &mut Sheet<'_>, guard: &str, text: &str) {
    if is_plain(text) {
        sheet.text(guard);
        sheet.text(text);
        return;
    }
    sheet.text("\"");
    sheet.text(guard);
    let mut parts = text.split('"');
    sheet.text(parts.next().unwrap_or_default());
    for part in parts {
        sheet.text("\"\"");
        sheet.text(part);
    }
    sheet.text("\"");
}
