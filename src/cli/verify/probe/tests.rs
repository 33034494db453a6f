//! Addresses asked of a web that says what it is told to.

use std::cell::RefCell;
use std::collections::HashMap;

use onrecord::date::Instant;

use super::super::manner::Places;
use super::*;

/// Answers by method and address, each time the next one, the last one for ever; anything else is 404.
struct Told {
    answers: RefCell<HashMap<String, Vec<Result<Reply, Fault>>>>,
    /// Requests and waits.
    log: RefCell<Vec<String>>,
}

impl Web for Told {
    fn ask(&self, method: Method, url: &Url) -> Result<Reply, Fault> {
        let method = if method == Method::Head { "HEAD" } else { "GET" };
        let path = url.as_str().strip_prefix("https://example.org").unwrap_or(url.as_str());
        self.log.borrow_mut().push(format!("{method} {path}"));
        let mut answers = self.answers.borrow_mut();
        let key =
            [format!("{method} {path}"), path.to_owned()].into_iter().find(|key| answers.contains_key(key));
        let Some(list) = key.and_then(|key| answers.get_mut(&key)) else { return status("404") };
        if list.len() > 1 { list.remove(0) } else { list[0].clone() }
    }

    fn wait(&self, time: Duration) -> ControlFlow<()> {
        self.log.borrow_mut().push(format!("wait {}", time.as_secs()));
        ControlFlow::Continue(())
    }

    fn now(&self) -> Instant {
        Instant(784_111_777)
    }
}

/// `302 /b`, `429 after 5`, `403 wall`, `reset`, `down`, `lost`, `unsafe`.
fn status(words: &str) -> Result<Reply, Fault> {
    let fault = |kind| Err(Fault::new(kind, words));
    match words {
        "reset" => return fault(FaultKind::Answer),
        "down" => return fault(FaultKind::Host),
        "lost" => return fault(FaultKind::Network),
        "unsafe" => return fault(FaultKind::Safety),
        "stopped" => return fault(FaultKind::Stopped),
        _ => {}
    }
    let (code, rest) = words.split_once(' ').unwrap_or((words, ""));
    let after = rest.strip_prefix("after ");
    let location = (!rest.is_empty() && after.is_none() && rest != "wall").then(|| rest.to_owned());
    let (status, is_wall) = (code.parse().unwrap(), rest == "wall");
    Ok(Reply { status, location, retry_after: after.map(str::to_owned), is_wall })
}

/// What comes of `/a/b` on a web of lines such as `HEAD /a/b: 405` and `/a/b: 500 | 200`, and what was asked.
fn told(lines: &[&str]) -> (String, String) {
    let answer = |line: &&str| {
        let (key, answers) = line.split_once(": ").unwrap();
        (key.to_owned(), answers.split(" | ").map(status).collect())
    };
    let answers = RefCell::new(lines.iter().map(answer).collect());
    let web = Told { answers, log: RefCell::default() };
    let manner = Manner { places: Places::Public, ..Manner::default() };
    let outcome = probe(&askable("https://user:word@example.org/a/b#c").unwrap(), &web, &manner);
    let shown = match outcome {
        Outcome::Left => "left".to_owned(),
        Outcome::Answered(Answer { verdict, status, to, why }, host) => {
            let status = status.map(|status| format!(" {status}")).unwrap_or_default();
            let to = to.map(|to| format!(" -> {to}")).unwrap_or_default();
            let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
            let host = if host == Host::Heard { String::new() } else { format!(" {host:?}") };
            format!("{verdict:?}{status}{to}{why}{host}")
        }
    };
    (shown, web.log.into_inner().join("; "))
}

