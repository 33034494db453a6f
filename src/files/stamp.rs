//! By what a file is known again without being read.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// Two seconds in nanoseconds: the coarsest clock of a disk in use (FAT).
const COARSE: u128 = 2_000_000_000;
/// The clock of a disk that tells parts of a second: its tick is that of the system, 10 ms at most.
const FINE: u128 = 100_000_000;

/// Whether what has this time cannot have changed unseen after `noted`, both in nanoseconds since 1970: what was
/// written just before may be written again within the same tick of the disk's clock, and look the same.
pub fn is_settled(time: u128, noted: u128) -> bool {
    let tick = if time.is_multiple_of(1_000_000_000) { COARSE } else { FINE };
    time + tick < noted
}

/// What changes when a file is written or another takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where the system does not say.
    pub modified: u64,
    /// When its name, owner or content last changed, where the system says: no tool sets that time.
    pub changed: u64,
    /// Its number on the disk, where the system has one.
    pub number: u64,
}

impl Stamp {
    pub(super) fn of(data: &Metadata) -> Self {
        let since = data.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        let (changed, number) = identity(data);
        Self { length: data.len(), modified, changed, number }
    }

    /// Whether a file that looks so cannot have changed unseen after `noted`: see [`is_settled`].
    pub fn is_settled(self, noted: u128) -> bool {
        self.modified != 0
            && [self.modified, self.changed].iter().all(|time| is_settled((*time).into(), noted))
    }

    /// Whether its content, or what a folder lists, was last changed before `time`, as [`is_settled`] has it; by the
    /// time that no tool sets, where there is one.
    pub fn is_before(self, time: u128) -> bool {
        let last = if self.changed == 0 { self.modified } else { self.changed };
        last != 0 && is_settled(last.into(), time)
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(data.ctime()).unwrap_or(0);
    (seconds.saturating_mul(1_000_000_000).saturating_add(data.ctime_nsec() as u64), data.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
