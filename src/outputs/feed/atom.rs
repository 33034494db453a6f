//! Feeds as Atom (RFC 4287), with the links and marks of archived feeds (RFC 5005).

use super::entry::Entry;
use super::time::rfc3339;
use super::{Document, Place, identity, items};
use crate::output::{Desk, Sheet};
use crate::routes::{FeedForm, asset};
use crate::view::part;
use crate::xml::push_escaped;

/// Writes a file.
pub(super) fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>, document: &Document<'_>) {
    let mut xml = Xml(String::with_capacity(4096));
    head(desk, document, &mut xml);
    sheet.text(&xml.0);
    for &item in document.items {
        sheet.text(&super::written(desk, item, FeedForm::Atom));
    }
    sheet.text("</feed>\n");
}

fn head(desk: &Desk<'_>, document: &Document<'_>, xml: &mut Xml) {
    let (config, lang) = (desk.config(), &*desk.lang.code);
    let updated = document.items.iter().map(|item| item.updated(desk.tracker())).max();
    let updated = updated.unwrap_or_else(|| items::beginning(desk.tracker()));
    xml.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    if matches!(document.place, Place::Archived { .. }) {
        xml.attribute("xmlns:fh", "http://purl.org/syndication/history/1.0");
    }
    xml.attribute("xml:lang", lang);
    xml.0.push_str(">\n");
    xml.element("id", &identity::of_feed(desk, document.feed));
    xml.element("title", &document.feed.title(desk));
    xml.element("updated", &rfc3339(updated, config.timezone));
    xml.link("self", FeedForm::Atom.media_type(), &document.address(desk, FeedForm::Atom));
    xml.link("alternate", "text/html", &desk.site.absolute(&document.feed.page(desk)));
    xml.link("alternate", FeedForm::Json.media_type(), &document.address(desk, FeedForm::Json));
    if let Place::Archived { .. } = document.place {
        xml.link("current", FeedForm::Atom.media_type(), &document.feed_address(desk, FeedForm::Atom));
    }
    if let Some(before) = document.before(desk, FeedForm::Atom) {
        // Who knows pages but no archives finds the same by `next` (RFC 5005, section 3).
        xml.link("prev-archive", FeedForm::Atom.media_type(), &before);
        xml.link("next", FeedForm::Atom.media_type(), &before);
    }
    let organisation = config.organisation.as_ref();
    let site = part::plain(desk, &config.translations, "title", &config.title);
    let name = organisation.map(|o| part::plain(desk, &config.translations, "organisation.name", &o.name));
    let uri = organisation.and_then(|organisation| organisation.url.as_ref()).map(|url| &***url);
    xml.author(name.unwrap_or(site), uri);
    if let Some(licence) = &config.licence {
        let url = licence.url.as_ref().map(|url| &***url);
        xml.element("rights", &[&*licence.name].into_iter().chain(url).collect::<Vec<_>>().join(", "));
    }
    xml.element("icon", &desk.site.absolute(&asset("icon.svg")));
    xml.element("generator", "On Record");
    if matches!(document.place, Place::Archived { .. }) {
        xml.0.push_str("<fh:archive/>\n");
    }
}

/// An entry.
pub(super) fn entry(desk: &Desk<'_>, entry: &Entry<'_>) -> String {
    let mut xml = Xml(String::with_capacity(2 * entry.content.len()));
    xml.0.push_str("<entry>\n");
    xml.element("id", &entry.id);
    xml.element("title", &entry.title);
    xml.element("published", &entry.published);
    xml.element("updated", &entry.updated);
    xml.link("alternate", "text/html", &entry.url);
    if let Some(author) = entry.author {
        xml.author(author, None);
    }
    for category in &entry.categories {
        xml.0.push_str("<category");
        xml.attribute("scheme", &identity::of_scheme(desk, category.scheme));
        xml.attribute("term", category.term);
        xml.attribute("label", category.label);
        xml.0.push_str("/>\n");
    }
    if let Some(summary) = &entry.summary {
        xml.element("summary", summary);
    }
    xml.0.push_str("<content type=\"html\">");
    push_escaped(&mut xml.0, &entry.content);
    xml.0.push_str("</content>\n</entry>\n");
    xml.0
}

/// XML that is being written.
struct Xml(String);

impl Xml {
    /// A text in an element.
    fn element(&mut self, name: &str, text: &str) {
        let out = &mut self.0;
        out.extend(["<", name, ">"]);
        push_escaped(out, text);
        out.extend(["</", name, ">\n"]);
    }

    /// An attribute of the element that is open.
    fn attribute(&mut self, name: &str, value: &str) {
        self.0.extend([" ", name, "=\""]);
        push_escaped(&mut self.0, value);
        self.0.push('"');
    }

    fn link(&mut self, rel: &str, kind: &str, href: &str) {
        self.0.push_str("<link");
        self.attribute("rel", rel);
        self.attribute("type", kind);
        self.attribute("href", href);
        self.0.push_str("/>\n");
    }

    fn author(&mut self, name: &str, uri: Option<&str>) {
        self.0.push_str("<author>\n");
        self.element("name", name);
        if let Some(uri) = uri {
            self.element("uri", uri);
        }
        self.0.push_str("</author>\n");
    }
}