#[test]
fn an_answer_is_worth_what_it_says() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["/a/b: 200"], "Ok 200", "HEAD /a/b"),
        (&["/a/b: 204"], "Ok 204", "HEAD /a/b"),
        (&["/a/b: 404"], "Dead 404", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 410"], "Dead 410", "HEAD /a/b; GET /a/b"),
        (&["HEAD /a/b: 404", "GET /a/b: 200"], "Ok 200", "HEAD /a/b; GET /a/b"),
        (&["HEAD /a/b: 405", "GET /a/b: 404"], "Dead 404", "HEAD /a/b; GET /a/b"),
        (&["HEAD /a/b: reset", "GET /a/b: 200"], "Ok 200", "HEAD /a/b; GET /a/b"),
        (&["HEAD /a/b: 302 /", "/: 200", "GET /a/b: 200"], "Ok 200", "HEAD /a/b; HEAD /; GET /a/b"),
        (&["HEAD /a/b: 302 /c", "GET /a/b: 200"], "Ok 200", "HEAD /a/b; HEAD /c; GET /c; GET /a/b"),
        (&["/a/b: 401"], "Blocked 401", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 403"], "Blocked 403", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 451"], "Blocked 451", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 999"], "Blocked 999", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 404 wall"], "Blocked 404 (a wall against programs)", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 503 wall"], "Blocked 503 (a wall against programs)", "HEAD /a/b; GET /a/b"),
        (&["/a/b: 304"], "Unreachable 304 (it does not say where it leads)", "HEAD /a/b"),
        (&["/a/b: 302"], "Unreachable 302 (it does not say where it leads)", "HEAD /a/b; GET /a/b"),
        (&["/a/b: unsafe"], "Unsafe (unsafe) Down", "HEAD /a/b"),
        (&["/a/b: stopped"], "left", "HEAD /a/b"),
    ];
    for (lines, shown, log) in cases {
        assert_eq!(told(lines), ((*shown).to_owned(), (*log).to_owned()), "{lines:?}");
    }
}

#[test]
fn what_may_pass_is_asked_again_after_a_while() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["HEAD /a/b: 500", "GET /a/b: 500 | 200"], "Ok 200", "HEAD /a/b; GET /a/b; wait 2; GET /a/b"),
        (&["/a/b: 500"], "Unreachable 500", "HEAD /a/b; GET /a/b; wait 2; GET /a/b; wait 4; GET /a/b"),
        (&["/a/b: 501"], "Unreachable 501", "HEAD /a/b; GET /a/b"),
        (&["/a/b: down"], "Unreachable (down) Down", "HEAD /a/b; wait 2; HEAD /a/b; wait 4; HEAD /a/b"),
        (&["/a/b: lost | 200"], "Ok 200", "HEAD /a/b; wait 2; HEAD /a/b"),
        (&["/a/b: reset"], "Unreachable (reset)", "HEAD /a/b; GET /a/b; wait 2; GET /a/b; wait 4; GET /a/b"),
        (&["/a/b: 429 | 200"], "Ok 200", "HEAD /a/b; wait 2; HEAD /a/b"),
        (&["/a/b: 429 after 30 | 200"], "Ok 200", "HEAD /a/b; wait 30; HEAD /a/b"),
        (
            &["/a/b: 429 after Sun, 06 Nov 1994 08:49:57 GMT"],
            "Blocked 429 Rests",
            "HEAD /a/b; wait 20; HEAD /a/b; wait 20; HEAD /a/b",
        ),
        (&["/a/b: 429 after 61"], "Blocked 429 Rests", "HEAD /a/b"),
        (
            &["HEAD /a/b: 503", "GET /a/b: 503 after 7 | 200"],
            "Ok 200",
            "HEAD /a/b; GET /a/b; wait 7; GET /a/b",
        ),
    ];
    for (lines, shown, log) in cases {
        assert_eq!(told(lines), ((*shown).to_owned(), (*log).to_owned()), "{lines:?}");
    }
}

