//! The evidence of an update ends after the update was published.

use crate::check::{Look, Rule};
use crate::diagnostic::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "evidence-after-publication",
    summary: "The evidence of an update ends after the update was published.",
    severity: Severity::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let Some(date) = &update.as_of else { continue };
            if date.earliest() >= update.published.end() {
                findings.add(
                    Place::new(&update.file, date.span),
                    format!(
                        "update `{}` tells of evidence that ends after its publication: `{}`",
                        update.id, date.value
                    ),
                    "`as_of` is the cut-off of the evidence: it cannot be later than `published`",
                );
            }
        }
    })],
};
