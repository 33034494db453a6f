//! When what a page shows last changed, as the records tell: the dates of the sitemap.
//!
//! Of a list that is the newest of what stands in its rows, and of what made it grow, since that moves rows from page
//! to page. Never the day of the build, though lists of due dates are drawn anew on each day: a search engine would
//! come again for nothing. Pages that no dated record says anything of have none.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::date::PartialDate;
use crate::output::LastMod;
use crate::outputs::listed::Listed;
use crate::record::id::StatusId;
use crate::tracker::claim::{Claim, Moved};
use crate::tracker::index::{Cited, CitedBy, Dated};
use crate::tracker::{ClaimIx, Slot, SourceIx, Tracker};
use crate::view::item;

/// The latest of some dates.
fn latest<'t>(dates: impl IntoIterator<Item = &'t PartialDate>) -> Option<&'t PartialDate> {
    dates.into_iter().max_by(|a, b| a.order(b))
}

/// Found when the sitemap is drawn.
fn found(find: impl for<'t> Fn(&'t Tracker) -> Option<&'t PartialDate> + Send + Sync + 'static) -> LastMod {
    LastMod::found(move |tracker| find(tracker).cloned())
}

/// Found by the first of the pages that share it.
fn found_once(
    find: impl for<'t> Fn(&'t Tracker) -> Option<&'t PartialDate> + Send + Sync + 'static,
) -> LastMod {
    let known = OnceLock::new();
    LastMod::found(move |tracker| known.get_or_init(|| find(tracker).cloned()).clone())
}

/// The pages of a claim: its own, those of its months and updates. Each says how the claim stands now.
pub(super) fn of_claim(claim: &Claim) -> LastMod {
    LastMod::of(&claim.touched)
}

/// When a list last grew, or lost something: looked for once for all its pages.
#[derive(Clone, Default)]
pub(super) struct Growth(Arc<OnceLock<Option<PartialDate>>>);

impl Growth {
    /// A page of a list of claims: these of them stand on it. A list by status also changes where a claim leaves it.
    pub(super) fn page(
        &self,
        list: impl for<'t> Fn(&'t Tracker) -> Listed<'t> + Send + Sync + 'static,
        rows: Range<usize>,
        status: Option<StatusId>,
    ) -> LastMod {
        let growth = Arc::clone(&self.0);
        LastMod::found(move |tracker| {
            let claims = list(tracker);
            let claim = |ix: ClaimIx| &*tracker.claims[ix];
            let grown = growth.get_or_init(|| {
                let came = claims.iter().map(|ix| &claim(ix).published);
                let moved = status.as_ref().and_then(|status| moved(tracker, status));
                latest(came.chain(moved)).cloned()
            });
            let shown = claims.rows(rows.clone());
            latest(shown.map(|ix| &claim(ix).touched).chain(grown)).cloned()
        })
    }
}

/// When a headline last became this status, or ceased to be it.
fn moved<'t>(tracker: &'t Tracker, status: &StatusId) -> Option<&'t PartialDate> {
    let change = tracker.changes.iter().find(|change| {
        let headlines = &tracker.claims[change.claim].headlines;
        let before = change.headline.checked_sub(1).and_then(|ix| headlines.get(ix));
        before.into_iter().chain(headlines.get(change.headline)).any(|headline| headline.status == *status)
    });
    change.map(|change| &change.at)
}

/// What says how many claims there are of each sort: topics or claimants.
pub(super) fn of_counts(claims: impl Fn(&Tracker) -> Vec<ClaimIx> + Send + Sync + 'static) -> LastMod {
    LastMod::found(move |tracker| {
        latest(claims(tracker).into_iter().map(|ix| &tracker.claims[ix].published)).cloned()
    })
}

/// What tells changes of headlines, or counts headlines.
pub(super) fn of_changes() -> LastMod {
    found(|tracker| tracker.changes.first().map(|change| &change.at))
}

/// What lists corrections.
pub(super) fn of_corrections() -> LastMod {
    found(|tracker| tracker.corrections.first().map(|entry| &entry.date))
}

/// What shows all claims.
pub(super) fn of_all() -> LastMod {
    found(|tracker| latest(tracker.claims.iter().map(|claim| &claim.touched)))
}

/// Every page of milestones: all of them, as each that comes or moves moves others.
pub(super) fn of_milestones() -> LastMod {
    found_once(|tracker| latest(tracker.milestones.iter().flat_map(|dated| milestone(tracker, *dated))))
}

/// Every page of follow-ups.
pub(super) fn of_follow_ups() -> LastMod {
    found_once(|tracker| latest(tracker.follow_ups.iter().flat_map(|dated| follow_up(tracker, *dated))))
}

fn milestone(tracker: &Tracker, dated: Dated) -> impl Iterator<Item = &PartialDate> {
    let claim = &*tracker.claims[dated.claim];
    let now = &claim.milestones[dated.item];
    history(claim, &now.moved, [now.brought_by.map(Slot::ix), now.set_by.map(Slot::ix), None])
}

