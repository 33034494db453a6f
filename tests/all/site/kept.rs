//! Links to sources: their state as Robust Links tell it, and archived copies beside them.

use super::html;
use super::world::{PLAIN, World};

const PAGES: &[&str] = &[
    "claims/invented-ferry/index.html",
    "claims/invented-ferry/u/2026-01-30-0900/index.html",
    "es/claims/invented-ferry/index.html",
    "sources/office-of-invented-examples/index.html",
];

#[test]
fn an_archived_copy_stands_beside_every_link_to_its_source() {
    let site = World::demo().built(PLAIN);
    for path in PAGES {
        let (elements, _) = html::read(site.text(path));
        let links: Vec<_> = elements.iter().filter(|element| element.name == "a").collect();
        let mut robust = 0;
        for link in links.iter().filter(|link| link.get("data-versionurl").is_some()) {
            assert_eq!(link.get("data-originalurl"), link.get("href"), "{path}");
            let copy = links.iter().find(|other| other.get("href") == link.get("data-versionurl")).unwrap();
            for attribute in ["data-originalurl", "data-versiondate"] {
                assert_eq!(copy.get(attribute), link.get(attribute), "{path}: {}", link.text);
            }
            robust += 1;
        }
        assert!(robust > 0, "{path}");
        for copy in links.iter().filter(|link| link.get("class") == Some("kept")) {
            let name = copy.get("aria-label").unwrap_or(&copy.text);
            let year = &copy.get("data-versiondate").unwrap()[..4];
            let begins = if path.starts_with("es/") { "copia archivada del " } else { "archived copy of " };
            assert!(name.starts_with(begins) && name.ends_with(year), "{path}: {name}");
            // What is read out holds what is seen (WCAG 2.2, 2.5.3).
            assert!(name.contains(&copy.text), "{path}: {name}");
        }
    }
}

#[test]
fn a_source_says_as_much_of_its_state_as_is_known() {
    let world = World::demo();
    let claim = "content/claims/invented/invented-ferry/claim.md";
    let link = |state: &str| {
        let text = world.get(claim);
        let from = text.find("accessed = 2025-05-13\n").unwrap();
        let to = from + text[from..].find("}]\n").unwrap() + 3;
        let other = World::demo();
        other.put(claim, &format!("{}{state}\n{}", &text[..from], &text[to..]));
        let site = other.build(PLAIN);
        let (elements, _) = html::read(site.text("claims/invented-ferry/index.html"));
        let link = elements
            .iter()
            .find(|element| element.get("href") == Some("https://example.org/invented/weekend-notice/"))
            .unwrap();
        ["data-originalurl", "data-versionurl", "data-versiondate"].map(|name| {
            link.get(name).map(|value| value.rsplit_once("org/").map_or(value, |(_, end)| end).to_owned())
        })
    };
    let archive = |date: &str| format!("archives = [{{ url = \"https://example.org/copy\"{date} }}]");
    let some = |text: &str| Some(text.to_owned());
    let page = || some("invented/weekend-notice/");
    let cases = [
        (String::new(), [None, None, None]),
        ("accessed = 2025-05-14".into(), [page(), None, some("2025-05-14")]),
        ("accessed = \"2025-05\"".into(), [None, None, None]),
        (archive(""), [page(), some("copy"), None]),
        (archive(", date = \"2025-05~\""), [page(), some("copy"), None]),
        (format!("accessed = 2025-05-14\n{}", archive("")), [page(), some("copy"), some("2025-05-14")]),
        (
            format!("accessed = 2025-05-14\n{}", archive(", date = 2025-05-15")),
            [page(), some("copy"), some("2025-05-15")],
        ),
    ];
    for (state, expected) in cases {
        assert_eq!(link(&state), expected, "{state}");
    }
}
