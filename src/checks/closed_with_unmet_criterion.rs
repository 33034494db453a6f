//! A promise counts as fulfilled while one of its criteria is not met.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::{Closed, list};
use crate::diagnostic::Place;
use crate::record::claim::CriterionState;
use crate::tracker::claim::CriterionNow;

pub(super) const RULE: Rule = Rule {
    code: "closed-with-unmet-criterion",
    summary: "A promise counts as fulfilled, and one of its criteria is not met or was never looked at.",
    explanation: "Criteria say what must be met before a promise counts as kept, and readers see them beside the status. A \
                  claim whose status has `fulfils` while a criterion is `not_met` or `not_assessed` says two things.\n\n\
                  Set the criteria in the update that closes the claim: `sets = { access = \"met\" }`. Where one was not \
                  met, the promise was kept in part at most: use a status that says so. Claims that were closed \
                  otherwise, or not at all, are left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let Some(closed) = Closed::fulfilled(tracker, claim) else { return };
        let unmet: Vec<&CriterionNow> =
            claim.criteria.iter().filter(|criterion| criterion.state != CriterionState::Met).collect();
        if unmet.is_empty() {
            return;
        }
        let record = |now: &CriterionNow| &claim.record.criteria[now.record];
        let (noun, verb) = if unmet.len() == 1 { ("criterion", "is") } else { ("criteria", "are") };
        let names = list(unmet.iter().map(|now| record(now).id.as_str()));
        let finding = findings.add(
            closed.place(),
            format!("update `{}` says `{}`, though {noun} {names} {verb} not met", closed.by.id, closed.status.id),
            "set what is met by then (`sets = { ID = \"met\" }`), or use a status that does not fulfil the promise",
        );
        for now in unmet {
            let note = format!("it is `{}`", now.state.word());
            finding.notes.push((Place::new(&claim.record.file, record(now).id.span), note));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const CRITERIA: &str =
        "[[criteria]]\nid = \"north\"\ntext = \"North\"\n[[criteria]]\nid = \"south\"\ntext = \"South\"";

    #[test]
    fn criteria_that_are_not_met_or_not_looked_at_are_found() {
        let update = |sets: &str| format!("published = 2026-02-01\nstatus = \"complete\"{sets}");
        let help = "(set what is met by then (`sets = { ID = \"met\" }`), or use a status that does not fulfil the \
                    promise)";
        for (sets, told) in [
            ("", "criteria `north` and `south` are"),
            ("\nsets = { north = \"met\" }", "criterion `south` is"),
            ("\nsets = { north = \"met\", south = \"not_met\" }", "criterion `south` is"),
        ] {
            fires(
                &RULE,
                &[("claims/lanes.md", &claim_with(CRITERIA, &[&update(sets)]))],
                &[&format!(
                    "claims/lanes.md:14:10: update `2026-02-01` says `complete`, though {told} not met {help}"
                )],
            );
        }
    }

    #[test]
    fn a_claim_of_which_all_is_met_and_one_that_is_not_fulfilled_are_quiet() {
        for update in [
            "published = 2026-02-01\nstatus = \"complete\"\nsets = { north = \"met\", south = \"met\" }",
            "published = 2026-02-01\nstatus = \"partly_met\"\nsets = { north = \"met\" }",
            "published = 2026-02-01\nstatus = \"in_progress\"",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with(CRITERIA, &[update]))]);
        }
    }
}
