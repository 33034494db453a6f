//! Cards, snippets and oEmbed documents of whole sites: what readers copy holds what the records say, and nothing more.
//!
//! What needs programs of others runs only where it is asked for: `cargo test --test all embeds:: -- --ignored`
//! (Python 3 with venv and a package index). The card in a browser is looked at in `browser.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{Event, Parser, Tag as Mark, TagEnd};
use serde_json::Value;

use crate::hostile::markup::{Form, Tag, read};
use crate::hostile::project as hostile;
use crate::imported;

const BASE: &str = "https://example.org/sub/";

type Files = BTreeMap<String, String>;

/// Builds a project; its pages and documents by path.
fn built(root: &Path, options: &[&str]) -> Files {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("-r").arg(root).args(["-q", "build", "-o"]).arg(root.join("site")).args(options);
    let done = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = walkdir::WalkDir::new(root.join("site")).into_iter().map(Result::unwrap);
    let wanted =
        |path: &Path| matches!(path.extension().and_then(|end| end.to_str()), Some("html" | "json" | "svg"));
    let read = |file: walkdir::DirEntry| {
        let path = file.path().strip_prefix(root.join("site")).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read_to_string(file.path()).unwrap())
    };
    files.filter(|file| wanted(file.path())).map(read).collect()
}

/// What stands in the `pre` elements of a page, as a reader copies it.
fn snippets(page: &str) -> Vec<String> {
    let inside = |part: &str| resolved(part.split_once("</pre>").unwrap().0);
    page.split("<pre class=\"snippet\">").skip(1).map(inside).collect()
}

fn resolved(html: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    entities.iter().fold(html.to_owned(), |text, (entity, c)| text.replace(entity, c)).replace("&amp;", "&")
}

/// The tags of a snippet, which is sound by itself.
fn tags(snippet: &str) -> Vec<Tag> {
    read(Form::Html, &format!("<!doctype html>{snippet}"))
        .unwrap_or_else(|fault| panic!("{fault}: {snippet:.300}"))
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> &'t str {
    tag.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

fn names(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.name.as_str()).collect()
}

/// What CommonMark makes of a badge: where it leads, where the image lies, and the text in its place.
fn linked_image(markdown: &str) -> (String, String, String) {
    let (mut to, mut image, mut text, mut depth) = (String::new(), String::new(), String::new(), 0);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Mark::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => {}
            Event::Start(Mark::Link { dest_url, .. }) if to.is_empty() => to = dest_url.into_string(),
            Event::Start(Mark::Image { dest_url, .. }) if image.is_empty() => {
                depth += 1;
                image = dest_url.into_string();
            }
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(part) if depth == 1 => text.push_str(&part),
            event => panic!("{event:?} in {markdown:.300}"),
        }
    }
    (to, image, text)
}

fn texts() -> Vec<String> {
    let texts = [
        "word",
        "\"></iframe><script>alert(1)</script>",
        "' onload='alert(1)",
        "](javascript:alert(1)) ![x](y) [a][b] <b> `c` **d** _e_ ~~f~~ &copy; \\ \\] | $g$",
        "{{ 7*7 }} {% raw %} {n} {stands} {title} {status}",
        "&lt;b&gt; &#60; &amp;quot; &amp;amp;",
        "line\u{2028}line\u{2029}line",
        "\u{202e}txet\u{2066}\u{200f}\u{feff}",
        "e\u{301}\u{301} 👩‍👩‍👧 🇲🇽 \u{10fffd} 外交部 الكلمة",
        "a\tb",
        "</pre></details></main></body></html><!-- -->",
        "# 1. - + > = --- www.example.org https://example.org :smile: @all #1",
    ];
    let mut texts: Vec<String> = texts.map(str::to_owned).into();
    texts.push("w ".repeat(5_000).trim_end().to_owned());
    texts.push("]".repeat(10_000));
    texts
}

