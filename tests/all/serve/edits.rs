//! Edits: what is shown after them, and what is said.

use super::server::{Server, copy_of, sample, until};

#[test]
fn a_broken_record_leaves_the_last_good_site_and_is_told_in_the_browser() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let good =
        server.edit("content/claims/quiet.md", "claimants = [\"city-council\"]", "claimants = [\"<b>&\"]");
    server.shows("/-/part?at=about%2F", "data-errors=\"1\"");
    let part = server.get("/-/part?at=about%2F").text();
    assert!(part.contains("<code class=\"where\">content/claims/quiet.md:4:14</code>"), "{part}");
    assert!(part.contains("claimants = [&quot;&lt;b&gt;&amp;&quot;]"), "{part}");
    assert!(!part.contains("<b>"), "{part}");
    for path in ["/", "/claims/bus-lanes/", "/about/", "/robots.txt"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert!(server.get("/claims/").text().contains("Quiet claim"));
    until("the terminal says so", || server.said().contains("ms; the last good site stays\n").then_some(()));
    assert!(server.said().contains("error[bad-id]"), "{}", server.said());

    server.put("content/claims/quiet.md", &good.replace("Quiet claim", "Mended claim"));
    server.shows("/claims/quiet/", "Mended claim");
    server.shows("/-/part?at=about%2F", "data-errors=\"0\"");
}

#[test]
fn claims_come_and_go_and_change_their_names() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let claims = folder.path().join("content/claims");
    server.put(
        "content/claims/new-one.md",
        "+++\ntitle = \"A new one\"\nclaim = \"It is new.\"\nclaimants = [\"city-council\"]\npublished = 2026-01-03\n+++\n",
    );
    server.answers("/claims/new-one/", 200);
    server.shows("/claims/", "A new one");
    std::fs::rename(claims.join("new-one.md"), claims.join("newer.md")).unwrap();
    server.answers("/claims/newer/", 200);
    server.answers("/claims/new-one/", 404);
    std::fs::rename(claims.join("bus-lanes"), claims.join("trams")).unwrap();
    server.answers("/claims/trams/", 200);
    server.answers("/claims/bus-lanes/", 404);
    std::fs::remove_file(claims.join("newer.md")).unwrap();
    server.answers("/claims/newer/", 404);
    assert!(!server.get("/claims/").text().contains("A new one"));
}

#[test]
fn files_that_are_copied_are_shown_as_they_are() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    server.put("content/static/ü b.txt", "one");
    server.shows("/%C3%BC%20b.txt", "one");
    server.put("content/static/ü b.txt", "two and more");
    server.shows("/%C3%BC%20b.txt", "two and more");
    std::fs::remove_file(folder.path().join("content/static/ü b.txt")).unwrap();
    server.answers("/%C3%BC%20b.txt", 404);
}

#[test]
fn a_site_that_begins_broken_shows_its_findings_and_then_itself() {
    let folder = sample();
    let quiet = folder.path().join("content/claims/quiet.md");
    let good = std::fs::read_to_string(&quiet).unwrap();
    std::fs::write(&quiet, good.replace("title =", "titel =")).unwrap();
    let server = Server::start(folder.path(), &[]);
    for path in ["/", "/claims/quiet/", "/nothing/", "/-/day/2026-01-20/"] {
        let reply = server.get(path);
        assert_eq!(reply.status, 503, "{path}");
        assert!(reply.text().contains("claim has no key <code>titel</code>"), "{path}: {}", reply.text());
        assert!(reply.text().contains("src=\"/-/fault.js\""), "{path}");
    }
    server.put("content/claims/quiet.md", &good);
    server.answers("/claims/quiet/", 200);
}

#[test]
fn a_settings_file_that_goes_and_comes_back_ends_nothing() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let site = folder.path().join("content/site.toml");
    let good = std::fs::read_to_string(&site).unwrap();
    std::fs::remove_file(&site).unwrap();
    server.shows("/-/findings", "folder has no <code>content/site.toml</code>");
    assert_eq!(server.get("/about/").status, 200);
    server.put("content/site.toml", &good.replace("title = \"Sample\"", "title = \"Back again\""));
    server.shows("/", "Back again");
}

#[test]
fn a_template_that_fails_is_told_where_it_is_seen() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    server.put("themes/default/templates/page.html", "{{ v.page.title + 1 }}\n");
    server.answers("/about/", 500);
    let text = server.get("/about/").text();
    assert!(text.contains("themes/default/templates/page.html:1:"), "{text}");
    assert_eq!(server.get("/claims/quiet/").status, 200);
    std::fs::remove_file(folder.path().join("themes/default/templates/page.html")).unwrap();
    server.answers("/about/", 200);
}

