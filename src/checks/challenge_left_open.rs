//! A challenge was left open for long.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::dated::age;
use crate::diagnostic::Place;
use crate::record::claim::{ResponseKind, ResponseState};

pub(super) const RULE: Rule = Rule {
    code: "challenge-left-open",
    summary: "A challenge has been open for longer than the site allows.",
    explanation: "Who challenges a record waits for an answer, and until then readers see the claim marked as disputed. \
                  A challenge may stay open for 30 days, or for `challenge_open` in `[thresholds]` of site.toml.\n\n\
                  Decide it: `state = \"upheld\"`, `\"partly\"` or `\"rejected\"`, with `answered` and `answer`. Replies \
                  (`kind = \"reply\"`) ask for no decision and are left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let limit = i64::from(tracker.config.thresholds.challenge_open);
        let responses = claim.responses.iter().map(|&at| &claim.record.responses[at]);
        for response in responses.filter(|response| response.kind == ResponseKind::Challenge) {
            let is_open = response.state == ResponseState::Open || !tracker.is_answered(response);
            let days = age(tracker, &response.received);
            if is_open && days > limit {
                findings.add(
                    Place::new(&claim.record.file, response.received.span),
                    format!("challenge `{}` has been open for {days} days", response.id.value),
                    "decide it: `state`, `answered` and `answer`",
                );
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    fn with(response: &str) -> String {
        claim(
            &format!("[[responses]]\nid = \"ramp\"\nfrom = \"A. Reader\"\ntext = \"No.\"\n{response}"),
            "It opened.",
        )
    }

    #[test]
    fn a_challenge_is_found_on_the_thirty_first_day() {
        let open = with("kind = \"challenge\"\nreceived = 2026-01-29\nstate = \"open\"");
        fires(
            &RULE,
            &[("claims/lanes.md", &open)],
            &[
                "claims/lanes.md:11:12: challenge `ramp` has been open for 31 days (decide it: `state`, `answered` \
               and `answer`)",
            ],
        );
        let decided_later = with(
            "kind = \"challenge\"\nreceived = 2026-01-02\nstate = \"rejected\"\nanswered = 2026-03-02\nanswer = \"Yes.\"",
        );
        fires(
            &RULE,
            &[("claims/lanes.md", &decided_later)],
            &[
                "claims/lanes.md:11:12: challenge `ramp` has been open for 58 days (decide it: `state`, `answered` \
               and `answer`)",
            ],
        );
    }

    #[test]
    fn young_and_decided_challenges_and_replies_are_quiet() {
        for response in [
            "kind = \"challenge\"\nreceived = 2026-01-30\nstate = \"open\"",
            "kind = \"challenge\"\nreceived = 2026-01-02\nstate = \"partly\"\nanswered = 2026-01-03\nanswer = \"Yes.\"",
            "kind = \"reply\"\nreceived = 2026-01-02\nstate = \"open\"",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &with(response))]);
        }
    }

    #[test]
    fn a_site_may_allow_more_days() {
        let site =
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n[thresholds]\nchallenge_open = 40\n";
        let open = with("kind = \"challenge\"\nreceived = 2026-01-29\nstate = \"open\"");
        quiet(&RULE, &[("site.toml", site), ("claims/lanes.md", &open)]);
    }
}
