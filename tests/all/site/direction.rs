//! Languages that are written from right to left: pages, and texts on pages of another language.

use super::crawl::{self, Links};
use super::html;
use super::world::{PLAIN, Site, World};

const NONE: [&str; 0] = [];

const SITE: &str = "title = \"Roads\"\nbase_url = \"https://example.org/roads/\"\nlanguages = [\"en\", \"ar\"]\n\
                    as_of = 2026-02-14\n";

const CLAIM: &str = "+++\ntitle = \"The bridge opens\"\nclaim = \"The council said that the bridge opens.\"\n\
    claimants = [\"council\"]\npublished = 2025-08-01\nquote = \"הגשר נפתח\"\nquote_lang = \"he\"\naliases = [\"span\"]\n\n\
    [[updates]]\npublished = 2025-08-02\nstatus = \"in_progress\"\nmethod = \"human\"\nkey = true\n\
    body = \"Work has begun.\"\n+++\n\nTold.\n";

const TRANSLATED: &str = "+++\ntitle = \"الجسر يفتح\"\nclaim = \"قال المجلس إن الجسر يفتح\"\n+++\n\nقيل.\n";

const ARABIC: &str = "+++\ntitle = \"الطريق\"\nclaim = \"قال المجلس\"\nclaimants = [\"council\"]\nlang = \"ar\"\n\
    published = 2025-08-01\n\n[[updates]]\npublished = 2025-08-03\nstatus = \"complete\"\nmethod = \"human\"\n\
    body = \"انتهى.\"\n+++\n\nقيل.\n";

fn site() -> Site {
    let world = World::of(&[
        ("content/site.toml", SITE),
        ("content/people.toml", "[[people]]\nid = \"council\"\nname = \"The council\"\n"),
        ("content/claims/bridge.md", CLAIM),
        ("content/claims/bridge.ar.md", TRANSLATED),
        ("content/claims/road.md", ARABIC),
    ]);
    let site = world.build(PLAIN);
    // The default theme has no words of Arabic.
    let codes: Vec<_> = site.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["missing-string"]);
    site
}

/// Which way a language is written.
fn way(lang: &str) -> &'static str {
    if ["ar", "he"].contains(&lang) { "rtl" } else { "ltr" }
}

#[test]
fn what_names_its_language_names_its_direction() {
    let mut found = Vec::new();
    for site in [site(), World::everything().build(PLAIN), World::demo().build(PLAIN)] {
        for (path, text) in site.texts("html") {
            let (elements, _) = html::read(text);
            // A link to another language holds the name of that language alone.
            for element in elements.iter().filter(|element| element.get("hreflang").is_none()) {
                let Some(lang) = element.get("lang") else { continue };
                assert_eq!(element.get("dir"), Some(way(lang)), "{path}: <{} lang=\"{lang}\">", element.name);
                found.push((element.name.clone(), lang.to_owned()));
            }
        }
    }
    for (name, lang) in [("html", "en"), ("html", "ar"), ("html", "es"), ("h1", "ar"), ("blockquote", "he")] {
        assert!(found.iter().any(|known| (&*known.0, &*known.1) == (name, lang)), "<{name} lang=\"{lang}\">");
    }
}

#[test]
fn pages_cards_and_redirects_of_a_language_turn_with_it() {
    let site = site();
    for path in [
        "ar/index.html",
        "ar/claims/bridge/index.html",
        "ar/claims/bridge/embed/index.html",
        "ar/claims/span/index.html",
    ] {
        assert!(site.text(path).starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">\n"), "{path}");
    }
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

#[test]
fn entries_of_feeds_say_which_way_they_are_written() {
    let site = site();
    let entry = |path: &str, id: &str| -> String {
        let feed: serde_json::Value = serde_json::from_str(site.text(path)).unwrap();
        let items = feed["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["url"].as_str().unwrap().contains(id)).unwrap();
        item["content_html"].as_str().unwrap().to_owned()
    };
    let arabic = entry("ar/feed/all.json", "claims/bridge/");
    assert!(arabic.starts_with("<div dir=\"rtl\">\n") && arabic.ends_with("</div>\n"), "{arabic}");
    let english = entry("feed/all.json", "claims/bridge/");
    assert!(!english.contains("dir="), "{english}");
    let foreign = entry("feed/all.json", "claims/road/");
    assert!(foreign.contains("<div lang=\"ar\" dir=\"rtl\">\n<p>انتهى.</p>"), "{foreign}");
}

#[test]
fn the_style_sheet_names_no_left_and_no_right() {
    let style = include_str!("../../../themes/default/assets/site.css");
    let sides: Vec<&str> = style
        .lines()
        // Paper has the same corners in every language.
        .filter(|line| {
            !line.trim_start().starts_with("@page") && !line.contains("/*") && !line.ends_with("*/")
        })
        .filter(|line| ["left", "right"].iter().any(|side| line.contains(side)))
        .collect();
    assert_eq!(sides, NONE);
}
