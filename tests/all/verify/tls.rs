//! Safe connections: good ones, bad ones, and proxies that open them on their way.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::{Request, Server, answer, read_head, say};
use super::{command, messages_of, project, put, quick, timeless};

/// Who vouches for servers.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

/// From when to when a certificate holds.
#[derive(Clone, Copy)]
enum Term {
    Now,
    Past,
    Future,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// A server with a certificate for a name.
    fn vouch(&self, name: &str, term: Term) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let (from, to) = match term {
            Term::Now => (2000, 4000),
            Term::Past => (2000, 2001),
            Term::Future => (3000, 4000),
        };
        (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(to, 1, 1));
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = config.unwrap().with_no_client_auth();
        Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).unwrap())
    }

    /// Its own certificate as a file.
    fn file(&self, folder: &Path) -> PathBuf {
        put(folder, "authority.pem", &self.pem);
        folder.join("authority.pem")
    }
}

/// Does this with whoever connects; where.
fn listen(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = Arc::new(serve);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let serve = Arc::clone(&serve);
            std::thread::spawn(move || serve(stream));
        }
    });
    port
}

/// Answers one request with 200 through a safe connection, and nothing where none comes about.
fn answer_safely(config: &Arc<ServerConfig>, stream: TcpStream) {
    let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), stream);
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_exact(&mut byte).is_err() {
            return;
        }
        head.push(byte[0]);
    }
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// A server that answers safely; its port.
fn safe(config: Arc<ServerConfig>) -> u16 {
    listen(move |stream| answer_safely(&config, stream))
}

/// A server that answers whatever comes first with these bytes; its port.
fn curt(bytes: &'static [u8]) -> u16 {
    listen(move |mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        say(&stream, bytes);
        let _ = stream.read(&mut [0; 64]);
    })
}

/// What is said of an address, without it and without the help; with options.
fn said(url: &str, more: impl Fn(&Path) -> Vec<String>) -> (String, String) {
    let folder = project(&[url.to_owned()]);
    let more = more(folder.path());
    let more: Vec<&str> = more.iter().map(String::as_str).chain(["--retries", "0"]).collect();
    let (code, said, line) = quick(folder.path(), &more);
    assert_eq!(code, Some(0), "{said}{line}");
    (messages_of(&said, url), timeless(&line).to_owned())
}

/// A fatal alert, `protocol_version`: what servers of TLS 1.0 say today.
const ALERT: &[u8] = &[21, 3, 1, 0, 2, 2, 70];

