//! The stages of a build, one by one: `cargo bench`, or `cargo bench --bench stages -- load`.
//!
//! Times are those of this machine in this minute: compare them with each other, and with a run of the same
//! benchmark before a change. The corpus is made below `target/`, and no peer is measured here
//! (benches/README.md says how that is done).

#![expect(clippy::disallowed_methods, reason = "a benchmark writes its corpus")]

use std::fmt::Write;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use onrecord::check::Scene;
use onrecord::checks;
use onrecord::diagnostic::FilePath;
use onrecord::files::Project;
use onrecord::load::{self, Memory};
use onrecord::output::{Language, Pieces, Prints, Site};
use onrecord::outputs;
use onrecord::plan;
use onrecord::record::{Lost, Records};
use onrecord::render;
use onrecord::resolve;
use onrecord::routes::{LinkStyle, Routes, SitePath};
use onrecord::texts::FileTexts;
use onrecord::theme::Theme;
use onrecord::tracker::{AsOf, Drafts, Tracker};

/// Claims, and updates of each.
const SIZE: (usize, usize) = (200, 30);

criterion_group!(stages, load, load_again, resolve, check, plan, render);
criterion_main!(stages);

fn load(criterion: &mut Criterion) {
    let project = corpus();
    let mut group = criterion.benchmark_group("load");
    group.throughput(Throughput::Elements(SIZE.0 as u64));
    group.bench_function("every file decoded", |bench| bench.iter(|| load::load(black_box(&project))));
    // The first leaves the notes that the others find; files must not be too young to be trusted.
    std::thread::sleep(std::time::Duration::from_secs(2));
    let noted = || {
        let site = load::open(black_box(&project)).expect("the corpus has settings");
        load::load_with(&project, site, project.walk(&FilePath::new("content")), Memory::Noted)
    };
    drop(noted());
    group.bench_function("nothing changed", |bench| bench.iter(noted));
}

fn load_again(criterion: &mut Criterion) {
    let project = corpus();
    let mut library = load::Library::new(project.clone());
    let (records, _) = library.read(None).expect("the corpus has settings");
    let file = records.claims[0].file.clone();
    let (path, text) = (project.locate(&file), project.read(&file).expect("it was read before"));
    let mut group = criterion.benchmark_group("load again");
    group.throughput(Throughput::Elements(SIZE.0 as u64));
    let changed = std::slice::from_ref(&file);
    group.bench_function("one claim changed", |bench| {
        // The same length each time; a comment of TOML changes nothing else.
        let mut turn = 0_u8;
        let edit = || {
            turn = turn.wrapping_add(1);
            let front = format!("+++\n# {turn:03}");
            std::fs::write(&path, [front.as_bytes(), &text[3..]].concat()).expect("the corpus is ours");
        };
        bench.iter_batched(edit, |()| library.read(Some(changed)), BatchSize::PerIteration);
    });
    std::fs::write(&path, &text).expect("the corpus is ours");
}

fn resolve(criterion: &mut Criterion) {
    let records = records();
    let day = day(&records);
    let mut group = criterion.benchmark_group("resolve");
    group.throughput(Throughput::Elements(SIZE.0 as u64));
    let resolve = || resolve::resolve(black_box(&records), day, Drafts::Hidden);
    group.bench_function("all claims", |bench| bench.iter_with_large_drop(resolve));
}

fn check(criterion: &mut Criterion) {
    let (tracker, records) = (tracker(), records());
    let scene = Scene { tracker: &tracker, records: &records, theme: None };
    let texts = FileTexts::new(corpus());
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(SIZE.0 as u64));
    group.bench_function("gates", |bench| bench.iter(|| checks::check(black_box(&scene), None)));
    group.bench_function("desk rules", |bench| bench.iter(|| checks::desk(black_box(&scene), &texts)));
}

fn plan(criterion: &mut Criterion) {
    let (tracker, theme) = (Arc::new(tracker()), theme());
    let mut group = criterion.benchmark_group("plan");
    group.throughput(Throughput::Elements(SIZE.0 as u64));
    group.bench_function("all outputs", |bench| {
        let site = || site(&tracker, &theme);
        bench.iter_batched(site, |site| plan::plan(site, &Lost::default(), None), BatchSize::PerIteration);
    });
}

fn render(criterion: &mut Criterion) {
    let (tracker, theme) = (Arc::new(tracker()), theme());
    let (plan, _) = plan::plan(site(&tracker, &theme), &Lost::default(), None);
    let claim = tracker.claims[0].record.id.as_str();
    let mut group = criterion.benchmark_group("render");
    let pages =
        ["", "claims/", "claims/ID/", "claims/ID/claim.json", "claims/ID/status.svg", "sources/gazette/"];
    for page in pages {
        let path = SitePath::new(&page.replace("ID", claim));
        let artifact = plan.at(&path).expect("the site has this page");
        let mut paper = Vec::new();
        group.bench_function(format!("/{page}"), |bench| {
            bench.iter(|| render::render(&plan.site, black_box(artifact), &mut paper).is_ok());
        });
    }
}

