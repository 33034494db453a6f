//! Cases of rules: small projects in which one rule looks, and what it finds there.

#![expect(clippy::disallowed_methods, reason = "cases are written to the disk to be loaded")]

use std::sync::Arc;

use crate::check::{Level, Rule, Scene, Stage};
use crate::date;
use crate::diagnostic::{Diagnostic, Place, Span, Spanned, locate};
use crate::files::Project;
use crate::load::{self, Loaded};
use crate::record::Records;
use crate::record::allow::Allow;
use crate::resolve::resolve;
use crate::texts::FileTexts;
use crate::tracker::{AsOf, Drafts};

use super::desk::Looker;
use super::{Looks, apply_settings};

/// The day from which cases are judged.
const DAY: &str = "2026-03-01";

/// What every case has, unless it brings a file of that name.
const BASE: &[(&str, &str)] = &[
    ("site.toml", "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n"),
    ("people.toml", "[[people]]\nid = \"minister\"\nname = \"A. Minister\"\n"),
    (
        "sources.toml",
        "[[publishers]]\nid = \"gazette\"\nname = \"The Gazette\"\n\n[[sources]]\nid = \"s1\"\n\
         url = \"https://gazette.example.org/1\"\ntitle = \"One\"\npublisher = \"gazette\"\n",
    ),
];

/// What a rule finds in a project of these files below `content/`, one line each: `file:line:column: message (help)`.
///
/// A site, the person `minister` and the source `s1` (publisher `gazette`) are there without saying.
pub(super) fn found(rule: &'static Rule, files: &[(&str, &str)]) -> Vec<String> {
    found_on(DAY, rule, files)
}

/// The same, judged from another day.
pub(super) fn found_on(day: &str, rule: &'static Rule, files: &[(&str, &str)]) -> Vec<String> {
    seen_on(day, rule, files).0
}

