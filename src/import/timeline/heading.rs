//! The headings of a timeline: what opens an entry, and when it says that it was.
//!
//! Only the form is judged here; what an entry becomes is not.

use super::dates::{Cursor, When};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// `Update · DATE, TIMEstatus`
    Update,
    /// `Scheduled follow-up · DATE`
    FollowUp,
    /// `Completion due · DATE`
    Due,
    /// `Original article · DATE`
    Article,
}

/// A line that opens an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading<'a> {
    /// One of the known forms.
    Known {
        /// Which.
        opens: Opens,
        /// Its date and time.
        when: When,
        /// What stands behind the date: a status, or text that was glued to it.
        tail: &'a str,
    },
    /// A known form whose date does not exist, with the reason.
    Impossible(String),
    /// Something that has the form of a heading, but is none of the known ones.
    Unknown,
}

const FORMS: [(&str, Opens); 4] = [
    ("Update", Opens::Update),
    ("Scheduled follow-up", Opens::FollowUp),
    ("Completion due", Opens::Due),
    ("Original article", Opens::Article),
];

const DOTS: [char; 4] = ['·', '•', '∙', '‧'];

/// Reads a line as a heading; `None` where it is text.
///
/// `statuses` are the keys of the site's vocabulary: they tell a status from a sentence.
pub(super) fn read<'a>(line: &'a str, statuses: &[Box<str>]) -> Option<Heading<'a>> {
    let (left, right) = line.split_once(DOTS)?;
    let (left, right) = (left.trim(), right.trim_start());
    let known = FORMS.iter().find(|(words, _)| same_words(words, left)).map(|(_, opens)| *opens);
    let mut cursor = Cursor(right);
    let read = cursor.date();
    let Some(opens) = known else {
        let tail_is_short = cursor.0.len() <= 40 && !cursor.0.trim_start_matches([',', ' ']).contains(' ');
        return (read.is_some() && looks_like_a_name(left) && tail_is_short).then_some(Heading::Unknown);
    };
    let mut when = match read {
        Some(Ok(when)) => when,
        Some(Err(why)) => return Some(Heading::Impossible(why)),
        None => return (right.len() <= 40 && !right.ends_with(['.', '!', '?'])).then_some(Heading::Unknown),
    };
    if opens == Opens::Update {
        cursor.time(&mut when);
        if when.day.is_none() {
            return Some(Heading::Unknown);
        }
        tail(cursor.0, statuses)?;
    }
    Some(Heading::Known { opens, when, tail: cursor.0 })
}

/// Whether a line has the words of a heading and a date behind them, with any mark between the two.
pub(super) fn begins_like_one(line: &str) -> bool {
    let marks = |c: char| DOTS.contains(&c) || matches!(c, ':' | '-' | '–' | '—' | '|');
    FORMS.iter().any(|(words, _)| {
        let written = line.get(..words.len()).filter(|start| start.eq_ignore_ascii_case(words));
        let rest = written.map(|_| line[words.len()..].trim_start());
        rest.and_then(|rest| rest.strip_prefix(marks))
            .is_some_and(|rest| Cursor(rest.trim_start()).date().is_some())
    })
}

/// The byte at which a heading starts that was glued to the end of a line.
///
/// A whole heading must end the line, and nothing but the end of a sentence or an address may stand
/// before it: a heading that a sentence speaks of is text.
pub(super) fn glued(line: &str, statuses: &[Box<str>]) -> Option<usize> {
    let dot = line.rfind(DOTS)?;
    let before = line[..dot].trim_end();
    let (words, _) = FORMS.iter().find(|(words, _)| before.ends_with(words))?;
    let at = before.len() - words.len();
    let text = &line[..at];
    let parted = text.trim_end().len() < text.len();
    if text.trim().is_empty() || (parted && !text.trim_end().ends_with(['.', '!', '?', ')', '"', '”', '/']))
    {
        return None;
    }
    match read(&line[at..], statuses)? {
        Heading::Known { opens: Opens::Update, when, tail }
            if when.time.is_some() && !tail.trim().contains(char::is_whitespace) =>
        {
            Some(at)
        }
        Heading::Known { opens, tail: "", .. } if opens != Opens::Update => Some(at),
        _ => None,
    }
}

/// What stands behind an update's date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail<'a> {
    /// Nothing.
    Empty,
    /// A key of the vocabulary.
    Status(&'a str),
    /// A key of the vocabulary, and text that was glued to it.
    StatusAndText(&'a str, &'a str),
    /// Some other word or two in the place of a status.
    Other(&'a str),
}

/// Reads what stands behind an update's date and time; `None` where it is the rest of a sentence.
pub(super) fn tail<'a>(rest: &'a str, statuses: &[Box<str>]) -> Option<Tail<'a>> {
    let parted = rest.starts_with(char::is_whitespace);
    let rest = rest.trim();
    // A dot may part the status from the time, as it parts the date from the words.
    let (rest, parted) = rest.strip_prefix(DOTS).map_or((rest, parted), |rest| (rest.trim_start(), false));
    if rest.is_empty() {
        return Some(Tail::Empty);
    }
    if statuses.iter().any(|key| **key == *rest) {
        return Some(Tail::Status(rest));
    }
    if parted {
        return None;
    }
    let longest = statuses.iter().filter(|key| rest.starts_with(&***key)).max_by_key(|key| key.len());
    if let Some(key) = longest {
        let (key, text) = rest.split_at(key.len());
        if text.starts_with(|c: char| c.is_uppercase() || c.is_whitespace() || "\"“(‘'{".contains(c)) {
            return Some(Tail::StatusAndText(key, text.trim_start()));
        }
    }
    let short = rest.len() <= 40 && rest.split_whitespace().count() <= 3;
    (short && rest.starts_with(char::is_alphabetic) && !rest.contains(['.', ',', ';', ':', '?', '!']))
        .then_some(Tail::Other(rest))
}

