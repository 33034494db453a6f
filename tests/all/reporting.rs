//! A small site in which everything happens, and what commands answer about it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of the repository.
pub(crate) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of a project's records, so that notes are left elsewhere.
pub(crate) fn copy(from: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(from.join("content")).into_iter().map(Result::unwrap) {
        let to = copy.path().join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    copy
}

/// The small site.
pub(crate) fn site() -> tempfile::TempDir {
    copy(&folder("tests/all/reporting/site"))
}

/// Runs the program in a project; its arguments are those of a command line, split at spaces.
pub(crate) fn onrecord(root: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let command = command.current_dir(root).args(line.split(' ').filter(|word| !word.is_empty()));
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR").output().unwrap()
}

/// What was printed on stdout by a run that went well.
pub(crate) fn stdout(root: &Path, line: &str) -> String {
    let Output { status, stdout, stderr } = onrecord(root, line);
    assert!(status.success(), "{line}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Everything that a run says, as a transcript has it.
fn said(root: &Path, line: &str) -> String {
    let Output { status, stdout, stderr } = onrecord(root, line);
    let mut text = String::from_utf8(stdout).unwrap().replace("\r\n", "\n");
    if !stderr.is_empty() {
        let _ = write!(text, "[stderr]\n{}", String::from_utf8(stderr).unwrap());
    }
    match status.code() {
        Some(0) => {}
        code => drop(writeln!(text, "[exit {}]", code.unwrap())),
    }
    text
}

/// Compares what the program says with a transcript: `$ onrecord …`, and below it what is printed.
///
/// `ONRECORD_BLESS=1` writes the transcript anew.
pub(crate) fn transcript(root: &Path, name: &str) {
    let file = folder("tests/all/reporting").join(name);
    let written = std::fs::read_to_string(&file).unwrap();
    let lines = written.lines().filter_map(|line| line.strip_prefix("$ onrecord "));
    let told = lines.fold(String::new(), |mut told, line| {
        let _ = writeln!(told, "$ onrecord {line}\n{}", said(root, line));
        told
    });
    if std::env::var_os("ONRECORD_BLESS").is_some() {
        std::fs::write(&file, &told).unwrap();
    }
    for (told, written) in told.split("$ onrecord ").zip(written.split("$ onrecord ")) {
        assert_eq!(told, written);
    }
    assert_eq!(told.len(), written.len());
}

/// The records of a CSV text, by the letter of RFC 4180.
pub(crate) fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if cell.is_empty() => loop {
                match rest.next() {
                    Some('"') if rest.peek() == Some(&'"') => cell.push(rest.next().unwrap()),
                    Some('"') => break,
                    Some(c) => cell.push(c),
                    None => panic!("a quote is left open"),
                }
            },
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(rest.next(), Some('\n'), "a line ends with CR and LF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '"' | '\n' => panic!("{c:?} stands bare in {cell:?}"),
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty(), "the last line has no end");
    rows
}
