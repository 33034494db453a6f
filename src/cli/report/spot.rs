//! Places as people count them.

use onrecord::diagnostic::Place;
use serde::Serialize;

use crate::cli::sources::Sources;

/// A place as people count: from 1, columns in Unicode scalars, the end exclusive.
#[derive(Clone, Default, Serialize)]
pub(super) struct Spot {
    /// Relative to the project, with `/`.
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) end_line: Option<usize>,
    pub(super) end_column: Option<usize>,
}

/// The same in numbers, where a place is a part of a file that can be read.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Spot {
    /// Of a place; of none where there is none.
    pub(super) fn of(place: Option<&Place>, sources: &Sources<'_>) -> Self {
        let Some(place) = place else { return Self::default() };
        let file = Some(place.file.as_str().to_owned());
        let Some(range) = Range::of(place, sources) else { return Self { file, ..Self::default() } };
        Self {
            file,
            line: Some(range.line),
            column: Some(range.column),
            end_line: Some(range.end_line),
            end_column: Some(range.end_column),
        }
    }
}

impl Range {
    /// Of a place; `None` where it is a whole file, or one that cannot be read.
    pub(super) fn of(place: &Place, sources: &Sources<'_>) -> Option<Self> {
        let ((line, column), (end_line, end_column)) = sources.locate(place)?;
        Some(Self { line, column, end_line, end_column })
    }
}
