//! Feeds over whole projects: what they tell, that they tell it once, and that it stays as it was told.
//!
//! One test holds them against what others say of feeds (`feeds/check.py`). It needs Python 3 with venv and a package
//! registry, so it runs only where it is asked for: `cargo test --test all feeds:: -- --ignored`.

mod hold;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use hold::Held;

use crate::hostile::project as hostile;
use crate::imported;

/// A site: its files by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The settings of a tracker, without an address.
const SITE: &str = "title = \"T\"\nas_of = 2026-02-20\ntimezone = \"Europe/Madrid\"\n\
                    organisation = { name = \"Desk\" }\nauthority = \"example.org,2026\"\n";
const ADDRESS: &str = "base_url = \"https://example.org/t/\"\n";
const REST: &str = "[[topics]]\nid = \"roads\"\ntitle = \"Roads\"\n[[topics]]\nid = \"idle\"\n\
                    title = \"Nothing yet\"\n[outputs.feed]\nentries = 20\n";

/// A tracker of so many claims, each with so many readings, nine days apart.
fn tracker(root: &Path, claims: usize, updates: usize) {
    hostile::put(root, "content/site.toml", &format!("{SITE}{ADDRESS}{REST}"));
    hostile::put(root, "content/people.toml", "[[people]]\nid = \"mayor\"\nname = \"Mayor\"\n");
    for claim in 0..claims {
        let mut text = format!(
            "title = \"Claim {claim}\"\nclaim = \"It will be done.\"\nclaimants = [\"mayor\"]\ntopics = [\"roads\"]\n\
             made_on = 2024-12-01\npublished = 2025-01-01\n"
        );
        for update in 0..updates {
            text.push_str(&reading(claim, update));
        }
        hostile::put(root, &format!("content/claims/c{claim}.toml"), &text);
    }
}

fn reading(claim: usize, update: usize) -> String {
    let date = chrono::NaiveDate::from_ymd_opt(2025, 1, 2).unwrap();
    let day = date + chrono::Days::new((9 * update + claim) as u64);
    let status = ["in_progress", "stalled", "in_progress", "partly_complete"][(update + claim) % 4];
    let key = if update % 5 == 1 { "key = true\n" } else { "" };
    format!(
        "\n[[updates]]\npublished = \"{day}T1{}:30\"\nstatus = \"{status}\"\nmethod = \"human\"\n{key}\
         body = \"Text {update} of claim {claim}: [home](/).\"\n",
        claim % 10
    )
}

fn build(root: &Path, args: &[&str]) -> (String, Files) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["build", "--format", "short"])
        .args(args)
        .current_dir(root)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    (said, hold::files(&root.join("site")))
}

fn built(root: &Path) -> Files {
    let (said, files) = build(root, &["--strict", "-q"]);
    assert_eq!(said, "");
    files
}

