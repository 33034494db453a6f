//! Projects to make tables of: one that nobody means well with, one that is large.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::common::{escaped, put};

/// A claim in which every text is `$`, one that may have no line break `%`, and `@` tells it from others.
const CLAIM: &str = include_str!("claim.txt");

const SITE: &str = "base_url = \"https://example.org/sub/\"\nas_of = 2026-03-01\nlanguages = [\"en\", \"es\"]\n\
                    timezone = \"America/Mexico_City\"\nstale_after = 3\n";

/// What texts of records may hold; control characters, NUL among them, may not (`control-character`).
pub(crate) fn texts() -> Vec<String> {
    let texts = [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "'=1+1",
        "''",
        "'",
        "\u{ff1d}1+1",
        "\u{ff0d}1",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "a\r\nb\rc\nd",
        "a\tb",
        "\"",
        "\"\"a\"\",\"b\"",
        "a,b;c|d",
        ",=1+1",
        "a;=1+1",
        " a ",
        "a\u{a0}\u{2003}b",
        "\u{feff}=1+1",
        "\u{202e}txet\u{2066}\u{200f}",
        "line\u{2028}line\u{2029}",
        "\u{fffd}\u{fffe}\u{ffff}\u{10ffff}",
        "e\u{301}\u{301} 👩‍👩‍👧 🇲🇽 ✓",
        "الكلمة عربية",
        "null",
        "true",
        "0",
        "-5",
        "1e5",
        "2026-02-13",
        "[1, 2]",
        "{\"a\": 1}",
        "\\N \\0 \\\\ %s %00 &amp; <b>",
        "'; DROP TABLE claims; --",
        "-- x */ /*",
    ];
    let mut texts: Vec<String> = texts.map(str::to_owned).into();
    texts.push("=w".repeat(5_000));
    texts
}

/// A project of one claim for each of [`texts`], with that text wherever one may stand.
pub(crate) fn hostile(folder: &Path) {
    let (mut people, mut papers) = (String::new(), String::new());
    for (at, text) in texts().iter().enumerate() {
        let line = quoted(&one_line(text));
        let text = quoted(text);
        let within = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap();
        let fields = CLAIM.replace('@', &at.to_string()).replace("\"%\"", &line).replace('$', within);
        put(folder, &format!("content/claims/c{at}.toml"), &fields);
        writeln!(people, "[[people]]\nid = \"person{at}\"\nname = {line}").unwrap();
        writeln!(papers, "[[publishers]]\nid = \"paper{at}\"\nname = {line}\nreliability = {text}").unwrap();
    }
    writeln!(people, "[[people]]\nid = \"body\"\nname = \"Body\"\nkind = \"body\"").unwrap();
    let all = quoted("=1+1 \"<b>\" \u{202e}\n");
    let site = format!(
        "title = {all}\ndescription = {all}\n{SITE}[organisation]\nname = {all}\n[licence]\nname = {all}\n[[topics]]\nid = \"topic\"\ntitle = {all}\n"
    );
    put(folder, "content/site.toml", &site);
    put(folder, "content/people.toml", &people);
    put(folder, "content/sources.toml", &papers);
}

/// A project of so many claims with so many updates each.
pub(crate) fn generated(folder: &Path, claims: usize, updates: usize) {
    let statuses = ["not_started", "in_progress", "stalled", "partly_complete", "complete"];
    put(
        folder,
        "content/site.toml",
        &format!(
            "title = \"Generated\"\n{SITE}[licence]\nname = \"CC BY 4.0\"\nurl = \"https://example.org/by/\"\n"
        ),
    );
    put(folder, "content/people.toml", "[[people]]\nid = \"body\"\nname = \"Body\"\nkind = \"body\"\n");
    for claim in 0..claims {
        let part =
            if claim % 7 == 3 { format!("part_of = \"claim-{}\"\n", claim / 2) } else { String::new() };
        let mut text = format!(
            "title = \"Claim {claim}\"\nclaim = \"It will be done, {claim}.\"\nclaimants = [\"body\"]\nmade_on = 2025-12-01\n\
             completion_due = \"2026-0{}\"\n{part}sources = [{{ id = \"s{claim}\", url = \"https://example.org/s/{claim}\", title = \"Source\" }}]\n",
            claim % 9 + 1
        );
        for update in 0..updates {
            let status = statuses[(claim + update * update) % statuses.len()];
            let method = if update % 3 == 0 { "human" } else { "automated" };
            let (day, hour) = (update / 24 % 28 + 1, update % 24);
            writeln!(
                text,
                "[[updates]]\npublished = 2026-01-{day:02}T{hour:02}:00\nstatus = \"{status}\"\nmethod = \"{method}\"\n\
                 summary = \"Reading {update}.\"\nsources = [\"s{claim}\"]\nbody = \"It was read.\"\n\
                 milestones = [{{ id = \"m{update}\", date = 2026-02-{day:02}, title = \"Step {update}\" }}]"
            )
            .unwrap();
        }
        put(folder, &format!("content/claims/claim-{claim}.toml"), &text);
    }
}

/// A text as it may stand where there is room for one line.
pub(crate) fn one_line(text: &str) -> String {
    text.trim().replace(['\r', '\n'], " ")
}

/// A text as TOML, every odd character escaped.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Builds a project into its folder `site`, and hands over the files of `data/` there.
pub(crate) fn built(project: &Path, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .args(["build", "--format", "short"])
        .args(args)
        .current_dir(project)
        .env_remove("SOURCE_DATE_EPOCH");
    let said = command.output().unwrap();
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    let files = std::fs::read_dir(project.join("site/data")).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}
