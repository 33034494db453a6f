//! The address of an archived copy leads to no copy, or to a copy of something else.

use crate::addresses::web::{Address, is_same};
use crate::check::{Findings, Level, Look, Rule, Stage};
use crate::checks::archive::{Archived, copy};
use crate::date::Instant;
use crate::diagnostic::{Fix, Place};
use crate::record::decode::printable;
use crate::record::party::{Archive, SourceRecord};

/// Seconds by which the day of a copy, as people write it, may miss its time stamp: that is in UTC.
const DAY: i64 = 24 * 3600;

pub(super) const RULE: Rule = Rule {
    code: "archive-malformed",
    summary: "The address of an archived copy leads to no copy, or to a copy of something else.",
    explanation: "When a source disappears, its archived copy is what readers are left with. A slip in the copy's address \
                  is not seen until that day.\n\n\
                  Addresses of the Wayback Machine have the form `https://web.archive.org/web/YYYYMMDDhhmmss/ADDRESS`. The \
                  rule finds those without a whole time stamp (they lead to whichever copy is near), with a date that \
                  does not exist, with `*` (a list of copies), without the scheme of the address that was copied, and \
                  copies of another address than the source's `url`. `http` and `https`, `www.`, capital letters of the \
                  host, a closing slash and parameters of tracking make no difference. It finds a copy's `date` that \
                  is another day than its time stamp, with a day's room for time zones, and a copy that is the \
                  source's own address.\n\n\
                  Addresses of archive.today (and its other names), perma.cc and ghostarchive.org are looked at as far \
                  as their form is known. Other archives are left alone.\n\n\
                  Open the copy and take its address from there. If a source has moved since, so that the copy is of \
                  the old address, write the old address in `url` with `url_status = \"changed\"`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Source(|_, source, findings| {
        for archive in &source.record.archives {
            look(&source.record, archive, findings);
        }
    })],
};

fn look(source: &SourceRecord, archive: &Archive, findings: &mut Findings) {
    let (id, place) = (&source.id, Place::new(&source.file, archive.url.span));
    let url = source.url.as_ref().map(|url| &***url);
    match copy(&archive.url) {
        Archived::Faulty(fault) => {
            let message =
                format!("archived copy of source `{}` is not addressed rightly: {fault}", id.as_str());
            findings.add(place, message, "open the copy in the archive and take its address from there");
        }
        Archived::Stamped(time, inner) => {
            of_the_source(source, archive, url, inner, findings);
            let Some(date) = &archive.date else { return };
            let taken = Instant(time.and_utc().timestamp());
            if taken.0 + DAY < date.earliest().0 || taken.0 - DAY >= date.end().0 {
                findings.add(
                    Place::new(&source.file, date.span),
                    format!(
                        "archived copy of source `{}` has the date `{}`, but its time stamp says {}",
                        id.as_str(),
                        date.literal(),
                        time.date()
                    ),
                    "open the copy, see when it was taken, and mend the one that is wrong",
                );
            }
        }
        Archived::Coded | Archived::Unknown => {
            if url.is_some_and(|url| is_same(url, &archive.url)) {
                findings.add(
                    place,
                    format!("archived copy of source `{}` is the address of the source itself", id.as_str()),
                    "write the address of a copy, or take it out",
                );
            }
        }
    }
}

