//! The feed of everything in pages (RFC 5005, section 4): a page of the archive is full, or its month is over,
//! so that what happens later does not change it.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

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
    /// Of things that happened at these instants, in any order; no page holds more than `size`.
    pub(super) fn of(instants: impl Iterator<Item = Instant>, size: usize, zone: Tz) -> Self {
        let (mut archived, mut from) = (Vec::new(), 0);
        for month in months(instants, zone).into_values() {
            let to = from + month.count;
            for (number, start) in (from..to).step_by(size).enumerate() {
                let name = match number {
                    0 => month.name.clone(),
                    _ => format!("{}-{}", month.name, number + 1),
                };
                archived.push(Page { name: name.into(), range: start..to.min(start + size) });
            }
            from = to;
        }
        let (all, mut latest) = (from, from);
        while all - latest < size
            && let Some(page) = archived.pop()
        {
            latest = page.range.start;
        }
        Self { archived, latest: latest..all }
    }
}

/// A month in which something happened.
struct Month {
    name: String,
    /// When it is over.
    end: Instant,
    count: usize,
}

/// How much happened in each month, by its beginning.
fn months(instants: impl Iterator<Item = Instant>, zone: Tz) -> BTreeMap<Instant, Month> {
    let mut months: BTreeMap<Instant, Month> = BTreeMap::new();
    // What stands together in the records mostly happened together: the last month is looked at first.
    let mut last = (Instant(0), Instant(0), 0);
    let close = |months: &mut BTreeMap<Instant, Month>, (start, _, count): (Instant, Instant, usize)| {
        months.entry(start).and_modify(|month| month.count += count);
    };
    for at in instants {
        if !(last.0..last.1).contains(&at) {
            close(&mut months, last);
            let known = months.range(..=at).next_back().map(|(start, month)| (*start, month.end));
            let known = known.filter(|(_, end)| at < *end);
            let (start, end) = known.unwrap_or_else(|| {
                let (start, month) = month(at, zone);
                (start, months.entry(start).or_insert(month).end)
            });
            last = (start, end, 0);
        }
        last.2 += 1;
    }
    close(&mut months, last);
    months
}

/// The month of an instant, and when it began.
fn month(at: Instant, zone: Tz) -> (Instant, Month) {
    let day = day_of(at, zone);
    let (year, month) = (day.year(), day.month());
    let next = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
    let begins = |year, month| NaiveDate::from_ymd_opt(year, month, 1).map(|day| day_start(day, zone));
    let end = begins(next.0, next.1).unwrap_or(Instant(i64::MAX));
    (begins(year, month).unwrap_or(at), Month { name: format!("{year:04}-{month:02}"), end, count: 0 })
}
