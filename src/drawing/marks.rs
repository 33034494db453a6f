//! Status marks: eleven shapes in a 16 × 16 square, told apart by form alone.
//!
//! Everything is drawn in `currentColor`, and what is cut out is really a hole, so that a mark reads on
//! any ground, in any colour and on paper. Words stand beside marks; they are never drawn here.

use crate::drawing::svg::{Attributes, Breaks, Svg, attrs};
use crate::record::id::StatusId;
use crate::record::site::Shape;

/// Whether a status holds or was only reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Firmness {
    /// It holds.
    Held,
    /// It was reported and is not confirmed: the same form as a thin outline.
    Reported,
}

/// A mark to stand in a line of text: hidden from assistive technology, since its word is beside it.
///
/// Classes: `mark`, `st-KEY`, and `mark-reported` where the status is only reported.
pub fn mark(status: &StatusId, shape: Shape, firmness: Firmness) -> String {
    let reported = if firmness == Firmness::Reported { " mark-reported" } else { "" };
    let class = format!("mark st-{status}{reported}");
    let mut svg = Svg::new(Breaks::None);
    let frame: Attributes<'_> = attrs![
        "class" = &class,
        "viewBox" = "0 0 16 16",
        "width" = 16.0,
        "height" = 16.0,
        "aria-hidden" = "true",
        "focusable" = "false",
    ];
    svg.open("svg", frame);
    draw(&mut svg, shape, firmness);
    svg.finish()
}

/// A mark inside a drawing: its square has its corner at (`x`, `y`) and `size` as its side.
pub(crate) fn place(svg: &mut Svg, shape: Shape, firmness: Firmness, class: &str, square: (f64, f64, f64)) {
    use crate::drawing::svg::short;
    let (x, y, size) = square;
    let transform = format!("translate({} {}) scale({})", short(x), short(y), short(size / 16.0));
    svg.open("g", attrs!["class" = class, "transform" = &transform]);
    draw(svg, shape, firmness);
    svg.close();
}

/// The shape itself, in the coordinates of its square.
fn draw(svg: &mut Svg, shape: Shape, firmness: Firmness) {
    for part in parts(shape, firmness) {
        part.draw(svg);
    }
}

/// One part of a mark, in the coordinates of its square: everything is drawn in one colour.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// A path, filled by the even-odd rule.
    Fill(&'static str),
    /// A line along a path, of this width.
    Line(&'static str, f64),
    /// The outermost circle, drawn by a line of this width.
    Circle(f64),
    /// Eight dots of this diameter on a circle.
    Dots(f64),
}

/// Where the eight dots stand: on a circle of this radius around the centre.
pub(crate) const DOTS_RADIUS: f64 = 5.8;

/// What a mark is made of.
pub(crate) fn parts(shape: Shape, firmness: Firmness) -> &'static [Part] {
    match firmness {
        Firmness::Held => held(shape),
        Firmness::Reported => reported(shape),
    }
}

const SHIELD: &str = "M8 .9l6 2.1v4.6c0 3.6-2.4 6.1-6 7.6-3.6-1.5-6-4-6-7.6V3z";
const HOOK: &str = "M5.9 6.5a2.1 2.1 0 1 1 3.2 1.8c-.8.5-1.1.9-1.1 1.6";

fn held(shape: Shape) -> &'static [Part] {
    use Part::{Circle, Dots, Fill, Line};
    match shape {
        Shape::Ring => &[Circle(2.0)],
        Shape::Half => &[Circle(2.0), Fill("M8 2a6 6 0 0 0 0 12z")],
        Shape::ThreeQuarters => &[Circle(2.0), Fill("M8 8V2a6 6 0 1 1-6 6z")],
        Shape::Tick => {
            &[Fill("M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM3.7 8.2l1.4-1.4L7 8.7l3.9-3.9 1.4 1.4L7 11.5z")]
        }
        Shape::Cross => &[Fill(
            "M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z\
             M4.1 5.5l1.4-1.4L8 6.6l2.5-2.5 1.4 1.4L9.4 8l2.5 2.5-1.4 1.4L8 9.4l-2.5 2.5-1.4-1.4L6.6 8z",
        )],
        Shape::Pause => &[Fill("M3 2h3.6v12H3zM9.4 2H13v12H9.4z")],
        Shape::HalfSquare => &[Line("M2.5 2.5h11v11h-11z", 2.0), Fill("M2 8h12v6H2z")],
        Shape::Bar => &[Line("M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z", 2.0), Fill("M0 6.9h16v2.2H0z")],
        Shape::Question => &[Circle(1.5), Line(HOOK, 1.6), Fill("M8 11a1 1 0 1 1 0 2a1 1 0 1 1 0-2z")],
        Shape::Shield => &[Fill(SHIELD)],
        Shape::Dotted => &[Dots(2.2)],
    }
}

