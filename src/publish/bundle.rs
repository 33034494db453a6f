//! Bundles in the output folder: one that stands as it should is left alone, any other is made before plan and folder are
//! compared, since only then it is known which files it has.
//!
//! Each file of a bundle is a line of the manifest, with the fingerprint of the bundle. The manifest is written with all
//! of them or with none, so that the files with one fingerprint are the whole bundle.

use rayon::prelude::*;

use super::known::Known;
use super::survey::{self, Kept};
use super::{DiskFault, Fault, Press, Scope, Unpacked};
use crate::files::tree::Found;
use crate::output::{self, Artifact};
use crate::record::text::Hash;
use crate::render;

/// The bundles of a run: files of those that stand as they should, and those that were made again.
type Opened = (Vec<Kept>, Vec<Unpacked>);

/// Looks at every bundle of the run, and makes those that are not as they should be.
pub(super) fn open(press: &Press<'_>, scope: Scope<'_>, known: &Known) -> Result<Opened, Fault> {
    let bundles: Vec<_> = press.plan.bundles().filter(|bundle| scope.holds(bundle)).collect();
    let look = |bundle: &Artifact| {
        let fingerprint = press.plan.fingerprint(bundle);
        if let Some(kept) = standing(press, known, bundle, fingerprint)? {
            return Ok((kept, None));
        }
        let members = unpack(press, bundle)?;
        Ok((Vec::new(), Some(Unpacked { fingerprint, members })))
    };
    let each = bundles.into_par_iter().map(look).collect::<Result<Vec<_>, Fault>>()?;
    let (kept, made): (Vec<_>, Vec<_>) = each.into_iter().unzip();
    Ok((kept.into_iter().flatten().collect(), made.into_iter().flatten().collect()))
}

/// The files of a bundle, where all of them stand as they were published with this fingerprint.
fn standing(
    press: &Press<'_>,
    known: &Known<'_>,
    bundle: &Artifact,
    fingerprint: Hash,
) -> Result<Option<Vec<Kept>>, Fault> {
    let lines = press.old.below(bundle.folder().unwrap_or_default());
    let mut kept = Vec::new();
    for entry in lines.iter().filter(|entry| entry.fingerprint == fingerprint) {
        let Found::File(stat) = survey::look(press, &entry.path)? else { return Ok(None) };
        let hash = known.hash(press.tree, &entry.path, stat);
        let hash = hash.map_err(|error| DiskFault::fault("read", press.tree.locate(&entry.path), error))?;
        if hash != entry.hash {
            return Ok(None);
        }
        kept.push(Kept { entry: entry.clone(), stat });
    }
    Ok(Some(kept).filter(|kept| !kept.is_empty()))
}

fn unpack(press: &Press<'_>, bundle: &Artifact) -> Result<Vec<Artifact>, Fault> {
    output::unpack(&press.plan.site, bundle)
        .map_err(|fault| render::findings(vec![(bundle, fault)]).map_or_else(Fault::Changed, Fault::Findings))
}
