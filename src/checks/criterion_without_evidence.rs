//! A criterion was set to met by an update that cites nothing.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::cites;
use crate::diagnostic::Place;
use crate::record::claim::CriterionState;

pub(super) const RULE: Rule = Rule {
    code: "criterion-without-evidence",
    summary: "A criterion counts as met by an update that cites no source.",
    explanation: "A criterion that is met is a finding of its own: readers see it beside the claim, with the update that set \
                  it. That update should cite what shows it, in `sources` or as `[@id]` in its text.\n\n\
                  What is looked at is the update that set the criterion last. Criteria that are not met or were not \
                  looked at are left alone: often there is nothing to cite.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        for criterion in claim.criteria.iter().filter(|criterion| criterion.state == CriterionState::Met) {
            let Some(update) = criterion.set_by.map(|ix| claim.update(ix)).filter(|update| !cites(update))
            else {
                continue;
            };
            let id = claim.record.criteria[criterion.record].id.as_str();
            let set = update.sets.iter().find(|set| set.target.as_str() == id);
            findings.add(
                Place::new(update.file(), set.map_or(update.span, |set| set.target.span)),
                format!("update `{}` sets criterion `{id}` to `met` and cites no source", update.id),
                "cite what shows it: `sources = [\"…\"]`",
            );
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
    fn a_criterion_that_is_met_on_nothing_is_found() {
        let update = "published = 2026-02-01\nsets = { north = \"met\", south = \"not_met\" }";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim_with(CRITERIA, &[update]))],
            &[
                "claims/lanes.md:14:10: update `2026-02-01` sets criterion `north` to `met` and cites no source (cite \
               what shows it: `sources = [\"…\"]`)",
            ],
        );
    }

    #[test]
    fn evidence_and_criteria_that_are_no_longer_met_are_quiet() {
        for updates in [
            &["published = 2026-02-01\nsources = [\"s1\"]\nsets = { north = \"met\" }"][..],
            &["published = 2026-02-01\nsets = { north = \"met\" }\nbody = \"Open [@s1].\""],
            &[
                "published = 2026-02-01\nsets = { north = \"met\" }",
                "published = 2026-02-02\nsets = { north = \"not_met\" }",
            ],
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with(CRITERIA, updates))]);
        }
    }
}
