//! Records that nobody means well with, from the file to the page: texts stay texts wherever they stand.
//!
//! Every text field of `hostile/project.txt` holds `$`. The site with something hostile in its place must
//! have the same tags as the one with a plain word, page by page.

mod lines;
pub(crate) mod markup;
pub(crate) mod project;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use markup::{Form, Tag, read};
use project::{PROJECT, project, put};

/// Builds a project: exit code, what was said, and the site's files by path.
fn build(folder: &Path) -> (i32, String, BTreeMap<String, Vec<u8>>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let output =
        command.args(["build", "--drafts", "--format", "short"]).current_dir(folder).output().unwrap();
    let mut files = BTreeMap::new();
    collect(&folder.join("site"), "", &mut files);
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap(), files)
}

fn collect(root: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(root.join(below)) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            // What is searched is packed, and named by what it holds; it is tried in a browser.
            if !path.ends_with("search/index") {
                collect(root, &format!("{path}/"), files);
            }
        } else {
            files.insert(path.clone(), std::fs::read(entry.path()).unwrap());
        }
    }
}

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    // Data for search engines, or a file of the theme: `faults` holds it to that.
    "script",
    "noscript",
    "meta",
    "title",
    "link",
    "body",
    "a",
    "header",
    "nav",
    "ul",
    "ol",
    "li",
    "main",
    "footer",
    "p",
    "div",
    "span",
    "section",
    "article",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dl",
    "dt",
    "dd",
    "time",
    "strong",
    "em",
    "del",
    "ins",
    "code",
    "pre",
    "blockquote",
    "figure",
    "figcaption",
    "cite",
    "q",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
    "abbr",
    "sup",
    "sub",
    "hr",
    "br",
    "img",
    "input",
    "small",
    "b",
    "i",
    "s",
    "bdi",
    "svg",
    "g",
    "path",
    "circle",
    "rect",
    "line",
    "text",
    "tspan",
    "desc",
    "use",
    "defs",
    "style",
    "polygon",
    "polyline",
    "pattern",
    "clipPath",
    "ellipse",
    "mark",
    // The filter of lists.
    "button",
    "label",
    "option",
    "select",
];

/// What no document of the site may hold, whatever the records say.
fn faults(tags: &[Tag]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    // A redirect page has a script of its own, which its policy knows by its hash.
    let redirects = tags.iter().any(|tag| tag.name == "noscript");
    // So has the page that searches, and a form.
    let program = |(name, value): &(String, String)| {
        name == "src" && value.trim_start_matches("../") == "assets/search.js"
    };
    let searches = |tag: &Tag| tag.name == "script" && tag.attributes.iter().any(program);
    let is_search = tags.iter().any(searches);
    for tag in tags {
        let Tag { name, attributes } = tag;
        let bare = name.trim_start_matches('/');
        if !(ELEMENTS.contains(&bare) || is_search && matches!(bare, "form" | "template")) {
            faults.push(format!("element {name}"));
        }
        let data = [("type".to_owned(), "application/ld+json".to_owned())];
        let is_own = |src: &str| src.trim_start_matches("../") == "assets/list.js";
        let own = matches!(&attributes[..], [(a, src), (b, _)] if a == "src" && b == "defer" && is_own(src));
        if name == "script" && *attributes != data && !own && !redirects && !searches(tag) {
            faults.push(format!("script {attributes:?}"));
        }
        for (key, value) in attributes {
            let leads =
                matches!(key.as_str(), "href" | "src" | "action" | "xlink:href" | "srcset" | "poster");
            if key.starts_with("on") || (key == "style" && name != "svg") || key == "formaction" {
                faults.push(format!("{name} {key}={value}"));
            }
            if leads && !leads_somewhere_safe(value) {
                faults.push(format!("{name} {key}={value}"));
            }
            if key == "id" && !ids.insert(value.clone()) {
                faults.push(format!("id {value} twice"));
            }
        }
    }
    faults
}

