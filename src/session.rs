//! The one place where the stages are chained: records in, site out.
//!
//! A session knows no clock and no environment: the day and the home folder are handed in.

mod addresses;
mod chain;
mod check;
mod ledger;
mod memo;
mod mend;
mod preview;
mod seen;
mod stand;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::date::Instant;
use crate::diagnostic::{Diagnostic, FilePath, Severity, nearest};
use crate::files::Project;
use crate::load::{self, Memory};
use crate::output::OutputId;
use crate::plan::Plan;
use crate::publish::{self, Fault, Publication, Run, Scope, Target, Watch};
use crate::record::site::Config;
use crate::routes::LinkStyle;
use crate::texts::FileTexts;
use crate::tracker::Drafts;
pub use addresses::Listed;
use chain::{Asked, Look, Stood};
pub use check::CheckOptions;
pub use ledger::Ledger;
use memo::Memo;
pub use mend::Mended;
pub use preview::{Changed, Preview, Round, Wish};
use seen::Seen;
pub use stand::{Body, Drawn, Stand, Undrawn};

/// How often a build starts again when files change under it.
const ATTEMPTS: usize = 3;

/// A project and what is kept of it from one build to the next.
pub struct Session {
    project: Project,
    /// The last plan that was published or checked: to take it apart takes time, which whoever holds the session may save.
    last: Mutex<Option<Plan>>,
}

/// From which day the site is judged; the first that is given counts, `site.toml` before `now`.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// As the user says.
    pub told: Option<NaiveDate>,
    /// `SOURCE_DATE_EPOCH`.
    pub epoch: Option<Instant>,
    /// The time now; its day is that of the site's zone.
    pub now: Instant,
}

impl Day {
    /// The time now in nanoseconds since 1970, as files have their times; 0 before that.
    fn nanoseconds(self) -> u128 {
        u128::try_from(self.now.0).unwrap_or(0) * 1_000_000_000
    }
}

/// What a build counts as a reason not to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// Errors.
    Warnings,
    /// Errors and warnings.
    Nothing,
}

/// What the user asks of a build.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Where the site is written.
    pub output: PathBuf,
    /// The user's home folder: it is never published into.
    pub home: Option<PathBuf>,
    /// Instead of that of `site.toml`; ends with `/`.
    pub base_url: Option<Box<str>>,
    /// Whether drafts are on the site.
    pub drafts: Drafts,
    /// The day that it is judged from.
    pub day: Day,
    /// What keeps it from being published.
    pub tolerance: Tolerance,
    /// Whether anything is written.
    pub run: Run,
    /// Outputs to write in this run; all where empty.
    pub only: Vec<String>,
    /// How pages link to each other.
    pub links: LinkStyle,
}

/// How a build ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The site stands.
    Published,
    /// The records were checked; what was found decides.
    Checked,
    /// Findings kept it from being published.
    Findings,
    /// It could not begin: no readable `site.toml`, an output folder or a setting that cannot be.
    Configuration,
    /// The disk failed, or files kept changing.
    System,
}

/// What a finished build did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Claims on the site.
    pub claims: usize,
    /// Their updates.
    pub updates: usize,
    /// Pages.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Files that stood as they should.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
}

/// What came of a build.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// Everything that was found, in order of file and place, each once.
    pub findings: Vec<Diagnostic>,
    /// What was done, where the site was published.
    pub summary: Option<Summary>,
}

/// A site that is planned, or what kept it from being so.
type Planned = Result<(Stood, Vec<Diagnostic>), Outcome>;

impl Session {
    /// Of this project.
    pub fn new(project: Project) -> Self {
        Self { project, last: Mutex::new(None) }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Builds the site.
    pub fn build(&self, options: &BuildOptions, watch: &dyn Watch) -> Outcome {
        let seen = Seen::look(&self.project, options.run);
        if let Ok(target) = self.target(options)
            && let Some(summary) = memo::recall(&self.project, &seen, &target, options)
        {
            return Outcome::new(Ending::Published, Vec::new(), Some(summary));
        }
        let (mut first, mut changed) = (Some(seen), None);
        for attempt in 0..ATTEMPTS {
            // What changed while it was read may look as it did: the second time everything is read.
            let noted = attempt == 0 && options.run != Run::Dry;
            let memory = if noted { Memory::Noted } else { Memory::None };
            let seen = first.take().unwrap_or_else(|| Seen::look(&self.project, options.run));
            let target = self.target(options);
            let memo = target.as_ref().ok().and_then(|target| Memo::begin(&seen, target, options));
            let asked = Asked { day: options.day, drafts: options.drafts, links: options.links };
            let (stood, mut findings) = match self.plan(options.base_url.as_deref(), asked, seen, memory) {
                Ok(planned) => planned,
                Err(outcome) => return outcome,
            };
            let plan = stood.into_plan();
            let target = match target {
                Ok(target) => target,
                Err(fault) => return Outcome::failed(fault, findings),
            };
            if keeps_back(&findings, options.tolerance) {
                return Outcome::new(Ending::Findings, findings, None);
            }
            let only = match narrowed(&options.only, &plan.site.enabled) {
                Ok(only) => only,
                Err(finding) => return Outcome::new(Ending::Configuration, vec![*finding], None),
            };
            let scope = if only.is_empty() { Scope::Whole } else { Scope::Only(&only) };
            match publish::publish(&plan, &self.project, &target, scope, options.run, watch) {
                Ok(publication) => {
                    let summary = Summary::new(&plan, &publication);
                    findings.extend(publication.findings);
                    if let Some(memo) = memo.filter(|_| findings.is_empty()) {
                        memo.keep(&self.project, &target, options, plan.site.config(), summary);
                    }
                    self.keep(plan);
                    self.project.forget_drafts();
                    return Outcome::new(Ending::Published, findings, Some(summary));
                }
                Err(Fault::Changed(text)) => changed = Some(text.file),
                Err(fault) => return Outcome::failed(fault, findings),
            }
        }
        Outcome::new(Ending::System, changed.iter().map(kept_changing).collect(), None)
    }

    /// Holds a plan as long as the session.
    fn keep(&self, plan: Plan) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(plan);
    }

