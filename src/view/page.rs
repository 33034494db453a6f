//! Pages of `content/pages/`: alone, or as the introduction of a generated page.

use crate::output::Desk;
use crate::record::page::PageRecord;
use crate::view::part::{self, BodyView};

/// What the ids of a page's own headings begin with: the page around them has ids of its own.
pub const HEADINGS: &str = "h-";

/// The page with this id, where the site has one.
pub fn find<'a>(desk: &Desk<'a>, id: &str) -> Option<&'a PageRecord> {
    desk.tracker().pages.iter().find(|page| page.id.as_str() == id).map(|page| &**page)
}

/// The title of a generated page: that of its introduction, else the theme's word.
pub fn title(desk: &Desk<'_>, id: &str, key: &str) -> String {
    let written = find(desk, id).map(|page| part::plain(desk, &page.translations, "title", &page.title));
    written.map_or_else(|| desk.say(key), ToOwned::to_owned)
}

/// The text that introduces a generated page.
pub fn introduction<'a>(desk: &Desk<'a>, id: &str) -> Option<BodyView<'a>> {
    body(desk, find(desk, id)?)
}

/// The text of a page.
pub fn body<'a>(desk: &Desk<'a>, page: &'a PageRecord) -> Option<BodyView<'a>> {
    let translated =
        part::in_language(desk, &page.translations).and_then(|translation| translation.body.as_ref());
    part::body_below(desk, 1, &page.body, translated, None, HEADINGS, &|_| None)
}
