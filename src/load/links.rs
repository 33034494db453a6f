//! What a text points to, and whether it may. The text itself is not rendered here.

mod plain;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, Span};
use crate::record::decode::{Input, printable};
use crate::record::text::LinkTarget;

/// A link or image.
pub(super) struct Link<'t> {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Its address, entities decoded.
    address: Cow<'t, str>,
}

/// Why a link is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Neither an address of the site nor a whole one.
    Relative(String),
    /// A scheme that browsers run or that leads nowhere.
    Unsafe(String),
}

/// Every link and image of a text, in order.
pub(super) fn links(text: &str) -> Vec<Link<'_>> {
    // Most texts hold no link, or a plain one, and parsing costs more than everything else in loading.
    if memchr::memchr2(b'[', b'<', text.as_bytes()).is_none() {
        return Vec::new();
    }
    plain::links(text).unwrap_or_else(|| parsed(text))
}

fn parsed(text: &str) -> Vec<Link<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let source = |link: BrokenLink<'_>| {
        let is_source = link.link_type == LinkType::Shortcut && source_id(&link.reference).is_some();
        is_source.then(|| (CowStr::from(link.reference.into_string()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(source)).into_offset_iter();
    let links = parser.filter_map(|(event, range)| match event {
        // A mail address between `<` and `>` names no scheme.
        Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => None,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(Link { range, address: dest_url.into() })
        }
        _ => None,
    });
    links.collect()
}

/// The id in `@id`.
fn source_id(reference: &str) -> Option<&str> {
    let id = reference.strip_prefix('@')?;
    (!id.is_empty() && !id.contains(char::is_whitespace)).then_some(id)
}

impl Link<'_> {
    /// What it points to inside the site; `None` for an address elsewhere.
    pub(super) fn judge(&self) -> Result<Option<LinkTarget>, Fault> {
        if let Some(id) = source_id(&self.address) {
            return Ok(Some(LinkTarget::Source(id.into())));
        }
        if self.address.starts_with("https://") {
            return Ok(None);
        }
        // Browsers skip white space and control characters in a scheme, and read `\` as `/`.
        let bare: String = self.address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let bare = bare.replace('\\', "/");
        if bare.starts_with('/') && !bare.starts_with("//") {
            return Ok(Some(LinkTarget::Site(self.address.trim().into())));
        }
        let head = bare.split(['/', '?', '#']).next().unwrap_or_default();
        match head.split_once(':') {
            Some((scheme, _))
                if ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()) =>
            {
                Ok(None)
            }
            Some(_) => Err(Fault::Unsafe(self.address.to_string())),
            None => Err(Fault::Relative(self.address.to_string())),
        }
    }
}

impl Fault {
    /// The finding at `place`.
    pub(super) fn finding(&self, input: &Input<'_>, place: Span) -> Diagnostic {
        match self {
            Self::Relative(address) => {
                let message = format!("link to `{}` is no address of the site", printable(address));
                input.error("relative-link", place, message).help(site_form(address))
            }
            Self::Unsafe(address) => {
                let message =
                    format!("link to `{}` has a scheme that is not shown as a link", printable(address));
                input
                    .warning("unsafe-link", place, message)
                    .help("link with https, http or mailto, or to an address of the site")
            }
        }
    }
}

fn site_form(address: &str) -> String {
    let is_mail = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_mail && !address.contains(['/', ' ']) {
        return format!("for a mail address write `mailto:{}`", printable(address));
    }
    let host = address.trim_start_matches('/').split('/').next().unwrap_or_default();
    if address.starts_with("//") || (host.contains('.') && address.contains('/') && !host.starts_with('.')) {
        return format!("write the whole address: `https://{}`", printable(address.trim_start_matches('/')));
    }
    let clean = address.trim_start_matches(['.', '/']);
    let site = if clean.is_empty() || clean.starts_with('#') {
        format!("/claims/ID/{clean}")
    } else {
        let stem =
            clean.strip_suffix("index.html").or(clean.strip_suffix(".html")).or(clean.strip_suffix(".md"));
        let folder = |stem: &str| format!("/{}/", stem.trim_end_matches('/')).replace("//", "/");
        stem.map_or_else(|| format!("/{clean}"), folder)
    };
    format!("write the address from the root of the site, such as `{}`", printable(&site))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<Result<Option<LinkTarget>, Fault>> {
        links(text).iter().map(Link::judge).collect()
    }

    #[test]
    fn sources_and_site_addresses_are_found_with_their_places() {
        let text = "A [@gazette-1], `[@no]`, [b](/claims/x/#u-1) and <https://example.org> [@ no].";
        let source = LinkTarget::Source("gazette-1".into());
        let site = LinkTarget::Site("/claims/x/#u-1".into());
        assert_eq!(targets(text), [Ok(Some(source)), Ok(Some(site)), Ok(None)]);
        let places: Vec<_> = links(text).into_iter().map(|link| &text[link.range]).collect();
        assert_eq!(places, ["[@gazette-1]", "[b](/claims/x/#u-1)", "<https://example.org>"]);
    }

    #[test]
    fn schemes_are_tested_after_entities_and_white_space_are_decoded() {
        for text in [
            "[a](javascript:alert(1))",
            "[a](JaVa&#x73;cript&colon;alert)",
            "<javascript:alert>",
            "![a](data:text/html,x)",
            "[a](<java\tscript:x>)",
            "[a]: vbscript:x\n\n[a]",
        ] {
            assert!(matches!(targets(text)[..], [Err(Fault::Unsafe(_))]), "{text}");
        }
        for text in
            ["[a](x.html)", "[a](../x)", "[a](#b)", "[a]()", "[a](//example.org/)", "[a](/\\example.org)"]
        {
            assert!(matches!(targets(text)[..], [Err(Fault::Relative(_))]), "{text}");
        }
    }

    #[test]
    fn help_shows_the_form_of_the_site() {
        let forms = [
            "foo.html",
            "../about/",
            "#u-1",
            "//example.org/a",
            "example.org/a",
            "index.html",
            "us@example.org",
            "img/a@2x.png",
        ]
        .map(site_form);
        assert_eq!(
            forms,
            [
                "write the address from the root of the site, such as `/foo/`",
                "write the address from the root of the site, such as `/about/`",
                "write the address from the root of the site, such as `/claims/ID/#u-1`",
                "write the whole address: `https://example.org/a`",
                "write the whole address: `https://example.org/a`",
                "write the address from the root of the site, such as `/`",
                "for a mail address write `mailto:us@example.org`",
                "write the address from the root of the site, such as `/img/a@2x.png`",
            ]
        );
    }
}
