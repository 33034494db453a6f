//! What the system told, and how long it is gathered.

use std::collections::BTreeSet;
use std::time::Duration;

use onrecord::diagnostic::FilePath;

/// So long nothing happens at the end of a batch: editors and branch switches pause for less.
pub(super) const QUIET: Duration = Duration::from_millis(50);
/// A batch ends so long after it began, even if there is no end of events.
pub(super) const LONGEST: Duration = Duration::from_secs(1);

/// What was told until it was quiet.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) paths: BTreeSet<FilePath>,
    /// Something may have gone unseen.
    pub(super) is_unsure: bool,
    /// Why the system tells no more, for people.
    pub(super) broken: Option<String>,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_unsure
    }
}
