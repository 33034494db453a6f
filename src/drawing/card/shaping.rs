//! Shaping: a text becomes pieces of glyphs with widths, in order of reading, between which lines may break.
//!
//! Everything is measured in ems, so that a text is shaped once whatever size it is set in. Lines are not broken here.

use std::ops::Range;

use harfrust::{Buffer, Direction, Language, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};
use rustc_hash::FxHashMap;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::Script;

use super::prose::{self, Clean, Unit};
use crate::drawing::metrics;
use crate::record::text::Hash;
use crate::theme::{Face, Fonts};

/// A glyph, placed from the left end of its piece, in ems.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) font: usize,
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// What stays together.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its glyphs, from left to right.
    pub(super) glyphs: Range<usize>,
    pub(super) width: f32,
    /// Of embedding: odd ones are read from right to left.
    pub(super) level: u8,
    pub(super) is_space: bool,
    /// A line may begin with it.
    pub(super) may_begin: bool,
}

/// A text that is ready to be broken into lines.
pub(super) struct Paragraph {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pieces: Vec<Piece>,
    /// How far its fonts reach above and below the line.
    pub(super) above: f32,
    pub(super) below: f32,
    /// What ends it where it does not fit.
    pub(super) ellipsis: Option<Piece>,
    /// It stands for a longer one.
    pub(super) cut: bool,
}

/// What is kept from one text to the next.
#[derive(Default)]
pub(super) struct Shaper {
    plans: FxHashMap<(Hash, Script, Turn, Box<str>), ShapePlan>,
    buffer: Option<Buffer>,
}

/// Which way a piece is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Turn {
    Right,
    Left,
}

/// So many plans are kept: a site has a few languages, scripts and fonts.
const PLANS: usize = 64;

impl Shaper {
    /// The paragraph of a text in a language. Its lines may break between words, as Unicode's annex 14 says, and within
    /// words of more than `longest` ems.
    ///
    /// # Errors
    /// The first character of writing that no font has.
    pub(super) fn paragraph(
        &mut self,
        text: &str,
        lang: &str,
        (fonts, face): (&Fonts, Face),
        longest: f32,
    ) -> Result<Paragraph, char> {
        let clean = Clean::of(text);
        let units = prose::units(&clean.text, fonts, face)?;
        let mut set =
            Set { shaper: self, fonts, lang, longest, glyphs: Vec::with_capacity(clean.text.len()) };
        let pieces = set.pieces(&clean.text, &units);
        let level = u8::from(metrics::Direction::of(&clean.text) == metrics::Direction::Rtl);
        let end = prose::units("…", fonts, face).ok().filter(|units| units.len() == 1);
        let ellipsis = end.map(|units| set.piece("…", &units, level));
        let (above, below) = reach(fonts, &units);
        let glyphs = set.glyphs;
        Ok(Paragraph { glyphs, pieces, above, below, ellipsis, cut: clean.cut })
    }

    fn plan(&mut self, font: &crate::theme::CardFont, script: Script, turn: Turn, lang: &str) -> &ShapePlan {
        if self.plans.len() >= PLANS {
            self.plans.clear();
        }
        self.plans.entry((font.print, script, turn, lang.into())).or_insert_with(|| {
            let language = Language::new(lang);
            ShapePlan::new(&font.font, direction(turn), tag(script), language.as_ref(), &[])
        })
    }
}

/// How far the fonts of a site's own reach above and below the line, in ems; no further than lines can make room for.
/// Those of the program stay within the least that there is.
fn reach(fonts: &Fonts, units: &[Unit]) -> (f32, f32) {
    let mut used: Vec<usize> = units.iter().map(|unit| unit.font).collect();
    used.sort_unstable();
    used.dedup();
    let mut reach = (0.75_f32, 0.25_f32);
    let used = used.into_iter().map(|place| &fonts.all()[place]).filter(|font| font.is_own);
    for font in used.map(|font| &font.font) {
        let em = f32::from(font.units_per_em().max(1));
        if let Some(line) = font.metrics().h_line() {
            reach.0 = reach.0.max(line.ascender.to_f32() / em).min(1.3);
            reach.1 = reach.1.max(-line.descender.to_f32() / em).min(0.7);
        }
    }
    reach
}

fn direction(turn: Turn) -> Direction {
    match turn {
        Turn::Right => Direction::LeftToRight,
        Turn::Left => Direction::RightToLeft,
    }
}

