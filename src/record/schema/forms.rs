//! Regular expressions (ECMA-262) of the forms of values that are texts.
//!
//! Each says what the code that decodes says, which stays the judge: a test holds them against each other.

/// A text that is not empty.
pub(super) const TEXT: &str = r"\S";

/// A text that is not empty, on one line.
pub(super) const LINE: &str = r"^\s*\S([^\n\r]*\S)?\s*$";

/// An id (`record::id::check_id`).
pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The key of a status (`record::id::check_status_key`).
pub(super) const STATUS: &str = "^[a-z0-9_]+(-[a-z0-9_]+)*$";

/// A language code (`record::decode::is_language`).
pub(super) const LANGUAGE: &str = "^[a-z]{2,3}(-[a-z0-9]{1,8})*$";

/// An address of the web (`record::decode::is_web_address`).
pub(super) const ADDRESS: &str = r#"^\s*https?://[^\s/?#:@.<>"\\^`{|}][^\s<>"\\^`{|}]*\s*$"#;

/// A colour (`record::site::Colour`).
pub(super) const COLOUR: &str = r"^\s*#[0-9A-Fa-f]{6}\s*$";

/// The hash of an original.
pub(super) const HASH: &str = "^[0-9a-f]{32}$";

macro_rules! year_month {
    () => {
        "[0-9]{4}-(0[1-9]|1[0-2])"
    };
}

macro_rules! full_date {
    () => {
        concat!(year_month!(), "-(0[1-9]|[12][0-9]|3[01])")
    };
}

macro_rules! time {
    () => {
        concat!(
            "[Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.][0-9]+)?)?",
            "([Zz]|[+-](0[0-9]|1[0-8]):[0-5][0-9])?"
        )
    };
}

macro_rules! point {
    () => {
        concat!("(", full_date!(), "(", time!(), ")?|", year_month!(), "|[0-9]{4})[~?%]?")
    };
}

/// A date with the precision that it is known with (`date::PartialDate`); not whether the calendar has it.
pub(super) const DATE: &str = concat!(r"^\s*", point!(), "(/", point!(), r")?\s*$");

/// A full calendar day.
pub(super) const DAY: &str = concat!(r"^\s*", full_date!(), r"[~?%]?\s*$");

/// A full calendar day as TOML writes it.
pub(super) const FULL_DATE: &str = concat!("^", full_date!(), "$");

/// A day with a time as TOML writes it.
pub(super) const TIME: &str = concat!("^", full_date!(), time!(), "$");
