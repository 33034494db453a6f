//! The preview and the site in a real browser: installs what drives it below `target/` and runs `browser/*.test.js`.
//!
//! It needs Node 20 with npm, a Chromium (`$CHROMIUM`, else `/usr/bin/chromium`) and a package registry, so it runs
//! only where it is asked for: `cargo test --test all browser:: -- --ignored`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn a_browser_shows_what_is_saved() {
    tested("preview.test.js");
}

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn readers_search_lists_in_a_browser() {
    tested("lists.test.js");
}

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn a_browser_shows_a_card_on_pages_of_others() {
    tested("embed.test.js");
}

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn a_browser_finds_what_is_on_record() {
    tested("search.test.js");
}

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn no_page_is_wider_than_a_small_phone() {
    tested("narrow.test.js");
}

#[test]
#[ignore = "needs Node, npm and Chromium"]
fn old_addresses_lead_a_browser_to_the_same_place() {
    tested("redirect.test.js");
}

/// Runs one of the files of `browser/`.
fn tested(file: &str) {
    run("node", &["--test", "--test-reporter=spec", file], installed());
}

/// The folder with the tests and what drives the browser.
fn installed() -> &'static Path {
    static INSTALLED: OnceLock<PathBuf> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let folder = laid_out();
        // Nothing is kept outside of this folder, and no package runs anything while it is installed.
        run(
            "npm",
            &["ci", "--cache=.npm", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            &folder,
        );
        folder
    })
}

/// The test's own files in a folder where packages may be put beside them.
fn laid_out() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(root().join("tests/all/browser")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    folder
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &str, args: &[&str], folder: &Path) {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    command.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord")).env("SAMPLE", root().join("tests/sites/sample"));
    command.env("DEMONSTRATION", root());
    let status = command.status().unwrap_or_else(|fault| panic!("`{program}` cannot be run: {fault}"));
    assert!(status.success(), "`{program} {}` failed: {status}; see above", args.join(" "));
}