/// How wide the lines of a mark are that was only reported.
const THIN: f64 = 1.2;

fn reported(shape: Shape) -> &'static [Part] {
    use Part::{Circle, Dots, Fill, Line};
    match shape {
        Shape::Ring => &[Circle(THIN)],
        // A half disc with room around it: a bare line would look like the letter i.
        Shape::Half => &[Circle(THIN), Line("M7.4 3.9a4.1 4.1 0 0 0 0 8.2z", 1.0)],
        Shape::ThreeQuarters => &[Circle(THIN), Line("M8 2v6H2", THIN)],
        Shape::Tick => &[Circle(THIN), Line("M4.8 8.3L7 10.5l4.3-4.4", THIN)],
        Shape::Cross => &[Circle(THIN), Line("M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4", THIN)],
        Shape::Pause => &[Line("M3.6 2.6h2.6v10.8H3.6zM9.8 2.6h2.6v10.8H9.8z", THIN)],
        Shape::HalfSquare => &[Line("M2.1 2.1h11.8v11.8H2.1zM2.1 8h11.8", THIN)],
        Shape::Bar => &[Line("M8 2.6a5.4 5.4 0 1 1 0 10.8a5.4 5.4 0 1 1 0-10.8zM0 8h16", THIN)],
        Shape::Question => {
            &[Circle(0.9), Line(HOOK, 1.0), Fill("M8 11.3a.7.7 0 1 1 0 1.4a.7.7 0 1 1 0-1.4z")]
        }
        Shape::Shield => &[Line(SHIELD, THIN)],
        Shape::Dotted => &[Dots(1.3)],
    }
}

impl Part {
    fn draw(self, svg: &mut Svg) {
        match self {
            Self::Fill(path) => {
                svg.leaf("path", attrs!["d" = path, "fill" = "currentColor", "fill-rule" = "evenodd"]);
            }
            Self::Line(path, width) => svg.leaf(
                "path",
                attrs!["d" = path, "fill" = "none", "stroke" = "currentColor", "stroke-width" = width],
            ),
            Self::Circle(width) => circle(svg, width),
            Self::Dots(width) => dots(svg, width),
        }
    }
}

fn circle(svg: &mut Svg, width: f64) {
    let attributes: Attributes<'_> = attrs![
        "cx" = 8.0,
        "cy" = 8.0,
        "r" = 7.0 - width / 2.0,
        "fill" = "none",
        "stroke" = "currentColor",
        "stroke-width" = width,
    ];
    svg.leaf("circle", attributes);
}

/// Eight dots on a circle: its length over eight is the pattern's.
fn dots(svg: &mut Svg, width: f64) {
    let attributes: Attributes<'_> = attrs![
        "cx" = 8.0,
        "cy" = 8.0,
        "r" = DOTS_RADIUS,
        "fill" = "none",
        "stroke" = "currentColor",
        "stroke-width" = width,
        "stroke-linecap" = "round",
        "stroke-dasharray" = "0 4.555",
    ];
    svg.leaf("circle", attributes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_carries_its_status_as_a_class_and_no_style() {
        let ring = mark(&StatusId::new("not_started"), Shape::Ring, Firmness::Held);
        assert_eq!(
            ring,
            "<svg class=\"mark st-not_started\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" \
             aria-hidden=\"true\" focusable=\"false\"><circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"2\"/></svg>"
        );
    }

    #[test]
    fn every_shape_differs_from_every_other_in_both_forms() {
        let id = StatusId::new("x");
        let mut drawn = Vec::new();
        for (_, shape) in Shape::WORDS {
            for firmness in [Firmness::Held, Firmness::Reported] {
                drawn.push(mark(&id, *shape, firmness).replace(" mark-reported", ""));
            }
        }
        let all = drawn.len();
        drawn.sort();
        drawn.dedup();
        assert_eq!(drawn.len(), all);
    }
}
