//! The panel of what the readings said: the strip of headlines, and above it what did not last and what was due.

use crate::drawing::marks::Firmness;
use crate::drawing::metrics::{self, SLACK, Weight};
use crate::drawing::svg::{attrs, short};
use crate::drawing::timeline::labels::{self, Extent};
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, MARK, Panel};
use crate::drawing::timeline::scale::Scale;
use crate::drawing::timeline::story::{DueLine, Story, Stretch, Undone};
use crate::drawing::timeline::{due, lanes};
use crate::drawing::{Size, dates};
use crate::record::id::StatusId;

/// The height of the strip.
const STRIP: f64 = 26.0;
/// Of the part of it for which nobody looked any more.
const TAIL: f64 = 7.0;
/// A notch is never narrower: two edges and paper between them.
const NOTCH: f64 = 4.0;

/// Draws the panel between two edges; the lanes below it are those that any panel needs.
pub(super) fn draw<'a>(story: &'a Story<'a>, edges: Extent, size: Size, needs: lanes::Needs) -> Panel<'a> {
    let scale = Scale { from: story.start, to: story.split, x0: edges.0, x1: edges.1 };
    let mut panel = Panel::new(story, scale, size);
    let dues: Vec<&DueLine<'_>> = story.dues.iter().filter(|due| due.date.end() <= story.split).collect();
    let lines: Vec<f64> = dues.iter().filter_map(|line| due::place(&panel, line)).collect();

    let names = strip(&mut panel, &lines);
    let notches = notches(&mut panel);
    let top = reversals(&mut panel, -STRIP, &[&lines[..], &leaders(&names)].concat());
    let top = name_stretches(&mut panel, top, &names, &lines);
    let top = due::lines(&mut panel, top, &dues);
    panel.above = -top;
    panel.axis();
    reading_ticks(&mut panel, &notches);
    lanes::draw(&mut panel, needs);
    panel
}

/// A headline whose word found no room in its stretch.
struct Name<'a> {
    x: f64,
    status: &'a StatusId,
}

fn leaders(names: &[Name<'_>]) -> Vec<f64> {
    names.iter().map(|name| name.x).collect()
}

/// The strip of headlines, each with its mark and word where there is room.
fn strip<'a>(panel: &mut Panel<'a>, lines: &[f64]) -> Vec<Name<'a>> {
    let story = panel.story;
    let mut obstacles: Vec<Extent> = lines.iter().map(|&x| (x - 1.0, x + 1.0)).collect();
    obstacles.extend(story.undone.iter().map(|undone| notch(panel, undone)));
    let checked = last_look(panel);
    let mut named: Vec<&StatusId> = Vec::new();
    let mut names = Vec::new();
    for stretch in &story.stretches {
        let (from, to) = (panel.scale.x(stretch.from), panel.scale.x(stretch.to));
        let body = stretch_area(panel, stretch, (from, to), checked);
        let label = story.words.status_label(stretch.status);
        let width = MARK + 5.0 + panel.room(&label, Ink::Plain);
        if let Some(x) = labels::gap((from + 8.0, body - 2.0), width, 5.0, &obstacles) {
            panel.mark(stretch.status, Firmness::Held, (x + MARK / 2.0, -7.0));
            panel.text((x + MARK + 5.0, -8.5), Anchor::Start, Ink::Plain, &label);
            named.push(stretch.status);
        } else {
            if let Some(x) = labels::gap((from + 5.0, body - 1.0), MARK, 3.0, &obstacles) {
                panel.mark(stretch.status, Firmness::Held, (x + MARK / 2.0, -7.0));
            }
            names.push(Name { x: from + 1.0, status: stretch.status });
        }
    }
    // The mark tells a status that is named elsewhere; each is named above the strip at most once.
    names.retain(|name| {
        let new = !named.contains(&name.status);
        named.push(name.status);
        new
    });
    names
}

