//! What a site's own settings make of every finding: they turn a rule or a warning off, up or down, and
//! silence it where a record is excused from it. They act here and nowhere else.

use crate::check::Level;
use crate::checks::excuses::Excuses;
use crate::checks::rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::Records;

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
    let excuses = Excuses::new(records);
    let settle = |finding: Diagnostic| {
        let rule = rule(finding.code);
        if finding.severity == Severity::Error && rule.is_none() {
            return Some(finding);
        }
        let by_default = match rule {
            Some(rule) if rule.level == Level::Off && !asked.contains(&rule.code) => None,
            _ => Some(finding.severity),
        };
        let set = records.config.checks.get(finding.code).copied();
        let severity = set.unwrap_or(by_default)?;
        let silent = finding.place.as_ref().is_some_and(|place| excuses.cover(place, finding.code));
        (!silent).then_some(Diagnostic { severity, ..finding })
    };
    findings.into_iter().filter_map(settle).collect()
}
