//! Which files have compressed copies beside them, told by names and settings; `packed` makes them.

use super::Press;
use crate::routes::SitePath;

/// The ending of a copy as RFC 7932 has it.
pub(super) const BROTLI: &str = "br";
/// The ending of a copy as RFC 1952 has it.
pub(super) const GZIP: &str = "gz";

/// Endings of texts. Pictures, fonts and archives are compressed already.
const TEXTS: &[&str] = &[
    "bib",
    "css",
    "csv",
    "html",
    "ics",
    "js",
    "json",
    "jsonl",
    "md",
    "ris",
    "svg",
    "txt",
    "webmanifest",
    "xml",
];

/// Whether a file at this path would be a copy of what the site holds: whether it stays is told by the original's
/// bytes.
pub(super) fn is_copy(press: &Press<'_>, path: &str) -> bool {
    let is_ours = |original: &str| is_text(original) && press.plan.at(&address(original)).is_some();
    are_wanted(press) && !is_planned(press, path) && original_of(path).is_some_and(is_ours)
}

/// Whether the site is to have copies.
pub(super) fn are_wanted(press: &Press<'_>) -> bool {
    let settings = press.plan.site.config().outputs.get("hosting");
    settings.is_some_and(|settings| settings.enabled && settings.hosting.compressed)
}

/// Whether a file is one that compresses well.
pub(super) fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// What a file would be a copy of, by its name.
pub(super) fn original_of(path: &str) -> Option<&str> {
    [BROTLI, GZIP].iter().find_map(|ending| path.strip_suffix(ending)?.strip_suffix('.'))
}

/// Whether the site has a file of its own there, which says more than ours.
pub(super) fn is_planned(press: &Press<'_>, path: &str) -> bool {
    press.plan.at(&address(path)).is_some()
}

/// The address of a file.
fn address(file: &str) -> SitePath {
    let page = file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    SitePath::new(page.unwrap_or(file))
}
