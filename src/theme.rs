//! The look: templates, words and assets; the default theme is part of the program.

use std::sync::Arc;

use serde::Serialize;

/// A theme, ready to render.
pub struct Theme {}

/// The words of one language.
pub struct Strings {}

/// A template that failed, and for which artifact.
#[derive(Debug)]
pub struct ThemeFault {}

impl Theme {
    /// Renders a template into `out`: `view` is there as `v`, the language's words as `s`.
    ///
    /// # Errors
    /// Where the template fails.
    pub fn render(
        &self,
        _template: &str,
        _lang: &str,
        _view: &impl Serialize,
        _out: &mut Vec<u8>,
    ) -> Result<(), ThemeFault> {
        unimplemented!()
    }

    /// Files that are published below `/assets/`, by name.
    pub fn assets(&self) -> &[(Box<str>, Arc<[u8]>)] {
        unimplemented!()
    }
}
