//! Updates and the runs that they make.

use serde::Serialize;

use super::{iso, status_key};
use crate::diagnostic::Spanned;
use crate::output::Desk;
use crate::record::claim::{UpdateRecord, Withdrawal};
use crate::record::id::StatusId;
use crate::record::party::Citation;
use crate::routes;
use crate::tracker::Slot;
use crate::tracker::claim::{Claim, Run, Standing, Update};

/// An update, or what is left of one that was taken down.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum UpdateView<'a> {
    Shown(Box<Shown<'a>>),
    Removed(Gone<'a>),
}

#[derive(Serialize)]
pub(super) struct Shown<'a> {
    id: &'a str,
    url: String,
    published: String,
    as_of: Option<String>,
    happened_on: Option<String>,
    status: Option<&'a str>,
    reported_status: Option<&'a str>,
    method: &'static str,
    author: Option<&'a str>,
    reviewed_by: Option<&'a str>,
    key: bool,
    sources: Vec<&'a str>,
    retracted: Option<WithdrawalView<'a>>,
    summary: Option<&'a str>,
    text: String,
}

#[derive(Serialize)]
pub(super) struct Gone<'a> {
    id: &'a str,
    url: String,
    published: String,
    removed: Option<WithdrawalView<'a>>,
}

#[derive(Serialize)]
struct WithdrawalView<'a> {
    date: String,
    why: &'a str,
}

#[derive(Serialize)]
pub(super) struct RunView<'a> {
    status: &'a str,
    from: Option<String>,
    to: Option<String>,
    readings: usize,
    reverted: bool,
}

/// The updates that are public; what a preview shows of days to come is no data.
pub(super) fn updates<'a>(desk: &Desk<'a>, claim: &'a Claim, address: &str) -> Vec<UpdateView<'a>> {
    let public = claim.updates.iter().filter(|update| !update.future);
    let one = |update: &Update| {
        let record = &claim.record.updates[update.record.ix()];
        let url = format!("{address}#{}", routes::update_anchor(&record.id));
        match update.standing {
            Standing::Removed => UpdateView::Removed(removed(record, url)),
            standing => UpdateView::Shown(Box::new(shown(desk, record, standing, url))),
        }
    };
    public.map(one).collect()
}

fn removed(record: &UpdateRecord, url: String) -> Gone<'_> {
    Gone {
        id: record.id.as_str(),
        url,
        published: iso(&record.published),
        removed: record.removed.as_ref().map(withdrawal),
    }
}

fn shown<'a>(desk: &Desk<'a>, record: &'a UpdateRecord, standing: Standing, url: String) -> Shown<'a> {
    let key = |status: &'a Spanned<StatusId>| status_key(desk.site.config(), status);
    // A retraction to come is not known on the day.
    let retracted = record.retracted.as_ref().filter(|_| standing == Standing::Retracted);
    Shown {
        id: record.id.as_str(),
        url,
        published: iso(&record.published),
        as_of: record.as_of.as_ref().map(iso),
        happened_on: record.happened_on.as_ref().map(iso),
        status: record.status.as_ref().map(key),
        reported_status: record.reported_status.as_ref().map(key),
        method: record.method.word(),
        author: record.author.as_deref(),
        reviewed_by: record.reviewed_by.as_deref(),
        key: record.key,
        sources: cited(&record.citations),
        retracted: retracted.map(withdrawal),
        summary: record.summary.as_ref().map(|summary| &***summary),
        text: if record.body.is_blank() { String::new() } else { desk.source(&record.body) },
    }
}

/// Ids of sources in the order of citation, each once.
pub(in crate::outputs) fn cited(citations: &[Citation]) -> Vec<&str> {
    let mut ids = Vec::with_capacity(citations.len());
    for citation in citations {
        let id = citation.source.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn withdrawal(withdrawal: &Withdrawal) -> WithdrawalView<'_> {
    WithdrawalView { date: iso(&withdrawal.date), why: &withdrawal.why }
}

/// Runs in order of reading.
pub(super) fn runs(claim: &Claim) -> Vec<RunView<'_>> {
    claim.runs.iter().map(|run| view_run(claim, run)).collect()
}

fn view_run<'a>(claim: &Claim, run: &'a Run) -> RunView<'a> {
    let published = |reading: Option<&Slot>| reading.map(|&ix| iso(&claim.update(ix).published));
    RunView {
        status: run.status.as_str(),
        from: published(run.readings.first()),
        to: published(run.readings.last()),
        readings: run.readings.len(),
        reverted: run.reverted,
    }
}
