//! Nothing says by when a promise is to be kept.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::claim::ClaimKind;

pub(super) const RULE: Rule = Rule {
    code: "claim-without-due",
    summary: "Nothing says by when a promise is to be kept.",
    explanation: "A promise without a date is never overdue. Some newsrooms set a date for each, from the term of office or \
                  from what was said around it, and mark it as inferred; others leave it open. So the rule is off unless \
                  `[checks]` turns it on.\n\n\
                  It finds claims of the kind `deliver` that have no date on the day: neither `completion_due`, nor one \
                  that a statement or an update sets. Claims made of parts, and those to keep something up, are left \
                  alone.\n\n\
                  Add `completion_due`, with `due_basis = \"inferred\"` where the date is yours.",
    stage: Stage::Desk,
    level: Level::Off,
    looks: &[Look::Claim(|_, claim, findings| {
        let record = &claim.record;
        let said = record.statements.iter().any(|statement| statement.completion_due.is_some());
        if claim.due.is_none() && !said && record.kind == ClaimKind::Deliver && claim.parts.is_empty() {
            findings.add(
                Place::new(&record.file, record.title.span),
                format!("claim `{}` does not say by when", record.id.as_str()),
                "add completion_due = …, with due_basis = \"inferred\" where the date is yours",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_promise_without_a_date_is_found() {
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", "It opened."))],
            &[
                "claims/lanes.md:2:9: claim `lanes` does not say by when (add completion_due = …, with due_basis = \
               \"inferred\" where the date is yours)",
            ],
        );
    }

    #[test]
    fn dates_lasting_promises_and_parts_are_quiet() {
        for lines in [
            "completion_due = \"2026\"\ndue_basis = \"inferred\"",
            "kind = \"maintain\"",
            "[[statements]]\nmade_on = 2026-02-01\nkind = \"restated\"\ncompletion_due = 2026-08-01",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim(lines, ""))]);
        }
        let part = claim("part_of = \"lanes\"\ncompletion_due = 2026-08-01", "");
        quiet(&RULE, &[("claims/lanes.md", &claim("", "")), ("claims/lane-one.md", &part)]);
    }
}
