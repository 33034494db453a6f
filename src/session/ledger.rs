//! The records by themselves, to be judged from any day: for those who ask and build nothing.

use chrono_tz::Tz;

use super::{Day, Seen, Session, chain};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Project;
use crate::load::{self, Memory};
use crate::publish::Run;
use crate::record::Records;
use crate::resolve;
use crate::theme::Strings;
use crate::tracker::{AsOf, Drafts, Tracker};

/// The records of a project, as far as they could be read.
#[derive(Debug)]
pub struct Ledger {
    project: Project,
    records: Records,
    findings: Vec<Diagnostic>,
}

impl Session {
    /// Reads the records; no text of a body is read that notes tell, and nothing of the theme.
    ///
    /// # Errors
    /// Why there is no readable `site.toml`.
    pub fn ledger(&self) -> Result<Ledger, Box<Diagnostic>> {
        let site = load::open(&self.project)?;
        let content = Seen::look(&self.project, Run::Dry).content(&self.project);
        let (records, findings) = load::load_with(&self.project, site, content, Memory::Noted);
        Ok(Ledger { project: self.project.clone(), records, findings })
    }
}

impl Ledger {
    /// The day that the site is judged from.
    pub fn as_of(&self, day: Day) -> AsOf {
        chain::as_of(day, &self.records.config)
    }

    /// The zone in which days end.
    pub fn timezone(&self) -> Tz {
        self.records.config.timezone
    }

    /// Codes of the site's languages, the first one first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.records.config.languages.iter().map(|lang| &*lang.code)
    }

    /// The words of the site's theme in one of its languages; what is wrong with them is told by a build.
    ///
    /// # Errors
    /// A file of the theme cannot be read.
    pub fn strings(&self, lang: &str) -> Result<Strings, Box<Diagnostic>> {
        chain::Look::of(&self.records.config).strings(&self.project, lang)
    }

    /// The site on a day.
    pub fn on(&self, as_of: AsOf, drafts: Drafts) -> Tracker {
        resolve::resolve(&self.records, as_of, drafts).0
    }

    /// The site on a day, and every error of the records: each leaves something out of it. They are the same on
    /// every day.
    pub fn judged(&self, as_of: AsOf, drafts: Drafts) -> (Tracker, Vec<Diagnostic>) {
        let (tracker, found) = resolve::resolve(&self.records, as_of, drafts);
        let all = self.findings.iter().cloned().chain(found);
        let mut errors: Vec<_> = all.filter(|finding| finding.severity == Severity::Error).collect();
        errors.sort();
        errors.dedup();
        (tracker, errors)
    }

    /// The id of the claim that has this id or had it, whether it is on the site or not; and whether it is a draft.
    pub fn claim(&self, id: &str) -> Option<(&str, bool)> {
        let claims = &self.records.claims;
        let named = claims.iter().find(|claim| claim.id.as_str() == id);
        let had = || claims.iter().find(|claim| claim.aliases.iter().any(|alias| alias.as_str() == id));
        named.or_else(had).map(|claim| (claim.id.as_str(), claim.draft))
    }
}
