//! A character stands in a record that nobody sees.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::strings::{self, Short};
use crate::check::unseen::{goes_alone, named, unseen};
use crate::check::{Findings, Level, Look, Rule, Sheet, Stage};
use crate::diagnostic::{Fix, Place, Span};

pub(super) const RULE: Rule = Rule {
    code: "invisible-character",
    summary: "A character stands in a record that nobody sees.",
    explanation: "Characters without a form come along when text is copied from pages, documents and chats. They make two \
                  words that look alike different for searches, quotes and screen readers, keep a line from breaking, or \
                  carry a message that nobody reads.\n\n\
                  Looked at are all files of claims and pages, front matter included, and the names and titles of \
                  people, publishers and sources: zero-width spaces and joiners, soft hyphens, byte-order marks within \
                  a text, marks of direction, tags, control characters. \
                  Left alone is what has a use where it stands: joiners in emoji and in scripts that need them, \
                  zero-width spaces in scripts without spaces, tags of flags, marks of direction beside right-to-left \
                  letters. What turns the direction of text is for `unbalanced-direction`.\n\n\
                  Remove them; `onrecord check --fix` does it where nothing else is lost. A control character from \
                  U+0080 to U+009F was mostly a quotation mark or a dash in another encoding: put that in its place.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[
        Look::Texts(|_, told, findings| {
            for sheet in &told.sheets {
                of_sheet(sheet, findings);
            }
            let sources = told.claim.map(|claim| &*claim.record.sources).unwrap_or_default();
            let sources = sources.iter().flat_map(|source| strings::of_source(source));
            for short in told.shorts().iter().copied().chain(sources) {
                of_short(&short, &told.sheets, findings);
            }
        }),
        Look::Source(|_, source, findings| {
            // Those that a claim declares are seen with it.
            if !source.record.file.as_str().starts_with("content/claims/") {
                for short in strings::of_source(&source.record) {
                    of_short(&short, &[], findings);
                }
            }
        }),
        Look::Site(|scene, findings| {
            strings::of_all_else(scene.records).for_each(|short| of_short(&short, &[], findings));
        }),
    ],
};

/// Each character of a file once, at its first place.
fn of_sheet(sheet: &Sheet<'_>, findings: &mut Findings) {
    let mut all: BTreeMap<char, Vec<Range<usize>>> = BTreeMap::new();
    for (c, range) in unseen(sheet.text) {
        all.entry(c).or_default().push(range);
    }
    for (c, ranges) in all {
        let places = ranges.iter().map(|range| Place::new(sheet.file, Span::new(range.start, range.end)));
        let more = match ranges.len() - 1 {
            0 => String::new(),
            1 => ", as in one more place of the file".to_owned(),
            more => format!(", as in {more} more places of the file"),
        };
        let Some(first) = places.clone().next() else { continue };
        let message = format!("character {} stands here unseen{more}", named(c));
        let finding = findings.add(first, message, help(c));
        if goes_alone(c) {
            let edits = places.map(|place| (place, String::new())).collect();
            finding.fix = Some(Box::new(Fix { what: "remove what nobody sees".to_owned(), edits }));
        }
    }
}

/// What a short text holds by way of escapes: other characters are found in its file, if it is among `sheets`.
fn of_short(short: &Short<'_>, sheets: &[Sheet<'_>], findings: &mut Findings) {
    let mut all = unseen(short.text).peekable();
    if all.peek().is_none() {
        return;
    }
    let sheet = sheets.iter().find(|sheet| sheet.file == short.file()).map_or("", |sheet| sheet.text);
    if let Some((c, _)) = all.find(|(c, _)| !sheet.contains(*c)) {
        findings.add(
            short.place(),
            format!("`{}` holds the unseen character {}", short.key, named(c)),
            help(c),
        );
    }
}

fn help(c: char) -> &'static str {
    if goes_alone(c) { "remove it" } else { "put in its place what it was meant to be, or remove it" }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn each_character_is_found_once_in_a_file() {
        let text = "Bus\u{200b}lanes\u{200b} open\u{ad}ed \u{200b}on.\n\nA \u{93}lane\u{94}\u{feff}";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("completion_condition = \"Op\u{2060}en\"", text))],
            &[
                "claims/lanes.md:6:27: character `U+2060` (word joiner) stands here unseen (remove it)",
                "claims/lanes.md:9:4: character `U+200B` (zero-width space) stands here unseen, as in 2 more places of \
                 the file (remove it)",
                "claims/lanes.md:9:16: character `U+00AD` (soft hyphen) stands here unseen (remove it)",
                "claims/lanes.md:11:3: character `U+0093` (control character) stands here unseen (put in its place what \
                 it was meant to be, or remove it)",
                "claims/lanes.md:11:8: character `U+0094` (control character) stands here unseen (put in its place what \
                 it was meant to be, or remove it)",
                "claims/lanes.md:11:9: character `U+FEFF` (byte-order mark) stands here unseen (remove it)",
            ],
        );
    }

    #[test]
    fn what_an_escape_hides_is_found_at_its_text() {
        let lines = "quote = \"We will\\u200b\"\nsources = [{id = \"s2\", title = \"A\\u00adB\"}]";
        let publishers = "[[publishers]]\nid = \"gazette\"\nname = \"The\u{200b} Gazette\"\n";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim(lines, "")), ("sources.toml", publishers)],
            &[
                "claims/lanes.md:2:9: `quote` holds the unseen character `U+200B` (zero-width space) (remove it)",
                "claims/lanes.md:7:18: `title` holds the unseen character `U+00AD` (soft hyphen) (remove it)",
                "sources.toml:3:8: `name` holds the unseen character `U+200B` (zero-width space) (remove it)",
            ],
        );
    }

    #[test]
    fn characters_that_have_a_use_are_quiet() {
        let texts = [
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} and \u{2764}\u{fe0f} and 1\u{fe0f}\u{20e3}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "می\u{200c}خواهم and क्\u{200d}ष",
            "ภาษา\u{200b}ไทย",
            "שלום\u{200f}! 5\u{200e}",
            "葛\u{e0100}",
            "tab\tand\r\nline, non-breaking\u{a0}space, “quotes” – …",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &format!("\u{feff}{}", claim("", text)))]);
        }
    }
}
