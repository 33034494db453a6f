//! The files of `content/` as they were found last, and which of them may be other than they were.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::diagnostic::{Diagnostic, FilePath};
use crate::files::{Found, Project, Stamp, Walk};
use crate::load::left_out;
use crate::load::paths::CONTENT;
use crate::record::text::Hash;

/// The files of a project's `content/`.
#[derive(Default)]
pub(super) struct Files {
    known: BTreeMap<FilePath, Known>,
    /// What walks left out, by where.
    faults: BTreeMap<FilePath, Vec<Diagnostic>>,
    /// What they lead to may change without being named.
    links: BTreeSet<FilePath>,
    /// Folders that hold a `claim.md`, as they decide where other files belong.
    pub(super) claim_folders: BTreeSet<String>,
    /// The newest time that the disk has told, in nanoseconds since 1970: no clock is ahead of it.
    newest: u64,
}

/// A file that was read.
struct Known {
    stamp: Stamp,
    /// Whether it cannot change without its stamp changing.
    is_settled: bool,
    digest: Hash,
}

/// What a look at the disk told.
#[derive(Default)]
pub(super) struct Seen {
    /// Files that may be other than they were, by path.
    pub(super) touched: Vec<Found>,
    /// Files that are no longer there, by path.
    pub(super) gone: Vec<FilePath>,
}

impl Files {
    /// Whether nothing was ever found.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Looks at what was named, or at everything.
    pub(super) fn look(&mut self, project: &Project, changed: Option<&[FilePath]>) -> Seen {
        let content = FilePath::new(CONTENT);
        let paths = changed.map_or_else(|| vec![content.clone()], |changed| self.places(changed));
        let mut seen = Seen::default();
        for path in paths {
            let walk = project.walk_part(&content, &path);
            self.compare(&path, walk, &mut seen);
        }
        seen.touched.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        seen.gone.sort_unstable();
        seen
    }

    /// Where to look: what lies in `content/`, nothing twice.
    fn places(&self, changed: &[FilePath]) -> Vec<FilePath> {
        let named = changed.iter().filter_map(|path| self.place(path.as_str()));
        let places: BTreeSet<FilePath> = named.chain(self.links.iter().cloned()).collect();
        let is_below =
            |path: &FilePath| ancestors(path.as_str()).any(|at| places.contains(&FilePath::new(at)));
        places.iter().filter(|path| !is_below(path)).cloned().collect()
    }

    fn place(&self, path: &str) -> Option<FilePath> {
        let path = path.trim_end_matches('/');
        if path.is_empty() {
            return Some(FilePath::new(CONTENT));
        }
        let inside = path.strip_prefix(CONTENT)?;
        if !inside.is_empty() && !inside.starts_with('/') {
            return None;
        }
        // A name that is not UTF-8 is known by its folder alone, and so is what lies in a folder that could not be
        // listed.
        let named = path
            .find(char::REPLACEMENT_CHARACTER)
            .map_or(path, |at| path[..at].rsplit_once('/').map_or(CONTENT, |(folder, _)| folder));
        let unlisted = ancestors(named).find(|at| self.faults.contains_key(&FilePath::new(at)));
        Some(FilePath::new(unlisted.unwrap_or(named)))
    }

    /// Takes in what a walk of `path` found, which is everything at and below it.
    fn compare(&mut self, path: &FilePath, walk: Walk, seen: &mut Seen) {
        remove_within(&mut self.faults, path);
        for (at, fault) in &walk.faults {
            self.faults.entry(at.clone()).or_default().push(left_out(at, fault));
        }
        self.links.retain(|link| !is_within(link, path));
        self.links.extend(walk.links);
        self.newest = walk.found.iter().map(|found| found.stamp.changed).fold(self.newest, u64::max);
        let is_found = |at: &FilePath| walk.found.binary_search_by(|found| found.path.cmp(at)).is_ok();
        seen.gone.extend(within(&self.known, path).map(|(at, _)| at).filter(|at| !is_found(at)).cloned());
        let is_same = |found: &Found| {
            found.path != *path
                && self
                    .known
                    .get(&found.path)
                    .is_some_and(|known| known.is_settled && known.stamp == found.stamp)
        };
        seen.touched.extend(walk.found.into_iter().filter(|found| !is_same(found)));
    }

    /// Every file below a folder of `content/`.
    pub(super) fn below(&self, folder: &str) -> Vec<Found> {
        self.beginning(&format!("{CONTENT}/{folder}/"))
    }

    /// Every file whose path begins so.
    pub(super) fn beginning(&self, start: &str) -> Vec<Found> {
        let first = FilePath::new(start);
        let found = |(path, known): (&FilePath, &Known)| Found { path: path.clone(), stamp: known.stamp };
        beginning(&self.known, &first).map(found).collect()
    }

    /// The digest of a file that was there; that of nothing where it holds no record.
    pub(super) fn digest(&self, path: &FilePath) -> Option<Hash> {
        self.known.get(path).map(|known| known.digest)
    }

    /// When a file was last written, in nanoseconds since 1970.
    pub(super) fn written(&self, path: &FilePath) -> Option<u64> {
        self.known.get(path).map(|known| known.stamp.modified)
    }

    /// Notes that a file was read, as it looked before.
    pub(super) fn note(&mut self, path: &FilePath, stamp: Stamp, digest: Hash) {
        let is_settled = stamp.changed != 0 && stamp.is_settled(self.newest.into());
        self.known.insert(path.clone(), Known { stamp, is_settled, digest });
    }

    pub(super) fn forget(&mut self, path: &FilePath) {
        self.known.remove(path);
    }

    /// What the walks left out.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.faults.values().flatten()
    }
}

/// The folders above a path, from the nearest one on.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

fn is_within(path: &FilePath, folder: &FilePath) -> bool {
    let rest = path.as_str().strip_prefix(folder.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn beginning<'m, T>(
    map: &'m BTreeMap<FilePath, T>,
    start: &FilePath,
) -> impl Iterator<Item = (&'m FilePath, &'m T)> {
    let from = map.range((Bound::Included(start), Bound::Unbounded));
    from.take_while(move |(path, _)| path.as_str().starts_with(start.as_str()))
}

/// What stands at a path and below it.
fn within<'m, T>(
    map: &'m BTreeMap<FilePath, T>,
    path: &FilePath,
) -> impl Iterator<Item = (&'m FilePath, &'m T)> {
    let below: Vec<_> = beginning(map, &FilePath::new(&format!("{path}/"))).collect();
    map.get_key_value(path).into_iter().chain(below)
}

fn remove_within<T>(map: &mut BTreeMap<FilePath, T>, path: &FilePath) {
    let old: Vec<FilePath> = within(map, path).map(|(path, _)| path.clone()).collect();
    for path in old {
        map.remove(&path);
    }
}
