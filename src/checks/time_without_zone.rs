//! Times are written without an offset in a site that names no zone: they are taken as UTC.

use crate::check::{Level, Look, Rule, Stage};
use crate::date::PartialDate;
use crate::diagnostic::{FilePath, Place, Spanned};
use crate::record::claim::ClaimRecord;

pub(super) const RULE: Rule = Rule {
    code: "time-without-zone",
    summary: "Times are written without an offset, and the site names no time zone: they count as UTC.",
    explanation: "`2026-02-13T14:42` means another moment in every zone. It is read in the site's zone, and a site that \
                  names none is in UTC: an update of the evening may then stand on the day after, and a claim be overdue \
                  hours too early.\n\n\
                  Write the zone in which your days end: `timezone = \"America/Mexico_City\"` in site.toml, or \
                  `timezone = \"UTC\"` if that is meant. Times with an offset (`2026-02-13T14:42-06:00`) and days are \
                  left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        if scene.config.names_timezone {
            return;
        }
        let all = scene.records.claims.iter().flat_map(|claim| dates(claim));
        let mut local = all.filter(|(_, date)| date.is_local());
        let Some((file, first)) = local.next() else { return };
        let (times, are) = match local.count() {
            0 => ("1 time".to_owned(), "is"),
            more => (format!("{} times", more + 1), "are"),
        };
        findings
            .add(
                Place::whole(&scene.config.file),
                format!("site names no `timezone`, and {times} without an offset {are} taken as UTC"),
                "write where your days end: `timezone = \"America/Mexico_City\"`, or `\"UTC\"` if that is meant",
            )
            .notes
            .push((Place::new(file, first.span), format!("`{}` is one of them", first.value)));
    })],
};

/// Dates of a claim that may name a time of day.
fn dates(claim: &ClaimRecord) -> impl Iterator<Item = (&FilePath, &Spanned<PartialDate>)> {
    let own = claim.published.iter().map(|date| (&claim.file, date));
    let responses = claim.responses.iter().map(|response| (&claim.file, &response.received));
    let of_updates = claim.updates.iter().flat_map(|update| {
        let dates = std::iter::once(&update.published).chain(&update.as_of).chain(&update.happened_on);
        dates.map(|date| (update.file(), date))
    });
    own.chain(responses).chain(of_updates)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    #[test]
    fn times_of_a_site_without_a_zone_are_found_once() {
        let claim = claim_with(
            "",
            &[
                "published = 2026-02-01T10:00:00",
                "published = \"2026-02-02 10:00\"",
                "published = 2026-02-03T10:00:00Z",
            ],
        );
        let help = "(write where your days end: `timezone = \"America/Mexico_City\"`, or `\"UTC\"` if that is meant)";
        let told = format!(
            "site.toml: site names no `timezone`, and 2 times without an offset are taken as UTC {help}"
        );
        fires(&RULE, &[("claims/lanes.md", &claim)], &[&told]);
    }

    #[test]
    fn a_site_with_a_zone_times_with_an_offset_and_days_are_quiet() {
        let local = claim_with("", &["published = 2026-02-01T10:00:00"]);
        let site = "title = \"Site\"\nbase_url = \"https://site.example.org/\"\ntimezone = \"UTC\"\n";
        quiet(&RULE, &[("site.toml", site), ("claims/lanes.md", &local)]);
        let exact = claim_with("", &["published = 2026-02-01T10:00:00-06:00", "published = 2026-02-02"]);
        quiet(&RULE, &[("claims/lanes.md", &exact)]);
    }
}
