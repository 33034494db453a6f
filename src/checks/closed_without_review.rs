//! A claim was closed by one person alone.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::{Closed, bearing};
use crate::record::claim::UpdateRecord;

pub(super) const RULE: Rule = Rule {
    code: "closed-without-review",
    summary: "A claim is closed, and nobody but the author has read the reading that says so.",
    explanation: "Some newsrooms let nothing be closed that a second person has not read. This rule is off unless \
                  `[checks]` in site.toml sets it: `closed-without-review = \"warning\"`.\n\n\
                  It looks at the readings that bear a headline whose status is `terminal`. One with a `reviewed_by` who \
                  is not its `author` is enough, and so are readings of two authors.\n\n\
                  Have it read, and write who did: `reviewed_by = \"…\"`.",
    stage: Stage::Desk,
    level: Level::Off,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let Some(closed) = Closed::of(tracker, claim) else { return };
        let second_author =
            |update: &UpdateRecord| update.author.is_some() && update.author != closed.by.author;
        if bearing(claim).any(|update| is_reviewed(update) || second_author(update)) {
            return;
        }
        let why =
            if closed.by.reviewed_by.is_some() { "its author reviewed it" } else { "nobody has reviewed it" };
        findings.add(
            closed.place(),
            format!("update `{}` closes the claim as `{}`, and {why}", closed.by.id, closed.status.id),
            "have somebody else read it, and name them: `reviewed_by = \"…\"`",
        );
    })],
};

/// Whether somebody else than the author has read it.
fn is_reviewed(update: &UpdateRecord) -> bool {
    let reader = update.reviewed_by.as_deref().map(str::trim);
    reader.is_some_and(|reader| !reader.is_empty() && update.author.as_deref().map(str::trim) != Some(reader))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const CLOSED: &str = "published = 2026-02-01\nstatus = \"dropped\"\nauthor = \"First desk\"";

    #[test]
    fn a_claim_that_one_person_closed_is_found() {
        let twice = format!("{CLOSED}\nreviewed_by = \"First desk\"");
        for (update, why) in [(CLOSED, "nobody has reviewed it"), (&twice, "its author reviewed it")] {
            fires(
                &RULE,
                &[("claims/lanes.md", &claim_with("", &[update]))],
                &[&format!(
                    "claims/lanes.md:9:10: update `2026-02-01` closes the claim as `dropped`, and {why} (have somebody \
                     else read it, and name them: `reviewed_by = \"…\"`)"
                )],
            );
        }
    }

    #[test]
    fn a_second_reader_a_second_author_and_an_open_claim_are_quiet() {
        let reviewed = format!("{CLOSED}\nreviewed_by = \"Second desk\"");
        let second = "published = 2026-02-02\nstatus = \"dropped\"\nauthor = \"Second desk\"";
        let open = "published = 2026-02-01\nstatus = \"stalled\"\nauthor = \"First desk\"";
        for updates in [&[&*reviewed][..], &[CLOSED, second], &[open]] {
            quiet(&RULE, &[("claims/lanes.md", &claim_with("", updates))]);
        }
    }
}
