//! What a rule is: what it is called, what it looks at and what it may say. The rules are in `checks/`.

pub mod prints;
mod prose;
pub mod shingles;
pub mod strings;
pub mod unseen;
pub mod vocabulary;
pub mod words;

use std::ops::Deref;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::record::Records;
use crate::theme::Theme;
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;
pub(crate) use prose::Read;
pub use prose::{Prose, Role, Sheet, Told, cut};

/// A rule: what it is called, what it says, how much it matters, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case; named for the fault that it finds.
    pub code: &'static str,
    /// One sentence on what is wrong.
    pub summary: &'static str,
    /// Why it matters, what it looks at and what it leaves alone, and what to do: Markdown, for `onrecord explain`
    /// and the manual.
    pub explanation: &'static str,
    /// When it looks.
    pub stage: Stage,
    /// How much it matters, unless `[checks]` says otherwise.
    pub level: Level,
    /// What it looks at.
    pub looks: &'static [Look],
}

/// When a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Whenever a site is built, and in every check.
    Gate,
    /// When records are checked: in `check` and in the preview's panel.
    Desk,
}

/// How much what a rule finds matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all: the rule is there for who wants it.
    Off,
    /// A reader would be less sure.
    Warning,
    /// The site would mislead.
    Error,
}

impl Level {
    /// As findings have it; `None` = it is not reported.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What rules look at: a tracker, and the records that it was made of (with those that are not on it yet).
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// As resolved. A scene is used like its tracker.
    pub tracker: &'a Tracker,
    /// As written.
    pub records: &'a Records,
    /// The look of the site; gates do without.
    pub theme: Option<&'a Theme>,
}

impl Deref for Scene<'_> {
    type Target = Tracker;
    fn deref(&self) -> &Tracker {
        self.tracker
    }
}

/// What a rule looks at, and how.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// One claim at a time. What it finds must follow from the claim, the settings, the people and publishers, and
    /// from which ids there are and whose sources they are: it is not asked again where these are the same.
    Claim(OfClaim),
    /// One source at a time, with the same rule.
    Source(OfSource),
    /// The texts of one claim or of one page, with the same rule; desk rules only.
    Texts(OfTexts),
    /// Everything that is neither.
    Site(OfSite),
}

/// Looks at a claim.
pub type OfClaim = fn(&Scene<'_>, &Claim, &mut Findings);
/// Looks at a source.
pub type OfSource = fn(&Scene<'_>, &Source, &mut Findings);
/// Looks at the texts of one thing.
pub type OfTexts = fn(&Scene<'_>, &Told<'_>, &mut Findings);
/// Looks at the rest of a site.
pub type OfSite = fn(&Scene<'_>, &mut Findings);

/// What rules find.
#[derive(Debug, Default)]
pub struct Findings {
    code: &'static str,
    severity: Option<Severity>,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// From now on, it is this rule that finds something.
    pub fn of(&mut self, rule: &Rule) {
        // One that is off counts as a warning where settings or the user ask for it without saying how much.
        (self.code, self.severity) = (rule.code, rule.level.severity().or(Some(Severity::Warning)));
    }

    /// Notes a finding of the rule at `place`, as severe as it is without settings; notes and a fix can be added to it.
    pub fn add(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        let finding = Diagnostic::error(self.code, place, message).help(help);
        let severity = self.severity.unwrap_or(finding.severity);
        self.list.push(Diagnostic { severity, ..finding });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// All that was found.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}
