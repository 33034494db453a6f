//! The command line as users and scripts meet it: what it prints, where, and its exit code.

use std::path::Path;
use std::process::{Command, Output};

use crate::common::{files, put, tree};

/// A project with one page, and a file of its own.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "content/site.toml", "title = \"Tracker\"\nbase_url = \"https://example.org/\"\n");
    put(folder.path(), "content/static/hello.txt", "hello\n");
    folder
}

fn onrecord(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(args).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command
}

/// Exit code, and what was printed on stderr; nothing may be on stdout.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = onrecord(folder, args).output().unwrap();
    assert_eq!(String::from_utf8(stdout).unwrap(), "", "{args:?}");
    (status.code(), String::from_utf8(stderr).unwrap())
}

/// The same without the time that it took.
fn timeless(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let (code, said) = run(folder, args);
    let line = |line: &str| match line.rsplit_once(" in ") {
        Some((done, time)) if time.ends_with(" s") => format!("{done}\n"),
        _ => format!("{line}\n"),
    };
    (code, said.lines().map(line).collect())
}

/// Where a site of nothing but the project's own file stands, in one line.
const OWN: &[&str] = &["build", "--outputs", "static"];

fn own(more: &[&'static str]) -> Vec<&'static str> {
    [OWN, more].concat()
}

#[test]
fn build_writes_the_site_and_says_so_in_one_line() {
    let folder = project();
    let (code, said) = timeless(folder.path(), OWN);
    let pages = said.split(", ").nth(2).and_then(|pages| pages.split(';').next()).unwrap().to_owned();
    assert_eq!(
        said,
        format!("built site: 0 claims, 0 updates, {pages}; 1 written, 0 unchanged, 0 removed\n")
    );
    assert_eq!(code, Some(0));
    let mut site = tree(&folder.path().join("site"));
    site.retain(|path, _| !path.starts_with(".onrecord/"));
    assert_eq!(site, files(&[("hello.txt", "hello\n")]));
    let (code, said) = timeless(folder.path(), OWN);
    assert_eq!(
        said,
        format!("built site: 0 claims, 0 updates, {pages}; 0 written, 1 unchanged, 0 removed\n")
    );
    assert_eq!(code, Some(0));
}

#[test]
fn quiet_says_nothing_and_verbose_names_files() {
    let folder = project();
    let (code, said) = timeless(folder.path(), &own(&["-v", "--dry-run"]));
    assert_eq!((code, said.lines().next()), (Some(0), Some("write hello.txt")));
    assert!(said.lines().nth(1).unwrap().starts_with("would build site: 0 claims"), "{said}");
    assert!(!folder.path().join("site").exists());
    assert_eq!(run(folder.path(), &own(&["-q"])), (Some(0), String::new()));
}

#[test]
fn a_site_builds_into_any_folder_from_any_folder() {
    let (folder, elsewhere) = (project(), tempfile::tempdir().unwrap());
    let root = folder.path().to_str().unwrap();
    let (code, said) = timeless(elsewhere.path(), &["-r", root, "build", "-o", "public/new"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("built new: "), "{said}");
    assert!(elsewhere.path().join("public/new/hello.txt").exists());
}

#[test]
fn without_a_project_there_is_nothing_to_build() {
    let folder = tempfile::tempdir().unwrap();
    let expected = "\
error[no-site-file]: folder has no `content/site.toml`
  --> content/site.toml
   = help: run `onrecord init` for a new project, or name its folder with --root

1 error
";
    assert_eq!(run(folder.path(), &["build"]), (Some(2), expected.to_owned()));
    let (code, _) = run(folder.path(), &["-r", "nowhere", "build"]);
    assert_eq!(code, Some(2));
}

#[test]
fn an_output_folder_that_cannot_be_is_told_in_every_format() {
    let folder = project();
    let human = "\
error[output-refused]: output folder `content` is refused: it is inside `content/` or holds it
   = help: choose another folder with `--output`

1 error
";
    let short = "error[output-refused]: output folder `content` is refused: it is inside `content/` or holds it \
                 (choose another folder with `--output`)\n";
    let json = r#"{
  "format": 1,
  "findings": [
    {
      "code": "output-refused",
      "severity": "error",
      "message": "output folder `content` is refused: it is inside `content/` or holds it",
      "help": "choose another folder with `--output`",
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "notes": []
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0
  }
}
"#;
    for (format, expected) in [("human", human), ("short", short), ("json", json)] {
        let said = run(folder.path(), &["build", "-o", "content", "--format", format]);
        assert_eq!(said, (Some(2), expected.to_owned()));
    }
}

#[test]
fn json_of_a_build_without_findings_is_nothing_but_json() {
    let folder = project();
    let (code, said) = run(folder.path(), &own(&["--format", "json", "-v"]));
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(code, Some(0));
    assert_eq!(report["findings"], serde_json::json!([]));
    assert_eq!(report["summary"]["written"], 1);
    assert_eq!(report["summary"]["removed"], 0);
}

#[test]
fn errors_in_content_publish_nothing() {
    let folder = project();
    put(folder.path(), "content/claims/bus.md", "+++\ntitel = \"Bus lanes\"\n+++\n");
    let (code, said) = run(folder.path(), &["build", "--format", "short"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("content/claims/bus.md:2:1: error["), "{said}");
    assert!(!folder.path().join("site").exists());
}

#[test]
fn strict_makes_warnings_count() {
    let folder = project();
    put(folder.path(), "content/stray.md", "what is this\n");
    let (code, said) = run(folder.path(), &own(&["--format", "short"]));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("content/stray.md: warning["), "{said}");
    std::fs::remove_dir_all(folder.path().join("site")).unwrap();
    let (code, _) = run(folder.path(), &own(&["--strict"]));
    assert_eq!(code, Some(1));
    assert!(!folder.path().join("site").exists());
}

#[test]
fn a_disk_that_refuses_is_neither_a_finding_nor_a_wrong_flag() {
    let folder = project();
    put(folder.path(), "file", "");
    let (code, said) = run(folder.path(), &["build", "-o", "file/site", "--format", "short"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.starts_with("error[disk-fault]: cannot "), "{said}");
}

#[test]
fn wrong_flags_are_usage_errors() {
    let folder = project();
    let cases: &[&[&str]] = &[
        &[],
        &["bild"],
        &["build", "--outptu", "x"],
        &["build", "--as-of", "2026-02-30"],
        &["build", "--as-of", "2026-2-3"],
        &["build", "--as-of", "today"],
        &["build", "-j", "0"],
        &["build", "-u", "example.org"],
        &["build", "-u", "https://"],
        &["build", "-u", "https://example.org/?a"],
        &["build", "--format", "xml"],
        &["build", "--color", "blue"],
        &["build", "-q", "-v"],
        &["build", "extra"],
    ];
    for args in cases {
        let (code, said) = run(folder.path(), args);
        assert_eq!(code, Some(2), "{args:?}: {said}");
    }
    assert!(!folder.path().join("site").exists());
}

#[test]
fn unknown_outputs_and_days_of_the_environment_are_usage_errors() {
    let folder = project();
    let (code, said) = run(folder.path(), &["build", "--outputs", "assets,statik", "--format", "short"]);
    let expected =
        "error[unknown-output]: output `statik` is not made by this site (did you mean `static`?)\n";
    assert_eq!((code, said.as_str()), (Some(2), expected));
    let Output { status, stderr, .. } = onrecord(folder.path(), &["build", "--format", "short"])
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .unwrap();
    let expected = "error[source-date-epoch]: environment variable SOURCE_DATE_EPOCH is `yesterday`, which is no \
                    number of seconds (unset it, or give whole seconds since 1970)\n";
    assert_eq!((status.code(), String::from_utf8(stderr).unwrap().as_str()), (Some(2), expected));
}

#[test]
fn help_lists_commands_in_the_order_of_work() {
    let folder = tempfile::tempdir().unwrap();
    let help = String::from_utf8(onrecord(folder.path(), &["-h"]).output().unwrap().stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let expected =
        "init import new check serve build verify report list status explain schema completions man help";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
}

#[test]
fn each_command_names_the_formats_that_it_takes_and_refuses_others() {
    const ALL: [&str; 7] = ["human", "short", "json", "md", "csv", "sarif", "github"];
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("init", "human short json"),
        ("import", "human short json"),
        ("import csv", "human short json"),
        ("new", "human short json"),
        ("new claim", "human short json"),
        ("check", "human short json sarif github"),
        ("serve", "human short json"),
        ("build", "human short json sarif github"),
        ("verify", "human short json sarif github"),
        ("report", "md json csv"),
        ("list", "human json csv"),
        ("status", "human json csv"),
        ("explain", "human short json"),
        ("schema", "human short json"),
        ("completions", ""),
        ("man", "human short json"),
    ];
    for (command, taken) in cases {
        let taken: Vec<&str> = taken.split_whitespace().collect();
        let words: Vec<&str> = command.split(' ').collect();
        let run = |args: &[&str]| onrecord(folder.path(), args).output().unwrap();
        let help = String::from_utf8(run(&[&words[..], &["-h"]].concat()).stdout).unwrap();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let listed = help
            .split("--format <FORMAT>")
            .nth(1)
            .map_or("", |rest| rest.split("[possible values: ").nth(1).unwrap().split(']').next().unwrap());
        assert_eq!(listed, taken.join(", "), "{command}");
        for format in ALL.iter().filter(|format| !taken.contains(format)) {
            // Before the command and behind it.
            for args in
                [[&["--format", format], &words[..]].concat(), [&words[..], &["--format", format]].concat()]
            {
                let output = run(&[&args[..], &["-h"]].concat());
                let Output { status, stderr, .. } = if output.status.success() { run(&args) } else { output };
                let said = String::from_utf8_lossy(&stderr).into_owned();
                assert_eq!(status.code(), Some(2), "{args:?}: {said}");
            }
        }
    }
    let said = |args: &[&str]| run(folder.path(), args).1;
    let expected =
        "error: `--format csv` is not for this command, which knows human, short, json, sarif, github\n";
    assert!(said(&["--format", "md", "report", "--from", "x"]).contains("--from"));
    assert!(said(&["--format=github", "list"]).contains("which knows human, json, csv"));
    assert!(
        said(&["build", "--format", "xml"]).contains("[possible values: human, short, json, sarif, github]")
    );
    assert!(said(&["--format", "csv", "build"]).contains(&expected[7..expected.len() - 1]));
}

#[test]
fn help_and_version_go_to_stdout() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["--help"][..], &["build", "-h"], &["--version"]] {
        let Output { status, stdout, stderr } = onrecord(folder.path(), args).output().unwrap();
        assert_eq!((status.code(), stderr.len()), (Some(0), 0), "{args:?}");
        assert!(!stdout.is_empty());
    }
}

#[test]
fn colours_come_only_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let coloured = |args: &[&str], no_color: bool| {
        let mut command = onrecord(folder.path(), args);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stderr.contains(&0x1b)
    };
    assert!(!coloured(&["build"], false), "no terminal, no colours");
    assert!(coloured(&["build", "--color", "always"], false));
    assert!(!coloured(&["build", "--color", "never"], true));
    assert!(!coloured(&["build", "--color", "always", "--format", "json"], false));
}

/// A report on a full disk is half a report; a reader that goes away has what it wanted.
#[cfg(target_os = "linux")]
#[test]
fn output_that_does_not_arrive_is_an_error_unless_nobody_reads_on() {
    let folder = project();
    for args in [&["explain"][..], &["report"], &["completions", "bash"], &["man"], &["schema", "claim"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let Output { status, stderr, .. } = onrecord(folder.path(), args).stdout(full).output().unwrap();
        let said = String::from_utf8(stderr).unwrap();
        assert!(
            said.starts_with("error[cannot-write]: cannot write all of the output: "),
            "{args:?}: {said}"
        );
        assert_eq!(status.code(), Some(3), "{args:?}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let Output { status, stderr, .. } = onrecord(folder.path(), args).stdout(writer).output().unwrap();
        assert_eq!((status.code(), String::from_utf8(stderr).unwrap().as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = onrecord(folder.path(), &["build"]).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(2));
}
