//! The table of updates: one row for each that is public, those that were taken back or down among them.

use super::column::Kind::{Date, Flag, List, Status, Text, Url, Word};
use super::column::Need::{Always, Sometimes};
use super::column::{Cell, Column, Reference, Row, Table, column};
use crate::outputs::claim_json::{cited, status_key};
use crate::record::claim::{Method, UpdateRecord, Withdrawal};
use crate::routes;
use crate::tracker::claim::{Claim, Standing, Update};
use crate::tracker::{Slot, Tracker};

/// Updates by claim, then by date.
pub(super) static TABLE: Table = Table {
    name: "updates",
    doc: "A dated entry of a claim: a reading of where it stands, or a note",
    columns: COLUMNS,
    key: &["claim", "id"],
    references: &[Reference { columns: &["claim"], table: "claims", key: &["id"] }],
    indexes: &["published_earliest", "status", "author"],
    rows: |tracker| Box::new(public(tracker).flat_map(|(ix, claim)| rows(ix, claim))),
};

fn rows(ix: usize, claim: &Claim) -> impl Iterator<Item = (usize, usize)> {
    let updates = claim.updates.iter().enumerate();
    updates.filter(|(_, update)| is_public(update)).map(move |(item, _)| (ix, item))
}

/// Claims that are data, with their places: no drafts, which only a preview shows.
pub(super) fn public(tracker: &Tracker) -> impl Iterator<Item = (usize, &Claim)> {
    tracker.claims.iter().map(|claim| &**claim).enumerate().filter(|(_, claim)| !claim.draft)
}

/// Whether an update is data: what a preview shows of days to come is none.
pub(super) fn is_public(update: &Update) -> bool {
    !update.future
}

/// The id of an update of the row's claim, where that is data.
pub(super) fn named<'a>(row: &Row<'a>, update: Option<Slot>) -> Cell<'a> {
    let claim = row.claim();
    let public = update.filter(|&ix| is_public(&claim.updates[ix.ix()]));
    public.map(|ix| claim.update(ix).id.as_str()).into()
}

/// The record of the row's update, unless that was taken down: then nothing of it is told but that.
fn shown<'a>(row: &Row<'a>) -> Option<&'a UpdateRecord> {
    let (update, record) = row.update();
    (update.standing != Standing::Removed).then_some(record)
}

/// When and why it was taken back or down, as far as it was by the day.
fn withdrawn<'a>(row: &Row<'a>) -> Option<&'a Withdrawal> {
    let (update, record) = row.update();
    match update.standing {
        Standing::Stands => None,
        Standing::Retracted => record.retracted.as_ref(),
        Standing::Removed => record.removed.as_ref(),
    }
}

/// What became of an update.
const STANDINGS: &[&str] = &["stands", "retracted", "removed"];

const COLUMNS: &[Column] = &[
    column("claim", Text, Always, "Id of its claim", |row| row.claim().record.id.as_str().into()),
    column("id", Text, Always, "Its id in the claim", |row| row.update().1.id.as_str().into()),
    column("url", Url, Always, "Its permalink", |row| row.page(&routes::update_anchor(&row.update().1.id))),
    column("published", Date, Always, "When it was published", |row| {
        (&row.update().1.published.value).into()
    }),
    column("status", Status, Sometimes, "Key of the status that it reads; empty in a note", |row| {
        let status = shown(row).and_then(|record| record.status.as_ref());
        status.map(|status| status_key(row.site.config(), status)).into()
    }),
    column("status_label", Text, Sometimes, "The word of that status, in the site's first language", |row| {
        let status = shown(row).and_then(|record| record.status.as_ref());
        status.map_or(Cell::Nothing, |status| row.label(status.as_str()))
    }),
    column(
        "reported_status",
        Status,
        Sometimes,
        "Key of the status that its text names, where that contradicts `status`",
        |row| {
            let status = shown(row).and_then(|record| record.reported_status.as_ref());
            status.map(|status| status_key(row.site.config(), status)).into()
        },
    ),
    column("summary", Text, Sometimes, "One sentence why", |row| {
        shown(row).and_then(|record| record.summary.as_ref()).map(|summary| &***summary).into()
    }),
    column("method", Word(Method::WORDS), Sometimes, "Who made the reading", |row| {
        shown(row).map(|record| record.method.word()).into()
    }),
    column("author", Text, Sometimes, "Who wrote it", |row| {
        shown(row).and_then(|record| record.author.as_deref()).into()
    }),
    column("reviewed_by", Text, Sometimes, "Who read it a second time", |row| {
        shown(row).and_then(|record| record.reviewed_by.as_deref()).into()
    }),
    column("key_event", Flag, Sometimes, "Whether it is a key event", |row| {
        shown(row).map_or(Cell::Nothing, |record| Cell::Flag(record.key))
    }),
    column("as_of", Date, Sometimes, "Cut-off of its evidence", |row| {
        shown(row).and_then(|record| record.as_of.as_ref()).map(|date| &date.value).into()
    }),
    column("happened_on", Date, Sometimes, "When the thing itself happened", |row| {
        shown(row).and_then(|record| record.happened_on.as_ref()).map(|date| &date.value).into()
    }),
    column("sources", List, Sometimes, "Ids of the sources that it cites", |row| {
        shown(row).map_or(Cell::Nothing, |record| Cell::List(cited(&record.citations)))
    }),
    column(
        "standing",
        Word(STANDINGS),
        Always,
        "Whether it stands, was taken back, or was taken down",
        |row| {
            match row.update().0.standing {
                Standing::Stands => STANDINGS[0],
                Standing::Retracted => STANDINGS[1],
                Standing::Removed => STANDINGS[2],
            }
            .into()
        },
    ),
    column("withdrawn_on", Date, Sometimes, "When it was taken back or down", |row| {
        withdrawn(row).map(|withdrawal| &withdrawal.date.value).into()
    }),
    column("withdrawn_why", Text, Sometimes, "Why it was taken back or down", |row| {
        withdrawn(row).map(|withdrawal| &*withdrawal.why).into()
    }),
];
