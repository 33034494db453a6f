//! Records and a day → tracker: ids linked, updates ordered, headlines derived, everything indexed.

use crate::diagnostic::Diagnostic;
use crate::record::Records;
use crate::tracker::{AsOf, Drafts, Tracker};

/// Judges the records from a day; what cannot be linked is left out and reported.
pub fn resolve(_records: &Records, _as_of: AsOf, _drafts: Drafts) -> (Tracker, Vec<Diagnostic>) {
    unimplemented!()
}