#[test]
fn an_address_is_followed_to_where_it_leads() {
    let there = |location: &str| [format!("/a/b: 301 {location}")];
    let cases: &[(&str, &str)] = &[
        ("/c/d", "Moved 200 -> https://example.org/c/d"),
        ("d", "Moved 200 -> https://example.org/a/d"),
        ("?x=1", "Moved 200 -> https://example.org/a/b?x=1"),
        ("//example.net/x", "Moved 200 -> https://example.net/x"),
        ("http://example.org:8080/é ü#frag", "Moved 200 -> http://example.org:8080/%C3%A9%20%C3%BC"),
        ("https://bücher.example.net/%7Ex", "Moved 200 -> https://xn--bcher-kva.example.net/%7Ex"),
        ("https://name:word@example.net/", "Home 200 -> https://example.net/"),
        ("/", "Home 200 -> https://example.org/"),
        ("/login?next=/a/b", "Blocked 200 -> https://example.org/login?next=/a/b (it leads to a login)"),
        ("/a/b", "Blocked (it leads in a circle)"),
        ("/a/b#again", "Blocked (it leads in a circle)"),
        ("file:///etc/passwd", "Unreachable (it leads to `file:///etc/passwd`, which is not on the web)"),
        ("javascript:alert(1)", "Unreachable (it leads to `javascript:alert(1)`, which is not on the web)"),
        ("http://[", "Unreachable (it leads to `http://[`, which is no address)"),
        ("http://127.0.0.1/x", "Private -> http://127.0.0.1/x (the host is in a private network)"),
        ("http://[::1]/x", "Private -> http://[::1]/x (the host is in a private network)"),
    ];
    for (location, shown) in cases {
        let mut lines = there(location).to_vec();
        for path in [
            "/c/d",
            "/a/d",
            "/a/b?x=1",
            "https://example.net/x",
            "http://example.org:8080/%C3%A9%20%C3%BC",
            "https://xn--bcher-kva.example.net/%7Ex",
            "https://example.net/",
            "/",
            "/login?next=/a/b",
        ] {
            lines.push(format!("{path}: 200"));
        }
        let lines: Vec<&str> = lines.iter().map(|line| &**line).collect();
        assert_eq!(told(&lines).0, *shown, "{location}");
    }
    let endless = format!("/a/b: 301 /{}", "x".repeat(5000));
    assert_eq!(told(&[&endless]).0, "Unreachable (it leads to an address without end)");
}

#[test]
fn only_steps_for_good_are_a_new_address() {
    let web = |first: u16, second: u16, last: &str| {
        let lines = [format!("/a/b: {first} /c/1"), format!("/c/1: {second} /d/2"), format!("/d/2: {last}")];
        told(&lines.each_ref().map(|line| &**line)).0
    };
    assert_eq!(web(301, 308, "200"), "Moved 200 -> https://example.org/d/2");
    assert_eq!(web(308, 302, "200"), "Moved 200 -> https://example.org/c/1");
    assert_eq!(web(307, 301, "200"), "Ok 200");
    assert_eq!(web(303, 302, "200"), "Ok 200");
    assert_eq!(web(301, 301, "404"), "Dead 404 -> https://example.org/d/2");
    assert_eq!(web(302, 302, "403"), "Blocked 403 -> https://example.org/d/2");
}

#[test]
fn a_way_without_end_is_left() {
    let lines: Vec<String> = (0..20).map(|step| format!("/s/{step}: 302 /s/{}", step + 1)).collect();
    let lines = [vec!["/a/b: 302 /s/0".to_owned()], lines].concat();
    let lines: Vec<&str> = lines.iter().map(|line| &**line).collect();
    let (shown, log) = told(&lines);
    assert_eq!(shown, "Blocked (it leads on and on)");
    assert_eq!(log.matches("HEAD").count(), 11);
}

#[test]
fn only_addresses_of_the_web_are_asked() {
    let asked = |written: &str| askable(written).map(String::from);
    assert_eq!(
        asked(" HTTPS://User:pw@EXAMPLE.org:443/a b?c#d "),
        Some("https://example.org/a%20b?c".to_owned())
    );
    for written in
        ["ftp://example.org/", "mailto:a@example.org", "https://", "example.org", "", "data:text/plain,x"]
    {
        assert_eq!(asked(written), None, "{written}");
    }
}