/// The same, with the findings and the records that they are of.
fn seen_on(
    day: &str,
    rule: &'static Rule,
    files: &[(&str, &str)],
) -> (Vec<String>, Vec<Diagnostic>, Records) {
    let folder = tempfile::tempdir().unwrap();
    let base = BASE.iter().filter(|(name, _)| !files.iter().any(|(other, _)| other == name));
    for (name, text) in base.chain(files) {
        let path = folder.path().join("content").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let project = Project::new(folder.path());
    let (mut told, records) = looked(rule, &project, day);
    told.sort();
    let line = |finding: &Diagnostic| {
        let place = finding.place.as_ref().unwrap();
        let bytes = project.read(&place.file).unwrap();
        let file = place.file.as_str().strip_prefix("content/").unwrap();
        let said = place.span.map(|span| std::str::from_utf8(&bytes).unwrap().get(span.range()));
        assert!(said.is_none_or(|said| said.is_some()), "{place:?} is no part of its file");
        let at = place.span.map(|span| locate(&bytes, span).0);
        let at = at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let help = finding.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{file}{at}: {}{help}", finding.message)
    };
    (told.iter().map(line).collect(), told, records)
}

fn looked(rule: &'static Rule, project: &Project, day: &str) -> (Vec<Diagnostic>, Records) {
    let Loaded { records, findings } = load::load(project);
    assert_eq!(findings, [], "a case loads without findings");
    let records = records.unwrap();
    let day = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
    let as_of = AsOf { day, end: date::day_end(day, records.config.timezone) };
    let (tracker, findings) = resolve(&records, as_of, Drafts::Hidden);
    assert_eq!(findings, [], "a case resolves without findings");
    let scene = Scene { tracker: &tracker, records: &records, theme: None };
    let texts = FileTexts::new(project.clone());
    let looks = Looks::of(std::iter::once(rule));
    let findings = match rule.stage {
        Stage::Gate => looks.over(&scene, None).findings(),
        Stage::Desk => Looker::new(looks, scene, &texts).all().unwrap(),
    };
    (findings, records)
}

/// A `site.toml` of these languages besides English.
pub(super) fn site(languages: &str) -> String {
    format!("title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", {languages}]\n")
}

/// The rule finds exactly these in a project of these files; settings and excuses act on each of them.
#[track_caller]
pub(super) fn fires(rule: &'static Rule, files: &[(&str, &str)], expected: &[&str]) {
    assert!(!expected.is_empty(), "a rule that fires finds something");
    let (lines, findings, records) = seen_on(DAY, rule, files);
    assert_eq!(lines, expected);
    obeys(rule, &findings, records);
}

/// What is found is as severe as `[checks]` says, and silent where its record is excused.
#[track_caller]
fn obeys(rule: &Rule, findings: &[Diagnostic], mut records: Records) {
    let severities = |records: &Records, asked: &[&str]| {
        let settled = apply_settings(records, findings.to_vec(), asked);
        settled.iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    let all = |level: Level| vec![level.severity(); findings.len()].into_iter().flatten().collect::<Vec<_>>();
    Arc::make_mut(&mut records.config).checks.remove(rule.code);
    assert_eq!(severities(&records, &[]), all(rule.level), "{}: without settings", rule.code);
    let asked = if rule.level == Level::Off { Level::Warning } else { rule.level };
    assert_eq!(severities(&records, &[rule.code]), all(asked), "{}: asked for", rule.code);
    for level in [Level::Off, Level::Warning, Level::Error] {
        Arc::make_mut(&mut records.config).checks.insert(rule.code.into(), level.severity());
        assert_eq!(severities(&records, &[]), all(level), "{}: set to {level:?}", rule.code);
    }
    for (code, expected) in [("another-rule", all(Level::Error)), (rule.code, Vec::new())] {
        excuse_updates(&mut records, code);
        let kept = apply_settings(&records, findings.to_vec(), &[]);
        let places = kept.iter().filter_map(|finding| finding.place.as_ref());
        let inside = places.filter(|place| is_of_update(&records, place)).count();
        assert!(code != rule.code || inside == 0, "{}: every update excused", rule.code);
        excuse(&mut records, code);
        assert_eq!(severities(&records, &[]), expected, "{}: every record excused from {code}", rule.code);
    }
}

/// Whether a place is in a file that holds nothing but updates.
fn is_of_update(records: &Records, place: &Place) -> bool {
    let claims = records.claims.iter().filter(|claim| claim.file != place.file);
    claims.flat_map(|claim| &claim.updates).any(|update| {
        *update.file() == place.file || update.translations.iter().any(|one| one.file == place.file)
    })
}

/// Excuses every update from a rule.
fn excuse_updates(records: &mut Records, code: &str) {
    for claim in &mut records.claims {
        for update in &mut Arc::make_mut(claim).updates {
            let span = update.span;
            update.allow.push(Allow { rule: Spanned { value: code.into(), span }, reason: "Known.".into() });
        }
    }
}

/// Excuses every record from a rule.
fn excuse(records: &mut Records, code: &str) {
    let allow =
        |span: Span| vec![Allow { rule: Spanned { value: code.into(), span }, reason: "Known.".into() }];
    let nowhere = Span::new(0, 0);
    Arc::make_mut(&mut records.config).allow.extend(allow(nowhere));
    records.pages.iter_mut().for_each(|page| Arc::make_mut(page).allow.extend(allow(nowhere)));
    records.claims.iter_mut().for_each(|claim| Arc::make_mut(claim).allow.extend(allow(nowhere)));
    for source in Arc::make_mut(&mut records.sources) {
        let source = Arc::make_mut(source);
        source.rare.edit().allow.extend(allow(source.id.span));
    }
    for person in &mut records.people {
        let person = Arc::make_mut(person);
        person.allow.extend(allow(person.id.span));
    }
    for publisher in &mut records.publishers {
        let publisher = Arc::make_mut(publisher);
        publisher.allow.extend(allow(publisher.id.span));
    }
}

/// The rule finds nothing in a project of these files.
#[track_caller]
pub(super) fn quiet(rule: &'static Rule, files: &[(&str, &str)]) {
    assert_eq!(found(rule, files), [""; 0]);
}

/// A claim with these lines in its front matter beside the required ones, and this summary.
pub(super) fn claim(lines: &str, summary: &str) -> String {
    format!(
        "+++\ntitle = \"Bus lanes\"\nclaim = \"The city will open bus lanes.\"\nclaimants = [\"minister\"]\n\
         made_on = 2026-01-01\n{lines}\n+++\n\n{summary}\n"
    )
}

/// Texts of marks, words and characters that rules look for, put together by lot.
fn by_lot(seed: u64) -> String {
    const PARTS: &[&str] = &[
        "the city ",
        "will open ",
        "must open ",
        "three bus lanes along ",
        "the river",
        ". ",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "- ",
        "> ",
        "# ",
        "### ",
        "---\n",
        "```\n",
        "`",
        "*",
        "**",
        "[here](/a/)",
        "[@s1]",
        "<br>",
        "<!--",
        "{\"a\": 1",
        "}",
        "[insert ",
        "]",
        "???",
        "TK",
        "TODO",
        "XX %",
        "orem ipsum",
        "\u{202e}",
        "\u{2069}",
        "\u{200d}",
        "\u{e0067}",
        "\u{1f3f4}",
        "é",
        "日",
        "“",
        "\"",
        "'",
        "…",
        "| a | b |\n|--|--|\n",
        "&amp;",
        "[^1]",
        "\n[^1]: ",
        "\r\n",
        "\t",
        "    ",
        "\u{0}",
        "![](/x.png)",
        "https://a.example.org/b ",
        "<https://a.example.org/b>",
        "depart-",
        "ß",
        "\u{ad}",
        "{{",
        "}}",
        "1",
        "%",
    ];
    let mut state = seed;
    let mut next = |below: usize| {
        // Knuth, The Art of Computer Programming, volume 2, 3.3.4.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..=next(60)).map(|_| PARTS[next(PARTS.len())]).collect()
}

#[test]
fn rules_look_at_any_text_and_point_into_its_file() {
    let mut files: Vec<(String, String)> = Vec::new();
    for seed in 0..120 {
        let lang = if seed % 2 == 0 { "" } else { "lang = \"es\"" };
        // Above the first word, so that no mark of a text makes a front matter of it.
        files.push((format!("claims/c{seed}.md"), claim(lang, &format!("x {}", by_lot(seed)))));
    }
    files.push(("site.toml".to_owned(), site("\"es\"")));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    for rule in super::RULES.iter().filter(|rule| rule.stage == Stage::Desk) {
        // What is found is told with its line and column: a place outside its file or within a letter would not be.
        let _ = found(rule, &files);
    }
}

/// The same in one file with its updates: the lines of each, one after the other.
pub(super) fn claim_with(lines: &str, updates: &[&str]) -> String {
    let updates = updates.iter().map(|update| format!("\n[[updates]]\n{update}"));
    claim(&format!("{lines}{}", updates.collect::<String>()), "It opened.")
}
