//! How far the asking is, for who waits for it at a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use super::super::report::Printer;

/// A line that counts addresses.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Over so many addresses; silent where nobody looks.
    pub(super) fn new(printer: &Printer, total: usize) -> Self {
        let bar = (printer.is_watched() && total > 0).then(|| {
            let bar = ProgressBar::new(total as u64);
            let style = ProgressStyle::with_template("{bar:40} {pos} of {len} addresses");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self(bar)
    }

    /// One more.
    pub(super) fn advance(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Clears it away.
    pub(super) fn finish(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
