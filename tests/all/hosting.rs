//! What a host is given beside pages: redirects and headers, compressed copies, `security.txt`, the sitemap's dates.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::common::put;

type Files = BTreeMap<String, Vec<u8>>;

/// A copy of the sample site with more settings.
fn sample(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/sample");
    for file in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            let path = file.path().strip_prefix(&from).unwrap().to_str().unwrap();
            put(folder.path(), path, &std::fs::read_to_string(file.path()).unwrap());
        }
    }
    edit(folder.path(), "content/site.toml", "as_of = 2026-02-14\n", "as_of = 2026-02-14\n#more\n");
    set(folder.path(), settings);
    folder
}

/// Puts other settings in the place of those that a test has made so far.
fn set(root: &Path, settings: &str) {
    let text = std::fs::read_to_string(root.join("content/site.toml")).unwrap();
    let own = text.split("#more\n").next().unwrap();
    let rest = &text[text.find("[[topics]]").unwrap()..];
    let rest = rest.split("#tables\n").next().unwrap();
    let (keys, tables) = settings.split_once("---\n").unwrap_or(("", settings));
    put(root, "content/site.toml", &format!("{own}#more\n{keys}\n{rest}#tables\n{tables}"));
}

fn edit(root: &Path, path: &str, was: &str, now: &str) {
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(was), "{path} holds no {was:?}");
    put(root, path, &text.replacen(was, now, 1));
}

fn run(root: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["build", "-q", "--format", "short"]).args(args).current_dir(root);
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

fn build(root: &Path, args: &[&str]) -> Files {
    assert_eq!(run(root, args), (0, String::new()));
    files_of(&root.join("site"))
}

fn files_of(folder: &Path) -> Files {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let path = |file: &Path| file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let all = files.map(|file| (path(file.path()), std::fs::read(file.path()).unwrap()));
    all.filter(|(path, _)| !path.starts_with(".onrecord/")).collect()
}

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(&files[path]).unwrap()
}

#[test]
fn a_site_that_names_its_host_tells_it_of_redirects_and_headers() {
    let folder = sample("");
    let files = build(folder.path(), &[]);
    assert!(!files.contains_key("_redirects") && !files.contains_key("_headers"), "no host is named");
    set(folder.path(), "[outputs.hosting]\nhost = \"netlify\"\n");
    let files = build(folder.path(), &[]);
    let redirects = text(&files, "_redirects");
    for (old, new) in [
        ("claims/bus-lane/", "claims/bus-lanes/"),
        ("es/claims/bus-lane/", "es/claims/bus-lanes/"),
        ("claims/bus-lane/u/2026-01-10-0800/", "claims/bus-lanes/u/2026-01-10-0800/"),
        ("topics/traffic/", "topics/transport/"),
    ] {
        assert!(redirects.contains(&format!("\n/tracker/{old} /tracker/{new} 301!\n")), "{old}: {redirects}");
        assert!(files.contains_key(&format!("{old}index.html")), "{old} leads on by itself too");
    }
    // Each rule leads from a redirect page to a page; a card in a frame is itself at its old address.
    for rule in redirects.lines().filter(|line| !line.starts_with('#')) {
        let [old, new] = [0, 1].map(|at| {
            let address = rule.split(' ').nth(at).unwrap().strip_prefix("/tracker/").unwrap();
            text(&files, &format!("{address}index.html"))
        });
        assert_eq!((old.contains("http-equiv=\"refresh\""), new.contains("<main")), (true, true), "{rule}");
    }
    assert!(text(&files, "_headers").starts_with("/tracker/*\n  X-Content-Type-Options: nosniff\n"));
    set(folder.path(), "[outputs.hosting]\nhost = \"cloudflare\"\nredirects = false\n");
    let files = build(folder.path(), &[]);
    assert!(!files.contains_key("_redirects") && files.contains_key("_headers"));
    set(folder.path(), "[outputs.hosting]\nheaders = true\n");
    let (code, said) = run(folder.path(), &[]);
    assert_eq!((code, said.contains("error[no-host]: `headers` is set, and there is no `host`")), (1, true));
}

