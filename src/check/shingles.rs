//! How alike two texts are: the share of their runs of five words that both have (Broder 1997), boilerplate left out,
//! and which pairs are worth comparing, without comparing all.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::prints::{print, words};

/// Words of a run.
pub(super) const RUN: usize = 5;

/// The smallest prints of a text by which texts alike find each other. Of two texts that share four runs in five, so
/// do about four of five of these.
const KEYS: usize = 16;

/// Keys that two texts share, at least, to be compared.
const SHARED_KEYS: usize = 5;

/// Texts of a key that are remembered: the latest. So the work grows with the texts, however many are alike.
const REMEMBERED: usize = 8;

/// Texts from which on there is boilerplate, and the share of them that have it, in percent.
const BOILERPLATE: (usize, usize) = (5, 80);

/// Runs that a text has for itself, at least, to be like another one.
const OWN: usize = 10;

/// A text as its runs of words.
#[derive(Debug, Default)]
pub struct Shingles {
    /// Of all words in their order.
    whole: u64,
    /// The prints of its words, in their order.
    words: Vec<u64>,
    /// The smallest prints of its runs, sorted, each once.
    keys: Vec<u64>,
    /// Prints of the runs, sorted, each once: few texts are asked for theirs.
    runs: OnceCell<Vec<u64>>,
}

impl Shingles {
    /// Of a text; case and everything but letters and digits are left out.
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let keys = smallest(words.windows(RUN).map(print).collect());
        Self { whole: print(&words), words, keys, runs: OnceCell::new() }
    }

    /// The prints of its words, in their order.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    fn runs(&self) -> &[u64] {
        self.runs.get_or_init(|| sorted(self.words.windows(RUN).map(print).collect()))
    }

    /// The share of runs that both have among those that either has, in percent; runs that `counts` denies do not
    /// count. `None` where one of them has too few.
    fn likeness(&self, other: &Self, counts: impl Fn(u64) -> bool) -> Option<usize> {
        let (mut mine, mut others) = (self.runs().iter().peekable(), other.runs().iter().peekable());
        let (mut own, mut their, mut both) = (0, 0, 0);
        while let Some(next) = [mine.peek(), others.peek()].into_iter().flatten().min().copied().copied() {
            let here = mine.next_if_eq(&&next).is_some();
            let there = others.next_if_eq(&&next).is_some();
            if counts(next) {
                own += usize::from(here);
                their += usize::from(there);
                both += usize::from(here && there);
            }
        }
        (own >= OWN && their >= OWN).then(|| both * 100 / (own + their - both))
    }
}

/// The `KEYS` smallest of these, sorted, each once.
fn smallest(mut least: Vec<u64>) -> Vec<u64> {
    // As many again: a run may stand there twice.
    if least.len() > 2 * KEYS {
        least.select_nth_unstable(2 * KEYS);
        least.truncate(2 * KEYS);
    }
    let mut least = sorted(least);
    least.truncate(KEYS);
    least
}

pub(super) fn sorted(mut runs: Vec<u64>) -> Vec<u64> {
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Of each text, the earlier one that is most like it, and how much in percent, where it is at least `threshold`.
pub fn alike(texts: &[Shingles], threshold: usize) -> Vec<Option<(usize, usize)>> {
    let mut remembered: FxHashMap<u64, Latest> = FxHashMap::default();
    let mut boilerplate = None;
    let mut found = Vec::with_capacity(texts.len());
    for (ix, text) in texts.iter().enumerate() {
        let mut best: Option<(usize, usize)> = None;
        for earlier in candidates(text, &remembered) {
            let other = &texts[earlier];
            // Few texts come so far; what most of them share is only then worth knowing.
            if text.likeness(other, |_| true).is_none_or(|likeness| likeness < threshold) {
                continue;
            }
            let common = boilerplate.get_or_insert_with(|| common(texts.iter()));
            let likeness = if text.whole == other.whole {
                Some(100)
            } else {
                text.likeness(other, |run| !common.contains_key(&run))
            };
            let likeness = likeness.filter(|likeness| *likeness >= threshold);
            best = best.max(likeness.map(|likeness| (likeness, earlier)));
        }
        found.push(best.map(|(likeness, earlier)| (earlier, likeness)));
        for key in &text.keys {
            remembered.entry(*key).or_default().push(ix);
        }
    }
    found
}

/// The latest texts that have a key.
#[derive(Default)]
struct Latest {
    texts: [usize; REMEMBERED],
    count: usize,
}

impl Latest {
    fn push(&mut self, text: usize) {
        self.texts[self.count % REMEMBERED] = text;
        self.count += 1;
    }

    fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.texts.iter().take(self.count).copied()
    }
}