/// Whether an address is of the web, of mail, or of this site.
fn leads_somewhere_safe(address: &str) -> bool {
    if address.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') || address.starts_with("//")
    {
        return false;
    }
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        None => true,
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto"),
    }
}

/// The tags of each document; what is no well-formed or no safe document is told in `faults`.
fn outlines(files: &BTreeMap<String, Vec<u8>>) -> (BTreeMap<&str, Vec<String>>, Vec<String>) {
    let (mut outlines, mut told) = (BTreeMap::new(), Vec::new());
    // Binary files are told by their names; the database is read in `data.rs`, cards in `cards.rs`.
    let binary =
        |path: &str| path.starts_with("assets/") || path.ends_with(".sqlite") || path.ends_with("card.png");
    for (path, bytes) in files.iter().filter(|(path, _)| !binary(path)) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            told.push(format!("{path}: not UTF-8"));
            continue;
        };
        let form = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => Form::Html,
            Some("svg" | "xml") => Form::Xml,
            Some("ics") => {
                let (names, faults) = lines::read(text);
                told.extend(faults.into_iter().map(|fault| format!("{path}: {fault}")));
                outlines.insert(path.as_str(), names);
                continue;
            }
            Some("json") => {
                match serde_json::from_str(text) {
                    Ok(data) => {
                        if let Some(told_items) = items(path, &data, &mut told) {
                            outlines.insert(path.as_str(), told_items);
                        }
                    }
                    Err(fault) => told.push(format!("{path}: {fault}")),
                }
                continue;
            }
            _ => continue,
        };
        match read(form, text) {
            Ok(tags) => {
                // Addresses and feeds are no documents that a browser shows.
                if !matches!(path.rsplit_once('.'), Some((_, "xml"))) {
                    told.extend(faults(&tags).into_iter().map(|fault| format!("{path}: {fault}")));
                }
                outlines.insert(path.as_str(), outline(&tags));
            }
            Err(fault) => told.push(format!("{path}: {fault}")),
        }
    }
    (outlines, told)
}

/// The tags in each item of a feed; what is no safe HTML is told.
fn items(path: &str, data: &serde_json::Value, told: &mut Vec<String>) -> Option<Vec<String>> {
    let items = data["items"].as_array().filter(|_| path.contains("feed"))?;
    let mut outlines = Vec::new();
    for item in items {
        match read(Form::Html, &format!("<!doctype html>{}", item["content_html"].as_str()?)) {
            Ok(tags) => {
                told.extend(faults(&tags).into_iter().map(|fault| format!("{path}: {fault}")));
                outlines.extend(outline(&tags));
            }
            Err(fault) => told.push(format!("{path}: {fault}")),
        }
    }
    Some(outlines)
}

/// Tags with the names of their attributes; drawings are left out, as they break lines and cut words.
fn outline(tags: &[Tag]) -> Vec<String> {
    let mut drawn = false;
    let mut outline = Vec::new();
    for tag in tags {
        drawn |= tag.name == "svg";
        if !drawn {
            let names: Vec<&str> = tag.attributes.iter().map(|(key, _)| key.as_str()).collect();
            outline.push(format!("{} {}", tag.name, names.join(" ")));
        }
        drawn &= tag.name != "/svg";
    }
    outline
}

fn texts() -> Vec<String> {
    let texts = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "]]> <![CDATA[ --> <!-- </style></title></svg></script><?xml?>",
        "{{ 7*7 }}{% raw %}{{ v.page }}{% include \"x\" %}{# #}",
        "{n} {date} {name} {}",
        "&lt;b&gt; &#60;script&#62; &amp;amp; &nbsp;",
        "javascript:alert(1)",
        "line\u{2028}line\u{2029}line\u{85}".trim_end_matches('\u{85}'),
        "\u{202e}txet\u{2066}\u{200f}\u{feff}",
        "e\u{301}\u{301}\u{301} 👩‍👩‍👧 🇲🇽 \u{10ffff}",
        "\u{fffe}\u{ffff}",
        "a\tb",
        "\\u003cscript\\u003e \\\" '''",
        "=cmd|' /C calc'!A0 \"a\",b;c",
        "301 / /* :splat\u{2028}X-Header: a # b",
        "=1+1 @x +x -x | `a` **b** [c](/d/) [@web]",
        "x\u{2028}END:VEVENT\u{2029}BEGIN:VEVENT\u{2028}UID:1;2,3\\n\\",
    ];
    let mut texts: Vec<String> = texts.map(str::to_owned).into();
    texts.push("w".repeat(10_000));
    texts.push("الكلمة ".repeat(300).trim_end().to_owned());
    texts
}

