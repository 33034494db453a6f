//! What hangs on a claim, as it stands on the day: criteria, milestones, follow-ups and the due date.
//!
//! States change by the `sets` of updates that stand, in their order. What an update brings exists
//! from that update on. Words that do not fit are passed over here and reported by `links`.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::date::{Instant, PartialDate};
use crate::record::claim::{
    ClaimRecord, Criterion, CriterionState, DueBasis, FollowUpRecord, FollowUpState, JudgedBy,
    MilestoneRecord, MilestoneState, Set,
};
use crate::tracker::Slot;
use crate::tracker::claim::{
    CriterionNow, Due, FollowUpNow, FollowUpOutcome, MilestoneNow, Moved, MovedBy, Standing, Update,
};

/// The word that `sets` uses for the due date.
pub(super) const DUE: &str = "due";

/// The day, as far as dates are concerned.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// What is over before this is past.
    pub(super) start: Instant,
    /// What has begun before this counts.
    pub(super) end: Instant,
}

/// Everything dated that hangs on a claim.
pub(super) struct Items {
    pub(super) criteria: Vec<CriterionNow>,
    pub(super) milestones: Vec<MilestoneNow>,
    pub(super) follow_ups: Vec<FollowUpNow>,
    pub(super) due: Option<Due>,
}

#[derive(Clone, Copy)]
enum Target {
    Criterion(usize),
    Milestone(usize),
    FollowUp(usize),
}

/// The state of everything on the day; `updates` are in order.
pub(super) fn items(claim: &ClaimRecord, updates: &[Update], day: Day) -> Items {
    let start = |(record, criterion): (usize, &Criterion)| CriterionNow {
        record,
        state: criterion.state,
        set_by: None,
    };
    let mut items = Items {
        criteria: claim.criteria.iter().enumerate().map(start).collect(),
        milestones: claim.milestones.iter().map(|record| milestone(record, None)).collect(),
        follow_ups: claim.follow_ups.iter().map(|record| follow_up(record, None)).collect(),
        due: due(claim, updates, day),
    };
    let mut targets = FxHashMap::default();
    for (at, criterion) in claim.criteria.iter().enumerate() {
        targets.entry(criterion.id.as_str()).or_insert(Target::Criterion(at));
    }
    for (at, record) in claim.milestones.iter().enumerate() {
        targets.entry(record.id.as_str()).or_insert(Target::Milestone(at));
    }
    for (at, record) in claim.follow_ups.iter().enumerate() {
        targets.entry(record.id.as_str()).or_insert(Target::FollowUp(at));
    }
    for (ix, update) in updates.iter().enumerate().filter(|(_, update)| counts(update)) {
        let record = &claim.updates[update.record.ix()];
        for brought in &record.milestones {
            targets.entry(brought.id.as_str()).or_insert(Target::Milestone(items.milestones.len()));
            items.milestones.push(milestone(brought, Some(Slot::new(ix))));
        }
        for brought in &record.follow_ups {
            targets.entry(brought.id.as_str()).or_insert(Target::FollowUp(items.follow_ups.len()));
            items.follow_ups.push(follow_up(brought, Some(Slot::new(ix))));
        }
        for set in &record.sets {
            if let Some(target) = targets.get(set.target.as_str()) {
                items.apply(*target, set, ix, &record.published.value);
            }
        }
    }
    items.conclude(claim, updates, day);
    items
}

/// Whether what an update does holds on the day.
pub(super) fn counts(update: &Update) -> bool {
    update.standing == Standing::Stands && !update.future
}

fn milestone(record: &Arc<MilestoneRecord>, brought_by: Option<Slot>) -> MilestoneNow {
    MilestoneNow {
        record: record.clone(),
        state: record.state,
        date: record.date.value.clone(),
        moved: Vec::new(),
        set_by: None,
        brought_by,
        overdue: false,
    }
}

fn follow_up(record: &Arc<FollowUpRecord>, brought_by: Option<Slot>) -> FollowUpNow {
    FollowUpNow {
        record: record.clone(),
        state: record.state,
        date: record.date.value.clone(),
        moved: Vec::new(),
        set_by: None,
        brought_by,
        outcome: FollowUpOutcome::Next,
    }
}

