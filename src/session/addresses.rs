//! The addresses that a project names, for whoever asks them.

use std::sync::Arc;

use crate::addresses::{self, Named, Scope};
use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Memory;
use crate::publish::Run;
use crate::record::Records;
use crate::record::site::Config;
use crate::record::text::TextChanged;
use crate::routes::LinkStyle;
use crate::tracker::Drafts;

use super::chain::Asked;
use super::{ATTEMPTS, Day, Ending, Outcome, Seen, Session, kept_changing};

/// The addresses that a project names, and its settings.
#[derive(Debug)]
pub struct Listed {
    /// As they are named.
    pub named: Vec<Named>,
    /// Errors of the records: what they are about may be left out.
    pub errors: usize,
    records: Arc<Records>,
}

impl Listed {
    /// The settings of the site.
    pub fn config(&self) -> &Config {
        &self.records.config
    }

    /// What the settings of the site make of findings about the addresses: `[checks]` and `allow`.
    pub fn settle(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        checks::apply_settings(&self.records, findings, &[])
    }
}

impl Session {
    /// The addresses of other sites that the records name on a day.
    ///
    /// # Errors
    /// The outcome, where there is no site to name any.
    pub fn addresses(&self, day: Day, drafts: Drafts, scope: Scope) -> Result<Listed, Outcome> {
        let mut changed = None;
        for attempt in 0..ATTEMPTS {
            let memory = if attempt == 0 { Memory::Noted } else { Memory::None };
            let asked = Asked { day, drafts, links: LinkStyle::Folders };
            let (stood, findings) = self.plan(None, asked, Seen::look(&self.project, Run::Dry), memory)?;
            let site = &stood.plan.site;
            match addresses::named(&site.tracker, &*site.texts, scope) {
                Ok(named) => {
                    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                    let (errors, records) = (errors.count(), Arc::clone(&stood.records));
                    self.keep(stood.plan);
                    return Ok(Listed { named, errors, records });
                }
                Err(TextChanged { file }) => changed = Some(file),
            }
        }
        Err(Outcome::new(Ending::System, changed.iter().map(kept_changing).collect(), None))
    }
}
