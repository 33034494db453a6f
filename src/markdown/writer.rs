//! A text being written: what is done, what is open, and what surrounds the place that is being written.
//!
//! Whatever is written goes through here; which tags an event becomes is told elsewhere.

use std::fmt::{self, Write};
use std::rc::Rc;

use pulldown_cmark::Alignment;
use rustc_hash::FxHashMap;

use super::Setting;
use super::address::Address;
use super::cite::Run;
use super::escape::escape;
use super::outline::Outline;

/// A text being written.
pub(super) struct Writer<'a> {
    pub(super) setting: &'a Setting<'a>,
    /// The prefix of ids, escaped.
    pub(super) prefix: Rc<str>,
    /// What stands before links to places of the page, escaped.
    pub(super) page: Rc<str>,
    pub(super) outline: Outline,
    pub(super) out: String,
    /// What closes each open element.
    pub(super) open: Vec<Close>,
    /// What was being written when a footnote's text began.
    pub(super) aside: Vec<String>,
    pub(super) run: Run,
    /// Something in the text may be a citation.
    pub(super) cites: bool,
    pub(super) state: State,
    pub(super) footnotes: Footnotes,
}

/// What surrounds the place that is being written.
#[derive(Default)]
pub(super) struct State {
    pub(super) headings: usize,
    pub(super) links: usize,
    pub(super) code: usize,
    pub(super) emphasis: usize,
    pub(super) in_head: bool,
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) image: Option<Image>,
}

/// What to do at the end of an element.
pub(super) enum Close {
    Nothing,
    Tag(&'static str),
    Heading(u8),
    Emphasis(&'static str),
    /// A link, with what stands in for its text if that is empty, and where the text began.
    Link(String, usize),
    Image,
    Code,
    Head,
    Cell(&'static str),
    Footnote(String),
}

/// An image whose alternative text is being collected.
pub(super) struct Image {
    pub(super) address: Address,
    pub(super) title: String,
    pub(super) alt: String,
    /// Images within its text.
    pub(super) inner: usize,
}

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The number of each label, in the order of first mention.
    pub(super) numbers: FxHashMap<String, usize>,
    /// How often each number is mentioned.
    pub(super) mentions: Vec<usize>,
    /// The texts as HTML with their labels, in the order of the text.
    pub(super) texts: Vec<(String, String)>,
}

impl Writer<'_> {
    /// Writes markup of our own; nothing while an image's text is collected.
    pub(super) fn tag(&mut self, markup: &str) {
        if self.state.image.is_none() {
            self.out.push_str(markup);
        }
    }

    /// The same for markup with values in it, which must be numbers, ids or escaped.
    pub(super) fn put(&mut self, markup: fmt::Arguments<'_>) {
        if self.state.image.is_none() {
            // Writing to a string cannot fail.
            let _ = self.out.write_fmt(markup);
        }
    }

    pub(super) fn opened(&mut self, markup: &str, close: &'static str) -> Close {
        self.tag(markup);
        Close::Tag(close)
    }

    /// Writes what an author typed.
    pub(super) fn text(&mut self, text: &str) {
        match &mut self.state.image {
            Some(image) => image.alt.push_str(text),
            None => escape(&mut self.out, text),
        }
    }
}