/// Whether a copy is of the source's address, as far as both are known.
fn of_the_source(
    source: &SourceRecord,
    archive: &Archive,
    url: Option<&str>,
    inner: &str,
    findings: &mut Findings,
) {
    let (id, place) = (&source.id, Place::new(&source.file, archive.url.span));
    // A source may be cited by a copy alone: another copy is then of what that one shows.
    let url = url.map(|url| if let Archived::Stamped(_, inner) = copy(url) { inner } else { url });
    if Address::parse(inner).is_none() {
        let whole = format!("https://{inner}");
        let known = url.filter(|url| is_same(url, &whole)).and_then(Address::parse);
        let finding = findings.add(
            place.clone(),
            format!(
                "archived copy of source `{}` is of `{}`, which lacks its scheme",
                id.as_str(),
                printable(inner)
            ),
            "write `https://` or `http://` before the address that was copied",
        );
        if let Some(address) = known {
            let head = archive.url.strip_suffix(inner).unwrap_or_default();
            let edits = vec![(place, format!("\"{head}{}://{inner}\"", address.scheme))];
            finding.fix =
                Some(Box::new(Fix { what: "write the scheme of the source's address".to_owned(), edits }));
        }
        return;
    }
    if let Some(url) = url.filter(|url| !is_same(url, inner)) {
        let message = format!(
            "archived copy of source `{}` is of another address: `{}`, not `{}`",
            id.as_str(),
            printable(inner),
            printable(url)
        );
        findings.add(place, message, "take the address of a copy of the source, or mend `url`");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn source(lines: &str) -> String {
        format!("[[sources]]\nid = \"s1\"\ntitle = \"One\"\n{lines}\n")
    }

    fn archived(copy: &str) -> String {
        source(&format!("url = \"https://www.gazette.example.org/1?id=2\"\narchives = [{copy}]"))
    }

    #[test]
    fn copies_that_lead_elsewhere_are_found() {
        let help = "(open the copy in the archive and take its address from there)";
        let cases = [
            (
                "{url = \"https://web.archive.org/web/20260231144200/https://gazette.example.org/1?id=2\"}",
                format!(
                    "sources.toml:5:20: archived copy of source `s1` is not addressed rightly: its time stamp \
                     `20260231144200` is no date and time {help}"
                ),
            ),
            (
                "{url = \"https://web.archive.org/web/20260213144200/https://gazette.example.org/2\"}",
                "sources.toml:5:20: archived copy of source `s1` is of another address: \
                 `https://gazette.example.org/2`, not `https://www.gazette.example.org/1?id=2` (take the address of \
                 a copy of the source, or mend `url`)"
                    .to_owned(),
            ),
            (
                "{url = \"https://web.archive.org/web/20260213144200/gazette.example.org/1?id=2\"}",
                "sources.toml:5:20: archived copy of source `s1` is of `gazette.example.org/1?id=2`, which lacks its \
                 scheme (write `https://` or `http://` before the address that was copied)"
                    .to_owned(),
            ),
            (
                "{url = \"https://web.archive.org/web/20260213144200/https://gazette.example.org/1?id=2\", date = 2026-02-15}",
                "sources.toml:5:108: archived copy of source `s1` has the date `2026-02-15`, but its time stamp says \
                 2026-02-13 (open the copy, see when it was taken, and mend the one that is wrong)"
                    .to_owned(),
            ),
            (
                "{url = \"https://gazette.example.org/1/?id=2\"}",
                "sources.toml:5:20: archived copy of source `s1` is the address of the source itself (write the \
                 address of a copy, or take it out)"
                    .to_owned(),
            ),
        ];
        for (copy, expected) in cases {
            fires(&RULE, &[("sources.toml", &archived(copy))], &[&expected]);
        }
    }

    #[test]
    fn copies_of_the_source_are_quiet() {
        for copy in [
            "{url = \"https://web.archive.org/web/20260213144200/http://gazette.example.org:80/1?id=2&utm_source=x\"}",
            "{url = \"https://web.archive.org/web/20260213144200if_/https://Gazette.example.org/1/?id=2\", date = 2026-02-14}",
            "{url = \"https://web.archive.org/web/20260213144200/https://gazette.example.org/1?id=2\", date = \"2026-02\"}",
            "{url = \"https://archive.ph/aB3dE\", date = 2020-01-01}",
            "{url = \"https://copies.example.org/latest/\"}",
        ] {
            quiet(&RULE, &[("sources.toml", &archived(copy))]);
        }
        let place = "where = \"Gazette, page 1\"\narchives = [{url = \"https://web.archive.org/web/20260213144200/https://a.example/\"}]";
        quiet(&RULE, &[("sources.toml", &source(place))]);
        let copied = "url = \"https://web.archive.org/web/20250101000000/https://a.example/\"\narchives = \
                      [{url = \"https://web.archive.org/web/20260213144200/http://a.example\"}]";
        quiet(&RULE, &[("sources.toml", &source(copied))]);
    }
}
