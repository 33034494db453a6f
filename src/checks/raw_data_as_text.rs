//! JSON or program text stands where readers expect prose.

use crate::check::strings::Voice;
use crate::check::{Level, Look, Prose, Rule, Stage, cut};
use crate::markdown::Kind;

/// So many lines, at least, make program text.
const LINES: usize = 3;

/// What a program says when it fails, or how its text begins.
const MARKS: &[&str] = &[
    "Traceback (most recent call last):",
    "<?php",
    "<?xml",
    "#include <",
    "Exception in thread \"",
    "panicked at ",
];

pub(super) const RULE: Rule = Rule {
    code: "raw-data-as-text",
    summary: "JSON or program text stands where readers expect prose.",
    explanation: "A machine that writes readings sometimes files its answer as it came: `{\"verdict\": \"in_progress\", \
                  \"text\": …}`. Readers see the braces, and the one thing that the answer says may contradict the \
                  status beside it.\n\n\
                  Looked at are texts and short texts (titles, summaries) that are JSON or pieces of it: that begin with \
                  an opened object, or have two or more lines of the form `\"key\": value`. And paragraphs of at least \
                  three lines most of which end like statements of a program, and messages of a program that failed. A \
                  fenced block of code is meant to be seen and is left alone, unless it is all that a text has.\n\n\
                  Write what it says as prose, or take the update down if nobody meant to publish it. `import` opens \
                  such answers where it can.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        const HELP: &str = "say it in words; to show data or code, put it in a fenced block";
        for prose in &told.texts {
            if is_code_alone(prose) {
                let message = format!("{} is a block of code and nothing else", told.title(prose.role));
                findings.add(prose.first_line(), message, "say in words what it shows");
            } else if let Some((what, at)) = found(prose) {
                let line = prose.line_from(at);
                let words = cut(&prose.typed[line.start..]);
                let message = format!("{} shows {what}: `{words}`", told.title(prose.role));
                findings.add(prose.place(line), message, HELP);
            }
        }
        let ours = told.shorts().iter().filter(|short| short.voice == Voice::Ours);
        for short in ours.filter(|short| opens_object(short.text)) {
            findings.add(short.place(), format!("`{}` shows JSON: `{}`", short.key, cut(short.text)), HELP);
        }
    })],
};

fn is_code_alone(prose: &Prose<'_>) -> bool {
    let blocks = prose.blocks();
    !blocks.is_empty() && blocks.iter().all(|block| block.kind == Kind::Code)
}

/// The first data or program text in a text: what it is, and where it begins.
fn found(prose: &Prose<'_>) -> Option<(&'static str, usize)> {
    let marks = prose.typed.as_bytes();
    let has_quotes = memchr::memchr(b'"', marks).is_some();
    let has_ends = memchr::memchr3(b'{', b'}', b';', marks).is_some();
    // Few texts have any of what data and programs are made of.
    let data = |typed: &str| has_quotes && (opens_object(typed) || members(typed) >= 2);
    let program = |typed: &str| has_ends && is_program(typed);
    let mut runs = prose.blocks().iter().filter(|block| !matches!(block.kind, Kind::Code | Kind::Cell));
    runs.find_map(|block| {
        let typed = &prose.typed[block.range.clone()];
        let start = block.range.start + (typed.len() - typed.trim_start().len());
        if data(typed) {
            Some(("JSON", start))
        } else if MARKS.iter().any(|mark| typed.trim_start().starts_with(mark)) || program(typed) {
            Some(("program text", start))
        } else {
            None
        }
    })
}

/// `{"…":` or `[{"…":`, with any white space between.
fn opens_object(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.strip_prefix('[').map_or(text, str::trim_start);
    let Some(inner) = inner.strip_prefix('{') else { return false };
    let inner = inner.trim_start();
    is_member(inner)
}

