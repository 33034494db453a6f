//! Strangers: requests that no browser sends, connections that say nothing, or little, or too much.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::server::{Server, replies, sample};

/// One line of `requests.txt`: what is sent, and what comes back.
struct Case {
    line: usize,
    expected: &'static str,
    request: Vec<u8>,
}

fn cases(port: u16) -> Vec<Case> {
    let own = format!("127.0.0.1:{port}");
    let mut cases = Vec::new();
    let mut kind = "";
    for (line, text) in include_str!("requests.txt").lines().enumerate() {
        if let Some(section) = text.strip_prefix('[') {
            kind = section.trim_end_matches(']');
        } else if !text.is_empty() && !text.starts_with('#') {
            let (expected, written) = text.split_once(' ').unwrap();
            let request = match kind {
                "path" => format!("GET {written} HTTP/1.1\\r\\nHost: @\\r\\n\\r\\n"),
                "host" => format!("GET / HTTP/1.1\\r\\nHost: {written}\\r\\n\\r\\n"),
                "header" => format!("GET / HTTP/1.1\\r\\nHost: @\\r\\n{written}\\r\\n\\r\\n"),
                "line" => format!("{written}\\r\\nHost: @\\r\\n\\r\\n"),
                _ => written.to_owned(),
            };
            let request = request.replace("@port", &port.to_string());
            cases.push(Case { line: line + 1, expected, request: bytes(&request, &own) });
        }
    }
    cases
}

/// The bytes that a line stands for.
fn bytes(written: &str, own: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            // Two of them are one that is meant as it stands, before our own host.
            '@' if rest.starts_with('@') => bytes.push(b'@'),
            '@' => bytes.extend_from_slice(own.as_bytes()),
            '\\' => {
                let (sign, tail) = rest.split_at(1);
                rest = tail;
                match sign {
                    "r" => bytes.push(b'\r'),
                    "n" => bytes.push(b'\n'),
                    "t" => bytes.push(b'\t'),
                    "0" => bytes.push(0),
                    "x" => {
                        bytes.push(u8::from_str_radix(&rest[..2], 16).unwrap());
                        rest = &rest[2..];
                    }
                    "*" => bytes.extend(vec![*bytes.last().unwrap(); 20_000]),
                    sign => bytes.extend_from_slice(&[b'\\', sign.as_bytes()[0]]),
                }
            }
            c => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

#[test]
fn hostile_requests_come_to_what_they_should_and_hinder_nobody() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let cases = cases(server.port);
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let mut faults = String::new();
    for Case { line, expected, request } in &cases {
        let heard = server.send(request);
        let head_alone = request.starts_with(b"HEAD ");
        let statuses: Vec<String> =
            replies(&heard, head_alone).iter().map(|reply| reply.status.to_string()).collect();
        let came = if statuses.is_empty() { "closed".to_owned() } else { statuses.join("+") };
        if came != *expected {
            let request = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
            let _ = writeln!(faults, "line {line}: {came} instead of {expected}: {request:?}");
        }
    }
    assert_eq!(faults, "");
    assert_eq!(server.get("/claims/quiet/").status, 200);
}

#[test]
fn refusals_are_the_last_word_on_their_connection() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    for request in ["POST / HTTP/1.1\r\nHost: @\r\n\r\n", "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"] {
        // The other side stays open: it is the preview that ends it.
        let mut stream = server.connect();
        let own = format!("127.0.0.1:{}", server.port);
        stream.write_all(request.replace('@', &own).as_bytes()).unwrap();
        let mut heard = String::new();
        stream.read_to_string(&mut heard).unwrap();
        assert!(heard.contains("\r\nConnection: close\r\n"), "{heard}");
        assert_eq!(heard.contains("\r\nAllow: GET, HEAD\r\n"), request.starts_with("POST"), "{heard}");
    }
}

#[test]
fn slow_heads_are_given_up_and_silent_connections_closed() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut silent = server.connect();
    let mut slow: Vec<TcpStream> = (0..20).map(|_| server.connect()).collect();
    let mut word = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ".bytes().chain(std::iter::repeat(b'a'));
    let mut ended = 0;
    while ended < slow.len() {
        let byte = word.next().unwrap();
        ended = slow.iter_mut().map(|stream| usize::from(stream.write_all(&[byte]).is_err())).sum();
        assert_eq!(server.get("/").status, 200);
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    let mut heard = String::new();
    assert_eq!(silent.read_to_string(&mut heard).unwrap(), 0);
    let mut late = server.connect();
    late.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    late.read_to_string(&mut heard).unwrap();
    assert!(heard.starts_with("HTTP/1.1 408 "), "{heard}");
}

#[test]
fn who_does_not_fetch_a_reply_holds_nobody_up() {
    let folder = sample();
    std::fs::create_dir_all(folder.path().join("content/static")).unwrap();
    std::fs::write(folder.path().join("content/static/large.bin"), vec![7; 8 << 20]).unwrap();
    let server = Server::start(folder.path(), &[]);
    let asking = format!("GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
    let stuck: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(asking.as_bytes()).unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/claims/").status, 200);
    assert_eq!(server.get("/large.bin").body.len(), 8 << 20);
    drop(stuck);
}

#[test]
fn pages_answer_beside_five_hundred_idle_connections() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let idle: Vec<TcpStream> = (0..500).map(|_| server.connect()).collect();
    for path in ["/", "/claims/quiet/", "/assets/site.css", "/-/"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    server.edit("content/claims/quiet.md", "Quiet claim", "Quieter claim");
    server.shows("/claims/quiet/", "Quieter claim");
    drop(idle);
}

/// Where the system grants few files, accepting fails: the loop goes on, and idle connections make room.
#[cfg(unix)]
#[test]
fn the_accept_loop_outlives_a_system_that_is_out_of_files() {
    let folder = sample();
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 64; exec \"$0\" serve -p 0", env!("CARGO_BIN_EXE_onrecord")]);
    command.current_dir(folder.path()).env_remove("SOURCE_DATE_EPOCH");
    let server = Server::run(command, folder.path());
    let idle: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    for path in ["/", "/claims/quiet/", "/assets/site.css"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    drop(idle);
    assert_eq!(server.get("/").status, 200);
}
