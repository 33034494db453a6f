//! The preview's own files, as part of the program: scripts, styles, and the pages that are filled elsewhere.

use super::content_type::content_type;
use super::markup::Html;
use super::reply::{Reply, Status};

/// A file that is sent as it is.
macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("surface/", $name)))
    };
}

/// A file of the default theme that the preview shares.
macro_rules! shared {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../themes/default/assets/", $name)))
    };
}

/// What is sent as it is, by its name below `/-/`.
const FILES: &[(&str, &[u8])] = &[
    file!("copy.js"),
    file!("fault.js"),
    file!("live.js"),
    file!("own.css"),
    file!("panel.css"),
    file!("panel.js"),
    file!("shell.css"),
    file!("shell.js"),
    file!("watch.js"),
    shared!("icon.svg"),
    shared!("public-sans-400.woff2"),
    shared!("public-sans-600.woff2"),
];

/// A page of findings, or one that stands in for another.
pub(super) const PAGE: &str = include_str!("surface/page.html");
/// The frame in a page's corner.
pub(super) const PANEL: &str = include_str!("surface/panel.html");
/// What changes in it.
pub(super) const PART: &str = include_str!("surface/part.html");
/// The bar around a framed page.
pub(super) const SHELL: &str = include_str!("surface/shell.html");

/// The file of this name.
pub(super) fn file(name: &str) -> Option<Reply> {
    let (name, bytes) = FILES.iter().find(|(known, _)| *known == name)?;
    Some(Reply::own(Status::Ok, content_type(name), *bytes))
}

/// A page with its blanks filled, each `{{name}}` by the value of that name.
pub(super) fn fill(page: &str, values: &[(&str, Html)]) -> Html {
    let mut filled = String::with_capacity(2 * page.len());
    let mut parts = page.split("{{");
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value.as_str());
        }
        filled.push_str(rest);
    }
    Html::written(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_once() {
        let values = [("a", Html::text("{{b}} <")), ("b", Html::text("no"))];
        assert_eq!(fill("<p>{{a}}|{{none}}|{{b}}</p>", &values).as_str(), "<p>{{b}} &lt;||no</p>");
    }

    #[test]
    fn every_file_that_a_page_of_ours_names_is_there() {
        for page in [PAGE, PANEL, PART, SHELL] {
            let named = page.split("\"/-/").skip(1).filter_map(|rest| rest.split('"').next());
            for name in named.filter(|name| name.contains('.')) {
                assert!(file(name).is_some(), "{name}");
            }
        }
    }
}
