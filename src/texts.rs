//! The reader of texts: the one door through which bodies are read after loading.
//!
//! A record only says where its text stands. The file that is read is checked against its hash, so that a page
//! never shows a mixture of two states of a file.

mod kept;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;

use crate::files::Project;
use crate::record::claim::ClaimRecord;
use crate::record::page::PageRecord;
use crate::record::text::{Hash, Text, TextChanged, TextFile, TextReader, normalise};

pub use kept::{InPassing, KeptTexts};

/// Reads texts out of a project's files. Each thread keeps the file that it read last, since texts of one file
/// are mostly read one after the other; behind that stand files that were read of late, since lists by date go from
/// one file to the other and come back.
#[derive(Debug)]
pub struct FileTexts {
    recent: KeptTexts,
    last: [Mutex<Option<Kept>>; SLOTS],
}

/// How much of what was read of late is kept, in bytes: the files of some hundred claims.
const RECENT: usize = 8 << 20;

/// More threads than this share what they keep.
const SLOTS: usize = 32;

/// A file that was read, and found to be the one that was loaded.
#[derive(Clone, Debug)]
struct Kept {
    file: TextFile,
    /// As they were read: a copy of a large file takes its time.
    bytes: Arc<Vec<u8>>,
}

impl FileTexts {
    /// A reader of this project's texts.
    pub fn new(project: Project) -> Self {
        Self { recent: KeptTexts::new(project, RECENT), last: std::array::from_fn(|_| Mutex::new(None)) }
    }

    /// The bytes of the file that a text stands in, as they were loaded.
    fn bytes(&self, text: &Text) -> Option<Arc<Vec<u8>>> {
        if let Some(kept) = &*self.last()
            && kept.file == text.file
        {
            return Some(Arc::clone(&kept.bytes));
        }
        // Read without the lock: other readers go on meanwhile.
        let bytes = self.recent.bytes(&text.file)?;
        let kept = Kept { file: text.file.clone(), bytes: Arc::clone(&bytes) };
        *self.last() = Some(kept);
        Some(bytes)
    }

    fn last(&self) -> MutexGuard<'_, Option<Kept>> {
        let slot = rayon::current_thread_index().unwrap_or(0) % SLOTS;
        // A poisoned lock only means that another reader panicked: what it kept is whole.
        self.last[slot].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TextReader for FileTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        part(text, || self.bytes(text))
    }

    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged> {
        self.bytes(text).ok_or_else(|| TextChanged { file: text.file.path().clone() })
    }
}

/// The bytes of a file, if it is as it was loaded.
fn whole(project: &Project, file: &TextFile) -> Option<Vec<u8>> {
    project.read(file.path()).ok().filter(|bytes| Hash::of(bytes) == file.hash())
}

/// A text out of the bytes of its file.
fn part(text: &Text, bytes: impl FnOnce() -> Option<Arc<Vec<u8>>>) -> Result<String, TextChanged> {
    if let Some(inline) = &text.inline {
        return Ok(normalise(inline).into_owned());
    }
    let bytes = bytes();
    let part = bytes.as_ref().and_then(|bytes| bytes.get(text.span.range()));
    let read = part.and_then(|part| Some(normalise(std::str::from_utf8(part).ok()?).into_owned()));
    read.ok_or_else(|| TextChanged { file: text.file.path().clone() })
}

/// The files in which the texts of these records stand, each once, in their order.
pub fn files<'r>(
    claims: impl IntoIterator<Item = &'r Arc<ClaimRecord>>,
    pages: impl IntoIterator<Item = &'r Arc<PageRecord>>,
) -> Vec<TextFile> {
    let claims = claims.into_iter().flat_map(|claim| claim.texts());
    let texts = claims.chain(pages.into_iter().flat_map(|page| page.texts()));
    let mut seen = FxHashSet::default();
    let new = texts.filter(|text| text.inline.is_none() && seen.insert(text.file.hash()));
    new.map(|text| text.file.clone()).collect()
}
