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

/// Between what a line may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Words, as Unicode's annex 14 says.
    Words,
    /// Any two characters: for a word that is longer than a line.
    Anywhere,
}

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
    pub(super) direction: metrics::Direction,
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
    /// The paragraph of a text in a language.
    ///
    /// # Errors
    /// The script of the first character of writing that no font has.
    pub(super) fn paragraph(
        &mut self,
        text: &str,
        lang: &str,
        (fonts, face): (&Fonts, Face),
        breaks: Breaks,
    ) -> Result<Paragraph, Script> {
        let clean = Clean::of(text);
        let units = prose::units(&clean.text, fonts, face)?;
        let direction = metrics::Direction::of(&clean.text);
        let mut set = Set { shaper: self, fonts, lang, glyphs: Vec::with_capacity(clean.text.len()) };
        let pieces = set.pieces(&clean.text, &units, direction, breaks);
        let level = u8::from(direction == metrics::Direction::Rtl);
        let end = prose::units("…", fonts, face).ok().filter(|units| units.len() == 1);
        let ellipsis = end.map(|units| set.piece("…", &units, level));
        let (above, below) = reach(fonts, &units);
        let glyphs = set.glyphs;
        Ok(Paragraph { glyphs, pieces, above, below, direction, ellipsis, cut: clean.cut })
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

/// How far fonts reach above and below the line, in ems; no further than lines can make room for.
fn reach(fonts: &Fonts, units: &[Unit]) -> (f32, f32) {
    let mut used: Vec<usize> = units.iter().map(|unit| unit.font).collect();
    used.sort_unstable();
    used.dedup();
    let mut reach = (0.7_f32, 0.2_f32);
    for font in used.into_iter().map(|place| &fonts.all()[place].font) {
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
    glyphs: Vec<Glyph>,
}

impl Set<'_> {
    fn pieces(
        &mut self,
        text: &str,
        units: &[Unit],
        direction: metrics::Direction,
        breaks: Breaks,
    ) -> Vec<Piece> {
        let levels = levels(text, direction);
        let may_break = may_break(text);
        let level = |unit: &Unit| levels.as_ref().map_or(0, |levels| levels[unit.start].number());
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = 0;
        for end in 1..=units.len() {
            let (here, next) = (&units[end - 1], units.get(end));
            let goes_on = next.is_some_and(|next| {
                breaks == Breaks::Words
                    && (here.font, here.script, here.is_space) == (next.font, next.script, next.is_space)
                    && level(here) == level(next)
                    && here.end == next.start
                    && may_break.binary_search(&next.start).is_err()
            });
            if goes_on {
                continue;
            }
            let first = &units[start];
            let mut piece = self.piece(text, &units[start..end], level(first));
            let begins = breaks == Breaks::Anywhere || may_break.binary_search(&first.start).is_ok();
            piece.may_begin = begins && !piece.is_space && !pieces.is_empty();
            pieces.push(piece);
            start = end;
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
fn levels(text: &str, direction: metrics::Direction) -> Option<Vec<Level>> {
    // Hebrew is the first script that is read from right to left.
    if text.chars().all(|c| c < '\u{590}') {
        return None;
    }
    let base = match direction {
        metrics::Direction::Ltr => Level::ltr(),
        metrics::Direction::Rtl => Level::rtl(),
    };
    Some(BidiInfo::new(text, Some(base)).levels)
}

/// Where a line may begin, in bytes.
fn may_break(text: &str) -> Vec<usize> {
    unicode_linebreak::linebreaks(text).map(|(at, _)| at).collect()
}
