//! The update that decides a headline cites sources that contradict each other, and its words do not say so.

use crate::check::{Level, Look, Role, Rule, Scene, Stage};
use crate::diagnostic::Place;
use crate::record::party::{Citation, Says};
use crate::record::update::UpdateRecord;
use crate::tracker::claim::Claim;

/// Words by which a text sets one thing against another, by language.
const CONTRAST: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "but",
            "however",
            "although",
            "though",
            "despite",
            "while",
            "whereas",
            "yet",
            "nevertheless",
            "contrary",
            "conversely",
            "instead",
            "contradict",
            "contradicts",
            "contradicted",
            "contradicting",
            "contradiction",
            "conflict",
            "conflicts",
            "conflicting",
            "disagree",
            "disagrees",
            "disagreed",
            "disagreement",
            "dispute",
            "disputes",
            "disputed",
            "deny",
            "denies",
            "denied",
            "denial",
            "differ",
            "differs",
            "differently",
            "reject",
            "rejects",
            "rejected",
            "otherwise",
            "inconsistent",
            "opposite",
        ],
    ),
    (
        "es",
        &[
            "pero",
            "aunque",
            "embargo",
            "mientras",
            "obstante",
            "contrario",
            "contraria",
            "cambio",
            "sino",
            "pese",
            "contradice",
            "contradicen",
            "contradijo",
            "contradicción",
            "contradictorio",
            "contradictorias",
            "contradictorios",
            "discrepa",
            "discrepan",
            "discrepancia",
            "desmiente",
            "desmienten",
            "desmintió",
            "niega",
            "niegan",
            "negó",
            "disputa",
            "difiere",
            "difieren",
            "rechaza",
            "rechazan",
            "rechazó",
            "opuesto",
        ],
    ),
];

pub(super) const RULE: Rule = Rule {
    code: "conflict-untold",
    summary: "The update that decides a headline cites sources that contradict each other, and its words do not say so.",
    explanation: "Where the evidence is divided, a reader must learn it from the sentence that gives the verdict, not from a \
                  mark beside a footnote. Passing over the source that says the opposite is what corrections are made \
                  of.\n\n\
                  The rule looks at the update on which a claim's headline rests. If some of its sources have `says = \
                  \"supports\"` and others `says = \"contradicts\"`, its summary or body should say that they differ. It \
                  is content with a word of contrast (but, however, denies, disputed …), with a citation of the source \
                  that contradicts (`[@id]`), and with the name of its publisher. Texts in languages whose words it does \
                  not know (other than English and Spanish) are left alone.\n\n\
                  Say in the summary what the other source holds, and why the verdict is what it is.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|scene, told, findings| {
        let Some(claim) = told.claim.filter(|claim| claim.marks.evidence_conflicts) else { return };
        let Some(place) = claim.headline().settled_by.map(|ix| claim.updates[ix.ix()].record.ix()) else {
            return;
        };
        let update = &claim.record.updates[place];
        let of_update = |role: Role<'_>| matches!(role, Role::Update(ix) if ix == place);
        let body = told.texts.iter().find(|prose| prose.lang.is_none() && of_update(prose.role));
        let text = [update.summary.as_ref().map_or("", |text| text), body.map_or("", |prose| prose.typed)]
            .join("\n");
        let against: Vec<_> = update.citations.iter().filter(|one| one.says == Says::Contradicts).collect();
        let Some(first) = against.first().filter(|_| !tells(scene, claim, &text, &against)) else { return };
        let finding = findings.add(
            Place::new(update.file(), first.source.span),
            format!(
                "update `{}` decides the headline and does not say that source `{}` contradicts it",
                update.id.as_str(),
                first.source.as_str()
            ),
            "say in the summary what the source holds, or cite it in the body: [@id]",
        );
        finding.notes.push((status_place(update), "the headline rests on this".to_owned()));
    })],
};

fn status_place(update: &UpdateRecord) -> Place {
    let span = update.status.as_ref().map_or(update.published.span, |status| status.span);
    Place::new(update.file(), span)
}

/// Whether a text says that sources differ, or what those against it are.
fn tells(scene: &Scene<'_>, claim: &Claim, text: &str, against: &[&Citation]) -> bool {
    let lang = claim.record.lang.as_deref().unwrap_or(&scene.config.languages[0].code);
    let base = lang.split('-').next().unwrap_or_default();
    let Some((_, words)) = CONTRAST.iter().find(|(code, _)| *code == base) else { return true };
    let lower = text.to_lowercase();
    let contrasts = lower.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
    contrasts
        || against.iter().any(|citation| {
            let publisher = scene.source(citation.source.as_str()).and_then(|source| source.publisher);
            let name = publisher.map(|ix| scene.publishers[ix].record.name.to_lowercase());
            text.contains(&format!("[@{}]", citation.source.as_str()))
                || name.is_some_and(|name| lower.contains(&name))
        })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    const SOURCES: &str = "[[publishers]]\nid = \"gazette\"\nname = \"The Gazette\"\n\n[[sources]]\nid = \"s1\"\nurl = \
                           \"https://a.example/1\"\n\n[[sources]]\nid = \"s2\"\nurl = \"https://a.example/2\"\npublisher \
                           = \"gazette\"\n";

    fn update(summary: &str, body: &str, more: &str) -> String {
        format!(
            "[[updates]]\npublished = 2026-02-01\nstatus = \"complete\"\nsummary = \"{summary}\"\nbody = \"{body}\"\n\
             sources = [{{id = \"s1\", says = \"supports\"}}, {{id = \"s2\", says = \"contradicts\"}}]\n{more}"
        )
    }

    #[test]
    fn evidence_that_is_passed_over_is_found() {
        let record = claim(&update("All lanes are open.", "The ministry says that all are open.", ""), "");
        fires(
            &RULE,
            &[("sources.toml", SOURCES), ("claims/lanes.md", &record)],
            &[
                "claims/lanes.md:11:50: update `2026-02-01` decides the headline and does not say that source `s2` \
               contradicts it (say in the summary what the source holds, or cite it in the body: [@id])",
            ],
        );
    }

    #[test]
    fn what_is_said_or_does_not_decide_is_quiet() {
        let later = "\n[[updates]]\npublished = 2026-02-02\nstatus = \"stalled\"\nsources = [\"s1\"]";
        for updates in [
            update("All lanes are open, but others count ten.", "", ""),
            update("All lanes are open.", "Two are closed at night [@s2].", ""),
            update("All lanes are open.", "The Gazette counts ten.", ""),
            update("All lanes are open.", "", later),
            update("All lanes are open.", "", "").replace("contradicts", "context"),
        ] {
            quiet(&RULE, &[("sources.toml", SOURCES), ("claims/lanes.md", &claim(&updates, ""))]);
        }
        let german = claim(&format!("lang = \"de\"\n{}", update("Alle Spuren sind offen.", "", "")), "");
        let site =
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", \"de\"]\n";
        quiet(&RULE, &[("site.toml", site), ("sources.toml", SOURCES), ("claims/lanes.md", &german)]);
    }
}
