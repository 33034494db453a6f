//! The claims of the sample, as written and as resolved.

use std::sync::Arc;

use super::{at, cites, date, file, text};
use crate::diagnostic::Span;
use crate::record::claim::{
    ClaimKind, ClaimRecord, Correction, CorrectionKind, Criterion, CriterionState, DueBasis, FollowUpRecord,
    FollowUpState, JudgedBy, Method, MilestoneRecord, MilestoneState, Response, ResponseKind, ResponseState,
    Statement, StatementKind, UpdateRecord, Withdrawal,
};
use crate::record::id::{ClaimId, ItemId, PersonId, SourceId, StatusId, TopicId, UpdateId};
use crate::record::party::Says;
use crate::record::text::Explainer;
use crate::tracker::claim::{
    Claim, CriterionNow, Dates, Due, FollowUpNow, FollowUpOutcome, Headline, Marks, MilestoneNow, Moved,
    MovedBy, Run, Standing, Unsettled, Update,
};

fn record(id: &str, title: &str) -> ClaimRecord {
    ClaimRecord {
        id: ClaimId::new(id),
        file: file(),
        title: at(title.into()),
        claim: at(format!("{title} will be done.").into()),
        claimants: vec![at(PersonId::new("city-council"))],
        published: None,
        kind: ClaimKind::Deliver,
        quote: None,
        quote_lang: None,
        made_on: None,
        appearance: None,
        completion_condition: None,
        completion_due: None,
        due_basis: DueBasis::Inferred,
        topics: Vec::new(),
        lang: None,
        aliases: Vec::new(),
        draft: false,
        part_of: None,
        related: Vec::new(),
        criteria: Vec::new(),
        milestones: Vec::new(),
        follow_ups: Vec::new(),
        statements: Vec::new(),
        corrections: Vec::new(),
        responses: Vec::new(),
        citations: Vec::new(),
        sources: Vec::new(),
        summary: text(""),
        explainer: Explainer::default(),
        updates: Vec::new(),
        allow: Vec::new(),
        translations: Vec::new(),
    }
}

/// A claim that nobody has read.
pub(super) fn quiet() -> Claim {
    let first = Headline {
        status: StatusId::new("not_assessed"),
        since: None,
        changed: None,
        settled_by: None,
        summary_of: None,
        readings: 0,
    };
    let published = date("2026-01-02");
    Claim {
        record: Arc::new(record("quiet", "Quiet claim")),
        draft: false,
        claimants: vec![0],
        updates: Vec::new(),
        headlines: vec![first],
        runs: Vec::new(),
        marks: Marks::default(),
        dates: Dates {
            first_published: published.clone(),
            headline_changed: None,
            last_checked: None,
            evidence_as_of: None,
        },
        published,
        due: None,
        criteria: Vec::new(),
        milestones: Vec::new(),
        follow_ups: Vec::new(),
        statements: Vec::new(),
        corrections: Vec::new(),
        responses: Vec::new(),
        sources: Vec::new(),
        part_of: None,
        parts: Vec::new(),
        related: Vec::new(),
    }
}

/// A claim with everything: six updates, of which one was taken back and one taken down.
pub(super) fn bus_lanes() -> Claim {
    let record = Arc::new(bus_lanes_record());
    let update = |at, standing, run| Update { record: at, standing, run, headline: 0, future: false };
    let headline = Headline {
        status: StatusId::new("in_progress"),
        since: Some(date("2026-01-10T08:00")),
        changed: Some(date("2026-01-10T08:00")),
        settled_by: Some(0),
        summary_of: Some(0),
        readings: 1,
    };
    let run = |status: &str, reading, reverted| Run {
        status: StatusId::new(status),
        readings: vec![reading],
        reverted,
        lasted: None,
    };
    let unsettled =
        Unsettled { status: StatusId::new("complete"), since: date("2026-02-13T14:42-06:00"), readings: 1 };
    let moved = |by| vec![Moved { from: date("2026-01"), by, on: date("2026-01-10T08:00") }];
    Claim {
        published: date("2026-01-10"),
        draft: false,
        claimants: vec![0],
        updates: vec![
            update(0, Standing::Stands, Some(0)),
            update(1, Standing::Retracted, None),
            update(2, Standing::Removed, None),
            update(3, Standing::Stands, Some(1)),
            update(4, Standing::Stands, Some(2)),
            update(5, Standing::Stands, Some(3)),
        ],
        headlines: vec![headline],
        runs: vec![
            run("in_progress", 0, false),
            run("complete", 3, true),
            run("in_progress", 4, false),
            run("complete", 5, false),
        ],
        marks: Marks { unsettled: Some(unsettled), disputed: true, ..Marks::default() },
        dates: Dates {
            first_published: date("2026-01-10"),
            headline_changed: Some(date("2026-01-10T08:00")),
            last_checked: Some(date("2026-02-13T14:42-06:00")),
            evidence_as_of: Some(date("2026-02-12")),
        },
        due: Some(Due { date: date("2026-02"), moved: moved(MovedBy::Statement(0)) }),
        criteria: vec![CriterionNow { record: 0, state: CriterionState::Met, set_by: Some(4) }],
        milestones: vec![MilestoneNow {
            record: Arc::clone(&record.milestones[0]),
            state: MilestoneState::Moved,
            date: date("2026-02"),
            moved: moved(MovedBy::Update(0)),
            set_by: Some(0),
            brought_by: None,
            overdue: false,
        }],
        follow_ups: vec![FollowUpNow {
            record: Arc::clone(&record.follow_ups[0]),
            state: FollowUpState::Open,
            date: date("2026-02-10"),
            moved: Vec::new(),
            set_by: None,
            brought_by: None,
            outcome: FollowUpOutcome::Answered,
        }],
        statements: vec![0],
        corrections: vec![0],
        responses: vec![0],
        sources: vec![0],
        part_of: None,
        parts: Vec::new(),
        related: Vec::new(),
        record,
    }
}

