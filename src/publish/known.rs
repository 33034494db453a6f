//! Hashes of files that did not change since they were last seen, so that they need not be read again.
//!
//! Kept in the project's own notes, which anyone may delete. A file is known by its size and the time
//! of its last change; one that changed just before the note was written is not, as it could have
//! changed again within the same tick of the disk's clock.

use std::fmt::Write;
use std::io;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::manifest::{Manifest, parse_hash};
use crate::files::tree::{Found, Stat, Tree};
use crate::files::{Project, is_settled};
use crate::record::text::Hash;

/// Files of an output folder by path.
pub(super) struct Known {
    files: FxHashMap<Box<str>, (Stat, Hash)>,
    /// Those that were too young to be trusted: as long as there are any, the note is worth writing again.
    young: Vec<(Box<str>, Stat, Hash)>,
    text: String,
}

impl Known {
    /// What an earlier build remembered of this folder.
    pub(super) fn recall(project: &Project, tree: &Tree) -> Self {
        let mut known = Self { files: FxHashMap::default(), young: Vec::new(), text: String::new() };
        let Some((bytes, written)) = project.recall(&name(tree)) else { return known };
        let Ok(text) = String::from_utf8(bytes) else { return known };
        for (path, stat, hash) in text.lines().filter_map(line) {
            if is_settled(stat.modified, written) {
                known.files.insert(path.into(), (stat, hash));
            } else {
                known.young.push((path.into(), stat, hash));
            }
        }
        known.text = text;
        known
    }

    /// The hash of a file that stands at `path` with this size and time.
    pub(super) fn hash(&self, tree: &Tree, path: &str, stat: Stat) -> io::Result<Hash> {
        match self.files.get(path) {
            Some((known, hash)) if *known == stat => Ok(*hash),
            _ => tree.hash(path).map(|hash| Hash::from(&hash)),
        }
    }

    /// How many files there are, where all of them stand as they were noted.
    ///
    /// Those that were too young had to be read. Where they are old by now, in nanoseconds since 1970, the note is
    /// dated anew, so that the next build need not read them.
    pub(super) fn stands(&self, project: &Project, tree: &Tree, now: u128) -> Option<usize> {
        let same =
            |path: &str, stat: Stat| matches!(tree.look(path), Ok(Found::File(found)) if found == stat);
        let read = |(path, _, hash): &(Box<str>, Stat, Hash)| {
            let is_file = matches!(tree.look(path), Ok(Found::File(_)));
            is_file && tree.hash(path).is_ok_and(|found| Hash::from(&found) == *hash)
        };
        let stands = self.files.par_iter().all(|(path, (stat, _))| same(path, *stat))
            && self.young.par_iter().all(read);
        let grown =
            |(path, stat, _): &(Box<str>, Stat, Hash)| is_settled(stat.modified, now) && same(path, *stat);
        if stands && !self.young.is_empty() && self.young.iter().all(grown) {
            project.remember(&name(tree), self.text.as_bytes());
        }
        stands.then_some(self.files.len() + self.young.len())
    }

    /// Takes in a file as a build has seen or written it.
    pub(super) fn insert(&mut self, path: &str, stat: Stat, hash: Hash) {
        self.files.insert(path.into(), (stat, hash));
    }

    /// Forgets what the output folder no longer holds.
    pub(super) fn keep(&mut self, new: &Manifest) {
        self.files.retain(|path, _| !new.at(path).is_empty());
    }

    /// Leaves a note for the next build, where there is something new to say.
    pub(super) fn remember(&self, project: &Project, tree: &Tree) {
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let text = files.into_iter().fold(String::new(), |mut text, (path, (stat, hash))| {
            hash.push_hex(&mut text);
            let _ = writeln!(text, " {} {} {path}", stat.length, stat.modified);
            text
        });
        if !self.young.is_empty() || text != self.text {
            project.remember(&name(tree), text.as_bytes());
        }
    }
}

/// The note of this output folder: a project may have several.
pub(super) fn name(tree: &Tree) -> String {
    format!("output-{}", &Hash::of(tree.root().as_os_str().as_encoded_bytes()).hex()[..16])
}

fn line(line: &str) -> Option<(&str, Stat, Hash)> {
    let mut fields = line.splitn(4, ' ');
    let hash = parse_hash(fields.next()?)?;
    let length = fields.next()?.parse().ok()?;
    // A note is anyone's to edit: a time beyond all bounds must not overflow.
    let modified = fields.next()?.parse::<u64>().ok()?.into();
    Some((fields.next()?, Stat { length, modified }, hash))
}
