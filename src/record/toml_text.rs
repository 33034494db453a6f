//! Values as TOML, each on one line: no text of a user can then be taken for the end of a front matter.

use std::fmt::Write as _;

/// A text as it is.
///
/// Quotation marks and backslashes stay as they are where they may; line ends and other controls are written as escapes.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(char::is_control) {
        return format!("'{text}'");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text with single spaces in place of its white space.
pub fn line(text: &str) -> String {
    quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A date: a whole day bare, anything else in quotes.
pub fn date(date: &str) -> String {
    let is_day = date.len() == 10 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day { date.to_owned() } else { quoted(date) }
}

/// A list of texts.
pub fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A key: bare where it may be, and where no server takes it for a date.
pub fn key(key: &str) -> String {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_bare = key.bytes().all(is_word) && key.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_bare { key.to_owned() } else { quoted(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_as_it_was_on_one_line() {
        let texts = [
            "",
            "a",
            "it's",
            "\"a\"",
            "'\"\\",
            "C:\\x",
            "\u{7f}\u{1b}[2J",
            "é🚌\u{202e}x",
            "+++",
            "a \"b\"\n+++\n\\ \u{202e}\t'''",
            "\u{85}\r\n\u{2028}\u{1}",
        ];
        for text in texts {
            let written = format!("a = {}", quoted(text));
            let read: toml::Table = written.parse().unwrap();
            assert_eq!(read["a"].as_str(), Some(text), "{written}");
            assert!(!written.contains(['\n', '\r']));
        }
        assert_eq!(line(" two\n+++\r\nlines "), "\"two +++ lines\"");
        assert_eq!(quoted("two\nlines\t\"x\""), "\"two\\nlines\\t\\\"x\\\"\"");
        assert_eq!(list(&["a", "b\"c"]), "[\"a\", 'b\"c']");
        assert_eq!(["2026-02-13", "2026-02"].map(date), ["2026-02-13", "\"2026-02\""]);
        assert_eq!(["due", "2026-07-01", "a b"].map(key), ["due", "\"2026-07-01\"", "\"a b\""]);
    }
}
