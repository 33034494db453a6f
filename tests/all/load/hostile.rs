//! Input that nobody means well with: nothing panics, nothing takes long, every bound is said.

use proptest::prelude::*;

use super::{SITE, load_files};

const CLAIM: &str = "+++\ntitle = \"A\"\nclaim = \"B\"\nclaimants = [\"c\"]\nmade_on = 2026-02-13\nsources = [{ id = \"s\", title = \"S\" }]\n[[milestones]]\ndate = \"2026-02\"\ntitle = \"M\"\n[[updates]]\npublished = 2026-02-13T14:42\nsets = { m = \"met\" }\nbody = '''See [a](/b/) and [@s].'''\n+++\nText — with [a](/b/), [@s] and\n\n> - quotes\n\\+++\n";

const FILES: &[&str] = &[
    "content/claims/a.md",
    "content/claims/a.toml",
    "content/claims/a.es.md",
    "content/claims/b/claim.md",
    "content/claims/b/updates/1.md",
    "content/claims/b/updates/1.es.md",
    "content/claims/b/explainer.md",
    "content/people.toml",
    "content/sources.es.toml",
    "content/pages/p.md",
];

/// Loads these bytes in the place of every record.
fn load_everywhere(bytes: &[u8]) {
    let site = format!("{SITE}languages = [\"en\", \"es\"]\n");
    let mut files = vec![("content/site.toml", site.as_bytes())];
    files.extend(FILES.iter().map(|path| (*path, bytes)));
    let (loaded, _dir) = load_files(&files);
    assert!(loaded.records.is_some());
    let (again, _dir) = load_files(&files);
    assert_eq!(loaded.findings, again.findings);
    load_files(&[("content/site.toml", bytes)]);
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "+++\n",
        "\r\n",
        "\"",
        "'''",
        "[[",
        "]]",
        "=",
        "2026-02",
        "2026-02-30T25:00",
        "\\",
        "{",
        "}",
        "\u{feff}",
        "é",
        "\u{0}",
        "[@",
        "](",
        "> ",
        "- ",
        "```",
        "## ",
        "id = \"due\"\n",
        "[x.y.z]\n",
        "translates = 5\n",
        "\u{202e}",
    ]);
    let edit = (any::<prop::sample::Index>(), 0..12usize, pieces);
    prop::collection::vec(edit, 1..8).prop_map(|edits| {
        let mut bytes = CLAIM.as_bytes().to_vec();
        for (at, removed, piece) in edits {
            let at = at.index(bytes.len() + 1);
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, piece.bytes());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_records_never_panic(bytes in mutated()) {
        load_everywhere(&bytes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        load_everywhere(&bytes);
    }

    #[test]
    fn arbitrary_text_in_front_matter_never_panics(text in "\\PC{0,60}", body in "\\PC{0,80}") {
        load_everywhere(format!("+++\n{text}\n+++\n{body}").as_bytes());
    }
}

fn messages(path: &str, text: &str) -> Vec<String> {
    let (loaded, _dir) = load_files(&[("content/site.toml", SITE.as_bytes()), (path, text.as_bytes())]);
    loaded.findings.iter().map(|finding| finding.message.clone()).collect()
}

fn codes(path: &str, bytes: &[u8]) -> Vec<&'static str> {
    let (loaded, _dir) = load_files(&[("content/site.toml", SITE.as_bytes()), (path, bytes)]);
    loaded.findings.iter().map(|finding| finding.code).collect()
}

fn claim(extra: &str, body: &str) -> String {
    format!("+++\ntitle = \"A\"\nclaim = \"B\"\nclaimants = [\"c\"]\n{extra}\n+++\n{body}")
}

#[test]
fn sizes_and_depths_are_bounded() {
    let path = "content/claims/a.md";
    assert_eq!(codes(path, claim("", &"a\n".repeat(1 << 19)).as_bytes()), [""; 0]);
    assert_eq!(codes(path, claim("", &"a\n".repeat((1 << 19) + 9)).as_bytes()), ["text-too-long"]);
    assert_eq!(codes(path, &vec![b'a'; (4 << 20) + 1]), ["file-too-large"]);
    let nested = "* ".repeat(20_000) + "a\n" + &"b\n".repeat(100_000);
    assert_eq!(codes(path, claim("", &nested).as_bytes()), ["text-nested-too-deep"]);
    let dotted = format!("{}a = 1", "a.".repeat(200_000));
    assert_eq!(messages(path, &claim(&dotted, "")), ["not valid TOML: recursion limit"]);
    // 70 inline tables, each under a key of 75 parts: deeper than the stack of a thread.
    let key = "a.".repeat(74) + "a = ";
    let deep = format!("{}x = 1{}", format!("{key}{{").repeat(70), "}".repeat(70));
    let small = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(600_000).build().unwrap();
    assert_eq!(small.install(|| messages(path, &claim(&deep, ""))), ["claim has no key `a`"]);
}

/// What is quadratic somewhere would take minutes.
#[test]
fn large_files_of_nothing_but_faults_are_read_in_time() {
    let of = |piece: &str| piece.repeat((1 << 20) / piece.len());
    for piece in
        ["=\n", "= ", "a = 1\n", "[[a]]\n", "\"", "[", "a = [", "a.b = 1\n", "a = 2026-02\n", "x = 2026-02 "]
    {
        assert!(!codes("content/people.toml", &of(piece).as_bytes()[..1 << 17]).is_empty(), "{piece}");
    }
    for piece in [
        "[", "[@", "](", "<a", "> ", "- a\n", "[a](/b/)", "`", "**a", "| a ", "[^a]: ", "![", "\\+++\n",
        "&a;",
    ] {
        codes("content/claims/a.md", claim("", &of(piece)[..(1 << 20) - 99]).as_bytes());
    }
}

/// Whoever opens a pipe waits until somebody writes into it.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    super::write(root, "content/site.toml", SITE.as_bytes());
    for pipe in ["content/claims/a.md", "content/static/b", "themes/plain/c"] {
        let path = root.join(pipe);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }
    let project = onrecord::files::Project::new(root);
    let findings = onrecord::load::load(&project).findings;
    let codes: Vec<_> =
        findings.iter().map(|finding| (finding.code, finding.place.clone().unwrap())).collect();
    assert_eq!(codes.len(), 2, "{codes:?}");
    for (_, place) in codes {
        assert!(project.read_regular(&place.file).is_err(), "{place:?}");
    }
    assert!(project.read_regular(&onrecord::diagnostic::FilePath::new("content/site.toml")).is_ok());
    assert!(project.theme_files("plain").is_err());
}
