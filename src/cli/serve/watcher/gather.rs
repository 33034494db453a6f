//! Events of the system, gathered until it is quiet: a thousand of them are told at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use super::batch::{Batch, LONGEST, QUIET};
use super::covered::Covered;
use super::{Heard, Outset, Told};

/// Tells what changed since the outset, then batch after batch, until the watch is over.
///
/// # Errors
/// Why the system does not tell, or tells no more, for people.
pub(super) fn tell_all(
    outset: &Outset,
    hear: Sender<Heard>,
    heard: &Receiver<Heard>,
    tell: &dyn Fn(Told),
) -> Result<(), String> {
    // Where nobody listens the watcher was dropped.
    let hear = move |event| drop(hear.send(Heard::Event(event)));
    let (mut covered, changed) = Covered::begin(outset, hear)?;
    if let Some(changed) = changed {
        tell(Told::Changed(changed));
    }
    loop {
        let mut batch = Batch::default();
        while batch.is_empty() {
            let Ok(Heard::Event(event)) = heard.recv() else { return Ok(()) };
            covered.take(event, &mut batch);
        }
        if gather(&covered, heard, &mut batch) == Gathered::Ended {
            return Ok(());
        }
        if let Some(changed) = covered.catch_up(batch)? {
            tell(Told::Changed(changed));
        }
    }
}

#[derive(PartialEq, Eq)]
enum Gathered {
    Batch,
    Ended,
}

/// Adds what happens until it is quiet.
fn gather(covered: &Covered, heard: &Receiver<Heard>, batch: &mut Batch) -> Gathered {
    let until = Instant::now() + LONGEST;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Gathered::Batch;
        }
        match heard.recv_timeout(QUIET.min(left)) {
            Ok(Heard::Event(event)) => covered.take(event, batch),
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return Gathered::Ended,
            Err(RecvTimeoutError::Timeout) => return Gathered::Batch,
        }
    }
}
