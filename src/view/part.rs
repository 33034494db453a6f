//! The smallest parts of a page: a date, a status, a link, a text in the reader's language or not.

use std::borrow::Cow;

use crate::date::{PartialDate, Precision};
use crate::drawing::marks::{self, Firmness};
use crate::output::{Desk, OutputId};
use crate::record::id::StatusId;
use crate::record::site::Status;
use crate::record::text::Text;
use crate::record::translation::Translation;
use crate::routes::SitePath;
use crate::theme::{Value, view};

view! {
    /// A date for readers and for machines.
    #[derive(Clone, Debug)]
    pub struct DateView {
        /// As HTML's `datetime` takes it; `None` for what is approximate, uncertain or an interval.
        pub machine: Option<String>,
        /// `13 February 2026, 14:42`
        pub long: String,
        /// `13 Feb`, with the year where it is not that of the site's day.
        pub short: String,
    }
}

/// A date in the reader's language.
pub fn date(desk: &Desk<'_>, date: &PartialDate) -> DateView {
    let plain = !date.is_approximate() && !date.is_uncertain() && date.precision() != Precision::Interval;
    DateView {
        machine: plain.then(|| date.iso()),
        long: desk.words().date(date),
        short: desk.if_read("short", || desk.words().date_short(date)),
    }
}

view! {
    /// A link with its text.
    #[derive(Clone, Debug)]
    pub struct Link {
        /// What is read.
        pub label: String,
        /// Where it leads.
        pub href: String,
    }
}

view! {
    /// The title of a record with a link to its page.
    #[derive(Clone, Debug)]
    pub struct TitleLink<'a> {
        /// What is read.
        pub label: Cow<'a, str>,
        /// The language it is in, where that is not the page's.
        pub lang: Option<&'a str>,
        /// Where it leads.
        pub href: String,
    }
}

view! {
    /// A name, with a link where this build makes the page that it leads to.
    #[derive(Clone, Debug)]
    pub struct Named {
        /// What is read.
        pub label: String,
        /// Where it leads.
        pub href: Option<String>,
    }
}

/// A name that leads to a page of this output, where the output is made.
pub fn named(desk: &Desk<'_>, label: String, output: OutputId, path: &SitePath) -> Named {
    Named { label, href: desk.site.makes(output).then(|| desk.href(path)) }
}

view! {
    /// A status: word, shape and colour.
    #[derive(Clone, Debug)]
    struct StatusView<'a> {
        /// Its key, for classes and addresses.
        key: &'a str,
        /// Its word.
        label: &'a str,
        /// Its mark as inline SVG.
        mark: String,
        /// Its page, where this build has one.
        href: Option<String>,
        /// It closes a claim.
        terminal: bool,
    }
}

/// A status as it is shown: word, shape and colour.
pub fn status(desk: &Desk<'_>, id: &StatusId) -> Value {
    drawn_status(desk, id, Firmness::Held)
}

/// A status that was reported and is not confirmed: hollow, so that it cannot pass for a settled one.
pub fn hollow_status(desk: &Desk<'_>, id: &StatusId) -> Value {
    drawn_status(desk, id, Firmness::Reported)
}

/// The word of a status.
pub fn status_label<'a>(desk: &Desk<'a>, id: &StatusId) -> &'a str {
    known_status(desk, id).label(&desk.lang.code)
}

fn drawn_status(desk: &Desk<'_>, id: &StatusId, firmness: Firmness) -> Value {
    let status = known_status(desk, id);
    desk.shared(("status", std::ptr::from_ref(status).addr(), firmness as usize), || StatusView {
        key: status.id.as_str(),
        label: status.label(&desk.lang.code),
        mark: desk.if_read("mark", || marks::mark(&status.id, status.shape, firmness)),
        href: desk.site.makes("status").then(|| desk.href(&desk.routes().status(&status.id, 1))),
        terminal: status.terminal,
    })
}

/// Resolving lets no unknown status through; the built-in one stands in so that this is total.
fn known_status<'a>(desk: &Desk<'a>, id: &StatusId) -> &'a Status {
    let config = desk.config();
    config.status(id.as_str()).unwrap_or(&config.unassessed)
}

view! {
    /// A text in the reader's language, or in the one it was written in.
    #[derive(Clone, Debug)]
    pub struct Localised<'a> {
        /// The text.
        pub text: Cow<'a, str>,
        /// The language it is in, where that is not the page's.
        pub lang: Option<&'a str>,
    }
}

/// A text field in the reader's language, where a translation has it.
pub fn localised<'a>(
    desk: &Desk<'a>,
    translations: &'a [Translation],
    key: &str,
    original: &'a str,
    written_in: Option<&'a str>,
) -> Localised<'a> {
    let translated = in_language(desk, translations).and_then(|translation| translation.fields.get(key));
    match translated {
        Some(text) => Localised { text: Cow::Borrowed(text), lang: None },
        None => Localised { text: Cow::Borrowed(original), lang: foreign(desk, written_in) },
    }
}

/// A text field without a word on its language: for names and short labels.
pub fn plain<'a>(desk: &Desk<'a>, translations: &'a [Translation], key: &str, original: &'a str) -> &'a str {
    in_language(desk, translations)
        .and_then(|translation| translation.fields.get(key))
        .map_or(original, |text| text)
}

view! {
    /// A body as HTML, and the language it is in where that is not the page's.
    #[derive(Clone, Debug)]
    pub struct BodyView<'a> {
        /// The HTML.
        pub html: String,
        /// The language it is in, where that is not the page's.
        pub lang: Option<&'a str>,
    }
}

/// A body in the reader's language, where a translation has one; `None` for an empty one.
pub fn body<'a>(
    desk: &Desk<'a>,
    original: &'a Text,
    translated: Option<&'a Text>,
    written_in: Option<&'a str>,
    prefix: &str,
    number: &dyn Fn(&str) -> Option<usize>,
) -> Option<BodyView<'a>> {
    body_below(desk, 2, original, translated, written_in, prefix, number)
}

/// The same below a heading of this level: the text's own headings begin one lower.
pub fn body_below<'a>(
    desk: &Desk<'a>,
    level: u8,
    original: &'a Text,
    translated: Option<&'a Text>,
    written_in: Option<&'a str>,
    prefix: &str,
    number: &dyn Fn(&str) -> Option<usize>,
) -> Option<BodyView<'a>> {
    let (text, lang) = match translated {
        Some(text) => (text, None),
        None => (original, foreign(desk, written_in)),
    };
    (!text.is_blank()).then(|| BodyView { html: desk.html_below(level, text, prefix, number), lang })
}

/// The translation into the reader's language.
pub fn in_language<'a>(desk: &Desk<'_>, translations: &'a [Translation]) -> Option<&'a Translation> {
    translations.iter().find(|translation| translation.lang == desk.lang.code)
}

/// The language of an original, where it is not the page's.
pub fn foreign<'a>(desk: &Desk<'a>, written_in: Option<&'a str>) -> Option<&'a str> {
    let original = written_in.unwrap_or(&desk.site.languages[0].code);
    (*original != *desk.lang.code).then_some(original)
}
