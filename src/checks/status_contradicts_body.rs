//! The text of a reading says another status than the reading does.

mod said;

use crate::check::{Findings, Level, Look, Prose, Role, Rule, Scene, Stage, Told};
use crate::checks::bearing::is_by_a_person;
use crate::diagnostic::{Place, Spanned};
use crate::record::claim::UpdateRecord;
use crate::record::id::StatusId;
use crate::record::site::Config;
use crate::tracker::claim::Claim;
use said::{Said, in_blocks, in_line, may_say};

pub(super) const RULE: Rule = Rule {
    code: "status-contradicts-body",
    summary: "The text of a reading plainly says another status than the reading does.",
    explanation: "Who opens an update marked `complete` and reads *Status: In progress* believes neither. The text of a \
                  reading is held against its `status`, and a claim's summary against the headline.\n\n\
                  Only plain words count, in the keys and labels of the site's own vocabulary, in all its languages:\n\n\
                  - a label and nothing but the status behind it: `Status: In progress.`, `**Verdict:** in_progress`, \
                  `Estado: Cumplido`;\n\
                  - a status in bold, or as a heading, at the beginning of the text: `**Complete.** The lanes …`;\n\
                  - a key with an underscore in a sentence on the status or the claim: `the claim remains in_progress`.\n\n\
                  Quotations, conditions (`would be complete if …`) and statuses of the past (`Previous status: …`) are left \
                  alone, and so are notes and retracted updates.\n\n\
                  Where `reported_status` says openly that the text contradicts, that is found until a person has published \
                  anything on the claim since.\n\n\
                  Mend whichever of the two is wrong; where readers have seen it, with a correction or a retraction.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(compare)],
};

