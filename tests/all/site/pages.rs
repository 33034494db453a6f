//! A site with everything in it: its pages, anchors, addresses and files.

use super::crawl::{self, Links};
use super::html;
use super::world::{Ask, PLAIN, Site, World};
use onrecord::routes::LinkStyle;
use onrecord::tracker::Drafts;

const NONE: [&str; 0] = [];

/// The ids on a page.
fn ids(site: &Site, path: &str) -> Vec<String> {
    let (elements, _) = html::read(site.text(path));
    elements.iter().filter_map(|element| element.get("id").map(str::to_owned)).collect()
}

/// The permalinks of the long claim's updates.
fn long_anchors() -> Vec<String> {
    let anchor = |n: u32| format!("u-2025-{:02}-{:02}-{:02}00", 9 + n / 84, 1 + n % 84 / 3, 6 + n % 3 * 5);
    (0..250).map(anchor).collect()
}

#[test]
fn every_link_and_page_is_sound() {
    let world = World::everything();
    assert_eq!(crawl::faults(&world.built(PLAIN), Links::Folders), NONE);
    let shown = world.built(Ask { drafts: Drafts::Shown, ..PLAIN });
    assert_eq!(crawl::faults(&shown, Links::Folders), NONE);
    let portable = world.built(Ask { links: LinkStyle::Files, ..PLAIN });
    assert_eq!(crawl::faults(&portable, Links::Files), NONE);
}

#[test]
fn every_update_has_its_permalink_on_the_claims_page_for_good() {
    let site = World::everything().built(PLAIN);
    let short =
        ["2025-08-01-0900", "2025-08-16-1200", "2025-08-20-1200", "2025-09-10-1000", "2025-10-05-1000"];
    for prefix in ["", "es/"] {
        let here = ids(&site, &format!("{prefix}claims/long/index.html"));
        let lost: Vec<_> = long_anchors().into_iter().filter(|anchor| !here.contains(anchor)).collect();
        assert_eq!(lost, NONE);
        let here = ids(&site, &format!("{prefix}claims/road/index.html"));
        assert!(short.iter().all(|id| here.contains(&format!("u-{id}"))), "{here:?}");
    }
}

#[test]
fn the_texts_of_a_long_history_stand_on_its_month_pages() {
    let site = World::everything().built(PLAIN);
    for (month, text) in [("2025-09", "number 007."), ("2025-10", "number 084."), ("2025-11", "number 248.")]
    {
        let text = format!("Text of long update {text}");
        let expected = [
            format!("claims/long/{month}/index.html"),
            "claims/long/claim.json".to_owned(),
            format!("es/claims/long/{month}/index.html"),
        ];
        // Feeds have whole texts too: the latest of each, and that of everything all of them.
        let (fed, held): (Vec<_>, Vec<_>) =
            site.holding(&text).into_iter().partition(|path| path.contains("feed"));
        assert_eq!(held, expected);
        assert!(fed.iter().any(|path| path.starts_with("feed/all")), "{fed:?}");
    }
    // A key event stands whole on the claim's page too, and has a page of its own.
    let key = site.holding("Text of long update number 050.");
    assert!(key.contains(&"claims/long/index.html"), "{key:?}");
    assert!(key.contains(&"claims/long/u/2025-09-17-1600/index.html"), "{key:?}");
}

#[test]
fn what_was_taken_down_is_nowhere_but_its_permalink_and_the_reason_are() {
    let site = World::everything().built(PLAIN);
    assert_eq!(site.holding("MARKREMOVED"), NONE);
    assert_eq!(site.holding("Text of long update number 120."), NONE);
    assert!(site.text("claims/road/index.html").contains("It named a neighbour."));
    assert!(site.text("claims/long/2025-10/index.html").contains("It named a child."));
}

#[test]
fn what_was_taken_back_is_kept_and_marked() {
    let site = World::everything().built(PLAIN);
    let page = site.text("claims/road/index.html");
    assert!(page.contains("Text of a reading that was taken back."));
    assert!(page.contains("MARKRETRACTION"));
}

