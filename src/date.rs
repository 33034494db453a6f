//! Dates as people write them: partial, approximate, with or without a time, and never padded.
//!
//! The subset of EDTF (ISO 8601-2, levels 0 and 1) that records use: `2026`, `2026-02`,
//! `2026-02-13`, a date-time with or without an offset, an interval `a/b`, and the qualifiers `~`
//! (approximate), `?` (uncertain) and `%` (both). What was written is kept; what is derived from it
//! (the earliest and latest instant) is computed once, in the site's time zone.
//!
//! No clock lives here: the day from which a site is judged is always an input.

mod literal;
mod written;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use literal::{Form, Suffix};
use written::Fields;
pub use written::{DateFault, Instant, Precision};

/// A date with the precision it was written with.
///
/// Equality and hashing go by what was written; [`PartialDate::order`] sorts by earliest instant.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    earliest: Instant,
    /// Seconds from there to the instant after the last one.
    length: u32,
    form: Form,
    odd: Option<Box<Odd>>,
}

/// What was written where its form does not tell: an interval, fractions of a second, a space for the `T`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Odd {
    literal: Box<str>,
    end: Instant,
}

/// The calendar fields of a date as written; what was not written is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Year, 0 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Day of the month, 1 to 31.
    pub day: Option<u32>,
    /// Hour and minute.
    pub time: Option<(u32, u32)>,
}

/// A date that was read, and whether its local time happened twice (clocks went back).
#[derive(Clone, Debug)]
pub struct Reading {
    /// The date; an ambiguous local time takes the earlier offset.
    pub date: PartialDate,
    /// True where the local time happened twice.
    pub ambiguous: bool,
}

impl PartialDate {
    /// Reads `written`; a time without an offset is in `zone`.
    ///
    /// # Errors
    /// A [`DateFault`] that says whether the form or the calendar is wrong.
    pub fn parse(written: &str, zone: Tz) -> Result<Reading, DateFault> {
        let literal = written.trim();
        if let Some((from, to)) = literal.split_once('/') {
            let (first, second) = (Self::parse_one(from, zone)?, Self::parse_one(to, zone)?);
            if second.date.earliest < first.date.earliest {
                return Err(DateFault::Reversed);
            }
            let form = Form::new(Precision::Interval, 0).qualified(
                first.date.is_approximate() || second.date.is_approximate(),
                first.date.is_uncertain() || second.date.is_uncertain(),
            );
            let date = Self::new(literal, first.date.earliest, second.date.end(), form);
            return Ok(Reading { date, ambiguous: first.ambiguous || second.ambiguous });
        }
        Self::parse_one(literal, zone)
    }

    /// The whole of a calendar day in `zone`.
    pub fn from_day(day: NaiveDate, zone: Tz) -> Self {
        let (earliest, end) = (day_start(day, zone), day_end(day, zone));
        let form = Form::new(Precision::Day, shift(day, earliest));
        Self::new(&day.format("%Y-%m-%d").to_string(), earliest, end, form)
    }

    fn parse_one(literal: &str, zone: Tz) -> Result<Reading, DateFault> {
        let (bare, approximate, uncertain) = match literal.as_bytes().last() {
            Some(b'~') => (&literal[..literal.len() - 1], true, false),
            Some(b'?') => (&literal[..literal.len() - 1], false, true),
            Some(b'%') => (&literal[..literal.len() - 1], true, true),
            _ => (literal, false, false),
        };
        let fields = Fields::read(bare).ok_or(DateFault::Malformed)?;
        fields.check()?;
        let mut ambiguous = false;
        let (earliest, end, form) = if let Some(time) = fields.time {
            let (start, offset, twice) = time.start(fields.first_day(), zone)?;
            ambiguous = twice;
            let form = Form::new(Precision::Time, offset).timed(time.second.is_some(), suffix_of(bare));
            (start, Instant(start.0 + time.seconds()), form)
        } else {
            let first = fields.first_day();
            let earliest = day_start(first, zone);
            let form = Form::new(fields.precision(), shift(first, earliest));
            (earliest, day_end(fields.last_day(), zone), form)
        };
        let date = Self::new(literal, earliest, end, form.qualified(approximate, uncertain));
        Ok(Reading { date, ambiguous })
    }

