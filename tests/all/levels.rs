//! What the level of a rule comes to for who runs `check` and `build`: what is reported, exit codes, and what readers
//! learn of excuses. Every rule is tried with every level and excuse where its own cases are (`checks/cases.rs`).

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A rule, what it is by default, whether builds ask it, and what a claim needs for it to find something: lines of its
/// front matter, and its summary.
type Case = (&'static str, Option<&'static str>, bool, &'static str, &'static str);

const CASES: &[Case] = &[
    ("leftover-placeholder", Some("warning"), false, "", "TODO: write."),
    (
        "evidence-after-publication",
        Some("error"),
        true,
        "[[updates]]\npublished = 2026-01-10\nas_of = 2026-01-11\nbody = \"Read.\"\n",
        "Text.",
    ),
    (
        "closed-without-review",
        None,
        false,
        "[[updates]]\npublished = 2026-01-15\nstatus = \"complete\"\nsummary = \"It opened.\"\nauthor = \"A. Editor\"\n",
        "Text.",
    ),
];

const REASON: &str = "Known, and told to readers.";

/// A project in which the rule finds something once, with this level and with or without an excuse.
fn project(&(code, _, _, lines, summary): &Case, level: Option<&str>, excused: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let checks = level.map(|level| format!("\n[checks]\n{code} = \"{level}\"\n")).unwrap_or_default();
    let site =
        format!("title = \"Tracker\"\nbase_url = \"https://tracker.city/\"\nas_of = 2026-03-01\n{checks}");
    let allow = excused.iter().map(|code| format!("{{rule = \"{code}\", reason = \"{REASON}\"}}"));
    let claim = format!(
        "+++\ntitle = \"Bus lanes\"\nclaim = \"Lanes will open.\"\nclaimants = [\"council\"]\nmade_on = 2026-01-01\nallow = \
         [{}]\n{lines}+++\n\n{summary}\n",
        allow.collect::<Vec<_>>().join(", ")
    );
    let people = "[[people]]\nid = \"council\"\nname = \"Council\"\n".to_owned();
    for (path, text) in [("site.toml", site), ("people.toml", people), ("claims/lanes.md", claim)] {
        let file = folder.path().join("content").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

/// The exit code, and the severities of findings of this code.
fn run(folder: &Path, code: &str, args: &[&str]) -> (i32, Vec<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(args).args(["--format", "json"]).env_remove("SOURCE_DATE_EPOCH");
    let output = command.output().unwrap();
    let said = if args[0] == "build" { output.stderr } else { output.stdout };
    let report: Value = serde_json::from_slice(&said).unwrap();
    let of_code = report["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code);
    let severities = of_code.map(|finding| finding["severity"].as_str().unwrap().to_owned()).collect();
    (output.status.code().unwrap(), severities)
}

#[test]
fn a_rule_is_as_severe_as_the_site_says_in_check_and_in_builds() {
    for case @ &(code, by_default, is_gate, ..) in CASES {
        for set in [None, Some("off"), Some("warning"), Some("error")] {
            let folder = project(case, set, &[]);
            let level = set.or(by_default).filter(|level| *level != "off");
            let found: Vec<String> = level.map(str::to_owned).into_iter().collect();
            let exit = i32::from(level == Some("error"));
            assert_eq!(run(folder.path(), code, &["check"]), (exit, found.clone()), "{code}, {set:?}");
            assert_eq!(
                run(folder.path(), code, &["check", "--skip", code]),
                (0, Vec::new()),
                "{code}, {set:?}"
            );
            let built = if is_gate { (exit, found) } else { (0, Vec::new()) };
            assert_eq!(run(folder.path(), code, &["build"]), built, "{code}, {set:?}");
        }
    }
}

#[test]
fn a_rule_that_is_asked_for_looks_unless_the_site_turned_it_off() {
    for case @ &(code, by_default, ..) in CASES {
        for set in [None, Some("off"), Some("warning"), Some("error")] {
            let folder = project(case, set, &[]);
            let level = set.or(by_default).or(Some("warning")).filter(|level| *level != "off");
            let found: Vec<String> = level.map(str::to_owned).into_iter().collect();
            let exit = i32::from(level.is_some());
            let asked = ["check", "--strict", "--only", code];
            assert_eq!(run(folder.path(), code, &asked), (exit, found), "{code}, {set:?}");
        }
    }
}

#[test]
fn what_is_excused_is_silent_at_every_level_and_told_to_readers() {
    for case @ &(code, ..) in CASES {
        for set in ["warning", "error"] {
            let folder = project(case, Some(set), &["stale-claim", code]);
            assert_eq!(
                run(folder.path(), code, &["check", "--strict", "--only", code]),
                (0, Vec::new()),
                "{code}"
            );
            assert_eq!(run(folder.path(), code, &["build"]), (0, Vec::new()), "{code}");
            let page = std::fs::read_to_string(folder.path().join("site/methodology/index.html")).unwrap();
            let (_, told) = page.split_once(&format!("id=\"rule-{code}\"")).unwrap();
            assert!(told.split_once("</section>").unwrap().0.contains(REASON), "{code}: {told}");
        }
    }
}
