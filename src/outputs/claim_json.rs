//! `claims/ID/claim.json`: a claim as data, for programs; the format is public (docs/claim-json.md).
//!
//! It exists once, whatever the languages, and says nothing of the day on which the site was built. A
//! field that is added here is added to docs/claim-json.md and docs/claim.schema.json as well (tests
//! compare them); one that changes its meaning, or goes, makes a new [`FORMAT`].

mod entries;
mod evidence;
mod items;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::date::PartialDate;
use crate::diagnostic::Spanned;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Site};
use crate::record::id::{PersonId, StatusId};
use crate::record::site::Config;
use crate::routes;
use crate::tracker::claim::{Claim, Marks, Moved, MovedBy};
use crate::tracker::{ClaimIx, Tracker};
pub(super) use entries::cited;
pub(super) use items::{OUTCOMES, outcome_word};

/// The version of the format.
const FORMAT: u32 = 1;

/// Claims as data.
pub(super) struct ClaimJson;

impl Output for ClaimJson {
    fn id(&self) -> OutputId {
        "data"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let path = routes::claim_json(&site.tracker.claims[ix].record.id);
        made.push(Artifact::drawn(self.id(), 0, path, Basis::Claim(ix), move |desk, sheet| {
            sheet.json(&view(desk, &desk.tracker().claims[ix]));
        }));
    }
}

/// The whole file.
#[derive(Serialize)]
struct View<'a> {
    format: u32,
    id: &'a str,
    url: String,
    title: &'a str,
    claim: &'a str,
    kind: &'static str,
    lang: &'a str,
    quote: Option<&'a str>,
    quote_lang: Option<&'a str>,
    claimants: Vec<Named<'a>>,
    appearance: Option<&'a str>,
    topics: Vec<&'a str>,
    part_of: Option<&'a str>,
    published: String,
    made_on: Option<String>,
    completion_condition: Option<&'a str>,
    completion_due: Option<String>,
    due_basis: Option<&'static str>,
    due_moved: Vec<MovedView<'a>>,
    headline: HeadlineView<'a>,
    dates: DatesView,
    summary: Option<String>,
    updates: Vec<entries::UpdateView<'a>>,
    runs: Vec<entries::RunView<'a>>,
    milestones: Vec<items::MilestoneView<'a>>,
    follow_ups: Vec<items::FollowUpView<'a>>,
    sources: Vec<evidence::SourceView<'a>>,
    criteria: Vec<items::CriterionView<'a>>,
    statements: Vec<items::StatementView<'a>>,
    corrections: Vec<items::CorrectionView<'a>>,
    responses: Vec<items::ResponseView<'a>>,
}

/// Something that has an id and a name.
#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct HeadlineView<'a> {
    status: &'a str,
    since: Option<String>,
    summary: Option<&'a str>,
    unsettled: Option<UnsettledView<'a>>,
    marks: Vec<&'static str>,
}

#[derive(Serialize)]
struct UnsettledView<'a> {
    status: &'a str,
    since: String,
    readings: usize,
}

#[derive(Serialize)]
struct DatesView {
    first_published: String,
    headline_changed: Option<String>,
    last_checked: Option<String>,
    evidence_as_of: Option<String>,
}

/// A date that was given up, and by what.
#[derive(Serialize)]
struct MovedView<'a> {
    from: String,
    on: String,
    update: Option<&'a str>,
    statement: Option<&'a str>,
}

fn view<'a>(desk: &Desk<'a>, claim: &'a Claim) -> View<'a> {
    let (tracker, record) = (desk.tracker(), &*claim.record);
    let address = desk.href(&desk.routes().claim(&record.id));
    View {
        format: FORMAT,
        id: record.id.as_str(),
        title: &record.title,
        claim: &record.claim,
        kind: record.kind.word(),
        lang: record.lang.as_deref().unwrap_or(&desk.lang.code),
        quote: record.quote.as_deref(),
        quote_lang: record.quote_lang.as_deref(),
        claimants: claimants(claim, tracker),
        appearance: record.appearance.as_ref().map(|source| source.as_str()),
        topics: topics(claim, tracker),
        part_of: claim.part_of.map(|whole| tracker.claims[whole].record.id.as_str()),
        published: claim.published.iso(),
        made_on: record.made_on.as_ref().map(iso),
        completion_condition: record.completion_condition.as_deref(),
        completion_due: claim.due.as_ref().map(|due| due.date.iso()),
        due_basis: claim.due.as_ref().map(|due| due.basis.word()),
        due_moved: claim.due.as_ref().map_or(Vec::new(), |due| moves(claim, &due.moved)),
        headline: headline(claim),
        dates: dates(claim),
        summary: (!record.summary.is_blank()).then(|| desk.source(&record.summary)),
        updates: entries::updates(desk, claim, &address),
        runs: entries::runs(claim),
        milestones: items::milestones(claim),
        follow_ups: items::follow_ups(claim),
        sources: evidence::sources(tracker, claim),
        criteria: items::criteria(claim),
        statements: items::statements(tracker, claim),
        corrections: items::corrections(claim),
        responses: items::responses(tracker, claim),
        url: address,
    }
}