/// Where the last look was; the end of the strip where that is near.
fn last_look(panel: &Panel<'_>) -> f64 {
    let story = panel.story;
    let looked = story.claim.dates.last_checked.as_ref().map(|date| panel.scale.x(date.end()));
    looked.filter(|x| panel.scale.x1 - x > 14.0).unwrap_or(panel.scale.x1)
}

/// The area of one headline: an edge in full colour, a quiet body, a thin tail once nobody looked any more.
/// Returns where its body ends.
fn stretch_area(panel: &mut Panel<'_>, stretch: &Stretch<'_>, (from, to): Extent, checked: f64) -> f64 {
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
        return to;
    }
    let body = to.min(checked.max(from + 3.0));
    panel.area(stretch.status, (from, -STRIP, body - from, STRIP), 0.17);
    panel.area(stretch.status, (from, -STRIP, 2.5_f64.min(to - from), STRIP), 1.0);
    if to > body {
        panel.area(stretch.status, (body, -TAIL, to - body, TAIL), 0.17);
        unread_tail(panel, body, to);
    }
    body
}

fn unread_tail(panel: &mut Panel<'_>, from: f64, to: f64) {
    let story = panel.story;
    let Some(date) = &story.claim.dates.last_checked else { return };
    let text = story.words.say("drawing.unread", &[("date", &dates::brief(date, story.year, story.words))]);
    let width = panel.room(&text, Ink::Muted);
    let blocked = story.undone.iter().any(|undone| notch(panel, undone).1 > from)
        || story.dues.iter().filter_map(|line| due::place(panel, line)).any(|x| x > from - 4.0);
    if width + 12.0 <= to - from && !blocked {
        panel.text((from + 6.0, -TAIL - 4.0), Anchor::Start, Ink::Muted, &text);
    }
}

fn notch(panel: &Panel<'_>, undone: &Undone<'_>) -> Extent {
    let (from, to) = (panel.scale.x(undone.from), panel.scale.x(undone.to));
    let from = from.min(panel.scale.x1 - NOTCH);
    (from, to.max(from + NOTCH))
}

/// Paper cut out of the strip, one notch for readings that fall on the same place.
fn notches(panel: &mut Panel<'_>) -> Vec<Extent> {
    let mut cut: Vec<(Extent, &StatusId)> = Vec::new();
    for undone in &panel.story.undone {
        let (from, to) = notch(panel, undone);
        match cut.last_mut() {
            Some((last, status)) if *status == undone.status && from < last.1 + 0.5 => {
                last.1 = last.1.max(to)
            }
            _ => cut.push(((from, to), undone.status)),
        }
    }
    for ((from, to), status) in &cut {
        let class = format!("dr-paper dr-own st-{status}");
        panel.svg.leaf(
            "rect",
            attrs![
                "class" = &class,
                "x" = from + 0.5,
                "y" = -STRIP - 2.0,
                "width" = to - from - 1.0,
                "height" = STRIP + 2.0,
                "fill" = "none",
                "stroke" = "currentColor",
                "stroke-width" = 1.0,
            ],
        );
    }
    cut.into_iter().map(|(extent, _)| extent).collect()
}

