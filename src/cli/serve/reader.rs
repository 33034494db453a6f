//! Who counts what desk rules find in what is shown: on a thread of its own, behind the rounds, so that no page waits
//! for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Weak};
use std::thread::Builder;
use std::time::Duration;

use onrecord::checks::{GoesOn, Survey};

use super::desk::{Desk, Notes};

/// How long nothing is to happen before it reads: after an edit the pages come first.
const QUIET: Duration = Duration::from_millis(300);

/// Calls the reader.
pub(super) struct Reader(Sender<()>);

/// What came of reading.
enum Read {
    /// There is something new to see.
    News,
    /// There is not.
    Nothing,
    /// It was called away.
    Left,
}

impl Reader {
    /// Reads the first time when it is called; `tell` is called when there is something new to see.
    ///
    /// Where the system grants no thread, nothing is read: pages are shown all the same.
    pub(super) fn start(desk: &Arc<Desk>, tell: impl Fn() + Send + 'static) -> Self {
        let (calls, called) = mpsc::channel::<()>();
        let desk = Arc::downgrade(desk);
        let read = move || {
            let mut survey = None;
            let mut is_left = false;
            while is_left || called.recv().is_ok() {
                if !is_quiet(&called) {
                    return;
                }
                let goes_on = || matches!(called.try_recv(), Err(TryRecvError::Empty));
                let seen = catch_unwind(AssertUnwindSafe(|| read(&mut survey, &desk, &goes_on)));
                is_left = matches!(seen, Ok(Read::Left));
                match seen {
                    Ok(Read::News) => tell(),
                    Ok(Read::Nothing | Read::Left) => {}
                    Err(_) => survey = None,
                }
            }
        };
        let _ = Builder::new().name("reader".to_owned()).spawn(read);
        Self(calls)
    }

    /// There is something to read.
    pub(super) fn call(&self) {
        let _ = self.0.send(());
    }
}

/// Waits until nobody has called for a while; `false` where nobody can any more.
fn is_quiet(called: &Receiver<()>) -> bool {
    loop {
        match called.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Reads what is shown, and notes beside it how much was found.
fn read(survey: &mut Option<Survey>, desk: &Weak<Desk>, goes_on: &GoesOn<'_>) -> Read {
    let Some(desk) = desk.upgrade() else { return Read::Nothing };
    let edition = desk.now();
    let Some(stand) = &edition.stand else { return Read::Nothing };
    // Where a file is no longer as it was loaded, there will be a round, and another call.
    match stand.survey(survey, goes_on) {
        Ok(true) => {}
        Ok(false) => return Read::Left,
        Err(_) => return Read::Nothing,
    }
    let notes = survey.as_ref().and_then(|survey| Notes::of(stand, survey).ok());
    if notes.is_some_and(|notes| desk.note(stand, notes)) { Read::News } else { Read::Nothing }
}
