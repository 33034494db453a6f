//! Claims that came to the site, headlines that changed, and readings that did not last.

use super::event::{Event, Kind, Said};
use super::pair::Pair;
use crate::date::{day_end, day_of};
use crate::tracker::claim::{Claim, Headline};

/// Those of one claim.
pub(super) fn events<'a>(pair: Pair<'a>, events: &mut Vec<Event<'a>>) {
    let known = match pair.old {
        // What was told of a headline is never rewritten: the earlier ones are those of the earlier day.
        Some(old) => old.headlines.len(),
        None => at_arrival(pair),
    };
    if pair.old.is_none() {
        events.push(arrival(pair, &pair.claim.headlines[known - 1]));
    }
    let mut latest = pair.before.as_of.end;
    for (place, headline) in pair.claim.headlines.iter().enumerate().skip(known) {
        if let Some(event) = changed(pair, &pair.claim.headlines[place - 1], headline) {
            latest = latest.max(event.order);
            events.push(Event { order: latest, ..event });
        }
    }
    reverted(pair, events);
}

/// How many headlines a claim had had by the end of the day on which it came to the site; at least one.
fn at_arrival(pair: Pair<'_>) -> usize {
    let zone = pair.after.config.timezone;
    let end = day_end(day_of(pair.claim.published.earliest(), zone), zone);
    let later = pair.claim.headlines.iter().skip(1);
    let told = later.take_while(|headline| headline.changed.as_ref().is_none_or(|at| at.earliest() < end));
    1 + told.count()
}

fn arrival<'a>(pair: Pair<'a>, headline: &'a Headline) -> Event<'a> {
    Event {
        now: Some(Said::Status(&headline.status)),
        why: sentence(pair.claim, headline),
        by: pair.claimants(),
        ..pair.event(Kind::NewClaim, &pair.claim.published)
    }
}

/// A headline's own sentence: that of the reading that settled it, else that of the latest that bears it.
fn sentence<'a>(claim: &'a Claim, headline: &Headline) -> Option<&'a str> {
    let places = [headline.settled_by, headline.summary_of];
    let mut summaries = places.into_iter().flatten().filter_map(|ix| claim.update(ix).summary.as_ref());
    summaries.next().map(|summary| &*summary.value)
}

fn changed<'a>(pair: Pair<'a>, from: &'a Headline, to: &'a Headline) -> Option<Event<'a>> {
    let claim = pair.claim;
    let date = to.changed.as_ref()?;
    let told = match (to.retraction, to.settled_by) {
        (Some(taken_back), _) => {
            let update = claim.update(taken_back);
            Event {
                why: update.retracted.as_ref().map(|withdrawal| &*withdrawal.why),
                by: Vec::new(),
                method: None,
                retracted: Some(&update.published.value),
                ..pair.event_by(Kind::HeadlineChanged, date, taken_back.ix())
            }
        }
        (None, Some(decided)) => {
            Event { why: sentence(claim, to), ..pair.event_by(Kind::HeadlineChanged, date, decided.ix()) }
        }
        (None, None) => pair.event(Kind::HeadlineChanged, date),
    };
    Some(Event { was: Some(Said::Status(&from.status)), now: Some(Said::Status(&to.status)), ..told })
}

/// Runs that the reading after them undid, where that was published in the period.
fn reverted<'a>(pair: Pair<'a>, events: &mut Vec<Event<'a>>) {
    for runs in pair.claim.runs.windows(2).filter(|runs| runs[0].reverted) {
        let [run, next] = runs else { continue };
        let Some(undoing) = next.readings.first() else { continue };
        let date = &pair.claim.update(*undoing).published.value;
        if pair.is_within(date) {
            events.push(Event {
                was: Some(Said::Status(&run.status)),
                now: Some(Said::Status(&next.status)),
                lasted: run.lasted,
                ..pair.event_by(Kind::ReadingReverted, date, undoing.ix())
            });
        }
    }
}
