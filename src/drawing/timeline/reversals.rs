//! What was reported and did not hold: hollow marks over the notches, and one line of words for each status.

use crate::drawing::dates;
use crate::drawing::marks::Firmness;
use crate::drawing::metrics::{self, SLACK, Weight};
use crate::drawing::svg::{Attributes, attrs};
use crate::drawing::timeline::labels::{self, Extent};
use crate::drawing::timeline::panel::{Anchor, Ink, LINE, MARK, Panel};
use crate::drawing::timeline::story::{Story, Undone};

/// A notch is never narrower: two edges and paper between them.
const NOTCH: f64 = 4.0;
/// A notch among very many, and the strip that is left between two of them.
const SLIT: f64 = 1.6;

/// The runs of one status that did not hold, all undone or all still standing unconfirmed.
pub(super) type Kind<'a> = Vec<&'a Undone<'a>>;

/// By status and by whether they were undone, in order of first report.
pub(super) fn kinds<'a>(story: &'a Story<'a>) -> Vec<Kind<'a>> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    for undone in &story.undone {
        let alike = |kind: &&mut Kind<'_>| {
            kind[0].status == undone.status && kind[0].lasted.is_some() == undone.lasted.is_some()
        };
        match kinds.iter_mut().find(alike) {
            Some(kind) => kind.push(undone),
            None => kinds.push(vec![undone]),
        }
    }
    kinds
}

/// A row of marks for each kind, near ones merged and counted; returns the new top.
pub(super) fn marks(panel: &mut Panel<'_>, mut top: f64, kinds: &[Kind<'_>]) -> f64 {
    let size = panel.size.text();
    let counted = |n: usize| metrics::width(&n.to_string(), size, Weight::Regular) * SLACK + 3.0;
    let width = |n: usize| if n > 1 { MARK + 2.0 * counted(n) + 4.0 } else { MARK + 2.0 };
    for kind in kinds {
        let bottom = top - 4.0;
        let notches = kind.iter().map(|undone| notch(panel, undone));
        let xs: Vec<f64> = notches.map(|(from, to)| f64::midpoint(from, to.min(from + NOTCH))).collect();
        for cluster in labels::clusters(&xs, panel.extent(), width) {
            panel.mark(kind[0].status, Firmness::Reported, (cluster.x, bottom));
            if cluster.count > 1 {
                let at = (cluster.x + MARK / 2.0 + 3.0, bottom - 1.5);
                panel.text(at, Anchor::Start, Ink::Plain, &cluster.count.to_string());
            }
        }
        top = bottom - MARK - 1.0;
    }
    top
}

/// The words of each kind behind its mark, in as many lines as they need; returns the new top.
pub(super) fn words(panel: &mut Panel<'_>, mut top: f64, kinds: &[Kind<'_>]) -> f64 {
    let (x0, x1) = panel.extent();
    for kind in kinds.iter().rev() {
        let indent = MARK + 5.0;
        let text = text(panel.story, kind);
        let lines = metrics::wrap(&text, (x1 - x0 - indent) / SLACK, panel.size.text(), Weight::Regular);
        let first = top - 5.0 - (lines.len().max(1) - 1) as f64 * (LINE - 1.0);
        panel.mark(kind[0].status, Firmness::Reported, (x0 + MARK / 2.0, first + 1.5));
        for (ix, line) in lines.iter().enumerate() {
            let y = first + ix as f64 * (LINE - 1.0);
            panel.text((x0 + indent, y), Anchor::Start, Ink::Plain, line);
        }
        top = first - LINE + 5.0;
    }
    top
}

fn text(story: &Story<'_>, kind: &Kind<'_>) -> String {
    let status = story.words.status_label(kind[0].status);
    let date = dates::brief(kind[0].date, story.year, story.words);
    match kind.iter().map(|undone| undone.lasted).max().flatten() {
        None => story.words.say("drawing.unconfirmed", &[("status", &status), ("date", &date)]),
        Some(longest) => {
            let longest = dates::duration(longest, story.words);
            let args = [("status", status.as_str()), ("date", &date), ("longest", &longest)];
            story.words.count("drawing.reversed", kind.len(), &args)
        }
    }
}

/// Where a run that did not last is cut out of the strip.
pub(super) fn notch(panel: &Panel<'_>, undone: &Undone<'_>) -> Extent {
    let (from, to) = (panel.scale.x(undone.from), panel.scale.x(undone.to));
    let from = from.min(panel.scale.x1 - NOTCH);
    (from, to.max(from + NOTCH))
}

/// Paper cut out of the strip with an edge in the status's colour. Where notches are many each is a bare
/// slit, and those that would fall on one place are one: the marks above say how many. `strip` is the height
/// of what they are cut from.
pub(super) fn notches(panel: &mut Panel<'_>, strip: f64) -> Vec<Extent> {
    let (x0, x1) = panel.extent();
    let dense = panel.story.undone.len() as f64 * (NOTCH + 4.0) > x1 - x0;
    let (mut cut, mut free): (Vec<Extent>, f64) = (Vec::new(), x0);
    for undone in &panel.story.undone {
        let (from, to) = notch(panel, undone);
        let wide = undone.lasted.is_none() || to - from > NOTCH + 0.01;
        if dense && !wide && from < free {
            continue;
        }
        let to = if dense && !wide { from + SLIT } else { to };
        free = to + SLIT;
        let class = format!("dr-paper dr-own st-{}", undone.status);
        let edge = if dense && !wide { 0.0 } else { 1.0 };
        let attributes: Attributes<'_> = attrs![
            "class" = &class,
            "x" = from + edge / 2.0,
            "y" = -strip - 2.0,
            "width" = to - from - edge,
            "height" = strip + 2.0,
            "fill" = "none",
            "stroke" = "currentColor",
            "stroke-width" = edge,
        ];
        panel.svg.leaf("rect", attributes);
        cut.push((from, to));
    }
    cut
}
