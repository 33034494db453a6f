//! Lines: a paragraph fitted into a room, at the largest size of a list in which it fits; cut only where it must be.

use std::ops::Range;

use super::shaping::{Paragraph, Piece};

/// The room for a text, in pixels, and how it may be set there.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Sizes of the type, the largest first.
    pub(super) sizes: &'static [u16],
    /// From line to line, in ems; fonts that reach further take more.
    pub(super) leading: f32,
    /// No more lines than these.
    pub(super) lines: usize,
}

impl Room {
    /// The least size of its type.
    fn smallest(self) -> u16 {
        self.sizes.last().copied().unwrap_or(16)
    }

    /// The longest line that it has room for, in ems.
    pub(super) fn longest(self) -> f32 {
        self.width / f32::from(self.smallest())
    }
}

/// A text in its room.
pub(super) struct Fitted {
    pub(super) size: u16,
    /// From line to line, in pixels.
    pub(super) leading: f32,
    /// How far a single line is lifted, so that fonts which reach far do not push it down.
    pub(super) lift: f32,
    pub(super) lines: Vec<Line>,
}

/// A line: places of pieces, in order of reading; at its end an ellipsis or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Range<usize>,
    pub(super) ends_short: bool,
}

impl Fitted {
    /// In pixels.
    pub(super) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.leading
    }
}

/// The text at the largest size in which all of it fits; else at the smallest one, cut.
pub(super) fn fit(text: &Paragraph, room: Room) -> Fitted {
    let leading = room.leading.max(text.above + text.below);
    let smallest = room.smallest();
    let fitted = |size: u16, lines| {
        let lift = if room.lines == 1 { (leading - room.leading) * f32::from(size) / 2.0 } else { 0.0 };
        Fitted { size, leading: leading * f32::from(size), lift, lines }
    };
    for &size in room.sizes {
        let (wide, high) = (room.width / f32::from(size), room.height / f32::from(size));
        let most = ((high / leading) as usize).clamp(1, room.lines);
        let lines = broken(text, wide);
        let fits = lines.len() <= most && lines.iter().all(|line| width(text, line) <= wide);
        if fits && !text.cut {
            let lines = balanced(text, lines, wide);
            return fitted(size, lines);
        }
        if size == smallest {
            let lines = shortened(text, lines, most, wide);
            return fitted(size, lines);
        }
    }
    fitted(smallest, Vec::new())
}

/// The width of a line in ems: spaces at its end take none.
pub(super) fn width(text: &Paragraph, line: &Line) -> f32 {
    let own: f32 = trimmed(&text.pieces[line.pieces.clone()]).iter().map(|piece| piece.width).sum();
    let end = text.ellipsis.as_ref().filter(|_| line.ends_short);
    own + end.map_or(0.0, |piece| piece.width)
}

fn trimmed(pieces: &[Piece]) -> &[Piece] {
    let end = pieces.iter().rposition(|piece| !piece.is_space).map_or(0, |last| last + 1);
    &pieces[..end]
}

/// Each line as full as it can be.
fn broken(text: &Paragraph, wide: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut may, mut used) = (0, 0, 0.0_f32);
    // What the line is without the piece at hand, counted anew from where a line may begin.
    let mut since = 0.0_f32;
    for (place, piece) in text.pieces.iter().enumerate() {
        if piece.may_begin {
            (may, since) = (place, 0.0);
        }
        if !piece.is_space && used + piece.width > wide && may > start {
            lines.push(Line { pieces: trim(text, start..may), ends_short: false });
            (start, used) = (may, since);
        }
        used += piece.width;
        since += piece.width;
    }
    if start < text.pieces.len() {
        lines.push(Line { pieces: trim(text, start..text.pieces.len()), ends_short: false });
    }
    lines
}

fn trim(text: &Paragraph, pieces: Range<usize>) -> Range<usize> {
    let kept = trimmed(&text.pieces[pieces.clone()]).len();
    pieces.start..pieces.start + kept
}

/// As many lines, of nearly one length: the narrowest room that holds them.
fn balanced(text: &Paragraph, lines: Vec<Line>, wide: f32) -> Vec<Line> {
    if lines.len() < 2 {
        return lines;
    }
    let fits = |found: &[Line], wide: f32| {
        found.len() == lines.len() && found.iter().all(|line| width(text, line) <= wide)
    };
    let (mut best, mut low, mut high) = (lines.clone(), wide / 2.0, wide);
    for _ in 0..7 {
        let middle = f32::midpoint(low, high);
        let found = broken(text, middle);
        if fits(&found, middle) {
            (best, high) = (found, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// The first lines, the last of them ended by an ellipsis.
fn shortened(text: &Paragraph, mut lines: Vec<Line>, most: usize, wide: f32) -> Vec<Line> {
    lines.truncate(most);
    let Some(last) = lines.last_mut() else { return lines };
    // What stood on the next line may still have room here.
    last.pieces.end = text.pieces.len();
    last.ends_short = true;
    while width(text, last) > wide && !last.pieces.is_empty() {
        last.pieces.end -= 1;
    }
    last.pieces = trim(text, last.pieces.clone());
    lines
}

/// The places of a line's pieces from left to right (rule L2 of Unicode's annex 9); the ellipsis has the place after the last.
pub(super) fn from_left(text: &Paragraph, line: &Line) -> Vec<usize> {
    let level =
        |place: &usize| text.pieces.get(*place).or(text.ellipsis.as_ref()).map_or(0, |piece| piece.level);
    let mut places: Vec<usize> = line.pieces.clone().collect();
    if line.ends_short && text.ellipsis.is_some() {
        places.push(text.pieces.len());
    }
    let highest = places.iter().map(level).max().unwrap_or(0);
    for least in (1..=highest).rev() {
        let mut at = 0;
        while at < places.len() {
            let run = places[at..].iter().take_while(|place| level(place) >= least).count();
            places[at..at + run].reverse();
            at += run.max(1);
        }
    }
    places
}
