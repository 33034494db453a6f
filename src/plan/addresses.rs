//! No two artifacts on one file, and none where the disk could not hold it.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Place};
use crate::output::{Artifact, Content, Part, Site};
use crate::plan::Plan;
use crate::tracker::{ClaimIx, Tracker};
use crate::turns::TURN;

/// What is left of a site's artifacts where those that stand in each other's way are reported, and the later ones
/// left out. Where anything stands in the way of a claim, the parts of claims are taken apart: everything is in the
/// last one then.
///
/// Names that differ only in their letters' case, or in the form in which Unicode spells them (`é` as one character
/// or as two), are one name on many disks, and a file cannot stand where a folder does.
pub(super) fn settle(
    site: &Site,
    claims: Vec<Arc<Part>>,
    others: Part,
    before: Option<&Plan>,
) -> (Vec<Arc<Part>>, Part, Vec<Diagnostic>) {
    let is_known = |ix: usize| before.is_some_and(|plan| Arc::ptr_eq(&plan.claims[ix], &claims[ix]));
    let is_clear = |ix: usize| is_known(ix) || is_within(site, ix, &claims[ix]);
    // What was put in order for the same ids is in order.
    let same_others = before.is_some_and(|plan| plan.others.has_the_addresses_of(&others));
    let mut all = 0..claims.len();
    let are_clear = if before.is_some() {
        all.all(is_clear)
    } else {
        all.into_par_iter().with_max_len(TURN).all(is_clear)
    };
    if same_others && are_clear {
        return (claims, others, Vec::new());
    }
    if are_clear && is_beside(site, &others) {
        let (others, findings) = sift(others.into_artifacts(), &site.tracker);
        return (claims, Part::new(others), findings);
    }
    let of_claims = claims.iter().flat_map(|part| part.artifacts().iter().cloned());
    let mut artifacts: Vec<Artifact> = of_claims.chain(others.into_artifacts()).collect();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let (kept, findings) = sift(artifacts, &site.tracker);
    (Vec::new(), Part::new(kept), findings)
}

/// Whether all that is made of a claim lies below its own address, each at a plain address of its own.
fn is_within(site: &Site, claim: ClaimIx, part: &Part) -> bool {
    let id = &site.tracker.claims[claim].record.id;
    let homes: Vec<_> = site.languages.iter().map(|lang| lang.routes.claim(id)).collect();
    let below = |artifact: &Artifact| {
        let path = artifact.path.as_str();
        homes.iter().any(|home| path.starts_with(home.as_str()))
    };
    part.artifacts().iter().all(below) && are_clear(part.artifacts())
}

/// Whether nothing else lies below a claim's address, or stands where a folder above it does.
fn is_beside(site: &Site, others: &Part) -> bool {
    let homes: Vec<_> = site.languages.iter().map(|lang| lang.routes.home()).collect();
    others.artifacts().iter().all(|artifact| {
        let path = artifact.path.as_str().to_lowercase();
        homes.iter().all(|home| {
            let Some(below) = path.strip_prefix(home.as_str()) else {
                return path != home.as_str().trim_end_matches('/');
            };
            let claim = below.strip_prefix("claims/").and_then(|below| below.split('/').next());
            below != "claims" && claim.is_none_or(|id| site.tracker.claim(id).is_none())
        })
    })
}

/// Leaves out what stands in the way of others; they come by address.
fn sift(artifacts: Vec<Artifact>, tracker: &Tracker) -> (Vec<Artifact>, Vec<Diagnostic>) {
    if are_clear(&artifacts) {
        return (artifacts, Vec::new());
    }
    let mut findings = Vec::new();
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    let mut folders: FxHashMap<String, usize> = FxHashMap::default();
    let mut bundles: FxHashMap<String, usize> = FxHashMap::default();
    let mut kept: Vec<Artifact> = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        let file = artifact.path.file();
        if !crate::routes::stays_inside(&file) {
            findings.push(unfit(&artifact, tracker));
            continue;
        }
        let folded = folded(&file);
        let above = parents(&folded).find_map(|folder| taken.get(folder).or_else(|| bundles.get(folder)));
        // A bundle shares its folder with nothing else.
        let own = artifact.folder().map(|folder| self::folded(folder.trim_end_matches('/')));
        let within = own.as_ref().and_then(|folder| folders.get(folder));
        let other = taken.get(folded.as_str()).or_else(|| folders.get(folded.as_str())).or(above).or(within);
        if let Some(&other) = other {
            findings.push(collision(&kept[other], &artifact, tracker));
            continue;
        }
        for folder in parents(&folded) {
            if !folders.contains_key(folder) {
                folders.insert(folder.to_owned(), kept.len());
            }
        }
        bundles.extend(own.map(|folder| (folder, kept.len())));
        taken.insert(folded, kept.len());
        kept.push(artifact);
    }
    (kept, findings)
}

