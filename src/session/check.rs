//! A check: every stage of a build but publishing, and the desk rules.

use crate::catalogue;
use crate::checks;
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
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
    /// Codes to report, of rules and of other stages; all where empty. A rule that is off by default is asked for by
    /// naming it.
    pub only: Vec<String>,
    /// Codes not to report.
    pub skip: Vec<String>,
}

impl Session {
    /// Checks the records: what a build would find, and what desk rules find.
    ///
    /// Where errors that keep a site from being built are not asked for, one finding says that they are there.
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
    let found = checks::desk(&scene, &*stood.plan.site.texts)?;
    let asked: Vec<&str> = options.only.iter().map(|code| &**code).collect();
    Ok(checks::apply_settings(scene.records, found, &asked))
}

/// What is wrong with a code on the command line.
fn unknown(code: &str) -> Option<Diagnostic> {
    if catalogue::checked().any(|known| known == code) {
        return None;
    }
    let near = codes::near(code, catalogue::checked());
    let help = codes::meant(&near).unwrap_or_else(|| "`onrecord explain` lists every code".to_owned());
    Some(Diagnostic::general("unknown-rule", format!("no check reports `{code}`")).help(help))
}

impl Outcome {
    /// With those findings only that are asked for, and one that says so where others keep rules from looking.
    fn narrowed(mut self, options: &CheckOptions) -> Self {
        let named = |codes: &[String], code: &str| codes.iter().any(|named| named == code);
        let is_asked = |finding: &Diagnostic| {
            let only = options.only.is_empty() || named(&options.only, finding.code);
            only && !named(&options.skip, finding.code)
        };
        // Nobody can ask for what keeps a check from being made, such as a fault of the disk: it is always told.
        let is_beside = |finding: &Diagnostic| {
            finding.place.is_none() && catalogue::checked().all(|code| code != finding.code)
        };
        let (shown, hidden): (Vec<_>, Vec<_>) =
            self.findings.into_iter().partition(|finding| is_asked(finding) || is_beside(finding));
        let breaks = |finding: &&Diagnostic| {
            finding.severity == Severity::Error && !checks::is_adjustable(finding.code)
        };
        let breaking = hidden.iter().filter(breaks).count();
        self.findings = shown;
        if breaking > 0 {
            self.findings.push(not_shown(breaking));
        }
        self
    }
}

fn not_shown(errors: usize) -> Diagnostic {
    let message = match errors {
        1 => "1 error of another code keeps the site from being built".to_owned(),
        errors => format!("{errors} errors of other codes keep the site from being built"),
    };
    Diagnostic::general("errors-not-shown", message)
        .help("what could not be read was not looked at: `onrecord check` shows them")
}
