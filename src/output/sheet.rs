//! The sheet that an artifact is drawn on: a hash in planning, bytes in rendering.

use serde::Serialize;

use crate::output::Desk;
use crate::record::text::TextChanged;
use crate::theme::{Show, ThemeFault};

/// What an artifact is drawn on: a hash in planning, bytes in rendering.
pub struct Sheet<'a> {
    pub(super) ink: Ink<'a>,
    pub(super) fault: Option<RenderFault>,
}

/// What a sheet is written with.
pub(super) enum Ink<'a> {
    Hash(Box<blake3::Hasher>),
    Bytes(&'a mut Vec<u8>),
}

/// Why an artifact could not be rendered.
#[derive(Debug)]
pub enum RenderFault {
    /// A template failed.
    Template(Box<ThemeFault>),
    /// A text changed since it was loaded.
    Changed(TextChanged),
}

impl Sheet<'_> {
    /// A page or drawing from a template: the view is there as `v`, the language's words as `s`.
    ///
    /// The view is made for this template: the desk knows meanwhile which names it reads.
    pub fn template<V: Show>(&mut self, desk: &Desk<'_>, template: &'static str, view: impl FnOnce() -> V) {
        let view = desk.for_template(template, view);
        match &mut self.ink {
            Ink::Hash(hasher) => {
                hasher.update(template.as_bytes());
                hash_json(hasher, &view);
            }
            Ink::Bytes(bytes) => {
                if let Err(fault) = desk.site.theme.render(template, &desk.lang.code, view, bytes) {
                    self.fault.get_or_insert(RenderFault::Template(Box::new(fault)));
                }
            }
        }
    }

    /// Pretty-printed JSON with a final line end.
    ///
    /// # Panics
    /// Where a view cannot be JSON at all (a map whose keys are no strings): a fault of the program.
    pub fn json(&mut self, value: &impl Serialize) {
        match &mut self.ink {
            Ink::Hash(hasher) => hash_json(hasher, value),
            Ink::Bytes(bytes) => {
                serde_json::to_writer_pretty(&mut **bytes, value).expect("views serialise to JSON");
                bytes.push(b'\n');
            }
        }
    }

    /// Text as it is.
    pub fn text(&mut self, text: &str) {
        match &mut self.ink {
            Ink::Hash(hasher) => {
                hasher.update(text.as_bytes());
            }
            Ink::Bytes(bytes) => bytes.extend_from_slice(text.as_bytes()),
        }
    }
}

fn hash_json(hasher: &mut blake3::Hasher, value: &impl Serialize) {
    let writer = std::io::BufWriter::with_capacity(16 * 1024, hasher);
    serde_json::to_writer(writer, value).expect("views serialise to JSON");
}
