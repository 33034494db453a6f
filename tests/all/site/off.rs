//! Outputs that are switched off: what is left leads nowhere that is not there.

use super::crawl::{self, Links};
use super::world::{PLAIN, World};

const NONE: [&str; 0] = [];

#[test]
fn no_link_leads_to_an_output_that_is_off() {
    let outputs = [
        "list",
        "status",
        "badge",
        "sources",
        "milestones",
        "changes",
        "calendar",
        "card",
        "cite",
        "data",
        "embed",
        "feed",
        "search",
        "sitemap",
        "updates",
    ];
    for output in outputs {
        let world = World::everything();
        world.add("content/site.toml", &format!("\n[outputs.{output}]\nenabled = false\n"));
        let site = world.built(PLAIN);
        assert_eq!(crawl::faults(&site, Links::Folders), NONE, "{output}");
    }
}

#[test]
fn the_foot_names_an_introduction_where_its_page_is_made() {
    let cases = [
        ("changes", "changes"),
        ("changes", "corrections"),
        ("data", "data"),
        ("list", "claimants"),
        ("list", "years"),
        ("milestones", "follow-ups"),
        ("sources", "sources"),
        ("status", "status"),
    ];
    for (output, page) in cases {
        let world = World::everything();
        let introduction = "+++\ntitle = \"Of this page\"\nnav = 7\n+++\nSome words.\n";
        world.put(&format!("content/pages/{page}.md"), introduction);
        assert!(world.built(PLAIN).text("index.html").contains(">Of this page</a>"), "{page}");
        world.add("content/site.toml", &format!("\n[outputs.{output}]\nenabled = false\n"));
        let site = world.built(PLAIN);
        assert!(!site.text("index.html").contains(">Of this page</a>"), "{page}");
        assert_eq!(crawl::faults(&site, Links::Folders), NONE, "{page}");
    }
}

#[test]
fn a_site_that_does_not_say_where_it_is_published_names_no_address_of_its_own() {
    let world = World::everything();
    let settings = world.get("content/site.toml");
    let kept = settings.lines().filter(|line| !line.starts_with("base_url")).map(|line| format!("{line}\n"));
    world.put("content/site.toml", &kept.collect::<String>());
    let site = world.build(PLAIN);
    let codes: Vec<_> = site.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["no-base-url"]);
    assert_eq!(site.holding("site.invalid"), NONE);
    let made = |part: &str| site.files.keys().filter(|path| path.contains(part)).count();
    assert_eq!(["feed", ".ics", "sitemap"].map(made), [0; 3]);
    assert!(made("data/") > 10 && made("robots.txt") == 1);
    // Files that are no pages link from where they lie.
    let data: serde_json::Value = serde_json::from_str(site.text("claims/long/claim.json")).unwrap();
    assert_eq!((&data["url"], &data["updates"][0]["url"]), (&"./".into(), &"./#u-2025-09-01-0600".into()));
}

#[test]
fn what_every_page_leads_to_cannot_be_switched_off() {
    for output in ["claim", "pages"] {
        let world = World::everything();
        world.add("content/site.toml", &format!("\n[outputs.{output}]\nenabled = false\n"));
        let site = world.build(PLAIN);
        let codes: Vec<_> = site.findings.iter().map(|finding| finding.code).collect();
        assert_eq!((codes, site.files.len()), (vec!["output-needed"], 0));
    }
}
