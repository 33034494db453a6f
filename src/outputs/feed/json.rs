//! Feeds as JSON Feed, version 1.1 (jsonfeed.org).

use serde::Serialize;

use super::Document;
use super::entry::Entry;
use crate::output::{Desk, Sheet};
use crate::routes::{FeedForm, asset};
use crate::view::part;

/// What stands before the entries.
#[derive(Serialize)]
struct Head<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    favicon: String,
    authors: Vec<AuthorView<'a>>,
    language: &'a str,
}

#[derive(Serialize)]
struct AuthorView<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
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
    let head = pretty(&Head {
        version: "https://jsonfeed.org/version/1.1",
        title: document.feed.title(desk),
        home_page_url: desk.site.absolute(&document.feed.page(desk)),
        feed_url: document.address(desk, FeedForm::Json),
        next_url: document.before(desk, FeedForm::Json),
        favicon: desk.site.absolute(&asset("icon.svg")),
        authors: vec![AuthorView { name: name.unwrap_or(site), url }],
        language: &desk.lang.code,
    });
    sheet.text(head.trim_end_matches("\n}"));
    sheet.text(",\n  \"items\": [");
    for (place, &item) in document.items.iter().enumerate() {
        sheet.text(if place > 0 { ",\n    " } else { "\n    " });
        sheet.text(&super::written(desk, item, FeedForm::Json));
    }
    sheet.text(if document.items.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
}

/// An entry, as it stands in the list of them.
pub(super) fn entry(entry: &Entry<'_>) -> String {
    // A text never holds a line end of its own here: each is one of the form.
    pretty(&view(entry)).replace('\n', "\n    ")
}

/// A view as JSON, without a final line end.
fn pretty(view: &impl Serialize) -> String {
    serde_json::to_string_pretty(view).expect("views serialise to JSON")
}

fn view<'a>(entry: &'a Entry<'_>) -> ItemView<'a> {
    let Entry { id, url, title, published, updated, author, summary, categories, content } = entry;
    ItemView {
        id,
        url,
        title,
        content_html: content,
        summary: summary.as_deref(),
        date_published: published,
        date_modified: updated,
        authors: author.map(|name| [AuthorView { name, url: None }]),
        tags: categories.iter().map(|category| category.label).collect(),
    }
}
