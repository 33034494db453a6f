//! A contact sheet to look at: every kind of claim, in both widths and dresses.
//!
//! `ONRECORD_CONTACT_SHEET=folder cargo test --test all contact_sheet -- --ignored`

use std::fmt::Write;

use onrecord::drawing::marks::{self, Firmness};
use onrecord::drawing::{Dress, Size, Words, badge, strip, timeline};
use onrecord::record::claim::{DueBasis, MilestoneState};
use onrecord::record::id::StatusId;
use onrecord::record::site::Shape;

use super::language::{english, spanish};
use super::sample::Sample;
use super::settings::config;

/// 304 readings in 29 days, nine of which said complete for under five hours.
pub(crate) fn feed() -> Sample {
    let mut sample = Sample::new("The group will keep delivering tangible action", "2026-02-14")
        .made("2026-01-15")
        .due("2026-01-23", DueBasis::Inferred)
        .milestone("2025-12-18", "First meeting", MilestoneState::Happened)
        .milestone("2026-01-15", "Joint statement", MilestoneState::Happened)
        .milestone("2026-01-23", "Third meeting", MilestoneState::Happened)
        .milestone("2026-02", "Security ministerial", MilestoneState::Planned);
    for on in [
        "2026-01-23",
        "2026-02-15",
        "2026-02-20",
        "2026-02-23",
        "2026-02-28",
        "2026-03-01",
        "2026-03-15",
        "2026-03-23",
        "2026-03-31",
        "2026-04-01",
        "2026-04-15",
        "2026-04-30",
        "2026-06-01",
        "2026-06-30",
        "2026-07-01",
        "2026-07-23",
        "2026-08-01",
        "2026-09-28",
        "2026-12-31",
    ] {
        sample = sample.follow_up(on);
    }
    sample = sample.missed_follow_up("2026-02-01");
    let undone = [30, 101, 130, 163, 187, 214, 233, 238, 300];
    for ix in 0..304 {
        let minutes = 9 * 60 + ix * 133;
        let (day, hour, minute) = (16 + minutes / 1440, minutes / 60 % 24, minutes % 60);
        let date = if day > 31 { format!("2026-02-{:02}", day - 31) } else { format!("2026-01-{day:02}") };
        let status = if undone.contains(&ix) { "complete" } else { "in_progress" };
        sample = sample.machine(&format!("{date}T{hour:02}:{minute:02}"), status);
    }
    sample
}

