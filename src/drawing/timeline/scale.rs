//! A linear scale of time, and its ticks from hours to centuries.

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike};
use chrono_tz::Tz;

use crate::date::{self, Instant};
use crate::drawing::Words;
use crate::drawing::dates::Year;
use crate::drawing::metrics::{self, SLACK, Weight};

/// From instants to user units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) from: Instant,
    pub(super) to: Instant,
    pub(super) x0: f64,
    pub(super) x1: f64,
}

impl Scale {
    /// The place of an instant; what lies outside stands at the edge.
    pub(super) fn x(&self, at: Instant) -> f64 {
        let span = (self.to.0 as f64 - self.from.0 as f64).max(1.0);
        let share = (at.0 as f64 - self.from.0 as f64) / span;
        self.x0 + share.clamp(0.0, 1.0) * (self.x1 - self.x0)
    }

    pub(super) fn holds(&self, at: Instant) -> bool {
        self.from <= at && at <= self.to
    }

    fn seconds(&self) -> f64 {
        (self.to.0 as f64 - self.from.0 as f64).max(1.0)
    }
}

/// A place on the axis.
#[derive(Debug)]
pub(super) struct Tick {
    pub(super) x: f64,
    /// Empty for the small ticks between.
    pub(super) label: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Minutes(u32),
    Days(u32),
    Months(u32),
    Years(i32),
}

/// Steps from fine to coarse, each with the finer one that divides it.
const STEPS: &[(Step, Step)] = &[
    (Step::Minutes(5), Step::Minutes(5)),
    (Step::Minutes(15), Step::Minutes(5)),
    (Step::Minutes(30), Step::Minutes(5)),
    (Step::Minutes(60), Step::Minutes(15)),
    (Step::Minutes(180), Step::Minutes(60)),
    (Step::Minutes(360), Step::Minutes(60)),
    (Step::Minutes(720), Step::Minutes(180)),
    (Step::Days(1), Step::Minutes(360)),
    (Step::Days(2), Step::Days(1)),
    (Step::Days(7), Step::Days(1)),
    (Step::Days(14), Step::Days(7)),
    (Step::Months(1), Step::Months(1)),
    (Step::Months(2), Step::Months(1)),
    (Step::Months(3), Step::Months(1)),
    (Step::Months(6), Step::Months(1)),
    (Step::Years(1), Step::Months(3)),
    (Step::Years(2), Step::Years(1)),
    (Step::Years(5), Step::Years(1)),
    (Step::Years(10), Step::Years(1)),
    (Step::Years(20), Step::Years(5)),
    (Step::Years(50), Step::Years(10)),
    (Step::Years(100), Step::Years(10)),
    (Step::Years(500), Step::Years(100)),
    (Step::Years(2000), Step::Years(500)),
];

impl Step {
    fn seconds(self) -> f64 {
        match self {
            Self::Minutes(n) => f64::from(n) * 60.0,
            Self::Days(n) => f64::from(n) * 86_400.0,
            Self::Months(n) => f64::from(n) * 30.4 * 86_400.0,
            Self::Years(n) => f64::from(n) * 365.25 * 86_400.0,
        }
    }

    /// A label of this step, as wide as they come.
    fn sample(self, words: &dyn Words) -> String {
        match self {
            Self::Minutes(_) => "00:00".to_owned(),
            Self::Days(_) => {
                NaiveDate::from_ymd_opt(2026, 9, 28).map_or(String::new(), |d| words.day_short(d))
            }
            Self::Months(_) => words.month_short(9),
            Self::Years(_) => "2026".to_owned(),
        }
    }
}

/// Ticks with labels as close as they can be read, small ones between; `year` goes without saying.
pub(super) fn ticks(scale: &Scale, zone: Tz, year: Year, size: f64, words: &dyn Words) -> Vec<Tick> {
    let unit = (scale.x1 - scale.x0) / scale.seconds();
    let roomy = |step: &Step| {
        let label = metrics::width(&step.sample(words), size, Weight::Regular) * SLACK;
        step.seconds() * unit >= label * 1.6 + 6.0
    };
    let (major, minor) =
        STEPS.iter().find(|(step, _)| roomy(step)).copied().unwrap_or((Step::Years(2000), Step::Years(2000)));
    let mut ticks: Vec<Tick> = Vec::new();
    if minor != major && minor.seconds() * unit >= 5.0 {
        let small = instants(scale, minor, zone).into_iter();
        ticks.extend(small.map(|at| Tick { x: scale.x(at), label: String::new() }));
    }
    let mut said = year;
    for at in instants(scale, major, zone) {
        let label = label(at, major, zone, &mut said, words);
        ticks.push(Tick { x: scale.x(at), label });
    }
    ticks
}

/// Every instant of a step on the scale; bounded, since steps are chosen by the room they leave.
fn instants(scale: &Scale, step: Step, zone: Tz) -> Vec<Instant> {
    let first = date::day_of(scale.from, zone);
    let mut found = Vec::new();
    let mut day = aligned(first, step);
    while let Some(now) = day.filter(|_| found.len() < 2000) {
        let start = date::day_start(now, zone);
        if start > scale.to {
            break;
        }
        match step {
            Step::Minutes(n) => {
                let times = (0..24 * 60).step_by(n as usize).map(|minute| Instant(start.0 + minute * 60));
                found.extend(times.filter(|&at| scale.holds(at)));
            }
            _ if scale.holds(start) => found.push(start),
            _ => {}
        }
        day = next(now, step);
    }
    found
}

/// The first day at or before `day` on which the step falls. Weeks are counted from the first day shown.
fn aligned(day: NaiveDate, step: Step) -> Option<NaiveDate> {
    match step {
        Step::Minutes(_) | Step::Days(_) => Some(day),
        Step::Months(n) => NaiveDate::from_ymd_opt(day.year(), day.month0() / n * n + 1, 1),
        Step::Years(n) => NaiveDate::from_ymd_opt(day.year().div_euclid(n) * n, 1, 1),
    }
}

fn next(day: NaiveDate, step: Step) -> Option<NaiveDate> {
    match step {
        Step::Minutes(_) => day.succ_opt(),
        Step::Days(n) => day.checked_add_days(Days::new(u64::from(n))),
        Step::Months(n) => day.checked_add_months(chrono::Months::new(n)),
        Step::Years(n) => NaiveDate::from_ymd_opt(day.year() + n, 1, 1),
    }
}

/// The label of a tick. A year is said once it is no longer the one that goes without saying.
fn label(at: Instant, step: Step, zone: Tz, said: &mut Year, words: &dyn Words) -> String {
    let Some(local) = DateTime::from_timestamp(at.0, 0).map(|utc| utc.with_timezone(&zone)) else {
        return String::new();
    };
    let day = local.date_naive();
    let new_year = *said != Year::of(day);
    *said = Year::of(day);
    match step {
        Step::Minutes(_) if local.hour() == 0 && local.minute() == 0 => words.day_short(day),
        Step::Minutes(_) if new_year => {
            format!("{}, {:02}:{:02}", words.day(day), local.hour(), local.minute())
        }
        Step::Minutes(_) => format!("{:02}:{:02}", local.hour(), local.minute()),
        Step::Days(_) if new_year => words.day(day),
        Step::Days(_) => words.day_short(day),
        Step::Months(_) if new_year && day.month() == 1 => format!("{:04}", day.year()),
        Step::Months(_) if new_year => words.month(day.year(), day.month()),
        Step::Months(_) => words.month_short(day.month()),
        Step::Years(_) => format!("{:04}", day.year()),
    }
}