fn tag(script: Script) -> Option<harfrust::Script> {
    let name: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
    harfrust::Script::from_iso15924_tag(Tag::new(&name))
}

/// A text that is being shaped.
struct Set<'s> {
    shaper: &'s mut Shaper,
    fonts: &'s Fonts,
    lang: &'s str,
    longest: f32,
    glyphs: Vec<Glyph>,
}

impl Set<'_> {
    fn pieces(&mut self, text: &str, units: &[Unit]) -> Vec<Piece> {
        let levels = levels(text);
        let may_break: Vec<usize> = unicode_linebreak::linebreaks(text).map(|(at, _)| at).collect();
        let may_begin = |unit: &Unit| may_break.binary_search(&unit.start).is_ok() && !unit.is_space;
        let level = |unit: &Unit| levels.as_ref().map_or(0, |levels| levels[unit.start].number());
        let is_alike = |one: &Unit, next: &Unit| {
            (one.font, one.script, one.is_space) == (next.font, next.script, next.is_space)
                && level(one) == level(next)
                && one.end == next.start
                && !may_begin(next)
        };
        let mut pieces: Vec<Piece> = Vec::new();
        for part in units.chunk_by(is_alike) {
            let begin = self.glyphs.len();
            let piece = self.piece(text, part, level(&part[0]));
            if part.len() > 1 && (piece.width > self.longest || is_unspaced(part[0].script)) {
                self.glyphs.truncate(begin);
                let joined = part.chunk_by(|one, next| stays_together(&text[one.start..next.end]));
                pieces.extend(joined.enumerate().map(|(place, part)| Piece {
                    may_begin: place > 0 || may_begin(&part[0]),
                    ..self.piece(text, part, level(&part[0]))
                }));
            } else {
                pieces.push(Piece { may_begin: may_begin(&part[0]), ..piece });
            }
        }
        pieces
    }

    /// Units of one font, script and level as one piece.
    fn piece(&mut self, text: &str, units: &[Unit], level: u8) -> Piece {
        let (first, end) = (units[0], units[units.len() - 1].end);
        let font = &self.fonts.all()[first.font];
        let em = f32::from(font.font.units_per_em().max(1));
        let turn = if level % 2 == 1 { Turn::Left } else { Turn::Right };
        let mut buffer = self.shaper.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(&text[first.start..end]);
        buffer.set_direction(direction(turn));
        buffer.set_script(tag(first.script));
        let plan = self.shaper.plan(font, first.script, turn, self.lang);
        let shaper = ShaperFont::new(&font.font);
        let begin = self.glyphs.len();
        let mut pen = 0.0;
        // Where shaping fails there is nothing to show, which is what an empty piece is.
        if shape(&shaper, &mut buffer, ShapeOptions::new().plan(Some(plan))).is_ok() {
            for (info, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
                let (x, y) = (pen + place.x_offset as f32 / em, place.y_offset as f32 / em);
                // Glyph 0 is the box of what a font does not have.
                if info.glyph_id != 0 {
                    self.glyphs.push(Glyph { font: first.font, id: info.glyph_id, x, y });
                }
                pen += place.x_advance as f32 / em;
            }
        }
        self.shaper.buffer = Some(buffer);
        let glyphs = begin..self.glyphs.len();
        Piece { glyphs, width: pen.max(0.0), level, is_space: first.is_space, may_begin: false }
    }
}

/// The level of each byte; none where all is read from left to right.
fn levels(text: &str) -> Option<Vec<Level>> {
    // Hebrew is the first script that is read from right to left.
    if text.chars().all(|c| c < '\u{590}') {
        return None;
    }
    let base = match metrics::Direction::of(text) {
        metrics::Direction::Ltr => Level::ltr(),
        metrics::Direction::Rtl => Level::rtl(),
    };
    Some(BidiInfo::new(text, Some(base)).levels)
}

/// Whether a script sets no spaces between words, so that only a dictionary knows them: lines break between syllables.
fn is_unspaced(script: Script) -> bool {
    matches!(script, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
}

/// Whether two characters of such a script stay on one line: a vowel that is written before its consonant, or after it.
fn stays_together(both: &str) -> bool {
    both.starts_with(|c| matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}'))
        || both
            .chars()
            .skip(1)
            .any(|c| matches!(c, '\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}'..='\u{e46}'))
        || both.chars().skip(1).any(|c| matches!(c, '\u{eb0}' | '\u{eb2}' | '\u{eb3}' | '\u{ec6}'))
}
