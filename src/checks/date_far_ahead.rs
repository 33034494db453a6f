//! A record is dated so far ahead that nobody will see it for long: mostly the wrong year.

use crate::check::{Level, Look, Rule, Scene, Stage};
use crate::checks::dated::age;
use crate::date::PartialDate;
use crate::diagnostic::{FilePath, Place, Spanned};
use crate::record::claim::{ClaimRecord, UpdateRecord};

pub(super) const RULE: Rule = Rule {
    code: "date-far-ahead",
    summary: "A claim, update, statement, correction or response is dated far ahead of the site.",
    explanation: "What is dated after the day of the site is left out without a word until that day comes. That is how a \
                  publication is scheduled; but a wrong year hides an update until somebody misses it.\n\n\
                  Scheduled records follow each other: a date counts as far ahead when more than 60 days without any \
                  dated record lie before it, counted from the day of the site (`dated_ahead` in `[thresholds]`). So a \
                  look at a past day finds nothing in a tracker that was kept up since. Drafts are left alone, and so \
                  are milestones, follow-ups and due dates, which lie ahead by nature.\n\n\
                  Mend the date. An id that readers know can stay: write `id`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let reach = i64::from(scene.config.thresholds.dated_ahead) * 24 * 3600;
        let ahead = ahead(scene);
        let mut latest = scene.as_of.end;
        let follows = |entry: &&Ahead<'_>| {
            let before = std::mem::replace(&mut latest, entry.date.earliest());
            entry.date.earliest().0 - before.0 <= reach
        };
        let near = ahead.iter().take_while(follows).count();
        for Ahead { kind, id, file, date } in &ahead[near..] {
            findings.add(
                Place::new(file, date.span),
                format!(
                    "{kind} `{id}` is dated `{}`, {} days after the day of the site",
                    date.value,
                    -age(scene, date)
                ),
                "mend the date: nothing shows it until that day comes",
            );
        }
    })],
};

/// Something that is dated after the day of the site.
struct Ahead<'a> {
    kind: &'static str,
    id: &'a str,
    file: &'a FilePath,
    date: &'a Spanned<PartialDate>,
}

/// All of it, by date.
fn ahead<'a>(scene: &Scene<'a>) -> Vec<Ahead<'a>> {
    let claims = scene.records.claims.iter().filter(|claim| !claim.draft);
    let all = claims.flat_map(|claim| of_claim(claim).chain(claim.updates.iter().flat_map(of_update)));
    let end = scene.as_of.end;
    let mut ahead: Vec<Ahead<'_>> = all.filter(|entry| !entry.date.has_begun(end)).collect();
    ahead.sort_by_key(|entry| entry.date.earliest());
    ahead
}

fn of_claim(claim: &ClaimRecord) -> impl Iterator<Item = Ahead<'_>> {
    let of = move |kind, id, date| Ahead { kind, id, file: &claim.file, date };
    let own = [&claim.published, &claim.made_on].into_iter().flatten();
    let own = own.map(move |date| of("claim", claim.id.as_str(), date));
    let statements = claim.statements.iter();
    let statements = statements.map(move |entry| of("statement", entry.id.as_str(), &entry.made_on));
    let corrections = claim.corrections.iter();
    let corrections = corrections.map(move |entry| of("correction", entry.id.as_str(), &entry.date));
    let responses = claim.responses.iter().flat_map(move |entry| {
        let dates = std::iter::once(&entry.received).chain(&entry.answered);
        dates.map(move |date| of("response", entry.id.as_str(), date))
    });
    own.chain(statements).chain(corrections).chain(responses)
}

fn of_update(update: &UpdateRecord) -> impl Iterator<Item = Ahead<'_>> {
    let retracted = update.retracted.as_ref().map(|withdrawal| &withdrawal.date);
    let dates = std::iter::once(&update.published).chain(retracted);
    dates.map(move |date| Ahead { kind: "update", id: update.id.as_str(), file: update.file(), date })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, found_on, quiet};

    #[test]
    fn the_wrong_year_is_found_in_everything_that_is_dated() {
        let lines = "[[statements]]\nid = \"again\"\nmade_on = 2027-01-05\nkind = \"repeated\"\n\
             [[corrections]]\nid = \"name\"\ndate = 2027-02-01\nkind = \"correction\"\nwhat = \"A name.\"\n\
             [[responses]]\nid = \"reader\"\nkind = \"reply\"\nfrom = \"A. Reader\"\ntext = \"No.\"\nreceived = 2027-02-02";
        let claim = claim_with(lines, &["published = 2026-02-28", "published = \"2062-02-28T10:00\""]);
        fires(
            &RULE,
            &[("claims/lanes.md", &claim)],
            &[
                "claims/lanes.md:8:11: statement `again` is dated `2027-01-05`, 310 days after the day of the site \
                 (mend the date: nothing shows it until that day comes)",
                "claims/lanes.md:12:8: correction `name` is dated `2027-02-01`, 337 days after the day of the site \
                 (mend the date: nothing shows it until that day comes)",
                "claims/lanes.md:20:12: response `reader` is dated `2027-02-02`, 338 days after the day of the site \
                 (mend the date: nothing shows it until that day comes)",
                "claims/lanes.md:24:13: update `2062-02-28-1000` is dated `2062-02-28T10:00`, 13148 days after the \
                 day of the site (mend the date: nothing shows it until that day comes)",
            ],
        );
    }

    #[test]
    fn a_claim_that_comes_in_a_year_is_found_and_a_draft_is_not() {
        let claim = |lines: &str| claim_with(lines, &[]);
        let told = "claims/lanes.md:6:13: claim `lanes` is dated `2027-03`, 365 days after the day of the site \
                    (mend the date: nothing shows it until that day comes)";
        fires(&RULE, &[("claims/lanes.md", &claim("published = \"2027-03\""))], &[told]);
        quiet(&RULE, &[("claims/lanes.md", &claim("published = \"2027-03\"\ndraft = true"))]);
        quiet(&RULE, &[("claims/lanes.md", &claim("published = \"2026-04-30\""))]);
    }

    #[test]
    fn a_past_day_of_a_tracker_that_was_kept_up_and_dates_that_lie_ahead_by_nature_are_quiet() {
        let days = ["2025-01-10", "2025-03-01", "2025-04-20", "2025-06-15"];
        let updates = days.map(|day| format!("published = {day}"));
        let lines = "completion_due = 2030-01-01\n[[milestones]]\ndate = 2029-01-01\ntitle = \"Opening\"\n\
             [[follow_ups]]\ndate = 2028-01-01";
        let made = claim_with(lines, &updates.each_ref().map(|update| &**update));
        let made = made.replace("made_on = 2026-01-01", "made_on = 2024-12-01");
        assert_eq!(found_on("2024-12-15", &RULE, &[("claims/lanes.md", &made)]), [""; 0]);
        assert_eq!(found_on("2024-10-15", &RULE, &[("claims/lanes.md", &made)]), [""; 0]);
        assert_eq!(found_on("2024-09-01", &RULE, &[("claims/lanes.md", &made)]).len(), 5);
    }
}
