//! Which update of the project an update of a file is: each is found by what it is known by, and taken once.
//!
//! Thousands of updates may be known by one thing, such as reviews with one address and one text. So they are looked up by
//! all that they say as well; nothing here goes through all of them for each.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Update;
use super::super::holdings::{HeldClaim, HeldUpdate};
use super::minute_of;
use crate::record::text::{Feed, Hash};

/// A claim and an update of it, by their places.
pub(super) type Spot = (usize, usize);

/// What an update is known by: its review, else its claim and minute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Review(String),
    Minute(usize, String),
}

/// Names of fields, in the order in which an update has them.
type Keys = Vec<&'static str>;

/// The updates of a project that no update of the file was found to be.
pub(super) struct Spots<'h> {
    claims: &'h [HeldClaim],
    by_name: FxHashMap<Name, VecDeque<Spot>>,
    /// By their names and all that can be looked up of what they say.
    by_words: FxHashMap<Hash, VecDeque<Spot>>,
    used: FxHashSet<Spot>,
}

impl<'h> Spots<'h> {
    /// Those that these updates of a file, each with its claim, may be.
    pub(super) fn of<'u>(
        claims: &'h [HeldClaim],
        asked: impl Iterator<Item = (&'u Update, Option<usize>)>,
    ) -> Self {
        let (mut asked_names, mut asked_keys) = (FxHashSet::default(), FxHashSet::default());
        for (update, claim) in asked {
            asked_names.extend(name(update, claim));
            asked_keys.insert(keys(update));
        }
        let mut spots = Self {
            claims,
            by_name: FxHashMap::default(),
            by_words: FxHashMap::default(),
            used: FxHashSet::default(),
        };
        for (at, claim) in claims.iter().enumerate() {
            for (place, held) in claim.updates.iter().enumerate() {
                for name in names(at, held).filter(|name| asked_names.contains(name)) {
                    for said in asked_keys.iter().flat_map(|keys| said_there(&name, held, keys)) {
                        spots.by_words.entry(said).or_default().push_back((at, place));
                    }
                    spots.by_name.entry(name).or_default().push_back((at, place));
                }
            }
        }
        spots
    }

    /// Takes the first that says what this update of a claim says.
    pub(super) fn take_same(&mut self, update: &Update, claim: Option<usize>) -> Option<Spot> {
        let spots = self.by_words.get_mut(&said_here(&name(update, claim)?, update))?;
        while spots.front().is_some_and(|spot| self.used.contains(spot)) {
            spots.pop_front();
        }
        let cites =
            |held: &HeldUpdate| update.sources.iter().all(|source| held.cited.contains(source.place()));
        let is_free = |(at, place): &Spot| {
            !self.used.contains(&(*at, *place)) && cites(&self.claims[*at].updates[*place])
        };
        let found = spots.iter().position(is_free)?;
        let spot = spots.remove(found)?;
        self.used.insert(spot);
        Some(spot)
    }

    /// Takes the first that this update of a claim may be, whatever it says.
    pub(super) fn take_any(&mut self, update: &Update, claim: Option<usize>) -> Option<Spot> {
        let spots = self.by_name.get_mut(&name(update, claim)?)?;
        while let Some(spot) = spots.pop_front() {
            if self.used.insert(spot) {
                return Some(spot);
            }
        }
        None
    }
}

/// What an update of the file is known by; nothing, where neither its review nor its claim is known.
fn name(update: &Update, claim: Option<usize>) -> Option<Name> {
    match update.review() {
        Some(review) => Some(Name::Review(review)),
        None => Some(Name::Minute(claim?, update.published.digits.clone())),
    }
}

/// What an update of the project may be known by.
fn names(claim: usize, held: &HeldUpdate) -> impl Iterator<Item = Name> {
    let minutes = minutes(held).map(move |minute| Name::Minute(claim, minute.to_owned()));
    held.reviews.iter().cloned().map(Name::Review).chain(minutes)
}

/// The minutes that an update of the project may stand for: that of its date, and that of its id, which stays when the
/// date is mended.
fn minutes(held: &HeldUpdate) -> impl Iterator<Item = &str> {
    let of_id = minute_of(&held.id);
    std::iter::once(&*held.digits).chain((of_id != held.digits).then_some(of_id))
}

fn keys(update: &Update) -> Keys {
    update.fields.iter().map(|field| field.name).collect()
}

fn said_here(name: &Name, update: &Update) -> Hash {
    let fields = update.fields.iter().map(|field| (field.name, field.value.plain()));
    said(name, &update.published.digits, update.status.as_deref(), &update.words(), fields)
}

/// What an update of the project says, once for each of its minutes; nothing where it lacks one of the fields.
fn said_there(name: &Name, held: &HeldUpdate, keys: &Keys) -> Vec<Hash> {
    let fields: Option<Vec<(&'static str, &String)>> =
        keys.iter().map(|key| Some((*key, held.fields.get(key)?))).collect();
    let Some(fields) = fields else { return Vec::new() };
    let told = |minute| said(name, minute, held.status.as_deref(), &held.words, fields.iter().copied());
    minutes(held).map(told).collect()
}

/// Equal for updates of one name that say the same in the same minute; sources are compared apart, since the project's may
/// be more.
fn said(
    name: &Name,
    minute: &str,
    status: Option<&str>,
    words: &str,
    fields: impl Iterator<Item = (&'static str, impl AsRef<str>)>,
) -> Hash {
    let mut feed = Feed::default();
    match name {
        Name::Review(review) => feed.text(review),
        Name::Minute(claim, minute) => {
            feed.text(&claim.to_string());
            feed.text(minute);
        }
    }
    feed.text(minute);
    // No status is another thing than an empty one.
    feed.text(if status.is_some() { "status" } else { "" });
    feed.text(status.unwrap_or_default());
    feed.text(words);
    for (name, value) in fields {
        feed.text(name);
        feed.text(value.as_ref());
    }
    feed.print()
}
