//! A claim was closed by readings that cite nothing.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::{Closed, bearing, cites};

pub(super) const RULE: Rule = Rule {
    code: "closed-without-evidence",
    summary: "A claim is closed, and no reading that says so cites a source.",
    explanation: "To close a claim is the strongest thing that a tracker says. Whoever quotes it wants to see what it rests \
                  on.\n\n\
                  What is looked at are the readings that bear a headline whose status is `terminal`: their `sources`, \
                  and `[@id]` in their texts. Sources of the claim itself are about how it was made, and do not \
                  count. Addresses that stand bare in a text do not count either: declare them, so that they get an \
                  archived copy and a place in the index of sources.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let Some(closed) = Closed::of(tracker, claim) else { return };
        if !bearing(claim).any(cites) {
            findings.add(
                closed.place(),
                format!(
                    "update `{}` closes the claim as `{}` and cites no source",
                    closed.by.id, closed.status.id
                ),
                "cite what shows it: `sources = [\"…\"]`",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    #[test]
    fn a_claim_that_is_closed_on_nothing_is_found() {
        for status in ["complete", "not_met", "dropped"] {
            let claim = claim_with(
                "sources = [\"s1\"]",
                &[
                    "published = 2026-02-01\nstatus = \"in_progress\"\nsources = [\"s1\"]",
                    &format!(
                        "published = 2026-02-02\nstatus = \"{status}\"\nbody = \"See https://example.org/.\""
                    ),
                ],
            );
            fires(
                &RULE,
                &[("claims/lanes.md", &claim)],
                &[&format!(
                    "claims/lanes.md:13:10: update `2026-02-02` closes the claim as `{status}` and cites no source \
                     (cite what shows it: `sources = [\"…\"]`)"
                )],
            );
        }
    }

    #[test]
    fn evidence_of_any_bearing_reading_is_enough_and_open_claims_are_quiet() {
        for updates in [
            &["published = 2026-02-02\nstatus = \"complete\"\nsources = [\"s1\"]"][..],
            &["published = 2026-02-02\nstatus = \"complete\"\nbody = \"Open [@s1].\""],
            &[
                "published = 2026-02-02\nstatus = \"complete\"",
                "published = 2026-02-03\nstatus = \"complete\"\nmethod = \"automated\"\nsources = [\"s1\"]",
            ],
            &["published = 2026-02-02\nstatus = \"in_progress\""],
            &["published = 2026-02-02\nstatus = \"complete\"\nmethod = \"automated\""],
            &[
                "published = 2026-02-02\nstatus = \"in_progress\"",
                "published = 2026-02-03\nstatus = \"complete\"\nretracted = { date = 2026-02-04, why = \"No.\" }",
            ],
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with("", updates))]);
        }
    }
}