#[test]
fn files_of_the_site_stand_before_those_that_are_made() {
    let security = "[security]\ncontact = \"security@example.org\"\nexpires = 2026-12-31\n";
    let folder = sample(&format!("[outputs.hosting]\nhost = \"netlify\"\n{security}"));
    for path in ["_redirects", "_headers", ".well-known/security.txt"] {
        put(folder.path(), &format!("content/static/{path}"), "Our own.");
    }
    let files = build(folder.path(), &[]);
    for path in ["_redirects", "_headers", ".well-known/security.txt"] {
        assert_eq!(text(&files, path), "Our own.", "{path}");
    }
}

#[test]
fn security_txt_says_where_to_report() {
    let folder = sample("[security]\ncontact = \"https://example.org/säkerhet\"\nexpires = 2026-12-31\n");
    let files = build(folder.path(), &[]);
    let path = ".well-known/security.txt";
    let least = "Contact: https://example.org/s%C3%A4kerhet\nExpires: 2026-12-31T23:59:59Z\n";
    assert_eq!(text(&files, path), least);
    let more = "contact = \"desk@example.org\"\n---\n[security]\nexpires = 2026-12-31\npolicy = \"https://example.org/policy\"\n\
                encryption = \"https://example.org/key\"\nacknowledgments = \"https://example.org/thanks\"\n\
                preferred_languages = [\"en\", \"es\"]\n";
    set(folder.path(), more);
    let files = build(folder.path(), &["--base-url", "https://example.org/"]);
    let expected = "Contact: mailto:desk@example.org\nExpires: 2026-12-31T23:59:59Z\nEncryption: https://example.org/key\n\
                    Acknowledgments: https://example.org/thanks\nPolicy: https://example.org/policy\n\
                    Preferred-Languages: en, es\nCanonical: https://example.org/.well-known/security.txt\n";
    assert_eq!(text(&files, path), expected);
    for (table, told) in [
        (
            "expires = 2026-12-31\n",
            "error[no-security-contact]: security has no `contact`, and neither has the site",
        ),
        ("contact = \"a@example.org\"\n", "error[missing-key]: security has no `expires`"),
        (
            "contact = \"http://example.org/\"\nexpires = 2026-12-31\n",
            "error[bad-address]: `contact` is no safe address",
        ),
        (
            "contact = \"a@example.org\"\nexpires = 2026-12-31\npolicy = \"http://example.org/\"\n",
            "error[bad-address]: `policy` is no safe address",
        ),
        (
            "contact = \"a@example.org\"\nexpires = 2026-02-13\n",
            "warning[security-expiry-unfit]: `expires` of `security` is past: `2026-02-13`",
        ),
    ] {
        set(folder.path(), &format!("[security]\n{table}"));
        let (_, said) = run(folder.path(), &["--strict"]);
        assert!(said.contains(told), "{table}: {said}");
    }
}

/// What a copy holds when it is unpacked.
fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match path.rsplit_once('.') {
        Some((_, "gz")) => _ = flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap(),
        _ => brotli::BrotliDecompress(&mut &*bytes, &mut out).unwrap(),
    }
    out
}

fn is_copy(path: &str) -> bool {
    [".gz", ".br"].iter().any(|ending| path.ends_with(ending))
}

