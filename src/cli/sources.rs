//! The files that findings point into.

use std::cell::RefCell;
use std::rc::Rc;

use onrecord::diagnostic::FilePath;
use onrecord::files::Project;

/// The files that findings point into, each read once.
pub(super) struct Sources<'a> {
    project: &'a Project,
    files: RefCell<Vec<(FilePath, Bytes)>>,
}

/// What a file holds; `None` where it cannot be read.
type Bytes = Option<Rc<[u8]>>;

impl<'a> Sources<'a> {
    /// Of this project; nothing is read yet.
    pub(super) fn new(project: &'a Project) -> Self {
        Self { project, files: RefCell::default() }
    }

    /// The bytes of a file, where it can be read.
    pub(super) fn bytes(&self, file: &FilePath) -> Bytes {
        let mut files = self.files.borrow_mut();
        // Findings come sorted by file: the one that was read last is most likely meant again.
        if let Some((_, bytes)) = files.iter().rev().find(|(known, _)| known == file) {
            return bytes.clone();
        }
        let bytes: Bytes = self.project.read(file).ok().map(Rc::from);
        files.push((file.clone(), bytes.clone()));
        bytes
    }
}
