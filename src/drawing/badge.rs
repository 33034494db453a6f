//! Badges: a status on paper, 20 px high, to stand on other people's pages.
//!
//! Says when somebody last looked, never on which day the site was built.

use crate::drawing::marks::{self, Firmness};
use crate::drawing::metrics::{self, Direction, Weight};
use crate::drawing::svg::{Attributes, Breaks, Svg, attrs};
use crate::drawing::words::{self, Words};
use crate::drawing::{dates, dress};
use crate::record::id::StatusId;
use crate::record::site::{Config, Shape};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;

const HEIGHT: f64 = 20.0;
/// From the edge to what stands in it, and between what stands side by side.
const PAD: f64 = 6.0;
const MARK: f64 = 13.0;
const LABEL: f64 = 12.0;
const NOTE: f64 = 11.0;
/// Of one text; longer ones are cut with an ellipsis (80 letters always fit).
const LONGEST: f64 = 1200.0;

/// A claim's badge: its headline, what is reported but not confirmed, and when it was last checked.
pub fn claim_badge(claim: &Claim, tracker: &Tracker, words: &dyn Words) -> String {
    let (status, notes) = (&claim.headline().status, notes(claim, words));
    let badge = Badge { about: words::title(claim, words), status, notes: &notes };
    badge.draw(&tracker.config, words)
}

/// What a claim's badge says, in one sentence: for those who do not see it.
pub fn claim_sentence(claim: &Claim, words: &dyn Words) -> String {
    sentence(&words.status_label(&claim.headline().status), &notes(claim, words), words)
}

/// What stands behind the status: what is reported but not confirmed, and when the claim was last checked.
fn notes(claim: &Claim, words: &dyn Words) -> Vec<String> {
    let checked = match &claim.dates.last_checked {
        Some(date) => {
            words.say("drawing.checked", &[("date", &dates::brief(date, dates::Year::Shown, words))])
        }
        None => words.say("drawing.unchecked", &[]),
    };
    let unconfirmed = claim.marks.unsettled.as_ref().map(|unsettled| {
        let reported = words.status_label(&unsettled.status);
        words.say("drawing.badge_unconfirmed", &[("status", &reported)])
    });
    unconfirmed.into_iter().chain([checked]).collect()
}

fn sentence(label: &str, notes: &[String], words: &dyn Words) -> String {
    if notes.is_empty() {
        return label.to_owned();
    }
    words.say("drawing.badge_title", &[("status", label), ("checked", &notes.join(", "))])
}

/// A status's badge: the mark and the word.
pub fn status_badge(status: &StatusId, config: &Config, words: &dyn Words) -> String {
    let meaning = config.status(status.as_str()).map_or("", |status| status.meaning(words.language()));
    Badge { about: meaning, status, notes: &[] }.draw(config, words)
}

struct Badge<'a> {
    /// The claim's title, or what the status means; may be empty.
    about: &'a str,
    status: &'a StatusId,
    /// Smaller texts after the label.
    notes: &'a [String],
}

/// One text of a badge, placed from the side where reading begins.
struct Piece {
    text: String,
    at: f64,
    width: f64,
    size: f64,
    weight: Weight,
}

impl Badge<'_> {
    fn draw(&self, config: &Config, words: &dyn Words) -> String {
        let label = words.status_label(self.status);
        let direction = Direction::of(&label);
        let (pieces, width) = self.pieces(&label);
        let mut svg = Svg::new(Breaks::Lines);
        let view = format!("0 0 {} {HEIGHT}", super::svg::short(width));
        let frame: Attributes<'_> = attrs![
            "xmlns" = "http://www.w3.org/2000/svg",
            "viewBox" = &view,
            "width" = width,
            "height" = HEIGHT,
            "role" = "img",
            "aria-labelledby" = "t d",
            "xml:lang" = words.language(),
        ];
        svg.open("svg", frame);
        svg.text("title", attrs!["id" = "t"], &sentence(&label, self.notes, words));
        svg.text("desc", attrs!["id" = "d"], if self.about.is_empty() { &label } else { self.about });
        dress::embed(&mut svg, config, [self.status]);
        svg.leaf(
            "rect",
            attrs![
                "class" = "dr-paper dr-hair",
                "x" = 0.5,
                "y" = 0.5,
                "width" = width - 1.0,
                "height" = HEIGHT - 1.0,
            ],
        );
        let side = |from_start: f64, extent: f64| match direction {
            Direction::Ltr => from_start,
            Direction::Rtl => width - from_start - extent,
        };
        let shape = config.status(self.status.as_str()).map_or(Shape::Question, |status| status.shape);
        let square = (side(PAD, MARK), (HEIGHT - MARK) / 2.0, MARK);
        marks::place(&mut svg, shape, Firmness::Held, &format!("st-{}", self.status), square);
        for (ix, piece) in pieces.iter().enumerate() {
            if ix > 0 {
                let x = side(piece.at - PAD, 1.0) + 0.5;
                svg.leaf(
                    "path",
                    attrs!["class" = "dr-hair", "d" = &format!("M{} 4v12", super::svg::short(x))],
                );
            }
            piece.draw(&mut svg, side(piece.at, piece.width), direction);
        }
        svg.finish()
    }

    fn pieces(&self, label: &str) -> (Vec<Piece>, f64) {
        let mut at = PAD + MARK + PAD - 1.0;
        let mut pieces = Vec::with_capacity(1 + self.notes.len());
        let notes = self.notes.iter().map(|note| (note.as_str(), NOTE, Weight::Regular));
        for (text, size, weight) in [(label, LABEL, Weight::Bold)].into_iter().chain(notes) {
            let text = metrics::shorten(text, LONGEST, size, weight);
            let width = metrics::width(&text, size, weight);
            pieces.push(Piece { text, at, width, size, weight });
            at += width + 2.0 * PAD;
        }
        (pieces, (at - PAD).ceil())
    }
}

impl Piece {
    /// `x` is its left edge. The text's length is fixed, so that no font makes it leave its place.
    fn draw(&self, svg: &mut Svg, x: f64, direction: Direction) {
        let (class, weight) = match self.weight {
            Weight::Bold => ("dr-ink", "600"),
            Weight::Regular => ("dr-muted", "400"),
        };
        let (start, name) = match direction {
            Direction::Ltr => (x, "ltr"),
            Direction::Rtl => (x + self.width, "rtl"),
        };
        let attributes: Attributes<'_> = attrs![
            "class" = class,
            "x" = start,
            "y" = 14.0,
            "direction" = name,
            "font-size" = self.size,
            "font-weight" = weight,
            "textLength" = self.width,
            "lengthAdjust" = "spacingAndGlyphs",
        ];
        svg.text("text", attributes, &self.text);
    }
}
