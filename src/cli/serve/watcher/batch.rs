//! Events of the system, gathered until it is quiet: a thousand of them are told at once.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use onrecord::diagnostic::FilePath;
use onrecord::session::Changed;

use super::native::Native;
use super::{Heard, Over};

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
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_unsure
    }

    fn changed(self) -> Changed {
        if self.is_unsure || self.paths.len() > MANY {
            return Changed::Anything;
        }
        Changed::Only(self.paths.into_iter().collect())
    }
}

/// Tells batch after batch, until the watch is over.
pub(super) fn tell_all(mut native: Native, heard: &Receiver<Heard>, tell: &dyn Fn(Changed)) -> Over {
    loop {
        let mut batch = Batch::default();
        while batch.is_empty() {
            let Ok(Heard::Event(event)) = heard.recv() else { return Over::Ended };
            native.take(event, &mut batch);
        }
        if gather(&native, heard, &mut batch) == Gathered::Ended {
            return Over::Ended;
        }
        if batch.is_broken || native.catch_up(&mut batch).is_err() {
            return Over::Broken;
        }
        tell(batch.changed());
    }
}

#[derive(PartialEq, Eq)]
enum Gathered {
    Batch,
    Ended,
}

/// Adds what happens until it is quiet.
fn gather(native: &Native, heard: &Receiver<Heard>, batch: &mut Batch) -> Gathered {
    let until = Instant::now() + LONGEST;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Gathered::Batch;
        }
        match heard.recv_timeout(QUIET.min(left)) {
            Ok(Heard::Event(event)) => native.take(event, batch),
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return Gathered::Ended,
            Err(RecvTimeoutError::Timeout) => return Gathered::Batch,
        }
    }
}
