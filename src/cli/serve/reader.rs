//! Who reads what is shown with the desk rules: on a thread of its own, behind the rounds, so that no page waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Weak};
use std::thread::Builder;

use onrecord::checks::Checked;
use onrecord::session::Stand;

use super::desk::Desk;

/// Calls the reader.
pub(super) struct Reader(Sender<()>);

/// What was read last: what is as it was then need not be read again.
#[derive(Default)]
struct Last(Option<(Arc<Stand>, Checked)>);

impl Reader {
    /// Reads the first time when it is called; `tell` is called when there is something new to see.
    ///
    /// Where the system grants no thread, nothing is read: pages are shown all the same.
    pub(super) fn start(desk: &Arc<Desk>, tell: impl Fn() + Send + 'static) -> Self {
        let (calls, called) = mpsc::channel::<()>();
        let desk = Arc::downgrade(desk);
        let read = move || {
            // One processor is enough: the others belong to rounds and pages.
            let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
            let mut last = Last::default();
            while called.recv().is_ok() {
                // However often it was called meanwhile, it reads what is shown now.
                while called.try_recv().is_ok() {}
                let seen = catch_unwind(AssertUnwindSafe(|| alone.install(|| last.read(&desk))));
                match seen {
                    Ok(true) => tell(),
                    Ok(false) => {}
                    Err(_) => last = Last::default(),
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

impl Last {
    /// Reads what is shown, and notes what it found beside it; whether that is news.
    fn read(&mut self, desk: &Weak<Desk>) -> bool {
        let Some(desk) = desk.upgrade() else { return false };
        let edition = desk.now();
        let Some(stand) = &edition.stand else { return false };
        let known = self.0.as_ref();
        if known.is_some_and(|(read, _)| Arc::ptr_eq(read, stand)) {
            return false;
        }
        let before = known.map(|(read, checked)| (&**read, checked));
        // Where a file is no longer as it was loaded, there will be a round, and another call.
        let Ok(checked) = stand.desk(before) else { return false };
        let news = desk.note(stand, stand.told(&checked));
        self.0 = Some((Arc::clone(stand), checked));
        news
    }
}
