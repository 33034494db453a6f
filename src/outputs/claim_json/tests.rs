//! claim.json against its public description: the example, the schema, the words of records, the prose.

use serde_json::{Value, json};

use super::*;
use crate::outputs::sample::{self, all_of, drawn};
use crate::record::claim::{
    ClaimKind, CorrectionKind, CriterionState, DueBasis, FollowUpState, JudgedBy, Method, MilestoneState,
    ResponseKind, ResponseState, StatementKind,
};
use crate::record::party::{Nature, Says, SourceKind, UrlStatus};

const SCHEMA: &str = include_str!("../../../docs/claim.schema.json");
const EXAMPLE: &str = include_str!("../../../docs/claim.example.json");
const PROSE: &str = include_str!("../../../docs/claim-json.md");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

fn file_of(claim: &str) -> String {
    let site = sample::site();
    drawn(&site, &all_of(&site, &ClaimJson), &format!("claims/{claim}/claim.json"))
}

#[test]
fn the_documented_example_is_what_is_written() {
    assert_eq!(file_of("bus-lanes"), EXAMPLE);
}

#[test]
fn an_update_to_come_is_shown_in_previews_only() {
    let site = sample::preview("2026-02-12");
    assert!(site.tracker.claims[0].updates[5].future);
    let file = drawn(&site, &all_of(&site, &ClaimJson), "claims/bus-lanes/claim.json");
    let file: Value = serde_json::from_str(&file).unwrap();
    let ids: Vec<_> = file["updates"].as_array().unwrap().iter().map(|update| &update["id"]).collect();
    let public = ["2026-01-10-0800", "2026-01-12", "2026-01-15-0930", "2026-01-20-1000", "2026-01-21-1000"];
    assert_eq!(ids, public);
}

#[test]
fn every_file_follows_the_schema_and_has_no_field_that_it_does_not_name() {
    for claim in ["bus-lanes", "quiet"] {
        let file: Value = serde_json::from_str(&file_of(claim)).unwrap();
        assert_eq!(faults(&schema(), &schema(), &file), Vec::<String>::new(), "{claim}");
    }
}

#[test]
fn what_breaks_the_schema_is_found() {
    let cases = [
        ("/format", json!(2), "/format: not 1"),
        ("/quote", json!(1), "/quote: type"),
        ("/headline/marks/0", json!("sad"), "/headline/marks/0: not in the list"),
        (
            "/updates/2",
            json!({"id": "x", "url": "x", "published": "x", "text": "x"}),
            "/updates/2: no alternative",
        ),
        ("/dates", json!({"first_published": "2026", "a": 1}), "/dates: `headline_changed` is missing"),
        ("/claimants/0", json!({"id": "a", "name": "A", "age": 1}), "/claimants/0: `age` is not documented"),
    ];
    for (pointer, value, expected) in cases {
        let mut file: Value = serde_json::from_str(EXAMPLE).unwrap();
        *file.pointer_mut(pointer).expect(pointer) = value;
        let faults = faults(&schema(), &schema(), &file);
        assert!(faults.iter().any(|fault| fault == expected), "{expected}: {faults:?}");
    }
}

#[test]
fn the_schema_lists_every_word_that_records_can_hold() {
    let property = |block: &str, name: &str| format!("/$defs/{block}/properties/{name}/enum");
    let cases = [
        ("/properties/kind/enum".to_owned(), ClaimKind::WORDS),
        ("/properties/due_basis/enum".to_owned(), DueBasis::WORDS),
        (property("update", "method"), Method::WORDS),
        (property("criterion", "state"), CriterionState::WORDS),
        (property("milestone", "state"), MilestoneState::WORDS),
        (property("follow_up", "state"), FollowUpState::WORDS),
        (property("statement", "kind"), StatementKind::WORDS),
        (property("statement", "judged_by"), JudgedBy::WORDS),
        (property("correction", "kind"), CorrectionKind::WORDS),
        (property("response", "kind"), ResponseKind::WORDS),
        (property("response", "state"), ResponseState::WORDS),
        (property("source", "nature"), Nature::WORDS),
        (property("source", "kind"), SourceKind::WORDS),
        (property("source", "url_status"), UrlStatus::WORDS),
        (property("citation", "says"), Says::WORDS),
    ];
    for (pointer, words) in cases {
        let listed = schema().pointer(&pointer).cloned().expect(&pointer);
        let listed: Vec<_> =
            listed.as_array().unwrap().iter().filter_map(Value::as_str).map(String::from).collect();
        assert_eq!(listed, words, "{pointer}");
    }
}

#[test]
fn every_mark_is_listed_in_the_order_of_the_schema() {
    let unsettled = sample::site().tracker.claims[0].marks.unsettled.clone();
    let all = Marks {
        overdue: true,
        date_passed: true,
        completed_late: true,
        stale: true,
        unsettled,
        disputed: true,
        evidence_conflicts: true,
    };
    let listed = schema().pointer("/$defs/headline/properties/marks/items/enum").cloned();
    assert_eq!(Some(json!(marks(&all))), listed);
}

#[test]
fn the_prose_names_every_field_with_the_words_of_the_schema() {
    let schema = schema();
    let blocks = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for (name, property) in blocks.filter_map(|block| block["properties"].as_object()).flatten() {
        let meaning = property["description"].as_str().expect("a description").trim_end_matches('.');
        let row = |line: &&str| {
            line.starts_with(&format!("| `{name}` |")) && line.ends_with(&format!("| {meaning} |"))
        };
        assert!(PROSE.lines().any(|line| row(&line)), "docs/claim-json.md lacks `{name}`: {meaning}");
    }
}

/// What `value` breaks of `schema`; it may hold no field that the schema does not name.
///
/// Knows the keywords that the schema uses, and refuses any other: none may stand there unchecked.
fn faults(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(root, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$ref" => {
                let target =
                    root.pointer(&rule.as_str().unwrap()[1..]).expect("the reference leads somewhere");
                check(root, target, value, at, found);
            }
            "const" if value != rule => found.push(format!("{at}: not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                found.push(format!("{at}: not in the list"));
            }
            "type" if !is_of(rule, value) => found.push(format!("{at}: type")),
            "$schema" | "$defs" | "title" | "description" | "const" | "enum" | "type" => {}
            "anyOf" => {
                let fits = |schema: &Value| {
                    let mut faults = Vec::new();
                    check(root, schema, value, at, &mut faults);
                    faults.is_empty()
                };
                if !rule.as_array().unwrap().iter().any(fits) {
                    found.push(format!("{at}: no alternative"));
                }
            }
            "items" => {
                for (ix, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}/{ix}"), found);
                }
            }
            "required" => {
                let names = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                let missing = names.filter(|name| value.is_object() && value.get(name).is_none());
                found.extend(missing.map(|name| format!("{at}: `{name}` is missing")));
            }
            "properties" => {
                for (name, item) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => check(root, rule, item, &format!("{at}/{name}"), found),
                        None => found.push(format!("{at}: `{name}` is not documented")),
                    }
                }
            }
            other => panic!("the schema uses `{other}`, which this test does not check"),
        }
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    types.as_str().map_or_else(|| types.as_array().unwrap().contains(&json!(name)), |only| only == name)
}
