//! `[checks]` or `allow` names a rule that does not exist.

use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::checks::{adjustable, is_adjustable};
use crate::codes;
use crate::diagnostic::Place;
use crate::record::allow::Allow;

pub(super) const RULE: Rule = Rule {
    code: "unknown-rule",
    summary: "`[checks]` or `allow` names a rule that does not exist, so it does nothing.",
    explanation: "`[checks]` in `content/site.toml` and `allow` in a record name rules by their codes. One that does not \
                  exist excuses nothing, which is most often a misspelling.\n\n\
                  Errors of the records themselves, such as a bad date, are no rules: they cannot be switched off.",
    stage: Stage::Gate,
    level: Level::Warning,
    looks: &[
        Look::Site(|scene, findings| {
            let mut set: Vec<&str> = scene.config.checks.keys().map(|code| &**code).collect();
            set.sort_unstable();
            for code in set {
                name(code, Place::whole(&scene.config.file), findings);
            }
            let config = &scene.config;
            names(&config.allow, |allow| Place::new(&config.file, allow.rule.span), findings);
            for page in &scene.pages {
                names(&page.allow, |allow| Place::new(&page.file, allow.rule.span), findings);
            }
            for person in &scene.records.people {
                names(&person.allow, |allow| Place::new(&person.file, allow.rule.span), findings);
            }
            for publisher in &scene.records.publishers {
                names(&publisher.allow, |allow| Place::new(&publisher.file, allow.rule.span), findings);
            }
        }),
        Look::Claim(|_, claim, findings| {
            let record = &claim.record;
            names(&record.allow, |allow| Place::new(&record.file, allow.rule.span), findings);
            for update in &record.updates {
                names(&update.allow, |allow| Place::new(update.file(), allow.rule.span), findings);
            }
        }),
        Look::Source(|_, source, findings| {
            let record = &source.record;
            names(&record.allow, |allow| Place::new(&record.file, allow.rule.span), findings);
        }),
    ],
};

fn names(allow: &[Allow], place: impl Fn(&Allow) -> Place, findings: &mut Findings) {
    for allow in allow {
        name(&allow.rule, place(allow), findings);
    }
}

fn name(code: &str, place: Place, findings: &mut Findings) {
    if is_adjustable(code) {
        return;
    }
    let help = codes::meant(&codes::near(code, adjustable()))
        .unwrap_or_else(|| "remove it: errors of the records themselves cannot be switched off".to_owned());
    findings.add(place, format!("rule `{code}` does not exist"), help);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires};

    #[test]
    fn rules_that_are_not_there_are_found_wherever_they_are_named() {
        let allow = "allow = [{rule = \"orphan-pag\", reason = \"Known.\"}]\n";
        let site = format!(
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n{allow}[checks]\nzzz = \"off\"\n"
        );
        let sources = format!(
            "[[publishers]]\nid = \"gazette\"\nname = \"The Gazette\"\n{allow}[[sources]]\nid = \"s1\"\ntitle = \
             \"One\"\n{allow}"
        );
        let update = format!("+++\npublished = 2026-02-20\n{allow}+++\n\nText.\n");
        let found =
            |place: &str| format!("{place}: rule `orphan-pag` does not exist (did you mean `orphan-page`?)");
        fires(
            &RULE,
            &[
                ("site.toml", &site),
                ("people.toml", &format!("[[people]]\nid = \"minister\"\nname = \"A. Minister\"\n{allow}")),
                ("sources.toml", &sources),
                ("pages/about.md", &format!("+++\ntitle = \"About\"\n{allow}+++\n\nUs.\n")),
                ("claims/lanes/claim.md", &claim(allow.trim_end(), "")),
                ("claims/lanes/updates/a.md", &update),
            ],
            &[
                &found("claims/lanes/claim.md:6:18"),
                &found("claims/lanes/updates/a.md:3:18"),
                &found("pages/about.md:3:18"),
                &found("people.toml:4:18"),
                "site.toml: rule `zzz` does not exist (remove it: errors of the records themselves cannot be switched off)",
                &found("site.toml:3:18"),
                &found("sources.toml:4:18"),
                &found("sources.toml:8:18"),
            ],
        );
    }
}
