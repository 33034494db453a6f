//! What happened: claims that came, updates, corrections, each once and in order.

use std::cmp::Reverse;

use crate::date::{Instant, day_start};
use crate::output::basis::number;
use crate::record::id::UpdateId;
use crate::record::text::Hash;
use crate::tracker::claim::{Claim, Standing};
use crate::tracker::index::{CorrectionEntry, CorrectionOf};
use crate::tracker::{ClaimIx, Slot, Tracker};

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    /// When. A correction never lies before what it corrects, though its day may begin before.
    pub(super) at: Instant,
    /// To which claim.
    pub(super) claim: Slot,
    /// What.
    pub(super) what: What,
}

/// What happened to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// It came to the site.
    Arrival,
    /// One of its updates was published.
    Update(Slot),
    /// An update was retracted.
    Retraction(Slot),
    /// An update was taken down.
    Removal(Slot),
    /// One of its record's corrections was made.
    Correction(Slot),
}

/// Everything, the oldest first.
pub(super) fn of_site(tracker: &Tracker) -> Vec<Item> {
    let updates: usize = tracker.claims.iter().map(|claim| claim.updates.len()).sum();
    let mut items = Vec::with_capacity(updates + tracker.claims.len() + tracker.corrections.len());
    for (ix, claim) in tracker.claims.iter().enumerate() {
        add_updates(claim, Slot::new(ix), &mut items);
    }
    items.extend(tracker.corrections.iter().map(|entry| correction(tracker, entry)));
    items.sort_unstable();
    items
}

/// When everything happened, in any order.
pub(super) fn instants(tracker: &Tracker) -> impl Iterator<Item = Instant> {
    let of_claim = |claim: &Claim| {
        let updates = claim.updates.iter().map(|update| &claim.record.updates[update.record.ix()].published);
        let updates = updates.map(|published| published.earliest()).collect::<Vec<_>>();
        updates.into_iter().chain([claim.published.earliest()])
    };
    let claims = tracker.claims.iter().flat_map(move |claim| of_claim(claim));
    claims.chain(tracker.corrections.iter().map(|entry| correction(tracker, entry).at))
}

/// When the record began: from then on a feed that is still empty has had nothing to tell. Of a site without claims the
/// day that it is judged from.
pub(super) fn beginning(tracker: &Tracker) -> Instant {
    let day = || day_start(tracker.as_of.day, tracker.config.timezone);
    instants(tracker).min().unwrap_or_else(day)
}

/// What happened to a claim, in any order.
pub(super) fn of_claim(tracker: &Tracker, ix: ClaimIx) -> Vec<Item> {
    let claim = &tracker.claims[ix];
    let mut items = Vec::with_capacity(claim.updates.len() + 1);
    add_updates(claim, Slot::new(ix), &mut items);
    let stands = claim.updates.iter().all(|update| update.standing == Standing::Stands);
    if !(stands && claim.corrections.is_empty()) {
        let entries = tracker.corrections.iter().filter(|entry| entry.claim == ix);
        items.extend(entries.map(|entry| correction(tracker, entry)));
    }
    items
}

/// What happened to some claims, in any order; whether one belongs to them is also told by `belongs`.
pub(super) fn of_claims(
    tracker: &Tracker,
    claims: &[ClaimIx],
    belongs: impl Fn(&Claim) -> bool,
) -> Vec<Item> {
    let mut items = Vec::new();
    for &ix in claims {
        add_updates(&tracker.claims[ix], Slot::new(ix), &mut items);
    }
    let entries = tracker.corrections.iter().filter(|entry| belongs(&tracker.claims[entry.claim]));
    items.extend(entries.map(|entry| correction(tracker, entry)));
    items
}

/// The newest, at most so many, the newest first.
pub(super) fn latest(mut items: Vec<Item>, limit: usize) -> Vec<Item> {
    items.sort_unstable_by_key(|item| Reverse(*item));
    items.truncate(limit);
    items
}

