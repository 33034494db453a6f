//! Claims for drawing, built by hand: a simple reading of the settling rules stands in for resolve.

use std::sync::Arc;

use chrono_tz::Tz;
use onrecord::date::{self, PartialDate};
use onrecord::diagnostic::{FilePath, Span, Spanned};
use onrecord::record::claim::{
    ClaimKind, ClaimRecord, DueBasis, FollowUpRecord, FollowUpState, Method, MilestoneRecord, MilestoneState,
    UpdateRecord,
};
use onrecord::record::id::{ClaimId, ItemId, StatusId, UpdateId};
use onrecord::record::rare::Rare;
use onrecord::record::site::Config;
use onrecord::record::text::{Explainer, Hash, Text, TextFile};
use onrecord::tracker::claim::{
    Claim, Dates, Due, FollowUpNow, FollowUpOutcome, Headline, Marks, MilestoneNow, Moved, MovedBy, Run,
    Standing, Unsettled, Update,
};
use onrecord::tracker::{AsOf, Slot, Tracker};

use super::settings::config;

/// A claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) title: String,
    pub(crate) as_of: String,
    pub(crate) published: Option<String>,
    pub(crate) made_on: Option<String>,
    /// When, which status, and whether a human read (whose word holds at once).
    pub(crate) readings: Vec<(String, &'static str, bool)>,
    pub(crate) due: Option<(String, DueBasis)>,
    pub(crate) due_was: Vec<String>,
    pub(crate) milestones: Vec<(String, String, MilestoneState)>,
    pub(crate) follow_ups: Vec<(String, Option<FollowUpOutcome>)>,
}

impl Sample {
    pub(crate) fn new(title: &str, as_of: &str) -> Self {
        Self {
            title: title.to_owned(),
            as_of: as_of.to_owned(),
            published: None,
            made_on: None,
            readings: Vec::new(),
            due: None,
            due_was: Vec::new(),
            milestones: Vec::new(),
            follow_ups: Vec::new(),
        }
    }

    pub(crate) fn made(mut self, on: &str) -> Self {
        self.made_on = Some(on.to_owned());
        self
    }

    pub(crate) fn machine(mut self, at: &str, status: &'static str) -> Self {
        self.readings.push((at.to_owned(), status, false));
        self
    }

    pub(crate) fn human(mut self, at: &str, status: &'static str) -> Self {
        self.readings.push((at.to_owned(), status, true));
        self
    }

    pub(crate) fn due(mut self, on: &str, basis: DueBasis) -> Self {
        self.due = Some((on.to_owned(), basis));
        self
    }

    pub(crate) fn milestone(mut self, on: &str, title: &str, state: MilestoneState) -> Self {
        self.milestones.push((on.to_owned(), title.to_owned(), state));
        self
    }

    pub(crate) fn follow_up(mut self, on: &str) -> Self {
        self.follow_ups.push((on.to_owned(), None));
        self
    }

    pub(crate) fn missed_follow_up(mut self, on: &str) -> Self {
        self.follow_ups.push((on.to_owned(), Some(FollowUpOutcome::Missed)));
        self
    }

