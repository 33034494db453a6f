//! TOML text → tree, with every syntax error as a finding. Dates without quotes get help of their own.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Scope, mends, plain, printable};
use crate::date::{DateFault, PartialDate};
use crate::diagnostic::{Diagnostic, Span};

/// A parsed TOML text, taken apart without recursion when dropped: inline tables under dotted keys, 80 of each
/// as the parser allows, nest deeper than the stack of a thread.
pub struct Document<'t> {
    root: DeTable<'t>,
}

impl<'t> Document<'t> {
    /// Parses the text of `scope`; syntax errors are reported.
    pub fn parse(scope: Scope<'t>) -> Self {
        let text = scope.text();
        if let Some(root) = plain::read(text) {
            return Self { root };
        }
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

fn report(scope: Scope<'_>, text: &str, message: &str, range: Range<usize>) {
    let range = range.start.min(text.len())..range.end.min(text.len());
    // One message a line: what follows an error on its line is mostly its echo.
    if scope.input.is_on_broken_line(scope.span(range.clone()).start) {
        return;
    }
    let line = line_of(text, range.start);
    let slip = Slip::of(message, text, &line, range.start);
    // What stands below a list that was not closed was read as entries of it.
    let end = if slip.is_in_open_list() { text.len() } else { line.end };
    let finding = match date_at(text, &line, range.start) {
        Some((token, date)) => date_finding(scope, token, scope.span(date)),
        None => slip.mended(scope, scope.error("syntax", scope.span(range), slip.told()).help(slip.help())),
    };
    scope.input.report(finding);
    let line = scope.span(line.start..end + 1);
    scope.input.broken.borrow_mut().insert(line.start, line.end);
}

/// A word that looks like a date and that TOML does not take.
fn date_finding(scope: Scope<'_>, token: &str, span: Span) -> Diagnostic {
    match PartialDate::parse(token, scope.input.zone) {
        Ok(_) => scope
            .error("unquoted-date", span, format!("`{token}` is no value of TOML without quotes"))
            .help(format!("write a year or a month in quotes: \"{token}\""))
            .fix("put the date in quotes", span, format!("\"{token}\"")),
        Err(DateFault::Impossible { why }) => scope
            .error("impossible-date", span, format!("`{token}` is a date that does not exist: {why}"))
            .help("write the date that is meant; where the day is unknown, write the month in quotes"),
        Err(_) => {
            let finding = scope.error("bad-date", span, format!("`{token}` is no date")).help(
                "write 2026-02-13 or 2026-02-13T14:42, or in quotes \"2026\", \"2026-02\", \"2026-02/2026-04\"",
            );
            match mends::padded(token, scope.input.zone) {
                // Only a full day stands without quotes.
                Some(date) if date.len() == 10 => finding.fix(mends::ZEROS, span, date),
                Some(date) => finding.fix(mends::ZEROS, span, format!("\"{date}\"")),
                None => finding,
            }
        }
    }
}

/// A line that is not valid TOML, from the byte at which the parser gave up on it.
struct Slip<'t> {
    message: &'t str,
    /// The key with which the line begins, and what follows that.
    key: (&'t str, &'t str),
    /// The byte at which the parser gave up.
    at: usize,
    /// The line up to the byte, and from there on.
    around: (&'t str, &'t str),
    /// What looks like the value there.
    word: &'t str,
}

impl<'t> Slip<'t> {
    fn of(message: &'t str, text: &'t str, line: &Range<usize>, at: usize) -> Self {
        let before = text.get(line.start..at).unwrap_or_default();
        let rest = text.get(at..line.end).unwrap_or_default();
        let whole = text.get(line.clone()).unwrap_or_default().trim_start();
        let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let key = whole.split_at(whole.find(|c| !is_key(c)).unwrap_or(whole.len()));
        let word = rest.split([',', ']', '}', '#']).next().unwrap_or_default().trim();
        Self { message, key, at, around: (before, rest), word }
    }

    fn is_without_value(&self) -> bool {
        self.word.is_empty() && self.around.0.trim_end().ends_with('=')
    }

    /// Whether a list was not closed: the line that the parser takes for an entry of it begins another key.
    fn is_in_open_list(&self) -> bool {
        let begins_another = self.key.1.trim_start().starts_with('=') || self.key.0.is_empty();
        self.message.contains("missing comma") && self.around.0.trim().is_empty() && begins_another
    }

