//! A promise was due before it was made.

use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::date::PartialDate;
use crate::diagnostic::{FilePath, Place, Spanned};
use crate::record::claim::JudgedBy;

pub(super) const RULE: Rule = Rule {
    code: "due-before-claim",
    summary: "A promise is due before it was made.",
    explanation: "`completion_due` is the date by which the claim is to be fulfilled. Where it was over before `made_on`, \
                  readers see a promise that was overdue on its first day.\n\n\
                  The same is looked at in statements by whose wording the claim is judged (`judged_by = \
                  \"restated\"`). Dates less exact than a day have to lie apart wholly: what is made in March and due \
                  in March is fine.\n\n\
                  Mend whichever of the two is wrong; often it is the year.",
    stage: Stage::Gate,
    level: Level::Error,
    looks: &[Look::Claim(|_, claim, findings| {
        let record = &claim.record;
        compare(
            &record.file,
            "claim",
            record.id.as_str(),
            (&record.completion_due, &record.made_on),
            findings,
        );
        for statement in record.statements.iter().filter(|entry| entry.judged_by == JudgedBy::Restated) {
            let made = Some(statement.made_on.clone());
            let dates = (&statement.completion_due, &made);
            compare(&record.file, "statement", statement.id.as_str(), dates, findings);
        }
    })],
};

type Written = Option<Spanned<PartialDate>>;

fn compare(file: &FilePath, kind: &str, id: &str, dates: (&Written, &Written), findings: &mut Findings) {
    let (Some(due), Some(made)) = dates else { return };
    if due.end() <= made.earliest() {
        findings
            .add(
                Place::new(file, due.span),
                format!("{kind} `{id}` is due `{}`, before it was made", due.value),
                "mend `completion_due` or `made_on`",
            )
            .notes
            .push((Place::new(file, made.span), format!("it was made `{}`", made.value)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_claim_and_a_statement_that_were_due_before_they_were_made_are_found() {
        let lines = "completion_due = 2025-12-31\n[[statements]]\nid = \"later\"\nmade_on = 2026-02-01\n\
             kind = \"restated\"\ncompletion_due = \"2026-01\"\njudged_by = \"restated\"";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim(lines, "It opened."))],
            &[
                "claims/lanes.md:6:18: claim `lanes` is due `2025-12-31`, before it was made (mend `completion_due` \
                 or `made_on`)",
                "claims/lanes.md:11:18: statement `later` is due `2026-01`, before it was made (mend `completion_due` \
                 or `made_on`)",
            ],
        );
    }

    #[test]
    fn dates_that_touch_and_statements_that_change_nothing_are_quiet() {
        for lines in [
            "completion_due = 2026-01-01",
            "completion_due = \"2026\"",
            "completion_due = \"2025-12/2026-02\"",
            "[[statements]]\nid = \"later\"\nmade_on = 2026-02-01\nkind = \"restated\"\ncompletion_due = \"2026-01\"",
            "[[statements]]\nid = \"later\"\nmade_on = 2026-02-01\nkind = \"repeated\"\njudged_by = \"restated\"",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim(lines, "It opened."))]);
        }
    }
}
