//! The tables of `/data/` in each format: the same rows and the same values, whatever records hold.

pub(crate) mod project;

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, types::ValueRef};
use serde_json::{Value, json};

type Files = BTreeMap<String, Vec<u8>>;

/// A table: the names of its columns, and its rows.
type Table = (Vec<String>, Vec<Vec<Value>>);

const NONE: [&str; 0] = [];

fn demo() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The files of a project that is made in a folder of its own.
fn of(make: impl FnOnce(&Path)) -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    let files = project::built(folder.path(), &[]);
    (folder, files)
}

fn package(files: &Files) -> Value {
    serde_json::from_slice(&files["datapackage.json"]).unwrap()
}

/// A table as CSV has it: its texts after the guard is undone, its other values as the data package says.
fn of_csv(files: &Files, resource: &Value) -> Table {
    let bytes = &files[resource["path"].as_str().unwrap()];
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(&**bytes);
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let described: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names, described);
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        row.unwrap().iter().zip(fields).map(|(cell, field)| value(cell, field)).collect()
    };
    (names, reader.records().map(row).collect())
}

fn value(cell: &str, field: &Value) -> Value {
    match (cell, field["type"].as_str().unwrap()) {
        ("", _) => Value::Null,
        (text, "string" | "date") => json!(text.strip_prefix('\'').unwrap_or(text)),
        ("true" | "false", "boolean") => json!(cell == "true"),
        (number, "integer") => json!(number.parse::<u64>().unwrap()),
        (list, "array") => serde_json::from_str(list).unwrap(),
        (cell, kind) => panic!("`{cell}` is no {kind}"),
    }
}

fn of_lines(files: &Files, resource: &Value) -> Table {
    let name = resource["path"].as_str().unwrap().replace(".csv", ".jsonl");
    let text = std::str::from_utf8(&files[&name]).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let names: Vec<String> = fields.iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect();
    let row = |line: &str| -> Vec<Value> {
        let object: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        assert_eq!(object.len(), names.len(), "{line}");
        // Columns come in their order.
        let places: Vec<_> = names.iter().map(|name| line.find(&format!("\"{name}\":")).unwrap()).collect();
        assert!(places.first() == Some(&1), "{line}");
        names.iter().map(|name| object[name].clone()).collect()
    };
    let rows = text.split_terminator('\n').map(row).collect();
    (names, rows)
}

fn of_database(database: &Connection, resource: &Value) -> Table {
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let mut all = database
        .prepare(&format!("SELECT * FROM {} ORDER BY rowid", resource["name"].as_str().unwrap()))
        .unwrap();
    let names: Vec<String> = all.column_names().map(str::to_owned).collect();
    let mut rows = all.query([]).unwrap();
    let mut table = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |(at, field): (usize, &Value)| match (
            row.get_ref(at).unwrap(),
            field["type"].as_str().unwrap(),
        ) {
            (ValueRef::Null, _) => Value::Null,
            (ValueRef::Integer(number), "boolean") => json!(number == 1),
            (ValueRef::Integer(number), "integer") => json!(number),
            (ValueRef::Text(text), "array") => serde_json::from_slice(text).unwrap(),
            (ValueRef::Text(text), "string" | "date") => json!(std::str::from_utf8(text).unwrap()),
            (value, kind) => panic!("{value:?} is no {kind}"),
        };
        table.push(fields.iter().enumerate().map(cell).collect());
    }
    (names, table)
}

fn opened(folder: &Path) -> Connection {
    let file = folder.join("site/data/onrecord.sqlite");
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// Compares every table of a built project in its three formats; the number of rows of each.
fn agreed(folder: &Path, files: &Files) -> Vec<(String, usize)> {
    let database = opened(folder);
    let ask = |sql: &str| database.query_row(sql, [], |row| row.get::<_, String>(0));
    assert_eq!(ask("PRAGMA integrity_check").unwrap(), "ok");
    assert!(ask("PRAGMA foreign_key_check").is_err(), "a reference leads nowhere");
    let package = package(files);
    let mut counts = Vec::new();
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap().to_owned();
        let (csv, lines, stored) =
            (of_csv(files, resource), of_lines(files, resource), of_database(&database, resource));
        assert_eq!((&csv.0, &csv.0), (&lines.0, &stored.0), "{name}");
        assert_eq!((csv.1.len(), csv.1.len()), (lines.1.len(), stored.1.len()), "{name}");
        for ((csv, lines), stored) in csv.1.iter().zip(&lines.1).zip(&stored.1) {
            assert_eq!((csv, csv), (lines, stored), "{name}");
        }
        counts.push((name, csv.1.len()));
    }
    counts
}

#[test]
fn the_demonstration_is_the_same_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["build", "-o", output.to_str().unwrap()])
        .current_dir(demo())
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let files = std::fs::read_dir(output.join("data")).unwrap().map(Result::unwrap);
    let files: Files = files
        .map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap()))
        .collect();
    let counts = agreed(folder.path(), &files);
    assert!(counts.iter().all(|(_, rows)| *rows > 5), "{counts:?}");
}

