//! Ids for what is new: short ones made of a text, none that is taken.

use crate::record::id::{next_free, slug};

/// So many bytes of an id are words: it is read aloud, typed and cited.
const SHORT: usize = 48;

/// An id of the first words of a text; `None` where it has no letter that an id may have.
pub fn short(text: &str) -> Option<String> {
    // A text of any length is not folded to its end.
    let end = text.char_indices().nth(8 * SHORT).map_or(text.len(), |(at, _)| at);
    let id = slug(&text[..end])?;
    if id.len() <= SHORT {
        return Some(id);
    }
    let cut = &id[..=SHORT];
    let whole = cut.rsplit_once('-').map_or(&id[..SHORT], |(words, _)| words);
    Some(whole.to_owned())
}

/// `wanted`, or it with the next number that is not taken.
pub fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if is_taken(wanted) { next_free(wanted, is_taken) } else { wanted.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_cut_between_words() {
        assert_eq!(short("The City: a bus lane!").as_deref(), Some("the-city-a-bus-lane"));
        let long = "a council will open bus lanes on the whole length of Main Street by June";
        assert_eq!(short(long).as_deref(), Some("a-council-will-open-bus-lanes-on-the-whole"));
        assert_eq!(short(&"x".repeat(10_000)), Some("x".repeat(SHORT)));
        assert_eq!(short("外交部 🚌"), None);
    }

    #[test]
    fn a_taken_id_is_counted_on() {
        let taken = ["a", "a-2"];
        assert_eq!(free("a", |id| taken.contains(&id)), "a-3");
        assert_eq!(free("b", |id| taken.contains(&id)), "b");
    }
}