fn same_words(form: &str, written: &str) -> bool {
    form.split(' ').eq_by_ascii(written.split_whitespace())
}

/// Word-by-word comparison without regard to case.
trait EqByAscii<'a> {
    fn eq_by_ascii(self, other: impl Iterator<Item = &'a str>) -> bool;
}

impl<'a, I: Iterator<Item = &'a str>> EqByAscii<'a> for I {
    fn eq_by_ascii(mut self, mut other: impl Iterator<Item = &'a str>) -> bool {
        loop {
            match (self.next(), other.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
                _ => return false,
            }
        }
    }
}

fn looks_like_a_name(left: &str) -> bool {
    left.starts_with(char::is_uppercase)
        && left.len() <= 40
        && left.split_whitespace().count() <= 4
        && !left.contains(['.', ',', ';', ':', '?', '!'])
        // What ends in a known form speaks of such an entry.
        && !FORMS.iter().any(|(words, _)| left.ends_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<Box<str>> {
        ["in_progress", "complete", "not_met"].map(Into::into).to_vec()
    }

    fn shown(line: &str) -> String {
        match read(line, &keys()) {
            None => "text".into(),
            Some(Heading::Unknown) => "unknown".into(),
            Some(Heading::Impossible(why)) => why,
            Some(Heading::Known { opens, when, tail }) => {
                let time = when.time.map_or(String::new(), |(h, m)| format!(" {h:02}:{m:02}"));
                let bad = when.bad_time.map_or(String::new(), |why| format!(" ({why})"));
                format!("{opens:?} {}{time}{bad} {tail}", when.date).trim_end().to_owned()
            }
        }
    }

    #[test]
    fn headings_are_read_in_every_spelling() {
        let cases = [
            ("Update · Feb 13, 2026, 02:42 PMin_progress", "Update 2026-02-13 14:42 in_progress"),
            ("Update · February 13 2026, 2:42 p.m.complete", "Update 2026-02-13 14:42 complete"),
            ("update\u{a0}· 13 Sept. 2026, 14:42complete", "Update 2026-09-13 14:42 complete"),
            ("Update · 2026-02-13 12:05 am not_met", "Update 2026-02-13 00:05  not_met"),
            ("Update · Feb 13, 2026complete", "Update 2026-02-13 complete"),
            ("Update · Feb 13, 2026, 02:42 PM · complete", "Update 2026-02-13 14:42  · complete"),
            (
                "Update · Feb 13, 2026, 13:42 PMcomplete",
                "Update 2026-02-13 (13:42 is no time of day) complete",
            ),
            ("Scheduled follow-up · May 3rd, 2026", "FollowUp 2026-05-03"),
            ("Completion due · March 2026", "Due 2026-03"),
            ("Original article · Jan 16, 2026By our reporter", "Article 2026-01-16 By our reporter"),
            ("Update · Nov 31, 2026, 02:42 PMcomplete", "2026-11 has 30 days"),
            ("Update · some day soon", "unknown"),
            ("Correction · Feb 3, 2026", "unknown"),
            ("Update · Feb 13, 2026, 02:42 PM was the last that we saw of it.", "text"),
            ("The council met · it was raining", "text"),
            ("See the entry Update · Feb 3, 2026", "text"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_that_begin_like_a_heading_are_told_from_sentences() {
        for line in [
            "Update - Feb 13, 2026, 02:42 PMcomplete",
            "Update: Feb 13, 2026",
            "Update · Feb 13, 2026, 02:42 PM<b>complete</b>",
            "completion due — Mar 1, 2026",
        ] {
            assert!(begins_like_one(line), "{line}");
        }
        for line in ["Update on Feb 13, 2026", "Updates: Feb 13, 2026", "Update: it rained", "é", "Update"] {
            assert!(!begins_like_one(line), "{line}");
        }
    }

    #[test]
    fn only_a_whole_heading_at_the_end_of_a_line_is_cut_off() {
        let cut = |line: &str| glued(line, &keys()).map(|at| line[at..].to_owned());
        let heading = "Update · Feb 4, 2026, 1:06 PMin_progress";
        assert_eq!(cut(&format!("https://example.org/a/{heading}")).as_deref(), Some(heading));
        assert_eq!(cut(&format!("It ended there. {heading}")).as_deref(), Some(heading));
        assert_eq!(
            cut("the end.Scheduled follow-up · Feb 4, 2026").as_deref(),
            Some("Scheduled follow-up · Feb 4, 2026")
        );
        assert_eq!(cut(&format!("we quoted {heading}")), None);
        assert_eq!(cut(&format!("{heading} and more")), None);
        assert_eq!(cut(heading), None);
    }
}
