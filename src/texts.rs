//! The reader of texts: the one door through which bodies are read after loading.
//!
//! A record only says where its text stands. What is read is checked against the hash, so that a page never
//! shows a mixture of two states of a file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::FilePath;
use crate::files::Project;
use crate::record::text::{Hash, Text, TextChanged, TextReader, normalise};

/// Reads texts out of a project's files; the file read last is kept, since texts of one file are mostly
/// read one after the other.
#[derive(Debug)]
pub struct FileTexts {
    project: Project,
    last: Mutex<Option<Kept>>,
}

/// A file and its bytes; as they were read, since a copy of a large file takes its time.
type Kept = (FilePath, Arc<Vec<u8>>);

impl FileTexts {
    /// A reader of this project's texts.
    pub fn new(project: Project) -> Self {
        Self { project, last: Mutex::new(None) }
    }

    fn bytes(&self, file: &FilePath) -> Option<Arc<Vec<u8>>> {
        if let Some((kept, bytes)) = &*self.last()
            && kept == file
        {
            return Some(bytes.clone());
        }
        // Read without the lock: other readers go on meanwhile.
        let bytes = Arc::new(self.project.read(file).ok()?);
        *self.last() = Some((file.clone(), bytes.clone()));
        Some(bytes)
    }

    fn last(&self) -> MutexGuard<'_, Option<Kept>> {
        // A poisoned lock only means that another reader panicked: what it kept is whole.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TextReader for FileTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        let read = if let Some(inline) = &text.inline {
            Some(normalise(inline).into_owned())
        } else {
            let bytes = self.bytes(&text.file);
            let part = bytes.as_ref().and_then(|bytes| bytes.get(text.span.range()));
            part.and_then(|part| Some(normalise(std::str::from_utf8(part).ok()?).into_owned()))
        };
        read.filter(|read| Hash::of(read.as_bytes()) == text.hash)
            .ok_or_else(|| TextChanged { file: text.file.clone() })
    }
}
