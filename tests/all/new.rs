//! `new`: what an editor starts stands in the right place, loads and builds, and nothing else has changed.

use std::path::Path;
use std::process::{Command, Stdio};

use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::files::Project;
use onrecord::load::load;

use crate::common::{put, text, tree};

/// 13 February 2026, 14:42 in UTC.
const NOW: &str = "1770993720";

const SITE: &str = "title = \"S\"\nbase_url = \"https://example.org/\"\n\n[[topics]]\nid = \"transport\"\ntitle = \"Transport\"\n";
const PEOPLE: &str = "[[people]]\nid = \"harbour-board\"\nname = \"Harbour Board\"\n";
const SOURCES: &str = "[[publishers]]\nid = \"gazette\"\nname = \"The Gazette\"\n\n[[sources]]\nid = \"gazette-12\"\nurl = \"https://example.org/12\"\ntitle = \"No. 12\"\npublisher = \"gazette\"\n";
const CLAIM: &str = "title = \"A ferry\"\nclaim = \"It will run.\"\nclaimants = [\"harbour-board\"]\nmade_on = 2026-01-12\n\n[[milestones]]\nid = \"tender\"\ndate = \"2026-01\"\ntitle = \"Tender\"\n\n[[follow_ups]]\nid = \"soon\"\ndate = 2026-02-01\nquestion = \"Does it run?\"\n";

/// A project with a claim in each spelling; `\r\n` and a mark at the start of a file among them.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "content/site.toml", SITE);
    put(folder.path(), "content/people.toml", PEOPLE);
    put(folder.path(), "content/sources.toml", SOURCES);
    put(folder.path(), "content/claims/sea/folder/claim.md", &format!("+++\n{CLAIM}+++\n\nA ferry.\n"));
    put(folder.path(), "content/claims/one.md", &format!("+++\n{CLAIM}+++\n\nA ferry.\n"));
    let other = format!("\u{feff}+++\n{CLAIM}+++\n\n[[updates]]\n").replace('\n', "\r\n");
    put(folder.path(), "content/claims/windows.md", &other);
    let update = "\n[[updates]]\nid = \"first\"\npublished = 2026-01-20\nsets.tender = \"missed\"\n\n# later\n[[criteria]]\ntext = \"Runs\"\n";
    put(folder.path(), "content/claims/sea/plain.toml", &format!("{CLAIM}{update}"));
    put(folder.path(), "content/claims/brackets.toml", &CLAIM.replace(
        "[[milestones]]\nid = \"tender\"\ndate = \"2026-01\"\ntitle = \"Tender\"\n\n[[follow_ups]]\nid = \"soon\"\ndate = 2026-02-01\nquestion = \"Does it run?\"\n",
        "milestones = [{ date = \"2026-01\", title = \"Tender\" }]\nfollow_ups = []\nupdates = []\nsources = [\n  \"gazette-12\", # the law\n]\n",
    ));
    folder
}

const CLAIMS: [(&str, &str); 5] = [
    ("folder", "content/claims/sea/folder/claim.md"),
    ("one", "content/claims/one.md"),
    ("windows", "content/claims/windows.md"),
    ("plain", "content/claims/sea/plain.toml"),
    ("brackets", "content/claims/brackets.toml"),
];

/// Runs the program without a terminal: its exit code, stdout and stderr.
fn onrecord(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).env("SOURCE_DATE_EPOCH", NOW);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What it prints on stdout, where nothing is wrong.
fn done(folder: &Path, args: &[&str]) -> String {
    let (code, printed, said) = onrecord(folder, args);
    assert_eq!(code, 0, "{args:?}: {said}");
    printed
}

/// The first two lines that it says, where it refuses.
fn refused(folder: &Path, args: &[&str]) -> (i32, String) {
    let before = tree(folder);
    let (code, printed, said) = onrecord(folder, args);
    assert_eq!((printed.as_str(), tree(folder)), ("", before), "{args:?}");
    (code, said.lines().take(2).collect::<Vec<_>>().join("\n"))
}

