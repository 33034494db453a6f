//! A text restates the claim with another modal verb than the claim has.

mod modals;

use std::ops::Range;

use crate::check::strings::{Short, Voice};
use crate::check::words::{sentences, words};
use crate::check::{Findings, Level, Look, Rule, Stage, Told, cut};
use crate::diagnostic::Place;
use crate::markdown::Kind;
use crate::tracker::claim::Claim;
use modals::{Grammar, Modal, Said};

/// Of a claim's words, the share that a sentence has to have to restate it, in percent.
const SHARED: usize = 60;

/// Letters of a word that counts.
const LETTERS: usize = 4;

pub(super) const RULE: Rule = Rule {
    code: "restated-modal",
    summary: "A text restates the claim with another modal verb than the claim has.",
    explanation: "*Will open*, *must open*, *would open* and *may open* are four promises. A tracker judges one of them, \
                  and an update that restates the claim with another verb judges something that nobody said.\n\n\
                  Looked at are sentences of summaries, explainers and updates that have at least 60 in 100 of the claim's \
                  longer words (four letters and more), and in them the verb that the claim's modal verb belongs to: the \
                  claim has *will continue*, the sentence *must continue*. In English and Spanish (*abrirá*, *debe \
                  abrir*, *abriría*), by the language of the text.\n\n\
                  Left alone are quotations; *would*, *could* and *might* in reported speech (*she said the city would \
                  open …*), which stand there for *will*, *can* and *may*; updates that were taken back; and statements \
                  in which the claimant restated the claim.\n\n\
                  Use the verb of `claim`; or, if the claimant's words are weaker or stronger than `claim`, mend that.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|scene, told, findings| {
        let Some(claim) = told.claim else { return };
        let original = Canonical::of(&claim.record.claim, told.language(scene, None));
        let translated: Vec<_> = claim
            .record
            .translations
            .iter()
            .filter_map(|one| {
                let restated = one.fields.get("claim")?;
                Some((&*one.lang, Canonical::of(restated, told.language(scene, Some(&one.lang)))?))
            })
            .collect();
        let canonical = |lang: Option<&str>| match lang {
            None => original.as_ref(),
            Some(lang) => translated.iter().find(|(code, _)| *code == lang).map(|(_, canonical)| canonical),
        };
        texts(told, claim, canonical, findings);
        for short in told.shorts().iter().filter(|short| short.key == "summary" && short.voice == Voice::Ours)
        {
            if let Some(canonical) = canonical(short.lang) {
                look_at_short(short, canonical, claim, findings);
            }
        }
    })],
};

/// Looks at the bodies of a claim.
fn texts<'c>(
    told: &Told<'_>,
    claim: &Claim,
    canonical: impl Fn(Option<&str>) -> Option<&'c Canonical<'c>>,
    findings: &mut Findings,
) {
    for prose in &told.texts {
        let withdrawn = |ix: usize| claim.record.updates[ix].retracted.is_some();
        if matches!(prose.role, crate::check::Role::Update(ix) if withdrawn(ix)) {
            continue;
        }
        let Some(canonical) = canonical(prose.lang) else { continue };
        for block in prose.blocks().iter().filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Item))
        {
            for (range, modal) in canonical.restated(&block.text) {
                let title = told.title(prose.role);
                tell(
                    prose.place(block.typed(range.clone())),
                    &title,
                    &block.text[range],
                    modal,
                    canonical,
                    claim,
                    findings,
                );
            }
        }
    }
}

fn look_at_short(short: &Short<'_>, canonical: &Canonical<'_>, claim: &Claim, findings: &mut Findings) {
    for (range, modal) in canonical.restated(short.text) {
        tell(short.place(), "`summary`", &short.text[range], modal, canonical, claim, findings);
    }
}