/// Words as they are said in one line.
fn in_one_line(text: &str) -> String {
    let ends = |c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(ends).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn whatever_a_record_says_a_snippet_says_it_and_does_nothing_else() {
    for text in texts() {
        let folder = hostile::project(&text);
        let files = built(folder.path(), &["--drafts"]);
        for (lang, title, label) in [("", "Title", "Open"), ("es/", "Título", "Open")] {
            let page = format!("{lang}claims/claim/");
            let says = &files[&format!("{page}oembed.json")];
            let document: Value = serde_json::from_str(says).unwrap();
            let says = document["title"].as_str().unwrap();
            let begins = in_one_line(&format!("{title} {text}: {label} {text}"));
            assert!(says.starts_with(&begins), "{says:.300}");
            let found = snippets(&files[&format!("{page}index.html")]);
            let [frame, live, live_markdown, kept, kept_markdown] = &found[..] else {
                panic!("{found:.80?}")
            };
            let frame = tags(frame);
            assert_eq!(names(&frame), ["iframe", "/iframe"]);
            assert_eq!(
                (attribute(&frame[0], "title"), attribute(&frame[0], "src")),
                (says, &*format!("{BASE}{page}embed/"))
            );
            assert_eq!(frame, tags(document["html"].as_str().unwrap()));
            let code = if lang.is_empty() { "en" } else { "es" };
            let file = format!("claim-2026-02-15-{code}.svg");
            let badge = format!("{BASE}{page}status.svg");
            for (html, markdown, image) in [(live, live_markdown, &badge), (kept, kept_markdown, &file)] {
                let html = tags(html);
                assert_eq!(names(&html), ["a", "img", "/a"]);
                let seen = ["src", "alt"].map(|name| attribute(&html[1], name));
                assert_eq!(
                    (attribute(&html[0], "href"), seen),
                    (&*format!("{BASE}{page}"), [image.as_str(), says])
                );
                let expected = (format!("{BASE}{page}"), image.clone(), says.to_owned());
                assert_eq!(linked_image(markdown), expected, "{markdown:.300}");
            }
        }
    }
}

/// What oEmbed 1.0 says of a response of the type `rich` (sections 2.3.4 and 2.3.4.4), and what ours has.
fn faults(document: &Value) -> Vec<String> {
    let text = |key: &str| document[key].as_str().is_some_and(|text| !text.is_empty());
    let web = |key: &str| document[key].as_str().is_some_and(|text| text.starts_with("https://"));
    let number = |key: &str| document[key].as_u64().is_some_and(|number| number > 0);
    let missing = |key: &str| document[key].is_null();
    let rules = [
        ("version", document["version"] == "1.0"),
        ("type", document["type"] == "rich"),
        ("html", text("html")),
        ("width", number("width")),
        ("height", number("height")),
        ("title", missing("title") || text("title")),
        ("author_name", missing("author_name") || text("author_name")),
        ("author_url", missing("author_url") || web("author_url")),
        ("provider_name", missing("provider_name") || text("provider_name")),
        ("provider_url", missing("provider_url") || web("provider_url")),
        ("cache_age", missing("cache_age") || number("cache_age")),
        ("thumbnail_url", missing("thumbnail_url") || web("thumbnail_url")),
        ("thumbnail_width", missing("thumbnail_url") == missing("thumbnail_width")),
        ("thumbnail_height", missing("thumbnail_url") == missing("thumbnail_height")),
    ];
    let unknown =
        document.as_object().unwrap().keys().filter(|key| rules.iter().all(|(known, _)| known != *key));
    let broken = rules.iter().filter(|(_, holds)| !holds).map(|(key, _)| (*key).to_owned());
    broken.chain(unknown.cloned()).collect()
}

#[test]
fn every_oembed_document_is_what_the_standard_asks_for_and_is_found_from_its_page() {
    let folder = hostile::project("word");
    let files = built(folder.path(), &[]);
    let documents: Vec<_> = files.iter().filter(|(path, _)| path.ends_with("oembed.json")).collect();
    assert_eq!(documents.len(), 4);
    for (path, text) in documents {
        let document: Value = serde_json::from_str(text).unwrap();
        assert_eq!(faults(&document), Vec::<String>::new(), "{path}");
        assert_eq!(document.as_object().unwrap().len(), 14, "{path}");
        let page = path.trim_end_matches("oembed.json");
        assert_eq!(document["thumbnail_url"], format!("{BASE}{page}card.png"));
        assert_eq!(
            (&document["thumbnail_width"], &document["thumbnail_height"]),
            (&1200.into(), &630.into())
        );
        let tags = read(Form::Html, &files[&format!("{page}index.html")]).unwrap();
        let found = tags.iter().find(|tag| attribute(tag, "type") == "application/json+oembed").unwrap();
        let about = format!("{BASE}{page}").replace(':', "%3A").replace('/', "%2F");
        assert_eq!(attribute(found, "href"), format!("{BASE}{path}?url={about}"));
        assert_eq!(attribute(found, "title"), document["title"].as_str().unwrap());
        let frame = &self::tags(document["html"].as_str().unwrap())[0];
        let size = ["width", "height"].map(|side| attribute(frame, side).parse::<u64>().unwrap());
        assert_eq!(size.map(Some), ["width", "height"].map(|side| document[side].as_u64()), "{path}");
    }
}

#[test]
fn a_site_without_cards_names_none_to_publishing_systems() {
    let folder = hostile::project("word");
    let settings = fs::read_to_string(folder.path().join("content/site.toml")).unwrap();
    built(folder.path(), &[]);
    // Over a site that has them.
    let without = format!("{settings}[outputs.card]\nenabled = false\n");
    hostile::put(folder.path(), "content/site.toml", &without);
    let files = built(folder.path(), &[]);
    let document: Value = serde_json::from_str(&files["claims/claim/oembed.json"]).unwrap();
    assert_eq!((faults(&document), document.as_object().unwrap().len()), (vec![], 11));
}

#[test]
fn without_an_address_or_switched_off_nothing_leads_to_a_card() {
    let folder = hostile::project("word");
    let settings = fs::read_to_string(folder.path().join("content/site.toml")).unwrap();
    let leads = |files: &Files| -> usize {
        let marks = ["oembed", "embed/", "id=\"embed\"", "class=\"snippet\"", "iframe"];
        let leads = |path: &str, text: &str| {
            path.contains("embed")
                || path.ends_with("index.html") && marks.iter().any(|mark| text.contains(mark))
        };
        files.iter().filter(|(path, text)| leads(path, text)).count()
    };
    assert!(leads(&built(folder.path(), &[])) > 8);
    for settings in [
        settings.replace(&format!("base_url = \"{BASE}\"\n"), ""),
        format!("{settings}[outputs.embed]\nenabled = false\n"),
    ] {
        hostile::put(folder.path(), "content/site.toml", &settings);
        let files = built(folder.path(), &[]);
        assert_eq!((leads(&files), files.contains_key("claims/claim/status.svg")), (0, true));
    }
    // A site without badges offers the card alone.
    hostile::put(
        folder.path(),
        "content/site.toml",
        &format!("{settings}[outputs.badge]\nenabled = false\n"),
    );
    let files = built(folder.path(), &[]);
    assert_eq!(snippets(&files["claims/claim/index.html"]).len(), 1);
    assert!(!files["claims/claim/index.html"].contains("status.svg"));
}

#[test]
fn a_draft_has_a_card_only_where_drafts_are_shown_and_says_what_it_is() {
    let folder = hostile::project("word");
    let parent = fs::read_to_string(folder.path().join("content/claims/group/parent.md")).unwrap();
    let draft = parent.replacen("+++\n", "+++\ndraft = true\n", 1).replace("\"Parent word\"", "\"Draft\"");
    hostile::put(folder.path(), "content/claims/group/later.md", &draft);
    let cards = |files: &Files| files.keys().filter(|path| path.contains("later/")).count();
    assert_eq!(cards(&built(folder.path(), &[])), 0);
    let files = built(folder.path(), &["--drafts"]);
    assert!(files["claims/later/embed/index.html"].contains("<p class=\"draft\">"));
    assert!(!files["claims/claim/embed/index.html"].contains("<p class=\"draft\">"));
}

#[test]
fn a_card_is_the_same_on_every_day_on_which_nothing_changed() {
    let folder = hostile::project("word");
    let on = |day: &str| {
        let files = built(folder.path(), &["--as-of", day]);
        let cards = files.into_iter().filter(|(path, _)| path.contains("embed"));
        cards.collect::<Files>()
    };
    // Past the due dates, and long after the last check.
    assert_eq!(on("2026-03-20"), on("2027-01-01"));
}

#[test]
#[ignore = "needs Python"]
fn a_reader_of_others_finds_and_reads_every_oembed_document() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embeds");
    fs::create_dir_all(&folder).unwrap();
    let python = installed(&folder);
    let hostile = hostile::project("\"></iframe><script>alert(1)</script> & </head> ünï");
    let import = tempfile::tempdir().unwrap();
    imported::project(import.path());
    for project in [Path::new(env!("CARGO_MANIFEST_DIR")), import.path(), hostile.path()] {
        let site = folder.join("site");
        let _ = fs::remove_dir_all(&site);
        let script = tests().join("embeds/read.py");
        run(
            &python,
            &[
                script.as_os_str(),
                env!("CARGO_BIN_EXE_onrecord").as_ref(),
                project.as_os_str(),
                site.as_os_str(),
            ],
        );
    }
}

/// A Python of this folder's own, with the reader.
fn installed(folder: &Path) -> PathBuf {
    let own = folder.join("venv");
    if !own.join("bin/python").exists() {
        run(Path::new("python3"), &["-m".as_ref(), "venv".as_ref(), own.as_os_str()]);
    }
    let python = own.join("bin/python");
    let list = tests().join("embeds/requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(&python, &[&pip.map(AsRef::as_ref)[..], &[list.as_os_str()]].concat());
    python
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all")
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &Path, args: &[&std::ffi::OsStr]) {
    let status = Command::new(program).args(args).env_remove("SOURCE_DATE_EPOCH").status();
    let status = status.unwrap_or_else(|fault| panic!("`{}` cannot be run: {fault}", program.display()));
    assert!(status.success(), "`{} {args:?}` failed: {status}; see above", program.display());
}
