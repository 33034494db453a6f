//! An open claim has had no update for long.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::dated::age;
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "stale-claim",
    summary: "An open claim has had no update for longer than the site allows.",
    explanation: "`stale_after` in site.toml says after how many days without an update an open claim is marked as stale. \
                  Without it nothing is.\n\n\
                  Publish an update, be it a note that nothing was found: that somebody looked is news to a reader. Give \
                  the claim a follow-up, so that the next look has a date. Closed claims and drafts are left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        if !claim.marks.stale || claim.draft {
            return;
        }
        let record = &claim.record;
        let (place, seen) = match claim.latest_update() {
            Some(latest) => (Place::new(latest.file(), latest.published.span), &latest.published.value),
            None => (Place::new(&record.file, record.title.span), &claim.published),
        };
        findings.add(
            place,
            format!("claim `{}` has had no update for {} days", record.id, age(tracker, seen)),
            "publish one, be it a note that nothing was found",
        );
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const SITE: (&str, &str) =
        ("site.toml", "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nstale_after = 20\n");

    #[test]
    fn a_claim_without_a_recent_update_is_found_at_the_last_one_or_at_its_title() {
        let help = "(publish one, be it a note that nothing was found)";
        let updated = claim_with("", &["published = 2026-02-01", "published = 2026-02-09"]);
        let told = format!("claims/lanes.md:10:13: claim `lanes` has had no update for 20 days {help}");
        fires(&RULE, &[SITE, ("claims/lanes.md", &updated)], &[&told]);
        let told = format!("claims/lanes.md:2:9: claim `lanes` has had no update for 59 days {help}");
        fires(&RULE, &[SITE, ("claims/lanes.md", &claim_with("", &[]))], &[&told]);
    }

    #[test]
    fn recent_and_closed_claims_and_sites_without_a_limit_are_quiet() {
        quiet(&RULE, &[SITE, ("claims/lanes.md", &claim_with("", &["published = 2026-02-10"]))]);
        let closed = claim_with("", &["published = 2026-01-10\nstatus = \"dropped\""]);
        quiet(&RULE, &[SITE, ("claims/lanes.md", &closed)]);
        quiet(&RULE, &[("claims/lanes.md", &claim_with("", &[]))]);
    }
}