/// The project with every output that a setting switches on, and with old ids.
fn full_project(text: &str) -> tempfile::TempDir {
    let folder = project(text);
    let (site, claim) = ("content/site.toml", "content/claims/group/claim/claim.md");
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    let more = "[security]\ncontact = \"desk@example.org\"\nexpires = 2026-12-31\n\
                [outputs.hosting]\nhost = \"cloudflare\"\n[outputs.updates]\nwhich = \"all\"\n\
                [outputs.cite]\nclaim_review = true\n";
    put(folder.path(), site, &format!("{}{more}", read(site)));
    put(folder.path(), claim, &read(claim).replacen("+++\n", "+++\naliases = [\"old\", \"older\"]\n", 1));
    folder
}

/// What each file holds that no text may change, of those that are no markup.
fn shapes_of(files: &BTreeMap<String, Vec<u8>>, text: &str) -> BTreeMap<String, Vec<String>> {
    let shapes = files.iter().filter_map(|(path, bytes)| Some((path, shapes::shape(path, bytes)?)));
    let sound = |(path, shape): (&String, Result<Vec<String>, String>)| match shape {
        Ok(shape) => (path.clone(), shape),
        Err(fault) => panic!("{text:.80}: {path}: {fault}"),
    };
    shapes.map(sound).collect()
}

/// Files that hold one thing after the other.
const COUNTED: &[&str] = &[
    "_redirects",
    "_headers",
    ".well-known/security.txt",
    "claims/old/claim.json",
    "claims/claim/cite.bib",
    "claims/claim/cite.ris",
    "data/updates.csv",
    "data/sources.jsonl",
    "data/onrecord.sqlite",
    "feed/all.json",
];

#[test]
fn what_a_field_says_never_becomes_markup_or_another_row() {
    let plain = full_project("word");
    let (code, said, plain) = build(plain.path());
    assert_eq!((code, said.contains("error")), (0, false), "{said}");
    let (expected, told) = outlines(&plain);
    assert_eq!(told, Vec::<String>::new());
    assert!(expected.len() > 40, "{}", expected.len());
    let counted = shapes_of(&plain, "word");
    for path in COUNTED {
        assert!(counted.get(*path).is_some_and(|shape| shape.len() > 1), "{path} holds next to nothing");
    }
    for text in texts() {
        let folder = full_project(&text);
        let (code, said, files) = build(folder.path());
        assert_eq!(code, 0, "{text:.80}: {said}");
        let (found, told) = outlines(&files);
        assert_eq!(told, Vec::<String>::new(), "{text:.80}");
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{text:.80}");
        for (path, outline) in &found {
            let differs = outline.iter().zip(&expected[path]).find(|(a, b)| a != b);
            assert!(
                differs.is_none() && outline.len() == expected[path].len(),
                "{text:.80}: {path}: {differs:?}"
            );
        }
        assert_eq!(files.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>(), "{text:.80}");
        for (path, shape) in shapes_of(&files, &text) {
            assert!(shape == counted[&path], "{text:.80}: {path}: {shape:?} and not {:?}", counted[&path]);
        }
    }
}

