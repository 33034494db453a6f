//! How wide the terminal is that an answer is shown on.

use std::io::IsTerminal as _;

/// Its columns; `None` where the answer goes to a file or a program.
pub(super) fn columns() -> Option<usize> {
    let stdout = std::io::stdout();
    let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    size.map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
}
