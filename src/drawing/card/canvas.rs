//! The canvas of a card: one byte a pixel, an ink and how much of it lies there. No texts, no layout.

use std::ops::Range;

use zeno::{Command, Fill, Mask, Point, Scratch, Stroke, Style, Transform, Vector};

use crate::drawing::marks::{self, Firmness, Part};
use crate::record::site::Shape;

/// Pixels from left to right: what Open Graph's readers and X show whole (1.91 to 1).
pub const WIDTH: usize = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: usize = 630;

/// What things are drawn in. Each ink has [`STEPS`] values from paper to full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Muted,
    Hair,
    Status,
}

/// Every ink in the order of their values.
pub(super) const INKS: [Ink; 4] = [Ink::Black, Ink::Muted, Ink::Hair, Ink::Status];

/// So many shades has an ink, paper among them: more cannot be told apart at the edges of letters.
pub(super) const STEPS: usize = 16;

/// What is drawn at a place: how much of each pixel is covered, as a shade.
pub(super) struct Stamp {
    left: i32,
    top: i32,
    width: usize,
    shades: Box<[u8]>,
}

impl Stamp {
    /// Nothing.
    pub(super) fn blank() -> Self {
        Self { left: 0, top: 0, width: 0, shades: Box::default() }
    }

    /// How much memory it takes, about.
    pub(super) fn weight(&self) -> usize {
        self.shades.len() + 64
    }

    /// Of a path in pixels; nothing where the path is larger than `most` pixels in either direction.
    pub(super) fn of(path: &[Command], style: Style<'_>, most: u32, scratch: &mut Scratch) -> Self {
        let bounds = scratch.bounds(path, style, None);
        let (wide, high) = (bounds.width(), bounds.height());
        let fits = |length: f32| length.is_finite() && length <= most as f32;
        if path.is_empty()
            || !fits(wide)
            || !fits(high)
            || !fits(bounds.min.x.abs())
            || !fits(bounds.min.y.abs())
        {
            return Self::blank();
        }
        let (coverage, placed) = Mask::with_scratch(path, scratch).style(style).render();
        let shade = |covered: u8| ((usize::from(covered) * (STEPS - 1) + 127) / 255) as u8;
        Self {
            left: placed.left,
            top: placed.top,
            width: placed.width as usize,
            shades: coverage.into_iter().map(shade).collect(),
        }
    }
}

/// A card that is being drawn.
pub(super) struct Canvas {
    pixels: Vec<u8>,
    /// The rows that may be drawn on, from one to before another.
    clip: Range<usize>,
}

impl Canvas {
    /// Empty paper.
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; WIDTH * HEIGHT], clip: 0..HEIGHT }
    }

    /// Empty again.
    pub(super) fn clear(&mut self) {
        self.pixels.fill(0);
        self.clip = 0..HEIGHT;
    }

    /// Only these rows are drawn on from now on.
    pub(super) fn clip(&mut self, top: f32, bottom: f32) {
        self.clip = top.max(0.0) as usize..bottom.clamp(0.0, HEIGHT as f32) as usize;
    }

    /// The value of each pixel: its ink's place among [`INKS`] times [`STEPS`], and its shade. From the left to the
    /// right, row by row from the top.
    pub(super) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// A rule, or any rectangle, in full ink.
    pub(super) fn rule(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), ink: Ink) {
        let (left, right) = (x.min(WIDTH), (x + width).min(WIDTH));
        for row in self.pixels.chunks_exact_mut(WIDTH).skip(y).take(height) {
            row[left..right].fill(value(ink, STEPS - 1));
        }
    }

    /// A stamp with its origin at a place; what lies outside of the card is left out.
    pub(super) fn stamp(&mut self, stamp: &Stamp, (x, y): (i32, i32), ink: Ink) {
        if stamp.width == 0 {
            return;
        }
        let (left, top) = (x.saturating_add(stamp.left), y.saturating_add(stamp.top));
        let skip = usize::try_from(-left).unwrap_or(0).min(stamp.width);
        let at = usize::try_from(left).unwrap_or(0).min(WIDTH);
        let shown = (stamp.width - skip).min(WIDTH - at);
        let base = value(ink, 0);
        for (row, shades) in (top..).zip(stamp.shades.chunks_exact(stamp.width)) {
            let Some(row) = usize::try_from(row).ok().filter(|row| self.clip.contains(row)) else { continue };
            let pixels = &mut self.pixels[row * WIDTH + at..][..shown];
            for (pixel, &shade) in pixels.iter_mut().zip(&shades[skip..]) {
                let there = *pixel & (STEPS as u8 - 1);
                if shade > there {
                    *pixel = base + shade;
                }
            }
        }
    }
}

/// The value of a shade of an ink.
fn value(ink: Ink, shade: usize) -> u8 {
    (ink as usize * STEPS + shade) as u8
}

/// The mark of a status as stamps, its square with its corner at the origin and this side.
pub(super) fn mark(shape: Shape, size: f32, scratch: &mut Scratch) -> Vec<Stamp> {
    let scale = Transform::scale(size / 16.0, size / 16.0);
    let mut stamp = |path: &[Command], style: Style<'_>| {
        let mut scaled = Vec::new();
        // Lines first become forms, so that they are as thick as the square is large.
        scratch.apply(path, style, Some(scale), &mut scaled);
        let fill = if let Style::Fill(fill) = style { fill } else { Fill::NonZero };
        Stamp::of(&scaled, Style::Fill(fill), size as u32 * 2, scratch)
    };
    let centre = Point::new(8.0, 8.0);
    let mut stamps = Vec::new();
    for part in marks::parts(shape, Firmness::Held) {
        stamps.push(match *part {
            Part::Fill(path) => stamp(&commands(path), Style::Fill(Fill::EvenOdd)),
            Part::Line(path, width) => stamp(&commands(path), Style::Stroke(Stroke::new(width as f32))),
            Part::Circle(width) => {
                let rings = [circle(centre, 7.0), circle(centre, 7.0 - width as f32)].concat();
                stamp(&rings, Style::Fill(Fill::EvenOdd))
            }
            Part::Dots(width) => stamp(&dots(width as f32), Style::Fill(Fill::NonZero)),
        });
    }
    stamps
}

fn commands(path: &str) -> Vec<Command> {
    use zeno::PathData;
    path.commands().collect()
}

/// A circle of four curves: they leave it by less than a thousandth of its radius.
fn circle(centre: Point, radius: f32) -> Vec<Command> {
    let reach = 0.552_285 * radius;
    let at = |x: f32, y: f32| centre + Vector::new(x, y);
    vec![
        Command::MoveTo(at(radius, 0.0)),
        Command::CurveTo(at(radius, reach), at(reach, radius), at(0.0, radius)),
        Command::CurveTo(at(-reach, radius), at(-radius, reach), at(-radius, 0.0)),
        Command::CurveTo(at(-radius, -reach), at(-reach, -radius), at(0.0, -radius)),
        Command::CurveTo(at(reach, -radius), at(radius, -reach), at(radius, 0.0)),
        Command::Close,
    ]
}

fn dots(width: f32) -> Vec<Command> {
    let (far, near) =
        (marks::DOTS_RADIUS as f32, marks::DOTS_RADIUS as f32 * std::f32::consts::FRAC_1_SQRT_2);
    let places = [(far, 0.0), (near, near), (0.0, far), (-near, near)];
    let dot = |(x, y): (f32, f32)| {
        [(x, y), (-x, -y)].map(|(x, y)| circle(Point::new(8.0 + x, 8.0 + y), width / 2.0)).concat()
    };
    places.into_iter().flat_map(dot).collect()
}
