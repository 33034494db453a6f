//! What the system tells of a project's files, by notify.
//!
//! Its event loop answers calls only between events, so that nothing here is called from its own thread.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use onrecord::diagnostic::FilePath;
use onrecord::files::{self, Project};

use super::batch::Batch;
use super::{Heard, WATCHED};

/// A watch of the system.
pub(super) struct Native {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// The folders that are watched with all that is below them, where they really are, and as they are named.
    folders: Vec<(PathBuf, &'static str)>,
}

impl Native {
    /// Watches a project.
    ///
    /// # Errors
    /// Why the system does not, for people.
    pub(super) fn start(project: &Project, tell: Sender<Heard>) -> Result<Self, String> {
        let root = files::resolve(project.root()).map_err(|fault| fault.to_string())?;
        let hear = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                // Where nobody listens the watcher was dropped.
                let _ = tell.send(Heard::Event(event));
            }
        };
        // Links to folders are not followed by loading either.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(hear, config).map_err(|error| why(&error))?;
        let mut native = Self { watcher, root, folders: Vec::new() };
        native.watch_root().and_then(|()| native.watch_folders()).map_err(|error| why(&error))?;
        Ok(native)
    }

    /// Adds what an event is about.
    pub(super) fn take(&self, event: notify::Result<Event>, batch: &mut Batch) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                batch.is_unsure = true;
                batch.is_broken |= matches!(error.kind, ErrorKind::MaxFilesWatch);
                return;
            }
        };
        batch.is_unsure |= event.need_rescan();
        let named = event.paths.iter().filter_map(|path| self.name(path));
        let named: Vec<_> = named.filter(|path| !(is_top(path) && is_about_entries(event.kind))).collect();
        if !named.is_empty() {
            batch.has_newcomers |= may_bring_folder(event.kind);
            batch.paths.extend(named);
        }
    }

    /// Sees to it that everything in the batch is watched before somebody looks at it: what comes into a folder later
    /// is heard of, what came before is seen.
    ///
    /// # Errors
    /// What the system says: it tells no more.
    pub(super) fn catch_up(&mut self, batch: &mut Batch) -> notify::Result<()> {
        if batch.is_unsure || batch.paths.iter().any(is_top) {
            // While one folder is taken up anew, the others are not watched for a moment.
            batch.paths.extend(WATCHED.map(FilePath::new));
            self.watch_root()?;
            return self.watch_folders();
        }
        // inotify: a new folder is watched only after all events that wait have been told, and while these pour in,
        // files come into it unheard. A call is answered after that.
        if batch.has_newcomers && RecommendedWatcher::kind() == WatcherKind::Inotify {
            return self.watch_root();
        }
        Ok(())
    }

    /// Watches the root for the folders that come and go in it.
    fn watch_root(&mut self) -> notify::Result<()> {
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        for (folder, _) in std::mem::take(&mut self.folders) {
            // A folder that is gone is no longer watched anyway.
            let _ = self.watcher.unwatch(&folder);
        }
        for name in WATCHED {
            let Ok(folder) = files::resolve(&self.root.join(name)) else { continue };
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                Ok(()) => self.folders.push((folder, name)),
                // It may come: the root tells.
                Err(error) if is_absence(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The path as the project has it; `None` where nothing is loaded from there.
    fn name(&self, path: &Path) -> Option<FilePath> {
        let below = |(folder, name): &(PathBuf, &'static str)| Some((*name, path.strip_prefix(folder).ok()?));
        let (top, rest) = self.folders.iter().find_map(below).or_else(|| {
            let inside = path.strip_prefix(&self.root).ok()?;
            let top = WATCHED.into_iter().find(|name| inside.starts_with(name))?;
            Some((top, inside.strip_prefix(top).ok()?))
        })?;
        let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
        if parts.iter().any(|part| is_ignored(top, part)) {
            return None;
        }
        let inside = parts.iter().map(|part| format!("/{part}"));
        Some(FilePath::new(&inside.fold(top.to_owned(), |path, part| path + &part)))
    }
}

fn is_top(path: &FilePath) -> bool {
    WATCHED.contains(&path.as_str())
}

/// Whether an event about a folder only says that something in it changed, which is told by itself.
fn is_about_entries(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_)))
}

fn may_bring_folder(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(kind) => kind != CreateKind::File,
        EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_)),
        kind => kind == EventKind::Any,
    }
}

/// Whether loading passes over this name; of a theme it takes every file that is not hidden.
fn is_ignored(top: &str, name: &str) -> bool {
    if top == "themes" { name.starts_with('.') } else { files::is_ignored(name) }
}

/// Whether an event is about a change: reading a file is one too.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write) || event.need_rescan(),
        _ => true,
    }
}

fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(fault) => fault.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (raise fs.inotify.max_user_watches)".to_owned()
        }
        ErrorKind::Io(fault) => format!("the system does not watch the folder: {fault}"),
        _ => format!("the system does not watch the folder: {error}"),
    }
}