#[test]
fn every_reading_stands_once_in_the_feed_of_everything() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 5, 30);
    let held = Held { files: built(folder.path()), base_url: "https://example.org/t/" };
    let (atom, data) = (held.archive("feed/all.xml"), held.archive("feed/all.json"));
    assert!(atom.len() > 8, "{} pages", atom.len());
    assert_eq!(atom.len(), data.len());
    let mut told = Vec::new();
    for (place, (atom, data)) in atom.iter().zip(&data).enumerate() {
        assert_eq!(atom.ids, data.ids, "page {place}");
        assert_eq!(atom.archived, place > 0, "page {place}");
        assert_eq!(atom.current.is_some(), place > 0, "page {place}");
        assert!(if place == 0 { (20..40).contains(&atom.ids.len()) } else { atom.ids.len() <= 20 });
        told.extend(data.dated.iter().cloned());
    }
    assert!(told.windows(2).all(|two| two[0].0 >= two[1].0), "pages are out of order");
    let told: Vec<String> = told.into_iter().map(|(_, id)| id).collect();
    let once: BTreeSet<&String> = told.iter().collect();
    assert_eq!(once.len(), told.len());
    let mut expected = BTreeSet::new();
    for claim in 0..5 {
        let text = std::str::from_utf8(&held.files[&format!("claims/c{claim}/claim.json")]).unwrap();
        let data: serde_json::Value = serde_json::from_str(text).unwrap();
        let page = format!("tag:example.org,2026:claims/c{claim}/");
        let updates = data["updates"].as_array().unwrap();
        expected.extend(updates.iter().map(|one| format!("{page}#u-{}", one["id"].as_str().unwrap())));
        expected.insert(page);
    }
    assert_eq!(once.into_iter().cloned().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn pages_of_the_archive_stay_when_more_is_published() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 5, 30);
    let is_page = |path: &&String| path.starts_with("feed/all/");
    let before = built(folder.path());
    let pages: Vec<_> = before.keys().filter(is_page).collect();
    for claim in 0..5 {
        let path = format!("content/claims/c{claim}.toml");
        let mut text = std::fs::read_to_string(folder.path().join(&path)).unwrap();
        (30..40).for_each(|update| text.push_str(&reading(claim, update)));
        hostile::put(folder.path(), &path, &text);
    }
    let after = built(folder.path());
    assert!(after.keys().filter(is_page).count() > pages.len());
    let other: Vec<_> = pages.into_iter().filter(|path| before[*path] != after[*path]).collect();
    assert_eq!(other, Vec::<&String>::new());
}

#[test]
fn names_outlive_new_words_a_new_id_and_a_move_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    tracker(root, 2, 3);
    let held = Held { files: built(root), base_url: "https://example.org/t/" };
    let before = held.feed("claims/c1/feed.xml");
    let claim = std::fs::read_to_string(root.join("content/claims/c1.toml")).unwrap();
    std::fs::remove_file(root.join("content/claims/c1.toml")).unwrap();
    let claim = claim.replace("Claim 1", "Another title").replace("Text 1", "Other text");
    hostile::put(root, "content/claims/new-name.toml", &format!("aliases = [\"c1\"]\n{claim}"));
    let (_, files) = build(root, &["-q", "--base-url", "https://example.net/"]);
    let held = Held { files, base_url: "https://example.net/" };
    let after = held.feed("claims/new-name/feed.xml");
    assert_eq!((&before.id, &before.ids), (&after.id, &after.ids));
    assert_eq!(before.id, "tag:example.org,2026:claims/c1/feed.xml");
    assert_eq!(after.own, "https://example.net/claims/new-name/feed.xml");
    // What follows the old address finds the same file there.
    for name in ["feed.xml", "feed.json"] {
        let [old, new] = ["c1", "new-name"].map(|id| &held.files[&format!("claims/{id}/{name}")]);
        assert_eq!(old, new);
    }
}

#[test]
fn without_an_authority_names_are_addresses() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 1, 1);
    let site = format!("{SITE}{ADDRESS}{REST}").replace("authority", "#");
    hostile::put(folder.path(), "content/site.toml", &site);
    let held = Held { files: built(folder.path()), base_url: "https://example.org/t/" };
    let feed = held.feed("claims/c0/feed.xml");
    let page = "https://example.org/t/claims/c0/";
    assert_eq!(feed.id, format!("{page}feed.xml"));
    assert_eq!(feed.ids, [format!("{page}#u-2025-01-02-1030"), page.to_owned()]);
}

