//! What stands beside a status, and the four dates of a claim page.

use crate::date::{Instant, PartialDate, day_of};
use crate::record::claim::{ClaimRecord, DueBasis, Response, ResponseKind, ResponseState};
use crate::record::party::Says;
use crate::record::site::{Config, Status};
use crate::resolve::states::{Day, counts};
use crate::tracker::AsOf;
use crate::tracker::claim::{Dates, Due, Headline, Marks, Run, Standing, Unsettled, Update};

/// What marks are made from.
pub(super) struct Facts<'a> {
    pub(super) config: &'a Config,
    pub(super) as_of: AsOf,
    pub(super) day: Day,
    pub(super) claim: &'a ClaimRecord,
    pub(super) published: &'a PartialDate,
    pub(super) updates: &'a [Update],
    pub(super) runs: &'a [Run],
    pub(super) headline: &'a Headline,
    /// The headline's status.
    pub(super) status: &'a Status,
    pub(super) due: Option<&'a Due>,
}

impl Facts<'_> {
    pub(super) fn marks(&self) -> Marks {
        let open = !self.status.terminal;
        let past = self.due.filter(|due| open && due.date.is_past(self.day.start));
        Marks {
            overdue: past.is_some_and(|due| due.basis == DueBasis::Promised),
            date_passed: past.is_some_and(|due| due.basis == DueBasis::Inferred),
            completed_late: self.status.fulfils && self.happened_late(),
            stale: open && self.is_stale(),
            unsettled: self.unsettled(),
            disputed: self.claim.responses.iter().any(|response| self.is_open_challenge(response)),
            evidence_conflicts: self.evidence_conflicts(),
        }
    }

    pub(super) fn dates(&self) -> Dates {
        let standing = self.updates.iter().filter(|update| counts(update));
        let records = standing.map(|update| &self.claim.updates[update.record.ix()]);
        Dates {
            first_published: self.published.clone(),
            headline_changed: self.headline.changed.clone(),
            last_checked: records.clone().next_back().map(|record| record.published.value.clone()),
            evidence_as_of: records
                .filter_map(|record| Some(&record.as_of.as_ref()?.value))
                .max_by(|a, b| a.order(b))
                .cloned(),
        }
    }

    /// When the claim was last published on; `corrections` and `responses` are those that there are by the day.
    pub(super) fn touched(&self, corrections: &[usize], responses: &[usize]) -> PartialDate {
        let corrections = corrections.iter().map(|&ix| &self.claim.corrections[ix].date.value);
        let updates = self.updates.iter().filter(|update| !update.future).flat_map(|update| {
            let written = &self.claim.updates[update.record.ix()];
            let withdrawn = match update.standing {
                Standing::Stands => None,
                Standing::Retracted => written.retracted.as_ref(),
                Standing::Removed => written.removed.as_ref(),
            };
            [&written.published.value].into_iter().chain(withdrawn.map(|one| &one.date.value))
        });
        let responses = responses.iter().map(|&ix| &self.claim.responses[ix]).flat_map(|one| {
            let answered = one.answered.as_ref().filter(|_| one.is_answered(self.as_of.end));
            [&one.received.value].into_iter().chain(answered.map(|date| &date.value))
        });
        let dates = corrections.chain(updates).chain(responses);
        let latest = dates.max_by(|a, b| a.order(b)).into_iter();
        latest.fold(self.published, |a, b| if b.order(a).is_gt() { b } else { a }).clone()
    }

    /// Late by `happened_on` alone: a late report of a timely deed is not late.
    fn happened_late(&self) -> bool {
        let Some(due) = self.due else { return false };
        let bearing = self.runs.iter().rev().filter(|run| run.status == self.headline.status);
        let readings = bearing.flat_map(|run| run.readings.iter().rev());
        let from = self.headline.since.as_ref().map_or(Instant(i64::MIN), PartialDate::earliest);
        readings
            .map(|&ix| &self.claim.updates[self.updates[ix.ix()].record.ix()])
            .take_while(|record| record.published.earliest() >= from)
            .find_map(|record| record.happened_on.as_ref())
            .is_some_and(|happened| happened.earliest() >= due.date.end())
    }

    fn is_stale(&self) -> bool {
        let Some(limit) = self.config.stale_after else { return false };
        let latest = self.updates.iter().rev().find(|update| counts(update));
        let seen =
            latest.map_or(self.published, |update| &self.claim.updates[update.record.ix()].published.value);
        let age = self.as_of.day - day_of(seen.earliest(), self.config.timezone);
        age.num_days() >= i64::from(limit)
    }

    fn unsettled(&self) -> Option<Unsettled> {
        let last = self.runs.last().filter(|run| run.status != self.headline.status)?;
        let first = &self.claim.updates[self.updates[last.readings.first()?.ix()].record.ix()];
        Some(Unsettled {
            status: last.status.clone(),
            since: first.published.value.clone(),
            readings: last.readings.len(),
        })
    }

    /// Received by the day and not decided by then; a decision without a date holds for every day.
    fn is_open_challenge(&self, response: &Response) -> bool {
        let end = self.day.end;
        let undecided = response.state == ResponseState::Open || !response.is_answered(end);
        response.kind == ResponseKind::Challenge && undecided && response.received.has_begun(end)
    }

    fn evidence_conflicts(&self) -> bool {
        let Some(ix) = self.headline.settled_by else { return false };
        let citations = &self.claim.updates[self.updates[ix.ix()].record.ix()].citations;
        let says = |what| citations.iter().any(|citation| citation.says == what);
        says(Says::Supports) && says(Says::Contradicts)
    }
}
