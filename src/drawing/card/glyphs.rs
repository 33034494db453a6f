//! Glyphs as stamps, kept from card to card: the same letter in the same size is drawn once.

use harfrust::GlyphId;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use rustc_hash::FxHashMap;
use zeno::{Command, Fill, Point, Scratch, Style};

use super::canvas::Stamp;
use crate::record::text::Hash;
use crate::theme::CardFont;

/// So much memory glyphs take before all are let go, in bytes: the letters of some scripts in every size.
const ROOM: usize = 6 << 20;

/// A letter starts at one of so many places of a pixel.
pub(super) const PLACES: f32 = 4.0;

/// No glyph is larger, in ems: what is has no place on a card.
const LARGEST: u32 = 4;

/// Which glyph, how large, and where in its first pixel it begins.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) id: u32,
    pub(super) size: u16,
    pub(super) place: u8,
}

/// Glyphs that were drawn.
#[derive(Default)]
pub(super) struct Glyphs {
    stamps: FxHashMap<(Hash, Key), Stamp>,
    weight: usize,
    pub(super) scratch: Scratch,
}

impl Glyphs {
    /// The stamp of a glyph.
    pub(super) fn stamp(&mut self, font: &CardFont, key: Key) -> &Stamp {
        if self.weight > ROOM {
            self.stamps.clear();
            self.weight = 0;
        }
        self.stamps.entry((font.print, key)).or_insert_with(|| {
            let stamp = drawn(font, key, &mut self.scratch);
            self.weight += stamp.weight();
            stamp
        })
    }
}

fn drawn(font: &CardFont, key: Key, scratch: &mut Scratch) -> Stamp {
    let mut outline = Outline { path: Vec::new(), shift: f32::from(key.place) / PLACES };
    let options = DrawOptions::new().with_ppem(Some(f32::from(key.size)));
    let glyph = font.font.outline_glyphs().get(GlyphId::new(key.id));
    let glyph = glyph.filter(|glyph| glyph.draw(&options, DrawMemory::Scratch, &mut outline).is_ok());
    if glyph.is_none() {
        return Stamp::blank();
    }
    Stamp::of(&outline.path, Style::Fill(Fill::NonZero), LARGEST * u32::from(key.size), scratch)
}

/// Takes an outline down, with y from top to bottom.
struct Outline {
    path: Vec<Command>,
    shift: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> Point {
        Point::new(x + self.shift, -y)
    }
}

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.path.push(Command::QuadTo(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.push(Command::CurveTo(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.path.push(Command::Close);
    }
}
