//! `onrecord verify` against servers that misbehave: what it says, whom it asks and how often, what it keeps.

mod manners;
mod server;
mod tls;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use manners::{BAD, SLOW, misbehave};
use server::{Request, Server, answer, hang};

use crate::common::put;

/// A project with a source for each of these addresses.
fn project(urls: &[String]) -> tempfile::TempDir {
    let sources =
        urls.iter().enumerate().map(|(at, url)| format!("[[sources]]\nid = \"s{at:02}\"\nurl = \"{url}\"\n"));
    project_with(&sources.collect::<String>())
}

fn project_with(sources: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site =
        "title = \"Tracker\"\nbase_url = \"https://example.org/\"\ncontact = \"mailto:desk@example.org\"\n";
    put(folder.path(), "content/site.toml", site);
    put(folder.path(), "content/sources.toml", sources);
    folder
}

/// A run without anything of the environment that would change it.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(args);
    let proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
    for name in proxies {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command
}

/// Exit code, findings in the short form on stdout, lines on stderr.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command(folder, args).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

const QUICK: &[&str] = &["verify", "--format", "short", "--allow-private", "--pause", "0"];

fn quick(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    run(folder, &[QUICK, more].concat())
}

/// The summary without the time that it took.
fn timeless(said: &str) -> &str {
    said.trim_end().rsplit_once(" in ").map_or(said, |(line, _)| line)
}

/// The message of each finding, the server's address left out, and its help.
fn messages(said: &str, server: &Server) -> Vec<String> {
    let host = server.url("");
    said.lines().map(|line| line.split_once("warning[").unwrap_or(("", line)).1.replace(&host, "")).collect()
}

/// The messages of findings, an address and its help left out.
fn messages_of(said: &str, url: &str) -> String {
    let lines = said.lines().map(|line| line.split_once("warning[").map_or(line, |(_, line)| line));
    let lines = lines
        .map(|line| line.rsplit_once(" (open").or(line.rsplit_once(" (")).map_or(line, |(line, _)| line));
    lines.collect::<Vec<_>>().join("\n").replace(&format!("address `{url}` "), "")
}

#[test]
fn every_bad_manner_is_told_for_what_it_is() {
    let server = Server::start(Arc::new(misbehave));
    let urls: Vec<String> = BAD.iter().map(|(path, ..)| server.url(path)).collect();
    let folder = project(&urls);
    let (code, said, _) = quick(folder.path(), &["--timeout", "60", "--retries", "1"]);
    let expected: Vec<String> = BAD
        .iter()
        .filter(|(_, _, message)| !message.is_empty())
        .map(|(path, code, message)| format!("address-{code}]: address `{path}` {message}"))
        .collect();
    let told: Vec<String> =
        messages(&said, &server).iter().map(|line| line.rsplit_once(" (").unwrap().0.to_owned()).collect();
    assert_eq!(told, expected);
    assert_eq!(code, Some(0));
}

#[test]
fn who_takes_for_ever_is_not_waited_for() {
    std::thread::scope(|scope| {
        for (path, message) in SLOW {
            scope.spawn(move || {
                let server = Server::start(Arc::new(misbehave));
                let folder = project(&[server.url(path)]);
                let (code, said, _) = quick(folder.path(), &["--timeout", "4", "--retries", "0"]);
                let expected: Vec<String> = (!message.is_empty())
                    .then(|| format!("address-unreachable]: address `{path}` cannot be reached: {message}"))
                    .into_iter()
                    .collect();
                let told: Vec<String> = messages(&said, &server)
                    .iter()
                    .map(|line| line.rsplit_once(" (").unwrap().0.to_owned())
                    .collect();
                assert_eq!(told, expected, "{path}");
                assert_eq!(code, Some(0), "{path}");
            });
        }
    });
}