    fn target(&self, options: &BuildOptions) -> Result<Target, Fault> {
        Target::new(&self.project, &options.output, options.home.as_deref())
    }

    /// Every stage up to the plan.
    ///
    /// # Errors
    /// The outcome, where there is nothing to plan.
    fn plan(&self, base_url: Option<&str>, asked: Asked, seen: Seen, memory: Memory) -> Planned {
        let site = load::open(&self.project)
            .map_err(|finding| Outcome::new(Ending::Configuration, vec![*finding], None))?;
        let look = Look::of(site.config());
        let content = seen.content(&self.project);
        let ((mut records, findings), theme) = rayon::join(
            || load::load_with(&self.project, site, content, memory),
            || look.theme(&self.project),
        );
        if let Some(base_url) = base_url {
            records.config = Arc::new(Config { base_url: base_url.into(), ..(*records.config).clone() });
        }
        let texts = Arc::new(FileTexts::new(self.project.clone()));
        match chain::plan(Arc::new(records), findings, theme, texts, asked, None) {
            (Some(stood), findings) => Ok((stood, findings)),
            (None, findings) => Err(Outcome::new(Ending::Findings, findings, None)),
        }
    }
}

impl Outcome {
    fn new(ending: Ending, mut findings: Vec<Diagnostic>, summary: Option<Summary>) -> Self {
        findings.sort();
        findings.dedup();
        Self { ending, findings, summary }
    }

    fn failed(fault: Fault, mut findings: Vec<Diagnostic>) -> Self {
        let (ending, found) = match fault {
            Fault::Refused(finding) => (Ending::Configuration, vec![*finding]),
            Fault::Findings(found) => (Ending::Findings, found),
            Fault::Changed(text) => (Ending::System, vec![kept_changing(&text.file)]),
            Fault::Disk(disk) => (Ending::System, vec![disk.diagnostic()]),
            Fault::Busy => (Ending::System, vec![busy()]),
            Fault::Stopped => (Ending::System, vec![Diagnostic::general("stopped", "the build was stopped")]),
        };
        findings.extend(found);
        Self::new(ending, findings, None)
    }
}

impl Summary {
    fn new(plan: &Plan, publication: &Publication) -> Self {
        let claims = &plan.site.tracker.claims;
        Self {
            claims: claims.len(),
            updates: claims.iter().map(|claim| claim.updates.len()).sum(),
            pages: plan.pages(),
            written: publication.written,
            unchanged: publication.unchanged,
            removed: publication.removed,
        }
    }
}

fn keeps_back(findings: &[Diagnostic], tolerance: Tolerance) -> bool {
    match tolerance {
        Tolerance::Warnings => findings.iter().any(|finding| finding.severity == Severity::Error),
        Tolerance::Nothing => !findings.is_empty(),
    }
}

/// The outputs that the user named for this run.
fn narrowed(only: &[String], enabled: &[OutputId]) -> Result<Vec<OutputId>, Box<Diagnostic>> {
    let find = |name: &String| {
        enabled.iter().copied().find(|id| id == name).ok_or_else(|| {
            let help = nearest(name, enabled.iter().copied()).map_or_else(
                || format!("the site makes: {}", enabled.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            Box::new(
                Diagnostic::general("unknown-output", format!("output `{name}` is not made by this site"))
                    .help(help),
            )
        })
    };
    only.iter().map(find).collect()
}

fn kept_changing(file: &FilePath) -> Diagnostic {
    let message = format!("file `{file}` kept changing while it was read");
    Diagnostic::general("files-changing", message)
        .help("build again when it is at rest; the site is as it was")
}

fn busy() -> Diagnostic {
    Diagnostic::general("output-busy", "another build is writing into the output folder")
        .help("wait until it is done; nothing was changed")
}
