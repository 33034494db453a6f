//! The head of a request: bytes in, a checked request out. No network here.
//!
//! What RFC 9112 lets a server be lenient about is refused: a preview has a browser before it, or an attacker.

use httparse::Status as Parsed;

use super::address;
use super::fields::Fields;
use super::guard::{self, Hosts};
use super::reply::{Refusal, Status, Then};

/// The most bytes of a head.
pub(super) const MOST_BYTES: usize = 16 * 1024;
/// The most headers.
const MOST_HEADERS: usize = 64;

/// What is done with the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
}

/// A request that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// Begins with `/`; percent-decoded.
    pub(super) path: String,
    /// As it was written, without its `?`.
    pub(super) query: String,
    pub(super) then: Then,
}

/// How many bytes the head takes up, where all of it is there.
///
/// # Errors
/// Bytes that no head holds: bare line ends, folded lines, control characters, an empty line before it.
pub(super) fn length(bytes: &[u8]) -> Result<Option<usize>, Refusal> {
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        match byte {
            b'\r' if next.is_some_and(|next| *next != b'\n') => {
                return Err(Refusal::bad("a carriage return stands alone"));
            }
            b'\n' if at == 0 || bytes[at - 1] != b'\r' => {
                return Err(Refusal::bad("a line feed stands alone"));
            }
            b'\n' if at == 1 => return Err(Refusal::bad("an empty line stands before the request")),
            b'\n' if bytes[..at].ends_with(b"\r\n\r") => return Ok(Some(at + 1)),
            b'\n' if matches!(next, Some(b' ' | b'\t')) => return Err(Refusal::bad("a header is folded")),
            b'\r' | b'\n' | b'\t' => {}
            0..=0x1f | 0x7f => return Err(Refusal::bad("the head holds a control character")),
            _ => {}
        }
    }
    if bytes.len() >= MOST_BYTES {
        return Err(Refusal::new(Status::HeadTooLarge, "the head is larger than 16 KiB"));
    }
    Ok(None)
}

/// Reads a whole head.
///
/// # Errors
/// Why it is not answered.
pub(super) fn read(bytes: &[u8], hosts: &Hosts) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    match head.parse(bytes) {
        Ok(Parsed::Complete(_)) => {}
        Ok(Parsed::Partial) => return Err(Refusal::bad("the head is not whole")),
        Err(fault) => return Err(refusal(fault)),
    }
    let (Some(method), Some(target), Some(minor)) = (head.method, head.path, head.version) else {
        return Err(Refusal::bad("the request line is not whole"));
    };
    let fields = Fields::new(head.headers);
    let host = guard::host(&fields, hosts)?;
    fields.bodiless()?;
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => return Err(Refusal::new(Status::MethodNotAllowed, "the preview answers GET and HEAD only")),
    };
    guard::metadata(&fields, host)?;
    let target = guard::origin_form(target, hosts)?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = address::decode(path).ok_or(Refusal::bad("the address is not well encoded"))?;
    Ok(Request { method, path, query: query.to_owned(), then: fields.then(minor) })
}

fn refusal(fault: httparse::Error) -> Refusal {
    match fault {
        httparse::Error::TooManyHeaders => {
            Refusal::new(Status::HeadTooLarge, "the request has more than 64 headers")
        }
        httparse::Error::Version => {
            Refusal::new(Status::VersionNotSupported, "the preview speaks HTTP/1.1 and HTTP/1.0")
        }
        httparse::Error::HeaderName => Refusal::bad("a header's name is not one"),
        httparse::Error::HeaderValue => Refusal::bad("a header's value is not one"),
        httparse::Error::NewLine | httparse::Error::Status | httparse::Error::Token => {
            Refusal::bad("the request line is not one")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, SocketAddr};

    use super::*;

    fn hosts() -> Hosts {
        let local = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1111);
        Hosts::new(local.ip(), local)
    }

    /// The status of a head with these lines, `Host` first.
    fn status(request_line: &str, lines: &[&str]) -> Result<Request, Status> {
        let lines = [&[request_line, "Host: localhost:1111"], lines, &["", ""]].concat();
        let head = lines.join("\r\n");
        let length = length(head.as_bytes()).map_err(|refusal| refusal.status)?;
        assert_eq!(length, Some(head.len()));
        read(head.as_bytes(), &hosts()).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_request_is_read_whole() {
        let request = status("GET /claims/b%C3%BCs/?a=b HTTP/1.1", &["Accept: */*"]);
        let (path, query) = ("/claims/büs/".to_owned(), "a=b".to_owned());
        assert_eq!(request, Ok(Request { method: Method::Get, path, query, then: Then::Keep }));
        let request = status("HEAD http://LOCALHOST:1111 HTTP/1.1", &["Connection: TE, Close"]);
        let (path, query) = ("/".to_owned(), String::new());
        assert_eq!(request, Ok(Request { method: Method::Head, path, query, then: Then::Close }));
        assert_eq!(status("GET / HTTP/1.0", &[]).map(|request| request.then), Ok(Then::Close));
    }

    #[test]
    fn heads_end_at_their_first_empty_line() {
        assert_eq!(length(b"GET / HTTP/1.1\r\nHost: a\r\n"), Ok(None));
        assert_eq!(length(b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET"), Ok(Some(27)));
        let refused: [&[u8]; 7] = [
            b"GET / HTTP/1.1\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
            b"\r\nGET / HTTP/1.1\r\n\r\n",
            b"\nGET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
            b"GET / HTTP/1.1\r\nA: \0\r\n\r\n",
            b"\x16\x03\x01\x02\x00",
        ];
        for head in refused {
            assert_eq!(length(head).map_err(|refusal| refusal.status), Err(Status::BadRequest), "{head:?}");
        }
        let endless = vec![b'a'; MOST_BYTES];
        assert_eq!(length(&endless).map_err(|refusal| refusal.status), Err(Status::HeadTooLarge));
    }

    #[test]
    fn whatever_could_be_followed_by_a_body_is_refused() {
        let cases: &[(&[&str], Status)] = &[
            (&["Content-Length: 1"], Status::ContentTooLarge),
            (&["Content-Length: +0"], Status::BadRequest),
            (&["Content-Length: 0", "Content-Length: 0"], Status::BadRequest),
            (&["Content-Length: 0, 0"], Status::BadRequest),
            (&["Transfer-Encoding: chunked"], Status::BadRequest),
            (&["Transfer-Encoding: identity", "Content-Length: 0"], Status::BadRequest),
            (&["Expect: 100-continue"], Status::ExpectationFailed),
        ];
        for (lines, expected) in cases {
            assert_eq!(status("GET / HTTP/1.1", lines), Err(*expected), "{lines:?}");
        }
        assert!(status("GET / HTTP/1.1", &["Content-Length: 0"]).is_ok());
    }

    #[test]
    fn other_methods_and_versions_are_refused() {
        assert_eq!(status("POST / HTTP/1.1", &[]), Err(Status::MethodNotAllowed));
        assert_eq!(status("get / HTTP/1.1", &[]), Err(Status::MethodNotAllowed));
        assert_eq!(status("GET / HTTP/2.0", &[]), Err(Status::VersionNotSupported));
    }
}
