//! An update says nearly what an earlier update of its claim says.

use crate::check::prints::words;
use crate::check::shingles::{Shingles, alike};
use crate::check::vocabulary::{Reading, reworded};
use crate::check::{Findings, Level, Look, Prose, Role, Rule, Stage};
use crate::record::claim::UpdateRecord;
use crate::tracker::claim::Claim;

/// The share of their runs of words that two updates have in common, at least, in percent.
const LIKE: usize = 50;

/// The share of their words that two updates have in common, at least, in percent, to say the same in other words.
/// Updates of one claim by one author share about a quarter, and one pair in a thousand two fifths.
const REWORDED: usize = 40;

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
                  half of them on it is found, which is about seven words changed in each hundred. So is an update that says the \
                  same in other words: it shares two fifths of its words with the earlier one, in whatever order, and brings \
                  no figure but those of its own dates; there, words of the claim itself do not count. Updates of one claim \
                  mostly share about a quarter.\n\n\
                  Case, marks and line ends do not \
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
            .map(|(ix, prose)| ((&updates[ix], prose), Shingles::of(prose.typed)))
            .filter(|(_, shingles)| shingles.words().len() >= WORDS)
            .unzip();
        tell(claim, &bodies, &shingles, findings);
    })],
};

/// An update and its body.
type Body<'a, 't> = (&'a UpdateRecord, &'a Prose<'t>);

fn tell(claim: &Claim, bodies: &[Body<'_, '_>], shingles: &[Shingles], findings: &mut Findings) {
    let reading = |(text, (update, _)): (_, &Body<'_, '_>)| Reading { text, dates: dates(update) };
    let readings: Vec<_> = shingles.iter().zip(bodies).map(reading).collect();
    let reworded = reworded(&readings, &words(&claim.record.claim), REWORDED);
    let told = alike(shingles, LIKE).into_iter().zip(reworded);
    for ((update, prose), (alike, reworded)) in bodies.iter().zip(told) {
        let Some((earlier, share)) = alike.or(reworded) else { continue };
        let (before, other) = bodies[earlier];
        let (id, before) = (&update.id, &before.id);
        let message = match share {
            _ if alike.is_none() => format!(
                "update `{id}` says in other words what update `{before}` says: they share {share} % of their words, \
                 and no figure is new"
            ),
            100 => format!("update `{id}` says what update `{before}` says"),
            _ => format!("update `{id}` says nearly what ({share} %) update `{before}` says"),
        };
        let help = "say what is new, or take one of them back if it was filed twice";
        let finding = findings.add(prose.first_line(), message, help);
        finding.notes.push((other.first_line(), "it said so here".to_owned()));
    }
}

/// The figures of an update's own dates, with and without their zeros; sorted.
fn dates(update: &UpdateRecord) -> Vec<u64> {
    let as_of = update.as_of.as_ref().map_or_else(String::new, |date| date.to_string());
    let mut dates = words(&format!("{} {as_of}", update.id));
    dates.extend(words(&format!("{} {as_of}", update.id).replace("-0", "-")));
    dates.sort_unstable();
    dates
}

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

    /// As many words, in another order and some of them others.
    fn again(start: usize, figure: &str) -> String {
        let words: Vec<_> = (0..60).map(|place| start + (place * 7) % 60).collect();
        let word = |number: &usize| match number % 3 {
            0 => format!("other{}", "x".repeat(*number)),
            _ => format!("word{}", "x".repeat(*number)),
        };
        words.iter().map(word).collect::<Vec<_>>().join(" ") + figure
    }

    #[test]
    fn an_update_that_says_the_same_in_other_words_is_found_unless_a_figure_is_new() {
        let first = (0..60).map(|number| format!("word{}", "x".repeat(number))).collect::<Vec<_>>().join(" ");
        let as_of = "as_of = 2026-02-01";
        let file = updates(&[("", &first), (as_of, &again(0, " As of 1 February 2026."))]);
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/all.md", &file)],
            &[
                "claims/lanes/updates/all.md:15:1: update `2026-02-02` says in other words what update `2026-02-01` \
                 says: they share 47 % of their words, and no figure is new (say what is new, or take one of them back if \
                 it was filed twice)",
            ],
        );
        let file = updates(&[("", &first), ("", &again(0, " 14 km are open."))]);
        quiet(&RULE, &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/updates/all.md", &file)]);
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
