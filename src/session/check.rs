//! A check: every stage of a build but publishing, and the desk rules.

use crate::checks::{self, OTHER_WARNINGS, RULES};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::load::Memory;
use crate::publish::Run;
use crate::record::text::TextChanged;
use crate::routes::LinkStyle;
use crate::tracker::Drafts;

use super::chain::{Asked, Stood};
use super::{ATTEMPTS, Day, Ending, Outcome, Seen, Session, kept_changing};

/// What the user asks of a check.
#[derive(Clone, Debug)]
pub struct CheckOptions {
    /// Whether drafts are looked at.
    pub drafts: Drafts,
    /// The day that the site is judged from.
    pub day: Day,
    /// Codes to report; all where empty. A rule that is off by default is asked for by naming it.
    pub only: Vec<String>,
    /// Codes not to report.
    pub skip: Vec<String>,
}

impl Session {
    /// Checks the records: what a build would find, and what desk rules find.
    ///
    /// Errors that keep a site from being built are told whatever is asked for.
    pub fn check(&self, options: &CheckOptions) -> Outcome {
        let unknown: Vec<_> =
            options.only.iter().chain(&options.skip).filter_map(|code| unknown(code)).collect();
        if !unknown.is_empty() {
            return Outcome::new(Ending::Configuration, unknown, None);
        }
        let mut changed = None;
        for attempt in 0..ATTEMPTS {
            let memory = if attempt == 0 { Memory::Noted } else { Memory::None };
            let asked = Asked { day: options.day, drafts: options.drafts, links: LinkStyle::Folders };
            let seen = Seen::look(&self.project, Run::Dry);
            let (stood, mut findings) = match self.plan(None, asked, seen, memory) {
                Ok(planned) => planned,
                Err(outcome) => return outcome.narrowed(options),
            };
            match desk(&stood, options) {
                Ok(found) => {
                    findings.extend(found);
                    let outcome = Outcome::new(Ending::Checked, findings, None).narrowed(options);
                    // Apart: to take a large site to pieces takes time that nobody waits for.
                    self.keep(stood.plan);
                    return outcome;
                }
                Err(TextChanged { file }) => changed = Some(file),
            }
        }
        Outcome::new(Ending::System, changed.iter().map(kept_changing).collect(), None)
    }
}

fn desk(stood: &Stood, options: &CheckOptions) -> Result<Vec<Diagnostic>, TextChanged> {
    let scene = stood.scene();
    let checked = checks::desk(&scene, &*stood.plan.site.texts, None)?;
    let asked: Vec<&str> = options.only.iter().map(|code| &**code).collect();
    Ok(checks::apply_settings(scene.records, checked.findings(), &asked))
}

/// What is wrong with a code on the command line.
fn unknown(code: &str) -> Option<Diagnostic> {
    if checks::is_adjustable(code) {
        return None;
    }
    let codes = RULES.iter().map(|rule| rule.code).chain(OTHER_WARNINGS.iter().copied());
    let help = match nearest(code, codes) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "rules are listed by `onrecord explain`; errors of the records themselves are always told"
            .to_owned(),
    };
    Some(Diagnostic::general("unknown-rule", format!("rule `{code}` does not exist")).help(help))
}

impl Outcome {
    /// With those findings only that are asked for.
    fn narrowed(mut self, options: &CheckOptions) -> Self {
        let named = |codes: &[String], code: &str| codes.iter().any(|named| named == code);
        self.findings.retain(|finding| {
            let always = finding.severity == Severity::Error && !checks::is_adjustable(finding.code);
            let asked = options.only.is_empty() || named(&options.only, finding.code);
            always || asked && !named(&options.skip, finding.code)
        });
        self
    }
}
