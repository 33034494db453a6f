//! Cases of addresses and links.

use super::*;

#[test]
fn links_are_relative_and_as_short_as_they_can_be() {
    let cases = [
        ("", "claims/a/", "claims/a/"),
        ("claims/a/", "", "../../"),
        ("claims/a/", "claims/b/", "../b/"),
        ("claims/a/", "claims/a/u/1/", "u/1/"),
        ("claims/a/u/1/", "claims/a/", "../../"),
        ("claims/a/", "claims/a/", "./"),
        ("claims/a/", "claims/ab/", "../ab/"),
        ("404.html", "assets/site.css", "assets/site.css"),
        ("es/claims/a/", "claims/a/", "../../../claims/a/"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(
            href(&SitePath::new(from), &SitePath::new(to), LinkStyle::Folders),
            expected,
            "{from} -> {to}"
        );
    }
}

#[test]
fn file_links_name_the_index() {
    let link = |from, to| href(&SitePath::new(from), &SitePath::new(to), LinkStyle::Files);
    assert_eq!(link("claims/a/", ""), "../../index.html");
    assert_eq!(link("claims/a/", "claims/a/"), "index.html");
    assert_eq!(link("", "feed.xml"), "feed.xml");
}
