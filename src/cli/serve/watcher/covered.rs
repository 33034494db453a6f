//! A project under the system's watch, beside what is known to stand in it: what the system loses is found by stamps.
//!
//! The system tells of opened files and folders too, and its queue is bounded: reading a large project overflows it.
//! So what was lost is looked for without opening anything, or the search would overflow it again.

use std::collections::BTreeSet;

use onrecord::diagnostic::FilePath;
use onrecord::files::census::{Census, Differences};
use onrecord::files::{self, Project};
use onrecord::session::Changed;

use super::batch::Batch;
use super::native::{self, Native};
use super::{Method, Outset, WATCHED};
use crate::cli::given::now_exactly;

/// From so many paths on, looking everywhere is as fast.
const MANY: usize = 20_000;

/// A project that is watched.
pub(super) struct Covered {
    native: Native,
    project: Project,
    method: Method,
    /// What stood there when it was last told of, and when the whole of it was noted, in nanoseconds since 1970.
    census: Census,
    noted: u128,
}

/// Where to look.
enum Places {
    Everywhere,
    At(Vec<FilePath>),
}

impl Covered {
    /// Watches a project; what changed in it since the outset, where anything did.
    ///
    /// # Errors
    /// Why the system does not watch it, for people.
    pub(super) fn begin(
        outset: &Outset,
        hear: impl Fn(notify::Result<notify::Event>) + Send + 'static,
    ) -> Result<(Self, Option<Changed>), String> {
        let native = Native::start(&outset.project, hear)?;
        let noted = now_exactly();
        // Before anything is watched, so that nothing is told of its opening folders.
        let census = Census::look(&outset.project, &WATCHED, None);
        let (project, method) = (outset.project.clone(), outset.method);
        let mut covered = Self { native, project, method, census, noted };
        let changed = covered.cover(WATCHED.map(FilePath::new).to_vec(), &Places::Everywhere)?;
        let mut paths: BTreeSet<_> = covered.census.since(outset.begun).into_iter().collect();
        paths.extend(changed);
        paths.extend(outset.changed_tops());
        Ok((covered.checked()?, told(paths)))
    }

    /// Adds what an event is about.
    pub(super) fn take(&self, event: notify::Result<notify::Event>, batch: &mut Batch) {
        self.native.take(event, batch);
    }

    /// Sees to it that everything in the batch is watched before somebody looks at it: what comes into a folder later
    /// is heard of, what came before is seen. Comes back with what is to be told, if anything.
    ///
    /// # Errors
    /// Why the system tells no more, for people.
    pub(super) fn catch_up(&mut self, batch: Batch) -> Result<Option<Changed>, String> {
        let Batch { mut paths, is_unsure, broken } = batch;
        if let Some(why) = broken {
            return Err(why);
        }
        let places = if is_unsure || paths.iter().any(native::is_top) {
            self.native.watch_root()?;
            // Each may have been written twice at once, and told of once.
            paths.extend(self.census.unsettled(self.noted));
            Places::Everywhere
        } else {
            Places::At(paths.iter().cloned().collect())
        };
        let Differences { paths: changed, folders } = self.look(&places);
        paths.extend(changed);
        paths.extend(self.cover(folders, &places)?);
        if paths.iter().any(|path| path.as_str().starts_with("themes")) {
            self.check()?;
        }
        Ok(told(paths))
    }

    /// Watches folders with all that is below them, and those that come meanwhile; what changed meanwhile.
    fn cover(&mut self, mut folders: Vec<FilePath>, places: &Places) -> Result<Vec<FilePath>, String> {
        let mut changed = Vec::new();
        let mut covered = BTreeSet::new();
        while !folders.is_empty() {
            let below = folders.iter().flat_map(|folder| self.census.folders_within(folder));
            let new: Vec<_> =
                below.filter(|folder| is_loaded(folder) && covered.insert(folder.clone())).collect();
            self.native.cover(&new)?;
            // What came into a folder before it was watched was not told.
            let differences = self.look(places);
            changed.extend(differences.paths);
            // Also folders that came elsewhere: the system tells of these, but they are known then and differ in nothing.
            folders = differences.folders;
            folders.retain(|folder| !covered.contains(folder));
        }
        Ok(changed)
    }

    fn look(&mut self, places: &Places) -> Differences {
        match places {
            Places::Everywhere => {
                let noted = now_exactly();
                let census = Census::look(&self.project, &WATCHED, Some((&self.census, self.noted)));
                let differences = self.census.differences(&census);
                (self.census, self.noted) = (census, noted);
                differences
            }
            Places::At(paths) => {
                let mut differences = Differences::default();
                for path in paths {
                    let Differences { paths, folders } = self.census.renew(&self.project, path, self.noted);
                    differences.paths.extend(paths);
                    differences.folders.extend(folders);
                }
                differences
            }
        }
    }

    fn checked(self) -> Result<Self, String> {
        self.check().map(|()| self)
    }

    /// Refuses a theme with links that lead out of it, unless the user wants it so: the system does not tell what
    /// happens there.
    fn check(&self) -> Result<(), String> {
        let at = |path: &FilePath| files::resolve(&self.project.locate(path)).ok();
        let (themes, is_free) = (at(&FilePath::new("themes")), self.method == Method::Auto);
        let leads_out = |link: &&FilePath| {
            at(link).zip(themes.as_ref()).is_some_and(|(at, themes)| !at.starts_with(themes))
        };
        let links = if is_free { self.census.links("themes") } else { Vec::new() };
        match links.iter().find(leads_out) {
            Some(link) => Err(format!("the system does not tell of changes where the link `{link}` leads")),
            None => Ok(()),
        }
    }
}

fn told(paths: BTreeSet<FilePath>) -> Option<Changed> {
    let paths: Vec<_> = paths.into_iter().filter(is_loaded).collect();
    match paths.len() {
        0 => None,
        1..=MANY => Some(Changed::Only(paths)),
        _ => Some(Changed::Anything),
    }
}

/// Whether anything is loaded from there.
fn is_loaded(path: &FilePath) -> bool {
    let (top, below) = path.as_str().split_once('/').unwrap_or((path.as_str(), ""));
    !below.split('/').any(|name| native::is_ignored(top, name))
}
