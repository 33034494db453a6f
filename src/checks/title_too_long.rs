//! A title has more characters than the site allows.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "title-too-long",
    summary: "A claim's title is longer than the site allows.",
    explanation: "Titles stand in lists, feeds, cards and results of search engines, which cut long ones off, often before \
                  the word that matters.\n\n\
                  The rule finds titles of claims, and of their translations, of more than `title_length` characters \
                  (`[thresholds]` in `content/site.toml`; 110 if left out).\n\n\
                  Keep who promised what in the title, and move the rest to `claim` and to the summary.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Claim(|scene, claim, findings| {
        let limit = scene.config.thresholds.title_length as usize;
        let record = &claim.record;
        let id = record.id.as_str();
        let help = "keep who promised what, and move the rest to `claim`";
        let length = record.title.chars().count();
        if length > limit {
            let message = format!("title of claim `{id}` has {length} characters, more than {limit}");
            findings.add(Place::new(&record.file, record.title.span), message, help);
        }
        for translation in &record.translations {
            let length = translation.fields.get("title").map_or(0, |title| title.chars().count());
            if length > limit {
                let lang = &translation.lang;
                let message =
                    format!("`{lang}` title of claim `{id}` has {length} characters, more than {limit}");
                findings.add(Place::whole(&translation.file), message, help);
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    const SITE: &str = "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", \
                        \"es\"]\nthresholds = {title_length = 20}\n";

    fn titled(title: &str) -> String {
        claim("", "").replace("title = \"Bus lanes\"", &format!("title = \"{title}\""))
    }

    #[test]
    fn long_titles_are_found_in_every_language() {
        let spanish = "+++\ntitle = \"Carriles para autobuses\"\n+++\n";
        fires(
            &RULE,
            &[
                ("site.toml", SITE),
                ("claims/lanes.md", &titled("Bus lanes for the city")),
                ("claims/lanes.es.md", spanish),
            ],
            &[
                "claims/lanes.es.md: `es` title of claim `lanes` has 23 characters, more than 20 (keep who promised \
                 what, and move the rest to `claim`)",
                "claims/lanes.md:2:9: title of claim `lanes` has 22 characters, more than 20 (keep who promised what, \
                 and move the rest to `claim`)",
            ],
        );
    }

    #[test]
    fn titles_are_counted_in_characters() {
        quiet(&RULE, &[("site.toml", SITE), ("claims/lanes.md", &titled("Öffnung für Fahrräde"))]);
        quiet(&RULE, &[("claims/lanes.md", &titled(&"é".repeat(110)))]);
    }
}
