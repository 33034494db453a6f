//! A record lacks the language that most of its kind have been translated into.

use crate::check::{Findings, Level, Look, Rule, Scene, Stage};
use crate::diagnostic::Place;
use crate::record::translation::Translation;
use crate::tracker::claim::Claim;

pub(super) const RULE: Rule = Rule {
    code: "missing-translation",
    summary: "A record lacks the language that most of its kind have been translated into.",
    explanation: "Readers of another language get a page in their own words around a text in another's. Where most claims \
                  are translated, one that is not was most often forgotten.\n\n\
                  The rule looks at claims, at pages, at the titles of topics, and at the sentence that gives the reason of \
                  a headline (the `summary` of the update that it rests on, where the claim itself is translated). For each \
                  of these kinds and each language of the site it finds what is missing once half of the kind have been \
                  translated; before that, translating has hardly begun. Bodies of updates are left alone: many sites \
                  translate key events only.\n\n\
                  Add the file beside the original: `claim.es.md` beside `claim.md`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        for lang in &scene.config.languages {
            claims(scene, &lang.code, findings);
            headlines(scene, &lang.code, findings);
            pages(scene, &lang.code, findings);
            topics(scene, &lang.code, findings);
        }
    })],
};

fn has(translations: &[Translation], lang: &str) -> bool {
    translations.iter().any(|translation| *translation.lang == *lang)
}

/// Those that lack a translation, once half of all have one.
fn lacking<T>(all: Vec<T>, is_translated: impl Fn(&T) -> bool) -> Vec<T> {
    let total = all.len();
    let lacking: Vec<T> = all.into_iter().filter(|one| !is_translated(one)).collect();
    let translated = total - lacking.len();
    if translated > 0 && translated >= lacking.len() { lacking } else { Vec::new() }
}

/// Whether a claim was written in another language than this one.
fn is_foreign(scene: &Scene<'_>, claim: &Claim, lang: &str) -> bool {
    claim.record.lang.as_deref().unwrap_or(&scene.config.languages[0].code) != lang
}

fn claims(scene: &Scene<'_>, lang: &str, findings: &mut Findings) {
    let foreign: Vec<_> = scene.claims.iter().filter(|claim| is_foreign(scene, claim, lang)).collect();
    for claim in lacking(foreign, |claim| has(&claim.record.translations, lang)) {
        let record = &claim.record;
        findings.add(
            Place::new(&record.file, record.title.span),
            format!("claim `{}` has no `{lang}` translation", record.id.as_str()),
            format!("write `{}` beside it", beside(record.file.name(), lang)),
        );
    }
}

fn headlines(scene: &Scene<'_>, lang: &str, findings: &mut Findings) {
    let told = scene.claims.iter().filter(|claim| is_foreign(scene, claim, lang));
    let told = told.filter(|claim| has(&claim.record.translations, lang));
    let told = told.filter_map(|claim| claim.headline().summary_of.map(|ix| claim.update(ix)));
    let is_translated =
        |translation: &Translation| *translation.lang == *lang && translation.fields.contains_key("summary");
    for update in lacking(told.collect(), |update| update.translations.iter().any(is_translated)) {
        let span = update.summary.as_ref().map_or(update.published.span, |summary| summary.span);
        findings.add(
            Place::new(update.file(), span),
            format!(
                "the reason of a headline, in update `{}`, has no `{lang}` translation",
                update.id.as_str()
            ),
            format!("write `summary` in a `{lang}` translation of the update"),
        );
    }
}

fn pages(scene: &Scene<'_>, lang: &str, findings: &mut Findings) {
    if *scene.config.languages[0].code == *lang {
        return;
    }
    for page in lacking(scene.pages.iter().collect(), |page| has(&page.translations, lang)) {
        findings.add(
            Place::new(&page.file, page.title.span),
            format!("page `{}` has no `{lang}` translation", page.id.as_str()),
            format!("write `{}` beside it", beside(page.file.name(), lang)),
        );
    }
}

fn topics(scene: &Scene<'_>, lang: &str, findings: &mut Findings) {
    let config = &scene.config;
    let words = config.translations.iter().find(|translation| *translation.lang == *lang);
    let Some(words) = words.filter(|_| *config.languages[0].code != *lang) else { return };
    let key = |id: &str| format!("topics.{id}.title");
    let topics = config.topics.iter().collect();
    for topic in lacking(topics, |topic| words.fields.contains_key(&*key(topic.id.as_str()))) {
        findings.add(
            Place::new(&config.file, topic.id.span),
            format!("topic `{}` has no `{lang}` title", topic.id.as_str()),
            format!("write it in `{}`", words.file),
        );
    }
}

/// The name of the translation of a file.
fn beside(name: &str, lang: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(stem, ending)| format!("{stem}.{lang}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    const SITE: &str =
        "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", \"es\"]\n";
    const SPANISH: &str = "+++\ntitle = \"Carriles\"\n+++\n";

    #[test]
    fn what_most_have_is_missed_in_the_others() {
        let topics = format!(
            "{SITE}[[topics]]\nid = \"roads\"\ntitle = \"Roads\"\n[[topics]]\nid = \"rails\"\ntitle = \"Rails\"\n"
        );
        let told =
            claim("[[updates]]\npublished = 2026-02-01\nstatus = \"stalled\"\nsummary = \"Work began.\"", "");
        let told_es = "+++\ntitle = \"A\"\n[updates.2026-02-01]\nsummary = \"Empezó.\"\n+++\n";
        fires(
            &RULE,
            &[
                ("site.toml", &topics),
                ("site.es.toml", "[topics.roads]\ntitle = \"Calles\"\n"),
                ("claims/a.md", &told),
                ("claims/a.es.md", told_es),
                ("claims/b.md", &told),
                ("claims/b.es.md", SPANISH),
                ("claims/c.md", &claim("", "")),
                ("claims/d.md", &claim("lang = \"es\"", "")),
                ("pages/about.md", "+++\ntitle = \"About\"\n+++\n"),
                ("pages/about.es.md", "+++\ntitle = \"Acerca\"\n+++\n"),
                ("pages/press.md", "+++\ntitle = \"Press\"\n+++\n"),
            ],
            &[
                "claims/b.md:9:11: the reason of a headline, in update `2026-02-01`, has no `es` translation (write \
                 `summary` in a `es` translation of the update)",
                "claims/c.md:2:9: claim `c` has no `es` translation (write `c.es.md` beside it)",
                "pages/press.md:2:9: page `press` has no `es` translation (write `press.es.md` beside it)",
                "site.toml:8:6: topic `rails` has no `es` title (write it in `content/site.es.toml`)",
            ],
        );
    }

    #[test]
    fn a_site_that_has_hardly_begun_to_translate_is_quiet() {
        quiet(
            &RULE,
            &[("site.toml", SITE), ("claims/a.md", &claim("", "")), ("claims/b.md", &claim("", ""))],
        );
        quiet(
            &RULE,
            &[
                ("site.toml", SITE),
                ("claims/a.md", &claim("", "")),
                ("claims/a.es.md", SPANISH),
                ("claims/b.md", &claim("", "")),
                ("claims/c.md", &claim("", "")),
            ],
        );
    }
}
