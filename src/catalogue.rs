//! Everything that findings can be called, in one list: rules, codes of other stages, notes of imports. `explain`, the
//! manual's page and reports read it here. Nothing is told here that is not told where it belongs.

mod page;

use std::borrow::Cow;

use crate::check::{Level, Stage};
use crate::checks::{self, RULES};
use crate::codes::{self, Family};
use crate::diagnostic::Severity;
use crate::import::{Class, Kind};
pub use page::page;

/// A code with all that there is to know of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// How much it matters, unless `[checks]` says otherwise.
    pub weight: Weight,
    /// One sentence on what is wrong.
    pub summary: Cow<'static, str>,
    /// What it means and what to do: Markdown.
    pub explanation: Cow<'static, str>,
}

/// What codes belong to, in the order of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Rules that look whenever a site is built.
    Gates,
    /// Rules that look when records are checked.
    Desk,
    /// Codes of other stages.
    Other(Family),
    /// Notes of imports.
    Import,
}

/// How much something matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A rule that is there for who wants it.
    Off,
    /// An import mended it.
    Repair,
    /// A reader would be less sure.
    Warning,
    /// The site would mislead or break.
    Error,
}

impl Group {
    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gates => "Rules that look whenever a site is built",
            Self::Desk => "Rules that look in checks and previews",
            Self::Other(family) => family.title(),
            Self::Import => "Imports",
        }
    }

    /// Whether a check can report codes of it.
    pub fn is_checked(self) -> bool {
        match self {
            Self::Gates | Self::Desk => true,
            Self::Other(family) => family.is_checked(),
            Self::Import => false,
        }
    }
}

impl Weight {
    /// As lists name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Repair => "repair",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of findings of it; what is off counts as a warning once somebody asks for it.
    pub fn severity(self) -> Severity {
        if self == Self::Error { Severity::Error } else { Severity::Warning }
    }
}

impl From<Level> for Weight {
    fn from(level: Level) -> Self {
        match level {
            Level::Off => Self::Off,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

impl Entry {
    /// Whether `[checks]` and `allow` may name it.
    pub fn is_adjustable(&self) -> bool {
        checks::is_adjustable(self.code)
    }
}

/// All of them: by group, then by code.
pub fn entries() -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| Entry {
        code: rule.code,
        group: if rule.stage == Stage::Gate { Group::Gates } else { Group::Desk },
        weight: rule.level.into(),
        summary: rule.summary.into(),
        explanation: rule.explanation.into(),
    });
    let others = codes::all().map(|(family, code)| Entry {
        code: code.code,
        group: Group::Other(family),
        weight: code.level.into(),
        summary: code.summary.into(),
        explanation: code.explanation.into(),
    });
    // What an import says of its text may be what loading says of a record: then that tells of both.
    let is_own = |kind: &&Kind| codes::all().all(|(_, code)| code.code != kind.code());
    let notes = Kind::ALL.iter().filter(is_own).map(|kind| note(*kind));
    let mut all: Vec<Entry> = rules.chain(others).chain(notes).collect();
    all.sort_by(|a, b| (a.group, a.code).cmp(&(b.group, b.code)));
    all
}

/// The entry with this code.
///
/// # Errors
/// There is none; the codes that were most likely meant, at most three.
pub fn find(code: &str) -> Result<Entry, Vec<&'static str>> {
    let all = entries();
    let near = codes::near(code, all.iter().map(|entry| entry.code));
    all.into_iter().find(|entry| entry.code == code).ok_or(near)
}

/// Codes that a check can report: those that it may be asked for.
pub fn checked() -> impl Iterator<Item = &'static str> {
    let others = codes::all().filter(|(family, _)| family.is_checked()).map(|(_, code)| code.code);
    RULES.iter().map(|rule| rule.code).chain(others)
}

fn note(kind: Kind) -> Entry {
    let (weight, class) = match kind.class() {
        Class::Repair => (Weight::Repair, "The import mends it."),
        Class::Finding => (Weight::Warning, "It is taken as it is; a person should look."),
        Class::NotTaken => (
            Weight::Error,
            "It is not taken into a record, or not to where it belongs; it is listed in the report.",
        ),
    };
    let help = if kind.help().is_empty() {
        "There is nothing to do.".to_owned()
    } else {
        format!("What to do: {}.", kind.help())
    };
    let help = if kind.class() == Class::Repair || !kind.help().is_empty() { help } else { String::new() };
    let explanation = format!("{class} {help}").trim_end().to_owned();
    Entry {
        code: kind.code(),
        group: Group::Import,
        weight,
        summary: sentence(kind.what()).into(),
        explanation: explanation.into(),
    }
}

/// A clause as a sentence.
fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain(['.']).collect()
}
