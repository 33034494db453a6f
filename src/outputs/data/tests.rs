//! The tables against what is said of them elsewhere: the theme's words, docs/data.md, their own keys.

use std::fmt::Write;

use super::column::{Kind, Need};
use super::*;
use crate::outputs::sample::{self, all_of, drawn};
use crate::theme;

const PROSE: &str = include_str!("../../../docs/data.md");

#[test]
fn the_words_of_the_theme_are_those_of_the_tables() {
    let strings = theme::english();
    let words = |doc: &str| doc.replace('`', "").replace('\'', "\u{2019}");
    for table in TABLES {
        assert_eq!(strings.get(&format!("table.{}", table.name)), words(table.doc));
        for column in table.columns {
            let key = format!("column.{}.{}", table.name, column.name);
            assert_eq!(strings.get(&key), words(column.doc));
        }
    }
}

#[test]
fn the_prose_describes_every_column() {
    for table in TABLES {
        let mut described = format!(
            "### {}\n\n{}.\n\n| column | type | meaning |\n| --- | --- | --- |\n",
            table.name, table.doc
        );
        for column in table.columns {
            let kind = match column.kind {
                Kind::Text => "text".to_owned(),
                Kind::Url => "address".to_owned(),
                Kind::Word(words) => format!("`{}`", words.join("`, `")),
                Kind::Status => "status".to_owned(),
                Kind::Flag => "`true`, `false`".to_owned(),
                Kind::Count => "whole number".to_owned(),
                Kind::List => "list".to_owned(),
                Kind::Date => "date".to_owned(),
                Kind::Day => "day".to_owned(),
            };
            let mark = if column.need == Need::Always { "**" } else { "" };
            writeln!(described, "| {mark}`{}`{mark} | {kind} | {} |", column.name, column.doc).unwrap();
        }
        assert!(PROSE.contains(&described), "docs/data.md should say:\n{described}");
    }
}

#[test]
fn keys_references_and_indexes_name_columns() {
    for table in TABLES {
        let fields: Vec<_> = table.fields().into_iter().map(|field| field.name).collect();
        let has = |name: &&str| fields.iter().any(|field| field == name);
        let own = table.references.iter().flat_map(|reference| reference.columns);
        let missing: Vec<_> =
            table.key.iter().chain(table.indexes).chain(own).filter(|name| !has(name)).collect();
        assert_eq!(missing, Vec::<&&str>::new(), "{}", table.name);
        for reference in table.references {
            let other = TABLES.iter().find(|other| other.name == reference.table).expect(reference.table);
            assert_eq!(other.key, reference.key, "{}", table.name);
        }
        let mut once = fields.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), fields.len(), "{}", table.name);
    }
}

#[test]
fn a_table_is_written_as_it_was() {
    let site = sample::site();
    let made = all_of(&site, &Data);
    let expected = "claim,id,url,date,date_earliest,date_latest,question,state,outcome,first_date,\
                    first_date_earliest,first_date_latest,moves,set_by\r\n";
    let table = drawn(&site, &made, "data/follow-ups.csv");
    assert!(table.starts_with(expected), "{table}");
    let lines = drawn(&site, &made, "data/follow-ups.jsonl");
    assert_eq!(table.matches("\r\n").count(), lines.lines().count() + 1);
}
