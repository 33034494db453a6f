//! The site as it stood on an earlier day: it knows nothing that was published later.

use super::crawl::{self, Links};
use super::world::{Ask, PLAIN, World};

const NONE: [&str; 0] = [];

#[test]
fn what_was_published_later_is_nowhere_on_an_earlier_day() {
    let world = World::everything();
    // Each mark is known from this day on.
    let marks = [
        ("MARKSTATEMENT", "2025-12-24"),
        ("MARKRESPONSE", "2026-01-10"),
        ("MARKLATER", "2026-01-15"),
        ("MARKSOURCE", "2026-01-15"),
        ("MARKRETRACTION", "2026-01-25"),
        ("MARKNEWCLAIM", "2026-02-01"),
        ("MARKCORRECTION", "2026-02-01"),
        ("MARKANSWER", "2026-02-05"),
    ];
    for day in
        ["2025-12-23", "2026-01-09", "2026-01-14", "2026-01-24", "2026-01-31", "2026-02-04", "2026-02-14"]
    {
        let site = world.built(Ask { day: Some(day), ..PLAIN });
        for (mark, known) in marks {
            let found = site.holding(mark);
            assert_eq!(!found.is_empty(), known <= day, "{mark} on {day}: {found:?}");
        }
        assert_eq!(crawl::faults(&site, Links::Folders), NONE, "{day}");
    }
}

#[test]
fn a_removal_holds_for_every_day() {
    let world = World::everything();
    for day in ["2025-09-09", "2025-09-11", "2026-01-19", "2026-01-21"] {
        let site = world.built(Ask { day: Some(day), ..PLAIN });
        assert_eq!(site.holding("MARKREMOVED"), NONE, "{day}");
    }
}

#[test]
fn before_a_claim_was_published_it_has_no_page() {
    // Pages that link to claims of later days stand, with the words of those links and without the links.
    let world = World::everything();
    let site = world.built(Ask { day: Some("2025-07-04"), ..PLAIN });
    // What is left is the list and what its script reads.
    let claims = site.files.keys().filter(|path| path.starts_with("claims/")).collect::<Vec<_>>();
    assert_eq!(claims, ["claims/index.html", "claims/rows.json"]);
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}
