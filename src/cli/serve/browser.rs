//! Opens an address in the system's browser.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::Builder;

use crate::cli::memory;
use crate::cli::report::Printer;

/// Opens it beside what goes on here; that it cannot be opened is said, and hinders nothing.
pub(super) fn open(url: &str, printer: Arc<Printer>) {
    let mut command = opener(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let url = url.to_owned();
    let wait = move || {
        let opened = memory::as_usual(|| command.spawn()).and_then(|mut opener| opener.wait());
        if !opened.is_ok_and(|status| status.success()) {
            printer.say(&format!("no browser could be opened: go to {url}"));
        }
    };
    // Without a thread there is no browser either: the address has been printed.
    drop(Builder::new().name("browser".to_owned()).spawn(wait));
}

#[cfg(target_os = "macos")]
fn opener(url: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(url);
    command
}

#[cfg(windows)]
fn opener(url: &str) -> Command {
    let mut command = Command::new("cmd");
    // The first word in quotes would be a window's title.
    command.args(["/c", "start", "", url]);
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn opener(url: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(url);
    command
}
