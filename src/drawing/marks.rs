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
    match firmness {
        Firmness::Held => held(svg, shape),
        Firmness::Reported => reported(svg, shape),
    }
}

const DISC: &str = "M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z";
const TICK: &str = "M3.7 8.2l1.4-1.4L7 8.7l3.9-3.9 1.4 1.4L7 11.5z";
const CROSS: &str =
    "M4.1 5.5l1.4-1.4L8 6.6l2.5-2.5 1.4 1.4L9.4 8l2.5 2.5-1.4 1.4L8 9.4l-2.5 2.5-1.4-1.4L6.6 8z";
const SHIELD: &str = "M8 .9l6 2.1v4.6c0 3.6-2.4 6.1-6 7.6-3.6-1.5-6-4-6-7.6V3z";
const HOOK: &str = "M5.9 6.5a2.1 2.1 0 1 1 3.2 1.8c-.8.5-1.1.9-1.1 1.6";

fn held(svg: &mut Svg, shape: Shape) {
    match shape {
        Shape::Ring => circle(svg, 2.0),
        Shape::Half => {
            circle(svg, 2.0);
            fill(svg, "M8 2a6 6 0 0 0 0 12z");
        }
        Shape::ThreeQuarters => {
            circle(svg, 2.0);
            fill(svg, "M8 8V2a6 6 0 1 1-6 6z");
        }
        Shape::Tick => fill(svg, &format!("{DISC}{TICK}")),
        Shape::Cross => fill(svg, &format!("{DISC}{CROSS}")),
        Shape::Pause => fill(svg, "M3 2h3.6v12H3zM9.4 2H13v12H9.4z"),
        Shape::HalfSquare => {
            stroke(svg, "M2.5 2.5h11v11h-11z", 2.0);
            fill(svg, "M2 8h12v6H2z");
        }
        Shape::Bar => {
            stroke(svg, "M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z", 2.0);
            fill(svg, "M0 6.9h16v2.2H0z");
        }
        Shape::Question => {
            circle(svg, 1.5);
            stroke(svg, HOOK, 1.6);
            fill(svg, "M8 11a1 1 0 1 1 0 2a1 1 0 1 1 0-2z");
        }
        Shape::Shield => fill(svg, SHIELD),
        Shape::Dotted => dots(svg, 2.2),
    }
}

fn reported(svg: &mut Svg, shape: Shape) {
    const THIN: f64 = 1.2;
    match shape {
        Shape::Ring => circle(svg, THIN),
        Shape::Half => {
            circle(svg, THIN);
            // A half disc with room around it: a bare line would look like the letter i.
            stroke(svg, "M7.4 3.9a4.1 4.1 0 0 0 0 8.2z", 1.0);
        }
        Shape::ThreeQuarters => {
            circle(svg, THIN);
            stroke(svg, "M8 2v6H2", THIN);
        }
        Shape::Tick => {
            circle(svg, THIN);
            stroke(svg, "M4.8 8.3L7 10.5l4.3-4.4", THIN);
        }
        Shape::Cross => {
            circle(svg, THIN);
            stroke(svg, "M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4", THIN);
        }
        Shape::Pause => stroke(svg, "M3.6 2.6h2.6v10.8H3.6zM9.8 2.6h2.6v10.8H9.8z", THIN),
        Shape::HalfSquare => stroke(svg, "M2.1 2.1h11.8v11.8H2.1zM2.1 8h11.8", THIN),
        Shape::Bar => {
            stroke(svg, "M8 2.6a5.4 5.4 0 1 1 0 10.8a5.4 5.4 0 1 1 0-10.8zM0 8h16", THIN);
        }
        Shape::Question => {
            circle(svg, 0.9);
            stroke(svg, HOOK, 1.0);
            fill(svg, "M8 11.3a.7.7 0 1 1 0 1.4a.7.7 0 1 1 0-1.4z");
        }
        Shape::Shield => stroke(svg, SHIELD, THIN),
        Shape::Dotted => dots(svg, 1.3),
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
        "r" = 5.8,
        "fill" = "none",
        "stroke" = "currentColor",
        "stroke-width" = width,
        "stroke-linecap" = "round",
        "stroke-dasharray" = "0 4.555",
    ];
    svg.leaf("circle", attributes);
}

fn fill(svg: &mut Svg, path: &str) {
    svg.leaf("path", attrs!["d" = path, "fill" = "currentColor", "fill-rule" = "evenodd"]);
}

fn stroke(svg: &mut Svg, path: &str, width: f64) {
    svg.leaf("path", attrs!["d" = path, "fill" = "none", "stroke" = "currentColor", "stroke-width" = width]);
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
