//! `onrecord check` and `onrecord explain` as users and scripts meet them: whole outputs, streams, exit codes, and files.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use onrecord::diagnostic::{Diagnostic, FilePath, Place, Span};
use onrecord::edit::{Rewritten, mend, rewrite};
use onrecord::files::Project;
use serde_json::Value;

use crate::common::{put, text, tree};

const CLAIM: &str = "+++\ntitle = \"Bus lanes\"\nclaim = \"Lanes will open.\"\nclaimants = [\"council\"]\nmade_on = 2026-01-12\n";

/// A project of these claims, each with these lines behind the required ones.
fn project(claims: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = "title = \"Tracker\"\nbase_url = \"https://tracker.example.org/\"\nas_of = 2026-03-01\n\n[checks]\n\
                claim-without-condition = \"off\"\nexample-address = \"off\"\n";
    put(folder.path(), "content/site.toml", site);
    put(folder.path(), "content/people.toml", "[[people]]\nid = \"council\"\nname = \"Council\"\n");
    for (id, lines) in claims {
        put(folder.path(), &format!("content/claims/{id}.md"), &format!("{CLAIM}{lines}+++\n\nText.\n"));
    }
    folder
}

/// Exit code, stdout, and stderr without the time that it took.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(args).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let timeless = |line: &str| match line.rsplit_once(" in ") {
        Some((done, time)) if time.ends_with(" s") => format!("{done}\n"),
        _ => format!("{line}\n"),
    };
    let said = said.lines().map(timeless).collect();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), said)
}

/// A claim that cites four sources that there are not, and one that is of an unknown topic.
fn faulty() -> tempfile::TempDir {
    project(&[("a", "sources = [\"s1\", \"s2\", \"s3\", \"s4\"]\n"), ("b", "topics = [\"none\"]\n")])
}

