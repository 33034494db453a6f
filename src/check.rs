//! What a rule is: what it is called, what it looks at and what it may say. The rules are in `checks/`.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::tracker::Tracker;

/// A rule: what it is called, what it says, how much it matters, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case; named for the fault that it finds.
    pub code: &'static str,
    /// One sentence on what is wrong and why it matters.
    pub summary: &'static str,
    /// Unless `[checks]` says otherwise.
    pub severity: Severity,
    /// Looks at a tracker and notes what it finds.
    pub run: fn(&Tracker, &mut Findings),
}

/// What a rule finds.
#[derive(Debug)]
pub struct Findings {
    code: &'static str,
    severity: Severity,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Notes a finding of the rule at `place`.
    pub fn add(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        let finding = Diagnostic::error(self.code, place, message).help(help);
        self.list.push(Diagnostic { severity: self.severity, ..finding });
    }
}

impl Rule {
    /// What the rule finds, as severe as it is without settings.
    pub fn findings(&self, tracker: &Tracker) -> Vec<Diagnostic> {
        let mut findings = Findings { code: self.code, severity: self.severity, list: Vec::new() };
        (self.run)(tracker, &mut findings);
        findings.list
    }
}
