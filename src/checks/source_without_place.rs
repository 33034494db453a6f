//! A source cannot be found by anybody: it has neither an address nor a place.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "source-without-place",
    summary: "A source has neither an address nor another place where it can be found.",
    explanation: "A source that nobody can find is none: readers must be able to see for themselves.\n\n\
                  The rule finds sources with neither `url` nor `where`. An archived copy counts as a place.\n\n\
                  Add the address, or say in `where` in what it is found: the gazette with number and page, who was \
                  interviewed and when, the archive and shelf mark.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        let record = &source.record;
        if record.url.is_none() && record.where_found.is_none() && record.archives.is_empty() {
            findings.add(
                Place::new(&record.file, record.id.span),
                format!("source `{}` has neither an address nor a place", record.id.as_str()),
                "add `url`, or say in `where` where it is found: gazette and page, interview and date",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn source(lines: &str) -> String {
        format!("[[sources]]\nid = \"s1\"\ntitle = \"One\"\n{lines}\n")
    }

    #[test]
    fn a_title_alone_leads_nowhere() {
        fires(
            &RULE,
            &[("sources.toml", &source("published = 2026-01-01"))],
            &[
                "sources.toml:2:6: source `s1` has neither an address nor a place (add `url`, or say in `where` where \
               it is found: gazette and page, interview and date)",
            ],
        );
    }

    #[test]
    fn addresses_places_and_copies_are_enough() {
        for lines in [
            "url = \"https://a.example/\"",
            "where = \"Gazette 12, page 3\"",
            "archives = [{url = \"https://archive.ph/aB3dE\"}]",
        ] {
            quiet(&RULE, &[("sources.toml", &source(lines))]);
        }
    }
}
