//! A status that is no longer used turns up in a new reading.

use crate::check::{Level, Look, Rule, Stage};
use crate::date::day_of;
use crate::diagnostic::Place;

/// A reading is new for this many days: a retired status stays in old ones for good.
const NEW: i64 = 30;

pub(super) const RULE: Rule = Rule {
    code: "retired-status",
    summary: "A reading of the last 30 days has a status that the site no longer uses.",
    explanation: "A status with `retired = true` stays in old readings for good, since records are not rewritten. A \
                  reading of the last 30 days should use a status that the site still uses.\n\n\
                  Change the reading, or remove `retired` in `content/site.toml`.",
    stage: Stage::Gate,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let retired: Vec<_> = tracker.config.statuses.iter().filter(|status| status.retired).collect();
        if retired.is_empty() {
            return;
        }
        for update in &claim.record.updates {
            let Some(written) = &update.status else { continue };
            let age = tracker.as_of.day - day_of(update.published.earliest(), tracker.config.timezone);
            let is_retired = retired.iter().any(|status| status.id == written.value);
            if is_retired && (0..=NEW).contains(&age.num_days()) {
                findings.add(
                    Place::new(update.file(), written.span),
                    format!("status `{}` is retired", written.value),
                    "use a status that is not, or remove `retired` from this one in content/site.toml",
                );
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, site};

    #[test]
    fn a_new_reading_of_an_old_status_is_found() {
        let site = site("\"es\"")
            + "[[statuses]]\nid = \"stalled\"\nlabel = \"Stalled\"\nretired = true\n[[statuses]]\nid = \"open\"\nlabel = \
               \"Open\"\ninitial = true\n";
        let update = "+++\npublished = 2026-02-20\nstatus = \"stalled\"\n+++\n\nText.\n";
        fires(
            &RULE,
            &[
                ("site.toml", &site),
                ("claims/lanes/claim.md", &claim("", "")),
                ("claims/lanes/updates/a.md", update),
            ],
            &[
                "claims/lanes/updates/a.md:3:10: status `stalled` is retired (use a status that is not, or remove \
               `retired` from this one in content/site.toml)",
            ],
        );
    }
}
