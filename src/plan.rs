//! Tracker → plan: every artifact of the site with its fingerprint; collisions and dead links are findings.

mod addresses;
mod links;

use chrono::Datelike;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FilePath};
use crate::output::{self, Artifact, Site, basis};
use crate::outputs;
use crate::record::Lost;
use crate::record::text::Hash;
use crate::routes::{LinkStyle, SitePath};

/// Every file that the site will hold.
pub struct Plan {
    /// What the artifacts read.
    pub site: Site,
    /// The artifacts by address, each with the fingerprint of exactly what it shows.
    pub artifacts: Vec<(Artifact, Hash)>,
}

impl Plan {
    /// The artifact at an address.
    pub fn at(&self, path: &SitePath) -> Option<&Artifact> {
        self.entry(path).map(|(artifact, _)| artifact)
    }

    /// The artifact at an address, with its fingerprint.
    pub fn entry(&self, path: &SitePath) -> Option<(&Artifact, Hash)> {
        let place = self.artifacts.binary_search_by(|(artifact, _)| artifact.path.cmp(path)).ok()?;
        let (artifact, print) = &self.artifacts[place];
        Some((artifact, *print))
    }

    /// The file that an artifact is most visibly made from.
    pub fn origin(&self, artifact: &Artifact) -> Option<FilePath> {
        addresses::origin(artifact, &self.site.tracker).map(|place| place.file)
    }

    /// How many artifacts are pages that people read.
    pub fn pages(&self) -> usize {
        self.artifacts.iter().filter(|(artifact, _)| artifact.path.is_page()).count()
    }
}

/// Plans a site: every output that it makes.
///
/// Links into records that could not be read (`lost`) are not reported again.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn plan(site: Site, lost: &Lost) -> (Plan, Vec<Diagnostic>) {
    let made = outputs::ALL.par_iter().filter(|output| site.makes(output.id()));
    let mut artifacts: Vec<Artifact> = made.flat_map(|output| output.artifacts(&site)).collect();
    let indexes = outputs::INDEXES.iter().filter(|index| site.makes(index.id()));
    let more: Vec<Artifact> = indexes.flat_map(|index| index.artifacts(&site, &artifacts)).collect();
    artifacts.extend(more);
    assemble(site, artifacts, lost)
}

/// Puts artifacts in order, fingerprints them, and follows the links that authors wrote.
///
/// Of two artifacts that cannot both be published the later one (by address, then as given) is left
/// out and reported.
pub fn assemble(site: Site, artifacts: Vec<Artifact>, lost: &Lost) -> (Plan, Vec<Diagnostic>) {
    let (artifacts, mut findings) = addresses::settle(artifacts, &site.tracker);
    let ground = ground(&site);
    let fingerprint = |artifact: Artifact| {
        let print = output::fingerprint(&site, &artifact, ground);
        (artifact, print)
    };
    let artifacts = artifacts.into_par_iter().map(fingerprint).collect();
    let plan = Plan { site, artifacts };
    findings.extend(links::dead(&plan, lost));
    (plan, findings)
}

/// What every artifact depends on: theme, words, settings, the program that draws them, the pages that each
/// foot names, and the year: dates of the same year are written without it.
fn ground(site: &Site) -> Hash {
    let mut hasher = blake3::Hasher::new();
    // Each part with its length before it, so that no two lists of parts run together.
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    let config = site.config();
    add(env!("ONRECORD_RENDERER").as_bytes());
    add(&site.theme.hash().0);
    add(&config.hash.0);
    add(config.base_url.as_bytes());
    add(match site.links {
        LinkStyle::Folders => b"folders",
        LinkStyle::Files => b"files",
    });
    add(&site.tracker.as_of.day.year().to_le_bytes());
    add(&basis::foot(&site.tracker).0);
    for language in &site.languages {
        add(language.code.as_bytes());
    }
    for output in &site.enabled {
        add(output.as_bytes());
    }
    for translation in &config.translations {
        add(translation.lang.as_bytes());
        let mut fields: Vec<_> = translation.fields.iter().collect();
        fields.sort_unstable();
        for (key, text) in fields {
            add(key.as_bytes());
            add(text.as_bytes());
        }
    }
    Hash::from(&hasher.finalize())
}
