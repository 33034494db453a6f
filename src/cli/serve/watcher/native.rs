//! What the system tells of a project's files, by notify.
//!
//! Its event loop answers calls only between events, so that nothing here is called from its own thread.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use onrecord::diagnostic::FilePath;
use onrecord::files::{self, Project};

use super::WATCHED;
use super::batch::Batch;

/// A watch of the system.
pub(super) struct Native {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// The folders that a site is made of, as far as they are watched: where they really are, and as they are named.
    folders: Vec<(PathBuf, &'static str)>,
}

impl Native {
    /// Watches the root of a project, and nothing in its folders yet.
    ///
    /// # Errors
    /// Why the system does not, for people.
    pub(super) fn start(
        project: &Project,
        hear: impl Fn(notify::Result<Event>) + Send + 'static,
    ) -> Result<Self, String> {
        let root = files::resolve(project.root()).map_err(|fault| fault.to_string())?;
        let hear = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                hear(event);
            }
        };
        // Links to folders are not followed by loading either.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(hear, config).map_err(|error| why(&error))?;
        let mut native = Self { watcher, root, folders: Vec::new() };
        native.watch_root()?;
        Ok(native)
    }

    /// Adds what an event is about.
    pub(super) fn take(&self, event: notify::Result<Event>, batch: &mut Batch) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                batch.is_unsure = true;
                if matches!(error.kind, ErrorKind::MaxFilesWatch) {
                    batch.broken = Some(why(&error));
                }
                return;
            }
        };
        batch.is_unsure |=
            event.need_rescan() || (takes_away(event.kind) && event.paths.contains(&self.root));
        let named = event.paths.iter().filter_map(|path| self.name(path));
        batch.paths.extend(named.filter(|path| !(is_top(path) && is_about_entries(event.kind))));
    }

    /// Watches the root for the folders that come and go in it.
    ///
    /// # Errors
    /// Why the system does not, for people.
    pub(super) fn watch_root(&mut self) -> Result<(), String> {
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive).map_err(|error| why(&error))
    }

    /// Watches these folders of the project, of which each comes behind the one above it.
    ///
    /// # Errors
    /// Why the system does not, for people.
    pub(super) fn cover(&mut self, folders: &[FilePath]) -> Result<(), String> {
        let covered = if RecommendedWatcher::kind() == WatcherKind::Inotify {
            folders.iter().try_for_each(|folder| self.watch_one(folder))
        } else if folders.iter().any(is_top) {
            self.watch_all()
        } else {
            Ok(())
        };
        covered.map_err(|error| why(&error))
    }

    /// inotify watches each folder by itself. That is not left to notify, which opens every folder below one that it
    /// watches already: each is an event.
    fn watch_one(&mut self, folder: &FilePath) -> notify::Result<()> {
        let (top, below) = folder.as_str().split_once('/').unwrap_or((folder.as_str(), ""));
        let Some(name) = WATCHED.into_iter().find(|name| *name == top) else { return Ok(()) };
        if below.is_empty() {
            self.folders.retain(|(_, known)| *known != name);
            let Ok(at) = files::resolve(&self.root.join(name)) else { return Ok(()) };
            self.folders.push((at, name));
        }
        let Some((at, _)) = self.folders.iter().find(|(_, known)| *known == name) else { return Ok(()) };
        let at = if below.is_empty() { at.clone() } else { at.join(below) };
        match self.watcher.watch(&at, RecursiveMode::NonRecursive) {
            // It may come again: the folder above tells.
            Err(error) if is_absence(&error) => Ok(()),
            watched => watched,
        }
    }

    /// Other systems watch a folder with all that is in it. While one is taken up anew, the others are not watched.
    fn watch_all(&mut self) -> notify::Result<()> {
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

/// Whether it is one of the folders that a site is made of.
pub(super) fn is_top(path: &FilePath) -> bool {
    WATCHED.contains(&path.as_str())
}

/// Whether an event about a folder only says that something in it changed, which is told by itself.
fn is_about_entries(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_)))
}

/// Whether a folder goes from where it was.
fn takes_away(kind: EventKind) -> bool {
    matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

/// Whether loading passes over this name; of a theme it takes every file that is not hidden.
pub(super) fn is_ignored(top: &str, name: &str) -> bool {
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
