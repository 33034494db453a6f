//! The claims of a list.

use std::ops::Range;

use crate::tracker::ClaimIx;

/// The claims of a list, by id. Every page of a list asks for them: that of all claims is not written out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Listed<'t> {
    /// So many: all that there are.
    All(usize),
    /// These.
    These(&'t [ClaimIx]),
}

impl Listed<'_> {
    /// How many there are.
    pub(super) fn len(self) -> usize {
        match self {
            Self::All(count) => count,
            Self::These(claims) => claims.len(),
        }
    }

    /// Each of them.
    pub(super) fn iter(self) -> impl Iterator<Item = ClaimIx> {
        self.rows(0..self.len())
    }

    /// Those in these rows, as far as there are so many.
    pub(super) fn rows(self, rows: Range<usize>) -> impl Iterator<Item = ClaimIx> {
        let rows = rows.start..rows.end.min(self.len());
        rows.map(move |row| match self {
            Self::All(_) => row,
            Self::These(claims) => claims[row],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_beyond_the_end_are_not_there() {
        let rows = |list: Listed<'_>, rows: Range<usize>| list.rows(rows).collect::<Vec<_>>();
        for list in [Listed::All(3), Listed::These(&[0, 1, 2])] {
            assert_eq!((list.len(), list.iter().collect::<Vec<_>>()), (3, vec![0, 1, 2]));
            assert_eq!(rows(list, 1..3), [1, 2]);
            assert_eq!(rows(list, 2..50), [2]);
            assert_eq!(rows(list, 50..100), [0; 0]);
        }
        assert_eq!(rows(Listed::These(&[7, 9]), 1..2), [9]);
    }
}
