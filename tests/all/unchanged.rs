//! A build of what was built before is over after a look at each file; a build of anything else is not.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use onrecord::date::Instant;
use onrecord::files::Project;
use onrecord::publish::{Run, Step, Watch};
use onrecord::routes::LinkStyle;
use onrecord::session::{BuildOptions, Day, Ending, Session, Summary, Tolerance};
use onrecord::tracker::Drafts;

const SITE: &str =
    "title = \"Promises\"\nbase_url = \"https://example.org/\"\nauthority = \"example.org,2026\"\n";
const PEOPLE: &str = "[[people]]\nid = \"council\"\nname = \"City council\"\n";
const CLAIM: &str = "+++\ntitle = \"Bus lanes\"\nclaim = \"The council will open bus lanes.\"\n\
                     claimants = [\"council\"]\nmade_on = 2026-01-12\n+++\nA summary.\n";

/// Noon of 14 February 2050: the files of a test are older than that by far.
const NOW: i64 = 2_528_366_400;

/// Counts what publishing tells: a build that is only looked up publishes nothing.
#[derive(Default)]
struct Steps(AtomicUsize);

impl Watch for Steps {
    fn before(&self, _: Step<'_>) -> ControlFlow<()> {
        self.0.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Continue(())
    }
}

/// A project that was built just now, so that the next build of the same is looked up.
fn built(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let file = folder.path().join("content").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    put("site.toml", &format!("{SITE}{config}"));
    put("people.toml", PEOPLE);
    put("claims/bus-lanes/claim.md", CLAIM);
    assert_ne!(build(folder.path(), NOW, |_| ()).0, 0);
    // The clock of the disk must move on before a change can be seen.
    std::thread::sleep(std::time::Duration::from_millis(20));
    folder
}

/// How many steps a build took, and what it did.
fn build(root: &Path, now: i64, set: impl FnOnce(&mut BuildOptions)) -> (usize, Summary) {
    let mut options = BuildOptions {
        output: root.join("site"),
        home: None,
        base_url: None,
        drafts: Drafts::Hidden,
        day: Day { told: None, epoch: None, now: Instant(now) },
        tolerance: Tolerance::Nothing,
        run: Run::Real,
        only: Vec::new(),
        links: LinkStyle::Folders,
    };
    set(&mut options);
    let steps = Steps::default();
    let outcome = Session::new(Project::new(root)).build(&options, &steps);
    assert_eq!((outcome.ending, outcome.findings), (Ending::Published, Vec::new()));
    (steps.0.into_inner(), outcome.summary.unwrap())
}

#[test]
fn the_same_again_is_looked_up() {
    let folder = built("as_of = 2026-02-14\n");
    let (steps, summary) = build(folder.path(), NOW, |_| ());
    let files = summary.unchanged;
    assert_eq!(steps, 0);
    assert!(files > 10 && summary.pages > 10, "{summary:?}");
    assert_eq!(
        summary,
        Summary { claims: 1, updates: 0, pages: summary.pages, written: 0, unchanged: files, removed: 0 }
    );
    // What a full look finds is the same.
    let (steps, full) = build(folder.path(), NOW, |options| options.run = Run::Dry);
    assert_eq!((steps, full), (1, summary));
}

#[test]
fn what_was_young_is_read_once_more_and_then_trusted() {
    let folder = built("as_of = 2026-02-14\n");
    let notes = std::fs::read_dir(folder.path().join(".onrecord")).unwrap();
    let file =
        notes.map(Result::unwrap).find(|note| note.file_name().to_string_lossy().starts_with("output-"));
    let file = file.unwrap().path();
    let modified = |path: &Path| std::fs::metadata(path).unwrap().modified().unwrap();
    // A machine with much to do may take so long that its files are old when the note is written.
    let written = modified(&folder.path().join("site/index.html"));
    std::fs::File::options().append(true).open(&file).unwrap().set_modified(written).unwrap();
    let note = || (std::fs::read(&file).unwrap(), modified(&file));
    let (text, first) = note();
    // At that time the files were not there yet: they are too young to be trusted.
    assert_eq!(build(folder.path(), NOW, |options| options.day.now = Instant(1_000)).0, 0);
    assert_eq!(note(), (text.clone(), first));
    assert_eq!(build(folder.path(), NOW, |_| ()).0, 0);
    let (same, second) = note();
    assert!(same == text && second > first);
    // Where the disk tells time in whole seconds, they are still young after the second build.
    if second.duration_since(std::time::UNIX_EPOCH).unwrap().subsec_nanos() != 0 {
        std::thread::sleep(std::time::Duration::from_millis(150));
        assert_eq!(build(folder.path(), NOW, |_| ()).0, 0);
        assert_eq!(build(folder.path(), NOW, |_| ()).0, 0);
        let third = note();
        assert_eq!(build(folder.path(), NOW, |_| ()).0, 0);
        assert_eq!(note(), third);
    }
}

