//! The theme's files: stylesheet, script, icons, fonts, at `/assets/`.

use std::sync::Arc;

use crate::output::{Artifact, Content, Output, OutputId, Site};
use crate::routes;

/// The id of this output.
pub(super) const ID: OutputId = "assets";

/// Files of the theme.
pub(super) struct Assets;

impl Output for Assets {
    fn id(&self) -> OutputId {
        ID
    }

    fn artifacts(&self, site: &Site) -> Vec<Artifact> {
        let asset = |(name, bytes): &(Box<str>, Arc<[u8]>)| Artifact {
            path: routes::asset(name),
            output: ID,
            lang: 0,
            content: Content::Bytes(Arc::clone(bytes)),
            anchors: Vec::new(),
            lastmod: None,
        };
        site.theme.assets().iter().map(asset).collect()
    }
}
