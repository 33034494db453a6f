//! How a desk speaks: the words of its language, for views and for drawings.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};

use crate::date::PartialDate;
use crate::drawing;
use crate::output::Desk;
use crate::record::id::StatusId;
use crate::record::site::Config;
use crate::routes::SitePath;
use crate::theme::Strings;
use crate::words;

/// The words of a language, with dates as they are written in the year of the site's day.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    strings: &'a Strings,
    config: &'a Config,
    day: NaiveDate,
}

impl<'a> Desk<'a> {
    /// `site.toml`.
    pub fn config(&self) -> &'a Config {
        &self.tracker().config
    }

    /// The words of the language being drawn.
    pub fn words(&self) -> Speech<'a> {
        Speech { strings: &self.lang.strings, config: self.config(), day: self.tracker().as_of.day }
    }

    /// The words behind a key.
    pub fn say(&self, key: &str) -> String {
        self.lang.strings.get(key).to_owned()
    }

    /// The words behind a key, with every `{name}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        with_text(values, |values| self.lang.strings.fill(key, values))
    }

    /// The form of a key that goes with `n`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.lang.strings.plural(key, n as u64, &[])
    }

    /// The form of a key that goes with `n`, with every other `{name}` filled in.
    pub fn fill_count(&self, key: &str, n: usize, values: &[(&str, &dyn Display)]) -> String {
        with_text(values, |values| self.lang.strings.plural(key, n as u64, values))
    }

    /// A link to a folder that is no page, to put file names behind.
    pub fn folder_href(&self, folder: &SitePath) -> String {
        self.href(folder).trim_end_matches("index.html").to_owned()
    }
}

fn with_text<T>(values: &[(&str, &dyn Display)], then: impl FnOnce(&[(&str, &str)]) -> T) -> T {
    let texts: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    then(&texts)
}

impl Speech<'_> {
    /// `13 February 2026, 14:42`
    pub fn date(&self, date: &PartialDate) -> String {
        words::date(self.strings, date)
    }

    /// `13 Feb`, with the year where it is not that of the site's day.
    pub fn date_short(&self, date: &PartialDate) -> String {
        let year = date.until().unwrap_or_else(|| date.parts()).year;
        if year == self.day.year() {
            words::short_day(self.strings, date)
        } else {
            words::short_date(self.strings, date)
        }
    }

    /// `13 February 2026`, without the time.
    pub fn date_day(&self, date: &PartialDate) -> String {
        words::day(self.strings, date)
    }

    /// `13 Feb 2026`
    pub fn date_brief(&self, date: &PartialDate) -> String {
        words::short_date(self.strings, date)
    }

    /// `13 February 2026`
    pub fn day(&self, day: NaiveDate) -> String {
        words::calendar_day(self.strings, day)
    }

    /// From one date to another: `7–13 February 2026`.
    pub fn span(&self, from: &PartialDate, to: &PartialDate) -> String {
        let days = |date: &PartialDate| date.first_day().map(|day| day.format("%Y-%m-%d").to_string());
        let (Some(first), Some(last)) = (days(from), days(to)) else { return words::day(self.strings, to) };
        if first == last {
            return words::day(self.strings, to);
        }
        // The zone is of no matter: the digits are said as they stand.
        let span = PartialDate::parse(&format!("{first}/{last}"), self.config.timezone);
        span.map_or_else(|_| words::day(self.strings, to), |span| words::day(self.strings, &span.date))
    }

    /// Names in a row: `A, B and C`.
    pub fn list(&self, items: &[&str]) -> String {
        words::list(self.strings, items)
    }

    /// `1 h 38 min`
    pub fn duration(&self, seconds: i64) -> String {
        words::duration(self.strings, seconds)
    }
}

impl drawing::Words for Speech<'_> {
    fn language(&self) -> &str {
        self.strings.code()
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.strings.fill(key, args)
    }

    fn count(&self, key: &str, count: usize, args: &[(&str, &str)]) -> String {
        let number = self.strings.number(count as u64);
        let args: Vec<_> = args.iter().copied().chain([("count", number.as_str())]).collect();
        self.strings.plural(key, count as u64, &args)
    }

    fn day(&self, day: NaiveDate) -> String {
        words::short_calendar_day(self.strings, day)
    }

    fn day_short(&self, day: NaiveDate) -> String {
        words::short_day(self.strings, &PartialDate::from_day(day, self.config.timezone))
    }

    fn month(&self, year: i32, month: u32) -> String {
        format!("{} {year}", words::short_month_name(self.strings, month))
    }

    fn month_short(&self, month: u32) -> String {
        words::short_month_name(self.strings, month).to_owned()
    }

    fn status_label(&self, status: &StatusId) -> String {
        self.config.status(status.as_str()).map_or("", |status| status.label(self.strings.code())).to_owned()
    }
}