fn errors(folder: &Path) -> Vec<Diagnostic> {
    let mut findings = load(&Project::new(folder)).findings;
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

#[test]
fn whatever_is_started_in_any_spelling_builds() {
    let folder = project();
    let root = folder.path();
    for (claim, file) in CLAIMS {
        let before = text(root, file);
        let parts: [&[&str]; 5] = [
            &["new", "milestone", claim, "--date", "2026-05", "--title", "Tender"],
            &["new", "follow-up", claim, "--date", "2026-06-01", "--question", "Soon?"],
            &[
                "new",
                "source",
                "--claim",
                claim,
                "--where",
                "No. 9",
                "--title",
                "N",
                "--publisher",
                "gazette",
            ],
            &[
                "new",
                "update",
                claim,
                "--status",
                "in_progress",
                "--summary",
                "It \"runs\".",
                "--source",
                "gazette-12",
            ],
            &["new", "update", claim, "--bare"],
        ];
        for args in parts {
            let printed = done(root, args);
            let expected = if args[1] == "update" && claim == "folder" {
                let count = if args.len() == 4 { "-2" } else { "" };
                format!("content/claims/sea/folder/updates/2026-02-13-1442{count}.md\n")
            } else {
                format!("{file}\n")
            };
            assert_eq!(printed, expected, "{args:?}");
            assert_eq!(errors(root), [], "{args:?}\n{}", text(root, file));
        }
        let after = text(root, file);
        // Lines that were there are there, in their order; the body and the marks too.
        let mut lines = after.split_inclusive('\n');
        let kept = before
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(['m', 'f', 'u']) || claim != "brackets");
        for line in kept {
            assert!(lines.any(|other| other == line), "{file} has lost {line:?}:\n{after}");
        }
        if claim == "windows" {
            assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
    }
    done(
        root,
        &["new", "claim", "--title", "A bridge", "--claim", "A bridge.", "--claimant", "harbour-board"],
    );
    let (code, _, said) = onrecord(root, &["build"]);
    assert_eq!(code, 0, "{said}");
    let records = load(&Project::new(root)).records.unwrap();
    for claim in records.claims.iter().filter(|claim| claim.id.as_str() != "a-bridge") {
        let ids: Vec<_> =
            claim.updates.iter().map(|update| update.id.as_str()).filter(|id| *id != "first").collect();
        assert_eq!(ids, ["2026-02-13-1442", "2026-02-13-1442-2"], "{}", claim.id);
        assert_eq!((claim.milestones.len(), claim.sources.len()), (2, 1), "{}", claim.id);
        let milestones: Vec<_> = claim.milestones.iter().map(|milestone| milestone.id.as_str()).collect();
        assert_eq!(milestones, ["tender", "tender-2"], "{}", claim.id);
    }
}

#[test]
fn an_entry_stands_behind_the_last_of_its_kind() {
    let folder = project();
    let plain = "content/claims/sea/plain.toml";
    let before = text(folder.path(), plain);
    done(folder.path(), &["new", "update", "plain", "--bare", "--status", "complete", "--answers", "soon"]);
    let added = "\n[[updates]]\nid = \"2026-02-13-1442\"\npublished = \"2026-02-13T14:42\"\nstatus = \"complete\"\nsets.soon = \"done\"\n";
    assert_eq!(text(folder.path(), plain), before.replace("\"missed\"\n", &format!("\"missed\"\n{added}")));
    let brackets = "content/claims/brackets.toml";
    let before = text(folder.path(), brackets);
    done(folder.path(), &["new", "milestone", "brackets", "--date", "2026-03-01", "--title", "It runs"]);
    let list = "title = \"Tender\" }, { id = \"it-runs\", date = 2026-03-01, title = \"It runs\" }]";
    assert_eq!(text(folder.path(), brackets), before.replace("title = \"Tender\" }]", list));
}

#[test]
fn templates_hold_what_was_said_and_nothing_else_but_notes() {
    let folder = project();
    let args = [
        "new",
        "claim",
        "--title",
        " A bus  lane ",
        "--claim",
        "It will open.",
        "--claimant",
        "HARBOUR BOARD",
        "--due",
        "2026-06",
        "--condition",
        "Buses run.",
        "--topic",
        "transport",
        "--made-on",
        "2026-01-12",
        "--stdout",
    ];
    let said = "+++\ntitle = \"A bus lane\"\nclaim = \"It will open.\"\nclaimants = [\"harbour-board\"]\nmade_on = 2026-01-12\ncompletion_condition = \"Buses run.\"\ncompletion_due = \"2026-06\"\ntopics = [\"transport\"]\n+++\n\n";
    assert_eq!(done(folder.path(), &[&args[..], &["--bare"]].concat()), said);
    let whole = done(folder.path(), &args);
    let set: Vec<_> = whole.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
    let set = set.concat();
    assert_eq!(set.replacen("+++\n\n", "+++\n", 1), said);
    let update = ["new", "update", "folder", "--stdout"];
    let whole = done(folder.path(), &update);
    assert!(whole.contains("\n# sets.soon = \"done\"  # follow-up of 2026-02-01: Does it run?\n"), "{whole}");
    assert!(whole.contains("\n# sets.tender = \"happened\"  # milestone of 2026-01: Tender\n"), "{whole}");
}

/// The text with the notes of each key taken up, one key at a time.
fn taken_up(template: &str) -> Vec<String> {
    let lines: Vec<_> = template.lines().collect();
    let is_key = |line: &str| {
        let rest = line.strip_prefix("# ").unwrap_or_default();
        rest.starts_with("[[") || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
    };
    let starts = (0..lines.len())
        .filter(|at| is_key(lines[*at]) && !is_key(lines[at - 1]) || lines[*at].starts_with("# sets."));
    let with = |start: usize| {
        let header = lines[start].starts_with("# [[");
        let count = if header { lines[start..].iter().take_while(|line| is_key(line)).count() } else { 1 };
        let line = |(at, line): (usize, &&str)| {
            let taken = (start..start + count).contains(&at);
            format!("{}\n", if taken { line.strip_prefix("# ").unwrap() } else { line })
        };
        lines.iter().enumerate().map(line).collect()
    };
    starts.map(with).collect()
}

#[test]
fn every_note_of_a_template_is_a_key_that_loads() {
    let folder = project();
    let root = folder.path();
    let claim = ["new", "claim", "new", "--title", "T", "--claim", "C", "--claimant", "harbour-board"];
    let source =
        ["new", "source", "--url", "https://example.org/13", "--title", "T", "--publisher", "Other Paper"];
    let kinds: [(&[&str], usize); 5] = [
        (&claim, 20),
        (&["new", "update", "folder"], 15),
        (&["new", "update", "plain"], 15),
        (&["new", "milestone", "folder", "--date", "2026", "--title", "T"], 2),
        (&source, 10),
    ];
    for (args, least) in kinds {
        let path = done(root, args);
        let path = path.trim();
        let template = text(root, path);
        let variants = taken_up(&template);
        assert!(variants.len() >= least, "{}: {template}", variants.len());
        for variant in variants {
            put(root, path, &variant);
            assert_eq!(errors(root), [], "{variant}");
        }
        put(root, path, &template);
    }
}

#[test]
fn a_claim_brings_its_claimants_and_every_id_is_free() {
    let folder = project();
    let root = folder.path();
    let new = |claimant: &'static str, more: &[&'static str]| {
        [&["new", "claim", "--title", "A ferry to the isle", "--claim", "C", "--claimant", claimant], more]
            .concat()
    };
    let (code, printed, said) = onrecord(root, &new("Isle Council", &[]));
    assert_eq!((code, printed.as_str()), (0, "content/claims/a-ferry-to-the-isle/claim.md\n"));
    assert_eq!(
        said,
        "claimant `Isle Council` (isle-council) is new to content/people.toml, as a body: set `kind = \"person\"` there for a person\n"
    );
    let added = "\n[[people]]\nid = \"isle-council\"\nname = \"Isle Council\"\nkind = \"body\"\n";
    assert_eq!(text(root, "content/people.toml"), format!("{PEOPLE}{added}"));
    let exists = |id| {
        let line = format!(
            "error[exists]: there is a claim `{id}` already, or there was\n   = help: name another id; `{id}-2` is free"
        );
        (2, line)
    };
    assert_eq!(refused(root, &new("isle-council", &[])), exists("a-ferry-to-the-isle"));
    for id in ["folder", "one", "plain"] {
        let args = ["new", "claim", id, "--title", "T", "--claim", "C", "--claimant", "isle-council"];
        assert_eq!(refused(root, &args), exists(id));
    }
    assert_eq!(
        refused(root, &["new", "claim", "x", "--title", "T", "--claim", "C", "--claimant", "Harbor Board"]),
        (
            2,
            "error[unknown-claimant]: content/people.toml has no claimant `Harbor Board`\n   = help: did you mean `harbour-board` (Harbour Board)? `--add` adds a name that is much like another".into()
        )
    );
    assert_eq!(
        refused(
            root,
            &[
                "new",
                "claim",
                "x",
                "--title",
                "T",
                "--claim",
                "C",
                "--claimant",
                "isle-council",
                "--topic",
                "transprot"
            ]
        ),
        (
            2,
            "error[unknown-topic]: there is no topic `transprot`\n   = help: did you mean `transport`?"
                .into()
        )
    );
}