#[test]
fn a_day_is_the_site_that_is_built_for_it() {
    let demo = copy_of("");
    let (server, then) =
        (Server::start(demo.path(), &[]), Server::start(demo.path(), &["--as-of", "2026-01-20"]));
    for path in ["", "claims/", "claims/regular-meetings/", "es/claims/", "milestones/", "sitemap.xml"] {
        let (day, told) = (server.get(&format!("/-/day/2026-01-20/{path}")), then.get(&format!("/{path}")));
        let plain = |text: String| match text.split_once("<script src=\"/-/live.js?") {
            Some((before, rest)) => format!("{before}{}", rest.split_once("</script>").unwrap().1),
            None => text,
        };
        assert_eq!((day.status, plain(day.text())), (told.status, plain(told.text())), "{path}");
    }
    let [now, then] = ["/claims/", "/-/day/2026-01-20/claims/"].map(|path| server.get(path).text());
    assert_ne!(now, then);
    assert_eq!(server.get("/-/day/2026-02-30/").status, 404);
    // Days are dropped with the round that they are of.
    server.edit(
        "content/claims/regular-meetings/claim.md",
        "The security group to meet",
        "The group to meet",
    );
    server.shows("/-/day/2026-01-20/claims/regular-meetings/", "The group to meet");
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let folder = sample();
    let draft = "+++\ntitle = \"A draft\"\nclaim = \"It is one.\"\nclaimants = [\"city-council\"]\n\
                 published = 2026-01-03\ndraft = true\n+++\n";
    std::fs::write(folder.path().join("content/claims/secret.md"), draft).unwrap();
    let hidden = Server::start(folder.path(), &[]);
    let shown = Server::start(folder.path(), &["--drafts"]);
    assert_eq!((hidden.get("/claims/secret/").status, shown.get("/claims/secret/").status), (404, 200));
    assert!(shown.get("/claims/").text().contains("A draft"));
}

#[test]
fn the_panel_names_the_record_and_the_day() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    for path in ["claims/bus-lanes/", "es/claims/bus-lanes/", "tracker/claims/bus-lanes/"] {
        let part = server.get(&format!("/-/part?at={path}")).text();
        assert!(part.contains("data-copy=\"content/claims/bus-lanes/claim.md\""), "{part}");
        let absolute = std::path::absolute(folder.path()).unwrap().join("content/claims/bus-lanes/claim.md");
        assert!(part.contains(&format!("title=\"{}\"", absolute.display())), "{part}");
        assert!(part.contains("as of 2026-02-14"), "{part}");
    }
    assert!(server.get("/-/part?at=").text().contains("made of many"));
    assert!(server.get("/-/part?at=&day=2026-01-20").text().contains("as of 2026-01-20"));
}

#[test]
fn the_panel_tells_what_was_found_about_the_record_and_counts_the_rest() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    server.put("content/claims/bus-lanes/stray.xyz", "stray");
    server.shows("/-/part?at=claims/bus-lanes/", "<span class=\"count is-warning\">1 finding</span>");
    let own = server.get("/-/part?at=claims/bus-lanes/").text();
    assert!(own.contains("<code class=\"where\">content/claims/bus-lanes/stray.xyz</code>"), "{own}");
    assert!(own.contains("All findings"), "{own}");
    let other = server.get("/-/part?at=claims/quiet/").text();
    assert!(!other.contains("stray.xyz") && other.contains("1 finding elsewhere"), "{other}");
    assert!(server.get("/-/findings").text().contains("stray.xyz"));
}

#[test]
fn the_bar_knows_the_day_and_the_languages_of_a_page() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let shell = server.get("/-/?at=claims/quiet/&day=2026-01-20&width=360").text();
    assert!(shell.contains("src=\"/-/day/2026-01-20/claims/quiet/\""), "{shell}");
    assert!(shell.contains("value=\"2026-01-20\""), "{shell}");
    assert!(shell.contains("data-to=\"/-/day/2026-01-20/es/claims/quiet/\" hreflang=\"es\">es<"), "{shell}");
    assert!(shell.contains("value=\"360\" checked"), "{shell}");
    let hostile = server.get("/-/?at=%22%3E%3Cscript%3E&width=%22%3E%3Cscript%3E").text();
    assert!(!hostile.contains("\"><script>"), "{hostile}");
    assert!(server.get("/-/bar?at=claims/quiet/").text().contains("value=\"2026-02-14\""));
}

#[test]
fn desk_rules_speak_in_the_panel_of_the_page_that_they_are_about() {
    let folder = sample();
    let server = Server::start(folder.path(), &[]);
    let good = std::fs::read_to_string(folder.path().join("content/claims/quiet.md")).unwrap();
    server.put("content/claims/quiet.md", &format!("{good}\n\n![](https://example.org/lane.jpg)\n"));
    server.shows("/-/part?at=claims%2Fquiet%2F", "image-without-alternative");
    server.shows("/-/findings", "image-without-alternative");
    let other = server.get("/-/part?at=about%2F").text();
    assert!(!other.contains("image-without-alternative") && other.contains("elsewhere"), "{other}");
    // They are not told in the terminal, and keep nothing from being shown.
    assert!(!server.said().contains("image-without-alternative"), "{}", server.said());
    assert_eq!(server.get("/claims/quiet/").status, 200);

    server.put("content/claims/quiet.md", &good);
    until("the panel is empty", || {
        let part = server.get("/-/part?at=claims%2Fquiet%2F").text();
        (!part.contains("image-without-alternative")).then_some(())
    });
}
