//! Which dates of a claim calendars hold, how often each has moved, and when it was last touched. No words.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::ical::{FIRST, LAST};
use crate::date::{Instant, PartialDate, Parts, Precision, day_of};
use crate::record::claim::{FollowUpState, MilestoneState, UpdateRecord};
use crate::record::site::CalendarDates;
use crate::tracker::Slot;
use crate::tracker::claim::{Claim, Moved, Standing, Update};
use crate::view::item;

/// A date of a claim as an entry of a calendar.
pub(super) struct Entry<'a> {
    /// What it is.
    pub(super) what: What,
    /// When, as calendars can say it.
    pub(super) when: When,
    /// The same as written.
    pub(super) date: &'a PartialDate,
    /// The date without a day that it was given up for.
    pub(super) given_up_for: Option<&'a PartialDate>,
    /// How far it can be relied on.
    pub(super) firmness: Firmness,
    /// Earlier dates, oldest first.
    pub(super) moved: &'a [Moved],
    /// How often it has moved; it never falls, so that readers of calendars take what is newer for newer.
    pub(super) sequence: usize,
    /// The latest date of the records that has to do with it.
    pub(super) touched: Instant,
}

/// What a date of a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The date by which it is due.
    Due,
    /// One of [`Claim::milestones`].
    Milestone(usize),
    /// One of [`Claim::follow_ups`].
    FollowUp(usize),
}

/// A date as calendars can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Whole days, from the first to the last.
    Days(NaiveDate, NaiveDate),
    /// A point in time.
    At(Instant),
}

impl When {
    /// Its last day, in the site's zone.
    pub(super) fn last_day(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Days(_, last) => last,
            Self::At(at) => day_of(at, zone),
        }
    }
}

/// How far a date can be relied on (`STATUS`, RFC 5545, section 3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Firmness {
    Confirmed,
    /// Written with `~`, `?` or `%`.
    Tentative,
    /// Cancelled or dropped.
    Cancelled,
    /// Given up for a date without a day, where no calendar can hold it.
    Moved,
}

/// Something dated, before it is known whether a calendar can hold it.
struct Item<'a> {
    what: What,
    target: &'a str,
    date: &'a PartialDate,
    moved: &'a [Moved],
    dropped: bool,
    /// The updates that brought it, set its state or answered it, places in [`Claim::updates`].
    by: [Option<usize>; 3],
}

/// The entries of a claim: its due date, milestones by date, follow-ups by date.
pub(super) fn entries(claim: &Claim, dates: CalendarDates) -> Vec<Entry<'_>> {
    let withdrawn = withdrawn(claim);
    let touched = touched(claim);
    items(claim, dates).filter_map(|item| entry(claim, &item, &withdrawn, touched)).collect()
}

/// Whether a claim has an entry at all.
pub(super) fn has_entries(claim: &Claim, dates: CalendarDates) -> bool {
    items(claim, dates).any(|item| last_day(&item).is_some())
}

/// How many dates of a claim never named a day, so that no calendar can hold them.
pub(super) fn left_out(claim: &Claim, dates: CalendarDates) -> usize {
    items(claim, dates).filter(|item| last_day(item).is_none()).count()
}

/// The last day of each entry of a claim, in the site's zone.
pub(super) fn last_days(claim: &Claim, dates: CalendarDates, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    items(claim, dates).filter_map(move |item| Some(last_day(&item)?.1.last_day(zone)))
}

