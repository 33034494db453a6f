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

/// What lists sources: when one of them was last cited, read, copied or asked for. It is looked for once, by the first
/// of the pages that share it.
#[derive(Clone)]
pub(super) struct Sources {
    list: fn(&Tracker, usize) -> &[SourceIx],
    place: usize,
    known: Arc<OnceLock<Option<PartialDate>>>,
}

impl Sources {
    /// Those of the publisher at a place.
    pub(super) fn of_publisher(place: usize) -> Self {
        Self { list: |tracker, ix| &tracker.publishers[ix].sources, place, known: Arc::default() }
    }

    /// Those of no publisher.
    pub(super) fn unattributed() -> Self {
        Self { list: |tracker, _| &tracker.unattributed, place: 0, known: Arc::default() }
    }

    fn latest(&self, tracker: &Tracker) -> Option<&PartialDate> {
        // On this thread alone: one that waits for others takes up what they have to do, which may be to ask the same.
        let known = self.known.get_or_init(|| {
            let sources = (self.list)(tracker, self.place).iter();
            latest(sources.flat_map(|ix| source(tracker, *ix))).cloned()
        });
        known.as_ref()
    }

    /// A page that lists them.
    pub(super) fn page(&self) -> LastMod {
        let sources = self.clone();
        LastMod::found(move |tracker| sources.latest(tracker).cloned())
    }

    /// A page that counts all of these.
    pub(super) fn index(all: Vec<Self>) -> LastMod {
        LastMod::found(move |tracker| latest(all.iter().filter_map(|one| one.latest(tracker))).cloned())
    }
}

fn source(tracker: &Tracker, ix: SourceIx) -> impl Iterator<Item = &PartialDate> {
    let record = &tracker.sources[ix].record;
    let asked = [record.accessed.as_ref(), record.url_checked.as_ref()].into_iter().flatten();
    let copied = record.archives.iter().filter_map(|copy| copy.date.as_ref());
    // Of days that are written by hand one may lie ahead by mistake: nothing has changed on it yet.
    let own = asked.chain(copied).map(|date| &date.value);
    let own = own.filter(|date| date.earliest() < tracker.as_of.end);
    own.chain(tracker.cited(ix).iter().map(|cited| cited_on(tracker, cited)))
}

fn cited_on<'t>(tracker: &'t Tracker, cited: &Cited) -> &'t PartialDate {
    let claim = &tracker.claims[cited.claim.ix()];
    match cited.by {
        CitedBy::Update(ix) => &claim.update(ix).published.value,
        CitedBy::Appearance | CitedBy::Claim | CitedBy::Milestone(_) | CitedBy::Statement(_) => {
            &claim.published
        }
    }
}