/// A lane of hollow marks for each status that was reported and did not hold, with its words above.
fn reversals(panel: &mut Panel<'_>, mut top: f64, lines: &[f64]) -> f64 {
    let mut kinds: Vec<(&StatusId, bool)> = Vec::new();
    for undone in &panel.story.undone {
        let kind = (undone.status, undone.lasted.is_some());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    for (status, over) in kinds {
        let all = &panel.story.undone;
        let lane: Vec<&Undone<'_>> =
            all.iter().filter(|u| u.status == status && u.lasted.is_some() == over).collect();
        top = lane_marks(panel, top - 3.0, &lane);
        top = lane_words(panel, top - 2.0, &lane, lines);
    }
    top
}

fn lane_marks(panel: &mut Panel<'_>, bottom: f64, lane: &[&Undone<'_>]) -> f64 {
    let size = panel.size.text();
    let counted = |n: usize| metrics::width(&n.to_string(), size, Weight::Regular) * SLACK + 3.0;
    let width = |n: usize| if n > 1 { MARK + 2.0 * counted(n) + 4.0 } else { MARK + 2.0 };
    let xs: Vec<f64> = lane
        .iter()
        .map(|undone| notch(panel, undone))
        .map(|(from, to)| f64::midpoint(from, to.min(from + NOTCH)))
        .collect();
    for cluster in labels::clusters(&xs, panel.extent(), width) {
        panel.mark(lane[cluster.first].status, Firmness::Reported, (cluster.x, bottom));
        if cluster.count > 1 {
            let at = (cluster.x + MARK / 2.0 + 3.0, bottom - 2.0);
            panel.text(at, Anchor::Start, Ink::Plain, &cluster.count.to_string());
        }
    }
    bottom - MARK
}

fn lane_words(panel: &mut Panel<'_>, bottom: f64, lane: &[&Undone<'_>], lines: &[f64]) -> f64 {
    let text = undone_text(panel.story, lane);
    let (x0, x1) = panel.extent();
    let size = panel.size.text();
    let rows = metrics::wrap(&text, (x1 - x0) / SLACK, size, Weight::Regular);
    let obstacles: Vec<Extent> = lines.iter().map(|&x| (x - 1.0, x + 1.0)).collect();
    let width = rows.iter().map(|row| panel.room(row, Ink::Plain)).fold(0.0, f64::max);
    let x = labels::gap((x0, x1), width, 5.0, &obstacles).unwrap_or(x0);
    let count = rows.len();
    for (ix, row) in rows.iter().enumerate() {
        let y = bottom - 4.0 - (count - 1 - ix) as f64 * (LINE - 1.0);
        panel.text((x, y), Anchor::Start, Ink::Plain, row);
    }
    bottom - count as f64 * (LINE - 1.0)
}

/// What is said of readings of one status that did not hold.
fn undone_text(story: &Story<'_>, lane: &[&Undone<'_>]) -> String {
    let status = story.words.status_label(lane[0].status);
    let date = dates::brief(lane[0].date, story.year, story.words);
    match lane.iter().map(|undone| undone.lasted).max().flatten() {
        None => story.words.say("drawing.unconfirmed", &[("status", &status), ("date", &date)]),
        Some(longest) => {
            let longest = dates::duration(longest, story.words);
            let args = [("status", status.as_str()), ("date", &date), ("longest", &longest)];
            story.words.count("drawing.reversed", lane.len(), &args)
        }
    }
}

/// Words of stretches that are too narrow for them, each on a line from its beginning.
fn name_stretches(panel: &mut Panel<'_>, top: f64, names: &[Name<'_>], lines: &[f64]) -> f64 {
    let mut taken: Vec<Extent> = lines.iter().map(|&x| (x - 1.0, x + 1.0)).collect();
    let mut used = false;
    for name in names {
        let text = panel.story.words.status_label(name.status);
        let width = panel.room(&text, Ink::Plain);
        let (right, left) = ((name.x - 1.0, name.x + 5.0 + width), (name.x - 5.0 - width, name.x + 1.0));
        let inside = |extent: &Extent| extent.0 >= panel.scale.x0 - 1.0 && extent.1 <= panel.scale.x1;
        let Some(place) = [right, left].into_iter().find(|e| inside(e) && labels::free(&taken, *e)) else {
            continue;
        };
        taken.push(place);
        used = true;
        panel.line("dr-quiet", (name.x, -STRIP), (name.x, top - LINE + 3.0), 1.0);
        let (x, anchor) =
            if place == right { (name.x + 5.0, Anchor::Start) } else { (name.x - 5.0, Anchor::End) };
        panel.text((x, top - 5.0), anchor, Ink::Plain, &text);
    }
    if used { top - LINE } else { top }
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
