//! How claims belong together: parts, parents and related claims.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::record::claim::ClaimRecord;
use crate::resolve::directory::Directory;
use crate::tracker::ClaimIx;

/// The relations of one claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Kin {
    pub(super) part_of: Option<ClaimIx>,
    pub(super) parts: Vec<ClaimIx>,
    pub(super) related: Vec<ClaimIx>,
}

/// The relations of every claim on the site, by its place there; `on_site` says which places of the
/// directory those are. A claim that is not there that day is left out silently.
pub(super) fn families(
    directory: &Directory<'_>,
    parents: &[Option<usize>],
    on_site: &[Option<ClaimIx>],
) -> Vec<Kin> {
    let mut kin = vec![Kin::default(); on_site.iter().flatten().count()];
    for (at, claim) in directory.claims.iter().enumerate() {
        let Some(here) = on_site[at] else { continue };
        if let Some(parent) = parents[at].and_then(|parent| on_site[parent]) {
            kin[here].part_of = Some(parent);
            kin[parent].parts.push(here);
        }
        let named = claim.related.iter().filter_map(|id| on_site[directory.claims.find(id.as_str())?]);
        for other in named.filter(|other| *other != here) {
            kin[here].related.push(other);
            kin[other].related.push(here);
        }
    }
    for kin in &mut kin {
        kin.related.sort_unstable();
        kin.related.dedup();
    }
    kin
}

/// The parent of every claim; a circle is reported once and cut everywhere on it.
pub(super) fn parents(directory: &Directory<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Option<usize>> {
    let parent =
        |claim: &Arc<ClaimRecord>| claim.part_of.as_ref().and_then(|id| directory.claims.find(id.as_str()));
    let mut parents: Vec<Option<usize>> = directory.claims.iter().map(parent).collect();
    // Each claim is walked once: 0 = not seen, else the number of the walk that saw it.
    let mut seen = vec![0_usize; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(next) = parents[at] else { break };
            at = next;
        }
        if seen[at] == start + 1 && parents[at].is_some() {
            cut(directory, &mut parents, at, findings);
        }
    }
    parents
}

/// Cuts the circle through `start`, where there is one.
fn cut(
    directory: &Directory<'_>,
    parents: &mut [Option<usize>],
    start: usize,
    findings: &mut Vec<Diagnostic>,
) {
    let mut circle = Vec::new();
    let mut at = start;
    while let Some(next) = parents[at].take() {
        circle.push(at);
        at = next;
    }
    let first = circle.iter().copied().min().unwrap_or(start);
    let place = |at: usize| {
        let claim = directory.claims.at(at);
        let span = claim.part_of.as_ref().map(|id| id.span);
        Place { file: claim.file.clone(), span }
    };
    let message = format!("claim `{}` is a part of itself", directory.claims.at(first).id);
    let mut finding = Diagnostic::error("part-of-cycle", place(first), message)
        .help("remove `part_of` from one of the claims in the circle");
    circle.sort_unstable();
    for other in circle.into_iter().filter(|other| *other != first) {
        finding = finding.note(place(other), "by way of this claim");
    }
    findings.push(finding);
}
