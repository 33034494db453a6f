//! What an output is: a kind of thing the site holds, made of artifacts that can each be drawn alone.
//!
//! An artifact says its [`Basis`] before it is drawn. As long as that is the same, so are its bytes:
//! that is why unchanged work is a look-up, and why its view is made only when it is drawn.

pub mod basis;
mod desk;
pub mod lastmod;
mod made;
mod pieces;
mod sheet;

use std::sync::Arc;

use crate::record::site::Config;
use crate::record::text::{Hash, TextReader};
use crate::routes::{LinkStyle, Routes, SitePath};
use crate::theme::{Strings, Theme};
use crate::tracker::{ClaimIx, Tracker};
pub use basis::{Basis, Prints};
pub use desk::Desk;
pub use lastmod::LastMod;
pub use made::{Made, Part};
pub use pieces::{PieceKey, Pieces};
pub use sheet::{RenderFault, Sheet, Taker};

/// The kinds of output, by the id that settings and `--outputs` use.
pub type OutputId = &'static str;

/// A kind of thing that the site holds. One file in `outputs/`, one line in its slice.
pub trait Output: Sync {
    /// The id under `[outputs.ID]`.
    fn id(&self) -> OutputId;

    /// Adds what it makes of one claim alone, in every language, at addresses below `claims/ID/`.
    ///
    /// It is asked again only where the claim, the settings or the ids of the site have changed: what it makes
    /// may be *drawn* from anything, but which artifacts there are follows from these.
    fn of_claim(&self, _site: &Site, _claim: ClaimIx, _made: &mut Vec<Artifact>) {}

    /// Everything else of this kind, in any order.
    fn of_site(&self, _site: &Site) -> Vec<Artifact> {
        Vec::new()
    }
}

/// A kind of thing that is made of what the outputs have made: a list of addresses, an old address.
///
/// Planning asks indexes after all outputs, each with the artifacts of outputs alone, so that their
/// order is of no matter.
pub trait Index: Sync {
    /// The id under `[outputs.ID]`.
    fn id(&self) -> OutputId;

    /// Every artifact of this kind, in any order; `made` are those of every output.
    fn artifacts(&self, site: &Site, made: Made<'_>) -> Vec<Artifact>;
}

/// Everything that views read.
pub struct Site {
    /// The resolved records.
    pub tracker: Arc<Tracker>,
    /// Their prints, of which fingerprints are made.
    pub prints: Prints,
    /// Templates, strings and assets.
    pub theme: Arc<Theme>,
    /// The door to the texts.
    pub texts: Arc<dyn TextReader>,
    /// Languages with their routes, the first at the root.
    pub languages: Vec<Language>,
    /// How links between pages are written.
    pub links: LinkStyle,
    /// Ids of the outputs that this build makes.
    pub enabled: Vec<OutputId>,
    /// What was drawn and stands in more than one artifact.
    pub pieces: Pieces,
}

/// A language of the site: its code, its addresses and its words.
pub struct Language {
    /// BCP 47.
    pub code: Box<str>,
    /// Its addresses.
    pub routes: Routes,
    /// Its words.
    pub strings: Arc<Strings>,
}

impl Site {
    /// `site.toml`.
    pub fn config(&self) -> &Config {
        &self.tracker.config
    }

    /// Whether this build makes the output.
    pub fn makes(&self, id: OutputId) -> bool {
        self.enabled.contains(&id)
    }

    /// The absolute address of a place on the site, for what only a site with an address holds.
    pub fn absolute(&self, path: &SitePath) -> String {
        format!("{}{}", self.config().base_url, path.as_str())
    }

