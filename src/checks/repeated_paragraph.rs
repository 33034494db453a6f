//! A long paragraph stands twice in the texts of a claim or a page.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::check::words::words;
use crate::check::{Level, Look, Role, Rule, Stage, cut};
use crate::diagnostic::Place;
use crate::markdown::Kind;

/// Words of a paragraph, at least, that is looked at.
const WORDS: usize = 30;

pub(super) const RULE: Rule = Rule {
    code: "repeated-paragraph",
    summary: "A long paragraph stands twice in the summary and the explainer of a claim, or in a page.",
    explanation: "The summary and the explainer stand on one page. A paragraph that is in both was copied when one was made \
                  of the other, and the reader meets it twice; once one of them is mended, the two disagree.\n\n\
                  Looked at are paragraphs of 30 words and more in the summary, the explainer and the page, by language; \
                  case and marks do not count. Updates are left to `near-duplicate-update`, since each stands for \
                  itself, and quotations are left alone.\n\n\
                  Keep it where a reader needs it first, and link to it from elsewhere.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        let mut seen: FxHashMap<(Option<&str>, String), Place> = FxHashMap::default();
        for prose in told.texts.iter().filter(|prose| !matches!(prose.role, Role::Update(_))) {
            for block in prose.blocks().iter().filter(|block| block.kind == Kind::Paragraph) {
                if words(&block.text).nth(WORDS - 1).is_none() {
                    continue;
                }
                let said = said(&block.text);
                let place = || {
                    prose.place(
                        block.range.start
                            ..block.range.start + prose.typed[block.range.clone()].trim_end().len(),
                    )
                };
                match seen.entry((prose.lang, said)) {
                    Entry::Occupied(first) => {
                        let message = format!("paragraph `{}` stands twice", cut(&block.text));
                        let finding =
                            findings.add(place(), message, "keep one of them, and link to it from elsewhere");
                        finding.notes.push((first.get().clone(), "it stands here first".to_owned()));
                    }
                    Entry::Vacant(new) => drop(new.insert(place())),
                }
            }
        }
    })],
};

/// The words of a paragraph, one space between two.
fn said(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut said = String::with_capacity(lower.len());
    for range in words(&lower) {
        said.push_str(&lower[range]);
        said.push(' ');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    fn words(count: usize) -> String {
        (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_long_paragraph_that_stands_twice_is_found() {
        let (long, again) = (words(30), words(30).to_uppercase().replace("W3 ", "*W3*\n"));
        let explainer = format!("Lead.\n\n## Why?\n\nFirst.\n\n{again}\n");
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", &long)), ("claims/lanes/explainer.md", &explainer)],
            &[
                "claims/lanes/explainer.md:7:1: paragraph `W0 W1 W2 W3 W4 W5 W6 W7 W8 W9 W10 W11 W12 W13 W14 W15 W16 W1…` \
               stands twice (keep one of them, and link to it from elsewhere)",
            ],
        );
    }

    #[test]
    fn short_paragraphs_quotations_and_updates_are_quiet() {
        let (short, long) = (words(29), words(40));
        let explainer = format!("{short}\n\n## Why?\n\n> {long}\n\n{short}\n");
        let update = format!("+++\npublished = 2026-02-01\n+++\n\n{long}\n");
        quiet(
            &RULE,
            &[
                ("claims/lanes/claim.md", &claim("", &long)),
                ("claims/lanes/explainer.md", &explainer),
                ("claims/lanes/updates/one.md", &update),
            ],
        );
    }
}
