//! The tables of dated things: milestones, and dates on which somebody must look again.

use super::column::Kind::{Count, Date, Flag, List, Text, Url, Word};
use super::column::Need::{Always, Sometimes};
use super::column::{Cell, Column, Reference, Row, Rows, Table, column};
use super::updates::{named, public};
use crate::outputs::claim_json::{OUTCOMES, cited, outcome_word};
use crate::record::claim::{FollowUpState, MilestoneState};
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, FollowUpNow, MilestoneNow};

/// Milestones by claim, then by date.
pub(super) static MILESTONES: Table = Table {
    name: "milestones",
    doc: "A dated thing that a claim promises, or that happened",
    columns: MILESTONE,
    key: &["claim", "id"],
    references: REFERENCES,
    indexes: &["date_earliest", "state"],
    rows: |tracker| rows(tracker, |claim| claim.milestones.len()),
};

/// Follow-ups by claim, then by date.
pub(super) static FOLLOW_UPS: Table = Table {
    name: "follow_ups",
    doc: "A date on which somebody must look at a claim again",
    columns: FOLLOW_UP,
    key: &["claim", "id"],
    references: REFERENCES,
    indexes: &["date_earliest", "outcome"],
    rows: |tracker| rows(tracker, |claim| claim.follow_ups.len()),
};

const REFERENCES: &[Reference] = &[
    Reference { columns: &["claim"], table: "claims", key: &["id"] },
    Reference { columns: &["claim", "set_by"], table: "updates", key: &["claim", "id"] },
];

fn rows(tracker: &Tracker, count: fn(&Claim) -> usize) -> Rows<'_> {
    Box::new(public(tracker).flat_map(move |(ix, claim)| (0..count(claim)).map(move |item| (ix, item))))
}

fn milestone<'a>(row: &Row<'a>) -> &'a MilestoneNow {
    &row.claim().milestones[row.item]
}

fn follow_up<'a>(row: &Row<'a>) -> &'a FollowUpNow {
    &row.claim().follow_ups[row.item]
}

const CLAIM: Column =
    column("claim", Text, Always, "Id of its claim", |row| row.claim().record.id.as_str().into());

const MILESTONE: &[Column] = &[
    CLAIM,
    column("id", Text, Always, "Its id in the claim", |row| milestone(row).record.id.as_str().into()),
    column("url", Url, Always, "The address of its anchor on the claim's page", |row| {
        row.page(&format!("m-{}", milestone(row).record.id.value))
    }),
    column("date", Date, Always, "When, after every move", |row| (&milestone(row).date).into()),
    column("title", Text, Always, "What", |row| (&*milestone(row).record.title).into()),
    column("state", Word(MilestoneState::WORDS), Always, "How it stands", |row| {
        milestone(row).state.word().into()
    }),
    column("overdue", Flag, Always, "Still to come, and its date is wholly past", |row| {
        Cell::Flag(milestone(row).overdue)
    }),
    column("first_date", Date, Sometimes, "The date as first given, where it was moved", |row| {
        milestone(row).moved.first().map(|moved| &moved.from).into()
    }),
    column("moves", Count, Always, "How often its date was moved", |row| {
        Cell::Count(milestone(row).moved.len())
    }),
    column("set_by", Text, Sometimes, "Id of the update that set its state", |row| {
        named(row, milestone(row).set_by)
    }),
    column("sources", List, Always, "Ids of the sources that it cites", |row| {
        Cell::List(cited(&milestone(row).record.citations))
    }),
];

const FOLLOW_UP: &[Column] = &[
    CLAIM,
    column("id", Text, Always, "Its id in the claim", |row| follow_up(row).record.id.as_str().into()),
    column("url", Url, Always, "The address of its anchor on the claim's page", |row| {
        row.page(&format!("f-{}", follow_up(row).record.id.value))
    }),
    column("date", Date, Always, "When, after every move", |row| (&follow_up(row).date).into()),
    column("question", Text, Sometimes, "What to find out", |row| {
        follow_up(row).record.question.as_deref().into()
    }),
    column("state", Word(FollowUpState::WORDS), Always, "How it was marked", |row| {
        follow_up(row).state.word().into()
    }),
    column("outcome", Word(OUTCOMES), Always, "What came of it", |row| {
        outcome_word(follow_up(row).outcome).into()
    }),
    column("first_date", Date, Sometimes, "The date as first given, where it was moved", |row| {
        follow_up(row).moved.first().map(|moved| &moved.from).into()
    }),
    column("moves", Count, Always, "How often its date was moved", |row| {
        Cell::Count(follow_up(row).moved.len())
    }),
    column("set_by", Text, Sometimes, "Id of the update that set its state", |row| {
        named(row, follow_up(row).set_by)
    }),
];