#[test]
fn similar_findings_read_as_one() {
    let expected = "\
error[unknown-source]: source `s1` is not declared
 --> content/claims/a.md:6:12
  |
6 | sources = [\"s1\", \"s2\", \"s3\", \"s4\"]
  |            ^^^^
  |
  = help: declare it under `[[sources]]` in content/sources.toml, or where it is cited

and 3 more of unknown-source: content/claims/a.md:6:18, content/claims/a.md:6:24, content/claims/a.md:6:30

error[unknown-topic]: topic `none` is not declared
 --> content/claims/b.md:6:11
  |
6 | topics = [\"none\"]
  |           ^^^^^^
  |
  = help: declare it under `[[topics]]` in content/site.toml

5 errors
`--only CODE` or `-v` shows each, `onrecord explain CODE` says more
checked
";
    let folder = faulty();
    assert_eq!(run(folder.path(), &["check"]), (1, String::new(), expected.to_owned()));
    for all in [&["check", "-v"][..], &["check", "--only", "unknown-source,unknown-topic"]] {
        let (code, _, said) = run(folder.path(), all);
        assert_eq!((code, said.matches("error[unknown-source]").count()), (1, 4), "{said}");
    }
}

#[test]
fn a_clean_project_says_so() {
    let folder = project(&[("a", "")]);
    assert_eq!(run(folder.path(), &["check"]), (0, String::new(), "checked: nothing found\n".to_owned()));
    assert_eq!(run(folder.path(), &["check", "-q"]), (0, String::new(), String::new()));
}

/// Codes that a report names, in each form, with the exit code.
fn codes_in_every_form(folder: &Path, args: &[&str]) -> (i32, Vec<String>) {
    let said = |form: &str| run(folder, &[&["check", "--format", form], args].concat());
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let (exit, json, beside) = said("json");
    assert_eq!(beside, "");
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let codes: Vec<String> =
        value(&json)["findings"].as_array().unwrap().iter().map(|one| word(&one["code"])).collect();
    let between = |line: &str, from: &str, to: &str| {
        line.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned()
    };
    let (code, short, _) = said("short");
    let shorts: Vec<_> = short.lines().map(|line| between(line, "[", "]")).collect();
    assert_eq!((code, &shorts), (exit, &codes));
    let (code, github, _) = said("github");
    let commands: Vec<_> = github.lines().map(|line| between(line, "title=", "::")).collect();
    assert_eq!((code, &commands), (exit, &codes));
    let (code, sarif, beside) = said("sarif");
    assert_eq!((code, &*beside), (exit, ""));
    let run = &value(&sarif)["runs"][0];
    let empty = Vec::new();
    let results = run["results"].as_array().unwrap().iter().map(|one| word(&one["ruleId"]));
    let notices = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap_or(&empty);
    let notices = notices.iter().map(|one| word(&one["descriptor"]["id"]));
    let (mut all, mut known): (Vec<_>, _) = (results.chain(notices).collect(), codes.clone());
    all.sort();
    known.sort();
    assert_eq!(all, known);
    assert_eq!(run["invocations"][0]["exitCode"], exit);
    (exit, codes)
}

#[test]
fn what_is_asked_for_is_reported_alike_in_every_form() {
    let folder = faulty();
    put(folder.path(), "content/notes.txt", "stray\n");
    let cases: &[(&[&str], i32, &[&str])] = &[
        (
            &[],
            1,
            &[
                "unknown-source",
                "unknown-source",
                "unknown-source",
                "unknown-source",
                "unknown-topic",
                "stray-file",
            ],
        ),
        (&["--only", "unknown-topic"], 1, &["errors-not-shown", "unknown-topic"]),
        (&["--only", "stray-file"], 1, &["errors-not-shown", "stray-file"]),
        (
            &["--only", "unknown-topic,unknown-source", "--skip", "unknown-source"],
            1,
            &["errors-not-shown", "unknown-topic"],
        ),
        (&["--skip", "unknown-topic,unknown-source"], 1, &["errors-not-shown", "stray-file"]),
        (&["--only", "nonsense"], 2, &["unknown-rule"]),
        (&["--skip", "usage"], 2, &["unknown-rule"]),
    ];
    for (args, exit, codes) in cases {
        let (code, mut found) = codes_in_every_form(folder.path(), args);
        found.sort();
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        assert_eq!((code, found), (*exit, codes.iter().map(|code| (*code).to_owned()).collect()), "{args:?}");
    }
}

#[test]
fn warnings_count_where_it_is_strict() {
    let folder = project(&[("a", "")]);
    put(folder.path(), "content/notes.txt", "stray\n");
    let stray = vec!["stray-file".to_owned()];
    assert_eq!(codes_in_every_form(folder.path(), &[]), (0, stray.clone()));
    assert_eq!(codes_in_every_form(folder.path(), &["--strict"]), (1, stray));
    assert_eq!(codes_in_every_form(folder.path(), &["--strict", "--skip", "stray-file"]), (0, vec![]));
    assert_eq!(codes_in_every_form(folder.path(), &["--strict", "--only", "unknown-source"]), (0, vec![]));
}

#[test]
fn what_is_hidden_and_breaks_the_site_is_told() {
    let folder = faulty();
    let expected = "\
error[errors-not-shown]: 5 errors of other codes keep the site from being built
   = help: what could not be read was not looked at: `onrecord check` shows them

1 error
checked
";
    let (code, _, said) = run(folder.path(), &["check", "--only", "image-without-alternative"]);
    assert_eq!((code, said), (1, expected.to_owned()));
    let nonsense = run(folder.path(), &["check", "--only", "unknown-sourc"]);
    let expected = "error[unknown-rule]: no check reports `unknown-sourc`\n   = help: did you mean `unknown-source`?\n\n1 error\n";
    assert_eq!(nonsense, (2, String::new(), expected.to_owned()));
}

#[test]
fn paths_lead_from_where_the_program_runs() {
    let folder = tempfile::tempdir().unwrap();
    let inner = faulty();
    std::fs::rename(inner.path(), folder.path().join("tracker é")).unwrap();
    let (_, github, _) = run(folder.path(), &["-r", "tracker é", "check", "--format", "github"]);
    assert!(github.starts_with("::error file=tracker é/content/claims/a.md,line=6,"), "{github}");
    let (_, sarif, _) = run(folder.path(), &["-r", "tracker é", "check", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let artifact = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], "tracker%20%C3%A9/content/claims/a.md");
}

#[test]
fn builds_know_the_forms_of_checks_and_other_commands_say_that_they_do_not() {
    let folder = faulty();
    let (code, out, said) = run(folder.path(), &["build", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &*out, sarif["runs"][0]["results"].as_array().unwrap().len()), (1, "", 5));
    let (code, out, said) = run(folder.path(), &["build", "--format", "github"]);
    assert_eq!((code, &*out, said.lines().count()), (1, "", 5), "{said}");
    for command in
        [&["explain"][..], &["serve"], &["init", "new"], &["import", "timeline", "x", "--claim", "c"]]
    {
        let (code, out, said) = run(folder.path(), &[command, &["--format", "github"]].concat());
        let expected = "`--format github` is not for this command, which knows human, short, json";
        assert_eq!((code, &*out), (2, ""), "{command:?}");
        assert!(said.starts_with(&format!("::error title=usage::{expected}")), "{said}");
    }
}

/// A claim with CRLF, a byte-order mark, comments, and five things that are mended without judgement.
const MESSY: &str = "\u{feff}+++\r\ntitle = “Bus lanes”\r\nclaim  =  'Lanes'   # kept\r\nclaimants = \"council\"\r\n\
                     made_on = 2026-1-2\r\ncompletion_due = 2026-06 # month\r\ndraft = False\r\n+++\r\n\r\nText – “as it is”.\r\n\r\n";
const MENDED: &str = "\u{feff}+++\r\ntitle = \"Bus lanes\"\r\nclaim  =  'Lanes'   # kept\r\nclaimants = [\"council\"]\r\n\
                      made_on = 2026-01-02\r\ncompletion_due = \"2026-06\" # month\r\ndraft = false\r\n+++\r\n\r\nText – “as it is”.\r\n\r\n";

#[test]
fn fixes_change_what_they_name_and_nothing_else() {
    let folder = project(&[("b", "topics = [\"none\"]\n")]);
    put(folder.path(), "content/claims/a.md", MESSY);
    let files = || {
        let mut files = tree(folder.path());
        // Notes only save time.
        files.retain(|path, _| !path.starts_with(".onrecord"));
        files
    };
    let before = files();
    let (code, diff, _) = run(folder.path(), &["check", "--fix", "--dry-run"]);
    let expected = "\
--- a/content/claims/a.md
+++ b/content/claims/a.md
@@ -1,10 +1,10 @@
 \u{feff}+++\r
-title = “Bus lanes”\r
+title = \"Bus lanes\"\r
 claim  =  'Lanes'   # kept\r
-claimants = \"council\"\r
-made_on = 2026-1-2\r
-completion_due = 2026-06 # month\r
-draft = False\r
+claimants = [\"council\"]\r
+made_on = 2026-01-02\r
+completion_due = \"2026-06\" # month\r
+draft = false\r
 +++\r
 \r
 Text – “as it is”.\r
";
    assert_eq!((code, &*diff), (1, expected));
    assert_eq!(files(), before, "a dry run writes nothing");

    let (code, out, said) = run(folder.path(), &["check", "--fix", "-v"]);
    assert_eq!((code, &*out), (1, ""));
    assert!(said.starts_with("mend content/claims/a.md\nerror[unknown-topic]"), "{said}");
    assert!(said.ends_with("mended 5 findings in 1 file\nchecked\n"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "what is left is reported: {said}");
    assert_eq!(text(folder.path(), "content/claims/a.md"), MENDED);
    assert!(files().keys().eq(before.keys()), "no draft is left");

    let (_, _, said) = run(folder.path(), &["check", "--fix"]);
    assert!(said.contains("mended 0 findings in 0 files"), "{said}");
    assert_eq!(text(folder.path(), "content/claims/a.md"), MENDED);
}

#[test]
fn texts_are_mended_and_keep_their_line_ends() {
    let folder = project(&[]);
    let broken = format!("{CLAIM}+++\n\nThe city said that the\n\nlanes will open\u{200b} soon.\n");
    let mended = format!("{CLAIM}+++\n\nThe city said that the\nlanes will open soon.\n");
    for end in ["\n", "\r\n"] {
        put(folder.path(), "content/claims/lanes.md", &broken.replace('\n', end));
        let (code, _, said) = run(folder.path(), &["check", "--fix"]);
        assert_eq!((code, said.contains("mended 2 findings in 1 file\n")), (0, true), "{said}");
        assert_eq!(text(folder.path(), "content/claims/lanes.md"), mended.replace('\n', end));
    }
    let sources = "[[publishers]]\nid = \"g\"\nname = \"G\"\n\n[[sources]]\nid = \"s\"\npublisher = \"g\"\n\
                   url = \"https://g.example.net/1\" # kept\naccessed = 2026-01-02\narchives = [\n  \
                   { url = \"http://web.archive.org/web/20260102000000/https://g.example.net/1\", date = 2026-01-02 },\n]\n";
    put(folder.path(), "content/sources.toml", sources);
    run(folder.path(), &["check", "--fix"]);
    let mended = sources.replace("http://web", "https://web");
    assert_eq!(text(folder.path(), "content/sources.toml"), mended);
}

#[test]
fn only_what_is_reported_is_mended() {
    let folder = project(&[]);
    put(folder.path(), "content/claims/a.md", MESSY);
    run(folder.path(), &["check", "--fix", "--only", "unquoted-date"]);
    assert_eq!(text(folder.path(), "content/claims/a.md"), MESSY.replace("2026-06", "\"2026-06\""));
    run(folder.path(), &["check", "--fix", "--skip", "bad-date"]);
    assert_eq!(text(folder.path(), "content/claims/a.md"), MENDED.replace("2026-01-02", "2026-1-2"));
    let (code, out, said) = run(folder.path(), &["check", "--fix", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &*said, &report["findings"]), (0, "", &Value::Array(Vec::new())));
    assert_eq!(text(folder.path(), "content/claims/a.md"), MENDED);
}

#[test]
fn a_file_that_changed_since_it_was_checked_is_left_as_it_is() {
    let folder = project(&[]);
    let file = FilePath::new("content/claims/a.md");
    let project = Project::new(folder.path());
    let place = Place::new(&file, Span::new(0, 3));
    let finding = Diagnostic::error("x", place, "y").fix("mend it", Span::new(0, 3), "two");
    let plan = mend::mend(&[finding], &[(file.clone(), b"one\n".to_vec())].into());
    let change = &plan.files[0];
    put(folder.path(), file.as_str(), "one more\n");
    assert_eq!(rewrite(&project, change).unwrap(), Rewritten::Changed);
    assert_eq!(text(folder.path(), file.as_str()), "one more\n");
    put(folder.path(), file.as_str(), "one\n");
    assert_eq!(rewrite(&project, change).unwrap(), Rewritten::Done);
    assert_eq!(text(folder.path(), file.as_str()), "two\n");
    std::fs::remove_file(folder.path().join(file.as_str())).unwrap();
    assert!(rewrite(&project, change).is_err());
}

#[test]
fn a_dry_run_needs_something_to_try() {
    let (code, out, said) = run(project(&[]).path(), &["check", "--dry-run"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(said.contains("--fix"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = project(&[]);
    put(folder.path(), "elsewhere/a.md", MESSY);
    let real = folder.path().join("elsewhere/a.md");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::fs::create_dir_all(folder.path().join("content/claims/a")).unwrap();
    symlink("../../../elsewhere/a.md", folder.path().join("content/claims/a/claim.md")).unwrap();
    put(folder.path(), "content/people.toml", "[[people]]\nid = \"council\"\nname = 2026\n");
    std::fs::set_permissions(
        folder.path().join("content/people.toml"),
        std::fs::Permissions::from_mode(0o600),
    )
    .unwrap();
    run(folder.path(), &["check", "--fix"]);
    let people = std::fs::metadata(folder.path().join("content/people.toml")).unwrap();
    assert_eq!(people.permissions().mode() & 0o777, 0o600);
    assert_eq!(text(folder.path(), "content/people.toml"), "[[people]]\nid = \"council\"\nname = \"2026\"\n");
    let link = std::fs::symlink_metadata(folder.path().join("content/claims/a/claim.md")).unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

/// The blocks of the manual in a language.
fn blocks(language: &str) -> Vec<String> {
    let manual = include_str!("../../docs/check.md").replace("\r\n", "\n");
    let opening = format!("```{language}\n");
    manual.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_manual_shows_what_json_is() {
    let folder = project(&[]);
    let people = "[[people]]\nid = \"city-council\"\nname = \"City Council\"\n";
    put(folder.path(), "content/people.toml", people);
    put(folder.path(), "content/claims/bus-lanes.md", &blocks("toml")[0]);
    let (code, out, said) = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!((code, &*said), (1, ""));
    assert_eq!(out, blocks("json")[0]);
}

/// Names of everything in a document.
fn keys(value: &Value, to: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            to.insert(key.clone());
            keys(value, to);
        }),
        Value::Array(all) => all.iter().for_each(|value| keys(value, to)),
        _ => {}
    }
}

#[test]
fn every_key_of_json_is_told_in_the_manual() {
    let folder = project(&[("a", "aliases = [\"b\"]\n"), ("b", "completion_due = 2026-06\n")]);
    let mut found = BTreeSet::new();
    let (_, out, _) = run(folder.path(), &["check", "--format", "json"]);
    keys(&serde_json::from_str(&out).unwrap(), &mut found);
    let clean = project(&[("a", "")]);
    let (_, _, said) = run(clean.path(), &["build", "--format", "json"]);
    keys(&serde_json::from_str(&said).unwrap(), &mut found);
    for expected in ["fix", "edits", "text", "removed"] {
        assert!(found.contains(expected), "{found:?}");
    }
    let manual = include_str!("../../docs/check.md");
    let rows: String =
        manual.lines().skip_while(|line| *line != "| key | |").take_while(|line| !line.is_empty()).collect();
    let untold: Vec<_> = found.iter().filter(|key| !rows.contains(&format!("`{key}`"))).collect();
    assert_eq!(untold, [""; 0]);
}

#[test]
fn a_code_is_explained_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let expected = "\
unquoted-date (error)

A year or a month stands without quotes.

TOML knows full dates only. A month without quotes is no TOML, and a year is the
number 2026.

Wrong: `completion_due = 2026-06`. Right: `completion_due = \"2026-06\"`.
`check --fix` puts the quotes.

Dates and times: settings do not change it.
";
    assert_eq!(run(folder.path(), &["explain", "unquoted-date"]), (0, expected.to_owned(), String::new()));
    let (_, short, _) = run(folder.path(), &["explain", "stray-file", "--format", "short"]);
    assert_eq!(short, "warning[stray-file]: A file lies where no record is read from.\n");
    let (_, json, _) = run(folder.path(), &["explain", "stray-file", "--format", "json"]);
    let told: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&told["code"], &told["level"], &told["adjustable"]),
        (&"stray-file".into(), &"warning".into(), &true.into())
    );
    let expected = "error[unknown-rule]: no finding has the code `stray-fil`\n   = help: did you mean `stray-file`?\n\n1 error\n";
    assert_eq!(run(folder.path(), &["explain", "stray-fil"]), (2, String::new(), expected.to_owned()));
    let (code, _, said) = run(folder.path(), &["explain", "zzz"]);
    assert_eq!(code, 2);
    assert!(said.contains("`onrecord explain` lists all codes"), "{said}");
}

#[test]
fn every_code_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let all = onrecord::catalogue::entries();
    let (code, list, said) = run(folder.path(), &["explain"]);
    assert_eq!((code, &*said), (0, ""));
    for entry in &all {
        let is_line = |line: &str| line.trim_start().starts_with(&format!("{} ", entry.code));
        assert_eq!(list.lines().filter(|line| is_line(line)).count(), 1, "{}", entry.code);
    }
    assert!(!list.contains('\u{1b}'), "what is piped is plain");
    let (_, json, _) = run(folder.path(), &["explain", "--format", "json"]);
    let told: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told.as_array().unwrap().len(), all.len());
    let (_, page, _) = run(folder.path(), &["explain", "--markdown"]);
    assert_eq!(page, onrecord::catalogue::page());
}
