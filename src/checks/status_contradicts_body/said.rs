//! Where a text plainly says a status, in the words of a site's vocabulary.

use std::ops::Range;

use crate::markdown::{Block, Kind};
use crate::record::id::StatusId;
use crate::record::site::{Config, Status};

/// A status that a text says.
#[derive(Debug)]
pub(super) struct Said {
    /// Its words.
    pub(super) words: String,
    /// Their bytes in the text as typed.
    pub(super) typed: Range<usize>,
    /// What the words can mean: two languages may share a label.
    meant: Vec<StatusId>,
}

impl Said {
    /// Whether it can be this status.
    pub(super) fn is(&self, status: &StatusId) -> bool {
        self.meant.contains(status)
    }
}

/// What is behind these words `: STATUS` is the status; a label is one of them with words of [`BESIDE`].
const HEADS: &[&str] = &["status", "verdict", "assessment", "estado", "veredicto", "evaluación"];

/// What may stand beside them in a label.
const BESIDE: &[&str] = &[
    "current",
    "overall",
    "completion",
    "present",
    "our",
    "the",
    "claim",
    "claim’s",
    "claim's",
    "promise",
    "actual",
    "general",
    "el",
    "la",
    "del",
    "de",
    "nuestro",
    "nuestra",
    "compromiso",
    "promesa",
];

/// What a sentence with a key is about.
const SUBJECTS: &[&str] = &[
    "status",
    "verdict",
    "assessment",
    "claim",
    "promise",
    "commitment",
    "estado",
    "veredicto",
    "compromiso",
    "promesa",
];

/// What may stand between that and the key.
const VERBS: &[&str] = &[
    "is",
    "remains",
    "stays",
    "appears",
    "to",
    "be",
    "still",
    "currently",
    "therefore",
    "thus",
    "now",
    "best",
    "described",
    "characterized",
    "characterised",
    "rated",
    "classified",
    "assessed",
    "as",
    "es",
    "sigue",
    "permanece",
    "continúa",
    "está",
];

/// With one of these before the key, a sentence says what could be.
const CONDITIONS: &[&str] = &[
    "if", "would", "could", "might", "may", "should", "unless", "until", "when", "si", "cuando", "hasta",
    "sería",
];

/// Bytes that are looked at on either side of a sign: so a text of nothing but signs costs little.
const LONGEST: usize = 240;

/// Whether a text has anything of what a status is told by: a sign behind a label, a key, bold words, a heading.
pub(super) fn may_say(typed: &str) -> bool {
    let bytes = typed.as_bytes();
    memchr::memchr3(b':', b'_', b'*', bytes).is_some()
        || memchr::memchr3(b'#', b'=', b'&', bytes).is_some()
        || memchr::memmem::find(bytes, b"--").is_some()
}

/// All that the blocks of a text say, in order.
pub(super) fn in_blocks(config: &Config, blocks: &[Block]) -> Vec<Said> {
    let place = |block: &Block, found: Found| Said {
        words: block.text[found.bytes.clone()].to_owned(),
        typed: block.typed(found.bytes),
        meant: found.meant,
    };
    // Several of them are a list of parts, each with its own status.
    let first = blocks
        .first()
        .filter(|block| !matches!(block.kind, Kind::Item | Kind::Cell))
        .and_then(|block| lead(config, block));
    let mut first = first.filter(|_| blocks[1..].iter().all(|block| lead(config, block).is_none()));
    let mut said = Vec::new();
    for block in blocks {
        let found =
            first.take().into_iter().chain(labelled(config, &block.text)).chain(keys(config, &block.text));
        said.extend(found.map(|found| place(block, found)));
    }
    said
}

/// What a line of plain text says.
pub(super) fn in_line(config: &Config, text: &str) -> Vec<Said> {
    let found = labelled(config, text).into_iter().chain(keys(config, text));
    found
        .map(|found| Said { words: text[found.bytes.clone()].into(), typed: 0..0, meant: found.meant })
        .collect()
}

struct Found {
    bytes: Range<usize>,
    meant: Vec<StatusId>,
}

/// The status in bold, or as a heading, with which a text begins.
fn lead(config: &Config, block: &Block) -> Option<Found> {
    let text = block.text.get(..block.lead)?;
    let start = text.len() - text.trim_start().len();
    let words = text.trim().trim_end_matches(['.', ':', '!', ' ']);
    // In bold without a sign behind it, it is the first word of a sentence.
    let is_apart = text.trim().len() > words.len() || block.text[block.lead..].trim().is_empty();
    let is_apart = is_apart || block.text[block.lead..].starts_with(['.', ':', '!']);
    let meant = meant(config, words, is_called);
    (is_apart && !meant.is_empty()).then(|| Found { bytes: start..start + words.len(), meant })
}

