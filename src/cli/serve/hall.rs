//! The connections that are open: how many there may be, and who makes room.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant as Moment;

use super::reply::{Reply, Status, Then};

/// Open connections, listeners left out: with those and our own files below the 1,024 that most systems grant.
const MOST_OPEN: usize = 768;
/// The connections that are open.
#[derive(Default)]
pub(super) struct Hall {
    seats: Mutex<Seats>,
}

#[derive(Default)]
struct Seats {
    next: u64,
    open: BTreeMap<u64, Open>,
}

struct Open {
    stream: Arc<TcpStream>,
    /// Since when it waits for a request; `None` while it is at one.
    idle: Option<Moment>,
}

/// A connection's place among those that are open; it is free again when this is dropped.
pub(super) struct Seat {
    hall: Arc<Hall>,
    number: u64,
}

impl Hall {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for a connection; `None` where all are at work, which it is told.
    pub(super) fn seat(self: &Arc<Self>, stream: TcpStream) -> Option<(Arc<TcpStream>, Seat)> {
        if self.seats().open.len() >= MOST_OPEN && !self.evict() {
            turn_away(stream);
            return None;
        }
        let stream = Arc::new(stream);
        let mut seats = self.seats();
        let number = seats.next;
        seats.next += 1;
        seats.open.insert(number, Open { stream: Arc::clone(&stream), idle: Some(Moment::now()) });
        Some((stream, Seat { hall: Arc::clone(self), number }))
    }

    /// Closes the connection that has waited longest; says whether there was one.
    pub(super) fn evict(&self) -> bool {
        let mut seats = self.seats();
        let waiting = seats.open.iter().filter_map(|(number, open)| Some((open.idle?, *number)));
        let Some((_, longest)) = waiting.min() else { return false };
        if let Some(open) = seats.open.remove(&longest) {
            // Its thread reads the end of the connection, and goes.
            let _ = open.stream.shutdown(Shutdown::Both);
        }
        true
    }
}

/// Answers without a thread, at once or not at all.
fn turn_away(mut stream: TcpStream) {
    let reply = Reply::text(Status::Unavailable, "the preview has too many requests at once");
    let head = reply.head(Then::Close);
    if stream.set_nonblocking(true).is_ok() {
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&reply.body));
    }
}

impl Seat {
    /// It waits for a request.
    pub(super) fn rests(&self) {
        self.set(Some(Moment::now()));
    }

    /// It is at a request.
    pub(super) fn works(&self) {
        self.set(None);
    }

    fn set(&self, idle: Option<Moment>) {
        if let Some(open) = self.hall.seats().open.get_mut(&self.number) {
            open.idle = idle;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hall.seats().open.remove(&self.number);
    }
}
