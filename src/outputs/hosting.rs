//! Files that tell a host of static files what its pages cannot: `_redirects` and `_headers`.
//!
//! They are read by Netlify and by Cloudflare, in forms that differ in a sign and in their limits, so the site says
//! which one it is for (`[outputs.hosting] host`); without that there are none. Both are aids: each old address
//! has its redirect page anyway, and each page its own policy.

mod headers;
mod redirects;

use std::fmt::Write;
use std::sync::Arc;

use super::{aliases, embed};
use crate::output::{Artifact, Basis, Index, Made, OutputId, Site};
use crate::record::text::Hash;
use crate::routes::{self, SitePath};

/// `_redirects` and `_headers`.
pub(super) struct Hosting;

impl Index for Hosting {
    fn id(&self) -> OutputId {
        "hosting"
    }

    fn artifacts(&self, site: &Site, made: Made<'_>) -> Vec<Artifact> {
        let Some(settings) = site.config().outputs.get(self.id()).map(|settings| settings.hosting) else {
            return Vec::new();
        };
        let Some(host) = settings.host else { return Vec::new() };
        // An editor's own file says more than ours.
        let is_free = |path: &SitePath| made.others.at(path).is_none();
        let mut artifacts = Vec::new();
        let path = routes::redirects();
        if settings.redirects && is_free(&path) {
            let mut moved = aliases::moved(site, made);
            // A card that stands in a frame is at its old address too.
            moved.retain(|(artifact, _)| artifact.output != embed::ID);
            artifacts.extend(redirects::text(site, &moved, host).map(|text| file(self.id(), path, text)));
        }
        let path = routes::headers();
        if settings.headers && is_free(&path) {
            artifacts.push(file(self.id(), path, headers::text(site, host)));
        }
        artifacts
    }
}

fn file(id: OutputId, path: SitePath, text: String) -> Artifact {
    let basis = Basis::Print(Hash::of(text.as_bytes()));
    let text: Arc<str> = text.into();
    Artifact::drawn(id, 0, path, basis, move |_, sheet| sheet.text(&text))
}

/// The path of the site's address, as a rule names it: what has a meaning in rules, or no place in an address, is
/// encoded.
fn base(site: &Site) -> String {
    let path = routes::base_path(&site.config().base_url);
    path.bytes().fold(String::new(), |mut base, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte) {
            base.push(char::from(byte));
        } else {
            let _ = write!(base, "%{byte:02X}");
        }
        base
    })
}
