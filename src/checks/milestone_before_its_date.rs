//! A milestone is said to have happened, or to be missed, while its date is still to come.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::claim::MilestoneState;
use crate::tracker::claim::MovedBy;

pub(super) const RULE: Rule = Rule {
    code: "milestone-before-its-date",
    summary: "A milestone is said to have happened or to be missed before its date has begun.",
    explanation: "A milestone whose date has not begun on the day of the site can be planned, moved or cancelled, but not \
                  `happened` or `missed`: readers would be told of something that cannot be known yet.\n\n\
                  Where it came early, give the day on which it did: `{state = \"happened\", to = \"2026-02-13\"}`. The \
                  old date stays in its history.",
    stage: Stage::Gate,
    level: Level::Error,
    looks: &[Look::Claim(|tracker, claim, findings| {
        // A claim that comes on a later day, and is shown as a draft until then, tells how things stand when it comes.
        let end = tracker.as_of.end.max(claim.published.end());
        for milestone in &claim.milestones {
            let over = matches!(milestone.state, MilestoneState::Happened | MilestoneState::Missed);
            if !over || milestone.date.has_begun(end) {
                continue;
            }
            // Where the date was moved, the update that moved it is the place to mend it.
            let mover = milestone.moved.last().and_then(|moved| match moved.by {
                MovedBy::Update(ix) => Some(claim.update(ix)),
                MovedBy::Statement(_) => None,
            });
            let bringer = milestone.brought_by.map(|ix| claim.update(ix));
            let file = mover.or(bringer).map_or(&claim.record.file, |update| update.file());
            let span = mover
                .and_then(|update| {
                    let set = update.sets.iter().find(|set| set.target.value == milestone.record.id.value);
                    set?.to.as_ref().map(|to| to.span)
                })
                .unwrap_or(milestone.record.date.span);
            findings.add(
                Place::new(file, span),
                format!(
                    "milestone `{}` is `{}`, though its date `{}` is still to come",
                    milestone.record.id.value,
                    milestone.state.word(),
                    milestone.date
                ),
                "give the date on which it happened: `{state = \"happened\", to = \"2026-02-13\"}`",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires};

    #[test]
    fn what_is_over_before_its_date_is_found() {
        let talks =
            "[[milestones]]\nid = \"talks\"\ndate = \"2026-04\"\ntitle = \"Talks\"\nstate = \"happened\"";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim(talks, ""))],
            &[
                "claims/lanes/claim.md:8:8: milestone `talks` is `happened`, though its date `2026-04` is still to come \
               (give the date on which it happened: `{state = \"happened\", to = \"2026-02-13\"}`)",
            ],
        );
    }
}
