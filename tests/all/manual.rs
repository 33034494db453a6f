//! What the manual says of records, held against the field tables, and the settings against the outputs.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;
use onrecord::outputs;
use onrecord::record::table::{Kind, Need, Table};
use onrecord::record::tables::FILES;

const MANUAL: &str = include_str!("../../docs/records.md");

/// The rows below a heading: key, type, meaning; a required key stands in bold.
fn rows(heading: &str) -> Vec<[String; 3]> {
    let section: Vec<_> = MANUAL
        .lines()
        .skip_while(|line| line.trim_start_matches('#').trim() != heading || !line.starts_with('#'))
        .skip(1)
        .take_while(|line| !line.starts_with('#'))
        .collect();
    let table = section.iter().skip_while(|line| **line != "| --- | --- | --- |").skip(1);
    let row = |line: &&str| {
        let mut cells = line.trim_matches('|').splitn(3, " | ").map(|cell| cell.trim().to_owned());
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    table.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn heading(table: &Table) -> &'static str {
    match table.name {
        "claim" => "Claims",
        "update" => "Updates",
        "page" => "Pages",
        "site" => "site.toml",
        name => name,
    }
}

fn tables(table: &'static Table, all: &mut BTreeMap<&'static str, &'static Table>) {
    // Of the spellings of a claim the first stands in the manual; what the others add is told in a sentence.
    if !all.contains_key(table.name) {
        all.insert(table.name, table);
        for inner in table.fields().filter_map(|field| field.kind.entries()) {
            tables(inner, all);
        }
    }
}

#[test]
fn every_key_of_a_record_has_its_row_in_the_manual() {
    let mut all = BTreeMap::new();
    for (.., table) in FILES {
        tables(table, &mut all);
    }
    for (name, table) in all {
        // Files of nothing but lists, whose entries have their own sections.
        if matches!(name, "people" | "sources") {
            continue;
        }
        let source: BTreeSet<_> = if name == "citation" {
            rows("source").into_iter().map(|[key, ..]| key.replace("**", "")).collect()
        } else {
            BTreeSet::new()
        };
        let expected: Vec<_> = table
            .fields()
            .map(|field| {
                let key = match field.need {
                    Need::Required => format!("**`{}`**", field.name),
                    Need::Optional => format!("`{}`", field.name),
                };
                (key, field.doc.to_owned())
            })
            .filter(|(key, _)| !source.contains(&key.replace("**", "")))
            .collect();
        let written: Vec<_> =
            rows(heading(table)).into_iter().map(|[key, _, meaning]| (key, meaning)).collect();
        assert_eq!(written, expected, "section {} of docs/records.md", heading(table));
    }
}

#[test]
fn words_that_a_key_may_hold_are_those_of_the_manual() {
    let mut all = BTreeMap::new();
    for (.., table) in FILES {
        tables(table, &mut all);
    }
    for table in all.values() {
        let rows = rows(heading(table));
        for field in table.fields() {
            let Kind::Word(words) = field.kind else { continue };
            let key = format!("`{}`", field.name);
            let Some([_, kind, _]) = rows.iter().find(|[cell, ..]| cell.replace("**", "") == key) else {
                continue;
            };
            let expected: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            assert_eq!(*kind, expected.join(", "), "{}.{}", table.name, field.name);
        }
    }
}

/// What loading a site with these settings has to say.
fn findings(settings: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("content")).unwrap();
    let site = format!("title = \"S\"\nbase_url = \"https://example.org/\"\n{settings}");
    std::fs::write(folder.path().join("content/site.toml"), site).unwrap();
    onrecord::load::load(&Project::new(folder.path())).findings
}

#[test]
fn every_output_can_be_set_but_those_that_every_site_has() {
    let made = outputs::ALL.iter().map(|output| output.id());
    for id in made.chain(outputs::INDEXES.iter().map(|index| index.id())) {
        let findings = findings(&format!("[outputs.{id}]\nenabled = false\n"));
        let unknown = findings.iter().any(|finding| finding.code == "unknown-output");
        assert_eq!(unknown, outputs::ALWAYS.contains(&id), "{id}");
    }
}