fn records() -> Records {
    load::load(&corpus()).records.expect("the corpus can be read")
}

fn tracker() -> Tracker {
    let records = records();
    resolve::resolve(&records, day(&records), Drafts::Hidden).0
}

fn day(records: &Records) -> AsOf {
    AsOf::new(records.config.as_of.expect("the corpus has its day"), records.config.timezone)
}

fn theme() -> Arc<Theme> {
    Arc::new(Theme::load("default", Vec::new(), &["en"]).expect("the default theme is sound"))
}

fn site(tracker: &Arc<Tracker>, theme: &Arc<Theme>) -> Site {
    let strings = Arc::clone(theme.strings("en"));
    let kinds = outputs::ALL.iter().map(|output| output.id());
    Site {
        prints: Prints::of(tracker, None),
        tracker: Arc::clone(tracker),
        theme: Arc::clone(theme),
        texts: Arc::new(FileTexts::new(corpus())),
        languages: vec![Language { code: "en".into(), routes: Routes::root(), strings }],
        links: LinkStyle::Folders,
        enabled: kinds.chain(outputs::INDEXES.iter().map(|index| index.id())).collect(),
        pieces: Pieces::default(),
    }
}

/// The project that is measured; what an earlier run wrote is taken as it is.
fn corpus() -> Project {
    let (claims, updates) = SIZE;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/stages");
    let root = root.join(format!("{claims}x{updates}"));
    let done = root.join("content/site.toml");
    if !done.exists() {
        for number in 0..claims {
            put(root.join(format!("content/claims/claim-{number:05}/claim.md")), &claim(number));
            put(
                root.join(format!("content/claims/claim-{number:05}/updates/all.md")),
                &entries(number, updates),
            );
        }
        put(root.join("content/people.toml"), "[[people]]\nid = \"council\"\nname = \"City council\"\n");
        put(root.join("content/sources.toml"), "[[publishers]]\nid = \"gazette\"\nname = \"Gazette\"\n");
        let site = "title = \"Promises\"\nbase_url = \"https://example.org/\"\nauthority = \"example.org,2026\"\n\
                    as_of = 2026-02-14\n[[topics]]\nid = \"transport\"\ntitle = \"Transport\"\n";
        put(done, site);
    }
    Project::new(root)
}

fn put(file: PathBuf, text: &str) {
    std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("the folder can be made");
    std::fs::write(file, text).expect("the file can be written");
}

/// A claim with eight sources and six milestones.
fn claim(number: usize) -> String {
    let mut text = format!(
        "+++\ntitle = \"Lanes for buses on road {number}\"\nclaim = \"The council will open bus lanes on road {number}.\"\n\
         claimants = [\"council\"]\nmade_on = 2024-01-12\ncompletion_due = \"2026-06\"\ntopics = [\"transport\"]\n"
    );
    for at in 1..=6 {
        let _ = writeln!(
            text,
            "[[milestones]]\nid = \"step-{at}\"\ndate = 2024-0{at}-20\ntitle = \"Step {at} of the works\""
        );
    }
    for at in 1..=8 {
        let _ = writeln!(
            text,
            "[[sources]]\nid = \"s{number}-{at}\"\ntitle = \"Notice {at} on road {number}\"\npublisher = \"gazette\"\n\
             url = \"https://example.org/{number}/{at}\"\narchives = [{{ url = \"https://example.net/{number}/{at}\", date = 2024-03-01 }}]"
        );
    }
    text.push_str("+++\nThe council promised lanes for buses only, on the whole length of the road.\n");
    text
}

/// Updates of about 1,100 bytes each, every third by a person.
fn entries(number: usize, count: usize) -> String {
    const STATUSES: [&str; 4] = ["not_started", "in_progress", "in_progress", "stalled"];
    let mut text = String::new();
    for at in 0..count {
        let (month, day) = (at / 28 % 12 + 1, at % 28 + 1);
        let year = 2024 + at / 336 % 2;
        let method = if at % 3 == 0 { "human" } else { "automated" };
        let status = STATUSES[(number + at) % STATUSES.len()];
        let source = at % 8 + 1;
        let _ = write!(
            text,
            "+++\npublished = {year}-{month:02}-{day:02}T09:{:02}:00\nstatus = \"{status}\"\nmethod = \"{method}\"\n\
             summary = \"Section {at} was looked at.\"\nsources = [\"s{number}-{source}\"]\n+++\n\n",
            at / 672
        );
        for part in 1..=4 {
            let _ = write!(
                text,
                "**Part {part}.** Workers were seen on section {at} of road {number}, as the [notice](https://example.org/{at}) \
                 says; the signs for section {part} are *not* there yet. The council counts the section as begun, and the \
                 lanes between its two crossings were painted before the rain. Nothing else changed since the last look.\n\n"
            );
        }
    }
    text
}