#[test]
fn an_update_has_its_minute_and_names_what_is_open() {
    let folder = project();
    let root = folder.path();
    let (_, _, said) = onrecord(root, &["new", "update", "folder"]);
    assert_eq!(
        said,
        "open in `folder`; the update can settle them under `sets`:\n  follow-up soon (2026-02-01, passed): Does it run?\n  milestone tender (2026-01, overdue): Tender\n"
    );
    // The update that came since counts as an answer; another may still be the one that is meant.
    let (_, _, said) = onrecord(root, &["new", "update", "folder", "--stdout"]);
    assert_eq!(
        said,
        "open in `folder`; the update can settle them under `sets`:\n  milestone tender (2026-01, overdue): Tender\n"
    );
    let meant = done(root, &["new", "update", "folder", "--stdout", "--bare", "--answers", "soon"]);
    assert!(meant.contains("\nsets.soon = \"done\"\n"), "{meant}");
    // Where clocks go back, an hour comes twice: the offset says which.
    put(root, "content/site.toml", &format!("timezone = \"America/New_York\"\n{SITE}"));
    for (now, offset) in [("1793511000", "-04:00"), ("1793514600", "-05:00")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(["new", "update", "one", "--bare", "--stdout"]).current_dir(root).stdin(Stdio::null());
        let output = command.env("SOURCE_DATE_EPOCH", now).output().unwrap();
        let expected =
            format!("[[updates]]\nid = \"2026-11-01-0130\"\npublished = \"2026-11-01T01:30{offset}\"\n");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    }
    let of_day = done(root, &["new", "update", "one", "--bare", "--stdout", "--published", "2026-02-10"]);
    assert_eq!(of_day, "[[updates]]\nid = \"2026-02-10\"\npublished = 2026-02-10\n");
    let cases: [(&[&str], &str); 5] = [
        (
            &["new", "update", "folder", "--published", "2026-02"],
            "error[bad-date]: `2026-02` names no day\n   = help: write the day, or the day and the time: 2026-02-13T14:42",
        ),
        (
            &["new", "update", "folder", "--status", "inprogress"],
            "error[unknown-status]: there is no status `inprogress`\n   = help: did you mean `in_progress`?",
        ),
        (
            &["new", "update", "folder", "--source", "gazete-12"],
            "error[unknown-source]: there is no source `gazete-12`\n   = help: did you mean `gazette-12`?",
        ),
        (
            &["new", "update", "windows", "--answers", "tender"],
            "error[unknown-follow-up]: there is no open follow-up `tender`\n   = help: write one of soon",
        ),
        (
            &["new", "update", "foldr"],
            "error[unknown-claim]: there is no claim `foldr`\n   = help: did you mean `folder`?",
        ),
    ];
    for (args, message) in cases {
        assert_eq!(refused(root, args), (2, message.to_owned()));
    }
}

