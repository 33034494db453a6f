//! The tables of `/data/` against readers of others: builds sites and runs `data_package/check.py` on them.
//!
//! It needs Python 3 with `venv` and a package registry, so it runs only where it is asked for:
//! `cargo test --test all data_package:: -- --ignored`. LibreOffice looks for formulas too, where it is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::data::project;
use crate::imported;

#[test]
#[ignore = "needs Python and a package registry"]
fn other_readers_find_no_fault_in_the_tables() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("data_package");
    let _ = std::fs::remove_dir_all(&folder);
    let (hostile, generated) = (folder.join("hostile"), folder.join("generated"));
    project::hostile(&hostile);
    project::built(&hostile, &[]);
    project::generated(&generated, 400, 20);
    project::built(&generated, &[]);
    let import = folder.join("imported");
    imported::project(&import);
    project::built(&import, &[]);
    let demo = folder.join("demo");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = demo.to_str().unwrap();
    run(Path::new(env!("CARGO_BIN_EXE_onrecord")), &["build", "--quiet", "--output", output], root);
    let python = with_packages(&folder, &root.join("tests/all/data_package/requirements.txt"));
    let check = root.join("tests/all/data_package/check.py");
    run(
        &python,
        &[check.to_str().unwrap(), "demo", "generated/site", "imported/site", "hostile/site"],
        &folder,
    );
}

/// A Python with what the check needs, of which nothing is kept outside of the folder.
fn with_packages(folder: &Path, requirements: &Path) -> PathBuf {
    run(Path::new("python3"), &["-m", "venv", "venv"], folder);
    let python = folder.join("venv/bin/python");
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir"];
    let install = [&install[..], &["--requirement", requirements.to_str().unwrap()]].concat();
    run(&python, &install, folder);
    python
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &Path, args: &[&str], folder: &Path) {
    let status =
        Command::new(program).args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").status();
    let status = status.unwrap_or_else(|fault| panic!("`{}` cannot be run: {fault}", program.display()));
    assert!(status.success(), "`{} {}` failed: {status}; see above", program.display(), args.join(" "));
}
