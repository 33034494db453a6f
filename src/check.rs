//! What a rule is: what it is called, what it looks at and what it may say. The rules are in `checks/`.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;

/// A rule: what it is called, what it says, how much it matters, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case; named for the fault that it finds.
    pub code: &'static str,
    /// One sentence on what is wrong and why it matters.
    pub summary: &'static str,
    /// Unless `[checks]` says otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub looks: &'static [Look],
}

/// What a rule looks at, and how.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// One claim at a time. What it finds must follow from the claim, the settings, the people and publishers, and
    /// from which ids there are: it is not asked again where these are the same.
    Claim(OfClaim),
    /// One source at a time, with the same rule.
    Source(OfSource),
    /// Everything that is neither.
    Site(OfSite),
}

/// Looks at a claim.
pub type OfClaim = fn(&Tracker, &Claim, &mut Findings);
/// Looks at a source.
pub type OfSource = fn(&Tracker, &Source, &mut Findings);
/// Looks at the rest of a site.
pub type OfSite = fn(&Tracker, &mut Findings);

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
        (self.code, self.severity) = (rule.code, Some(rule.severity));
    }

    /// Notes a finding of the rule at `place`, as severe as it is without settings.
    pub fn add(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        let finding = Diagnostic::error(self.code, place, message).help(help);
        let severity = self.severity.unwrap_or(finding.severity);
        self.list.push(Diagnostic { severity, ..finding });
    }

    /// All that was found.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}
