//! Watches a project by looking at its files again and again.

use std::collections::BTreeMap;
use std::time::Duration;

use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::{Project, Stamp};
use onrecord::session::Changed;

/// How long it waits between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// Watches a project: sends what changed, after it has been quiet for a moment.
pub(super) struct Watcher {
    _thread: Option<std::thread::JoinHandle<()>>,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Method {
    /// As the system tells, else by looking
    Auto,
    /// As the system tells
    Native,
    /// By looking at every file again and again
    Poll,
}

/// A watcher, and what is to be said of it.
pub(super) struct Started {
    pub(super) watcher: Watcher,
    pub(super) notes: Vec<Diagnostic>,
}

impl Watcher {
    /// Watches until it is dropped or the process ends.
    pub(super) fn start(
        project: &Project,
        _method: Method,
        tell: impl Fn(Changed) + Send + 'static,
    ) -> Started {
        let project = project.clone();
        let mut known = look(&project);
        let watch = move || {
            loop {
                std::thread::sleep(PAUSE);
                let mut now = look(&project);
                if now == known {
                    continue;
                }
                loop {
                    std::thread::sleep(PAUSE / 4);
                    let then = look(&project);
                    if then == now {
                        break;
                    }
                    now = then;
                }
                let mut changed: Vec<FilePath> = Vec::new();
                changed.extend(
                    known.iter().filter(|(path, stamp)| now.get(*path) != Some(*stamp)).map(|e| e.0.clone()),
                );
                changed.extend(now.keys().filter(|path| !known.contains_key(*path)).cloned());
                known = now;
                tell(Changed::Only(changed));
            }
        };
        let thread = std::thread::Builder::new().name("watcher".to_owned()).spawn(watch).ok();
        Started { watcher: Self { _thread: thread }, notes: Vec::new() }
    }
}

fn look(project: &Project) -> BTreeMap<FilePath, Stamp> {
    let folders = ["content", "themes"].map(|folder| project.walk(&FilePath::new(folder)).found);
    folders.into_iter().flatten().map(|found| (found.path, found.stamp)).collect()
}
