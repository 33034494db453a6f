//! Plan → the output folder: renders what changed, and changes the folder one whole file at a time.
//!
//! 1. What changed is rendered into a stage folder; bundles, whose files are known only then, are made before that.
//! 2. The manifest is written as old ∪ new: whatever happens from here on, what is ours is known.
//! 3. Files are moved to their places: assets first, then pages, lists, the sitemap last.
//! 4. Files of ours that the plan no longer holds are removed, and folders left empty by that.
//! 5. The manifest is written as it now is.
//!
//! A fault before 2 changes nothing; one later, or a kill, leaves whole files only, and the next build
//! finishes. Files that are not in the manifest are never written over and never removed.

mod bundle;
mod copies;
mod guard;
mod known;
mod manifest;
mod packed;
mod stage;
mod survey;

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::files::Project;
use crate::files::tree::{Folders, Lock, NOTES, Stat, Tree};
use crate::output::{Artifact, OutputId};
use crate::plan::Plan;
use crate::record::text::{Hash, TextChanged};
pub use guard::Target;
use known::{Known, Line, Note};
use manifest::{Entry, Manifest};
use survey::Survey;

/// Which artifacts of a plan are published in this run.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// All; what is stale is removed.
    Whole,
    /// Those of these outputs; everything else stays as it is.
    Only(&'a [OutputId]),
}

/// Whether the folder is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// It is.
    Real,
    /// Everything but that: what changed is rendered and thrown away.
    Dry,
}

/// What a publication does next, or would do in a dry run; see [`Watch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many artifacts are rendered.
    Render(usize),
    /// One of them was.
    Rendered(&'a str),
    /// The manifest is written as old ∪ new.
    Announce,
    /// A file is moved to its place.
    Install(&'a str),
    /// A file of ours is removed.
    Remove(&'a str),
    /// The manifest is written as it now is.
    Seal,
}

/// Watches a publication step by step; may stop it before any of them, as a kill would.
pub trait Watch: Sync {
    /// Told before each step, from any thread.
    fn before(&self, step: Step<'_>) -> ControlFlow<()>;
}

/// What a publication did to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Files written.
    pub written: usize,
    /// Files that stood as they should.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
    /// Warnings.
    pub findings: Vec<Diagnostic>,
}

/// Why a site was not published.
#[derive(Debug)]
pub enum Fault {
    /// The output folder must not be published into; nothing was changed.
    Refused(Box<Diagnostic>),
    /// Foreign files stand in the way, or templates failed; nothing was changed.
    Findings(Vec<Diagnostic>),
    /// A file changed while it was being read: the build starts again; nothing was changed.
    Changed(TextChanged),
    /// The disk refused.
    Disk(Box<DiskFault>),
    /// Another build is at work in the folder; nothing was changed.
    Busy,
    /// It was stopped on the way.
    Stopped,
}

/// What the disk refused.
#[derive(Debug)]
pub struct DiskFault {
    /// What was tried: `write`, `read` …
    pub doing: &'static str,
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
    /// Whether files of the site had already been changed.
    pub midway: bool,
}

impl DiskFault {
    fn fault(doing: &'static str, path: impl AsRef<Path>, error: io::Error) -> Fault {
        Fault::Disk(Box::new(Self { doing, path: path.as_ref().to_path_buf(), error, midway: false }))
    }

    /// What to tell.
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { doing, path, error, midway } = self;
        let message = format!("cannot {doing} `{}`: {error}", path.display());
        let cure = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "allow this user to write there, or choose another folder with `--output`"
            }
            _ => "look at what the system says about that path",
        };
        let state = if *midway {
            "the site holds whole files, old and new; the next build finishes it"
        } else {
            "the site is as it was"
        };
        Diagnostic::general("disk-fault", message).help(format!("{cure}; {state}"))
    }
}

/// Publishes a plan into a folder.
///
/// # Errors
/// See [`Fault`]: but for a [`Fault::Disk`] that says `midway` and [`Fault::Stopped`], the folder
/// is as it was.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn publish(
    plan: &Plan,
    project: &Project,
    target: &Target,
    scope: Scope<'_>,
    run: Run,
    watch: &dyn Watch,
) -> Result<Publication, Fault> {
    let tree = target.tree();
    let old = guard::manifest(tree)?;
    let first = old.is_none();
    let old = old.unwrap_or_default();
    let names = tree.names("").map_err(|error| DiskFault::fault("list", tree.root(), error))?;
    let bare = names.iter().all(|name| name == NOTES);
    let press = Press { plan, project, tree, old, first, bare, folded: OnceLock::new(), watch };
    match run {
        Run::Dry => press.rehearse(scope),
        Run::Real => {
            let made =
                tree.open().map_err(|error| DiskFault::fault("make the folder", tree.root(), error))?;
            let done = press.locked(scope);
            if !matches!(done, Err(Fault::Stopped)) {
                tree.close(&made);
            }
            done
        }
    }
}

