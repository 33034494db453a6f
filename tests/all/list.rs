//! `onrecord list` and `onrecord status`: what is due, overdue, stale and without a source, and how things stand.

use crate::reporting::{copy, csv, folder, onrecord, site, stdout, transcript};

#[test]
fn lists_are_told_as_they_are_written_down() {
    transcript(site().path(), "list.txt");
}

#[test]
fn status_is_told_as_it_is_written_down() {
    transcript(site().path(), "status.txt");
}

/// The lines of a list of this kind.
fn count(rows: &serde_json::Value, kind: &str) -> u64 {
    rows["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == kind).count() as u64
}

#[test]
fn the_numbers_at_a_glance_are_those_of_the_lists() {
    for folder in [site(), copy(&folder(""))] {
        for day in ["2024-12-01", "2025-07-15", "2026-01-20", "2026-02-10", "2026-03-31", "2031-01-01"] {
            let answer = |line: &str| -> serde_json::Value {
                let line = format!("{line} --as-of {day} --format json");
                serde_json::from_str(&stdout(folder.path(), &line)).unwrap()
            };
            let glance = answer("status");
            let length =
                |list: &str| answer(&format!("list {list}"))["rows"].as_array().unwrap().len() as u64;
            for (list, number) in [
                ("all", &glance["claims"]),
                ("open", &glance["open"]),
                ("stale", &glance["stale"]),
                ("disputed", &glance["challenges"]),
                ("unsettled", &glance["unsettled"]),
                ("drafts", &glance["drafts"]),
            ] {
                assert_eq!(Some(length(list)), number.as_u64(), "{list} {day}");
            }
            assert_eq!(length("open") + length("closed"), length("all"));
            for list in ["due", "overdue"] {
                let rows = answer(&format!("list {list}"));
                for (kind, number) in
                    [("due", "claims"), ("milestone", "milestones"), ("follow_up", "follow_ups")]
                {
                    assert_eq!(
                        Some(count(&rows, kind)),
                        glance[list][number].as_u64(),
                        "{list} {kind} {day}"
                    );
                }
            }
            let rows = answer("list unsourced");
            assert_eq!(Some(count(&rows, "headline")), glance["unsourced"]["headlines"].as_u64());
            assert_eq!(Some(count(&rows, "update")), glance["unsourced"]["updates"].as_u64());
        }
    }
}

#[test]
fn what_is_due_is_not_overdue_and_becomes_so_on_the_day_after() {
    let folder = site();
    let rows = |line: &str| csv(&stdout(folder.path(), &format!("{line} --format csv"))).len() - 1;
    assert_eq!(rows("list due --within 0 --as-of 2026-01-15"), 1);
    assert_eq!(rows("list overdue --as-of 2026-01-15"), 1, "the signs of 10 January alone");
    assert_eq!(rows("list overdue --as-of 2026-01-16"), 2);
}

#[test]
fn csv_of_every_list_has_a_cell_for_each_column() {
    let folder = copy(&folder(""));
    for list in ["all", "due", "overdue", "stale", "unsourced", "disputed", "unsettled", "drafts"] {
        let rows = csv(&stdout(folder.path(), &format!("list {list} --format csv")));
        assert!(rows.iter().all(|row| row.len() == 17), "{list}");
    }
}

#[test]
fn broken_records_are_told_and_the_rest_is_listed() {
    let folder = site();
    let expected = stdout(folder.path(), "list");
    std::fs::write(folder.path().join("content/claims/broken.md"), "+++\ntitel = \"Broken\"\n+++\n").unwrap();
    for line in ["list", "status"] {
        let said = onrecord(folder.path(), line);
        assert_eq!(said.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&said.stderr).contains("content/claims/broken.md:2:1"), "{line}");
        assert!(!said.stdout.is_empty());
    }
    assert_eq!(String::from_utf8(onrecord(folder.path(), "list").stdout).unwrap(), expected);
    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(onrecord(nowhere.path(), "list").status.code(), Some(2));
}

#[test]
fn the_day_of_the_environment_counts() {
    let folder = site();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let said = command.args(["status", "--format", "json"]).current_dir(folder.path());
    let said = said.env("SOURCE_DATE_EPOCH", "1767830400").output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(status["as_of"], "2026-01-08");
}

/// Every key of a JSON value, however deep.
fn keys(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_and_kind_is_in_the_manual() {
    let manual = std::fs::read_to_string(folder("docs/reporting.md")).unwrap();
    let (site, demo) = (site(), copy(&folder("")));
    let mut words = std::collections::BTreeSet::new();
    for root in [site.path(), demo.path()] {
        for line in ["report --from 2024", "list", "list unsourced", "list due", "list overdue", "status"] {
            let answer = serde_json::from_str(&stdout(root, &format!("{line} --format json"))).unwrap();
            keys(&answer, &mut words);
            for row in answer["events"].as_array().or(answer["rows"].as_array()).into_iter().flatten() {
                words.insert(row["kind"].as_str().unwrap().to_owned());
            }
        }
    }
    let answer = stdout(site.path(), "status bus-lanes --as-of 2026-01-31 --format json");
    keys(&serde_json::from_str(&answer).unwrap(), &mut words);
    let missing: Vec<_> = words.iter().filter(|word| !manual.contains(&format!("`{word}`"))).collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(words.len() > 75, "{}", words.len());
}
