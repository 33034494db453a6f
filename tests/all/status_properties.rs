//! What holds of the status rules for any sequence of readings.

use std::fmt::Write;

use onrecord::record::Records;
use onrecord::record::site::{Closing, Settling};
use onrecord::tracker::Slot;
use onrecord::tracker::claim::{Claim, Headline, Standing};
use proptest::prelude::*;

use crate::support::{config, judged, records_of, rule, story, tracker};

/// One update, as numbers that shrink well: hours since the last one, who, what, and what became of it.
#[derive(Clone, Debug)]
struct Line {
    hours: u32,
    method: &'static str,
    status: &'static str,
    flags: String,
}

const STATUSES: &[&str] = &["in_progress", "stalled", "complete", "not_met", "-"];
const TERMINAL: &[&str] = &["complete", "not_met"];
const DAYS: u32 = 40;

fn line() -> impl Strategy<Value = Line> {
    let hours = prop_oneof![Just(0), 1_u32..24, 24_u32..80];
    let method = prop_oneof![
        3 => Just("automated"),
        1 => Just("human"),
        1 => Just("assisted"),
    ];
    let status = prop_oneof![
        4 => Just("in_progress"),
        4 => Just("stalled"),
        3 => Just("complete"),
        1 => Just("not_met"),
        1 => Just("-"),
    ];
    let withdrawn = prop_oneof![
        7 => Just(String::new()),
        2 => (1..=DAYS).prop_map(|day| format!(" retracted={}", day_name(day))),
        1 => (1..=DAYS).prop_map(|day| format!(" removed={}", day_name(day))),
    ];
    (hours, method, status, any::<bool>(), any::<bool>(), withdrawn).prop_map(
        |(hours, method, status, author, why, withdrawn)| {
            let mut flags = withdrawn;
            flags.push_str(if author { " author" } else { "" });
            flags.push_str(if why { " why" } else { "" });
            Line { hours, method, status, flags }
        },
    )
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec(line(), 0..14)
}

fn rules() -> impl Strategy<Value = Vec<Settling>> {
    let closing = prop_oneof![Just(Closing::Editor), Just(Closing::Settled)];
    let one = (2_u32..4, 0_u32..72, closing);
    prop::collection::vec((one, 1..=DAYS), 1..3).prop_map(|mut rules| {
        rules.sort_by_key(|(_, day)| *day);
        rules.dedup_by_key(|(_, day)| *day);
        let rule = |(place, ((readings, hours, closing), day)): (usize, ((u32, u32, Closing), u32))| {
            rule((place > 0).then(|| day_name(day)).as_deref(), readings, hours, closing)
        };
        rules.into_iter().enumerate().map(rule).collect()
    })
}

/// Day 1 is 1 January 2026.
fn day_name(day: u32) -> String {
    let (month, day) = if day > 31 { (2, day - 31) } else { (1, day) };
    format!("2026-{month:02}-{day:02}")
}

/// The lines as updates, and the day of each.
fn written(lines: &[Line]) -> (String, Vec<u32>) {
    let mut text = String::new();
    let mut hour = 30;
    let mut days = Vec::new();
    for line in lines {
        hour += line.hours;
        let day = (hour / 24 + 1).min(DAYS + 10);
        let _ = writeln!(
            text,
            "{}T{:02}:00 {} {}{}",
            day_name(day),
            hour % 24,
            line.method,
            line.status,
            line.flags
        );
        days.push(day);
    }
    (text, days)
}

fn records(lines: &[Line], rules: &[Settling]) -> Records {
    let mut records = records_of(&written(lines).0);
    config(&mut records).settling = rules.to_vec();
    records
}

/// Everything that a day tells of the claim's status.
fn on(records: &Records, day: u32) -> String {
    story(&tracker(records, &day_name(day)).claims[0])
}

/// What was told of each headline when it came, which no later day may change.
fn told(claim: &Claim) -> Vec<(String, String, Option<usize>)> {
    let told = |headline: &Headline| {
        let changed = headline.changed.as_ref().map_or("-".to_owned(), ToString::to_string);
        (headline.status.to_string(), changed, headline.retraction.map(Slot::ix))
    };
    claim.headlines.iter().map(told).collect()
}

