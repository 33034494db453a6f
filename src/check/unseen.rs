//! Characters without a form: which they are, and where they have a use (Unicode 16: Default_Ignorable_Code_Point,
//! General_Category Cc and Cf). What turns the direction of text is not among them.

use std::ops::Range;

/// The characters of a text that nobody sees and that have no use where they stand, with their bytes.
pub fn unseen(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = next_candidate(text.as_bytes(), at)?;
            let c = text[at..].chars().next()?;
            let range = at..at + c.len_utf8();
            at = range.end;
            if is_unseen(c) && !has_a_use(c, text, &range) {
                return Some((c, range));
            }
        }
    })
}

/// The next byte from `at` on with which a character may begin that is unseen.
fn next_candidate(bytes: &[u8], at: usize) -> Option<usize> {
    const STEP: usize = 64;
    let from = bytes.get(at..)?;
    // Nearly all text has none: that is seen of many bytes at a time.
    let plain = |part: &&[u8]| part.iter().fold(true, |plain, byte| plain & is_plain(*byte));
    let skipped = from.chunks_exact(STEP).take_while(plain).count() * STEP;
    let found = from[skipped..].iter().position(|byte| MAY_BEGIN[usize::from(*byte)])?;
    Some(at + skipped + found)
}

/// Whether no character that may be unseen begins with this byte; of others, not all are told.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Whether nothing else is lost where it is removed: it neither parts words nor stands for something.
pub fn goes_alone(c: char) -> bool {
    !matches!(c, '\u{b}' | '\u{c}' | '\u{1b}' | '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

/// Its number and its name: `` `U+200B` (zero-width space) ``.
pub fn named(c: char) -> String {
    let name = match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control character",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "mark of direction",
        '\u{2028}' | '\u{2029}' => "separator",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{e0000}'..='\u{e007f}' => "tag",
        _ => "without a form",
    };
    format!("`U+{:04X}` ({name})", u32::from(c))
}

/// First bytes of characters that may be unseen.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d || byte == 0x7f;
        table[byte] = control || matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf3);
        byte += 1;
    }
    table
};

fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'
        | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it does something where it stands.
fn has_a_use(c: char, text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match c {
        // Files may begin with it.
        '\u{feff}' => range.start == 0,
        '\u{200b}' => beside(is_without_spaces),
        '\u{200c}' => before.is_some_and(is_joined),
        '\u{200d}' => {
            before.is_some_and(is_joined) || before.is_some_and(is_pictured) && after.is_some_and(is_pictured)
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => near(text, range).any(is_right_to_left),
        '\u{fe0e}' | '\u{fe0f}' if before.is_some_and(|c| matches!(c, '0'..='9' | '#' | '*')) => true,
        // Of something that has a form of its own, and one only.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{34f}' => {
            before.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !is_unseen(c))
        }
        // The flag of a region.
        '\u{e0020}'..='\u{e007f}' => {
            let mut before = text[..range.start].chars().rev().take(MOST_TAGS + 1);
            before.find(|c| !matches!(c, '\u{e0020}'..='\u{e007e}')) == Some('\u{1f3f4}')
        }
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => beside(is_hangul),
        '\u{17b4}' | '\u{17b5}' | '\u{180e}' => beside(is_joined),
        _ => false,
    }
}

/// The most tags of a flag.
const MOST_TAGS: usize = 7;

/// The characters of a line that stand near a place.
fn near<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = char> + 't {
    const NEAR: usize = 200;
    let before = text[..range.start].chars().rev().take(NEAR);
    let after = text[range.end..].chars().take(NEAR);
    before.take_while(|c| *c != '\n').chain(after.take_while(|c| *c != '\n'))
}

/// Letters of scripts that are written from right to left: Hebrew to Arabic Extended-A, presentation forms, and the
/// right-to-left scripts of the second plane.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
}

/// Letters whose form depends on joiners: Arabic to N'Ko, the scripts of India, Tibet and Burma, Khmer, Mongolian.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1a00}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}')
}

/// Letters of scripts that part their words by no space: Thai to Burmese, Khmer, those of China and Japan.
fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aad}' | '\u{2e80}'..='\u{9fff}'
        | '\u{a9e0}'..='\u{aadf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{1161}'..='\u{11ff}' | '\u{3131}'..='\u{3163}' | '\u{3165}'..='\u{318f}'
        | '\u{ac00}'..='\u{d7ff}')
}

/// Emoji, what modifies them, and the symbols that may be shown as such.
fn is_pictured(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<usize> {
        unseen(text).map(|(_, range)| range.start).collect()
    }

    #[test]
    fn characters_are_found_wherever_they_stand() {
        for before in 0..200 {
            let text = format!("{}\u{200b}é\n\tx\u{7f}", "x".repeat(before));
            assert_eq!(places(&text), [before, before + 8]);
        }
    }

    #[test]
    fn a_mark_of_direction_serves_letters_of_its_line_alone() {
        let cases = [
            ("\u{200f} אב", 0),
            ("ab\u{200e}\nאב", 1),
            ("אב\nab\u{200e}", 1),
            ("\u{1f3f4}\u{e0067}\u{e0062}", 0),
            ("\u{1f3f4}x\u{e0067}", 1),
        ];
        for (text, count) in cases {
            assert_eq!(places(text).len(), count, "{text:?}");
        }
    }

    #[test]
    fn long_runs_of_marks_are_told_apart_in_no_time() {
        // Were each held against the whole of its line, this would take minutes.
        assert_eq!(places(&"\u{200e}".repeat(200_000)).len(), 200_000);
        let tags = "\u{e0067}".repeat(200_000);
        assert_eq!(places(&format!("\u{1f3f4}{tags}")).len(), 200_000 - MOST_TAGS - 1);
    }
}
