//! The evidence of an update ends after the update was published.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "evidence-after-publication",
    summary: "The evidence of an update ends after the update was published.",
    explanation: "`as_of` is the cut-off of the evidence: the last day that an update takes into account. It cannot lie after \
                  `published`, the moment at which the update was given out.\n\n\
                  Mend whichever of the two is wrong. A date less exact than a day counts from its beginning, so \
                  `as_of = \"2026-01\"` is fine for an update of 10 January.",
    stage: Stage::Gate,
    level: Level::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let Some(date) = &update.as_of else { continue };
            if date.earliest() >= update.published.end() {
                findings.add(
                    Place::new(update.file(), date.span),
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires};

    #[test]
    fn evidence_from_after_the_publication_is_found() {
        let update = "+++\npublished = 2026-01-10\nas_of = 2026-01-11\n+++\n\nText.\n";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/a.md", update)],
            &[
                "claims/lanes/updates/a.md:3:9: update `2026-01-10` tells of evidence that ends after its publication: `2026-01-11` (`as_of` is the cut-off of the evidence: it cannot be later than `published`)",
            ],
        );
    }
}
