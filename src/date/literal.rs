//! The forms of dates that are told by numbers alone, and how they are written: no text of them need be kept.

use std::num::NonZeroI32;

use serde::{Deserialize, Serialize};

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

use super::{Instant, Parts, Precision};

/// How a date was written: what its numbers do not say, in one word.
///
/// The lowest byte: precision (3 bits, from 1), `~`, `?`, seconds, what follows the time (2 bits). Above it: the
/// seconds from the earliest instant to the digits as written, were they of UTC. It is never 0, so that a date that
/// may be missing takes no more room than one that may not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Form(NonZeroI32);

/// What follows the time of day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    Nothing,
    Zulu,
    Offset,
}

const APPROXIMATE: i32 = 1 << 3;
const UNCERTAIN: i32 = 1 << 4;
const SECONDS: i32 = 1 << 5;
const ZULU: i32 = 1 << 6;
const OFFSET: i32 = 1 << 7;

impl Form {
    /// `shift` is less than a day either way.
    pub(super) fn new(precision: Precision, shift: i32) -> Self {
        let precision = NonZeroI32::new(precision as i32 + 1).unwrap_or(NonZeroI32::MAX);
        Self(precision | shift << 8)
    }

    pub(super) fn qualified(self, approximate: bool, uncertain: bool) -> Self {
        let flag = |is: bool, flag: i32| if is { flag } else { 0 };
        Self(self.0 | flag(approximate, APPROXIMATE) | flag(uncertain, UNCERTAIN))
    }

    pub(super) fn timed(self, seconds: bool, suffix: Suffix) -> Self {
        let suffix = match suffix {
            Suffix::Nothing => 0,
            Suffix::Zulu => ZULU,
            Suffix::Offset => OFFSET,
        };
        Self(self.0 | suffix | if seconds { SECONDS } else { 0 })
    }

    pub(super) fn precision(self) -> Precision {
        match self.0.get() & 7 {
            1 => Precision::Year,
            2 => Precision::Month,
            3 => Precision::Day,
            4 => Precision::Time,
            _ => Precision::Interval,
        }
    }

    pub(super) fn is_approximate(self) -> bool {
        self.0.get() & APPROXIMATE != 0
    }

    pub(super) fn is_uncertain(self) -> bool {
        self.0.get() & UNCERTAIN != 0
    }

    /// Seconds from the earliest instant to the digits as written.
    pub(super) fn shift(self) -> i32 {
        self.0.get() >> 8
    }

    fn local(self, earliest: Instant) -> NaiveDateTime {
        let local = earliest.0 + i64::from(self.shift());
        DateTime::from_timestamp(local, 0).unwrap_or_default().naive_utc()
    }

    pub(super) fn parts(self, earliest: Instant) -> Parts {
        let (local, precision) = (self.local(earliest), self.precision());
        Parts {
            year: local.year(),
            month: (precision >= Precision::Month).then(|| local.month()),
            day: (precision >= Precision::Day).then(|| local.day()),
            time: (precision == Precision::Time).then(|| (local.hour(), local.minute())),
        }
    }

    /// The digits as they are written in records, without `~`, `?` and `%`, with what follows the time.
    pub(super) fn digits(self, earliest: Instant, suffix: Option<Suffix>) -> Digits {
        let (local, precision) = (self.local(earliest), self.precision());
        let mut out = Digits::default();
        out.number(local.year().unsigned_abs() / 100);
        out.number(local.year().unsigned_abs() % 100);
        if precision >= Precision::Month {
            out.push(b'-').number(local.month());
        }
        if precision >= Precision::Day {
            out.push(b'-').number(local.day());
        }
        if precision == Precision::Time {
            out.push(b'T').number(local.hour());
            out.push(b':').number(local.minute());
            if self.0.get() & SECONDS != 0 {
                out.push(b':').number(local.second());
            }
            match suffix.unwrap_or_else(|| self.suffix()) {
                Suffix::Nothing => {}
                Suffix::Zulu => drop(out.push(b'Z')),
                Suffix::Offset => {
                    let minutes = self.shift().unsigned_abs() / 60;
                    out.push(if self.shift() < 0 { b'-' } else { b'+' }).number(minutes / 60);
                    out.push(b':').number(minutes % 60);
                }
            }
        }
        out
    }

    /// All that is written in records.
    pub(super) fn written(self, earliest: Instant) -> Digits {
        let mut out = self.digits(earliest, None);
        match (self.is_approximate(), self.is_uncertain()) {
            (false, false) => {}
            (true, false) => drop(out.push(b'~')),
            (false, true) => drop(out.push(b'?')),
            (true, true) => drop(out.push(b'%')),
        }
        out
    }

    pub(super) fn suffix(self) -> Suffix {
        match self.0.get() & (ZULU | OFFSET) {
            0 => Suffix::Nothing,
            ZULU => Suffix::Zulu,
            _ => Suffix::Offset,
        }
    }
}

/// A short text of ASCII characters.
#[derive(Default)]
pub(super) struct Digits {
    bytes: [u8; 28],
    length: usize,
}

impl Digits {
    fn push(&mut self, byte: u8) -> &mut Self {
        if let Some(free) = self.bytes.get_mut(self.length) {
            *free = byte;
            self.length += 1;
        }
        self
    }

    /// Two digits.
    fn number(&mut self, number: u32) {
        self.push(b'0' + (number / 10 % 10) as u8).push(b'0' + (number % 10) as u8);
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}
