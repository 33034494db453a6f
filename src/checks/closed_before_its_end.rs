//! A promise to keep something up counts as fulfilled before its time is over.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::Closed;
use crate::checks::dated;
use crate::date::{Instant, day_of};
use crate::record::claim::ClaimKind;

pub(super) const RULE: Rule = Rule {
    code: "closed-before-its-end",
    summary: "A promise to keep something up counts as fulfilled before its end.",
    explanation: "A claim with `kind = \"maintain\"` promises to keep something up until `completion_due`. As long as that \
                  day has not come, it can be broken any day: it is kept so far, not fulfilled.\n\n\
                  What is looked at is the reading that made the headline, where its status has `fulfils`. A date less \
                  exact than a day counts to its last one, an approximate one from its first. Claims without a date \
                  are left alone.\n\n\
                  Use a status that does not close the claim until its end, or mend the date or the `kind`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let (ClaimKind::Maintain, Some(due)) = (claim.record.kind, &claim.due) else { return };
        let Some(closed) = Closed::fulfilled(tracker, claim) else { return };
        let zone = tracker.config.timezone;
        let last =
            if due.date.is_approximate() { due.date.earliest() } else { Instant(due.date.end().0 - 1) };
        if day_of(closed.by.published.earliest(), zone) < day_of(last, zone) {
            findings
                .add(
                    closed.place(),
                    format!(
                        "update `{}` says `{}` of a promise to keep something up until `{}`",
                        closed.by.id, closed.status.id, due.date
                    ),
                    "use a status that does not close the claim until then",
                )
                .notes
                .push((dated::of_due(claim), "its end".to_owned()));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    fn closed(lines: &str, day: &str) -> String {
        claim_with(lines, &[&format!("published = {day}\nstatus = \"complete\"\nsummary = \"Done.\"")])
    }

    #[test]
    fn a_lasting_promise_is_not_fulfilled_before_its_last_day() {
        let early = closed("kind = \"maintain\"\ncompletion_due = \"2026-02\"", "2026-02-27");
        fires(
            &RULE,
            &[("claims/lanes.md", &early)],
            &[
                "claims/lanes.md:10:10: update `2026-02-27` says `complete` of a promise to keep something up until \
               `2026-02` (use a status that does not close the claim until then)",
            ],
        );
    }

    #[test]
    fn its_last_day_other_promises_and_those_without_an_end_are_quiet() {
        for (lines, day) in [
            ("kind = \"maintain\"\ncompletion_due = \"2026-02\"", "2026-02-28"),
            ("kind = \"maintain\"\ncompletion_due = \"2026-02~\"", "2026-02-10"),
            ("kind = \"deliver\"\ncompletion_due = \"2026-02\"", "2026-02-10"),
            ("kind = \"maintain\"", "2026-02-10"),
        ] {
            quiet(&RULE, &[("claims/lanes.md", &closed(lines, day))]);
        }
        let open = "published = 2026-02-10\nstatus = \"kept_so_far\"";
        let claim = claim_with("kind = \"maintain\"\ncompletion_due = \"2026-02\"", &[open]);
        quiet(&RULE, &[("claims/lanes.md", &claim)]);
    }
}
