//! The days from and to which a report is asked for, as people write them: a day, a month or a year.

use chrono::{Datelike, Days, Months, NaiveDate};

/// What was written for one end of a period: a day, a month or a year, from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    first: NaiveDate,
    last: NaiveDate,
}

/// Whole days, the first and the last among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; never after the site's day.
    pub to: NaiveDate,
}

/// Why there is no such period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    /// It would end before it begins.
    Reversed(Period),
    /// It begins after the site's day.
    ToCome(NaiveDate),
}

impl Asked {
    /// Reads `2026-02-13`, `2026-02` or `2026`; `None` where it is nothing of that kind.
    pub fn parse(written: &str) -> Option<Self> {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let first = match written.len() {
            4 => day(&format!("{written}-01-01"))?,
            7 => day(&format!("{written}-01"))?,
            _ => day(written)?,
        };
        let last = match written.len() {
            4 => NaiveDate::from_ymd_opt(first.year(), 12, 31)?,
            7 => first.checked_add_months(Months::new(1))?.pred_opt()?,
            _ => first,
        };
        // chrono takes `2026-2-3` and years of any length; a day has one spelling.
        first.to_string().starts_with(written).then_some(Self { first, last })
    }
}

impl Period {
    /// The period that is asked for on the site's day `day`: without any end the month before it; from one day
    /// on, up to `day`; of `to` alone, that day, month or year. It never reaches beyond `day`.
    ///
    /// # Errors
    /// Where no day is in it.
    pub fn asked(from: Option<Asked>, to: Option<Asked>, day: NaiveDate) -> Result<Self, PeriodFault> {
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) => (from.first, to.last),
            (Some(from), None) => (from.first, day.max(from.first)),
            (None, Some(to)) => (to.first, to.last),
            (None, None) => month_before(day),
        };
        if to < from {
            return Err(PeriodFault::Reversed(Self { from, to }));
        }
        if from > day {
            return Err(PeriodFault::ToCome(from));
        }
        Ok(Self { from, to: to.min(day) })
    }

    /// The day before it.
    pub fn eve(&self) -> NaiveDate {
        self.from.pred_opt().unwrap_or(self.from)
    }

    /// Whether it is one whole month, or one whole year.
    pub fn is_whole(&self) -> Option<Whole> {
        let ends = self.to.succ_opt().is_some_and(|next| next.day() == 1) && self.from.day() == 1;
        let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        let months = month(self.to) - month(self.from);
        match (ends, months) {
            (true, 0) => Some(Whole::Month),
            (true, 11) if self.from.month() == 1 => Some(Whole::Year),
            _ => None,
        }
    }
}

/// A period that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// One month.
    Month,
    /// One year.
    Year,
}

fn month_before(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let from = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    (from, first.checked_sub_days(Days::new(1)).unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> String {
        let end = |text: &str| (!text.is_empty()).then(|| Asked::parse(text).expect(text));
        let day = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap();
        match Period::asked(end(from), end(to), day) {
            Ok(Period { from, to }) => format!("{from} {to}"),
            Err(fault) => format!("{fault:?}").split('(').next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn periods_are_whole_days_up_to_the_sites_day() {
        let cases = [
            ("", "", "2026-02-01 2026-02-28"),
            ("2026-01", "2026-01", "2026-01-01 2026-01-31"),
            ("2026-01-05", "2026-02", "2026-01-05 2026-02-28"),
            ("2025", "2026-01-01", "2025-01-01 2026-01-01"),
            ("2026", "", "2026-01-01 2026-03-14"),
            ("2026-03-14", "", "2026-03-14 2026-03-14"),
            ("", "2024-02", "2024-02-01 2024-02-29"),
            ("", "2025", "2025-01-01 2025-12-31"),
            ("2026-03", "2026-12", "2026-03-01 2026-03-14"),
            ("2026-02", "2026-01", "Reversed"),
            ("2026-04", "", "ToCome"),
            ("", "2026-04", "ToCome"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(asked(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn what_is_no_day_month_or_year_is_refused() {
        for written in
            ["", "26", "2026-1", "2026-2-3", "2026-02-30", "2026-13", "2026-02~", "+026", "2026-01/2026-02"]
        {
            assert_eq!(Asked::parse(written), None, "{written}");
        }
    }

    #[test]
    fn months_and_years_have_names() {
        let whole =
            |from: &str, to: &str| Period { from: from.parse().unwrap(), to: to.parse().unwrap() }.is_whole();
        assert_eq!(whole("2026-02-01", "2026-02-28"), Some(Whole::Month));
        assert_eq!(whole("2026-01-01", "2026-12-31"), Some(Whole::Year));
        assert_eq!(whole("2026-02-01", "2026-02-27"), None);
        assert_eq!(whole("2025-02-01", "2026-01-31"), None);
    }
}
