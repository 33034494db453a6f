//! A link says "here", or is a bare address, instead of saying where it leads.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::check::words::for_language;
use crate::check::{Level, Look, Rule, Stage, cut};

/// What says nothing, in lower case and without marks around it.
const VAGUE: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "here",
            "click here",
            "click",
            "see here",
            "read here",
            "this link",
            "this",
            "link",
            "the link",
            "more",
            "read more",
            "learn more",
            "find out more",
            "see more",
            "more here",
            "source",
            "this page",
            "this article",
            "page",
            "website",
            "this website",
            "this site",
            "download",
            "details",
            "more information",
            "more info",
        ],
    ),
    (
        "es",
        &[
            "aquí",
            "aqui",
            "acá",
            "clic aquí",
            "haz clic aquí",
            "haga clic aquí",
            "pulse aquí",
            "pincha aquí",
            "ver aquí",
            "leer aquí",
            "este enlace",
            "enlace",
            "el enlace",
            "link",
            "este link",
            "más",
            "ver más",
            "leer más",
            "seguir leyendo",
            "más información",
            "saber más",
            "fuente",
            "esta página",
            "este artículo",
            "página",
            "este sitio",
            "sitio web",
            "descargar",
            "esto",
        ],
    ),
];

pub(super) const RULE: Rule = Rule {
    code: "vague-link-text",
    summary: "The text of a link does not say where it leads.",
    explanation: "Who listens to a page often goes from link to link and hears their texts alone: *here*, *here*, \
                  *this link*. Who prints it or skims it is no better off, and an address read aloud letter by letter \
                  tells least of all.\n\n\
                  Looked at are links whose whole text is such a word (in English and Spanish), and those whose text \
                  is a whole address with a path. The name of a site (`example.org`), addresses of mail, and links \
                  around an image are left alone.\n\n\
                  Let the text name the thing: `the [minutes of 12 January](/minutes.pdf)` rather than \
                  `the minutes of 12 January are [here](/minutes.pdf)`. To cite evidence, declare it as a source and \
                  write `[@its-id]`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|scene, told, findings| {
        for prose in &told.texts {
            let words = for_language(VAGUE, told.language(scene, prose.lang));
            let mut pieces = prose.pieces().iter();
            while let Some((event, range)) = pieces.next() {
                let Event::Start(Tag::Link { link_type, .. }) = event else { continue };
                let inside = pieces.by_ref().take_while(|(event, _)| *event != Event::End(TagEnd::Link));
                let text = text(inside.map(|(event, _)| event));
                if *link_type == LinkType::Email {
                    continue;
                }
                let said = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                let (what, help) = if words.is_some_and(|words| words.contains(&&*said)) {
                    ("says nothing of where it leads", "let its text name what it leads to")
                } else if is_address(&text) {
                    ("is a bare address", "let its text name what it leads to: `[minutes of the council](…)`")
                } else {
                    continue;
                };
                findings.add(prose.place(range.clone()), format!("link `{}` {what}", cut(&text)), help);
            }
        }
    })],
};

/// What a link's text says; an image says something of its own.
fn text<'a>(inside: impl Iterator<Item = &'a Event<'a>>) -> String {
    let words = |event: &'a Event<'a>| match event {
        Event::Text(text) | Event::Code(text) => Some(&**text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        Event::Start(Tag::Image { .. }) => Some("\u{fffc}image "),
        _ => None,
    };
    inside.filter_map(words).collect::<String>().trim().to_owned()
}

/// A whole address that leads to more than a site's first page.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest.or_else(|| text.starts_with("www.").then_some(text)) else { return false };
    let path = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
    path.len() > 1 && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet, site};

    #[test]
    fn links_that_say_nothing_are_found() {
        let summary = "See [here](https://a.example.org/), or **[Click here!](/claims/)**.\n\n\
                       <https://a.example.org/minutes/12> and [https://a.example.org/?id=1](https://a.example.org/?id=1)";
        let named = "let its text name what it leads to";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", summary))],
            &[
                &format!("claims/lanes.md:9:5: link `here` says nothing of where it leads ({named})"),
                &format!("claims/lanes.md:9:42: link `Click here!` says nothing of where it leads ({named})"),
                &format!(
                    "claims/lanes.md:11:1: link `https://a.example.org/minutes/12` is a bare address ({named}: \
                     `[minutes of the council](…)`)"
                ),
                &format!(
                    "claims/lanes.md:11:40: link `https://a.example.org/?id=1` is a bare address ({named}: `[minutes of \
                     the council](…)`)"
                ),
            ],
        );
    }

    #[test]
    fn words_are_those_of_the_text_s_language() {
        let text = "Vea [aquí](https://a.example.org/) y [here](https://a.example.org/).";
        fires(
            &RULE,
            &[("site.toml", &site("\"es-mx\"")), ("claims/lanes.md", &claim("lang = \"es-mx\"", text))],
            &[
                "claims/lanes.md:9:5: link `aquí` says nothing of where it leads (let its text name what it leads to)",
            ],
        );
        let german = claim("lang = \"de\"", "[here](https://a.example.org/)");
        quiet(&RULE, &[("site.toml", &site("\"de\"")), ("claims/lanes.md", &german)]);
    }

    #[test]
    fn links_that_name_what_they_lead_to_are_quiet() {
        quiet(
            &RULE,
            &[(
                "claims/lanes.md",
                &claim(
                    "",
                    "[minutes here](https://a.example.org/), [example.org](https://example.org/), <https://example.org/>, \
                     <desk@example.org>, [![A lane](/lane.jpg)](https://a.example.org/), `[here](x)`, here",
                ),
            )],
        );
    }
}
