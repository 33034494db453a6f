//! A text restates the claim with another modal verb than the claim has.

mod modals;

use std::ops::Range;

use memchr::memmem::Finder;

use crate::check::words::{sentences, words};
use crate::check::{Findings, Level, Look, Role, Rule, Scene, Stage, Told, cut};
use crate::diagnostic::Place;
use crate::markdown::{Block, Kind};
use crate::record::claim::{Statement, StatementKind};
use modals::{Grammar, Modal, Said};

/// Of a claim's words, the share that a sentence has to have to restate it, in percent.
const SHARED: usize = 70;

/// Letters of a word that counts.
const LETTERS: usize = 4;

pub(super) const RULE: Rule = Rule {
    code: "restated-modal",
    summary: "A text restates the claim with another modal verb than the claim has.",
    explanation: "*Will open*, *must open*, *would open* and *may open* are four promises. A tracker judges one of them, \
                  and an update that restates the claim with another verb judges something that nobody said.\n\n\
                  Looked at are sentences of summaries, explainers, updates and statements that repeat the claim, \
                  if they have at least 70 in 100 of the claim's \
                  longer words (four letters and more), and in them the verb that the claim's modal verb belongs to: the \
                  claim has *will continue*, the sentence *must continue*. In English and Spanish (*abrirá*, *debe \
                  abrir*, *abriría*), by the language of the text.\n\n\
                  Left alone are quotations; *would*, *could* and *might* in reported speech (*she said the city would \
                  open …*), which stand there for *will*, *can* and *may*; updates that were taken back; and statements \
                  in which the claimant restated the claim.\n\n\
                  Use the verb of `claim`; or, if the claimant's words are weaker or stronger than `claim`, mend that.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(look)],
};

fn look(scene: &Scene<'_>, told: &Told<'_>, findings: &mut Findings) {
    let Some(claim) = told.claim else { return };
    let record = &claim.record;
    let originals = Canonical::of(&record.claim, told.language(scene, None));
    let originals = originals.map(|canonical| (None, canonical));
    let translated = record.translations.iter().filter_map(|one| {
        let canonical = Canonical::of(one.fields.get("claim")?, told.language(scene, Some(&one.lang)))?;
        Some((Some(&*one.lang), canonical))
    });
    for (lang, canonical) in originals.into_iter().chain(translated) {
        let mut tell = |place: Place, subject: &str, text: &str, range: Range<usize>, own: &str| {
            let said = cut(&text[range]);
            let message = format!("{subject} restates the claim with `{said}`, the claim has `{own}`");
            let help = "use the verb of the claim, or mend `claim` where its verb is too strong or too weak";
            let finding = findings.add(place, message, help);
            finding.notes.push((Place::new(&record.file, record.claim.span), "the claim".to_owned()));
        };
        let withdrawn = |role| matches!(role, Role::Update(ix) if record.updates[ix].retracted.is_some());
        for prose in told.texts.iter().filter(|prose| prose.lang == lang && !withdrawn(prose.role)) {
            let ours = |block: &&Block| matches!(block.kind, Kind::Paragraph | Kind::Item);
            for block in prose.blocks().iter().filter(ours) {
                for (range, own) in canonical.restated(&block.text) {
                    let place = prose.place(block.typed(range.clone()));
                    tell(place, &told.title(prose.role), &block.text, range, own);
                }
            }
        }
        for short in told.shorts().iter().filter(|short| short.key == "summary" && short.lang == lang) {
            for (range, own) in canonical.restated(short.text) {
                tell(short.place(), "`summary`", short.text, range, own);
            }
        }
        let repeated = |one: &&Statement| one.kind == StatementKind::Repeated && lang.is_none();
        for one in record.statements.iter().filter(repeated) {
            let text = one.claim.as_deref().unwrap_or_default();
            for (range, own) in canonical.restated(text) {
                let place = Place::new(&record.file, one.made_on.span);
                tell(place, &format!("statement `{}`", one.id.value), text, range, own);
            }
        }
    }
}

/// A claim's one canonical sentence in a language.
struct Canonical<'a> {
    text: &'a str,
    grammar: &'static Grammar,
    modals: Vec<Said>,
    /// Beginnings of their verbs, to be searched for.
    stems: Vec<Finder<'static>>,
    /// Its longer words, in lower case, sorted.
    words: Vec<String>,
}

impl<'a> Canonical<'a> {
    /// `None` where the language has no grammar here, or the sentence no modal verb.
    fn of(text: &'a str, language: &str) -> Option<Self> {
        let grammar = modals::grammar(language)?;
        let modals = grammar.modals(text);
        // The verb itself is what may differ.
        let outside =
            |range: &Range<usize>| !modals.iter().any(|modal: &Said| modal.range.contains(&range.start));
        let words = longer_words(text, outside);
        let stems =
            modals.iter().map(|modal| Finder::new(grammar.stem_of(&modal.verb)).into_owned()).collect();
        (!modals.is_empty() && words.len() >= 3).then_some(Self { text, grammar, modals, stems, words })
    }

    /// The modal verbs of a text that restates it with another one, and how it says that itself.
    fn restated(&self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        // Few texts have the verb at all.
        if !self.stems.iter().any(|stem| stem.find(text.as_bytes()).is_some()) {
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
                    let own = &self.text[own.range.clone()];
                    found.push((start + other.range.start..start + other.range.end, own));
                }
            }
        }
        found
    }

    fn is_restated(&self, sentence: &str) -> bool {
        let said = longer_words(sentence, |_| true);
        let shared = self.words.iter().filter(|word| said.binary_search(word).is_ok()).count();
        shared * 100 >= self.words.len() * SHARED
    }
}

fn longer_words(text: &str, counts: impl Fn(&Range<usize>) -> bool) -> Vec<String> {
    let all = words(text).filter(counts).map(|range| text[range].to_lowercase());
    let mut long: Vec<String> = all.filter(|word| word.chars().count() >= LETTERS).collect();
    long.sort_unstable();
    long.dedup();
    long
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
    fn a_statement_that_repeats_the_claim_is_compared_with_it() {
        let repeated = "[[statements]]\nid = \"again\"\nmade_on = 2026-02-01\nkind = \"repeated\"\n\
                        claim = \"The city should open three bus lanes along the river.\"";
        fires(
            &RULE,
            &[("claims/lanes.md", &with(LANES, repeated, ""))],
            &[
                "claims/lanes.md:8:11: statement `again` restates the claim with `should open`, the claim has `will open` \
               (use the verb of the claim, or mend `claim` where its verb is too strong or too weak)",
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
