//! Comma-separated values (RFC 4180) that are inert in a spreadsheet.

use super::super::visible::visible;

/// One line: what holds a comma, a quote or white space at an end is quoted; it ends with CR and LF.
///
/// A cell stays on its line and does nothing: controls are shown as signs, and what a spreadsheet would take for a
/// formula begins with an apostrophe.
pub(super) fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(&inert(cell.as_ref()))).collect();
    cells.join(",") + "\r\n"
}

/// <https://owasp.org/www-community/attacks/CSV_Injection> names the characters; tabs and line ends at the front
/// have become spaces, after which some programs look for them too.
fn inert(cell: &str) -> String {
    let text = visible(cell);
    let first = text.trim_start().chars().next();
    let number = text.strip_prefix('-').unwrap_or(&text);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if (formula && !is_number) || cell.starts_with(['\t', '\r', '\n']) { format!("'{text}") } else { text }
}

fn quoted(cell: &str) -> String {
    let needs = cell.contains([',', '"']) || cell.starts_with(' ') || cell.ends_with(' ');
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_do_nothing() {
        let cases = [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            (" a", "\" a\""),
            ("two\nlines", "two lines"),
            ("=1+1", "'=1+1"),
            (" =1+1", "' =1+1"),
            ("+1 555", "'+1 555"),
            ("-22", "-22"),
            ("-2+3", "'-2+3"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\tx", "' x"),
            ("\r=1", "' =1"),
            ("\u{1b}[2J", "␛[2J"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(line([cell]), format!("{expected}\r\n"), "{cell:?}");
        }
        assert_eq!(line(["a", "", "b"]), "a,,b\r\n");
    }
}