fn add_updates(claim: &Claim, ix: Slot, items: &mut Vec<Item>) {
    items.push(Item { at: claim.published.earliest(), claim: ix, what: What::Arrival });
    let update = |place: usize| {
        let at = claim.update(place).published.earliest();
        Item { at, claim: ix, what: What::Update(Slot::new(place)) }
    };
    items.extend((0..claim.updates.len()).map(update));
}

fn correction(tracker: &Tracker, entry: &CorrectionEntry) -> Item {
    let claim = &tracker.claims[entry.claim];
    let (what, update) = match entry.kind {
        CorrectionOf::Retraction(ix) => (What::Retraction(Slot::new(ix)), Some(ix)),
        CorrectionOf::Removal(ix) => (What::Removal(Slot::new(ix)), Some(ix)),
        CorrectionOf::Correction(ix) => {
            let named = claim.record.corrections[ix].update.as_ref();
            (What::Correction(Slot::new(ix)), named.and_then(|id| place(claim, &id.value)))
        }
    };
    let corrected = update.map_or(&claim.published, |ix| &claim.update(ix).published);
    let at = entry.date.earliest().max(corrected.earliest());
    Item { at, claim: Slot::new(entry.claim), what }
}

fn place(claim: &Claim, id: &UpdateId) -> Option<usize> {
    (0..claim.updates.len()).find(|&ix| claim.update(ix).id == *id)
}

impl Item {
    /// What it is, without its claim.
    pub(super) fn print(self) -> Hash {
        number(self.number())
    }

    /// What it is, told apart from all else that happened to its claim.
    pub(super) fn number(self) -> usize {
        match self.what {
            What::Arrival => 0,
            What::Update(ix) => 8 * ix.ix() + 1,
            What::Retraction(ix) => 8 * ix.ix() + 2,
            What::Removal(ix) => 8 * ix.ix() + 3,
            What::Correction(ix) => 8 * ix.ix() + 4,
        }
    }

    /// Whether the site's own feed tells it: a headline that changed, a correction, a key event.
    pub(super) fn is_news(self, tracker: &Tracker) -> bool {
        let claim = &tracker.claims[self.claim.ix()];
        match self.what {
            What::Arrival => {
                claim.headlines[0].since.is_none() && claim.first_headline_was_seen(tracker.config.timezone)
            }
            What::Update(ix) => claim.update(ix).key || makes_headline(claim, ix),
            What::Retraction(_) | What::Removal(_) | What::Correction(_) => true,
        }
    }

    /// When what the entry says last changed: what is corrected or taken back later has changed then.
    pub(super) fn updated(self, tracker: &Tracker) -> Instant {
        let claim = &tracker.claims[self.claim.ix()];
        let record = &claim.record;
        let corrections = claim.corrections.iter().map(|&ix| &record.corrections[ix]);
        let of = |id: Option<&UpdateId>| {
            let named = corrections.filter(move |one| one.update.as_ref().map(|named| &named.value) == id);
            named.map(|one| one.date.earliest()).max()
        };
        let later = match self.what {
            What::Arrival => of(None),
            What::Update(ix) => {
                let update = claim.update(ix);
                let withdrawn = match claim.updates[ix.ix()].standing {
                    Standing::Stands => None,
                    Standing::Retracted => update.retracted.as_ref(),
                    Standing::Removed => update.removed.as_ref(),
                };
                of(Some(&update.id)).max(withdrawn.map(|withdrawal| withdrawal.date.earliest()))
            }
            What::Retraction(_) | What::Removal(_) | What::Correction(_) => None,
        };
        later.map_or(self.at, |later| later.max(self.at))
    }
}

/// Whether an update made a headline when it was published.
pub(super) fn makes_headline(claim: &Claim, ix: Slot) -> bool {
    let headline = &claim.headlines[claim.updates[ix.ix()].headline.ix()];
    headline.settled_by == Some(ix) && headline.retraction.is_none()
}
