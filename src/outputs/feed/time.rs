//! Points in time as feeds write them (RFC 3339), in the site's zone.

use chrono::{DateTime, Datelike, Offset, SecondsFormat};
use chrono_tz::Tz;

use crate::date::Instant;

/// The first second of the year 1 and the last of the year 9999: XML Schema has no year 0, RFC 3339 no year 10000.
const SPAN: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// `2026-02-13T14:42:00+01:00`
pub(super) fn rfc3339(at: Instant, zone: Tz) -> String {
    let utc = DateTime::from_timestamp(at.0.clamp(SPAN.0, SPAN.1), 0).unwrap_or(DateTime::UNIX_EPOCH);
    let local = utc.with_timezone(&zone);
    // Local times of long ago are seconds off the hour, which RFC 3339 cannot say.
    let told = local.offset().fix().local_minus_utc() % 60 == 0 && (1..=9999).contains(&local.year());
    if told {
        local.to_rfc3339_opts(SecondsFormat::Secs, true)
    } else {
        utc.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::PartialDate;

    #[test]
    fn instants_are_those_of_the_zone_and_always_have_an_offset() {
        let cases = [
            ("2026-02-13T14:42:05", Tz::Europe__Madrid, "2026-02-13T14:42:05+01:00"),
            ("2026-07", Tz::Europe__Madrid, "2026-07-01T00:00:00+02:00"),
            ("2026-02-13", Tz::UTC, "2026-02-13T00:00:00Z"),
            ("1800-01-01", Tz::Europe__Madrid, "1800-01-01T00:14:44Z"),
            ("0000", Tz::UTC, "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59-12:00", Tz::UTC, "9999-12-31T23:59:59Z"),
            ("9999-12-31T23:59:59-12:00", Tz::Europe__Madrid, "9999-12-31T23:59:59Z"),
        ];
        for (written, zone, expected) in cases {
            let date = PartialDate::parse(written, zone).unwrap().date;
            assert_eq!(rfc3339(date.earliest(), zone), expected, "{written}");
        }
    }
}