fn tell(
    place: Place,
    subject: &str,
    said: &str,
    modal: &Said,
    canonical: &Canonical<'_>,
    claim: &Claim,
    findings: &mut Findings,
) {
    let own = cut(&canonical.text[modal.range.clone()]);
    let message = format!("{subject} restates the claim with `{}`, the claim has `{own}`", cut(said));
    findings
        .add(
            place,
            message,
            "use the verb of the claim, or mend `claim` where its verb is too strong or too weak",
        )
        .notes
        .push((Place::new(&claim.record.file, claim.record.claim.span), "the claim".to_owned()));
}

/// A claim's one canonical sentence in a language.
struct Canonical<'a> {
    text: &'a str,
    grammar: &'static Grammar,
    modals: Vec<Said>,
    /// Its longer words, in lower case, sorted.
    words: Vec<String>,
}

impl<'a> Canonical<'a> {
    /// `None` where the language has no grammar here, or the sentence no modal verb.
    fn of(text: &'a str, language: &str) -> Option<Self> {
        let grammar = modals::grammar(language)?;
        let modals = grammar.modals(text);
        let words = longer_words(text);
        (!modals.is_empty() && words.len() >= 3).then_some(Self { text, grammar, modals, words })
    }

    /// The modal verbs of a text that restates it with another one, and the one that it has itself.
    fn restated(&self, text: &str) -> Vec<(Range<usize>, &Said)> {
        // Few texts have the verb at all.
        let has = |modal: &Said| self.grammar.may_have(text, &modal.verb);
        if !self.modals.iter().any(has) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for sentence in sentences(text).filter(|sentence| self.is_restated(&text[sentence.clone()])) {
            let said = &text[sentence.clone()];
            let modals = self.grammar.modals(said);
            for own in &self.modals {
                let mut same_verb = modals.iter().filter(|modal| modal.verb == own.verb);
                // The first is the claim's; another one later may be something else.
                let Some(other) = same_verb.next().filter(|other| other.modal != own.modal) else { continue };
                let before = &said[..other.range.start];
                let reported = other.modal.reports() == Some(own.modal) && self.grammar.is_reported(before);
                if !reported && !in_quotes(before) {
                    let start = sentence.start;
                    found.push((start + other.range.start..start + other.range.end, own));
                }
            }
        }
        found
    }

    fn is_restated(&self, sentence: &str) -> bool {
        let said = longer_words(sentence);
        let shared = self.words.iter().filter(|word| said.binary_search(word).is_ok()).count();
        shared * 100 >= self.words.len() * SHARED
    }
}

fn longer_words(text: &str) -> Vec<String> {
    let long = words(text).map(|range| text[range].to_lowercase());
    let mut long: Vec<String> =
        long.filter(|word| word.chars().count() >= LETTERS && !is_modal(word)).collect();
    long.sort_unstable();
    long.dedup();
    long
}

/// The verb itself is no word that is shared.
fn is_modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "must" | "should" | "shall" | "could" | "might")
}

/// Whether a quotation is open at the end of a text.
fn in_quotes(before: &str) -> bool {
    let count = |mark: char| before.matches(mark).count();
    count('“') > count('”') || count('«') > count('»') || count('"') % 2 == 1
}

