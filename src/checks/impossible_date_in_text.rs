//! A text gives a date that is on no calendar.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::spoken_date::impossible_date;

pub(super) const RULE: Rule = Rule {
    code: "impossible-date-in-text",
    summary: "A text gives a date that is on no calendar.",
    explanation: "`2026-02-29` or *31 April 2026* in a text tells readers that nobody looked: there is no such day, and \
                  whoever waits for it waits for nothing. Most often a machine counted on, or a day was mistyped.\n\n\
                  Looked at are dates with a year in summaries, explainers, updates, pages and their translations, as \
                  `2026-02-29` or with the month in English or Spanish words. A date without a year may be right in \
                  another one, and is left alone. What stands in a web address is left alone too.\n\n\
                  Write the day that is meant. Where somebody else gave the impossible one, say so beside it, and excuse \
                  the record: `allow = [{ rule = \"impossible-date-in-text\", reason = \"…\" }]`. Dates in the keys of \
                  records are judged when they are read: `onrecord explain impossible-date`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        for prose in &told.texts {
            let mut end = 0;
            for (start, length, why) in impossible(prose.typed) {
                // A day and a month are found from either of them.
                if start < end {
                    continue;
                }
                end = start + length;
                let written = &prose.typed[start..end];
                findings.add(
                    prose.place(start..end),
                    format!("`{written}` is no date: {why}"),
                    "write the day that is meant, or say who gave this one",
                );
            }
        }
    })],
};

/// Where impossible dates begin, how many bytes each takes, and why it is one.
///
/// Only a day from the 29th on can be wrong where the month is right, so that such a number is what is looked for.
fn impossible(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let days = memchr::memchr2_iter(b'2', b'3', bytes).filter(move |&at| {
        let is_late = matches!(bytes.get(at..at + 2), Some(b"29" | b"30" | b"31"));
        is_late && !is_digit(at + 2) && !(at > 0 && is_digit(at - 1))
    });
    days.filter_map(move |day| {
        let starts = [day.checked_sub("2026-02-".len()), Some(day), word_before(text, day)];
        starts.into_iter().flatten().find_map(|start| {
            let date = text.get(start..)?;
            let is_apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || "-/_=.".contains(c));
            let (why, length) = is_apart.then(|| impossible_date(date)).flatten()?;
            (start + length > day).then_some((start, length, why))
        })
    })
}

/// Where the word before a number begins: the month of `February 30, 2026`.
fn word_before(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end().trim_end_matches('.');
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    (start < before.len()).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::{RULE, impossible};
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_day_that_no_month_has_is_found_where_it_stands() {
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", "**Next:** 2026-02-29, then 31 April 2026."))],
            &[
                "claims/lanes.md:9:11: `2026-02-29` is no date: 2026-02 has 28 days (write the day that is meant, or \
                 say who gave this one)",
                "claims/lanes.md:9:28: `31 April 2026` is no date: 2026-04 has 30 days (write the day that is meant, \
                 or say who gave this one)",
            ],
        );
    }

    #[test]
    fn days_that_there_are_and_other_numbers_are_quiet() {
        let text = "On 2024-02-29, 31 March 2026 and Feb. 28, 2026; see https://a.example.org/2026-02-30/x, no. 2026-02-301, \
                    30 February, 29 of 31, 2026-02-29/2026-03-01.";
        quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
    }

    #[test]
    fn dates_are_read_in_figures_and_in_words() {
        let cases = [
            ("2026-02-30", Some("2026-02-30")),
            ("(Feb 29th, 2026)", Some("Feb 29th, 2026")),
            ("el 30 de febrero de 2026", Some("30 de febrero de 2026")),
            ("é February 30, 2026", Some("February 30, 2026")),
            ("29", None),
            ("2026-02-29é", None),
            ("ñ29", None),
        ];
        for (text, expected) in cases {
            let found = impossible(text).next().map(|(start, length, _)| &text[start..start + length]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
