//! What desk rules find: in a whole site at once, or in the records of some files. How they look is here, what they
//! look for is not.

use rayon::prelude::*;

use super::settings::Settings;
use super::{Looks, RULES, found};
use crate::check::{Read, Scene, Stage};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::record::page::PageRecord;
use crate::record::text::{TextChanged, TextReader};
use crate::tracker::claim::Claim;
use crate::tracker::index::Source;

/// Looks at everything with every desk rule: all that is found, by place. Settings are not applied yet.
///
/// # Errors
/// A file is no longer as it was loaded.
#[inline(never)]
pub fn desk(scene: &Scene<'_>, texts: &dyn TextReader) -> Result<Vec<Diagnostic>, TextChanged> {
    Looker::of_desk(*scene, texts).all()
}

/// What desk rules find in the claims, pages and sources that stand in these files, with the settings of the site
/// applied, by place. What they see in the site as a whole alone is not among it: [`super::Survey::of_site`].
///
/// # Errors
/// A file is no longer as it was loaded.
pub fn desk_of(
    scene: &Scene<'_>,
    texts: &dyn TextReader,
    is_meant: impl Fn(&FilePath) -> bool,
) -> Result<Vec<Diagnostic>, TextChanged> {
    let looker = Looker::of_desk(*scene, texts);
    let claims: Vec<_> = scene.claims.iter().filter(|claim| is_meant(&claim.record.file)).collect();
    let sources: Vec<_> = scene.sources.iter().filter(|source| is_meant(&source.record.file)).collect();
    let pages: Vec<_> = scene.pages.iter().filter(|page| is_meant(&page.file)).collect();
    let mut all = Vec::new();
    for claim in &claims {
        all.extend(looker.claim(claim)?);
    }
    for source in &sources {
        all.extend(looker.source(source));
    }
    for page in &pages {
        all.extend(looker.page(page)?);
    }
    let (claims, sources) = (claims.iter().map(|one| &*one.record), sources.iter().map(|one| &*one.record));
    let settings = Settings::of_some(scene.records, claims, sources, pages.iter().map(|page| &***page));
    let mut all = settings.apply(all, &[]);
    all.sort();
    Ok(all)
}

/// Rules that look at one thing after another.
pub(super) struct Looker<'a> {
    looks: Looks,
    scene: Scene<'a>,
    texts: &'a dyn TextReader,
}

impl<'a> Looker<'a> {
    pub(super) fn new(looks: Looks, scene: Scene<'a>, texts: &'a dyn TextReader) -> Self {
        Self { looks, scene, texts }
    }

    /// Every desk rule.
    pub(super) fn of_desk(scene: Scene<'a>, texts: &'a dyn TextReader) -> Self {
        let rules = RULES.iter().copied().filter(|rule| rule.stage == Stage::Desk);
        Self::new(Looks::of(rules), scene, texts)
    }

    /// Looks at everything: all that is found, by place.
    pub(super) fn all(&self) -> Result<Vec<Diagnostic>, TextChanged> {
        let claims = self.scene.claims.par_iter().map(|claim| self.claim(claim));
        let claims: Vec<_> = claims.collect::<Result<_, _>>()?;
        let sources: Vec<_> = self.scene.sources.par_iter().map(|source| self.source(source)).collect();
        let pages = self.scene.pages.par_iter().map(|page| self.page(page));
        let pages: Vec<_> = pages.collect::<Result<_, _>>()?;
        let each = claims.into_iter().chain(sources).chain(pages).flatten();
        let mut all: Vec<Diagnostic> = each.chain(self.site()).collect();
        all.par_sort();
        Ok(all)
    }

    pub(super) fn claim(&self, claim: &Claim) -> Result<Vec<Diagnostic>, TextChanged> {
        let mut all = found(&self.looks.claims, |look, to| look(&self.scene, claim, to));
        if !self.looks.texts.is_empty() {
            all.extend(self.told(&Read::claim(claim, self.texts)?)?);
        }
        Ok(all)
    }

    pub(super) fn page(&self, page: &PageRecord) -> Result<Vec<Diagnostic>, TextChanged> {
        if self.looks.texts.is_empty() {
            return Ok(Vec::new());
        }
        self.told(&Read::page(page, self.texts)?)
    }

    pub(super) fn source(&self, source: &Source) -> Vec<Diagnostic> {
        found(&self.looks.sources, |look, to| look(&self.scene, source, to))
    }

    /// What is seen in the site as a whole.
    pub(super) fn site(&self) -> Vec<Diagnostic> {
        found(&self.looks.site, |look, to| look(&self.scene, to))
    }

    fn told(&self, read: &Read<'_>) -> Result<Vec<Diagnostic>, TextChanged> {
        let told = read.told()?;
        Ok(found(&self.looks.texts, |look, to| look(&self.scene, &told, to)))
    }
}