#[test]
fn a_correction_is_told_and_moves_the_date_of_what_it_corrects() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 1, 3);
    let path = "content/claims/c0.toml";
    let claim = std::fs::read_to_string(folder.path().join(path)).unwrap();
    let more = "\n[[corrections]]\nid = \"typo\"\ndate = 2025-01-11\nupdate = \"2025-01-11-1030\"\nwhat = \"A name.\"\n\
                was = \"An\"\nnow = \"Ann\"\n";
    let claim = claim.replacen(
        "status = \"stalled\"",
        "status = \"stalled\"\nretracted = { date = 2025-02-01, why = \"It was another road.\" }",
        1,
    );
    hostile::put(folder.path(), path, &format!("{claim}{more}"));
    let held = Held { files: built(folder.path()), base_url: "https://example.org/t/" };
    let told = held.feed("claims/c0/feed.xml");
    let mut lines = String::new();
    for (id, dates) in told.ids.iter().zip(&told.dates) {
        let _ = writeln!(lines, "{} {} {}", id.rsplit('/').next().unwrap(), dates.0, dates.1);
    }
    let expected = "\
#u-2025-01-11-1030.retraction 2025-02-01T00:00:00+01:00 2025-02-01T00:00:00+01:00
#u-2025-01-20-1030 2025-01-20T10:30:00+01:00 2025-01-20T10:30:00+01:00
#c-typo 2025-01-11T10:30:00+01:00 2025-01-11T10:30:00+01:00
#u-2025-01-11-1030 2025-01-11T10:30:00+01:00 2025-02-01T00:00:00+01:00
#u-2025-01-02-1030 2025-01-02T10:30:00+01:00 2025-01-02T10:30:00+01:00
 2025-01-01T00:00:00+01:00 2025-01-01T00:00:00+01:00
";
    assert_eq!(lines, expected);
    assert_eq!(told.updated, "2025-02-01T00:00:00+01:00");
    // The site's own feed leaves out the reading that neither changed a headline nor is a key event.
    assert_eq!(held.feed("feed.xml").ids, held.feed("feed.json").ids);
}

#[test]
fn drafts_and_what_is_to_come_are_told_only_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 2, 2);
    let claim = std::fs::read_to_string(folder.path().join("content/claims/c0.toml")).unwrap();
    hostile::put(folder.path(), "content/claims/secret.toml", &format!("draft = true\n{claim}"));
    let to_come = "\n[[updates]]\npublished = 2026-03-01\nstatus = \"complete\"\nsummary = \"secret\"\n";
    hostile::put(folder.path(), "content/claims/c1.toml", &format!("{claim}{to_come}"));
    let holding = |files: &Files| {
        let feeds = files.iter().filter(|(path, _)| path.contains("feed"));
        feeds.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("secret")).count()
    };
    assert_eq!(holding(&built(folder.path())), 0);
    let (_, shown) = build(folder.path(), &["-q", "--drafts"]);
    assert!(holding(&shown) > 6);
    let all = Held { files: shown, base_url: "https://example.org/t/" }.feed("feed/all.json");
    assert_eq!(all.titles[0], "Claim 0: Complete reported, headline Stalled (draft)");
}

#[test]
fn without_an_address_or_switched_off_there_are_no_feeds_and_nothing_leads_to_them() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 2, 2);
    let leads = |files: &Files| -> Vec<String> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("feed");
        let found = files.iter().filter(|(path, bytes)| {
            let is_page = matches!(path.rsplit_once('.'), Some((_, "html" | "xml")));
            path.contains("feed") || is_page && holds(bytes)
        });
        found.map(|(path, _)| path.clone()).collect()
    };
    assert!(leads(&built(folder.path())).len() > 10);
    hostile::put(folder.path(), "content/site.toml", &format!("{SITE}{REST}"));
    let (said, files) = build(folder.path(), &["-q"]);
    assert_eq!((leads(&files), said.matches("no-base-url").count()), (Vec::new(), 1), "{said}");
    let (_, files) = build(folder.path(), &["-q", "--base-url", "https://example.net/"]);
    assert!(leads(&files).len() > 10);
    let off = format!("{SITE}{ADDRESS}{REST}enabled = false\n");
    hostile::put(folder.path(), "content/site.toml", &off);
    assert_eq!(leads(&built(folder.path())), Vec::<String>::new());
}

