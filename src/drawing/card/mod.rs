//! Cards: the picture that stands beside a link to a claim or to the site, 1200 × 630 pixels.
//!
//! A card is set like the head of a page: the site's name, the title, who claimed it and when; below a heavy rule the
//! status, and the dates that matter. What it says is decided elsewhere; here it is placed and drawn, in fonts of the
//! theme alone. Nothing is drawn that no font has: a text with such a character is left out whole.

mod canvas;
mod glyphs;
mod lines;
mod packing;
mod place;
mod prose;
mod shaping;

use std::cell::RefCell;

use canvas::{Canvas, Ink};
use glyphs::Glyphs;
use lines::{Fitted, Room};
use place::{Place, Side};
use shaping::{Paragraph, Shaper};

use crate::drawing::dress;
use crate::drawing::metrics::Direction;
use crate::record::site::{Colour, Shape};
use crate::theme::{Face, Fonts};
pub use canvas::{HEIGHT, WIDTH};
pub use prose::lacking;

/// What a card says; every text may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card<'a> {
    /// The language of its words, for the forms of letters.
    pub language: &'a str,
    /// The site's name.
    pub site: &'a str,
    /// Where it is published: stands for a name that no font has.
    pub address: &'a str,
    /// What it is about.
    pub about: About<'a>,
}

/// What a card is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About<'a> {
    /// A claim as it stands.
    Claim(ClaimCard<'a>),
    /// The site as a whole.
    Site {
        /// One sentence on what it is.
        description: Option<&'a str>,
        /// Where it is published, and who does.
        foot: Vec<String>,
    },
}

/// A claim as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCard<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who claimed it, and when.
    pub byline: String,
    /// The status in a word.
    pub status: &'a str,
    /// Its mark.
    pub shape: Shape,
    /// Its colour on light paper.
    pub colour: Colour,
    /// What is reported and not confirmed, or disputed.
    pub note: Option<String>,
    /// Dates with what they are: two at most.
    pub facts: Vec<(String, String)>,
}

/// The card as PNG. The same card and fonts give the same bytes, on every machine.
pub fn png(card: &Card<'_>, fonts: &Fonts) -> Vec<u8> {
    EASEL.with_borrow_mut(|easel| {
        easel.canvas.clear();
        let mut painter = Painter { easel, fonts, language: card.language };
        match &card.about {
            About::Claim(claim) => painter.claim(card, claim),
            About::Site { description, foot } => painter.site(card, *description, foot),
        }
        let status = match &card.about {
            About::Claim(claim) => claim.colour,
            About::Site { .. } => dress::LIGHT.ink,
        };
        packing::packed(&easel.canvas, status)
    })
}

thread_local! {
    /// What each thread keeps from card to card: it only saves time.
    static EASEL: RefCell<Easel> = RefCell::new(Easel::new());
}

/// What is needed to draw cards one after another.
struct Easel {
    canvas: Canvas,
    shaper: Shaper,
    glyphs: Glyphs,
}

impl Easel {
    fn new() -> Self {
        Self { canvas: Canvas::new(), shaper: Shaper::default(), glyphs: Glyphs::default() }
    }
}

/// From the edges of the card to what stands on it.
const MARGIN: usize = 72;
/// How wide texts may be.
const COLUMN: f32 = (WIDTH - 2 * MARGIN) as f32;
/// Where the title begins, and where what stands below it has to end.
const TOP: f32 = 138.0;
const BOTTOM: f32 = 446.0;
/// Between the title and what stands below it.
const GAP: f32 = 18.0;
/// Where the heavy rule lies above the status.
const RULE: usize = 470;

const TITLE: Room = Room {
    width: COLUMN,
    height: 0.0,
    sizes: &[84, 76, 68, 62, 56, 50, 46, 42, 38, 35],
    leading: 1.12,
    lines: 8,
};

const fn line(width: f32, sizes: &'static [u16]) -> Room {
    Room { width, height: 0.0, sizes, leading: 1.3, lines: 1 }
}

/// Sizes of the word of a status: beside dates, and in the place of a title.
const SMALL: &[u16] = &[46, 42, 38, 34, 30];
const LARGE: &[u16] = &[84, 76, 68, 60, 52, 46, 40];

/// How a status is shown: the mark's top and side, and the room for both.
#[derive(Clone, Copy)]
struct Sign {
    top: usize,
    side: usize,
    sizes: &'static [u16],
    room: f32,
}

struct Painter<'e, 'c> {
    easel: &'e mut Easel,
    fonts: &'c Fonts,
    language: &'c str,
}