fn compare(scene: &Scene<'_>, told: &Told<'_>, findings: &mut Findings) {
    let Some(claim) = told.claim else { return };
    for prose in &told.texts {
        match prose.role {
            Role::Update(ix) => {
                if let Some(update) = claim.record.updates.get(ix).filter(|update| update.retracted.is_none())
                {
                    of_update(&scene.config, claim, update, prose, findings);
                }
            }
            Role::Summary if may_say(prose.typed) => {
                let headline = &claim.headline().status;
                for said in in_blocks(&scene.config, &prose.phrases()) {
                    if !said.is(headline) {
                        findings.add(
                            prose.place(said.typed.clone()),
                            format!("summary says `{}`, and the headline is `{headline}`", said.words),
                            "leave the status to the headline, which follows the readings by itself",
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

fn of_update(
    config: &Config,
    claim: &Claim,
    update: &UpdateRecord,
    prose: &Prose<'_>,
    findings: &mut Findings,
) {
    let Some(status) = update.status.as_ref().and_then(|written| config.status(written.value.as_str()))
    else {
        return;
    };
    let written = Reading { update, status: &status.id };
    if let Some(reported) = update.reported_status.as_ref().filter(|reported| reported.value != status.id) {
        if prose.lang.is_none() && !is_answered(claim, update) {
            written.reports(reported, findings);
        }
        return;
    }
    let said = if may_say(prose.typed) { in_blocks(config, &prose.phrases()) } else { Vec::new() };
    for said in said.iter().filter(|said| !said.is(&status.id)) {
        written.contradicts(prose.place(said.typed.clone()), "text", said, findings);
    }
    if let (Some(summary), None) = (&update.summary, prose.lang) {
        for said in in_line(config, summary).iter().filter(|said| !said.is(&status.id)) {
            written.contradicts(Place::new(update.file(), summary.span), "`summary`", said, findings);
        }
    }
}

/// Whether a person has published anything on the claim since.
fn is_answered(claim: &Claim, update: &UpdateRecord) -> bool {
    let since = update.published.earliest();
    let later = claim.record.updates.iter().filter(|later| later.published.earliest() > since);
    later
        .into_iter()
        .any(|later| is_by_a_person(later) && later.retracted.is_none() && later.removed.is_none())
}

/// A reading whose words are looked at.
struct Reading<'a> {
    update: &'a UpdateRecord,
    status: &'a StatusId,
}

impl Reading<'_> {
    fn reports(&self, reported: &Spanned<StatusId>, findings: &mut Findings) {
        findings.add(
            Place::new(self.update.file(), reported.span),
            format!(
                "update `{}` is `{}`, and its text says `{}`",
                self.update.id, self.status, reported.value
            ),
            "say which holds in an update of your own, or retract this one",
        );
    }

    fn contradicts(&self, place: Place, what: &str, said: &Said, findings: &mut Findings) {
        let finding = findings.add(
            place,
            format!("update `{}` is `{}`, and its {what} says `{}`", self.update.id, self.status, said.words),
            "mend whichever of the two is wrong",
        );
        if let Some(status) = &self.update.status {
            finding.notes.push((Place::new(self.update.file(), status.span), "its status".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, claim_with, fires, found, quiet};

    const SITE: (&str, &str) = (
        "site.toml",
        "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", \"es\"]\n",
    );

    /// What an update that is `complete` is told of, by its body: place and words.
    fn told(body: &str) -> Vec<String> {
        let update = format!("+++\npublished = 2026-02-01\nstatus = \"complete\"\n+++\n{body}\n");
        let files = [
            SITE,
            ("claims/lanes/claim.md", &*claim("", "It opened.")),
            ("claims/lanes/updates/a.md", &*update),
        ];
        let told = found(&RULE, &files);
        let words = |line: &String| {
            let line = line.strip_prefix("claims/lanes/updates/a.md:").unwrap();
            let line = line.strip_suffix(" (mend whichever of the two is wrong)").unwrap();
            let (place, rest) =
                line.split_once(": update `2026-02-01` is `complete`, and its text says ").unwrap();
            format!("{place} {rest}")
        };
        told.iter().map(words).collect()
    }

    #[test]
    fn plain_words_are_found_where_they_stand() {
        for (body, expected) in [
            ("Status: In progress", "5:9 `In progress`"),
            ("It opens.\n\n**Verdict:** in_progress", "7:14 `in_progress`"),
            ("**Current status: stalled.** It opens.", "5:19 `stalled`"),
            ("It opens. Overall status: \"Not met\".", "5:28 `Not met`"),
            ("| Status: Stalled | b |\n|---|---|", "5:11 `Stalled`"),
            ("Estado actual: En curso.", "5:16 `En curso`"),
            ("Assessment: in_progress, with meetings.", "5:13 `in_progress`"),
            ("**In progress.** It opens.", "5:3 `In progress`"),
            ("## Stalled\n\nIt opens.", "5:4 `Stalled`"),
            ("**Cumplido en parte**\n\nIt opens.", "5:3 `Cumplido en parte`"),
            ("So the claim remains in_progress for now.", "5:22 `in_progress`"),
            ("The status is best described as\n`partly_complete`.", "6:2 `partly_complete`"),
            ("El compromiso sigue in_progress.", "5:21 `in_progress`"),
        ] {
            assert_eq!(told(body), [expected], "{body}");
        }
    }

    #[test]
    fn other_words_are_quiet() {
        for body in [
            "Status: Complete.",
            "Estado: Cumplido",
            "Status: Complete, but for one lane.",
            "Status: In progress on both banks, as the office says.",
            "Status: Stalled (south only)",
            "Status: not started on Monday, done on Friday",
            "Previous status: In progress.",
            "Budget status: Stalled.",
            "Status in March: Stalled.",
            "> Status: In progress",
            "    Status: In progress",
            "**In progress** since May, the lanes are open now.",
            "**North:** Stalled.",
            "- **Stalled.** North\n- **Complete.** South",
            "**Stalled.** North\n\n**Complete.** South",
            "It was **stalled**.",
            "If it slips, the claim remains in_progress.",
            "The claim would remain in_progress.",
            "The claim is not in_progress.",
            "Until May the status was in_progress.",
            "The office says in_progress.",
            "Their claim_is in_progress_now.",
            &"Status:".repeat(20_000),
            &"é_".repeat(20_000),
            "",
        ] {
            assert_eq!(told(body), [""; 0], "{body}");
        }
    }

    #[test]
    fn the_sentence_of_a_reading_and_the_summary_of_a_claim_are_looked_at() {
        let update = "published = 2026-02-01\nstatus = \"complete\"\nsummary = \"Status: In progress.\"";
        let head = claim("", "**Status:** Stalled")
            .replace("\n+++\n\n", &format!("\n[[updates]]\n{update}\n+++\n\n"));
        fires(
            &RULE,
            &[("claims/lanes.md", &head)],
            &[
                "claims/lanes.md:10:11: update `2026-02-01` is `complete`, and its `summary` says `In progress` (mend \
                 whichever of the two is wrong)",
                "claims/lanes.md:13:13: summary says `Stalled`, and the headline is `complete` (leave the status to the \
                 headline, which follows the readings by itself)",
            ],
        );
    }

    #[test]
    fn a_contradiction_that_is_told_openly_is_found_until_a_person_answers() {
        let reading = "published = 2026-02-01\nstatus = \"complete\"\nmethod = \"automated\"\n\
                       reported_status = \"in_progress\"\nbody = \"Verdict: in_progress\"";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim_with("", &[reading]))],
            &[
                "claims/lanes.md:11:19: update `2026-02-01` is `complete`, and its text says `in_progress` (say which \
               holds in an update of your own, or retract this one)",
            ],
        );
        quiet(&RULE, &[("claims/lanes.md", &claim_with("", &[reading, "published = 2026-02-02"]))]);
        let retracted = format!("{reading}\nretracted = {{ date = 2026-02-02, why = \"No.\" }}");
        quiet(&RULE, &[("claims/lanes.md", &claim_with("", &[&retracted]))]);
        let note = "published = 2026-02-01\nbody = \"Status: In progress\"";
        quiet(&RULE, &[("claims/lanes.md", &claim_with("", &[note]))]);
    }
}