/// Claims of many shapes, each with what is special about it.
pub(crate) fn samples() -> Vec<(&'static str, Sample)> {
    use MilestoneState::{Cancelled, Happened, Missed, Moved, Planned};
    let three_thousand =
        (0..3000).fold(Sample::new("Three thousand readings", "2026-12-31"), |sample, ix| {
            let day = read_day(ix / 9);
            let status = if ix % 13 == 5 {
                "complete"
            } else if ix > 1500 {
                "stalled"
            } else {
                "in_progress"
            };
            sample.machine(&format!("{day}T{:02}:{:02}", ix % 9 * 2 + 3, ix % 60), status)
        });
    let crowded = (1..=14).fold(
        Sample::new("Crowded milestones", "2026-06-30")
            .machine("2026-01-05", "not_started")
            .machine("2026-03-02", "in_progress")
            .due("2026-04", DueBasis::Promised),
        |sample, ix| {
            sample.milestone(
                &format!("2026-{:02}-{:02}", 4 + ix / 8, 3 + ix * 2 % 26),
                "A step of the plan with a long name",
                Happened,
            )
        },
    );
    let mut moved = Sample::new("A promise whose date moved twice", "2026-05-10")
        .made("2025-01-20")
        .human("2025-02-01", "not_started")
        .human("2025-09-15T10:00", "in_progress")
        .human("2026-03-02", "stalled")
        .due("2026-12-31", DueBasis::Promised)
        .milestone("2025-06", "Tender", Happened)
        .milestone("2025-11-20", "First bus delivered", Missed)
        .milestone("2026-04-01", "Depot opens", Planned)
        .milestone("2026-09/2026-11", "Trial runs", Planned)
        .milestone("2027", "Full service", Planned)
        .missed_follow_up("2026-01-15")
        .follow_up("2026-06-01")
        .follow_up("2026-09-01");
    moved.due_was = vec!["2025-12-31".to_owned(), "2026-04-30".to_owned()];
    vec![
        ("the feed", feed()),
        ("date moved twice, readings by people", moved),
        (
            "closed: kept, no as-of line",
            Sample::new("Road reopened", "2026-11-01")
                .made("2026-01-10")
                .human("2026-01-20", "in_progress")
                .machine("2026-02-20T11:00", "complete")
                .machine("2026-02-21T09:00", "in_progress")
                .human("2026-03-04", "complete")
                .due("2026-03-31", DueBasis::Promised)
                .milestone("2026-02-10", "Asphalt laid", Happened),
        ),
        (
            "complete reported, not confirmed",
            Sample::new("Reported complete", "2026-02-14")
                .machine("2026-01-20", "in_progress")
                .machine("2026-02-02T08:00", "in_progress")
                .machine("2026-02-10T08:00", "complete")
                .machine("2026-02-12T08:00", "complete")
                .due("2026-02-28", DueBasis::Promised),
        ),
        ("no readings, only future dates", Sample::new("New law by summer", "2026-02-14").made("2026-02-01")
            .due("2026-07-01", DueBasis::Promised).milestone("2026-05", "Second reading", Planned).follow_up("2026-03-01")),
        ("nothing at all", Sample::new("Bare", "2026-02-14")),
        ("one reading", Sample::new("One reading", "2026-02-14").machine("2025-12-01", "in_progress").follow_up("2026-02-14")),
        ("an hour", Sample::new("An hour", "2026-02-13").machine("2026-02-13T14:00", "in_progress").machine("2026-02-13T14:40", "stalled").human("2026-02-13T15:00", "not_met")),
        ("forty years", Sample::new("Forty years", "2026-02-14").made("1985").human("1986-03-01", "in_progress").human("1999-01-01", "stalled").human("2015-06-01", "partly_complete").due("2050", DueBasis::Promised)
            .milestone("1992", "Treaty", Happened).milestone("2030", "Halfway", Planned).milestone("2040~", "Nearly there", Planned)),
        ("dates long before the first reading", Sample::new("Old promise", "2026-02-14").made("2018-03-12").machine("2026-01-20", "stalled").machine("2026-02-10", "stalled")
            .due("2019-12-31", DueBasis::Promised).milestone("2018-05-01", "Founding act", Happened).milestone("2019-02", "First report", Missed).follow_up("2026-01-30")),
        ("crowded milestones", crowded),
        ("three thousand readings", three_thousand),
        ("many states, scripts and lengths", Sample::new("<script>alert(1)</script> & \"quotes\"", "2026-02-14").machine("2026-01-20", "kept_so_far")
            .milestone("2026-01-25", "外交部发表联合声明", Moved).milestone("2026-02-01", "قيد التنفيذ", Cancelled)
            .milestone("2026-02-13", "A title that is far longer than any title ought to be, and yet is written by somebody who had a lot to say about it", Happened)
            .milestone("2026-02-10?", "Uncertain", Planned).follow_up("2026-02-16").follow_up("2026-02-15").missed_follow_up("2026-02-02").follow_up("2026-02-01").follow_up("2026-02-03")),
        ("many headlines", (1..=12).fold(Sample::new("Back and forth", "2026-12-31"), |sample, month| {
            let status = ["in_progress", "stalled", "partly_complete"][month % 3];
            sample.human(&format!("2026-{month:02}-0{}", 1 + month % 5), status)
        })),
        ("a stale claim", Sample::new("Stale", "2026-11-30").human("2026-01-10", "in_progress").human("2026-05-02", "stalled").due("2026-10-01", DueBasis::Inferred)),
    ]
}

fn read_day(ix: usize) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + chrono::Days::new(ix as u64)
}