/// A name as disks that tell neither case nor spelling apart compare it.
fn folded(file: &str) -> String {
    if file.is_ascii() {
        return file.to_ascii_lowercase();
    }
    file.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Whether no address, in this order, can be in the way of another: all are plain, each is there once, no file stands
/// where another one has a folder, and none in that of a bundle. It is so on nearly every site, and told quickly.
fn are_clear(artifacts: &[Artifact]) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/-_".contains(&byte);
    // A dot may stand inside the last part alone: there it makes no hidden file, and no way upward.
    let is_plain = |path: &str| {
        let name = path.rfind('/').map_or(0, |slash| slash + 1);
        let dots = path[name..].bytes().all(|byte| plain(byte) || byte == b'.');
        let whole = !path.starts_with('/') && !path.contains("//");
        dots && whole && !path[name..].starts_with('.') && path[..name].bytes().all(plain)
    };
    let paths = || artifacts.iter().map(|artifact| artifact.path.as_str());
    let alone = artifacts.windows(2).all(|two| two[0].path != two[1].path);
    if !alone || !paths().all(is_plain) || !bundles_are_alone(artifacts) {
        return false;
    }
    // A page is the file `index.html` of its folder.
    let files: FxHashSet<&str> = paths().filter(|path| !path.ends_with('/') && !path.is_empty()).collect();
    let mut last = "";
    paths().all(|path| {
        let folder = path.rfind('/').map_or("", |slash| &path[..slash]);
        let known = std::mem::replace(&mut last, folder) == folder;
        let index = path.ends_with("/index.html") || path == "index.html";
        !index && (known || successors(folder).all(|folder| !files.contains(folder)))
    })
}

/// Whether the folder of each bundle holds nothing else; they come by address.
fn bundles_are_alone(artifacts: &[Artifact]) -> bool {
    artifacts.iter().filter_map(Artifact::folder).all(|folder| {
        let start = artifacts.partition_point(|artifact| artifact.path.as_str() < folder);
        let below =
            artifacts[start..].iter().take_while(|artifact| artifact.path.as_str().starts_with(folder));
        below.count() == 1
    })
}

/// A folder, and those that it lies in.
fn successors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| folder.rsplit_once('/').map(|(above, _)| above))
}

/// The folders that a file lies in, innermost first.
fn parents(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(file.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

fn unfit(artifact: &Artifact, tracker: &Tracker) -> Diagnostic {
    let message = format!("address `{}` cannot be published", artifact.path);
    let mut finding = Diagnostic::general("unfit-address", message).help(
        "rename the file: `.git` and `.onrecord` at the root, `\\` and control characters are not for sites",
    );
    finding.place = origin(artifact, tracker);
    finding
}

fn collision(first: &Artifact, second: &Artifact, tracker: &Tracker) -> Diagnostic {
    let (origin_1, origin_2) = (origin(first, tracker), origin(second, tracker));
    let (a, b) = (describe(first, tracker), describe(second, tracker));
    let message = if first.path == second.path {
        format!("address `{}` is taken twice: by {a} and by {b}", first.path)
    } else {
        format!("addresses `{}` and `{}` cannot both be published: {a} and {b}", first.path, second.path)
    };
    let (one, other) = (first.path.as_str(), second.path.as_str());
    let help = if one.to_lowercase() != other.to_lowercase() && folded(one) == folded(other) {
        "rename one of them: they differ only in how Unicode spells a letter, as one character or as two"
    } else {
        "rename one of them"
    };
    let mut finding = Diagnostic::general("address-taken", message).help(help);
    finding.place = origin_2.or_else(|| origin_1.clone());
    if let Some(other) = origin_1.filter(|other| finding.place.as_ref() != Some(other)) {
        finding.notes.push((other, "the other one is made from this".to_owned()));
    }
    finding
}

/// The file that an artifact is most visibly made from.
pub(super) fn origin(artifact: &Artifact, tracker: &Tracker) -> Option<Place> {
    if let Content::Copied(file) = &artifact.content {
        return Some(Place::whole(&file.file));
    }
    let path = artifact.path.as_str();
    let page = tracker.pages.iter().find(|page| path.strip_suffix('/') == Some(page.id.as_str()));
    if let Some(page) = page {
        return Some(Place::whole(&page.file));
    }
    let claim = path.strip_prefix("claims/")?.split('/').next().and_then(|id| tracker.claim(id))?;
    Some(Place::whole(&claim.record.file))
}

fn describe(artifact: &Artifact, tracker: &Tracker) -> String {
    match origin(artifact, tracker) {
        Some(place) => format!("`{}`", place.file),
        None => format!("output `{}`", artifact.output),
    }
}
