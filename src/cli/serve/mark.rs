//! By what a page is known again: what it carries, and what listeners are told. Pure.

use onrecord::routes::{self, SitePath};
use onrecord::session::Stand;
use serde_json::json;

use super::address::{self, Found, View};
use super::desk::Edition;
use super::markup::Html;
use super::prints::{Shared, short};

/// How an address looks now, as listeners are told.
pub(super) fn state(edition: &Edition, view: &View) -> String {
    let (page, notes) = (mark(edition, view), edition.print());
    let Shared { sheet, files, since, changed, .. } = &*edition.shared;
    let state = json!({
        "page": page, "sheet": sheet, "files": files, "since": since, "changed": changed, "notes": notes,
    });
    state.to_string()
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
    let page = mark(edition, view);
    let Shared { sheet, files, .. } = &*edition.shared;
    let query = Html::text(&format!("{}&page={page}&sheet={sheet}&files={files}", view.query()));
    format!("<script src=\"/-/live.js?{query}\"></script>")
}

/// A fingerprint of what stands at an address, as pages carry it; `None` where nothing does.
fn print(stand: &Stand, path: &SitePath) -> Option<String> {
    stand.print(path).map(short)
}
