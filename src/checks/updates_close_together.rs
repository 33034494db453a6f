//! Two updates of a claim were published within minutes.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::dated::standing;
use crate::date::Precision;
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "updates-close-together",
    summary: "Two updates of a claim were published within a few minutes of each other.",
    explanation: "Two updates within ten minutes are mostly one: published twice, or mended by a second one instead of a \
                  correction. Each has its own anchor, its place in feeds and its share in the count of readings.\n\n\
                  Only times of day are compared, and only among updates by the same `method`: a person who answers a \
                  machine at once is welcome. What was retracted or removed is left alone. A site sets the minutes with \
                  `updates_apart` in `[thresholds]`; 0 allows any.\n\n\
                  If they are one, keep the first, and retract or correct it openly where readers have seen both.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let apart = i64::from(tracker.config.thresholds.updates_apart) * 60;
        let timed = standing(claim).filter(|(_, update)| update.published.precision() == Precision::Time);
        for ((_, first), (_, second)) in timed.clone().zip(timed.skip(1)) {
            let seconds = second.published.earliest().0 - first.published.earliest().0;
            if seconds >= apart || first.method != second.method {
                continue;
            }
            let gap = match seconds / 60 {
                0 => "in the same minute as".to_owned(),
                1 => "1 minute after".to_owned(),
                minutes => format!("{minutes} minutes after"),
            };
            findings
                .add(
                    Place::new(second.file(), second.published.span),
                    format!("update `{}` was published {gap} `{}`", second.id, first.id),
                    "if they are one, retract or correct openly; else allow it with a reason",
                )
                .notes
                .push((Place::new(first.file(), first.published.span), "the one before".to_owned()));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    #[test]
    fn updates_within_minutes_are_found() {
        let claim = claim_with(
            "",
            &[
                "published = \"2026-02-01T10:00\"",
                "published = \"2026-02-01T10:09:59\"",
                "published = \"2026-02-01T10:09:59.5\"\nid = \"again\"",
                "published = \"2026-02-01T10:11\"",
            ],
        );
        let help = "(if they are one, retract or correct openly; else allow it with a reason)";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim)],
            &[
                &format!(
                    "claims/lanes.md:10:13: update `2026-02-01-1009` was published 9 minutes after `2026-02-01-1000` {help}"
                ),
                &format!(
                    "claims/lanes.md:12:13: update `again` was published in the same minute as `2026-02-01-1009` {help}"
                ),
                &format!(
                    "claims/lanes.md:15:13: update `2026-02-01-1011` was published 1 minute after `again` {help}"
                ),
            ],
        );
    }

    #[test]
    fn updates_apart_of_other_methods_without_a_time_or_taken_back_are_quiet() {
        for second in [
            "published = \"2026-02-01T10:10\"",
            "published = \"2026-02-01T10:05\"\nmethod = \"automated\"",
            "published = 2026-02-01",
            "published = \"2026-02-01T10:05\"\nretracted = { date = 2026-02-02, why = \"Twice.\" }",
        ] {
            let claim = claim_with("", &["published = \"2026-02-01T10:00\"", second]);
            quiet(&RULE, &[("claims/lanes.md", &claim)]);
        }
        let site =
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n[thresholds]\nupdates_apart = 0\n";
        let claim = claim_with("", &["published = \"2026-02-01T10:00\"", "published = \"2026-02-01T10:01\""]);
        quiet(&RULE, &[("site.toml", site), ("claims/lanes.md", &claim)]);
    }
}
