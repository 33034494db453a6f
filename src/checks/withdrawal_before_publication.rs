//! An update is taken back before it was published.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "withdrawal-before-publication",
    summary: "An update is retracted or removed before it was published.",
    explanation: "A retraction or removal that is dated before the update itself would make the update look as if it \
                  had never stood.\n\n\
                  Write the day on which it was taken back. A day, month or year that holds the publication is fine.",
    stage: Stage::Gate,
    level: Level::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let withdrawn = [("retracted", &update.retracted), ("removed", &update.removed)];
            for (word, withdrawal) in withdrawn {
                let Some(withdrawal) = withdrawal else { continue };
                if withdrawal.date.end() <= update.published.earliest() {
                    findings.add(
                        Place::new(update.file(), withdrawal.date.span),
                        format!("update `{}` is {word} before it was published", update.id),
                        "write the day on which it was taken back",
                    );
                }
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires};

    #[test]
    fn what_is_taken_back_too_early_is_found() {
        let update =
            "+++\npublished = 2026-01-10\nretracted = {date = 2026-01-09, why = \"Wrong.\"}\n+++\n\nText.\n";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/a.md", update)],
            &[
                "claims/lanes/updates/a.md:3:21: update `2026-01-10` is retracted before it was published (write the day on which it was taken back)",
            ],
        );
    }
}