    fn new(literal: &str, earliest: Instant, end: Instant, form: Form) -> Self {
        let length = end.0.checked_sub(earliest.0).and_then(|length| u32::try_from(length).ok());
        let is_told = form.precision() != Precision::Interval && form.written(earliest).as_str() == literal;
        match length.filter(|_| is_told) {
            Some(length) => Self { earliest, length, form, odd: None },
            None => {
                Self { earliest, length: 0, form, odd: Some(Box::new(Odd { literal: literal.into(), end })) }
            }
        }
    }

    /// What was written, trimmed.
    pub fn literal(&self) -> Cow<'_, str> {
        match &self.odd {
            Some(odd) => Cow::Borrowed(&odd.literal),
            None => Cow::Owned(self.to_string()),
        }
    }

    /// ISO 8601 for machines: a date-time gains its offset where none was written, the rest stays as written.
    pub fn iso(&self) -> String {
        if self.precision() != Precision::Time {
            return self.to_string();
        }
        let Some(odd) = &self.odd else {
            let suffix = if self.form.suffix() == Suffix::Zulu { Suffix::Zulu } else { Suffix::Offset };
            return self.form.digits(self.earliest, Some(suffix)).as_str().to_owned();
        };
        let bare = odd.literal.trim_end_matches(['~', '?', '%']).replacen(' ', "T", 1).replacen('t', "T", 1);
        let bare = bare.replacen('z', "Z", 1);
        if bare.ends_with('Z') || bare[10..].contains(['+', '-']) {
            return bare;
        }
        let offset = self.form.shift();
        let sign = if offset < 0 { '-' } else { '+' };
        format!("{bare}{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
    }

    /// The first instant that it can mean.
    pub fn earliest(&self) -> Instant {
        self.earliest
    }

    /// The instant after the last one that it can mean.
    pub fn end(&self) -> Instant {
        self.odd.as_ref().map_or(Instant(self.earliest.0 + i64::from(self.length)), |odd| odd.end)
    }

    /// How finely it was written.
    pub fn precision(&self) -> Precision {
        self.form.precision()
    }

    /// Marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.form.is_approximate()
    }

    /// Marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.form.is_uncertain()
    }

    /// Names a day, or a time of it, for certain.
    pub fn is_exact(&self) -> bool {
        matches!(self.precision(), Precision::Day | Precision::Time)
            && !self.is_approximate()
            && !self.is_uncertain()
    }

    /// Whether it names a time of day without an offset, which is one of the site's zone.
    pub fn is_local(&self) -> bool {
        if self.precision() != Precision::Time {
            return false;
        }
        match &self.odd {
            Some(odd) => {
                let bare = odd.literal.trim_end_matches(['~', '?', '%']);
                !bare.ends_with('z') && suffix_of(bare) == Suffix::Nothing
            }
            None => self.form.suffix() == Suffix::Nothing,
        }
    }

    /// Wholly past at `now`: its last possible instant is over.
    pub fn is_past(&self, now: Instant) -> bool {
        self.end() <= now
    }

    /// Begun at `now`: its first possible instant has come.
    pub fn has_begun(&self, now: Instant) -> bool {
        self.earliest < now
    }

    /// Earliest instant first; of two that begin together the one written more coarsely first.
    pub fn order(&self, other: &Self) -> Ordering {
        self.earliest.cmp(&other.earliest).then_with(|| other.end().cmp(&self.end()))
    }

    /// The calendar fields as written (of an interval: those of its first half).
    pub fn parts(&self) -> Parts {
        match &self.odd {
            Some(odd) => parts_of(odd.literal.split('/').next().unwrap_or_default()),
            None => self.form.parts(self.earliest),
        }
    }

    /// The second half of an interval, as calendar fields.
    pub fn until(&self) -> Option<Parts> {
        self.odd.as_ref()?.literal.split_once('/').map(|(_, to)| parts_of(to))
    }

    /// The calendar day it names, where it names exactly one.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.precision() {
            Precision::Day | Precision::Time => self.first_day(),
            _ => None,
        }
    }

    /// The first calendar day that it can mean, by its literal digits.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let parts = self.parts();
        NaiveDate::from_ymd_opt(parts.year, parts.month.unwrap_or(1), parts.day.unwrap_or(1))
    }

    /// The last calendar day that it can mean, by its literal digits.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let parts = self.until().unwrap_or_else(|| self.parts());
        let (year, month) = (parts.year, parts.month.unwrap_or(12));
        match parts.day {
            Some(day) => NaiveDate::from_ymd_opt(year, month, day),
            None => NaiveDate::from_ymd_opt(year, month, 1).map(|first| {
                let next = first.checked_add_months(chrono::Months::new(1));
                next.and_then(|next| next.pred_opt()).unwrap_or(first)
            }),
        }
    }

    /// The literal digits to the minute, joined with hyphens: `2026-02-13-1442`, `2026-02-13`.
    pub fn id_digits(&self) -> String {
        let parts = self.parts();
        let mut digits = String::with_capacity(15);
        let pair = |digits: &mut String, number: u32| {
            digits.push(char::from(b'0' + (number / 10 % 10) as u8));
            digits.push(char::from(b'0' + (number % 10) as u8));
        };
        pair(&mut digits, parts.year.unsigned_abs() / 100);
        pair(&mut digits, parts.year.unsigned_abs() % 100);
        let time = parts.time.map(|(hour, minute)| (hour, Some(minute)));
        let groups = [parts.month.map(|month| (month, None)), parts.day.map(|day| (day, None)), time];
        for (first, second) in groups.into_iter().flatten() {
            digits.push('-');
            pair(&mut digits, first);
            if let Some(second) = second {
                pair(&mut digits, second);
            }
        }
        digits
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.odd {
            Some(odd) => f.write_str(&odd.literal),
            None => f.write_str(self.form.written(self.earliest).as_str()),
        }
    }
}

