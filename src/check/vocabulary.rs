//! Whether a text says in other words what an earlier one says: most of its words are the same, in whatever order, and
//! no figure is new. What is compared with what is bounded, so that the work grows with the texts, not with their pairs.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::prints::{is_figure, is_letter, print};
use super::shingles::{RUN, Shingles, common, sorted};

/// Words of its own, at least, that a text is compared by: few are alike by chance.
const OWN: usize = 25;

/// Earlier texts that one is held against roughly: the latest.
const WINDOW: usize = 1024;

/// Of them, those that are compared word by word: the most alike.
const COMPARED: usize = 32;

/// By how many percent the rough share may be too low. Of 1024 bits, texts of some hundred words share few by chance.
const SLACK: usize = 5;

/// A text that is held against earlier ones.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its words.
    pub text: &'a Shingles,
    /// Figures that it may bring, sorted: those of its own dates.
    pub dates: Vec<u64>,
}

/// Of each text, the earlier one that it repeats in other words, and the share of words that both have in percent,
/// where it is at least `threshold`.
///
/// Words of `about`, which all of them are about, do not count, nor do the standing phrases of most texts.
pub fn reworded(texts: &[Reading<'_>], about: &[u64], threshold: usize) -> Vec<Option<(usize, usize)>> {
    let about: FxHashSet<u64> = entries(about).map(|(_, entry)| entry).collect();
    let known = Sketch::of(about.iter().copied());
    let sketch =
        |one: &Reading<'_>| Sketch::of(entries(one.text.words()).map(|(_, entry)| entry)).without(&known);
    let sketches: Vec<Sketch> = texts.iter().map(sketch).collect();
    let standing = OnceCell::new();
    let own: Vec<OnceCell<Own>> = texts.iter().map(|_| OnceCell::new()).collect();
    let own = |ix: usize| {
        own[ix].get_or_init(|| {
            let standing = standing.get_or_init(|| common(texts.iter().map(|one| one.text)));
            Own::of(texts[ix].text.words(), &about, standing)
        })
    };
    let repeated = |ix: usize| {
        let likely = likely(&sketches, ix, threshold.saturating_sub(SLACK));
        let exact = likely.into_iter().filter_map(|earlier| {
            let share = own(ix).share(own(earlier))?;
            let told = || own(ix).brings_no_figure(own(earlier), &texts[ix].dates);
            (share >= threshold && told()).then_some((share, earlier))
        });
        exact.max().map(|(share, earlier)| (earlier, share))
    };
    (0..texts.len()).map(repeated).collect()
}

/// Earlier texts that are roughly as alike as that, the most alike if there are many.
fn likely(sketches: &[Sketch], ix: usize, threshold: usize) -> Vec<usize> {
    let rough =
        (ix.saturating_sub(WINDOW)..ix).map(|earlier| (sketches[ix].share(&sketches[earlier]), earlier));
    let mut likely: Vec<(usize, usize)> = rough.filter(|(share, _)| *share >= threshold).collect();
    if likely.len() > COMPARED {
        let last = likely.len() - COMPARED;
        likely.select_nth_unstable(last);
        likely.drain(..last);
    }
    likely.into_iter().map(|(_, earlier)| earlier).collect()
}

/// What words are compared by, each with the place of its word; where a script parts no words, two letters are one.
fn entries(words: &[u64]) -> impl Iterator<Item = (usize, u64)> {
    words.iter().enumerate().filter_map(|(at, word)| match words.get(at + 1) {
        _ if !is_letter(*word) => Some((at, *word)),
        Some(next) if is_letter(*next) => Some((at, print(&[*word, *next]))),
        _ => None,
    })
}

/// Which words there are, roughly: a bit each, some of which fall together.
struct Sketch([u64; 16]);

impl Sketch {
    fn of(entries: impl Iterator<Item = u64>) -> Self {
        let mut bits = [0_u64; 16];
        for entry in entries {
            // The upper bits of a product are the well mixed ones.
            bits[(entry >> 60) as usize] |= 1 << (entry >> 54 & 63);
        }
        Self(bits)
    }

    fn without(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, others)| *bits &= !others);
        self
    }

    /// The share of bits that both have among those that either has, in percent.
    fn share(&self, other: &Self) -> usize {
        let (mut both, mut either) = (0, 0);
        for (bits, others) in self.0.iter().zip(other.0) {
            both += (bits & others).count_ones() as usize;
            either += (bits | others).count_ones() as usize;
        }
        both * 100 / either.max(1)
    }
}

/// The words that a text has for itself, and all of its figures; sorted, each once.
struct Own {
    words: Vec<u64>,
    figures: Vec<u64>,
}

