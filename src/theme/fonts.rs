//! The fonts that cards are set in: those of the program, with those of a site's theme in their place or behind them.
//!
//! No font of the machine is ever used, so that a card is the same everywhere. What is set, and how, is not decided here.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use harfrust::Font;

use super::embedded;
use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::record::text::Hash;

/// The folder of a theme in which they lie.
pub(super) const FOLDER: &str = "cards/";

/// What a line is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Titles.
    Headline,
    /// Words of the card's own.
    Text,
    /// What stands out among those.
    Bold,
}

impl Face {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Headline, Self::Text, Self::Bold];

    /// What the names of its files begin with.
    fn stem(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Text => "text",
            Self::Bold => "bold",
        }
    }
}

/// A font that can be read.
#[derive(Clone)]
pub struct CardFont {
    /// Tells it from every other one.
    pub print: Hash,
    /// As it is read.
    pub font: Font,
    /// It came with the site's theme: how far it reaches above and below a line is not known.
    pub is_own: bool,
}

/// Every font of a theme, and in which order each face asks them for a character.
pub struct Fonts {
    /// By name.
    all: Vec<CardFont>,
    /// Places in `all`, by face.
    orders: [Vec<usize>; 3],
}

impl Fonts {
    /// Those of the program.
    pub fn of_program() -> &'static Self {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(|| Self::of(of_program()))
    }

    /// Every font; those of a face are places among them.
    pub fn all(&self) -> &[CardFont] {
        &self.all
    }

    /// Places of fonts in the order in which this face asks them.
    pub fn order(&self, face: Face) -> &[usize] {
        &self.orders[face as usize]
    }

    fn of(named: BTreeMap<&str, CardFont>) -> Self {
        let files: Vec<&str> = named.keys().copied().collect();
        let order = |face| {
            let mut places: Vec<usize> = (0..files.len()).collect();
            // Stable: of one rank, names decide.
            places.sort_by_key(|&place| rank(files[place], face));
            places
        };
        Self { orders: Face::ALL.map(order), all: named.into_values().collect() }
    }
}

/// How early a face asks a font of this name: its own first, then what is for every face, then what is for others.
fn rank(name: &str, face: Face) -> usize {
    let name = stem(name);
    let is_for = |face: Face| name == face.stem() || name.starts_with(&format!("{}-", face.stem()));
    if name == face.stem() {
        0
    } else if is_for(face) {
        1
    } else if Face::ALL.into_iter().any(is_for) {
        3
    } else {
        2
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The fonts of a theme: a site's own are read with the theme, those of the program when the first card is set.
#[derive(Default)]
pub(super) struct Shelf {
    own: Vec<(Box<str>, CardFont)>,
    fonts: OnceLock<Fonts>,
}

impl Shelf {
    /// Adds a file of a site's theme.
    pub(super) fn add(
        &mut self,
        file: &FilePath,
        name: &str,
        bytes: Vec<u8>,
        findings: &mut Vec<Diagnostic>,
    ) {
        // Licences stand beside fonts.
        if [".txt", ".md"].iter().any(|ending| name.ends_with(ending)) {
            return;
        }
        let print = Hash::of(&bytes);
        match Font::new(bytes, 0).filter(is_drawn) {
            Some(font) => self.own.push((name.into(), CardFont { print, font, is_own: true })),
            None => findings.push(
                Diagnostic::error("theme-font", Place::whole(file), format!("font `{name}` cannot be read"))
                    .help("put a TrueType or OpenType font there (.ttf, .otf): web fonts (WOFF) are for browsers"),
            ),
        }
    }

    /// Every font.
    pub(super) fn fonts(&self) -> &Fonts {
        if self.own.is_empty() {
            return Fonts::of_program();
        }
        self.fonts.get_or_init(|| {
            let mut named = of_program();
            for (name, own) in &self.own {
                named.retain(|known, _| stem(known) != stem(name));
                named.insert(name, own.clone());
            }
            Fonts::of(named)
        })
    }

    /// Of the site's own: the same where the same are there under the same names.
    pub(super) fn print(&self) -> Hash {
        if self.own.is_empty() {
            return Hash([0; 16]);
        }
        let parts = self.own.iter().flat_map(|(name, font)| [Hash::of(name.as_bytes()).0, font.print.0]);
        Hash::of(&parts.flatten().collect::<Vec<u8>>())
    }
}

/// The fonts of the program, by name.
fn of_program() -> BTreeMap<&'static str, CardFont> {
    let files = embedded::FILES.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER)?, *bytes)));
    let fonts = files.filter_map(|(name, bytes)| {
        // They are part of the program, whose identity stands in every fingerprint: a name is enough to tell them.
        let print = Hash::of(name.as_bytes());
        let font = Font::new(bytes, 0)?;
        Some((name, CardFont { print, font, is_own: false }))
    });
    fonts.collect()
}

/// Whether a font has characters and forms of them.
fn is_drawn(font: &Font) -> bool {
    font.charmap().has_unicode() && !font.outline_glyphs().is_empty() && font.units_per_em() > 0
}
