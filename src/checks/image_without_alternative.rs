//! An image in a text has no alternative text.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::{Level, Look, Rule, Stage};

pub(super) const RULE: Rule = Rule {
    code: "image-without-alternative",
    summary: "An image in a text has no alternative text.",
    explanation: "Who cannot see an image hears its alternative text, and so does who reads a feed or a copy without \
                  images. It stands in the square brackets: `![A bus lane with new signs](/lane.jpg)`.\n\n\
                  Say in a few words what the image shows that the text relies on.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        for prose in &told.texts {
            let mut pieces = prose.pieces().iter();
            while let Some((event, range)) = pieces.next() {
                let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
                let inside = pieces.by_ref().take_while(|(event, _)| *event != Event::End(TagEnd::Image));
                let says = |event: &Event<'_>| match event {
                    Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
                    _ => false,
                };
                // All of it is read, so that the next piece stands behind the image.
                if inside.filter(|(event, _)| says(event)).count() == 0 {
                    findings.add(
                        prose.place(range.clone()),
                        format!("image `{dest_url}` has no alternative text"),
                        "say in the square brackets what it shows: `![…](…)`",
                    );
                }
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn an_image_without_words_is_found_where_it_stands() {
        let summary =
            "It opened.\r\n\r\n![](/static/lane.jpg) and ![ ](/static/sign.jpg) and ![a *sign*](/b.jpg)";
        let static_files = [("static/lane.jpg", "a"), ("static/sign.jpg", "b"), ("static/b.jpg", "c")];
        let mut files = vec![("claims/lanes.md", claim("", summary))];
        files.extend(static_files.map(|(path, text)| (path, text.to_owned())));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        fires(
            &RULE,
            &files,
            &[
                "claims/lanes.md:11:1: image `/static/lane.jpg` has no alternative text (say in the square \
                 brackets what it shows: `![…](…)`)",
                "claims/lanes.md:11:27: image `/static/sign.jpg` has no alternative text (say in the square \
                 brackets what it shows: `![…](…)`)",
            ],
        );
    }

    #[test]
    fn an_image_with_words_and_a_text_without_images_are_quiet() {
        quiet(
            &RULE,
            &[("claims/lanes.md", &claim("", "![A bus lane](/lane.jpg), ![`code`](/c.jpg) and `![](x)`"))],
        );
    }
}
