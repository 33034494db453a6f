//! A character turns the direction of text, and it is not turned back.

use crate::check::strings::{self, Short};
use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::diagnostic::{Place, Span};

pub(super) const RULE: Rule = Rule {
    code: "unbalanced-direction",
    summary: "A character turns the direction of text and leaves it turned, or overrides it.",
    explanation: "Unicode has characters that nobody sees and that make what follows read from right to left, or in the \
                  other direction than its letters have. With them a text can show something else than it says: words in \
                  another order, `not` behind the word that it denies. Programs have been attacked that way \
                  (CVE-2021-42574), and a tracker that takes contributions from outside can be.\n\n\
                  Looked at are all files of claims and pages, and the names and titles of people, publishers and \
                  sources. Found are overrides (U+202D, U+202E) wherever they stand, embeddings and isolates that are not \
                  closed on their line, and ends of what nothing opened. Isolates and embeddings that are closed are how a \
                  name in Arabic stands in an English line, and are left alone.\n\n\
                  Remove the character, or close it on the same line: U+2069 ends an isolate, U+202C an embedding.",
    stage: Stage::Desk,
    level: Level::Error,
    looks: &[
        Look::Texts(|_, told, findings| {
            for sheet in &told.sheets {
                for (c, at) in turned(sheet.text) {
                    let place = Place::new(sheet.file, Span::new(at, at + c.len_utf8()));
                    findings.add(place, format!("character {} {}", named(c), fault(c)), HELP);
                }
            }
            let sources = told.claim.map(|claim| &*claim.record.sources).unwrap_or_default();
            let sources = sources.iter().flat_map(|source| strings::of_source(source));
            for short in told.shorts().iter().copied().chain(sources) {
                let sheet = told.sheets.iter().find(|sheet| sheet.file == short.file());
                of_short(&short, sheet.map_or("", |sheet| sheet.text), findings);
            }
        }),
        Look::Source(|_, source, findings| {
            // Those that a claim declares are seen with it.
            if !source.record.file.as_str().starts_with("content/claims/") {
                for short in strings::of_source(&source.record) {
                    of_short(&short, "", findings);
                }
            }
        }),
        Look::Site(|scene, findings| {
            strings::of_all_else(scene.records).for_each(|short| of_short(&short, "", findings));
        }),
    ],
};

const HELP: &str = "remove it, or close it on the same line";

/// What a short text holds by way of escapes: other characters are found in its file, which is `sheet`.
fn of_short(short: &Short<'_>, sheet: &str, findings: &mut Findings) {
    if let Some((c, _)) = turned(short.text).into_iter().find(|(c, _)| !sheet.contains(*c)) {
        let message = format!("`{}` holds the character {}, which {}", short.key, named(c), fault(c));
        findings.add(short.place(), message, HELP);
    }
}

/// Overrides, what is not closed on its line and what nothing opened, with their bytes, by place.
fn turned(text: &str) -> Vec<(char, usize)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let turns = |at| matches!(bytes[at..], [_, 0x80, 0xaa..=0xae, ..] | [_, 0x81, 0xa6..=0xa9, ..]);
    if !memchr::memchr_iter(0xe2, bytes).any(turns) {
        return found;
    }
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\u{202d}' | '\u{202e}' => {
                found.push((c, at));
                open.push((c, at));
            }
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((c, at)),
            '\u{202c}' | '\u{2069}' => {
                let fits = |(opened, _): &(char, usize)| (*opened >= '\u{2066}') == (c == '\u{2069}');
                match open.iter().rposition(fits) {
                    // An end of an isolate ends what was opened within.
                    Some(opened) => found.extend(open.drain(opened..).skip(1)),
                    None => found.push((c, at)),
                }
            }
            '\n' | '\r' | '\u{2029}' => found.append(&mut open),
            _ => {}
        }
    }
    found.append(&mut open);
    found.sort_by_key(|(_, at)| *at);
    found.dedup();
    found
}

fn named(c: char) -> String {
    let name = match c {
        '\u{202a}' | '\u{202b}' => "embedding",
        '\u{202d}' | '\u{202e}' => "override",
        '\u{2066}'..='\u{2068}' => "isolate",
        _ => "end of a direction",
    };
    format!("`U+{:04X}` ({name})", u32::from(c))
}

fn fault(c: char) -> &'static str {
    match c {
        '\u{202d}' | '\u{202e}' => "shows letters in another order than they have",
        '\u{202c}' | '\u{2069}' => "ends what nothing opened",
        _ => "turns the direction of text and is not closed",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn what_turns_text_and_leaves_it_so_is_found() {
        let text =
            "It was \u{202e}ton\u{202c} met.\n\nA \u{2067}lane\n\nand \u{2066}\u{202b}x\u{2069} so\u{202c}";
        let help = "(remove it, or close it on the same line)";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("completion_condition = \"a\u{2069}\"", text))],
            &[
                &format!(
                    "claims/lanes.md:6:26: character `U+2069` (end of a direction) ends what nothing opened {help}"
                ),
                &format!(
                    "claims/lanes.md:9:8: character `U+202E` (override) shows letters in another order than they have {help}"
                ),
                &format!(
                    "claims/lanes.md:11:3: character `U+2067` (isolate) turns the direction of text and is not closed {help}"
                ),
                &format!(
                    "claims/lanes.md:13:6: character `U+202B` (embedding) turns the direction of text and is not closed \
                     {help}"
                ),
                &format!(
                    "claims/lanes.md:13:12: character `U+202C` (end of a direction) ends what nothing opened {help}"
                ),
            ],
        );
    }

    #[test]
    fn what_an_escape_hides_is_found_at_its_text() {
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("quote = \"We will \\u202eton\\u202c.\"", ""))],
            &[
                "claims/lanes.md:2:9: `quote` holds the character `U+202E` (override), which shows letters in another order \
               than they have (remove it, or close it on the same line)",
            ],
        );
    }

    #[test]
    fn what_is_closed_on_its_line_is_quiet() {
        let text = "The \u{2068}وزارة\u{2069} said \u{202b}שלום\u{202c} and \u{2066}a \u{2067}b\u{2069} c\u{2069}.\n";
        quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
    }
}
