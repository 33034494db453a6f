//! Planning: addresses that stand in each other's way, links that lead nowhere, and fingerprints.

use onrecord::diagnostic::Diagnostic;
use onrecord::output::Artifact;
use onrecord::plan::{self, Plan};
use onrecord::record::Lost;
use onrecord::routes::{LinkStyle, SitePath};

use crate::common::{copied, page, planned, site, tracker, tracker_of};

/// Findings as one line each: where, what, and what to do.
fn lines(findings: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let place = finding.place.as_ref().map_or("-", |place| place.file.as_str());
        let help = finding.help.as_deref().unwrap_or("-");
        format!("{place}: {}: {} ({help})", finding.code, finding.message)
    };
    findings.iter().map(line).collect()
}

fn addresses(plan: &Plan) -> Vec<&str> {
    plan.artifacts().iter().map(|artifact| artifact.path.as_str()).collect()
}

#[test]
fn artifacts_stand_by_address() {
    let (plan, findings) = planned(vec![page("b/", ""), page("", ""), page("a.txt", ""), page("b/c/", "")]);
    assert_eq!(addresses(&plan), ["", "a.txt", "b/", "b/c/"]);
    assert_eq!(findings, []);
    assert!(plan.at(&SitePath::new("b/")).is_some());
    assert!(plan.at(&SitePath::new("c/")).is_none());
    assert_eq!(plan.pages(), 3);
}

#[test]
fn addresses_that_cannot_both_be_published_name_both() {
    let cases: &[(&[Artifact], &str)] = &[
        (
            &[page("about/", ""), page("about/", "")],
            "-: address-taken: address `/about/` is taken twice: by output `page` and by output `page` (rename one of them)",
        ),
        (
            &[page("about/", ""), copied("about/index.html", "")],
            "content/static/about/index.html: address-taken: addresses `/about/` and `/about/index.html` cannot both \
             be published: output `page` and `content/static/about/index.html` (rename one of them)",
        ),
        (
            &[copied("Map.pdf", ""), copied("map.pdf", "")],
            "content/static/map.pdf: address-taken: addresses `/Map.pdf` and `/map.pdf` cannot both be published: \
             `content/static/Map.pdf` and `content/static/map.pdf` (rename one of them)",
        ),
        (
            &[copied("claims", ""), page("claims/a/", "")],
            "content/static/claims: address-taken: addresses `/claims` and `/claims/a/` cannot both be published: \
             `content/static/claims` and output `page` (rename one of them)",
        ),
        (
            &[copied("claims.d/a", ""), page("Claims.d", "")],
            "content/static/claims.d/a: address-taken: addresses `/Claims.d` and `/claims.d/a` cannot both be \
             published: output `page` and `content/static/claims.d/a` (rename one of them)",
        ),
        (
            &[copied("caf\u{e9}.pdf", "a"), copied("CAFE\u{301}.pdf", "b")],
            "content/static/caf\u{e9}.pdf: address-taken: addresses `/CAFE\u{301}.pdf` and `/caf\u{e9}.pdf` cannot both \
             be published: `content/static/CAFE\u{301}.pdf` and `content/static/caf\u{e9}.pdf` (rename one of them: \
             they differ only in how Unicode spells a letter, as one character or as two)",
        ),
        (
            &[copied(".git/hooks/a", ""), page("a/", "")],
            "content/static/.git/hooks/a: unfit-address: address `/.git/hooks/a` cannot be published (rename the \
             file: `.git` and `.onrecord` at the root, `\\` and control characters are not for sites)",
        ),
    ];
    for (artifacts, expected) in cases {
        let (plan, findings) = planned(artifacts.to_vec());
        assert_eq!(lines(&findings), [*expected]);
        assert_eq!(plan.artifacts().len(), 1);
    }
}

/// A site of one page `about` whose text holds these links, and of a few other addresses.
fn linked(links: &[&str], lost: &Lost) -> Vec<String> {
    let links: Vec<String> = links.iter().map(|address| format!("[a link]({address})")).collect();
    let links = links.join("\n");
    let about = format!("+++\ntitle = \"About\"\n+++\n{links}");
    let tracker = tracker_of(&[("pages/about.md", &about)]);
    let claim = page("claims/bus-lanes/", "").anchors(|_| vec!["u-2026-02-13-1442".into(), "src-mot".into()]);
    let artifacts =
        vec![page("", ""), page("about/", ""), claim, page("a file.pdf", ""), page("maps/index.html", "")];
    lines(&plan::assemble(site(tracker), artifacts, lost).1)
}

#[test]
fn links_that_lead_somewhere_are_quiet() {
    let links = [
        "/",
        "/about/",
        "/claims/bus-lanes/#u-2026-02-13-1442",
        "/claims/bus-lanes/?from=feed#src-mot",
        "/a%20file.pdf#page=3",
        "/maps/",
        "/about/#",
    ];
    assert_eq!(linked(&links, &Lost::default()), [""; 0]);
}

#[test]
fn links_that_lead_nowhere_say_what_was_most_likely_meant() {
    let cases = [
        ("/about", "link leads to `/about`, which the site does not hold (did you mean `/about/`?)"),
        (
            "/about/index.html",
            "link leads to `/about/index.html`, which the site does not hold (did you mean `/about/`?)",
        ),
        (
            "/claims/bus-lane/",
            "link leads to `/claims/bus-lane/`, which the site does not hold (did you mean `/claims/bus-lanes/`?)",
        ),
        (
            "/claims/bus-lanes/#u-2026-02-13-1443",
            "link leads to `#u-2026-02-13-1443`, which is not on `/claims/bus-lanes/` (did you mean \
             `/claims/bus-lanes/#u-2026-02-13-1442`?)",
        ),
        (
            "/about/#history",
            "link leads to `#history`, which is not on `/about/` (link to `/about/` without `#history`)",
        ),
        (
            "/%zz%e9",
            "link leads to `/%zz%e9`, which the site does not hold (link to an address of the site, such as \
             `/claims/ID/`, or to a file of `content/static/`)",
        ),
    ];
    for (link, expected) in cases {
        assert_eq!(
            linked(&[link], &Lost::default()),
            [format!("content/pages/about.md: dead-link: {expected}")]
        );
    }
}

#[test]
fn links_to_records_that_could_not_be_read_are_not_reported_again() {
    let mut lost = Lost::default();
    lost.ids.insert("harbour".into());
    assert_eq!(linked(&["/claims/harbour/#u-1"], &lost), [""; 0]);
}

#[test]
fn a_fingerprint_changes_with_what_is_shown_and_with_the_ground() {
    let print = |text: &str, style: LinkStyle| {
        let site = onrecord::output::Site { links: style, ..site(tracker()) };
        let (plan, _) = plan::assemble(site, vec![page("a/", text)], &Lost::default());
        plan.fingerprint(plan.artifacts()[0])
    };
    let first = print("text", LinkStyle::Folders);
    assert_eq!(print("text", LinkStyle::Folders), first);
    assert_ne!(print("other", LinkStyle::Folders), first);
    assert_ne!(print("text", LinkStyle::Files), first);
}