impl Painter<'_, '_> {
    fn claim(&mut self, card: &Card<'_>, claim: &ClaimCard<'_>) {
        let direction = Direction::of(claim.title);
        self.masthead(card, direction);
        let room = Room { lines: 2, height: 78.0, ..line(COLUMN, &[29, 26]) };
        let byline = self.fitted(&claim.byline, Face::Text, room);
        let below = byline.as_ref().map_or(0.0, |(_, fitted)| fitted.height() + GAP);
        let title = self.fitted(claim.title, Face::Headline, Room { height: BOTTOM - TOP - below, ..TITLE });
        let at = |y| Place { side: Side::start(direction), x: MARGIN, y };
        self.easel.canvas.rule((MARGIN, RULE), (WIDTH - 2 * MARGIN, 4), Ink::Black);
        let facts = self.facts(&claim.facts, direction);
        let mut y = TOP;
        if let Some((text, fitted)) = &title {
            self.paint(text, fitted, at(y), Ink::Black);
            y += fitted.height() + GAP;
            let top = if claim.note.is_some() { 496 } else { 516 };
            self.status(claim, direction, Sign { top, side: 52, sizes: SMALL, room: COLUMN - facts - 48.0 });
            let room = line(COLUMN - facts - 48.0, &[26, 23, 21]);
            self.note(claim, room, Place { y: 560.0, ..at(0.0) });
        } else {
            // Without its title a card says how the claim stands, and as large as it can.
            self.status(claim, direction, Sign { top: 160, side: 96, sizes: LARGE, room: COLUMN });
            y += 96.0 + 3.0 * GAP;
            self.note(claim, line(COLUMN - facts - 48.0, &[28, 25, 22]), Place { y: 516.0, ..at(0.0) });
        }
        if let Some((text, fitted)) = &byline {
            self.paint(text, fitted, at(y), Ink::Muted);
        }
    }

    fn site(&mut self, card: &Card<'_>, description: Option<&str>, foot: &[String]) {
        let direction = Direction::of(card.site);
        let side = Side::start(direction);
        self.easel.canvas.rule((0, 0), (WIDTH, 10), Ink::Black);
        let room = Room { height: 250.0, sizes: &[112, 96, 84, 72, 62, 52, 44, 38], lines: 4, ..TITLE };
        let mut y = 120.0;
        let name = self.fitted(card.site, Face::Headline, room);
        if let Some((text, fitted)) = name.or_else(|| self.fitted(card.address, Face::Headline, room)) {
            self.paint(&text, &fitted, Place { side, x: MARGIN, y }, Ink::Black);
            y += fitted.height() + 26.0;
        }
        let room = Room { height: 500.0 - y, leading: 1.34, lines: 4, ..line(COLUMN, &[36, 33, 30, 27]) };
        if let Some((text, fitted)) = description.and_then(|text| self.fitted(text, Face::Text, room)) {
            self.paint(&text, &fitted, Place { side, x: MARGIN, y }, Ink::Muted);
        }
        self.easel.canvas.rule((MARGIN, 520), (WIDTH - 2 * MARGIN, 4), Ink::Black);
        for (ix, text) in foot.iter().take(2).enumerate() {
            let (face, ink, side) = match ix {
                0 => (Face::Bold, Ink::Black, side),
                _ => (Face::Text, Ink::Muted, side.other()),
            };
            if let Some((text, fitted)) = self.fitted(text, face, line(COLUMN / 2.0 - 24.0, &[28, 24, 21])) {
                self.paint(&text, &fitted, Place { side, x: MARGIN, y: 546.0 }, ink);
            }
        }
    }

    /// The site's name below a rule from edge to edge, and a hairline below it.
    fn masthead(&mut self, card: &Card<'_>, direction: Direction) {
        self.easel.canvas.rule((0, 0), (WIDTH, 10), Ink::Black);
        let room = line(COLUMN, &[36, 32]);
        let name = self.fitted(card.site, Face::Headline, room);
        if let Some((text, fitted)) = name.or_else(|| self.fitted(card.address, Face::Headline, room)) {
            let place = Place { side: Side::start(direction), x: MARGIN, y: 44.0 };
            self.paint(&text, &fitted, place, Ink::Black);
        }
        self.easel.canvas.rule((MARGIN, 108), (WIDTH - 2 * MARGIN, 2), Ink::Hair);
    }