/// Earlier texts that share enough keys with one.
fn candidates(text: &Shingles, remembered: &FxHashMap<u64, Latest>) -> Vec<usize> {
    let keys = text.keys.iter().filter_map(|key| remembered.get(key));
    let mut all: Vec<usize> = keys.flat_map(Latest::all).collect();
    all.sort_unstable();
    let counted = all.chunk_by(|one, other| one == other);
    counted.filter(|same| same.len() >= SHARED_KEYS).map(|same| same[0]).collect()
}

/// Runs that most texts have, once there are enough of them to tell: standing phrases.
pub(super) fn common<'a>(texts: impl ExactSizeIterator<Item = &'a Shingles>) -> FxHashMap<u64, usize> {
    let ((from, share), all) = (BOILERPLATE, texts.len());
    let mut counted: FxHashMap<u64, usize> = FxHashMap::default();
    if all >= from {
        for run in texts.flat_map(Shingles::runs) {
            *counted.entry(*run).or_default() += 1;
        }
    }
    counted.retain(|_, count| *count * 100 >= all * share);
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_from(start: usize, count: usize) -> String {
        (start..start + count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ") + " "
    }

    #[test]
    fn texts_are_as_alike_as_their_runs_of_five_words() {
        let of = |text: &str| Shingles::of(text);
        let text = words_from(0, 100);
        let cases = [
            (text.clone(), Some(100)),
            (text.to_uppercase().replace(' ', ", "), Some(100)),
            // Five runs of 96 hold the word that changed: 91 of 101.
            (text.replace("w50 ", "w555 "), Some(90)),
            (words_from(50, 100), Some(31)),
            (words_from(500, 100), Some(0)),
            (words_from(0, 13), None),
        ];
        for (other, expected) in cases {
            assert_eq!(of(&text).likeness(&of(&other), |_| true), expected, "{other}");
        }
    }

    #[test]
    fn each_text_finds_the_earlier_one_that_is_most_like_it() {
        let texts = [
            words_from(0, 100),
            words_from(200, 100),
            words_from(0, 100).replace("w50 ", "x "),
            words_from(0, 100).replace("w50 ", "x ").replace("w60 ", "y "),
            words_from(0, 60),
            words_from(200, 100),
        ];
        let shingles: Vec<_> = texts.iter().map(|text| Shingles::of(text)).collect();
        assert_eq!(alike(&shingles, 80), [None, None, Some((0, 90)), Some((2, 90)), None, Some((1, 100))]);
    }

    #[test]
    fn what_most_texts_share_does_not_count() {
        let text = |ix: usize| words_from(0, 200) + &words_from(1000 * (ix + 1), 20);
        let mut texts: Vec<_> = (0..6).map(text).collect();
        let shingles = |texts: &[String]| texts.iter().map(|text| Shingles::of(text)).collect::<Vec<_>>();
        assert_eq!(alike(&shingles(&texts), 80), [None; 6]);
        // Four texts have no boilerplate: nobody could tell it from what they say.
        assert_eq!(alike(&shingles(&texts[..4]), 80)[1..], [Some((0, 83)), Some((1, 83)), Some((2, 83))]);
        texts.push(text(2));
        assert_eq!(alike(&shingles(&texts), 80)[6], Some((2, 100)));
    }

    #[test]
    fn thousands_of_texts_alike_are_each_found() {
        let text = |ix: usize| words_from(0, 50) + &format!("x{ix} ") + &words_from(50, 50);
        let texts: Vec<_> = (0..3000).map(|ix| Shingles::of(&text(ix))).collect();
        // All of them have all but the runs around the number: what is left is too little to be alike.
        assert_eq!(alike(&texts, 80), vec![None; 3000]);
        let halves: Vec<_> = (0..3000)
            .map(|ix| Shingles::of(&if ix % 2 == 0 { text(ix) } else { words_from(ix * 200, 100) }))
            .collect();
        let found = alike(&halves, 80);
        assert_eq!(found.iter().flatten().count(), 1499);
    }
}
