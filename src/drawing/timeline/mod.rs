//! The timeline of a claim in two panels, each with a scale of its own: what the readings said, from the
//! first of them to the as-of line, and what is scheduled, from there to the last date.
//!
//! Nothing in it looks like a success but a headline that holds: readings that did not last are
//! notches cut out of the strip with a hollow mark above. A closed claim has no as-of line, so that
//! its drawing does not change from day to day.

mod ahead;
mod due;
mod facts;
mod labels;
mod lanes;
mod milestones;
mod panel;
mod past;
mod reversals;
mod scale;
mod side;
mod story;

pub use facts::{Fact, timeline_facts};

use crate::drawing::svg::{Attributes, Breaks, Svg, attrs, short};
use crate::drawing::{Dress, Size, Words, dress, words};
use crate::tracker::Tracker;
use crate::tracker::claim::Claim;
use labels::Extent;
use lanes::Needs;
use panel::{Anchor, Ink, Panel};
use side::Side;
use story::Story;

/// Around a drawing that stands alone.
const MARGIN: f64 = 16.0;
/// Between panels that stand side by side.
const GUTTER: f64 = 24.0;
/// The row of a panel's title.
const TITLE: f64 = 24.0;

/// The claim's timeline as SVG.
///
/// Inline it has classes only and ids that begin with the dress's prefix; alone it has its own style.
pub fn timeline(claim: &Claim, tracker: &Tracker, words: &dyn Words, size: Size, dress: Dress<'_>) -> String {
    let story = Story::of(claim, tracker, words);
    let panels = match size {
        Size::Wide => side_by_side(&story),
        Size::Narrow => stacked(&story),
    };
    let margin = if dress == Dress::Standalone { MARGIN } else { 0.0 };
    let mut svg = Svg::new(Breaks::Lines);
    let height = (panels.height + 2.0).ceil();
    open(&mut svg, &story, (size, dress), (margin, height));
    svg.append(panels.svg);
    svg.finish()
}

/// Panels as they stand together.
struct Set {
    svg: Svg,
    height: f64,
}

fn side_by_side(story: &Story<'_>) -> Set {
    let width = Size::Wide.width();
    let needs = Needs::of(story, &[Side::Past, Side::Ahead]);
    let Some(end) = story.end else {
        return stack(story, Size::Wide, vec![past::draw(story, (0.0, width), Size::Wide, needs)]);
    };
    let line = (width * share(story)).round();
    let left = past::draw(story, (0.0, line), Size::Wide, needs);
    let right = ahead::draw(story, end, (line + GUTTER, width), Size::Wide, needs);
    let axis = TITLE + left.above.max(right.above) + as_of_row(story, left.extent(), Size::Wide);
    let bottom = axis + left.below.max(right.below);

    let mut svg = Svg::new(Breaks::Lines);
    title(&mut svg, story, &left, 0.0);
    title(&mut svg, story, &right, 0.0);
    let top = as_of(&mut svg, story, &left, 0.0);
    if let Some(top) = top {
        as_of_line(&mut svg, line, (top, bottom));
    }
    left.set(&mut svg, axis);
    right.set(&mut svg, axis);
    Set { svg, height: bottom }
}

/// The share of the width that the past gets: more of it the more was read, less the more is to come.
fn share(story: &Story<'_>) -> f64 {
    let ahead = Needs::count(story, Side::Ahead);
    match (story.readings.len(), ahead) {
        (0, _) => 0.36,
        (1, _) => 0.48,
        (2..=5, _) | (_, 9..) => 0.6,
        _ => 0.68,
    }
}

fn stacked(story: &Story<'_>) -> Set {
    let edges = (0.0, Size::Narrow.width());
    let mut panels = vec![past::draw(story, edges, Size::Narrow, Needs::of(story, &[Side::Past]))];
    if let Some(end) = story.end {
        panels.push(ahead::draw(story, end, edges, Size::Narrow, Needs::of(story, &[Side::Ahead])));
    }
    stack(story, Size::Narrow, panels)
}

/// Panels one above the other; the as-of line ends the first and begins the second.
fn stack(story: &Story<'_>, size: Size, panels: Vec<Panel<'_>>) -> Set {
    let mut svg = Svg::new(Breaks::Lines);
    let mut top = 0.0;
    for (ix, panel) in panels.into_iter().enumerate() {
        let (x0, x1) = panel.extent();
        title(&mut svg, story, &panel, top);
        let mut axis = top + TITLE + panel.above;
        if ix == 0 {
            axis += as_of_row(story, panel.extent(), size);
            if let Some(from) = as_of(&mut svg, story, &panel, top) {
                as_of_line(&mut svg, x1 - 0.75, (from, axis + 8.0));
            }
        } else if story.as_of.is_some() {
            as_of_line(&mut svg, x0 + 0.75, (axis - 8.0, axis + 8.0));
        }
        let below = panel.below;
        panel.set(&mut svg, axis);
        top = axis + below + 18.0;
    }
    Set { svg, height: top - 18.0 }
}

