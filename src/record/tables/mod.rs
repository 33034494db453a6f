//! The field tables, a family of records a file; data only.

pub mod allow;
pub mod claim;
pub mod party;
pub mod site;

use crate::record::table::Table;

/// The tables of whole files: a word for each, the file that it describes, the table.
pub const FILES: &[(&str, &str, &Table)] = &[
    ("site", "content/site.toml", &site::SITE),
    ("people", "content/people.toml", &party::PEOPLE),
    ("sources", "content/sources.toml", &party::SOURCES),
    ("claim", "content/claims/ID/claim.md", &claim::CLAIM),
    ("claim-md", "content/claims/ID.md", &claim::CLAIM_MD),
    ("claim-toml", "content/claims/ID.toml", &claim::CLAIM_TOML),
    ("update", "content/claims/ID/updates/*.md", &claim::UPDATE),
    ("page", "content/pages/ID.md", &site::PAGE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn walk(table: &'static Table, seen: &mut BTreeSet<&'static str>) {
        seen.insert(table.name);
        let mut names = BTreeSet::new();
        for field in table.fields() {
            assert!(names.insert(field.name), "{}.{} stands twice", table.name, field.name);
            let first = field.doc.chars().next().unwrap_or(' ');
            assert!(
                first.is_uppercase() || !first.is_alphabetic(),
                "{}.{}: {}",
                table.name,
                field.name,
                field.doc
            );
            assert!(!field.doc.contains('\n') && !field.doc.ends_with('.'), "{}.{}", table.name, field.name);
            field.kind.entries().inspect(|inner| walk(inner, seen));
        }
    }

    #[test]
    fn words_of_tables_are_those_of_the_types() {
        let shapes: Vec<_> = crate::record::site::Shape::WORDS.iter().map(|(word, _)| *word).collect();
        assert_eq!(site::SHAPES, shapes);
    }

    #[test]
    fn every_field_stands_once_and_is_documented_on_one_line() {
        let mut seen = BTreeSet::new();
        for (.., table) in FILES {
            walk(table, &mut seen);
        }
        let known = [
            "allow",
            "archive",
            "citation",
            "claim",
            "correction",
            "criterion",
            "editor",
            "follow-up",
            "licence",
            "milestone",
            "organisation",
            "output",
            "page",
            "people",
            "person",
            "publisher",
            "response",
            "role",
            "security",
            "set",
            "settling",
            "site",
            "source",
            "sources",
            "statement",
            "status",
            "thresholds",
            "topic",
            "update",
            "withdrawal",
        ];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), known);
    }
}
