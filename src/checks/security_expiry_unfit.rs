//! `security.txt` no longer holds, or is said to hold for longer than anybody can know.

use chrono::Days;

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "security-expiry-unfit",
    summary: "`expires` of `[security]` is past, or more than a year ahead.",
    explanation: "`security.txt` tells where weaknesses of the site are reported to. Once its day is past nobody relies on \
                  it (RFC 9116, section 2.5.5), so that a report may never arrive. The standard asks for a day less than a \
                  year ahead: contacts change.\n\n\
                  The rule judges from the day of the site.\n\n\
                  Look whether `contact` still reaches somebody, then write a day within the next year.",
    stage: Stage::Gate,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let Some(security) = &scene.config.security else { return };
        let (expires, today) = (security.expires.value, scene.as_of.day);
        let in_a_year = today.checked_add_days(Days::new(365)).unwrap_or(today);
        let fault = if expires < today {
            "is past"
        } else if expires > in_a_year {
            "is more than a year ahead"
        } else {
            return;
        };
        findings.add(
            Place::new(&scene.config.file, security.expires.span),
            format!("`expires` of `security` {fault}: `{expires}`"),
            "look whether `contact` still reaches somebody, then write a day within the next year",
        );
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn site(expires: &str) -> String {
        format!(
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n[security]\n\
             contact = \"security@site.example.org\"\nexpires = {expires}\n"
        )
    }

    #[test]
    fn a_day_that_is_past_or_far_ahead_is_found() {
        let help = "(look whether `contact` still reaches somebody, then write a day within the next year)";
        for (day, fault) in [("2026-02-28", "is past"), ("2027-03-02", "is more than a year ahead")] {
            let told = format!("site.toml:5:11: `expires` of `security` {fault}: `{day}` {help}");
            fires(&RULE, &[("site.toml", &site(day))], &[&told]);
        }
    }

    #[test]
    fn a_day_within_a_year_is_quiet() {
        for day in ["2026-03-01", "2027-03-01"] {
            quiet(&RULE, &[("site.toml", &site(day))]);
        }
    }
}
