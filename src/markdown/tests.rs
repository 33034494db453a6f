//! What becomes of a text: cases with the HTML that is expected, whole.

mod hostile;

use super::*;
use crate::theme::Theme;

/// Sets a text as if it were the summary of the claim `bus-lanes`: source `ministry-2026` is number 3,
/// `court` is number 4 and has an archived copy.
fn set(source: &str) -> String {
    set_with(source, "s-", 3, "en")
}

fn set_with(source: &str, prefix: &str, heading_base: u8, lang: &str) -> String {
    with_setting(prefix, heading_base, lang, |setting| to_html(source, setting))
}

fn with_setting<T>(prefix: &str, heading_base: u8, lang: &str, use_it: impl Fn(&Setting<'_>) -> T) -> T {
    let theme = Theme::load("default", Vec::new(), &["en", "es"]).unwrap_or_else(|found| panic!("{found:?}"));
    let number = |id: &str| match id {
        "ministry-2026" => Some(3),
        "court" => Some(4),
        _ => None,
    };
    let link = |address: &str| Some(format!("../..{address}"));
    let kept = |id: &str| {
        (id == "court").then(|| Kept {
            url: "https://example.org/copy?a&b".to_owned(),
            original: Some("https://example.org/\"court\"".to_owned()),
            date: Some("2026-02-13".to_owned()),
            name: "archived <copy>".to_owned(),
        })
    };
    let words = theme.strings(lang);
    use_it(&Setting { prefix, page: "", heading_base, number: &number, kept: &kept, link: &link, words })
}

#[test]
fn texts_are_set_as_expected() {
    let cases = [
        ("", ""),
        (
            "One *two* **three** ~~four~~ `<b>`",
            "<p>One <em>two</em> <strong>three</strong> <del>four</del> <code>&lt;b&gt;</code></p>\n",
        ),
        ("\"It's\" -- a test...", "<p>“It’s” – a test…</p>\n"),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
        ("---", "<hr>\n"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n"),
        (
            "> [!WARNING]\n> Look.",
            "<aside class=\"alert alert-warning\">\n<p class=\"alert-title\">Warning</p>\n<p>Look.</p>\n</aside>\n",
        ),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("7. a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><input type=\"checkbox\" disabled checked> a</li>\n<li><input type=\"checkbox\" disabled> b</li>\n</ul>\n",
        ),
        ("```rust,ignore x\n<a> [@court]\n```", "<pre><code>&lt;a&gt; [@court]\n</code></pre>\n"),
        ("```toml\na = 1\n```", "<pre><code class=\"language-toml\">a = 1\n</code></pre>\n"),
        ("    code", "<pre><code>code</code></pre>\n"),
        (
            "| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | *3* |",
            "<div class=\"table\"><table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"center\">b</th><th scope=\"col\" class=\"right\">c</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"center\">2</td><td class=\"right\"><em>3</em></td></tr>\n</tbody>\n</table></div>\n",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(set(source), expected, "{source}");
    }
}

#[test]
fn raw_html_is_shown_as_text() {
    let cases = [
        ("a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n"),
        ("<div>\n*a*\n</div>", "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n"),
        ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>\n"),
        ("a \u{0} \u{1b}b &#1; c", "<p>a \u{fffd} \u{fffd}b \u{fffd} c</p>\n"),
    ];
    for (source, expected) in cases {
        assert_eq!(set(source), expected, "{source:?}");
    }
}

#[test]
fn links_lead_only_where_they_may() {
    let rel = "rel=\"noopener noreferrer\"";
    let cases = [
        (
            "[a](https://example.org/?x=1&y=2)",
            format!("<p><a href=\"https://example.org/?x=1&amp;y=2\" {rel}>a</a></p>\n"),
        ),
        (
            "[a](https://example.org/ \"t\\\"<\")",
            format!("<p><a href=\"https://example.org/\" {rel} title=\"t&quot;&lt;\">a</a></p>\n"),
        ),
        (
            "<https://example.org/>",
            format!("<p><a href=\"https://example.org/\" {rel}>https://example.org/</a></p>\n"),
        ),
        ("<desk@example.org>", "<p><a href=\"mailto:desk@example.org\">desk@example.org</a></p>\n".into()),
        ("[a](mailto:desk@example.org)", "<p><a href=\"mailto:desk@example.org\">a</a></p>\n".into()),
        ("[a](/about/#who)", "<p><a href=\"../../about/#who\">a</a></p>\n".into()),
        ("[a](#u-2026)", "<p><a href=\"#u-2026\">a</a></p>\n".into()),
        ("[](/about/)", "<p><a href=\"../../about/\">../../about/</a></p>\n".into()),
        ("[*a*](about.md)", "<p><em>a</em></p>\n".into()),
        ("[a](//example.org)", "<p>a</p>\n".into()),
        ("[a](JaVa&#x73;cript&colon;alert)", "<p>a</p>\n".into()),
        ("[a][r]\n\n[r]: java\tscript:x", "<p>[a][r]</p>\n<p>[r]: java\tscript:x</p>\n".into()),
        (
            "![a *b* c](/x.png \"t\")",
            "<p><img src=\"../../x.png\" alt=\"a b c\" loading=\"lazy\" title=\"t\"></p>\n".into(),
        ),
        (
            "![a](https://example.org/x.png)",
            format!("<p><a href=\"https://example.org/x.png\" {rel}>a</a></p>\n"),
        ),
        (
            "![](https://example.org/x.png)",
            format!("<p><a href=\"https://example.org/x.png\" {rel}>https://example.org/x.png</a></p>\n"),
        ),
        ("![a](data:image/png;base64,x)", "<p>a</p>\n".into()),
        (
            "![a ![b](/y.png) [c](/z/)](/x.png)",
            "<p><img src=\"../../x.png\" alt=\"a b c\" loading=\"lazy\"></p>\n".into(),
        ),
        ("[![a](https://example.org/x.png)](/about/)", "<p><a href=\"../../about/\">a</a></p>\n".into()),
    ];
    for (source, expected) in cases {
        assert_eq!(set(source), expected, "{source}");
    }
}

#[test]
fn citations_are_numbered_links_where_they_were_typed_as_such() {
    let court = "<sup class=\"cite\"><a href=\"#src-court\">[4]</a> \
                 <a class=\"kept\" href=\"https://example.org/copy?a&amp;b\" \
                 data-originalurl=\"https://example.org/&quot;court&quot;\" data-versiondate=\"2026-02-13\" \
                 rel=\"noopener noreferrer\" aria-label=\"archived &lt;copy&gt;\" title=\"archived &lt;copy&gt;\">copy</a></sup>";
    let ministry = "<sup class=\"cite\"><a href=\"#src-ministry-2026\">[3]</a></sup>";
    let cases = [
        ("It fell [@court].", format!("<p>It fell {court}.</p>\n")),
        ("[@court][@ministry-2026] [@court]", format!("<p>{court}{ministry} {court}</p>\n")),
        ("*[@court]* \"[@court]\"", format!("<p><em>{court}</em> “{court}”</p>\n")),
        ("[@unknown] [@Court] [@] [@court", "<p>[@unknown] [@Court] [@] [@court</p>\n".into()),
        ("[@unknown][@court]", format!("<p>[@unknown]{court}</p>\n")),
        (
            "\\[@court] &#91;@court] [@court\\] `[@court]`",
            "<p>[@court] [@court] [@court] <code>[@court]</code></p>\n".into(),
        ),
        ("a\\*[@court] \\\\[@court]", format!("<p>a*{court} \\{court}</p>\n")),
        ("[see [@court]](/about/)", "<p><a href=\"../../about/\">see [@court]</a></p>\n".into()),
        ("a [@court](/about/)", "<p>a <a href=\"../../about/\">@court</a></p>\n".into()),
    ];
    for (source, expected) in cases {
        assert_eq!(set(source), expected, "{source}");
    }
}

#[test]
fn headings_start_at_the_level_of_the_page_and_have_ids_of_their_own() {
    let text = "# A *b*\n\n## A b\n\n###### A-b\n\n# ¿?\n\n# ¿?\n\n[up](#a-b-2) [page](#main)";
    assert_eq!(
        set(text),
        "<h3 id=\"s-a-b\">A <em>b</em></h3>\n<h4 id=\"s-a-b-2\">A b</h4>\n<h6 id=\"s-a-b-3\">A-b</h6>\n\
         <h3 id=\"s-section\">¿?</h3>\n<h3 id=\"s-section-2\">¿?</h3>\n\
         <p><a href=\"#s-a-b-2\">up</a> <a href=\"#main\">page</a></p>\n"
    );
    assert_eq!(
        set_with("## A\n\n### B {#x onclick=y}", "", 2, "en"),
        "<h2 id=\"a\">A</h2>\n<h3 id=\"b-x-onclick-y\">B {#x onclick=y}</h3>\n"
    );
    assert_eq!(set_with("# A", "", 9, "en"), "<h6 id=\"a\">A</h6>\n");
}

#[test]
fn footnotes_are_numbered_by_mention_and_lead_back() {
    let text = "A[^x] b[^1] c[^x] d[^no].\n\n[^1]: one\n\n[^x]: *ex*\n\n[^never]: lost?";
    let back = |id: &str| {
        format!(" <a class=\"back\" href=\"#s-{id}\" aria-label=\"Volver al texto\">\u{21a9}\u{fe0e}</a>")
    };
    let expected = format!(
        "<p>A<sup class=\"fn\"><a href=\"#s-fn_1\" id=\"s-fnref_1\">1</a></sup> \
         b<sup class=\"fn\"><a href=\"#s-fn_2\" id=\"s-fnref_2\">2</a></sup> \
         c<sup class=\"fn\"><a href=\"#s-fn_1\" id=\"s-fnref_1_2\">1</a></sup> d[^no].</p>\n\
         <section class=\"footnotes\" aria-label=\"Notas\">\n<ol>\n\
         <li id=\"s-fn_1\"><p><em>ex</em>{}{}</p>\n</li>\n<li id=\"s-fn_2\"><p>one{}</p>\n</li>\n\
         <li><p>lost?</p>\n</li>\n</ol>\n</section>\n",
        back("fnref_1"),
        back("fnref_1_2"),
        back("fnref_2"),
    );
    assert_eq!(set_with(text, "s-", 3, "es"), expected);
}

#[test]
fn texts_that_would_take_too_long_are_set_as_typed() {
    let n = 40_000;
    let hostile = [
        format!("{}a\n{}", "* ".repeat(n), "b\n".repeat(n)),
        format!("{}a\n{}", ">".repeat(n), "b\n".repeat(n)),
        format!("{}a\n{}", "1. ".repeat(n), "b\n".repeat(n)),
        format!("{}a\n{}", "[^a]: ".repeat(n), "b\n".repeat(n)),
        (0..300).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        "a<".repeat(MAX_BYTES),
    ];
    for source in &hostile {
        let mut expected = "<pre class=\"typed\">".to_owned();
        escape(&mut expected, source);
        expected.push_str("</pre>\n");
        assert!(set(source) == expected, "{}", &source[..10]);
        assert!(to_plain(source) == source.trim() && links(source).is_empty(), "{}", &source[..10]);
    }
}

#[test]
fn emphasis_is_nested_only_so_deep() {
    let html = set(&("*a **b ".repeat(100) + &"** *".repeat(100)));
    assert!(html.matches("<em>").count() + html.matches("<strong>").count() <= MAX_NESTING, "{html}");
}

#[test]
fn plain_text_keeps_the_words() {
    let cases = [
        ("# A *b*\n\nc [d](/e/) `f`\ng [@court]. h[^1]\n\n[^1]: i", "A b\nc d f g. h\ni"),
        ("- a\n- [x] b\n  - c", "a\n[x] b\nc"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("![alt](/x.png) <b>x</b>\n\n> q\n\n```\ncode\n```", "alt <b>x</b>\nq\ncode"),
        ("", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(to_plain(source), expected, "{source}");
    }
}

#[test]
fn links_are_found_with_their_bytes() {
    let source = "é [a](/about/#x) [@court][@no]\n\n![i](/x.png) [w](https://example.org) `[@code]` \\[@esc] [*b* [@in]](/z/)";
    let found: Vec<(LinkTarget, &str)> =
        links(source).into_iter().map(|(target, range)| (target, &source[range])).collect();
    let site = |address: &str| LinkTarget::Site(address.into());
    let cited = |id: &str| LinkTarget::Source(id.into());
    assert_eq!(
        found,
        [
            (site("/about/#x"), "[a](/about/#x)"),
            (cited("court"), "[@court]"),
            (cited("no"), "[@no]"),
            (site("/x.png"), "![i](/x.png)"),
            (site("/z/"), "[*b* [@in]](/z/)"),
        ]
    );
}
