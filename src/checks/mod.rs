//! Tracker → findings of the rules: one rule a file, each looks at a tracker and says what it finds.
//!
//! A rule is a gate, which looks in every build, or a desk rule, which looks when an editor checks records. What no
//! tracker can be made without is no rule but an error of `load` or `resolve`.

mod archive;
mod archive_malformed;
mod bearing;
mod break_in_sentence;
#[cfg(test)]
mod cases;
mod challenge_left_open;
mod change_without_reason;
mod claim_without_condition;
mod claim_without_due;
mod closed_before_its_end;
mod closed_on_claimants_word;
mod closed_with_unmet_criterion;
mod closed_without_evidence;
mod closed_without_review;
mod conflict_untold;
mod criterion_without_evidence;
mod date_far_ahead;
mod dated;
mod desk;
mod due_before_claim;
mod due_date_passed;
mod empty_section;
mod evidence_after_publication;
mod example_address;
mod excuses;
mod follow_up_missed;
mod happened_after_publication;
mod heading_level_jump;
mod html_as_text;
mod http_only;
mod image_without_alternative;
mod impossible_date_in_text;
mod introduction_unused;
mod invisible_character;
mod leftover_placeholder;
mod look_alike_host;
mod milestone_before_its_date;
mod milestone_dated_differently;
mod missing_translation;
mod near_duplicate_update;
mod orphan_page;
mod raw_data_as_text;
mod reading_reverted;
mod reading_unanswered;
mod repeated_paragraph;
mod restated_modal;
mod retired_status;
mod script_without_font;
mod security_expiry_unfit;
mod settings;
mod source_never_cited;
mod source_not_archived;
mod source_repeated;
mod source_without_access_date;
mod source_without_place;
mod source_without_publisher;
mod spoken_date;
mod stale_claim;
mod status_contradicts_body;
mod survey;
mod time_without_zone;
mod title_gives_rating;
mod title_too_long;
mod translation_outdated;
mod unbalanced_direction;
mod unknown_rule;
mod update_without_words;
mod updates_close_together;
mod vague_link_text;
mod withdrawal_before_publication;

use std::sync::Arc;

use crate::check::{Findings, Look, OfClaim, OfSite, OfSource, OfTexts, Rule, Scene, Stage};
use crate::codes;
use crate::diagnostic::{Diagnostic, Each};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;
pub use desk::{desk, desk_of};
pub use settings::apply_settings;
pub use survey::{GoesOn, Survey, Tally};

/// Every rule, by code.
pub const RULES: &[&Rule] = &[
    &archive_malformed::RULE,
    &break_in_sentence::RULE,
    &challenge_left_open::RULE,
    &change_without_reason::RULE,
    &claim_without_condition::RULE,
    &claim_without_due::RULE,
    &closed_before_its_end::RULE,
    &closed_on_claimants_word::RULE,
    &closed_with_unmet_criterion::RULE,
    &closed_without_evidence::RULE,
    &closed_without_review::RULE,
    &conflict_untold::RULE,
    &criterion_without_evidence::RULE,
    &date_far_ahead::RULE,
    &due_before_claim::RULE,
    &due_date_passed::RULE,
    &empty_section::RULE,
    &evidence_after_publication::RULE,
    &example_address::RULE,
    &follow_up_missed::RULE,
    &happened_after_publication::RULE,
    &heading_level_jump::RULE,
    &html_as_text::RULE,
    &http_only::RULE,
    &image_without_alternative::RULE,
    &impossible_date_in_text::RULE,
    &introduction_unused::RULE,
    &invisible_character::RULE,
    &leftover_placeholder::RULE,
    &look_alike_host::RULE,
    &milestone_before_its_date::RULE,
    &milestone_dated_differently::RULE,
    &missing_translation::RULE,
    &near_duplicate_update::RULE,
    &orphan_page::RULE,
    &raw_data_as_text::RULE,
    &reading_reverted::RULE,
    &reading_unanswered::RULE,
    &repeated_paragraph::RULE,
    &restated_modal::RULE,
    &retired_status::RULE,
    &script_without_font::RULE,
    &security_expiry_unfit::RULE,
    &source_never_cited::RULE,
    &source_not_archived::RULE,
    &source_repeated::RULE,
    &source_without_access_date::RULE,
    &source_without_place::RULE,
    &source_without_publisher::RULE,
    &stale_claim::RULE,
    &status_contradicts_body::RULE,
    &time_without_zone::RULE,
    &title_gives_rating::RULE,
    &title_too_long::RULE,
    &translation_outdated::RULE,
    &unbalanced_direction::RULE,
    &unknown_rule::RULE,
    &update_without_words::RULE,
    &updates_close_together::RULE,
    &vague_link_text::RULE,
    &withdrawal_before_publication::RULE,
];

