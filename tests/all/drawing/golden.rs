//! Small drawings compared byte by byte. `ONRECORD_BLESS=1 cargo test --test all drawing::` rewrites the files;
//! look at them before they are committed.

use std::path::Path;

use onrecord::drawing::timeline::{Fact, timeline, timeline_facts};
use onrecord::drawing::{Dress, Size, badge, strip};
use onrecord::record::claim::{DueBasis, MilestoneState};
use onrecord::record::id::StatusId;

use super::language::{english, spanish};
use super::sample::Sample;
use super::settings::config;
use super::xml;

fn compare(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/drawing/golden").join(name);
    if std::env::var_os("ONRECORD_BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(drawn == expected, "{name} is drawn otherwise now:\n{drawn}");
}

/// One reversal, an inferred date, a bar across the as-of line, follow-ups of each outcome.
fn small() -> Sample {
    Sample::new("The road will reopen", "2026-02-14")
        .made("2026-01-10")
        .machine("2026-01-12T09:00", "in_progress")
        .machine("2026-01-20T11:30", "complete")
        .machine("2026-01-20T13:08", "in_progress")
        .machine("2026-02-13T14:42", "in_progress")
        .due("2026-01-31", DueBasis::Inferred)
        .milestone("2026-01-15", "Asphalt laid", MilestoneState::Happened)
        .milestone("2026-02", "Inspection", MilestoneState::Planned)
        .follow_up("2026-01-25")
        .missed_follow_up("2026-02-05")
        .follow_up("2026-03-01")
}

#[test]
fn a_small_timeline_inline_and_wide() {
    let (claim, tracker) = small().build();
    let drawn = timeline(&claim, &tracker, &english(), Size::Wide, Dress::Inline { prefix: "road" });
    compare("timeline-wide.svg", &drawn);
}

#[test]
fn a_closed_claim_alone_and_narrow_has_no_as_of_line() {
    let sample = Sample::new("La carretera reabrirá", "2026-03-10")
        .human("2026-01-20", "in_progress")
        .human("2026-03-04", "complete")
        .due("2026-03-31", DueBasis::Promised);
    let (claim, tracker) = sample.build();
    let drawn = timeline(&claim, &tracker, &spanish(), Size::Narrow, Dress::Standalone);
    compare("timeline-closed.svg", &drawn);
    let later = Sample { as_of: "2027-05-01".to_owned(), ..sample };
    let (claim, tracker) = later.build();
    assert_eq!(timeline(&claim, &tracker, &spanish(), Size::Narrow, Dress::Standalone), drawn);
}

#[test]
fn a_badge_shows_the_headline_and_says_what_is_not_confirmed() {
    let sample = Sample::new("The road will reopen", "2026-02-14")
        .machine("2026-01-20", "in_progress")
        .machine("2026-02-13T14:42", "complete");
    let (claim, tracker) = sample.build();
    compare("badge-unsettled.svg", &badge::claim_badge(&claim, &tracker, &english()));
    let tomorrow = Sample { as_of: "2026-02-15".to_owned(), ..sample };
    let (later, tracker) = tomorrow.build();
    let badges =
        [badge::claim_badge(&claim, &tracker, &english()), badge::claim_badge(&later, &tracker, &english())];
    assert_eq!(badges[0], badges[1]);
}

#[test]
fn a_status_badge_is_the_mark_and_the_word() {
    compare("badge-status.svg", &badge::status_badge(&StatusId::new("not_met"), &config(), &spanish()));
}

#[test]
fn a_strip_shows_even_the_smallest_share() {
    let config = config();
    let shares: Vec<_> = config
        .statuses
        .iter()
        .zip([0, 40, 0, 1])
        .map(|(status, count)| strip::Share { status, count })
        .collect();
    let drawn = strip::strip(&shares, &config, &english(), Size::Narrow, Dress::Inline { prefix: "home" });
    compare("strip.svg", &drawn);
}

/// The labels of the axes, as read from left to right.
fn tick_labels(sample: &Sample) -> String {
    let (claim, tracker) = sample.build();
    let drawn = timeline(&claim, &tracker, &english(), Size::Narrow, Dress::Inline { prefix: "t" });
    let labels = xml::read(&drawn).into_iter().filter(|e| e.name == "text" && e.get("y") == Some("20"));
    labels.map(|label| label.text).collect::<Vec<_>>().join(" | ")
}

#[test]
fn ticks_go_from_minutes_to_decades() {
    let open = |first: &str, as_of: &str| Sample::new("Ticks", as_of).human(first, "in_progress");
    let hour = Sample::new("Ticks", "2026-02-13")
        .human("2026-02-13T14:00", "in_progress")
        .human("2026-02-13T15:00", "not_met");
    let cases = [
        (hour, "13 Feb 2026, 14:00 | 15:00"),
        (open("2026-02-13", "2026-02-13"), "13 Feb | 06:00 | 12:00 | 18:00"),
        (open("2026-02-08", "2026-02-13"), "8 Feb | 10 Feb | 12 Feb"),
        (open("2026-01-16", "2026-02-13"), "16 Jan | 23 Jan | 30 Jan | 6 Feb"),
        (open("2025-10-20", "2026-02-13"), "Nov 2025 | Dec | 2026 | Feb"),
        (open("2021-05-01", "2026-02-13"), "2022 | 2023 | 2024 | 2025"),
        (open("1986", "2026-02-13"), "1990 | 2000 | 2010 | 2020"),
    ];
    for (sample, labels) in cases {
        assert_eq!(tick_labels(&sample), labels);
    }
}

#[test]
fn the_table_holds_every_fact_by_date() {
    let (claim, tracker) = small().build();
    let rows: Vec<String> = timeline_facts(&claim, &tracker, &english())
        .into_iter()
        .map(|Fact { date, iso, kind, text }| format!("{date} | {iso} | {kind} | {text}"))
        .collect();
    assert_eq!(
        rows.join("\n"),
        "10 Jan 2026 | 2026-01-10 | Claim | The claim was made\n\
         12 Jan 2026, 09:00 | 2026-01-12T09:00+00:00 | Status | In progress\n\
         12 Jan 2026, 09:00 | 2026-01-12T09:00+00:00 | Readings | In progress: 1 reading\n\
         15 Jan 2026 | 2026-01-15 | Milestone | Asphalt laid (happened)\n\
         20 Jan 2026, 11:30 | 2026-01-20T11:30+00:00 | Readings | Complete: 1 reading, reversed after 1 h 38 min\n\
         20 Jan 2026 – 13 Feb 2026 | 2026-01-20T13:08+00:00 | Readings | In progress: 2 readings\n\
         25 Jan 2026 | 2026-01-25 | Follow-up | answered\n\
         31 Jan 2026 | 2026-01-31 | Expected | A date that the editors inferred\n\
         Feb 2026 | 2026-02 | Milestone | Inspection (planned)\n\
         5 Feb 2026 | 2026-02-05 | Follow-up | missed\n\
         1 Mar 2026 | 2026-03-01 | Follow-up | to come"
    );
}
