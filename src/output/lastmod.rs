//! What the sitemap says of the date of a page.

use std::sync::Arc;

use crate::date::{PartialDate, Precision};
use crate::tracker::Tracker;

/// What the sitemap says of a page.
#[derive(Clone)]
pub enum LastMod {
    /// Listed, without a date.
    Unknown,
    /// Listed with this date (`2026-02-13` or a date-time with offset).
    Date(Box<str>),
    /// Listed with the date that this finds in the records, as far as the sitemap can say it. Who asks for no
    /// sitemap need not look for it.
    Found(Find),
}

/// Finds a date in the records.
type Find = Arc<dyn Fn(&Tracker) -> Option<PartialDate> + Send + Sync>;

impl LastMod {
    /// Found in the records when the sitemap is drawn.
    pub fn found(find: impl Fn(&Tracker) -> Option<PartialDate> + Send + Sync + 'static) -> Self {
        Self::Found(Arc::new(find))
    }

    /// The date, where there is one.
    pub fn date(&self, tracker: &Tracker) -> Option<Box<str>> {
        match self {
            Self::Unknown => None,
            Self::Date(date) => Some(date.clone()),
            Self::Found(find) => find(tracker).as_ref().and_then(literal),
        }
    }

    /// Of a date of the records.
    pub fn of(date: &PartialDate) -> Self {
        literal(date).map_or(Self::Unknown, Self::Date)
    }
}

/// A date of the records as XML Schema writes it (`xs:date`, `xs:dateTime`): that is what the sitemap protocol takes,
/// and Open Graph. A month, a year or an interval has no such form.
pub fn literal(date: &PartialDate) -> Option<Box<str>> {
    let literal = date.iso();
    match date.precision() {
        Precision::Day => Some(literal.trim_end_matches(['~', '?', '%']).into()),
        // `2026-02-13T14:42` is 16 bytes; what follows is the seconds, or the offset.
        Precision::Time if literal.as_bytes().get(16) == Some(&b':') => Some(literal.into()),
        Precision::Time => {
            let (minute, offset) = literal.split_at(literal.len().min(16));
            Some(format!("{minute}:00{offset}").into())
        }
        Precision::Year | Precision::Month | Precision::Interval => None,
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
            assert_eq!(literal(&date).as_deref(), expected, "{written}");
        }
    }
}