#[test]
fn a_certificate_is_never_death_and_is_told_for_what_it_is() {
    let (known, stranger) = (Authority::new("known"), Authority::new("stranger"));
    let cases: Vec<(u16, &str)> = vec![
        (safe(known.vouch("localhost", Term::Now)), ""),
        (
            safe(stranger.vouch("localhost", Term::Now)),
            "nobody whom browsers trust vouches for its certificate",
        ),
        (safe(known.vouch("localhost", Term::Past)), "its certificate ended on 2001-01-01"),
        (safe(known.vouch("localhost", Term::Future)), "its certificate begins on 3000-01-01"),
        // Whoever calls themselves like an authority is not it.
        (
            safe(Authority::new("known").vouch("localhost", Term::Now)),
            "its certificate is not signed by whom it names",
        ),
        (
            safe(known.vouch("gazette.example.org", Term::Now)),
            "its certificate is for another name: gazette.example.org",
        ),
        (curt(ALERT), "it speaks no form of TLS that is safe (1.2 or 1.3)"),
        (curt(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "what answers does not speak TLS"),
        (curt(b"\x00\xff\x00\xff\x00\xff\x00\xff"), "what answers does not speak TLS"),
    ];
    for (port, why) in cases {
        let url = format!("https://localhost:{port}/page");
        let (told, line) = said(&url, |folder| vec![format!("--ca-file={}", known.file(folder).display())]);
        if why.is_empty() {
            assert_eq!((&*told, &*line), ("", "verified 1 address: 1 ok"));
        } else {
            assert_eq!(told, format!("address-unsafe]: gives no safe connection: {why}"));
            assert_eq!(line, "verified 1 address: 1 unsafe");
        }
    }
}

#[test]
fn only_who_is_named_is_trusted_beside_the_list() {
    let authority = Authority::new("known");
    let port = safe(authority.vouch("localhost", Term::Now));
    let folder = project(&[format!("https://localhost:{port}/page")]);
    let (_, told, line) = quick(folder.path(), &[]);
    assert!(told.contains("name its authority with `--ca-file`"), "{told}");
    assert_eq!(timeless(&line), "verified 1 address: 1 unsafe");
    // What was unsafe is asked again at once with an authority.
    let file = authority.file(folder.path());
    let (code, told, line) = quick(folder.path(), &["--ca-file", file.to_str().unwrap()]);
    assert_eq!((code, &*told, timeless(&line)), (Some(0), "", "verified 1 address: 1 ok"));
}

#[test]
fn a_file_without_authorities_is_refused_before_anybody_is_asked() {
    let folder = project(&["https://localhost:1/".to_owned()]);
    put(folder.path(), "empty.pem", "nothing\n");
    for (file, code) in [("empty.pem", "no-certificate"), ("missing.pem", "unreadable-file")] {
        let (exit, told, _) = quick(folder.path(), &["--ca-file", file]);
        assert_eq!(exit, Some(2));
        assert!(told.starts_with(&format!("error[{code}]: `{file}` ")), "{told}");
    }
}

#[test]
fn a_redirect_to_a_safe_connection_is_a_move_where_it_holds() {
    let authority = Authority::new("known");
    let port = safe(authority.vouch("localhost", Term::Now));
    let plain = Server::start(Arc::new(move |request: &Request, stream: &TcpStream| {
        answer(request, stream, &format!("301 Location: https://localhost:{port}/page"), "");
    }));
    let to = format!("https://localhost:{port}/page");
    let url = plain.url("/page");
    let (told, _) = said(&url, |folder| vec![format!("--ca-file={}", authority.file(folder).display())]);
    assert_eq!(told, format!("address-moved]: has moved for good to `{to}`"));
    let (told, _) = said(&url, |_| Vec::new());
    let why = "nobody whom browsers trust vouches for its certificate";
    assert_eq!(told, format!("address-unsafe]: gives no safe connection: {why}, after leading to `{to}`"));
}

/// A proxy that opens connections with certificates of its own, or refuses; its port.
fn proxy(config: Option<Arc<ServerConfig>>) -> u16 {
    listen(move |stream| {
        let Some(head) = read_head(&stream) else { return };
        assert!(head.starts_with("CONNECT gazette.example.org:443 HTTP/1.1\r\n"), "{head}");
        match &config {
            Some(config) => {
                say(&stream, "HTTP/1.1 200 Connection established\r\n\r\n");
                answer_safely(config, stream);
            }
            None => say(&stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
        }
    })
}

#[test]
fn behind_a_proxy_that_opens_connections_its_authority_can_be_named() {
    let authority = Authority::new("known");
    let port = proxy(Some(authority.vouch("gazette.example.org", Term::Now)));
    let url = "https://gazette.example.org/page";
    let folder = project(&[url.to_owned()]);
    let file = authority.file(folder.path());
    let run = |more: &[&str]| {
        let args = ["verify", "--format", "short", "--pause", "0", "--retries", "0"];
        let mut command = command(folder.path(), &[&args[..], more].concat());
        let output = command.env("HTTPS_PROXY", format!("http://127.0.0.1:{port}")).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), messages_of(&said, url))
    };
    let why = "nobody whom browsers trust vouches for its certificate";
    assert_eq!(run(&[]), (Some(0), format!("address-unsafe]: gives no safe connection: {why}")));
    assert_eq!(run(&["--ca-file", file.to_str().unwrap()]), (Some(0), String::new()));
}

#[test]
fn a_proxy_that_refuses_says_nothing_of_the_address() {
    let port = proxy(None);
    let folder = project(&["https://gazette.example.org/page".to_owned()]);
    let args = ["verify", "--format", "short", "--pause", "0", "--retries", "0"];
    let mut command = command(folder.path(), &args);
    let output = command.env("HTTPS_PROXY", format!("http://127.0.0.1:{port}")).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let told = messages_of(&said, "https://gazette.example.org/page");
    assert!(told.starts_with("address-unreachable]: cannot be reached: no way through the proxy"), "{told}");
}