#[test]
fn a_host_is_asked_by_one_at_a_time_with_pauses_also_where_others_lead_to_it() {
    let polite = |request: &Request, stream: &std::net::TcpStream| {
        std::thread::sleep(Duration::from_millis(30));
        let status = match request.path.strip_prefix("/to/") {
            Some(_) => "302 Location: /there".to_owned(),
            None => "200".to_owned(),
        };
        answer(request, stream, &status, "");
    };
    let server = Server::start(Arc::new(polite));
    // A name of its own for each half: workers of both meet at the first.
    let port = server.port();
    let away = Server::start(Arc::new(move |request: &Request, stream: &std::net::TcpStream| {
        let to = format!("302 Location: http://127.0.0.1:{port}{}", request.path);
        answer(request, stream, &to, "");
    }));
    let mut urls: Vec<String> = (0..4).map(|at| server.url(&format!("/{at}"))).collect();
    urls.extend((0..3).map(|at| server.url(&format!("/to/{at}"))));
    urls.extend((0..4).map(|at| format!("http://localhost:{}/from/{at}", away.port())));
    let folder = project(&urls);
    let (code, said, line) = run(
        folder.path(),
        &["verify", "--format", "short", "--allow-private", "--pause", "0.05", "--jobs", "8"],
    );
    assert_eq!((code, &*said), (Some(0), ""));
    assert_eq!(timeless(&line), "verified 11 addresses: 11 ok");
    let requests = server.requests();
    assert_eq!(requests.len(), 14);
    // Each takes 30 ms here, and the pause begins when it is over.
    for pair in requests.windows(2) {
        assert!(pair[1].begun - pair[0].begun >= Duration::from_millis(80));
    }
    let agent = &requests[0].fields["user-agent"];
    assert_eq!(
        *agent,
        format!(
            "onrecord/{} (link check; +https://example.org/; desk@example.org)",
            env!("CARGO_PKG_VERSION")
        )
    );
}

#[test]
fn what_is_fresh_is_not_asked_again() {
    let server = Server::start(Arc::new(misbehave));
    let folder = project(&[server.url("/page"), server.url("/gone"), server.url("/moved/301")]);
    let (_, first, line) = quick(folder.path(), &[]);
    assert_eq!(timeless(&line), "verified 3 addresses: 1 ok, 1 moved, 1 dead");
    let asked = server.log();
    assert_eq!(asked, ["HEAD /gone", "GET /gone", "HEAD /moved/301", "HEAD /page", "HEAD /page"]);
    for more in [&[][..], &["--offline"]] {
        let (code, again, line) = quick(folder.path(), more);
        assert_eq!((code, &again), (Some(0), &first));
        assert_eq!(timeless(&line), "verified 3 addresses: 1 ok, 1 moved, 1 dead; 3 known from earlier runs");
        assert_eq!(server.log(), asked);
    }
    for more in [&["--all"][..], &["--fresh-for", "0"]] {
        let before = server.log().len();
        quick(folder.path(), more);
        assert_eq!(server.log().len(), before + asked.len());
    }
    put(folder.path(), ".onrecord/addresses.json", "{ not json");
    let before = server.log().len();
    quick(folder.path(), &[]);
    assert_eq!(server.log().len(), before + asked.len());
}

#[test]
fn dead_addresses_fail_a_strict_run_and_nothing_else_does() {
    let server = Server::start(Arc::new(misbehave));
    let alive = project(&[
        server.url("/wall"),
        server.url("/moved/301"),
        server.url("/garbage"),
        server.url("/deep/home"),
    ]);
    let (code, said, _) = quick(alive.path(), &["--strict"]);
    assert_eq!((code, said.lines().count()), (Some(0), 4), "{said}");
    let dead = project(&[server.url("/gone")]);
    assert_eq!(quick(dead.path(), &["--strict"]).0, Some(1));
    assert_eq!(quick(dead.path(), &[]).0, Some(0));
    // Settings and records have their say.
    let site =
        "title = \"Tracker\"\nbase_url = \"https://example.org/\"\n[checks]\naddress-dead = \"error\"\n";
    put(dead.path(), "content/site.toml", site);
    assert_eq!(quick(dead.path(), &[]).0, Some(1));
    put(dead.path(), "content/site.toml", &site.replace("error", "off"));
    let (code, said, _) = quick(dead.path(), &["--strict"]);
    assert_eq!((code, &*said), (Some(0), ""));
    let allowed = format!(
        "[[sources]]\nid = \"a\"\nurl = \"{}\"\nallow = [{{ rule = \"address-dead\", reason = \"kept for the record\" }}]\n",
        server.url("/gone")
    );
    let allowed = project_with(&allowed);
    let (code, said, _) = quick(allowed.path(), &["--strict"]);
    assert_eq!((code, &*said), (Some(0), ""));
}

