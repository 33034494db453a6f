//! Ids that one file declares twice.

use crate::diagnostic::{Place, Span};
use crate::record::decode::Fields;

/// Reports an id that stands twice in this file.
pub(super) fn report_twice(table: &Fields<'_, '_>, what: &str, id: &str, span: Span, first: Span) {
    let place = Place::new(table.scope.input.file, first);
    let finding = table.error("duplicate-id", span, format!("{what} `{id}` is declared twice"));
    table
        .report(finding.help("give one of them another id, or remove it").note(place, "first declared here"));
}