/// What every gate found; settings are not applied yet.
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

/// Looks at everything with every gate. An earlier tracker with what was found in it only saves time.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn check(scene: &Scene<'_>, before: Option<(&Tracker, &Checked)>) -> Checked {
    let looks = Looks::of(RULES.iter().copied().filter(|rule| rule.stage == Stage::Gate));
    let before = before.filter(|(old, _)| is_like(old, scene.tracker));
    looks.over(scene, before)
}

/// Whether claims and sources of two trackers stand in the same places, and all that is around them is the same.
fn is_like(old: &Tracker, new: &Tracker) -> bool {
    Arc::ptr_eq(&old.names, &new.names) && old.as_of == new.as_of
}

/// The looks of rules, by what they look at.
#[derive(Default)]
struct Looks {
    claims: Vec<(&'static Rule, OfClaim)>,
    sources: Vec<(&'static Rule, OfSource)>,
    texts: Vec<(&'static Rule, OfTexts)>,
    site: Vec<(&'static Rule, OfSite)>,
}

impl Looks {
    fn of(rules: impl Iterator<Item = &'static Rule>) -> Self {
        let mut looks = Self::default();
        for rule in rules {
            for look in rule.looks {
                match look {
                    Look::Claim(look) => looks.claims.push((rule, *look)),
                    Look::Source(look) => looks.sources.push((rule, *look)),
                    Look::Texts(look) => looks.texts.push((rule, *look)),
                    Look::Site(look) => looks.site.push((rule, *look)),
                }
            }
        }
        looks
    }

    /// What they find in all but texts.
    fn over(&self, scene: &Scene<'_>, before: Option<(&Tracker, &Checked)>) -> Checked {
        let tracker = scene.tracker;
        let of_claim = |_, claim: &Arc<Claim>| found(&self.claims, |look, to| look(scene, claim, to));
        let of_source = |_, source: &Source| found(&self.sources, |look, to| look(scene, source, to));
        let (claims, sources) = match before {
            Some((old, known)) => {
                let same_claim = |ix: usize, claim: &Arc<Claim>| Arc::ptr_eq(&old.claims[ix], claim);
                let all = Arc::ptr_eq(&old.sources, &tracker.sources);
                let same = |ix: usize, one: &Source| all || Arc::ptr_eq(&old.sources[ix].record, &one.record);
                let claims = known.claims.again(&tracker.claims, same_claim, of_claim);
                (claims, known.sources.again(&tracker.sources, same, of_source))
            }
            None => (Each::of(&tracker.claims, of_claim), Each::of(&tracker.sources, of_source)),
        };
        Checked { claims, sources, site: found(&self.site, |look, to| look(scene, to)) }
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

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// Codes that `[checks]` and `allow` may name: rules, and warnings of other stages.
pub fn adjustable() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.code).chain(codes::adjustable())
}

/// Whether `[checks]` and `allow` may name this code.
pub fn is_adjustable(code: &str) -> bool {
    adjustable().any(|known| known == code)
}