/// What Markdown could smuggle in: markup, addresses, ids, fences that do not close.
const BODIES: &[&str] = &[
    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <!-- <b",
    "[a](javascript:alert(1)) [b](JaVa&#x73;cript&colon;alert) <javascript:x> [c](data:text/html,x)",
    "[a](<java\tscript:x>) [b](vbscript&#58;x) ![c](javascript:x) [d]\n\n[d]: javascript:x 'y'",
    "[a](https://example.org/\"onclick=\"x) <https://example.org/'><b>> [b](https://a\u{202e}b/ \"t' onx='\")",
    "# A {#main onclick=x}\n\n## A\n\n## A\n\n## main\n",
    "a[^1] b[^1] c[^2]\n\n[^1]: one [^2]\n\n[^2]: two <script>\n\n[^3]: three",
    "```\"><script>x\n</code></pre><script>\n```\n\n~~~\nnever closed {{ 7*7 }}",
    "| a | b |\n|:-|-:|\n| <b> | `|` |\n\n- [x] done\n- [ ] <i>\n\n> [!NOTE]\n> {{ v }} {% raw %}\n",
    "\u{feff}\u{202e}&#0; &#x1b; &#xfffe; &nbsp; &bogus; &#38;lt; \\< a\u{2028}b\u{c}c\u{7f}",
    "]]> \u{1}\u{b}\u{1f} a\r\nb\rc \u{fdd0}\u{ffff} \u{2028}",
    "[@web] [@web] [^web] [[wiki]] $x$ ~sub~ ==m== :smile:",
    "<a\nhref=x>\n<div\nonclick=y>\n\n***bold** _it* ~~s~ __ ** [a](b c) ![](",
];

#[test]
fn what_a_body_says_never_becomes_more_than_its_markdown() {
    for body in BODIES {
        let folder = project("word");
        for part in PROJECT.split("=== ").skip(1).filter(|part| part.contains("\n+++\n")) {
            let (path, content) = part.split_once('\n').unwrap();
            let content = ["Text.", "Body.", "Cuerpo.", "Summary.", "Resumen."]
                .iter()
                .fold(content.replace('$', "word"), |content, word| {
                    content.replace(&format!("+++\n{word}\n"), &format!("+++\n{body}\n"))
                });
            put(folder.path(), path, &content);
        }
        put(
            folder.path(),
            "content/claims/group/claim/explainer.md",
            &format!("{body}\n\n## Why?\n\n{body}\n"),
        );
        let (code, said, files) = build(folder.path());
        assert_eq!(code, 0, "{body}: {said}");
        let (found, told) = outlines(&files);
        assert_eq!(told, Vec::<String>::new(), "{body}");
        assert!(found.len() > 40, "{body}");
    }
}

#[test]
fn words_of_a_theme_and_names_of_folders_stay_texts() {
    let folder = project("word");
    std::fs::rename(
        folder.path().join("content/claims/group"),
        folder.path().join("content/claims/a b#c?d&e\u{f1}%41"),
    )
    .unwrap();
    put(
        folder.path(),
        "themes/default/strings/en.toml",
        "[nav]\nclaims = '\"><script>x</script>{{ 7*7 }}'\n",
    );
    let (code, said, files) = build(folder.path());
    assert_eq!(code, 0, "{said}");
    let (found, told) = outlines(&files);
    assert_eq!((told, found.len() > 40), (Vec::new(), true));
    let page = std::str::from_utf8(&files["claims/claim/index.html"]).unwrap();
    let tags = read(Form::Html, page).unwrap();
    let leads = tags
        .iter()
        .flat_map(|tag| &tag.attributes)
        .filter(|(key, value)| key == "href" && value.contains("/edit/"));
    let folder = "https://example.org/edit/content/claims/a%20b%23c%3Fd%26e%C3%B1%2541/claim";
    let leads: BTreeSet<_> = leads.map(|(_, value)| value.as_str()).collect();
    let expected = [format!("{folder}/claim.md"), format!("{folder}/updates/1.md")];
    assert_eq!(leads, expected.iter().map(String::as_str).collect());
    assert!(page.contains("&lt;script&gt;x&lt;/script&gt;{{ 7*7 }}"), "the word is not shown");
}
