//! Where on a card something stands: sides, baselines, places of glyphs.

use super::canvas::WIDTH;
use super::glyphs::{Key, PLACES};
use super::lines::Fitted;
use super::shaping::{Glyph, Paragraph};
use crate::drawing::metrics::Direction;

/// The side to which lines are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    /// Where reading begins.
    pub(super) fn start(direction: Direction) -> Self {
        match direction {
            Direction::Ltr => Self::Left,
            Direction::Rtl => Self::Right,
        }
    }

    /// The one across.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) side: Side,
    /// From the edge of that side.
    pub(super) x: usize,
    /// The top of its first line.
    pub(super) y: f32,
}

impl Place {
    /// Where a line of this width begins, from the left edge of the card.
    pub(super) fn left(self, wide: f32) -> f32 {
        match self.side {
            Side::Left => self.x as f32,
            Side::Right => WIDTH as f32 - self.x as f32 - wide,
        }
    }
}

/// The baseline of a line whose top is at `y`: what its leading has over its fonts lies above and below alike.
pub(super) fn baseline(text: &Paragraph, fitted: &Fitted, y: f32) -> f32 {
    let size = f32::from(fitted.size);
    let spare = fitted.leading - (text.above + text.below) * size;
    (y + spare / 2.0 + text.above * size).round()
}

/// Which stamp a glyph is, and the pixel at which that has its origin.
pub(super) fn of_glyph(glyph: &Glyph, size: u16, (pen, baseline): (f32, f32)) -> (Key, (i32, i32)) {
    let x = ((pen + glyph.x * f32::from(size)) * PLACES).round() as i32;
    let y = (baseline - glyph.y * f32::from(size)).round() as i32;
    let places = PLACES as i32;
    let key = Key { id: glyph.id, size, place: x.rem_euclid(places) as u8 };
    (key, (x.div_euclid(places), y))
}
