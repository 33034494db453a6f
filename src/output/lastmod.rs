//! What the sitemap says of the date of a page.

use crate::date::{PartialDate, Precision};

/// What the sitemap says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastMod {
    /// Listed, without a date.
    Unknown,
    /// Listed with this date (`2026-02-13` or a date-time with offset).
    Date(Box<str>),
}

impl LastMod {
    /// Of a date of the records, as XML Schema writes it (`xs:date`, `xs:dateTime`): that is what the
    /// sitemap protocol takes. A month, a year or an interval has no such form and counts as unknown.
    pub fn of(date: &PartialDate) -> Self {
        let literal = date.iso();
        match date.precision() {
            Precision::Day => Self::Date(literal.trim_end_matches(['~', '?', '%']).into()),
            // `2026-02-13T14:42` is 16 bytes; what follows is the seconds, or the offset.
            Precision::Time if literal.as_bytes().get(16) == Some(&b':') => Self::Date(literal.into()),
            Precision::Time => {
                let (minute, offset) = literal.split_at(literal.len().min(16));
                Self::Date(format!("{minute}:00{offset}").into())
            }
            Precision::Year | Precision::Month | Precision::Interval => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn the_sitemap_dates_are_those_of_xml_schema() {
        let cases = [
            ("2026-02-13", Some("2026-02-13")),
            ("2026-02-13~", Some("2026-02-13")),
            ("2026-02-13T14:42+01:00", Some("2026-02-13T14:42:00+01:00")),
            ("2026-02-13 14:42:05", Some("2026-02-13T14:42:05+00:00")),
            ("2026-02-13T14:42Z", Some("2026-02-13T14:42:00Z")),
            ("2026-02", None),
            ("2026", None),
            ("2026-02-13/2026-02-14", None),
        ];
        for (written, expected) in cases {
            let date = PartialDate::parse(written, Tz::UTC).unwrap().date;
            let expected = expected.map_or(LastMod::Unknown, |date| LastMod::Date(date.into()));
            assert_eq!(LastMod::of(&date), expected, "{written}");
        }
    }
}
