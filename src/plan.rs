//! Tracker → plan: every artifact of the site; collisions and dead links are findings.
//!
//! A plan is made of a part for each claim and one for everything else. A plan that is made after another one takes
//! over the parts of claims that did not change: it is the same as one that is made from nothing.

mod addresses;
mod links;

use std::sync::Arc;

use chrono::Datelike;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FilePath};
use crate::output::{self, Artifact, Made, Part, Site, basis};
use crate::outputs;
use crate::record::Lost;
use crate::record::text::Hash;
use crate::routes::{LinkStyle, SitePath};
use crate::tracker::ClaimIx;
use crate::turns::TURN;
use links::Dead;

/// Every file that the site will hold.
pub struct Plan {
    /// What the artifacts read.
    pub site: Site,
    /// Of each claim; of none, where some of their artifacts are in the way of others.
    claims: Vec<Arc<Part>>,
    others: Part,
    ground: Hash,
    dead: Dead,
}

impl Plan {
    /// The artifact at an address.
    pub fn at(&self, path: &SitePath) -> Option<&Artifact> {
        self.others.at(path).or_else(|| self.claims.get(self.claim_of(path)?)?.at(path))
    }

    /// Every artifact, in the order of addresses.
    pub fn artifacts(&self) -> Vec<&Artifact> {
        let mut artifacts: Vec<_> = self.made().parts().flat_map(Part::artifacts).collect();
        artifacts.par_sort_by(|a, b| a.path.cmp(&b.path));
        artifacts
    }

    /// Every bundle, in the order of addresses.
    pub fn bundles(&self) -> impl Iterator<Item = &Artifact> {
        // Those that belong to a claim would be as many as claims.
        self.others.artifacts().iter().filter(|artifact| artifact.folder().is_some())
    }

    /// The bundle that an address would belong to, where it has a file there.
    pub fn bundle_at(&self, path: &SitePath) -> Option<&Artifact> {
        self.bundles().find(|bundle| bundle.may_hold(path))
    }

    /// The fingerprint of an artifact: of everything that its bytes depend on.
    pub fn fingerprint(&self, artifact: &Artifact) -> Hash {
        output::fingerprint(&self.site, artifact, self.ground)
    }

    /// How many artifacts are pages that people read.
    pub fn pages(&self) -> usize {
        self.made().parts().map(Part::pages).sum()
    }

    /// The file that an artifact is most visibly made from.
    pub fn origin(&self, artifact: &Artifact) -> Option<FilePath> {
        addresses::origin(artifact, &self.site.tracker).map(|place| place.file)
    }

    fn made(&self) -> Made<'_> {
        Made { claims: &self.claims, others: &self.others }
    }

    /// The claim below whose address an address lies, in any language.
    fn claim_of(&self, path: &SitePath) -> Option<ClaimIx> {
        self.site.languages.iter().find_map(|language| {
            let home = language.routes.home();
            let below = path.as_str().strip_prefix(home.as_str())?.strip_prefix("claims/")?;
            below.split_once('/').and_then(|(id, _)| self.site.tracker.claim_ix(id))
        })
    }

    /// Whether a claim that is the same there has the same artifacts on another site.
    fn serves(&self, site: &Site) -> bool {
        let (old, new) = (&self.site, site);
        let codes = |site: &Site| site.languages.iter().map(|lang| lang.code.clone()).collect::<Vec<_>>();
        Arc::ptr_eq(&old.tracker.names, &new.tracker.names)
            && Arc::ptr_eq(&old.tracker.config, &new.tracker.config)
            && old.enabled == new.enabled
            && codes(old) == codes(new)
            && self.claims.len() == new.tracker.claims.len()
    }
}

/// Plans a site: every output that it makes.
///
/// Links into records that could not be read (`lost`) are not reported again. An earlier plan only saves time.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn plan(site: Site, lost: &Lost, before: Option<&Plan>) -> (Plan, Vec<Diagnostic>) {
    let before = before.filter(|plan| plan.serves(&site));
    let part = |ix: ClaimIx| match before {
        Some(plan) if Arc::ptr_eq(&plan.site.tracker.claims[ix], &site.tracker.claims[ix]) => {
            Arc::clone(&plan.claims[ix])
        }
        _ => Arc::new(of_claim(&site, ix)),
    };
    let all = 0..site.tracker.claims.len();
    // Where little is to be done, it is done before other threads have woken up.
    let claims: Vec<_> = if before.is_some() {
        all.map(part).collect()
    } else {
        all.into_par_iter().with_max_len(TURN).map(part).collect()
    };
    let made = outputs::ALL.par_iter().filter(|output| site.makes(output.id()));
    let others = Part::new(made.flat_map(|output| output.of_site(&site)).collect());
    let indexes = outputs::INDEXES.iter().filter(|index| site.makes(index.id()));
    let made = Made { claims: &claims, others: &others };
    let more: Vec<Artifact> = indexes.flat_map(|index| index.artifacts(&site, made)).collect();
    let mut others = others.into_artifacts();
    others.extend(more);
    put_together(site, claims, others, lost, before)
}

/// Puts artifacts in order, and follows the links that authors wrote.
///
/// Of two artifacts that cannot both be published the later one (by address, then as given) is left
/// out and reported.
pub fn assemble(site: Site, artifacts: Vec<Artifact>, lost: &Lost) -> (Plan, Vec<Diagnostic>) {
    put_together(site, Vec::new(), artifacts, lost, None)
}

fn of_claim(site: &Site, claim: ClaimIx) -> Part {
    let mut artifacts = Vec::new();
    for output in outputs::ALL.iter().filter(|output| site.makes(output.id())) {
        output.of_claim(site, claim, &mut artifacts);
    }
    Part::new(artifacts)
}

fn put_together(
    site: Site,
    claims: Vec<Arc<Part>>,
    others: Vec<Artifact>,
    lost: &Lost,
    before: Option<&Plan>,
) -> (Plan, Vec<Diagnostic>) {
    let (claims, others, mut findings) = addresses::settle(&site, claims, Part::new(others), before);
    let ground = ground(&site);
    let mut plan = Plan { site, claims, others, ground, dead: Dead::default() };
    plan.dead = links::dead(&plan, lost, before);
    findings.extend(plan.dead.findings());
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
