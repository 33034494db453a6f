//! Whatever a claim holds: its drawing is well formed, stays on its sheet, and no text covers another.

use onrecord::drawing::metrics::{Weight, width};
use onrecord::drawing::timeline::timeline;
use onrecord::drawing::{Dress, Size, Words, badge, strip};
use onrecord::record::claim::{DueBasis, MilestoneState};
use onrecord::tracker::claim::FollowUpOutcome;
use proptest::prelude::*;

use super::language::{english, spanish};
use super::sample::Sample;
use super::settings::{STATUSES, config};
use super::sheet::samples;
use super::xml::{self, Element};

/// Left, top, right, bottom.
type Box4 = (f64, f64, f64, f64);

fn check(svg: &str, what: &str) {
    let elements = xml::read(svg);
    let view: Vec<f64> =
        elements[0].get("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    let sheet = (view[0] - 0.01, view[1] - 0.01, view[0] + view[2] + 0.01, view[1] + view[3] + 0.01);
    let inside = |(l, t, r, b): Box4| l >= sheet.0 && t >= sheet.1 && r <= sheet.2 && b <= sheet.3;
    let size = elements[0].number("font-size");
    let mut texts: Vec<(Box4, &str)> = Vec::new();
    for element in &elements {
        assert!(element.get("style").is_none() && element.name != "script", "{what}: {element:?}");
        if let Some(extent) = extent(element, size) {
            assert!(inside(extent), "{what}: off the sheet {view:?}: {element:?}");
            if element.name == "text" {
                texts.push((extent, &element.text));
            }
        }
    }
    for (ix, (a, text)) in texts.iter().enumerate() {
        for (b, other) in &texts[ix + 1..] {
            let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
            assert!(apart, "{what}: `{text}` {a:?} covers `{other}` {b:?}\n{svg}");
        }
    }
}

/// What an element covers: of texts the letters' height without the ascenders' air.
fn extent(element: &Element, size: Option<f64>) -> Option<Box4> {
    let (dx, dy) = element.moved;
    let at = |name: &str| element.number(name);
    match element.name.as_str() {
        "text" => {
            let size = at("font-size").or(size).expect("a text without size");
            assert!(size >= 11.0, "too small: {element:?}");
            let bold = element.get("font-weight") == Some("600");
            let weight = if bold { Weight::Bold } else { Weight::Regular };
            let wide = at("textLength").unwrap_or_else(|| width(&element.text, size, weight));
            let rtl = element.get("direction") == Some("rtl");
            let start = at("x").unwrap() + dx
                - match element.get("text-anchor").unwrap_or(if rtl { "end" } else { "start" }) {
                    "middle" => wide / 2.0,
                    "end" => wide,
                    _ => 0.0,
                };
            let base = at("y").unwrap() + dy;
            Some((start, base - size * 0.72, start + wide, base + size * 0.2))
        }
        "rect" => {
            let (x, y) = (at("x").unwrap_or(0.0) + dx, at("y").unwrap_or(0.0) + dy);
            let (width, height) = (at("width").unwrap(), at("height").unwrap());
            assert!(width >= 0.0 && height >= 0.0, "a negative size: {element:?}");
            Some((x, y, x + width, y + height))
        }
        "line" => {
            let (x1, y1, x2, y2) = (at("x1")?, at("y1")?, at("x2")?, at("y2")?);
            Some((x1.min(x2) + dx, y1.min(y2) + dy, x1.max(x2) + dx, y1.max(y2) + dy))
        }
        _ => None,
    }
}

fn check_all(sample: &Sample, words: &dyn Words, what: &str) {
    let (claim, tracker) = sample.build();
    for size in [Size::Wide, Size::Narrow] {
        for dress in [Dress::Inline { prefix: "t" }, Dress::Standalone] {
            check(&timeline(&claim, &tracker, words, size, dress), &format!("{what} {size:?} {dress:?}"));
        }
    }
    check(&badge::claim_badge(&claim, &tracker, words), what);
}

#[test]
fn every_sample_stays_on_its_sheet_and_no_text_covers_another() {
    for (what, sample) in samples() {
        for words in [english(), spanish()] {
            check_all(&sample, &words, what);
        }
    }
}

#[test]
fn shares_of_any_size_leave_room_for_their_words() {
    let config = config();
    for counts in [vec![], vec![0, 0], vec![1], vec![1; 10], vec![5000, 1, 1, 1, 0, 3], vec![1, 9999]] {
        let shares: Vec<_> = config
            .statuses
            .iter()
            .zip(counts)
            .map(|(status, count)| strip::Share { status, count })
            .collect();
        for size in [Size::Wide, Size::Narrow] {
            let svg = strip::strip(&shares, &config, &english(), size, Dress::Standalone);
            if shares.iter().any(|share| share.count > 0) {
                check(&svg, "strip");
            } else {
                assert_eq!(svg, "");
            }
        }
    }
}

fn any_date() -> impl Strategy<Value = String> {
    let day = (1980..2060_i32, 1..=12_u32, 1..=28_u32);
    prop_oneof![
        day.clone().prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (2025..2027_i32, 1..=12_u32, 1..=28_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (2025..2027_i32, 1..=12_u32).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (2020..2035_i32).prop_map(|y| format!("{y}~")),
        (0..9999_i32).prop_map(|y| format!("{y:04}")),
        day.prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}/{}-{m:02}", y + 1)),
    ]
}

fn any_reading() -> impl Strategy<Value = (String, &'static str, bool)> {
    let at = (1..=12_u32, 1..=28_u32, 0..24_u32, 0..60_u32);
    let status = prop_oneof![Just("complete"), (0..STATUSES.len()).prop_map(|ix| STATUSES[ix].0)];
    (at, status, any::<bool>()).prop_map(|((m, d, h, min), status, human)| {
        (format!("2025-{m:02}-{d:02}T{h:02}:{min:02}"), status, human)
    })
}

fn any_sample() -> impl Strategy<Value = Sample> {
    use MilestoneState::{Cancelled, Happened, Missed, Moved, Planned};
    let state = prop_oneof![Just(Planned), Just(Happened), Just(Missed), Just(Moved), Just(Cancelled)];
    let outcome = prop_oneof![
        Just(None),
        Just(Some(FollowUpOutcome::Missed)),
        Just(Some(FollowUpOutcome::Answered)),
        Just(Some(FollowUpOutcome::Dropped))
    ];
    let basis = prop_oneof![Just(DueBasis::Promised), Just(DueBasis::Inferred)];
    (
        (2025..2027_i32, 1..=12_u32, 1..=28_u32),
        proptest::option::of(any_date()),
        proptest::collection::vec(any_reading(), 0..40),
        proptest::option::of((any_date(), basis)),
        proptest::collection::vec(any_date(), 0..6),
        proptest::collection::vec((any_date(), "\\PC{0,60}", state), 0..12),
        proptest::collection::vec((any_date(), outcome), 0..25),
    )
        .prop_map(|((year, month, day), made_on, readings, due, due_was, milestones, follow_ups)| {
            Sample {
                made_on,
                readings,
                due,
                due_was,
                milestones,
                follow_ups,
                ..Sample::new("Any <claim> & \"all\"", &format!("{year}-{month:02}-{day:02}"))
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_claim_is_drawn_well(sample in any_sample()) {
        check_all(&sample, &english(), "any claim");
    }
}
