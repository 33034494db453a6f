//! `.onrecord/manifest`: which files of an output folder are ours, and what they were made from.
//!
//! Plain text, sorted, the same for the same site: `hash fingerprint length path`, one file a line,
//! hashes as 32 hexadecimal digits. While a build is under way a path may have several lines: what
//! stood there, and what will.

use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

use rayon::prelude::*;

use crate::record::text::Hash;
use crate::routes;

/// The first line: what this is, and the version of its form.
const HEAD: &str = "onrecord manifest 1\n";

/// A file that we wrote, or are about to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Below the output folder, with `/`.
    pub(super) path: Arc<str>,
    /// Of its bytes.
    pub(super) hash: Hash,
    /// Of everything that it was made from.
    pub(super) fingerprint: Hash,
    /// Bytes.
    pub(super) length: u64,
}

/// The files that are ours, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    entries: Vec<Entry>,
}

impl Manifest {
    /// Of these files, in any order.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        entries.par_sort_unstable();
        entries.dedup();
        Self { entries }
    }

    /// Every line.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What may stand at a path by our hand.
    pub(super) fn at(&self, path: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| &*entry.path < path);
        let length = self.entries[start..].partition_point(|entry| &*entry.path == path);
        &self.entries[start..start + length]
    }

    /// The lines of the files below a folder, which ends with `/`.
    pub(super) fn below(&self, folder: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| &*entry.path < folder);
        let length = self.entries[start..].partition_point(|entry| entry.path.starts_with(folder));
        &self.entries[start..start + length]
    }

    /// Paths, each once.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.chunk_by(|a, b| a.path == b.path).map(|lines| &*lines[0].path)
    }

    /// As the file's text.
    pub(super) fn text(&self) -> String {
        text(self.entries.iter(), self.entries.len())
    }

    /// The lines of both, as the text of one file.
    pub(super) fn text_with(&self, other: &Self) -> String {
        let (mut ours, mut theirs) = (self.entries.iter().peekable(), other.entries.iter().peekable());
        let both = std::iter::from_fn(|| match (ours.peek(), theirs.peek()) {
            (Some(our), Some(their)) => match our.cmp(their) {
                Ordering::Less => ours.next(),
                Ordering::Equal => ours.next().and(theirs.next()),
                Ordering::Greater => theirs.next(),
            },
            (Some(_), None) => ours.next(),
            (None, _) => theirs.next(),
        });
        text(both, self.entries.len().max(other.entries.len()))
    }

    /// From the file's text.
    ///
    /// # Errors
    /// The number of the first line, from 1, that is not of this form or leads out of the folder.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let text = std::str::from_utf8(bytes).map_err(|_| 1_usize)?;
        let lines = text.strip_prefix(HEAD).ok_or(1_usize)?;
        let entries: Option<Vec<_>> = lines.par_lines().map(entry).collect();
        entries.map(Self::new).ok_or_else(|| {
            let bad = lines.lines().position(|line| entry(line).is_none());
            bad.map_or(1, |at| at + 2)
        })
    }
}

/// Lines in their order, about so many, as a file's text.
fn text<'e>(entries: impl Iterator<Item = &'e Entry>, about: usize) -> String {
    let mut text = String::with_capacity(HEAD.len() + about * 128);
    text.push_str(HEAD);
    for Entry { path, hash, fingerprint, length } in entries {
        hash.push_hex(&mut text);
        text.push(' ');
        fingerprint.push_hex(&mut text);
        let _ = writeln!(text, " {length} {path}");
    }
    text
}

fn entry(line: &str) -> Option<Entry> {
    let mut fields = line.splitn(4, ' ');
    let (hash, fingerprint) = (parse_hash(fields.next()?)?, parse_hash(fields.next()?)?);
    let length = fields.next()?.parse().ok()?;
    let path = fields.next().filter(|path| routes::stays_inside(path))?.into();
    Some(Entry { path, hash, fingerprint, length })
}

pub(super) fn parse_hash(hex: &str) -> Option<Hash> {
    let digits: &[u8; 32] = hex.as_bytes().try_into().ok()?;
    let half = |digit: u8| char::from(digit).to_digit(16).map(|half| half as u8);
    let mut hash = [0; 16];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = half(pair[0])? << 4 | half(pair[1])?;
    }
    Some(Hash(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, seed: u8) -> Entry {
        Entry { path: path.into(), hash: Hash([seed; 16]), fingerprint: Hash([0; 16]), length: 3 }
    }

    #[test]
    fn a_manifest_is_sorted_text_and_reads_back() {
        let manifest = Manifest::new(vec![entry("b/a b.txt", 2), entry("a.txt", 255), entry("b/a b.txt", 2)]);
        let zeros = "0".repeat(32);
        let (ff, two) = ("ff".repeat(16), "02".repeat(16));
        let expected = format!("onrecord manifest 1\n{ff} {zeros} 3 a.txt\n{two} {zeros} 3 b/a b.txt\n");
        assert_eq!(manifest.text(), expected);
        assert_eq!(Manifest::parse(expected.as_bytes()), Ok(manifest));
    }

    #[test]
    fn a_path_may_have_what_stood_and_what_will() {
        let old = Manifest::new(vec![entry("a", 1), entry("b", 1)]);
        let new = Manifest::new(vec![entry("a", 2), entry("b", 1)]);
        let both = Manifest::parse(old.text_with(&new).as_bytes()).unwrap();
        assert_eq!(both.text(), old.text_with(&new));
        assert_eq!(both.at("a"), [entry("a", 1), entry("a", 2)]);
        assert_eq!(both.at("b"), [entry("b", 1)]);
        assert_eq!(both.at("c"), []);
        assert_eq!(both.paths().collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn the_files_below_a_folder_are_found() {
        let manifest =
            Manifest::new(["a", "b", "b-c", "b/c", "b/d/e", "b0", "c"].map(|path| entry(path, 1)).into());
        let below =
            |folder: &str| manifest.below(folder).iter().map(|entry| &*entry.path).collect::<Vec<_>>();
        assert_eq!(below("b/"), ["b/c", "b/d/e"]);
        assert_eq!(below("d/"), [""; 0]);
    }

    #[test]
    fn lines_of_another_form_are_refused_by_number() {
        let zeros = "0".repeat(32);
        let line = |rest: &str| Manifest::parse(format!("{HEAD}{zeros} {zeros} {rest}\n").as_bytes());
        assert!(line("1 a").is_ok());
        let paths =
            ["../a", "/a", "a/../../b", "a//b", "", ".onrecord/manifest", ".git/config", "a\\b", "./a"];
        for path in paths {
            assert_eq!(line(&format!("1 {path}")), Err(2), "{path}");
        }
        assert_eq!(line("x a"), Err(2));
        assert_eq!(Manifest::parse(b"onrecord manifest 2\n"), Err(1));
        assert_eq!(Manifest::parse(b"\xff"), Err(1));
    }
}
