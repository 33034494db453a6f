//! Sources of a claim, each with the places of the claim that cite it.

use serde::Serialize;

use super::{Named, iso};
use crate::record::party::SourceRecord;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, Standing};
use crate::tracker::index::{Cited, CitedBy};

#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    id: &'a str,
    url: Option<&'a str>,
    #[serde(rename = "where")]
    where_found: Option<&'a str>,
    title: Option<&'a str>,
    publisher: Option<Named<'a>>,
    nature: Option<&'static str>,
    kind: Option<&'static str>,
    published: Option<String>,
    accessed: Option<String>,
    archives: Vec<ArchiveView<'a>>,
    url_status: Option<&'static str>,
    url_checked: Option<String>,
    reliability: Option<&'a str>,
    cited_by: Vec<CitationView<'a>>,
}

#[derive(Serialize)]
struct ArchiveView<'a> {
    url: &'a str,
    date: Option<String>,
}

/// A place that cites a source, and what the source does there.
#[derive(Serialize)]
struct CitationView<'a> {
    by: &'static str,
    id: Option<&'a str>,
    says: Option<&'static str>,
    quote: Option<&'a str>,
    quote_lang: Option<&'a str>,
    at: Option<&'a str>,
}

/// Sources in the order of first mention.
pub(super) fn sources<'a>(tracker: &'a Tracker, claim: &'a Claim) -> Vec<SourceView<'a>> {
    let here = tracker.claim_ix(claim.record.id.as_str());
    let one = |&ix: &usize| {
        let source = &tracker.sources[ix];
        let publisher = source.publisher.map(|publisher| {
            let record = &tracker.publishers[publisher].record;
            Named { id: record.id.as_str(), name: &record.name }
        });
        let cited = here.map_or(&[][..], |here| tracker.cited_in(ix, here)).iter();
        let cited_by = cited.filter_map(|cited| citation(tracker, claim, cited)).collect();
        view(&source.record, publisher, cited_by)
    };
    claim.sources.iter().map(one).collect()
}

fn view<'a>(
    record: &'a SourceRecord,
    publisher: Option<Named<'a>>,
    cited_by: Vec<CitationView<'a>>,
) -> SourceView<'a> {
    SourceView {
        id: record.id.as_str(),
        url: record.url.as_ref().map(|url| &***url),
        where_found: record.where_found.as_deref(),
        title: record.title.as_deref(),
        publisher,
        nature: record.nature.map(crate::record::party::Nature::word),
        kind: record.kind.map(crate::record::party::SourceKind::word),
        published: record.published.as_ref().map(iso),
        accessed: record.accessed.as_ref().map(iso),
        archives: archives(record),
        url_status: record.url_status.map(crate::record::party::UrlStatus::word),
        url_checked: record.url_checked.as_ref().map(iso),
        reliability: record.reliability.as_deref(),
        cited_by,
    }
}

fn archives(record: &SourceRecord) -> Vec<ArchiveView<'_>> {
    let archives = record.archives.iter();
    archives.map(|copy| ArchiveView { url: &copy.url, date: copy.date.as_ref().map(iso) }).collect()
}

/// `None` where the place is not public: an update that was taken down or is to come.
fn citation<'a>(tracker: &'a Tracker, claim: &'a Claim, cited: &Cited) -> Option<CitationView<'a>> {
    let (by, id) = match cited.by {
        CitedBy::Appearance => ("appearance", None),
        CitedBy::Claim => ("claim", None),
        CitedBy::Update(ix) => {
            let update = claim.updates.get(ix.ix())?;
            if update.standing == Standing::Removed || update.future {
                return None;
            }
            ("update", Some(claim.update(ix).id.as_str()))
        }
        CitedBy::Milestone(ix) => ("milestone", Some(claim.milestones.get(ix.ix())?.record.id.as_str())),
        CitedBy::Statement(ix) => ("statement", Some(claim.record.statements.get(ix.ix())?.id.as_str())),
    };
    let citation = cited.citation(tracker);
    Some(CitationView {
        by,
        id,
        says: citation.map(|citation| citation.says.word()),
        quote: citation.and_then(|citation| citation.quote.as_deref()),
        quote_lang: citation.and_then(|citation| citation.quote_lang.as_deref()),
        at: citation.and_then(|citation| citation.at.as_deref()),
    })
}
