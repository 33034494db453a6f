//! Values of front matter as TOML.

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// One line of text as a TOML string.
pub(super) fn line(text: &str) -> String {
    quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A date as TOML: a whole one bare, a partial one as a string.
pub(super) fn date(date: &str) -> String {
    if date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        date.to_owned()
    } else {
        quoted(date)
    }
}