    /// The claim and the tracker that judges it.
    pub(crate) fn build(&self) -> (Claim, Tracker) {
        let mut readings = self.readings.clone();
        readings.sort_by(|a, b| read(&a.0).order(&read(&b.0)));
        let record = Arc::new(self.record(&readings));
        let day = read(&self.as_of).first_day().unwrap();
        let tracker = tracker(AsOf { day, end: date::day_end(day, Tz::UTC) });
        let runs = runs(&readings);
        let (headlines, unsettled) = headlines(&readings, &runs, &tracker.config);
        let last = readings.last().map(|reading| read(&reading.0));
        let published = self.published.as_ref().or(readings.first().map(|r| &r.0)).or(self.made_on.as_ref());
        let published = published.map_or_else(|| read(&self.as_of), |at| read(at));
        let now = tracker.as_of.end;
        let claim = Claim {
            touched: last.clone().unwrap_or_else(|| published.clone()),
            published: published.clone(),
            draft: false,
            claimants: Vec::new(),
            topics: Vec::new(),
            updates: (0..readings.len())
                .map(|record| Update {
                    record: Slot::new(record),
                    standing: Standing::Stands,
                    run: None,
                    headline: Slot::new(0),
                    future: false,
                })
                .collect(),
            dates: Dates {
                first_published: published,
                headline_changed: headlines.last().and_then(|headline| headline.changed.clone()),
                last_checked: last,
                evidence_as_of: None,
            },
            headlines: headlines.into(),
            runs: runs.into(),
            marks: Marks { unsettled, ..Marks::default() },
            due: self.due.as_ref().map(|(on, basis)| Due {
                date: read(on),
                basis: *basis,
                moved: self
                    .due_was
                    .iter()
                    .map(|was| Moved { from: read(was), by: MovedBy::Statement(0), on: read(was) })
                    .collect(),
            }),
            criteria: Box::default(),
            milestones: record
                .milestones
                .iter()
                .map(|milestone| MilestoneNow {
                    record: milestone.clone(),
                    state: milestone.state,
                    date: milestone.date.value.clone(),
                    moved: Vec::new(),
                    set_by: None,
                    brought_by: None,
                    overdue: milestone.state == MilestoneState::Planned && milestone.date.is_past(now),
                })
                .collect(),
            follow_ups: record
                .follow_ups
                .iter()
                .zip(&self.follow_ups)
                .map(|(follow_up, (_, outcome))| FollowUpNow {
                    record: follow_up.clone(),
                    state: FollowUpState::Open,
                    date: follow_up.date.value.clone(),
                    moved: Vec::new(),
                    set_by: None,
                    brought_by: None,
                    outcome: outcome.unwrap_or(if follow_up.date.is_past(now) {
                        FollowUpOutcome::Answered
                    } else {
                        FollowUpOutcome::Next
                    }),
                })
                .collect(),
            statements: Vec::new(),
            corrections: Vec::new(),
            responses: Vec::new(),
            sources: Box::default(),
            part_of: None,
            parts: Vec::new(),
            related: Vec::new(),
            linked: false,
            record,
        };
        (claim, tracker)
    }

