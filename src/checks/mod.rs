//! Tracker → findings of the rules: one rule a file, each looks at a tracker and says what it finds.
//!
//! A rule is a gate: it runs in every build. What no tracker can be made without is no rule but an
//! error of `load` or `resolve`.

mod evidence_after_publication;
mod happened_after_publication;
mod milestone_before_its_date;
mod retired_status;
mod settings;
mod translation_outdated;
mod unknown_rule;
mod withdrawal_before_publication;

use std::sync::Arc;

use crate::check::{Findings, Look, OfClaim, OfSite, OfSource, Rule};
use crate::diagnostic::{Diagnostic, Each};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;
pub use settings::apply_settings;

/// Every rule, by code.
pub const RULES: &[&Rule] = &[
    &evidence_after_publication::RULE,
    &happened_after_publication::RULE,
    &milestone_before_its_date::RULE,
    &retired_status::RULE,
    &translation_outdated::RULE,
    &unknown_rule::RULE,
    &withdrawal_before_publication::RULE,
];

/// Codes of warnings that other stages give, which `[checks]` and `allow` may name too.
pub const OTHER_WARNINGS: &[&str] = &[
    "ambiguous-time",
    "low-contrast",
    "missing-string",
    "no-base-url",
    "output-changed",
    "references-unchecked",
    "static-type",
    "stray-file",
    "string-placeholder",
    "translation-without-original",
    "unknown-language",
    "unknown-string",
    "unsafe-link",
];

/// What every rule found; settings are not applied yet.
#[derive(Debug, Default)]
pub struct Checked {
    claims: Each,
    sources: Each,
    site: Vec<Diagnostic>,
}

impl Checked {
    /// All of it, by place.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let each = self.claims.findings().chain(self.sources.findings());
        let mut all: Vec<Diagnostic> = each.chain(&self.site).cloned().collect();
        all.sort();
        all
    }
}

/// Looks at everything with every rule. An earlier tracker with what was found in it only saves time.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn check(tracker: &Tracker, before: Option<(&Tracker, &Checked)>) -> Checked {
    let is_like = |old: &Tracker| Arc::ptr_eq(&old.names, &tracker.names) && old.as_of == tracker.as_of;
    let looks = Looks::of(RULES);
    let of_claim = |_, claim: &Arc<Claim>| found(&looks.claims, |look, to| look(tracker, claim, to));
    let of_source = |_, source: &Source| found(&looks.sources, |look, to| look(tracker, source, to));
    let (claims, sources) = match before.filter(|(old, _)| is_like(old)) {
        Some((old, known)) => {
            let same_claim = |ix: usize, claim: &Arc<Claim>| Arc::ptr_eq(&old.claims[ix], claim);
            let same = |ix: usize, one: &Source| Arc::ptr_eq(&old.sources[ix].record, &one.record);
            let claims = known.claims.again(&tracker.claims, same_claim, of_claim);
            (claims, known.sources.again(&tracker.sources, same, of_source))
        }
        None => (Each::of(&tracker.claims, of_claim), Each::of(&tracker.sources, of_source)),
    };
    Checked { claims, sources, site: found(&looks.site, |look, to| look(tracker, to)) }
}

/// The looks of rules, by what they look at.
#[derive(Default)]
struct Looks {
    claims: Vec<(&'static Rule, OfClaim)>,
    sources: Vec<(&'static Rule, OfSource)>,
    site: Vec<(&'static Rule, OfSite)>,
}

impl Looks {
    fn of(rules: &[&'static Rule]) -> Self {
        let mut looks = Self::default();
        for &rule in rules {
            for look in rule.looks {
                match look {
                    Look::Claim(look) => looks.claims.push((rule, *look)),
                    Look::Source(look) => looks.sources.push((rule, *look)),
                    Look::Site(look) => looks.site.push((rule, *look)),
                }
            }
        }
        looks
    }
}

/// What is found with each look.
fn found<F>(looks: &[(&'static Rule, F)], see: impl Fn(&F, &mut Findings)) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for (rule, look) in looks {
        findings.of(rule);
        see(look, &mut findings);
    }
    findings.into_list()
}

/// Whether `[checks]` and `allow` may name this code: a rule, or a warning of another stage.
fn is_adjustable(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code) || OTHER_WARNINGS.contains(&code)
}
