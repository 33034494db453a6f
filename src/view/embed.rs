//! What puts a claim on pages of others: snippets that readers copy, of a card in a frame and of badges.
//!
//! Words that are fixed in somebody's page do not change with the claim, so each of them says when the claim was
//! checked and stays true. What the card itself shows is in [`card`]; badges are drawn elsewhere.

pub mod card;

use std::fmt::Write;

use crate::drawing::badge;
use crate::output::Desk;
use crate::theme::view;
use crate::tracker::claim::Claim;
use crate::view::part::{self, Link};
use crate::view::reference::{in_one_line, joined};
use crate::xml::escape;

/// The id of the output that cards and snippets are.
pub const ID: &str = "embed";

/// How wide a card is on a page that has the room, in CSS pixels; it takes less, down to 280.
pub const WIDTH: u32 = 640;

/// What the frame may do. No script runs in it; a click opens the claim in a tab of its own, free of these bounds;
/// stylesheet and fonts are its own site's.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox allow-same-origin";

view! {
    /// What a claim's page offers to those who write of it.
    #[derive(Debug)]
    pub struct EmbedView {
        /// The claim in one line: title, status, day of the last check.
        pub says: String,
        /// The request that the claim's oEmbed document answers.
        pub oembed: String,
        /// The card.
        pub card: String,
        /// What shows the card, as HTML.
        pub frame: String,
        /// What shows the badge, where the site has badges.
        pub badges: Option<Badges>,
    }
}

view! {
    /// What shows the badge of a claim.
    #[derive(Debug)]
    pub struct Badges {
        /// From this site, where it changes with the claim.
        pub live: Snippets,
        /// As it stands, from a file that is kept beside the page.
        pub kept: Snippets,
        /// The name of that file.
        pub file: String,
    }
}

view! {
    /// The same in two languages that pages are written in.
    #[derive(Debug)]
    pub struct Snippets {
        /// HTML.
        pub html: String,
        /// Markdown, as CommonMark defines it.
        pub markdown: String,
    }
}

/// What a claim's page offers to those who write of it; `None` on a site without cards.
pub fn embed<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Option<EmbedView> {
    if !desk.site.makes(ID) {
        return None;
    }
    let (says, id) = (sentence(desk, claim), &claim.record.id);
    Some(EmbedView {
        oembed: request(desk, claim),
        card: desk.href(&desk.routes().embed(id)),
        frame: frame(desk, claim, &says),
        badges: desk.site.makes("badge").then(|| badges(desk, claim, &says)),
        says,
    })
}

/// The address of a claim's oEmbed document as programs look for it: with the page that it is about (oEmbed 1.0,
/// section 4). A file is served whatever its query.
fn request(desk: &Desk<'_>, claim: &Claim) -> String {
    let (routes, id) = (desk.routes(), &claim.record.id);
    let mut request = desk.site.absolute(&routes.oembed(id)) + "?url=";
    for byte in desk.site.absolute(&routes.claim(id)).bytes() {
        // What RFC 3986 (section 2.3) calls unreserved.
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            request.push(char::from(byte));
        } else {
            let _ = write!(request, "%{byte:02X}");
        }
    }
    request
}

/// A claim's badge, with what it says; `None` on a site without badges.
pub fn badge<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Option<Link> {
    let href = || desk.href(&desk.routes().badge(&claim.record.id));
    desk.site.makes("badge").then(|| Link { label: sentence(desk, claim), href: href() })
}

/// A claim in one line: `Bus lanes on Main Street: In progress, checked 13 Feb 2026`.
pub fn sentence<'a>(desk: &Desk<'a>, claim: &'a Claim) -> String {
    let title = part::plain(desk, &claim.record.translations, "title", &claim.record.title);
    let stands = badge::claim_sentence(claim, &desk.words());
    in_one_line(&desk.fill("embed.says", &[("title", &title), ("stands", &stands)]))
}

/// The frame that shows a claim's card, as HTML for any page.
pub fn frame<'a>(desk: &Desk<'a>, claim: &'a Claim, says: &str) -> String {
    let address = desk.site.absolute(&desk.routes().embed(&claim.record.id));
    let (address, says, height) = (escape(&address), escape(says), card::height(desk, claim));
    format!(
        "<iframe src=\"{address}\" title=\"{says}\" width=\"{WIDTH}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" style=\"max-width: 100%; border: 0\"></iframe>"
    )
}

fn badges(desk: &Desk<'_>, claim: &Claim, says: &str) -> Badges {
    let (routes, id) = (desk.routes(), &claim.record.id);
    let (page, live) = (desk.site.absolute(&routes.claim(id)), desk.site.absolute(&routes.badge(id)));
    let file = kept_name(desk, claim);
    Badges { live: linked_image(&page, &live, says), kept: linked_image(&page, &file, says), file }
}

/// The name of a badge that is kept, with the day that it speaks of: `bus-lanes-2026-02-13.svg`.
fn kept_name(desk: &Desk<'_>, claim: &Claim) -> String {
    let id = &claim.record.id;
    let day = claim.dates.last_checked.as_ref().map(|date| format!("-{}", joined(date.parts(), '-')));
    let several = desk.site.languages.len() > 1;
    let lang = if several { format!("-{}", desk.lang.code) } else { String::new() };
    format!("{id}{}{lang}.svg", day.unwrap_or_default())
}

/// A badge that leads to a page.
fn linked_image(page: &str, image: &str, says: &str) -> Snippets {
    let html = format!(
        "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" height=\"20\"></a>",
        escape(page),
        escape(image),
        escape(says)
    );
    let markdown = format!("[![{}]({})]({})", plain_markdown(says), destination(image), destination(page));
    Snippets { html, markdown }
}

/// A line of text for Markdown: of ASCII's punctuation, what prose has little use for is escaped, so that neither
/// CommonMark (section 2.4) nor an extension of it takes it for markup.
fn plain_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !",.:;'\"()-/?!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An address between the parentheses of Markdown's links, which could end there or hold an entity.
fn destination(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace('&', "%26")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_escaped_in_markdown() {
        let cases = [
            ("Bus lanes: In progress, checked 13 Feb 2026", "Bus lanes: In progress, checked 13 Feb 2026"),
            (
                "a](b) ![c] `d` *e* _f_ <g> &amp; \\",
                "a\\](b) !\\[c\\] \\`d\\` \\*e\\* \\_f\\_ \\<g\\> \\&amp; \\\\",
            ),
            ("{{ 7*7 }} {% x %}", "\\{\\{ 7\\*7 \\}\\} \\{\\% x \\%\\}"),
            ("«año» ✓", "«año» ✓"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_markdown(text), expected);
        }
    }

    #[test]
    fn a_snippet_ends_where_its_address_does() {
        let snippets = linked_image("https://example.org/a(b)&lt;/", "a-2026.svg", "\"A\" & b");
        assert_eq!(
            snippets.html,
            "<a href=\"https://example.org/a(b)&amp;lt;/\"><img src=\"a-2026.svg\" alt=\"&quot;A&quot; &amp; b\" \
             height=\"20\"></a>"
        );
        assert_eq!(snippets.markdown, "[![\"A\" \\& b](a-2026.svg)](https://example.org/a%28b%29%26lt;/)");
    }
}
