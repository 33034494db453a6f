//! Dates in running text, in English and Spanish: `13 February 2026`, `Feb 13, 2026`, `13 de febrero de 2026`,
//! `2026-02-13`, and months without a day. No rule lives here.

use chrono_tz::Tz;

use crate::date::{DateFault, PartialDate};

/// Names of months by language; English ones are also cut to three letters.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "enero"],
    ["february", "febrero"],
    ["march", "marzo"],
    ["april", "abril"],
    ["may", "mayo"],
    ["june", "junio"],
    ["july", "julio"],
    ["august", "agosto"],
    ["september", "septiembre"],
    ["october", "octubre"],
    ["november", "noviembre"],
    ["december", "diciembre"],
];

/// The date at the beginning of `text`, and how many bytes it takes; one without a year is none.
pub(super) fn spoken_date(text: &str, zone: Tz) -> Option<(PartialDate, usize)> {
    let (literal, length) = said(text)?;
    Some((PartialDate::parse(&literal, zone).ok()?.date, length))
}

/// Why the date at the beginning of `text` is on no calendar, and how many bytes it takes.
pub(super) fn impossible_date(text: &str) -> Option<(String, usize)> {
    let (literal, length) = said(text)?;
    match PartialDate::parse(&literal, Tz::UTC) {
        Err(DateFault::Impossible { why }) => Some((why, length)),
        _ => None,
    }
}

/// A date at the beginning of `text` as records write it, whether there is such a day or not.
fn said(text: &str) -> Option<(String, usize)> {
    let (literal, rest) = iso(text).or_else(|| in_words(text))?;
    // `13 February 2026–2 March 2026` and `2026-02-131` are something else.
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    ends.then(|| (literal, text.len() - rest.len()))
}

fn iso(text: &str) -> Option<(String, &str)> {
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(rest.strip_prefix('-')?, 2)?;
    match rest.strip_prefix('-').and_then(|rest| number(rest, 2)) {
        Some((day, rest)) => Some((format!("{year:04}-{month:02}-{day:02}"), rest)),
        None => Some((format!("{year:04}-{month:02}"), rest)),
    }
}

fn in_words(text: &str) -> Option<(String, &str)> {
    let (day, rest) =
        match number(text, 1).filter(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(one) => (Some(one.0), one.1),
            None => number(text, 2).map_or((None, text), |(day, rest)| (Some(day), rest)),
        };
    let (month, rest) = month(after_de(rest))?;
    let (day, rest) = match day {
        Some(_) => (day, rest),
        None => day_after(rest),
    };
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let (year, rest) = number(after_de(rest), 4)?;
    let day = day.map_or(String::new(), |day| format!("-{day:02}"));
    Some((format!("{year:04}-{month:02}{day}"), rest))
}

/// The day of `February 13, 2026`, where there is one.
fn day_after(text: &str) -> (Option<u32>, &str) {
    let rest = text.trim_start();
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some((day, rest)) = number(rest, length).filter(|_| (1..=2).contains(&length)) else {
        return (None, text);
    };
    let ordinal = ["st", "nd", "rd", "th"].into_iter().find_map(|end| rest.strip_prefix(end));
    (Some(day), ordinal.unwrap_or(rest))
}

/// A text without the spaces, and the `de` or `del` of Spanish, at its beginning.
fn after_de(text: &str) -> &str {
    let rest = text.trim_start();
    ["de ", "del "].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest)
}

fn month(text: &str) -> Option<(usize, &str)> {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(length);
    let word = word.to_lowercase();
    let is_named = |names: &[&str; 2]| {
        names.contains(&&*word)
            || names[0].get(..3) == Some(&*word)
            || (word == "sept" && names[0].starts_with("sept"))
    };
    let month = MONTHS.iter().position(is_named)? + 1;
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_said() {
        let cases = [
            ("2026-02-13, in", Some(("2026-02-13", 10))),
            ("2026-02", Some(("2026-02", 7))),
            ("13 February 2026.", Some(("2026-02-13", 16))),
            ("3 Feb. 2026", Some(("2026-02-03", 11))),
            ("Feb 13, 2026)", Some(("2026-02-13", 12))),
            ("Sept 1st, 2026", Some(("2026-09-01", 14))),
            ("February 2026", Some(("2026-02", 13))),
            ("13 de febrero de 2026", Some(("2026-02-13", 21))),
            ("Febrero del 2026", Some(("2026-02", 16))),
            ("13 February", None),
            ("February 31, 2026", None),
            ("13–15 February 2026", None),
            ("131 February 2026", None),
            ("2026-02-131", None),
            ("2026-02-13/2026-02-14", None),
            ("2026", None),
            ("20261", None),
            ("a", None),
            ("", None),
            ("ñ", None),
        ];
        for (text, expected) in cases {
            let read = spoken_date(text, Tz::UTC).map(|(date, length)| (date.to_string(), length));
            assert_eq!(read.as_ref().map(|(date, length)| (&**date, *length)), expected, "{text}");
        }
    }
}