fn is_human(line: &Line) -> bool {
    line.method == "human" || (line.method == "assisted" && line.flags.contains(" author"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn later_updates_never_change_an_earlier_days_answer(lines in lines(), rules in rules(), day in 2..=DAYS) {
        let days = written(&lines).1;
        let until = days.partition_point(|at| *at <= day);
        let all = on(&records(&lines, &rules), day);
        let early = on(&records(&lines[..until], &rules), day);
        prop_assert_eq!(all, early);
    }

    #[test]
    fn a_later_day_only_adds_headlines(lines in lines(), rules in rules(), day in 2..=DAYS, more in 0..10_u32) {
        let records = records(&lines, &rules);
        let (early, late) = (tracker(&records, &day_name(day)), tracker(&records, &day_name(day + more)));
        let (early, late) = (told(&early.claims[0]), told(&late.claims[0]));
        prop_assert!(late.starts_with(&early), "{:?} is not the beginning of {:?}", early, late);
    }

    #[test]
    fn a_retraction_never_changes_earlier_days(lines in lines(), rules in rules(), which in any::<prop::sample::Index>(), day in 2..=DAYS) {
        prop_assume!(!lines.is_empty());
        let before = records(&lines, &rules);
        let mut retracted = lines.clone();
        let line = &mut retracted[which.index(lines.len())];
        prop_assume!(!line.flags.contains('='));
        let _ = write!(line.flags, " retracted={}", day_name(day));
        let after = records(&retracted, &rules);
        prop_assert_eq!(on(&before, day - 1), on(&after, day - 1));
    }

    #[test]
    fn the_order_of_files_never_matters(lines in lines(), rules in rules(), seed in any::<u64>()) {
        let records = records(&lines, &rules);
        let mut shuffled = records_of(&written(&lines).0);
        shuffled.config = records.config.clone();
        let claim = std::sync::Arc::make_mut(&mut shuffled.claims[0]);
        let length = claim.updates.len().max(1);
        for at in 0..claim.updates.len() {
            claim.updates.swap(at, (seed as usize).wrapping_mul(at + 7) % length);
        }
        for day in [10, 25, DAYS] {
            prop_assert_eq!(on(&records, day), on(&shuffled, day));
        }
    }

    #[test]
    fn one_machine_reading_never_undoes_a_humans_status(lines in lines(), rules in rules(), status in 0..4_usize, reported in 0..4_usize) {
        let mut lines = lines;
        let plain = |method, status: usize| Line {
            hours: 100, method, status: STATUSES[status], flags: String::new(),
        };
        lines.truncate(5);
        lines.retain(|line| line.hours < 48);
        lines.push(plain("human", status));
        lines.push(plain("automated", reported));
        let tracker = tracker(&records(&lines, &rules), "2026-02-28");
        prop_assert_eq!(tracker.claims[0].headline().status.as_str(), STATUSES[status]);
    }

    #[test]
    fn no_number_of_machine_readings_undoes_a_humans_terminal_status(before in lines(), after in lines(), rules in rules(), closing in 0..2_usize) {
        let mut lines = before;
        lines.truncate(4);
        lines.push(Line { hours: 1, method: "human", status: TERMINAL[closing], flags: String::new() });
        lines.extend(after.into_iter().filter(|line| !is_human(line)));
        let tracker = tracker(&records(&lines, &rules), "2026-02-28");
        prop_assert_eq!(tracker.claims[0].headline().status.as_str(), TERMINAL[closing]);
    }

    #[test]
    fn a_machine_alone_closes_no_claim_under_the_default(lines in lines()) {
        let machines: Vec<Line> = lines.into_iter().filter(|line| !is_human(line)).collect();
        let records = records_of(&written(&machines).0);
        let tracker = tracker(&records, "2026-02-28");
        for headline in &tracker.claims[0].headlines {
            prop_assert!(!TERMINAL.contains(&headline.status.as_str()), "{}", headline.status);
        }
    }

    #[test]
    fn a_changed_rule_leaves_earlier_days_as_they_were(lines in lines(), first in rules(), readings in 1_u32..5, hours in 0_u32..100, from in 2..=DAYS) {
        let old = vec![first[0].clone()];
        let mut new = old.clone();
        new.push(rule(Some(&day_name(from)), readings, hours, Closing::Settled));
        let (old, new) = (records(&lines, &old), records(&lines, &new));
        prop_assert_eq!(on(&old, from - 1), on(&new, from - 1));
        let (old, new) = (tracker(&old, &day_name(from - 1)), tracker(&new, "2026-02-28"));
        prop_assert!(told(&new.claims[0]).starts_with(&told(&old.claims[0])));
    }

    #[test]
    fn runs_hold_every_reading_that_stands_once_and_alternate(lines in lines(), rules in rules(), day in 2..=DAYS) {
        let (tracker, _) = judged(&records(&lines, &rules), &day_name(day));
        let claim = &tracker.claims[0];
        let in_runs: Vec<usize> =
            claim.runs.iter().flat_map(|run| &run.readings).map(|slot| slot.ix()).collect();
        let standing: Vec<usize> = (0..claim.updates.len())
            .filter(|ix| claim.updates[*ix].standing == Standing::Stands && claim.update(*ix).status.is_some())
            .collect();
        prop_assert_eq!(in_runs, standing);
        prop_assert!(claim.runs.windows(2).all(|pair| pair[0].status != pair[1].status));
        let unsettled = claim.runs.last().is_some_and(|run| run.status != claim.headline().status);
        prop_assert_eq!(claim.marks.unsettled.is_some(), unsettled);
    }
}
