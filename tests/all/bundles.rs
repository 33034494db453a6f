//! Bundles: files whose names are known only once they are made, in the plan and in the output folder.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use onrecord::plan::Plan;
use onrecord::publish::{Fault, Publication, Run, Scope};
use onrecord::routes::SitePath;

use crate::common::{Kill, Notes, Silent, World, bundle, copied, files, page, planned, tree};

const OLD: &[(&str, &str)] = &[("a", "same"), ("part/old", "old")];
const NEW: &[(&str, &str)] = &[("a", "same"), ("part/new", "new")];

fn done(written: usize, unchanged: usize, removed: usize) -> Publication {
    Publication { written, unchanged, removed, findings: Vec::new() }
}

/// A plan of a home page and a bundle.
fn plan(members: &[(&str, &str)], made: &Arc<AtomicUsize>) -> Plan {
    let (plan, findings) = planned(vec![page("", "home"), bundle(members, made)]);
    assert_eq!(findings, []);
    plan
}

#[test]
fn a_bundle_is_one_artifact_and_holds_whatever_is_below_its_folder() {
    let plan = plan(OLD, &Arc::default());
    assert_eq!(plan.artifacts().len(), 2);
    let holder = |path: &str| plan.bundle_at(&SitePath::new(path)).map(|bundle| bundle.path.as_str());
    assert_eq!(holder("find/part/anything"), Some("find/entry"));
    for path in ["find", "find/", "find/part/", "finder/a", ""] {
        assert_eq!(holder(path), None, "{path}");
    }
}

#[test]
fn nothing_else_is_published_below_the_folder_of_a_bundle() {
    let made = Arc::default();
    for path in ["find/a", "find/z", "find/part/x.txt", "Find/x", "find"] {
        let (plan, findings) = planned(vec![page("", ""), copied(path, ""), bundle(OLD, &made)]);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["address-taken"], "{path}");
        assert_eq!(plan.artifacts().len(), 2, "{path}");
    }
    for path in ["finder", "find.txt", "a/find/entry"] {
        assert_eq!(planned(vec![copied(path, ""), bundle(OLD, &made)]).1, [], "{path}");
    }
}

#[test]
fn a_bundle_is_made_when_it_changed_and_what_is_stale_goes() {
    let (world, made) = (World::new(), Arc::default());
    assert_eq!(world.publish(&plan(OLD, &made)).unwrap(), done(4, 0, 0));
    let old =
        [("find/a", "same"), ("find/entry", "a part/old"), ("find/part/old", "old"), ("index.html", "home")];
    assert_eq!(world.tree(), files(&old));
    assert_eq!(world.publish(&plan(OLD, &made)).unwrap(), done(0, 4, 0));
    assert_eq!(made.load(Ordering::SeqCst), 1, "what is unchanged is not made");
    assert_eq!(world.publish(&plan(NEW, &made)).unwrap(), done(2, 2, 1));
    let new =
        [("find/a", "same"), ("find/entry", "a part/new"), ("find/part/new", "new"), ("index.html", "home")];
    assert_eq!(world.tree(), files(&new));
    assert_eq!(made.load(Ordering::SeqCst), 2);
    assert_eq!(world.publish(&planned(vec![page("", "home")]).0).unwrap(), done(0, 1, 3));
    assert_eq!(world.tree(), files(&[("index.html", "home")]));
}

#[test]
fn a_file_of_a_bundle_that_other_hands_touched_is_made_again() {
    let (world, made) = (World::new(), Arc::default());
    world.publish(&plan(OLD, &made)).unwrap();
    std::fs::remove_file(world.site().join("find/part/old")).unwrap();
    assert_eq!(world.publish(&plan(OLD, &made)).unwrap(), done(1, 3, 0));
    world.put("project/site/find/a", "by hand");
    let publication = world.publish(&plan(OLD, &made)).unwrap();
    assert_eq!((publication.written, publication.findings.len()), (1, 1));
    assert_eq!(world.tree()["find/a"], "same");
}

#[test]
fn a_foreign_file_where_a_bundle_has_one_stops_everything() {
    let (world, made) = (World::new(), Arc::default());
    world.publish(&planned(vec![page("", "home")]).0).unwrap();
    world.put("project/site/find/part/old", "mine");
    let before = tree(&world.site());
    assert!(
        matches!(world.publish(&plan(OLD, &made)), Err(Fault::Findings(found)) if found[0].code == "file-not-ours")
    );
    assert_eq!(tree(&world.site()), before);
}

#[test]
fn dry_and_narrowed_runs_know_bundles() {
    let (world, made) = (World::new(), Arc::default());
    let run = |plan: &Plan, scope, run| world.publish_with(plan, scope, run, &Silent).unwrap();
    assert_eq!(run(&plan(OLD, &made), Scope::Whole, Run::Dry), done(4, 0, 0));
    assert!(!world.site().exists());
    assert_eq!(run(&plan(OLD, &made), Scope::Only(&["page"]), Run::Real), done(1, 0, 0));
    assert_eq!(run(&plan(OLD, &made), Scope::Only(&["search"]), Run::Real), done(3, 0, 0));
    assert_eq!(run(&plan(NEW, &made), Scope::Only(&["search"]), Run::Real), done(2, 1, 0));
    assert_eq!(world.publish(&plan(NEW, &made)).unwrap(), done(0, 4, 1));
}

#[test]
fn the_entry_comes_last() {
    let (world, notes) = (World::new(), Notes::default());
    world.publish_with(&plan(OLD, &Arc::default()), Scope::Whole, Run::Real, &notes).unwrap();
    let steps = notes.0.into_inner().unwrap();
    let installed: Vec<_> = steps.iter().filter(|step| step.starts_with("Install")).collect();
    let expected = ["index.html", "find/a", "find/part/old", "find/entry"];
    assert_eq!(installed, expected.map(|path| format!("Install({path:?})")).iter().collect::<Vec<_>>());
}

#[test]
fn a_kill_at_any_step_leaves_whole_files_and_the_next_build_finishes() {
    let (fresh, made) = (World::new(), Arc::default());
    fresh.publish(&plan(NEW, &made)).unwrap();
    let expected = tree(&fresh.site());
    for step in 0.. {
        let world = World::new();
        world.publish(&plan(OLD, &made)).unwrap();
        match world.publish_with(&plan(NEW, &made), Scope::Whole, Run::Real, &Kill::before(step)) {
            Ok(_) => {
                assert!(step > 5, "{step}");
                break;
            }
            result => assert!(matches!(result, Err(Fault::Stopped)), "{result:?}"),
        }
        assert_eq!(world.publish(&plan(NEW, &made)).unwrap().findings, [], "killed before step {step}");
        assert_eq!(tree(&world.site()), expected, "killed before step {step}");
    }
}
