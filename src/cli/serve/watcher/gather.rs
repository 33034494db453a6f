//! Events of the system, gathered until it is quiet: a thousand of them are told at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use onrecord::session::Changed;

use super::batch::{Batch, LONGEST, QUIET};
use super::native::Native;
use super::{Heard, Over};

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
