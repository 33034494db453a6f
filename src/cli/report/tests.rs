//! What users see of findings, compared whole.

use onrecord::diagnostic::{FilePath, Span};

use super::*;

/// A project in a folder of its own that holds this one file, and its path.
fn project(text: &[u8]) -> (tempfile::TempDir, FilePath) {
    let folder = tempfile::tempdir().unwrap();
    let claims = folder.path().join("content/claims");
    std::fs::create_dir_all(&claims).unwrap();
    std::fs::write(claims.join("bus.md"), text).unwrap();
    (folder, FilePath::new("content/claims/bus.md"))
}

/// Findings about that file as text without colours.
fn drawn(text: &[u8], format: Format, findings: impl FnOnce(&FilePath) -> Vec<Diagnostic>) -> String {
    let (folder, file) = project(text);
    let project = Project::new(folder.path());
    let sources = Sources::new(&project);
    let findings = findings(&file);
    let text = match format {
        Format::Human | Format::Md | Format::Csv => human(&findings, &sources),
        Format::Short => short(&findings, &sources),
        Format::Json => json(&findings, None, &sources),
    };
    anstream::adapter::strip_str(&text).to_string()
}

const RECORD: &str = "+++\ntitle = \"Ä\"\nsources = [\"mot-2024\"]\n+++\n";

fn unknown_source(file: &FilePath) -> Vec<Diagnostic> {
    let place = Place::new(file, Span::new(28, 38));
    let declared = Place::new(file, Span::new(4, 9));
    vec![
        Diagnostic::error(
            "unknown-source",
            place,
            "update cites source `mot-2024`, which this claim does not list",
        )
        .help("did you mean `mot-2023`?")
        .note(declared, "the claim is this one"),
        Diagnostic::warning("stray-file", Place::whole(file), "file is no record"),
        Diagnostic::general("disk-fault", "cannot write `site`").help("make room"),
    ]
}

#[test]
fn human_shows_the_line_the_help_and_the_other_places() {
    let expected = "\
error[unknown-source]: update cites source `mot-2024`, which this claim does not list
 --> content/claims/bus.md:3:12
  |
3 | sources = [\"mot-2024\"]
  |            ^^^^^^^^^^
  |
  = help: did you mean `mot-2023`?
note: the claim is this one
 --> content/claims/bus.md:2:1
  |
2 | title = \"Ä\"
  | -----

warning[stray-file]: file is no record
  --> content/claims/bus.md

error[disk-fault]: cannot write `site`
   = help: make room

2 errors, 1 warning
";
    assert_eq!(drawn(RECORD.as_bytes(), Format::Human, unknown_source), expected);
}

#[test]
fn short_is_one_line_each() {
    let expected = "\
content/claims/bus.md:3:12: error[unknown-source]: update cites source `mot-2024`, which this claim does not list \
(did you mean `mot-2023`?)
content/claims/bus.md: warning[stray-file]: file is no record
error[disk-fault]: cannot write `site` (make room)
";
    assert_eq!(drawn(RECORD.as_bytes(), Format::Short, unknown_source), expected);
}

#[test]
fn json_is_one_document() {
    let expected = r#"{
  "format": 1,
  "findings": [
    {
      "code": "unknown-source",
      "severity": "error",
      "message": "update cites source `mot-2024`, which this claim does not list",
      "help": "did you mean `mot-2023`?",
      "file": "content/claims/bus.md",
      "line": 3,
      "column": 12,
      "end_line": 3,
      "end_column": 22,
      "notes": [
        {
          "message": "the claim is this one",
          "file": "content/claims/bus.md",
          "line": 2,
          "column": 1,
          "end_line": 2,
          "end_column": 6
        }
      ]
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0
  }
}
"#;
    let first = |file: &FilePath| unknown_source(file).into_iter().take(1).collect();
    assert_eq!(drawn(RECORD.as_bytes(), Format::Json, first), expected);
}

/// The excerpt of one finding on these bytes of a file.
fn excerpt_of(text: &[u8], start: usize, end: usize) -> String {
    drawn(text, Format::Human, |file| {
        vec![Diagnostic::error("x", Place::new(file, Span::new(start, end)), "y")]
    })
}

#[test]
fn columns_count_characters() {
    let expected = "\
error[x]: y
 --> content/claims/bus.md:1:5
  |
1 | äöü x
  |     ^

1 error
";
    assert_eq!(excerpt_of("äöü x\n".as_bytes(), 7, 8), expected);
    // A byte-order mark is no column.
    assert_eq!(excerpt_of("\u{feff}äöü x\r\n".as_bytes(), 10, 11), expected);
}

#[test]
fn long_lines_are_cut_around_the_span() {
    let line = format!("{} here {}", "a ".repeat(500_000), "b ".repeat(500_000));
    let shown = excerpt_of(line.as_bytes(), 1_000_001, 1_000_005);
    assert!(shown.contains("bus.md:1:1000002"), "{shown}");
    assert!(shown.contains(" here "), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 120), "{shown}");
}

#[test]
fn spans_that_the_file_no_longer_has_are_no_fault() {
    for (start, end) in [(0, 0), (2, 2), (3, 900), (900, 1000), (1, 2)] {
        assert!(excerpt_of("ä\nb".as_bytes(), start, end).starts_with("error[x]: y\n"), "{start}..{end}");
    }
    assert!(excerpt_of(b"", 0, 5).starts_with("error[x]: y\n"));
    assert!(excerpt_of(b"\xff\xfe\xff", 1, 2).starts_with("error[x]: y\n"));
}

#[test]
fn nothing_that_a_terminal_obeys_gets_through() {
    let text = "title = \"\u{1b}[31m\u{202e}\u{9b}\"\n";
    for format in [Format::Human, Format::Short] {
        let (folder, file) = project(text.as_bytes());
        let project = Project::new(folder.path());
        let sources = Sources::new(&project);
        let finding = Diagnostic::error("x", Place::new(&file, Span::new(8, 12)), format!("got `{text}`"))
            .help(text)
            .note(Place::new(&FilePath::new(text), Span::new(0, 1)), text);
        let shown = match format {
            Format::Human | Format::Md | Format::Csv => human(&[finding], &sources),
            _ => short(&[finding], &sources),
        };
        // Our own colours are what stripping takes away.
        let plain = anstream::adapter::strip_str(&shown).to_string();
        let obeyed: Vec<char> = plain
            .chars()
            .filter(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{9b}'))
            .collect();
        assert_eq!(obeyed, [' '; 0], "{plain:?}");
        assert!(plain.contains("\u{241b}[31m"), "{plain}");
    }
}
