//! What claims' pages say of themselves to programs: citations, permalinks, linked data.

use serde_json::Value;

use super::world::{PLAIN, Site, World};

/// A claim that one person closed; `$` is what a case adds.
const CLOSED: &str = "title = \"Closed </script> & <b>\"\nclaim = \"It \\u2028closes.\"\nclaimants = [\"council\"]\n\
                      published = 2026-01-05\n$\n[[updates]]\npublished = \"2026-01-10T10:00\"\nstatus = \"done\"\n\
                      summary = \"It is open to traffic.\"\n";

const ASKED: &str = "\n[outputs.cite]\nclaim_review = true\n";

const ADDRESS: &str = "base_url = \"https://example.org/deep/er/\"";

/// Of each type the node in the linked data of the claim's page.
fn graph(site: &Site, path: &str) -> Vec<Value> {
    let page = std::str::from_utf8(&site.files[path]).unwrap();
    let data = page.split_once("<script type=\"application/ld+json\">").unwrap().1;
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

fn kinds(graph: &[Value]) -> Vec<&str> {
    graph.iter().map(|node| node["@type"].as_str().unwrap()).collect()
}

fn node<'a>(graph: &'a [Value], kind: &str) -> &'a Value {
    graph.iter().find(|node| node["@type"] == kind).unwrap()
}

#[test]
fn a_claim_is_reviewed_only_where_it_is_closed_settled_and_undisputed() {
    let challenge = "[[responses]]\nid = \"no\"\nreceived = 2026-01-20\nfrom = \"A reader\"\nkind = \"challenge\"\n\
                     text = \"It is not.\"\n";
    let later = |status: &str, method: &str| {
        format!(
            "[[updates]]\npublished = \"2026-02-02T10:00\"\nstatus = \"{status}\"\nmethod = \"{method}\"\n"
        )
    };
    let cases = [
        ("closed by a person", String::new(), ASKED, true),
        ("not asked for", String::new(), "", false),
        ("challenged", challenge.to_owned(), ASKED, false),
        (
            "the challenge was rejected",
            format!("{challenge}state = \"rejected\"\nanswered = 2026-01-21\nanswer = \"It is.\"\n"),
            ASKED,
            true,
        ),
        ("a machine reads otherwise", later("moving", "automated"), ASKED, false),
        ("reopened by a person", later("moving", "human"), ASKED, false),
        ("closed without a rating", later("given_up", "human"), ASKED, false),
    ];
    for (name, more, asked, expected) in cases {
        let world = World::everything();
        world.put("content/claims/closed.toml", &CLOSED.replace('$', &more));
        world.add("content/site.toml", asked);
        let site = world.built(PLAIN);
        let graph = graph(&site, "claims/closed/index.html");
        assert_eq!(kinds(&graph).contains(&"ClaimReview"), expected, "{name}");
    }
}

#[test]
fn a_review_says_what_search_engines_ask_for_and_its_scale_is_published() {
    let world = World::everything();
    world.put("content/claims/closed.toml", &CLOSED.replace('$', ""));
    world.add("content/site.toml", ASKED);
    let site = world.built(PLAIN);
    let graph = graph(&site, "es/claims/closed/index.html");
    assert_eq!(kinds(&graph), ["Article", "ClaimReview", "BreadcrumbList"]);
    let review = node(&graph, "ClaimReview");
    assert_eq!(review["url"], "https://example.org/deep/er/es/claims/closed/");
    assert_eq!(review["claimReviewed"], "It \u{2028}closes.");
    let rating = serde_json::json!({
        "@type": "Rating", "alternateName": "Hecho", "bestRating": 5, "ratingExplanation": "It is open to traffic.",
        "ratingValue": 5, "worstRating": 3,
    });
    assert_eq!(review["reviewRating"], rating);
    assert_eq!(review["itemReviewed"]["@id"], node(&graph, "Article")["about"]["@id"]);
    assert_eq!(review["itemReviewed"]["@id"], "https://example.org/deep/er/claims/closed/#claim");
    let statuses = std::str::from_utf8(&site.files["status/index.html"]).unwrap();
    assert_eq!(statuses.matches("on the scale from 3 to 5").count(), 2);
}

#[test]
fn a_site_that_does_not_know_where_it_is_names_no_address_of_its_own() {
    let world = World::everything();
    world.put("content/claims/closed.toml", &CLOSED.replace('$', ""));
    let config = world.get("content/site.toml").replace(ADDRESS, "") + ASKED;
    world.put("content/site.toml", &config);
    let site = world.build(PLAIN);
    assert_eq!(kinds(&graph(&site, "claims/closed/index.html")), ["Article", "Claim"]);
    for list in ["milestones", "sources", "changes", "topics", "years"] {
        let page = site.text(&format!("{list}/index.html"));
        assert!(!page.contains("ld+json") && !page.contains("site.invalid"), "{list}");
    }
    let cited = site.files.iter().filter(|(path, _)| path.contains("/cite"));
    let cited: Vec<_> = cited.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap()).collect();
    assert!(cited.len() > 100 && cited.iter().all(|text| !text.contains("site.invalid")));
    let page = std::str::from_utf8(&site.files["claims/closed/index.html"]).unwrap();
    let after = page.split_once("<div id=\"cite\">").unwrap().1.split_once("</div>").unwrap().0;
    assert!(!after.contains("site.invalid") && !page.contains("citation_public_url"), "{after}");
}

