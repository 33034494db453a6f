//! What a body's text points to: web addresses, sources named in brackets, and dates that cannot be.

use rustc_hash::FxHashSet;

use super::dates::{Cursor, impossible, month};
use super::mend::{self, Paragraph};
use crate::import::{Kind, Note, next_address};

/// The web addresses of a body, in order, each once, with the line on which it first stands.
pub(super) fn addresses(paragraphs: &[Paragraph]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for paragraph in paragraphs {
        let mut rest = paragraph.text.as_str();
        while let Some((before, url, after)) = next_address(rest) {
            let at = paragraph.text.len() - rest.len() + before.len();
            if seen.insert(url) {
                found.push((url.to_owned(), paragraph.line_of(at)));
            }
            rest = after;
        }
    }
    found
}

/// Notes what a person should look at in a body.
pub(super) fn look_over(paragraphs: &[Paragraph], notes: &mut Vec<Note>) {
    for paragraph in paragraphs {
        for (at, group) in bracketed(&paragraph.text) {
            if names_a_source(group) {
                notes.push(Note::new(Kind::SourceWithoutAddress, paragraph.line_of(at), group));
            }
        }
        for (at, date, why) in impossible_dates(&paragraph.text) {
            notes.push(Note::new(Kind::DateImpossible, paragraph.line_of(at), format!("{date}: {why}")));
        }
        if matches!(paragraph.text.as_str(), "Sources:" | "Source:" | "References:") {
            notes.push(Note::new(Kind::SourcesEmpty, paragraph.line_of(0), paragraph.text.as_str()));
        }
    }
    let Some(last) = paragraphs.last() else { return };
    let ends_well = mend::ends_sentence(&last.text)
        || last.label > 0
        || next_address(&last.text).is_some_and(|(_, _, after)| after.is_empty());
    if !ends_well {
        let from = last.text.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
        let line = last.line_of(last.text.len());
        notes.push(Note::new(Kind::TextBreaksOff, line, &last.text[from..]));
    }
}

/// What stands between brackets, outermost pairs only, with the byte at which it starts.
fn bracketed(text: &str) -> Vec<(usize, &str)> {
    let mut groups = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    groups.push((start, &text[start..at]));
                }
            }
            _ => {}
        }
    }
    groups
}

/// Whether a bracket names who published something, rather than explaining a word.
///
/// It does where it has a host's name, or a name followed by what was published or when.
fn names_a_source(group: &str) -> bool {
    const WORKS: [&str; 14] = [
        "release",
        "releases",
        "statement",
        "statements",
        "note",
        "notes",
        "report",
        "reports",
        "press",
        "briefing",
        "coverage",
        "article",
        "posts",
        "sources",
    ];
    const PUBLISHERS: [&str; 9] =
        ["dept", "department", "ministry", "secretariat", "gazette", "reuters", "office", "agency", "news"];
    if next_address(group).is_some() || group.starts_with("e.g.") {
        return false;
    }
    let words = || group.split(|c: char| c.is_whitespace() || ",;/".contains(c)).filter(|w| !w.is_empty());
    let is_host = |word: &str| {
        let name = word.trim_end_matches('.');
        name.rsplit_once('.').is_some_and(|(before, end)| {
            (2..=6).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_alphabetic())
                && before.rsplit('.').next().is_some_and(|label| label.len() > 1)
        })
    };
    let one_of =
        |list: &[&str], word: &str| list.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let named = group.starts_with(char::is_uppercase);
    let has_date = group.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let only_date = words().next().is_none_or(|first| month(first.trim_end_matches('.')).is_some());
    words().any(is_host)
        || words().any(|word| one_of(&PUBLISHERS, word))
        || (words().any(|word| one_of(&WORKS, word)) && words().count() <= 8)
        || (named && has_date && !only_date && group.contains(','))
}

/// Dates of a text that no calendar has: the byte, the words, and why.
fn impossible_dates(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        let starts_word = c.is_ascii_alphanumeric() && !before.is_alphanumeric() && before != '-';
        before = c;
        if !starts_word || at < skip_to {
            continue;
        }
        let mut cursor = Cursor(&text[at..]);
        let why = match cursor.date() {
            Some(Err(why)) => Some(why),
            Some(Ok(_)) => None,
            None => {
                cursor = Cursor(&text[at..]);
                month_and_day(&mut cursor)
            }
        };
        let end = text.len() - cursor.0.len();
        let whole = !cursor.0.starts_with(|c: char| c.is_ascii_alphanumeric());
        if let Some(why) = why.filter(|_| whole) {
            found.push((at, text[at..end].trim_end(), why));
            skip_to = end;
        }
    }
    found
}

/// `November 31`, without a year: impossible in every year.
fn month_and_day(cursor: &mut Cursor<'_>) -> Option<String> {
    let text = cursor.0;
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let month = month(&text[..word])?;
    let rest = text[word..].trim_start_matches('.').trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest[..digits].parse().ok().filter(|_| digits <= 2)?;
    cursor.0 = &rest[digits..];
    // A leap year, which allows the most.
    impossible(2024, month, day)?;
    Some(format!("that month never has a day {day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_dates_are_found_in_every_spelling() {
        let found = |text| impossible_dates(text).into_iter().map(|(_, date, _)| date).collect::<Vec<_>>();
        let none: &[&str] = &[];
        assert_eq!(found("by 2026-02-29, or Nov 31, 2026"), ["2026-02-29", "Nov 31, 2026"]);
        assert_eq!(found("on November 31 and 31 June 2026."), ["November 31", "31 June 2026"]);
        assert_eq!(found("2026-13-01 and February 30"), ["2026-13-01", "February 30"]);
        assert_eq!(found("in May 2026, 2024-2026, March 31, 2026-02-28, January 15–16, 10-12"), none);
    }

    #[test]
    fn brackets_name_sources_or_explain() {
        for (group, expected) in [
            ("Ministry of Works, Jan 15–16, 2026", true),
            ("works.example.org", true),
            ("press release", true),
            ("Harbour Gazette, 2026", true),
            ("SIG", false),
            ("January 15, 2026", false),
            ("e.g., the first meeting in 2025", false),
            ("see https://example.org/a", false),
        ] {
            assert_eq!(names_a_source(group), expected, "{group}");
        }
    }
}
