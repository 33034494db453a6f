//! Modal verbs of English and Spanish, and the verbs that they belong to.

use std::ops::Range;

use crate::check::words::{for_language, words};

/// What a modal verb says of a thing to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modal {
    /// It will be done.
    Will,
    /// It would be done.
    Would,
    /// It has to be done.
    Must,
    /// It ought to be done.
    Should,
    /// It can be done.
    Can,
    /// It could be done.
    Could,
    /// It is allowed or possible.
    May,
    /// It is possible.
    Might,
}

/// A modal verb in a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) modal: Modal,
    /// The verb that it belongs to, in lower case: `open`, `be opened`, `abrir`.
    pub(super) verb: String,
    /// The bytes of both.
    pub(super) range: Range<usize>,
}

/// How a language says so.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Words of a modal verb, in lower case.
    modals: &'static [(&'static [&'static str], Modal)],
    /// Words that may stand between a modal verb and its verb.
    between: fn(&str) -> bool,
    /// Verbs that say with another one what is done: `be opened`.
    with_another: &'static [&'static str],
    /// A verb whose form says what a modal verb says elsewhere: the infinitive.
    inflected: fn(&str) -> Option<(Modal, String)>,
    /// Verbs in the past that report what somebody said.
    reporting: &'static [&'static str],
    /// How long the beginning of a verb is that all of its forms have, at least.
    stem: fn(&str) -> &str,
}

/// That of a language.
pub(super) fn grammar(language: &str) -> Option<&'static Grammar> {
    for_language(GRAMMARS, language)
}

const GRAMMARS: &[(&str, Grammar)] = &[
    (
        "en",
        Grammar {
            modals: &[
                (&["will"], Modal::Will),
                (&["won't"], Modal::Will),
                (&["shall"], Modal::Will),
                (&["would"], Modal::Would),
                (&["wouldn't"], Modal::Would),
                (&["must"], Modal::Must),
                (&["mustn't"], Modal::Must),
                (&["has", "to"], Modal::Must),
                (&["have", "to"], Modal::Must),
                (&["had", "to"], Modal::Must),
                (&["need", "to"], Modal::Must),
                (&["needs", "to"], Modal::Must),
                (&["should"], Modal::Should),
                (&["ought", "to"], Modal::Should),
                (&["can"], Modal::Can),
                (&["cannot"], Modal::Can),
                (&["could"], Modal::Could),
                (&["may"], Modal::May),
                (&["might"], Modal::Might),
            ],
            between: |word| {
                word.ends_with("ly")
                    || matches!(word, "not" | "also" | "never" | "then" | "still" | "soon" | "now")
            },
            with_another: &["be", "have"],
            inflected: |_| None,
            reporting: &[
                "said",
                "told",
                "agreed",
                "promised",
                "pledged",
                "announced",
                "stated",
                "claimed",
                "confirmed",
                "vowed",
                "wrote",
                "declared",
                "insisted",
                "undertook",
                "noted",
                "added",
                "reported",
                "committed",
                "reaffirmed",
                "reiterated",
                "asserted",
                "indicated",
                "ensured",
                "thought",
                "hoped",
                "expected",
                "planned",
                "specified",
            ],
            stem: |verb| verb.rsplit(' ').next().unwrap_or(verb),
        },
    ),
    (
        "es",
        Grammar {
            modals: &[
                (&["debe"], Modal::Must),
                (&["deben"], Modal::Must),
                (&["deberá"], Modal::Must),
                (&["deberán"], Modal::Must),
                (&["tiene", "que"], Modal::Must),
                (&["tienen", "que"], Modal::Must),
                (&["tendrá", "que"], Modal::Must),
                (&["tendrán", "que"], Modal::Must),
                (&["ha", "de"], Modal::Must),
                (&["han", "de"], Modal::Must),
                (&["debería"], Modal::Should),
                (&["deberían"], Modal::Should),
                (&["puede"], Modal::Can),
                (&["pueden"], Modal::Can),
                (&["podrá"], Modal::Can),
                (&["podrán"], Modal::Can),
                (&["podría"], Modal::Could),
                (&["podrían"], Modal::Could),
                (&["va", "a"], Modal::Will),
                (&["van", "a"], Modal::Will),
                (&["iba", "a"], Modal::Would),
                (&["iban", "a"], Modal::Would),
            ],
            between: |word| word.ends_with("mente") || matches!(word, "también" | "pronto" | "ya"),
            with_another: &["ser", "haber"],
            inflected: spanish,
            reporting: &[
                "dijo",
                "dijeron",
                "anunció",
                "anunciaron",
                "prometió",
                "prometieron",
                "afirmó",
                "afirmaron",
                "aseguró",
                "aseguraron",
                "acordó",
                "acordaron",
                "declaró",
                "declararon",
                "señaló",
                "señalaron",
                "indicó",
                "indicaron",
                "confirmó",
                "confirmaron",
                "sostuvo",
                "reiteró",
                "comprometió",
                "comprometieron",
                "informó",
                "informaron",
            ],
            stem: |verb| {
                let last = verb.rsplit(' ').next().unwrap_or(verb);
                // `hacer` is `hará`: two letters are in all forms of every verb.
                &last[..last.char_indices().nth(2).map_or(last.len(), |(at, _)| at)]
            },
        },
    ),
];

