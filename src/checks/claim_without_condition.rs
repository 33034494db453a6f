//! Nothing says what would count as the claim fulfilled.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "claim-without-condition",
    summary: "Nothing says what would count as the claim fulfilled.",
    explanation: "A verdict is fair if everybody could know beforehand what it would rest on. Written down late, a condition \
                  looks as if it had been made to fit.\n\n\
                  The rule finds claims without `completion_condition`. It is content with `[[criteria]]`, with a \
                  `[[statements]]` entry that brings a condition, and with a claim that is made of parts: those have \
                  conditions of their own.\n\n\
                  Say in a sentence what must be seen, and by whom it can be seen: `completion_condition = \"All twelve \
                  bus lanes are open to traffic.\"`",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        let record = &claim.record;
        let restated = record.statements.iter().any(|statement| statement.completion_condition.is_some());
        let told = record.completion_condition.is_some() || !record.criteria.is_empty() || restated;
        if !told && claim.parts.is_empty() {
            findings.add(
                Place::new(&record.file, record.title.span),
                format!("claim `{}` does not say what would count as fulfilled", record.id.as_str()),
                "add completion_condition = \"…\": what must be seen",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_claim_that_anything_could_fulfil_is_found() {
        let due = "completion_due = 2026-06-01";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim(due, "It opened."))],
            &["claims/lanes.md:2:9: claim `lanes` does not say what would count as fulfilled (add \
               completion_condition = \"…\": what must be seen)"],
        );
    }

    #[test]
    fn conditions_criteria_statements_and_parts_are_enough() {
        let condition = "completion_condition = \"All lanes are open.\"";
        for lines in [
            condition,
            "[[criteria]]\ntext = \"The first lane is open.\"",
            "[[statements]]\nmade_on = 2026-02-01\nkind = \"restated\"\ncompletion_condition = \"Half of them.\"",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim(lines, ""))]);
        }
        let part = claim(&format!("part_of = \"lanes\"\n{condition}"), "");
        quiet(&RULE, &[("claims/lanes.md", &claim("", "")), ("claims/lane-one.md", &part)]);
    }
}
