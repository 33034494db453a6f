//! Watches a project and tells which of its files may be other than they were.
//!
//! What is told is where to look, not what happened: a folder stands for everything below it, and a file may be as it
//! was. Only what a site is made of is told: `content/` and `themes/`, without what loading ignores. The site, notes
//! and version control lie elsewhere and are never told.

mod batch;
mod covered;
mod gather;
mod mounts;
mod native;
mod poll;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};

use onrecord::diagnostic::{Diagnostic, FilePath, Severity};
use onrecord::files::{Project, Stamp};
use onrecord::session::Changed;

use crate::cli::given;
use poll::Look;

/// The folders that a site is made of.
const WATCHED: [&str; 2] = ["content", "themes"];

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

/// What a watcher tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Where to look.
    Changed(Changed),
    /// How changes are noticed from now on, where that is not as it should be.
    Note(Diagnostic),
}

/// What is to be known of a project before it is read for the first time, so that what changes meanwhile is told.
pub(super) struct Outset {
    project: Project,
    method: Method,
    /// In nanoseconds since 1970.
    begun: u128,
    /// The folders that a site is made of, as they were themselves.
    tops: [Option<Stamp>; WATCHED.len()],
    /// What stood there, where the system does not tell of changes.
    known: Option<Known>,
}

struct Known {
    look: Look,
    /// Said to the user, who did not ask for it.
    note: Option<Diagnostic>,
}

/// Watches until it is dropped.
pub(super) struct Watcher {
    end: Sender<Heard>,
}

/// What reaches the thread that tells.
enum Heard {
    Event(notify::Result<notify::Event>),
    /// The watcher was dropped.
    End,
}

impl Outset {
    /// Takes note of a project as it stands.
    pub(super) fn of(project: &Project, method: Method) -> Self {
        let known = match method {
            Method::Native => None,
            Method::Auto => mounts::silent(project).map(|kind| {
                let why = format!("the folder is on a file system ({kind}) that does not report changes");
                Known { look: Look::take(project), note: Some(polling(&why)) }
            }),
            Method::Poll => Some(Known { look: Look::take(project), note: None }),
        };
        let begun = if known.is_none() { given::now_exactly() } else { 0 };
        Self { project: project.clone(), method, begun, tops: tops(project), known }
    }

    /// Those of the folders that a site is made of that are not as they were themselves.
    fn changed_tops(&self) -> impl Iterator<Item = FilePath> {
        let pairs = WATCHED.into_iter().zip(self.tops.into_iter().zip(tops(&self.project)));
        pairs.filter(|(_, (then, now))| then != now).map(|(top, _)| FilePath::new(top))
    }
}

fn tops(project: &Project) -> [Option<Stamp>; WATCHED.len()] {
    WATCHED.map(|top| project.stamp(&FilePath::new(top)).ok())
}

impl Watcher {
    /// Watches a project; `tell` is called on a thread of its own, and what happens meanwhile is told afterwards.
    ///
    /// Whatever changed since the outset is told. To start after the project was read saves time: the system tells of
    /// reading too.
    ///
    /// # Errors
    /// The system grants no thread.
    pub(super) fn start(outset: Outset, tell: impl Fn(Told) + Send + 'static) -> io::Result<Self> {
        let (end, heard) = mpsc::channel();
        let hear = end.clone();
        let thread = std::thread::Builder::new().name("watcher".to_owned());
        thread.spawn(move || watch(outset, hear, &heard, &tell))?;
        Ok(Self { end })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // Where nobody listens the thread is already over.
        let _ = self.end.send(Heard::End);
    }
}

fn watch(outset: Outset, hear: Sender<Heard>, heard: &Receiver<Heard>, tell: &dyn Fn(Told)) {
    let look = if let Some(Known { look, note }) = outset.known {
        if let Some(note) = note {
            tell(Told::Note(note));
        }
        look
    } else {
        let Err(why) = gather::tell_all(&outset, hear, heard, tell) else { return };
        tell(Told::Note(polling(&why)));
        // Some of what happened before this look may have gone unseen.
        let look = Look::take(&outset.project);
        tell(Told::Changed(Changed::Anything));
        look
    };
    poll::tell_all(&outset.project, look, heard, tell);
}

fn polling(why: &str) -> Diagnostic {
    let message = format!("files are looked at again and again: {why}");
    let note = Diagnostic { severity: Severity::Warning, ..Diagnostic::general("watch-polling", message) };
    note.help("nothing needs to be done; an edit shows up a little later than it could")
}
