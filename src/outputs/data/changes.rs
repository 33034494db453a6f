//! The table of changes: one row for each time that the status of a claim became another one.

use super::column::Kind::{Count, Date, Status, Text, Word};
use super::column::Need::{Always, Sometimes};
use super::column::{Cell, Column, Reference, Row, Table, column};
use super::updates::named;
use crate::tracker::claim::Headline;
use crate::tracker::index::Change;

/// Changes, the newest first.
pub(super) static TABLE: Table = Table {
    name: "changes",
    doc: "A time at which the status of a claim changed; the first one of a claim is where it began",
    columns: COLUMNS,
    key: &["claim", "number"],
    references: &[
        Reference { columns: &["claim"], table: "claims", key: &["id"] },
        Reference { columns: &["claim", "settled_by"], table: "updates", key: &["claim", "id"] },
        Reference { columns: &["claim", "retraction_of"], table: "updates", key: &["claim", "id"] },
    ],
    indexes: &["date_earliest", "status"],
    rows: |tracker| Box::new(tracker.changes.iter().enumerate().map(|(item, change)| (change.claim, item))),
};

fn change<'a>(row: &Row<'a>) -> &'a Change {
    &row.tracker().changes[row.item]
}

/// What the claim said from then on.
fn headline<'a>(row: &Row<'a>) -> &'a Headline {
    &row.claim().headlines[change(row).headline]
}

/// What it had said before.
fn before<'a>(row: &Row<'a>) -> Option<&'a Headline> {
    row.claim().headlines.get(change(row).headline.checked_sub(1)?)
}

/// What brought a change about.
const CAUSES: &[&str] = &["start", "reading", "retraction"];

const COLUMNS: &[Column] = &[
    column("claim", Text, Always, "Id of the claim", |row| row.claim().record.id.as_str().into()),
    column(
        "number",
        Count,
        Always,
        "Which of the claim's headlines it is, counted from 0; one that no day saw is left out",
        |row| Cell::Count(change(row).headline),
    ),
    column("date", Date, Always, "When it changed", |row| (&change(row).at).into()),
    column("status", Status, Always, "Key of the status from then on", |row| {
        headline(row).status.as_str().into()
    }),
    column("status_label", Text, Sometimes, "The word of that status, in the site's first language", |row| {
        row.label(headline(row).status.as_str())
    }),
    column(
        "previous_status",
        Status,
        Sometimes,
        "Key of the status before; empty where the claim began",
        |row| before(row).map(|before| before.status.as_str()).into(),
    ),
    column(
        "cause",
        Word(CAUSES),
        Always,
        "Whether the claim came to the site, a reading settled, or an update was taken back",
        |row| {
            match (before(row), headline(row).retraction) {
                (_, Some(_)) => CAUSES[2],
                (Some(_), None) => CAUSES[1],
                (None, None) => CAUSES[0],
            }
            .into()
        },
    ),
    column("settled_by", Text, Sometimes, "Id of the update that settled it", |row| {
        named(row, headline(row).settled_by)
    }),
    column("retraction_of", Text, Sometimes, "Id of the update that was taken back", |row| {
        named(row, headline(row).retraction)
    }),
    column("summary", Text, Sometimes, "One sentence why, from the update that settled it", |row| {
        let update = headline(row).settled_by;
        update.and_then(|ix| row.claim().update(ix).summary.as_ref()).map(|summary| &***summary).into()
    }),
];
