//! A source on the web has no archived copy.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::archive::{Archived, copy};
use crate::diagnostic::Place;
use crate::record::party::UrlStatus;

pub(super) const RULE: Rule = Rule {
    code: "source-not-archived",
    summary: "A source on the web has no archived copy.",
    explanation: "Pages change and disappear, those of governments too. A reading whose source is gone cannot be checked by \
                  anybody, unless a copy was kept while it was there.\n\n\
                  The rule finds sources with a `url` and without `archives`. Sources that have no address, and those \
                  whose address is itself a copy at an archive, are left alone.\n\n\
                  Have the page archived and add the copy: `archives = [{url = \
                  \"https://web.archive.org/web/20260213144200/https://…\", date = 2026-02-13}]`. Where an archive may not \
                  copy a page, say so with `allow`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        let record = &source.record;
        let Some(url) = record.url.as_ref().filter(|_| record.archives.is_empty()) else { return };
        if matches!(copy(url), Archived::Stamped(..) | Archived::Coded) {
            return;
        }
        let state = match record.url_status {
            Some(UrlStatus::Dead) => " and its address is dead",
            Some(UrlStatus::Changed) => " and its address shows something else now",
            Some(UrlStatus::Retracted) => " and its publisher has withdrawn it",
            Some(UrlStatus::Live) | None => "",
        };
        findings.add(
            Place::new(&record.file, url.span),
            format!("source `{}` has no archived copy{state}", record.id.as_str()),
            "have it archived and add the copy: archives = [{url = \"…\", date = …}]",
        );
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    #[test]
    fn a_page_without_a_copy_is_found() {
        let with = |line: &str| format!("[[sources]]\nid = \"s1\"\nurl = \"https://a.example/\"\n{line}\n");
        let help = "(have it archived and add the copy: archives = [{url = \"…\", date = …}])";
        for (line, state) in [("", ""), ("url_status = \"dead\"", " and its address is dead")] {
            let expected = format!("sources.toml:3:7: source `s1` has no archived copy{state} {help}");
            fires(&RULE, &[("sources.toml", &with(line))], &[&expected]);
        }
    }

    #[test]
    fn copies_and_sources_off_the_web_are_quiet() {
        let archived = "url = \"https://a.example/\"\narchives = [{url = \"https://archive.ph/aB3dE\"}]";
        let copy = "url = \"https://web.archive.org/web/20260213144200/https://a.example/\"";
        for line in ["where = \"Gazette, page 1\"", archived, copy] {
            quiet(&RULE, &[("sources.toml", &format!("[[sources]]\nid = \"s1\"\n{line}\n"))]);
        }
    }
}
