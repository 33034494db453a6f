//! Lists of claims, narrowed: which claims stand in which, what they lead to, and what the script of lists reads.

use super::crawl::{self, Links};
use super::html::{self, Element};
use super::world::{Ask, PLAIN, Site, World};
use onrecord::routes::LinkStyle;

const NONE: [&str; 0] = [];

const SITE: &str = r#"
title = "Lists"
base_url = "https://example.org/sub/"
languages = ["en", "es"]
as_of = 2026-03-01

[[topics]]
id = "roads"
title = "Roads & <bridges>"

[[topics]]
id = "none"
title = "Without claims"
"#;

const PEOPLE: &str = r#"
[[people]]
id = "council"
name = "Council"

[[people]]
id = "mayor"
name = "The \"Mayor\""
"#;

const SOURCES: &str = r#"
[[sources]]
id = "talk"
title = "A talk"
where = "On the stairs"
kind = "interview"

[[sources]]
id = "law"
title = "The law"
url = "https://example.org/law"
kind = "document"

[[sources]]
id = "post"
title = "A post"
url = "https://example.org/post"
kind = "social"

[[sources]]
id = "rumour"
title = "A rumour"
url = "https://example.org/rumour"
"#;

/// A claim: its id and the lines that it has beside what each needs.
const CLAIMS: &[(&str, &str)] = &[
    (
        "april",
        "made_on = \"2025-04\"\ntopics = [\"roads\"]\nclaimants = [\"mayor\"]\nappearance = \"talk\"\ncompletion_due = \"2026-01\"\n",
    ),
    (
        "between",
        "made_on = \"2024-11/2025-02\"\nclaimants = [\"council\"]\nsources = [\"law\", \"talk\", \"rumour\"]\n",
    ),
    ("day", "made_on = 2025-12-31\nclaimants = [\"council\", \"mayor\"]\nsources = [\"rumour\"]\n"),
    (
        "never",
        "published = 2025-06-01\nclaimants = [\"council\"]\n\n[[updates]]\npublished = 2025-07-01\nstatus = \"in_progress\"\nsummary = \"Begun.\"\nsources = [\"law\"]\n",
    ),
    ("old", "made_on = \"0987~\"\npublished = 2025-06-01\nclaimants = [\"council\"]\n"),
    ("year", "made_on = \"2025\"\nclaimants = [\"council\"]\ndraft = true\n"),
    ("zone", "made_on = \"2024-12-31T23:30-06:00\"\nclaimants = [\"council\"]\n"),
];

fn world() -> World {
    let world = World::of(&[
        ("content/site.toml", SITE),
        ("content/people.toml", PEOPLE),
        ("content/sources.toml", SOURCES),
    ]);
    for (id, rest) in CLAIMS {
        world.put(
            &format!("content/claims/{id}.toml"),
            &format!("title = \"T {id}\"\nclaim = \"C.\"\n{rest}"),
        );
    }
    world
}

fn elements(site: &Site, path: &str) -> Vec<Element> {
    html::read(site.text(path)).0
}

/// The claims that stand on a page of a list.
fn claims(site: &Site, path: &str) -> Vec<String> {
    let elements = elements(site, path);
    let links = elements.windows(2).filter(|pair| pair[0].name == "h2" && pair[1].name == "a");
    let id = |pair: &[Element]| {
        let href = pair[1].get("href").unwrap();
        href.trim_end_matches('/').rsplit('/').next().unwrap().to_owned()
    };
    links.map(id).collect()
}

/// The links of a page to other lists: where to, what is read, and `*` on the one that is looked at.
fn lists(site: &Site, path: &str) -> Vec<String> {
    let text = site.text(path);
    let Some((_, rest)) = text.split_once("<details class=\"lists\">") else { return Vec::new() };
    let part = rest.split_once("</details>").unwrap().0;
    let (elements, _) = html::read(&format!("<!doctype html><div>{part}</div>"));
    let links = elements.iter().filter(|element| element.name == "a");
    let line = |link: &Element| {
        let mark = if link.get("aria-current").is_some() { " *" } else { "" };
        format!("{} {}{mark}", link.get("href").unwrap(), link.text.trim())
    };
    links.map(line).collect()
}

/// The pages below a folder.
fn pages<'s>(site: &'s Site, folder: &str) -> Vec<&'s str> {
    site.files.keys().map(String::as_str).filter(|path| path.starts_with(folder)).collect()
}

