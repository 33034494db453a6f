//! What a user sees while a build is under way: a bar when it takes long, names of files when asked for.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Moment};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use onrecord::publish::{Step, Watch};

use super::report::Printer;
use super::{Format, Global};

/// A bar that shows up after this long: what is over sooner needs none.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how far a build is.
pub(super) struct Progress<'a> {
    begun: Moment,
    bar: Option<ProgressBar>,
    done: AtomicU64,
    names: Option<&'a Printer>,
}

impl<'a> Progress<'a> {
    /// Silent, unless somebody is there to look at it.
    pub(super) fn new(global: &Global, printer: &'a Printer, begun: Moment) -> Self {
        let human = global.format == Format::Human;
        let wanted = human && !global.quiet && !global.verbose && std::io::stderr().is_terminal();
        let bar = wanted.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:40} {pos} of {len} files");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        let names = (global.verbose && !global.format.is_document()).then_some(printer);
        Self { begun, bar, done: AtomicU64::new(0), names }
    }

    /// Clears the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn advance(&self, bar: &ProgressBar) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_position(done);
    }
}

impl Watch for Progress<'_> {
    fn before(&self, step: Step<'_>) -> ControlFlow<()> {
        match (step, &self.bar, self.names) {
            (Step::Render(total), Some(bar), _) => {
                self.done.store(0, Ordering::Relaxed);
                bar.set_length(total as u64);
            }
            (Step::Rendered(_), Some(bar), _) => self.advance(bar),
            (Step::Install(path), _, Some(printer)) => printer.say(&format!("write {path}")),
            (Step::Remove(path), _, Some(printer)) => printer.say(&format!("remove {path}")),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}
