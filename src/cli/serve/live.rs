//! Who listens, and what is told to whom: a stream of events for each page that is looked at (the `text/event-stream`
//! of the HTML standard).
//!
//! A listener takes no thread: what it is told is small, and written at once or not at all. It is told how its page
//! stands now, not what happened: whoever was away compares, and misses nothing.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant as Moment};

use super::address::View;
use super::head::Method;
use super::reply;
use super::timed::write_by;

/// The most listeners; the one that came first makes room, and comes back if it is still there.
const MOST: usize = 128;
/// The most listeners of one browser. It opens six connections to a host, and needs some to load pages: of more
/// pages that are seen at once, each comes back a second after it made room, and so hears of changes a little later.
const MOST_OF_ONE: usize = 4;
/// How long the first words may take.
const GREETING: Duration = Duration::from_secs(5);
/// How long a browser waits before it comes back, in milliseconds.
const RETRY: u32 = 1000;

/// Tells how what stands at an address looks now, as one line.
type Tell = Box<dyn Fn(&View) -> String + Send + Sync>;

/// What a listener wants to hear.
pub(super) struct Wanted {
    /// How this looks.
    pub(super) view: View,
    /// The browser that asks, by a word of its own; empty where it gives none.
    pub(super) browser: String,
}

struct Listener {
    stream: Arc<TcpStream>,
    wanted: Wanted,
    told: String,
}

/// The listeners.
pub(super) struct Live {
    listeners: Mutex<VecDeque<Listener>>,
    tell: Tell,
}

impl Live {
    /// Nobody listens yet.
    pub(super) fn new(tell: Tell) -> Self {
        Self { listeners: Mutex::default(), tell }
    }

    /// Takes a connection over, and tells at once how its page stands.
    pub(super) fn join(&self, stream: Arc<TcpStream>, wanted: Wanted, method: Method) {
        let until = Moment::now() + GREETING;
        let head = reply::stream_head();
        if method == Method::Head {
            let _ = write_by(&stream, head.as_bytes(), until);
            return;
        }
        if write_by(&stream, format!("{head}retry: {RETRY}\n\n").as_bytes(), until).is_err()
            || stream.set_nonblocking(true).is_err()
        {
            return;
        }
        // What changes from here on is told by whoever changed it, who waits for this lock.
        let mut listeners = self.lock();
        let mut listener = Listener { stream, wanted, told: String::new() };
        if listener.tell((self.tell)(&listener.wanted.view)) {
            make_room(&mut listeners, &listener.wanted.browser);
            listeners.push_back(listener);
        }
    }

    /// Tells each listener how its page stands, where that is other than it was told before.
    pub(super) fn tell(&self) {
        self.lock().retain_mut(|listener| listener.tell((self.tell)(&listener.wanted.view)));
    }

    /// Lets go of those who are no longer there, and keeps the others from being taken for dead.
    pub(super) fn beat(&self) {
        self.lock().retain_mut(|listener| listener.is_there() && listener.write(":\n\n"));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Listener>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets go of the listener that came first, where there are too many, in all or of this browser.
fn make_room(listeners: &mut VecDeque<Listener>, browser: &str) {
    if listeners.len() >= MOST {
        listeners.pop_front();
    }
    let own = |listener: &Listener| !browser.is_empty() && listener.wanted.browser == browser;
    if listeners.iter().filter(|listener| own(listener)).count() >= MOST_OF_ONE
        && let Some(first) = listeners.iter().position(own)
    {
        listeners.remove(first);
    }
}

impl Listener {
    fn tell(&mut self, state: String) -> bool {
        if self.told == state {
            return true;
        }
        self.told = state;
        let event = format!("data: {}\n\n", self.told);
        self.write(&event)
    }

    /// Whether all of it went out; who does not fetch what little there is has gone.
    fn write(&self, text: &str) -> bool {
        let mut stream = &*self.stream;
        stream.write(text.as_bytes()).is_ok_and(|length| length == text.len())
    }

    /// A listener says nothing more; an end, or words, are the end.
    fn is_there(&self) -> bool {
        let mut stream = &*self.stream;
        stream.read(&mut [0]).is_err_and(|fault| fault.kind() == ErrorKind::WouldBlock)
    }
}
