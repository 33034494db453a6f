//! What a careless editor and a new user meet: help that can be followed, one finding for one fault.

use std::path::Path;
use std::process::Command;

/// Runs the program in `folder`: its exit code, stdout and stderr.
fn onrecord(folder: &Path, args: &[&str], day: Option<&str>) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    if let Some(seconds) = day {
        command.env("SOURCE_DATE_EPOCH", seconds);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A new project with its address, in which `from` in `file` is `to`.
fn edited(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(onrecord(folder.path(), &["init"], None).0, 0);
    replace(folder.path(), "content/site.toml", "# base_url", "base_url");
    replace(folder.path(), file, from, to);
    folder
}

fn replace(folder: &Path, file: &str, from: &str, to: &str) {
    let file = folder.join(file);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

const CLAIM: &str = "content/claims/sample-promise/claim.md";
const UPDATE: &str = "content/claims/sample-promise/updates/2026-03-16.md";
const SITE: &str = "content/site.toml";
const PEOPLE: &str = "content/people.toml";

#[test]
#[expect(clippy::too_many_lines, reason = "cases as data")]
fn one_slip_gives_one_fault_and_help_that_can_be_followed() {
    let unchecked = "not checked: what is named there could not be read (mend the errors in the records that are named, then run again)";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            CLAIM,
            "\"promised\"",
            "“promised”",
            &[
                "claim.md:9:13: error[syntax]: not valid TOML: a text stands without quotes (`“` is a quotation mark of a word processor: type `\"` before and after the text)",
            ],
        ),
        (
            CLAIM,
            "\"promised\"",
            "promised",
            &[
                "claim.md:9:13: error[syntax]: not valid TOML: a text stands without quotes (put the text between quotes: \"promised\")",
            ],
        ),
        (
            CLAIM,
            "due_basis =",
            "draft = No\ndue_basis =",
            &[
                "claim.md:9:9: error[syntax]: not valid TOML: a text stands without quotes (write false, in small letters and without quotes)",
            ],
        ),
        (
            CLAIM,
            "due_basis =",
            "due_basis:",
            &[
                "claim.md:9:12: error[syntax]: not valid TOML: key with no value, expected `=` (write `=` after the key, not `:`: due_basis = …)",
                "updates/2026-03-16.md:7:10: warning[references-unchecked]: 1 reference was {unchecked}",
            ],
        ),
        (
            CLAIM,
            "a bus lane",
            "C:\\quotes",
            &[
                "claim.md:2:21: error[syntax]: not valid TOML: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U` (write `\\\\` for a backslash, or put the text between single quotes, which take it as it is)",
            ],
        ),
        (
            CLAIM,
            "a bus lane",
            "\u{1b}[31m",
            &[
                "claim.md:2:18: error[syntax]: not valid TOML: invalid basic string, expected non-double-quote visible characters, `\\` (an invisible character stands here: delete it, or type the text anew)",
            ],
        ),
        (
            CLAIM,
            "[[milestones]]",
            "[milestones]",
            &[
                "claim.md:17:1: error[wrong-type]: `milestones` is a table, not a list of tables (write a line [[milestones]] with its keys below, once for each)",
                "updates/2026-03-16.md:7:10: warning[references-unchecked]: 1 reference was {unchecked}",
            ],
        ),
        (
            CLAIM,
            "topics =",
            "aliases = [\"sample-promise\"]\ntopics =",
            &[
                "claim.md:10:12: error[alias-taken]: alias `sample-promise` is taken by claim `sample-promise` (an old address leads to one page only: remove this alias)",
            ],
        ),
        (
            UPDATE,
            "where = \"Notice board of the council, 13 March 2026\", title = \"Tender: works on Station Road\", ",
            "",
            &[
                "updates/2026-03-16.md:6:19: warning[references-unchecked]: 1 reference was {unchecked}",
                "updates/2026-03-16.md:6:55: error[missing-key]: `publisher` stands on an entry that only cites a source (to declare the source here, write its `url`, `title` or `where`)",
            ],
        ),
        (
            UPDATE,
            "The notice asks",
            "Ask [us](us@example.org). The notice asks",
            &[
                "updates/2026-03-16.md:10:5: error[relative-link]: link to `us@example.org` is no address of the site (for a mail address write `mailto:us@example.org`)",
            ],
        ),
        (
            SITE,
            "title = \"Transport\"\n",
            "",
            &[
                "claim.md:10:11: warning[references-unchecked]: 1 reference was {unchecked}",
                "content/site.toml:33:1: error[missing-key]: topic has no `title` (add title = \"…\" (its name))",
            ],
        ),
        (
            PEOPLE,
            "[[people]]",
            "[[person]]",
            &[
                "claim.md:4:14: warning[references-unchecked]: 2 references were {unchecked}",
                "content/people.toml:3:3: error[unknown-key]: people has no key `person` (write [[people]])",
            ],
        ),
        (
            CLAIM,
            "topics = [\"transport\"]",
            "topics = [\"transport\"",
            &[
                "claim.md:11:1: error[syntax]: not valid TOML: a list is not closed (close the list above with `]`; what follows cannot be read before that)",
                "updates/2026-03-16.md:7:10: warning[references-unchecked]: 1 reference was {unchecked}",
            ],
        ),
        (
            CLAIM,
            "topics = [\"transport\"]",
            "topics = [\"transport\" \"x\"]",
            &[
                "claim.md:10:23: error[syntax]: not valid TOML: missing comma between array elements, expected `,` (put a comma between the entries of the list)",
            ],
        ),
        (
            CLAIM,
            "made_on = 2026-01-12",
            "made_on = 2026–01–12",
            &[
                "claim.md:5:11: error[syntax]: not valid TOML: a text stands without quotes (write a date as 2026-02-13, with plain hyphens; any other text stands in quotes)",
            ],
        ),
        (
            CLAIM,
            "due_basis = \"promised\"",
            "due_basis =",
            &[
                "claim.md:9:12: error[syntax]: not valid TOML: key has no value (write the value after the `=`, or take the line out)",
            ],
        ),
        (
            CLAIM,
            "title = \"Sample: a bus lane on Station Road\"",
            "title = 'The mayor's lane'",
            &[
                "claim.md:2:20: error[syntax]: not valid TOML: unexpected key or value, expected newline, `#` (a quote inside the text ends it: put a text with `'` between `\"`, and write `\\\"` for a `\"` in it)",
            ],
        ),
        (
            SITE,
            "[[topics]]\nid = \"transport\"\ntitle = \"Transport\"\n",
            "topics = [\"transport\"]\n",
            &[
                "claim.md:10:11: warning[references-unchecked]: 1 reference was {unchecked}",
                "content/site.toml:33:11: error[wrong-type]: an entry of `topics` is a text, not a table (write a line [[topics]] with its keys below)",
            ],
        ),
        (
            SITE,
            "# [outputs.updates]",
            "[outputs]\nsitemap = false\n#",
            &[
                "content/site.toml:56:11: error[wrong-type]: `outputs.sitemap` is true or false (write a line [outputs.sitemap] with its keys below)",
            ],
        ),
    ];
    for (file, from, to, expected) in cases {
        let folder = edited(file, from, to);
        let (exit, stdout, stderr) = onrecord(folder.path(), &["build", "--format", "short"], None);
        let said = stderr.replace("content/claims/sample-promise/", "");
        let expected: String =
            expected.iter().map(|line| line.replace("{unchecked}", unchecked) + "\n").collect();
        assert_eq!((exit, stdout.as_str(), said.as_str()), (1, "", expected.as_str()), "{to}");
    }
}

