//! Reload: who is told what, over a stream of events.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::server::{PATIENCE, Server, sample, until};

/// A page that listens.
struct Listener {
    stream: TcpStream,
    heard: String,
}

impl Listener {
    fn new(server: &Server, query: &str) -> Self {
        let mut stream = server.connect();
        let request = format!("GET /-/events?{query} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
        stream.write_all(request.as_bytes()).unwrap();
        Self { stream, heard: String::new() }
    }

    /// The states that were told so far, at least this many.
    fn told(&mut self, least: usize) -> Vec<serde_json::Value> {
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        while self.states().len() < least {
            assert!(self.hear(), "{}", self.heard);
        }
        self.states()
    }

    /// Hears out what is there already.
    fn rest(&mut self) -> Vec<serde_json::Value> {
        self.stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        while self.hear() {}
        self.states()
    }

    fn hear(&mut self) -> bool {
        let mut piece = [0; 4096];
        match self.stream.read(&mut piece) {
            Ok(length @ 1..) => {
                self.heard.push_str(std::str::from_utf8(&piece[..length]).unwrap());
                true
            }
            _ => false,
        }
    }

    fn states(&self) -> Vec<serde_json::Value> {
        let whole = self.heard.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
        let data = whole.lines().filter_map(|line| line.strip_prefix("data: "));
        data.map(|data| serde_json::from_str(data).unwrap()).collect()
    }
}

/// What the tag of a page says of it.
fn carried(server: &Server, path: &str, key: &str) -> String {
    let text = server.get(path).text();
    let (_, rest) = text.split_once(&format!("&amp;{key}=")).unwrap();
    rest.split(['&', '"']).next().unwrap().to_owned()
}

#[test]
fn an_edit_is_told_to_those_who_see_it_and_to_nobody_else() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut quiet = Listener::new(&server, "at=claims%2Fquiet%2F");
    let mut based = Listener::new(&server, "at=tracker%2Fclaims%2Fquiet%2F");
    let mut other = Listener::new(&server, "at=about%2F");
    let first = quiet.told(1);
    assert!(quiet.heard.contains("Content-Type: text/event-stream; charset=utf-8\r\n"), "{}", quiet.heard);
    assert!(!quiet.heard.contains("Content-Length"), "{}", quiet.heard);
    assert_eq!(first[0]["page"], carried(&server, "/claims/quiet/", "page"));
    assert_eq!(first[0]["sheet"], carried(&server, "/claims/quiet/", "sheet"));
    assert_eq!((based.told(1)[0] == first[0], other.told(1)[0] == first[0]), (true, false));

    server.edit("content/claims/quiet.md", "Quiet claim will be done", "It will be done loudly");
    let told = quiet.told(2);
    assert_ne!(told[1]["page"], told[0]["page"]);
    assert_eq!(told[1]["page"], carried(&server, "/claims/quiet/", "page"));
    assert_eq!(told[1]["notes"], told[0]["notes"]);
    assert_eq!(based.told(2)[1], told[1]);
    assert_eq!(other.rest().len(), 1, "{}", other.heard);
}

/// What differed here would reload for ever.
#[test]
fn what_a_page_carries_is_what_its_listeners_are_told() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let paths = [
        "/",
        "/tracker/",
        "/es/claims/quiet/",
        "/404.html",
        "/nothing",
        "//",
        "//claims/",
        "/../",
        "/a%20b+c&d=e",
        "/%C3%BC/",
        "/%FF",
        "/a%2Fb",
        "/a%252Fb",
        "/%22%3E",
        "/-/day/2026-01-20/",
        "/-/day/2026-01-20//x?y",
    ];
    for path in paths {
        let text = server.get(path).text();
        let (_, rest) = text.split_once("/-/live.js?").unwrap();
        let query = rest.split('"').next().unwrap().replace("&amp;", "&");
        let mut listener = Listener::new(&server, &query);
        let told = listener.told(1);
        assert_eq!(told[0]["page"], carried(&server, path, "page"), "{path}");
        assert_eq!(told[0]["sheet"], carried(&server, path, "sheet"), "{path}");
    }
}

