//! Watches a project and tells which of its files may be other than they were.
//!
//! What is told is where to look, not what happened: a folder stands for everything below it, and a file may be as it
//! was. Only what a site is made of is told: `content/` and `themes/`, without what loading ignores. The site, notes
//! and version control lie elsewhere and are never told.

mod batch;
mod gather;
mod mounts;
mod native;
mod poll;
#[cfg(test)]
mod tests;

use std::sync::mpsc::{self, Receiver, Sender};

use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::files::Project;
use onrecord::session::Changed;

use native::Native;
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

/// A watcher, and what is to be said of it.
pub(super) struct Started {
    pub(super) watcher: Watcher,
    pub(super) notes: Vec<Diagnostic>,
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

/// Why a watch is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Ended,
    /// The system tells no more.
    Broken,
}

impl Watcher {
    /// Watches a project; `tell` is called on a thread of its own, and what happens meanwhile is told afterwards.
    pub(super) fn start(
        project: &Project,
        method: Method,
        tell: impl Fn(Changed) + Send + 'static,
    ) -> Started {
        let (end, heard) = mpsc::channel();
        let (native, note) = match method {
            Method::Poll => (None, None),
            Method::Auto | Method::Native => match native(project, method, &end) {
                Ok(native) => (Some(native), None),
                Err(why) => (None, Some(polling(&why))),
            },
        };
        let mut notes: Vec<_> = note.into_iter().collect();
        // Looked at before this returns: whatever happens from now on is told.
        let known = native.is_none().then(|| Look::take(project));
        let project = project.clone();
        let thread = std::thread::Builder::new().name("watcher".to_owned());
        if let Err(fault) = thread.spawn(move || watch(&project, native, known, &heard, &tell)) {
            let message = format!("nothing is watched: the system gives no thread: {fault}");
            notes.push(warning("watch-failed", message).help("end other programs and start again"));
        }
        Started { watcher: Self { end }, notes }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // Where nobody listens the thread is already over.
        let _ = self.end.send(Heard::End);
    }
}

/// The system's own watch.
///
/// # Errors
/// Why there is none, for people.
fn native(project: &Project, method: Method, tell: &Sender<Heard>) -> Result<Native, String> {
    if method == Method::Auto
        && let Some(kind) = mounts::silent(project)
    {
        return Err(format!("the folder is on a file system ({kind}) that does not report changes"));
    }
    Native::start(project, tell.clone())
}

fn watch(
    project: &Project,
    native: Option<Native>,
    known: Option<Look>,
    heard: &Receiver<Heard>,
    tell: &dyn Fn(Changed),
) {
    if let Some(native) = native
        && gather::tell_all(native, heard, tell) == Over::Ended
    {
        return;
    }
    let known = known.unwrap_or_else(|| {
        // Some of what happened before this look may have gone unseen.
        let known = Look::take(project);
        tell(Changed::Anything);
        known
    });
    poll::tell_all(project, known, heard, tell);
}

fn polling(why: &str) -> Diagnostic {
    warning("watch-polling", format!("files are looked at again and again: {why}"))
        .help("nothing needs to be done; an edit shows up a little later than it could")
}

fn warning(code: &'static str, message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..Diagnostic::general(code, message) }
}
