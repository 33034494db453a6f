//! Settings for drawings: the default vocabulary, near enough.

use chrono_tz::Tz;
use onrecord::date;
use onrecord::diagnostic::FilePath;
use onrecord::record::id::StatusId;
use onrecord::record::site::{Closing, Colour, Config, Settling, Shape, Status, Thresholds};
use onrecord::record::text::Hash;
use rustc_hash::FxHashMap;

/// Key, English, Spanish, shape, colour, dark colour, terminal.
pub(crate) const STATUSES: &[(&str, &str, &str, Shape, &str, &str, bool)] = &[
    ("not_started", "Not started", "Sin empezar", Shape::Ring, "#5b5b5b", "#b0b0b0", false),
    ("in_progress", "In progress", "En curso", Shape::Half, "#1d5fa8", "#7fb3ea", false),
    ("stalled", "Stalled", "Estancado", Shape::Pause, "#8a5a00", "#e0b050", false),
    (
        "partly_complete",
        "Partly complete",
        "Cumplido en parte",
        Shape::ThreeQuarters,
        "#1d6f75",
        "#6cc3c9",
        false,
    ),
    ("kept_so_far", "Kept so far", "Mantenido hasta ahora", Shape::Shield, "#2c6e49", "#7cc79a", false),
    ("complete", "Complete", "Cumplido", Shape::Tick, "#0b6b3a", "#6fce97", true),
    ("partly_met", "Partly met", "Cumplido a medias", Shape::HalfSquare, "#4f6b1f", "#b3cc74", true),
    ("not_met", "Not met", "Incumplido", Shape::Cross, "#a1262a", "#f08d8d", true),
    ("dropped", "Dropped", "Abandonado", Shape::Bar, "#6b3f7d", "#cfa3e0", true),
    ("unverifiable", "Unverifiable", "No verificable", Shape::Question, "#5b5b5b", "#b0b0b0", false),
];

fn status(row: &(&str, &str, &str, Shape, &str, &str, bool)) -> Status {
    let &(id, en, es, shape, colour, dark, terminal) = row;
    Status {
        id: StatusId::new(id),
        labels: vec![("en".into(), en.into()), ("es".into(), es.into())],
        meanings: Vec::new(),
        shape,
        colour: Colour::parse(colour).unwrap(),
        dark: Colour::parse(dark).unwrap(),
        terminal,
        fulfils: id == "complete",
        initial: false,
        rating: None,
        retired: false,
        aliases: Vec::new(),
    }
}

/// Settings with the default vocabulary.
pub(crate) fn config() -> Config {
    let unassessed =
        ("not_assessed", "Not yet assessed", "Sin evaluar", Shape::Dotted, "#5b5b5b", "#b0b0b0", false);
    Config {
        file: FilePath::new("content/site.toml"),
        hash: Hash::of(b""),
        title: "On Record".into(),
        description: None,
        base_url: "https://example.org/".into(),
        languages: Vec::new(),
        timezone: Tz::UTC,
        names_timezone: true,
        theme: "default".into(),
        organisation: None,
        licence: None,
        security: None,
        contact: None,
        edit_url: None,
        editors: Vec::new(),
        authority: None,
        own_addresses: Vec::new(),
        as_of: None,
        topics: Vec::new(),
        statuses: STATUSES.iter().map(status).collect(),
        unassessed: status(&unassessed),
        settling: vec![Settling {
            from: date::Instant(i64::MIN),
            from_day: None,
            readings: 2,
            hours: 48,
            terminal: Closing::Editor,
        }],
        stale_after: None,
        thresholds: Thresholds::default(),
        checks: FxHashMap::default(),
        allow: Vec::new(),
        outputs: FxHashMap::default(),
        translations: Vec::new(),
    }
}
