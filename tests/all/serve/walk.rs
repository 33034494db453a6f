//! Every address of the demonstration: what is shown is what is built.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;

use super::server::{Reply, Server, copy_of, onrecord, replies};

/// What `build` writes, by address.
fn built(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let site = root.join("site");
    let status = onrecord(root, &["build", "-q"]).status().unwrap();
    assert!(status.success());
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&site).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".onrecord/") {
            let folder = path.strip_suffix("index.html");
            let address = folder.filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(&path);
            files.insert(address.to_owned(), std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Requests one after the other on one connection.
struct Client<'a> {
    server: &'a Server,
    stream: TcpStream,
}

impl Client<'_> {
    fn get(&mut self, path: &str) -> Reply {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.server.port);
        self.stream.write_all(request.as_bytes()).unwrap();
        let (mut bytes, mut piece) = (Vec::new(), [0; 8192]);
        loop {
            let length = self.stream.read(&mut piece).unwrap();
            assert_ne!(length, 0, "{path}: the connection ended");
            bytes.extend_from_slice(&piece[..length]);
            let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let body: usize =
                head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
            if bytes.len() == end + 4 + body {
                return replies(&bytes, false).remove(0);
            }
        }
    }
}

/// A page without the one tag that it gets, which must stand in front of everything else in its head.
fn without_tag(page: &[u8]) -> Vec<u8> {
    const TAG: &str = "<script src=\"/-/live.js?";
    let text = String::from_utf8(page.to_vec()).unwrap();
    let (before, rest) = text.split_once(TAG).expect("the page has the tag");
    let (query, after) = rest.split_once("\"></script>").unwrap();
    assert!(before.ends_with("<head>"), "{before}");
    assert!(!query.contains(['<', '>', '"', ' ']), "{query}");
    assert!(!after.contains("/-/"), "the page has one tag alone");
    format!("{before}{after}").into_bytes()
}

#[test]
fn every_address_of_the_demonstration_is_shown_as_it_is_built() {
    let demo = copy_of("");
    let files = built(demo.path());
    assert!(files.len() > 300, "{} files", files.len());
    std::fs::remove_dir_all(demo.path().join("site")).unwrap();
    let server = Server::start(demo.path(), &[]);
    let mut client = Client { server: &server, stream: server.connect() };
    for (address, expected) in &files {
        for base in ["/", "/tracker/"] {
            let reply = client.get(&format!("{base}{address}"));
            assert_eq!(reply.status, 200, "{base}{address}");
            let kind = reply.header("content-type").unwrap();
            let page = address.is_empty() || address.ends_with('/') || address == "404.html";
            assert_eq!(kind == "text/html; charset=utf-8", page, "{address}: {kind}");
            assert_ne!(kind, "application/octet-stream", "{address}");
            let shown = if page { without_tag(&reply.body) } else { reply.body };
            assert!(shown == *expected, "{base}{address} is not what is built");
        }
    }
    assert!(!demo.path().join("site").exists(), "a preview writes no site");
}

#[test]
fn folders_are_found_without_their_slash_and_unknown_addresses_have_the_sites_own_page() {
    let demo = copy_of("");
    let files = built(demo.path());
    let server = Server::start(demo.path(), &[]);
    for (path, location) in [
        ("/claims", "./claims/"),
        ("/tracker/claims/regular-meetings", "./regular-meetings/"),
        ("/tracker", "./tracker/"),
        ("/-", "./-/"),
        ("/-/day/2026-01-20", "./2026-01-20/"),
        ("/-/day/2026-01-20/claims?a=b", "./claims/"),
    ] {
        let reply = server.get(path);
        assert_eq!((reply.status, reply.header("location")), (308, Some(location)), "{path}");
    }
    for path in ["/nothing/", "/nothing", "/claims/regular-meetings/nothing.svg", "/tracker/nothing/"] {
        let reply = server.get(path);
        assert_eq!((reply.status, without_tag(&reply.body) == files["404.html"]), (404, true), "{path}");
    }
    assert_eq!(
        server.get("/claims/index.html").body.len(),
        server.get("/claims/").body.len() + "index.html".len()
    );
}

#[test]
fn head_is_answered_as_get_without_the_body() {
    let demo = copy_of("");
    let server = Server::start(demo.path(), &[]);
    for path in ["/", "/robots.txt", "/claims", "/nothing/", "/assets/site.css", "/-/", "/-/live.js"] {
        let (got, asked) = (server.get(path), server.ask("HEAD", path));
        assert_eq!((asked.status, &asked.head), (got.status, &got.head), "{path}");
        assert_eq!(asked.body, b"", "{path}");
    }
}

#[test]
fn every_reply_carries_what_keeps_other_sites_out() {
    let demo = copy_of("");
    let server = Server::start(demo.path(), &[]);
    let paths = ["/", "/robots.txt", "/claims", "/nothing/", "/-/", "/-/panel?at=", "/-/nothing", "/%zz"];
    for path in paths {
        let reply = server.get(path);
        let value = |name: &str| reply.header(name).unwrap_or_default().to_owned();
        assert_eq!(value("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(value("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(value("x-frame-options"), "SAMEORIGIN", "{path}");
        assert_eq!(value("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(value("cache-control"), "no-store", "{path}");
        assert!(!reply.head.to_ascii_lowercase().contains("access-control"), "{path}");
        let own = path.starts_with("/-/") || reply.status == 400 || reply.status == 308;
        assert_eq!(value("content-security-policy").starts_with("default-src 'none'; "), own, "{path}");
    }
}
