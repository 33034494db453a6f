//! An update says nothing: it has neither a body nor a summary.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "update-without-words",
    summary: "An update has neither a body nor a summary.",
    explanation: "A status alone does not say why. A reader sees that the claim changed hands from *in progress* to \
                  *stalled* and finds no word on who found that out, where and when.\n\n\
                  Looked at are updates that stand. One that only changes the state of criteria, milestones or \
                  follow-ups, or brings new ones, says what it says by that and is left alone.\n\n\
                  Write at least the one sentence of `summary`: it is also what lists and feeds show.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|_, claim, findings| {
        for update in &claim.record.updates {
            let silent = update.body.is_blank() && update.summary.is_none();
            let acts =
                !update.sets.is_empty() || !update.milestones.is_empty() || !update.follow_ups.is_empty();
            let withdrawn = update.removed.is_some() || update.retracted.is_some();
            if silent && !acts && !withdrawn {
                let place = Place::new(update.file(), update.published.span);
                let message =
                    format!("update `{}` says nothing: it has neither a body nor a summary", update.id);
                findings.add(place, message, "write in a sentence why it stands so: `summary = \"…\"`");
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn an_update_of_nothing_but_a_status_is_found() {
        let update = "+++\npublished = 2026-02-01\nstatus = \"stalled\"\nsources = [\"s1\"]\n+++\n\n \n";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/one.md", update)],
            &[
                "claims/lanes/updates/one.md:2:13: update `2026-02-01` says nothing: it has neither a body nor a summary \
                 (write in a sentence why it stands so: `summary = \"…\"`)",
            ],
        );
    }

    #[test]
    fn words_acts_and_withdrawals_are_quiet() {
        let lines = "[[milestones]]\nid = \"tender\"\ndate = 2026-02-01\ntitle = \"Tender\"\n";
        let update = |day: u32, lines: &str| format!("+++\npublished = 2026-02-0{day}\n{lines}\n+++\n");
        let updates = [
            update(1, "status = \"stalled\"\nsummary = \"No tender came.\""),
            update(2, "sets = {tender = \"happened\"}"),
            update(3, "status = \"stalled\"\nremoved = {date = 2026-02-03, why = \"Not ours.\"}"),
        ];
        let updates = updates.concat();
        quiet(
            &RULE,
            &[("claims/lanes/claim.md", &claim(lines, "")), ("claims/lanes/updates/all.md", &updates)],
        );
    }
}
