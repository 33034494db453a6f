//! Lines → paragraphs: sentences that links broke are made whole, labels are told from text.
//!
//! The text of a paragraph is plain here; escaping is the writer's.

use super::scan::Line;
use crate::import::{Kind, Note, inline, paragraph_start};

/// A paragraph of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Plain text.
    pub text: String,
    /// Where the lines that it was made of begin in `text`: byte and line number.
    pub lines: Vec<(usize, usize)>,
    /// An item of a list.
    pub item: bool,
    /// Bytes of the label at its start, its colon included; 0 without one.
    pub label: usize,
    /// Round brackets that were opened, less those that were closed.
    brackets: isize,
}

impl Paragraph {
    /// Text that stands for itself, without a label.
    pub(super) fn plain(text: &str, line: usize) -> Self {
        Self { text: text.to_owned(), lines: vec![(0, line)], item: false, label: 0, brackets: 0 }
    }

    /// Puts a label before the text.
    pub(super) fn put_label(&mut self, label: &str) {
        self.label = label.len() + 1;
        self.text.insert_str(0, &format!("{label}: "));
        self.text.truncate(self.text.trim_end().len());
        for (start, _) in self.lines.iter_mut().skip(1) {
            *start += self.label + 1;
        }
    }

    /// The line of the file on which a byte of the text stood.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= byte);
        self.lines.get(after.saturating_sub(1)).map_or(0, |(_, line)| *line)
    }

    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        let (label, rest) = self.text.split_at(self.label);
        let text = match (label, rest.trim_start()) {
            ("", text) => paragraph_start(inline(text)),
            (label, "") => format!("**{}**", inline(label)),
            (label, text) => format!("**{}** {}", inline(label), inline(text)),
        };
        if self.item { format!("- {text}") } else { text }
    }
}

/// Paragraphs as Markdown: list items follow each other, all else is parted by an empty line.
pub(super) fn markdown(paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at > 0 {
            let list = paragraph.item && paragraphs[at - 1].item;
            text.push_str(if list { "\n" } else { "\n\n" });
        }
        text.push_str(&paragraph.markdown());
    }
    text
}

/// Makes paragraphs of the lines of a body.
pub(super) fn paragraphs(lines: &[Line<'_>], notes: &mut Vec<Note>) -> Vec<Paragraph> {
    let mut made: Vec<Paragraph> = Vec::new();
    // A blank line ends a paragraph for certain.
    let mut open = false;
    for line in lines {
        if line.text.is_empty() {
            open = false;
            continue;
        }
        let join = match made.last() {
            Some(last) if open => joins(last, line.text),
            _ => None,
        };
        match (join, made.last_mut()) {
            (Some(kind), Some(last)) => {
                notes.push(Note::new(kind, line.number, excerpt(&last.text, line.text)));
                append(last, *line, kind);
            }
            _ => made.push(start(*line)),
        }
        open = true;
    }
    for paragraph in &mut made {
        paragraph.label = label(&paragraph.text);
        if paragraph.label > 0 {
            let words = &paragraph.text[..paragraph.label];
            notes.push(Note::new(Kind::LabelSet, paragraph.line_of(0), words));
        }
    }
    made
}

fn start(line: Line<'_>) -> Paragraph {
    let (item, text) = match line.text.strip_prefix("- ") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line.text),
    };
    Paragraph {
        text: text.to_owned(),
        lines: vec![(0, line.number)],
        item,
        label: 0,
        brackets: brackets(text),
    }
}

fn append(last: &mut Paragraph, line: Line<'_>, kind: Kind) {
    if kind == Kind::MarkerJoined {
        // The marker was all that it held.
        *last = Paragraph { item: true, ..start(line) };
        return;
    }
    // A bracket or a dash that the link stood behind has no space after it.
    if !last.text.ends_with(['(', '[', '“', '/', '–', '—']) {
        last.text.push(' ');
    }
    last.lines.push((last.text.len(), line.number));
    last.text.push_str(line.text);
    last.brackets += brackets(line.text);
}

fn brackets(text: &str) -> isize {
    text.bytes().fold(0, |open, byte| open + isize::from(byte == b'(') - isize::from(byte == b')'))
}

const OPENERS: [char; 7] = ['#', '>', '|', '+', '=', '*', '•'];

