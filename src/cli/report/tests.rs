//! What users see of findings, compared whole.

use onrecord::diagnostic::{FilePath, Span};

use onrecord::diagnostic::Place;

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
        Format::Human | Format::Md | Format::Csv => human::each(&findings, &sources),
        Format::Short => lines::short(&findings, &sources),
        Format::Json => json::json(&findings, None, &sources),
        Format::Sarif => sarif::sarif(&findings, Some(Exit::Findings), "tracker é/", &sources),
        Format::Github => lines::github(&findings, "tracker, é/", &sources),
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
    for format in [Format::Human, Format::Short, Format::Github] {
        let (folder, file) = project(text.as_bytes());
        let project = Project::new(folder.path());
        let sources = Sources::new(&project);
        let finding = Diagnostic::error("x", Place::new(&file, Span::new(8, 12)), format!("got `{text}`"))
            .help(text)
            .note(Place::new(&FilePath::new(text), Span::new(0, 1)), text);
        let shown = match format {
            Format::Human => human::each(&[finding], &sources),
            Format::Github => lines::github(&[finding], "", &sources),
            _ => lines::short(&[finding], &sources),
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

/// Findings on the lines of a file: code, line and whether it is an error.
fn on_lines(file: &FilePath, all: &[(&'static str, usize, bool)]) -> Vec<Diagnostic> {
    let finding = |(code, line, is_error): &(&'static str, usize, bool)| {
        let place = Place::new(file, Span::new(2 * (line - 1), 2 * line - 1));
        match is_error {
            true => Diagnostic::error(code, place, format!("line {line} is wrong")),
            false => Diagnostic::warning(code, place, format!("line {line} is odd")),
        }
    };
    all.iter().map(finding).collect()
}

/// Findings on the lines of a file of seven, as `check` shows them.
fn grouped(all: &[(&'static str, usize, bool)]) -> String {
    let (folder, file) = project(b"a\nb\nc\nd\ne\nf\ng\n");
    let project = Project::new(folder.path());
    let text = human::grouped(&on_lines(&file, all), &Sources::new(&project));
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn many_findings_of_a_code_read_as_one_and_errors_come_first() {
    let odd = [1, 2, 4, 5, 7].map(|line| ("odd", line, false));
    let expected = "\
error[wrong]: line 3 is wrong
 --> content/claims/bus.md:3:1
  |
3 | c
  | ^

warning[odd]: line 1 is odd
 --> content/claims/bus.md:1:1
  |
1 | a
  | ^

and 4 more of odd: content/claims/bus.md:2:1, content/claims/bus.md:4:1, content/claims/bus.md:5:1, …

1 error, 5 warnings
`--only CODE` or `-v` shows each, `onrecord explain CODE` says more
";
    assert_eq!(grouped(&[&odd[..3], &[("wrong", 3, true)], &odd[3..]].concat()), expected);
}

#[test]
fn a_few_findings_of_a_code_are_shown_one_by_one() {
    let three = [1, 2, 3].map(|line| ("odd", line, false));
    let shown = grouped(&three);
    assert_eq!(shown.matches("warning[odd]").count(), 3, "{shown}");
    assert!(shown.ends_with("\n\n3 warnings\n"), "{shown}");
}

#[test]
fn many_codes_are_counted_in_a_table() {
    let all = [("b", 1, false), ("a", 2, false), ("a", 3, false), ("wrong", 4, true), ("c", 5, false)];
    let expected = "
error    wrong       1
warning  a           2
warning  b           1
warning  c           1

1 error, 4 warnings
";
    let shown = grouped(&all);
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn three_hundred_findings_fit_on_a_screen() {
    let all: Vec<_> = (0..300).map(|at| ("odd", at % 7 + 1, false)).collect();
    assert_eq!(grouped(&all).lines().count(), 10);
}

#[test]
fn github_gets_one_command_a_finding_whatever_is_in_it() {
    let expected = "\
::error file=tracker%2C é/content/claims/bus.md,line=3,endLine=3,col=12,endColumn=22,title=unknown-source::update \
cites source `mot-2024`, which this claim does not list%0Ahelp: did you mean `mot-2023`?
::warning file=tracker%2C é/content/claims/bus.md,title=stray-file::file is no record
::error title=disk-fault::cannot write `site`%0Ahelp: make room
";
    assert_eq!(drawn(RECORD.as_bytes(), Format::Github, unknown_source), expected);
    let over_lines = drawn(b"one\ntwo\n", Format::Github, |file| {
        vec![Diagnostic::error("x", Place::new(file, Span::new(1, 6)), "50% of it\n::warning::, : ends")]
    });
    assert_eq!(
        over_lines,
        "::error file=tracker%2C é/content/claims/bus.md,line=1,endLine=2,title=x::50%25 of it ::warning::, : ends\n"
    );
}

/// A report of these findings as SARIF, and its one run.
fn sarif_of(text: &[u8], findings: impl FnOnce(&FilePath) -> Vec<Diagnostic>) -> serde_json::Value {
    let log: serde_json::Value = serde_json::from_str(&drawn(text, Format::Sarif, findings)).unwrap();
    log["runs"][0].clone()
}

#[test]
fn sarif_has_findings_with_their_rules_places_notes_and_fixes() {
    let run = sarif_of(RECORD.as_bytes(), |file| {
        let mut all = unknown_source(file);
        all[0] = all[0].clone().fix("write the other id", Span::new(29, 37), "mot-2023");
        all
    });
    let results = run["results"].as_array().unwrap();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let codes: Vec<_> = results.iter().map(|one| one["ruleId"].as_str().unwrap()).collect();
    assert_eq!(codes, ["unknown-source", "stray-file"]);
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
    }
    let artifact = serde_json::json!({
        "uri": "tracker%20%C3%A9/content/claims/bus.md",
        "uriBaseId": "%SRCROOT%",
    });
    let expected = serde_json::json!({
        "ruleId": "unknown-source",
        "ruleIndex": results[0]["ruleIndex"],
        "level": "error",
        "message": {"text":
            "update cites source `mot-2024`, which this claim does not list (did you mean `mot-2023`?)"},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact,
            "region": {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 22},
        }}],
        "relatedLocations": [{
            "id": 1,
            "message": {"text": "the claim is this one"},
            "physicalLocation": {
                "artifactLocation": artifact,
                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 6},
            },
        }],
        "partialFingerprints": results[0]["partialFingerprints"],
        "fixes": [{
            "description": {"text": "write the other id"},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{
                    "deletedRegion": {"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 21},
                    "insertedContent": {"text": "mot-2023"},
                }],
            }],
        }],
    });
    assert_eq!(results[0], expected);
    let invocation = serde_json::json!([{
        "executionSuccessful": false,
        "exitCode": 1,
        "exitCodeDescription": "something is wrong in the records, the theme or the output folder",
        "toolExecutionNotifications": [{
            "descriptor": {"id": "disk-fault"},
            "level": "error",
            "message": {"text": "cannot write `site` (make room)"},
        }],
    }]);
    assert_eq!(run["invocations"], invocation);
}

#[test]
fn sarif_tells_of_every_rule_whether_it_found_something_or_not() {
    let run = sarif_of(b"", |_| Vec::new());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let told: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let all: Vec<_> = onrecord::checks::RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(told, all);
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[key]["text"].as_str().unwrap().is_empty(), "{rule}");
        }
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

