//! Lines → entries: where each entry of a timeline starts, and which lines stand below it.

use std::borrow::Cow;

use super::dates::When;
use super::heading::{self, Heading, Opens, Tail};
use crate::import::{Kind, Note};

/// A line of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// Without the white space around it.
    pub text: &'a str,
}

/// A heading and what stands below it.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The heading's line; of what stands before the first heading, line 1.
    pub line: usize,
    /// The heading as written.
    pub written: &'a str,
    /// What it opens.
    pub head: Head<'a>,
    /// The lines below it, blank ones included.
    pub lines: Vec<Line<'a>>,
}

/// What an entry opens with.
#[derive(Clone, Debug)]
pub(super) enum Head<'a> {
    /// A dated reading, or a note.
    Update(When, Tail<'a>),
    /// A follow-up, the due date or the original article.
    Dated(Opens, When),
    /// Nothing: it stands before the first heading.
    None,
    /// A heading that could not be taken.
    Strange,
}

/// The file with `\n` as its only line end and without what no record may hold.
///
/// A byte order mark is left out; a control character becomes U+FFFD and is noted.
pub(super) fn tidy<'a>(feed: &'a str, notes: &mut Vec<Note>) -> Cow<'a, str> {
    let feed = feed.strip_prefix('\u{feff}').unwrap_or(feed);
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !feed.contains(strange) {
        return Cow::Borrowed(feed);
    }
    let mut tidy = String::with_capacity(feed.len());
    let mut line = 1;
    let mut rest = feed.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' => {
                line += 1;
                tidy.push('\n');
            }
            c if strange(c) => {
                notes.push(Note::new(Kind::ControlCharacter, line, format!("U+{:04X}", u32::from(c))));
                tidy.push('\u{fffd}');
            }
            c => tidy.push(c),
        }
    }
    Cow::Owned(tidy)
}

/// Takes a timeline apart.
pub(super) fn scan<'a>(feed: &'a str, statuses: &[Box<str>], notes: &mut Vec<Note>) -> Vec<Entry<'a>> {
    let mut entries = vec![Entry { line: 1, written: "", head: Head::None, lines: Vec::new() }];
    for (before, text) in feed.split('\n').enumerate() {
        let at = before + 1;
        let mut headings = Vec::new();
        let mut text = text.trim();
        while let Some(cut) = heading::glued(text, statuses) {
            headings.push(&text[cut..]);
            text = text[..cut].trim_end();
            notes.push(Note::new(Kind::HeadingGlued, at, headings[headings.len() - 1]));
        }
        open_or_add(&mut entries, Line { number: at, text }, statuses, notes);
        for heading in headings.into_iter().rev() {
            open_or_add(&mut entries, Line { number: at, text: heading }, statuses, notes);
        }
    }
    if entries[0].lines.iter().all(|line| line.text.is_empty()) {
        entries.remove(0);
    }
    entries
}

/// Notes lines that a person would take for a heading.
pub(super) fn note_likes(lines: &[Line<'_>], notes: &mut Vec<Note>) {
    for line in lines.iter().filter(|line| heading::begins_like_one(line.text)) {
        notes.push(Note::new(Kind::HeadingLike, line.number, line.text.chars().take(80).collect::<String>()));
    }
}

fn open_or_add<'a>(
    entries: &mut Vec<Entry<'a>>,
    line: Line<'a>,
    statuses: &[Box<str>],
    notes: &mut Vec<Note>,
) {
    let Some(heading) = heading::read(line.text, statuses) else {
        if let Some(entry) = entries.last_mut() {
            entry.lines.push(line);
        }
        return;
    };
    let mut below = "";
    let head = match heading {
        Heading::Known { opens: Opens::Update, when, tail } => {
            let tail = heading::tail(tail, statuses).unwrap_or(Tail::Empty);
            if let Tail::StatusAndText(_, text) = tail {
                below = text;
            }
            Head::Update(when, tail)
        }
        Heading::Known { opens, when, tail } => {
            below = tail.trim();
            Head::Dated(opens, when)
        }
        Heading::Impossible(why) => {
            notes.push(Note::new(Kind::HeadingImpossible, line.number, format!("{}: {why}", line.text)));
            Head::Strange
        }
        Heading::Unknown => {
            notes.push(Note::new(Kind::HeadingUnknown, line.number, line.text));
            Head::Strange
        }
    };
    let written = line.text[..line.text.len() - below.len()].trim_end();
    let mut entry = Entry { line: line.number, written, head, lines: Vec::new() };
    if !below.is_empty() {
        notes.push(Note::new(Kind::TextGlued, line.number, written));
        entry.lines.push(Line { number: line.number, text: below });
    }
    entries.push(entry);
}