#[test]
fn a_translation_beside_one_update_takes_its_id() {
    let folder = edited(SITE, "languages = [\"en\"]", "languages = [\"en\", \"es\"]");
    let es = UPDATE.replace(".md", ".es.md");
    std::fs::write(folder.path().join(es), "+++\nsummary = \"Uno\"\n+++\n\nCuerpo.\n").unwrap();
    let loaded = onrecord::load::load(&onrecord::files::Project::new(folder.path()));
    assert_eq!(loaded.findings.len(), 0);
    let claims = loaded.records.unwrap().claims;
    let summaries = claims[0].updates.iter().map(|update| {
        let texts = update.translations.iter().map(|text| (&*text.lang, text.fields["summary"].as_ref()));
        (update.id.as_str(), texts.collect::<Vec<_>>())
    });
    assert_eq!(summaries.collect::<Vec<_>>(), [("2026-02-02", vec![]), ("2026-03-16", vec![("es", "Uno")])]);
}

#[test]
fn a_broken_site_file_hides_nothing_of_the_rest() {
    let folder = edited(SITE, "title = \"Our tracker\"", "title = Our tracker");
    replace(folder.path(), UPDATE, "\"in_progress\"", "\"in progress\"");
    let (exit, _, stderr) = onrecord(folder.path(), &["build", "--format", "short"], None);
    let said: Vec<_> = stderr.lines().filter_map(|line| line.split_once("]: ")).map(|at| at.0).collect();
    assert_eq!(
        (exit, said.as_slice()),
        (
            1,
            &[
                "content/claims/sample-promise/updates/2026-03-16.md:4:10: error[bad-id",
                "content/site.toml:3:9: error[syntax"
            ][..]
        )
    );
}

#[test]
fn a_new_project_with_its_address_is_clean_even_when_strict() {
    let folder = edited(SITE, "Our tracker", "Our own tracker");
    let (exit, stdout, stderr) = onrecord(folder.path(), &["-q", "build", "--strict"], None);
    assert_eq!((exit, stdout.as_str(), stderr.as_str()), (0, "", ""));
}

