//! `/search/`: a page, and below it what a browser searches, made by [Pagefind](https://pagefind.app/) of the records.
//!
//! Each language has its own, since words are searched by their stems. A claim is one entry and each of its key updates
//! another; the page works without script as a way to the lists.

mod entries;
mod index;
mod page;

use crate::output::basis::joined;
use crate::output::{Artifact, Basis, Desk, LastMod, Member, Output, OutputId, RenderFault, Site};

/// The id of this output.
const ID: OutputId = "search";

/// The page, and what it searches.
pub(super) struct Search;

impl Output for Search {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            // The page leads to what is searched: it is another one when that is.
            let basis = || Basis::of(|site| joined([site.prints.counts(), site.prints.all()]));
            let page = Artifact::drawn(ID, lang, language.routes.search(), basis(), page::draw);
            artifacts.push(page.in_sitemap(LastMod::Unknown));
            if !site.tracker.claims.is_empty() {
                let path = language.routes.search_index(index::ENTRY);
                artifacts.push(Artifact::bundle(ID, lang, path, basis(), gather));
            }
        }
        artifacts
    }
}

fn gather(desk: &Desk<'_>) -> Result<Vec<Member>, RenderFault> {
    index::of(&desk.lang.code, entries::all(desk)).map_err(RenderFault::Failed)
}

#[cfg(test)]
mod tests;
