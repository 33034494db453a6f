//! What a drawing wears: inline in a page or alone, its widths, and the colours of the second case.

use std::fmt::Write;

use crate::drawing::svg::Svg;
use crate::record::id::StatusId;
use crate::record::site::Config;

/// How wide a drawing is laid out; each is a drawing of its own, not a scaled one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// 960 units, for columns from about 900 px.
    Wide,
    /// 328 units, for telephones.
    Narrow,
}

impl Size {
    /// User units from edge to edge.
    pub fn width(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Narrow => 328.0,
        }
    }

    /// The height of letters.
    pub(crate) fn text(self) -> f64 {
        match self {
            Self::Wide => 13.0,
            Self::Narrow => 12.0,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// Where a drawing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress<'a> {
    /// In a page, whose style sheet holds the colours; ids begin with `prefix`.
    Inline {
        /// Unique on the page.
        prefix: &'a str,
    },
    /// A file of its own, with its style for light and dark.
    Standalone,
}

impl<'a> Dress<'a> {
    /// What ids begin with.
    pub(crate) fn prefix(self) -> &'a str {
        match self {
            Self::Inline { prefix } => prefix,
            Self::Standalone => "t",
        }
    }
}

/// Type for drawings that stand alone.
const FONT: &str = "Helvetica,Arial,'Liberation Sans',sans-serif";

/// The few colours that are no status's. Literal, since not every program that shows SVG knows variables.
struct Palette {
    paper: &'static str,
    ink: &'static str,
    muted: &'static str,
    hair: &'static str,
    accent: &'static str,
}

const LIGHT: Palette =
    Palette { paper: "#fffdf8", ink: "#1a1a1a", muted: "#5c5850", hair: "#cfc9bd", accent: "#8c1d2f" };
const DARK: Palette =
    Palette { paper: "#14130f", ink: "#ece8df", muted: "#a8a294", hair: "#454138", accent: "#f09aa4" };

impl Palette {
    fn rules(&self) -> String {
        let Self { paper, ink, muted, hair, accent } = self;
        format!(
            ".dr-none{{fill:none}}svg{{color:{ink}}}.dr-paper{{fill:{paper}}}.dr-ink{{fill:{ink}}}.dr-muted{{fill:{muted}}}\
             .dr-accent{{fill:{accent}}}.dr-line{{stroke:{ink}}}.dr-hair{{stroke:{hair}}}\
             .dr-quiet{{stroke:{muted}}}.dr-due{{stroke:{accent}}}.dr-halo{{stroke:{paper}}}"
        )
    }
}

/// Writes the style of a drawing that stands alone: its roles, and the colours of these statuses.
pub(crate) fn embed<'a>(svg: &mut Svg, config: &Config, statuses: impl IntoIterator<Item = &'a StatusId>) {
    let (mut light, mut dark) = (LIGHT.rules(), DARK.rules());
    let mut ids: Vec<&StatusId> = statuses.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    for status in ids.into_iter().filter_map(|id| config.status(id.as_str())) {
        let _ = write!(light, ".st-{}{{color:{}}}", status.id, status.colour.hex());
        let _ = write!(dark, ".st-{}{{color:{}}}", status.id, status.dark.hex());
    }
    svg.style(&format!("text{{font-family:{FONT}}}{light}@media(prefers-color-scheme:dark){{{dark}}}"));
}