#[test]
fn a_source_is_declared_once() {
    let folder = project();
    let root = folder.path();
    let source = [
        "new",
        "source",
        "--url",
        "https://example.org/notes/",
        "--title",
        "Notice of works on Main Street",
        "--publisher",
    ];
    let (code, printed, said) = onrecord(root, &[&source[..], &["Isle Times", "--bare"]].concat());
    assert_eq!((code, printed.as_str()), (0, "content/sources.toml\n"));
    assert_eq!(
        said,
        "publisher `Isle Times` (isle-times) is new to content/sources.toml\ncite it as `isle-times-notice-of-works-on-main`\n"
    );
    let (publishers, sources) = SOURCES.split_once("\n[[sources]]").unwrap();
    let expected = format!(
        "{publishers}\n[[publishers]]\nid = \"isle-times\"\nname = \"Isle Times\"\n\n[[sources]]{sources}\n[[sources]]\nid = \"isle-times-notice-of-works-on-main\"\nurl = \"https://example.org/notes/\"\ntitle = \"Notice of works on Main Street\"\npublisher = \"isle-times\"\naccessed = 2026-02-13\n"
    );
    assert_eq!(text(root, "content/sources.toml"), expected);
    for url in [
        "https://example.org/notes",
        "http://www.example.org/notes/#a",
        "https://EXAMPLE.org/notes?utm_source=x",
    ] {
        let args = ["new", "source", "--url", url, "--title", "T", "--publisher", "gazette"];
        let message = "error[exists]: source `isle-times-notice-of-works-on-main` has this address already\n   = help: cite it as `isle-times-notice-of-works-on-main`; it is declared in content/sources.toml";
        assert_eq!(refused(root, &args), (2, message.to_owned()));
    }
    let dated = [
        "new",
        "source",
        "--where",
        "Page 3",
        "--title",
        "T",
        "--publisher",
        "gazette",
        "--published",
        "2026-02",
    ];
    assert!(done(root, &[&dated[..], &["--stdout"]].concat()).contains("\nid = \"gazette-2026-02\"\n"));
    // Without a file of sources one is made.
    std::fs::remove_file(root.join("content/sources.toml")).unwrap();
    put(root, "content/claims/brackets.toml", CLAIM);
    done(root, &[&source[..], &["Isle Times"]].concat());
    assert_eq!(errors(root), []);
}

