//! Dates as people write them: partial, approximate, with or without a time, and never padded.
//!
//! The subset of EDTF (ISO 8601-2, levels 0 and 1) that records use: `2026`, `2026-02`,
//! `2026-02-13`, a date-time with or without an offset, an interval `a/b`, and the qualifiers `~`
//! (approximate), `?` (uncertain) and `%` (both). What was written is kept; what is derived from it
//! (the earliest and latest instant) is computed once, in the site's time zone.
//!
//! No clock lives here: the day from which a site is judged is always an input.

use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// A point in time: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// How finely a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2026`
    Year,
    /// `2026-02`
    Month,
    /// `2026-02-13`
    Day,
    /// `2026-02-13T14:42` and finer
    Time,
    /// `2026-02/2026-04`
    Interval,
}

/// A date with the precision it was written with.
///
/// Equality and hashing go by what was written; [`PartialDate::order`] sorts by earliest instant.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PartialDate {
    literal: Box<str>,
    earliest: Instant,
    end: Instant,
    offset: Option<i32>,
    precision: Precision,
    approximate: bool,
    uncertain: bool,
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

/// Why a date could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// The form is none of the accepted ones.
    Malformed,
    /// The form is right but the calendar has no such day or time of day.
    Impossible {
        /// What does not exist, in words: "February 2026 has 28 days".
        why: String,
    },
    /// The local time was skipped when clocks went forward.
    Skipped {
        /// The zone in which it does not exist.
        zone: Tz,
    },
    /// The second half of an interval is before the first.
    Reversed,
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
            let date = Self {
                literal: literal.into(),
                earliest: first.date.earliest,
                end: second.date.end,
                offset: None,
                precision: Precision::Interval,
                approximate: first.date.approximate || second.date.approximate,
                uncertain: first.date.uncertain || second.date.uncertain,
            };
            return Ok(Reading { date, ambiguous: first.ambiguous || second.ambiguous });
        }
        Self::parse_one(literal, zone)
    }

    /// The whole of a calendar day in `zone`.
    pub fn from_day(day: NaiveDate, zone: Tz) -> Self {
        Self {
            literal: day.format("%Y-%m-%d").to_string().into(),
            earliest: day_start(day, zone),
            end: day_end(day, zone),
            offset: None,
            precision: Precision::Day,
            approximate: false,
            uncertain: false,
        }
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
        let mut offset = None;
        let (earliest, end, precision) = match fields.time {
            Some(time) => {
                let (start, fixed, twice) = time.start(fields.first_day(), zone)?;
                ambiguous = twice;
                offset = Some(fixed);
                (start, Instant(start.0 + time.seconds()), Precision::Time)
            }
            None => {
                (day_start(fields.first_day(), zone), day_end(fields.last_day(), zone), fields.precision())
            }
        };
        let date = Self { literal: literal.into(), earliest, end, offset, precision, approximate, uncertain };
        Ok(Reading { date, ambiguous })
    }

    /// What was written, trimmed.
    pub fn literal(&self) -> &str {
        &self.literal
    }

    /// ISO 8601 for machines: a date-time gains its offset where none was written, the rest stays as written.
    pub fn iso(&self) -> String {
        match (self.precision, self.offset) {
            (Precision::Time, Some(offset)) => {
                let bare = self
                    .literal
                    .trim_end_matches(['~', '?', '%'])
                    .replacen(' ', "T", 1)
                    .replacen('t', "T", 1);
                let bare = bare.replacen('z', "Z", 1);
                if bare.ends_with('Z') || bare[10..].contains(['+', '-']) {
                    return bare;
                }
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{bare}{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
            }
            _ => self.literal.to_string(),
        }
    }

    /// The first instant that it can mean.
    pub fn earliest(&self) -> Instant {
        self.earliest
    }

    /// The instant after the last one that it can mean.
    pub fn end(&self) -> Instant {
        self.end
    }

    /// How finely it was written.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Wholly past at `now`: its last possible instant is over.
    pub fn is_past(&self, now: Instant) -> bool {
        self.end <= now
    }

    /// Begun at `now`: its first possible instant has come.
    pub fn has_begun(&self, now: Instant) -> bool {
        self.earliest < now
    }

    /// Earliest instant first; of two that begin together the one written more coarsely first.
    pub fn order(&self, other: &Self) -> Ordering {
        self.earliest.cmp(&other.earliest).then_with(|| other.end.cmp(&self.end))
    }

    /// The calendar fields as written (of an interval: those of its first half).
    pub fn parts(&self) -> Parts {
        let first = self.literal.split('/').next().unwrap_or_default();
        parts_of(first)
    }

    /// The second half of an interval, as calendar fields.
    pub fn until(&self) -> Option<Parts> {
        self.literal.split_once('/').map(|(_, to)| parts_of(to))
    }

    /// The calendar day it names, where it names exactly one.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.precision {
            Precision::Day | Precision::Time => self.first_day(),
            _ => None,
        }
    }

    /// The first calendar day that it can mean, by its literal digits.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let parts = self.parts();
        NaiveDate::from_ymd_opt(parts.year, parts.month.unwrap_or(1), parts.day.unwrap_or(1))
    }

    /// The literal digits to the minute, joined with hyphens: `2026-02-13-1442`, `2026-02-13`.
    pub fn id_digits(&self) -> String {
        let parts = self.parts();
        let part = |field: Option<u32>| field.map_or(String::new(), |field| format!("-{field:02}"));
        let time = parts.time.map_or(String::new(), |(hour, minute)| format!("-{hour:02}{minute:02}"));
        format!("{:04}{}{}{time}", parts.year, part(parts.month), part(parts.day))
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.literal)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.literal)
    }
}

