//! The sheet that an artifact is drawn on.

use serde::Serialize;

use crate::output::Desk;
use crate::record::text::TextChanged;
use crate::theme::{Show, ThemeFault};

/// Takes what is written of a long artifact, part by part.
pub type Taker<'t> = dyn FnMut(&[u8]) + 't;

/// What an artifact is drawn on.
pub struct Sheet<'a> {
    pub(super) bytes: &'a mut Vec<u8>,
    pub(super) fault: Option<RenderFault>,
    /// Takes what is written, where the artifact is drawn part by part.
    pub(super) taker: Option<&'a mut Taker<'a>>,
}

/// So much of a long artifact stands on the sheet before it is handed on, in bytes.
const PART: usize = 256 * 1024;

/// Why an artifact could not be rendered.
#[derive(Debug)]
pub enum RenderFault {
    /// A template failed.
    Template(Box<ThemeFault>),
    /// A text changed since it was loaded.
    Changed(TextChanged),
    /// What makes it failed, and says why.
    Failed(String),
}

impl Sheet<'_> {
    /// Makes room for about so many bytes, so that a long page is not moved each time that it outgrows its paper.
    pub fn expect(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// A page or drawing from a template: the view is there as `v`, the language's words as `s`.
    ///
    /// The view is made for this template: the desk knows meanwhile which names it reads.
    pub fn template<V: Show>(&mut self, desk: &Desk<'_>, template: &'static str, view: impl FnOnce() -> V) {
        let view = desk.for_template(template, view);
        if let Err(fault) = desk.site.theme.render(template, &desk.lang.code, view, self.bytes) {
            self.fault.get_or_insert(RenderFault::Template(Box::new(fault)));
        }
    }

    /// Pretty-printed JSON with a final line end.
    ///
    /// # Panics
    /// Where a view cannot be JSON at all (a map whose keys are no strings): a fault of the program.
    pub fn json(&mut self, value: &impl Serialize) {
        serde_json::to_writer_pretty(&mut *self.bytes, value).expect("views serialise to JSON");
        self.bytes.push(b'\n');
    }

    /// A value as JSON, on one line and without an end of it.
    ///
    /// # Panics
    /// As [`Sheet::json`].
    pub fn compact_json(&mut self, value: &(impl Serialize + ?Sized)) {
        serde_json::to_writer(&mut *self.bytes, value).expect("views serialise to JSON");
    }

    /// Bytes as they are, however many: they are handed on part by part.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(PART) {
            self.bytes.extend_from_slice(part);
            self.hand_on();
        }
    }

    /// Lets go of what is written, where that is much and somebody takes it: of a long artifact no more than a
    /// part stands in memory.
    pub fn hand_on(&mut self) {
        if let Some(taker) = self.taker.as_mut().filter(|_| self.bytes.len() >= PART) {
            taker(self.bytes);
            self.bytes.clear();
        }
    }

    /// Text as it is.
    pub fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