/// Seconds from an instant to the beginning of `day`, were it a day of UTC.
fn shift(day: NaiveDate, from: Instant) -> i32 {
    (day.and_time(NaiveTime::MIN).and_utc().timestamp() - from.0) as i32
}

fn suffix_of(bare: &str) -> Suffix {
    match bare.as_bytes() {
        [.., b'Z'] => Suffix::Zulu,
        [.., b'+' | b'-', _, _, b':', _, _] => Suffix::Offset,
        _ => Suffix::Nothing,
    }
}

/// The instant at which `day` begins in `zone`.
pub fn day_start(day: NaiveDate, zone: Tz) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    if zone == Tz::UTC {
        return Instant(midnight.and_utc().timestamp());
    }
    match zone.from_local_datetime(&midnight) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Instant(at.timestamp()),
        // Some zones change their clocks at midnight: the day then begins when the clocks have moved.
        LocalResult::None => Instant(after_gap(midnight, zone)),
    }
}

/// The instant at which `day` is over in `zone`.
pub fn day_end(day: NaiveDate, zone: Tz) -> Instant {
    day.checked_add_days(Days::new(1)).map_or(Instant(i64::MAX), |next| day_start(next, zone))
}

/// The calendar day of `at` in `zone`.
pub fn day_of(at: Instant, zone: Tz) -> NaiveDate {
    DateTime::from_timestamp(at.0, 0).map_or(NaiveDate::MAX, |utc| utc.with_timezone(&zone).date_naive())
}

fn after_gap(local: NaiveDateTime, zone: Tz) -> i64 {
    (1..=12)
        .find_map(|quarters| {
            let later = local + chrono::Duration::minutes(15 * quarters);
            zone.from_local_datetime(&later).earliest().map(|at| at.timestamp())
        })
        .unwrap_or_else(|| local.and_utc().timestamp())
}

fn parts_of(literal: &str) -> Parts {
    let bare = literal.trim_end_matches(['~', '?', '%']);
    let fields = Fields::read(bare).unwrap_or_default();
    Parts {
        year: fields.year,
        month: fields.month,
        day: fields.day,
        time: fields.time.map(|t| (t.hour, t.minute)),
    }
}

#[cfg(test)]
mod tests;
