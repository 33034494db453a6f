//! TOML text → tree, with every syntax error as a finding. Dates without quotes get help of their own.

use toml::de::{DeTable, DeValue};

use super::{Scope, printable};
use crate::date::{DateFault, PartialDate};

/// A parsed TOML text, taken apart without recursion when dropped: inline tables under dotted keys, 80 of each
/// as the parser allows, nest deeper than the stack of a thread.
pub struct Document<'t> {
    root: DeTable<'t>,
}

impl<'t> Document<'t> {
    /// Parses the text of `scope`; syntax errors are reported.
    pub fn parse(scope: Scope<'t>) -> Self {
        let text = scope.text();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            report(scope, text, error.message(), error.span().unwrap_or(0..0));
        }
        Self { root: root.into_inner() }
    }

    /// The tree.
    pub fn root(&self) -> &DeTable<'t> {
        &self.root
    }
}

impl Drop for Document<'_> {
    fn drop(&mut self) {
        let mut open = vec![DeValue::Table(std::mem::take(&mut self.root))];
        while let Some(value) = open.pop() {
            match value {
                DeValue::Table(table) => open.extend(table.into_iter().map(|(_, value)| value.into_inner())),
                DeValue::Array(array) => open.extend(array.into_iter().map(toml::Spanned::into_inner)),
                _ => {}
            }
        }
    }
}

fn report(scope: Scope<'_>, text: &str, message: &str, range: std::ops::Range<usize>) {
    let range = range.start.min(text.len())..range.end.min(text.len());
    // One message a line: what follows an error on its line is mostly its echo.
    if scope.input.is_on_broken_line(scope.span(range.clone()).start) {
        return;
    }
    let line = line_of(text, range.start);
    let finding = match date_at(text, &line, range.start) {
        Some((token, date)) => {
            let span = scope.span(date);
            match PartialDate::parse(token, scope.input.zone) {
                Ok(_) => scope
                    .error("unquoted-date", span, format!("`{token}` is no value of TOML without quotes"))
                    .help(format!("write a year or a month in quotes: \"{token}\"")),
                Err(DateFault::Impossible { why }) => scope
                    .error("impossible-date", span, format!("`{token}` is a date that does not exist: {why}"))
                    .help("write the date that is meant; where the day is unknown, write the month in quotes"),
                Err(_) => scope
                    .error("bad-date", span, format!("`{token}` is no date"))
                    .help("write 2026-02-13 or 2026-02-13T14:42, or in quotes \"2026\", \"2026-02\", \"2026-02/2026-04\""),
            }
        }
        None => scope.error("syntax", scope.span(range), syntax_message(message)).help(syntax_help(message)),
    };
    scope.input.report(finding);
    let line = scope.span(line.start..line.end + 1);
    scope.input.broken.borrow_mut().insert(line.start, line.end);
}

fn syntax_message(message: &str) -> String {
    format!("not valid TOML: {}", printable(message))
}

fn syntax_help(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two"
    } else if message.contains("string") || message.contains("quote") {
        "close the text with the same quotes, `\"…\"` or `'…'`; longer texts stand between `\"\"\"`"
    } else {
        "a line is `key = value`, `[table]`, `[[list of tables]]` or `# comment`; texts stand in quotes"
    }
}

fn line_of(text: &str, at: usize) -> std::ops::Range<usize> {
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| at + length);
    start..end
}

/// The unquoted word that looks like a date and stands at or around `at`.
fn date_at<'t>(
    text: &'t str,
    line: &std::ops::Range<usize>,
    at: usize,
) -> Option<(&'t str, std::ops::Range<usize>)> {
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"-:~?%/TZ+.".contains(byte);
    let bytes = text.as_bytes();
    let start = bytes[line.start..at]
        .iter()
        .rposition(|byte| !is_part(byte))
        .map_or(line.start, |i| line.start + i + 1);
    let end = bytes[at..line.end].iter().position(|byte| !is_part(byte)).map_or(line.end, |i| at + i);
    let token = text.get(start..end)?;
    let before = text.get(line.start..start)?.trim_end();
    let is_value = before.ends_with(['=', '[', ',']);
    let looks = token.len() >= 6
        && token.as_bytes()[..4].iter().all(u8::is_ascii_digit)
        && token.as_bytes()[4] == b'-';
    (is_value && looks).then_some((token, start..end))
}