fn bus_lanes_record() -> ClaimRecord {
    ClaimRecord {
        quote: Some("Main Street will have bus lanes by February.".into()),
        quote_lang: Some("en".into()),
        made_on: Some(at(date("2025-11~"))),
        appearance: Some(at(SourceId::new("gazette-12"))),
        completion_condition: Some("Buses run in them.".into()),
        completion_due: Some(at(date("2026-01"))),
        topics: vec![at(TopicId::new("traffic")), at(TopicId::new("undeclared"))],
        aliases: vec![at(ClaimId::new("bus-lane"))],
        criteria: vec![Criterion {
            id: at(ItemId::new("paint")),
            text: "The lanes are painted.".into(),
            state: CriterionState::NotAssessed,
        }],
        milestones: vec![Arc::new(MilestoneRecord {
            id: at(ItemId::new("tender")),
            date: at(date("2026-01")),
            title: "Tender".into(),
            state: MilestoneState::Planned,
            citations: vec![cites("gazette-12", Says::Context, None)],
        })],
        follow_ups: vec![Arc::new(FollowUpRecord {
            id: at(ItemId::new("ask")),
            date: at(date("2026-02-10")),
            question: Some("Has the paint arrived?".into()),
            state: FollowUpState::Open,
        })],
        statements: vec![restated()],
        corrections: vec![correction()],
        responses: vec![challenge()],
        summary: text("The council promised *bus lanes*.\n"),
        updates: bus_lanes_updates(),
        ..record("bus-lanes", "Bus lanes on Main Street")
    }
}

fn restated() -> Statement {
    Statement {
        id: at(ItemId::new("restated")),
        made_on: at(date("2026-01-10T08:00")),
        claimants: Vec::new(),
        kind: StatementKind::Restated,
        quote: None,
        quote_lang: None,
        appearance: None,
        claim: Some("One lane.".into()),
        completion_condition: None,
        completion_due: Some(at(date("2026-02"))),
        judged_by: JudgedBy::Original,
    }
}

fn correction() -> Correction {
    Correction {
        id: at(ItemId::new("length")),
        date: at(date("2026-01-11")),
        kind: CorrectionKind::Correction,
        update: Some(at(UpdateId::new("2026-01-10-0800"))),
        field: Some("body".into()),
        what: "The length of the lanes.".into(),
        was: Some("2 km".into()),
        now: Some("3 km".into()),
        why: None,
    }
}

/// Decided after the day of the tracker.
fn challenge() -> Response {
    Response {
        id: at(ItemId::new("challenge")),
        received: at(date("2026-02-01")),
        from: "A resident".into(),
        kind: ResponseKind::Challenge,
        update: None,
        text: "Not a lane.".into(),
        state: ResponseState::Upheld,
        answered: Some(at(date("2026-03-01"))),
        answer: Some("Indeed.".into()),
    }
}

fn bus_lanes_updates() -> Vec<UpdateRecord> {
    let update = |published: &str, status: &str, body: &str| {
        let published = date(published);
        UpdateRecord {
            id: UpdateId::new(&published.id_digits()),
            file: file(),
            span: Span::default(),
            published: at(published),
            status: Some(at(StatusId::new(status))),
            summary: None,
            as_of: None,
            happened_on: None,
            reported_status: None,
            method: Method::Automated,
            author: None,
            reviewed_by: None,
            citations: Vec::new(),
            key: false,
            retracted: None,
            removed: None,
            sets: Vec::new(),
            milestones: Vec::new(),
            follow_ups: Vec::new(),
            body: text(body),
            allow: Vec::new(),
            translations: Vec::new(),
        }
    };
    let withdrawn = |why: &str| Some(Withdrawal { date: at(date("2026-01-16")), why: why.into() });
    let mut first = update("2026-01-10T08:00", "in_progress", "Work has begun.\n");
    first.summary = Some(at("Work has begun.".into()));
    let twice = || cites("gazette-12", Says::Supports, None);
    first.citations = vec![twice(), twice()];
    first.method = Method::Human;
    first.key = true;
    let mut second = update("2026-01-12", "complete", "All done.\n");
    second.retracted = withdrawn("The photograph was of another street.");
    let mut third = update("2026-01-15T09:30Z", "complete", "A private address.\n");
    third.removed = withdrawn("It named a private person.");
    let fourth = update("2026-01-20T10:00", "complete", "The lanes are open.\n");
    let fifth = update("2026-01-21T10:00", "in_progress", "They are not.\n");
    let mut sixth = update("2026-02-13T14:42-06:00", "complete", "");
    sixth.as_of = Some(at(date("2026-02-12")));
    sixth.reported_status = Some(at(StatusId::new("in_progress")));
    // Known only after the day of the tracker.
    sixth.retracted = Some(Withdrawal { date: at(date("2026-03-01")), why: "Later.".into() });
    vec![first, second, third, fourth, fifth, sixth]
}
