//! Plural categories: which form of a word goes with a number, by the rules of Unicode CLDR.

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Nothing at all. Where a word has this form it is used for 0 in every language.
    Zero,
    /// One, and what a language treats like it.
    One,
    /// Two, where a language has a dual.
    Two,
    /// A few.
    Few,
    /// Many; in Romance languages: whole millions (`un millón de …`).
    Many,
    /// Everything else. Every plural word has this form.
    Other,
}

impl Category {
    /// Every category with the key that strings files use.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];

    /// The category with this key.
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| *name == word).map(|(_, category)| *category)
    }

    /// The key that strings files use.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, category)| *category == self).map_or("other", |(word, _)| word)
    }
}

/// The category of a whole number in a language (CLDR 46, cardinal rules); a language that is not
/// listed is treated as English.
pub fn category(code: &str, n: u64) -> Category {
    let million = n != 0 && n.is_multiple_of(1_000_000);
    match code.split('-').next().unwrap_or_default() {
        "es" | "it" | "ca" => match n {
            1 => Category::One,
            _ if million => Category::Many,
            _ => Category::Other,
        },
        "fr" | "pt" => match n {
            0 | 1 => Category::One,
            _ if million => Category::Many,
            _ => Category::Other,
        },
        "cs" | "sk" => match n {
            1 => Category::One,
            2..=4 => Category::Few,
            _ => Category::Other,
        },
        "pl" if n == 1 => Category::One,
        "ru" | "uk" | "be" if n % 10 == 1 && n % 100 != 11 => Category::One,
        "pl" | "ru" | "uk" | "be" => match (n % 10, n % 100) {
            (_, 12..=14) => Category::Many,
            (2..=4, _) => Category::Few,
            _ => Category::Many,
        },
        "ja" | "ko" | "zh" | "vi" | "th" | "id" | "ms" => Category::Other,
        _ if n == 1 => Category::One,
        _ => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_the_categories_of_their_language() {
        use Category::{Few, Many, One, Other};
        let cases = [
            ("en", 0, Other),
            ("en", 1, One),
            ("en", 2, Other),
            ("en", 1_000_000, Other),
            ("es", 0, Other),
            ("es-mx", 1, One),
            ("es", 1_000_000, Many),
            ("es", 1_000_001, Other),
            ("fr", 0, One),
            ("pl", 1, One),
            ("pl", 3, Few),
            ("pl", 13, Many),
            ("pl", 21, Many),
            ("ru", 21, One),
            ("ru", 11, Many),
            ("cs", 4, Few),
            ("cs", 5, Other),
            ("ja", 1, Other),
            ("de", 1, One),
        ];
        for (code, n, expected) in cases {
            assert_eq!(category(code, n), expected, "{code} {n}");
        }
    }
}