/// Every text above a size has both copies, each holds the same, and nothing else has one.
#[track_caller]
fn is_packed(files: &Files) -> usize {
    let binary = [".woff2", ".sqlite", ".png"];
    let fits = |(path, bytes): &(&String, &Vec<u8>)| {
        let searched = path.contains("search/index/");
        bytes.len() >= 1024
            && !searched
            && !is_copy(path)
            && !binary.iter().any(|ending| path.ends_with(ending))
    };
    let expected: BTreeSet<String> = files
        .iter()
        .filter(fits)
        .flat_map(|(path, _)| [format!("{path}.br"), format!("{path}.gz")])
        .collect();
    let found: BTreeSet<String> = files.keys().filter(|path| is_copy(path)).cloned().collect();
    assert_eq!(found, expected);
    for copy in &found {
        let original = &files[&copy[..copy.len() - 3]];
        assert!(unpacked(copy, &files[copy]) == *original, "{copy} is a copy of something else");
        assert!(files[copy].len() < original.len(), "{copy}");
    }
    found.len()
}

/// When each copy was written.
fn written(root: &Path) -> BTreeMap<String, SystemTime> {
    let files = walkdir::WalkDir::new(root.join("site")).into_iter().map(Result::unwrap);
    let copies = files.filter(|file| file.path().to_str().is_some_and(is_copy));
    copies
        .map(|file| (file.path().to_str().unwrap().to_owned(), file.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn compressed_copies_follow_their_originals() {
    let folder = sample("[outputs.hosting]\ncompressed = true\n");
    let root = folder.path();
    let first = build(root, &[]);
    assert!(is_packed(&first) > 50);
    // What did not change is not compressed again, with the program's notes or without them.
    let before = written(root);
    std::fs::remove_dir_all(root.join(".onrecord")).unwrap();
    assert_eq!((build(root, &[]), written(root)), (first.clone(), before.clone()));
    // A copy that is lost comes back, one that was changed by hand is written again.
    std::fs::remove_file(root.join("site/index.html.gz")).unwrap();
    put(root, "site/claims/index.html.br", "By hand.");
    let (code, said) = run(root, &[]);
    assert_eq!((code, said.matches("warning[output-changed]").count()), (0, 1), "{said}");
    assert_eq!(files_of(&root.join("site")), first);
    // An edit changes the copies of what it changes, and no others.
    edit(root, "content/claims/quiet.md", "Quiet claim", "Silent claim");
    let edited = build(root, &[]);
    is_packed(&edited);
    assert_ne!(edited["claims/quiet/index.html.gz"], first["claims/quiet/index.html.gz"]);
    let changed = written(root);
    let is_same =
        |path: &str| before.iter().any(|(known, at)| known.ends_with(path) && changed[known] == *at);
    assert!(is_same("site/assets/site.css.br") && !is_same("claims/quiet/index.html.br"));
    std::fs::remove_file(root.join("content/claims/quiet.md")).unwrap();
    let files = build(root, &[]);
    is_packed(&files);
    assert!(files.keys().all(|path| !path.starts_with("claims/quiet/")));
}

#[test]
fn copies_go_with_what_they_are_copies_of() {
    let folder = sample("[outputs.hosting]\ncompressed = true\n");
    let root = folder.path();
    put(root, "content/static/paper.txt", &"A paper. ".repeat(400));
    put(root, "content/static/data.csv", &"a,b\n".repeat(400));
    put(root, "content/static/data.csv.gz", "packed by somebody else");
    let files = build(root, &[]);
    assert_eq!(text(&files, "data.csv.gz"), "packed by somebody else");
    assert!(files.contains_key("paper.txt.br") && files.contains_key("data.csv.br"));
    // One that has grown short has no copies any more.
    put(root, "content/static/paper.txt", "A paper.");
    let files = build(root, &[]);
    assert_eq!(files.keys().filter(|path| path.starts_with("paper")).collect::<Vec<_>>(), ["paper.txt"]);
    std::fs::remove_file(root.join("content/static/data.csv")).unwrap();
    let files = build(root, &[]);
    assert_eq!(files.keys().filter(|path| path.starts_with("data.")).collect::<Vec<_>>(), ["data.csv.gz"]);
    // A run for one output leaves those of others alone.
    edit(root, "content/claims/quiet.md", "Quiet claim", "Silent claim");
    let narrowed = build(root, &["--outputs", "claim"]);
    is_packed_but(&narrowed, "data.csv.gz");
    assert_ne!(narrowed["claims/quiet/index.html.br"], files["claims/quiet/index.html.br"]);
    assert_eq!(narrowed["claims/index.html.br"], files["claims/index.html.br"]);
    set(root, "");
    assert!(build(root, &[]).keys().all(|path| !is_copy(path) || path == "data.csv.gz"));
}

#[track_caller]
fn is_packed_but(files: &Files, own: &str) {
    let mut files = files.clone();
    files.remove(own);
    is_packed(&files);
}

#[test]
fn nothing_is_compressed_over_a_file_of_others() {
    let folder = sample("");
    let root = folder.path();
    let before = build(root, &[]);
    put(root, "site/index.html.gz", "Not of the program.");
    set(root, "[outputs.hosting]\ncompressed = true\n");
    let (code, said) = run(root, &[]);
    assert_eq!((code, said.contains("error[file-not-ours]")), (1, true), "{said}");
    let mut after = files_of(&root.join("site"));
    assert_eq!(after.remove("index.html.gz").unwrap(), b"Not of the program.");
    assert_eq!(after, before, "nothing was changed");
}

/// Addresses of a sitemap with their dates.
fn dates(files: &Files) -> BTreeMap<String, Option<String>> {
    let entries = text(files, "sitemap.xml").split("<url>").skip(1);
    let inner = |entry: &str, name: &str| {
        let rest = entry.split_once(&format!("<{name}>"))?.1;
        Some(rest.split_once('<')?.0.to_owned())
    };
    let address = |entry: &str| inner(entry, "loc").unwrap().replace("https://example.org/tracker/", "");
    entries.map(|entry| (address(entry), inner(entry, "lastmod"))).collect()
}

#[test]
fn the_sitemap_tells_the_dates_of_records_and_never_the_day_of_the_build() {
    let folder = sample("");
    let [one, other] =
        ["2026-06-01", "2026-09-30"].map(|day| dates(&build(folder.path(), &["--as-of", day])));
    assert_eq!(one, other);
    let undated: Vec<&str> = one.iter().filter(|(_, date)| date.is_none()).map(|(path, _)| &**path).collect();
    let expected = ["about/", "es/about/", "es/methodology/", "es/search/", "methodology/", "search/"];
    let own =
        |path: &&str| !path.contains("claimants/") && !path.contains("sources/") && !path.contains("status/");
    assert_eq!(undated.iter().copied().filter(own).collect::<Vec<_>>(), expected, "{one:#?}");
    let newest = one.values().flatten().max().unwrap();
    assert_eq!(one[""].as_ref(), Some(newest));
    // Before something is published nothing tells of it.
    let early = dates(&build(folder.path(), &["--as-of", "2026-01-20"]));
    assert!(early.values().flatten().all(|date| &**date < "2026-01-21"), "{early:#?}");
}

#[test]
fn the_index_of_sources_is_dated_by_the_sources_that_it_counts() {
    let folder = sample("");
    let dated = || dates(&build(folder.path(), &["--as-of", "2026-06-01"]));
    let before = dated();
    let newest = before["sources/"].clone().unwrap();
    let source = |id: &str| format!("\n[[sources]]\nid = \"{id}\"\ntitle = \"T\"\naccessed = 2026-05-30\n");
    let path = folder.path().join("content/sources.toml");
    let written = std::fs::read_to_string(&path).unwrap();
    put(folder.path(), "content/sources.toml", &format!("{written}{}", source("uncited")));
    assert_eq!(dated(), before, "nothing cites it");
    put(folder.path(), "content/pages/cites.md", "+++\ntitle = \"P\"\n+++\n\nSee [@uncited].\n");
    let after = dated();
    assert!(&*newest < "2026-05-30", "{newest}");
    for path in ["sources/", "sources/unattributed/"] {
        assert_eq!(after[path].as_deref(), Some("2026-05-30"), "{path}");
    }
}
