//! The due date of an open claim has passed, and nobody has looked since.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::dated;
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "due-date-passed",
    summary: "The due date of an open claim has passed, and no update was published since.",
    explanation: "Readers see such a claim marked as overdue. What they cannot see is whether anybody has looked: the day \
                  after a promise was due is the day on which they come to find out.\n\n\
                  Publish an update that says how it stands; where the date was moved, set it: `sets = { due = { to = \
                  \"2026-06\" } }`. An update after the date is enough, whatever it says, and so is a closed claim. Drafts \
                  are left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        let Some(due) = claim.due.as_ref().filter(|_| claim.marks.overdue || claim.marks.date_passed) else {
            return;
        };
        let latest = claim.latest_update();
        if claim.draft || latest.is_some_and(|update| update.published.end() > due.date.end()) {
            return;
        }
        let finding = findings.add(
            dated::of_due(claim),
            format!("claim `{}` was due `{}`, and no update was published since", claim.record.id, due.date),
            "publish an update that says how it stands, or move the date: `sets = { due = { to = \"2026-06\" } }`",
        );
        if let Some(latest) = latest {
            let note = format!("the latest update is of `{}`", latest.published.value);
            finding.notes.push((Place::new(latest.file(), latest.published.span), note));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const HELP: &str = "(publish an update that says how it stands, or move the date: `sets = { due = { to = \
                        \"2026-06\" } }`)";

    #[test]
    fn a_date_that_passed_in_silence_is_found_where_it_was_written_last() {
        let early = "published = 2026-01-10\nstatus = \"in_progress\"";
        let moves = "published = 2026-01-12\nsets = { due = { to = \"2026-02-10\" } }";
        let retracted = "published = 2026-02-20\nretracted = { date = 2026-02-21, why = \"No.\" }";
        for (lines, updates, told) in [
            ("completion_due = 2026-01-31", &[early][..], "6:18: claim `lanes` was due `2026-01-31`"),
            (
                "completion_due = \"2026-01\"\ndue_basis = \"inferred\"",
                &[],
                "6:18: claim `lanes` was due `2026-01`",
            ),
            ("completion_due = 2026-01-31", &[early, retracted], "6:18: claim `lanes` was due `2026-01-31`"),
            ("completion_due = 2026-01-31", &[early, moves], "12:23: claim `lanes` was due `2026-02-10`"),
            ("completion_due = 2026-02-28", &[early], "6:18: claim `lanes` was due `2026-02-28`"),
            ("completion_due = \"2026-01\"", &[early], "6:18: claim `lanes` was due `2026-01`"),
        ] {
            fires(
                &RULE,
                &[("claims/lanes.md", &claim_with(lines, updates))],
                &[&format!("claims/lanes.md:{told}, and no update was published since {HELP}")],
            );
        }
    }

    #[test]
    fn a_claim_with_an_update_since_or_closed_and_a_date_that_is_not_over_are_quiet() {
        for (lines, updates) in [
            ("completion_due = 2026-01-31", &["published = 2026-02-01"][..]),
            ("completion_due = 2026-01-31", &["published = 2026-01-10\nstatus = \"dropped\""]),
            ("completion_due = 2026-03-01", &[]),
            ("completion_due = \"2026\"", &[]),
            (
                "completion_due = 2026-01-31",
                &["published = 2026-01-12\nsets = { due = { to = \"2026-06\" } }"],
            ),
            ("", &[]),
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with(lines, updates))]);
        }
    }
}