#[test]
fn json_is_nothing_but_json_whatever_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let import = ["import", "timeline", "none.txt", "--claim", "a", "--format", "json"];
    let cases: &[(&[&str], i32, &[&str])] = &[
        (&["--format", "json", "build", "--nosuch"], 2, &["usage"]),
        (&["--format=json", "nosuch"], 2, &["usage"]),
        (&["--format=json", "build", "--as-of", "soon"], 2, &["usage"]),
        (&["build", "--format", "json"], 2, &["no-site-file"]),
        (&import, 3, &["unreadable-file"]),
        (&["init", "--format", "json", "file"], 3, &["cannot-init"]),
        (&["init", "--format", "json", "new"], 0, &[]),
        (&["init", "--format", "json", "new"], 2, &["cannot-init"]),
    ];
    for (args, expected_exit, expected) in cases {
        let (exit, stdout, stderr) = onrecord(folder.path(), args, None);
        let report: serde_json::Value = serde_json::from_str(&(stdout + &stderr)).unwrap();
        let codes: Vec<_> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        assert_eq!((exit, codes), (*expected_exit, expected.to_vec()), "{args:?}");
    }
}

#[test]
fn a_feed_that_dates_nothing_makes_no_claim() {
    let folder = edited(SITE, "Our tracker", "Our own tracker");
    let new = ["--claim", "a", "--title", "T", "--claim-text", "C", "--claimant", "A B", "--format", "short"];
    let import = |feed: &str, more: &[&str]| {
        std::fs::write(folder.path().join("feed.txt"), feed).unwrap();
        let args = [&["import", "timeline", "feed.txt"][..], &new, more].concat();
        onrecord(folder.path(), &args, None)
    };
    for feed in ["", "Just a page.\n", "Scheduled follow-up · Oct 02, 2026\n"] {
        let (exit, stdout, _) = import(feed, &[]);
        let expected = "error[claim-without-date]: `feed.txt` dates no update that can be written, and no original article: claim `a` would have no date (see that it is the text of a tracker page, or say `--made-on`; nothing was written)\n";
        assert_eq!((exit, stdout.as_str()), (1, expected));
        assert!(!folder.path().join("content/claims/a").exists());
    }
    assert_eq!(import("Scheduled follow-up · Oct 02, 2026\n", &["--made-on", "2026-01"]).0, 0);
    assert_eq!(onrecord(folder.path(), &["-q", "build", "--strict"], None).0, 0);
}

#[test]
fn a_vocabulary_of_ones_own_builds_with_its_initial_status() {
    let folder = edited(SITE, "Our tracker", "Our own tracker");
    replace(folder.path(), "content/claims/sample-promise/updates/2026-02-02.md", "not_started", "begun");
    replace(folder.path(), UPDATE, "in_progress", "begun");
    let site = folder.path().join(SITE);
    let own = "\n[[statuses]]\nid = \"unread\"\nlabel = \"Unread\"\ninitial = true\n\n[[statuses]]\nid = \"begun\"\nlabel = \"Begun\"\n";
    std::fs::write(&site, std::fs::read_to_string(&site).unwrap() + own).unwrap();
    let (exit, _, stderr) = onrecord(folder.path(), &["-q", "build", "--strict"], None);
    assert_eq!((exit, stderr.as_str()), (0, ""));
    assert!(folder.path().join("site/status/unread/index.html").exists());
}

#[test]
fn init_takes_its_folder_from_root_too_and_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    for (args, expected) in [
        (
            &["-r", "by root", "init"][..],
            "  3. `onrecord -r 'by root' serve` shows it while you write, `onrecord -r 'by root' build` writes it to site/",
        ),
        (
            &["init", "plain"],
            "  3. `onrecord -r plain serve` shows it while you write, `onrecord -r plain build` writes it to site/",
        ),
        (&["init"], "  3. `onrecord serve` shows it while you write, `onrecord build` writes it to site/"),
    ] {
        let (exit, stdout, _) = onrecord(folder.path(), args, None);
        assert_eq!((exit, stdout.lines().last()), (0, Some(expected)));
    }
    assert!(folder.path().join("by root/content/site.toml").exists());
}

#[test]
fn days_that_no_date_can_have_are_refused() {
    let folder = edited(SITE, "Our tracker", "Our own tracker");
    for seconds in ["-1", "253402300800", "99999999999999"] {
        let (exit, _, stderr) = onrecord(folder.path(), &["build", "--format", "short"], Some(seconds));
        let expected = format!(
            "error[source-date-epoch]: environment variable SOURCE_DATE_EPOCH is `{seconds}`, which is outside of the years 1970 to 9999 (unset it, or give whole seconds since 1970)\n"
        );
        assert_eq!((exit, stderr), (2, expected));
    }
    for seconds in ["0", "253402300799"] {
        assert_eq!(onrecord(folder.path(), &["-q", "build"], Some(seconds)).0, 0);
    }
}