impl Own {
    fn of(words: &[u64], about: &FxHashSet<u64>, standing: &FxHashMap<u64, usize>) -> Self {
        let mut stands = vec![false; words.len()];
        for (at, run) in words.windows(RUN).enumerate().filter(|_| !standing.is_empty()) {
            if standing.contains_key(&print(run)) {
                stands[at..at + RUN].fill(true);
            }
        }
        let own = entries(words).filter(|(at, entry)| !stands[*at] && !about.contains(entry));
        Self {
            words: sorted(own.map(|(_, entry)| entry).collect()),
            figures: sorted(words.iter().copied().filter(|word| is_figure(*word)).collect()),
        }
    }

    /// The share of words that both have among those that either has, in percent; `None` where one has too few.
    fn share(&self, other: &Self) -> Option<usize> {
        let (few, many) = (self.words.len().min(other.words.len()), self.words.len() + other.words.len());
        let both = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        (few >= OWN).then(|| both * 100 / (many - both))
    }

    fn brings_no_figure(&self, earlier: &Self, dates: &[u64]) -> bool {
        let is_known =
            |figure: &u64| earlier.figures.binary_search(figure).or(dates.binary_search(figure)).is_ok();
        self.figures.iter().all(is_known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::prints::words;

    fn found(texts: &[String], about: &str, dates: &str) -> Vec<Option<(usize, usize)>> {
        let texts: Vec<Shingles> = texts.iter().map(|text| Shingles::of(text)).collect();
        let dates = sorted(words(dates));
        let readings = texts.iter().map(|text| Reading { text, dates: dates.clone() });
        reworded(&readings.collect::<Vec<_>>(), &words(about), 40)
    }

    /// Words made of letters alone, in an order that `step` makes another.
    fn text(from: usize, to: usize, step: usize) -> String {
        let letter = |digit: u8| char::from(digit - b'0' + b'a');
        let word = |place: usize| {
            let number = from + (place * step) % (to - from);
            number.to_string().bytes().map(letter).collect::<String>()
        };
        (0..to - from).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_order_of_words_does_not_count_and_their_share_does() {
        let texts =
            [text(100, 200, 1), text(500, 600, 1), text(140, 240, 7), text(150, 250, 11), text(300, 350, 1)];
        // 60 words of 140, and 90 of 110.
        assert_eq!(found(&texts, "", ""), [None, None, Some((0, 42)), Some((2, 81)), None]);
    }

    #[test]
    fn a_figure_that_is_new_makes_another_text_of_it() {
        let with = |figure: &str| format!("{} {figure}", text(100, 200, 1));
        let texts = [with("12 km"), with("13 km"), with("12 km, 2026"), with("May 12")];
        assert_eq!(found(&texts, "", "2026"), [None, None, Some((0, 99)), Some((0, 98))]);
    }

    #[test]
    fn what_all_of_them_are_about_and_standing_phrases_do_not_count() {
        let about = text(100, 200, 1);
        let claims: Vec<_> =
            (2..5).map(|ix| format!("{about} {}", text(ix * 200, ix * 200 + 40, 1))).collect();
        assert_eq!(found(&claims, "", ""), [None, Some((0, 55)), Some((1, 55))]);
        assert_eq!(found(&claims, &about, ""), [None; 3]);
        let standing: Vec<_> =
            (2..8).map(|ix| format!("{about} {}", text(ix * 100, ix * 100 + 40, 1))).collect();
        assert_eq!(found(&standing, "", ""), [None; 6]);
    }

    #[test]
    fn few_words_are_alike_by_chance() {
        assert_eq!(found(&[text(100, 124, 1), text(100, 124, 7)], "", ""), [None; 2]);
        assert_eq!(found(&[text(100, 125, 1), text(100, 125, 7)], "", ""), [None, Some((0, 100))]);
    }

    #[test]
    fn letters_of_scripts_without_spaces_count_by_two() {
        let letters =
            |from: u32, step: usize| (0..80).step_by(step).filter_map(move |ix| char::from_u32(from + ix));
        let (there, back): (String, String) = (
            letters(0x4e00, 1).collect(),
            letters(0x4e00, 1).collect::<Vec<_>>().into_iter().rev().collect(),
        );
        assert_eq!(found(&[there.clone(), back], "", ""), [None; 2]);
        assert_eq!(found(&[there.clone(), format!("{there}。")], "", "")[1], Some((0, 100)));
    }

    #[test]
    fn thousands_of_texts_alike_are_each_found() {
        let texts: Vec<_> =
            (0..3000).map(|ix| text(100 + ix % 7, 160 + ix % 7, [1, 7, 11][ix % 3])).collect();
        let found = found(&texts, "", "");
        assert_eq!(found.iter().flatten().filter(|(_, share)| *share == 100).count(), 2993);
    }
}
