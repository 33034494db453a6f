//! Files of `content/static/`, copied as they are to the site's root.

use crate::output::{Artifact, Basis, Content, Output, OutputId, Site};
use crate::record::page::StaticFile;
use crate::routes;

/// The id of this output.
pub(super) const ID: OutputId = "static";

/// Files of the site's own.
pub(super) struct Statics;

impl Output for Statics {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let copy = |file: &StaticFile| {
            let basis = Basis::Print(file.hash);
            Artifact::made(ID, 0, routes::static_file(&file.path), basis, Content::Copied(file.clone()))
        };
        site.tracker.statics.iter().map(copy).collect()
    }
}
