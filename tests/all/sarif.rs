//! Reports as SARIF against the schema of the standard: writes some and runs `sarif/report.test.js` on them.
//!
//! It needs Node 20 with npm and a package registry, so it runs only where it is asked for:
//! `cargo test --test all sarif:: -- --ignored`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A record with findings of many kinds: places of all sorts, notes, fixes, words that mean something elsewhere.
const RECORD: &str = "+++\ntitle = “Ä [b](c) {0}”\nclaim = \"\"\nclaimants = \"nobody\"\nmade_on = 2026-2-3\naliases = [\"b\", \"b\"]\n\
                      sources = [\"x\"]\nunknown = 1\n+++\n\n[dead](/none/) ![](/a.jpg) [rel](../x)\n";

#[test]
#[ignore = "needs Node and npm"]
fn reports_are_sarif() {
    let folder = laid_out();
    let project = folder.join("a project, %20");
    fs::create_dir_all(project.join("content/claims")).unwrap();
    report(&folder, &["check"], "without-project");
    let site = "title = \"T\"\nbase_url = \"https://example.org/\"\nas_of = 2026-03-01\n";
    fs::write(project.join("content/site.toml"), site).unwrap();
    report(&folder, &["check"], "clean");
    fs::write(project.join("content/claims/ä b.md"), RECORD).unwrap();
    fs::write(project.join("content/claims/a.md"), RECORD).unwrap();
    fs::write(project.join("content/claims/b.md"), RECORD.replace(['“', '”'], "\"")).unwrap();
    report(&folder, &["check"], "findings");
    report(&folder, &["build"], "build");
    report(&folder, &["check", "--only", "dead-link"], "hidden");
    report(&folder, &["check", "--nonsense"], "usage");
    // Nothing is kept outside of this folder, and no package runs anything while it is installed.
    let install = ["ci", "--cache=.npm", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run("npm", &install, &folder);
    run("node", &["--test", "--test-reporter=spec", "report.test.js"], &folder);
}

/// The test's own files in a new folder where packages may be put beside them.
fn laid_out() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/sarif")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    folder
}

/// Writes what a command reports of the project.
fn report(folder: &Path, args: &[&str], name: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["-r", "a project, %20", "--format", "sarif"]).args(args).current_dir(folder);
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    fs::write(folder.join(format!("{name}.sarif")), [output.stdout, output.stderr].concat()).unwrap();
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &str, args: &[&str], folder: &Path) {
    let status = Command::new(program).args(args).current_dir(folder).status();
    let status = status.unwrap_or_else(|fault| panic!("`{program}` cannot be run: {fault}"));
    assert!(status.success(), "`{program} {}` failed: {status}; see above", args.join(" "));
}
