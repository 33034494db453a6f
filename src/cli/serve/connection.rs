//! One connection: heads in, replies out, each within its time.

use std::io::ErrorKind;
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant as Moment};

use super::guard::Hosts;
use super::hall::Seat;
use super::head::{self, MOST_BYTES, Method};
use super::office::{Answer, Office};
use super::reply::{Refusal, Reply, Status, Then};
use super::timed::{read_by, write_by};

/// How long a connection may wait before it says anything.
const IDLE: Duration = Duration::from_secs(15);
/// How long a head may take from its first byte to its last.
const HEAD: Duration = Duration::from_secs(10);
/// How long a reply may take to be fetched.
const FETCH: Duration = Duration::from_secs(60);
/// How long, and how much of, what a refused client still sends is read and thrown away.
const LINGER: (Duration, usize) = (Duration::from_secs(1), 256 * 1024);

/// What was heard.
enum Heard {
    /// A head, of so many bytes.
    Head(usize),
    /// What cannot be answered.
    Refused(Refusal),
    /// Nobody is there, or says anything.
    Gone,
}

/// Answers the requests of a connection, one after the other, until either side ends it.
pub(super) fn serve(stream: &Arc<TcpStream>, seat: &Seat, office: &Office) {
    let Ok(local) = stream.local_addr() else { return };
    // Small replies are sent when they are written, not when the next one follows.
    let _ = stream.set_nodelay(true);
    let hosts = Hosts::new(office.interface(), local);
    let mut bytes = Vec::new();
    loop {
        if bytes.is_empty() {
            seat.rests();
        }
        let heard = hear(stream, seat, &mut bytes);
        // A refusal may be of what could not be read: what is asked for is asked of the bytes.
        let method = if bytes.starts_with(b"HEAD ") { Method::Head } else { Method::Get };
        let read = match heard {
            Heard::Head(length) => {
                let read = head::read(&bytes[..length], &hosts);
                bytes.drain(..length);
                read
            }
            Heard::Refused(refusal) => Err(refusal),
            Heard::Gone => return,
        };
        seat.works();
        let request = match read {
            Ok(request) => request,
            Err(refusal) => {
                // What follows may not be what it seems to be: nothing of it is read as a request.
                let _ = send(stream, &Reply::from(refusal), method, Then::Close);
                return linger(stream);
            }
        };
        match office.answer(&request) {
            Answer::Reply(reply) => {
                if send(stream, &reply, request.method, request.then).is_err() {
                    return;
                }
                if request.then == Then::Close {
                    return linger(stream);
                }
            }
            Answer::Listen(wanted) => return office.live().join(Arc::clone(stream), wanted, request.method),
        }
    }
}

/// Waits for a whole head behind what is there already.
fn hear(stream: &TcpStream, seat: &Seat, bytes: &mut Vec<u8>) -> Heard {
    let mut until = Moment::now() + if bytes.is_empty() { IDLE } else { HEAD };
    loop {
        match head::length(bytes) {
            Ok(Some(length)) => return Heard::Head(length),
            Ok(None) => {}
            Err(refusal) => return Heard::Refused(refusal),
        }
        let mut piece = [0; 4096];
        let room = piece.len().min(MOST_BYTES - bytes.len());
        match read_by(stream, &mut piece[..room], until) {
            Ok(0) => return Heard::Gone,
            Ok(length) => {
                if bytes.is_empty() {
                    seat.works();
                    until = Moment::now() + HEAD;
                }
                bytes.extend_from_slice(&piece[..length]);
            }
            Err(ErrorKind::TimedOut) if !bytes.is_empty() => {
                return Heard::Refused(Refusal::new(Status::RequestTimeout, "the head took too long"));
            }
            Err(_) => return Heard::Gone,
        }
    }
}

/// Sends a reply; to HEAD its head alone.
fn send(stream: &TcpStream, reply: &Reply, method: Method, then: Then) -> Result<(), ErrorKind> {
    let until = Moment::now() + FETCH;
    let mut bytes = reply.head(then).into_bytes();
    if method == Method::Head {
        return write_by(stream, &bytes, until);
    }
    // One packet for what is small.
    if reply.body.len() <= MOST_BYTES {
        bytes.extend_from_slice(&reply.body);
        return write_by(stream, &bytes, until);
    }
    write_by(stream, &bytes, until)?;
    write_by(stream, &reply.body, until)
}

/// Ends a connection such that the reply arrives: closing while bytes wait to be read would take it back (RFC 9112
/// section 9.6).
fn linger(stream: &TcpStream) {
    let (time, mut left) = LINGER;
    let until = Moment::now() + time;
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let mut piece = [0; 4096];
    while left > 0 {
        match read_by(stream, &mut piece, until) {
            Ok(length) if length > 0 => left = left.saturating_sub(length),
            _ => return,
        }
    }
}
