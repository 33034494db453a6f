//! Files of `content/static/`, copied as they are to the site's root.

use crate::output::{Artifact, Content, Output, OutputId, Site};
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

    fn artifacts(&self, site: &Site) -> Vec<Artifact> {
        let copy = |file: &StaticFile| Artifact {
            path: routes::static_file(&file.path),
            output: ID,
            lang: 0,
            content: Content::Copied(file.clone()),
            anchors: Vec::new(),
            lastmod: None,
        };
        site.tracker.statics.iter().map(copy).collect()
    }
}
