//! Every bad manner, and what is to be said of it.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use super::server::{Request, answer, drip, hang, say};

/// Path, the end of the code, and what is said of its address; nothing where all is well.
pub(crate) const BAD: &[(&str, &str, &str)] = &[
    ("/page", "", ""),
    ("/gone", "dead", "is dead: it answers 404"),
    ("/status/410", "dead", "is dead: it answers 410"),
    ("/status/204", "", ""),
    ("/status/401", "blocked", "does not let programs in: it answers 401"),
    ("/status/451", "blocked", "does not let programs in: it answers 451"),
    ("/status/501", "unreachable", "cannot be reached: it answers 501"),
    ("/status/500", "unreachable", "cannot be reached: it answers 500"),
    ("/once/500", "", ""),
    ("/once/429", "", ""),
    ("/once/429-after-date", "", ""),
    ("/wall", "blocked", "does not let programs in: it answers 403, a wall against programs"),
    ("/head/405", "", ""),
    ("/head/404", "", ""),
    ("/head/501", "", ""),
    ("/head/closes", "", ""),
    ("/head/with-body", "", ""),
    ("/moved/301", "moved", "has moved for good to `/page`"),
    ("/moved/302", "", ""),
    ("/moved/307", "", ""),
    ("/moved/308", "moved", "has moved for good to `/page`"),
    ("/moved/relative", "moved", "has moved for good to `/moved/%C3%A4%20b?x=%7Ey`"),
    ("/moved/empty", "blocked", "does not let programs in: it leads in a circle"),
    ("/moved/nowhere", "unreachable", "cannot be reached: it answers 301, it does not say where it leads"),
    (
        "/moved/file",
        "unreachable",
        "cannot be reached: it leads to `file:///etc/passwd`, which is not on the web",
    ),
    ("/deep/home", "home", "leads to `/` now: what it showed may be gone"),
    ("/circle/a", "blocked", "does not let programs in: it leads in a circle"),
    ("/on/0", "blocked", "does not let programs in: it leads on and on"),
    ("/closes", "unreachable", "cannot be reached: the connection was closed without an answer"),
    ("/reset", "unreachable", "cannot be reached: the connection was closed without an answer"),
    ("/half-a-line", "unreachable", "cannot be reached: the connection was closed without an answer"),
    (
        "/garbage",
        "unreachable",
        "cannot be reached: the answer is no HTTP: http parse fail: invalid HTTP version",
    ),
    ("/head-without-end", "unreachable", "cannot be reached: the head of the answer has no end"),
    (
        "/many-fields",
        "unreachable",
        "cannot be reached: the answer is no HTTP: http parse resulted in too many headers",
    ),
    ("/body-without-end", "", ""),
    ("/too-short", "", ""),
    ("/too-long", "", ""),
    ("/gzip-lies", "", ""),
    ("/chunks-lie", "", ""),
    ("/http-1.0", "", ""),
    ("/keeps-open", "", ""),
    ("/two-answers", "", ""),
    ("/100-first", "", ""),
];

/// Paths that take for ever, and why they cannot be reached; nothing where the head says enough.
pub(crate) const SLOW: &[(&str, &str)] = &[
    ("/hangs", "no whole answer within 4 s"),
    ("/slow-head", "no whole answer within 4 s"),
    ("/slow-status", "no whole answer within 4 s"),
    ("/slow-body", ""),
];

/// Those of them that answer well but for the body.
const BODIES: &[&str] = &[
    "body-without-end",
    "too-short",
    "too-long",
    "gzip-lies",
    "chunks-lie",
    "http-1.0",
    "keeps-open",
    "two-answers",
    "slow-body",
];