/// `"key":`, with a value or an opened one behind it.
fn is_member(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('"') else { return false };
    let Some((key, rest)) = rest.split_once('"') else { return false };
    let Some(value) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { return false };
    let value = value.trim_start_matches('-');
    !key.is_empty()
        && (value.is_empty()
            || value.starts_with(['"', '{', '[', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            || ["true", "false", "null"].iter().any(|word| value.starts_with(word)))
}

fn members(typed: &str) -> usize {
    if !typed.contains('"') {
        return 0;
    }
    typed.lines().filter(|line| is_member(line.trim_start())).count()
}

/// Whether most lines end like statements.
fn is_program(typed: &str) -> bool {
    if !typed.contains(['{', '}', ';']) {
        return false;
    }
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let statements = lines.iter().filter(|line| is_statement(line)).count();
    statements >= LINES && statements * 3 >= lines.len() * 2
}

/// `x = y;`, `call(x);`, `if (x) {`, `}`: a list of prose also ends its lines with semicolons, but has no such marks.
fn is_statement(line: &str) -> bool {
    if line.chars().all(|c| matches!(c, '{' | '}' | ')' | ']' | ';' | ',')) {
        return true;
    }
    let opens = line.ends_with('{') && line.contains(['(', '=', ':', '.']) || line.ends_with(") {");
    let calls = line.ends_with(");") && line.split_once('(').is_some_and(|(name, _)| ends_like_a_name(name));
    let sets = line.ends_with(';') && (line.contains(" = ") || line.starts_with("return ") || is_rule(line));
    opens || calls || sets
}

/// A name stands before the bracket without a space, as in `call(`.
fn ends_like_a_name(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && text.contains(['.', '_', '$'])
        || text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `colour: red;` of a style sheet.
fn is_rule(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-') && name.contains('-')
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    const HELP: &str = "(say it in words; to show data or code, put it in a fenced block)";

    #[test]
    fn a_text_that_is_nothing_but_code_is_found() {
        let files = |summary: &str| [("claims/lanes/claim.md", claim("", summary))];
        let look = |summary: &str, expected: &[&str]| {
            let files = files(summary);
            let files: Vec<_> = files.iter().map(|(file, text)| (*file, &**text)).collect();
            match expected {
                [] => quiet(&RULE, &files),
                _ => fires(&RULE, &files, expected),
            }
        };
        let found = "claims/lanes/claim.md:9:1: summary of claim `lanes` is a block of code and nothing else (say in words \
                     what it shows)";
        look("```json\n{\"a\": 1}\n```\n\n```\nb\n```", &[found]);
        look("    indented = 1\n", &[found]);
        look("It answered:\n\n```json\n{\"a\": 1}\n```", &[]);
    }

    #[test]
    fn data_and_program_text_are_found_where_they_begin() {
        let json = "{\"verdict\": \"in_progress\", \"text\": \"x\"}";
        let cases = [
            (json, "9:1", "JSON", json),
            (
                "It is so.\n\n{\n\"verdict\": \"in_progress\",\n\"text\": \"So.\"\n",
                "11:1",
                "JSON",
                "{ \"verdict\": \"in_progress\", \"text\": \"So.\"",
            ),
            ("\"verdict\": \"x\",\n\"since\": 3,", "9:1", "JSON", "\"verdict\": \"x\", \"since\": 3,"),
            ("[ {\"a\": null} ]", "9:1", "JSON", "[ {\"a\": null} ]"),
            (
                "> Traceback (most recent call last):",
                "9:3",
                "program text",
                "Traceback (most recent call last):",
            ),
            (
                "function show(x) {\nconst a = b.c;\nrun(a, 3);\n}",
                "9:1",
                "program text",
                "function show(x) { const a = b.c; run(a, 3); }",
            ),
        ];
        for (text, place, what, line) in cases {
            let expected =
                format!("claims/lanes.md:{place}: summary of claim `lanes` shows {what}: `{line}` {HELP}");
            fires(&RULE, &[("claims/lanes.md", &claim("", text))], &[&expected]);
        }
    }

    #[test]
    fn data_in_a_short_text_is_found() {
        let lines = "completion_condition = '{\"done\": true}'\nquote = '{\"said\": 1}'";
        let expected =
            format!("claims/lanes.md:2:9: `completion_condition` shows JSON: `{{\"done\": true}}` {HELP}");
        fires(&RULE, &[("claims/lanes.md", &claim(lines, ""))], &[&expected]);
    }

    #[test]
    fn prose_with_such_marks_is_quiet() {
        let texts = [
            "It said:\n\n```json\n{\"a\": 1}\n```\n\n    {\"b\": 2}",
            "[{source}] says so, and {this} too.",
            "The minister said: \"done\": nothing more.\n\"Open\": that was the word.",
            "It asks for three things:\nthe lane (of Station Road);\nthe bridge (old);\nthe square = all of it.",
            "- first;\n- second (of two);\n- third;\n- fourth;",
            "{}, as set theory has it",
            "| \"a\": 1 |\n|---|\n| \"b\": 2 |",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
        }
    }
}
