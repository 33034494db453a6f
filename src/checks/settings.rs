//! What a site's own settings make of every finding: they turn a rule or a warning off, up or down, and
//! silence it where a record is excused from it. They act here and nowhere else.

use crate::check::Level;
use crate::checks::excuses::Excuses;
use crate::checks::rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::page::PageRecord;
use crate::record::party::SourceRecord;
use crate::record::site::Config;

/// Findings of all stages after `[checks]` and `allow`.
///
/// Rules can be made errors, warnings or nothing, and so can warnings of other stages. Errors of
/// other stages stay: what they are about would break the site.
///
/// Rules that are off by default are reported where `[checks]` sets them, or where they are `asked` for by their code.
pub fn apply_settings(records: &Records, findings: Vec<Diagnostic>, asked: &[&str]) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return findings;
    }
    Settings::of(records).apply(findings, asked)
}

/// The settings that findings meet.
pub(super) struct Settings<'a> {
    config: &'a Config,
    excuses: Excuses<'a>,
}

impl<'a> Settings<'a> {
    /// Those of a whole site.
    pub(super) fn of(records: &'a Records) -> Self {
        let claims = records.claims.iter().map(|claim| &**claim);
        let sources = records.sources.iter().map(|source| &**source);
        Self::of_some(records, claims, sources, records.pages.iter().map(|page| &**page))
    }

    /// Those that findings about some claims, sources and pages of a site can meet.
    pub(super) fn of_some(
        records: &'a Records,
        claims: impl Iterator<Item = &'a ClaimRecord>,
        sources: impl Iterator<Item = &'a SourceRecord>,
        pages: impl Iterator<Item = &'a PageRecord>,
    ) -> Self {
        Self { config: &records.config, excuses: Excuses::of(records, claims, sources, pages) }
    }

    /// What is left of findings, each as severe as the settings say.
    pub(super) fn apply(&self, findings: Vec<Diagnostic>, asked: &[&str]) -> Vec<Diagnostic> {
        findings.into_iter().filter_map(|finding| self.settle(finding, asked)).collect()
    }

    fn settle(&self, finding: Diagnostic, asked: &[&str]) -> Option<Diagnostic> {
        let rule = rule(finding.code);
        if finding.severity == Severity::Error && rule.is_none() {
            return Some(finding);
        }
        let by_default = match rule {
            Some(rule) if rule.level == Level::Off && !asked.contains(&rule.code) => None,
            _ => Some(finding.severity),
        };
        let set = self.config.checks.get(finding.code).copied();
        let severity = set.unwrap_or(by_default)?;
        let silent = finding.place.as_ref().is_some_and(|place| self.excuses.cover(place, finding.code));
        (!silent).then_some(Diagnostic { severity, ..finding })
    }
}