impl Modal {
    /// What it stands for in the words of somebody else, told in the past.
    fn reports(self) -> Option<Self> {
        match self {
            Self::Would => Some(Self::Will),
            Self::Could => Some(Self::Can),
            Self::Might => Some(Self::May),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, found, quiet, site};

    const LANES: &str = "The city will open three bus lanes along the river.";

    /// A claim of this canonical sentence.
    fn with(canonical: &str, lines: &str, summary: &str) -> String {
        claim(lines, summary).replace("The city will open bus lanes.", canonical)
    }

    #[test]
    fn another_modal_verb_is_found_where_it_stands() {
        let summary = "In short: the city *must* also open three bus lanes along the river, and would like it.\n\n\
                       - Three bus lanes along the river, which the city would open";
        let update = "+++\npublished = 2026-02-01\nsummary = \"The city might open three bus lanes along the river.\"\n\
                      +++\n\nAlong the river, three bus lanes may open. The city could open three bus lanes along the \
                      river.\n";
        let found = |said: &str| {
            format!(
                "restates the claim with `{said}`, the claim has `will open` (use the verb of the claim, or mend `claim` \
                 where its verb is too strong or too weak)"
            )
        };
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &with(LANES, "", summary)), ("claims/lanes/updates/one.md", update)],
            &[
                &format!("claims/lanes/claim.md:9:21: summary of claim `lanes` {}", found("must also open")),
                &format!("claims/lanes/claim.md:11:51: summary of claim `lanes` {}", found("would open")),
                &format!("claims/lanes/updates/one.md:3:11: `summary` {}", found("might open")),
                &format!("claims/lanes/updates/one.md:6:34: update `2026-02-01` {}", found("may open")),
                &format!("claims/lanes/updates/one.md:6:53: update `2026-02-01` {}", found("could open")),
            ],
        );
    }

    #[test]
    fn forms_of_english_and_spanish_are_known() {
        let english = |said: &str| (LANES, "en", said.to_owned());
        let spanish = |said: &str| ("La ciudad abrirá tres carriles para autobuses.", "es", said.to_owned());
        let cases = [
            english("The city has to open three bus lanes along the river."),
            english("The city needs to open three bus lanes along the river."),
            english("The city ought to open three bus lanes along the river."),
            english("The city wouldn’t open three bus lanes along the river."),
            (
                "The city must be given three bus lanes.",
                "en",
                "The city should be given three bus lanes.".to_owned(),
            ),
            spanish("La ciudad debe abrir tres carriles para autobuses."),
            spanish("La ciudad tendrá que abrir tres carriles para autobuses."),
            spanish("La ciudad abriría tres carriles para autobuses."),
            spanish("La ciudad podría abrir tres carriles para autobuses."),
            ("El gobierno debe hacer tres carriles.", "es", "El gobierno hará tres carriles.".to_owned()),
        ];
        for (canonical, lang, said) in cases {
            let claim = with(canonical, &format!("lang = \"{lang}\""), &said);
            assert_eq!(
                found(&RULE, &[("site.toml", &site("\"es\"")), ("claims/lanes.md", &claim)]).len(),
                1,
                "{said}"
            );
        }
    }

    #[test]
    fn the_same_verb_other_sentences_and_reported_words_are_quiet() {
        let texts = [
            "The city will open three bus lanes along the river.",
            "The city'll open, or won't open, three bus lanes along the river.",
            "She said the city would open three bus lanes along the river.",
            "The city must open a school.",
            "The city would have to move three bus lanes along the river.",
            "The paper wrote: “The city must open three bus lanes along the river.”",
            "> The city must open three bus lanes along the river.",
            "The city will open three bus lanes along the river, which would open the market.",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &with(LANES, "", text))]);
        }
        let must = "The city must open three bus lanes along the river.";
        quiet(
            &RULE,
            &[("site.toml", &site("\"de\"")), ("claims/lanes.md", &with(LANES, "lang = \"de\"", must))],
        );
        quiet(&RULE, &[("claims/lanes.md", &with("Three bus lanes along the river are open.", "", must))]);
        let restated =
            format!("[[statements]]\nmade_on = 2026-02-01\nkind = \"restated\"\nclaim = \"{must}\"");
        quiet(&RULE, &[("claims/lanes.md", &with(LANES, &restated, ""))]);
        let back = format!(
            "+++\npublished = 2026-02-01\nretracted = {{date = 2026-02-02, why = \"Wrong.\"}}\n+++\n\n{must}\n"
        );
        quiet(
            &RULE,
            &[("claims/lanes/claim.md", &with(LANES, "", "")), ("claims/lanes/updates/one.md", &back)],
        );
    }
}
