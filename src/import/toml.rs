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

/// A text of several lines as a TOML string of one line: no line of it can be taken for a mark of the file.
pub(super) fn prose(text: &str) -> String {
    let text = text.trim();
    if !text.contains('\n') {
        return quoted(text);
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_several_lines_stand_on_one() {
        let text = "a \"b\"\n+++\n\\ \u{202e}\t'''";
        let written = prose(text);
        assert_eq!(written.lines().count(), 1);
        assert_eq!(format!("key = {written}").parse::<toml::Table>().unwrap()["key"].as_str(), Some(text));
    }
}
