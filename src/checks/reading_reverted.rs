//! A machine's reading was undone by the next one before it could settle, and nobody has said which of them holds.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::is_by_a_person;
use crate::checks::dated::standing;
use crate::diagnostic::Place;
use crate::tracker::Slot;
use crate::tracker::claim::Claim;

pub(super) const RULE: Rule = Rule {
    code: "reading-reverted",
    summary: "A machine's reading was undone by a machine within the time that readings need to settle.",
    explanation: "A machine that says `complete` and takes it back a day later was wrong once. Readers see both readings, \
                  and the site counts the first as reverted; what they want to know is which of them was wrong, and \
                  why.\n\n\
                  What is looked at are runs of machines' readings that were undone within the hours of `[[settling]]` \
                  and never made the headline, or made it and gave way to the status before. A run after which a person \
                  published anything on the claim is left alone.\n\n\
                  Read both. Retract the one that was wrong (`retracted = { date = 2026-02-13, why = \"…\" }`), or say \
                  in an update of your own how it stands.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let last_word = standing(claim).rev().find(|(_, update)| is_by_a_person(update)).map(|(ix, _)| ix);
        for (place, run) in claim.runs.iter().enumerate() {
            let (Some(lasted), Some(next)) = (run.lasted, claim.runs.get(place + 1)) else { continue };
            let (Some(&first), Some(&undone)) = (run.readings.first(), next.readings.first()) else {
                continue;
            };
            let before = place.checked_sub(1).map(|before| &claim.runs[before].status);
            let is_back = before == Some(&next.status) && made(claim, undone);
            let is_undone = run.reverted || is_back;
            let update = claim.update(first);
            let window = tracker.config.settling_at(update.published.earliest()).hours;
            let is_soon = lasted <= i64::from(window) * 3600;
            // A person who spoke after its first reading has answered it.
            if !is_undone || !is_soon || last_word.is_some_and(|word| word > first) {
                continue;
            }
            let by = claim.update(undone);
            let span = update.status.as_ref().map_or(update.span, |status| status.span);
            findings
                .add(
                    Place::new(update.file(), span),
                    format!(
                        "update `{}` says `{}`, and `{}` took it back after {}",
                        update.id,
                        run.status,
                        by.id,
                        hours(lasted)
                    ),
                    "retract the one that was wrong, or say in an update of your own how it stands",
                )
                .notes
                .push((
                    Place::new(by.file(), by.status.as_ref().map_or(by.span, |status| status.span)),
                    format!("it says `{}`", next.status),
                ));
        }
    })],
};

/// Whether this reading changed the headline.
fn made(claim: &Claim, reading: Slot) -> bool {
    claim.headlines[claim.updates[reading.ix()].headline.ix()].settled_by == Some(reading)
}

/// A time in words, to the hour; in minutes below one.
fn hours(seconds: i64) -> String {
    match (seconds / 60, seconds / 3600) {
        (1, _) => "1 minute".to_owned(),
        (minutes, 0) => format!("{minutes} minutes"),
        (_, 1) => "1 hour".to_owned(),
        (_, hours) => format!("{hours} hours"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    fn readings(readings: &[(&str, &str, &str)]) -> String {
        let update = |(at, status, method): &(&str, &str, &str)| {
            format!("published = \"{at}\"\nstatus = \"{status}\"\nmethod = \"{method}\"")
        };
        let updates: Vec<String> = readings.iter().map(update).collect();
        claim_with("", &updates.iter().map(|update| &**update).collect::<Vec<_>>())
    }

    const MACHINE: &str = "automated";

    #[test]
    fn a_reading_that_a_machine_takes_back_is_found() {
        let help = "(retract the one that was wrong, or say in an update of your own how it stands)";
        // A machine closes nothing: the reading never made the headline.
        let closing = readings(&[
            ("2026-02-01T08:00", "in_progress", "human"),
            ("2026-02-02T08:00", "complete", MACHINE),
            ("2026-02-02T20:30", "in_progress", MACHINE),
        ]);
        // Nobody had spoken: it made the headline and lost it.
        let flipping = readings(&[
            ("2026-02-01T08:00", "in_progress", MACHINE),
            ("2026-02-02T08:00", "stalled", MACHINE),
            ("2026-02-02T08:40", "in_progress", MACHINE),
        ]);
        for (claim, told) in [
            (closing, "says `complete`, and `2026-02-02-2030` took it back after 12 hours"),
            (flipping, "says `stalled`, and `2026-02-02-0840` took it back after 40 minutes"),
        ] {
            fires(
                &RULE,
                &[("claims/lanes.md", &claim)],
                &[&format!("claims/lanes.md:13:10: update `2026-02-02-0800` {told} {help}")],
            );
        }
    }

    #[test]
    fn progress_slow_changes_and_what_a_person_answered_are_quiet() {
        for updates in [
            // What stands between two readings that never held was the headline all along.
            &[
                ("2026-01-01T08:00", "in_progress", "human"),
                ("2026-02-02T08:00", "complete", MACHINE),
                ("2026-02-05T08:00", "in_progress", MACHINE),
                ("2026-02-05T09:00", "complete", MACHINE),
            ][..],
            // On to another status, not back.
            &[
                ("2026-02-01T08:00", "not_started", MACHINE),
                ("2026-02-02T08:00", "in_progress", MACHINE),
                ("2026-02-02T09:00", "stalled", MACHINE),
            ],
            &[
                ("2026-02-01T08:00", "in_progress", MACHINE),
                ("2026-02-02T08:00", "stalled", MACHINE),
                ("2026-02-04T08:01", "in_progress", MACHINE),
            ],
            &[
                ("2026-02-01T08:00", "in_progress", "human"),
                ("2026-02-02T08:00", "complete", MACHINE),
                ("2026-02-02T20:00", "in_progress", "human"),
            ],
            &[
                ("2026-02-01T08:00", "in_progress", "human"),
                ("2026-02-02T08:00", "complete", MACHINE),
                ("2026-02-02T20:00", "in_progress", MACHINE),
                ("2026-02-03T20:00", "in_progress", "human"),
            ],
            &[("2026-02-01T08:00", "in_progress", "human"), ("2026-02-02T08:00", "complete", MACHINE)],
        ] {
            quiet(&RULE, &[("claims/lanes.md", &readings(updates))]);
        }
    }
}
