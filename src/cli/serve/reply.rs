//! What is sent back: status lines, and a fixed set of header names and values.
//!
//! Nothing that a request says reaches a header, but for a relative address that is encoded here.

use std::fmt::Write as _;

use super::address;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    PermanentRedirect,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    ContentTooLarge,
    ExpectationFailed,
    MisdirectedRequest,
    HeadTooLarge,
    Fault,
    Unavailable,
    VersionNotSupported,
}

impl Status {
    /// The status line's code and words, by RFC 9110 section 15 and RFC 6585 section 5.
    pub(super) fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::PermanentRedirect => "308 Permanent Redirect",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::RequestTimeout => "408 Request Timeout",
            Self::ContentTooLarge => "413 Content Too Large",
            Self::ExpectationFailed => "417 Expectation Failed",
            Self::MisdirectedRequest => "421 Misdirected Request",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Fault => "500 Internal Server Error",
            Self::Unavailable => "503 Service Unavailable",
            Self::VersionNotSupported => "505 HTTP Version Not Supported",
        }
    }
}

/// A request that is not answered, and why; the connection is closed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// As which kind of mistake.
    pub(super) status: Status,
    /// In words for people.
    pub(super) why: &'static str,
}

impl Refusal {
    /// A request that is refused with this status, and why.
    pub(super) fn new(status: Status, why: &'static str) -> Self {
        Self { status, why }
    }

    /// A request that is not HTTP as it should be.
    pub(super) fn bad(why: &'static str) -> Self {
        Self::new(Status::BadRequest, why)
    }
}

/// Whose page it is: the preview's own are kept from everything that they do not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Site,
    Preview,
}

/// Whether the connection stays open for another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Keep,
    Close,
}

/// A whole reply.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: Status,
    content_type: &'static str,
    owner: Owner,
    location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// What the preview's own pages may load: what it serves itself, and no inline script or style.
const OWN_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// Sent with every reply. `same-origin` keeps other sites from loading what is here into their own pages.
const ALWAYS: &str = "Cache-Control: no-store\r\n\
     X-Content-Type-Options: nosniff\r\n\
     Cross-Origin-Resource-Policy: same-origin\r\n\
     X-Frame-Options: SAMEORIGIN\r\n\
     Referrer-Policy: no-referrer\r\n";

impl Reply {
    /// A file of the site, as it is.
    pub(super) fn site(status: Status, content_type: &'static str, body: Vec<u8>) -> Self {
        Self { status, content_type, owner: Owner::Site, location: None, body }
    }

    /// A page or file of the preview itself.
    pub(super) fn own(status: Status, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, owner: Owner::Preview, location: None, body: body.into() }
    }

    /// One line for people.
    pub(super) fn text(status: Status, line: &str) -> Self {
        Self::own(status, "text/plain; charset=utf-8", format!("{line}\n"))
    }

    /// To the same address with `/` at its end; `last` is its last part, decoded.
    pub(super) fn slash(last: &str) -> Self {
        // With `./` before it, a colon in the name does not make it an absolute address (RFC 3986 section 4.2).
        let location = format!("./{}/", address::encode(last));
        Self {
            location: Some(location),
            ..Self::text(Status::PermanentRedirect, "This is a folder: its address ends with /")
        }
    }

    /// The head, up to its empty line.
    pub(super) fn head(&self, then: Then) -> String {
        let mut head = format!("HTTP/1.1 {}\r\n{ALWAYS}", self.status.line());
        let _ =
            write!(head, "Content-Type: {}\r\nContent-Length: {}\r\n", self.content_type, self.body.len());
        if self.owner == Owner::Preview {
            let _ = write!(head, "Content-Security-Policy: {OWN_POLICY}\r\n");
        }
        if let Some(location) = &self.location {
            let _ = write!(head, "Location: {location}\r\n");
        }
        if self.status == Status::MethodNotAllowed {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        head.push_str(match then {
            Then::Keep => "Connection: keep-alive\r\n\r\n",
            Then::Close => "Connection: close\r\n\r\n",
        });
        head
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        Self::text(refusal.status, refusal.why)
    }
}

/// The head of a stream of events (`text/event-stream`), which ends with its connection.
pub(super) fn stream_head() -> String {
    let status = Status::Ok.line();
    format!(
        "HTTP/1.1 {status}\r\n{ALWAYS}Content-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n"
    )
}
