//! `content/` → records: reads the disk, decodes every file, collects every fault.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::Project;
use crate::record::Records;
use crate::record::text::TextReader;

/// What was read, and what could not be.
pub struct Loaded {
    /// Everything that could be read; `None` without a readable `site.toml`.
    pub records: Option<Records>,
    /// Every fault, in no particular order.
    pub findings: Vec<Diagnostic>,
}

/// Reads a project's `content/`.
pub fn load(_project: &Project) -> Loaded {
    unimplemented!()
}

/// The door through which texts are read after loading.
pub fn texts(_project: &Project) -> Arc<dyn TextReader> {
    unimplemented!()
}
