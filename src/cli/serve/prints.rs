//! Fingerprints of what many pages load: stylesheets, and the other files beside pages.
//!
//! They are of the files' own bytes. The fingerprint of an artifact would say too much: it changes with the settings.

use std::collections::BTreeMap;

use onrecord::record::page::StaticFile;
use onrecord::record::text::Hash;
use onrecord::routes;
use onrecord::session::{Body, Drawn, Stand};

use super::content_type::content_type;

/// What many pages load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// Of every stylesheet.
    pub(super) sheet: String,
    /// Of every other file of the theme and of `content/static/`.
    pub(super) files: String,
    /// What `files` was before.
    pub(super) since: String,
    /// The addresses of files that are other than they were then.
    pub(super) changed: Vec<String>,
    each: BTreeMap<String, Hash>,
}

impl Shared {
    /// Of a site that is shown after one with these.
    pub(super) fn of(stand: &Stand, before: &Self) -> Self {
        let (sheets, each): (BTreeMap<_, _>, BTreeMap<_, _>) =
            all(stand).into_iter().partition(|(path, _)| content_type(path).starts_with("text/css"));
        let files = print(&each);
        if files == before.files {
            return Self { sheet: print(&sheets), ..before.clone() };
        }
        let other = |(path, hash): &(&String, &Hash)| before.each.get(*path) != Some(*hash);
        let new = each.iter().filter(other).map(|(path, _)| path);
        let gone = before.each.keys().filter(|path| !each.contains_key(*path));
        let changed = new.chain(gone).cloned().collect();
        Self { sheet: print(&sheets), files, since: before.files.clone(), changed, each }
    }
}

/// Every file that stands beside pages, by its address.
fn all(stand: &Stand) -> BTreeMap<String, Hash> {
    let asset = |(name, _): &(Box<str>, _)| {
        let path = routes::asset(name);
        // What stands there may be more than the theme's file: the stylesheet has the colours of the statuses.
        let Some(Ok(Drawn { body: Body::Bytes(bytes), .. })) = stand.draw(&path) else { return None };
        Some((path.as_str().to_owned(), Hash::of(&bytes)))
    };
    let assets = stand.plan().site.theme.assets().iter().filter_map(asset);
    let statics: &[StaticFile] = &stand.plan().site.tracker.statics;
    assets.chain(statics.iter().map(|file| (file.path.to_string(), file.hash))).collect()
}

fn print(files: &BTreeMap<String, Hash>) -> String {
    let mut all = Vec::new();
    for (path, hash) in files {
        all.extend_from_slice(path.as_bytes());
        all.push(0);
        all.extend_from_slice(&hash.0);
    }
    short(Hash::of(&all))
}

/// Half of a hash: enough to tell one state from the one before it.
pub(super) fn short(hash: Hash) -> String {
    let mut hex = hash.hex();
    hex.truncate(16);
    hex
}