impl Items {
    fn apply(&mut self, target: Target, set: &Set, ix: usize, on: &PartialDate) {
        let word = set.state.as_ref().map(|word| &*word.value);
        let to = set.to.as_ref().map(|to| &to.value);
        match target {
            Target::Criterion(at) => {
                if let Some(state) = word.and_then(CriterionState::from_word) {
                    let criterion = &mut self.criteria[at];
                    (criterion.state, criterion.set_by) = (state, Some(Slot::new(ix)));
                }
            }
            Target::Milestone(at) => {
                let milestone = &mut self.milestones[at];
                if let Some(state) = word.and_then(MilestoneState::from_word) {
                    (milestone.state, milestone.set_by) = (state, Some(Slot::new(ix)));
                }
                shift(&mut milestone.date, &mut milestone.moved, to, MovedBy::Update(ix), on);
            }
            Target::FollowUp(at) => {
                let follow_up = &mut self.follow_ups[at];
                if let Some(state) = word.and_then(FollowUpState::from_word) {
                    (follow_up.state, follow_up.set_by) = (state, Some(Slot::new(ix)));
                }
                shift(&mut follow_up.date, &mut follow_up.moved, to, MovedBy::Update(ix), on);
            }
        }
    }

    /// What the day makes of each date; then all in the order of their dates.
    fn conclude(&mut self, claim: &ClaimRecord, updates: &[Update], day: Day) {
        for milestone in &mut self.milestones {
            let to_come = match milestone.state {
                MilestoneState::Planned => true,
                MilestoneState::Moved => !milestone.moved.is_empty(),
                MilestoneState::Happened | MilestoneState::Missed | MilestoneState::Cancelled => false,
            };
            milestone.overdue = to_come && milestone.date.is_past(day.start);
        }
        // The two latest are enough: an update does not answer the question that it asks itself.
        let latest: Vec<(usize, Instant)> = (updates.iter().enumerate().rev())
            .filter(|(_, update)| counts(update))
            .map(|(ix, update)| (ix, claim.updates[update.record.ix()].published.earliest()))
            .take(2)
            .collect();
        for follow_up in &mut self.follow_ups {
            let answer = latest.iter().find(|(ix, _)| Some(Slot::new(*ix)) != follow_up.brought_by);
            let looked = answer.is_some_and(|(_, at)| *at >= follow_up.date.earliest());
            follow_up.outcome = match follow_up.state {
                FollowUpState::Dropped => FollowUpOutcome::Dropped,
                FollowUpState::Done => FollowUpOutcome::Answered,
                FollowUpState::Open if looked => FollowUpOutcome::Answered,
                FollowUpState::Open if follow_up.date.is_past(day.start) => FollowUpOutcome::Missed,
                FollowUpState::Open => FollowUpOutcome::Next,
            };
        }
        self.milestones
            .sort_by(|a, b| a.date.order(&b.date).then_with(|| a.record.id.value.cmp(&b.record.id.value)));
        self.follow_ups
            .sort_by(|a, b| a.date.order(&b.date).then_with(|| a.record.id.value.cmp(&b.record.id.value)));
    }
}

/// Gives `date` up for `to`, where that is another one.
fn shift(
    date: &mut PartialDate,
    moved: &mut Vec<Moved>,
    to: Option<&PartialDate>,
    by: MovedBy,
    on: &PartialDate,
) {
    if let Some(to) = to.filter(|to| *to != date) {
        let from = std::mem::replace(date, to.clone());
        moved.push(Moved { from, by, on: on.clone() });
    }
}

/// The due date after every move by the day: by claimants whose restatement is what the claim is now
/// judged by, and by editors.
fn due(claim: &ClaimRecord, updates: &[Update], day: Day) -> Option<Due> {
    let mut moves: Vec<(&PartialDate, MovedBy, &PartialDate)> = Vec::new();
    for (at, statement) in claim.statements.iter().enumerate() {
        if let Some(to) = &statement.completion_due
            && statement.judged_by == JudgedBy::Restated
            && statement.made_on.has_begun(day.end)
        {
            moves.push((&statement.made_on.value, MovedBy::Statement(at), &to.value));
        }
    }
    for (ix, update) in updates.iter().enumerate().filter(|(_, update)| counts(update)) {
        let record = &claim.updates[update.record.ix()];
        for set in record.sets.iter().filter(|set| set.target.as_str() == DUE) {
            if let Some(to) = &set.to {
                moves.push((&record.published.value, MovedBy::Update(ix), &to.value));
            }
        }
    }
    moves.sort_by(|a, b| a.0.order(b.0));
    let written = claim.completion_due.as_ref().map(|due| due.value.clone());
    let mut due = written.map(|date| Due { date, basis: claim.due_basis, moved: Vec::new() });
    for (on, by, to) in moves {
        let basis = match by {
            MovedBy::Statement(_) => DueBasis::Promised,
            MovedBy::Update(_) => due.as_ref().map_or(claim.due_basis, |due| due.basis),
        };
        match &mut due {
            Some(due) => {
                shift(&mut due.date, &mut due.moved, Some(to), by, on);
                due.basis = basis;
            }
            None => due = Some(Due { date: to.clone(), basis, moved: Vec::new() }),
        }
    }
    due
}