/// Whether a line goes on with the paragraph before it, and why.
fn joins(last: &Paragraph, next: &str) -> Option<Kind> {
    let text = last.text.as_str();
    if text == "-" {
        return Some(Kind::MarkerJoined);
    }
    // Whatever these would mark elsewhere, they begin something of their own.
    if next == "-" || next.starts_with("- ") || next.starts_with(OPENERS) || label(next) > 0 {
        return None;
    }
    if label(text) == text.len() {
        return Some(Kind::LabelJoined);
    }
    let address = next.starts_with("http");
    if !address && next.starts_with(char::is_lowercase) {
        return Some(Kind::LineJoined);
    }
    if last.brackets > 0 {
        return Some(Kind::LineJoined);
    }
    if text.ends_with(':') {
        // A label behind a sentence; anything else with a colon may open a list.
        let sentence = text.rfind(['.', '!', '?']).map_or(0, |at| at + 1);
        let behind = text[sentence..].trim_start();
        return (sentence > 0 && label(behind) == behind.len()).then_some(Kind::LineJoined);
    }
    (!ends_sentence(text)).then_some(Kind::LineJoined)
}

/// Whether a text ends as a sentence does, closing marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    closed.len() < text.len() || closed.ends_with(['.', '!', '?', '…', ':'])
}

/// The length of the label at the start of a text, its colon included; 0 without one.
///
/// A label is a few words that begin with a capital and end in a colon, without other marks.
pub(super) fn label(text: &str) -> usize {
    let Some(colon) = text.bytes().take(65).position(|byte| byte == b':') else { return 0 };
    let words = &text[..colon];
    let plain = |c: char| c.is_alphanumeric() || " -‑–/’'&_".contains(c);
    let is_label = words.starts_with(char::is_uppercase)
        && words.chars().all(plain)
        && words.split(' ').count() <= 7
        && (text.len() == colon + 1 || text[colon + 1..].starts_with(char::is_whitespace));
    if is_label { colon + 1 } else { 0 }
}

/// The end of one line and the start of the next, for a note.
fn excerpt(before: &str, after: &str) -> String {
    let from = before.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(24).map_or(after.len(), |(at, _)| at);
    format!("{} | {}", &before[from..], &after[..to])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Vec<String> {
        let lines: Vec<_> =
            text.lines().enumerate().map(|(at, text)| Line { number: at + 1, text: text.trim() }).collect();
        paragraphs(&lines, &mut Vec::new()).iter().map(Paragraph::markdown).collect()
    }

    #[test]
    fn broken_sentences_are_made_whole_and_paragraphs_kept_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("They met in\nOslo,\nNorway on Monday.", &["They met in Oslo, Norway on Monday."]),
            ("They met.\nOslo was cold.", &["They met.", "Oslo was cold."]),
            ("They met (\nOslo).", &["They met (Oslo)."]),
            (
                "So it is (Gazette, p. 2;\nhttps://example.org/a/).",
                &["So it is (Gazette, p. 2; <https://example.org/a/>)."],
            ),
            ("Evidence:\nThe board met.", &["**Evidence:** The board met."]),
            ("It began. Evidence:\nThe board met.", &["It began. Evidence: The board met."]),
            ("Status: open\nDates: none", &["**Status:** open", "**Dates:** none"]),
            ("It holds. (Gazette, 2026)\nThe board met.", &["It holds. (Gazette, 2026)", "The board met."]),
            ("between\nthe towns", &["between the towns"]),
            ("-\nStatus: open.\n-\nThe end.", &["- **Status:** open.", "- The end."]),
            ("cut off\n\nThe next.", &["cut off", "The next."]),
            (
                "Sources:\nhttps://example.org/a;\nhttps://example.org/b",
                &["**Sources:** <https://example.org/a>; <https://example.org/b>"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), *expected, "{text}");
        }
    }

    #[test]
    fn labels_are_short_and_open_a_paragraph() {
        for (text, expected) in [
            ("Evidence of progress: yes", 21),
            ("Milestones/dates: none", 17),
            ("As of 3 May, it is said: no", 0),
            ("see: no", 0),
            ("https://example.org", 0),
            ("Noted at 12:30", 0),
            ("A sentence that has far too many words in it: no", 0),
        ] {
            assert_eq!(label(text), expected, "{text}");
        }
    }
}
