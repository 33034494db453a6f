//! Files as they were decoded, noted for the next build: it neither reads nor decodes a file that looks as it did.
//!
//! A note is anyone's to delete, and only saves time: one that is not as we wrote it is not there. Files are spread
//! over several notes, so that a change of one file rewrites a small part, and files that belong together stand in one.
//! A file with findings is not noted: it is decoded again, and tells them again.

use std::hash::Hasher;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::files::{Found, Project, Stamp};
use crate::load::file::{Decoded, Held};
use crate::load::paths::Placed;
use crate::load::{Read, Setting};
use crate::record::text::{Feed, Hash, TextFile};

/// The most notes.
pub(super) const MOST: usize = 256;
/// Bytes before the entries: the key, and a checksum of the entries.
const HEAD: usize = 16 + 8;

/// The notes of a project.
pub(super) struct Notes<'p> {
    project: &'p Project,
    /// Of everything that decoding depends on beside a file's path and bytes.
    key: Hash,
    count: usize,
}

/// A file to be decoded.
pub(super) struct Wanted {
    pub(super) found: Found,
    pub(super) placed: Placed,
}

impl Wanted {
    /// The file with what it holds.
    pub(super) fn read(self, decoded: Decoded) -> Read {
        let Self { found, placed } = self;
        Read { path: found.path, stamp: found.stamp, placed, decoded }
    }
}

/// A note as an earlier build left it.
struct Note<'m> {
    bytes: &'m [u8],
    /// When it was written, in nanoseconds since 1970.
    written: u128,
}

/// A decoded file, and the entry of the old note that says so.
type Known = (Decoded, Range<usize>);

/// An entry begins with this, then comes [`Held`].
#[derive(Serialize, Deserialize)]
struct Entry<'n> {
    path: &'n str,
    stamp: Stamp,
    hash: Hash,
    digest: Hash,
}

impl<'p> Notes<'p> {
    /// Of files in so many parts, decoded with this setting.
    pub(super) fn new(project: &'p Project, setting: &Setting, count: usize) -> Self {
        let mut feed = Feed::default();
        feed.text(env!("ONRECORD_RENDERER"));
        feed.text(setting.timezone.name());
        feed.count(count);
        for language in &setting.languages {
            feed.text(language);
        }
        Self { project, key: feed.print(), count }
    }

    /// The files of a part decoded, out of its note or by `decode`; they are all that is noted then.
    ///
    /// `memory` is room for the note, whatever it holds.
    pub(super) fn read(
        &self,
        number: usize,
        files: Vec<Wanted>,
        memory: &mut Vec<u8>,
        decode: impl Fn(&Wanted) -> Decoded + Sync,
    ) -> Vec<Read> {
        let note = self.recall(number, memory);
        let (known, is_whole) = match &note {
            Some(note) => note.entries(&files),
            None => (files.iter().map(|_| None).collect(), files.is_empty()),
        };
        let decoded = |(wanted, known): (&Wanted, Option<Known>)| match known {
            Some((decoded, entry)) => (decoded, Some(entry)),
            None => (decode(wanted), None),
        };
        let decoded: Vec<_> = files.par_iter().zip(known).map(decoded).collect();
        self.keep(number, note.as_ref(), is_whole, &files, &decoded);
        files.into_iter().zip(decoded).map(|(wanted, (decoded, _))| wanted.read(decoded)).collect()
    }

