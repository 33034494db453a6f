//! A source or a copy of it is linked without encryption.

use crate::addresses::web::Address;
use crate::check::{Level, Look, Rule, Stage};
use crate::checks::archive::is_served_safely;
use crate::diagnostic::{Fix, Place};
use crate::record::decode::printable;

pub(super) const RULE: Rule = Rule {
    code: "http-only",
    summary: "A source is linked over http: alone, so that what readers see may be changed on its way.",
    explanation: "Over `http:` anybody between a reader and a source can see what is read, and change it. Nearly every \
                  site answers to `https:` too.\n\n\
                  The rule looks at the `url` of sources and at their archived copies. A source that is served over \
                  `http:` alone is left in peace once it has a copy at an archive with an address from `https:` on.\n\n\
                  Write `https://` where the site answers to it, else add such a copy to `archives`. Copies at archives \
                  that are known to answer are mended by `onrecord check --fix`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        let record = &source.record;
        let plain = |url: &str| Address::parse(url).is_some_and(|address| address.is_plain_http());
        let kept = record.archives.iter().any(|archive| !plain(&archive.url));
        if let Some(url) = record.url.as_ref().filter(|url| plain(url) && !kept) {
            findings.add(
                Place::new(&record.file, url.span),
                format!("source `{}` is linked over `http:` alone: `{}`", record.id.as_str(), printable(url)),
                "write `https://` if the site answers to it, else add an archived copy to `archives`",
            );
        }
        for archive in record.archives.iter().filter(|archive| plain(&archive.url)) {
            let place = Place::new(&record.file, archive.url.span);
            let finding = findings.add(
                place.clone(),
                format!("archived copy of source `{}` is linked over `http:` alone", record.id.as_str()),
                "write `https://` if the archive answers to it",
            );
            let known = Address::parse(&archive.url).is_some_and(|address| is_served_safely(&address));
            if let Some((_, rest)) = archive.url.split_once(':').filter(|_| known) {
                let edits = vec![(place, format!("\"https:{rest}\""))];
                finding.fix = Some(Box::new(Fix { what: "write `https://`".to_owned(), edits }));
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn source(lines: &str) -> String {
        format!("[[sources]]\nid = \"s1\"\ntitle = \"One\"\n{lines}\n")
    }

    #[test]
    fn sources_and_copies_over_http_are_found() {
        fires(
            &RULE,
            &[(
                "sources.toml",
                &source(
                    "url = \"http://a.example/\"\narchives = [{url = \"http://web.archive.org/web/1/http://a.example/\"}]",
                ),
            )],
            &[
                "sources.toml:4:7: source `s1` is linked over `http:` alone: `http://a.example/` (write `https://` if \
                 the site answers to it, else add an archived copy to `archives`)",
                "sources.toml:5:20: archived copy of source `s1` is linked over `http:` alone (write `https://` if the \
                 archive answers to it)",
            ],
        );
    }

    #[test]
    fn encrypted_sources_and_those_with_an_encrypted_copy_are_quiet() {
        for lines in [
            "url = \"https://a.example/?from=http://b.example/\"",
            "where = \"http: a pamphlet, page 3\"",
            "url = \"http://a.example/\"\narchives = [{url = \"https://web.archive.org/web/20260213144200/http://a.example/\"}]",
        ] {
            quiet(&RULE, &[("sources.toml", &source(lines))]);
        }
    }
}
