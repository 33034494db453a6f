//! How long a host asks to be left alone: the field `Retry-After` (RFC 9110, section 10.2.3). No clock here.

use std::time::Duration;

use chrono::DateTime;
use onrecord::date::Instant;

/// The wait that `Retry-After` asks for, from `now` on; `None` where it says nothing that can be read.
pub(super) fn wait(field: &str, now: Instant) -> Option<Duration> {
    let field = field.trim();
    if !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than a number holds is for ever.
        return Some(Duration::from_secs(field.parse().unwrap_or(u64::MAX)));
    }
    let at = DateTime::parse_from_rfc2822(field).ok()?.timestamp();
    Some(Duration::from_secs(u64::try_from(at.saturating_sub(now.0)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        let now = Instant(784_111_777);
        let cases = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("-5", None),
            ("1.5", None),
            ("", None),
            ("soon", None),
            ("Mon, 06 Nov 1994 08:50:07 GMT", None),
        ];
        for (field, seconds) in cases {
            assert_eq!(wait(field, now), seconds.map(Duration::from_secs), "{field:?}");
        }
    }
}