/// Answers by path.
pub(crate) fn misbehave(request: &Request, stream: &TcpStream) {
    let path = request.path.split('?').next().unwrap_or_default();
    let (first, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    let is_head = request.method == "HEAD";
    let done = |status: &str| answer(request, stream, status, "<p>page</p>");
    match (first, rest) {
        ("gone", _) => done("404"),
        ("status", status) => done(status),
        ("once", "429") if request.turn == 0 => done("429 Retry-After: 1"),
        ("once", "429-after-date") if request.turn == 0 => {
            done("429 Retry-After: Sun, 06 Nov 1994 08:49:37 GMT");
        }
        ("once", "500") if is_head || request.turn == 0 => done("500"),
        ("enough", _) => done("429 Retry-After: 3600"),
        ("wall", _) => {
            answer(request, stream, "403", "<script src=\"/cdn-cgi/challenge-platform/x.js\"></script>");
        }
        ("head", what) if is_head => match what {
            "closes" => {}
            "with-body" => say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"),
            status => done(status),
        },
        ("moved", to) => moved(to, &done),
        ("deep", _) => done("302 Location: /"),
        ("circle", "a") => done("302 Location: /circle/b"),
        ("circle", _) => done("302 Location: /circle/a"),
        ("on", step) => {
            let next = step.parse::<u32>().unwrap_or(0) + 1;
            done(&format!("302 Location: /on/{next}"));
        }
        ("closes", _) => {}
        ("hangs", _) => hang(stream),
        // What is wrong with a body shows in one.
        (of_body, _) if is_head && BODIES.contains(&of_body) => done("405"),
        _ => raw(first, stream, &done),
    }
}

fn moved(to: &str, done: &dyn Fn(&str)) {
    match to {
        "relative" => done("301 Location: ä b?x=%7Ey"),
        "empty" => done("301 Location:"),
        "nowhere" => done("301"),
        "file" => done("301 Location: file:///etc/passwd"),
        status if status.len() == 3 => done(&format!("{status} Location: /page")),
        _ => done("200"),
    }
}

fn raw(path: &str, stream: &TcpStream, done: &dyn Fn(&str)) {
    let ok = "HTTP/1.1 200 OK\r\n";
    let second = Duration::from_millis(300);
    match path {
        "half-a-line" => say(stream, "HTTP/1.1 20"),
        "garbage" => say(stream, [&b"\x00\xff\x16\x03 what? "[..], &[b'x'; 600]].concat()),
        "head-without-end" => {
            say(stream, ok);
            // So long that however much of it is read at once holds few fields: those of `many-fields` are too many.
            let line = format!("X-Long: {}\r\n", "a".repeat(10_000));
            drip(stream, line.as_bytes(), Duration::ZERO);
        }
        "many-fields" => {
            let fields = "X-Many: y\r\n".repeat(1000);
            say(stream, format!("{ok}{fields}\r\n"));
        }
        "body-without-end" => {
            say(stream, format!("{ok}\r\n"));
            drip(stream, &[b'x'; 4096], Duration::ZERO);
        }
        "too-short" => say(stream, format!("{ok}Content-Length: 1000\r\n\r\nshort")),
        "too-long" => say(stream, format!("{ok}Content-Length: 2\r\n\r\nmuch longer than it says")),
        "gzip-lies" => {
            say(stream, format!("{ok}Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\nno gzip!"));
        }
        "chunks-lie" => say(stream, format!("{ok}Transfer-Encoding: chunked\r\n\r\nzz\r\nno chunk\r\n")),
        "http-1.0" => say(stream, "HTTP/1.0 200 OK\r\n\r\npage"),
        "keeps-open" => {
            say(stream, format!("{ok}Connection: keep-alive\r\nContent-Length: 0\r\n\r\n"));
            hang(stream);
        }
        "two-answers" => say(stream, format!("{ok}Content-Length: 0\r\n\r\nHTTP/1.1 404 No\r\n\r\n")),
        "100-first" => say(stream, format!("HTTP/1.1 100 Continue\r\n\r\n{ok}Content-Length: 0\r\n\r\n")),
        "slow-status" => {
            say(stream, "HTTP/1.1 200 ");
            drip(stream, b"O", second);
        }
        "slow-head" => {
            say(stream, ok);
            drip(stream, b"X-A: b\r\n", second);
        }
        "slow-body" => {
            say(stream, format!("{ok}\r\n"));
            drip(stream, b"x", second);
        }
        _ => done("200"),
    }
    let mut stream = stream;
    let _ = stream.flush();
}