#[test]
fn what_is_missing_is_said_at_once_and_nothing_is_written() {
    let folder = project();
    let help = "\n   = help: say what is missing, or run the command on a terminal, which asks";
    let cases: [(&[&str], &str); 6] = [
        (&["claim"], "a new claim needs --title, --claim, --claimant"),
        (&["claim", "x", "--title", "T", "--no-input"], "a new claim needs --claim, --claimant"),
        (&["update"], "a new update needs CLAIM"),
        (&["source"], "a new source needs --url or --where, --title, --publisher"),
        (&["milestone"], "a new milestone needs CLAIM, --date, --title"),
        (&["follow-up", "one"], "a new follow-up needs --date, --question"),
    ];
    for (args, message) in cases {
        let expected = format!("error[missing-option]: {message}{help}");
        assert_eq!(refused(folder.path(), &[&["new"], args].concat()), (2, expected));
    }
    let wrong: [&[&str]; 9] = [
        &["claim", "A B"],
        &["claim", "page"],
        &["claim", "--title", " "],
        &["claim", "--title", "a\u{1b}[2J"],
        &["source", "--url", "example.org"],
        &["update", "one", "--stdout", "--dry-run"],
        &["milestone", "one", "--date", "2026-02-30", "--title", "T"],
        &["milestone", "one", "--date", "soon", "--title", "T"],
        &["thing"],
    ];
    for args in wrong {
        assert_eq!(refused(folder.path(), &[&["new"], args].concat()).0, 2, "{args:?}");
    }
    let empty = tempfile::tempdir().unwrap();
    let (code, said) = refused(empty.path(), &["new", "claim"]);
    assert_eq!(
        (code, said.lines().next()),
        (2, Some("error[no-site-file]: folder has no `content/site.toml`"))
    );
}