#[test]
fn findings_stand_where_addresses_are_written_and_say_what_to_do() {
    let server = Server::start(Arc::new(misbehave));
    let (gone, moved, copy) = (server.url("/gone"), server.url("/moved/308"), server.url("/gone?copy"));
    let folder = project_with(&format!(
        "[[publishers]]\nid = \"mot\"\nname = \"Ministry\"\nurl = \"{moved}\"\n\n[[sources]]\nid = \"a\"\nurl = \"{gone}#p4\"\n\
         publisher = \"mot\"\n\n[[sources]]\nid = \"b\"\nurl = \"{gone}\"\narchives = [{{ url = \"{copy}\" }}]\n"
    ));
    let (code, said, line) =
        run(folder.path(), &["verify", "--allow-private", "--pause", "0", "--retries", "0"]);
    assert_eq!(said, "");
    let day = chrono::Utc::now().date_naive();
    let said = line.replace(&server.url(""), "HOST").replace(&day.to_string(), "TODAY");
    let mut said = timeless(&said).to_owned();
    // Addresses are as long as the number of the port.
    for (long, short) in [("^^", "^"), ("----", "---")] {
        while said.contains(long) {
            said = said.replace(long, short);
        }
    }
    assert_eq!(
        said,
        "\
warning[address-moved]: address `HOST/moved/308` has moved for good to `HOST/page`
 --> content/sources.toml:4:7
  |
4 | url = \"HOST/moved/308\"
  |       ^
  |
  = help: see whether it is the same page, then write `url = \"HOST/page\"`

warning[address-dead]: address `HOST/gone#p4` is dead: it answers 404
  --> content/sources.toml:8:7
   |
 8 | url = \"HOST/gone#p4\"
   |       ^
   |
   = help: find its new address or an archived copy, and note `url_status = \"dead\"` and `url_checked = TODAY`
note: it is named here, too
  --> content/sources.toml:13:7
   |
13 | url = \"HOST/gone\"
   |       ---

warning[address-dead]: address `HOST/gone?copy` is dead: it answers 404
  --> content/sources.toml:14:21
   |
14 | archives = [{ url = \"HOST/gone?copy\" }]
   |                     ^
   |
   = help: find another copy in its place

3 warnings
verified 3 addresses: 1 moved, 2 dead"
    );
    assert_eq!(code, Some(0));
}

#[test]
fn the_archive_list_holds_live_sources_without_copies() {
    let server = Server::start(Arc::new(misbehave));
    let (ok, wall, gone) = (server.url("/page"), server.url("/wall"), server.url("/gone"));
    let (copied, moved) = (server.url("/page?copied"), server.url("/moved/301"));
    let folder = project_with(&format!(
        "[[publishers]]\nid = \"mot\"\nname = \"Ministry\"\nurl = \"{ok}?publisher\"\n\n\
         [[sources]]\nid = \"a\"\nurl = \"{wall}\"\n[[sources]]\nid = \"b\"\nurl = \"{ok}#b\"\n[[sources]]\nid = \"c\"\nurl = \"{ok}\"\n\
         [[sources]]\nid = \"d\"\nurl = \"{gone}\"\n[[sources]]\nid = \"e\"\nurl = \"{moved}\"\n\
         [[sources]]\nid = \"f\"\nurl = \"{copied}\"\narchives = [{{ url = \"{ok}?archive\" }}]\n\
         [[sources]]\nid = \"g\"\nurl = \"{ok}?dead\"\nurl_status = \"dead\"\n"
    ));
    quick(folder.path(), &["--archive-list"]);
    let list = folder.path().join("urls-to-archive.txt");
    let expected = format!("{moved}\n{ok}\n{wall}\n");
    assert_eq!(std::fs::read_to_string(&list).unwrap(), expected);
    quick(folder.path(), &["--offline", "--archive-list=other.txt"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("other.txt")).unwrap(), expected);
    let (code, said, _) = quick(folder.path(), &["--offline", "--archive-list=nowhere/other.txt"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("error[disk-fault]: list `nowhere/other.txt` cannot be written"), "{said}");
    assert!(!server.log().iter().any(|line| line.contains("dead")));
}

#[test]
fn private_networks_are_not_asked_unless_the_user_says_so() {
    let server = Server::start(Arc::new(misbehave));
    let named = format!("http://localhost:{}/page", server.port());
    let folder = project(&[server.url("/page"), named]);
    let (code, said, line) = run(folder.path(), &["verify", "--format", "short"]);
    assert_eq!(said.matches("warning[address-private]").count(), 2, "{said}");
    assert_eq!((code, timeless(&line)), (Some(0), "verified 2 addresses: 2 private"));
    assert_eq!(server.log(), [""; 0]);
}

#[test]
fn without_a_network_nothing_is_held_against_anybody() {
    let urls = ["a", "b", "c", "d"].map(|name| format!("http://{name}.example.invalid/"));
    let folder = project(&urls);
    let (code, said, line) = quick(folder.path(), &["--retries", "0"]);
    assert_eq!(code, Some(3));
    assert!(said.starts_with("error[offline]: nobody could be reached; `http://"), "{said}");
    assert_eq!(said.lines().count(), 1);
    assert_eq!(timeless(&line), "verified 4 addresses: 4 not asked");
    assert!(!folder.path().join(".onrecord/addresses.json").exists());
}

#[test]
fn a_host_that_is_down_is_not_asked_for_each_of_its_addresses() {
    let server = Server::start(Arc::new(misbehave));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let mut urls: Vec<String> = (0..5).map(|at| format!("http://127.0.0.1:{port}/{at}")).collect();
    // Neither another door of the host nor another name is meant.
    urls.push(server.url("/page"));
    urls.push(format!("http://localhost:{}/page", server.port()));
    let folder = project(&urls);
    let (code, said, line) = quick(folder.path(), &["--retries", "0"]);
    assert_eq!(said.matches("cannot be reached: the connection is refused").count(), 5, "{said}");
    assert_eq!((code, timeless(&line)), (Some(0), "verified 7 addresses: 2 ok, 5 unreachable"));
}

#[test]
fn what_fails_on_a_third_day_is_dead() {
    let server = Server::start(Arc::new(misbehave));
    let (broken, page) = (server.url("/status/500"), server.url("/page"));
    let folder = project(&[broken.clone(), page]);
    let known = |days: u32| {
        let entry = serde_json::json!({
            "verdict": "unreachable", "status": 500, "checked": "2026-01-02",
            "failed": { "times": 9, "days": days, "since": "2026-01-01" },
        });
        let note = serde_json::json!({ "form": 1, "addresses": { &broken: entry } });
        put(folder.path(), ".onrecord/addresses.json", &note.to_string());
        quick(folder.path(), &["--strict", "--retries", "0"])
    };
    let (code, said, _) = known(1);
    assert!(said.contains("/status/500` cannot be reached: it answers 500"), "{said}");
    assert_eq!(code, Some(0));
    let (code, said, line) = known(2);
    assert!(said.contains("/status/500` has failed on 3 days since 2026-01-01: it answers 500"), "{said}");
    assert_eq!((code, timeless(&line)), (Some(1), "verified 2 addresses: 1 ok, 1 dead"));
}

#[test]
fn a_host_that_wants_to_be_left_alone_is() {
    let server = Server::start(Arc::new(misbehave));
    let urls: Vec<String> = (0..4).map(|at| server.url(&format!("/enough/{at}"))).collect();
    let folder = project(&urls);
    let (_, _, line) = quick(folder.path(), &[]);
    assert_eq!(timeless(&line), "verified 4 addresses: 1 blocked, 3 not asked");
    assert_eq!(server.log(), ["HEAD /enough/0"]);
    // The next run goes on where this one ended.
    quick(folder.path(), &[]);
    assert_eq!(server.log(), ["HEAD /enough/0", "HEAD /enough/1"]);
}

#[test]
fn time_that_is_up_ends_the_asking_and_the_next_run_goes_on() {
    let server = Server::start(Arc::new(|request: &Request, stream: &std::net::TcpStream| {
        if request.path == "/slow" { hang(stream) } else { answer(request, stream, "200", "") }
    }));
    let folder = project(&[server.url("/a"), server.url("/b"), server.url("/slow"), server.url("/z")]);
    let (code, said, line) = quick(folder.path(), &["--for", "6", "--timeout", "600"]);
    assert_eq!((code, &*said), (Some(0), ""));
    assert_eq!(timeless(&line), "verified 4 addresses: 2 ok, 2 not asked");
    let (_, _, line) = quick(folder.path(), &["--offline"]);
    assert_eq!(timeless(&line), "verified 4 addresses: 2 ok, 2 not asked; 2 known from earlier runs");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_known() {
    let server = Server::start(Arc::new(|request: &Request, stream: &std::net::TcpStream| {
        if request.path == "/slow" { hang(stream) } else { answer(request, stream, "200", "") }
    }));
    let folder = project(&[server.url("/a"), server.url("/slow")]);
    let args = [QUICK, &["--timeout", "600"]].concat();
    let running = command(folder.path(), &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let begun = std::time::Instant::now();
    while server.log().len() < 2 && begun.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = running.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let Output { status, stdout, .. } = running.wait_with_output().unwrap();
    let said = String::from_utf8(stdout).unwrap();
    assert_eq!(
        (status.code(), &*said),
        (
            Some(3),
            "error[stopped]: the asking was stopped (what is known by now is kept; the next run goes on)\n"
        )
    );
    let (_, _, line) = quick(folder.path(), &["--offline"]);
    assert_eq!(timeless(&line), "verified 2 addresses: 1 ok, 1 not asked; 1 known from earlier runs");
}

#[test]
fn links_in_texts_are_asked_where_the_user_wants_it() {
    let server = Server::start(Arc::new(misbehave));
    let folder = project(&[server.url("/page")]);
    let page = format!("+++\ntitle = \"About\"\n+++\n\nSee [it]({}).\n", server.url("/gone"));
    put(folder.path(), "content/pages/about.md", &page);
    let (_, said, _) = quick(folder.path(), &[]);
    assert_eq!(said, "");
    let (_, said, _) = quick(folder.path(), &["--texts"]);
    let expected = format!(
        "content/pages/about.md:5:5: warning[address-dead]: address `{}` is dead: it answers 404 \
         (find its new address, or remove it)\n",
        server.url("/gone")
    );
    assert_eq!(said, expected);
}

#[test]
fn check_asks_too_where_the_user_wants_it() {
    let folder = project(&["http://127.0.0.1:1/a".to_owned()]);
    let (code, said, _) = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!((code, said.contains("address-")), (Some(0), false));
    let (code, said, _) = run(folder.path(), &["check", "--external", "--format", "json"]);
    assert_eq!(code, Some(0));
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(
        report["findings"].as_array().unwrap().iter().any(|one| one["code"] == "address-private"),
        "{said}"
    );
    let (_, said, _) =
        run(folder.path(), &["check", "--external", "--skip", "address-private", "--format", "short"]);
    assert!(!said.contains("address-private"), "{said}");
}

#[test]
fn a_safe_connection_to_a_plain_door_is_no_death() {
    let server = Server::start(Arc::new(misbehave));
    let folder = project(&[server.url("/page").replace("http:", "https:"), server.url("/page")]);
    let (code, said, line) = quick(folder.path(), &["--retries", "0"]);
    assert!(said.contains("warning[address-unsafe]"), "{said}");
    assert!(said.contains("gives no safe connection: what answers does not speak TLS"), "{said}");
    assert_eq!((code, timeless(&line)), (Some(0), "verified 2 addresses: 1 ok, 1 unsafe"));
}

/// The proxy may be in a private network: the machine's owner chose it.
#[test]
fn a_proxy_of_the_environment_is_used() {
    let server = Server::start(Arc::new(|request: &Request, stream: &std::net::TcpStream| {
        if request.method == "CONNECT" {
            server::say(stream, "HTTP/1.1 200 OK\r\n\r\n");
            assert!(server::read_head(stream).is_some_and(|head| head.starts_with("HEAD /page ")));
        }
        answer(request, stream, "200", "");
    }));
    let folder = project(&["http://known-to-the-proxy.example.invalid/page".to_owned()]);
    let mut command = command(folder.path(), &["verify", "--pause", "0"]);
    let Output { status, stderr, .. } = command.env("ALL_PROXY", server.url("")).output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), timeless(&said)), (Some(0), "verified 1 address: 1 ok"), "{:?}", server.log());
}
