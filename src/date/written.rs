//! The digits of one date as written: which fields there are, and whether the calendar has them.

use chrono::{Datelike, LocalResult, NaiveDate, NaiveTime, Offset, TimeZone};
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

#[derive(Clone, Copy, Default)]
pub(super) struct Fields {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) time: Option<Time>,
}

#[derive(Clone, Copy)]
pub(super) struct Time {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: Option<u32>,
    /// Seconds east of UTC, where an offset was written.
    pub(super) offset: Option<i32>,
}

impl Fields {
    pub(super) fn read(bare: &str) -> Option<Self> {
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

    pub(super) fn check(&self) -> Result<(), DateFault> {
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

    pub(super) fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    pub(super) fn first_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(NaiveDate::MIN)
    }

    pub(super) fn last_day(&self) -> NaiveDate {
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

    pub(super) fn check(self) -> Result<(), DateFault> {
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

    pub(super) fn seconds(self) -> i64 {
        if self.second.is_some() { 1 } else { 60 }
    }

    /// The instant on `day`, its offset in seconds, and whether the local time happened twice.
    pub(super) fn start(self, day: NaiveDate, zone: Tz) -> Result<(Instant, i32, bool), DateFault> {
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
    text.bytes()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}
