//! A title says how the claim stands.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::decode::printable;
use crate::record::site::Status;

/// What takes titles apart.
const MARKS: &[char] = &[':', '(', ')', '[', ']', '|', '–', '—', ';', ','];
/// What may stand around a word and belongs to none.
const AROUND: &[char] = &['.', '!', '"', '\'', '“', '”', '‘', '’', '«', '»', ' ', '\u{a0}'];
/// Words behind which a rating is said of what stands before them.
const COPULAS: &[&str] = &[
    "is", "are", "was", "were", "been", "now", "remains", "remain", "declared", "rated", "marked", "está",
    "están", "fue", "fueron", "sigue", "siguen", "queda", "quedan", "quedó",
];
/// Words behind which a rating is what somebody wants, or what somebody asks.
const OPEN: &[&str] =
    &["be", "to", "if", "until", "when", "whether", "than", "ser", "si", "hasta", "cuando", "not", "no"];

pub(super) const RULE: Rule = Rule {
    code: "title-gives-rating",
    summary: "A claim's title says how the claim stands.",
    explanation: "The title names the promise, and the status beside it says how it stands. A rating in the title stays when \
                  the status changes, in links, in cards and in what others quote.\n\n\
                  The rule looks for the labels of the site's statuses in titles of claims, in every language, where they \
                  give the verdict: as a part of their own (`Bus lanes: complete`, `Not met – bus lanes`, `Bus lanes \
                  (stalled)`), behind a verb (`Bus lanes are complete`), and, where a label that closes a claim has \
                  several words, at the end (`Bus lanes not met`). `Complete the bus lanes` and questions are left \
                  alone.\n\n\
                  Write the title so that it would be true on the day of the promise and on the day of the verdict.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|scene, claim, findings| {
        let record = &claim.record;
        let rating = |title: &str| given(title, scene.config.vocabulary());
        let told = |label: &str, whose: &str| {
            format!(
                "{whose}title of claim `{}` gives the rating away: `{}`",
                record.id.as_str(),
                printable(label)
            )
        };
        let help = "name what was promised: the status stands beside the title";
        if let Some(label) = rating(&record.title) {
            findings.add(Place::new(&record.file, record.title.span), told(label, ""), help);
        }
        for translation in &record.translations {
            if let Some(label) = translation.fields.get("title").and_then(|title| rating(title)) {
                let whose = format!("`{}` ", translation.lang);
                findings.add(Place::whole(&translation.file), told(label, &whose), help);
            }
        }
    })],
};

/// The label that a title gives as the verdict.
fn given<'a>(title: &str, statuses: impl Iterator<Item = &'a Status>) -> Option<&'a str> {
    let title = title.to_lowercase();
    if title.trim_end().ends_with('?') {
        return None;
    }
    let labels =
        statuses.flat_map(|status| status.labels.iter().map(|(_, label)| (&**label, status.terminal)));
    labels
        .filter(|(label, closes)| {
            let label = label.trim().to_lowercase();
            // Few titles have one at all.
            let has = label.chars().nth(2).is_some() && title.contains(&label);
            has && (is_a_part(&title, &label) || is_said(&title, &label, *closes))
        })
        .map(|(label, _)| label)
        .next()
}

/// Whether a title has other parts beside the label.
fn is_a_part(title: &str, label: &str) -> bool {
    let parts = title.split(MARKS).flat_map(|part| part.split(" - "));
    let parts: Vec<&str> =
        parts.map(|part| part.trim_matches(AROUND)).filter(|part| !part.is_empty()).collect();
    // Between two commas a word may belong to a list.
    let ends = [parts.first(), parts.last()];
    let alone = |part: &&str| *part == label;
    let enclosed = ["(", "["].iter().any(|open| title.contains(&format!("{open}{label}")));
    parts.len() > 1 && (ends.into_iter().flatten().any(alone) || (enclosed && parts.iter().any(alone)))
}

/// Whether a title ends with the label, said of what stands before it.
fn is_said(title: &str, label: &str, closes: bool) -> bool {
    let Some(before) = title.trim_end_matches(AROUND).strip_suffix(label) else { return false };
    if !before.ends_with(char::is_whitespace) {
        return false;
    }
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let several = label.split_whitespace().nth(1).is_some();
    COPULAS.contains(&last) || (closes && several && !last.is_empty() && !OPEN.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, found, quiet};

    fn titled(title: &str) -> String {
        claim("", "").replace("title = \"Bus lanes\"", &format!("title = \"{title}\""))
    }

    #[test]
    fn a_title_with_the_verdict_is_found() {
        fires(
            &RULE,
            &[("claims/lanes.md", &titled("Bus lanes: complete"))],
            &[
                "claims/lanes.md:2:9: title of claim `lanes` gives the rating away: `Complete` (name what was promised: \
               the status stands beside the title)",
            ],
        );
        for title in [
            "Not met – bus lanes",
            "Bus lanes (stalled) of 2026",
            "Bus lanes - In progress.",
            "Bus lanes are COMPLETE",
            "The ring road, dropped",
            "Promise on bus lanes not met",
            "Carriles: cumplido en parte",
            "Los carriles están en curso",
        ] {
            let count = found(&RULE, &[("claims/lanes.md", &titled(title))]).len();
            assert_eq!(count, 1, "{title}");
        }
    }

    #[test]
    fn ratings_that_are_a_part_of_the_promise_are_quiet() {
        for title in [
            "Complete the bus lanes",
            "Bus lanes to be complete by May",
            "Make the bus lanes complete",
            "Are the bus lanes complete?",
            "Complete",
            "Finish works in progress",
            "Publicar las obras en curso",
            "Fines when not met",
            "Publish a list of open, stalled, and dropped works",
            "Bus lanes: complete the ring",
            "A ban on dropped litter",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &titled(title))]);
        }
    }
}
