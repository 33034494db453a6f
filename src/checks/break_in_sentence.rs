//! A paragraph or a line ends in the middle of a sentence.

use std::ops::Range;

use crate::check::words::{for_language, words};
use crate::check::{Level, Look, Prose, Rule, Stage, cut};
use crate::diagnostic::Fix;
use crate::markdown::{Block, Kind};

/// Words that end no sentence, and no label either, as prepositions may (*What we wait for*).
const OPEN: &[(&str, &[&str])] = &[
    ("en", &["the", "a", "an", "and", "or", "its", "their", "our", "your", "my", "than", "because", "whose"]),
    (
        "es",
        &[
            "el", "la", "los", "las", "un", "una", "de", "del", "al", "y", "e", "o", "u", "con", "por",
            "para", "en", "entre", "que", "cuyo", "cuya", "su", "sus", "sin", "porque",
        ],
    ),
];

/// What joins the halves of a divided compound: `short- and long-term`.
const JOINING: &[&str] =
    &["and", "or", "to", "nor", "but", "y", "o", "u", "e", "und", "oder", "bis", "et", "ou", "i", "of", "en"];

/// Words that a paragraph has, at least, to be half of a sentence.
const WORDS: usize = 5;

/// Characters of a line, at least, that was broken because it was full; lines of verse and addresses are shorter.
const FULL: usize = 45;

pub(super) const RULE: Rule = Rule {
    code: "break-in-sentence",
    summary: "A paragraph or a line ends in the middle of a sentence.",
    explanation: "Text that is copied from a PDF or a page often brings its lines along: a paragraph ends after *the*, and \
                  the next one goes on with *ministry said*. Readers stumble, and a quote taken from it is torn.\n\n\
                  Looked at are paragraphs one after the other, of which the first ends in a word or a comma and the \
                  second begins with a small letter (or the first ends in a word that ends no sentence, such as *the*; in \
                  English and Spanish); long lines that end so before a line break of their own (two spaces or a \
                  backslash); and words divided at the end of a line. Left alone are line ends of the file, which are \
                  spaces to a reader, and quotations, lists, headings and short lines, which may be verse or an address.\n\n\
                  Join the two; `onrecord check --fix` does it where a sentence surely goes on. Whether the hyphen of a \
                  divided word stays is yours to say.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|scene, told, findings| {
        for prose in &told.texts {
            let open = for_language(OPEN, told.language(scene, prose.lang)).copied().unwrap_or_default();
            for broken in breaks(prose, open) {
                let finding = findings.add(
                    prose.place(broken.bytes.clone()),
                    format!("{} after `{}`", broken.how, cut(&broken.after)),
                    broken.help,
                );
                if let Some(with) = broken.with.filter(|_| prose.text.inline.is_none()) {
                    // A file keeps the line ends that it has.
                    let ends = prose.typed.get(broken.bytes.clone()).is_some_and(|gap| gap.contains("\r\n"));
                    let with = if ends && with == "\n" { "\r\n" } else { with };
                    let edits = vec![(prose.place(broken.bytes), with.to_owned())];
                    finding.fix = Some(Box::new(Fix { what: "join the sentence".to_owned(), edits }));
                }
            }
        }
    })],
};

/// A sentence that is broken.
struct Broken {
    how: &'static str,
    /// What stands before the break.
    after: String,
    /// The break.
    bytes: Range<usize>,
    /// What takes its place, where that is sure.
    with: Option<&'static str>,
    help: &'static str,
}

fn breaks(prose: &Prose<'_>, open: &[&str]) -> Vec<Broken> {
    let blocks = prose.blocks();
    let mut found: Vec<Broken> = Vec::new();
    for (ix, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Paragraph) {
        in_lines(prose, block, open, &mut found);
        let Some(next) = blocks.get(ix + 1).filter(|next| next.kind == Kind::Paragraph) else { continue };
        found.extend(between(prose, block, next, open));
    }
    found
}

/// A break between two paragraphs.
fn between(prose: &Prose<'_>, block: &Block, next: &Block, open: &[&str]) -> Option<Broken> {
    let start = block.range.start + prose.typed[block.range.clone()].trim_end().len();
    let gap = start..next.range.start;
    // Something without words may stand between them: a rule, an image.
    if !prose.typed.get(gap.clone())?.trim().is_empty() || words(&block.text).nth(WORDS - 1).is_none() {
        return None;
    }
    let goes_on = ends_within(&block.text, open, &next.text)?;
    let with = match goes_on {
        GoesOn::Surely => Some("\n"),
        GoesOn::Divided => None,
    };
    Some(Broken {
        how: "paragraph ends in the middle of a sentence,",
        after: tail(&block.text),
        bytes: gap,
        with,
        help: "join it with the next one",
    })
}

