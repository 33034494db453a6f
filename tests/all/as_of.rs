//! A site built for a past day shows what was known then: nothing that came later is anywhere in it.

use std::path::Path;
use std::process::Command;

const SITE: &str = "title = \"T\"\nbase_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\n";

/// Everything that is of the day says EARLY, everything that came after it, or was taken down, LATE.
const CLAIM: &str = r#"+++
title = "EARLY title"
claim = "EARLY claim"
claimants = ["minister"]
made_on = 2026-01-01
completion_due = 2026-06-01
[[criteria]]
id = "c"
text = "EARLY criterion"
[[statements]]
made_on = 2026-03-01
kind = "restated"
quote = "LATE words"
claim = "LATE claim"
completion_due = 2031-01-01
judged_by = "restated"
[[corrections]]
date = 2026-03-02
update = "2026-01-10"
what = "LATE correction"
[[responses]]
received = 2026-03-03
from = "LATE sender"
text = "LATE response"
[[responses]]
received = 2026-01-20
from = "EARLY sender"
kind = "challenge"
text = "EARLY response"
state = "rejected"
answered = 2026-03-04
answer = "LATE answer"
[[updates]]
published = 2026-01-10
status = "in_progress"
summary = "EARLY reading"
retracted = { date = 2026-03-05, why = "LATE withdrawal" }
body = "EARLY body"
[[updates]]
published = 2026-01-12
status = "not_met"
summary = "LATE: taken down"
author = "LATE author"
removed = { date = 2026-01-13, why = "EARLY removal" }
sources = [{ id = "gone", title = "LATE gone", publisher = "paper" }]
milestones = [{ id = "g", date = 2026-01-02, title = "LATE gone" }]
body = "LATE body, taken down [@gone]"
[[updates]]
published = 2026-03-06T10:00
status = "complete"
summary = "LATE reading"
author = "LATE author"
key = true
sources = [{ id = "late", title = "LATE source", url = "https://example.org/LATE", publisher = "paper" }]
sets = { c = "met", due = { to = "2032-01" } }
milestones = [{ id = "m", date = 2026-01-02, title = "LATE milestone" }]
follow_ups = [{ id = "f", date = 2026-01-02, question = "LATE question" }]
body = "LATE body [@late]"
+++
EARLY summary.
"#;

const PEOPLE: &str = "[[people]]\nid = \"minister\"\nname = \"EARLY minister\"\n";
const SOURCES: &str = "[[publishers]]\nid = \"paper\"\nname = \"EARLY paper\"\n";

#[test]
fn nothing_that_came_later_is_anywhere_in_the_site_of_a_past_day() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("claims")).unwrap();
    let later = CLAIM
        .replace("EARLY", "LATE")
        .replace("2026-01-01", "2026-03-01")
        .replace("2026-01-12", "2026-03-05T01:00")
        .replace("2026-01-13", "2026-03-06")
        .replace("gone", "left")
        .replace("id = \"late\", ", "id = \"later\", ")
        .replace("@late]", "@later]");
    let files = [
        ("site.toml", SITE),
        ("people.toml", PEOPLE),
        ("sources.toml", SOURCES),
        ("claims/early.md", CLAIM),
        ("claims/late.md", &later.replace("2026-01-10", "2026-03-04")),
    ];
    for (path, text) in files {
        std::fs::write(content.join(path), text).unwrap();
    }
    let day = |day: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let said = command.args(["build", "--as-of", day]).current_dir(folder.path()).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let mut told = Vec::new();
        search(&folder.path().join("site"), &mut told);
        told
    };
    assert!(day("2026-04-01").len() > 20);
    assert_eq!(day("2026-02-01"), Vec::<String>::new());
}

/// Files and lines that say something late.
fn search(folder: &Path, told: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with(".onrecord") {
            // Our notes: hashes, which may hold any digits.
            continue;
        }
        if path.is_dir() {
            search(&path, told);
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let late = |line: &&str| {
            ["LATE", "/late", "2026-03", "2031-01", "2032-01", "March 2026"]
                .iter()
                .any(|word| line.contains(word))
        };
        told.extend(
            text.lines().filter(late).map(|line| format!("{}: {:.300}", path.display(), line.trim())),
        );
    }
}
