//! Words that stood for something to be written are still there.

use std::ops::Range;

use crate::check::strings::{self, Short, Voice};
use crate::check::words::words;
use crate::check::{Findings, Level, Look, Rule, Stage, cut};
use crate::diagnostic::Place;
use crate::markdown::Kind;

/// Sentences that `init` writes for somebody to replace.
const SAMPLES: &[&str] = &[
    "Say here who you are, who pays for your work",
    "Say here how you choose claims",
    "This claim is invented. It shows how a record is written: remove its folder",
];

/// What opens a note to oneself in square brackets, in lower case.
const OPENINGS: &[&str] = &[
    "insert",
    "add",
    "your name",
    "placeholder",
    "tk",
    "tbd",
    "tba",
    "tbc",
    "todo",
    "xx",
    "fixme",
    "insertar",
    "añadir",
    "completar",
    "pendiente",
    "por confirmar",
    "rellenar",
];

pub(super) const RULE: Rule = Rule {
    code: "leftover-placeholder",
    summary: "Words that stood for something to be written are still there.",
    explanation: "`TODO`, `TK` or `[insert name]` in print tells readers that nobody read the page before it went \
                  out.\n\n\
                  Looked at are texts and short texts: `TODO`, `FIXME` and `TKTK` in capitals, `TK` and `XXX` that \
                  stand alone, `XX` beside a figure or a currency, `???`, *lorem ipsum*, `{{name}}`, notes in square \
                  brackets such as `[insert name]`, `[TBD]` or `[pendiente]`, a short text of nothing but `…`, `-` or \
                  `?`, and the sentences that `init` writes for you to replace. Code, and the words of others in quotes, \
                  are left alone, as are `[…]` for words left out, *to be determined*, and the Spanish word *TODO* in \
                  a line of capitals.\n\n\
                  Write what is missing, or take the place of it out.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[
        Look::Texts(|_, told, findings| {
            for prose in &told.texts {
                for block in
                    prose.blocks().iter().filter(|block| !matches!(block.kind, Kind::Code | Kind::Quote))
                {
                    for range in placeholders(&block.text) {
                        let said = &block.text[range.clone()];
                        tell(
                            prose.place(block.typed(range.clone())),
                            &told.title(prose.role),
                            said,
                            findings,
                        );
                    }
                }
            }
            for short in told.shorts() {
                look(short, findings);
            }
        }),
        Look::Source(|_, source, findings| {
            for short in strings::of_source(&source.record) {
                look(&short, findings);
            }
        }),
        Look::Site(|scene, findings| {
            for short in strings::of_all_else(scene.records) {
                look(&short, findings);
            }
        }),
    ],
};

/// Looks at a short text.
fn look(short: &Short<'_>, findings: &mut Findings) {
    let nothing = short.text.chars().all(|c| matches!(c, '…' | '.' | '-' | '–' | '—' | '?' | '_' | ' '));
    if nothing || is_alone(short.text) {
        return tell(short.place(), &format!("`{}`", short.key), short.text, findings);
    }
    if short.voice == Voice::Ours {
        // `TK` may be somebody's initials.
        let is_name = matches!(short.key, "author" | "reviewed_by" | "name");
        for range in placeholders(short.text) {
            let said = &short.text[range];
            if !(is_name && said == "TK") {
                tell(short.place(), &format!("`{}`", short.key), said, findings);
            }
        }
    }
}

/// What stands for something only where nothing else is said.
fn is_alone(text: &str) -> bool {
    ["tbd", "tba", "tbc", "xxx", "todo", "placeholder"]
        .iter()
        .any(|word| text.trim_end_matches(['.', ':', '…']).eq_ignore_ascii_case(word))
}

fn tell(place: Place, subject: &str, said: &str, findings: &mut Findings) {
    let message = format!("{subject} holds `{}`, which stands for something to be written", cut(said));
    findings.add(place, message, "write what is missing, or take it out");
}

/// What stands for something else in a text.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut shouts = false;
    let bytes = text.as_bytes();
    for (start, byte) in bytes.iter().enumerate().filter(|(_, byte)| BEGINS[usize::from(**byte)]) {
        let rest = &bytes[start..];
        let length = match byte {
            b'[' | b'{' => in_brackets(&text[start..]),
            b'?' => asked(text, start),
            b'l' | b'L' => LATIN.iter().any(|latin| rest[1..].starts_with(latin)).then_some(11),
            _ => {
                shouts |= SHOUTED.iter().any(|word| rest.starts_with(word));
                SAMPLES.iter().find(|sample| rest.starts_with(sample.as_bytes())).map(|sample| sample.len())
            }
        };
        found.extend(length.map(|length| start..start + length));
    }
    if shouts {
        found.extend(words(text).filter(|range| is_shouted(text, range)));
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, before| next.start < before.end);
    found
}

/// First bytes of what is searched for.
const BEGINS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"[{?lLSTXF";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// *Lorem ipsum* behind its first letter.
const LATIN: &[&[u8]] = &[b"orem ipsum", b"OREM IPSUM"];

/// How words begin that stand for others in capitals.
const SHOUTED: &[&[u8]] = &[b"TK", b"XX", b"TODO", b"FIXME"];

/// `[insert name]`, `{{name}}`: the length with its brackets.
fn in_brackets(text: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    // Not to look for the end of each bracket through all of a long text.
    let text = text.char_indices().nth(LONGEST + 4).map_or(text, |(end, _)| &text[..end]);
    if let Some(inner) = text.strip_prefix("{{") {
        let length = inner.find("}}").filter(|length| (1..LONGEST).contains(length))?;
        return Some(length + 4);
    }
    let inner = text.strip_prefix('[')?;
    let length = inner.find(']').filter(|length| *length < LONGEST)?;
    let words = inner[..length].to_lowercase();
    let opened = OPENINGS.iter().any(|opening| {
        // A word is the whole note, or stands before a colon or a space: `[tk: name]`.
        words
            .strip_prefix(opening)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',', '.', 'x', '-']))
    });
    opened.then_some(length + 2)
}

