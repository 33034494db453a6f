//! A source is declared and cited nowhere.

use rustc_hash::FxHashSet;

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::party::Citation;
use crate::record::text::{LinkTarget, Text};

pub(super) const RULE: Rule = Rule {
    code: "source-never-cited",
    summary: "A source is declared and cited nowhere.",
    explanation: "A source that nothing cites is most often the trace of a slip: an update that should cite it, or a record \
                  that was taken out. Readers never see it: the index of sources holds what the site cites.\n\n\
                  The rule looks for citations in claims, updates, milestones and statements, as `appearance`, and as \
                  `[@id]` in any text and translation, those of drafts and of what is published later among them.\n\n\
                  Cite it where it belongs, or remove it.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let cited = cited(scene.records);
        for source in scene.records.sources.iter().filter(|source| !cited.contains(source.id.as_str())) {
            findings.add(
                Place::new(&source.file, source.id.span),
                format!("source `{}` is cited nowhere", source.id.as_str()),
                "cite it where it belongs, or remove it",
            );
        }
    })],
};

/// The ids of all sources that anything cites.
fn cited(records: &Records) -> FxHashSet<&str> {
    let mut ids = FxHashSet::default();
    for claim in &records.claims {
        of_claim(claim, &mut ids);
    }
    for page in &records.pages {
        page.texts().for_each(|text| of_text(text, &mut ids));
    }
    ids
}

fn of_claim<'a>(claim: &'a ClaimRecord, ids: &mut FxHashSet<&'a str>) {
    let statements = claim.statements.iter().filter_map(|statement| statement.appearance.as_ref());
    ids.extend(claim.appearance.iter().chain(statements).map(|id| id.as_str()));
    let updates = claim.updates.iter();
    let milestones = claim.milestones.iter().chain(updates.clone().flat_map(|update| &update.milestones));
    let lists = [&*claim.citations].into_iter().chain(milestones.map(|milestone| &*milestone.citations));
    let id = |citation: &'a Citation| citation.source.as_str();
    ids.extend(lists.chain(updates.map(|update| &*update.citations)).flatten().map(id));
    claim.texts().for_each(|text| of_text(text, ids));
}

fn of_text<'a>(text: &'a Text, ids: &mut FxHashSet<&'a str>) {
    ids.extend(text.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Source(id) => Some(&**id),
        LinkTarget::Site(_) => None,
    }));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_source_that_nothing_cites_is_found() {
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", "It names s1 and `[@s1]` in code."))],
            &["sources.toml:6:6: source `s1` is cited nowhere (cite it where it belongs, or remove it)"],
        );
    }

    #[test]
    fn every_way_to_cite_counts() {
        for lines in [
            "sources = [\"s1\"]",
            "appearance = \"s1\"",
            "draft = true\nsources = [\"s1\"]",
            "[[milestones]]\ndate = 2026-02-01\ntitle = \"Opening\"\nsources = [\"s1\"]",
            "[[statements]]\nmade_on = 2026-02-01\nkind = \"repeated\"\nappearance = \"s1\"",
            "[[updates]]\npublished = 2026-09-01\nsources = [{id = \"s1\", says = \"context\"}]",
        ] {
            quiet(&RULE, &[("claims/lanes.md", &claim(lines, ""))]);
        }
        quiet(&RULE, &[("claims/lanes.md", &claim("", "It opened [@s1]."))]);
        quiet(&RULE, &[("pages/about.md", "+++\ntitle = \"About\"\n+++\n\nSee [@s1].\n")]);
    }
}
