//! Where the preview listens, and what is to be said of it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

use onrecord::diagnostic::{Diagnostic, Severity};

use crate::cli::Exit;

/// Takes a port of an interface; 0 is any that is free. Hands back the one that it is.
///
/// # Errors
/// What is in the way, and what to do.
pub(super) fn take(
    interface: IpAddr,
    port: u16,
) -> Result<(TcpListener, SocketAddr), (Exit, Box<Diagnostic>)> {
    let address = SocketAddr::new(interface, port);
    let bound = TcpListener::bind(address).and_then(|listener| Ok((listener.local_addr()?, listener)));
    match bound {
        Ok((local, listener)) => Ok((listener, local)),
        Err(fault) => Err((exit(&fault), Box::new(taken(address, &fault)))),
    }
}

/// An address to listen on, on the command line.
///
/// # Errors
/// It is none.
pub(super) fn interface(written: &str) -> Result<IpAddr, String> {
    match written {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        written => written.parse().map_err(|_| "not an address such as 127.0.0.1 or ::1".to_owned()),
    }
}

/// A warning where others than this machine can see the preview.
pub(super) fn exposed(local: SocketAddr) -> Option<Diagnostic> {
    if local.ip().is_loopback() {
        return None;
    }
    let message = format!(
        "the preview listens on `{local}`: whoever can reach it sees the site, its drafts and the paths of its records"
    );
    let warning =
        Diagnostic { severity: Severity::Warning, ..Diagnostic::general("preview-exposed", message) };
    Some(warning.help("leave out --interface to keep it to this machine"))
}

/// Whether the user can choose another address, or the system failed.
fn exit(fault: &io::Error) -> Exit {
    match fault.kind() {
        io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied | io::ErrorKind::AddrNotAvailable => {
            Exit::Usage
        }
        _ => Exit::System,
    }
}

fn taken(address: SocketAddr, fault: &io::Error) -> Diagnostic {
    let port = address.port();
    let (message, help) = match fault.kind() {
        io::ErrorKind::AddrInUse => (
            format!("port `{port}` is taken by another program"),
            "choose another with --port, or take any that is free with -p 0",
        ),
        io::ErrorKind::PermissionDenied => (
            format!("port `{port}` is kept for the system"),
            "choose one above 1023 with --port, or take any that is free with -p 0",
        ),
        io::ErrorKind::AddrNotAvailable => (
            format!("address `{}` is not one of this machine", address.ip()),
            "leave out --interface, or name one of its own addresses",
        ),
        _ => (format!("cannot listen on `{address}`: {fault}"), "choose another with --interface and --port"),
    };
    Diagnostic::general("cannot-listen", message).help(help)
}
