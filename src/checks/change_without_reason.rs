//! A headline changed, and no update says why in a sentence.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "change-without-reason",
    summary: "A headline changed, and no update that bears it says why in a sentence.",
    explanation: "A change of status is what readers, feeds and other newsrooms quote. The sentence beside it is the \
                  `summary` of the latest update that bears the headline; without one the page can only count \
                  readings and name dates.\n\n\
                  Each headline that the claim has had is looked at, since each stands in the list of changes. Those \
                  that a retraction brought back are left alone: its `why` is their reason.\n\n\
                  Write one sentence as `summary` of the update that changed the headline: what was found, not what \
                  the status is.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        for headline in &claim.headlines {
            let (Some(by), None, None) = (headline.settled_by, headline.summary_of, headline.retraction)
            else {
                continue;
            };
            let update = claim.update(by);
            let span = update.status.as_ref().map_or(update.span, |status| status.span);
            findings.add(
                Place::new(update.file(), span),
                format!("update `{}` makes the headline `{}` without a reason", update.id, headline.status),
                "say why in a sentence: `summary = \"…\"`",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    #[test]
    fn every_headline_without_a_sentence_is_found() {
        let claim = claim_with(
            "",
            &[
                "published = 2026-01-05\nstatus = \"in_progress\"",
                "published = 2026-01-06\nstatus = \"stalled\"\nsummary = \"Work stopped.\"",
                "published = 2026-01-07\nstatus = \"complete\"",
            ],
        );
        fires(
            &RULE,
            &[("claims/lanes.md", &claim)],
            &[
                "claims/lanes.md:9:10: update `2026-01-05` makes the headline `in_progress` without a reason (say why in \
                 a sentence: `summary = \"…\"`)",
                "claims/lanes.md:16:10: update `2026-01-07` makes the headline `complete` without a reason (say why in \
                 a sentence: `summary = \"…\"`)",
            ],
        );
    }

    #[test]
    fn a_sentence_of_a_later_bearer_and_the_reason_of_a_retraction_are_enough() {
        let later = [
            "published = 2026-01-05\nstatus = \"stalled\"",
            "published = 2026-01-06\nstatus = \"stalled\"\nsummary = \"Work stopped.\"",
        ];
        let taken_back = [
            "published = 2026-01-05\nstatus = \"stalled\"\nsummary = \"Work stopped.\"",
            "published = 2026-01-06\nstatus = \"complete\"\nsummary = \"Done.\"\nretracted = { date = 2026-01-07, why = \"No.\" }",
        ];
        let unsettled = [
            "published = 2026-01-05\nstatus = \"stalled\"\nsummary = \"Work stopped.\"",
            "published = 2026-01-06\nstatus = \"complete\"\nmethod = \"automated\"",
        ];
        for updates in [&later[..], &taken_back, &unsettled, &["published = 2026-01-05"]] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with("", updates))]);
        }
    }
}