    fn help_in_list(&self) -> String {
        if self.is_in_open_list() {
            "close the list above with `]`; what follows cannot be read before that".to_owned()
        } else {
            "put a comma between the entries of the list".to_owned()
        }
    }

    fn is_without_quotes(&self) -> bool {
        let is_value = self.around.0.trim_end().ends_with(['=', '[', ',']);
        self.message.contains("must be quoted")
            || (is_value && self.word.starts_with(char::is_alphabetic) && !self.message.contains("string"))
    }

    fn told(&self) -> String {
        if self.is_in_open_list() {
            return "not valid TOML: a list is not closed".to_owned();
        }
        if self.is_without_value() {
            return "not valid TOML: key has no value".to_owned();
        }
        if self.is_without_quotes() {
            return "not valid TOML: a text stands without quotes".to_owned();
        }
        format!("not valid TOML: {}", printable(self.message))
    }

    /// The finding with what mends it, where there is no doubt what is meant.
    fn mended(&self, scope: Scope<'_>, finding: Diagnostic) -> Diagnostic {
        let rest = self.around.1.trim();
        let (what, written, text) = match (mends::straightened(rest), mends::flag(self.word)) {
            (Some(text), _) => ("write straight quotation marks", rest, text),
            (_, Some(flag)) => ("write it in small letters", self.word, flag.to_owned()),
            _ => return finding,
        };
        let before = self.around.1.find(written).unwrap_or_default();
        let start = self.at + before;
        finding.fix(what, scope.span(start..start + written.len()), text)
    }

    /// What to do about it.
    fn help(&self) -> String {
        let Self { message, key: (key, after_key), around: (before, rest), word, .. } = *self;
        let foreign_quote = word.chars().next().filter(|c| "“”„«»‘’‚".contains(*c));
        if message.contains("duplicate key") {
            "keep one of the two".to_owned()
        } else if let Some(quote) = foreign_quote {
            format!("`{quote}` is a quotation mark of a word processor: type `\"` before and after the text")
        } else if !key.is_empty() && after_key.trim_start().starts_with(':') {
            format!("write `=` after the key, not `:`: {key} = …")
        } else if message.contains("key with no value") && after_key.starts_with(' ') {
            "a key is one word, and `=` stands behind it: key = \"text\"".to_owned()
        } else if self.is_without_value() {
            "write the value after the `=`, or take the line out".to_owned()
        } else if message.contains("missing comma") {
            self.help_in_list()
        } else if message.contains("unexpected key or value") && before.contains(['"', '\'']) {
            "a quote inside the text ends it: put a text with `'` between `\"`, and write `\\\"` for a `\"` in it".to_owned()
        } else if self.is_without_quotes() {
            unquoted_help(word)
        } else if message.contains("escape") {
            "write `\\\\` for a backslash, or put the text between single quotes, which take it as it is"
                .to_owned()
        } else if rest.starts_with(is_invisible) {
            "an invisible character stands here: delete it, or type the text anew".to_owned()
        } else if message.contains("string") || message.contains("quote") || before.contains('"') {
            "close the text with the same quotes, `\"…\"` or `'…'`; longer texts stand between `\"\"\"`"
                .to_owned()
        } else {
            "a line is `key = value`, `[table]`, `[[list of tables]]` or `# comment`; texts stand in quotes"
                .to_owned()
        }
    }
}

/// What does not show on a screen, or as a space.
fn is_invisible(c: char) -> bool {
    let is_plain_space = matches!(c, ' ' | '\t' | '\n' | '\r');
    !is_plain_space
        && (c.is_control() || c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
}

fn unquoted_help(word: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return "write a date as 2026-02-13, with plain hyphens; any other text stands in quotes".to_owned();
    }
    match word.to_lowercase().as_str() {
        "yes" | "true" | "on" => "write true, in small letters and without quotes".to_owned(),
        "no" | "false" | "off" => "write false, in small letters and without quotes".to_owned(),
        _ if word.is_empty() || word.contains(['"', '\'']) => "put the text between quotes: \"…\"".to_owned(),
        _ => format!("put the text between quotes: \"{}\"", printable(word)),
    }
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| at + length);
    start..end
}

/// The unquoted word that looks like a date and stands at or around `at`.
fn date_at<'t>(text: &'t str, line: &Range<usize>, at: usize) -> Option<(&'t str, Range<usize>)> {
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
