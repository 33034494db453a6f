//! Words and sentences of plain text, in any language: where they begin and end. No lists of words are kept here.

use std::ops::Range;

/// The words of a text: runs of letters and digits, with the apostrophes and hyphens within them.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.by_ref().find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.peek().copied() {
            let joins = matches!(c, '\'' | '’' | '-' | '‑')
                && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        Some(start..end)
    })
}

/// The sentences of a text: they end with `.`, `!`, `?` or `…` before a space and a capital letter, or with the line.
///
/// The point of an initial (`the U.S. Senate`) ends none.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let length = sentence(&text[start..]);
            let range = start..start + length;
            start = range.end;
            if !text[range.clone()].trim().is_empty() {
                return Some(range);
            }
        }
        None
    })
}

/// The length of the first sentence.
fn sentence(text: &str) -> usize {
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if c == '\n' || matches!(c, '.' | '!' | '?' | '…') && ends_here(&text[..at], &text[next..], c) {
            return next;
        }
    }
    text.len()
}

fn ends_here(before: &str, after: &str, mark: char) -> bool {
    let rest = after.trim_start_matches(['”', '’', '"', '\'', ')', ']', '»']);
    let Some(space) = rest.chars().next() else { return true };
    let next = rest.trim_start().trim_start_matches(['“', '‘', '"', '\'', '(', '[', '«', '¿', '¡']);
    let begins = next.chars().next().is_none_or(|c| !c.is_lowercase());
    space.is_whitespace() && begins && (mark != '.' || !is_initial(before))
}

/// Whether a text ends with a single capital letter, as `U` or `U.S` do.
fn is_initial(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(char::is_uppercase) && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// What a table of words by language says for this language, whose region was taken off.
pub fn for_language<T>(table: &'static [(&str, T)], language: &str) -> Option<&'static T> {
    table.iter().find(|(code, _)| *code == language).map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes_and_hyphens() {
        let text = "“Don’t” – long-term, 3.5 años' –x-";
        let found: Vec<_> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Don’t", "long-term", "3", "5", "años", "x"]);
        assert_eq!(words("").count() + words(" -’ ").count(), 0);
    }

    #[test]
    fn sentences_end_before_a_capital_letter() {
        let text = "In the U.S. Senate it fell. “So?” he asked. ¿Cuándo? Mañana… Sí\nNext e.g. this. 5 left.";
        let found: Vec<_> = sentences(text).map(|range| text[range].trim()).collect();
        assert_eq!(
            found,
            [
                "In the U.S. Senate it fell.",
                "“So?” he asked.",
                "¿Cuándo?",
                "Mañana…",
                "Sí",
                "Next e.g. this.",
                "5 left."
            ]
        );
    }
}
