//! One request: a method and an address in, the head of the answer or a fault out. Whose turn it is and what an
//! answer means is decided elsewhere.

use std::fmt::Display;
use std::io::{ErrorKind, Read};
use std::time::Duration;

use ureq::http::{HeaderMap, HeaderName, Response, header};
use ureq::tls::TlsConfig;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

use super::guard::{Guard, Private};
use super::manner::Manner;
use super::{tls, walls};

/// The most bytes of a head.
const HEAD: usize = 64 * 1024;
/// As many bytes of a body are looked at for signs of a wall.
const BODY: u64 = 8 * 1024;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// The head alone.
    Head,
    /// Everything; of the body only the beginning is read.
    Get,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The status code.
    pub(super) status: u16,
    /// Where it leads, as written.
    pub(super) location: Option<String>,
    /// How long to wait, as written.
    pub(super) retry_after: Option<String>,
    /// Whether a wall against programs answered.
    pub(super) is_wall: bool,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    /// For a sentence that begins with the address.
    pub(super) why: String,
}

/// What sort of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The name leads nowhere, or no network does.
    Network,
    /// The machine, or the door to it.
    Host,
    /// It is there, and no safe connection to it can be made.
    Safety,
    /// What came, or that nothing came, after the connection stood.
    Answer,
    /// The host is in a private network.
    Private,
    /// The address cannot be asked.
    Address,
    /// Nobody is to be asked any more.
    Stopped,
}

impl Fault {
    /// Of this sort.
    pub(super) fn new(kind: FaultKind, why: impl Into<String>) -> Self {
        // Servers have a say in some of it.
        Self { kind, why: why.into().chars().take(200).collect() }
    }
}

/// Makes requests.
pub(super) struct Client {
    agent: Agent,
    /// The same with authorities of the user's own in place of Mozilla's list.
    own: Option<Agent>,
    timeout: Duration,
}

impl Client {
    /// In this manner, under this name.
    ///
    /// The environment names the proxy, as everywhere (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`).
    pub(super) fn new(manner: &Manner, name: &str) -> Self {
        let time = Some(manner.timeout);
        let config = |tls: TlsConfig| {
            Agent::config_builder()
                .tls_config(tls)
                .user_agent(name)
                .http_status_as_error(false)
                // Each step is looked at here: whether it may be asked, whose turn it is, whether it is for good.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_response_header_size(HEAD)
                .max_idle_connections(0)
                .timeout_resolve(time)
                .timeout_connect(time)
                .timeout_send_request(time)
                .timeout_recv_response(time)
                .timeout_recv_body(time)
                .timeout_global(Some(manner.timeout.saturating_mul(3)))
                .build()
        };
        let agent =
            |tls| Agent::with_parts(config(tls), DefaultConnector::default(), Guard::new(manner.places));
        let own = manner.authorities.as_ref().map(|authorities| agent(authorities.config()));
        Self { agent: agent(TlsConfig::default()), own, timeout: manner.timeout }
    }

    /// Asks once.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) fn ask(&self, method: Method, url: &Url) -> Result<Reply, Fault> {
        let answer = match (call(&self.agent, method, url), &self.own) {
            // Either list will do; and no request is made before one of them holds, so that nothing is asked twice.
            (Err(error), Some(own)) if is_untrusted(&error) => call(own, method, url),
            (answer, _) => answer,
        };
        let (head, body) = answer.map_err(|error| self.fault(&error))?.into_parts();
        let status = head.status.as_u16();
        let fields = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        let is_wall = (status >= 400 && walls::in_head(fields))
            || (method == Method::Get && walls::in_body(&begin(body)));
        Ok(Reply {
            status,
            location: field(&head.headers, &header::LOCATION),
            retry_after: field(&head.headers, &header::RETRY_AFTER),
            is_wall,
        })
    }

    fn fault(&self, error: &Error) -> Fault {
        let late = |what: &str| format!("{what} within {} s", self.timeout.as_secs_f64());
        match error {
            Error::HostNotFound => Fault::new(FaultKind::Network, "the name of the host is not known"),
            Error::Timeout(Timeout::Resolve) => {
                Fault::new(FaultKind::Network, late("the name of the host was not found"))
            }
            Error::Timeout(Timeout::Connect) => Fault::new(FaultKind::Host, late("no connection")),
            Error::Timeout(_) => Fault::new(FaultKind::Answer, late("no whole answer")),
            Error::Io(error) => of_system(error),
            Error::Tls(why) => unsafe_for(why),
            Error::Rustls(why) => unsafe_for(tls::why(why)),
            Error::ConnectionFailed => Fault::new(FaultKind::Host, "no connection"),
            Error::ConnectProxyFailed(why) => {
                Fault::new(FaultKind::Host, format!("no way through the proxy: {why}"))
            }
            Error::LargeResponseHeader(..) => {
                Fault::new(FaultKind::Answer, "the head of the answer has no end")
            }
            Error::Protocol(why) => Fault::new(FaultKind::Answer, format!("the answer is no HTTP: {why}")),
            Error::BadUri(_) | Error::Http(_) => {
                Fault::new(FaultKind::Address, "it is no address that can be asked")
            }
            Error::Other(inner) if inner.is::<Private>() => Fault::new(FaultKind::Private, inner.to_string()),
            error => Fault::new(FaultKind::Answer, error.to_string()),
        }
    }
}

/// Makes one request.
fn call(agent: &Agent, method: Method, url: &Url) -> Result<Response<Body>, Error> {
    let request = match method {
        Method::Head => agent.head(url.as_str()),
        Method::Get => agent.get(url.as_str()),
    };
    // Connections are not used again: the next request to the host comes after a pause.
    request.header(header::CONNECTION, "close").call()
}

/// The fault of a safe connection that a fault of the system stands for.
fn of_tls(error: &std::io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

/// Whether nobody who is known vouches for a server.
fn is_untrusted(error: &Error) -> bool {
    let fault = match error {
        Error::Rustls(fault) => Some(fault),
        Error::Io(error) => of_tls(error),
        _ => None,
    };
    matches!(fault, Some(rustls::Error::InvalidCertificate(_)))
}

/// No safe connection.
fn unsafe_for(why: impl Display) -> Fault {
    Fault::new(FaultKind::Safety, why.to_string())
}

/// A fault of the system, or of a connection that the system was asked for.
fn of_system(error: &std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::ConnectionRefused => Fault::new(FaultKind::Host, "the connection is refused"),
        ErrorKind::TimedOut => Fault::new(FaultKind::Host, "no connection in time"),
        ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
            Fault::new(FaultKind::Network, "no network leads to the host")
        }
        ErrorKind::AddrNotAvailable => {
            Fault::new(FaultKind::Network, "this machine has no network for the host")
        }
        // What a safe connection is made of comes so.
        ErrorKind::InvalidData => unsafe_for(of_tls(error).map_or_else(|| error.to_string(), tls::why)),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => {
            Fault::new(FaultKind::Answer, "the connection was closed without an answer")
        }
        _ => Fault::new(FaultKind::Answer, error.to_string()),
    }
}

/// A field of a head; bytes that are no text are shown by a sign.
fn field(head: &HeaderMap, name: &HeaderName) -> Option<String> {
    head.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The first bytes of a body, as far as they come.
fn begin(body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What came before a fault is looked at like a whole one: the head has said what there is.
    let _ = body.into_reader().take(BODY).read_to_end(&mut bytes);
    bytes
}
