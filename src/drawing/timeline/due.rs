//! Due dates: a line through the panel with its words on top; one that was given up stays, quietly.

use crate::drawing::dates;
use crate::drawing::svg::attrs;
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, Panel};
use crate::drawing::timeline::story::DueLine;

/// The most lines that one panel shows; earlier ones are in the table.
const MOST: usize = 4;

/// Where the line stands: at the end of the date, since nothing is late before; `None` off the scale.
pub(super) fn place(panel: &Panel<'_>, due: &DueLine<'_>) -> Option<f64> {
    panel.scale.holds(due.date.end()).then(|| panel.scale.x(due.date.end()))
}

/// Draws the lines with their words in rows above `top`; returns the new top.
///
/// The one furthest right has the lowest row: words stand to the right of their line, so that no
/// other line runs through them.
pub(super) fn lines(panel: &mut Panel<'_>, top: f64, dues: &[&DueLine<'_>]) -> f64 {
    let mut shown: Vec<(f64, &DueLine<'_>)> = dues
        .iter()
        .rev()
        .take(MOST)
        .map(|due| (place(panel, due).unwrap_or(panel.scale.x0 - 1.0), *due))
        .collect();
    shown.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut y, x0) = (top, panel.scale.x0);
    for (row, (x, due)) in shown.iter().enumerate().filter(|(_, (x, _))| *x >= x0) {
        line(panel, *x, top - (row + 1) as f64 * LINE + 3.0, due);
    }
    for (x, due) in shown {
        words(panel, (x, y - 5.0), due);
        y -= LINE;
    }
    y
}

fn line(panel: &mut Panel<'_>, x: f64, top: f64, due: &DueLine<'_>) {
    let dashes = match (due.holds, panel.story.promised()) {
        (true, true) => "none",
        (true, false) => "5 3",
        (false, _) => "2 3",
    };
    let class = if due.holds { "dr-due" } else { "dr-quiet" };
    panel.svg.leaf(
        "line",
        attrs![
            "class" = class,
            "x1" = x,
            "y1" = top,
            "x2" = x,
            "y2" = 6.0,
            "stroke" = "currentColor",
            "stroke-width" = 1.5,
            "stroke-dasharray" = dashes,
        ],
    );
}

fn words(panel: &mut Panel<'_>, (x, y): (f64, f64), due: &DueLine<'_>) {
    let story = panel.story;
    let date = dates::brief(due.date, story.year, story.words);
    let mut text = story.words.say(story.due_key(due), &[("date", &date)]);
    let ink = if due.holds { Ink::Accent } else { Ink::Muted };
    let (x0, x1) = panel.extent();
    if x < x0 {
        text.insert_str(0, "‹ ");
        panel.text_over_lines((x0, y), Anchor::Start, ink, &text);
        return;
    }
    let width = panel.room(&text, ink);
    if x + 5.0 + width <= x1 {
        panel.text_over_lines((x + 5.0, y), Anchor::Start, ink, &text);
    } else {
        let start = (x - 5.0 - width).max(x0);
        panel.text_over_lines((start + width, y), Anchor::End, ink, &text);
    }
}
