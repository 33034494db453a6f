//! An update says nearly what an earlier update of its claim says.

use crate::check::shingles::{Shingles, alike};
use crate::check::{Level, Look, Prose, Role, Rule, Stage};

/// The share of their runs of words that two updates have in common, at least, in percent.
const LIKE: usize = 50;

/// Words of an update, at least, that is compared: short ones are alike by nature.
const WORDS: usize = 25;

pub(super) const RULE: Rule = Rule {
    code: "near-duplicate-update",
    summary: "An update says nearly what an earlier update of its claim says.",
    explanation: "An update is a new reading. Where it repeats an earlier one but for a date or a figure, readers cannot \
                  tell what is new, and a status that changed between the two rests on the same words. Mostly a machine \
                  read the same sources again, or somebody copied an update to begin the next one.\n\n\
                  Looked at are bodies of 25 words and more, against earlier ones of the same claim. The measure is the \
                  share of runs of five words that both have among those that either has (Jaccard index of shingles); from \
                  half of them on it is found, which is about seven words changed in each hundred. Case, marks and line ends do not \
                  count, and neither does what four of five updates share, once there are five: standing phrases. Words \
                  that are the same throughout are found even so. Translations and updates that were taken back are left \
                  alone.\n\n\
                  Say what is new and only that; if nothing is, a `summary` of one sentence and the status are enough. If \
                  it was filed twice, take one of them back.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        let Some(claim) = told.claim else { return };
        let updates = &claim.record.updates;
        let original = |prose: &'_ Prose<'_>| match prose.role {
            Role::Update(ix) if prose.lang.is_none() && updates[ix].retracted.is_none() => Some(ix),
            _ => None,
        };
        // A word and what parts it from the next take two bytes; where a script parts no words, more.
        let long = told.texts.iter().filter(|prose| prose.typed.len() >= 2 * WORDS - 1);
        let bodies: Vec<_> = long.filter_map(|prose| Some((original(prose)?, prose))).collect();
        if bodies.len() < 2 {
            return;
        }
        let (bodies, shingles): (Vec<_>, Vec<_>) = bodies
            .into_iter()
            .map(|body| (body, Shingles::of(body.1.typed)))
            .filter(|(_, shingles)| shingles.words() >= WORDS)
            .unzip();
        for ((ix, prose), found) in bodies.iter().zip(alike(&shingles, LIKE)) {
            let Some((earlier, likeness)) = found else { continue };
            let (before, other) = bodies[earlier];
            let much = match likeness {
                100 => "what".to_owned(),
                _ => format!("nearly what ({likeness} %)"),
            };
            let (id, before) = (&updates[*ix].id, &updates[before].id);
            let message = format!("update `{id}` says {much} update `{before}` says");
            let help = "say what is new, or take one of them back if it was filed twice";
            findings
                .add(prose.first_line(), message, help)
                .notes
                .push((other.first_line(), "it said so here".to_owned()));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    /// Sixty words.
    fn words(start: usize) -> String {
        (start..start + 60).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
    }

    fn updates(bodies: &[(&str, &str)]) -> String {
        let update = |(ix, (lines, body)): (usize, &(&str, &str))| {
            format!(
                "+++\npublished = 2026-02-{:02}\nstatus = \"stalled\"\n{lines}\n+++\n\n{body}\n\n",
                ix + 1
            )
        };
        bodies.iter().enumerate().map(update).collect()
    }

    #[test]
    fn an_update_that_says_the_same_again_is_found() {
        let (first, other) = (words(0), words(100));
        let changed = format!("**{}**", first.replace("word30 ", "twelve\n").to_uppercase());
        let file = updates(&[("", &first), ("", &other), ("", &changed), ("", &first)]);
        let help = "(say what is new, or take one of them back if it was filed twice)";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/all.md", &file)],
            &[
                &format!(
                    "claims/lanes/updates/all.md:23:1: update `2026-02-03` says nearly what (83 %) update `2026-02-01` \
                     says {help}"
                ),
                &format!(
                    "claims/lanes/updates/all.md:32:1: update `2026-02-04` says what update `2026-02-01` says {help}"
                ),
            ],
        );
    }

    #[test]
    fn new_words_short_words_and_what_was_taken_back_are_quiet() {
        let first = words(0);
        let more = format!("{first} {}", words(200));
        let back = "retracted = {date = 2026-02-20, why = \"Filed twice.\"}";
        let file = updates(&[
            ("", &first),
            ("", &more),
            ("", "No change was found."),
            ("", "No change was found."),
            (back, &first),
        ]);
        quiet(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", &first)), ("claims/lanes/updates/all.md", &file)],
        );
    }
}
