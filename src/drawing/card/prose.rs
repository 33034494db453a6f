//! Texts as cards set them: cleaned, and taken apart into units that each have a font, or none at all.
//!
//! A card never shows a character that no font has: no boxes, and no text with a hole in it. Nothing is placed here.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_script::{Script, UnicodeScript};

use crate::theme::{Face, Fonts};

/// So many characters of a text are looked at: at the smallest size a card holds about half of them.
const MOST: usize = 800;

/// So many marks are set on one letter.
const MARKS: usize = 4;

/// A text on one line, without what cannot be seen.
pub(super) struct Clean<'a> {
    pub(super) text: Cow<'a, str>,
    /// It was longer.
    pub(super) cut: bool,
}

impl<'a> Clean<'a> {
    /// Of any text.
    pub(super) fn of(text: &'a str) -> Self {
        let plain = |b: u8| (b' '..0x7f).contains(&b);
        let is_clean = text.len() <= MOST && text.bytes().all(plain) && !text.contains("  ");
        if is_clean && text.trim() == text {
            return Self { text: Cow::Borrowed(text), cut: false };
        }
        let mut clean = String::with_capacity(text.len().min(4 * MOST));
        let (mut count, mut marks, mut space) = (0, 0, false);
        // Composing looks at a letter with its marks only, so that what follows is of no matter.
        let composed: Box<dyn Iterator<Item = char>> =
            if is_nfc(text) { Box::new(text.chars()) } else { Box::new(text.nfc()) };
        for c in composed {
            if is_break(c) {
                space = !clean.is_empty();
                continue;
            }
            marks = if continues(c) { marks + 1 } else { 0 };
            if is_dropped(c) || marks > MARKS {
                continue;
            }
            if count >= MOST && marks == 0 {
                return Self { text: Cow::Owned(clean), cut: true };
            }
            if std::mem::take(&mut space) {
                clean.push(' ');
            }
            clean.push(if c == '\u{202f}' { '\u{a0}' } else { c });
            count += 1;
        }
        Self { text: Cow::Owned(clean), cut: false }
    }
}

/// Where one line would end, or a word does.
fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// What nobody sees, and what would turn the direction of all that follows.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180e}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}')
        || u32::from(c) >= 0xe_0000
}

/// What is set on or with the character before it: marks, joiners, variation selectors.
fn continues(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
        || c.script() == Script::Inherited
        || (c > '\u{2ff}' && is_mark(c))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// What is there for shaping alone and needs no form of its own.
fn is_formless(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
}

/// A character with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it begins and ends, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The place of its font.
    pub(super) font: usize,
    /// The script that it is shaped as.
    pub(super) script: Script,
    pub(super) is_space: bool,
}

/// Letters and digits; signs that are drawn as pictures are none.
fn is_writing(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{1f000}'
}

/// The units of a clean text. What is no writing and has no form in any font (emoji, arrows, private signs) is left out.
///
/// # Errors
/// The first character of writing that no font has.
pub(super) fn units(text: &str, fonts: &Fonts, face: Face) -> Result<Vec<Unit>, char> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len());
    let order = fonts.order(face);
    let charmaps: Vec<_> = order.iter().map(|&place| fonts.all()[place].font.charmap()).collect();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| continues(*c)) {
            end = at + c.len_utf8();
        }
        let script = first.script();
        let is_common = matches!(script, Script::Common | Script::Inherited);
        let last = units.last().copied();
        let has = |rank: usize| {
            let mut chars = text[start..end].chars();
            chars.all(|c| is_formless(c) || charmaps[rank].map_unicode(c).is_some())
        };
        // A sign between words stays in the font of the words before it.
        let before = last.filter(|_| is_common);
        let before = before.and_then(|unit| order.iter().position(|&place| place == unit.font));
        let found = before.filter(|&rank| has(rank)).or_else(|| (0..order.len()).find(|&rank| has(rank)));
        match found {
            Some(rank) => units.push(Unit {
                start,
                end,
                font: order[rank],
                script: if is_common { last.map_or(Script::Common, |unit| unit.script) } else { script },
                is_space: matches!(first, ' ' | '\u{200b}'),
            }),
            None if is_common && !is_writing(first) => {}
            None => return Err(first),
        }
    }
    settle(&mut units);
    Ok(units)
}

/// Gives signs at the beginning the script of the first word, and leaves out spaces around what was left out.
fn settle(units: &mut Vec<Unit>) {
    let first = units.iter().map(|unit| unit.script).find(|script| *script != Script::Common);
    let first = first.unwrap_or(Script::Latin);
    for unit in units.iter_mut().take_while(|unit| unit.script == Script::Common) {
        unit.script = first;
    }
    let mut after_space = true;
    units.retain(|unit| !(std::mem::replace(&mut after_space, unit.is_space) && unit.is_space));
    while units.last().is_some_and(|unit| unit.is_space) {
        units.pop();
    }
}

/// The first character of writing that a card would need for a text and no font has: with it the text is left out.
pub fn lacking(text: &str, fonts: &Fonts, face: Face) -> Option<char> {
    units(&Clean::of(text).text, fonts, face).err()
}