#[test]
fn a_look_writes_nothing_and_a_full_disk_leaves_nothing() {
    let folder = project();
    let root = folder.path();
    let before = tree(root);
    let claim = ["new", "claim", "x", "--title", "T", "--claim", "C", "--claimant", "Isle Council"];
    let (code, printed, said) = onrecord(root, &[&claim[..], &["--dry-run"]].concat());
    assert_eq!((code, printed.as_str()), (0, ""));
    let lines: Vec<_> = said.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "would add `Isle Council` (isle-council) to content/people.toml",
            "would write content/claims/x/claim.md"
        ]
    );
    let (code, _, said) =
        onrecord(root, &["new", "milestone", "one", "--date", "2026", "--title", "T", "--dry-run"]);
    assert_eq!((code, said.as_str()), (0, "would add an entry of `milestones` to content/claims/one.md\n"));
    assert!(done(root, &[&claim[..], &["--stdout"]].concat()).starts_with("+++\n"));
    assert_eq!(tree(root), before);
    // A file stands where a folder is needed: nobody can write there, whoever runs the tests.
    put(root, "content/claims/sea/folder/updates", "");
    let (code, said) = refused(root, &["new", "update", "folder"]);
    assert_eq!(code, 3, "{said}");
    let (code, said) = refused(root, &["-q", "new", "update", "folder"]);
    assert!(
        code == 3
            && said
                .starts_with("error[cannot-write]: `content/claims/sea/folder/updates/2026-02-13-1442.md`: "),
        "{said}"
    );
}

#[test]
fn nothing_is_made_of_half_of_a_record() {
    let folder = project();
    let root = folder.path();
    put(root, "content/claims/one.md", "+++\ntitle = \"x\n+++\n");
    let (code, said) = refused(root, &["new", "milestone", "one", "--date", "2026", "--title", "T"]);
    assert_eq!((code, said.lines().next().unwrap().starts_with("error[syntax]")), (1, true), "{said}");
    // What is wrong elsewhere is no hindrance.
    done(root, &["new", "milestone", "plain", "--date", "2026", "--title", "T"]);
    put(root, "content/people.toml", "[[people]\n");
    let (code, said) =
        refused(root, &["new", "claim", "x", "--title", "T", "--claim", "C", "--claimant", "a"]);
    assert_eq!(code, 1, "{said}");
}

#[test]
fn texts_of_any_sort_become_one_line_of_a_record() {
    let long = "word ".repeat(2000);
    let titles = [
        "It's \"quoted\" \\ and 'more'",
        "two\nlines\r\n+++\nthree",
        "+++",
        "'''\"\"\"",
        "[[milestones]] # no",
        "Ferry 🚢 to the isle",
        "عبارة إلى الجزيرة ferry",
        "\u{202e}reversed ferry",
        long.as_str(),
        "$(touch x); `id` %s {0}",
    ];
    for title in titles {
        let folder = project();
        let root = folder.path();
        let claim = [
            "new",
            "claim",
            "hostile",
            "--title",
            title,
            "--claim",
            title,
            "--claimant",
            title,
            "--condition",
            title,
        ];
        let claimant_is_name = onrecord(root, &claim).0 == 0;
        if !claimant_is_name {
            let known = [
                "new",
                "claim",
                "hostile",
                "--title",
                title,
                "--claim",
                title,
                "--claimant",
                "harbour-board",
            ];
            done(root, &known);
        }
        for claim in ["hostile", "plain", "windows", "brackets"] {
            done(root, &["new", "milestone", claim, "--date", "2026", "--title", title]);
            done(root, &["new", "follow-up", claim, "--date", "2026-06", "--question", title]);
            done(root, &["new", "update", claim, "--summary", title]);
            done(
                root,
                &[
                    "new",
                    "source",
                    "--claim",
                    claim,
                    "--where",
                    title,
                    "--title",
                    title,
                    "--publisher",
                    "gazette",
                ],
            );
        }
        assert_eq!(errors(root), [], "{title}");
        let records = load(&Project::new(root)).records.unwrap();
        let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
        for id in ["hostile", "plain", "windows", "brackets"] {
            let claim = records.claims.iter().find(|claim| claim.id.as_str() == id).unwrap();
            let update = claim.updates.last().unwrap();
            assert_eq!(update.summary.as_ref().map(|summary| &*summary.value), Some(line.as_str()));
            assert_eq!(&*claim.milestones.last().unwrap().title, line);
        }
    }
    let folder = project();
    let chinese = ["new", "claim", "--title", "外交部", "--claim", "C", "--claimant", "harbour-board"];
    assert_eq!(
        refused(folder.path(), &chinese),
        (2, "error[no-id]: no id can be made of the title\n   = help: write one of your own: onrecord new claim an-id --title …".into())
    );
}
