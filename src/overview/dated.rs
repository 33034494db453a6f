//! Dates that passed or moved: due dates, milestones and follow-ups.

use super::event::{Event, Kind, Said};
use super::pair::Pair;
use crate::date::PartialDate;
use crate::record::claim::MilestoneState;
use crate::tracker::claim::{Claim, FollowUpNow, FollowUpOutcome, MilestoneNow, Moved, MovedBy};

/// Those of one claim.
pub(super) fn events<'a>(pair: Pair<'a>, events: &mut Vec<Event<'a>>) {
    due(pair, events);
    for milestone in &pair.claim.milestones {
        milestone_events(pair, milestone, events);
    }
    events.extend(pair.claim.follow_ups.iter().filter_map(|follow_up| missed(pair, follow_up)));
}

fn due<'a>(pair: Pair<'a>, events: &mut Vec<Event<'a>>) {
    let Some(due) = &pair.claim.due else { return };
    events.extend(moves(pair, &due.moved, &due.date, Kind::DueMoved));
    let was = |mark: fn(&Claim) -> bool| pair.old.is_some_and(mark);
    let overdue = pair.claim.marks.overdue && !was(|claim| claim.marks.overdue);
    let passed = pair.claim.marks.date_passed && !was(|claim| claim.marks.date_passed);
    for kind in [(Kind::Overdue, overdue), (Kind::DatePassed, passed)].into_iter().filter(|(_, is)| *is) {
        events.push(Event {
            now: Some(Said::Status(&pair.claim.headline().status)),
            by: pair.claimants(),
            ..pair.event(kind.0, &due.date)
        });
    }
}

/// Dates that were given up in the period, each for the one after it.
fn moves<'a>(
    pair: Pair<'a>,
    moved: &'a [Moved],
    holds: &'a PartialDate,
    kind: Kind,
) -> impl Iterator<Item = Event<'a>> {
    let next = move |at: usize| moved.get(at + 1).map_or(holds, |moved| &moved.from);
    let here = moved.iter().enumerate().filter(move |(_, moved)| pair.is_within(&moved.on));
    here.map(move |(at, moved)| {
        let told = match moved.by {
            MovedBy::Update(ix) => pair.event_by(kind, &moved.on, ix),
            MovedBy::Statement(ix) => Event {
                by: pair.claimants(),
                anchor: Some(format!("s-{}", pair.claim.record.statements[ix].id.value)),
                ..pair.event(kind, &moved.on)
            },
        };
        Event { was: Some(Said::Date(&moved.from)), now: Some(Said::Date(next(at))), ..told }
    })
}

fn milestone_events<'a>(pair: Pair<'a>, milestone: &'a MilestoneNow, events: &mut Vec<Event<'a>>) {
    let what = Some(&*milestone.record.title);
    let stated = stated(pair, milestone);
    let moved = moves(pair, &milestone.moved, &milestone.date, Kind::Milestone(MilestoneState::Moved));
    // An update that says when a milestone happened says it once.
    let said = stated.as_ref().and_then(|event| event.anchor.clone());
    let moved = moved.filter(|event| said.is_none() || event.anchor != said);
    events.extend(moved.map(|event| Event { what, ..event }));
    events.extend(stated.map(|event| Event { what, ..event }));
    let was = pair.old.and_then(|old| old.milestones.iter().find(|old| old.record.id == milestone.record.id));
    if milestone.overdue && !was.is_some_and(|was| was.overdue) {
        let anchor = Some(format!("m-{}", milestone.record.id.value));
        events.push(Event { what, anchor, ..pair.event(Kind::MilestonePassed, &milestone.date) });
    }
}

/// The state that a milestone got in the period: by an update, or as it was written and on its own date.
fn stated<'a>(pair: Pair<'a>, milestone: &'a MilestoneNow) -> Option<Event<'a>> {
    let state = milestone.state;
    // A new date says that it moved.
    let told = match state {
        MilestoneState::Planned => true,
        MilestoneState::Moved => milestone.moved.iter().any(|moved| pair.is_within(&moved.on)),
        MilestoneState::Happened | MilestoneState::Missed | MilestoneState::Cancelled => false,
    };
    if told {
        return None;
    }
    let by = milestone.set_by.or(milestone.brought_by);
    let event = match by {
        Some(ix) => pair.event_by(Kind::Milestone(state), &pair.claim.update(ix).published.value, ix.ix()),
        None => Event {
            anchor: Some(format!("m-{}", milestone.record.id.value)),
            ..pair.event(Kind::Milestone(state), &milestone.date)
        },
    };
    pair.is_within(event.date).then_some(Event { now: Some(Said::Text(state.word())), ..event })
}

/// A follow-up that was not answered at the end of the period, and not yet missed before it.
fn missed<'a>(pair: Pair<'a>, follow_up: &'a FollowUpNow) -> Option<Event<'a>> {
    let is_missed = |follow_up: &FollowUpNow| follow_up.outcome == FollowUpOutcome::Missed;
    let was = pair.old.and_then(|old| old.follow_ups.iter().find(|old| old.record.id == follow_up.record.id));
    if !is_missed(follow_up) || was.is_some_and(is_missed) {
        return None;
    }
    let asked = follow_up.brought_by.map(|ix| pair.claim.update(ix));
    Some(Event {
        what: follow_up.record.question.as_deref(),
        by: asked.and_then(|update| update.author.as_deref()).into_iter().collect(),
        anchor: Some(format!("f-{}", follow_up.record.id.value)),
        ..pair.event(Kind::FollowUpMissed, &follow_up.date)
    })
}
