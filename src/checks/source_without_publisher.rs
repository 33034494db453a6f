//! Nothing says who published a source.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::party::SourceKind;

pub(super) const RULE: Rule = Rule {
    code: "source-without-publisher",
    summary: "Nothing says who published a source.",
    explanation: "Who published a source tells a reader how far to rely on it, and whether those who made a claim are also \
                  the only witnesses that it was kept. Sources without a publisher are listed as unattributed.\n\n\
                  The rule finds sources without `publisher`. Interviews are left alone: they were given to the \
                  editors, and published by nobody.\n\n\
                  Declare the publisher under `[[publishers]]` in `content/sources.toml` and name it. If it is truly not \
                  known, say so with `allow`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        let record = &source.record;
        if record.publisher.is_none() && record.kind != Some(SourceKind::Interview) {
            findings.add(
                Place::new(&record.file, record.id.span),
                format!("source `{}` has no publisher", record.id.as_str()),
                "declare who published it under `[[publishers]]` in content/sources.toml, and name it in `publisher`",
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    #[test]
    fn a_source_of_nobody_is_found() {
        fires(
            &RULE,
            &[("sources.toml", "[[sources]]\nid = \"s1\"\nurl = \"https://a.example/\"\n")],
            &[
                "sources.toml:2:6: source `s1` has no publisher (declare who published it under `[[publishers]]` in \
               content/sources.toml, and name it in `publisher`)",
            ],
        );
    }

    #[test]
    fn published_sources_and_interviews_are_quiet() {
        // The source that every case has names its publisher.
        quiet(&RULE, &[]);
        let interview =
            "[[sources]]\nid = \"s1\"\nkind = \"interview\"\nwhere = \"A. Clerk, 3 March 2026\"\n";
        quiet(&RULE, &[("sources.toml", interview)]);
    }
}