    fn record(&self, readings: &[(String, &'static str, bool)]) -> ClaimRecord {
        ClaimRecord {
            id: ClaimId::new("sample"),
            file: FilePath::new("content/claims/sample.md"),
            digest: Hash::of(b""),
            title: at(self.title.as_str().into()),
            claim: at("It will be done.".into()),
            claimants: Vec::new(),
            published: None,
            kind: ClaimKind::Deliver,
            quote: None,
            quote_lang: None,
            made_on: self.made_on.as_ref().map(|on| at(read(on))),
            appearance: None,
            completion_condition: None,
            completion_due: None,
            due_basis: self.due.as_ref().map_or(DueBasis::Promised, |(_, basis)| *basis),
            topics: Vec::new(),
            lang: None,
            aliases: Vec::new(),
            draft: false,
            part_of: None,
            related: Vec::new(),
            criteria: Vec::new(),
            milestones: self
                .milestones
                .iter()
                .map(|(on, title, state)| {
                    Arc::new(MilestoneRecord {
                        id: at(ItemId::new("m")),
                        date: at(read(on)),
                        title: title.as_str().into(),
                        state: *state,
                        citations: Box::default(),
                    })
                })
                .collect(),
            follow_ups: self
                .follow_ups
                .iter()
                .map(|(on, _)| {
                    Arc::new(FollowUpRecord {
                        id: at(ItemId::new("f")),
                        date: at(read(on)),
                        question: None,
                        state: FollowUpState::Open,
                    })
                })
                .collect(),
            statements: Vec::new(),
            corrections: Vec::new(),
            responses: Vec::new(),
            citations: Box::default(),
            sources: Vec::new(),
            summary: no_text(),
            explainer: Explainer::default(),
            updates: readings.iter().map(update).collect(),
            allow: Vec::new(),
            translations: Vec::new(),
        }
    }
}

/// A date in UTC.
pub(crate) fn read(written: &str) -> PartialDate {
    PartialDate::parse(written, Tz::UTC).unwrap_or_else(|fault| panic!("{written}: {fault:?}")).date
}

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn no_text() -> Text {
    let file = TextFile::new(&FilePath::new("content/claims/sample.md"), Hash::of(b""));
    Text { file, span: Span::default(), length: 0, rare: Rare::default() }
}

fn update((when, status, human): &(String, &'static str, bool)) -> UpdateRecord {
    let published = read(when);
    UpdateRecord {
        id: UpdateId::new(&published.id_digits()),
        span: Span::default(),
        published: at(published),
        status: Some(at(StatusId::new(status))),
        summary: None,
        method: if *human { Method::Human } else { Method::Automated },
        author: None,
        citations: Box::default(),
        key: false,
        body: no_text(),
        rare: Rare::default(),
    }
}

fn runs(readings: &[(String, &'static str, bool)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (ix, (_, status, _)) in readings.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.status.as_str() == *status => {
                let readings = run.readings.iter().copied().chain([Slot::new(ix)]);
                run.readings = readings.collect();
            }
            _ => runs.push(Run {
                status: StatusId::new(status),
                readings: [Slot::new(ix)].into(),
                reverted: false,
                lasted: None,
            }),
        }
    }
    for ix in 1..runs.len() {
        let ends = read(&readings[runs[ix].readings[0].ix()].0).earliest().0;
        let first = runs[ix - 1].readings[0].ix();
        runs[ix - 1].lasted = Some(ends - read(&readings[first].0).earliest().0);
        runs[ix - 1].reverted = runs[ix - 1].status.as_str() == "complete" && !readings[first].2;
    }
    runs
}

fn headlines(
    readings: &[(String, &'static str, bool)],
    runs: &[Run],
    config: &Config,
) -> (Vec<Headline>, Option<Unsettled>) {
    let first = Headline {
        status: config.unassessed.id.clone(),
        since: None,
        changed: None,
        settled_by: None,
        retraction: None,
        summary_of: None,
        readings: 0,
    };
    let (mut headlines, mut unsettled) = (vec![first], None);
    for run in runs.iter().filter(|run| !run.reverted) {
        let first = &readings[run.readings[0].ix()];
        let since = read(&first.0);
        if run.status.as_str() == "complete" && !first.2 {
            unsettled = Some(Unsettled { status: run.status.clone(), since, readings: run.readings.len() });
        } else if headlines.last().is_some_and(|headline| headline.status != run.status) {
            headlines.push(Headline {
                status: run.status.clone(),
                since: Some(since.clone()),
                changed: Some(since),
                settled_by: Some(run.readings[0]),
                retraction: None,
                summary_of: None,
                readings: run.readings.len(),
            });
        }
    }
    (headlines, unsettled)
}

fn tracker(as_of: AsOf) -> Tracker {
    Tracker {
        config: Arc::new(config()),
        as_of,
        names: Arc::default(),
        claims: Vec::new(),
        sources: Arc::default(),
        source_kinds: Arc::default(),
        years: Arc::default(),
        citings: Arc::default(),
        publishers: Arc::default(),
        unattributed: Arc::default(),
        people: Arc::default(),
        by_status: Arc::default(),
        topics: Arc::default(),
        changes: Arc::default(),
        milestones: Arc::default(),
        follow_ups: Arc::default(),
        coming: Arc::default(),
        overdue: Arc::default(),
        corrections: Arc::default(),
        pages: Vec::new(),
        statics: Arc::default(),
    }
}
