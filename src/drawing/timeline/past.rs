//! The panel of what the readings said: the strip of headlines, and above it what did not last and what was due.

use crate::drawing::marks::Firmness;
use crate::drawing::svg::{Breaks, Svg, attrs, short};
use crate::drawing::timeline::labels::{self, Extent};
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, MARK, Panel};
use crate::drawing::timeline::scale::Scale;
use crate::drawing::timeline::story::{DueLine, Story, Stretch};
use crate::drawing::timeline::{due, lanes, reversals};
use crate::drawing::{Size, dates};
use crate::record::id::StatusId;

/// The height of the strip.
const STRIP: f64 = 26.0;
/// Of the part of it for which nobody looked any more.
const TAIL: f64 = 7.0;

/// Draws the panel between two edges; the lanes below it are those that any panel needs.
pub(super) fn draw<'a>(story: &'a Story<'a>, edges: Extent, size: Size, needs: lanes::Needs) -> Panel<'a> {
    let scale = Scale { from: story.start, to: story.split, x0: edges.0, x1: edges.1 };
    let mut panel = Panel::new(story, scale, size);
    let dues: Vec<&DueLine<'_>> = story.dues.iter().filter(|due| due.date.end() <= story.split).collect();
    let lines: Vec<f64> = dues.iter().filter_map(|line| due::place(&panel, line)).collect();

    let names = strip(&mut panel, &lines);
    let notches = reversals::notches(&mut panel, STRIP);
    let kinds = reversals::kinds(story);
    let top = reversals::marks(&mut panel, -STRIP, &kinds);
    // Names are placed before the due lines and drawn after them, so that no line runs through a name.
    let below = std::mem::replace(&mut panel.svg, Svg::new(Breaks::Lines));
    let top = name_stretches(&mut panel, top, &names, &lines);
    let over = std::mem::replace(&mut panel.svg, below);
    let top = due::lines(&mut panel, top, &dues);
    panel.svg.append(over);
    // Words on top of everything, so that no line runs through them; their mark says what they mean.
    let top = reversals::words(&mut panel, top, &kinds);
    panel.above = -top;
    panel.axis();
    reading_ticks(&mut panel, &notches);
    lanes::draw(&mut panel, needs);
    panel
}

/// A headline, and whether its word found room in its stretch.
struct Name<'a> {
    x: f64,
    status: &'a StatusId,
    said: bool,
}

/// The strip of headlines, each with its mark and word where there is room.
fn strip<'a>(panel: &mut Panel<'a>, lines: &[f64]) -> Vec<Name<'a>> {
    let story = panel.story;
    let mut obstacles: Vec<Extent> = lines.iter().map(|&x| (x - 1.0, x + 1.0)).collect();
    obstacles.extend(story.undone.iter().map(|undone| reversals::notch(panel, undone)));
    let checked = last_look(panel);
    let mut names = Vec::new();
    for stretch in &story.stretches {
        let (from, to) = (panel.scale.x(stretch.from), panel.scale.x(stretch.to));
        stretch_area(panel, stretch, (from, to), checked);
        let label = story.words.status_label(stretch.status);
        let width = MARK + 5.0 + panel.room(&label, Ink::Plain);
        let name = Name { x: from + 1.0, status: stretch.status, said: true };
        if let Some(x) = labels::gap((from + 8.0, to - 2.0), width, 5.0, &obstacles) {
            panel.mark(stretch.status, Firmness::Held, (x + MARK / 2.0, -8.0));
            panel.text((x + MARK + 5.0, -9.5), Anchor::Start, Ink::Plain, &label);
            obstacles.push((x, x + width));
            names.push(name);
        } else {
            if let Some(x) = labels::gap((from + 5.0, to - 1.0), MARK, 3.0, &obstacles) {
                panel.mark(stretch.status, Firmness::Held, (x + MARK / 2.0, -8.0));
            }
            // That nobody had looked yet is told by the empty strip.
            if !stretch.unread {
                names.push(Name { said: false, ..name });
            }
        }
    }
    unread_tail(panel, checked, &obstacles);
    names
}

/// Where the last look was; the end of the strip where that is near, or where nobody needs to look again.
fn last_look(panel: &Panel<'_>) -> f64 {
    let story = panel.story;
    let (x0, x1) = panel.extent();
    let looked = story.claim.dates.last_checked.as_ref().map(|date| panel.scale.x(date.end()));
    looked.filter(|x| story.as_of.is_some() && x1 - x > (x1 - x0) * 0.08).unwrap_or(x1)
}

