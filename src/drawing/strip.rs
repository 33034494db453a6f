//! How the whole stands: the shares of the statuses as one bar, with its words on it.

use crate::drawing::marks::{self, Firmness};
use crate::drawing::metrics::{self, SLACK, Weight};
use crate::drawing::svg::{Attributes, Breaks, Svg, attrs, short};
use crate::drawing::{Dress, Size, Words, dress};
use crate::record::site::{Config, Status};

/// How many claims have a status.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// The status.
    pub status: &'a Status,
    /// Claims.
    pub count: usize,
}

const BAR: f64 = 30.0;
const MARK: f64 = 14.0;
/// Wide enough for a mark: a single claim among thousands still shows.
const LEAST: f64 = 22.0;
/// Between labels.
const GAP: f64 = 16.0;

struct Part<'a> {
    share: &'a Share<'a>,
    x: f64,
    width: f64,
}

/// A label under the bar: where it starts and in which row.
struct Label {
    text: String,
    x: f64,
    width: f64,
    row: usize,
}

/// The bar with a mark in each part and the words below; statuses without claims are left out.
///
/// Empty where there is no claim at all.
pub fn strip(
    shares: &[Share<'_>],
    config: &Config,
    words: &dyn Words,
    size: Size,
    dress: Dress<'_>,
) -> String {
    let parts = parts(shares, size.width());
    if parts.is_empty() {
        return String::new();
    }
    let labels = labels(&parts, words, size);
    let rows = labels.iter().map(|label| label.row + 1).max().unwrap_or(0);
    let height = BAR + 8.0 + rows as f64 * row_height(size);
    let total: usize = parts.iter().map(|part| part.share.count).sum();

    let mut svg = Svg::new(Breaks::Lines);
    let said: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    open(&mut svg, (size, dress, height), &words.count("drawing.strip_title", total, &[]), &said.join(", "));
    if dress == Dress::Standalone {
        dress::embed(&mut svg, config, parts.iter().map(|part| &part.share.status.id));
        svg.leaf("rect", attrs!["class" = "dr-paper", "width" = size.width(), "height" = height]);
    }
    for (part, label) in parts.iter().zip(&labels) {
        draw_part(&mut svg, part);
        draw_label(&mut svg, part, label, size);
    }
    svg.finish()
}

fn open(svg: &mut Svg, (size, dress, height): (Size, Dress<'_>, f64), title: &str, desc: &str) {
    let prefix = dress.prefix();
    let (title_id, desc_id) = (format!("{prefix}-title"), format!("{prefix}-desc"));
    let view = format!("0 0 {} {}", short(size.width()), short(height));
    let class = format!("drawing strip {}", size.word());
    let ids = format!("{title_id} {desc_id}");
    let frame: Attributes<'_> = attrs![
        "xmlns" = "http://www.w3.org/2000/svg",
        "class" = &class,
        "viewBox" = &view,
        "width" = size.width(),
        "height" = height,
        "role" = "img",
        "aria-labelledby" = &ids,
        "font-size" = size.text(),
        "fill" = "currentColor",
    ];
    svg.open("svg", frame);
    svg.text("title", attrs!["id" = &title_id], title);
    svg.text("desc", attrs!["id" = &desc_id], desc);
}

/// Widths by share; those that would be under [`LEAST`] get that, and the others share what is left.
fn parts<'a>(shares: &'a [Share<'a>], width: f64) -> Vec<Part<'a>> {
    let held: Vec<&Share<'_>> = shares.iter().filter(|share| share.count > 0).collect();
    let least = LEAST.min(width / held.len().max(1) as f64);
    let mut raised = vec![false; held.len()];
    let unit = loop {
        let free: usize =
            held.iter().zip(&raised).filter(|(_, raised)| !**raised).map(|(s, _)| s.count).sum();
        let taken = raised.iter().filter(|raised| **raised).count() as f64 * least;
        let unit = (width - taken) / free.max(1) as f64;
        let small = (0..held.len()).find(|&ix| !raised[ix] && held[ix].count as f64 * unit < least);
        match small {
            Some(ix) => raised[ix] = true,
            None => break unit,
        }
    };
    let mut x = 0.0;
    let widths =
        held.iter().zip(&raised).map(|(s, raised)| if *raised { least } else { s.count as f64 * unit });
    let placed = widths.map(|width| {
        x += width;
        (x - width, width)
    });
    held.iter().zip(placed).map(|(share, (x, width))| Part { share, x, width }).collect()
}

fn row_height(size: Size) -> f64 {
    size.text() + 7.0
}

/// Labels below the bar: each under its part as far as its neighbours let it where all fit in one row,
/// else in rows that are read like text.
fn labels(parts: &[Part<'_>], words: &dyn Words, size: Size) -> Vec<Label> {
    let most = (size.width() - MARK) / SLACK - GAP;
    let mut labels: Vec<Label> = Vec::with_capacity(parts.len());
    let (mut row, mut used) = (0, 0.0);
    for part in parts {
        let status = words.status_label(&part.share.status.id);
        let text = words.count("drawing.share", part.share.count, &[("status", &status)]);
        let text = metrics::shorten(&text, most, size.text(), Weight::Regular);
        let width = MARK + 5.0 + metrics::width(&text, size.text(), Weight::Regular) * SLACK;
        if used > 0.0 && used + GAP + width > size.width() {
            (row, used) = (row + 1, 0.0);
        }
        used += if used > 0.0 { GAP + width } else { width };
        labels.push(Label { text, x: part.x, width, row });
    }
    let single = row == 0;
    for row in labels.chunk_by_mut(|a, b| a.row == b.row) {
        let mut free = 0.0;
        for label in row.iter_mut() {
            label.x = if single { label.x.max(free) } else { free };
            free = label.x + label.width + GAP;
        }
        let mut end = size.width();
        for label in row.iter_mut().rev() {
            label.x = label.x.min(end - label.width);
            end = label.x - GAP;
        }
    }
    labels
}

fn draw_part(svg: &mut Svg, part: &Part<'_>) {
    let status = part.share.status;
    let width = (part.width - 2.0).max(1.0);
    svg.open("g", attrs!["class" = &format!("st-{}", status.id)]);
    let tint: Attributes<'_> = attrs![
        "x" = part.x,
        "y" = 0.0,
        "width" = width,
        "height" = BAR - 4.0,
        "fill" = "currentColor",
        "fill-opacity" = "0.16",
    ];
    svg.leaf("rect", tint);
    svg.leaf(
        "rect",
        attrs!["x" = part.x, "y" = BAR - 4.0, "width" = width, "height" = 4.0, "fill" = "currentColor"],
    );
    svg.close();
    let square = (part.x + (width.min(LEAST - 2.0) - MARK) / 2.0, (BAR - 4.0 - MARK) / 2.0, MARK);
    marks::place(svg, status.shape, Firmness::Held, &format!("st-{}", status.id), square);
}

fn draw_label(svg: &mut Svg, part: &Part<'_>, label: &Label, size: Size) {
    let baseline = BAR + row_height(size) * (label.row + 1) as f64;
    let status = part.share.status;
    let square = (label.x, baseline - MARK + 2.5, MARK);
    marks::place(svg, status.shape, Firmness::Held, &format!("st-{}", status.id), square);
    svg.text("text", attrs!["class" = "dr-ink", "x" = label.x + MARK + 5.0, "y" = baseline], &label.text);
}
