//! JSON Schema of records, held against loading: what one takes the other takes, key by key and value by value.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use jsonschema::Validator;
use onrecord::diagnostic::Severity;
use onrecord::files::Project;
use onrecord::load::load;
use onrecord::record::schema::{self, Described};
use onrecord::record::table::{IdOf, Kind, Need, Table};
use onrecord::record::tables::FILES;
use serde_json::{Value as Json, json};
use toml::Value;

/// What only loading can tell: it depends on other values, other files or the calendar, or on what a text means.
const KNOWN_BY_LOADING_ALONE: &[&str] = &[
    "bad-authority",
    "bad-theme",
    "bad-timezone",
    "control-character",
    "impossible-date",
    "reserved-id",
    "reversed-interval",
    "foreign-setting",
    "no-host",
    "no-security-contact",
    "unknown-output",
    "unknown-language",
];

/// Keys of site.toml of whose texts more is asked than their kind tells.
const OF_THEIR_OWN_FORM: &[&str] = &[
    "site.base_url",
    "site.contact",
    "site.edit_url",
    "site.security.acknowledgments",
    "site.security.contact",
    "site.security.encryption",
    "site.security.policy",
    "site.statuses.label",
    "site.statuses.meaning",
];

fn validator(kind: &Described) -> Validator {
    let schema: Json = serde_json::from_str(&kind.schema()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn validators() -> BTreeMap<String, Validator> {
    schema::all().map(|kind| (kind.name(), validator(&kind))).collect()
}

/// As language servers hand values on: a date is its text.
fn to_json(value: &Value) -> Json {
    match value {
        Value::Datetime(date) => json!(date.to_string()),
        Value::Array(list) => list.iter().map(to_json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
        Value::String(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(flag) => json!(flag),
    }
}

/// The kind of a file by its path below `content/`; `None` for one without TOML.
fn kind_of(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parts: Vec<_> = name.split('.').collect();
    let word = match (folder, parts[0], *parts.last().unwrap()) {
        ("", stem, "toml") => stem,
        ("pages", _, "md") => "page",
        (folder, _, "md") if folder.ends_with("/updates") => "update",
        (_, "explainer", "md") => return None,
        (_, "claim", "md") => "claim",
        (folder, _, "md") if folder.starts_with("claims") => "claim-md",
        (folder, _, "toml") if folder.starts_with("claims") => "claim-toml",
        _ => return None,
    };
    Some(if parts.len() == 3 { format!("{word}-translation") } else { word.to_owned() })
}

/// The TOML of a file: all of it, or each of its front matters.
fn documents(path: &str, text: &str) -> Vec<String> {
    if Path::new(path).extension().is_some_and(|ending| ending == "toml") {
        return vec![text.to_owned()];
    }
    let text = format!("\n{text}\n");
    text.split("\n+++\n").skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_record_of_the_demonstration_and_the_sample_sites_fits_its_schema() {
    let validators = validators();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for site in ["content", "tests/sites/everything/content", "tests/sites/sample/content"] {
        let site = root.join(site);
        for entry in walkdir::WalkDir::new(&site) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(&site).unwrap().to_str().unwrap();
            let Some(kind) = kind_of(path).filter(|_| entry.file_type().is_file()) else { continue };
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for document in documents(path, text.trim_start_matches('\u{feff}')) {
                let value: toml::Table = document.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
                let value = to_json(&Value::Table(value));
                let faults: Vec<_> = validators[&kind].iter_errors(&value).map(|e| e.to_string()).collect();
                assert_eq!(faults, Vec::<String>::new(), "{path}");
                *seen.entry(kind.clone()).or_default() += 1;
            }
        }
    }
    let missing: Vec<_> = validators.keys().filter(|kind| !seen.contains_key(*kind)).collect();
    assert_eq!(missing, Vec::<&String>::new(), "no record of these kinds was held against its schema");
}

/// A value that a key of this kind takes.
fn fitting(kind: Kind) -> Value {
    match kind {
        Kind::Line | Kind::Prose | Kind::Markdown | Kind::Labels => "text".into(),
        Kind::Date | Kind::Day => "2026-02-13".into(),
        Kind::Flag => false.into(),
        Kind::Integer(least, _) => least.max(1).into(),
        Kind::Word(words) => words[0].into(),
        Kind::Id(IdOf::Status) => "in_progress".into(),
        Kind::Id(_) => "an-id".into(),
        Kind::Ids(_) => vec!["an-id"].into(),
        Kind::Language => "en".into(),
        Kind::Languages => vec!["en"].into(),
        Kind::Address => "https://example.org/a".into(),
        Kind::Addresses => vec!["https://example.org/a"].into(),
        Kind::Colour => "#1f3a5f".into(),
        Kind::NamedWords(words) => one("no-such-rule", words[0].into()).into(),
        kind => holding(kind, least(kind.entries().unwrap())),
    }
}

fn one(key: &str, value: Value) -> toml::Table {
    toml::Table::from_iter([(key.to_owned(), value)])
}

/// A value of a kind that has entries, with this entry.
fn holding(kind: Kind, entry: toml::Table) -> Value {
    match kind {
        Kind::Table(_) => entry.into(),
        Kind::Named(_) => one("list", entry.into()).into(),
        Kind::Sets(_) => one("an-id", entry.into()).into(),
        _ => vec![Value::Table(entry)].into(),
    }
}

/// A table with what it cannot be without.
fn least(table: &Table) -> toml::Table {
    let required = table.fields().filter(|field| field.need == Need::Required);
    let mut values: toml::Table =
        required.map(|field| (field.name.to_owned(), fitting(field.kind))).collect();
    let also = match table.name {
        "source" | "citation" => Some("title"),
        "set" => Some("state"),
        "status" => Some("label"),
        _ => None,
    };
    values.extend(also.map(|key| (key.to_owned(), "text".into())));
    values
}

/// A table without any of its optional keys.
fn bare(table: &Table) -> toml::Table {
    let mut values = least(table);
    values.retain(|key, _| table.field(key).is_some_and(|field| field.need == Need::Required));
    values
}

/// Values of every sort, most of which a key does not take.
fn values(kind: Kind) -> Vec<Value> {
    let date = |text: &str| Value::Datetime(text.parse().unwrap());
    let texts = [
        "",
        " ",
        "text",
        "Text With Space",
        "two\nlines",
        "an-id",
        "-id",
        "an_id",
        "2026",
        "2026-2",
        "2026-02",
        "2026-13",
        "2026-02-13",
        "2026-02-13T14:42",
        "2026-02-13 14:42:10.5-06:00",
        "2026-02-13T25:00",
        "2026-02~",
        "2026-02/2026-04?",
        "2026-02/",
        "en",
        "EN",
        "pt-br",
        "https://example.org/",
        "http://example.org?q",
        "ftp://example.org",
        "https:///a",
        "https://a b",
        "#1f3a5f",
        "#1f3",
        "mailto:a@example.org",
        "9999-01-01%",
    ];
    let texts = texts.into_iter().map(Value::from);
    // JSON has no dates: elsewhere a server tells them from texts, or nobody does.
    let is_date = matches!(kind, Kind::Date | Kind::Day);
    let dates = ["2026-02-13", "2026-02-13T14:42:00", "2026-02-13T14:42:00Z", "14:42:00"].map(date);
    let dates = dates.into_iter().filter(|_| is_date);
    let lists = ["an-id", "An Id", "", "en", "https://example.org/"].map(|text| Value::from(vec![text]));
    let twice = Value::from(vec!["an-id", "an-id"]);
    let others = [
        Value::from(-1001),
        Value::from(0),
        Value::from(2026),
        Value::from(100_000),
        Value::from(1.5),
        Value::from(true),
        Value::Array(Vec::new()),
        Value::from(vec![1]),
        Value::Table(toml::Table::new()),
        Value::Table(one("an-id", "text".into())),
        Value::Table(one("an-id", 1.into())),
        Value::from(vec![Value::Table(toml::Table::new())]),
    ];
    let fitting = std::iter::once(fitting(kind));
    texts.chain(dates).chain(lists).chain([twice]).chain(others).chain(fitting).collect()
}

#[derive(Default)]
struct Variations {
    tables: BTreeSet<&'static str>,
    all: Vec<(String, toml::Table)>,
}

type Wrap<'w> = &'w dyn Fn(toml::Table) -> toml::Table;

/// Every table of a record with every value of [`values`] under every key, an unknown key, and every required key
/// left out; with a name each. A table within others is varied where it is met first.
fn variations(table: &'static Table, path: &str, wrap: Wrap<'_>, found: &mut Variations) {
    if !found.tables.insert(table.name) {
        return;
    }
    found.all.push((path.to_owned(), wrap(least(table))));
    let mut odd = least(table);
    odd.insert("no-such-key".into(), 1.into());
    found.all.push((format!("{path}.no-such-key"), wrap(odd)));
    found.all.push((format!("{path}, required keys alone"), wrap(bare(table))));
    for field in table.fields() {
        let mut with = bare(table);
        with.insert(field.name.into(), fitting(field.kind));
        found.all.push((format!("{path}.{} beside required keys alone", field.name), wrap(with)));
        if field.need == Need::Required {
            let mut without = least(table);
            without.remove(field.name);
            found.all.push((format!("{path} without {}", field.name), wrap(without)));
        }
        for value in values(field.kind) {
            let name = format!("{path}.{} = {value}", field.name);
            let mut with = least(table);
            with.insert(field.name.into(), value);
            found.all.push((name, wrap(with)));
        }
        if let Some(entries) = field.kind.entries() {
            let inner = |entry: toml::Table| {
                let mut with = least(table);
                with.insert(field.name.into(), holding(field.kind, entry));
                wrap(with)
            };
            variations(entries, &format!("{path}.{}", field.name), &inner, found);
        }
    }
}

/// A project's file with this TOML in it.
fn file_of(kind: &str, toml: &str) -> (&'static str, String) {
    match kind {
        "site" => ("content/site.toml", toml.to_owned()),
        "people" => ("content/people.toml", toml.to_owned()),
        "sources" => ("content/sources.toml", toml.to_owned()),
        "claim" => ("content/claims/a/claim.md", format!("+++\n{toml}+++\n")),
        "claim-md" => ("content/claims/a.md", format!("+++\n{toml}+++\n")),
        "claim-toml" => ("content/claims/a.toml", toml.to_owned()),
        "update" => ("content/claims/a/updates/1.md", format!("+++\n{toml}+++\n")),
        "page" => ("content/pages/a.md", format!("+++\n{toml}+++\n")),
        other => panic!("{other}"),
    }
}

/// Codes of the errors that loading has for this file.
fn refused(folder: &Path, path: &str) -> Vec<&'static str> {
    let findings = load(&Project::new(folder)).findings;
    let here = findings.iter().filter(|finding| finding.severity == Severity::Error).filter(|finding| {
        finding.place.as_ref().is_some_and(|place| place.file.as_str() == path)
            && finding.code != "no-claim-file"
    });
    here.map(|finding| finding.code).collect()
}

#[test]
fn a_schema_takes_what_loading_takes_and_refuses_what_it_refuses() {
    let mut differing = Vec::new();
    let mut compared = 0;
    let mut variants = Variations::default();
    for (kind, _, table) in FILES {
        let validator = validator(&schema::all().find(|described| described.name() == *kind).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = file_of(kind, "");
        std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join("content/site.toml"), "title = \"S\"\n").unwrap();
        // The spellings of a claim and of an update share a name.
        variants.tables.remove(table.name);
        variations(table, kind, &|record| record, &mut variants);
        for (name, record) in variants.all.drain(..) {
            let text = toml::to_string(&record).unwrap();
            std::fs::write(folder.path().join(path), file_of(kind, &text).1).unwrap();
            let codes = refused(folder.path(), path);
            let fits = validator.is_valid(&to_json(&Value::Table(record)));
            let of_its_own = OF_THEIR_OWN_FORM.iter().any(|key| name.starts_with(key));
            let unknowable = !codes.is_empty()
                && codes.iter().all(|code| of_its_own || KNOWN_BY_LOADING_ALONE.contains(code));
            if fits != codes.is_empty() && !unknowable {
                differing.push(format!("{name}: fits {fits}, {codes:?}"));
            }
            compared += 1;
        }
    }
    assert_eq!(differing, Vec::<String>::new(), "{} of {compared}", differing.len());
    assert!(compared > 5000, "{compared}");
}

/// Runs the program in `folder`: its exit code, stdout and stderr.
fn onrecord(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onrecord")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_lists_prints_and_writes_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let (code, listed, said) = onrecord(folder.path(), &["schema"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let names: Vec<_> = listed.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(names, schema::all().map(|kind| kind.name()).collect::<Vec<_>>());
    let site = schema::all().next().unwrap().schema();
    assert_eq!(onrecord(folder.path(), &["schema", "site"]), (Some(0), site.clone(), String::new()));
    // Written twice: the second time in place of the first.
    for _ in 0..2 {
        let (code, written, said) = onrecord(folder.path(), &["schema", "--dir", "a/b"]);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        let paths: Vec<_> = names.iter().map(|name| format!("a/b/{name}.schema.json")).collect();
        assert_eq!(written.lines().collect::<Vec<_>>(), paths);
        assert_eq!(std::fs::read_to_string(folder.path().join("a/b/site.schema.json")).unwrap(), site);
    }
    let (code, _, said) = onrecord(folder.path(), &["schema", "clam"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: invalid value 'clam' for '[KIND]': did you mean `claim`?\n"), "{said}");
    std::fs::write(folder.path().join("file"), "").unwrap();
    let (code, _, said) = onrecord(folder.path(), &["schema", "--dir", "file"]);
    assert_eq!(code, Some(3));
    assert!(said.starts_with("error[cannot-write]: nothing can be written into `file`: "), "{said}");
}

#[test]
fn a_new_project_names_a_schema_for_every_toml_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(onrecord(folder.path(), &["init"]).0, Some(0));
    let table = |name: &str| -> toml::Table {
        std::fs::read_to_string(folder.path().join(name)).unwrap().parse().unwrap()
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let taplo = table(".taplo.toml")["rule"].as_array().unwrap().clone();
    let taplo: BTreeSet<_> =
        taplo.iter().map(|rule| (text(&rule["include"][0]), text(&rule["schema"]["path"]))).collect();
    let tombi = table(".tombi.toml")["schemas"].as_array().unwrap().clone();
    let tombi: BTreeSet<_> =
        tombi.iter().map(|rule| (text(&rule["include"][0]), text(&rule["path"]))).collect();
    assert_eq!(taplo, tombi);
    let named = taplo.iter().map(|(_, path)| path.clone());
    let described = schema::all().filter(Described::is_toml);
    let written: BTreeSet<_> = described.map(|kind| format!("schemas/{}.schema.json", kind.name())).collect();
    assert_eq!(named.collect::<BTreeSet<_>>(), written);
    for path in written {
        serde_json::from_str::<Json>(&std::fs::read_to_string(folder.path().join(path)).unwrap()).unwrap();
    }
}

#[test]
fn manual_pages_and_completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let (code, page, _) = onrecord(folder.path(), &["man"]);
    assert_eq!(code, Some(0));
    assert!(page.contains(".TH onrecord 1"), "{page}");
    let (code, written, _) = onrecord(folder.path(), &["man", "man1"]);
    assert_eq!(code, Some(0));
    let pages: BTreeSet<_> = written.lines().collect();
    for page in ["onrecord", "onrecord-build", "onrecord-import-timeline", "onrecord-schema"] {
        assert!(pages.contains(format!("man1/{page}.1").as_str()), "{written}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, said) = onrecord(folder.path(), &["completions", shell]);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        assert!(script.contains("schema") && script.contains("as-of"), "{shell}");
    }
}
