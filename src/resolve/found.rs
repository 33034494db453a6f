//! What a search for references that lead nowhere found.

use crate::diagnostic::{Diagnostic, Place};

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Claimant,
    Source,
    Publisher,
    Topic,
    Status,
    Claim,
    /// An update of the claim at this place.
    Update(usize),
    /// A criterion, milestone or follow-up of the claim at this place.
    Item(usize),
}

/// A reference that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Missing {
    pub(super) place: Place,
    pub(super) kind: Kind,
    pub(super) id: String,
}

/// What was found in one record.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) missing: Vec<Missing>,
    pub(super) faults: Vec<Diagnostic>,
}

impl Found {
    /// Whether there is nothing to report.
    pub(super) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.faults.is_empty()
    }
}