fn claimants<'a>(claim: &Claim, tracker: &'a Tracker) -> Vec<Named<'a>> {
    claim.claimants.iter().map(|&person| named(tracker, person)).collect()
}

fn named(tracker: &Tracker, person: usize) -> Named<'_> {
    let record = &tracker.people[person].record;
    Named { id: record.id.as_str(), name: &record.name }
}

/// People by id or old id, those that are declared.
fn people<'a>(tracker: &'a Tracker, ids: &[Spanned<PersonId>]) -> Vec<Named<'a>> {
    let declared = ids.iter().filter_map(|id| tracker.names.people.get(&id.value));
    declared.map(|&person| named(tracker, person)).collect()
}

/// Topics by their present ids, those that are declared.
fn topics<'a>(claim: &Claim, tracker: &'a Tracker) -> Vec<&'a str> {
    claim.topics.iter().map(|&topic| tracker.topics[topic].topic.id.as_str()).collect()
}

/// The present key of a status, where a record may have an old one.
pub(super) fn status_key<'a>(config: &'a Config, written: &'a StatusId) -> &'a str {
    config.status(written.as_str()).map_or(written, |status| &status.id).as_str()
}

fn headline(claim: &Claim) -> HeadlineView<'_> {
    let headline = claim.headline();
    let unsettled = claim.marks.unsettled.as_ref().map(|unsettled| UnsettledView {
        status: unsettled.status.as_str(),
        since: unsettled.since.iso(),
        readings: unsettled.readings,
    });
    let summary = headline.summary_of.and_then(|update| claim.update(update).summary.as_ref());
    HeadlineView {
        status: headline.status.as_str(),
        since: headline.since.as_ref().map(PartialDate::iso),
        summary: summary.map(|summary| &***summary),
        unsettled,
        marks: marks(&claim.marks),
    }
}

/// The marks that stand beside the status, in a fixed order.
pub(super) fn marks(marks: &Marks) -> Vec<&'static str> {
    let all = [
        (marks.overdue, "overdue"),
        (marks.date_passed, "date_passed"),
        (marks.completed_late, "completed_late"),
        (marks.stale, "stale"),
        (marks.unsettled.is_some(), "unsettled"),
        (marks.disputed, "disputed"),
        (marks.evidence_conflicts, "evidence_conflicts"),
    ];
    all.into_iter().filter(|(set, _)| *set).map(|(_, word)| word).collect()
}

fn dates(claim: &Claim) -> DatesView {
    let dates = &claim.dates;
    DatesView {
        first_published: dates.first_published.iso(),
        headline_changed: dates.headline_changed.as_ref().map(PartialDate::iso),
        last_checked: dates.last_checked.as_ref().map(PartialDate::iso),
        evidence_as_of: dates.evidence_as_of.as_ref().map(PartialDate::iso),
    }
}

fn moves<'a>(claim: &'a Claim, moved: &[Moved]) -> Vec<MovedView<'a>> {
    let one = |moved: &Moved| {
        let (update, statement) = match moved.by {
            MovedBy::Update(ix) => (Some(claim.update(ix).id.as_str()), None),
            MovedBy::Statement(ix) => (None, Some(claim.record.statements[ix].id.as_str())),
        };
        MovedView { from: moved.from.iso(), on: moved.on.iso(), update, statement }
    };
    moved.iter().map(one).collect()
}

fn iso(date: &Spanned<PartialDate>) -> String {
    date.value.iso()
}
