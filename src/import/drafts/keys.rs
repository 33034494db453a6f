//! By what things are known again: texts without regard to marks and capitals, and the ids made of them.

use super::Draft;
use crate::import::ids;
use crate::import::known::bare;
use crate::record::id::{self, check_id};
use crate::record::text::{Feed, Hash};

/// The most bytes of an id's words where a hash stands behind them.
const WORDS: usize = 60;

/// A text without regard to marks, spaces and capitals; of one that has only marks, the marks.
pub(in crate::import) fn key(text: &str) -> String {
    let words = bare(text).to_lowercase();
    if words.is_empty() { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { words }
}

/// A review: where it is, and the claim as it words it.
pub(super) fn review(place: &str, quote: &str) -> String {
    format!("{place}\n{}", key(quote))
}

/// An id of a name, whatever its letters: `person-3f2a9c01` where it has none that ids know.
pub(super) fn named(name: &str, what: &str) -> String {
    match id::slug(name) {
        Some(slug) if slug.len() == name.len() || slug.len() < id::MAX_ID - 8 => slug,
        Some(slug) => ids::cut(&slug),
        None => format!("{what}-{}", short(Hash::of(name.as_bytes()), 8)),
    }
}

/// The ids that a claim may get: of its text, and of its text and claimants where that is taken.
///
/// A text that is too long for an id, or has no letters for one, gets digits of its hash, so that other
/// texts with the same beginning have other ids. Neither depends on where the claim stands in a file.
pub(super) fn claim(draft: &Draft) -> (String, String) {
    let text = key(&draft.claim);
    let slug = id::slug(&draft.claim);
    let whole = slug.as_deref().is_some_and(|slug| slug.len() <= WORDS) && is_told(&draft.claim);
    let stem = slug.map_or_else(|| "claim".to_owned(), |slug| cut(&slug));
    let with = |hash: Hash| format!("{stem}-{}", short(hash, 6));
    let mut feed = Feed::default();
    feed.text(&text);
    let mut names: Vec<_> = draft.claimants.iter().map(|party| key(&party.name)).collect();
    names.sort();
    for name in &names {
        feed.text(name);
    }
    // `page` is the address of lists.
    let free = whole && stem != "page" && check_id(&stem).is_ok();
    (if free { stem.clone() } else { with(Hash::of(text.as_bytes())) }, with(feed.print()))
}

/// Whether an id tells most of a text: other scripts leave only numbers and a few words.
fn is_told(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, all) =
        letters.fold((0, 0), |(latin, all), c| (latin + usize::from(u32::from(c) < 0x250), all + 1));
    latin == all
}

fn cut(slug: &str) -> String {
    if slug.len() <= WORDS {
        return slug.to_owned();
    }
    let whole = slug[..=WORDS].rfind('-').filter(|at| *at > WORDS / 2).unwrap_or(WORDS);
    slug[..whole].trim_end_matches('-').to_owned()
}

fn short(hash: Hash, digits: usize) -> String {
    let mut hex = hash.hex();
    hex.truncate(digits);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::drafts::Party;

    #[test]
    fn ids_are_made_of_the_text_alone() {
        let of = |claim: &str, name: &str| {
            let claimants = vec![Party { name: name.to_owned(), ..Party::default() }];
            super::claim(&Draft { claim: claim.to_owned(), claimants, ..Draft::default() }).0
        };
        assert_eq!(of("Taxes will fall.", "A"), "taxes-will-fall");
        assert_eq!(of("Page", "A"), of("page", "B"));
        assert_ne!(of("page", "A"), "page");
        let long =
            "The council will open bus lanes on the whole of Main Street before the summer of next year";
        let (one, other) = (of(long, "A"), of(&format!("{long}, or later"), "A"));
        assert_ne!(one, other);
        assert!(one.starts_with("the-council-will-open-bus-lanes-on-the-whole-of-main-street-"), "{one}");
        for text in ["减税 2026", "Налоги снизят", "???", "", &"a".repeat(10_000), &"é ".repeat(5_000)]
        {
            let (id, other) = (of(text, "A"), of(text, "B"));
            assert_eq!((check_id(&id), &id), (Ok(()), &other), "{text}");
        }
    }
}