/// Question marks that stand alone, three or more: how many.
fn asked(text: &str, start: usize) -> Option<usize> {
    let apart = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | ','))
    };
    if !apart(text[..start].chars().next_back()) {
        return None;
    }
    let length = text[start..].bytes().take_while(|byte| *byte == b'?').count();
    (length >= 3 && apart(text[start + length..].chars().next())).then_some(length)
}

/// Whether a word is one of those that stand for another in capitals.
fn is_shouted(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let next = after.trim_start();
    match &text[range.clone()] {
        "FIXME" => true,
        // In a line of capitals it is the Spanish word for everything.
        "TODO" => next.starts_with(':') || !ends_in_capitals(before) && !begins_in_capitals(after),
        // Initials of a name stand before it.
        "TK" | "XXX" => {
            !next.starts_with(char::is_uppercase) && !before.trim_end().ends_with(char::is_alphabetic)
        }
        word if word.len() >= 4 => {
            word.as_bytes().chunks(2).all(|pair| pair == b"TK") || word.bytes().all(|byte| byte == b'X')
        }
        "XX" => before.trim_end().ends_with(['$', '€', '£']) || next.starts_with(['%', '€', '$', '£']),
        _ => false,
    }
}

/// Whether the last word of a text has more than one letter, all of them capitals.
fn ends_in_capitals(text: &str) -> bool {
    let start = text.char_indices().rev().nth(NEAR).map_or(0, |(start, _)| start);
    let near = &text[start..];
    words(near).last().is_some_and(|range| is_in_capitals(&near[range]))
}

/// Whether the first one has.
fn begins_in_capitals(text: &str) -> bool {
    words(text).next().is_some_and(|range| is_in_capitals(&text[range]))
}

/// Letters within which a word is the nearest.
const NEAR: usize = 60;

fn is_in_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{RULE, SAMPLES, placeholders};
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn what_stands_for_something_is_found() {
        let cases = [
            ("TODO: ask the ministry", "TODO"),
            ("Ask the ministry (TODO)", "TODO"),
            ("TODO find what the FBI said", "TODO"),
            ("The FBI said so. Ask TODO why", "TODO"),
            ("FIXME later", "FIXME"),
            ("The minister, TK, said", "TK"),
            ("spent TKTK euros", "TKTK"),
            ("spent $XX million", "XX"),
            ("about XX % of it", "XX"),
            ("call XXXX", "XXXX"),
            ("Price: XXX, it", "XXX"),
            ("by [insert name] today", "[insert name]"),
            ("by [TBD]", "[TBD]"),
            ("by [tk: name of office]", "[tk: name of office]"),
            ("por [pendiente]", "[pendiente]"),
            ("Dear {{ name }},", "{{ name }}"),
            ("opened on ???", "???"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("LOREM IPSUM", "LOREM IPSUM"),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = placeholders(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_it_are_left_alone() {
        let texts = [
            "TK Maxx and R. TK Rowe",
            "Super Bowl XXX",
            "the XX century",
            "ANTE TODO, LA LEY",
            "HICIMOS TODO LO POSIBLE",
            "they said [...] and […]",
            "a [link](x)",
            "[@s1]",
            "[your country] is [sic] yet [to come]",
            "Really???",
            "What?!",
            "to be determined",
            "[the minister] said",
            "{a}",
            "todo está hecho",
            "Ipsum",
            "[addition]",
            "[xenon]",
            "[todos]",
        ];
        for text in texts {
            assert!(placeholders(text).is_empty(), "{text}");
        }
        let long = format!("[insert {}]", "x".repeat(100));
        assert!(placeholders(&long).is_empty(), "a sentence in brackets");
    }

    #[test]
    fn texts_and_short_texts_are_looked_at() {
        let lines = "completion_condition = \"…\"\nquote = \"We will do [insert] TODO: it.\"\n\
                     [[milestones]]\nid = \"tender\"\ndate = 2026-02-01\ntitle = \"TBD\"";
        let help = "(write what is missing, or take it out)";
        let stands = "which stands for something to be written";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim(lines, "It cost &amp; *TKTK* `TODO` euros.\n\n> TODO: said"))],
            &[
                &format!("claims/lanes.md:2:9: `completion_condition` holds `…`, {stands} {help}"),
                &format!("claims/lanes.md:9:6: `title` holds `TBD`, {stands} {help}"),
                &format!("claims/lanes.md:14:16: summary of claim `lanes` holds `TKTK`, {stands} {help}"),
            ],
        );
    }

    #[test]
    fn names_and_settings_are_looked_at() {
        let people = "[[people]]\nid = \"minister\"\nname = \"[insert name]\"\n";
        let found = "`name` holds `[insert name]`, which stands for something to be written (write what is missing, or \
                     take it out)";
        fires(&RULE, &[("people.toml", people)], &[&format!("people.toml:3:8: {found}")]);
        quiet(&RULE, &[]);
    }

    #[test]
    fn sentences_of_a_new_project_are_known() {
        let scaffold = [
            include_str!("../cli/scaffold/about.md"),
            include_str!("../cli/scaffold/methodology.md"),
            include_str!("../cli/scaffold/claim.md"),
        ];
        for (sample, file) in SAMPLES.iter().zip(scaffold) {
            assert!(file.contains(sample), "{sample}");
        }
    }
}
