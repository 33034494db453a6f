//! The forms in which the same thing is offered, each at an address of its own. Addresses are made in [`super`].

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedForm {
    /// Atom, `feed.xml`
    Atom,
    /// JSON Feed, `feed.json`
    Json,
}

impl FeedForm {
    /// Both, Atom first.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// What addresses end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "xml",
            Self::Json => "json",
        }
    }
}

/// The forms in which programs that keep literature read a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiteForm {
    /// BibTeX.
    BibTex,
    /// The format of Research Information Systems.
    Ris,
    /// CSL-JSON, of the Citation Style Language.
    Csl,
}

impl CiteForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::BibTex, Self::Ris, Self::Csl];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::BibTex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::BibTex => "bib",
            Self::Ris => "ris",
            Self::Csl => "json",
        }
    }
}
