//! Texts of others, made fit for records: control characters, paragraphs.

use crate::import::{Kind, Note, inline, paragraph_start};

/// A line of a text, perhaps with a label before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Paragraph {
    /// What it is; empty where the text speaks for itself.
    pub label: String,
    /// Plain text of one line.
    pub text: String,
}

impl Paragraph {
    /// The lines of a text, a paragraph each; the label stands before the first.
    pub(in crate::import) fn of(label: &str, text: &str) -> Vec<Self> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        lines
            .zip(labels)
            .map(|(text, label)| Self { label: label.to_owned(), text: text.to_owned() })
            .collect()
    }
}

/// Paragraphs as Markdown that shows exactly their text.
pub(super) fn markdown(paragraphs: &[Paragraph]) -> String {
    let set = |paragraph: &Paragraph| match (paragraph.label.as_str(), inline(&paragraph.text)) {
        ("", text) => paragraph_start(text),
        (label, text) => format!("**{}:** {text}", inline(label)),
    };
    paragraphs.iter().map(set).collect::<Vec<_>>().join("\n\n")
}

/// A text with `\n` as its only line end and without what no record may hold.
///
/// A control character becomes U+FFFD, and is noted.
pub(in crate::import) fn clean(text: &str, line: usize, notes: &mut Vec<Note>) -> String {
    if !text.contains(char::is_control) {
        return text.trim().to_owned();
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n");
    let strange = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    for c in text.chars().filter(strange) {
        notes.push(Note::new(Kind::ControlCharacter, line, c.escape_unicode().to_string()));
    }
    let text: String = text.chars().map(|c| if strange(&c) { '\u{fffd}' } else { c }).collect();
    text.trim().to_owned()
}

/// A text on one line.
pub(in crate::import) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on one line, for a note.
pub(in crate::import) fn short(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// The longest title, in characters.
const TITLE: usize = 110;

/// A text as a title, and whether it was cut: at the last word that leaves room for `…`.
pub(super) fn title(text: &str) -> (String, bool) {
    let line = one_line(text);
    let Some((room, _)) = line.char_indices().nth(TITLE - 1) else { return (line, false) };
    if line[room..].chars().nth(1).is_none() {
        return (line, false);
    }
    // A word that ends where the room does is whole.
    let whole = line[..room].rfind(' ').filter(|_| !line[room..].starts_with(' ')).unwrap_or(room);
    (format!("{}…", line[..whole].trim_end_matches([' ', ',', ';', ':'])), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_at_a_word_and_are_no_longer_than_titles_may_be() {
        let exact = "a".repeat(110);
        assert_eq!(title(&exact), (exact, false));
        let (cut, was_cut) = title(&"word ".repeat(30));
        assert_eq!((cut.as_str(), was_cut), (format!("{}word…", "word ".repeat(21)).as_str(), true));
        let (cut, _) = title(&"ä".repeat(10_000));
        assert_eq!(cut.chars().count(), 110);
        assert_eq!(title(" a \n b "), ("a b".to_owned(), false));
    }

    #[test]
    fn paragraphs_show_exactly_their_text() {
        let body = Paragraph::of("Rating", "+++\n\n# 1 <b>\n> so");
        assert_eq!(markdown(&body), "**Rating:** +++\n\n\\# 1 \\<b>\n\n\\> so");
    }
}