/// The instant at which `day` begins in `zone`.
pub fn day_start(day: NaiveDate, zone: Tz) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
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

#[derive(Clone, Copy, Default)]
struct Fields {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<Time>,
}

#[derive(Clone, Copy)]
struct Time {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    /// Seconds east of UTC, where an offset was written.
    offset: Option<i32>,
}

impl Fields {
    fn read(bare: &str) -> Option<Self> {
        if !bare.is_ascii() {
            return None;
        }
        let mut fields = Self { year: digits(bare.get(..4)?)?.cast_signed(), ..Self::default() };
        let Some(rest) = bare.get(4..).filter(|rest| !rest.is_empty()) else { return Some(fields) };
        fields.month = Some(digits(rest.strip_prefix('-')?.get(..2)?)?);
        let Some(rest) = rest.get(3..).filter(|rest| !rest.is_empty()) else { return Some(fields) };
        fields.day = Some(digits(rest.strip_prefix('-')?.get(..2)?)?);
        let Some(rest) = rest.get(3..).filter(|rest| !rest.is_empty()) else { return Some(fields) };
        fields.time = Some(Time::read(rest.strip_prefix(['T', 't', ' '])?)?);
        Some(fields)
    }

    fn check(&self) -> Result<(), DateFault> {
        let impossible = |why: String| Err(DateFault::Impossible { why });
        let Some(month) = self.month else { return Ok(()) };
        if !(1..=12).contains(&month) {
            return impossible(format!("a year has 12 months, not {month}"));
        }
        if let Some(day) = self.day
            && NaiveDate::from_ymd_opt(self.year, month, day).is_none()
        {
            let days = days_in_month(self.year, month);
            return impossible(format!("{:04}-{month:02} has {days} days", self.year));
        }
        self.time.map_or(Ok(()), Time::check)
    }

    fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    fn first_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(NaiveDate::MIN)
    }

    fn last_day(&self) -> NaiveDate {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in_month(self.year, month));
        NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or(NaiveDate::MIN)
    }
}

impl Time {
    fn read(text: &str) -> Option<Self> {
        let hour = digits(text.get(..2)?)?;
        let minute = digits(text.get(2..)?.strip_prefix(':')?.get(..2)?)?;
        let mut rest = text.get(5..)?;
        let mut second = None;
        if let Some(after) = rest.strip_prefix(':') {
            second = Some(digits(after.get(..2)?)?);
            rest = after.get(2..)?;
            if let Some(fraction) = rest.strip_prefix('.') {
                let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
                if length == 0 {
                    return None;
                }
                rest = fraction.get(length..)?;
            }
        }
        let offset = match rest {
            "" => None,
            "Z" | "z" => Some(0),
            signed => {
                let sign = match signed.as_bytes()[0] {
                    b'+' => 1,
                    b'-' => -1,
                    _ => return None,
                };
                let (hours, minutes) = signed.get(1..)?.split_once(':')?;
                if hours.len() != 2 || minutes.len() != 2 {
                    return None;
                }
                let (hours, minutes) = (digits(hours)?, digits(minutes)?);
                if hours > 18 || minutes > 59 {
                    return None;
                }
                Some(sign * (hours * 3600 + minutes * 60).cast_signed())
            }
        };
        Some(Self { hour, minute, second, offset })
    }

    fn check(self) -> Result<(), DateFault> {
        let why = if self.hour > 23 {
            format!("a day has hours 00 to 23, not {:02}", self.hour)
        } else if self.minute > 59 {
            format!("an hour has minutes 00 to 59, not {:02}", self.minute)
        } else if self.second.is_some_and(|second| second > 60) {
            format!("a minute has seconds 00 to 60, not {:02}", self.second.unwrap_or_default())
        } else {
            return Ok(());
        };
        Err(DateFault::Impossible { why })
    }

    fn seconds(self) -> i64 {
        if self.second.is_some() { 1 } else { 60 }
    }