/// A panel's title, and beside that of the past how many readings there are.
fn title(svg: &mut Svg, story: &Story<'_>, panel: &Panel<'_>, top: f64) {
    let (x0, x1) = panel.extent();
    let text = heading(story, panel);
    panel::write(svg, (x0, top + 13.0), Anchor::Start, Ink::Heading, &text);
    if panel.scale.from == story.split {
        return;
    }
    if story.readings.is_empty() {
        return;
    }
    let from = x0 + panel.room(&text, Ink::Heading) + 8.0;
    let count = story.words.count("drawing.readings", story.readings.len(), &[]);
    let taken =
        if as_of_row(story, (x0, x1), panel.size) > 0.0 { 0.0 } else { as_of_room(story, panel.size) };
    if from + panel.room(&count, Ink::Muted) + taken <= x1 {
        panel::write(svg, (from, top + 13.0), Anchor::Start, Ink::Muted, &count);
    }
}

fn heading(story: &Story<'_>, panel: &Panel<'_>) -> String {
    let key = match (panel.scale.from == story.split, story.as_of) {
        (false, _) => "drawing.read",
        (true, Some(_)) => "drawing.scheduled",
        (true, None) => "drawing.after_closing",
    };
    story.words.say(key, &[])
}

fn as_of_text(story: &Story<'_>) -> Option<String> {
    let day = story.words.day(story.as_of?);
    Some(story.words.say("drawing.as_of", &[("date", &day)]))
}

fn as_of_room(story: &Story<'_>, size: Size) -> f64 {
    as_of_text(story).map_or(0.0, |text| panel::room(&text, size, Ink::Heading) + 14.0)
}

/// The height of a row of its own for the as-of date, where the title leaves no room beside it.
fn as_of_row(story: &Story<'_>, (x0, x1): Extent, size: Size) -> f64 {
    let title = panel::room(&story.words.say("drawing.read", &[]), size, Ink::Heading);
    if title + as_of_room(story, size) <= x1 - x0 { 0.0 } else { panel::LINE }
}

/// Writes the as-of date at the right edge; returns where its line begins, `None` for a closed claim.
fn as_of(svg: &mut Svg, story: &Story<'_>, panel: &Panel<'_>, top: f64) -> Option<f64> {
    let text = as_of_text(story)?;
    let y = top + 13.0 + as_of_row(story, panel.extent(), panel.size);
    panel::write(svg, (panel.scale.x1 - 6.0, y), Anchor::End, Ink::Heading, &text);
    Some(y - 11.0)
}

fn as_of_line(svg: &mut Svg, x: f64, (from, to): Extent) {
    let path = format!("M{} {}V{}", short(x), short(from), short(to));
    svg.leaf(
        "path",
        attrs!["class" = "dr-line", "d" = &path, "stroke" = "currentColor", "stroke-width" = 1.5],
    );
}

fn open(svg: &mut Svg, story: &Story<'_>, (size, dress): (Size, Dress<'_>), (margin, height): (f64, f64)) {
    let prefix = dress.prefix();
    let (width, height) = (size.width() + 2.0 * margin, height + 2.0 * margin);
    let view = format!("{} {} {} {}", short(-margin), short(-margin), short(width), short(height));
    let (title, desc) = (format!("{prefix}-title"), format!("{prefix}-desc"));
    let ids = format!("{title} {desc}");
    let class = format!("drawing timeline {}", size.word());
    let frame: Attributes<'_> = attrs![
        "xmlns" = "http://www.w3.org/2000/svg",
        "class" = &class,
        "viewBox" = &view,
        "width" = width,
        "height" = height,
        "role" = "img",
        "aria-labelledby" = &ids,
        "font-size" = size.text(),
        "fill" = "currentColor",
    ];
    svg.open("svg", frame);
    let said =
        story.words.say("drawing.timeline_title", &[("title", words::title(story.claim, story.words))]);
    svg.text("title", attrs!["id" = &title], &said);
    svg.text("desc", attrs!["id" = &desc], &facts::sentences(story));
    if dress == Dress::Standalone {
        dress::embed(svg, story.config, story.statuses());
        svg.leaf(
            "rect",
            attrs!["class" = "dr-paper", "x" = -margin, "y" = -margin, "width" = width, "height" = height],
        );
    }
}
