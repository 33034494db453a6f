//! What a build leaves alone is what it would have written: whatever changes, the old site built over is
//! the same as a new one, byte for byte, and no more is written than the change is seen on.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// A file of the project, what stands in it, and what shall stand there; an empty `from` writes it new.
type Edit = (&'static str, &'static str, &'static str);

const BODY: &str = "content/claims/regular-meetings/updates/2026-02-13-1442.md";
const CLAIM: &str = "content/claims/regular-meetings/claim.md";
const SITE: &str = "content/site.toml";

/// Edits, the options of the build after them, and parts of addresses that what is written may have.
type Step = (&'static [Edit], &'static [&'static str], Option<&'static [&'static str]>);

/// Edits of records that follow one another, each with the options of its build and, where it must not touch the
/// whole site, with parts of addresses, one of which each file that is written must have.
const RECORDS: &[Step] = &[
    // The body of one update.
    (
        &[(BODY, "The reading places", "This reading places")],
        &[],
        Some(&["claims/regular-meetings/", "/feed.", "feed/all."]),
    ),
    // A sentence why.
    (
        &[(BODY, "method =", "summary = \"A reason.\"\nmethod =")],
        &[],
        Some(&["claims/regular-meetings/", "/feed.", "feed/all.", "data/updates.", "data/onrecord."]),
    ),
    // A title: wherever it is named.
    (&[(CLAIM, "The security group to meet", "The group to meet")], &[], None),
    // A status, and with it the headline.
    (&[(BODY, "method = \"automated\"", "method = \"human\"")], &[], None),
    (&[(BODY, "status = \"in_progress\"", "status = \"stalled\"")], &[], None),
    (&[("content/sources.toml", "name = \"Reuters\"", "name = \"Reuters agency\"")], &[], None),
    // The reason of an excuse: it is told in one place.
    (
        &[("content/sources.toml", "a copy taken now would", "a copy taken today would")],
        &[],
        Some(&["methodology/"]),
    ),
    (
        &[(CLAIM, "claimants =", "allow = [{rule = \"orphan-page\", reason = \"To see.\"}]\nclaimants =")],
        &[],
        Some(&["methodology/"]),
    ),
    (
        &[(
            "content/pages/about.md",
            "title =",
            "allow = [{rule = \"vague-link-text\", reason = \"To see.\"}]\ntitle =",
        )],
        &[],
        Some(&["about/", "methodology/"]),
    ),
    (&[("content/pages/about.md", "To see.", "To be seen.")], &[], Some(&["about/", "methodology/"])),
    (&[("content/people.toml", "planning stage", "stage of planning")], &[], None),
    (&[("content/people.toml", "name = \"Office of Invented", "name = \"Desk of Invented")], &[], None),
    (&[("content/people.es.toml", "Oficina de Ejemplos", "Mesa de Ejemplos")], &[], None),
    (&[("content/claims/regular-meetings/claim.es.md", "title = \"", "title = \"¡")], &[], Some(&["es/"])),
];

/// Edits of everything else, in the same form: settings, options, files, the theme.
const SETTINGS: &[Step] = &[
    (&[("content/site.es.toml", "Reuniones", "Encuentros")], &[], None),
    (&[(SITE, "title = \"Meetings\"", "title = \"Gatherings\"")], &[], None),
    (
        &[
            (SITE, "hours = 48", "hours = 1"),
            (SITE, "terminal = \"editor\"", "terminal = \"settled\""),
            (SITE, "stale_after = 20", "stale_after = 2"),
            (SITE, "which = \"key\"", "which = \"all\""),
        ],
        &[],
        None,
    ),
    (
        &[(
            SITE,
            "[outputs.updates]",
            "[outputs.sitemap]\nenabled = false\n[outputs.milestones]\nenabled = false\n[outputs.updates]\nenabled = false",
        )],
        &[],
        None,
    ),
    (&[(SITE, "[\"en\", \"es\"]", "[\"en\"]")], &[], None),
    (&[(SITE, "[\"en\"]", "[\"en\", \"es\"]"), (SITE, "enabled = false", "")], &[], None),
    (&[], &["--as-of", "2026-01-30"], None),
    (&[], &["--as-of", "2027-01-30"], None),
    (&[], &["--base-url", "https://example.org/elsewhere/"], None),
    (&[], &["--portable"], None),
    (&[], &["--drafts"], None),
    (&[], &[], None),
    (&[("content/static/a.txt", "", "one")], &[], Some(&["a.txt"])),
    (&[("content/static/a.txt", "one", "two")], &[], Some(&["a.txt"])),
    (&[("content/pages/new.md", "", "+++\ntitle = \"New\"\nnav = 9\n+++\nText.\n")], &[], None),
    (&[("content/pages/new.md", "Text.", "[Text](/about/).")], &[], Some(&["new/"])),
    (
        &[(
            "themes/default/templates/page.html",
            "",
            "{% extends \"layout.html\" %}{% block main %}<h1>{{ v.title }}</h1>{% endblock %}",
        )],
        &[],
        None,
    ),
    (&[("themes/default/strings/en.toml", "", "[nav]\nclaims = \"Promises\"\n")], &[], None),
    (&[("themes/default/assets/site.css", "", "body { color: black }\n")], &[], Some(&["assets/site.css"])),
];

#[test]
fn an_old_site_built_over_is_the_same_as_a_new_one_whatever_records_say() {
    built_over(RECORDS);
}

#[test]
fn an_old_site_built_over_is_the_same_as_a_new_one_whatever_is_set() {
    built_over(SETTINGS);
}

/// Builds a site over the one before it, step by step, beside a new one.
fn built_over(steps: &[Step]) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.join("content"));
    build(root, "site", &[]);
    let mut before = tree(&root.join("site"));
    for (edits, options, touches) in steps {
        for (path, from, to) in *edits {
            edit(&root.join(path), from, to);
        }
        build(root, "site", options);
        build(root, "new", options);
        let (warm, new) = (tree(&root.join("site")), tree(&root.join("new")));
        let differ: Vec<&String> =
            new.iter().filter(|(path, bytes)| warm.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
        assert_eq!(differ, Vec::<&String>::new(), "{edits:?} {options:?}");
        assert_eq!(warm.len(), new.len(), "{edits:?} {options:?}");
        let written: Vec<&String> = warm
            .iter()
            .filter(|(path, bytes)| !path.starts_with(".onrecord") && before.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        if let Some(parts) = touches {
            let expected = |path: &str| is_searched(path) || parts.iter().any(|part| path.contains(part));
            let beyond = written.iter().filter(|path| !expected(path));
            let beyond: Vec<_> = beyond.collect();
            assert!(beyond.is_empty(), "{edits:?} wrote {beyond:?}");
        }
        std::fs::remove_dir_all(root.join("new")).unwrap();
        before = warm;
    }
}

/// Whether it is a part of what is searched, which holds the words of every claim.
fn is_searched(path: &str) -> bool {
    path.contains("search/index/")
}

/// An edit, and the tables of which a value is another after it.
const TABLES: &[(Edit, &[&str])] = &[
    ((BODY, "The reading places", "This reading places"), &[]),
    ((BODY, "method =", "summary = \"A reason.\"\nmethod ="), &["updates"]),
    ((CLAIM, "id = \"first\"", "id = \"number-one\""), &["milestones"]),
    (("content/sources.toml", "name = \"Reuters\"", "name = \"Reuters agency\""), &["sources"]),
    (("content/people.toml", "name = \"Office of Invented", "name = \"Desk of Invented"), &["claims"]),
];

#[test]
fn a_table_is_made_again_where_one_of_its_values_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.join("content"));
    // Of every table what it is made of, as the manifest notes it, and its bytes.
    let tables = || -> BTreeMap<String, (String, Vec<u8>)> {
        build(root, "site", &[]);
        let manifest = std::fs::read_to_string(root.join("site/.onrecord/manifest")).unwrap();
        let files = manifest.lines().filter_map(|line| {
            let parts: Vec<&str> = line.split(' ').collect();
            let name = parts.get(3)?.strip_prefix("data/").filter(|name| !name.contains("index.html"))?;
            let bytes = std::fs::read(root.join("site/data").join(name)).unwrap();
            Some((name.to_owned(), (parts[1].to_owned(), bytes)))
        });
        files.collect()
    };
    let mut before = tables();
    assert_eq!(before.len(), 14);
    for ((path, from, to), changed) in TABLES {
        edit(&root.join(path), from, to);
        let after = tables();
        let other = |name: &&String| before[*name].0 != after[*name].0;
        let made: Vec<&String> = after.keys().filter(other).collect();
        let mut expected: Vec<String> =
            changed.iter().flat_map(|table| [format!("{table}.csv"), format!("{table}.jsonl")]).collect();
        expected.extend((!changed.is_empty()).then(|| "onrecord.sqlite".to_owned()));
        expected.sort();
        assert_eq!(made, expected.iter().collect::<Vec<_>>(), "{to}");
        let written = made.iter().filter(|name| before[**name].1 != after[**name].1).count();
        assert_eq!(written, made.len(), "{to}");
        before = after;
    }
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = if from.is_empty() { String::new() } else { std::fs::read_to_string(file).unwrap() };
    assert!(text.contains(from), "{} holds no `{from}`", file.display());
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = if from.is_empty() { to.to_owned() } else { text.replacen(from, to, 1) };
    std::fs::write(file, text).unwrap();
}

/// Builds into a folder of the project; there must be no errors.
fn build(root: &Path, output: &str, options: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("build").arg("-o").arg(root.join(output)).args(options).current_dir(root);
    let said = command.output().unwrap();
    let text = String::from_utf8(said.stderr).unwrap();
    assert!(said.status.success(), "{text}");
    text
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Files below a folder by path, without our notes but with the manifest, which must be the same too.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    files
}