#[test]
fn feeds_alone_can_be_built() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 2, 2);
    let (_, files) = build(folder.path(), &["-q", "--outputs", "feed"]);
    assert!(files.keys().all(|path| path.contains("feed")), "{:?}", files.keys());
    // Of the site, of everything, of two topics, a claimant and two claims, in two forms.
    assert_eq!(files.len(), 14);
    let held = Held { files, base_url: "https://example.org/t/" };
    let idle = held.feed("topics/idle/feed.xml");
    // It was empty when the record began, and has been since.
    assert_eq!((idle.ids.len(), &*idle.updated), (0, "2025-01-01T00:00:00+01:00"));
}

#[test]
fn the_feeds_of_a_site_without_claims_are_of_its_day() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 0, 0);
    for day in ["2026-02-20", "2026-02-21"] {
        let (_, files) = build(folder.path(), &["-q", "--as-of", day]);
        let held = Held { files, base_url: "https://example.org/t/" };
        for feed in ["feed.xml", "feed/all.xml", "topics/idle/feed.xml"] {
            assert_eq!(held.feed(feed).updated, format!("{day}T00:00:00+01:00"), "{feed}");
        }
    }
}

#[test]
fn a_feed_says_under_which_terms_it_may_be_used() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 1, 1);
    let path = "content/site.toml";
    let site = std::fs::read_to_string(folder.path().join(path)).unwrap();
    let rights = |files: &Files| -> Vec<String> {
        let text = std::str::from_utf8(&files["feed.xml"]).unwrap();
        text.lines().filter(|line| line.starts_with("<rights>")).map(str::to_owned).collect()
    };
    assert_eq!(rights(&built(folder.path())), Vec::<String>::new());
    for (licence, expected) in [
        ("name = \"A & B\"", "<rights>A &amp; B</rights>"),
        ("name = \"A\", url = \"https://example.org/a/\"", "<rights>A, https://example.org/a/</rights>"),
    ] {
        hostile::put(folder.path(), path, &format!("licence = {{ {licence} }}\n{site}"));
        assert_eq!(rights(&built(folder.path())), [expected]);
    }
}

#[test]
fn sources_of_an_entry_are_linked_with_their_archived_copies() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 1, 0);
    let path = "content/claims/c0.toml";
    let claim = std::fs::read_to_string(folder.path().join(path)).unwrap();
    let update = "\n[[updates]]\npublished = 2025-01-02\nsources = [\
                  { id = \"a\", title = \"A\", url = \"https://example.org/a?b&c\", archives = [{ url = \"https://archive.example.org/1\", date = 2025-01-01 }] }, \
                  { id = \"b\", title = \"B\", url = \"https://example.org/b\", accessed = 2025-01-02 }, \
                  { id = \"c\", title = \"C\", url = \"https://example.org/c\" }]\n";
    hostile::put(folder.path(), path, &format!("{claim}{update}"));
    let (_, files) = build(folder.path(), &["-q"]);
    let feed: serde_json::Value = serde_json::from_slice(&files["claims/c0/feed.json"]).unwrap();
    let entry = feed["items"][0]["content_html"].as_str().unwrap();
    let links: Vec<&str> = entry.lines().filter(|line| line.starts_with("<li>")).collect();
    assert_eq!(
        links,
        [
            "<li>[1] <a href=\"https://example.org/a?b&amp;c\" data-originalurl=\"https://example.org/a?b&amp;c\" \
             data-versionurl=\"https://archive.example.org/1\" data-versiondate=\"2025-01-01\">A</a> · \
             <a href=\"https://archive.example.org/1\" data-originalurl=\"https://example.org/a?b&amp;c\" \
             data-versiondate=\"2025-01-01\">archived copy of 1 January 2025</a> · supports</li>",
            "<li>[2] <a href=\"https://example.org/b\" data-originalurl=\"https://example.org/b\" \
             data-versiondate=\"2025-01-02\">B</a> · supports</li>",
            "<li>[3] <a href=\"https://example.org/c\">C</a> · supports</li>",
        ]
    );
}

