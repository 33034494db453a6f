//! A check that mends: fixes are made, and what is left is checked again.

use std::collections::{BTreeMap, BTreeSet};

use super::check::CheckOptions;
use super::{Ending, Outcome, Session};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::edit::mend::{self, Rewrite};
use crate::edit::{self, EditFault, Rewritten};
use crate::publish::Run;

/// So often records are looked at: a fix may bring something to light that has one of its own, and one that waits for
/// another has its turn in the next round.
const LOOKS: usize = 12;

/// What came of a check that mends.
#[derive(Debug)]
pub struct Mended {
    /// What was found in the end.
    pub outcome: Outcome,
    /// Findings that were mended, or would be.
    pub made: usize,
    /// Files that were changed, or would be.
    pub files: BTreeSet<FilePath>,
    /// Fixes that touch the same bytes as another one, where nothing was written.
    pub waiting: usize,
    /// What would be written, where nothing was.
    pub planned: Vec<Rewrite>,
}

impl Session {
    /// Checks the records and makes the fixes of what is reported; a dry run only says what it would make.
    ///
    /// A file that changes under it is left as it is.
    pub fn mend(&self, options: &CheckOptions, run: Run) -> Mended {
        // Files as they were before the last check: what it found is about these, or about files that changed since.
        let mut known: BTreeMap<FilePath, Vec<u8>> = BTreeMap::new();
        let mut mended = Mended {
            outcome: self.check(options),
            made: 0,
            files: BTreeSet::new(),
            waiting: 0,
            planned: Vec::new(),
        };
        for _ in 0..LOOKS {
            let mut wanted = mend::files(&mended.outcome.findings);
            wanted.retain(|file| !known.contains_key(file));
            if !wanted.is_empty() {
                // One that cannot be read has no text in which anything could be changed.
                let read = |file: FilePath| (file.clone(), self.project.read(&file).unwrap_or_default());
                known.extend(wanted.into_iter().map(read));
                mended.outcome = self.check(options);
                continue;
            }
            let mend::Mended { files, made, waiting } = mend::mend(&mended.outcome.findings, &known);
            if files.is_empty() {
                break;
            }
            if run == Run::Dry {
                let names = files.iter().map(|change| change.file.clone()).collect();
                return Mended { made, files: names, waiting, planned: files, ..mended };
            }
            if let Err(fault) = self.rewrite(files, &mut known, &mut mended.files) {
                mended.outcome.ending = Ending::System;
                mended.outcome.findings.push(Diagnostic::general("cannot-write", fault.to_string()));
                return mended;
            }
            mended.made += made;
            mended.outcome = self.check(options);
        }
        mended
    }

    /// Writes files, and notes which; those that changed meanwhile are read again.
    ///
    /// # Errors
    /// What the disk says of one; those before it are written.
    fn rewrite(
        &self,
        files: Vec<Rewrite>,
        known: &mut BTreeMap<FilePath, Vec<u8>>,
        written: &mut BTreeSet<FilePath>,
    ) -> Result<(), EditFault> {
        for change in files {
            match edit::rewrite(&self.project, &change)? {
                Rewritten::Done => {
                    written.insert(change.file.clone());
                    known.insert(change.file, change.after);
                }
                Rewritten::Changed => drop(known.remove(&change.file)),
            }
        }
        Ok(())
    }
}
