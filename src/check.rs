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
    Claim(fn(&Tracker, &Claim, &mut Findings)),
    /// One source at a time, with the same rule.
    Source(fn(&Tracker, &Source, &mut Findings)),
    /// Everything that is neither.
    Site(fn(&Tracker, &mut Findings)),
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
    /// What the rule finds in a claim, as severe as it is without settings.
    pub fn in_claim(&self, tracker: &Tracker, claim: &Claim) -> Vec<Diagnostic> {
        self.findings(|look, findings| {
            if let Look::Claim(look) = look {
                look(tracker, claim, findings);
            }
        })
    }

    /// What it finds in a source.
    pub fn in_source(&self, tracker: &Tracker, source: &Source) -> Vec<Diagnostic> {
        self.findings(|look, findings| {
            if let Look::Source(look) = look {
                look(tracker, source, findings);
            }
        })
    }

    /// What it finds in everything else.
    pub fn in_site(&self, tracker: &Tracker) -> Vec<Diagnostic> {
        self.findings(|look, findings| {
            if let Look::Site(look) = look {
                look(tracker, findings);
            }
        })
    }

    fn findings(&self, see: impl Fn(&Look, &mut Findings)) -> Vec<Diagnostic> {
        let mut findings = Findings { code: self.code, severity: self.severity, list: Vec::new() };
        self.looks.iter().for_each(|look| see(look, &mut findings));
        findings.list
    }
}