    /// The instant on `day`, its offset in seconds, and whether the local time happened twice.
    fn start(self, day: NaiveDate, zone: Tz) -> Result<(Instant, i32, bool), DateFault> {
        // A leap second counts as the second before it.
        let second = self.second.unwrap_or(0).min(59);
        let local =
            day.and_time(NaiveTime::from_hms_opt(self.hour, self.minute, second).unwrap_or(NaiveTime::MIN));
        if let Some(offset) = self.offset {
            return Ok((Instant(local.and_utc().timestamp() - i64::from(offset)), offset, false));
        }
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) => {
                Ok((Instant(at.timestamp()), at.offset().fix().local_minus_utc(), false))
            }
            LocalResult::Ambiguous(first, _) => {
                Ok((Instant(first.timestamp()), first.offset().fix().local_minus_utc(), true))
            }
            LocalResult::None => Err(DateFault::Skipped { zone }),
        }
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    NaiveDate::from_ymd_opt(year, month, 1)
        .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
        .and_then(|next| next.pred_opt())
        .map_or(31, |last| last.day())
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, zone: Tz) -> Result<Reading, DateFault> {
        PartialDate::parse(text, zone)
    }

    fn date(text: &str) -> PartialDate {
        read(text, Tz::UTC).unwrap().date
    }

    #[test]
    fn precision_is_kept_as_written() {
        let cases = [
            ("2026", Precision::Year),
            ("2026-02", Precision::Month),
            ("2026-02-13", Precision::Day),
            ("2026-02-13T14:42", Precision::Time),
            ("2026-02-13 14:42:05Z", Precision::Time),
            ("2026-02-13T14:42:05.25-06:00", Precision::Time),
            ("2026-02/2026-04", Precision::Interval),
        ];
        for (text, precision) in cases {
            assert_eq!((date(text).precision(), date(text).literal()), (precision, text));
        }
        assert!(date("2026~").is_approximate() && !date("2026~").is_uncertain());
        assert!(date("2026-02%").is_approximate() && date("2026-02%").is_uncertain());
    }

    #[test]
    fn impossible_dates_say_why() {
        let why = |text| match read(text, Tz::UTC) {
            Err(DateFault::Impossible { why }) => why,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(why("2026-02-30"), "2026-02 has 28 days");
        assert_eq!(why("2026-13"), "a year has 12 months, not 13");
        assert_eq!(why("2026-02-13T24:00"), "a day has hours 00 to 23, not 24");
    }

    #[test]
    fn other_forms_are_malformed() {
        for text in
            ["", "26", "2026-2-3", "Feb 2026", "2026-02-13T14", "2026-02-13T14:42+0100", "２０２６", "2026/"]
        {
            assert_eq!(read(text, Tz::UTC).unwrap_err(), DateFault::Malformed, "{text}");
        }
        assert_eq!(read("2026-04/2026-02", Tz::UTC).unwrap_err(), DateFault::Reversed);
    }

    #[test]
    fn partial_dates_are_past_only_after_their_latest_instant() {
        let noon = date("2026-02-13T12:00").earliest();
        for (text, past) in [
            ("2026", false),
            ("2026-02", false),
            ("2026-02-13", false),
            ("2026-02-12", true),
            ("2026-01", true),
        ] {
            assert_eq!(date(text).is_past(noon), past, "{text}");
        }
    }

    #[test]
    fn days_end_in_the_zone_they_are_read_in() {
        let mexico = read("2026-02-13", chrono_tz::America::Mexico_City).unwrap().date;
        assert_eq!(mexico.earliest(), date("2026-02-13T06:00Z").earliest());
        assert_eq!(mexico.end(), date("2026-02-14T06:00Z").earliest());
    }

    #[test]
    fn local_times_at_clock_changes() {
        let zone = chrono_tz::Europe::Berlin;
        assert_eq!(read("2026-03-29T02:30", zone).unwrap_err(), DateFault::Skipped { zone });
        let twice = read("2026-10-25T02:30", zone).unwrap();
        assert!(twice.ambiguous);
        assert_eq!(twice.date.iso(), "2026-10-25T02:30+02:00");
    }

    #[test]
    fn iso_keeps_the_digits_and_adds_only_the_offset() {
        let zone = chrono_tz::America::New_York;
        let iso = |text| read(text, zone).unwrap().date.iso();
        assert_eq!(iso("2026-02-13 14:42"), "2026-02-13T14:42-05:00");
        assert_eq!(iso("2026-02-13T14:42:00+01:00"), "2026-02-13T14:42:00+01:00");
        assert_eq!(iso("2026-02"), "2026-02");
    }

    #[test]
    fn ids_are_the_literal_digits() {
        assert_eq!(date("2026-02-13T14:42:09-06:00").id_digits(), "2026-02-13-1442");
        assert_eq!(date("2026-02-13").id_digits(), "2026-02-13");
    }
}
