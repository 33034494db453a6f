//! Two sources have one address.

use rustc_hash::FxHashMap;

use crate::addresses::web::Address;
use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "source-repeated",
    summary: "Two sources have one address.",
    explanation: "When one page is declared under two ids, it looks like two pieces of evidence, and a note on its \
                  reliability or a dead address is kept in one place and forgotten in the other.\n\n\
                  Addresses are one if they differ in `http` and `https`, `www.`, the case of the host, the usual port, a \
                  closing slash, the fragment, or parameters of tracking such as `utm_source`. Fragments that programs \
                  route by (`#!…`, `#/…`) and pages of a document (`#page=3`) make a difference, and so does everything \
                  else in the address.\n\n\
                  Keep one of the two, cite it in both places, and tell the places by `at`: `{id = \"…\", at = \"page \
                  3\"}`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        let sources = &scene.records.sources;
        for (at, source) in sources.iter().enumerate() {
            let Some(url) = &source.url else { continue };
            let Some(address) = Address::parse(url) else { continue };
            let known = *first.entry(address.bare()).or_insert(at);
            let other = &sources[known];
            // A source that is declared twice is an error of its own.
            if known == at || other.id.value == source.id.value {
                continue;
            }
            let finding = findings.add(
                Place::new(&source.file, url.span),
                format!(
                    "source `{}` has the same address as source `{}`",
                    source.id.as_str(),
                    other.id.as_str()
                ),
                format!("cite `{}` here too, and tell the places by `at`", other.id.as_str()),
            );
            let span = other.url.as_ref().map_or(other.id.span, |url| url.span);
            finding.notes.push((Place::new(&other.file, span), "the address stands here first".to_owned()));
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn sources(one: &str, other: &str) -> String {
        format!("[[sources]]\nid = \"s1\"\nurl = \"{one}\"\n\n[[sources]]\nid = \"s2\"\nurl = \"{other}\"\n")
    }

    #[test]
    fn one_address_under_two_ids_is_found() {
        fires(
            &RULE,
            &[(
                "sources.toml",
                &sources("https://a.example/1/?utm_medium=x", "http://www.A.example:80/1#top"),
            )],
            &[
                "sources.toml:7:7: source `s2` has the same address as source `s1` (cite `s1` here too, and tell the \
               places by `at`)",
            ],
        );
    }

    #[test]
    fn other_addresses_are_quiet() {
        for (one, other) in [
            ("https://a.example/1", "https://a.example/2"),
            ("https://a.example/?id=1", "https://a.example/?id=2"),
            ("https://a.example/1", "https://b.a.example/1"),
            ("https://a.example/x.pdf#page=1", "https://a.example/x.pdf#page=2"),
        ] {
            quiet(&RULE, &[("sources.toml", &sources(one, other))]);
        }
    }
}
