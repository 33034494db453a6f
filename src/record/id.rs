//! Ids: short ASCII names that end up in addresses, one type for each kind of thing. Up to 15 bytes stand in
//! place, longer ones are shared.

use std::fmt;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

/// The longest id, in bytes.
pub const MAX_ID: usize = 80;

/// Why a text cannot be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFault {
    /// Nothing was written.
    Empty,
    /// More than [`MAX_ID`] bytes.
    TooLong,
    /// Something else than `[a-z0-9]+(-[a-z0-9]+)*`.
    Form,
}

/// Checks `[a-z0-9]+(-[a-z0-9]+)*`, at most [`MAX_ID`] bytes.
///
/// # Errors
/// What is wrong with it.
pub fn check_id(text: &str) -> Result<(), IdFault> {
    check(text, false)
}

/// The same for status keys, which may also hold `_`.
///
/// # Errors
/// What is wrong with it.
pub fn check_status_key(text: &str) -> Result<(), IdFault> {
    check(text, true)
}

fn check(text: &str, underscores: bool) -> Result<(), IdFault> {
    if text.is_empty() {
        return Err(IdFault::Empty);
    }
    if text.len() > MAX_ID {
        return Err(IdFault::TooLong);
    }
    let word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || (underscores && b == b'_'))
    };
    if text.split('-').all(word) { Ok(()) } else { Err(IdFault::Form) }
}

/// An id made from free text: lower case, runs of anything else become one hyphen; accents are dropped
/// where Latin letters carry them. `None` where nothing is left.
pub fn slug(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let folded = fold(c);
        if folded.is_empty() {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        } else {
            out.push_str(folded.as_str());
        }
    }
    out.truncate(MAX_ID);
    let slug = out.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// `id-2`, or the next number that is not taken.
pub fn next_free(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    // Room for the number.
    let stem = id.get(..MAX_ID - 10).unwrap_or(id).trim_end_matches('-');
    (2..=u32::MAX).map(|number| format!("{stem}-{number}")).find(|id| !is_taken(id)).unwrap_or_default()
}

/// One lower-case character as ASCII letters and digits; empty where it has none.
fn fold(c: char) -> Folded {
    let latin = match c {
        'a'..='z' | '0'..='9' => return Folded::One(c as u8),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        // An apostrophe joins, it does not part.
        '\'' | '’' | '\u{300}'..='\u{36f}' => return Folded::Joined,
        _ => return Folded::Parted,
    };
    Folded::Word(latin)
}

enum Folded {
    One(u8),
    Word(&'static str),
    Joined,
    Parted,
}

impl Folded {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Parted)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::One(byte) => std::str::from_utf8(std::slice::from_ref(byte)).unwrap_or_default(),
            Self::Word(word) => word,
            Self::Joined | Self::Parted => "",
        }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(EcoString);

        impl $name {
            /// Of a text that was checked before.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A claim: the folder's or file's name.
    ClaimId;
    /// An update within its claim: `2026-02-13-1442`.
    UpdateId;
    /// A source, unique in the site.
    SourceId;
    /// A publisher of sources.
    PublisherId;
    /// A person or body: a claimant.
    PersonId;
    /// A topic of site.toml.
    TopicId;
    /// A status of the vocabulary; may hold `_`.
    StatusId;
    /// A page of `content/pages/`.
    PageId;
    /// A criterion, milestone, follow-up, statement, correction or response within its claim.
    ItemId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_joined_by_single_hyphens() {
        for good in ["a", "0", "bus-lanes", "2026-02-13-1442"] {
            assert_eq!(check_id(good), Ok(()), "{good}");
        }
        for bad in ["-a", "a-", "a--b", "A", "a_b", "ä", "a b", "a.b"] {
            assert_eq!(check_id(bad), Err(IdFault::Form), "{bad}");
        }
        assert_eq!(check_id(&"a".repeat(81)), Err(IdFault::TooLong));
        assert_eq!(check_status_key("in_progress"), Ok(()));
    }

    #[test]
    fn slugs_fold_accents_and_join_words() {
        assert_eq!(
            slug("Secretaría de Relaciones Exteriores").as_deref(),
            Some("secretaria-de-relaciones-exteriores")
        );
        assert_eq!(slug("  The U.S.’s — “plan”  ").as_deref(), Some("the-u-s-s-plan"));
        assert_eq!(slug("外交部"), None);
    }
}
