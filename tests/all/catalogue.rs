//! The catalogue of codes, held against the sources that report them and the page that tells of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use onrecord::catalogue::{self, Group, Weight};
use onrecord::checks;
use onrecord::codes;

/// Modules that report nothing, or that tell of codes without reporting them.
const SILENT: &[&str] = &["codes", "drawing", "markdown", "outputs", "view"];

/// Words with hyphens elsewhere, which are no codes.
const NO_CODES: &[&str] = &[
    "an-id",
    "cf-browser-verification",
    "cf-mitigated",
    "claim-md",
    "claim-toml",
    "content-length",
    "cross-site",
    "date-time",
    "date-time-local",
    "follow-up",
    "follow-ups",
    "half-square",
    "is-broken",
    "is-error",
    "is-good",
    "is-warning",
    "kebab-case",
    "log-in",
    "not-found",
    "page-not-found",
    "px-captcha",
    "same-origin",
    "same-site",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "sign-in",
    "source-kinds",
    "three-quarters",
    "transfer-encoding",
    "x-amzn-waf-action",
    "xdg-open",
];

/// Texts in quotes that look like codes and occur outside of tests, each with a file that it stands in.
///
/// One word alone is taken for a code only as the first argument of what makes a finding.
fn literals() -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    let mut found = BTreeMap::new();
    for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs")) {
        let name = file.path().strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        // Tests report what they like.
        let module = name.split('/').next().unwrap().trim_end_matches(".rs");
        if SILENT.contains(&module) || name.contains("tests") || name.ends_with("cases.rs") {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).unwrap();
        let code: String = text
            .lines()
            .take_while(|line| *line != "mod tests {")
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        // Quotes that end no text.
        let code = code.replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
        let mut pieces = code.split('"');
        let mut before = pieces.next().unwrap_or_default();
        while let (Some(literal), Some(after)) = (pieces.next(), pieces.next()) {
            let begins =
                ["error(", "warning(", "general("].iter().any(|call| before.trim_end().ends_with(call));
            if is_code(literal) && (begins || literal.contains('-')) {
                found.entry(literal.to_owned()).or_insert_with(|| name.clone());
            }
            before = after;
        }
    }
    found
}

fn is_code(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(is_part) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

#[test]
fn every_code_that_is_reported_has_its_entry() {
    let known: BTreeSet<_> = catalogue::entries().iter().map(|entry| entry.code).collect();
    let found = literals();
    assert!(found.len() > 100, "the sources were read: {found:?}");
    let missing: Vec<_> = found
        .iter()
        .filter(|(code, _)| !known.contains(&***code) && !NO_CODES.contains(&&***code))
        .map(|(code, file)| format!("{code} of src/{file}: tell of it in src/codes/"))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_entry_is_of_a_code_that_something_reports() {
    let found = literals();
    let idle: Vec<_> = catalogue::entries()
        .iter()
        .map(|entry| entry.code)
        .filter(|code| !found.contains_key(*code))
        .collect();
    assert_eq!(idle, [""; 0]);
}

#[test]
fn entries_are_in_order_unique_and_told_in_sentences() {
    let entries = catalogue::entries();
    let codes: Vec<_> = entries.iter().map(|entry| entry.code).collect();
    let unique: BTreeSet<_> = codes.iter().collect();
    assert_eq!(unique.len(), codes.len(), "{codes:?}");
    for entry in &entries {
        let (code, summary, explanation) = (entry.code, &entry.summary, &entry.explanation);
        assert!(is_code(code), "{code}");
        assert!(summary.ends_with('.') && !summary.contains('\n'), "{code}: {summary}");
        assert!(
            !explanation.trim().is_empty() && explanation.trim() == &**explanation,
            "{code}: {explanation}"
        );
        assert!(!explanation.contains("  ") || explanation.contains("```"), "{code}: {explanation}");
    }
    for (family, list) in codes::CODES {
        let sorted = list.windows(2).all(|two| two[0].code < two[1].code);
        assert!(sorted, "{family:?} is not in order");
    }
}

#[test]
fn settings_act_on_rules_and_on_warnings_of_what_is_checked() {
    for entry in catalogue::entries() {
        let expected = match entry.group {
            Group::Gates | Group::Desk => true,
            Group::Other(family) => family.is_checked() && entry.weight == Weight::Warning,
            Group::Import => false,
        };
        assert_eq!(entry.is_adjustable(), expected, "{}", entry.code);
    }
    for known in ["ambiguous-time", "low-contrast", "missing-string", "stray-file", "unsafe-link"] {
        assert!(checks::is_adjustable(known), "{known}");
    }
    for other in ["unknown-source", "output-changed", "preview-exposed", "heading-like"] {
        assert!(!checks::is_adjustable(other), "{other}");
    }
}

#[test]
fn the_page_of_rules_is_what_the_program_tells() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = std::fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    assert!(
        written == catalogue::page(),
        "docs/rules.md is not what the catalogue says; write it anew: cargo run -- explain --markdown > docs/rules.md"
    );
}
