//! The feed of everything in pages (RFC 5005, section 4): a page of the archive is full, or its month is over,
//! so that what happens later does not change it.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::items::Item;
use crate::date::{Instant, day_of, day_start};

/// How everything that happened is divided over files.
pub(super) struct Pages {
    /// Pages of the archive, the oldest first.
    pub(super) archived: Vec<Page>,
    /// What stands in the feed itself: so many entries as a feed has, and what shares a page with them.
    pub(super) latest: Range<usize>,
}

/// A page of the archive.
pub(super) struct Page {
    /// `2026-02`; the second page of that month is `2026-02-2`.
    pub(super) name: Box<str>,
    /// Which of the items, the oldest first.
    pub(super) range: Range<usize>,
}

impl Pages {
    /// Of everything, the oldest first; no page holds more than `size`.
    pub(super) fn of(items: &[Item], size: usize, zone: Tz) -> Self {
        let mut archived = Vec::new();
        let mut from = 0;
        while let Some(first) = items.get(from) {
            let (month, end) = month(first.at, zone);
            let to = from + items[from..].partition_point(|item| item.at < end).max(1);
            for (number, start) in (from..to).step_by(size).enumerate() {
                let name = if number == 0 { month.clone() } else { format!("{month}-{}", number + 1) };
                archived.push(Page { name: name.into(), range: start..to.min(start + size) });
            }
            from = to;
        }
        let mut latest = items.len();
        while items.len() - latest < size
            && let Some(page) = archived.pop()
        {
            latest = page.range.start;
        }
        Self { archived, latest: latest..items.len() }
    }
}

/// The month of an instant, and when it is over.
fn month(at: Instant, zone: Tz) -> (String, Instant) {
    let day = day_of(at, zone);
    let (year, month) = (day.year(), day.month());
    let next = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
    let end = NaiveDate::from_ymd_opt(next.0, next.1, 1);
    (format!("{year:04}-{month:02}"), end.map_or(Instant(i64::MAX), |day| day_start(day, zone)))
}