#[test]
fn drafts_are_shown_on_request_only() {
    let world = World::everything();
    let hidden = world.built(PLAIN);
    for mark in ["MARKDRAFT", "MARKDRAFTPAGE", "MARKFUTURE"] {
        assert_eq!(hidden.holding(mark), NONE);
    }
    let shown = world.built(Ask { drafts: Drafts::Shown, ..PLAIN });
    for (mark, page) in [
        ("MARKDRAFT", "claims/secret/index.html"),
        ("MARKDRAFTPAGE", "hidden/index.html"),
        ("MARKFUTURE", "claims/road/index.html"),
    ] {
        assert!(shown.holding(mark).contains(&page), "{mark}: {:?}", shown.holding(mark));
    }
}

#[test]
fn old_addresses_lead_on_and_files_are_true_copies() {
    let site = World::everything().built(PLAIN);
    for (old, new) in [
        ("claims/lane", "claims/road"),
        ("es/claims/lane", "es/claims/road"),
        ("claims/lane/u/2025-08-01-0900", "claims/road/u/2025-08-01-0900"),
        ("topics/streets", "topics/roads"),
        ("claimants/old-council", "claimants/council"),
        ("sources/old-gazette", "sources/gazette"),
        ("status/walking", "status/moving"),
        ("imprint", "about"),
    ] {
        let page = site.text(&format!("{old}/index.html"));
        let canonical = format!("<link rel=\"canonical\" href=\"{}{new}/\">", site.base_url);
        assert!(page.contains(&canonical), "{old}: {page}");
    }
    for file in ["claim.json", "status.json", "status.svg", "timeline.svg", "calendar.ics"] {
        assert_eq!(site.text(&format!("claims/lane/{file}")), site.text(&format!("claims/road/{file}")));
    }
    for lang in ["", "es/"] {
        let calendar = |id: &str| site.text(&format!("{lang}claimants/{id}/calendar.ics"));
        assert_eq!(calendar("old-council"), calendar("council"));
    }
}

#[test]
fn the_sitemap_lists_every_page_and_nothing_else() {
    let site = World::everything().built(PLAIN);
    let mut listed: Vec<String> = Vec::new();
    for entry in site.text("sitemap.xml").split("<loc>").skip(1) {
        let address = html::resolve(entry.split("</loc>").next().unwrap());
        let path = address.strip_prefix(&site.base_url).expect("an address of the site");
        listed.push(format!("{path}index.html"));
    }
    let aside = ["http-equiv=\"refresh\"", "<meta name=\"robots\" content=\"noindex\">"];
    let is_page =
        |path: &str, text: &str| path != "404.html" && !aside.iter().any(|mark| text.contains(mark));
    let pages: Vec<_> = site
        .texts("html")
        .filter(|(path, text)| is_page(path, text))
        .map(|(path, _)| path.to_owned())
        .collect();
    listed.sort();
    assert_eq!(listed, pages);
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.base_url);
    assert_eq!(site.text("robots.txt"), robots);
}

#[test]
fn data_can_be_read_and_drawings_are_named() {
    let site = World::everything().built(PLAIN);
    for (path, text) in site.texts("json") {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{path}");
    }
    let own = site.texts("svg").filter(|(path, _)| !path.starts_with("assets/"));
    let mut drawings = 0;
    for (path, text) in own {
        let (elements, faults) = html::read(&format!("<!doctype html>{text}"));
        assert_eq!(faults, NONE, "{path}");
        let title = elements.iter().find(|element| element.name == "title");
        assert!(title.is_some_and(|title| !title.text.is_empty()), "{path}");
        drawings += 1;
    }
    assert!(drawings > 20, "{drawings}");
}

#[test]
fn a_theme_of_the_sites_own_replaces_templates_words_and_files_one_by_one() {
    let world = World::everything();
    let settings = world.get("content/site.toml");
    world.put("content/site.toml", &settings.replace("timezone", "theme = \"mine\"\ntimezone"));
    world.put(
        "themes/mine/templates/page.html",
        "{% extends \"layout.html\" %}{% block main %}<h1>Mine: {{ v.title }}</h1>{% endblock %}",
    );
    world.put("themes/mine/strings/en.toml", "[nav]\nclaims = \"What they said\"\n");
    world.put("themes/mine/assets/own.txt", "own\n");
    let site = world.built(PLAIN);
    assert!(site.text("about/index.html").contains("<h1>Mine: About</h1>"));
    assert!(site.text("index.html").contains(">What they said</a>"));
    assert_eq!(site.text("assets/own.txt"), "own\n");
    // What it does not have is the default theme's.
    assert!(site.text("es/index.html").contains("lang=\"es\""));
    assert!(site.files.contains_key("assets/site.css"));
}