fn follow_up(tracker: &Tracker, dated: Dated) -> impl Iterator<Item = &PartialDate> {
    let claim = &*tracker.claims[dated.claim];
    let now = &claim.follow_ups[dated.item];
    let by = [now.brought_by.map(Slot::ix), now.set_by.map(Slot::ix), item::answer(claim, now)];
    history(claim, &now.moved, by)
}

/// When something dated came to the site, was moved, set and answered.
fn history<'t>(
    claim: &'t Claim,
    moved: &'t [Moved],
    by: [Option<usize>; 3],
) -> impl Iterator<Item = &'t PartialDate> {
    let by = by.into_iter().flatten().map(|ix| &claim.update(ix).published.value);
    by.chain(moved.iter().map(|moved| &moved.on)).chain([&claim.published])
}

/// When the sources of each list were last cited, read, copied or asked for: those of each publisher, by place, and
/// last those of none. It is looked for once, by the first of the pages that list sources, for all of them: in the
/// order of the sources, so that what is looked at lies side by side.
#[derive(Clone, Default)]
pub(super) struct Sources(Arc<OnceLock<Vec<Option<PartialDate>>>>);

impl Sources {
    /// A page that lists the sources of a publisher.
    pub(super) fn of_publisher(&self, place: usize) -> LastMod {
        let sources = self.clone();
        LastMod::found(move |tracker| sources.of(tracker)[place].clone())
    }

    /// A page that lists those of no publisher.
    pub(super) fn unattributed(&self) -> LastMod {
        let sources = self.clone();
        LastMod::found(move |tracker| sources.of(tracker).last().cloned().flatten())
    }

    /// A page that counts all of them.
    pub(super) fn of_all(&self) -> LastMod {
        let sources = self.clone();
        LastMod::found(move |tracker| latest(sources.of(tracker).iter().flatten()).cloned())
    }

    fn of(&self, tracker: &Tracker) -> &[Option<PartialDate>] {
        // On this thread alone: one that waits for others takes up what they have to do, which may be to ask the same.
        self.0.get_or_init(|| {
            let lists = tracker.publishers.iter().map(|publisher| &publisher.sources);
            let lists: Vec<_> = lists.chain([&*tracker.unattributed]).collect();
            let mut list_of = vec![None; tracker.sources.len()];
            for (list, sources) in lists.iter().enumerate() {
                sources.iter().for_each(|&ix| list_of[ix] = Some(Slot::new(list)));
            }
            let mut newest = vec![None; lists.len()];
            for (ix, list) in list_of.into_iter().enumerate() {
                if let Some(list) = list.map(Slot::ix) {
                    newest[list] = of_source(tracker, ix, newest[list]);
                }
            }
            newest.into_iter().map(Option::<&PartialDate>::cloned).collect()
        })
    }
}

/// The later of a date and of those of a source. There may be millions of citations: those of a claim that was last
/// touched before that date are passed over.
fn of_source<'t>(
    tracker: &'t Tracker,
    ix: SourceIx,
    newest: Option<&'t PartialDate>,
) -> Option<&'t PartialDate> {
    let newest = latest(newest.into_iter().chain(own_dates(tracker, ix)));
    tracker.cited(ix).chunk_by(|a, b| a.claim == b.claim).fold(newest, |newest, cited| {
        let claim = &tracker.claims[cited[0].claim.ix()];
        // What is to come (on a site with drafts) lies after everything else, and touches nothing yet.
        let is_to_come = claim.updates.last().is_some_and(|update| update.future);
        match newest {
            Some(date) if !is_to_come && claim.touched.order(date).is_lt() => Some(date),
            newest => latest(newest.into_iter().chain(cited.iter().map(|cited| cited_on(claim, cited)))),
        }
    })
}

/// When a source was read, copied and asked for.
fn own_dates(tracker: &Tracker, ix: SourceIx) -> impl Iterator<Item = &PartialDate> {
    let record = &tracker.sources[ix].record;
    let asked = [record.accessed.as_ref(), record.url_checked.as_ref()].into_iter().flatten();
    let copied = record.archives.iter().filter_map(|copy| copy.date.as_ref());
    // Of days that are written by hand one may lie ahead by mistake: nothing has changed on it yet.
    let own = asked.chain(copied).map(|date| &date.value);
    own.filter(|date| date.earliest() < tracker.as_of.end)
}

fn cited_on<'t>(claim: &'t Claim, cited: &Cited) -> &'t PartialDate {
    match cited.by {
        CitedBy::Update(ix) => &claim.update(ix).published.value,
        CitedBy::Appearance | CitedBy::Claim | CitedBy::Milestone(_) | CitedBy::Statement(_) => {
            &claim.published
        }
    }
}
