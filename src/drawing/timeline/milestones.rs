//! The lane of milestones: a day is a dot, a month, year or interval is a bar, each with its words beside.

use crate::drawing::metrics::{self, SLACK};
use crate::drawing::svg::{Attributes, attrs, short};
use crate::drawing::timeline::labels::{self, Extent, Rows};
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, Look, Panel};
use crate::drawing::timeline::side::{Side, is_long, middle};
use crate::drawing::timeline::story::Story;
use crate::drawing::{Size, dates, words};
use crate::record::claim::MilestoneState;
use crate::tracker::claim::MilestoneNow;

/// The most rows with words; what does not fit is counted in a last one.
const ROWS: usize = 5;
/// Half the width of a dot.
const DOT: f64 = 4.5;
/// Between a mark and its words.
const NEAR: f64 = 6.0;

/// Those that are shown on a side of the as-of line, by date; a bar across it is shown on both.
pub(super) fn on<'a>(story: &Story<'a>, side: Side) -> Vec<&'a MilestoneNow> {
    let shown = |item: &&MilestoneNow| match side {
        Side::Past if is_long(&item.date) => item.date.earliest() < story.split,
        Side::Past => item.date.end() <= story.split,
        Side::Ahead => item.date.end() > story.split,
    };
    let mut items: Vec<&MilestoneNow> = story.claim.milestones.iter().filter(shown).collect();
    items.sort_by(|a, b| a.date.order(&b.date));
    items
}

/// A milestone with its place.
struct Item<'a> {
    now: &'a MilestoneNow,
    mark: Extent,
    /// Empty where the other panel says it.
    text: String,
    room: f64,
    /// Before the scale begins.
    earlier: bool,
}

/// Where the words of a placed item stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Right,
    Left,
    Above,
}

/// Draws the lane and moves the panel's lower edge.
pub(super) fn draw(panel: &mut Panel<'_>, side: Side) {
    let items: Vec<Item<'_>> =
        on(panel.story, side).into_iter().map(|now| Item::new(panel, now, side)).collect();
    let mut rows = Rows::new(ROWS, &[]);
    let mut placed: Vec<(&Item<'_>, usize, Words)> = Vec::new();
    let mut left_over: Vec<&Item<'_>> = Vec::new();
    for item in &items {
        let (choices, words) = item.choices(panel.extent());
        match rows.place(&choices) {
            Some((row, choice)) => placed.push((item, row, words[choice])),
            None => left_over.push(item),
        }
    }
    let mut top = panel.below;
    for row in 0..rows.len() {
        let mut here = placed.iter().filter(|(_, at, _)| *at == row).peekable();
        if here.peek().is_none() {
            continue;
        }
        let tall = placed.iter().any(|(_, at, words)| *at == row && *words == Words::Above);
        let y = top + if tall { LINE + 10.0 } else { 10.0 };
        for (item, _, words) in here {
            item.draw(panel, y, *words);
        }
        top = y + 9.0;
    }
    panel.below = top;
    if !left_over.is_empty() {
        draw_left_over(panel, &left_over);
    }
}

/// What found no room: marks on one line, near ones merged, each with how many more there are.
fn draw_left_over(panel: &mut Panel<'_>, items: &[&Item<'_>]) {
    let y = panel.below + 10.0;
    let more = |n: usize| panel.story.words.say("drawing.more", &[("count", &n.to_string())]);
    let widest = more(items.len());
    let room = panel.room(&widest, Ink::Muted);
    let mut xs: Vec<f64> = items.iter().map(|item| f64::midpoint(item.mark.0, item.mark.1)).collect();
    xs.sort_by(f64::total_cmp);
    let clusters = labels::clusters(&xs, panel.extent(), |_| 2.0 * (DOT + 3.0 + room) + 4.0);
    let texts: Vec<(f64, String)> = clusters.iter().map(|c| (c.x, more(c.count))).collect();
    for (x, text) in texts {
        panel.shape(&dot(x, y), Look::Filled);
        panel.text((x + DOT + 3.0, y + 4.5), Anchor::Start, Ink::Muted, &text);
    }
    panel.below = y + 9.0;
}

impl<'a> Item<'a> {
    fn new(panel: &Panel<'_>, now: &'a MilestoneNow, side: Side) -> Self {
        let (x0, x1) = panel.extent();
        let earlier = now.date.end() <= panel.scale.from;
        let mark = if earlier {
            (x0, x0 + 7.0)
        } else if is_long(&now.date) {
            let (from, to) = (panel.scale.x(now.date.earliest()), panel.scale.x(now.date.end()));
            let from = from.min(x1 - 5.0);
            (from, to.max(from + 5.0))
        } else {
            let x = panel.scale.x(middle(&now.date)).clamp(x0 + DOT, x1 - DOT);
            (x - DOT, x + DOT)
        };
        // Side by side a bar across the as-of line is named once; one above the other, in both panels.
        let said = panel.size == Size::Narrow || said_in(panel.story, now) == side;
        let text = if said { label(panel.story, now) } else { String::new() };
        let most = (x1 - x0 - 2.0 * DOT - NEAR) / SLACK;
        let text = metrics::shorten(&text, most.min(420.0), panel.size.text(), Ink::Plain.weight());
        let room = panel.room(&text, Ink::Plain);
        Self { now, mark, text, room, earlier }
    }