#[test]
fn long_lists_of_dated_things_go_on_on_further_pages() {
    let world = World::everything();
    let entry = |n: u32| format!("[[milestones]]\ndate = \"{}-01\"\ntitle = \"Stage {n}\"\n", 2030 + n);
    let stages: String = (0..450).map(entry).collect();
    let head = "title = \"Stages\"\nclaim = \"It comes in stages.\"\nclaimants = [\"council\"]\nmade_on = 2025-08-01\n";
    world.put("content/claims/stages.toml", &format!("{head}{stages}"));
    let site = world.built(PLAIN);
    let stages = |page: &str| site.text(page).matches(">Stage ").count();
    let pages = ["milestones/index.html", "milestones/page/2/index.html", "milestones/page/3/index.html"];
    assert_eq!(pages.map(stages).iter().sum::<usize>(), 450);
    assert!(!site.files.contains_key("milestones/page/4/index.html"));
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

/// The lines of the list of excuses on a page: rules, then records and reasons, each with its link.
fn excuses(site: &Site, path: &str) -> Vec<String> {
    let Some((_, section)) = site.text(path).split_once("id=\"exceptions\"") else { return Vec::new() };
    let section = section.split_once("</main>").map_or(section, |(section, _)| section);
    let lines = section.lines().filter(|line| line.starts_with("<h3") || line.starts_with("<li"));
    lines.map(str::to_owned).collect()
}

#[test]
fn readers_learn_what_records_are_excused_from_and_why() {
    let world = World::everything();
    assert_eq!(excuses(&world.built(PLAIN), "methodology/index.html"), NONE);
    let allow =
        |rule: &str, reason: &str| format!("allow = [{{rule = \"{rule}\", reason = \"{reason}\"}}]\n");
    let update = |day: &str, reason: &str| {
        let allow = allow("source-repeated", reason);
        format!("[[updates]]\npublished = {day}\n{allow}")
    };
    let claim = [
        "title = \"A <bridge>\"\nclaim = \"A bridge.\"\nclaimants = [\"council\"]\nmade_on = 2025-08-01\n",
        &allow("unlisted-code", "No rule has it."),
        "sources = [{id = \"bridge-plan\", title = \"The plan\", where = \"Shelf\", allow = [{rule = \
         \"source-without-publisher\", reason = \"Found unsigned & undated.\"}]}]\n",
        &update("2025-08-02", "Told <twice>."),
        &update("2099-01-01", "Nobody is to know yet."),
    ];
    world.put("content/claims/bridge.toml", &claim.concat());
    world.put("content/claims/bridge.es.toml", "title = \"Un puente\"\n");
    let hidden = [
        "title = \"X\"\nclaim = \"X.\"\nclaimants = [\"council\"]\nmade_on = 2025-08-01\ndraft = true\n",
        &allow("x", "y"),
    ]
    .concat();
    world.put("content/claims/unseen.toml", &hidden);
    let site = world.build(PLAIN);
    assert!(site.findings.iter().all(|finding| finding.code == "unknown-rule"), "{:?}", site.findings);
    let row = |href: &str, title: &str, reason: &str| {
        format!("<li><p><a href=\"../{href}\">{title}</a></p><p class=\"item-facts\">{reason}</p></li>")
    };
    assert_eq!(
        excuses(&site, "methodology/index.html"),
        [
            "<h3>Two sources have one address.</h3>",
            &row(
                "claims/bridge/#u-2025-08-02",
                "A &lt;bridge&gt;, entry of 2 August 2025",
                "Told &lt;twice&gt;."
            ),
            "<h3>Nothing says who published a source.</h3>",
            &row("sources/unattributed/#src-bridge-plan", "The plan", "Found unsigned &amp; undated."),
            "<h3><code>unlisted-code</code></h3>",
            &row("claims/bridge/", "A &lt;bridge&gt;", "No rule has it."),
        ]
    );
    let english = |reason: &str| format!("<span lang=\"en\" dir=\"ltr\">{reason}</span>");
    assert_eq!(
        excuses(&site, "es/methodology/index.html")[..2],
        [
            "<h3>Dos fuentes tienen una misma dirección.</h3>",
            &row(
                "claims/bridge/#u-2025-08-02",
                "Un puente, entrada del 2 de agosto de 2025",
                &english("Told &lt;twice&gt;.")
            ),
        ]
    );
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

#[test]
fn readers_learn_what_pages_people_publishers_and_the_site_are_excused_from() {
    let world = World::everything();
    let allow = |reason: &str| format!("allow = [{{rule = \"orphan-page\", reason = \"{reason}\"}}]\n");
    let put = |file: &str, before: &str, reason: &str| {
        let text = world.get(file);
        assert!(text.contains(before), "{file}: {text}");
        world.put(file, &text.replacen(before, &(allow(reason) + before), 1));
    };
    put("content/pages/about.md", "title =", "Of a page.");
    put("content/people.toml", "name =", "Of a person.");
    put("content/sources.toml", "name =", "Of a publisher.");
    put("content/site.toml", "title =", "Of the site.");
    let site = world.build(PLAIN);
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let lines = excuses(&site, "methodology/index.html");
    assert_eq!(lines[0], "<h3>Nothing leads to a page of the site’s own.</h3>");
    let reasons = ["Of a page.", "Of a publisher.", "Of a person.", "Of the site."];
    assert_eq!(lines.len(), 1 + reasons.len(), "{lines:?}");
    for (line, reason) in lines[1..].iter().zip(reasons) {
        assert!(line.contains("<a href=\"../") && line.contains(reason), "{line}");
    }
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

#[test]
fn a_source_is_on_the_site_where_something_there_cites_it() {
    let world = World::demo();
    world.add(
        "content/sources.toml",
        "\n[[sources]]\nid = \"back\"\ntitle = \"HELD BACK\"\nwhere = \"A drawer\"\n",
    );
    let draft = "draft = true\ntitle = \"Draft\"\nclaim = \"It is.\"\nclaimants = [\"sre\"]\nsources = [\"back\"]\n\
                 made_on = 2026-01-02\n";
    world.put("content/claims/draft.toml", draft);
    assert_eq!(world.build(PLAIN).holding("HELD BACK"), Vec::<&str>::new());
    world.put("content/pages/drawer.md", "+++\ntitle = \"Drawer\"\n+++\n\nThere it is [@back].\n");
    let site = world.build(PLAIN);
    let lists =
        site.holding("HELD BACK").into_iter().filter(|path| path.contains("sources/")).collect::<Vec<_>>();
    assert_eq!(lists, ["es/sources/unattributed/index.html", "sources/unattributed/index.html"]);
}

#[test]
fn an_address_in_other_letters_is_written_as_programs_take_it() {
    let world = World::demo();
    let written = world.get("content/site.toml");
    let base = written.lines().find(|line| line.starts_with("base_url")).unwrap();
    let other = "base_url = \"https://bücher.example/straße\"";
    let settings = written.replace(base, other) + "\n[outputs.hosting]\nhost = \"netlify\"\n";
    world.put("content/site.toml", &settings);
    let site = world.build(PLAIN);
    assert_eq!(site.holding("bücher.example"), NONE);
    assert_eq!(site.holding("/straße"), NONE);
    let address = "https://xn--bcher-kva.example/stra%C3%9Fe/";
    for path in
        ["index.html", "sitemap.xml", "robots.txt", "feed.xml", "calendar.ics", "data/datapackage.json"]
    {
        // Long lines of calendars are folded.
        assert!(site.text(path).replace("\r\n ", "").contains(address), "{path}");
    }
    assert!(site.text("_headers").contains("\n/stra%C3%9Fe/*.csv\n"), "{}", site.text("_headers"));
}
