//! Every code that a finding can have and that is no rule's: what it means and what to do. Data and the type of it.
//!
//! Rules tell this of themselves (`checks/`), notes of imports too (`import/note.rs`); `catalogue` puts all together. A
//! test compares the list with the sources.

mod address;
mod command;
mod dates;
mod files;
mod near;
mod output;
mod references;
mod site;
mod texts;
mod theme;
mod values;

use crate::check::Level;
pub use near::{meant, near};

/// A code and what there is to know of it.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// How much it matters; where it comes as an error and as a warning, the warning, and the explanation says when.
    pub level: Level,
    /// One sentence on what is wrong.
    pub summary: &'static str,
    /// What it means and what to do: Markdown.
    pub explanation: &'static str,
}

/// What codes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Files of `content/`.
    Files,
    /// Keys of records and their values.
    Values,
    /// Dates and times.
    Dates,
    /// Ids, and what refers to them.
    References,
    /// Texts, links and addresses of the site.
    Texts,
    /// Settings of `site.toml`.
    Site,
    /// Themes.
    Theme,
    /// The folder that the site is written into.
    Output,
    /// Addresses of the web that records name.
    Addresses,
    /// Commands and the machine that they run on.
    Command,
}

/// Every code that is no rule's and no import's, by what it is about, then by name.
pub const CODES: &[(Family, &[Code])] = &[
    (Family::Files, files::CODES),
    (Family::Values, values::CODES),
    (Family::Dates, dates::CODES),
    (Family::References, references::CODES),
    (Family::Texts, texts::CODES),
    (Family::Site, site::CODES),
    (Family::Theme, theme::CODES),
    (Family::Output, output::CODES),
    (Family::Addresses, address::CODES),
    (Family::Command, command::CODES),
];

impl Family {
    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "Files of content/",
            Self::Values => "Keys and values",
            Self::Dates => "Dates and times",
            Self::References => "Ids and references",
            Self::Texts => "Texts, links and addresses",
            Self::Site => "Settings of site.toml",
            Self::Theme => "Themes",
            Self::Output => "The site's folder",
            Self::Addresses => "Addresses of the web",
            Self::Command => "Commands",
        }
    }

    /// Whether what has a code of it is found in records, settings or the theme, so that a check can report it.
    pub fn is_checked(self) -> bool {
        !matches!(self, Self::Output | Self::Command)
    }
}

/// Every code with what it is about.
pub fn all() -> impl Iterator<Item = (Family, &'static Code)> {
    CODES.iter().flat_map(|(family, codes)| codes.iter().map(move |code| (*family, code)))
}

/// Codes of warnings, which `[checks]` and `allow` may name as they name rules.
pub fn adjustable() -> impl Iterator<Item = &'static str> {
    // What is said of the machine or of the site's folder is no finding in a site: its settings do not act on that.
    let warns = |(family, code): &(Family, &Code)| family.is_checked() && code.level == Level::Warning;
    all().filter(warns).map(|(_, code)| code.code)
}

const fn error(code: &'static str, summary: &'static str, explanation: &'static str) -> Code {
    Code { code, level: Level::Error, summary, explanation }
}

const fn warning(code: &'static str, summary: &'static str, explanation: &'static str) -> Code {
    Code { code, level: Level::Warning, summary, explanation }
}
