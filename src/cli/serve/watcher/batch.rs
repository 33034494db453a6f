//! What is to be told at once, and how long it is gathered.

use std::collections::BTreeSet;
use std::time::Duration;

use onrecord::diagnostic::FilePath;
use onrecord::session::Changed;

/// So long nothing happens at the end of a batch: editors and branch switches pause for less.
pub(super) const QUIET: Duration = Duration::from_millis(50);
/// A batch ends so long after it began, even if there is no end of events.
pub(super) const LONGEST: Duration = Duration::from_secs(1);
/// From so many paths on, looking everywhere is as fast.
const MANY: usize = 20_000;

/// What is to be told.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) paths: BTreeSet<FilePath>,
    /// Something may have gone unseen.
    pub(super) is_unsure: bool,
    /// A folder may have come, of which the system does not tell yet.
    pub(super) has_newcomers: bool,
    /// The system tells no more.
    pub(super) is_broken: bool,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_unsure
    }

    pub(super) fn changed(self) -> Changed {
        if self.is_unsure || self.paths.len() > MANY {
            return Changed::Anything;
        }
        Changed::Only(self.paths.into_iter().collect())
    }
}
