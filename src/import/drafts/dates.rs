//! Dates of others as records write them.

use chrono_tz::Tz;

use crate::date::{DateFault, PartialDate};

/// A date as records write it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) struct Dated {
    /// Its digits to the minute, as ids of updates have them.
    pub digits: String,
    /// As written in a record.
    pub literal: String,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Unread(pub String);

impl Dated {
    /// Reads a date of ISO 8601 with the precision that it has; `zone` is that of times without an offset.
    ///
    /// An offset without its colon (`+0100`) is taken; a local time that happened twice gets the offset
    /// of the first.
    pub(in crate::import) fn read(written: &str, zone: Tz) -> Result<Self, Unread> {
        let written = written.trim();
        let respelt = with_colon(written);
        let reading = PartialDate::parse(respelt.as_deref().unwrap_or(written), zone)
            .map_err(|fault| Unread(why(&fault)))?;
        let literal = if reading.ambiguous { reading.date.iso() } else { reading.date.to_string() };
        Ok(Self { digits: reading.date.id_digits(), literal })
    }
}

/// A time whose offset has no colon, with one.
fn with_colon(written: &str) -> Option<String> {
    let (_, time) = written.split_once(['T', 't', ' '])?;
    let offset = &time[time.rfind(['+', '-'])? + 1..];
    let plain = offset.len() == 4 && offset.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| format!("{}:{}", &written[..written.len() - 2], &offset[2..]))
}

fn why(fault: &DateFault) -> String {
    match fault {
        DateFault::Malformed => "is no date of ISO 8601".to_owned(),
        DateFault::Impossible { why } => format!("does not exist: {why}"),
        DateFault::Skipped { zone } => format!("did not exist in {zone}: clocks went forward"),
        DateFault::Reversed => "ends before it begins".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision_and_get_the_colon_that_records_need() {
        let cases = [
            ("2026-02", "2026-02"),
            (" 2026-02-13 ", "2026-02-13"),
            ("2026-02-13T14:42:00Z", "2026-02-13T14:42:00Z"),
            ("2026-02-13T14:42:00+0100", "2026-02-13T14:42:00+01:00"),
            ("2026-02-13T14:42:00.000-0530", "2026-02-13T14:42:00.000-05:30"),
        ];
        for (written, expected) in cases {
            assert_eq!(Dated::read(written, Tz::UTC).map(|date| date.literal), Ok(expected.to_owned()));
        }
        for bad in ["", "13/02/2026", "2026-02-30", "2026-2-3", "yesterday"] {
            assert!(Dated::read(bad, Tz::UTC).is_err(), "{bad}");
        }
    }
}
