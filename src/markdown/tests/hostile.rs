//! Hostile texts: whatever is typed, the output holds only tags and attributes that we write.

use proptest::prelude::*;

use super::set;

/// Tags with the attributes that they may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "title", "id", "class", "aria-label", "data-originalurl", "data-versiondate"]),
    ("aside", &["class"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("del", &[]),
    ("div", &["class"]),
    ("em", &[]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "loading", "title"]),
    ("input", &["type", "disabled", "checked"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &["class"]),
    ("section", &["class", "aria-label"]),
    ("strong", &[]),
    ("sup", &["class"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["scope", "class"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

const VOID: &[&str] = &["br", "hr", "img", "input"];

/// Reads HTML as a browser would and says what should not be there.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let Some(end) = tag_end(rest) else {
            faults.push("a tag without an end".to_owned());
            break;
        };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                faults.push(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let name = &tag[..tag.find(' ').unwrap_or(tag.len())];
        let Some((_, allowed)) = ALLOWED.iter().find(|(allowed, _)| *allowed == name) else {
            faults.push(format!("<{tag}>"));
            continue;
        };
        if name == "a" && open.contains(&"a") {
            faults.push("a link in a link".to_owned());
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        for (attribute, value) in attributes(&tag[name.len()..]) {
            if !allowed.contains(&attribute) || value.contains(['<', '>']) {
                faults.push(format!("{attribute} in <{tag}>"));
            }
            if attribute == "id" {
                if ids.contains(&value) || !value.starts_with("s-") {
                    faults.push(format!("id {value}"));
                }
                ids.push(value);
            }
            let good = match attribute {
                "href" => ["https://", "http://", "mailto:", "../../", "#"]
                    .iter()
                    .any(|good| value.starts_with(good)),
                "src" => value.starts_with("../../"),
                _ => true,
            };
            if !good || (matches!(attribute, "href" | "src") && value.contains(char::is_control)) {
                faults.push(format!("{attribute} {value}"));
            }
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> stays open")));
    faults
}

/// Where a tag ends: the first `>` outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    })
}

fn attributes(mut text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            return found;
        }
        let name = text.find(['=', ' ']).unwrap_or(text.len());
        if text[name..].starts_with("=\"") {
            let value = &text[name + 2..];
            let end = value.find('"').unwrap_or(value.len());
            found.push((&text[..name], &value[..end]));
            text = value.get(end + 1..).unwrap_or_default();
        } else {
            // Nothing of ours is unquoted: the whole word is no known attribute.
            let end = text.find(' ').unwrap_or(text.len());
            found.push((&text[..end], ""));
            text = &text[end..];
        }
    }
}

#[test]
fn the_judge_finds_what_should_not_be_there() {
    for html in [
        "<script>x</script>",
        "<p onclick=\"x\"></p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\"/x\">a</a>",
        "<p>",
        "</p>",
        "<img src=\"https://example.org/x\">",
        "<a href=\"#\"><a href=\"#\"></a></a>",
        "<h3 id=\"x\"></h3>",
        "<h3 id=\"s-x\"></h3><h3 id=\"s-x\"></h3>",
        "<p style=x></p>",
        "<p",
    ] {
        assert!(!faults(html).is_empty(), "{html}");
    }
    assert_eq!(faults("<p>a <a href=\"#x\" title=\"y z\">b</a><br></p>"), Vec::<String>::new());
}

#[test]
fn hostile_texts_stay_texts() {
    let texts = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a\nhref=javascript:alert(1)>x</a>",
        "<style>@import 'https://example.org/x.css'</style>",
        "<meta http-equiv=refresh content=\"0;url=https://example.org\">",
        "<base href=//example.org>",
        "<form action=//example.org><button>x</button></form>",
        "<object data=x></object><embed src=x>",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "</p></article></main><script>x</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\u{0}script:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](JaVa&#x73;cript&colon;alert)",
        "[x](javascript&#58;alert(1))",
        "[x](javascript&Tab;:alert(1))",
        "[x](&NewLine;javascript:alert(1))",
        "[x](\\javascript:alert(1))",
        "[x](< javascript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](//example.org)",
        "[x](/\\example.org)",
        "[x](https:javascript:alert(1))",
        "[x](https://example.org/\"onclick=alert(1))",
        "[x](https://example.org/ '\" onclick=alert(1) x=\"')",
        "[x](/a \"\\\" onmouseover=alert(1) x=\\\"\")",
        "[x](#\" onclick=\"alert(1))",
        "[x](#\u{2028}a)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[x][r]\n\n[r]: <data:text/html,x> 'a\"b'",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "<a@example.org?subject=\"onclick=x>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "![x\" onerror=\"alert(1)](/x.png)",
        "![<img src=x onerror=alert(1)>](/x.png)",
        "![x](/x.png\" onerror=\"alert(1))",
        "![x](https://example.org/t.gif?c=1)",
        "[![x](javascript:alert(1))](javascript:alert(1))",
        "[a [b](https://example.org) c](https://example.org)",
        "![a [b](https://example.org)](https://example.org)",
        "# x {#y onclick=alert(1)}",
        "# <img src=x onerror=alert(1)>",
        "# a\n\n# a\n\n# a-2\n\n# a",
        "# fn_1\n\nx[^1]\n\n[^1]: y",
        "[^\"onclick=x]\n\n[^\"onclick=x]: a",
        "[^<script>]\n\n[^<script>]: <script>",
        "[[^1]](https://example.org)\n\n[^1]: [^1] [^2]\n\n[^2]: [^1]",
        "[@\" onclick=\"x] [@<script>] [@court\"] [@court]",
        "```\" onclick=\"alert(1)\nx\n```",
        "```<script>\nx\n```",
        "~~~a\"><script>\n</code></pre><script>x</script>\n~~~",
        "`<script>`",
        "| <script> | b |\n|---|---|\n| [x](javascript:x) | `</td>` |",
        "- [ ] <input onfocus=x autofocus>",
        "> [!NOTE]<script>\n> x",
        "> [!NOTE\" onclick=\"x]\n> x",
        "$<script>$ $$x$$ [[wiki|x]] ^a^ ~b~",
        "+++\nx = 1\n+++\n---\ny: 1\n---",
        "&lt;script&gt; &#60;script&#62; &amp;lt;",
        "\u{202e}<script>\u{feff}",
    ];
    for text in texts {
        let html = set(text);
        assert_eq!(faults(&html), Vec::<String>::new(), "{text:?}\n{html}");
    }
}

/// Scraps that parsers trip over, to be strung together.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "](/a)",
        "](https://b.c)",
        "<",
        ">",
        "</",
        "<b ",
        "&#",
        "&colon;",
        "[^1]",
        "[^1]: ",
        "[@court]",
        "[@",
        "\\",
        "\"",
        "'",
        "# ",
        "## a",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "    ",
        "> ",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "- [x] ",
        "|",
        "|---|\n",
        "---\n",
        "a",
        "é",
        "\u{0}",
        "😀",
        "javascript:",
        "{#x}",
        "[r]: ",
        "<!--",
        "<a@b.c>",
        "\r\n",
    ]);
    prop::collection::vec(scraps, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #[test]
    fn any_text_is_set_within_the_rules(text in prop_oneof![scraps(), ".{0,200}", any::<String>()]) {
        let html = set(&text);
        prop_assert_eq!(faults(&html), Vec::<String>::new(), "{}", html);
        let plain = super::to_plain(&text);
        prop_assert_eq!(plain.trim_end(), &plain);
        for (_, range) in super::links(&text) {
            prop_assert!(text.get(range).is_some());
        }
    }
}
