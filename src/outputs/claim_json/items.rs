//! What hangs on a claim beside its updates: criteria, dated things, later words, corrections, responses.

use serde::Serialize;

use super::entries::cited;
use super::{MovedView, Named, claimants, iso, moves, people};
use crate::record::claim::{Correction, Response, ResponseState, Statement};
use crate::tracker::claim::{Claim, CriterionNow, FollowUpNow, FollowUpOutcome, MilestoneNow};
use crate::tracker::{Slot, Tracker};

#[derive(Serialize)]
pub(super) struct CriterionView<'a> {
    id: &'a str,
    text: &'a str,
    state: &'static str,
    set_by: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct MilestoneView<'a> {
    id: &'a str,
    date: String,
    title: &'a str,
    state: &'static str,
    overdue: bool,
    moved: Vec<MovedView<'a>>,
    set_by: Option<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct FollowUpView<'a> {
    id: &'a str,
    date: String,
    question: Option<&'a str>,
    state: &'static str,
    outcome: &'static str,
    moved: Vec<MovedView<'a>>,
    set_by: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct StatementView<'a> {
    id: &'a str,
    made_on: String,
    claimants: Vec<Named<'a>>,
    kind: &'static str,
    quote: Option<&'a str>,
    quote_lang: Option<&'a str>,
    appearance: Option<&'a str>,
    claim: Option<&'a str>,
    completion_condition: Option<&'a str>,
    completion_due: Option<String>,
    judged_by: &'static str,
}

#[derive(Serialize)]
pub(super) struct CorrectionView<'a> {
    id: &'a str,
    date: String,
    kind: &'static str,
    update: Option<&'a str>,
    field: Option<&'a str>,
    what: &'a str,
    was: Option<&'a str>,
    now: Option<&'a str>,
    why: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ResponseView<'a> {
    id: &'a str,
    received: String,
    from: &'a str,
    kind: &'static str,
    update: Option<&'a str>,
    text: &'a str,
    state: &'static str,
    answered: Option<String>,
    answer: Option<&'a str>,
}

/// Criteria in the order written.
pub(super) fn criteria(claim: &Claim) -> Vec<CriterionView<'_>> {
    let one = |now: &CriterionNow| {
        let record = &claim.record.criteria[now.record];
        let set_by = update_id(claim, now.set_by);
        CriterionView { id: record.id.as_str(), text: &record.text, state: now.state.word(), set_by }
    };
    claim.criteria.iter().map(one).collect()
}

/// Milestones by date.
pub(super) fn milestones(claim: &Claim) -> Vec<MilestoneView<'_>> {
    claim.milestones.iter().map(|now| milestone(claim, now)).collect()
}

fn milestone<'a>(claim: &'a Claim, now: &'a MilestoneNow) -> MilestoneView<'a> {
    MilestoneView {
        id: now.record.id.as_str(),
        date: now.date.iso(),
        title: &now.record.title,
        state: now.state.word(),
        overdue: now.overdue,
        moved: moves(claim, &now.moved),
        set_by: update_id(claim, now.set_by),
        sources: cited(&now.record.citations),
    }
}

/// Follow-ups by date.
pub(super) fn follow_ups(claim: &Claim) -> Vec<FollowUpView<'_>> {
    claim.follow_ups.iter().map(|now| follow_up(claim, now)).collect()
}

fn follow_up<'a>(claim: &'a Claim, now: &'a FollowUpNow) -> FollowUpView<'a> {
    FollowUpView {
        id: now.record.id.as_str(),
        date: now.date.iso(),
        question: now.record.question.as_deref(),
        state: now.state.word(),
        outcome: outcome_word(now.outcome),
        moved: moves(claim, &now.moved),
        set_by: update_id(claim, now.set_by),
    }
}

/// What can come of a follow-up, in a word.
pub(in crate::outputs) const OUTCOMES: &[&str] = &["next", "answered", "missed", "dropped"];

pub(in crate::outputs) fn outcome_word(outcome: FollowUpOutcome) -> &'static str {
    match outcome {
        FollowUpOutcome::Next => OUTCOMES[0],
        FollowUpOutcome::Answered => OUTCOMES[1],
        FollowUpOutcome::Missed => OUTCOMES[2],
        FollowUpOutcome::Dropped => OUTCOMES[3],
    }
}

fn update_id(claim: &Claim, update: Option<Slot>) -> Option<&str> {
    update.map(|ix| claim.update(ix).id.as_str())
}

/// Later words of claimants by date.
pub(super) fn statements<'a>(tracker: &'a Tracker, claim: &'a Claim) -> Vec<StatementView<'a>> {
    let one = |statement: &'a Statement| StatementView {
        id: statement.id.as_str(),
        made_on: iso(&statement.made_on),
        claimants: if statement.claimants.is_empty() {
            claimants(claim, tracker)
        } else {
            people(tracker, &statement.claimants)
        },
        kind: statement.kind.word(),
        quote: statement.quote.as_deref(),
        quote_lang: statement.quote_lang.as_deref(),
        appearance: statement.appearance.as_ref().map(|source| source.as_str()),
        claim: statement.claim.as_deref(),
        completion_condition: statement.completion_condition.as_deref(),
        completion_due: statement.completion_due.as_ref().map(iso),
        judged_by: statement.judged_by.word(),
    };
    claim.statements.iter().map(|&ix| one(&claim.record.statements[ix])).collect()
}

/// Corrections by date.
pub(super) fn corrections(claim: &Claim) -> Vec<CorrectionView<'_>> {
    claim.corrections.iter().map(|&ix| correction(&claim.record.corrections[ix])).collect()
}

fn correction(record: &Correction) -> CorrectionView<'_> {
    CorrectionView {
        id: record.id.as_str(),
        date: iso(&record.date),
        kind: record.kind.word(),
        update: record.update.as_ref().map(|update| update.as_str()),
        field: record.field.as_deref(),
        what: &record.what,
        was: record.was.as_deref(),
        now: record.now.as_deref(),
        why: record.why.as_deref(),
    }
}

/// Replies and challenges by date, as they stood on the day.
pub(super) fn responses<'a>(tracker: &Tracker, claim: &'a Claim) -> Vec<ResponseView<'a>> {
    let one = |record: &'a Response| {
        // An answer to come is not known on the day.
        let known = tracker.is_answered(record);
        ResponseView {
            id: record.id.as_str(),
            received: iso(&record.received),
            from: &record.from,
            kind: record.kind.word(),
            update: record.update.as_ref().map(|update| update.as_str()),
            text: &record.text,
            state: if known { record.state } else { ResponseState::Open }.word(),
            answered: record.answered.as_ref().filter(|_| known).map(iso),
            answer: record.answer.as_deref().filter(|_| known),
        }
    };
    claim.responses.iter().map(|&ix| one(&claim.record.responses[ix])).collect()
}
