//! Dates and durations as drawings say them: with the precision they were written with.

use chrono::{Datelike, NaiveDate};

use crate::date::{PartialDate, Parts, Precision};
use crate::drawing::Words;

/// Whether a date says its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// Always.
    Shown,
    /// Not where it is this one.
    HiddenIn(i32),
}

impl Year {
    /// Hidden for the year of this day.
    pub(crate) fn of(day: NaiveDate) -> Self {
        Self::HiddenIn(day.year())
    }
}

/// A date in words: `13 Feb 2026`, `13 Feb 2026, 14:42`, `Feb 2026`, `about 2026`, `Feb 2026 – Apr 2026`.
pub(crate) fn full(date: &PartialDate, words: &dyn Words) -> String {
    qualified(date, words, |parts| {
        let day = of_parts(parts, Year::Shown, words);
        match (date.precision(), parts.time) {
            (Precision::Time, Some((hour, minute))) => format!("{day}, {hour:02}:{minute:02}"),
            _ => day,
        }
    })
}

/// The same without its time of day, and without a year that goes without saying.
pub(crate) fn brief(date: &PartialDate, year: Year, words: &dyn Words) -> String {
    qualified(date, words, |parts| of_parts(parts, year, words))
}

/// From one date to another, or the one date where both are said alike.
pub(crate) fn range(from: &PartialDate, to: &PartialDate, year: Year, words: &dyn Words) -> String {
    let (from, to) = (brief(from, year, words), brief(to, year, words));
    if from == to { from } else { words.say("drawing.range", &[("from", &from), ("to", &to)]) }
}

/// A duration in the two units that matter: `38 min`, `1 h 38 min`, `3 days`.
pub(crate) fn duration(seconds: i64, words: &dyn Words) -> String {
    let minutes = usize::try_from(seconds.max(0)).unwrap_or(0) / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let say = |key: &str, count: usize| words.count(key, count, &[]);
    match (hours, rest) {
        (0, _) => say("drawing.minutes", minutes.max(1)),
        (48.., _) => say("drawing.days", (hours + 12) / 24),
        (_, 0) => say("drawing.hours", hours),
        _ => format!("{} {}", say("drawing.hours", hours), say("drawing.minutes", rest)),
    }
}

fn qualified(date: &PartialDate, words: &dyn Words, one: impl Fn(Parts) -> String) -> String {
    let mut text = one(date.parts());
    if let Some(until) = date.until() {
        text = words.say("drawing.range", &[("from", &text), ("to", &one(until))]);
    }
    if date.is_approximate() {
        text = words.say("drawing.about", &[("date", &text)]);
    }
    if date.is_uncertain() {
        text = words.say("drawing.uncertain", &[("date", &text)]);
    }
    text
}

fn of_parts(parts: Parts, year: Year, words: &dyn Words) -> String {
    let hidden = year == Year::HiddenIn(parts.year);
    let day = parts.month.zip(parts.day).and_then(|(m, d)| NaiveDate::from_ymd_opt(parts.year, m, d));
    match (day, parts.month) {
        (Some(day), _) if hidden => words.day_short(day),
        (Some(day), _) => words.day(day),
        (None, Some(month)) => words.month(parts.year, month),
        (None, None) => format!("{:04}", parts.year),
    }
}
