//! The kinds of things that a site holds, one a file, and the one list of them.
//!
//! An output turns the tracker into artifacts. It never sees the disk, the clock or a template engine.

mod assets;
mod statics;

use crate::output::{Output, OutputId};

/// Every kind.
pub const ALL: &[&dyn Output] = &[&assets::Assets, &statics::Statics];

/// Kinds that no setting switches off: every site has its look and its own files.
pub const ALWAYS: &[OutputId] = &[assets::ID, statics::ID];