#[test]
fn claims_stand_in_the_year_in_which_they_were_made() {
    let site = world().built(PLAIN);
    let cases: [(&str, &[&str]); 4] = [
        ("0987", &["old"]),
        // Of an interval it is the first year, and digits are not converted to another zone.
        ("2024", &["between", "zone"]),
        ("2025", &["april", "day"]),
        ("undated", &["never"]),
    ];
    for prefix in ["", "es/"] {
        for (year, expected) in cases {
            assert_eq!(claims(&site, &format!("{prefix}years/{year}/index.html")), expected, "{year}");
        }
        let years = format!("{prefix}years/");
        assert_eq!(pages(&site, &years).len(), cases.len() + 1, "{:?}", pages(&site, &years));
    }
    let index = elements(&site, "years/index.html");
    let listed: Vec<_> = index
        .iter()
        .filter(|element| element.name == "li" && element.text.contains("claim"))
        .map(|element| element.text.as_str())
        .collect();
    assert_eq!(listed, ["20252 claims", "20242 claims", "9871 claim", "Date not recorded1 claim"]);
}

#[test]
fn claims_stand_with_the_kinds_of_sources_that_they_cite() {
    let site = world().built(PLAIN);
    // Of the kind `social` there is a source that nothing cites: it is not on the site, and neither is a list of it.
    let cases: [(&str, &[&str]); 2] =
        [("document", &["between", "never"]), ("interview", &["april", "between"])];
    for (kind, expected) in cases {
        assert_eq!(claims(&site, &format!("source-kinds/{kind}/index.html")), expected, "{kind}");
    }
    assert_eq!(pages(&site, "source-kinds/").len(), cases.len() + 1);
    let page = site.text("source-kinds/interview/index.html");
    let cited = "<p class=\"row-cited\">Cites <a href=\"../../claims/april/#src-talk\">A talk</a></p>";
    assert!(page.contains(cited), "{page}");
    assert!(page.contains("Claims that cite the one source of this kind on record."), "{page}");
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

#[test]
fn the_list_of_all_claims_leads_to_every_other_list_with_its_count() {
    let site = world().built(PLAIN);
    assert_eq!(
        lists(&site, "claims/index.html"),
        [
            "../status/ By status",
            "../status/in_progress/ In progress 1",
            "../status/not_assessed/ Not yet assessed 5",
            "../topics/ By topic",
            "../topics/roads/ Roads & <bridges> 1",
            "../claimants/ By claimant",
            "../claimants/council/ Council 5",
            "../claimants/mayor/ The \"Mayor\" 2",
            "../source-kinds/ By kind of source",
            "../source-kinds/document/ Documents 2",
            "../source-kinds/interview/ Interviews 2",
            "../years/ By year",
            "../years/2025/ 2025 2",
            "../years/2024/ 2024 2",
            "../years/987/ 987 1",
            "../years/undated/ Date not recorded 1",
        ]
        .map(|line| line.replace("years/987/", "years/0987/"))
    );
}

#[test]
fn a_narrowed_list_names_its_own_sort_and_leads_out_of_it() {
    let site = world().built(PLAIN);
    assert_eq!(
        lists(&site, "topics/none/index.html"),
        [
            "../../claims/ All claims",
            "../../status/ By status",
            "../../claimants/ By claimant",
            "../../source-kinds/ By kind of source",
            "../../years/ By year",
            "../ By topic",
            "../roads/ Roads & <bridges> 1",
            "./ Without claims 0 *",
        ]
    );
    // How its own claims stand is said on it.
    let page = site.text("years/2025/index.html");
    let standing = page.split_once("<ul class=\"counts\"").unwrap().1.split_once("</ul>").unwrap().0;
    assert!(
        standing.contains("Not yet assessed</span></span> <span class=\"figure\">2</span>"),
        "{standing}"
    );
}

#[test]
fn of_many_lists_those_with_the_most_claims_are_named() {
    let world = world();
    let mut settings = world.get("content/site.toml");
    let topic = |n: usize| format!("\n[[topics]]\nid = \"t{n:02}\"\ntitle = \"Topic {n:02}\"\n");
    settings.extend((0..20).map(topic));
    world.put("content/site.toml", &settings);
    for n in 0..60 {
        let topics: Vec<String> =
            (0..20).filter(|topic| n < 20 + topic).map(|topic| format!("\"t{topic:02}\"")).collect();
        let claim = format!(
            "title = \"Claim\"\nclaim = \"C.\"\nclaimants = [\"mayor\"]\nmade_on = 2023-01-01\ntopics = [{}]\n",
            topics.join(", ")
        );
        world.put(&format!("content/claims/x{n:02}.toml"), &claim);
    }
    let site = world.built(PLAIN);
    let named = lists(&site, "claims/index.html");
    let topics: Vec<_> = named.iter().filter(|line| line.contains("topics/")).collect();
    assert_eq!(topics.len(), 14, "{topics:?}");
    assert_eq!(topics[1], "../topics/t19/ Topic 19 39");
    assert_eq!(topics[12], "../topics/t08/ Topic 08 28");
    assert_eq!(topics[13], "../topics/ All 21");
    // A page further on, and a list that has many beside it, name the indexes alone.
    for page in ["claims/page/2/index.html", "topics/t01/index.html", "years/2023/page/2/index.html"] {
        let lines = lists(&site, page);
        assert!(lines.iter().all(|line| line.ends_with(" All claims") || line.contains(" By ")), "{lines:?}");
    }
    assert_eq!(claims(&site, "years/2023/page/2/index.html").len(), 10);
    assert!(site.text("sitemap.xml").contains("<loc>https://example.org/sub/years/2023/page/2/</loc>"));
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
    world.add("content/site.toml", "\n[outputs.status]\nenabled = false\n");
    assert_eq!(crawl::faults(&world.built(PLAIN), Links::Folders), NONE);
}

#[test]
fn the_script_of_lists_reads_every_claim_in_one_file() {
    let site = world().built(PLAIN);
    let rows: serde_json::Value = serde_json::from_str(site.text("claims/rows.json")).unwrap();
    assert_eq!(rows["topics"][0], serde_json::json!(["roads", "Roads & <bridges>"]));
    assert_eq!(rows["claimants"], serde_json::json!([["council", "Council"], ["mayor", "The \"Mayor\""]]));
    let lines = rows["claims"].as_array().unwrap();
    assert_eq!(lines.len(), 6);
    let unread = "Nobody has read this claim yet.";
    let status = |key: &str| rows["statuses"].as_array().unwrap().iter().position(|status| status[0] == key);
    let none: [(); 0] = [];
    assert_eq!(
        lines[0],
        serde_json::json!([
            "april",
            ["T april", null],
            [unread, null],
            status("not_assessed"),
            [0],
            [1],
            2025,
            [6],
            [["Jan 2026", "2026-01"], "promised"],
            null,
            [["overdue", "Overdue"]],
            0
        ])
    );
    assert_eq!(
        lines[3],
        serde_json::json!([
            "never",
            ["T never", null],
            ["Begun.", null],
            status("in_progress"),
            none,
            [0],
            null,
            [5],
            null,
            ["1 Jul 2025", "2025-07-01"],
            none,
            0
        ])
    );
    let spanish: serde_json::Value = serde_json::from_str(site.text("es/claims/rows.json")).unwrap();
    assert_eq!(spanish["claims"][3][1], serde_json::json!(["T never", "en"]));
}

#[test]
fn lists_are_searched_where_there_is_something_to_search() {
    let world = world();
    let site = world.built(PLAIN);
    let script = "<script src=\"../../assets/list.js\" defer></script>";
    let open = "script-src 'self'; connect-src 'self'";
    // Five claims can be looked through, and a further page leads to the first one.
    for (page, is) in [("claims/index.html", true), ("claimants/council/index.html", false)] {
        let text = site.text(page);
        assert_eq!(text.contains("<details class=\"filter\" hidden"), is, "{page}");
        assert_eq!(text.contains("assets/list.js"), is, "{page}");
        assert_eq!(text.contains(open), is, "{page}");
    }
    world.put("content/claims/year.toml", &world.get("content/claims/year.toml").replace("draft = true", ""));
    let site = world.built(Ask { links: LinkStyle::Files, ..PLAIN });
    let page = site.text("claimants/council/index.html");
    assert!(page.contains(script) && page.contains(open), "{page}");
    let told = "data-rows=\"../../claims/rows.json\" data-claim=\"../../claims/{id}/index.html\" \
                data-by=\"claimant\" data-only=\"council\"";
    assert!(page.contains(told), "{page}");
}

#[test]
fn what_is_switched_off_is_neither_there_nor_led_to() {
    let cases = [
        ("source_kinds", "source-kinds/", "/source-kinds/"),
        ("years", "years/", "/years/"),
        ("filter", "claims/rows.json", "list.js"),
    ];
    for (key, gone, led_to) in cases {
        let world = world();
        world.add("content/site.toml", &format!("\n[outputs.list]\n{key} = false\n"));
        let site = world.built(PLAIN);
        assert_eq!(pages(&site, gone), NONE, "{key}");
        let leads: Vec<_> = site.texts("html").filter(|(_, text)| text.contains(led_to)).collect();
        assert!(leads.is_empty(), "{key}: {:?}", leads[0].0);
        assert_eq!(crawl::faults(&site, Links::Folders), NONE, "{key}");
    }
}
