//! Tracker → plan: every artifact of the site with its fingerprint; collisions and dead links are findings.

use crate::diagnostic::Diagnostic;
use crate::output::{Artifact, Site};
use crate::record::text::Hash;

/// Every file that the site will hold.
pub struct Plan {
    /// What the artifacts read.
    pub site: Site,
    /// The artifacts by address, each with the fingerprint of exactly what it shows.
    pub artifacts: Vec<(Artifact, Hash)>,
}

/// Plans a site.
pub fn plan(_site: Site) -> (Plan, Vec<Diagnostic>) {
    unimplemented!()
}