#[test]
fn hostile_texts_are_the_same_in_every_format() {
    let (folder, files) = of(project::hostile);
    let claims = project::texts().len();
    let expected = [("claims", 1), ("updates", 4), ("sources", 1), ("milestones", 2), ("follow_ups", 2)];
    let mut counts = agreed(folder.path(), &files);
    counts.retain(|(name, _)| name != "changes");
    assert_eq!(counts, expected.map(|(name, each)| (name.to_owned(), each * claims)));
    // What was written is what stands there.
    let database = opened(folder.path());
    for (at, text) in project::texts().iter().enumerate() {
        let sql = format!("SELECT title FROM claims WHERE id = 'c{at}'");
        let title: Option<String> = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(title, Some(project::one_line(text)));
    }
}

#[test]
fn no_cell_of_a_table_begins_a_formula() {
    let (_folder, files) = of(project::hostile);
    let mut guarded = 0;
    let package = package(&files);
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["path"].as_str().unwrap();
        let bytes = &files[name];
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.ends_with("\r\n"), "{name}");
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            for cell in &row.unwrap() {
                let begins = |marks: &[char]| cell.starts_with(marks);
                assert!(
                    !begins(&['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0d}']),
                    "{name}: {cell:?}"
                );
                guarded += usize::from(begins(&['\'']));
            }
        }
    }
    assert!(guarded > 200, "{guarded}");
}

#[test]
fn what_is_not_public_is_in_no_table() {
    let (folder, files) = of(|folder| {
        project::generated(folder, 2, 2);
        let draft = "draft = true\ntitle = \"Secret\"\nclaim = \"Secret\"\nclaimants = [\"body\"]\nmade_on = 2026-01-01\n\
                     sources = [{ id = \"secret\", title = \"Secret\" }]\n[[updates]]\npublished = 2026-01-02\nbody = \"Secret\"\n";
        std::fs::write(folder.join("content/claims/secret.toml"), draft).unwrap();
        let later = "title = \"Later\"\nclaim = \"Later\"\nclaimants = [\"body\"]\nmade_on = 2026-01-01\n[[updates]]\n\
                     published = 2026-01-02\nsummary = \"Gone\"\nauthor = \"Gone\"\nremoved = { date = 2026-01-03, why = \"Asked for\" }\n\
                     [[updates]]\npublished = 2026-09-01\nsummary = \"Secret\"\nsources = [{ id = \"later\", title = \"Secret\" }]\n";
        std::fs::write(folder.join("content/claims/later.toml"), later).unwrap();
    });
    let holds = |word: &str| -> Vec<&str> {
        let found = files.iter().filter(|(_, bytes)| memchr::memmem::find(bytes, word.as_bytes()).is_some());
        found.map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!((holds("Secret"), holds("secret"), holds("Gone")), (vec![], vec![], vec![]));
    assert_eq!(holds("Asked for"), ["onrecord.sqlite", "updates.csv", "updates.jsonl"]);
    // Nor does a preview hand them out, though its pages show them.
    let shown = project::built(folder.path(), &["--drafts"]);
    assert!(folder.path().join("site/claims/secret/index.html").exists());
    let other: Vec<_> =
        shown.iter().filter(|(name, bytes)| files[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(other, NONE);
    agreed(folder.path(), &shown);
}

#[test]
fn without_an_address_tables_name_none() {
    let (folder, files) = of(|folder| {
        project::generated(folder, 3, 2);
        let path = folder.join("content/site.toml");
        let site = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, site.replace("base_url = \"https://example.org/sub/\"\n", "")).unwrap();
    });
    let counts = agreed(folder.path(), &files);
    assert_eq!(counts[..2], [("claims".to_owned(), 3), ("updates".to_owned(), 6)]);
    let package = package(&files);
    assert_eq!((package.get("id"), package.get("homepage")), (None, None));
    for resource in package["resources"].as_array().unwrap() {
        let (_, rows) = of_csv(&files, resource);
        for (at, field) in resource["schema"]["fields"].as_array().unwrap().iter().enumerate() {
            if field["format"] == "uri" {
                assert_eq!(field["constraints"].get("required"), None, "{field}");
                assert!(rows.iter().all(|row| row[at].is_null()), "{field}");
            }
        }
    }
}

#[test]
fn the_same_records_give_the_same_database_on_any_number_of_threads() {
    let make = |folder: &Path| project::generated(folder, 100, 10);
    let one = tempfile::tempdir().unwrap();
    make(one.path());
    let one = project::built(one.path(), &["--jobs", "1"]);
    let (folder, many) = of(make);
    let differ: Vec<_> =
        one.iter().filter(|(name, bytes)| many.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert_eq!(differ, NONE);
    assert_eq!(agreed(folder.path(), &many)[1], ("updates".to_owned(), 1000));
    // More than one part of a long file was handed on.
    assert!(many["updates.jsonl"].len() > 2 * 256 * 1024, "{}", many["updates.jsonl"].len());
}

#[test]
fn tables_can_be_left_out_and_claims_keep_their_files() {
    let all = tempfile::tempdir().unwrap();
    project::generated(all.path(), 1, 1);
    let site = all.path().join("content/site.toml");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, format!("{text}[outputs.data]\ntables = false\n")).unwrap();
    let said = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("build")
        .current_dir(all.path())
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let there = |path: &str| all.path().join("site").join(path).exists();
    assert_eq!((there("claims/claim-0/claim.json"), there("data")), (true, false));
    let page = std::fs::read_to_string(all.path().join("site/index.html")).unwrap();
    assert!(!page.contains("href=\"data/"));
}
