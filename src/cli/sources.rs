//! The files that findings point into.

use std::cell::RefCell;
use std::rc::Rc;

use onrecord::diagnostic::{FilePath, Lines, Place, Position};
use onrecord::files::Project;
use rustc_hash::FxHashMap;

/// The files that findings point into, each read once.
pub(super) struct Sources<'a> {
    project: &'a Project,
    files: RefCell<FxHashMap<FilePath, Option<Source>>>,
}

/// A file that was read.
#[derive(Clone)]
struct Source {
    bytes: Rc<[u8]>,
    lines: Rc<Lines>,
}

impl<'a> Sources<'a> {
    /// Of this project; nothing is read yet.
    pub(super) fn new(project: &'a Project) -> Self {
        Self { project, files: RefCell::default() }
    }

    /// The bytes of a file, where it can be read.
    pub(super) fn bytes(&self, file: &FilePath) -> Option<Rc<[u8]>> {
        self.source(file).map(|source| source.bytes)
    }

    /// Where a place begins, and where what follows it begins; `None` where it is a whole file, or one that cannot be
    /// read.
    pub(super) fn locate(&self, place: &Place) -> Option<(Position, Position)> {
        let Source { bytes, lines } = self.source(&place.file)?;
        Some(lines.locate(&bytes, place.span?))
    }

    fn source(&self, file: &FilePath) -> Option<Source> {
        if let Some(known) = self.files.borrow().get(file) {
            return known.clone();
        }
        let read = self.project.read_regular(file).ok().map(|bytes| {
            let lines = Rc::new(Lines::of(&bytes));
            Source { bytes: bytes.into(), lines }
        });
        self.files.borrow_mut().insert(file.clone(), read.clone());
        read
    }
}
