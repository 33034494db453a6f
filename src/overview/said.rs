//! What was said of a claim or of its record: corrections, statements, replies and challenges.

use super::event::{Event, Kind, Said};
use super::pair::Pair;
use crate::record::claim::{CorrectionKind, JudgedBy, ResponseState, Statement, StatementKind};
use crate::routes::update_anchor;
use crate::tracker::Tracker;
use crate::tracker::index::{CorrectionEntry, CorrectionOf};

/// What the editors corrected, took back or took down.
pub(super) fn corrections<'a>(before: &'a Tracker, after: &'a Tracker) -> Vec<Event<'a>> {
    let event = |entry: &'a CorrectionEntry| {
        let claim = &*after.claims[entry.claim];
        let pair = Pair { before, after, old: None, claim };
        match entry.kind {
            CorrectionOf::Correction(at) => correction(pair, at),
            CorrectionOf::Retraction(at) => withdrawal(pair, at, Kind::Retraction),
            CorrectionOf::Removal(at) => withdrawal(pair, at, Kind::Corrected(CorrectionKind::Removal)),
        }
    };
    after.corrections.iter().filter_map(event).collect()
}

fn correction(pair: Pair<'_>, at: usize) -> Option<Event<'_>> {
    let correction = pair.claim.record.corrections.get(at)?;
    pair.is_within(&correction.date.value).then(|| Event {
        what: Some(&correction.what),
        was: correction.was.as_deref().map(Said::Text),
        now: correction.now.as_deref().map(Said::Text),
        why: correction.why.as_deref(),
        anchor: Some(format!("c-{}", correction.id.value)),
        ..pair.event(Kind::Corrected(correction.kind), &correction.date.value)
    })
}

fn withdrawal(pair: Pair<'_>, at: usize, kind: Kind) -> Option<Event<'_>> {
    let update = pair.claim.update(at);
    let withdrawal = match kind {
        Kind::Retraction => update.retracted.as_ref()?,
        _ => update.removed.as_ref()?,
    };
    // One that is dated before the entry itself takes effect with it.
    let (date, published) = (&withdrawal.date.value, &update.published.value);
    let told = if date.earliest() < published.earliest() { published } else { date };
    if !pair.is_within(told) {
        return None;
    }
    // What a removal took down is not told again, not even its status.
    let read = update.status.as_ref().filter(|_| kind == Kind::Retraction);
    Some(Event {
        was: read.map(|status| Said::Status(&status.value)),
        why: Some(&*withdrawal.why),
        anchor: Some(update_anchor(&update.id)),
        ..pair.event(kind, date)
    })
}

/// Statements and responses of one claim.
pub(super) fn events<'a>(pair: Pair<'a>, events: &mut Vec<Event<'a>>) {
    let claim = pair.claim;
    let made = claim.statements.iter().map(|&at| &claim.record.statements[at]);
    events.extend(made.filter(|made| pair.is_within(&made.made_on.value)).map(|made| statement(pair, made)));
    for response in claim.responses.iter().map(|&at| &claim.record.responses[at]) {
        let anchor = Some(format!("r-{}", response.id.value));
        let decided = response.state != ResponseState::Open && pair.after.is_answered(response);
        let state = if decided { response.state } else { ResponseState::Open };
        let by = vec![&*response.from];
        if pair.is_within(&response.received.value) {
            events.push(Event {
                what: Some(&response.text),
                now: Some(Said::Text(state.word())),
                by: by.clone(),
                anchor: anchor.clone(),
                ..pair.event(Kind::Received(response.kind), &response.received.value)
            });
        }
        if let Some(answered) = response.answered.as_ref().filter(|at| decided && pair.is_within(&at.value)) {
            events.push(Event {
                what: Some(&response.text),
                was: Some(Said::Text(ResponseState::Open.word())),
                now: Some(Said::Text(state.word())),
                why: response.answer.as_deref(),
                by,
                anchor,
                ..pair.event(Kind::Settled(response.kind), &answered.value)
            });
        }
    }
}

fn statement<'a>(pair: Pair<'a>, made: &'a Statement) -> Event<'a> {
    let named = made.claimants.iter().filter_map(|id| pair.after.person(&id.value));
    let named: Vec<&str> = named.map(|claimant| &*claimant.record.name.value).collect();
    let restated = made.kind == StatementKind::Restated;
    let judged = match made.judged_by {
        JudgedBy::Original => "The editors go on judging by the first wording.",
        JudgedBy::Restated => "The editors judge by this wording from now on.",
    };
    Event {
        what: made.quote.as_deref(),
        was: made.claim.as_ref().map(|_| Said::Text(&pair.claim.record.claim.value)),
        now: made.claim.as_deref().map(Said::Text),
        why: restated.then_some(judged),
        judged_by: restated.then_some(made.judged_by),
        by: if named.is_empty() { pair.claimants() } else { named },
        anchor: Some(format!("s-{}", made.id.value)),
        ..pair.event(Kind::Stated(made.kind), &made.made_on.value)
    }
}