    /// The mark and the word.
    fn status(&mut self, claim: &ClaimCard<'_>, direction: Direction, sign: Sign) {
        let Sign { top, side, sizes, room } = sign;
        let x = match direction {
            Direction::Ltr => MARGIN,
            Direction::Rtl => WIDTH - MARGIN - side,
        };
        let corner = (i32::try_from(x).unwrap_or_default(), i32::try_from(top).unwrap_or_default());
        self.easel.canvas.clip(0.0, HEIGHT as f32);
        for stamp in canvas::mark(claim.shape, side as f32, &mut self.easel.glyphs.scratch) {
            self.easel.canvas.stamp(&stamp, corner, Ink::Status);
        }
        let gap = 8 + side / 5;
        let room = line(room - (side + gap) as f32, sizes);
        if let Some((text, fitted)) = self.fitted(claim.status, Face::Bold, room) {
            // Capitals stand in the middle of the mark: what lies below the line counts for nothing.
            let low = f32::from(fitted.size) * 0.1;
            let y = top as f32 + (side as f32 - fitted.leading) / 2.0 + fitted.lift + low;
            let place = Place { side: Side::start(direction), x: MARGIN + side + gap, y };
            self.paint(&text, &fitted, place, Ink::Status);
        }
    }

    /// What keeps the status from being the last word.
    fn note(&mut self, claim: &ClaimCard<'_>, room: Room, place: Place) {
        let Some(note) = &claim.note else { return };
        if let Some((text, fitted)) = self.fitted(note, Face::Text, room) {
            self.paint(&text, &fitted, place, Ink::Muted);
        }
    }

    /// Dates at the far side; how wide they are.
    fn facts(&mut self, facts: &[(String, String)], direction: Direction) -> f32 {
        let side = Side::start(direction).other();
        let top = if facts.len() > 1 { 498.0 } else { 520.0 };
        let mut widest = 0.0_f32;
        for (row, (label, value)) in facts.iter().take(2).enumerate() {
            let y = top + row as f32 * 44.0;
            let room = line(COLUMN * 0.4, &[28, 25, 22]);
            let Some((text, fitted)) = self.fitted(value, Face::Bold, room) else { continue };
            let x =
                MARGIN as f32 + self.paint(&text, &fitted, Place { side, x: MARGIN, y }, Ink::Black) + 12.0;
            let room = line(COLUMN * 0.25, sizes_up_to(fitted.size));
            let wide = self.fitted(label, Face::Text, room).map_or(0.0, |(text, fitted)| {
                self.paint(&text, &fitted, Place { side, x: x as usize, y }, Ink::Muted)
            });
            widest = widest.max(x + wide - MARGIN as f32);
        }
        widest
    }

    /// A text in its room; nothing where it is empty, or has a character that no font has.
    fn fitted(&mut self, text: &str, face: Face, room: Room) -> Option<(Paragraph, Fitted)> {
        let shaper = &mut self.easel.shaper;
        let paragraph = shaper.paragraph(text, self.language, (self.fonts, face), room.longest()).ok()?;
        if paragraph.pieces.is_empty() {
            return None;
        }
        let fitted = lines::fit(&paragraph, room);
        Some((paragraph, fitted))
    }

    /// Paints a text with its first line's top at the place; how wide it is.
    fn paint(&mut self, text: &Paragraph, fitted: &Fitted, place: Place, ink: Ink) -> f32 {
        let mut widest = 0.0_f32;
        for (row, line) in fitted.lines.iter().enumerate() {
            let wide = lines::width(text, line) * f32::from(fitted.size);
            widest = widest.max(wide);
            let y = place.y - fitted.lift + row as f32 * fitted.leading;
            let baseline = place::baseline(text, fitted, y);
            // Marks that are piled upon each other do not reach into what else the card says.
            let size = f32::from(fitted.size);
            self.easel
                .canvas
                .clip(baseline - size * text.above.max(1.05), baseline + size * text.below.max(0.45));
            let mut pen = place.left(wide);
            for at in lines::from_left(text, line) {
                let Some(piece) = text.pieces.get(at).or(text.ellipsis.as_ref()) else { continue };
                for glyph in &text.glyphs[piece.glyphs.clone()] {
                    let (key, at) = place::of_glyph(glyph, fitted.size, (pen, baseline));
                    let stamp = self.easel.glyphs.stamp(&self.fonts.all()[glyph.font], key);
                    self.easel.canvas.stamp(stamp, at, ink);
                }
                pen += piece.width * f32::from(fitted.size);
            }
        }
        widest
    }
}

/// Sizes for what stands beside type of this size.
fn sizes_up_to(size: u16) -> &'static [u16] {
    match size {
        28.. => &[28, 25, 22],
        25.. => &[25, 22],
        _ => &[22],
    }
}
