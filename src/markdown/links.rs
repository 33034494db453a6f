//! Links and images: what leads somewhere, and what is shown.

use std::borrow::Cow;

use pulldown_cmark::LinkType;

use super::address::{Address, judge};
use super::escape::escape;
use super::writer::{Close, Image, Writer};

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, written: &str, title: &str) -> Close {
        let address = match kind {
            LinkType::Email => judge(&format!("mailto:{written}")),
            _ => judge(written),
        };
        let Some((href, outside)) = self.href(&address) else { return Close::Nothing };
        if self.state.links > 0 || self.state.image.is_some() {
            return Close::Nothing;
        }
        self.state.links += 1;
        self.open_link(&href, outside, title);
        Close::Link(href.into_owned(), self.out.len())
    }

    /// How an address is written here, and what an address outside needs besides.
    fn href<'h>(&self, address: &'h Address) -> Option<(Cow<'h, str>, &'static str)> {
        match address {
            Address::Web(url) => Some((url.into(), " rel=\"noopener noreferrer\"")),
            Address::Mail(url) => Some((url.into(), "")),
            Address::Site(path) => Some(((self.setting.link)(path)?.into(), "")),
            // A heading of this text carries the prefix; other ids are those of the page.
            Address::Fragment(id) if self.outline.ids.contains(id) => {
                Some((format!("{}#{}{id}", self.setting.page, self.setting.prefix).into(), ""))
            }
            Address::Fragment(id) => Some((format!("{}#{id}", self.setting.page).into(), "")),
            Address::None => None,
        }
    }

    fn open_link(&mut self, href: &str, outside: &str, title: &str) {
        self.out.push_str("<a href=\"");
        escape(&mut self.out, href);
        self.out.push('"');
        self.out.push_str(outside);
        self.title(title);
        self.out.push('>');
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape(&mut self.out, title);
            self.out.push('"');
        }
    }

    pub(super) fn image(&mut self, written: &str, title: &str) -> Close {
        if let Some(image) = &mut self.state.image {
            image.inner += 1;
        } else {
            let (address, title, alt) = (judge(written), title.to_owned(), String::new());
            self.state.image = Some(Image { address, title, alt, inner: 0 });
        }
        Close::Image
    }

    /// Images of other sites are links: showing them would tell those sites who reads here.
    pub(super) fn end_image(&mut self) {
        match &mut self.state.image {
            Some(image) if image.inner > 0 => {
                image.inner -= 1;
                return;
            }
            _ => {}
        }
        let Some(image) = self.state.image.take() else { return };
        let alt = image.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        match (&image.address, self.href(&image.address)) {
            (Address::Site(_), Some((src, _))) => {
                self.out.push_str("<img src=\"");
                escape(&mut self.out, &src);
                self.out.push_str("\" alt=\"");
                escape(&mut self.out, &alt);
                self.out.push_str("\" loading=\"lazy\"");
                self.title(&image.title);
                self.out.push('>');
            }
            (Address::Web(_), Some((href, outside))) if self.state.links == 0 => {
                self.open_link(&href, outside, &image.title);
                escape(&mut self.out, if alt.is_empty() { &href } else { &alt });
                self.out.push_str("</a>");
            }
            _ => escape(&mut self.out, &alt),
        }
    }
}
