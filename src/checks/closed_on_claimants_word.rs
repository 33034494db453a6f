//! A promise counts as fulfilled on the word of those who made it.

use crate::check::{Level, Look, Rule, Stage};
use crate::checks::bearing::{Closed, bearing, cited};

pub(super) const RULE: Rule = Rule {
    code: "closed-on-claimants-word",
    summary: "A promise counts as fulfilled, and every source for that speaks for those who made it.",
    explanation: "That a promise was kept should not rest on those alone who made it. A publisher speaks for claimants \
                  where `speaks_for` in sources.toml names them.\n\n\
                  What is looked at are all readings that bear a headline whose status has `fulfils`, and the sources \
                  that they cite, in `sources` and in their texts. One source of anybody else is enough; one without \
                  a publisher counts as somebody else's. A claim that was given up or not met is left alone: there the \
                  claimants' own word is good evidence.\n\n\
                  Cite somebody else: a count, a visit, an audit, a report. Where the thing itself was what was \
                  promised (a document, a law), say so: `allow = [{ rule = \"closed-on-claimants-word\", reason = \"…\" }]`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|tracker, claim, findings| {
        let Some(closed) = Closed::fulfilled(tracker, claim) else { return };
        let is_their_own = |id: &str| {
            let publisher = tracker.source(id).and_then(|source| source.publisher);
            let speaks_for = publisher.map(|publisher| &tracker.publishers[publisher].speaks_for);
            speaks_for.is_some_and(|list| list.iter().any(|person| claim.claimants.contains(person)))
        };
        let mut sources = bearing(claim).flat_map(cited).peekable();
        if sources.peek().is_some() && sources.all(is_their_own) {
            findings.add(
                closed.place(),
                format!(
                    "update `{}` says `{}` on the word of the claimants alone",
                    closed.by.id, closed.status.id
                ),
                "cite a source that does not speak for them",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim_with, fires, quiet};

    const SOURCES: &str = "[[publishers]]\nid = \"city\"\nname = \"City Hall\"\nspeaks_for = [\"minister\"]\n\n\
         [[publishers]]\nid = \"gazette\"\nname = \"The Gazette\"\n\n\
         [[sources]]\nid = \"own\"\nurl = \"https://city.example.org/1\"\npublisher = \"city\"\n\n\
         [[sources]]\nid = \"press\"\nurl = \"https://gazette.example.org/1\"\npublisher = \"gazette\"\n\n\
         [[sources]]\nid = \"visit\"\nwhere = \"Notes of 3 February\"\n";

    fn files(updates: &[&str]) -> [(&'static str, String); 2] {
        [("sources.toml", SOURCES.to_owned()), ("claims/lanes.md", claim_with("", updates))]
    }

    const CLOSED: &str = "published = 2026-02-01\nstatus = \"complete\"\nsummary = \"Done.\"";

    #[test]
    fn a_promise_fulfilled_by_its_maker_alone_is_found() {
        for cites in ["sources = [\"own\"]", "body = \"Open [@own].\""] {
            let files = files(&[&format!("{CLOSED}\n{cites}")]);
            let files = files.each_ref().map(|(path, text)| (*path, &**text));
            fires(
                &RULE,
                &files,
                &[
                    "claims/lanes.md:9:10: update `2026-02-01` says `complete` on the word of the claimants alone (cite \
                   a source that does not speak for them)",
                ],
            );
        }
    }

    #[test]
    fn one_other_source_another_status_and_no_source_at_all_are_quiet() {
        let later = "published = 2026-02-05\nstatus = \"complete\"\nsources = [\"visit\"]";
        let own = format!("{CLOSED}\nsources = [\"own\"]");
        for updates in [
            &[&*format!("{CLOSED}\nsources = [\"own\"]\nbody = \"Open [@press].\"")][..],
            &[&*own, later],
            &[CLOSED],
            &["published = 2026-02-01\nstatus = \"dropped\"\nsources = [\"own\"]"],
            &["published = 2026-02-01\nstatus = \"in_progress\"\nsources = [\"own\"]"],
        ] {
            let files = files(updates);
            quiet(&RULE, &files.each_ref().map(|(path, text)| (*path, &**text)));
        }
    }
}
