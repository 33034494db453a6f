//! What a file says of a claim that the project holds, and the project does not.

use super::holdings::HeldClaim;
use super::keys::key;
use super::parties::People;
use super::text::{markdown, short};
use super::{Draft, Source};
use crate::import::known::bare;
use crate::import::{Kind, Note};

/// Notes everything that the claim does not say, or says otherwise; nothing is written.
pub(super) fn compare(draft: &Draft, claim: &HeldClaim, people: &People, notes: &mut Vec<Note>) {
    let mut differs = |name: &str, here: &str, held: Option<&str>| {
        let has = held.map_or("nothing".to_owned(), |held| format!("`{}`", short(held)));
        let detail = format!("claim `{}`: `{name}` is `{}` here, {has} there", claim.id, short(here));
        notes.push(Note::new(Kind::ClaimDiffers, draft.line, detail).with(here));
    };
    if let Some(title) = draft.title.as_ref().filter(|title| key(title) != claim.title) {
        differs("title", title, Some(&claim.title));
    }
    // The words of a review stay where it is cited, whatever editors make of the claim.
    let quoted = !draft.updates.is_empty() && draft.updates.iter().all(|update| update.review().is_some());
    if !draft.claim.is_empty() && !quoted && key(&draft.claim) != claim.claim {
        differs("claim", &draft.claim, Some(&claim.claim));
    }
    for party in &draft.claimants {
        let held = people.find(party).is_some_and(|id| claim.claimants.iter().any(|held| held == id));
        if !held {
            differs("claimants", &party.name, Some(&claim.claimants.join(", ")));
        }
    }
    for field in &draft.fields {
        let (here, held) = (field.value.plain(), claim.fields.get(field.name));
        if held != Some(&here) {
            differs(field.name, &here, held.map(String::as_str));
        }
    }
    let places = draft.appearances.iter().map(Source::place);
    for place in places.chain(draft.identities.iter().map(String::as_str)) {
        if !claim.cited.contains(place) {
            differs("sources", place, None);
        }
    }
    let text = bare(&markdown(&draft.body));
    if !claim.words.contains(&text) {
        differs("text", &text, Some(&claim.words));
    }
}
