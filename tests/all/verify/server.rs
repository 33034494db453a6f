//! A server of the worst manners: each path misbehaves in a way of its own.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a path does with who asks for it; by the number of the request for it, from 0.
pub(crate) type Manners = Arc<dyn Fn(&Request, &TcpStream) + Send + Sync>;

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Names in lower case.
    pub(crate) fields: HashMap<String, String>,
    /// How often the path was asked for with this method before.
    pub(crate) turn: usize,
    pub(crate) begun: Instant,
}

/// A server that runs until the test's process ends.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// With these manners.
    pub(crate) fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, seen) = (listener.local_addr().unwrap(), Arc::default());
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (manners, seen) = (Arc::clone(&manners), Arc::clone(&shared));
                std::thread::spawn(move || serve(stream, &manners, &seen));
            }
        });
        Self { address, seen }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// `HEAD /path` of every request, in order.
    pub(crate) fn log(&self) -> Vec<String> {
        self.requests().iter().map(|request| format!("{} {}", request.method, request.path)).collect()
    }

    /// Every request, in order.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(stream: TcpStream, manners: &Manners, seen: &Mutex<Vec<Request>>) {
    let begun = Instant::now();
    let peeked = peek_line(&stream);
    // To close with something unread is to reset.
    if peeked.contains(" /reset ") {
        note(&peeked, begun, seen);
        return;
    }
    // Who wants a safe connection here gets what plain servers say.
    if peeked.starts_with('\u{16}') {
        say(&stream, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        return;
    }
    let Some(head) = read_head(&stream) else { return };
    let request = note(&head, begun, seen);
    manners(&request, &stream);
    drop(stream);
}

fn peek_line(stream: &TcpStream) -> String {
    let mut bytes = [0; 64];
    let count = stream.peek(&mut bytes).unwrap_or(0);
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

/// The head of a request; `None` where the other side goes away before.
pub(crate) fn read_head(mut stream: &TcpStream) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn note(head: &str, begun: Instant, seen: &Mutex<Vec<Request>>) -> Request {
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let field =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let fields = lines.filter_map(field).collect();
    let mut seen = seen.lock().unwrap();
    let turn = seen.iter().filter(|one| (&one.method, &one.path) == (&method, &path)).count();
    let request = Request { method, path, fields, turn, begun };
    seen.push(request.clone());
    request
}

/// Writes bytes; who goes away early may.
pub(crate) fn say(mut stream: &TcpStream, bytes: impl AsRef<[u8]>) {
    let _ = stream.write_all(bytes.as_ref()).and_then(|()| stream.flush());
}

/// A whole answer: `404`, `301 Location: /b`, with the body where one is asked for.
pub(crate) fn answer(request: &Request, stream: &TcpStream, status: &str, body: &str) {
    let (status, fields) = status.split_once(' ').unwrap_or((status, ""));
    let fields = if fields.is_empty() { String::new() } else { format!("{fields}\r\n") };
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Whatever\r\n{fields}Content-Length: {length}\r\n\r\n");
    say(stream, head);
    if request.method != "HEAD" {
        say(stream, body);
    }
}

/// Says something again and again until the other side has enough.
pub(crate) fn drip(mut stream: &TcpStream, bytes: &[u8], pause: Duration) {
    let begun = Instant::now();
    // Should nobody ever go away, the test fails elsewhere.
    while begun.elapsed() < Duration::from_secs(120) && stream.write_all(bytes).is_ok() {
        std::thread::sleep(pause);
    }
}

/// Says nothing until the other side has enough.
pub(crate) fn hang(mut stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(120)));
    let _ = stream.read(&mut [0; 64]);
}