    /// Extents that mark and words could take together, with where the words would stand.
    fn choices(&self, (x0, x1): Extent) -> (Vec<Extent>, Vec<Words>) {
        if self.text.is_empty() {
            return (vec![self.mark], vec![Words::Right]);
        }
        let (from, to) = self.mark;
        let start = self.above_start((x0, x1));
        let all = [
            ((from, to + NEAR + self.room), Words::Right),
            ((from - NEAR - self.room, to), Words::Left),
            ((from.min(start), to.max(start + self.room)), Words::Above),
        ];
        let long = is_long(&self.now.date);
        let fits = |(extent, words): &(Extent, Words)| {
            extent.0 >= x0 - 0.01 && extent.1 <= x1 + 0.01 && (long || *words != Words::Above)
        };
        // A dot too near the middle of a narrow panel has room on neither side: its words go above it.
        let any = all.iter().any(&fits);
        all.into_iter().filter(|choice| fits(choice) || (!any && choice.1 == Words::Above)).unzip()
    }

    fn above_start(&self, (x0, x1): Extent) -> f64 {
        self.mark.0.min(x1 - self.room).max(x0)
    }

    fn draw(&self, panel: &mut Panel<'_>, y: f64, words: Words) {
        let (from, to) = self.mark;
        let look = look(self.now);
        if self.earlier {
            panel.shape(&format!("M{} {}v9l-6-4.5z", short(from + 6.5), short(y - 4.5)), look);
        } else if is_long(&self.now.date) {
            bar(panel, (from, to), y, look);
        } else {
            panel.shape(&dot(f64::midpoint(from, to), y), look);
        }
        if !self.earlier && matches!(self.now.state, MilestoneState::Missed | MilestoneState::Cancelled) {
            let cross = format!("M{} {}l9 9m0-9l-9 9", short(f64::midpoint(from, to) - 4.5), short(y - 4.5));
            panel.shape(&cross, Look::Crossing);
        }
        if self.text.is_empty() {
            return;
        }
        let (at, anchor) = match words {
            Words::Right => ((to + NEAR, y + 4.5), Anchor::Start),
            Words::Left => ((from - NEAR, y + 4.5), Anchor::End),
            Words::Above => ((self.above_start(panel.extent()), y - 10.0), Anchor::Start),
        };
        panel.text(at, anchor, Ink::Plain, &self.text);
    }
}

/// The panel that says what a milestone is: the one with the greater part of its time.
fn said_in(story: &Story<'_>, now: &MilestoneNow) -> Side {
    if is_long(&now.date) {
        if middle(&now.date) <= story.split { Side::Past } else { Side::Ahead }
    } else if now.date.end() <= story.split {
        Side::Past
    } else {
        Side::Ahead
    }
}

fn look(now: &MilestoneNow) -> Look {
    match now.state {
        MilestoneState::Happened => Look::Filled,
        MilestoneState::Planned | MilestoneState::Moved | MilestoneState::Missed => Look::Hollow,
        MilestoneState::Cancelled => Look::Quiet,
    }
}

/// A key for its state where the mark alone does not say it; the plain cases need no word.
pub(super) fn state_key(now: &MilestoneNow) -> Option<&'static str> {
    match now.state {
        MilestoneState::Missed => Some("drawing.missed"),
        MilestoneState::Cancelled => Some("drawing.cancelled"),
        MilestoneState::Planned if now.overdue => Some("drawing.passed"),
        MilestoneState::Moved => Some("drawing.moved"),
        MilestoneState::Planned if !now.moved.is_empty() => Some("drawing.moved"),
        MilestoneState::Planned | MilestoneState::Happened => None,
    }
}

fn label(story: &Story<'_>, now: &MilestoneNow) -> String {
    let date = dates::brief(&now.date, story.year, story.words);
    let title = words::milestone_title(story.claim, &now.record, story.words);
    match state_key(now) {
        None => story.words.say("drawing.milestone", &[("date", &date), ("title", title)]),
        Some(key) => {
            let state = story.words.say(key, &[]);
            let args = [("date", date.as_str()), ("title", title), ("state", &state)];
            story.words.say("drawing.milestone_with", &args)
        }
    }
}

fn dot(x: f64, y: f64) -> String {
    format!("M{} {}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", short(x - 4.0), short(y))
}

fn bar(panel: &mut Panel<'_>, (from, to): Extent, y: f64, look: Look) {
    let (class, fill) = match look {
        Look::Filled => ("dr-ink dr-line", "currentColor"),
        Look::Quiet => ("dr-paper dr-quiet", "none"),
        Look::Hollow | Look::Crossing => ("dr-paper dr-line", "none"),
    };
    let attributes: Attributes<'_> = attrs![
        "class" = class,
        "x" = from + 0.6,
        "y" = y - 3.5,
        "width" = (to - from - 1.2).max(2.0),
        "height" = 7.0,
        "fill" = fill,
        "stroke" = "currentColor",
        "stroke-width" = 1.25,
    ];
    panel.svg.leaf("rect", attributes);
}
