//! Small sites made by hand, and folders on the disk to publish them into.

mod files;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use onrecord::date::Instant;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::load;
use onrecord::output::{Artifact, Basis, Content, Language, Member, Pieces, Prints, Site};
use onrecord::plan::{self, Plan};
use onrecord::publish::{self, Fault, Publication, Run, Scope, Step, Target, Watch};
use onrecord::record::Lost;
use onrecord::record::page::StaticFile;
use onrecord::record::text::{Hash, Text, TextChanged, TextReader};
use onrecord::resolve;
use onrecord::routes::{LinkStyle, Routes, SitePath};
use onrecord::theme::Theme;
use onrecord::tracker::{AsOf, Drafts, Tracker};

pub(crate) use files::{escaped, put, text};

/// Texts that are never there.
struct NoTexts;

impl TextReader for NoTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        Err(TextChanged { file: text.place().file })
    }

    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged> {
        Err(TextChanged { file: text.place().file })
    }
}

/// The tracker of a project that holds these files below `content/`, beside a small `site.toml`.
pub(crate) fn tracker_of(files: &[(&str, &str)]) -> Arc<Tracker> {
    let world = World::new();
    for (path, text) in files {
        world.put(&format!("project/content/{path}"), text);
    }
    let load::Loaded { records, findings } = load::load(&world.project);
    assert_eq!(findings, []);
    let as_of = AsOf { day: chrono::NaiveDate::MIN, end: Instant(0) };
    let (tracker, findings) = resolve::resolve(&records.unwrap(), as_of, Drafts::Hidden);
    assert_eq!(findings, []);
    Arc::new(tracker)
}

/// A tracker that holds nothing.
pub(crate) fn tracker() -> Arc<Tracker> {
    static EMPTY: OnceLock<Arc<Tracker>> = OnceLock::new();
    Arc::clone(EMPTY.get_or_init(|| tracker_of(&[])))
}

/// A site of this tracker.
pub(crate) fn site(tracker: Arc<Tracker>) -> Site {
    static THEME: OnceLock<Arc<Theme>> = OnceLock::new();
    let load = || {
        Arc::new(Theme::load("default", Vec::new(), &["en"]).unwrap_or_else(|faults| panic!("{faults:?}")))
    };
    let theme = Arc::clone(THEME.get_or_init(load));
    let strings = Arc::clone(theme.strings("en"));
    Site {
        prints: Prints::of(&tracker, None),
        tracker,
        theme,
        texts: Arc::new(NoTexts),
        languages: vec![Language { code: "en".into(), routes: Routes::root(), strings }],
        links: LinkStyle::Folders,
        enabled: vec!["page", "assets"],
        pieces: Pieces::default(),
    }
}

/// An artifact that holds this text.
pub(crate) fn page(path: &str, text: &str) -> Artifact {
    let text = text.to_owned();
    let basis = Basis::Print(Hash::of(text.as_bytes()));
    Artifact::drawn("page", 0, SitePath::new(path), basis, move |_, sheet| sheet.text(&text))
}

/// A bundle below `find/`, with these files and its entry, which names them. `made` counts how often it is made.
pub(crate) fn bundle(files: &[(&str, &str)], made: &Arc<AtomicUsize>) -> Artifact {
    let names = files.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let files: Vec<(String, String)> = files
        .iter()
        .copied()
        .chain([("entry", &*names)])
        .map(|(name, text)| (name.into(), text.into()))
        .collect();
    let basis = Basis::Print(Hash::of(format!("{files:?}").as_bytes()));
    let made = Arc::clone(made);
    Artifact::bundle("search", 0, SitePath::new("find/entry"), basis, move |_| {
        made.fetch_add(1, Ordering::SeqCst);
        let member =
            |(name, text): &(String, String)| Member { name: name.clone(), bytes: text.clone().into() };
        Ok(files.iter().map(member).collect())
    })
}

/// A copy of a file of `content/static/`, which holds `text` when it is loaded.
pub(crate) fn copied(path: &str, text: &str) -> Artifact {
    let file = FilePath::new(&format!("content/static/{path}"));
    let (length, hash) = (text.len() as u64, Hash::of(text.as_bytes()));
    let content = Content::Copied(StaticFile { path: path.into(), file, length, hash });
    Artifact::made("static", 0, SitePath::new(path), Basis::Print(hash), content)
}

/// A plan of these artifacts, and what was found while planning.
pub(crate) fn planned(artifacts: Vec<Artifact>) -> (Plan, Vec<Diagnostic>) {
    plan::assemble(site(tracker()), artifacts, &Lost::default())
}

/// A plan of drawn artifacts: address and text.
pub(crate) fn plan_of(files: &[(&str, &str)]) -> Plan {
    planned(files.iter().map(|(path, text)| page(path, text)).collect()).0
}

/// A project in a folder of its own, with an output folder beside nothing else.
pub(crate) struct World {
    folder: tempfile::TempDir,
    pub(crate) project: Project,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = Self { project: Project::new(folder.path().join("project")), folder };
        world.put("project/content/site.toml", "title = \"Tracker\"\nbase_url = \"https://example.org/\"\n");
        world
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.path("project/site")
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.path(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    pub(crate) fn publish(&self, plan: &Plan) -> Result<Publication, Fault> {
        self.publish_with(plan, Scope::Whole, Run::Real, &Silent)
    }

    pub(crate) fn publish_with(
        &self,
        plan: &Plan,
        scope: Scope<'_>,
        run: Run,
        watch: &dyn Watch,
    ) -> Result<Publication, Fault> {
        let target = Target::new(&self.project, &self.site(), None)?;
        publish::publish(plan, &self.project, &target, scope, run, watch)
    }

    /// The files of the site by path, without our notes.
    pub(crate) fn tree(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.site());
        files.retain(|path, _| !path.starts_with(".onrecord/"));
        files
    }
}

/// Every file and every empty folder (as `name/`) below a folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() {
            files.insert(path, String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned());
        } else if entry.file_type().is_dir() && std::fs::read_dir(entry.path()).unwrap().next().is_none() {
            files.insert(path + "/", String::new());
        }
    }
    files
}

/// A tree as it is expected.
pub(crate) fn files(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Lets everything pass.
pub(crate) struct Silent;

impl Watch for Silent {
    fn before(&self, _: Step<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Notes every step.
#[derive(Default)]
pub(crate) struct Notes(pub(crate) Mutex<Vec<String>>);

impl Watch for Notes {
    fn before(&self, step: Step<'_>) -> ControlFlow<()> {
        self.0.lock().unwrap().push(format!("{step:?}"));
        ControlFlow::Continue(())
    }
}

/// Stops before a step, counted from 0.
pub(crate) struct Kill {
    left: AtomicUsize,
}

impl Kill {
    pub(crate) fn before(step: usize) -> Self {
        Self { left: AtomicUsize::new(step) }
    }
}

impl Watch for Kill {
    fn before(&self, _: Step<'_>) -> ControlFlow<()> {
        let spent = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if spent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
