//! Whatever is edited, a site built over an old one is the same as a new one, byte for byte.
//!
//! The edits are drawn by lot: words, digits, whole lines, files that go and come back.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use onrecord::date::Instant;
use onrecord::files::Project;
use onrecord::publish::{Run, Step, Watch};
use onrecord::routes::LinkStyle;
use onrecord::session::{BuildOptions, Day, Ending, Session, Tolerance};
use onrecord::tracker::Drafts;

use crate::lot::{Lot, edit, files, project, put};

/// Edits of one lot, one after the other.
const EDITS: usize = 50;

struct Silent;

impl Watch for Silent {
    fn before(&self, _: Step<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[test]
fn a_site_built_over_an_old_one_is_the_same_as_a_new_one() {
    built_over(7);
}

#[test]
fn by_another_lot_a_site_built_over_an_old_one_is_the_same_as_a_new_one() {
    built_over(8);
}

/// Edits a site by lot and builds it over the one before each edit, beside a new one.
fn built_over(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let files = project(root);
    let mut lot = Lot(seed);
    let (mut built, mut changed) = (0, 0);
    assert!(build(root, "site", 0));
    for step in 0..EDITS {
        let path = edit(root, &files, &mut lot);
        let file = root.join(path);
        let day = i64::from(lot.below(3) == 0);
        let before = tree(&root.join("site"));
        if !build(root, "site", day) {
            // An error: the site stays as it was, and the file goes back.
            assert_eq!(tree(&root.join("site")), before, "step {step}: {}", path.display());
            put(&file, &files[path]);
            continue;
        }
        let _ = std::fs::remove_dir_all(root.join("new"));
        assert!(build(root, "new", day), "step {step}: {}", path.display());
        let (warm, new) = (tree(&root.join("site")), tree(&root.join("new")));
        let differ: Vec<_> = new.iter().filter(|(path, bytes)| warm.get(*path) != Some(bytes)).collect();
        let differ: Vec<_> = differ.into_iter().map(|(path, _)| path).collect();
        assert!(differ.is_empty() && warm.len() == new.len(), "step {step}: {}: {differ:?}", path.display());
        built += 1;
        changed += usize::from(warm != before);
    }
    // The lot is to try what it is for.
    assert!(built > EDITS / 3 && changed > EDITS / 6, "{built} built, {changed} of them changed the site");
}

/// Whether the site could be built; `month` counts from the first of two days on which different things are known.
fn build(root: &Path, output: &str, month: i64) -> bool {
    let options = BuildOptions {
        output: root.join(output),
        home: None,
        base_url: None,
        drafts: Drafts::Hidden,
        // 20 February 2026, and a month later.
        day: Day {
            told: None,
            epoch: Some(Instant(1_771_545_600 + month * 2_592_000)),
            now: Instant(2_528_366_400),
        },
        tolerance: Tolerance::Warnings,
        run: Run::Real,
        only: Vec::new(),
        links: LinkStyle::Folders,
    };
    let outcome = Session::new(Project::new(root)).build(&options, &Silent);
    assert_ne!(outcome.ending, Ending::System, "{:?}", outcome.findings);
    outcome.ending == Ending::Published
}

/// A site with its manifest, which must be the same too.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder)
}
