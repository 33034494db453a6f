//! Feeds as JSON Feed, version 1.1 (jsonfeed.org).

use serde::Serialize;

use super::Document;
use super::entry::{self, Entry};
use crate::output::{Desk, Sheet};
use crate::routes::{FeedForm, asset};
use crate::view::part;

/// A file.
#[derive(Serialize)]
struct View<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    favicon: String,
    authors: Vec<AuthorView<'a>>,
    language: &'a str,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct AuthorView<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    id: String,
    url: String,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<[AuthorView<'a>; 1]>,
    tags: Vec<&'a str>,
}

/// Writes a file.
pub(super) fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>, document: &Document<'_>) {
    let config = desk.config();
    let organisation = config.organisation.as_ref();
    let site = part::plain(desk, &config.translations, "title", &config.title);
    let name = organisation.map(|o| part::plain(desk, &config.translations, "organisation.name", &o.name));
    let url = organisation.and_then(|organisation| organisation.url.as_ref()).map(|url| &***url);
    sheet.json(&View {
        version: "https://jsonfeed.org/version/1.1",
        title: document.feed.title(desk),
        home_page_url: desk.site.absolute(&document.feed.page(desk)),
        feed_url: document.address(desk, FeedForm::Json),
        next_url: document.before(desk, FeedForm::Json),
        favicon: desk.site.absolute(&asset("icon.svg")),
        authors: vec![AuthorView { name: name.unwrap_or(site), url }],
        language: &desk.lang.code,
        items: document.items.iter().map(|&item| view(entry::entry(desk, item))).collect(),
    });
}

fn view(entry: Entry<'_>) -> ItemView<'_> {
    let Entry { id, url, title, published, updated, author, summary, categories, content } = entry;
    ItemView {
        id,
        url,
        title,
        content_html: content,
        summary,
        date_published: published,
        date_modified: updated,
        authors: author.map(|name| [AuthorView { name, url: None }]),
        tags: categories.iter().map(|category| category.label).collect(),
    }
}
