//! The panel of what is scheduled: from the as-of line to the last date, on a scale of its own.

use crate::date::Instant;
use crate::drawing::Size;
use crate::drawing::timeline::labels::Extent;
use crate::drawing::timeline::panel::Panel;
use crate::drawing::timeline::scale::Scale;
use crate::drawing::timeline::story::{DueLine, Story};
use crate::drawing::timeline::{due, lanes};

/// Draws the panel between two edges; `end` is the last date's.
pub(super) fn draw<'a>(
    story: &'a Story<'a>,
    end: Instant,
    edges: Extent,
    size: Size,
    needs: lanes::Needs,
) -> Panel<'a> {
    // Some air after the last date, so that its mark is not cut by the edge; a week at least, since what
    // is scheduled goes by days.
    let last = end.0 + (end.0 - story.split.0) / 30;
    let last = Instant(last.max(story.split.0 + 7 * 86_400));
    let scale = Scale { from: story.split, to: last, x0: edges.0, x1: edges.1 };
    let mut panel = Panel::new(story, scale, size);
    let dues: Vec<&DueLine<'_>> = story.dues.iter().filter(|due| due.date.end() > story.split).collect();
    let top = due::lines(&mut panel, if dues.is_empty() { 0.0 } else { -4.0 }, &dues);
    panel.above = -top;
    panel.axis();
    lanes::draw(&mut panel, needs);
    panel
}
