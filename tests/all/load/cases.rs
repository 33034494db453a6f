//! Loading, over cases as data: files in, findings out, compared whole.
//!
//! `tests/load/cases/*.case` hold blocks: `### what is shown`, then files (`=== path`, or `=== path escaped` where `\r`,
//! `\u{feff}` and `\xff` stand for bytes), then `=== findings`. A case without a `content/site.toml` gets the
//! smallest one. `BLESS=1` writes what is found into the cases, to be read before it is kept.

use std::fmt::Write as _;
use std::path::Path;

use onrecord::diagnostic::{Diagnostic, Severity, locate};

use super::{SITE, load_files};

struct Case {
    title: String,
    files: Vec<(String, Vec<u8>, String)>,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    let blocks = text.split("### ").skip(1);
    blocks
        .map(|block| {
            let (title, rest) = block.split_once('\n').unwrap_or((block, ""));
            let mut case = Case { title: title.to_owned(), files: Vec::new(), expected: String::new() };
            for part in rest.split("=== ").skip(1) {
                let (header, body) = part.split_once('\n').unwrap_or((part, ""));
                match header.split_once(' ') {
                    _ if header == "findings" => case.expected = body.trim_end().into(),
                    Some((path, "escaped")) => {
                        case.files.push((path.to_owned(), unescape(body), part.to_owned()));
                    }
                    _ => case.files.push((header.to_owned(), body.as_bytes().to_vec(), part.to_owned())),
                }
            }
            case
        })
        .collect()
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        let used = match rest.as_bytes().first() {
            Some(b'r') => {
                bytes.push(b'\r');
                1
            }
            Some(b'x') => {
                bytes.push(u8::from_str_radix(&rest[1..3], 16).unwrap());
                3
            }
            Some(b'u') => {
                let end = rest.find('}').unwrap();
                let c = char::from_u32(u32::from_str_radix(&rest[2..end], 16).unwrap()).unwrap();
                bytes.extend_from_slice(c.to_string().as_bytes());
                end + 1
            }
            _ => {
                bytes.push(b'\\');
                0
            }
        };
        rest = &rest[used..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn short(root: &Path, finding: &Diagnostic) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = finding.place.as_ref().map_or(String::new(), |place| {
        let at = place.span.map_or(String::new(), |span| {
            let bytes = std::fs::read(root.join(place.file.as_str())).unwrap();
            let ((line, column), _) = locate(&bytes, span);
            format!(":{line}:{column}")
        });
        format!("{}{at}: ", place.file)
    });
    format!("{place}{severity}[{}]: {}", finding.code, finding.message)
}

fn found(case: &Case) -> String {
    let mut files: Vec<_> =
        case.files.iter().map(|(path, bytes, _)| (path.as_str(), bytes.as_slice())).collect();
    if !files.iter().any(|(path, _)| *path == "content/site.toml") && !case.title.contains("no site file") {
        files.push(("content/site.toml", SITE.as_bytes()));
    }
    let (mut loaded, folder) = load_files(&files);
    loaded.findings.sort();
    for finding in &loaded.findings {
        let has_help = finding.help.as_ref().is_some_and(|help| !help.is_empty() && !help.ends_with('.'));
        assert!(has_help, "{}: {} has no help", case.title, finding.message);
    }
    loaded.findings.iter().map(|finding| short(folder.path(), finding)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_finds_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/load/cases");
    let mut count = 0;
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let cases = cases(&std::fs::read_to_string(&path).unwrap());
        let mut blessed = String::new();
        for case in &cases {
            count += 1;
            let found = found(case);
            if found != case.expected {
                let _ =
                    write!(wrong, "\n### {}\nexpected:\n{}\nfound:\n{found}\n", case.title, case.expected);
            }
            let files: Vec<_> = case.files.iter().map(|(_, _, part)| format!("=== {part}")).collect();
            let files = files.concat();
            let end = if found.is_empty() { String::new() } else { format!("{found}\n") };
            let _ = write!(blessed, "### {}\n{files}=== findings\n{end}\n", case.title);
        }
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, blessed.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 60, "only {count} cases were found");
}

/// The help of the only finding in these files.
fn help(files: &[(&str, &str)]) -> String {
    let site = ("content/site.toml", SITE.as_bytes());
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).chain([site]).collect();
    let (loaded, _dir) = load_files(&files);
    let [finding] = &loaded.findings[..] else { panic!("{:?}", loaded.findings) };
    finding.help.clone().unwrap_or_default()
}

#[test]
fn help_names_what_was_meant() {
    let claim =
        |extra: &str| format!("+++\ntitle = \"A\"\nclaim = \"B\"\nclaimants = [\"c\"]\n{extra}\n+++\n");
    let path = "content/claims/a/claim.md";
    let cases = [
        ("made_onn = 2026-01-01", "did you mean `made_on`?"),
        ("kind = \"Maintian\"", "did you mean `maintain`?"),
        ("made_on = 2026-02", "write a year or a month in quotes: \"2026-02\""),
        ("made_on = 2026", "write a year or a month in quotes: made_on = \"2026\""),
        ("topics = \"x\"", "write topics = [\"x\"]"),
        ("status = \"x\"", "a claim has the status that its updates give it: write it in an update"),
        (
            "[[criteria]]\ntext = \"T\"\nquote = \"Q\"",
            "`quote` is a key of the claim: keys below a `[[…]]` or `[…]` line belong to that table, so move it above \
             the first such line",
        ),
    ];
    for (extra, expected) in cases {
        assert_eq!(help(&[(path, &claim(extra))]), expected, "{extra}");
    }
    let updates = "+++\npublished = 2026-01-01\n+++\n+++\npublished = 2026-01-01\n+++\n";
    let expected = "write id = \"2026-01-01-2\" into this one";
    assert_eq!(help(&[(path, &claim("")), ("content/claims/a/updates/1.md", updates)]), expected);
}
