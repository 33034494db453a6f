//! `onrecord report`: what happened between two days, told to an editor-in-chief.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use onrecord::overview::{Event, Kind, Said, report};
use onrecord::record::Records;
use onrecord::tracker::Tracker;
use proptest::prelude::*;

use crate::reporting::{copy, csv, folder, onrecord, site, stdout, transcript};
use crate::support::{self, date, milestone, records_of, tracker};

#[test]
fn reports_are_told_as_they_are_written_down() {
    transcript(site().path(), "report.txt");
}

#[test]
fn the_demonstration_has_the_month_of_its_editors() {
    transcript(copy(&folder("")).path(), "demo.txt");
}

/// The months of the small site in every format.
fn months(root: &std::path::Path) -> Vec<String> {
    let lines = ["2026-01", "2026-02"].into_iter().flat_map(|month| {
        ["md", "csv", "json"].map(|format| format!("report --from {month} --to {month} --format {format}"))
    });
    lines.map(|line| stdout(root, &line)).collect()
}

#[test]
fn what_comes_later_changes_no_earlier_report() {
    let folder = site();
    let before = months(folder.path());
    let file = folder.path().join("content/claims/trams.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let later = r#"
[[corrections]]
id = "late-1"
date = 2026-03-02
what = "Later."

[[responses]]
id = "late-2"
received = 2026-03-02
from = "Later"
text = "Later."

[[follow_ups]]
id = "late-3"
date = 2026-03-01
question = "Later?"

[[statements]]
id = "late-4"
made_on = 2026-03-03
kind = "restated"
claim = "Later."
completion_due = "2027"
judged_by = "restated"

[[updates]]
published = "2026-03-01T00:00"
status = "complete"
summary = "Later."
sets = { due = { to = "2028" } }
milestones = [{ id = "late-5", date = 2026-01-10, title = "Later", state = "happened" }]
follow_ups = [{ id = "late-6", date = 2026-01-11, question = "Later?" }]
body = "Later."
+++
"#;
    let (head, body) = text.split_once("\n+++\n\n").unwrap();
    let head = head.replace(
        "text = \"There are tracks.\"",
        "text = \"There are tracks.\"\nstate = \"upheld\"\nanswered = 2026-03-04\nanswer = \"Later.\"",
    );
    std::fs::write(&file, format!("{head}\n{later}\n{body}")).unwrap();
    assert_eq!(months(folder.path()), before);
    let march = stdout(folder.path(), "report --from 2026-03");
    assert_eq!(march.matches("Later").count(), 10, "{march}");
    // A removal is the exception: what was taken down is told on no day.
    let text = std::fs::read_to_string(&file).unwrap();
    let removed = "summary = \"Rails are ordered.\"\nremoved = { date = 2026-03-09, why = \"Named.\" }";
    std::fs::write(&file, text.replace("summary = \"Rails are ordered.\"", removed)).unwrap();
    assert!(!stdout(folder.path(), "report --from 2026-01 --to 2026-01").contains("Rails are ordered"));
}

#[test]
fn each_line_of_csv_is_an_event_of_the_json_and_does_nothing() {
    for (folder, period) in [(site(), "--from 2025-12"), (copy(&folder("")), "--from 2024")] {
        let rows = csv(&stdout(folder.path(), &format!("report {period} --format csv")));
        let json = stdout(folder.path(), &format!("report {period} --format json"));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let events = json["events"].as_array().unwrap();
        let keys: BTreeSet<&str> = events[0].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(rows[0].iter().map(String::as_str).collect::<BTreeSet<_>>(), keys);
        assert!(events.len() > 15);
        assert_eq!(rows.len() - 1, events.len());
        for (row, event) in rows[1..].iter().zip(events) {
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
            for (name, cell) in rows[0].iter().zip(row) {
                let cell = cell.strip_prefix('\'').unwrap_or(cell);
                match &event[name] {
                    serde_json::Value::Null => assert_eq!(cell, "", "{name}"),
                    serde_json::Value::Array(names) => {
                        let names: Vec<_> = names.iter().map(|name| name.as_str().unwrap()).collect();
                        assert_eq!(cell, names.join("; "));
                    }
                    // A person reads the status, a program its id.
                    value if matches!(&**name, "was" | "now") => {
                        assert!(!cell.is_empty() && value.is_string());
                    }
                    serde_json::Value::Number(number) => assert_eq!(cell, number.to_string(), "{name}"),
                    value => assert_eq!(cell, value.as_str().unwrap(), "{name}"),
                }
            }
        }
    }
}

#[test]
fn a_report_goes_into_a_file_whole_or_not_at_all() {
    let folder = site();
    let root = folder.path();
    let printed = stdout(root, "report --from 2026-01 --to 2026-01");
    for _ in 0..2 {
        let said = onrecord(root, "report --from 2026-01 --to 2026-01 -o month.md");
        assert_eq!(String::from_utf8(said.stderr).unwrap(), "wrote month.md\n");
        assert_eq!((said.status.code(), said.stdout.len()), (Some(0), 0));
        assert_eq!(std::fs::read_to_string(root.join("month.md")).unwrap(), printed);
    }
    assert_eq!(stdout(root, "report --from 2026-01 --to 2026-01 -o -"), printed);
    let said = onrecord(root, "report -o content --format json");
    assert_eq!((said.status.code(), said.stdout.len()), (Some(3), 0));
    let finding: serde_json::Value = serde_json::from_slice(&said.stderr).unwrap();
    assert_eq!(finding["findings"][0]["code"], "cannot-write");
    let said = onrecord(root, "report -o nowhere/month.md");
    assert_eq!(said.status.code(), Some(3));
    let mut left: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, [".onrecord", "content", "month.md"]);
}

