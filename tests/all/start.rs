//! `init` and `import` from the command line: what they write is a project that loads.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use onrecord::files::Project;
use onrecord::load;

const FEED: &str = include_str!("import/feed.txt");

/// Runs the program in `folder`: its exit code, stdout and stderr.
fn onrecord(folder: &Path, args: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).current_dir(folder);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    // A program that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// A new project in a folder that goes with the test.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(onrecord(folder.path(), &["init"], b"").0, 0);
    folder
}

/// What loading has to say: `file: code`.
fn findings(folder: &Path) -> Vec<String> {
    let findings = load::load(&Project::new(folder)).findings;
    let place = |at: Option<onrecord::diagnostic::Place>| at.map_or(String::new(), |at| at.file.to_string());
    findings.into_iter().map(|finding| format!("{}: {}", place(finding.place), finding.code)).collect()
}

const NEW: [&str; 11] = [
    "import",
    "timeline",
    "-",
    "--claim",
    "ferry",
    "--title",
    "An hourly ferry",
    "--claim-text",
    "The ferry will run every hour.",
    "--claimant",
    "Harbour Board",
];

#[test]
fn a_new_project_has_no_finding_but_its_address() {
    assert_eq!(findings(project().path()), ["content/site.toml: no-base-url"]);
}

#[test]
fn init_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".gitignore"), "mine\n").unwrap();
    assert_eq!(onrecord(folder.path(), &["init", "."], b"").0, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join(".gitignore")).unwrap(), "mine\n");
    let (exit, _, stderr) = onrecord(folder.path(), &["init", "."], b"");
    assert_eq!(exit, 2);
    assert!(stderr.starts_with("error[cannot-init]: "), "{stderr}");
}

#[test]
fn an_imported_page_loads_and_is_known_the_second_time() {
    let folder = project();
    // Three of its entries cannot be made records.
    assert_eq!(onrecord(folder.path(), &NEW, FEED.as_bytes()).0, 1);
    assert_eq!(findings(folder.path()), ["content/site.toml: no-base-url"]);
    let again = ["--format", "json", "import", "timeline", "-", "--claim", "ferry"];
    let (_, stdout, _) = onrecord(folder.path(), &again, FEED.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["files"], serde_json::json!([]));
    assert_eq!(report["summary"]["updates"], serde_json::json!({"new": 0, "known": 16}));
}

#[test]
fn pages_of_the_person_who_runs_the_tests_load() {
    let feeds = std::env::var("ONRECORD_FEEDS").unwrap_or_default();
    for feed in feeds.split(':').filter(|path| !path.is_empty()) {
        let folder = project();
        // A text without a dated entry is taken too, where the user says from when the claim is.
        let args: Vec<_> = NEW.iter().copied().chain(["--made-on", "2026-01-15"]).collect();
        let (exit, stdout, stderr) = onrecord(folder.path(), &args, &std::fs::read(feed).unwrap());
        assert_eq!((exit, stderr.as_str()), (0, ""), "{stdout}");
        assert_eq!(findings(folder.path()), ["content/site.toml: no-base-url"]);
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = project();
    let mut args = NEW.to_vec();
    args.push("--dry-run");
    let (exit, stdout, _) =
        onrecord(folder.path(), &args, b"Update \xc2\xb7 Feb 13, 2026, 02:42 PMcomplete\nIt runs.\n");
    assert_eq!(exit, 0);
    assert!(stdout.contains("+ content/claims/ferry/updates/2026-02-13-1442.md"), "{stdout}");
    assert!(!folder.path().join("content/claims/ferry").exists());
}

#[test]
fn what_cannot_be_imported_is_refused_with_a_reason() {
    let folder = project();
    let run = |args: &[&str], input: &[u8]| {
        let (exit, _, stderr) = onrecord(folder.path(), args, input);
        (exit, stderr.lines().next().unwrap_or_default().to_owned())
    };
    let cases: &[(&[&str], &[u8], i32, &str)] = &[
        (
            &NEW,
            b"a\n\xff\n",
            1,
            "error[not-utf8]: `stdin` is not UTF-8 in line 2: it may be in another encoding; save it as UTF-8 and import again",
        ),
        (
            &NEW,
            b"\xff\xfeU\0",
            1,
            "error[not-utf8]: `stdin` is not UTF-8 in line 1: it is UTF-16; save it as UTF-8 and import again",
        ),
        (
            &["import", "timeline", "-", "--claim", "ferry"],
            b"",
            2,
            "error[missing-option]: claim `ferry` is new and needs --title, --claim-text, --claimant",
        ),
        (
            &["import", "timeline", "-", "--claim", "A B"],
            b"",
            2,
            "error: invalid value 'A B' for '--claim <ID>': an id is lower-case letters and digits in words joined by `-`, at most 80 bytes",
        ),
        (
            &["import", "timeline", "-", "--claim", "page"],
            b"",
            2,
            "error: invalid value 'page' for '--claim <ID>': `page` is the address of lists",
        ),
        (
            &[
                "import",
                "timeline",
                "-",
                "--claim",
                "x",
                "--title",
                "X",
                "--claim-text",
                "X.",
                "--claimant",
                "nobody",
            ],
            b"",
            2,
            "error[unknown-claimant]: people.toml has no claimant `nobody`: add it there, or give its name",
        ),
    ];
    for (args, input, exit, message) in cases {
        assert_eq!(run(args, input), (*exit, (*message).to_owned()));
    }
    assert_eq!(run(&["import", "timeline", "none.txt", "--claim", "x"], b"").0, 3);
    assert!(!folder.path().join("content/claims/ferry").exists());
}
