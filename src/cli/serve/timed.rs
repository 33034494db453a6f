//! Reading from and writing to a connection within a time that is set once, however slowly the other side goes.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant as Moment};

/// Reads once, at the latest until then.
///
/// # Errors
/// `TimedOut` after that; else what the system says.
pub(super) fn read_by(mut stream: &TcpStream, piece: &mut [u8], until: Moment) -> Result<usize, ErrorKind> {
    loop {
        stream.set_read_timeout(Some(left(until)?)).map_err(|fault| fault.kind())?;
        match stream.read(piece) {
            // Which of the two a time-out is depends on the system.
            Err(fault) if matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err(ErrorKind::TimedOut);
            }
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            done => return done.map_err(|fault| fault.kind()),
        }
    }
}

/// Writes everything, at the latest until then.
///
/// # Errors
/// `TimedOut` after that; else what the system says.
pub(super) fn write_by(mut stream: &TcpStream, mut bytes: &[u8], until: Moment) -> Result<(), ErrorKind> {
    while !bytes.is_empty() {
        stream.set_write_timeout(Some(left(until)?)).map_err(|fault| fault.kind())?;
        match stream.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero),
            Ok(length) => bytes = &bytes[length..],
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault.kind()),
        }
    }
    Ok(())
}

fn left(until: Moment) -> Result<Duration, ErrorKind> {
    let left = until.checked_duration_since(Moment::now()).filter(|left| !left.is_zero());
    left.ok_or(ErrorKind::TimedOut)
}
