//! Hashes of files that did not change since they were last seen, so that they need not be read again.
//!
//! Kept in the project's own notes, which anyone may delete. A file is known by its size and the time
//! of its last change; one that changed just before the note was written is not, as it could have
//! changed again within the same tick of the disk's clock.

use std::fmt::Write;
use std::io;

use rayon::prelude::*;

use super::manifest::parse_hash;
use crate::files::tree::{Found, Stat, Tree};
use crate::files::{Project, is_settled};
use crate::record::text::Hash;

/// What an earlier build noted of an output folder.
#[derive(Default)]
pub(super) struct Note {
    text: String,
    /// When, in nanoseconds since 1970.
    written: u128,
}

/// A file as it was last seen: its path, how it looked, and its hash.
pub(super) type Line<'n> = (&'n str, Stat, Hash);

/// Files of an output folder by path.
pub(super) struct Known<'n> {
    files: Vec<Line<'n>>,
    /// Those that were too young to be trusted: as long as there are any, the note is worth writing again.
    young: Vec<Line<'n>>,
    text: &'n str,
}

impl Note {
    /// Of this folder; an empty one where there is none.
    pub(super) fn recall(project: &Project, tree: &Tree) -> Self {
        let note = project.recall(&name(tree));
        let note =
            note.and_then(|(bytes, written)| Some(Self { text: String::from_utf8(bytes).ok()?, written }));
        note.unwrap_or_default()
    }

    /// What it says.
    pub(super) fn known(&self) -> Known<'_> {
        let mut lines: Vec<_> = self.text.par_lines().filter_map(line).collect();
        // It is in order, unless other hands were at it.
        lines.sort_unstable_by_key(|(path, ..)| *path);
        let is_old = |(_, stat, _): &Line<'_>| is_settled(stat.modified, self.written);
        let (files, young) = lines.into_iter().partition(is_old);
        Known { files, young, text: &self.text }
    }
}

impl<'n> Known<'n> {
    /// What is known of a file.
    pub(super) fn find(&self, path: &str) -> Option<Line<'n>> {
        let place = self.files.binary_search_by_key(&path, |(path, ..)| path).ok()?;
        Some(self.files[place])
    }

    /// The hash of a file that stands at `path` with this size and time.
    pub(super) fn hash(&self, tree: &Tree, path: &str, stat: Stat) -> io::Result<Hash> {
        match self.find(path) {
            Some((_, known, hash)) if known == stat => Ok(hash),
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
        let read = |(path, _, hash): &Line<'_>| {
            let is_file = matches!(tree.look(path), Ok(Found::File(_)));
            is_file && tree.hash(path).is_ok_and(|found| Hash::from(&found) == *hash)
        };
        let stands =
            self.files.par_iter().all(|(path, stat, _)| same(path, *stat)) && self.young.par_iter().all(read);
        let grown = |(path, stat, _): &Line<'_>| is_settled(stat.modified, now) && same(path, *stat);
        if stands && !self.young.is_empty() && self.young.iter().all(grown) {
            project.remember(&name(tree), self.text.as_bytes());
        }
        stands.then_some(self.files.len() + self.young.len())
    }

    /// Leaves a note of these files, in the order of their paths, for the next build, where there is something new to
    /// say.
    pub(super) fn remember<'a>(&self, project: &Project, tree: &Tree, files: impl Iterator<Item = Line<'a>>) {
        let mut text = String::with_capacity(self.text.len());
        for (path, stat, hash) in files {
            hash.push_hex(&mut text);
            let _ = writeln!(text, " {} {} {path}", stat.length, stat.modified);
        }
        if !self.young.is_empty() || text != self.text {
            project.remember(&name(tree), text.as_bytes());
        }
    }
}

/// The note of this output folder: a project may have several.
pub(super) fn name(tree: &Tree) -> String {
    format!("output-{}", &Hash::of(tree.root().as_os_str().as_encoded_bytes()).hex()[..16])
}

fn line(line: &str) -> Option<Line<'_>> {
    let mut fields = line.splitn(4, ' ');
    let hash = parse_hash(fields.next()?)?;
    let length = fields.next()?.parse().ok()?;
    // A note is anyone's to edit: a time beyond all bounds must not overflow.
    let modified = fields.next()?.parse::<u64>().ok()?.into();
    Some((fields.next()?, Stat { length, modified }, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn a_note_is_read_in_any_order_and_what_is_no_line_of_ours_is_passed_over() {
        let line = |byte: &str, time: u64, path: &str| format!("{} 3 {time} {path}\n", byte.repeat(16));
        let text = [
            line("bb", SECOND, "b/a b.html"),
            "torn".to_owned(),
            "\n".to_owned(),
            line("aa", SECOND, "a.html"),
            line("cc", 100 * SECOND, "young.html"),
        ];
        let note = Note { text: text.concat(), written: u128::from(100 * SECOND) };
        let known = note.known();
        let hash = |path: &str| known.find(path).map(|(_, _, hash)| hash.0[0]);
        assert_eq!(hash("a.html"), Some(0xaa));
        assert_eq!(hash("b/a b.html"), Some(0xbb));
        assert_eq!(hash("young.html"), None);
        assert_eq!(hash("torn"), None);
        assert_eq!(known.young.len(), 1);
    }
}