    fn recall<'m>(&self, number: usize, memory: &'m mut Vec<u8>) -> Option<Note<'m>> {
        let note = self.project.recall_into(&name(number), memory).and_then(|written| {
            let (head, entries) = memory.split_at_checked(HEAD)?;
            let is_ours = head[..16] == self.key.0 && head[16..] == checksum(entries).to_le_bytes();
            is_ours.then_some(Note { bytes: memory, written })
        });
        if note.is_none() && number == 0 {
            // There may have been more of them.
            (self.count..MOST).for_each(|number| self.project.forget(&name(number)));
        }
        note
    }

    /// Writes a note again, unless it would say the same.
    fn keep(
        &self,
        number: usize,
        old: Option<&Note<'_>>,
        is_whole: bool,
        files: &[Wanted],
        decoded: &[(Decoded, Option<Range<usize>>)],
    ) {
        let fresh = |(wanted, (decoded, known)): (&Wanted, &(Decoded, Option<Range<usize>>))| {
            if known.is_some() { None } else { entry(wanted, decoded) }
        };
        let fresh: Vec<_> = files.iter().zip(decoded).map(fresh).collect();
        if is_whole && fresh.iter().all(Option::is_none) {
            return;
        }
        let mut bytes = vec![0; HEAD];
        for (fresh, (_, known)) in fresh.iter().zip(decoded) {
            let kept = old.zip(known.clone()).map(|(note, entry)| &note.bytes[entry]);
            if let Some(entry) = fresh.as_deref().or(kept) {
                bytes.extend_from_slice(&(entry.len() as u32).to_le_bytes());
                bytes.extend_from_slice(entry);
            }
        }
        let check = checksum(&bytes[HEAD..]).to_le_bytes();
        bytes[..16].copy_from_slice(&self.key.0);
        bytes[16..HEAD].copy_from_slice(&check);
        self.project.jot(&name(number), &bytes);
    }
}

impl Note<'_> {
    /// What is known of each of `files`, and whether the note says nothing else.
    fn entries(&self, files: &[Wanted]) -> (Vec<Option<Known>>, bool) {
        let mut known = Vec::with_capacity(files.len());
        let mut is_whole = true;
        let mut entries = Entries { bytes: self.bytes, at: HEAD }.peekable();
        for wanted in files {
            let path = wanted.found.path.as_str();
            // Both are in the order of their paths.
            while entries.next_if(|(entry, ..)| entry.path < path).is_some() {
                is_whole = false;
            }
            known.push(entries.next_if(|(entry, ..)| entry.path == path).and_then(|(entry, held, range)| {
                let same = entry.stamp == wanted.found.stamp && entry.stamp.is_settled(self.written);
                let decoded = same.then(|| decoded(wanted, &entry, held)).flatten();
                is_whole &= decoded.is_some();
                Some((decoded?, range))
            }));
        }
        (known, is_whole && entries.next().is_none())
    }
}

/// The entries of a note: each with the bytes of what is held, and its own place.
struct Entries<'n> {
    bytes: &'n [u8],
    at: usize,
}

impl<'n> Iterator for Entries<'n> {
    type Item = (Entry<'n>, &'n [u8], Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.bytes.get(self.at..)?.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        let (entry, held) = postcard::take_from_bytes(rest.get(..length)?).ok()?;
        let start = self.at + size_of::<u32>();
        self.at = start + length;
        Some((entry, held, start..self.at))
    }
}

fn decoded(wanted: &Wanted, entry: &Entry<'_>, held: &[u8]) -> Option<Decoded> {
    let &Entry { hash, digest, .. } = entry;
    let held: Held = TextFile::new(&wanted.found.path, hash).of_all(|| postcard::from_bytes(held)).ok()?;
    Some(Decoded { held, hash, digest, findings: Vec::new(), lost: Vec::new(), torn: false })
}

/// What is noted of a file: nothing where it has to be decoded each time.
fn entry(wanted: &Wanted, decoded: &Decoded) -> Option<Vec<u8>> {
    if decoded.torn || !decoded.findings.is_empty() || !decoded.lost.is_empty() {
        return None;
    }
    let Found { path, stamp, .. } = &wanted.found;
    let entry = Entry { path: path.as_str(), stamp: *stamp, hash: decoded.hash, digest: decoded.digest };
    postcard::to_extend(&decoded.held, postcard::to_extend(&entry, Vec::new()).ok()?).ok()
}

fn name(number: usize) -> String {
    format!("records-{number}")
}

/// Tells bytes that were torn or changed by accident, not by intent.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
