//! An update reports something dated after its own publication.

use crate::check::{Look, Rule};
use crate::diagnostic::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "happened-after-publication",
    summary: "An update reports something dated after its own publication.",
    severity: Severity::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let Some(date) = &update.happened_on else { continue };
            if date.earliest() >= update.published.end() {
                findings.add(
                    Place::new(&update.file, date.span),
                    format!(
                        "update `{}` tells of something that happened after its publication: `{}`",
                        update.id, date.value
                    ),
                    "`happened_on` is when the thing itself happened: mend it, or mend `published`",
                );
            }
        }
    })],
};