#[test]
fn broken_records_are_told_and_the_rest_is_reported() {
    let folder = site();
    let expected = stdout(folder.path(), "report --from 2026-02 --format json");
    std::fs::write(folder.path().join("content/claims/broken.md"), "+++\ntitel = \"Broken\"\n+++\n").unwrap();
    let said = onrecord(folder.path(), "report --from 2026-02 --format json");
    assert_eq!(said.status.code(), Some(1));
    assert_eq!(String::from_utf8(said.stdout).unwrap(), expected);
    let findings: serde_json::Value = serde_json::from_slice(&said.stderr).unwrap();
    assert_eq!(findings["findings"][0]["file"], "content/claims/broken.md");
    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(onrecord(nowhere.path(), "report").status.code(), Some(2));
}

/// Day 1 is 1 January 2026.
fn day_name(day: u32) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
    (first + chrono::Days::new(day.into())).to_string()
}

/// Updates of a claim: hours since the last one, and the rest of the line.
fn lines() -> impl Strategy<Value = Vec<(u32, String)>> {
    let method = prop_oneof![5 => Just("automated"), 3 => Just("human"), 1 => Just("assisted")];
    let status = prop_oneof![
        4 => Just("in_progress"), 3 => Just("stalled"), 2 => Just("complete"), 1 => Just("not_met"), 1 => Just("-"),
    ];
    let withdrawn = prop_oneof![
        6 => Just(String::new()),
        2 => (1_u32..50).prop_map(|day| format!(" retracted={}", day_name(day))),
        1 => (1_u32..50).prop_map(|day| format!(" removed={}", day_name(day))),
    ];
    let rest = (method, status, withdrawn, any::<bool>()).prop_map(|(method, status, withdrawn, why)| {
        format!("{method} {status}{withdrawn}{}", if why { " why" } else { "" })
    });
    prop::collection::vec((0_u32..70, rest), 0..12)
}

fn written(lines: &[(u32, String)]) -> String {
    let (mut hour, mut text) = (30, String::new());
    for (hours, rest) in lines {
        hour += hours;
        let _ = writeln!(text, "{}T{:02}:00 {rest}", day_name((hour / 24 + 1).min(55)), hour % 24);
    }
    text
}

