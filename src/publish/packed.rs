//! Compressed copies beside texts (`index.html.br`, `index.html.gz`), for servers that hand those out as they are.
//!
//! A copy is derived from the bytes of its original, not from records: it is made again when those are other bytes,
//! and goes with them. No artifact, so that no preview has it.

use std::io::Write as _;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::copies;
use super::known::Known;
use super::manifest::Entry;
use super::stage::{self, Sheet};
use super::survey::{self, Kept, Survey};
use super::{DiskFault, Fault, Press};
use crate::diagnostic::Diagnostic;
use crate::files::tree::Found;
use crate::record::text::Hash;

/// Shorter files are sent in one packet whether they are compressed or not; in bytes.
const LEAST: u64 = 1024;

/// A way to compress, by the ending of its copies.
struct Coding {
    ending: &'static str,
    /// Another one where the same bytes are compressed to others.
    version: u8,
    pack: fn(&[u8]) -> std::io::Result<Vec<u8>>,
}

const CODINGS: [Coding; 2] = [
    Coding { ending: copies::BROTLI, version: 1, pack: brotli },
    Coding { ending: copies::GZIP, version: 1, pack: gzip },
];

/// RFC 7932. The highest quality takes twenty times as long for a tenth less.
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 9, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// RFC 1952, without a name and a time.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let packed = Vec::with_capacity(bytes.len() / 4);
    let mut encoder = flate2::write::GzEncoder::new(packed, flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// A file that may have copies, and where its bytes lie.
struct Original<'s> {
    entry: &'s Entry,
    at: Lies,
}

#[derive(Clone, Copy)]
enum Lies {
    InPlace,
    Staged,
}

/// What became of a copy.
enum Copy {
    Kept(Kept),
    Made(Sheet, Option<Diagnostic>),
}

impl Copy {
    fn path(&self) -> &str {
        match self {
            Self::Kept(kept) => &kept.entry.path,
            Self::Made(sheet, _) => &sheet.entry.path,
        }
    }
}

/// Makes the copies that are not there, or not of these bytes, and tells which of the others stay and which go.
///
/// # Errors
/// A file that is not ours stands where a copy belongs, or the disk refused; nothing of the site was changed.
pub(super) fn pack(
    press: &Press<'_>,
    known: &Known<'_>,
    survey: &mut Survey<'_>,
    staged: &mut Vec<Sheet>,
) -> Result<(), Fault> {
    if !copies::are_wanted(press) {
        return Ok(());
    }
    let lies = |sheet: &Sheet| if sheet.changed { Lies::Staged } else { Lies::InPlace };
    let drawn = staged.iter().map(|sheet| Original { entry: &sheet.entry, at: lies(sheet) });
    let standing = survey.kept.iter().map(|kept| Original { entry: &kept.entry, at: Lies::InPlace });
    let originals: Vec<_> = drawn.chain(standing).collect();
    let copies = originals.par_iter().filter(|original| is_worth_it(press, original.entry));
    let copies = copies.flat_map_iter(|original| {
        CODINGS.iter().filter_map(|coding| copy(press, known, original, coding).transpose())
    });
    let copies = copies.collect::<Result<Vec<Copy>, Fault>>()?;
    let paths: FxHashSet<Box<str>> = copies.iter().map(|copy| copy.path().into()).collect();
    let seen: FxHashSet<&str> = originals.iter().map(|original| &*original.entry.path).collect();
    let is_gone = |path: &&str| {
        !paths.contains(*path)
            && copies::is_copy(press, path)
            && copies::original_of(path).is_some_and(|path| seen.contains(path))
    };
    let gone: FxHashSet<Box<str>> = press.old.paths().filter(is_gone).map(Box::from).collect();
    survey.beyond.retain(|path| !paths.contains(path) && !gone.contains(path));
    let made = copies.iter().filter(|copy| matches!(copy, Copy::Made(..))).map(Copy::path);
    survey::links(press, made.chain(gone.iter().map(|path| &**path)), &survey.in_the_way)?;
    let mut gone: Vec<_> = gone.into_iter().collect();
    gone.sort_unstable();
    for path in gone {
        if matches!(survey::look(press, &path)?, Found::File(_)) {
            survey.stale.push(path);
        }
    }
    for copy in copies {
        match copy {
            Copy::Kept(kept) => survey.kept.push(kept),
            Copy::Made(sheet, finding) => {
                survey.findings.extend(finding);
                staged.push(sheet);
            }
        }
    }
    Ok(())
}

/// One copy of one file; `None` where the site has a file of its own at that address.
fn copy(
    press: &Press<'_>,
    known: &Known<'_>,
    original: &Original<'_>,
    coding: &Coding,
) -> Result<Option<Copy>, Fault> {
    let path = format!("{}.{}", original.entry.path, coding.ending);
    if copies::is_planned(press, &path) {
        return Ok(None);
    }
    let fingerprint =
        Hash::of(&[&original.entry.hash.0[..], coding.ending.as_bytes(), &[coding.version]].concat());
    let ours = press.old.at(&path);
    let mut finding = None;
    let stands = match survey::look(press, &path)? {
        Found::Absent => None,
        _ if ours.is_empty() => return Err(Fault::Findings(vec![survey::not_ours(press, &path)])),
        Found::File(stat) => {
            let hash = known.hash(press.tree, &path, stat);
            let hash = hash.map_err(|error| DiskFault::fault("read", press.tree.locate(&path), error))?;
            let mut standing = ours.iter().filter(|entry| entry.hash == hash).peekable();
            if standing.peek().is_none() {
                finding = Some(survey::changed(press, &path, "written again"));
            }
            if let Some(entry) = standing.find(|entry| entry.fingerprint == fingerprint) {
                return Ok(Some(Copy::Kept(Kept { entry: entry.clone(), stat })));
            }
            Some(hash)
        }
        Found::Folder | Found::Other => None,
    };
    let fault = |error| DiskFault::fault("pack", press.tree.locate(&path), error);
    let bytes = match original.at {
        Lies::InPlace => press.tree.read(&original.entry.path).map(Option::unwrap_or_default),
        Lies::Staged => press.tree.read_staged(&original.entry.path),
    };
    let packed = bytes.and_then(|bytes| (coding.pack)(&bytes)).map_err(fault)?;
    let staged = press.tree.stage(&path, &packed).map_err(fault)?;
    let made = stage::sheet(press, &path, fingerprint, stands, staged)?;
    Ok(Some(Copy::Made(made, finding)))
}

/// Whether a file has copies. What is searched comes packed already, but for its program.
fn is_worth_it(press: &Press<'_>, entry: &Entry) -> bool {
    entry.length >= LEAST && copies::is_text(&entry.path) && copies::is_planned(press, &entry.path)
}
