//! Cases of rules: small projects in which one rule looks, and what it finds there.

#![expect(clippy::disallowed_methods, reason = "cases are written to the disk to be loaded")]

use crate::check::{Rule, Scene, Stage};
use crate::date;
use crate::diagnostic::{Diagnostic, locate};
use crate::files::Project;
use crate::load::{self, Loaded};
use crate::resolve::resolve;
use crate::texts::FileTexts;
use crate::tracker::{AsOf, Drafts};

use super::{Checked, Looks, Reading};

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
    let folder = tempfile::tempdir().unwrap();
    let base = BASE.iter().filter(|(name, _)| !files.iter().any(|(other, _)| other == name));
    for (name, text) in base.chain(files) {
        let path = folder.path().join("content").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let project = Project::new(folder.path());
    let mut told = looked(rule, &project, day);
    told.sort();
    let line = |finding: &Diagnostic| {
        let place = finding.place.as_ref().unwrap();
        let bytes = project.read(&place.file).unwrap();
        let file = place.file.as_str().strip_prefix("content/").unwrap();
        let at = place.span.map(|span| locate(&bytes, span).0);
        let at = at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let help = finding.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{file}{at}: {}{help}", finding.message)
    };
    told.iter().map(line).collect()
}

fn looked(rule: &'static Rule, project: &Project, day: &str) -> Vec<Diagnostic> {
    let Loaded { records, findings } = load::load(project);
    assert_eq!(findings, [], "a case loads without findings");
    let records = records.unwrap();
    let day = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
    let as_of = AsOf { day, end: date::day_end(day, records.config.timezone) };
    let (tracker, findings) = resolve(&records, as_of, Drafts::Hidden);
    assert_eq!(findings, [], "a case resolves without findings");
    let scene = Scene { tracker: &tracker, records: &records };
    let texts = FileTexts::new(project.clone());
    let reading = Reading { texts: &texts, changed: std::sync::Mutex::new(None) };
    let reading = (rule.stage == Stage::Desk).then_some(&reading);
    let checked: Checked = Looks::of(std::iter::once(rule)).over(&scene, None, reading);
    checked.findings()
}

/// The rule finds exactly these in a project of these files.
#[track_caller]
pub(super) fn fires(rule: &'static Rule, files: &[(&str, &str)], expected: &[&str]) {
    assert!(!expected.is_empty(), "a rule that fires finds something");
    assert_eq!(found(rule, files), expected);
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

/// The same in one file with its updates: the lines of each, one after the other.
pub(super) fn claim_with(lines: &str, updates: &[&str]) -> String {
    let updates = updates.iter().map(|update| format!("\n[[updates]]\n{update}"));
    claim(&format!("{lines}{}", updates.collect::<String>()), "It opened.")
}
