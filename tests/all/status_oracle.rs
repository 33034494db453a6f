//! The headline of a day by a second, slow reading of the rules: straight from the text of the
//! methodology, with no state carried along. For every reading it asks anew what the readings before it
//! add up to.

use std::fmt::Write;

use onrecord::record::Records;
use onrecord::record::claim::Method;
use onrecord::record::site::{Closing, Settling};
use proptest::prelude::*;

use onrecord::tracker::Drafts;

use crate::support::{as_of, config, date, records_of, rule};

/// A reading as the rules speak of it.
#[derive(Clone, Copy)]
struct Reading {
    at: i64,
    status: usize,
    human: bool,
}

const STATUSES: [&str; 5] = ["in_progress", "stalled", "complete", "not_met", "partly_complete"];

fn is_terminal(status: usize) -> bool {
    matches!(STATUSES[status], "complete" | "not_met")
}

/// The headline that `readings` (in order) add up to, and the place of the reading that settled it.
fn headline(readings: &[Reading], rules: &[Settling]) -> Option<(usize, usize)> {
    let (last, before) = readings.split_last()?;
    let place = before.len();
    let held = headline(before, rules);
    let repeated = held.is_some_and(|(status, _)| status == last.status);
    if repeated {
        return held;
    }
    if last.human || moves(readings, held, rules) {
        return Some((last.status, place));
    }
    held
}

/// Whether the last of the readings, a machine's, takes the headline away from `held`.
fn moves(readings: &[Reading], held: Option<(usize, usize)>, rules: &[Settling]) -> bool {
    let last = readings[readings.len() - 1];
    let rule = rules.iter().rev().find(|rule| rule.from.0 <= last.at).unwrap_or(&rules[0]);
    // The count restarts with every human update.
    let since_human = readings.iter().rposition(|reading| reading.human).map_or(0, |at| at + 1);
    let machines = &readings[since_human..];
    let settles = |run: &[Reading]| {
        let span = run.last().map_or(0, |last| last.at - run[0].at);
        run.len() >= rule.readings as usize && span >= i64::from(rule.hours) * 3600
    };
    // Into a status, readings agree if equal: the unbroken run of equal ones that ends here.
    let first_equal =
        machines.iter().rposition(|reading| reading.status != last.status).map_or(0, |at| at + 1);
    let into = settles(&machines[first_equal..]);
    // Out of one, if none repeats it.
    let first_unlike = held.map_or(0, |(status, _)| {
        machines.iter().rposition(|reading| reading.status == status).map_or(0, |at| at + 1)
    });
    // Readings up to the one that settled the headline speak for it or are spent.
    let first_unlike =
        first_unlike.max(held.map_or(0, |(_, settled)| (settled + 1).saturating_sub(since_human)));
    let out = settles(&machines[first_unlike.min(machines.len() - 1)..]);
    let spoken = since_human > 0;
    let closed = held.is_some_and(|(status, _)| is_terminal(status));
    // Out of a human's terminal status never: one that a person set, or repeated since it holds.
    let upheld = held.is_some_and(|(status, settled)| {
        readings[settled..].iter().any(|reading| reading.human && reading.status == status)
    });
    if closed && upheld {
        return false;
    }
    if is_terminal(last.status) {
        return rule.terminal == Closing::Settled && into;
    }
    (!spoken && !closed) || out
}

