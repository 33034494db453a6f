//! Dates and times in running text: `Feb 13, 2026`, `13 February 2026`, `2026-02-13`, `02:42 PM`.

use chrono::NaiveDate;

/// When an entry says that it was, by the digits of its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The date as records write it: `2026-02-13`, or `2026-02` where no day was given.
    pub date: String,
    /// The calendar day, where one was given.
    pub day: Option<NaiveDate>,
    /// Hour and minute, where given and possible.
    pub time: Option<(u32, u32)>,
    /// Why the time of day that was given cannot be.
    pub bad_time: Option<String>,
}

/// The month that a word names, 1 to 12: whole, or cut to three or more letters (`Sept`).
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !word.is_ascii() || word.len() < 3 {
        return None;
    }
    let matches = |name: &&str| {
        let cut = word.len() == 3 || (word.len() == 4 && *name == "september") || word.len() == name.len();
        cut && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    MONTHS.iter().position(matches).map(|at| at as u32 + 1)
}

/// Why a calendar day does not exist; `None` where it does.
pub(super) fn impossible(year: i32, month: u32, day: u32) -> Option<String> {
    if NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return None;
    }
    if !(1..=12).contains(&month) {
        return Some(format!("a year has 12 months, not {month}"));
    }
    let days = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some()).unwrap_or(28);
    Some(format!("{year:04}-{month:02} has {days} days"))
}

/// Reads a text from the left.
pub(super) struct Cursor<'a>(pub &'a str);

impl<'a> Cursor<'a> {
    fn space(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn take(&mut self, wanted: char) -> bool {
        self.0.strip_prefix(wanted).map(|rest| self.0 = rest).is_some()
    }

    fn word(&mut self) -> &'a str {
        let end = self.0.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        word
    }

    fn number(&mut self, longest: usize) -> Option<u32> {
        let end = self.0.bytes().take(longest).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits.parse().ok()
    }

    /// Reads a date; `None` where there is none, an error where the calendar has no such day.
    pub(super) fn date(&mut self) -> Option<Result<When, String>> {
        let (year, month, day) = if self.0.starts_with(|c: char| c.is_ascii_digit()) {
            self.digits_first()?
        } else {
            self.month_first()?
        };
        let when = |date: String, day| When { date, day, time: None, bad_time: None };
        let Some(day) = day else { return Some(Ok(when(format!("{year:04}-{month:02}"), None))) };
        if let Some(why) = impossible(year, month, day) {
            return Some(Err(why));
        }
        Some(Ok(when(format!("{year:04}-{month:02}-{day:02}"), NaiveDate::from_ymd_opt(year, month, day))))
    }

    /// `Feb 13, 2026`, `February 13th 2026`, `Feb. 2026`
    fn month_first(&mut self) -> Option<(i32, u32, Option<u32>)> {
        let month = month(self.word())?;
        self.take('.');
        self.space();
        let start = self.0;
        let day = self.number(2)?;
        if self.0.starts_with(|c: char| c.is_ascii_digit()) {
            self.0 = start;
            return Some((self.year()?, month, None));
        }
        let ordinal = ["st", "nd", "rd", "th"].into_iter().find(|end| self.0.starts_with(end));
        self.0 = &self.0[ordinal.map_or(0, str::len)..];
        self.take(',');
        self.space();
        Some((self.year()?, month, Some(day)))
    }

    /// `2026-02-13`, `13 February 2026`
    fn digits_first(&mut self) -> Option<(i32, u32, Option<u32>)> {
        let first = self.number(4)?;
        if self.take('-') {
            let month = self.number(2)?;
            let day = if self.take('-') { Some(self.number(2)?) } else { None };
            return (first >= 1000).then_some((first.cast_signed(), month, day));
        }
        self.take('.');
        self.space();
        let month = month(self.word())?;
        self.take('.');
        self.take(',');
        self.space();
        Some((self.year()?, month, Some(first)))
    }

    fn year(&mut self) -> Option<i32> {
        self.number(4).filter(|year| *year >= 1000).map(u32::cast_signed)
    }

    /// Reads `, 02:42 PM`, ` 14:42`, `T14:42`; leaves all as it is where there is no time.
    pub(super) fn time(&mut self, when: &mut When) {
        let start = self.0;
        if self.read_time(when).is_none() {
            self.0 = start;
        }
    }

    fn read_time(&mut self, when: &mut When) -> Option<()> {
        self.take(',');
        self.space();
        let hour = self.number(2)?;
        if !self.take(':') {
            return None;
        }
        let minute = self.number(2)?;
        if self.take(':') {
            self.number(2)?;
        }
        let half = self.half_of_day();
        match hour_of_day(hour, half).filter(|_| minute < 60) {
            Some(hour) => when.time = Some((hour, minute)),
            None => when.bad_time = Some(format!("{hour:02}:{minute:02} is no time of day")),
        }
        Some(())
    }

    fn half_of_day(&mut self) -> Option<Half> {
        let rest = self.0.trim_start();
        let marks = [
            ("am", Half::Morning),
            ("pm", Half::Afternoon),
            ("a.m.", Half::Morning),
            ("p.m.", Half::Afternoon),
        ];
        let (mark, half) = marks
            .into_iter()
            .find(|(mark, _)| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))?;
        self.0 = &rest[mark.len()..];
        Some(half)
    }
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn hour_of_day(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        None => (hour < 24).then_some(hour),
        Some(_) if hour == 0 || hour > 12 => None,
        Some(Half::Morning) => Some(hour % 12),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    }
}