#[test]
fn whatever_changed_is_seen() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 8] = [
        ("a record", |root| {
            std::fs::write(
                root.join("content/claims/bus-lanes/claim.md"),
                CLAIM.replace("A summary", "Words"),
            )
            .unwrap();
        }),
        ("a setting", |root| {
            std::fs::write(root.join("content/site.toml"), format!("{SITE}as_of = 2026-02-15\n")).unwrap();
        }),
        ("a new file", |root| std::fs::write(root.join("content/claims/trams.md"), CLAIM).unwrap()),
        ("a file that is gone", |root| {
            std::fs::remove_file(root.join("content/claims/bus-lanes/claim.md")).unwrap();
        }),
        ("a renamed folder", |root| {
            std::fs::rename(root.join("content/claims/bus-lanes"), root.join("content/claims/lanes"))
                .unwrap();
        }),
        ("a theme", |root| {
            std::fs::create_dir_all(root.join("themes/default/assets")).unwrap();
            std::fs::write(root.join("themes/default/assets/site.css"), "body { color: black }").unwrap();
        }),
        ("a page that is gone", |root| std::fs::remove_file(root.join("site/index.html")).unwrap()),
        ("the notes", |root| std::fs::remove_dir_all(root.join(".onrecord")).unwrap()),
    ];
    for (what, change) in changes {
        let folder = built("as_of = 2026-02-14\n");
        change(folder.path());
        assert_ne!(build(folder.path(), NOW, |_| ()).0, 0, "{what}");
        let (steps, summary) = build(folder.path(), NOW, |_| ());
        assert_eq!((steps, summary.written), (0, 0), "{what}, and then the same again");
    }
}

#[test]
fn another_question_is_answered_anew() {
    type Set = fn(&mut BuildOptions);
    let questions: [(&str, Set); 6] = [
        ("another day", |options| options.day.told = "2026-03-01".parse().ok()),
        ("another epoch", |options| options.day.epoch = Some(Instant(1_772_000_000))),
        ("another address", |options| options.base_url = Some("https://example.org/elsewhere/".into())),
        ("drafts", |options| options.drafts = Drafts::Shown),
        ("links to files", |options| options.links = LinkStyle::Files),
        ("one output", |options| options.only = vec!["claim".to_owned()]),
    ];
    for (what, set) in questions {
        let folder = built("as_of = 2026-02-14\n");
        assert_ne!(build(folder.path(), NOW, set).0, 0, "{what}");
    }
}

#[test]
fn a_day_that_nobody_fixed_passes() {
    let folder = built("timezone = \"Europe/Madrid\"\n");
    assert_eq!(build(folder.path(), NOW + 3_600, |_| ()).0, 0);
    // In Madrid the day ends at 23 hours of universal time.
    assert_ne!(build(folder.path(), NOW + 11 * 3_600, |_| ()).0, 0);
}

#[test]
fn what_was_changed_just_now_is_looked_at_again() {
    let folder = built("as_of = 2026-02-14\n");
    let file = folder.path().join("content/claims/bus-lanes/claim.md");
    std::fs::write(&file, CLAIM.replace("A summary", "Other words")).unwrap();
    let changed = std::fs::metadata(&file).unwrap().modified().unwrap();
    let second = changed.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let now = i64::try_from(second).unwrap();
    assert_ne!(build(folder.path(), now, |_| ()).0, 0);
    // In the same second it may change once more and look the same.
    assert_ne!(build(folder.path(), now, |_| ()).0, 0);
}
