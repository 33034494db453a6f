//! Which codes a misspelt one may stand for. Nothing is looked up here but in what is handed in.

/// The most codes that are proposed.
const MOST: usize = 3;
/// Parts of words are compared from so many letters on.
const LEAST: usize = 3;

/// How a code resembles what was written, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// But for slips of the pen: so many.
    Slips(usize),
    /// One of them begins like the other.
    Begins,
    /// It holds all the words, or beginnings of them, with so many slips of the pen.
    Words(usize),
    /// It holds what was written, hyphens aside.
    Holds,
    /// It shares a word with what was written.
    Shares,
}

impl Likeness {
    /// Whether the other is of the same sort and hardly worse.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Slips(best), Self::Slips(slips)) | (Self::Words(best), Self::Words(slips)) => {
                slips <= best + 1
            }
            (best, other) => best == other,
        }
    }
}

/// The codes that were most likely meant, at most three, the likeliest first: those that resemble it in the best way that
/// any does.
pub fn near<'a>(written: &str, codes: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let written = written.trim().to_lowercase().replace([' ', '_'], "-");
    let mut found: Vec<(Likeness, &str)> =
        codes.into_iter().filter_map(|code| Some((likeness(&written, code)?, code))).collect();
    found.sort_unstable();
    found.dedup();
    let Some(best) = found.first().map(|(likeness, _)| *likeness) else { return Vec::new() };
    found
        .into_iter()
        .take_while(|(likeness, _)| best.is_like(*likeness))
        .map(|(_, code)| code)
        .take(MOST)
        .collect()
}

/// A question that proposes codes: "did you mean `a`, `b` or `c`?"; `None` where there are none.
pub fn meant(codes: &[&str]) -> Option<String> {
    let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    let (last, others) = codes.split_last()?;
    let others = if others.is_empty() { String::new() } else { format!("{} or ", others.join(", ")) };
    Some(format!("did you mean {others}{last}?"))
}

fn likeness(written: &str, code: &str) -> Option<Likeness> {
    let slips = strsim::osa_distance(written, code);
    if slips <= written.chars().count().max(LEAST) / 3 {
        return Some(Likeness::Slips(slips));
    }
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (short, whole) = (plain(written), plain(code));
    if short.len() < LEAST {
        return None;
    }
    if whole.starts_with(&short) || (short.starts_with(&whole) && whole.len() > LEAST) {
        return Some(Likeness::Begins);
    }
    let (words, known) = (words(written), words(code));
    let slips: Vec<Option<usize>> = words.iter().map(|word| in_words(word, &known)).collect();
    if !words.is_empty() && slips.iter().all(Option::is_some) {
        return Some(Likeness::Words(slips.into_iter().flatten().sum()));
    }
    if whole.contains(&short) {
        return Some(Likeness::Holds);
    }
    slips.iter().any(Option::is_some).then_some(Likeness::Shares)
}

/// The words of a code that say something.
fn words(code: &str) -> Vec<&str> {
    code.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LEAST).collect()
}

/// With how many slips of the pen a word, or the beginning of it, is one of these; `None` where it is none.
fn in_words(word: &str, known: &[&str]) -> Option<usize> {
    let slips = known.iter().filter_map(|known| {
        if known.starts_with(word) || (word.starts_with(known) && word.len() <= known.len() + 2) {
            return Some(0);
        }
        let slips = strsim::osa_distance(word, known);
        (slips <= word.chars().count() / 4).then_some(slips)
    });
    slips.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: &[&str] = &[
        "near-duplicate-update",
        "source-not-archived",
        "source-repeated",
        "source-unused",
        "status-contradicts-body",
        "unknown-source",
        "unknown-topic",
        "unknown-word",
        "update-without-words",
        "updates-close-together",
        "title-too-long",
    ];

    #[test]
    fn codes_are_found_by_slips_beginnings_words_and_parts() {
        let cases: &[(&str, &[&str])] = &[
            ("unknown-sourc", &["unknown-source"]),
            ("unknown-topc", &["unknown-topic"]),
            ("Unknown_Source", &["unknown-source"]),
            ("neardup", &["near-duplicate-update"]),
            ("near", &["near-duplicate-update"]),
            ("duplicate", &["near-duplicate-update"]),
            ("dupicate update", &["near-duplicate-update"]),
            ("archived", &["source-not-archived"]),
            ("source", &["source-not-archived", "source-repeated", "source-unused"]),
            ("long title", &["title-too-long"]),
            ("contradict", &["status-contradicts-body"]),
            ("radicts", &["status-contradicts-body"]),
            ("body-missing", &["status-contradicts-body"]),
            ("updates-close-together-now", &["updates-close-together"]),
            ("zebra", &[]),
            ("x", &[]),
            ("", &[]),
            ("é", &[]),
        ];
        for (written, expected) in cases {
            assert_eq!(near(written, CODES.iter().copied()), *expected, "{written}");
        }
    }

    #[test]
    fn proposals_are_a_question() {
        assert_eq!(meant(&[]), None);
        assert_eq!(meant(&["a"]).as_deref(), Some("did you mean `a`?"));
        assert_eq!(meant(&["a", "b", "c"]).as_deref(), Some("did you mean `a`, `b` or `c`?"));
    }
}
