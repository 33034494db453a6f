//! What was found in each thing of a list, so that things that did not change need not be looked at again.

use rayon::prelude::*;

use super::Diagnostic;

/// Findings by the place of what they were found in; most things have none.
#[derive(Debug, Default)]
pub struct Each(Vec<(usize, Vec<Diagnostic>)>);

impl Each {
    /// What `find` finds in each thing.
    pub fn of<T: Sync>(list: &[T], find: impl Fn(usize, &T) -> Vec<Diagnostic> + Sync) -> Self {
        let found = list.par_iter().enumerate().map(|(ix, one)| (ix, find(ix, one)));
        Self(found.filter(|(_, found)| !found.is_empty()).collect())
    }

    /// The same for a list of which those that `is_same` tells of are as they were when this was found.
    #[must_use]
    pub fn again<T>(
        &self,
        list: &[T],
        is_same: impl Fn(usize, &T) -> bool,
        find: impl Fn(usize, &T) -> Vec<Diagnostic>,
    ) -> Self {
        let known = self.0.iter().filter(|(ix, _)| is_same(*ix, &list[*ix]));
        let mut all: Vec<_> = known.cloned().collect();
        let others = list.iter().enumerate().filter(|(ix, one)| !is_same(*ix, one));
        all.extend(others.map(|(ix, one)| (ix, find(ix, one))).filter(|(_, found)| !found.is_empty()));
        all.sort_by_key(|(ix, _)| *ix);
        Self(all)
    }

    /// All of them, in the order of the list.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().flat_map(|(_, found)| found)
    }
}
