//! `[checks]` or `allow` names a rule that does not exist.

use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::checks::{adjustable, is_adjustable};
use crate::codes;
use crate::diagnostic::Place;
use crate::record::allow::Allow;

pub(super) const RULE: Rule = Rule {
    code: "unknown-rule",
    summary: "`[checks]` or `allow` names a rule that does not exist, so it does nothing.",
    explanation: "`[checks]` in `content/site.toml` and `allow` in a record name rules by their codes. One that does not \
                  exist excuses nothing, which is most often a misspelling.\n\n\
                  Errors of the records themselves, such as a bad date, are no rules: they cannot be switched off.",
    stage: Stage::Gate,
    level: Level::Warning,
    looks: &[
        Look::Site(|tracker, findings| {
            let mut set: Vec<&str> = tracker.config.checks.keys().map(|code| &**code).collect();
            set.sort_unstable();
            for code in set {
                name(code, Place::whole(&tracker.config.file), findings);
            }
        }),
        Look::Claim(|_, claim, findings| {
            let record = &claim.record;
            names(&record.allow, |allow| Place::new(&record.file, allow.rule.span), findings);
            for update in &record.updates {
                names(&update.allow, |allow| Place::new(&update.file, allow.rule.span), findings);
            }
        }),
        Look::Source(|_, source, findings| {
            let record = &source.record;
            names(&record.allow, |allow| Place::new(&record.file, allow.rule.span), findings);
        }),
    ],
};

fn names(allow: &[Allow], place: impl Fn(&Allow) -> Place, findings: &mut Findings) {
    for allow in allow {
        name(&allow.rule, place(allow), findings);
    }
}

fn name(code: &str, place: Place, findings: &mut Findings) {
    if is_adjustable(code) {
        return;
    }
    let help = codes::meant(&codes::near(code, adjustable()))
        .unwrap_or_else(|| "remove it: errors of the records themselves cannot be switched off".to_owned());
    findings.add(place, format!("rule `{code}` does not exist"), help);
}
