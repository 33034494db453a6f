//! Below the axis: follow-ups as diamonds, and the lane that milestones share with no one.
//!
//! Both panels draw the same lanes at the same heights, so that they read on across the as-of line.

use crate::drawing::dates;
use crate::drawing::metrics::{self, SLACK, Weight};
use crate::drawing::svg::short;
use crate::drawing::timeline::labels::{self, Cluster, Extent};
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, Look, Panel};
use crate::drawing::timeline::side::{Side, middle};
use crate::drawing::timeline::{milestones, story::Story};
use crate::tracker::claim::{FollowUpNow, FollowUpOutcome};

/// Which lanes a drawing has, in either panel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needs {
    follow_ups: bool,
    milestones: bool,
}

impl Needs {
    /// Those for which the claim has something to show, in both panels or in the one of `side` only.
    pub(super) fn of(story: &Story<'_>, sides: &[Side]) -> Self {
        Self {
            follow_ups: sides.iter().any(|side| !follow_ups(story, *side).is_empty()),
            milestones: sides.iter().any(|side| !milestones::on(story, *side).is_empty()),
        }
    }

    /// How many dated things a side shows.
    pub(super) fn count(story: &Story<'_>, side: Side) -> usize {
        follow_ups(story, side).len() + milestones::on(story, side).len()
    }
}

/// Draws the lanes below the axis.
pub(super) fn draw(panel: &mut Panel<'_>, needs: Needs) {
    let side = Side::of(panel);
    if needs.follow_ups {
        let items = follow_ups(panel.story, side);
        if !items.is_empty() {
            heading(panel, "drawing.follow_ups");
            diamonds(panel, &items);
        }
        panel.below += 2.0 * LINE + 33.0;
    }
    if needs.milestones {
        if !milestones::on(panel.story, side).is_empty() {
            heading(panel, "drawing.milestones");
        }
        panel.below += LINE + 6.0;
        milestones::draw(panel, side);
    }
}

fn heading(panel: &mut Panel<'_>, key: &str) {
    let text = panel.story.words.say(key, &[]);
    panel.text((panel.scale.x0, panel.below + 15.0), Anchor::Start, Ink::Muted, &text);
}

fn follow_ups<'a>(story: &Story<'a>, side: Side) -> Vec<&'a FollowUpNow> {
    let past = |item: &FollowUpNow| item.date.end() <= story.split;
    let shown = story.claim.follow_ups.iter().filter(|item| item.outcome != FollowUpOutcome::Dropped);
    let mut items: Vec<&FollowUpNow> = shown.filter(|item| past(item) == (side == Side::Past)).collect();
    items.sort_by_key(|item| middle(&item.date));
    items
}

/// Diamonds on one line, near ones merged and counted, with words below where there is room.
fn diamonds(panel: &mut Panel<'_>, items: &[&FollowUpNow]) {
    let size = panel.size.text();
    let counted = |n: usize| metrics::width(&n.to_string(), size, Weight::Regular) * SLACK + 2.0;
    let width = |n: usize| counted(n).max(14.0);
    let xs: Vec<f64> = items.iter().map(|item| panel.scale.x(middle(&item.date))).collect();
    let clusters = labels::clusters(&xs, panel.extent(), width);
    let y = panel.below + LINE + 22.0;
    for cluster in &clusters {
        diamond(panel, (cluster.x, y), worst(members(items, cluster)));
        if cluster.count > 1 {
            panel.text((cluster.x, y - 8.0), Anchor::Middle, Ink::Plain, &cluster.count.to_string());
        }
    }
    // What was missed is named first, then what comes next, then the rest from both ends.
    let mut order: Vec<&Cluster> = clusters.iter().collect();
    order.sort_by_key(|cluster| match worst(members(items, cluster)) {
        FollowUpOutcome::Missed => (0, cluster.first),
        FollowUpOutcome::Next => (1, cluster.first.min(2 * (items.len() - cluster.first) - 1)),
        FollowUpOutcome::Answered | FollowUpOutcome::Dropped => (2, cluster.first),
    });
    let mut taken: Vec<Extent> = Vec::new();
    for cluster in order {
        let text = follow_up_text(panel.story, members(items, cluster), cluster.first == 0);
        let room = panel.room(&text, Ink::Plain);
        let start = (cluster.x - room / 2.0).min(panel.scale.x1 - room).max(panel.scale.x0);
        if start + room <= panel.scale.x1 && labels::free(&taken, (start, start + room)) {
            taken.push((start, start + room));
            let at = (start + room / 2.0, y + 9.0 + LINE - 4.0);
            panel.text(at, Anchor::Middle, Ink::Plain, &text);
        }
    }
}

fn members<'s, 'a>(items: &'s [&'a FollowUpNow], cluster: &Cluster) -> &'s [&'a FollowUpNow] {
    &items[cluster.first..cluster.first + cluster.count]
}

/// The outcome that a reader must not overlook.
fn worst(items: &[&FollowUpNow]) -> FollowUpOutcome {
    let has = |outcome| items.iter().any(|item| item.outcome == outcome);
    [FollowUpOutcome::Missed, FollowUpOutcome::Next]
        .into_iter()
        .find(|&outcome| has(outcome))
        .unwrap_or(FollowUpOutcome::Answered)
}

/// A diamond 12 high with its centre at (`x`, `y`).
fn diamond(panel: &mut Panel<'_>, (x, y): (f64, f64), outcome: FollowUpOutcome) {
    let (cx, cy) = (short(x), short(y));
    let path = format!("M{cx} {}l6 6l-6 6l-6-6z", short(y - 6.0));
    match outcome {
        FollowUpOutcome::Answered => panel.shape(&path, Look::Filled),
        FollowUpOutcome::Next | FollowUpOutcome::Dropped => panel.shape(&path, Look::Hollow),
        FollowUpOutcome::Missed => {
            panel.shape(&path, Look::Hollow);
            panel.shape(&format!("M{cx} {cy}m-5.5-5.5l11 11m0-11l-11 11"), Look::Crossing);
        }
    }
}

fn follow_up_text(story: &Story<'_>, items: &[&FollowUpNow], first: bool) -> String {
    let (Some(from), Some(to)) = (items.first(), items.last()) else { return String::new() };
    let date = dates::range(&from.date, &to.date, story.year, story.words);
    let key = match worst(items) {
        FollowUpOutcome::Missed => "drawing.unanswered",
        FollowUpOutcome::Answered | FollowUpOutcome::Dropped => "drawing.answered",
        FollowUpOutcome::Next if first => "drawing.next",
        FollowUpOutcome::Next => return date,
    };
    let alike = items.iter().all(|item| item.outcome == worst(items));
    // Of a merged mark only what holds for all is said; the table has each.
    if !alike {
        return date;
    }
    story.words.say("drawing.follow_up", &[("date", &date), ("state", &story.words.say(key, &[]))])
}
