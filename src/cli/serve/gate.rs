//! The accept loop: whatever the system refuses, it goes on.

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::Builder;
use std::time::Duration;

use super::connection;
use super::hall::Hall;
use super::office::Office;

/// How long nothing is accepted after the system refused a connection or a thread.
const REST: Duration = Duration::from_millis(20);

/// Accepts connections until the process ends. Nothing that the system refuses ends it.
pub(super) fn keep(listener: &TcpListener, office: &Arc<Office>) {
    let hall = Arc::new(Hall::default());
    loop {
        let let_in = match listener.accept() {
            Ok((stream, _)) => admit(stream, &hall, office),
            Err(_) => Err(()),
        };
        if let_in.is_err() {
            // Out of files, memory or threads: the connection that has waited longest makes room.
            hall.evict();
            std::thread::sleep(REST);
        }
    }
}

/// Gives a connection a seat and a thread.
fn admit(stream: TcpStream, hall: &Arc<Hall>, office: &Arc<Office>) -> Result<(), ()> {
    let Some((stream, seat)) = hall.seat(stream) else { return Ok(()) };
    let office = Arc::clone(office);
    let serve = move || connection::serve(&stream, &seat, &office);
    Builder::new().name("connection".to_owned()).spawn(serve).map(drop).map_err(drop)
}
