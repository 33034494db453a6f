//! One claim on the day, put together from its record.

use std::sync::Arc;

use crate::date::{Instant, PartialDate, Precision, day_end, day_of};
use crate::record::claim::{ClaimRecord, Method, UpdateRecord};
use crate::record::exact;
use crate::record::id::StatusId;
use crate::record::site::{Config, Status};
use crate::record::text::LinkTarget;
use crate::resolve::citations::{Cited, Mention, cited};
use crate::resolve::directory::Directory;
use crate::resolve::family::Kin;
use crate::resolve::marks::Facts;
use crate::resolve::states::{Day, Items, items};
use crate::resolve::status::{Cause, Entry, History, Reading, StatusIx, Voice, history};
use crate::tracker::claim::{Claim, Headline, Run, Standing, Update};
use crate::tracker::{AsOf, Drafts, Slot};

/// What every claim is judged by.
pub(super) struct Bench<'a> {
    pub(super) config: &'a Config,
    pub(super) directory: &'a Directory<'a>,
    pub(super) as_of: AsOf,
    pub(super) day: Day,
    pub(super) drafts: Drafts,
}

/// A claim that is on the site, not yet judged.
#[derive(Clone)]
pub(super) struct Candidate<'a> {
    pub(super) record: &'a Arc<ClaimRecord>,
    pub(super) published: PartialDate,
    pub(super) draft: bool,
}

/// Whether one of a claim's texts links to an address of the site.
fn linked(record: &ClaimRecord) -> bool {
    record.texts().any(|text| text.links.iter().any(|link| matches!(link.target, LinkTarget::Site(_))))
}

/// From when a claim exists: `published`, else its first update's day, else `made_on`.
pub(super) fn first_published(claim: &ClaimRecord, config: &Config) -> Option<PartialDate> {
    if let Some(written) = &claim.published {
        return Some(written.value.clone());
    }
    let first = claim.updates.iter().map(|update| update.published.earliest()).min();
    let day = first.map(|at| PartialDate::from_day(day_of(at, config.timezone), config.timezone));
    day.or_else(|| claim.made_on.as_ref().map(|made| made.value.clone()))
}