/// What stands in the folder after a publication, as a hash; `None` where nothing was published.
pub fn stand(project: &Project, target: &Target) -> Option<Hash> {
    let manifest = target.tree().read(guard::MANIFEST_PATH).ok()??;
    let (known, _) = project.recall(&known::name(target.tree()))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&manifest).update(&known);
    Some(Hash::from(&hasher.finalize()))
}

/// How many files stand in the folder, where every one of them stands as it did when [`stand`] said this.
///
/// `now` is when the build began, in nanoseconds since 1970.
pub fn stands(project: &Project, target: &Target, said: &str, now: u128) -> Option<usize> {
    if stand(project, target)?.hex() != said {
        return None;
    }
    Note::recall(project, target.tree()).known().stands(project, target.tree(), now)
}

/// One publication under way.
struct Press<'a> {
    plan: &'a Plan,
    project: &'a Project,
    tree: &'a Tree,
    old: Manifest,
    /// Whether nothing was ever published here.
    first: bool,
    /// Whether the folder holds nothing at all, but for our notes.
    bare: bool,
    /// Our paths in lower case, once somebody asks.
    folded: OnceLock<FxHashSet<String>>,
    watch: &'a dyn Watch,
}

impl Press<'_> {
    /// Whether one of our paths differs from this one by the case of letters at most.
    fn holds_folded(&self, path: &str) -> bool {
        let folded = self.folded.get_or_init(|| self.old.paths().map(str::to_lowercase).collect());
        folded.contains(&path.to_lowercase())
    }

    fn rehearse(&self, scope: Scope<'_>) -> Result<Publication, Fault> {
        let note = Note::recall(self.project, self.tree);
        let known = note.known();
        let (kept, made) = bundle::open(self, scope, &known)?;
        let survey = survey::survey(self, scope, &known, kept, &made)?;
        self.tell(Step::Render(survey.due.len()))?;
        stage::rehearse(self, &survey)?;
        for due in &survey.due {
            self.tell(Step::Install(&due.path))?;
        }
        for path in &survey.stale {
            self.tell(Step::Remove(path))?;
        }
        Ok(Publication {
            written: survey.due.len(),
            unchanged: survey.kept.len(),
            removed: survey.stale.len(),
            findings: survey.findings,
        })
    }

    fn locked(&self, scope: Scope<'_>) -> Result<Publication, Fault> {
        let _lock: Lock = self.tree.lock().ok_or(Fault::Busy)?;
        let clear = |error| DiskFault::fault("clear the stage of", self.tree.root(), error);
        self.tree.clear_stage().and_then(|()| self.tree.open()).map_err(clear)?;
        let done = self.staged(scope);
        if !matches!(done, Err(Fault::Stopped)) {
            // What cannot be cleared now is cleared by the next build.
            let _ = self.tree.clear_stage();
        }
        done
    }

    fn staged(&self, scope: Scope<'_>) -> Result<Publication, Fault> {
        let note = Note::recall(self.project, self.tree);
        let known = note.known();
        let (kept, made) = bundle::open(self, scope, &known)?;
        let mut survey = survey::survey(self, scope, &known, kept, &made)?;
        self.tell(Step::Render(survey.due.len()))?;
        let mut staged = stage::stage(self, &survey)?;
        packed::pack(self, &known, &mut survey, &mut staged)?;
        let new = Manifest::new(self.lines(&survey, &staged));
        // What was drawn again and came out the same is not written again.
        staged.retain(|sheet| sheet.changed);
        if !staged.is_empty() || !survey.stale.is_empty() || new != self.old || self.first {
            self.tell(Step::Announce)?;
            let (both, whole) = rayon::join(|| self.old.text_with(&new), || new.text());
            self.note(&both)?;
            self.change(&survey, &staged, &whole).map_err(|fault| match fault {
                Fault::Disk(disk) => Fault::Disk(Box::new(DiskFault { midway: true, ..*disk })),
                fault => fault,
            })?;
        }
        known.remember(self.project, self.tree, seen(&known, &survey, &staged, &new));
        Ok(Publication {
            written: staged.len(),
            unchanged: new.entries().len() - staged.len() - survey.beyond.len(),
            removed: survey.stale.len(),
            findings: survey.findings,
        })
    }

    /// The manifest as it will be.
    fn lines(&self, survey: &Survey<'_>, staged: &[stage::Sheet]) -> Vec<Entry> {
        let drawn = staged.iter().map(|sheet| sheet.entry.clone());
        let kept = survey.kept.iter().map(|kept| kept.entry.clone());
        let beyond = survey.beyond.iter().flat_map(|path| self.old.at(path)).cloned();
        kept.chain(drawn).chain(beyond).collect()
    }

    /// Steps 3 to 5: everything that changes files of the site.
    fn change(&self, survey: &Survey<'_>, staged: &[stage::Sheet], manifest: &str) -> Result<(), Fault> {
        let (in_the_way, stale): (Vec<&str>, Vec<&str>) =
            survey.stale.iter().map(|path| &**path).partition(|path| survey.in_the_way.contains(*path));
        self.remove(&in_the_way)?;
        let mut folders = Folders::default();
        for sheet in staged {
            self.tell(Step::Install(&sheet.entry.path))?;
            let installed = self.tree.install(&sheet.entry.path, &mut folders);
            installed
                .map_err(|error| DiskFault::fault("write", self.tree.locate(&sheet.entry.path), error))?;
        }
        self.remove(&stale)?;
        survey.gone.iter().for_each(|path| self.tree.sweep(path));
        self.tell(Step::Seal)?;
        self.note(manifest)
    }

    fn remove(&self, paths: &[&str]) -> Result<(), Fault> {
        for path in paths {
            self.tell(Step::Remove(path))?;
            let removed = self.tree.remove(path);
            removed.map_err(|error| DiskFault::fault("remove", self.tree.locate(path), error))?;
        }
        Ok(())
    }

    fn note(&self, manifest: &str) -> Result<(), Fault> {
        let written = self.tree.note(guard::MANIFEST, manifest.as_bytes());
        written.map_err(|error| DiskFault::fault("write", self.tree.locate(guard::MANIFEST_PATH), error))
    }

    fn tell(&self, step: Step<'_>) -> Result<(), Fault> {
        match self.watch.before(step) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Fault::Stopped),
        }
    }
}

