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

use rayon::prelude::*;

use crate::check::Rule;
use crate::diagnostic::Diagnostic;
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;
use crate::tracker::{ClaimIx, SourceIx, Tracker};
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
    /// In claims, by their places in the tracker.
    claims: Vec<(ClaimIx, Vec<Diagnostic>)>,
    /// In sources, in the same way.
    sources: Vec<(SourceIx, Vec<Diagnostic>)>,
    site: Vec<Diagnostic>,
}

impl Checked {
    /// All of it.
    pub fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        let claims = self.claims.iter().flat_map(|(_, found)| found);
        let sources = self.sources.iter().flat_map(|(_, found)| found);
        claims.chain(sources).chain(&self.site).cloned()
    }
}

/// Looks at everything with every rule. An earlier tracker with what was found in it only saves time.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn check(tracker: &Tracker, before: Option<(&Tracker, &Checked)>) -> Checked {
    let before =
        before.filter(|(old, _)| Arc::ptr_eq(&old.names, &tracker.names) && old.as_of == tracker.as_of);
    let claim = |ix: ClaimIx, claim: &Arc<Claim>| match before {
        Some((old, checked)) if Arc::ptr_eq(&old.claims[ix], claim) => known(&checked.claims, ix),
        _ => RULES.iter().flat_map(|rule| rule.in_claim(tracker, claim)).collect(),
    };
    let source = |ix: SourceIx, source: &Source| match before {
        Some((old, checked)) if Arc::ptr_eq(&old.sources[ix].record, &source.record) => {
            known(&checked.sources, ix)
        }
        _ => RULES.iter().flat_map(|rule| rule.in_source(tracker, source)).collect(),
    };
    Checked {
        claims: all(&tracker.claims, claim),
        sources: all(&tracker.sources, source),
        site: RULES.iter().flat_map(|rule| rule.in_site(tracker)).collect(),
    }
}

/// What is found in each, where anything is.
fn all<T: Sync>(
    list: &[T],
    find: impl Fn(usize, &T) -> Vec<Diagnostic> + Sync,
) -> Vec<(usize, Vec<Diagnostic>)> {
    let found = list.par_iter().enumerate().map(|(ix, one)| (ix, find(ix, one)));
    found.filter(|(_, found)| !found.is_empty()).collect()
}

/// What was found at a place.
fn known(found: &[(usize, Vec<Diagnostic>)], ix: usize) -> Vec<Diagnostic> {
    let place = found.binary_search_by_key(&ix, |(ix, _)| *ix);
    place.map_or_else(|_| Vec::new(), |place| found[place].1.clone())
}

/// Whether `[checks]` and `allow` may name this code: a rule, or a warning of another stage.
fn is_adjustable(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code) || OTHER_WARNINGS.contains(&code)
}
