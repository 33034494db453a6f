//! The table of sources: one row for each that the site lists.

use super::column::Kind::{Count, Date, List, Text, Url, Word};
use super::column::Need::{Always, Sometimes};
use super::column::{Cell, Column, Row, Rows, Table, column};
use super::updates;
use crate::record::party::{Nature, SourceKind, SourceRecord, UrlStatus};
use crate::tracker::claim::Standing;
use crate::tracker::index::{Cited, CitedBy};
use crate::tracker::{SourceIx, Tracker};

/// Sources by id.
pub(super) static TABLE: Table = Table {
    name: "sources",
    doc: "A piece of evidence that the site lists",
    columns: COLUMNS,
    key: &["id"],
    references: &[],
    indexes: &["publisher", "kind"],
    rows,
};

/// Those of the source index, but for what only drafts and later updates cite.
fn rows(tracker: &Tracker) -> Rows<'_> {
    let published = tracker.publishers.iter().flat_map(|publisher| &publisher.sources);
    let mut listed: Vec<usize> = published.chain(&*tracker.unattributed).copied().collect();
    listed.sort_unstable();
    // What no claim cites stands there because a page does.
    let is_public = |ix: &usize| tracker.cited(*ix).is_empty() || citing(tracker, *ix).next().is_some();
    Box::new(listed.into_iter().filter(is_public).map(|source| (0, source)))
}

fn record<'a>(row: &Row<'a>) -> &'a SourceRecord {
    &row.tracker().sources[row.item].record
}

/// The places that cite a source, by claim, those left out that are not public.
fn citing(tracker: &Tracker, source: SourceIx) -> impl Iterator<Item = &Cited> {
    tracker.cited(source).iter().filter(|cited| is_public(tracker, cited))
}

/// Whether what cites a source is data: no draft, and no update that is published later or was taken down.
pub(super) fn is_public(tracker: &Tracker, cited: &Cited) -> bool {
    let claim = &tracker.claims[cited.claim.ix()];
    let stands = match cited.by {
        CitedBy::Update(ix) => {
            let update = &claim.updates[ix.ix()];
            update.standing != Standing::Removed && updates::is_public(update)
        }
        CitedBy::Appearance | CitedBy::Claim | CitedBy::Milestone(_) | CitedBy::Statement(_) => true,
    };
    stands && !claim.draft
}

const COLUMNS: &[Column] = &[
    column("id", Text, Always, "Its id, unique in the site", |row| record(row).id.as_str().into()),
    column("page_url", Url, Sometimes, "Where the site lists it, with what cites it", |row| {
        if !row.site.makes("sources") {
            return Cell::Nothing;
        }
        let publisher = row.tracker().sources[row.item].publisher;
        let publisher = publisher.map(|ix| &row.tracker().publishers[ix].record.id.value);
        let page = row.site.languages[0].routes.publisher(publisher);
        row.address(&page, &format!("src-{}", record(row).id.value))
    }),
    column("title", Text, Sometimes, "Its title", |row| record(row).title.as_deref().into()),
    column("url", Text, Sometimes, "Its address on the web", |row| {
        record(row).url.as_ref().map(|url| &***url).into()
    }),
    column("place", Text, Sometimes, "Where else to find it: gazette and page, interview and date", |row| {
        record(row).where_found.as_deref().into()
    }),
    column("publisher", Text, Sometimes, "Id of who published it", |row| {
        let publisher = row.tracker().sources[row.item].publisher;
        publisher.map(|ix| row.tracker().publishers[ix].record.id.as_str()).into()
    }),
    column("publisher_name", Text, Sometimes, "The publisher's name as printed", |row| {
        let publisher = row.tracker().sources[row.item].publisher;
        publisher.map(|ix| &**row.tracker().publishers[ix].record.name).into()
    }),
    column(
        "nature",
        Word(Nature::WORDS),
        Sometimes,
        "Whether it made or saw the thing, or reports what others did",
        |row| record(row).nature.map(Nature::word).into(),
    ),
    column("kind", Word(SourceKind::WORDS), Sometimes, "What sort of source", |row| {
        record(row).kind.map(SourceKind::word).into()
    }),
    column("published", Date, Sometimes, "When it was published", |row| {
        record(row).published.as_ref().map(|date| &date.value).into()
    }),
    column("accessed", Date, Sometimes, "When the editors read it", |row| {
        record(row).accessed.as_ref().map(|date| &date.value).into()
    }),
    column("archives", List, Always, "Addresses of archived copies", |row| {
        Cell::List(record(row).archives.iter().map(|copy| &**copy.url).collect())
    }),
    column("url_status", Word(UrlStatus::WORDS), Sometimes, "What became of the address", |row| {
        record(row).url_status.map(UrlStatus::word).into()
    }),
    column("url_checked", Date, Sometimes, "When the address was last tried", |row| {
        record(row).url_checked.as_ref().map(|date| &date.value).into()
    }),
    column("reliability", Text, Sometimes, "A note on how far it can be relied on", |row| {
        record(row).reliability.as_deref().into()
    }),
    column("claims", Count, Always, "How many claims cite it", |row| {
        let (mut last, mut count) = (None, 0);
        for cited in citing(row.tracker(), row.item) {
            count += usize::from(last.replace(cited.claim) != Some(cited.claim));
        }
        Cell::Count(count)
    }),
    column("citations", Count, Always, "How many places of claims cite it", |row| {
        Cell::Count(citing(row.tracker(), row.item).count())
    }),
];
