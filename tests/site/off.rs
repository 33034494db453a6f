//! Outputs that are switched off: what is left leads nowhere that is not there.

use crate::crawl::{self, Links};
use crate::world::{PLAIN, World};

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
fn what_every_page_leads_to_cannot_be_switched_off() {
    for output in ["claim", "pages"] {
        let world = World::everything();
        world.add("content/site.toml", &format!("\n[outputs.{output}]\nenabled = false\n"));
        let site = world.build(PLAIN);
        let codes: Vec<_> = site.findings.iter().map(|finding| finding.code).collect();
        assert_eq!((codes, site.files.len()), (vec!["output-needed"], 0));
    }
}
