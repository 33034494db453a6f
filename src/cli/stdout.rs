//! What is printed on standard output, and whether all of it arrived: a report on a full disk is half a report.

use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

/// Why something did not arrive, the first time.
static LOST: OnceLock<String> = OnceLock::new();

/// Prints a text, in colours where they are wanted.
pub(super) fn print(text: &str) {
    write(anstream::stdout().lock(), text);
}

/// Writes a text to standard output in this dress.
pub(super) fn write(mut stream: impl Write, text: &str) {
    note(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
}

fn note(written: io::Result<()>) {
    if let Err(fault) = written
        // A reader that went away has what it wanted.
        && fault.kind() != ErrorKind::BrokenPipe
    {
        LOST.get_or_init(|| fault.to_string());
    }
}

/// Why something that was printed did not arrive.
pub(super) fn lost() -> Option<&'static str> {
    LOST.get().map(String::as_str)
}
