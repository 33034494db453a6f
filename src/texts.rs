//! The reader of texts: the one door through which bodies are read after loading.
//!
//! A record only says where its text stands. What is read is checked against the hash, so that a page never
//! shows a mixture of two states of a file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::FilePath;
use crate::files::Project;
use crate::record::text::{Body, Hash, Text, TextChanged, TextReader, normalise};

/// Reads texts out of a project's files; the file read last is kept, since texts of one file are mostly
/// read one after the other.
#[derive(Debug)]
pub struct FileTexts {
    project: Project,
    last: Mutex<Option<(FilePath, Arc<[u8]>)>>,
}

impl FileTexts {
    /// A reader of this project's texts.
    pub fn new(project: Project) -> Self {
        Self { project, last: Mutex::new(None) }
    }

    fn bytes(&self, file: &FilePath) -> Option<Arc<[u8]>> {
        if let Some((kept, bytes)) = &*self.last()
            && kept == file
        {
            return Some(bytes.clone());
        }
        // Read without the lock: other readers go on meanwhile.
        let bytes: Arc<[u8]> = self.project.read(file).ok()?.into();
        *self.last() = Some((file.clone(), bytes.clone()));
        Some(bytes)
    }

    fn last(&self) -> MutexGuard<'_, Option<(FilePath, Arc<[u8]>)>> {
        // A poisoned lock only means that another reader panicked: what it kept is whole.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TextReader for FileTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        let (file, read) = match &text.body {
            Body::Inline { file, text, .. } => (file, Some(normalise(text).into_owned())),
            Body::InFile { file, span } => {
                let bytes = self.bytes(file);
                let part = bytes.as_ref().and_then(|bytes| bytes.get(span.range()));
                (file, part.and_then(|part| Some(normalise(std::str::from_utf8(part).ok()?).into_owned())))
            }
        };
        read.filter(|read| Hash::of(read.as_bytes()) == text.hash)
            .ok_or_else(|| TextChanged { file: file.clone() })
    }
}