/// The way to a page, by the names of its steps and the last address.
fn way(site: &Site, path: &str) -> String {
    let graph = graph(site, path);
    let steps = node(&graph, "BreadcrumbList")["itemListElement"].as_array().unwrap();
    let names: Vec<&str> = steps.iter().map(|step| step["name"].as_str().unwrap()).collect();
    format!("{} = {}", names.join(" > "), steps.last().unwrap()["item"].as_str().unwrap())
}

#[test]
fn lists_and_indexes_say_the_way_to_them_and_nothing_else() {
    let site = World::everything().built(PLAIN);
    let pages = [
        "changes/",
        "claimants/",
        "corrections/",
        "es/milestones/",
        "follow-ups/",
        "milestones/",
        "source-kinds/",
        "sources/",
        "sources/gazette/",
        "sources/unattributed/",
        "status/",
        "status/done/",
        "topics/",
        "years/",
    ];
    let ways: Vec<String> = pages.iter().map(|page| way(&site, &format!("{page}index.html"))).collect();
    assert_eq!(ways.join("\n"), WAYS);
    for page in pages {
        assert_eq!(kinds(&graph(&site, &format!("{page}index.html"))), ["BreadcrumbList"], "{page}");
    }
}

const WAYS: &str = "\
Road watch > Changes = https://example.org/deep/er/changes/\n\
Road watch > Claimants = https://example.org/deep/er/claimants/\n\
Road watch > Corrections = https://example.org/deep/er/corrections/\n\
Observatorio de calles > Hitos = https://example.org/deep/er/es/milestones/\n\
Road watch > Follow-ups = https://example.org/deep/er/follow-ups/\n\
Road watch > Milestones = https://example.org/deep/er/milestones/\n\
Road watch > Kinds of sources = https://example.org/deep/er/source-kinds/\n\
Road watch > What we rest on = https://example.org/deep/er/sources/\n\
Road watch > Sources > Town Gazette = https://example.org/deep/er/sources/gazette/\n\
Road watch > Sources > Without a publisher = https://example.org/deep/er/sources/unattributed/\n\
Road watch > Statuses = https://example.org/deep/er/status/\n\
Road watch > Statuses > Done = https://example.org/deep/er/status/done/\n\
Road watch > Topics = https://example.org/deep/er/topics/\n\
Road watch > Years = https://example.org/deep/er/years/";

#[test]
fn without_citations_nothing_of_them_is_left() {
    let world = World::everything();
    world.add("content/site.toml", "\n[outputs.cite]\nenabled = false\n");
    let site = world.built(PLAIN);
    let pages = site.files.iter().filter(|(path, _)| path.ends_with("index.html"));
    for (path, bytes) in pages {
        let text = std::str::from_utf8(bytes).unwrap();
        let left = ["ld+json", "citation_", "id=\"cite\"", "class=\"whole\""];
        assert_eq!(left.iter().find(|left| text.contains(**left)), None, "{path}");
    }
    assert!(!site.files.keys().any(|path| path.contains("/cite")));
}

#[test]
fn every_entry_of_a_claims_page_shows_its_whole_permalink() {
    let site = World::everything().built(PLAIN);
    let page = std::str::from_utf8(&site.files["claims/long/index.html"]).unwrap();
    let base = "https://example.org/deep/er/claims/long/";
    assert_eq!(page.matches(&format!("<p class=\"whole\">{base}")).count(), 250);
    // An update with a page of its own is cited there, each other one by its anchor.
    assert_eq!(page.matches(&format!("<p class=\"whole\">{base}u/")).count(), 5);
}

#[test]
fn files_of_citations_can_be_left_to_claims_alone() {
    let world = World::everything();
    let of_updates = |site: &Site| site.files.keys().filter(|path| path.contains("/cite/")).count();
    let all = world.built(PLAIN);
    assert!(of_updates(&all) > 10);
    world.add("content/site.toml", "\n[outputs.cite]\nupdates = false\n");
    let few = world.built(PLAIN);
    assert_eq!(of_updates(&few), 0);
    assert_eq!(few.files.len() + of_updates(&all), all.files.len());
    // The page of an update has the citation itself, and that of a claim its files.
    let updates: Vec<_> =
        few.files.keys().filter(|path| path.contains("/u/") && path.ends_with("index.html")).collect();
    assert_eq!(3 * updates.len(), of_updates(&all));
    for path in updates {
        let page = few.text(path);
        if page.contains("http-equiv=\"refresh\"") {
            // An old address leads on.
            continue;
        }
        assert_eq!((page.matches("id=\"cite\"").count(), page.contains("cite.bib")), (1, false), "{path}");
        assert!(page.contains("name=\"citation_title\"") && !page.contains(".bib\""), "{path}");
    }
    assert!(few.text("claims/long/index.html").contains("href=\"cite.bib\""));
}