/// Straight from rule 1: published up to that day, not retracted or removed by then.
fn readings_of(records: &Records, day: &str) -> Vec<Reading> {
    let end = as_of(day).end;
    let mut found: Vec<_> = records.claims[0]
        .updates
        .iter()
        .filter(|update| update.published.has_begun(end) && update.removed.is_none())
        .filter(|update| update.retracted.as_ref().is_none_or(|taken| !taken.date.has_begun(end)))
        .filter_map(|update| {
            let status = update.status.as_ref()?;
            let status = STATUSES.iter().position(|known| *known == status.as_str()).unwrap();
            let assisted = update.method == Method::Assisted && update.author.is_some();
            let human = update.method == Method::Human || assisted;
            let at = update.published.earliest().0;
            Some((at, update.id.clone(), Reading { at, status, human }))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|(.., reading)| reading).collect()
}

fn day_name(day: u32) -> String {
    let (month, day) = if day > 31 { (2, day - 31) } else { (1, day) };
    format!("2026-{month:02}-{day:02}")
}

/// One update: hours since the last one, whether only its day is written, offset, and the rest of its line.
fn line() -> impl Strategy<Value = (u32, bool, &'static str, String)> {
    let hours = prop_oneof![3 => Just(0), 4 => 1_u32..24, 5 => 24_u32..72];
    let method = prop_oneof![6 => Just("automated"), 1 => Just("human"), 1 => Just("assisted"), 1 => Just("assisted author")];
    let status = prop_oneof![4 => 0..2_usize, 2 => 2..5_usize];
    let withdrawn = prop_oneof![
        6 => Just(String::new()),
        2 => (1_u32..40).prop_map(|day| format!(" retracted={}", day_name(day))),
        1 => (1_u32..40).prop_map(|day| format!(" retracted={}T12:00", day_name(day))),
        1 => (1_u32..40).prop_map(|day| format!(" removed={}", day_name(day))),
    ];
    let offset = prop_oneof![4 => Just(""), 1 => Just("+14:00"), 1 => Just("-11:00")];
    let rest = (method, status, withdrawn).prop_map(|(method, status, withdrawn)| {
        let (method, author) = method.split_once(' ').unwrap_or((method, ""));
        format!("{method} {} {author}{withdrawn}", STATUSES[status])
    });
    (hours, prop::bool::weighted(0.2), offset, rest)
}

fn written(lines: &[(u32, bool, &'static str, String)]) -> String {
    let mut hour = 30;
    let mut text = String::new();
    for (hours, day_only, offset, rest) in lines {
        hour += hours;
        let day = day_name((hour / 24 + 1).min(50));
        let time = if *day_only { String::new() } else { format!("T{:02}:00{offset}", hour % 24) };
        let _ = writeln!(text, "{day}{time} {rest}");
    }
    text
}

fn rules() -> impl Strategy<Value = Vec<Settling>> {
    let one = (1_u32..4, prop_oneof![Just(0_u32), Just(24), Just(48), 0_u32..72], any::<bool>(), 2_u32..40);
    prop::collection::vec(one, 1..4).prop_map(|mut rules| {
        rules.sort_by_key(|rule| rule.3);
        rules.dedup_by_key(|rule| rule.3);
        let one = |(place, (readings, hours, settled, day)): (usize, (u32, u32, bool, u32))| {
            let closing = if settled { Closing::Settled } else { Closing::Editor };
            rule((place > 0).then(|| day_name(day)).as_deref(), readings, hours, closing)
        };
        rules.into_iter().enumerate().map(one).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_headline_of_every_day_is_what_the_text_of_the_rules_says(
        lines in prop::collection::vec(line(), 0..12),
        rules in rules(),
    ) {
        let mut records = records_of(&written(&lines));
        config(&mut records).settling.clone_from(&rules);
        for day in (2..50).step_by(3) {
            let day = day_name(day);
            let (tracker, _) = onrecord::resolve::resolve(&records, as_of(&day), Drafts::Hidden);
            let claim = &tracker.claims[0];
            let expected = headline(&readings_of(&records, &day), &rules);
            let expected = expected.map_or("not_assessed", |(status, _)| STATUSES[status]);
            prop_assert_eq!(claim.headline().status.as_str(), expected, "on {}:\n{}\n{:?}", day, written(&lines), &rules);
        }
    }
}

#[test]
fn the_oracle_itself_knows_the_plain_cases() {
    let day = |day: &str| date(day).earliest().0;
    let read = |at, status, human| Reading { at: day(at), status, human };
    let rules = [rule(None, 2, 48, Closing::Editor)];
    let mut readings = vec![read("2026-01-01", 0, true), read("2026-01-02", 1, false)];
    assert_eq!(headline(&readings, &rules), Some((0, 0)));
    readings.push(read("2026-01-04", 1, false));
    assert_eq!(headline(&readings, &rules), Some((1, 2)));
    readings.push(read("2026-01-09", 2, false));
    assert_eq!(headline(&readings, &rules), Some((1, 2)));
}