/// The area of one headline: an edge in full colour, a quiet body, a thin tail once nobody looked any more.
fn stretch_area(panel: &mut Panel<'_>, stretch: &Stretch<'_>, (from, to): Extent, checked: f64) {
    if stretch.unread {
        let path = format!("M{} -{}H{}V0", short(from + 0.5), STRIP - 0.5, short(to));
        let frame = format!("{path}M{} -{}V0", short(from + 0.5), STRIP - 0.5);
        panel.svg.leaf(
            "path",
            attrs![
                "class" = "dr-none dr-quiet",
                "d" = &frame,
                "fill" = "none",
                "stroke" = "currentColor",
                "stroke-dasharray" = "2 3",
            ],
        );
        return;
    }
    let body = to.min(checked.max(from));
    panel.area(stretch.status, (from, -STRIP, body - from, STRIP), 0.17);
    panel.area(stretch.status, (from, -STRIP, 2.5_f64.min(to - from), STRIP), 1.0);
    if to > body {
        panel.area(stretch.status, (body, -TAIL, to - body, TAIL), 0.17);
    }
}

/// Says since when nobody looked, where the tail has room beside the other words.
fn unread_tail(panel: &mut Panel<'_>, checked: f64, obstacles: &[Extent]) {
    let story = panel.story;
    let Some(date) = story.claim.dates.last_checked.as_ref().filter(|_| checked < panel.scale.x1) else {
        return;
    };
    let text = story.words.say("drawing.unread", &[("date", &dates::brief(date, story.year, story.words))]);
    let width = panel.room(&text, Ink::Muted);
    if let Some(x) = labels::gap((checked + 6.0, panel.scale.x1 - 4.0), width, 10.0, obstacles) {
        panel.text((x, -TAIL - 4.0), Anchor::Start, Ink::Muted, &text);
    }
}

/// Words of stretches that are too narrow for them, each on a line from its beginning; the latest first, and
/// that one in any case. What a word says already is elsewhere told by its mark.
fn name_stretches(panel: &mut Panel<'_>, top: f64, names: &[Name<'_>], lines: &[f64]) -> f64 {
    let mut taken: Vec<Extent> = lines.iter().map(|&x| (x - 1.0, x + 1.0)).collect();
    let mut said: Vec<&StatusId> = names.iter().filter(|name| name.said).map(|name| name.status).collect();
    let (x0, x1) = panel.extent();
    let before = said.len();
    for (ix, name) in names.iter().rev().enumerate() {
        if said.contains(&name.status) {
            continue;
        }
        let text = panel.story.words.status_label(name.status);
        let width = panel.room(&text, Ink::Plain);
        let (right, left) = ((name.x - 1.0, name.x + 5.0 + width), (name.x - 5.0 - width, name.x + 1.0));
        let inside = |extent: &Extent| extent.0 >= x0 - 1.0 && extent.1 <= x1;
        let clear = [right, left].into_iter().find(|extent| inside(extent) && labels::free(&taken, *extent));
        let latest = if ix == 0 { [right, left].into_iter().find(inside) } else { None };
        let Some(place) = clear.or(latest) else { continue };
        taken.push(place);
        said.push(name.status);
        panel.line("dr-quiet", (name.x, -STRIP), (name.x, top - LINE + 3.0), 1.0);
        let (x, anchor) =
            if place == right { (name.x + 5.0, Anchor::Start) } else { (name.x - 5.0, Anchor::End) };
        panel.text_over_lines((x, top - 5.0), anchor, Ink::Plain, &text);
    }
    if said.len() > before { top - LINE } else { top }
}

/// Where readings are few, each is a small tick: a reader sees how often somebody looked.
fn reading_ticks(panel: &mut Panel<'_>, notches: &[Extent]) {
    let readings = &panel.story.readings;
    let (x0, x1) = panel.extent();
    if readings.len() as f64 * 6.0 > x1 - x0 {
        return;
    }
    let free = |x: &f64| notches.iter().all(|&(from, to)| *x < from - 1.0 || *x > to + 1.0);
    let xs: Vec<f64> = readings.iter().map(|&at| panel.scale.x(at)).filter(free).collect();
    for x in xs {
        panel.line("dr-line", (x, -4.0), (x, 0.0), 1.0);
    }
}