impl Bench<'_> {
    /// The claim, and every place of it that cites a source.
    pub(super) fn judge(&self, candidate: Candidate<'_>, kin: Kin) -> (Claim, Vec<Mention>) {
        let record = candidate.record;
        let mut updates = self.updates(record);
        let told = self.history(record, &updates);
        let (headlines, runs) = self.name(record, &updates, &told);
        for (ix, update) in updates.iter_mut().enumerate() {
            update.headline = Slot::new(told.after[ix]);
        }
        for (place, run) in runs.iter().enumerate() {
            for ix in &run.readings {
                updates[ix.ix()].run = Some(Slot::new(place));
            }
        }
        let Items { criteria, milestones, follow_ups, due } = items(record, &updates, self.day);
        let statements = self.by_date(&record.statements, |statement| &statement.made_on.value);
        let Cited { order, mentions } = cited(self.directory, record, &updates, &milestones, &statements);
        let facts = Facts {
            config: self.config,
            as_of: self.as_of,
            day: self.day,
            claim: record,
            published: &candidate.published,
            updates: &updates,
            runs: &runs,
            headline: &headlines[headlines.len() - 1],
            status: self.status(told.told[told.told.len() - 1].status),
            due: due.as_ref(),
        };
        let corrections = self.by_date(&record.corrections, |correction| &correction.date.value);
        let responses = self.by_date(&record.responses, |response| &response.received.value);
        let (marks, dates, touched) = (facts.marks(), facts.dates(), facts.touched(&corrections, &responses));
        let claim = Claim {
            record: record.clone(),
            draft: candidate.draft,
            claimants: known(record.claimants.iter().map(|id| self.directory.people.find(id.as_str()))),
            topics: known(record.topics.iter().map(|id| self.directory.topics.find(id.as_str()))),
            corrections,
            responses,
            published: candidate.published,
            updates: updates.into(),
            headlines: headlines.into(),
            runs: runs.into(),
            marks,
            dates,
            touched,
            due,
            criteria: criteria.into(),
            milestones: milestones.into(),
            follow_ups: follow_ups.into(),
            statements,
            sources: exact(order).into(),
            part_of: kin.part_of,
            parts: kin.parts,
            related: kin.related,
            linked: linked(record),
        };
        (claim, mentions)
    }

    /// The updates that are shown, by earliest instant and then id.
    fn updates(&self, claim: &ClaimRecord) -> Vec<Update> {
        let shown = |(record, update): (usize, &UpdateRecord)| {
            let future = !update.published.has_begun(self.day.end);
            (!future || self.drafts == Drafts::Shown).then(|| Update {
                record: Slot::new(record),
                standing: self.standing(update),
                run: None,
                headline: Slot::new(0),
                future,
            })
        };
        let mut updates = Vec::with_capacity(claim.updates.len());
        updates.extend(claim.updates.iter().enumerate().filter_map(shown));
        let key = |update: &Update| {
            let record = &claim.updates[update.record.ix()];
            (record.published.earliest(), &record.id)
        };
        updates.sort_by(|a, b| key(a).cmp(&key(b)));
        updates
    }

    fn standing(&self, update: &UpdateRecord) -> Standing {
        let retracted = update.retracted.as_ref();
        if update.removed.is_some() {
            Standing::Removed
        } else if retracted.is_some_and(|withdrawal| withdrawal.date.has_begun(self.day.end)) {
            Standing::Retracted
        } else {
            Standing::Stands
        }
    }

    fn history(&self, claim: &ClaimRecord, updates: &[Update]) -> History {
        let entries: Vec<Entry> =
            updates.iter().map(|update| self.entry(&claim.updates[update.record.ix()])).collect();
        let initial = self.config.statuses.iter().position(|status| status.initial);
        let start = initial.unwrap_or(self.config.statuses.len());
        history(&entries, &self.config.settling, start, self.day.end)
    }

    fn entry(&self, update: &UpdateRecord) -> Entry {
        let status = update.status.as_ref().and_then(|id| self.reading(id.as_str()));
        let reading = status.filter(|_| update.removed.is_none()).map(|status| Reading {
            status,
            terminal: self.config.statuses[status].terminal,
            voice: voice(update),
            has_summary: update.summary.is_some(),
            withdrawn: update.retracted.as_ref().map(|withdrawal| self.takes_effect(&withdrawal.date)),
        });
        Entry { at: update.published.earliest(), reading }
    }

    /// When a retraction takes effect: one that names no time at the end of its first day, after the
    /// reading that replaces what it takes back.
    fn takes_effect(&self, date: &PartialDate) -> Instant {
        if date.precision() == Precision::Time {
            return date.earliest();
        }
        let day = day_of(date.earliest(), self.config.timezone);
        Instant(day_end(day, self.config.timezone).0 - 1)
    }

    /// The place of a status that a reading may have; the built-in one says that there is no reading.
    fn reading(&self, id: &str) -> Option<StatusIx> {
        let place = self.directory.statuses.get(id).copied();
        place.filter(|place| *place < self.config.statuses.len())
    }

    fn status(&self, place: StatusIx) -> &Status {
        self.config.statuses.get(place).unwrap_or(&self.config.unassessed)
    }

    /// The history in the tracker's words.
    fn name(&self, claim: &ClaimRecord, updates: &[Update], told: &History) -> (Vec<Headline>, Vec<Run>) {
        let record = |ix: usize| &claim.updates[updates[ix].record.ix()];
        let published = |ix: usize| record(ix).published.value.clone();
        let id = |place: StatusIx| -> StatusId { self.status(place).id.clone() };
        let headlines = told.told.iter().map(|told| Headline {
            status: id(told.status),
            since: told.since.map(published),
            changed: match told.cause {
                Cause::Start => None,
                Cause::Reading(ix) => Some(published(ix)),
                Cause::Retraction(ix) => {
                    record(ix).retracted.as_ref().map(|withdrawal| withdrawal.date.value.clone())
                }
            },
            settled_by: told.settled_by.map(Slot::new),
            retraction: match told.cause {
                Cause::Retraction(ix) => Some(Slot::new(ix)),
                Cause::Start | Cause::Reading(_) => None,
            },
            summary_of: told.summary_of.map(Slot::new),
            readings: told.readings,
        });
        let runs = told.runs.iter().map(|run| Run {
            status: id(run.status),
            readings: run.readings.iter().copied().map(Slot::new).collect(),
            reverted: run.reverted,
            lasted: run.lasted,
        });
        (headlines.collect(), runs.collect())
    }

    /// Places of what is dated by the day, by date and then as written.
    fn by_date<T>(&self, list: &[T], date: impl Fn(&T) -> &PartialDate) -> Vec<usize> {
        let mut places: Vec<usize> =
            (0..list.len()).filter(|&at| date(&list[at]).has_begun(self.day.end)).collect();
        places.sort_by(|&a, &b| date(&list[a]).order(date(&list[b])));
        places
    }
}

/// Rule 2: a person's reading, or a machine's that a person puts a name to.
fn voice(update: &UpdateRecord) -> Voice {
    match update.method {
        Method::Human => Voice::Human,
        Method::Assisted if update.author.is_some() => Voice::Human,
        Method::Assisted | Method::Automated => Voice::Machine,
    }
}

/// Those that are declared, each once, in the order written.
fn known(places: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let mut known: Vec<usize> = Vec::new();
    for place in places.flatten() {
        if !known.contains(&place) {
            known.push(place);
        }
    }
    known
}