#[test]
#[ignore = "writes files to look at"]
fn contact_sheet() {
    let folder =
        std::env::var("ONRECORD_CONTACT_SHEET").unwrap_or_else(|_| env!("CARGO_TARGET_TMPDIR").into());
    let (en, es) = (english(), spanish());
    let mut page = format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><style>{}</style>",
        css()
    );
    page.push_str("<main>");
    page.push_str(&marks_sheet(&en));
    for (ix, (what, sample)) in samples().into_iter().enumerate() {
        let (claim, tracker) = sample.build();
        let words: &dyn Words = if ix % 5 == 1 { &es } else { &en };
        let _ = write!(page, "<h2>{what}</h2>");
        for size in [Size::Wide, Size::Narrow] {
            let prefix = format!("t{ix}{size:?}");
            page.push_str(&timeline::timeline(
                &claim,
                &tracker,
                words,
                size,
                Dress::Inline { prefix: &prefix },
            ));
        }
        let badge = badge::claim_badge(&claim, &tracker, words);
        std::fs::write(format!("{folder}/badge-{ix}.svg"), badge).unwrap();
        let alone = timeline::timeline(&claim, &tracker, words, Size::Wide, Dress::Standalone);
        std::fs::write(format!("{folder}/timeline-{ix}.svg"), alone).unwrap();
        let _ = write!(page, "<p><img src=badge-{ix}.svg alt=''>");
        if ix < 2 {
            page.push_str("<table>");
            for fact in timeline::timeline_facts(&claim, &tracker, words) {
                let _ = write!(
                    page,
                    "<tr><td>{}<td>{}<td>{}",
                    fact.date,
                    fact.kind,
                    fact.text.replace('<', "&lt;")
                );
            }
            page.push_str("</table>");
        }
    }
    std::fs::write(format!("{folder}/sheet.html"), page).unwrap();
}

fn css() -> String {
    let config = config();
    let mut css = include_str!("../../../themes/default/assets/site.css").to_owned();
    css.push_str(":root{--paper:#fffdf8;--ink:#1a1a1a;--muted:#5c5850;--hairline:#cfc9bd;--accent:#8c1d2f}");
    let mut dark = String::from(
        ":root{--paper:#14130f;--ink:#ece8df;--muted:#a8a294;--hairline:#454138;--accent:#f09aa4}",
    );
    for status in config.statuses.iter().chain([&config.unassessed]) {
        let _ = write!(css, ".st-{}{{color:{}}}", status.id, status.colour.hex());
        let _ = write!(dark, ".st-{}{{color:{}}}", status.id, status.dark.hex());
    }
    let _ = write!(css, "@media(prefers-color-scheme:dark){{{dark}}}");
    css.push_str("body{background:var(--paper);color:var(--ink);font:17px Georgia;margin:0}main{max-width:1120px;margin:0 auto;padding:16px}h2{font-size:17px;margin:40px 0 12px;border-top:3px solid;padding-top:8px}table{font:12px sans-serif}.strip.wide,.strip.narrow{margin:16px 0}");
    css
}

fn marks_sheet(words: &dyn Words) -> String {
    let config = config();
    let mut out = String::from("<p style='font:600 17px sans-serif;line-height:2'>");
    let all: Vec<_> = config.statuses.iter().chain([&config.unassessed]).collect();
    for status in &all {
        for firmness in [Firmness::Held, Firmness::Reported] {
            let mark = marks::mark(&status.id, status.shape, firmness);
            let _ = write!(out, "<span class='st-{}'>{mark}</span> ", status.id);
        }
        let _ = write!(out, "{} &nbsp; ", words.status_label(&status.id));
    }
    out.push_str("<p style='font-size:12px'>");
    for (_, shape) in Shape::WORDS {
        for firmness in [Firmness::Held, Firmness::Reported] {
            out.push_str(
                &marks::mark(&StatusId::new("x"), *shape, firmness).replace(
                    "width=\"16\" height=\"16\"",
                    "width=12 height=12 style='width:12px;height:12px'",
                ),
            );
            out.push(' ');
        }
    }
    let shares = |counts: &[usize]| -> String {
        let shares: Vec<_> =
            all.iter().zip(counts).map(|(status, &count)| strip::Share { status, count }).collect();
        [Size::Wide, Size::Narrow]
            .iter()
            .map(|&size| strip::strip(&shares, &config, words, size, Dress::Inline { prefix: "s" }))
            .collect()
    };
    out + &shares(&[2, 3, 1, 0, 1, 1, 0, 0, 0, 1]) + &shares(&[120, 340, 14, 33, 8, 2100, 60, 210, 1, 12])
}
