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
                        Place::new(&update.file, withdrawal.date.span),
                        format!("update `{}` is {word} before it was published", update.id),
                        "write the day on which it was taken back",
                    );
                }
            }
        }
    })],
};