/// Spanish futures and conditionals: `abrirá`, `abriría`.
fn spanish(word: &str) -> Option<(Modal, String)> {
    const ENDINGS: &[(&str, Modal)] = &[
        ("ríamos", Modal::Would),
        ("rían", Modal::Would),
        ("ría", Modal::Would),
        ("remos", Modal::Will),
        ("rán", Modal::Will),
        ("rá", Modal::Will),
    ];
    // Verbs whose stem is another one in these forms.
    const IRREGULAR: &[(&str, &str)] = &[
        ("har", "hacer"),
        ("tendr", "tener"),
        ("pondr", "poner"),
        ("vendr", "venir"),
        ("saldr", "salir"),
        ("podr", "poder"),
        ("querr", "querer"),
        ("sabr", "saber"),
        ("dir", "decir"),
        ("habr", "haber"),
        ("valdr", "valer"),
        ("mantendr", "mantener"),
        ("obtendr", "obtener"),
        ("propondr", "proponer"),
        ("impondr", "imponer"),
        ("intervendr", "intervenir"),
    ];
    let (stem, modal) =
        ENDINGS.iter().find_map(|(ending, modal)| Some((word.strip_suffix(ending)?, *modal)))?;
    let stem = format!("{stem}r");
    let infinitive = IRREGULAR.iter().find(|(irregular, _)| *irregular == stem).map(|(_, verb)| *verb);
    let regular = stem.ends_with("ar") || stem.ends_with("er") || stem.ends_with("ir");
    match infinitive {
        Some(verb) => Some((modal, verb.to_owned())),
        None => (regular && stem.len() > 3 || stem == "ser").then_some((modal, stem)),
    }
}

impl Grammar {
    /// The modal verbs of a sentence, in order.
    pub(super) fn modals(&self, sentence: &str) -> Vec<Said> {
        let words: Vec<(String, Range<usize>)> = words(sentence)
            .map(|range| (sentence[range.clone()].to_lowercase().replace('’', "'"), range))
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let modal = self.modals.iter().find(|(modal, _)| {
                modal.len() < rest.len() && modal.iter().zip(rest).all(|(word, (said, _))| word == said)
            });
            let end = match modal {
                Some((modal, kind)) => self.verb(&rest[modal.len()..]).map(|(verb, length)| {
                    let last = &rest[modal.len() + length - 1].1;
                    found.push(Said { modal: *kind, verb, range: rest[0].1.start..last.end });
                    modal.len() + length
                }),
                None => self.form(rest).map(|(kind, verb, length)| {
                    found.push(Said { modal: kind, verb, range: rest[0].1.start..rest[length - 1].1.end });
                    length
                }),
            };
            at += end.unwrap_or(1);
        }
        found
    }

    /// The verb after a modal verb, and how many words it reaches.
    fn verb(&self, rest: &[(String, Range<usize>)]) -> Option<(String, usize)> {
        let skipped = rest.iter().take_while(|(word, _)| (self.between)(word)).count();
        let (verb, _) = rest.get(skipped)?;
        let another = self.with_another.contains(&&**verb).then(|| rest.get(skipped + 1)).flatten();
        Some(match another {
            Some((other, _)) => (format!("{verb} {other}"), skipped + 2),
            None => (verb.clone(), skipped + 1),
        })
    }

    /// A verb whose form says it.
    fn form(&self, rest: &[(String, Range<usize>)]) -> Option<(Modal, String, usize)> {
        let (kind, verb) = (self.inflected)(&rest.first()?.0)?;
        let another = self.with_another.contains(&&*verb).then(|| rest.get(1)).flatten();
        Some(match another {
            Some((other, _)) => (kind, format!("{verb} {other}"), 2),
            None => (kind, verb, 1),
        })
    }

    /// The beginning that all forms of a verb have.
    pub(super) fn stem_of<'v>(&self, verb: &'v str) -> &'v str {
        (self.stem)(verb)
    }

    /// Whether what follows this text is told as somebody's words.
    pub(super) fn is_reported(&self, before: &str) -> bool {
        words(before).any(|range| self.reporting.contains(&&*before[range].to_lowercase()))
    }
}