/// The files of the site as the build has seen and written them; those beyond it as they were known before.
fn seen<'a>(
    known: &Known<'a>,
    survey: &'a Survey<'_>,
    staged: &'a [stage::Sheet],
    new: &'a Manifest,
) -> impl Iterator<Item = Line<'a>> {
    let kept = survey.kept.iter().map(|kept| (&*kept.entry.path, kept.stat, kept.entry.hash));
    let drawn = survey.due.iter().filter_map(|due| due.stands.map(|(hash, stat)| (&*due.path, stat, hash)));
    let staged = staged.iter().map(|sheet| (&*sheet.entry.path, sheet.staged.stat, sheet.entry.hash));
    let mut lines: Vec<Line<'_>> = kept.chain(drawn).chain(staged).collect();
    // What was written comes after what stood there.
    lines.par_sort_by_key(|(path, ..)| *path);
    let mut lines = lines.into_iter().peekable();
    new.paths().filter_map(move |path| {
        let mut last = None;
        while let Some(line) = lines.next_if(|(at, ..)| *at <= path) {
            last = Some(line);
        }
        last.filter(|(at, ..)| *at == path).or_else(|| known.find(path))
    })
}

impl Scope<'_> {
    /// Whether an artifact belongs to the run.
    fn holds(self, artifact: &Artifact) -> bool {
        match self {
            Self::Whole => true,
            Self::Only(outputs) => outputs.contains(&artifact.output),
        }
    }
}

/// A bundle that was made in this run.
struct Unpacked {
    fingerprint: Hash,
    members: Vec<Artifact>,
}

/// An artifact of the plan, or a file of a bundle, that is rendered in this run.
struct Due<'a> {
    artifact: &'a Artifact,
    fingerprint: Hash,
    path: Box<str>,
    /// The bytes that now stand there, where they are ours and untouched.
    stands: Option<(Hash, Stat)>,
}
