//! Nothing says when a source on the web was read.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::archive::{Archived, copy};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "source-without-access-date",
    summary: "Nothing says when a source on the web was read.",
    explanation: "A page may say something else today than when it was read. The day of reading tells a reader which \
                  version a judgement rests on.\n\n\
                  The rule finds sources with a `url` and without `accessed`. It is content with an archived copy whose \
                  day is known, from its `date` or from its address: what was read is kept there. Sources without an \
                  address are left alone.\n\n\
                  Add the day on which an editor read the page: `accessed = 2026-02-13`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        let record = &source.record;
        let Some(url) = record.url.as_ref().filter(|_| record.accessed.is_none()) else { return };
        let stamped = |url: &str| matches!(copy(url), Archived::Stamped(..));
        let dated = record.archives.iter().any(|archive| archive.date.is_some() || stamped(&archive.url));
        if !dated && !stamped(url) {
            findings.add(
                Place::new(&record.file, url.span),
                format!("source `{}` does not say when it was read", record.id.as_str()),
                "add the day: accessed = 2026-02-13",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    #[test]
    fn a_page_that_was_read_on_no_day_is_found() {
        for line in ["", "archives = [{url = \"https://archive.ph/aB3dE\"}]"] {
            let source = format!("[[sources]]\nid = \"s1\"\nurl = \"https://a.example/\"\n{line}\n");
            fires(
                &RULE,
                &[("sources.toml", &source)],
                &[
                    "sources.toml:3:7: source `s1` does not say when it was read (add the day: accessed = 2026-02-13)",
                ],
            );
        }
    }

    #[test]
    fn days_of_reading_and_of_copies_are_enough() {
        for line in [
            "where = \"Interview\"",
            "url = \"https://a.example/\"\naccessed = \"2026-02\"",
            "url = \"https://a.example/\"\narchives = [{url = \"https://archive.ph/aB3dE\", date = 2026-02-13}]",
            "url = \"https://a.example/\"\narchives = [{url = \"https://web.archive.org/web/20260213144200/https://a.example/\"}]",
            "url = \"https://web.archive.org/web/20260213144200/https://a.example/\"",
        ] {
            quiet(&RULE, &[("sources.toml", &format!("[[sources]]\nid = \"s1\"\n{line}\n"))]);
        }
    }
}
