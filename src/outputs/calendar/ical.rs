//! The lines of an iCalendar file (RFC 5545): escaped, folded, ended with CRLF. What they say is told elsewhere.

use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

use crate::date::Instant;

/// The most octets of a line without its end (section 3.1).
const WIDTH: usize = 75;

/// Lines of a calendar, written one after the other.
#[derive(Default)]
pub(super) struct Lines {
    written: String,
    value: String,
}

/// What becomes of a line break within a value.
#[derive(Clone, Copy)]
pub(super) enum Breaks {
    /// It stays, as `\n`.
    Kept,
    /// It becomes a space: for what calendars show on one line.
    Joined,
}

impl Lines {
    /// What was written since the last time.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.written)
    }

    /// A line with a value of our own: words of the standard, numbers, addresses.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.fold(&[name, ":", value]);
    }

    /// The same for a value that is composed.
    pub(super) fn put(&mut self, name: &str, value: std::fmt::Arguments<'_>) {
        let mut text = std::mem::take(&mut self.value);
        text.clear();
        // Writing to a string cannot fail.
        let _ = text.write_fmt(value);
        self.fold(&[name, ":", &text]);
        self.value = text;
    }

    /// A line with a TEXT (section 3.3.11): whatever it holds, it stays one value.
    pub(super) fn text(&mut self, name: &str, text: &str, breaks: Breaks) {
        self.list(name, &[text], breaks);
    }

    /// A line with several of them.
    pub(super) fn list(&mut self, name: &str, texts: &[&str], breaks: Breaks) {
        let mut value = std::mem::take(&mut self.value);
        value.clear();
        for (place, text) in texts.iter().enumerate() {
            if place > 0 {
                value.push(',');
            }
            escape(&mut value, text, breaks);
        }
        self.fold(&[name, ":", &value]);
        self.value = value;
    }

    /// Writes a line, broken where it is too long: a break is CRLF and a space, and never within a character.
    fn fold(&mut self, parts: &[&str]) {
        let out = &mut self.written;
        let mut free = WIDTH;
        for part in parts {
            let mut rest = *part;
            while rest.len() > free {
                let end = (0..=free).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
                let (now, later) = rest.split_at(end);
                out.push_str(now);
                out.push_str("\r\n ");
                rest = later;
                // The space is an octet of the line that it begins.
                free = WIDTH - 1;
            }
            out.push_str(rest);
            free -= rest.len();
        }
        out.push_str("\r\n");
    }
}

/// Appends a text as section 3.3.11 asks for it; what it cannot hold becomes U+FFFD.
///
/// Readers that break lines as Unicode does would find new ones at U+0085, U+2028 and U+2029: those are breaks too.
fn escape(out: &mut String, text: &str, breaks: Breaks) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' => match breaks {
                Breaks::Kept => out.push_str("\\n"),
                Breaks::Joined => out.push(' '),
            },
            '\t' => out.push('\t'),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// A calendar day as `20260213` (section 3.3.4); `None` where four digits of a year after 0 cannot say it.
pub(super) fn day(day: NaiveDate) -> Option<String> {
    let year = day.year();
    (1..=9999).contains(&year).then(|| format!("{year:04}{:02}{:02}", day.month(), day.day()))
}

/// A point in time as `20260213T144200Z` (section 3.3.5), within the years that calendars can say.
pub(super) fn time(at: Instant) -> String {
    let utc = DateTime::from_timestamp(at.0.clamp(FIRST.0, LAST.0), 0).unwrap_or_default();
    let (date, time) = (utc.date_naive(), utc.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// 0001-01-01T00:00:00Z, the first time that every reader knows.
pub(super) const FIRST: Instant = Instant(-62_135_596_800);
/// 9999-12-31T23:59:59Z, the last one that four digits of a year can say.
pub(super) const LAST: Instant = Instant(253_402_300_799);

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Lines)) -> String {
        let mut lines = Lines::default();
        write(&mut lines);
        lines.take()
    }

    #[test]
    fn texts_stay_one_value() {
        let cases = [
            ("plain", "plain"),
            ("a, b; c\\d: \"e\"", "a\\, b\\; c\\\\d: \"e\""),
            ("a\r\nb\nc\rd", "a\\nb\\nc\\nd"),
            ("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f", "a\\nb\\nc\\nd\\ne\\nf"),
            ("a\u{0}\u{1b}\u{7f}\u{9f}b\tc", "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}b\tc"),
            ("x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "x\\nEND:VEVENT\\nBEGIN:VEVENT"),
        ];
        for (text, expected) in cases {
            let line = written(|lines| lines.text("X", text, Breaks::Kept));
            assert_eq!(line, format!("X:{expected}\r\n"));
        }
        let line = written(|lines| lines.list("X", &["a,b", "c\r\nd"], Breaks::Joined));
        assert_eq!(line, "X:a\\,b,c d\r\n");
    }

    #[test]
    fn long_lines_are_folded_at_75_octets_and_never_within_a_character() {
        for unit in ["a", "é", "字", "👩‍👩‍👧", "ا\u{202e}", ","] {
            for length in (60..90).chain([1_000, 10_000]) {
                let text = unit.repeat(length);
                let line = written(|lines| lines.text("SUMMARY", &text, Breaks::Kept));
                for physical in line.strip_suffix("\r\n").unwrap().split("\r\n") {
                    assert!(physical.len() <= WIDTH, "{unit} × {length}: {}", physical.len());
                }
                let unfolded = line.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{}\r\n", text.replace(',', "\\,")));
            }
        }
        // As much as fits stands on a line.
        let line = written(|lines| lines.plain("X", &"a".repeat(73 + 74 + 1)));
        let lengths: Vec<_> = line.trim_end().split("\r\n").map(str::len).collect();
        assert_eq!(lengths, [75, 75, 2]);
    }

    #[test]
    fn days_and_times_have_four_digits_of_a_year() {
        let at = |year| NaiveDate::from_ymd_opt(year, 2, 3).unwrap();
        assert_eq!([2026, 1, 9999].map(|year| day(at(year)).unwrap()), ["20260203", "00010203", "99990203"]);
        assert_eq!((day(at(0)), day(at(10_000))), (None, None));
        let cases = [
            (Instant(0), "19700101T000000Z"),
            (Instant(1_770_993_725), "20260213T144205Z"),
            (Instant(i64::MIN), "00010101T000000Z"),
            (Instant(i64::MAX), "99991231T235959Z"),
        ];
        for (instant, expected) in cases {
            assert_eq!(time(instant), expected);
        }
    }
}
