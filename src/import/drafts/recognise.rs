//! Which claims and updates of a file the project holds already.
//!
//! By what they hold, never by where they stand in a file: an update by the review that it stands for,
//! else by its minute; a claim by its id, by its reviews, by an address that stands for it, by its text
//! and claimants, and last by the id that its text makes, which stays when editors reword the claim.

mod spots;

use rustc_hash::FxHashMap;

use super::holdings::{HeldClaim, HeldUpdate, Holdings};
use super::keys::{self, key};
use super::parties::People;
use super::{Draft, Update};
use crate::import::ids::minute_of;
use spots::{Spot, Spots};

/// What the project has of a draft.
#[derive(Debug)]
pub(super) struct Found<'h> {
    /// The claim.
    pub claim: Option<&'h HeldClaim>,
    /// Its updates, in their order.
    pub updates: Vec<Standing<'h>>,
}

/// How an update stands to the project.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'h> {
    /// It is not there.
    New,
    /// It is there as it is here.
    Known,
    /// It is there and says something else.
    Differs(&'h HeldClaim, &'h HeldUpdate),
}

struct Index {
    ids: FxHashMap<String, usize>,
    texts: FxHashMap<String, Vec<usize>>,
    identities: FxHashMap<String, Vec<usize>>,
    reviews: FxHashMap<String, Spot>,
}

/// Looks for every draft in the project.
pub(super) fn recognise<'h>(drafts: &[Draft], people: &People, holdings: &'h Holdings) -> Vec<Found<'h>> {
    let claims = &holdings.claims;
    let index = Index::of(claims);
    let found: Vec<_> = drafts.iter().map(|draft| index.claim(draft, people, claims)).collect();
    let asked = drafts.iter().zip(&found);
    let asked = asked.flat_map(|(draft, claim)| draft.updates.iter().map(move |update| (update, *claim)));
    let mut spots = Spots::of(claims, asked);
    // Those that are the same go first, or one that changed could take the place of another that did not.
    let mut standings: Vec<Vec<Standing<'h>>> = Vec::with_capacity(drafts.len());
    for (draft, claim) in drafts.iter().zip(&found) {
        let stands =
            |update: &Update| spots.take_same(update, *claim).map_or(Standing::New, |_| Standing::Known);
        standings.push(draft.updates.iter().map(stands).collect());
    }
    for ((draft, claim), standings) in drafts.iter().zip(&found).zip(&mut standings) {
        for (update, standing) in draft.updates.iter().zip(standings) {
            if matches!(standing, Standing::Known) {
                continue;
            }
            if let Some((claim, place)) = spots.take_any(update, *claim) {
                let held = &claims[claim];
                *standing = Standing::Differs(held, &held.updates[place]);
            }
        }
    }
    let found = found.into_iter().map(|claim| claim.map(|claim| &claims[claim]));
    found.zip(standings).map(|(claim, updates)| Found { claim, updates }).collect()
}

impl Index {
    fn of(claims: &[HeldClaim]) -> Self {
        let mut index = Self {
            ids: FxHashMap::default(),
            texts: FxHashMap::default(),
            identities: FxHashMap::default(),
            reviews: FxHashMap::default(),
        };
        for (at, claim) in claims.iter().enumerate() {
            index.ids.extend(claim.aliases.iter().chain([&claim.id]).map(|id| (id.clone(), at)));
            index.texts.entry(claim.claim.clone()).or_default().push(at);
            for place in &claim.identities {
                index.identities.entry(place.clone()).or_default().push(at);
            }
            for (place, update) in claim.updates.iter().enumerate() {
                for review in &update.reviews {
                    index.reviews.entry(review.clone()).or_insert((at, place));
                }
            }
        }
        index
    }

    fn claim(&self, draft: &Draft, people: &People, claims: &[HeldClaim]) -> Option<usize> {
        if let Some(id) = &draft.id {
            return self.ids.get(id).copied();
        }
        let of_reviews = draft.updates.iter().filter_map(|update| self.reviews.get(&update.review()?));
        if let Some((claim, _)) = of_reviews.min() {
            return Some(*claim);
        }
        if let Some(claims) = draft.identities.iter().find_map(|url| self.identities.get(url)) {
            return claims.first().copied();
        }
        let claimants: Option<Vec<&str>> = draft.claimants.iter().map(|party| people.find(party)).collect();
        let made_by = |claim: &usize| {
            claimants.as_ref().is_some_and(|ids| {
                let held = &claims[*claim].claimants;
                ids.iter().all(|id| held.iter().any(|held| held == id))
                    && held.iter().all(|held| ids.contains(&held.as_str()))
            })
        };
        let same_text = self.texts.get(&key(&draft.claim));
        if let Some(claim) = same_text.and_then(|claims| claims.iter().find(|claim| made_by(claim))) {
            return Some(*claim);
        }
        if let Some([only]) = same_text.map(Vec::as_slice)
            && draft.claimants.is_empty()
        {
            return Some(*only);
        }
        let (id, other) = keys::claim(draft);
        [other, id].iter().filter_map(|id| self.ids.get(id)).find(|claim| made_by(claim)).copied()
    }
}

/// The keys in which an update differs from the one that the project has.
pub(super) fn differences(update: &Update, held: &HeldUpdate) -> Vec<&'static str> {
    let mut names = Vec::new();
    if held.digits != update.published.digits && minute_of(&held.id) != update.published.digits {
        names.push("published");
    }
    if held.status != update.status {
        names.push("status");
    }
    let differing =
        update.fields.iter().filter(|field| held.fields.get(field.name) != Some(&field.value.plain()));
    names.extend(differing.map(|field| field.name));
    if update.sources.iter().any(|source| !held.cited.contains(source.place())) {
        names.push("sources");
    }
    if held.words != update.words() {
        names.push("text");
    }
    names
}