fn items(claim: &Claim, dates: CalendarDates) -> impl Iterator<Item = Item<'_>> {
    let due = claim.due.as_ref().filter(|_| dates.due).map(|due| Item {
        what: What::Due,
        target: "due",
        date: &due.date,
        moved: &due.moved,
        dropped: false,
        by: [None; 3],
    });
    let milestones = claim.milestones.iter().filter(move |_| dates.milestones).enumerate();
    let milestones = milestones.map(|(ix, now)| Item {
        what: What::Milestone(ix),
        target: now.record.id.as_str(),
        date: &now.date,
        moved: &now.moved,
        // What is said to have moved, and not to when, has no date any more.
        dropped: now.state == MilestoneState::Cancelled
            || (now.state == MilestoneState::Moved && now.moved.is_empty()),
        by: [now.brought_by.map(Slot::ix), now.set_by.map(Slot::ix), None],
    });
    let follow_ups = claim.follow_ups.iter().filter(move |_| dates.follow_ups).enumerate();
    let follow_ups = follow_ups.map(|(ix, now)| Item {
        what: What::FollowUp(ix),
        target: now.record.id.as_str(),
        date: &now.date,
        moved: &now.moved,
        dropped: now.state == FollowUpState::Dropped,
        by: [now.brought_by.map(Slot::ix), now.set_by.map(Slot::ix), item::answer(claim, now)],
    });
    due.into_iter().chain(milestones).chain(follow_ups)
}

fn entry<'a>(
    claim: &Claim,
    item: &Item<'a>,
    withdrawn: &[(&UpdateRecord, Instant)],
    touched: Instant,
) -> Option<Entry<'a>> {
    let (date, when) = last_day(item)?;
    let given_up_for = (date != item.date).then_some(item.date);
    let firmness = if item.dropped {
        Firmness::Cancelled
    } else if given_up_for.is_some() {
        Firmness::Moved
    } else if date.is_approximate() || date.is_uncertain() {
        Firmness::Tentative
    } else {
        Firmness::Confirmed
    };
    let sets =
        |update: &UpdateRecord| update.sets.iter().filter(|set| set.target.as_str() == item.target).count();
    let undone = withdrawn.iter().map(|(_, at)| *at);
    let by = item.by.into_iter().flatten().map(|ix| claim.update(ix).published.earliest());
    let on = item.moved.iter().map(|moved| moved.on.earliest());
    Some(Entry {
        what: item.what,
        when,
        date,
        given_up_for,
        firmness,
        moved: item.moved,
        // What an update set that was taken back was set twice: two more.
        sequence: item.moved.len() + withdrawn.iter().map(|(update, _)| 2 * sets(update)).sum::<usize>(),
        touched: by.chain(on).chain(undone).fold(touched, Instant::max),
    })
}

/// The date that holds; where it names no day, the last one before it that did.
fn last_day<'a>(item: &Item<'a>) -> Option<(&'a PartialDate, When)> {
    let earlier = item.moved.iter().rev().map(|moved| &moved.from);
    [item.date].into_iter().chain(earlier).find_map(|date| Some((date, when(date)?)))
}

/// A date as calendars can say it: a month, a year or a span of them is none, nor is what no year of four digits after
/// 0 can say.
fn when(date: &PartialDate) -> Option<When> {
    match date.precision() {
        Precision::Year | Precision::Month => None,
        Precision::Day => days(date.parts(), date.parts()),
        Precision::Time => (FIRST..=LAST).contains(&date.earliest()).then(|| When::At(date.earliest())),
        Precision::Interval => days(date.parts(), date.until()?),
    }
}

fn days(first: Parts, last: Parts) -> Option<When> {
    let day = |parts: Parts| NaiveDate::from_ymd_opt(parts.year, parts.month?, parts.day?);
    let (first, last) = (day(first)?, day(last)?);
    (super::ical::day(first).is_some() && first <= last).then_some(When::Days(first, last))
}

/// Updates that counted once and were taken back or down, and when.
fn withdrawn(claim: &Claim) -> Vec<(&UpdateRecord, Instant)> {
    let updates = claim.updates.iter().filter(|update| !update.future && update.standing != Standing::Stands);
    let one = |update: &Update| {
        let record = &claim.record.updates[update.record.ix()];
        let withdrawal = record.removed.as_ref().or(record.retracted.as_ref())?;
        Some((record, withdrawal.date.earliest()))
    };
    updates.filter_map(one).collect()
}

/// The latest date that has to do with every entry of a claim: each says where the claim stands.
fn touched(claim: &Claim) -> Instant {
    let changed = claim.headline().changed.as_ref().map(PartialDate::earliest);
    let corrected = claim.corrections.iter().map(|&ix| claim.record.corrections[ix].date.earliest());
    changed.into_iter().chain(corrected).fold(claim.published.earliest(), Instant::max)
}
