//! A translation was made from an original that has changed since.

use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::translation::Translation;

pub(super) const RULE: Rule = Rule {
    code: "translation-outdated",
    summary: "A translation was made from an original that has changed since.",
    explanation: "`translates` in a translation holds the hash of the original that it was made from. When the original \
                  changes, the translation may say something else than it.\n\n\
                  Read the two side by side, mend the translation, and write the new hash. Nothing is found where \
                  `translates` is left out.",
    stage: Stage::Gate,
    level: Level::Warning,
    looks: &[
        Look::Claim(|_, claim, findings| {
            compare(&claim.record.translations, findings);
            for update in &claim.record.updates {
                compare(&update.translations, findings);
            }
        }),
        Look::Source(|_, source, findings| compare(&source.record.translations, findings)),
        Look::Site(|tracker, findings| {
            compare(&tracker.config.translations, findings);
            for publisher in tracker.publishers.iter() {
                compare(&publisher.record.translations, findings);
            }
            for person in tracker.people.iter() {
                compare(&person.record.translations, findings);
            }
            for page in &tracker.pages {
                compare(&page.translations, findings);
            }
        }),
    ],
};

fn compare(translations: &[Translation], findings: &mut Findings) {
    for translation in translations {
        let Some(written) = &translation.translates else { continue };
        let now = translation.original.hex();
        if !written.eq_ignore_ascii_case(&now) {
            findings.add(
                Place::new(&translation.file, written.span),
                format!("the `{}` translation is older than its original", translation.lang),
                format!("read it against the original, then write `translates = \"{now}\"`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, site};
    use crate::record::text::Hash;

    #[test]
    fn a_translation_of_an_older_text_is_found() {
        let spanish =
            format!("+++\ntranslates = \"{}\"\ntitle = \"Carriles\"\n+++\n\nTexto.\n", Hash::of(b"").hex());
        fires(
            &RULE,
            &[
                ("site.toml", &site("\"es\"")),
                ("claims/lanes/claim.md", &claim("", "Text.")),
                ("claims/lanes/claim.es.md", &spanish),
            ],
            &[
                "claims/lanes/claim.es.md:2:14: the `es` translation is older than its original (read it against the \
               original, then write `translates = \"9f0076561587907b62c1bceeee301259\"`)",
            ],
        );
    }
}
