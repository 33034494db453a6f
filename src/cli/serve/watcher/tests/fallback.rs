//! Where the system does not tell, files are looked at, and that is said.

use super::super::Method;
use super::{Changed, put, settle, small, start, watched};

#[test]
fn where_the_system_tells_no_more_files_are_looked_at_and_that_is_said() {
    let watched = watched(Method::Native);
    watched.hear(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
    assert_eq!(watched.note(), "watch-polling");
    assert_eq!(watched.next(), Changed::Anything);
    watched.put("content/claims/a/claim.md");
    watched.until(&["content/claims/a/claim.md"]);
}

#[test]
fn a_project_that_moves_away_is_looked_at_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "project/content/a.md");
    settle();
    let (watched, _) = start(folder, "project", Method::Native, |_| ()).ready();
    watched.rename("project", "elsewhere");
    assert_eq!(watched.note(), "watch-polling");
    while watched.next() != Changed::Anything {}
    watched.put("project/content/b.md");
    watched.until(&["content/b.md"]);
}

#[test]
fn a_project_that_cannot_be_watched_is_looked_at_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let watched = start(folder, "not/yet", Method::Auto, |_| ());
    assert_eq!(watched.note(), "watch-polling");
    assert_eq!(watched.next(), Changed::Anything);
    watched.put("not/yet/content/a.md");
    watched.until(&["content/a.md"]);
}

#[cfg(unix)]
#[test]
fn a_theme_with_links_that_lead_out_of_it_is_looked_at() {
    for is_late in [false, true] {
        let folder = small();
        put(folder.path(), "elsewhere/style.css");
        let link = folder.path().join("themes/default/style.css");
        let inner = folder.path().join("themes/default/inner.html");
        std::os::unix::fs::symlink("page.html", inner).unwrap();
        let make = || std::os::unix::fs::symlink("../../elsewhere/style.css", &link).unwrap();
        if !is_late {
            make();
        }
        settle();
        let watched = start(folder, "", Method::Auto, |_| ());
        if is_late {
            watched.put("content/site.toml");
            watched.until(&["content/site.toml"]);
            assert!(watched.notes.try_recv().is_err(), "the test needs a folder that the system watches");
            make();
        }
        assert_eq!(watched.note(), "watch-polling");
        while watched.next() != Changed::Anything {}
        settle();
        watched.put("elsewhere/style.css");
        watched.until(&["themes/default/style.css"]);
    }
}
