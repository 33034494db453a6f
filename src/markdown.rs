//! Markdown to HTML, safely: what strangers write cannot become markup or script.

use crate::record::text::Text;

/// How a text is set on a page.
pub struct Setting<'a> {
    /// Prefix of every id in it.
    pub prefix: &'a str,
    /// The number of a source on this page.
    pub number: &'a dyn Fn(&str) -> Option<usize>,
    /// A site address as it is written on this page.
    pub link: &'a dyn Fn(&str) -> String,
}

/// What a text's HTML depends on, without reading it.
pub fn fingerprint(_text: &Text, _setting: &Setting<'_>) -> String {
    unimplemented!()
}

/// The text as HTML.
pub fn to_html(_source: &str, _setting: &Setting<'_>) -> String {
    unimplemented!()
}