#[test]
fn fingerprints_stay_when_lines_move_and_differ_between_findings() {
    let prints = |text: &str, starts: &[usize]| -> Vec<String> {
        let run = sarif_of(text.as_bytes(), |file| {
            let place = |at: &usize| Place::new(file, Span::new(*at, at + 1));
            let finding = |at: &usize| Diagnostic::error("dead-link", place(at), format!("at {at}"));
            starts.iter().map(finding).collect()
        });
        let results = run["results"].as_array().unwrap();
        let print = |one: &serde_json::Value| one["partialFingerprints"]["codeFileLine/v1"].to_string();
        results.iter().map(print).collect()
    };
    let before = prints("ab\nab\nc\n", &[0, 3, 6]);
    assert_eq!(before, prints("new\n\n  ab\nab\nc\n", &[7, 10, 13]));
    let different: std::collections::BTreeSet<_> = before.iter().collect();
    assert_eq!(different.len(), 3);
}

#[test]
fn words_in_brackets_are_no_links_of_sarif() {
    let run = sarif_of(b"", |file| {
        vec![Diagnostic::error("dead-link", Place::whole(file), "link `[a](/b)` leads nowhere")]
    });
    assert_eq!(run["results"][0]["message"]["text"], "link `\\[a\\](/b)` leads nowhere");
}