#[test]
fn a_page_that_is_not_there_yet_hears_when_it_is_and_when_it_goes() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut listener = Listener::new(&server, "at=fresh%2F");
    assert_eq!(listener.told(1)[0]["page"], carried(&server, "/fresh/", "page"));
    server.put("content/pages/fresh.md", "+++\ntitle = \"Fresh\"\n+++\nHello.\n");
    assert_eq!(listener.told(2)[1]["page"], carried(&server, "/fresh/", "page"));
    std::fs::remove_file(folder.path().join("content/pages/fresh.md")).unwrap();
    let told = listener.told(3);
    assert_eq!(told[2]["page"], told[0]["page"]);
}

#[test]
fn what_is_found_is_told_to_everybody_while_their_pages_stay() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut listener = Listener::new(&server, "at=about%2F");
    listener.told(1);
    let good = server.edit("content/claims/quiet.md", "title =", "titel =");
    let told = listener.told(2);
    assert_eq!((&told[1]["page"], &told[1]["sheet"]), (&told[0]["page"], &told[0]["sheet"]));
    assert_ne!(told[1]["notes"], told[0]["notes"]);
    server.put("content/claims/quiet.md", &good);
    assert_eq!(listener.told(3)[2], told[0]);
}

#[test]
fn a_stylesheet_is_told_apart_from_pages() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut listener = Listener::new(&server, "at=about%2F");
    listener.told(1);
    server.put("themes/default/assets/site.css", "p { color: red }\n");
    let told = listener.told(2);
    assert_ne!(told[1]["sheet"], told[0]["sheet"]);
    assert_eq!(told[1]["sheet"], carried(&server, "/about/", "sheet"));
}

#[test]
fn files_beside_pages_are_told_apart_from_pages_and_stylesheets() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut listener = Listener::new(&server, "at=about%2F");
    let first = listener.told(1).remove(0);
    for (number, file) in ["content/static/picture.svg", "themes/default/assets/icon.svg"].iter().enumerate()
    {
        server.put(file, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
        let told = listener.told(number + 2).remove(number + 1);
        assert_eq!(told["sheet"], first["sheet"], "{file}");
        assert_ne!(told["files"], first["files"], "{file}");
        assert_eq!(told["files"], carried(&server, "/about/", "files"), "{file}");
        let address = file.replace("content/static/", "").replace("themes/default/", "");
        assert_eq!(told["changed"], serde_json::json!([address]), "{file}");
    }
    server.put("content/static/own.css", "p { color: red }\n");
    let told = listener.told(4).remove(3);
    assert_ne!(told["sheet"], first["sheet"]);
}

#[test]
fn a_day_has_listeners_of_its_own() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut then = Listener::new(&server, "at=claims%2Fbus-lanes%2F&day=2026-01-11");
    let mut now = Listener::new(&server, "at=claims%2Fbus-lanes%2F");
    assert_eq!(then.told(1)[0]["page"], carried(&server, "/-/day/2026-01-11/claims/bus-lanes/", "page"));
    assert_ne!(then.told(1)[0]["page"], now.told(1)[0]["page"]);
    server.edit("content/claims/bus-lanes/claim.md", "Bus lanes on Main Street\"", "Lanes for buses\"");
    assert_eq!(then.told(2)[1]["page"], carried(&server, "/-/day/2026-01-11/claims/bus-lanes/", "page"));
    assert_eq!(now.told(2)[1]["page"], carried(&server, "/claims/bus-lanes/", "page"));
}

#[test]
fn many_listeners_take_no_place_from_pages_and_those_that_came_first_make_room() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let mut listeners: Vec<Listener> =
        (0..200).map(|number| Listener::new(&server, &format!("at=about%2F&browser=b{number}"))).collect();
    listeners.iter_mut().rev().take(100).for_each(|listener| assert_eq!(listener.told(1).len(), 1));
    assert_eq!(server.get("/about/").status, 200);
    until("the first listener has made room", || {
        listeners[0].rest();
        matches!(listeners[0].stream.read(&mut [0]), Ok(0)).then_some(())
    });
    // One browser keeps connections for its pages.
    let mut own: Vec<Listener> = (0..6)
        .map(|_| {
            let mut listener = Listener::new(&server, "at=about%2F&browser=one");
            listener.told(1);
            listener
        })
        .collect();
    for (place, listener) in own.iter_mut().enumerate() {
        listener.rest();
        let ended = matches!(listener.stream.read(&mut [0]), Ok(0));
        assert_eq!(ended, place < 2, "{place}");
    }
}
