//! What dates keep of what was written, and what is derived from it.

use super::*;

fn read(text: &str, zone: Tz) -> Result<Reading, DateFault> {
    PartialDate::parse(text, zone)
}

fn date(text: &str) -> PartialDate {
    read(text, Tz::UTC).unwrap().date
}

#[test]
fn precision_is_kept_as_written() {
    let cases = [
        ("2026", Precision::Year),
        ("2026-02", Precision::Month),
        ("2026-02-13", Precision::Day),
        ("2026-02-13T14:42", Precision::Time),
        ("2026-02-13 14:42:05Z", Precision::Time),
        ("2026-02-13T14:42:05.25-06:00", Precision::Time),
        ("2026-02/2026-04", Precision::Interval),
    ];
    for (text, precision) in cases {
        assert_eq!((date(text).precision(), &*date(text).literal()), (precision, text));
    }
    assert!(date("2026~").is_approximate() && !date("2026~").is_uncertain());
    assert!(date("2026-02%").is_approximate() && date("2026-02%").is_uncertain());
}

#[test]
fn a_time_without_an_offset_is_of_the_site() {
    for text in ["2026-02-13T14:42", "2026-02-13 14:42:05", "2026-02-13T14:42:05.25", "2026-02-13T14:42~"] {
        assert!(date(text).is_local(), "{text}");
    }
    let others = [
        "2026-02-13T14:42Z",
        "2026-02-13 14:42z",
        "2026-02-13T14:42:05-06:00",
        "2026-02-13T14:42:05.25+01:00?",
        "2026-02-13",
        "2026",
    ];
    for text in others {
        assert!(!date(text).is_local(), "{text}");
    }
}

#[test]
fn what_was_written_is_kept_in_every_zone() {
    let zones =
        [Tz::UTC, chrono_tz::America::New_York, chrono_tz::Africa::Monrovia, chrono_tz::Asia::Kolkata];
    let texts = [
        "0000",
        "2026~",
        "2026-02?",
        "2026-02-13%",
        "1890-05-01",
        "9999-12-31",
        "2026-02-13T14:42",
        "2026-02-13T14:42:60",
        "2026-02-13t14:42z",
        "2026-02-13T14:42Z",
        "2026-02-13T14:42:07-00:00",
        "2026-02-13T14:42:07-06:30",
        "2026-02-13T14:42:07.5+18:59",
        "2026-02-13 14:42",
        "1900-01-01T00:00",
        "2026~/2026-04",
        "0001/9999",
    ];
    for (zone, text) in zones.iter().flat_map(|zone| texts.map(|text| (*zone, text))) {
        let date = read(text, zone).unwrap().date;
        assert_eq!(date.literal(), text, "{zone}");
        assert_eq!(date.parts(), parts_of(text.split('/').next().unwrap()), "{text} {zone}");
    }
    assert_eq!((size_of::<PartialDate>(), size_of::<Option<PartialDate>>()), (24, 24));
}

#[test]
fn impossible_dates_say_why() {
    let why = |text| match read(text, Tz::UTC) {
        Err(DateFault::Impossible { why }) => why,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(why("2026-02-30"), "2026-02 has 28 days");
    assert_eq!(why("2026-13"), "a year has 12 months, not 13");
    assert_eq!(why("2026-02-13T24:00"), "a day has hours 00 to 23, not 24");
}

#[test]
fn other_forms_are_malformed() {
    for text in
        ["", "26", "2026-2-3", "Feb 2026", "2026-02-13T14", "2026-02-13T14:42+0100", "２０２６", "2026/"]
    {
        assert_eq!(read(text, Tz::UTC).unwrap_err(), DateFault::Malformed, "{text}");
    }
    assert_eq!(read("2026-04/2026-02", Tz::UTC).unwrap_err(), DateFault::Reversed);
}

#[test]
fn partial_dates_are_past_only_after_their_latest_instant() {
    let noon = date("2026-02-13T12:00").earliest();
    for (text, past) in
        [("2026", false), ("2026-02", false), ("2026-02-13", false), ("2026-02-12", true), ("2026-01", true)]
    {
        assert_eq!(date(text).is_past(noon), past, "{text}");
    }
}

#[test]
fn days_end_in_the_zone_they_are_read_in() {
    let mexico = read("2026-02-13", chrono_tz::America::Mexico_City).unwrap().date;
    assert_eq!(mexico.earliest(), date("2026-02-13T06:00Z").earliest());
    assert_eq!(mexico.end(), date("2026-02-14T06:00Z").earliest());
}

#[test]
fn local_times_at_clock_changes() {
    let zone = chrono_tz::Europe::Berlin;
    assert_eq!(read("2026-03-29T02:30", zone).unwrap_err(), DateFault::Skipped { zone });
    let twice = read("2026-10-25T02:30", zone).unwrap();
    assert!(twice.ambiguous);
    assert_eq!(twice.date.iso(), "2026-10-25T02:30+02:00");
}

#[test]
fn iso_keeps_the_digits_and_adds_only_the_offset() {
    let zone = chrono_tz::America::New_York;
    let iso = |text| read(text, zone).unwrap().date.iso();
    assert_eq!(iso("2026-02-13 14:42"), "2026-02-13T14:42-05:00");
    assert_eq!(iso("2026-02-13T14:42:00+01:00"), "2026-02-13T14:42:00+01:00");
    assert_eq!(iso("2026-02"), "2026-02");
}

#[test]
fn ids_are_the_literal_digits() {
    assert_eq!(date("2026-02-13T14:42:09-06:00").id_digits(), "2026-02-13-1442");
    assert_eq!(date("2026-02-13").id_digits(), "2026-02-13");
}
