//! A follow-up has passed, and nobody has looked since.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::dated;
use crate::record::claim::FollowUpRecord;
use crate::tracker::claim::FollowUpOutcome;

pub(super) const RULE: Rule = Rule {
    code: "follow-up-missed",
    summary: "The date of a follow-up has passed, and no update was published since.",
    explanation: "A follow-up tells readers on which day somebody will look again. When the day passes and nothing is \
                  published, the site lists it as missed.\n\n\
                  Publish an update that answers it. Where it was answered elsewhere or asks for nothing any more, set \
                  it: `sets = { ID = \"done\" }` or `\"dropped\"`; where it has to wait, move it: `sets = { ID = { to = \
                  \"2026-04\" } }`. Any update on its date or later answers it, but for the one that brought it. Drafts \
                  are left alone.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        let missed = claim.follow_ups.iter().filter(|one| one.outcome == FollowUpOutcome::Missed);
        for follow_up in missed.filter(|_| !claim.draft) {
            let FollowUpRecord { id, question, .. } = &*follow_up.record;
            let asks = question.as_deref().map(|question| format!(" (`{}`)", short(question)));
            findings.add(
                dated::of_follow_up(claim, follow_up),
                format!(
                    "follow-up `{}`{} was due `{}`, and no update was published since",
                    id.value,
                    asks.unwrap_or_default(),
                    follow_up.date
                ),
                format!(
                    "publish an update that answers it, or set it: `sets = {{ {} = \"dropped\" }}`",
                    id.value
                ),
            );
        }
    })],
};

/// The beginning of a question, for a message.
fn short(question: &str) -> String {
    const LONGEST: usize = 60;
    let mut words = String::new();
    for word in question.split_whitespace() {
        if words.chars().count() + word.chars().count() >= LONGEST {
            words.push_str(" …");
            break;
        }
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{RULE, short};
    use crate::checks::cases::{claim_with, fires, quiet};

    const ASKED: &str = "[[follow_ups]]\nid = \"look\"\ndate = 2026-02-10\nquestion = \"Is it open?\"";

    #[test]
    fn a_follow_up_that_passed_in_silence_is_found_where_its_date_was_written_last() {
        let help = "(publish an update that answers it, or set it: `sets = { look = \"dropped\" }`)";
        let moved = "published = 2026-02-01\nsets = { look = { to = \"2026-02-20\" } }";
        let brings = "published = 2026-02-20\n[[updates.follow_ups]]\nid = \"look\"\ndate = 2026-02-15";
        for (lines, updates, told) in [
            (
                ASKED,
                &["published = 2026-02-09"][..],
                "8:8: follow-up `look` (`Is it open?`) was due `2026-02-10`",
            ),
            (ASKED, &[moved], "12:24: follow-up `look` (`Is it open?`) was due `2026-02-20`"),
            ("", &[brings], "11:8: follow-up `look` was due `2026-02-15`"),
        ] {
            fires(
                &RULE,
                &[("claims/lanes.md", &claim_with(lines, updates))],
                &[&format!("claims/lanes.md:{told}, and no update was published since {help}")],
            );
        }
    }

    #[test]
    fn answered_dropped_moved_and_coming_follow_ups_are_quiet() {
        for update in [
            "published = 2026-02-10",
            "published = 2026-02-09\nsets = { look = \"dropped\" }",
            "published = 2026-02-09\nsets = { look = \"done\" }",
            "published = 2026-02-09\nsets = { look = { to = \"2026-03\" } }",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with(ASKED, &[update]))]);
        }
        let today = "[[follow_ups]]\nid = \"look\"\ndate = 2026-03-01";
        quiet(&RULE, &[("claims/lanes.md", &claim_with(today, &[]))]);
    }

    #[test]
    fn long_questions_are_cut_between_words() {
        assert_eq!(short("Is it  open?"), "Is it open?");
        let long = "Has the ministry published the figures that it announced in January of last year?";
        assert_eq!(short(long), "Has the ministry published the figures that it announced in …");
        assert_eq!(short(&"x".repeat(200)), " …");
    }
}
