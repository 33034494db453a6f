//! An update reports something dated after its own publication.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "happened-after-publication",
    summary: "An update reports something dated after its own publication.",
    explanation: "`happened_on` is when the thing itself happened, and an update tells of what has happened. What is \
                  announced for a later day is a milestone with a date, not a `happened_on`.\n\n\
                  A date less exact than a day counts from its beginning.",
    stage: Stage::Gate,
    level: Level::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let Some(date) = &update.happened_on else { continue };
            if date.earliest() >= update.published.end() {
                findings.add(
                    Place::new(update.file(), date.span),
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires};

    #[test]
    fn what_happens_after_the_publication_is_found() {
        let update = "+++\npublished = 2026-01-10\nhappened_on = 2026-02-01\n+++\n\nText.\n";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/a.md", update)],
            &[
                "claims/lanes/updates/a.md:3:15: update `2026-01-10` tells of something that happened after its publication: `2026-02-01` (`happened_on` is when the thing itself happened: mend it, or mend `published`)",
            ],
        );
    }
}
