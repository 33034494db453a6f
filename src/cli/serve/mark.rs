//! By what a page is known again: what it carries, and what listeners are told. Pure.

use onrecord::routes::{self, SitePath};
use onrecord::session::Stand;

use super::address::{self, Found, View};
use super::desk::{Edition, short};
use super::markup::Html;

/// How an address looks now, as listeners are told.
pub(super) fn state(edition: &Edition, view: &View) -> String {
    let (page, sheet, notes) = (mark(edition, view), edition.sheet(), &edition.report.print);
    // Hexadecimal digits and words of ours: nothing to escape.
    format!("{{\"page\":\"{page}\",\"sheet\":\"{sheet}\",\"notes\":\"{notes}\"}}")
}

/// By what a page is known again: its fingerprint, or that of the page that says there is none.
pub(super) fn mark(edition: &Edition, view: &View) -> String {
    let Some(stand) = &edition.stand else { return "none".to_owned() };
    if let Found::At(path) = address::find(stand, &view.path) {
        return print(stand, &path).unwrap_or_default();
    }
    let missing = print(stand, &routes::not_found()).unwrap_or_default();
    format!("missing-{missing}")
}

/// The one thing that a page gets: the script, and what it must know.
pub(super) fn tag(view: &View, edition: &Edition) -> String {
    let (page, sheet) = (mark(edition, view), edition.sheet());
    let query = Html::text(&format!("{}&page={page}&sheet={sheet}", view.query()));
    format!("<script src=\"/-/live.js?{query}\"></script>")
}

/// A fingerprint of what stands at an address, as pages carry it; `None` where nothing does.
fn print(stand: &Stand, path: &SitePath) -> Option<String> {
    stand.print(path).map(short)
}
