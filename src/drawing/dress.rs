//! What a drawing wears: inline in a page or alone, its widths, and the colours of the second case.

use std::fmt::Write;

use crate::drawing::svg::Svg;
use crate::record::id::StatusId;
use crate::record::site::{Colour, Config};

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
pub(crate) struct Palette {
    pub(crate) paper: Colour,
    pub(crate) ink: Colour,
    pub(crate) muted: Colour,
    pub(crate) hair: Colour,
    accent: Colour,
}

/// On light paper.
pub(crate) const LIGHT: Palette = Palette {
    paper: Colour([0xff, 0xfd, 0xf8]),
    ink: Colour([0x1a, 0x1a, 0x1a]),
    muted: Colour([0x5c, 0x58, 0x50]),
    hair: Colour([0xcf, 0xc9, 0xbd]),
    accent: Colour([0x8c, 0x1d, 0x2f]),
};
const DARK: Palette = Palette {
    paper: Colour([0x14, 0x13, 0x0f]),
    ink: Colour([0xec, 0xe8, 0xdf]),
    muted: Colour([0xa8, 0xa2, 0x94]),
    hair: Colour([0x45, 0x41, 0x38]),
    accent: Colour([0xf0, 0x9a, 0xa4]),
};

impl Palette {
    fn rules(&self) -> String {
        let [paper, ink, muted, hair, accent] =
            [self.paper, self.ink, self.muted, self.hair, self.accent].map(Colour::hex);
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
