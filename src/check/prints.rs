//! Words of a text as numbers that are the same where the words are: case and everything but letters and digits are
//! left out. What texts are compared by is made of them; no text is kept here.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Set in the print of a word that has a digit.
const FIGURE: u64 = 1;

/// Set in the print of a letter of a script that parts no words.
const LETTER: u64 = 2;

/// Whether a word has a digit.
pub fn is_figure(word: u64) -> bool {
    word & FIGURE != 0
}

/// Whether it is a letter of a script that parts no words.
pub fn is_letter(word: u64) -> bool {
    word & LETTER != 0
}

/// The print of several words in their order.
pub fn print(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write_u64(*word);
    }
    // The smallest prints are picked: they have to be spread over all of their bits.
    let print = hasher.finish();
    (print ^ (print >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The print of each word; where a script parts no words, each letter is one.
pub fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word: Option<Word> = None;
    for c in text.chars() {
        // Nearly all letters are among these.
        if c.is_ascii_alphanumeric() {
            word.get_or_insert_default().add(c.to_ascii_lowercase());
            continue;
        }
        if c.is_ascii() || !c.is_alphanumeric() {
            words.extend(word.take().map(Word::print));
            continue;
        }
        let open = word.get_or_insert_default();
        c.to_lowercase().for_each(|c| open.add(c));
        if matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}') {
            open.marks |= LETTER;
            words.extend(word.take().map(Word::print));
        }
    }
    words.extend(word.map(Word::print));
    words
}

/// A word that has begun.
#[derive(Clone, Copy, Default)]
struct Word {
    print: u64,
    marks: u64,
}

impl Word {
    fn add(&mut self, c: char) {
        self.print = (self.print.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.marks |= u64::from(c.is_numeric());
    }

    fn print(self) -> u64 {
        self.print & !(FIGURE | LETTER) | self.marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_scripts_without_spaces_are_words() {
        let chinese = words("政府将在明年开通公交专用道");
        assert_eq!((chinese.len(), chinese.iter().filter(|word| is_letter(**word)).count()), (13, 13));
        let other = words("don't, 3.5 — años");
        assert_eq!((other.len(), other.iter().filter(|word| is_letter(**word)).count()), (5, 0));
    }

    #[test]
    fn words_with_digits_are_figures_and_case_does_not_count() {
        let figures: Vec<bool> = words("In 2026, the 3rd of XII — ٣").into_iter().map(is_figure).collect();
        assert_eq!(figures, [false, true, false, true, false, false, true]);
        assert_eq!(words("Straße ÉTÉ"), words("straße, été"));
        assert_ne!(words("ab"), words("ba"));
    }
}
