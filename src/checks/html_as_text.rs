//! HTML stands in a text, where it is shown as it was typed.

use pulldown_cmark::Event;

use crate::check::{Level, Look, Rule, Stage, cut};

/// Elements that authors write, or that come along when a page is copied.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

pub(super) const RULE: Rule = Rule {
    code: "html-as-text",
    summary: "HTML stands in a text, where readers see it as it was typed.",
    explanation: "Texts are Markdown, and HTML in them is shown, not obeyed: readers would see `<br>` and \
                  `<div class=\"post\">`. Mostly it came along when a page was copied, or a program wrote it.\n\n\
                  Looked at are tags of known elements, comments and declarations, one finding for each text, at the \
                  first of them. What stands in code, in backticks or a fenced block, is meant to be seen and is left \
                  alone, as are words in angle brackets that are no element, like `<name>`.\n\n\
                  Write it as Markdown: `**bold**`, `[text](address)`, a blank line between paragraphs. To show a tag, \
                  put it in backticks.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        for prose in &told.texts {
            let tags = prose.pieces().iter().filter_map(|(event, range)| match event {
                Event::Html(html) | Event::InlineHtml(html) => tag(html).map(|tag| (tag, range.start)),
                _ => None,
            });
            let tags: Vec<(&str, usize)> = tags.collect();
            let Some((tag, start)) = tags.first() else { continue };
            let start = prose.typed[*start..].find(tag).map_or(*start, |at| start + at);
            let more = match tags.len() - 1 {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            findings.add(
                prose.place(start..prose.typed.len().min(start + tag.len())),
                format!("{} shows HTML as it was typed: `{}`{more}", told.title(prose.role), cut(tag)),
                "write it as Markdown, or put it in backticks to show it",
            );
        }
    })],
};

/// The first tag, comment or declaration in a piece of HTML, if it is one that a page could mean.
fn tag(html: &str) -> Option<&str> {
    let start = html.find('<')?;
    let html = &html[start..];
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some(html.lines().next().unwrap_or_default().trim_end());
    }
    let name = html.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let known = ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    known.then(|| &html[..html.find('>').map_or(html.trim_end().len(), |end| end + 1)])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn html_is_found_once_in_each_text() {
        let update =
            "+++\npublished = 2026-02-01\n+++\n\n<!-- wp:paragraph -->\n<P CLASS=\"x\">It opened.</P>\n";
        let help = "write it as Markdown, or put it in backticks to show it";
        fires(
            &RULE,
            &[
                ("claims/lanes/claim.md", &claim("", "First<br/>second <b>bold</b>.")),
                ("claims/lanes/updates/one.md", update),
            ],
            &[
                &format!(
                    "claims/lanes/claim.md:9:6: summary of claim `lanes` shows HTML as it was typed: `<br/>`, and 2 more \
                     ({help})"
                ),
                &format!(
                    "claims/lanes/updates/one.md:5:1: update `2026-02-01` shows HTML as it was typed: `<!-- wp:paragraph \
                     -->`, and 1 more ({help})"
                ),
            ],
        );
    }

    #[test]
    fn code_and_other_angle_brackets_are_quiet() {
        let text =
            "Write `<br>` for 1 < 2, a<b, <name>, <https://example.org/> and \\<br>.\n\n```html\n<p>\n```\n";
        quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
    }
}
