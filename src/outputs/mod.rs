//! The kinds of things that a site holds, one a file, and the lists of them.
//!
//! An output turns the tracker into artifacts; an index turns the artifacts of outputs into more. None
//! sees the disk, the clock or a template engine.

mod aliases;
mod claim_json;
#[cfg(test)]
mod sample;
mod shields;
mod sitemap;

use crate::output::{Index, Output, OutputId};

/// Every kind that is made of the tracker. Two may share an id, and with it their settings.
pub const ALL: &[&dyn Output] = &[&claim_json::ClaimJson, &shields::Shields];

/// Every kind that is made of what the outputs have made.
pub const INDEXES: &[&dyn Index] = &[&aliases::Aliases, &sitemap::Sitemap];

/// Kinds that no setting switches off: an address that was given out leads somewhere for good.
pub const ALWAYS: &[OutputId] = &[aliases::ID];