#[test]
fn every_page_names_its_own_feed_first() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 2, 2);
    let files = built(folder.path());
    let cases = [
        ("index.html", "feed.xml feed.json feed/all.xml feed/all.json"),
        ("claims/index.html", "../feed.xml ../feed.json"),
        ("claims/c1/index.html", "feed.xml feed.json ../../feed.xml ../../feed.json"),
        (
            "claims/c1/u/2025-01-12-1130/index.html",
            "../../feed.xml ../../feed.json ../../../../feed.xml ../../../../feed.json",
        ),
        ("topics/roads/index.html", "feed.xml feed.json ../../feed.xml ../../feed.json"),
        ("claimants/mayor/index.html", "feed.xml feed.json ../../feed.xml ../../feed.json"),
        ("changes/index.html", "../feed.xml ../feed.json ../feed/all.xml ../feed/all.json"),
        ("404.html", "/t/feed.xml /t/feed.json"),
    ];
    for (path, expected) in cases {
        let page = std::str::from_utf8(&files[path]).unwrap();
        let links = page
            .lines()
            .filter(|line| line.starts_with("<link rel=\"alternate\" type=") && !line.contains("oembed"));
        let links: Vec<_> = links.map(|line| hold::attribute(line, "href")).collect();
        assert_eq!(links.join(" "), expected, "{path}");
    }
}

#[test]
fn a_number_of_entries_that_cannot_be_is_told() {
    let folder = tempfile::tempdir().unwrap();
    tracker(folder.path(), 1, 1);
    for (setting, code) in [("entries = 0", "out-of-bounds"), ("entry = 5", "unknown-key")] {
        let site = format!("{SITE}{ADDRESS}[outputs.feed]\n{setting}\n");
        hostile::put(folder.path(), "content/site.toml", &site.replace("topics", "#"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let output = command.args(["build", "--format", "short"]).current_dir(folder.path()).output();
        let said = String::from_utf8(output.unwrap().stderr).unwrap();
        assert!(said.contains(code), "{setting}: {said}");
    }
}

#[test]
#[ignore = "needs Python and a package registry"]
fn feeds_are_what_others_take_for_feeds() {
    let folder = laid_out();
    let demo = folder.join("project-demo");
    for (path, bytes) in hold::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        let file = demo.join("content").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let generated = folder.join("project-generated");
    tracker(&generated, 9, 40);
    let hostile = "]]>&amp;<b>\u{202e}é👩‍👩‍👧\u{fffe}\u{2028}".to_owned() + &"w".repeat(10_000);
    let projects = [hostile::project("word"), hostile::project(&hostile)];
    let import = folder.join("project-imported");
    imported::project(&import);
    let roots = [&*demo, &generated, &import, projects[0].path(), projects[1].path()];
    let names = ["demo", "generated", "imported", "plain", "hostile"];
    for (root, name) in roots.into_iter().zip(names) {
        let site = folder.join(name);
        let base_url = format!("https://example.org/{name}/");
        let args = ["build", "-q", "--drafts", "--base-url", &base_url, "--output", site.to_str().unwrap()];
        run(env!("CARGO_BIN_EXE_onrecord"), &args, root);
    }
    // Nothing is kept outside of this folder.
    run("python3", &["-m", "venv", "venv"], &folder);
    let python = folder.join(if cfg!(windows) { "venv/Scripts/python.exe" } else { "venv/bin/python" });
    let python = python.to_str().unwrap();
    let install = ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"];
    run(python, &[&install[..], &["-r", "requirements.txt"]].concat(), &folder);
    run(python, &[&["check.py"][..], &names].concat(), &folder);
}

/// The test's own files in a new folder where packages may be put beside them.
fn laid_out() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("feeds");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["atom.rnc", "check.py", "feed.schema.json", "requirements.txt"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/feeds").join(name);
        std::fs::copy(file, folder.join(name)).unwrap();
    }
    folder
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &str, args: &[&str], folder: &Path) {
    let mut command = Command::new(program);
    let status = command.args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").status();
    let status = status.unwrap_or_else(|fault| panic!("`{program}` cannot be run: {fault}"));
    assert!(status.success(), "`{program} {}` failed: {status}; see above", args.join(" "));
}
