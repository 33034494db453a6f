//! What rests on no source: headlines of which no reading names one, and updates that name none.

use super::row::{Row, RowKind};
use super::{bearing, names_a_source, standing};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;

/// Those of one claim: its headline first.
pub(super) fn of_claim<'a>(tracker: &'a Tracker, claim: &'a Claim) -> Vec<Row<'a>> {
    let bearing = bearing(claim);
    let without: Vec<usize> = standing(claim).filter(|&ix| !names_a_source(claim.update(ix))).collect();
    let is_without = |ix: &usize| without.binary_search(ix).is_ok();
    let mut rows = Vec::new();
    if !bearing.is_empty() && bearing.iter().all(is_without) {
        let note = match bearing.len() {
            1 => "its one reading names no source".to_owned(),
            n => format!("none of its {n} readings names a source"),
        };
        let since = claim.headline().since.as_ref();
        rows.push(Row { note: note.into(), ..Row::new(tracker, claim, RowKind::Headline, since) });
    }
    let bears = |ix: &usize| bearing.binary_search(ix).is_ok();
    let note = |ix: &usize| if bears(ix) { "bears the headline" } else { "" };
    rows.extend(without.iter().map(|ix| Row { note: note(ix).into(), ..Row::update(tracker, claim, *ix) }));
    rows
}