    /// The absolute address of a place on the site; `None` where the site does not say where it is published.
    pub fn address(&self, path: &SitePath) -> Option<String> {
        self.config().has_address().then(|| self.absolute(path))
    }
}

/// One file of the site: its address, and how it is made.
#[derive(Clone)]
pub struct Artifact {
    /// Where it is published.
    pub path: SitePath,
    /// The kind that it belongs to.
    pub output: OutputId,
    /// Its language, a place in [`Site::languages`].
    pub lang: usize,
    /// How it is made.
    pub content: Content,
    /// What it is made of.
    pub basis: Basis,
    /// Ids of elements that links may point to; `None` where none are meant to be linked.
    pub anchors: Option<Anchors>,
    /// The latest date in its records, for the sitemap: `None` keeps it out of there.
    pub lastmod: Option<LastMod>,
}

/// How an artifact is made.
#[derive(Clone)]
pub enum Content {
    /// Drawn from a view.
    Drawn(Draw),
    /// Drawn part by part: it grows with the whole tracker, so that it is not held in memory as a whole.
    Long(Draw),
    /// A copy of a file of `content/static/`.
    Copied(crate::record::page::StaticFile),
    /// Bytes of the theme.
    Bytes(Arc<[u8]>),
    /// Several files in one folder, whose names are known once they are made. The artifact's address is that of one of
    /// them, through which the others are found; see [`unpack`].
    Bundle(Gather),
}

/// Makes the files of a bundle.
pub type Gather = Arc<dyn Fn(&Desk<'_>) -> Result<Vec<Member>, RenderFault> + Send + Sync>;

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name below the bundle's folder, with `/`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Lists the ids of an artifact's elements, where a link asks for them.
pub type Anchors = Arc<dyn Fn(&Tracker) -> Vec<Box<str>> + Send + Sync>;

/// Draws one artifact on a sheet. Shared, so that an old address can hold the same file.
pub type Draw = Arc<dyn Fn(&Desk<'_>, &mut Sheet<'_>) + Send + Sync>;

impl Artifact {
    /// A drawn artifact without anchors, kept out of the sitemap.
    pub fn drawn(
        output: OutputId,
        lang: usize,
        path: SitePath,
        basis: Basis,
        draw: impl Fn(&Desk<'_>, &mut Sheet<'_>) + Send + Sync + 'static,
    ) -> Self {
        Self::made(output, lang, path, basis, Content::Drawn(Arc::new(draw)))
    }

    /// An artifact that may be longer than memory should hold: its drawing calls [`Sheet::hand_on`] as it goes.
    pub fn long(
        output: OutputId,
        path: SitePath,
        basis: Basis,
        draw: impl Fn(&Desk<'_>, &mut Sheet<'_>) + Send + Sync + 'static,
    ) -> Self {
        Self::made(output, 0, path, basis, Content::Long(Arc::new(draw)))
    }

    /// An artifact without anchors, kept out of the sitemap.
    pub fn made(output: OutputId, lang: usize, path: SitePath, basis: Basis, content: Content) -> Self {
        Self { path, output, lang, content, basis, anchors: None, lastmod: None }
    }

    /// Files that are known once they are made; `path` is the one that leads to the others.
    pub fn bundle(
        output: OutputId,
        lang: usize,
        path: SitePath,
        basis: Basis,
        gather: impl Fn(&Desk<'_>) -> Result<Vec<Member>, RenderFault> + Send + Sync + 'static,
    ) -> Self {
        Self::made(output, lang, path, basis, Content::Bundle(Arc::new(gather)))
    }

    /// The folder of a bundle, with `/` at its end: whatever is below it is the bundle's. `None` of anything else.
    pub fn folder(&self) -> Option<&str> {
        let path = self.path.as_str();
        matches!(self.content, Content::Bundle(_))
            .then(|| &path[..path.rfind('/').map_or(0, |slash| slash + 1)])
    }

    /// Whether an address is one that a file of this bundle may have.
    pub fn may_hold(&self, path: &SitePath) -> bool {
        let below = self.folder().and_then(|folder| path.as_str().strip_prefix(folder));
        below.is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
    }

    /// With ids that links may point to.
    #[must_use]
    pub fn anchors(mut self, anchors: impl Fn(&Tracker) -> Vec<Box<str>> + Send + Sync + 'static) -> Self {
        self.anchors = Some(Arc::new(anchors));
        self
    }

    /// Listed in the sitemap, with the date its records give.
    #[must_use]
    pub fn in_sitemap(mut self, lastmod: LastMod) -> Self {
        self.lastmod = Some(lastmod);
        self
    }
}

/// The fingerprint of an artifact: of everything that its bytes depend on.
///
/// `ground` stands for what every artifact shares: theme, strings, settings and the renderer itself.
pub fn fingerprint(site: &Site, artifact: &Artifact, ground: Hash) -> Hash {
    let mut parts = Vec::with_capacity(128);
    parts.extend_from_slice(&ground.0);
    parts.extend_from_slice(&artifact.basis.print(site).0);
    parts.extend_from_slice(site.languages[artifact.lang].code.as_bytes());
    parts.push(0);
    parts.extend_from_slice(artifact.path.as_str().as_bytes());
    Hash::of(&parts)
}

/// The bytes of a drawn artifact, appended to `out`; copies and theme files are for the publisher.
///
/// # Errors
/// A template fault, or a text that changed since it was loaded.
pub fn draw(site: &Site, artifact: &Artifact, out: &mut Vec<u8>) -> Result<(), RenderFault> {
    draw_on(site, artifact, Sheet { bytes: out, fault: None, taker: None })
}

/// The same part by part: `taker` gets what is written whenever that has grown long, and at the end the rest.
///
/// # Errors
/// The same; what was taken until then is worth nothing.
pub fn draw_in_parts(
    site: &Site,
    artifact: &Artifact,
    paper: &mut Vec<u8>,
    taker: &mut Taker<'_>,
) -> Result<(), RenderFault> {
    draw_on(site, artifact, Sheet { bytes: paper, fault: None, taker: Some(&mut *taker) })?;
    taker(paper);
    Ok(())
}

fn draw_on(site: &Site, artifact: &Artifact, mut sheet: Sheet<'_>) -> Result<(), RenderFault> {
    let (Content::Drawn(draw) | Content::Long(draw)) = &artifact.content else { return Ok(()) };
    let desk = Desk::new(site, artifact);
    draw(&desk, &mut sheet);
    let fault = sheet.fault;
    match (desk.changed(), fault) {
        (Some(changed), _) => Err(RenderFault::Changed(changed)),
        (None, Some(fault)) => Err(fault),
        (None, None) => Ok(()),
    }
}

/// The files of a bundle, each an artifact of bytes, in the order in which they are published.
///
/// # Errors
/// A text that changed since it was loaded, or whatever keeps the bundle from being made.
pub fn unpack(site: &Site, bundle: &Artifact) -> Result<Vec<Artifact>, RenderFault> {
    let (Content::Bundle(gather), Some(folder)) = (&bundle.content, bundle.folder()) else {
        return Ok(Vec::new());
    };
    let desk = Desk::new(site, bundle);
    let members = gather(&desk);
    if let Some(changed) = desk.changed() {
        return Err(RenderFault::Changed(changed));
    }
    let file = |member: Member| {
        let path = SitePath::new(&format!("{folder}{}", member.name));
        let content = Content::Bytes(member.bytes.into());
        Artifact::made(bundle.output, bundle.lang, path, bundle.basis.clone(), content)
    };
    Ok(members?.into_iter().map(file).collect())
}
