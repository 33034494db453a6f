//! One panel of the timeline: its scale, its axis, and the strokes that panels are made of.
//!
//! Heights count from the axis, which is 0: what is above is negative. Panels that stand side by side
//! are then set on one line.

use crate::drawing::dates::Year;
use crate::drawing::metrics::{self, SLACK, Weight};
use crate::drawing::svg::{Attributes, Breaks, Svg, attrs, short};
use crate::drawing::timeline::labels::Extent;
use crate::drawing::timeline::scale::{self, Scale};
use crate::drawing::timeline::story::Story;
use crate::drawing::{Size, marks};
use crate::record::id::StatusId;

/// From one line of labels to the next.
pub(super) const LINE: f64 = 17.0;

/// A panel while it is drawn.
pub(super) struct Panel<'a> {
    pub(super) story: &'a Story<'a>,
    pub(super) scale: Scale,
    pub(super) size: Size,
    pub(super) svg: Svg,
    /// How far it reaches above the axis.
    pub(super) above: f64,
    /// How far it reaches below the axis.
    pub(super) below: f64,
}

/// The point of a text that its `x` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Heading,
    Muted,
    Accent,
}

impl Ink {
    pub(super) fn weight(self) -> Weight {
        if matches!(self, Self::Heading | Self::Accent) { Weight::Bold } else { Weight::Regular }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Plain | Self::Heading => "dr-ink",
            Self::Muted => "dr-muted",
            Self::Accent => "dr-accent",
        }
    }
}

impl<'a> Panel<'a> {
    pub(super) fn new(story: &'a Story<'a>, scale: Scale, size: Size) -> Self {
        Self { story, scale, size, svg: Svg::new(Breaks::Lines), above: 0.0, below: 0.0 }
    }

    /// From its left edge to its right one.
    pub(super) fn extent(&self) -> Extent {
        (self.scale.x0, self.scale.x1)
    }

    /// The room that a text takes, with some to spare for wider type.
    pub(super) fn room(&self, text: &str, ink: Ink) -> f64 {
        room(text, self.size, ink)
    }

    /// The axis with its ticks and their labels.
    pub(super) fn axis(&mut self) {
        let (x0, x1) = self.extent();
        self.line("dr-line", (x0, 0.0), (x1, 0.0), 1.0);
        let story = self.story;
        let mut free = x0;
        // A closed claim has no as-of date beside its axis: the first label says the year.
        let year = if story.as_of.is_some() { story.year } else { Year::Shown };
        for tick in scale::ticks(&self.scale, story.zone, year, self.size.text(), story.words) {
            let length = if tick.label.is_empty() { 3.0 } else { 6.0 };
            self.line("dr-line", (tick.x, 0.0), (tick.x, length), 1.0);
            let width = self.room(&tick.label, Ink::Muted);
            let x = (tick.x - width / 2.0).max(x0);
            // A label that would leave the panel or touch its neighbour is left out; its tick stays.
            if !tick.label.is_empty() && x >= free && x + width <= x1 {
                free = x + width + 4.0;
                self.text((x + width / 2.0, 20.0), Anchor::Middle, Ink::Muted, &tick.label);
            }
        }
        self.below = 26.0;
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), width: f64) {
        self.svg.leaf(
            "line",
            attrs![
                "class" = class,
                "x1" = from.0,
                "y1" = from.1,
                "x2" = to.0,
                "y2" = to.1,
                "stroke" = "currentColor",
                "stroke-width" = width,
            ],
        );
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, ink: Ink, text: &str) {
        write(&mut self.svg, at, anchor, ink, text);
    }

    /// A text that a line may run behind: paper shows around its letters.
    pub(super) fn text_over_lines(&mut self, at: (f64, f64), anchor: Anchor, ink: Ink, text: &str) {
        let halo: Attributes<'_> =
            attrs!["paint-order" = "stroke", "stroke-width" = 4.0, "stroke-linejoin" = "round"];
        self.svg.open("g", &[&[("class", "dr-halo".into())], halo].concat());
        self.text(at, anchor, ink, text);
        self.svg.close();
    }

    /// A status mark with its centre at `x` and its bottom at `bottom`.
    pub(super) fn mark(&mut self, status: &StatusId, firmness: marks::Firmness, (x, bottom): (f64, f64)) {
        let class = format!("st-{status}");
        let square = (x - MARK / 2.0, bottom - MARK, MARK);
        marks::place(&mut self.svg, self.story.shape(status), firmness, &class, square);
    }

    /// A filled area in a status's colour.
    pub(super) fn area(&mut self, status: &StatusId, (x, y, width, height): (f64, f64, f64, f64), tint: f64) {
        let class = format!("st-{status}");
        let attributes: Attributes<'_> = attrs![
            "class" = &class,
            "x" = x,
            "y" = y,
            "width" = width,
            "height" = height,
            "fill" = "currentColor",
            "fill-opacity" = tint,
        ];
        self.svg.leaf("rect", attributes);
    }

    /// A path in ink; `filled` shapes are black, others are paper with a line around.
    pub(super) fn shape(&mut self, path: &str, look: Look) {
        let (class, fill) = match look {
            Look::Filled => ("dr-ink dr-line", "currentColor"),
            Look::Hollow => ("dr-paper dr-line", "none"),
            Look::Quiet => ("dr-paper dr-quiet", "none"),
            Look::Crossing => ("dr-none dr-line", "none"),
        };
        self.svg.leaf(
            "path",
            attrs![
                "class" = class,
                "d" = path,
                "fill" = fill,
                "stroke" = "currentColor",
                "stroke-width" = 1.25,
            ],
        );
    }

    /// Writes the panel with its axis at `y`.
    pub(super) fn set(self, svg: &mut Svg, y: f64) {
        svg.open("g", attrs!["transform" = &format!("translate(0 {})", short(y))]);
        svg.append(self.svg);
        svg.close();
    }
}

/// How the mark of a dated thing looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It happened.
    Filled,
    /// It is to come.
    Hollow,
    /// It no longer matters.
    Quiet,
    /// Lines only.
    Crossing,
}

/// The side of a status mark on the timeline.
pub(super) const MARK: f64 = 12.0;

/// The room that a text takes at this size, with some to spare for wider type.
pub(super) fn room(text: &str, size: Size, ink: Ink) -> f64 {
    metrics::width(text, size.text(), ink.weight()) * SLACK
}

/// Writes a text; the drawing's own size holds for all.
pub(super) fn write(svg: &mut Svg, (x, y): (f64, f64), anchor: Anchor, ink: Ink, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let weight = if ink.weight() == Weight::Bold { "600" } else { "400" };
    let attributes: Attributes<'_> =
        attrs!["class" = ink.class(), "x" = x, "y" = y, "text-anchor" = anchor, "font-weight" = weight,];
    svg.text("text", attributes, text);
}
