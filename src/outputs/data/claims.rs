//! The table of claims: one row for each, as it stands on the site's day.

use super::column::Kind::{Count, Date, Flag, List, Status, Text, Url, Word};
use super::column::Need::{Always, Sometimes};
use super::column::{Cell, Column, Reference, Table, column};
use super::sources;
use super::updates::{is_public, public};
use crate::outputs::claim_json::marks;
use crate::record::claim::{ClaimKind, DueBasis};
use crate::routes;
use crate::tracker::SourceIx;

/// Claims by id.
pub(super) static TABLE: Table = Table {
    name: "claims",
    doc: "A claim, as it stands",
    columns: COLUMNS,
    key: &["id"],
    references: &[
        Reference { columns: &["part_of"], table: "claims", key: &["id"] },
        Reference { columns: &["appearance"], table: "sources", key: &["id"] },
    ],
    indexes: &["status", "part_of", "appearance", "completion_due_latest", "last_checked_earliest"],
    rows: |tracker| Box::new(public(tracker).map(|(claim, _)| (claim, 0))),
};

const COLUMNS: &[Column] = &[
    column("id", Text, Always, "Its id, unique in the site", |row| row.claim().record.id.as_str().into()),
    column("url", Url, Always, "The address of its page", |row| row.page("")),
    column("data_url", Url, Always, "The address of the claim as JSON, with all its texts", |row| {
        let file = routes::claim_json(&row.claim().record.id);
        row.address(&file, "")
    }),
    column("title", Text, Always, "Headline of the page", |row| (&**row.claim().record.title).into()),
    column("claim", Text, Always, "The canonical restatement, in the editors' words", |row| {
        (&**row.claim().record.claim).into()
    }),
    column("kind", Word(ClaimKind::WORDS), Always, "To do something, or to keep something up", |row| {
        row.claim().record.kind.word().into()
    }),
    column("lang", Text, Always, "The language that the record is written in (BCP 47)", |row| {
        row.claim().record.lang.as_deref().unwrap_or(&row.site.languages[0].code).into()
    }),
    column("quote", Text, Sometimes, "The claimant's own words, verbatim", |row| {
        row.claim().record.quote.as_deref().into()
    }),
    column("quote_lang", Text, Sometimes, "The language of `quote` (BCP 47)", |row| {
        row.claim().record.quote_lang.as_deref().into()
    }),
    column("claimants", List, Always, "Ids of those who made it", |row| {
        let people = &row.tracker().people;
        Cell::List(row.claim().claimants.iter().map(|&ix| people[ix].record.id.as_str()).collect())
    }),
    column("claimant_names", List, Always, "Their names as printed, in the same order", |row| {
        let people = &row.tracker().people;
        Cell::List(row.claim().claimants.iter().map(|&ix| &**people[ix].record.name).collect())
    }),
    column("appearance", Text, Sometimes, "Id of the source in which it was made", |row| {
        row.claim().record.appearance.as_ref().map(|source| source.as_str()).into()
    }),
    column("topics", List, Always, "Ids of its topics", |row| {
        let topics = &row.tracker().topics;
        Cell::List(row.claim().topics.iter().map(|&ix| topics[ix].topic.id.as_str()).collect())
    }),
    column("part_of", Text, Sometimes, "Id of the claim that it is a part of", |row| {
        let whole = row.claim().part_of.map(|whole| &row.tracker().claims[whole]);
        whole.filter(|whole| !whole.draft).map(|whole| whole.record.id.as_str()).into()
    }),
    column("published", Date, Always, "From when it is on the site", |row| (&row.claim().published).into()),
    column("made_on", Date, Sometimes, "When it was made", |row| {
        row.claim().record.made_on.as_ref().map(|date| &date.value).into()
    }),
    column("completion_condition", Text, Sometimes, "What would count as done", |row| {
        row.claim().record.completion_condition.as_deref().into()
    }),
    column("completion_due", Date, Sometimes, "By when, after every move", |row| {
        row.claim().due.as_ref().map(|due| &due.date).into()
    }),
    column("first_due", Date, Sometimes, "By when as first given, where that date was moved", |row| {
        row.claim().due.as_ref().and_then(|due| due.moved.first()).map(|moved| &moved.from).into()
    }),
    column("due_moves", Count, Always, "How often that date was moved", |row| {
        Cell::Count(row.claim().due.as_ref().map_or(0, |due| due.moved.len()))
    }),
    column(
        "due_basis",
        Word(DueBasis::WORDS),
        Sometimes,
        "Who set that date: the claimant, or the editors from context",
        |row| row.claim().due.as_ref().map(|due| due.basis.word()).into(),
    ),
    column("status", Status, Always, "Where it stands: the key of its status", |row| {
        row.claim().headline().status.as_str().into()
    }),
    column("status_label", Text, Sometimes, "The word of that status, in the site's first language", |row| {
        row.label(row.claim().headline().status.as_str())
    }),
    column("closed", Flag, Always, "Whether that status closes a claim", |row| {
        let status = row.site.config().status(row.claim().headline().status.as_str());
        Cell::Flag(status.is_some_and(|status| status.terminal))
    }),
    column(
        "status_since",
        Date,
        Sometimes,
        "First reading of the run that made it; empty without a reading",
        |row| row.claim().headline().since.as_ref().into(),
    ),
    column("summary", Text, Sometimes, "One sentence why, written by the editors", |row| {
        let update = row.claim().headline().summary_of;
        update.and_then(|ix| row.claim().update(ix).summary.as_ref()).map(|summary| &***summary).into()
    }),
    column(
        "unsettled_status",
        Status,
        Sometimes,
        "What the latest run of readings reports where the status does not follow it (yet)",
        |row| row.claim().marks.unsettled.as_ref().map(|unsettled| unsettled.status.as_str()).into(),
    ),
    column("marks", List, Always, "What stands beside the status", |row| {
        Cell::List(marks(&row.claim().marks))
    }),
    column("headline_changed", Date, Sometimes, "When its status last changed", |row| {
        row.claim().dates.headline_changed.as_ref().into()
    }),
    column("last_checked", Date, Sometimes, "When somebody last looked", |row| {
        row.claim().dates.last_checked.as_ref().into()
    }),
    column("evidence_as_of", Date, Sometimes, "The latest cut-off of evidence", |row| {
        row.claim().dates.evidence_as_of.as_ref().into()
    }),
    column("updates", Count, Always, "How many rows of `updates` it has", |row| {
        Cell::Count(row.claim().updates.iter().filter(|update| is_public(update)).count())
    }),
    column("sources", Count, Always, "How many sources it cites", |row| {
        let tracker = row.tracker();
        let is_public = |&&source: &&SourceIx| {
            tracker.cited_in(source, row.claim).iter().any(|cited| sources::is_public(tracker, cited))
        };
        Cell::Count(row.claim().sources.iter().filter(is_public).count())
    }),
];
