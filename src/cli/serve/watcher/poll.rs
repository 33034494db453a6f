//! Looking at every file again and again, where the system does not tell.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use onrecord::diagnostic::FilePath;
use onrecord::files::{Project, Stamp, WalkFault};
use onrecord::session::Changed;

use super::batch::{LONGEST, QUIET};
use super::{Heard, Told, WATCHED};

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(500);
/// So much longer than a look takes is the time to the next: a tenth of the time goes into looking.
const SHARE: u32 = 9;
/// The coarsest clock of a disk in use ticks so often (FAT).
const TICK: Duration = Duration::from_millis(2100);

/// What stands in the folders of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look(BTreeMap<FilePath, Seen>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    File(Stamp),
    Fault(WalkFault),
}

impl Look {
    pub(super) fn take(project: &Project) -> Self {
        let mut seen = BTreeMap::new();
        for folder in WATCHED {
            let walk = project.walk(&FilePath::new(folder));
            seen.extend(walk.found.into_iter().map(|found| (found.path, Seen::File(found.stamp))));
            seen.extend(walk.faults.into_iter().map(|(path, fault)| (path, Seen::Fault(fault))));
            if folder == "themes" {
                // A theme reads what its links lead to, wherever that is.
                let target = |link: FilePath| Some((project.stamp(&link).ok()?, link));
                let links = walk.links.into_iter().filter_map(target);
                seen.extend(links.map(|(stamp, link)| (link, Seen::File(stamp))));
            }
        }
        Self(seen)
    }

    /// What is not in both as it is.
    fn differences<'l>(&'l self, other: &'l Self) -> impl Iterator<Item = &'l FilePath> {
        let gone = self.0.keys().filter(|path| !other.0.contains_key(*path));
        let new =
            other.0.iter().filter(|(path, seen)| self.0.get(*path) != Some(*seen)).map(|(path, _)| path);
        gone.chain(new)
    }

    /// Whether a file's time tells no parts of a second: it may change once more and look the same.
    fn is_coarse(&self, path: &FilePath) -> bool {
        matches!(self.0.get(path), Some(Seen::File(stamp)) if stamp.modified.is_multiple_of(1_000_000_000))
    }
}

/// Files that may have changed unseen, and when that will be over.
#[derive(Default)]
struct Young {
    paths: Vec<FilePath>,
    until: Option<Instant>,
}

impl Young {
    fn add(&mut self, look: &Look, paths: &[FilePath]) {
        self.paths.extend(paths.iter().filter(|path| look.is_coarse(path)).cloned());
        self.until = (!self.paths.is_empty()).then(|| Instant::now() + TICK);
    }

    /// Those of which a last look tells everything.
    fn grown(&mut self) -> Vec<FilePath> {
        if self.until.is_some_and(|until| Instant::now() >= until) {
            self.until = None;
            return std::mem::take(&mut self.paths);
        }
        Vec::new()
    }
}

/// Looks and tells what changed since `known`, until the watch is over.
pub(super) fn tell_all(project: &Project, mut known: Look, heard: &Receiver<Heard>, tell: &dyn Fn(Told)) {
    let mut young = Young::default();
    let mut pause = PAUSE;
    while waits(heard, pause) {
        let began = Instant::now();
        let mut now = Look::take(project);
        let took = began.elapsed();
        pause = PAUSE.max(took * SHARE);
        if now == known {
            let grown = young.grown();
            if !grown.is_empty() {
                tell(Told::Changed(Changed::Only(grown)));
            }
            continue;
        }
        // Until it is quiet.
        while began.elapsed() < LONGEST {
            if !waits(heard, QUIET.max(took)) {
                return;
            }
            let next = Look::take(project);
            let is_quiet = next == now;
            now = next;
            if is_quiet {
                break;
            }
        }
        let mut paths: Vec<FilePath> = known.differences(&now).cloned().collect();
        known = now;
        young.add(&known, &paths);
        paths.sort();
        if !paths.is_empty() {
            tell(Told::Changed(Changed::Only(paths)));
        }
    }
}

/// Waits; whether there is anything more to wait for.
fn waits(heard: &Receiver<Heard>, pause: Duration) -> bool {
    let until = Instant::now() + pause;
    loop {
        match heard.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => return true,
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => return false,
            // Of a system that is no longer listened to.
            Ok(Heard::Event(_)) => {}
        }
    }
}