/// Breaks of lines within a paragraph.
fn in_lines(prose: &Prose<'_>, block: &Block, open: &[&str], found: &mut Vec<Broken>) {
    for (at, _) in block.text.match_indices('\n') {
        let (before, after) = (&block.text[..at], &block.text[at + 1..]);
        let line = &before[before.rfind('\n').map_or(0, |start| start + 1)..];
        if line.chars().count() < FULL {
            continue;
        }
        let Some(goes_on) = ends_within(line, open, after) else { continue };
        found.push(Broken {
            how: "line is broken in the middle of a sentence,",
            after: tail(line),
            bytes: block.typed(at..at + 1),
            with: matches!(goes_on, GoesOn::Surely).then_some("\n"),
            help: "take the two spaces or the backslash at its end away",
        });
    }
    // A soft line end is a space in `text`, and stands in the file as it was typed.
    let hyphens = memchr::memchr_iter(b'-', block.text.as_bytes());
    for at in hyphens.filter(|at| block.text[at + 1..].starts_with(' ')) {
        let typed = block.typed(at..at + 2);
        let is_line_end = prose.typed.get(typed.clone()).is_some_and(|typed| typed.contains(['\n', '\r']));
        if is_line_end && is_divided(&block.text[..=at], &block.text[at + 2..]) {
            found.push(Broken {
                how: "word is divided at the end of a line,",
                after: tail(&block.text[..=at]),
                bytes: typed.start..typed.start + 1,
                with: None,
                help: "write the word in one: a line end is a space",
            });
        }
    }
}

/// How sure it is that a sentence goes on.
enum GoesOn {
    Surely,
    /// In the second half of a word, with or without its hyphen.
    Divided,
}

/// Whether a sentence goes on from one line to the next.
fn ends_within(line: &str, open: &[&str], next: &str) -> Option<GoesOn> {
    let (line, next) = (line.trim_end(), next.trim_start());
    if is_divided(line, next) {
        return Some(GoesOn::Divided);
    }
    let last = line.chars().next_back()?;
    let first = next.chars().next()?;
    let small = first.is_lowercase() && !is_a_name(next);
    let open_word = || open.contains(&last_word(line));
    let goes_on = (last.is_lowercase() || last == ',') && small || open_word() && first.is_alphabetic();
    goes_on.then_some(GoesOn::Surely)
}

/// The word that a line ends with, with the apostrophes and hyphens in it.
fn last_word(line: &str) -> &str {
    let start = line.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric() || JOINTS.contains(c));
    let start = start.last().map_or(line.len(), |(at, _)| at);
    line[start..].trim_start_matches(JOINTS)
}

/// What may stand within a word.
const JOINTS: &[char] = &['\'', '’', '-', '‑'];

/// A name that begins small (`iPhone`, `eTrace`), or an address.
fn is_a_name(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.contains("://") || word.contains('@') || word.starts_with("www.") {
        return true;
    }
    let mut letters = text.chars().take_while(|c| c.is_alphanumeric());
    letters.next();
    letters.any(char::is_uppercase)
}

/// Whether a word was divided: `minis-` and `try`.
fn is_divided(line: &str, next: &str) -> bool {
    let stem = line.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_lowercase));
    let rest = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    stem && rest.starts_with(char::is_lowercase) && !JOINING.contains(&rest)
}

/// The last words of a line.
fn tail(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().rev().take(4).collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet, site};

    #[test]
    fn paragraphs_and_lines_that_end_within_a_sentence_are_found() {
        let text = "The tender was published by the\n\nMinistry of Works in March.\n\n\
                    The offers came from three builders,  \n\n  all of them from the region.\n\n\
                    The city had asked each of the builders for a plan  \nof the lane. It had a depart-\nment for that.\n\n\
                    Three of the five had sent a long- \n\nawaited plan.\n";
        let joined = "(join it with the next one)";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", text))],
            &[
                &format!(
                    "claims/lanes.md:9:32: paragraph ends in the middle of a sentence, after `was published by the` {joined}"
                ),
                &format!(
                    "claims/lanes.md:13:37: paragraph ends in the middle of a sentence, after `came from three builders,` {joined}"
                ),
                "claims/lanes.md:17:51: line is broken in the middle of a sentence, after `builders for a plan` (take the two \
                 spaces or the backslash at its end away)",
                "claims/lanes.md:18:29: word is divided at the end of a line, after `It had a depart-` (write the word in \
                 one: a line end is a space)",
                &format!(
                    "claims/lanes.md:21:35: paragraph ends in the middle of a sentence, after `had sent a long-` {joined}"
                ),
            ],
        );
    }

    #[test]
    fn words_that_end_no_sentence_are_those_of_the_language() {
        let text = "El alcalde pidió las ofertas a los\n\nMinisterios de Obras.";
        quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
        fires(
            &RULE,
            &[("site.toml", &site("\"es\"")), ("claims/lanes.md", &claim("lang = \"es\"", text))],
            &[
                "claims/lanes.md:9:35: paragraph ends in the middle of a sentence, after `las ofertas a los` (join it with the \
               next one)",
            ],
        );
    }

    #[test]
    fn line_ends_of_the_file_and_whole_sentences_are_quiet() {
        let texts = [
            "The lane is to be opened by the\nMinistry of Works, from the station\nto the bridge.",
            "It opened.\n\nthe end",
            "The city named three things in its plan:\n\nthe lane, the bridge and the square.",
            "Of the short-\nand long-term plans of the city, two are done.",
            "Station Road  \nbetween the station and  \nthe bridge",
            "- one of the five lanes of the\n\n  city\n- two",
            "> It is a line that goes on for a long time and\n>\n> on",
            "# The lanes of the city and of the\n\nregion",
            "The city asked the builders for pictures\n\niPhone pictures came in.",
            "The notice stands on the page of the city\n\nhttps://example.org/notice",
            "What the people of the town wait for\n\nThe lane.",
            "Five builders sent in what was asked for\n\n---\n\nand more",
            "Agents said in the report that it is so \\\n*He nodded.*",
            "one of the five lanes\n\n",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
        }
    }
}
