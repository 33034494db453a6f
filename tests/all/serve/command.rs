//! The command itself: how it begins, what it says, how it ends.

use std::net::TcpListener;
use std::process::{Command, Output};

use super::server::{Server, onrecord, sample, until};

/// Exit code and what was printed on stderr, of a run that ends by itself.
fn refused(args: &[&str]) -> (Option<i32>, String) {
    let folder = sample();
    let Output { status, stdout, stderr } =
        onrecord(folder.path(), &[&["serve"], args].concat()).output().unwrap();
    assert_eq!(String::from_utf8(stdout).unwrap(), "");
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_port_that_is_taken_is_said_with_the_way_out() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let (code, said) = refused(&["-p", &port.to_string()]);
    let expected = format!(
        "error[cannot-listen]: port `{port}` is taken by another program\n   \
         = help: choose another with --port, or take any that is free with -p 0\n\n1 error\n"
    );
    assert_eq!((code, said), (Some(2), expected));
}

#[test]
fn a_folder_that_is_no_project_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let output = onrecord(folder.path(), &["serve", "-p", "0", "--format", "short"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "content/site.toml: error[no-site-file]: folder has no `content/site.toml` \
         (run `onrecord init` for a new project, or name its folder with --root)\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn options_that_cannot_be_are_refused() {
    for args in [["-i", "example.org"], ["-p", "70000"], ["--watcher", "magic"], ["--as-of", "2026-2-3"]] {
        assert_eq!(refused(&args).0, Some(2), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn signals_end_it_as_it_should_end() {
    for signal in ["INT", "TERM"] {
        let folder = sample();
        let mut server = Server::start(folder.path(), &[]);
        let idle = server.connect();
        server.signal(signal);
        assert_eq!(server.ended().code(), Some(0), "{signal}");
        until("it has said so", || server.said().ends_with("stopped\n").then_some(()));
        drop(idle);
    }
}

#[test]
fn one_line_says_where_the_site_is_and_one_what_a_round_came_to() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let port = server.port;
    let start = server.said();
    assert!(
        start.starts_with(&format!(
            "serving Sample at http://127.0.0.1:{port}/ and http://127.0.0.1:{port}/tracker/ (2 claims, "
        )),
        "{start}"
    );
    assert!(start.ends_with("; stop with Ctrl-C\n") && start.lines().count() == 1, "{start}");
    // The first edit may come before the folders are watched: then all that is as young as it is named too.
    for (turn, (old, new)) in [("Quiet", "Quieter"), ("Quieter", "Quietest")].into_iter().enumerate() {
        server.edit("content/claims/quiet.md", &format!("{old} claim"), &format!("{new} claim"));
        until("the round is told", || (server.said().lines().count() == turn + 2).then_some(()));
    }
    let said = server.said();
    let line = said.lines().nth(2).unwrap();
    assert!(line.starts_with("content/claims/quiet.md: ") && line.contains(": 2 claims, "), "{line}");
}

#[test]
fn another_interface_is_served_with_a_warning() {
    let folder = sample();
    let server = Server::start(folder.path(), &["-i", "0.0.0.0"]);
    let warning = format!("warning[preview-exposed]: the preview listens on `0.0.0.0:{}`", server.port);
    assert!(server.said().contains(&warning), "{}", server.said());
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn another_base_url_is_answered_below_its_path() {
    let folder = sample();
    let server = Server::start(folder.path(), &["-u", "https://example.org/a%20b/c"]);
    for path in ["/claims/quiet/", "/a%20b/c/claims/quiet/", "/a b/c/".replace(' ', "%20").as_str()] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert_eq!(server.get("/tracker/claims/quiet/").status, 404);
    assert!(server.get("/sitemap.xml").text().contains("https://example.org/a%20b/c/claims/quiet/"));
}

#[test]
fn machines_get_one_document_a_round_and_quiet_says_findings_alone() {
    let folder = sample();
    let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for (args, expected) in [(&["--format", "json"][..], "\"findings\": []"), (&["-q"][..], "")] {
        let port = free().to_string();
        let mut command: Command = onrecord(folder.path(), &[&["serve", "-p", &port], args].concat());
        let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
        until("it listens", || std::net::TcpStream::connect(format!("127.0.0.1:{port}")).ok());
        // The port is taken before the first look.
        until("it answers", || {
            let mut stream = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).ok()?;
            let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
            std::io::Write::write_all(&mut stream, request.as_bytes()).ok()?;
            let mut heard = String::new();
            std::io::Read::read_to_string(&mut stream, &mut heard).ok()?;
            heard.starts_with("HTTP/1.1 200 ").then_some(())
        });
        child.kill().unwrap();
        let said = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
        assert!(
            said.contains(expected) && said.starts_with(if expected.is_empty() { "" } else { "{" }),
            "{said}"
        );
        assert_eq!(said.is_empty(), expected.is_empty(), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_systems_browser_is_opened_and_one_that_cannot_be_is_no_error() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, tools) = (sample(), tempfile::tempdir().unwrap());
    let opener = tools.path().join("xdg-open");
    std::fs::write(&opener, "#!/bin/sh\necho \"$@\" > \"${0%/*}/opened\"\n").unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    for found in [true, false] {
        let mut command = onrecord(folder.path(), &["serve", "-p", "0", "-O"]);
        let path = if found { tools.path() } else { folder.path() };
        let server = Server::run(
            {
                command.env("PATH", path);
                command
            },
            folder.path(),
        );
        if found {
            let url = format!("http://127.0.0.1:{}/\n", server.port);
            until("it is opened", || {
                std::fs::read_to_string(tools.path().join("opened")).ok().filter(|opened| *opened == url)
            });
        } else {
            until("that is said", || server.said().contains("no browser could be opened").then_some(()));
            assert_eq!(server.get("/").status, 200);
        }
    }
}
