//! Machines read another status than the headline's, and no editor has said anything to that.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::is_by_a_person;
use crate::checks::dated::{age, standing};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "reading-unanswered",
    summary: "Readings of machines have stood against the headline for long, and no editor has answered.",
    explanation: "A machine does not close a claim, nor reopen one that a person closed. Until an editor speaks, the page says \
                  that another status is reported and not confirmed. That may stand for some days, not for good.\n\n\
                  It is found when the first of these readings is 7 days old or more (`unanswered_days` in \
                  `[thresholds]`), or when there are 5 of them (`unanswered_readings`). Anything that a person has \
                  published on the claim since is an answer, a note too; readings after it count anew.\n\n\
                  Publish a reading of your own: it holds at once, whether it confirms them or not.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let Some(run) = claim.marks.unsettled.as_ref().and(claim.runs.last()) else { return };
        let answer = standing(claim).rev().find(|(_, update)| is_by_a_person(update)).map(|(ix, _)| ix);
        let open = run.readings.iter().filter(|ix| answer.is_none_or(|answer| **ix > answer));
        let count = open.clone().count();
        let Some(&first) = open.clone().next() else { return };
        let update = claim.update(first);
        let days = age(tracker, &update.published);
        let limits = &tracker.config.thresholds;
        if days < i64::from(limits.unanswered_days) && count < limits.unanswered_readings as usize {
            return;
        }
        let ago = match days {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            days => format!("{days} days ago"),
        };
        let readings = if count == 1 { "reading" } else { "readings" };
        let span = update.status.as_ref().map_or(update.span, |status| status.span);
        findings.add(
            Place::new(update.file(), span),
            format!(
                "update `{}` reported `{}` {ago} ({count} {readings} so far), the headline says `{}`, and \
                 no editor has answered",
                update.id,
                run.status,
                claim.headline().status
            ),
            "publish a reading of your own: it holds at once",
        );
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const HUMAN: &str = "published = 2026-01-10\nstatus = \"in_progress\"";

    fn machine(day: &str) -> String {
        format!("published = {day}\nstatus = \"complete\"\nmethod = \"automated\"")
    }

    fn with(others: &[&str]) -> String {
        claim_with("", &[&[HUMAN], others].concat())
    }

    #[test]
    fn readings_that_are_a_week_old_or_many_are_found() {
        let told = |line: usize, what: &str| {
            format!(
                "claims/lanes.md:{line}:10: update {what}, the headline says `in_progress`, and no editor has \
                 answered (publish a reading of your own: it holds at once)"
            )
        };
        let one = with(&[&machine("2026-02-22")]);
        let old = told(12, "`2026-02-22` reported `complete` 7 days ago (1 reading so far)");
        fires(&RULE, &[("claims/lanes.md", &one)], &[&old]);
        let days = ["2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01"].map(machine);
        let many = told(12, "`2026-02-25` reported `complete` 4 days ago (5 readings so far)");
        fires(&RULE, &[("claims/lanes.md", &with(&days.each_ref().map(|day| &**day)))], &[&many]);
        // A note answers what came before it, not what came after.
        let after = with(&[&machine("2026-02-01"), "published = 2026-02-02", &machine("2026-02-20")]);
        let again = told(18, "`2026-02-20` reported `complete` 9 days ago (1 reading so far)");
        fires(&RULE, &[("claims/lanes.md", &after)], &[&again]);
    }

    #[test]
    fn young_answered_and_confirmed_readings_are_quiet() {
        let (young, old) = (machine("2026-02-23"), machine("2026-02-01"));
        for others in [
            &[&*young][..],
            &[&*old, "published = 2026-02-02"],
            &[&*old, "published = 2026-02-02\nstatus = \"complete\""],
            &["published = 2026-02-01\nstatus = \"in_progress\"\nmethod = \"automated\""],
        ] {
            quiet(&RULE, &[("claims/lanes.md", &with(others))]);
        }
    }
}