/// `Status: In progress.`
fn labelled(config: &Config, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for colon in memchr::memchr_iter(b':', text.as_bytes()) {
        if is_label(&text[..colon]) {
            let rest = &text[colon + 1..];
            let start =
                colon + 1 + rest.len() - rest.trim_start_matches([' ', '\n', '"', '“', '«', '‘', '\'']).len();
            found.extend(
                value(config, &text[start..])
                    .map(|(length, meant)| Found { bytes: start..start + length, meant }),
            );
        }
    }
    found
}

/// The end of a text, as far as a sentence reaches back.
fn end_of(text: &str) -> &str {
    let from = (text.len().saturating_sub(LONGEST)..text.len()).find(|at| text.is_char_boundary(*at));
    from.map_or("", |from| &text[from..])
}

/// Whether the last sentence of a text is the label of a status.
fn is_label(before: &str) -> bool {
    let near = end_of(before);
    let sentence = near.rsplit(['.', ';', '!', '?', ':', '\n']).next().unwrap_or(near);
    let (mut heads, mut others) = (0, 0);
    for word in sentence.split_whitespace() {
        let word = word.to_lowercase();
        if HEADS.contains(&&*word) {
            heads += 1;
        } else if !BESIDE.contains(&&*word) {
            others += 1;
        }
    }
    heads == 1 && others == 0
}

/// The status that stands at the beginning of a text and makes a sentence of its own, and its length.
fn value(config: &Config, text: &str) -> Option<(usize, Vec<StatusId>)> {
    let end = (0..=text.len().min(LONGEST)).rev().find(|at| text.is_char_boundary(*at));
    let text = &text[..end.unwrap_or(0)];
    let key = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    if text[..key].contains('_') {
        let meant = meant(config, &text[..key], is_key);
        return (!meant.is_empty()).then_some((key, meant));
    }
    let end = text.find(['.', ';', '!', '\n']).unwrap_or(text.len());
    let words = text[..end].trim_end_matches([' ', '"', '”', '»', '’', '\'']);
    let meant = meant(config, words, is_called);
    (!meant.is_empty()).then_some((words.len(), meant))
}

/// `the claim remains in_progress`
fn keys(config: &Config, text: &str) -> Vec<Found> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut end = 0;
    for at in memchr::memchr_iter(b'_', text.as_bytes()) {
        if at < end {
            continue;
        }
        let start = text[..at]
            .rfind(|c| !is_part(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |after| at + after);
        let meant = meant(config, &text[start..end], is_key);
        if !meant.is_empty() && speaks_of_the_status(&text[..start]) {
            found.push(Found { bytes: start..end, meant });
        }
    }
    found
}

/// Whether a sentence up to a key is one like `the status is best described as`.
fn speaks_of_the_status(before: &str) -> bool {
    let near = end_of(before);
    let sentence = near.rsplit(['.', ';', '!', '?', '\n']).next().unwrap_or(near);
    let words: Vec<String> = sentence
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let verbs = words.iter().rev().take_while(|word| VERBS.contains(&&***word)).count();
    let subject = words.len().checked_sub(verbs + 1).map(|at| &*words[at]);
    let is_condition = words.iter().any(|word| CONDITIONS.contains(&&**word));
    verbs > 0 && subject.is_some_and(|subject| SUBJECTS.contains(&subject)) && !is_condition
}

fn meant(config: &Config, words: &str, is: fn(&Status, &str) -> bool) -> Vec<StatusId> {
    if words.is_empty() || words.len() > LONGEST {
        return Vec::new();
    }
    config.vocabulary().filter(|status| is(status, words)).map(|status| status.id.clone()).collect()
}

/// Whether a word is the status's key, or an old one, in either case.
fn is_key(status: &Status, word: &str) -> bool {
    std::iter::once(&status.id).chain(&status.aliases).any(|key| key.as_str().eq_ignore_ascii_case(word))
}

/// Whether words are its key or its label in any language, in either case.
fn is_called(status: &Status, words: &str) -> bool {
    let folded = words.to_lowercase();
    is_key(status, words) || status.labels.iter().any(|(_, label)| label.to_lowercase() == folded)
}
