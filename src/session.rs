//! The one place where the stages are chained: records in, site out.
//!
//! A session knows no clock and no environment: the day and the home folder are handed in.

mod memo;
mod seen;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::checks;
use crate::date::{self, Instant};
use crate::diagnostic::{Diagnostic, FilePath, Severity, nearest};
use crate::files::Project;
use crate::load::{self, Memory};
use crate::output::{Language, OutputId, Prints, Site};
use crate::outputs;
use crate::plan::{self, Plan};
use crate::publish::{self, Fault, Publication, Run, Scope, Target, Watch};
use crate::record::site::Config;
use crate::resolve;
use crate::routes::{LinkStyle, Routes};
use crate::texts::FileTexts;
use crate::theme::Theme;
use crate::tracker::{AsOf, Drafts};
use memo::Memo;
use seen::Seen;

/// How often a build starts again when files change under it.
const ATTEMPTS: usize = 3;

/// A project and what is kept of it from one build to the next.
pub struct Session {
    project: Project,
    /// The last plan that was published.
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

/// A plan, or what kept it from being made.
type Planned = Result<(Plan, Vec<Diagnostic>), Outcome>;

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
            let (plan, mut findings) = match self.plan(options, seen, memory) {
                Ok(planned) => planned,
                Err(outcome) => return outcome,
            };
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
                    *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(plan);
                    return Outcome::new(Ending::Published, findings, Some(summary));
                }
                Err(Fault::Changed(text)) => changed = Some(text.file),
                Err(fault) => return Outcome::failed(fault, findings),
            }
        }
        Outcome::new(Ending::System, changed.iter().map(kept_changing).collect(), None)
    }

    fn target(&self, options: &BuildOptions) -> Result<Target, Fault> {
        Target::new(&self.project, &options.output, options.home.as_deref())
    }

    /// Every stage up to the plan.
    ///
    /// # Errors
    /// The outcome, where there is nothing to plan.
    fn plan(&self, options: &BuildOptions, seen: Seen, memory: Memory) -> Planned {
        let site = load::open(&self.project)
            .map_err(|finding| Outcome::new(Ending::Configuration, vec![*finding], None))?;
        let look = Look::of(site.config());
        let content = seen.content(&self.project);
        let ((mut records, mut findings), theme) = rayon::join(
            || load::load_with(&self.project, site, content, memory),
            || look.theme(&self.project),
        );
        if let Some(base_url) = &options.base_url {
            records.config = Arc::new(Config { base_url: base_url.clone(), ..(*records.config).clone() });
        }
        let as_of = as_of(options.day, &records.config);
        let (tracker, found) = resolve::resolve(&records, as_of, options.drafts);
        findings.extend(found);
        findings.extend(checks::check(&tracker));
        let theme = match theme {
            Ok(theme) => theme,
            Err(found) => {
                findings.extend(found);
                let findings = checks::apply_settings(&records, findings);
                return Err(Outcome::new(Ending::Findings, findings, None));
            }
        };
        findings.extend_from_slice(theme.warnings());
        let languages = languages(&records.config, &theme);
        let site = Site {
            enabled: enabled(&records.config),
            prints: Prints::of(&tracker),
            tracker: Arc::new(tracker),
            texts: Arc::new(FileTexts::new(self.project.clone())),
            theme: Arc::new(theme),
            languages,
            links: options.links,
        };
        let (plan, found) = plan::plan(site, &records.lost);
        findings.extend(found);
        Ok((plan, checks::apply_settings(&records, findings)))
    }
}

/// What is to be known of a site before its theme is read.
struct Look {
    theme: Box<str>,
    languages: Vec<Box<str>>,
}

impl Look {
    fn of(config: &Config) -> Self {
        let languages = config.languages.iter().map(|lang| lang.code.clone());
        Self { theme: config.theme.clone(), languages: languages.collect() }
    }

    fn theme(&self, project: &Project) -> Result<Theme, Vec<Diagnostic>> {
        let files = project.theme_files(&self.theme).map_err(|(path, error)| {
            let message = format!("cannot read `{}` of the theme: {error}", path.display());
            vec![Diagnostic::general("disk-fault", message)]
        })?;
        let codes: Vec<&str> = self.languages.iter().map(|code| &**code).collect();
        Theme::load(&self.theme, files, &codes)
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

fn as_of(day: Day, config: &Config) -> AsOf {
    let zone = config.timezone;
    let epoch = day.epoch.map(|at| date::day_of(at, zone));
    let told = day.told.or(epoch).or(config.as_of);
    let day = told.unwrap_or_else(|| date::day_of(day.now, zone));
    AsOf { day, end: date::day_end(day, zone) }
}

fn languages(config: &Config, theme: &Theme) -> Vec<Language> {
    let language = |(place, code): (usize, &str)| Language {
        code: code.into(),
        routes: if place == 0 { Routes::root() } else { Routes::language(code) },
        strings: Arc::clone(theme.strings(code)),
    };
    config.languages.iter().map(|lang| &*lang.code).enumerate().map(language).collect()
}

/// Outputs that the site makes: all that `site.toml` does not switch off.
fn enabled(config: &Config) -> Vec<OutputId> {
    let off = |id: OutputId| config.outputs.get(id).is_some_and(|settings| !settings.enabled);
    let kinds = outputs::ALL.iter().map(|output| output.id());
    let mut ids: Vec<_> = kinds.chain(outputs::INDEXES.iter().map(|index| index.id())).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| outputs::ALWAYS.contains(id) || !off(id));
    ids
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
