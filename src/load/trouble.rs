//! What is to be told of a file, or of what lies at one place, beside the records that came of it.

use crate::diagnostic::{Diagnostic, FilePath};
use crate::record::Lost;

/// Findings, and ids that could not be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble {
    pub(super) findings: Vec<Diagnostic>,
    /// Ids of records that could not be read.
    pub(super) lost: Vec<Box<str>>,
    /// Files that may hold any id.
    pub(super) files: Vec<FilePath>,
}

impl Trouble {
    /// Nothing but these findings.
    pub(super) fn of(findings: Vec<Diagnostic>) -> Self {
        Self { findings, ..Self::default() }
    }

    /// Whether there is nothing to be told.
    pub(super) fn is_none(&self) -> bool {
        self.findings.is_empty() && self.lost.is_empty() && self.files.is_empty()
    }

    /// Adds what is to be told of something else.
    pub(super) fn absorb(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.lost.extend(other.lost);
        self.files.extend(other.files);
    }

    /// What could not be read.
    pub(super) fn lost(&self, site: bool) -> Lost {
        let mut files = self.files.clone();
        files.sort();
        Lost { ids: self.lost.iter().cloned().collect(), files, site }
    }
}
