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

use rayon::prelude::*;

use crate::check::Rule;
use crate::diagnostic::Diagnostic;
use crate::tracker::Tracker;
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

/// What every rule finds, by place; settings are not applied yet.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn check(tracker: &Tracker) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = RULES.par_iter().flat_map(|rule| rule.findings(tracker)).collect();
    all.sort();
    all
}

/// Whether `[checks]` and `allow` may name this code: a rule, or a warning of another stage.
fn is_adjustable(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code) || OTHER_WARNINGS.contains(&code)
}
