//! The drawings of a page: a claim's timeline in two widths with its facts, and the strip of the whole.

use crate::drawing::strip::{self, Share};
use crate::drawing::{Dress, Size, timeline as drawn};
use crate::output::Desk;
use crate::theme::view;
use crate::tracker::claim::Claim;

view! {
    /// A claim's timeline, drawn for wide and for narrow pages, and as rows for those who cannot see it.
    #[derive(Debug)]
    pub struct TimelineView {
        /// SVG for pages from 768 px.
        pub wide: String,
        /// SVG for telephones.
        pub narrow: String,
        /// The same facts as rows.
        pub facts: Vec<FactView>,
    }
}

view! {
    /// One fact of a timeline.
    #[derive(Debug)]
    pub struct FactView {
        /// When.
        pub date: String,
        /// What sort of fact.
        pub kind: String,
        /// What.
        pub text: String,
    }
}

/// A claim's timeline.
pub fn timeline(desk: &Desk<'_>, claim: &Claim) -> TimelineView {
    let words = desk.words();
    let draw = |size, prefix| drawn::timeline(claim, desk.tracker(), &words, size, Dress::Inline { prefix });
    let facts = drawn::timeline_facts(claim, desk.tracker(), &words);
    TimelineView {
        wide: draw(Size::Wide, "tw-"),
        narrow: draw(Size::Narrow, "tn-"),
        facts: facts
            .into_iter()
            .map(|fact| FactView { date: fact.date, kind: fact.kind, text: fact.text })
            .collect(),
    }
}

view! {
    /// How the whole stands, as one strip in two widths.
    #[derive(Debug)]
    pub struct StripView {
        /// SVG for pages from 768 px.
        pub wide: String,
        /// SVG for telephones.
        pub narrow: String,
    }
}

/// How the whole stands: claims that nobody has read are no share of it.
pub fn strip(desk: &Desk<'_>) -> StripView {
    let config = desk.config();
    let count = |id| desk.tracker().by_status.get(id).map_or(0, Vec::len);
    let read = config.statuses.iter().filter(|status| status.id != config.unassessed.id);
    let shares: Vec<_> = read.map(|status| Share { status, count: count(&status.id) }).collect();
    let draw = |size, prefix| strip::strip(&shares, config, &desk.words(), size, Dress::Inline { prefix });
    StripView { wide: draw(Size::Wide, "sw-"), narrow: draw(Size::Narrow, "sn-") }
}