/// An event in words; places are told by anchors.
fn told(event: &Event<'_>) -> String {
    let Event { kind, date, was, now, why, by, anchor, .. } = event;
    format!("{} {date} {was:?} {now:?} {why:?} {by:?} {anchor:?}", kind.word())
}

fn between(records: &Records, eve: &str, to: &str) -> (Tracker, Tracker) {
    (tracker(records, eve), tracker(records, to))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn headline_changes_lead_from_the_one_day_to_the_other(lines in lines(), from in 1_u32..50, length in 0_u32..30) {
        let mut records = records_of(&written(&lines));
        let published = date(&day_name(from.max(3) - 2));
        let claim = std::sync::Arc::make_mut(&mut records.claims[0]);
        claim.published = Some(support::at(published));
        let (before, after) = between(&records, &day_name(from), &day_name(from + length));
        let report = report(&before, &after);
        let status = |tracker: &Tracker| tracker.claims.first().map(|claim| claim.headline().status.clone());
        let mut holds = status(&before);
        for event in &report.events {
            match (event.kind, &event.was, &event.now) {
                (Kind::NewClaim, None, Some(Said::Status(now))) => {
                    prop_assert_eq!(&holds, &None);
                    holds = Some((*now).clone());
                }
                (Kind::HeadlineChanged, Some(Said::Status(was)), Some(Said::Status(now))) => {
                    prop_assert_eq!(holds.as_ref(), Some(*was));
                    prop_assert!((before.as_of.end..after.as_of.end).contains(&event.order));
                    holds = Some((*now).clone());
                }
                (Kind::NewClaim | Kind::HeadlineChanged, ..) => prop_assert!(false, "{:?}", event),
                _ => {}
            }
        }
        prop_assert_eq!(holds, status(&after));
        let tally: Vec<_> = report.statuses.iter().map(|count| (count.before, count.after)).collect();
        let claims = tally.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        prop_assert_eq!(claims, (before.claims.len(), after.claims.len()));
    }

    #[test]
    fn two_periods_tell_what_one_over_both_tells(lines in lines(), cut in 4_u32..50) {
        let mut records = records_of(&written(&lines));
        let claim = std::sync::Arc::make_mut(&mut records.claims[0]);
        claim.milestones.push(milestone("built", &day_name(20)));
        claim.completion_due = Some(support::at(date(&day_name(25))));
        let (first, middle) = between(&records, "2025-12-01", &day_name(cut));
        let last = tracker(&records, &day_name(56));
        // What passed in the first period and was settled in the second is told by the first alone.
        let lasting = |event: &&Event<'_>| matches!(event.kind, Kind::NewClaim | Kind::HeadlineChanged | Kind::Retraction);
        let tell = |before: &Tracker, after: &Tracker| -> Vec<String> {
            report(before, after).events.iter().filter(lasting).map(|event| {
                // A reading that is retracted later leaves the headline to the one beside it, and so does a sentence.
                let event = Event { why: None, by: Vec::new(), anchor: None, ..event.clone() };
                told(&event)
            }).collect()
        };
        let mut parts = [tell(&first, &middle), tell(&middle, &last)].concat();
        let mut whole = tell(&first, &last);
        parts.sort();
        whole.sort();
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn a_report_knows_nothing_of_what_was_published_later(lines in lines(), cut in 4_u32..50) {
        let records = records_of(&written(&lines));
        let mut known = records_of(&written(&lines));
        let claim = std::sync::Arc::make_mut(&mut known.claims[0]);
        let end = support::as_of(&day_name(cut)).end;
        claim.updates.retain(|update| update.published.has_begun(end));
        for update in &mut claim.updates {
            if update.retracted.as_ref().is_some_and(|taken| !taken.date.has_begun(end)) {
                update.retracted = None;
            }
        }
        let tell = |records: &Records| -> Vec<String> {
            let (before, after) = between(records, &day_name(2), &day_name(cut));
            report(&before, &after).events.iter().map(told).collect()
        };
        prop_assert_eq!(tell(&records), tell(&known));
    }
}
