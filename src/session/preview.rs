//! A site held in memory and drawn on request: what `serve` shows.
//!
//! A preview goes through the same stages as a build, up to the plan; then an address is looked up in the plan and
//! drawn alone. It writes nothing, and knows no clock: the day is handed in.

use std::sync::Arc;

use chrono::NaiveDate;

use super::chain::{self, Asked, Look};
use super::{Day, keeps_back};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::files::Project;
use crate::load::{self, Memory};
use crate::output::{Artifact, RenderFault};
use crate::plan::Plan;
use crate::record::Records;
use crate::record::page::StaticFile;
use crate::record::site::Config;
use crate::record::text::Hash;
use crate::render::{self, Rendered};
use crate::routes::{LinkStyle, SitePath};
use crate::session::Tolerance;
use crate::texts::FileTexts;
use crate::theme::Theme;
use crate::tracker::Drafts;

/// What a preview shows.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Instead of that of `site.toml`; ends with `/`.
    pub base_url: Option<Box<str>>,
    /// Whether drafts are on the site.
    pub drafts: Drafts,
    /// The day that it is judged from.
    pub day: Day,
}

/// Which files may be other than they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Any.
    Anything,
    /// These files and folders, relative to the project's root; whether they are there or not.
    Only(Vec<FilePath>),
}

/// A project that is looked at again and again.
pub struct Preview {
    project: Project,
    wish: Wish,
    held: Option<Held>,
}

/// What the last look left.
struct Held {
    records: Records,
    findings: Vec<Diagnostic>,
    theme: Result<Arc<Theme>, Vec<Diagnostic>>,
}

/// A site that can be shown.
pub struct Stand {
    plan: Plan,
}

/// What came of a look.
pub struct Round {
    /// The site, where no error keeps it from being shown.
    pub stand: Option<Arc<Stand>>,
    /// Everything that was found, in order of file and place, each once.
    pub findings: Vec<Diagnostic>,
}

/// An address of a site, drawn.
pub struct Drawn {
    /// Its address, as the plan has it.
    pub path: SitePath,
    /// The file, whole.
    pub body: Body,
}

/// What stands at an address.
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file.
    File(StaticFile),
}

/// Why an address could not be drawn.
#[derive(Debug)]
pub enum Undrawn {
    /// A template failed: what is to be told.
    Findings(Vec<Diagnostic>),
    /// This file is no longer as it was loaded.
    Changed(FilePath),
}

impl Preview {
    /// Of this project; nothing is read yet.
    pub fn new(project: Project, wish: Wish) -> Self {
        Self { project, wish, held: None }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Reads what changed, and plans the site again for the day of the wish.
    pub fn look(&mut self, _changed: &Changed) -> Round {
        let site = match load::open(&self.project) {
            Ok(site) => site,
            Err(finding) => {
                self.held = None;
                return Round { stand: None, findings: vec![*finding] };
            }
        };
        let theme = Look::of(site.config()).theme(&self.project);
        let content = self.project.walk(&FilePath::new("content"));
        let (mut records, findings) = load::load_with(&self.project, site, content, Memory::None);
        if let Some(base_url) = &self.wish.base_url {
            records.config = Arc::new(Config { base_url: base_url.clone(), ..(*records.config).clone() });
        }
        let held = self.held.insert(Held { records, findings, theme });
        held.round(&self.project, &self.wish)
    }

    /// The same records, judged from another day; `None` before a look that could read `site.toml`.
    pub fn on(&self, day: NaiveDate) -> Option<Round> {
        let day = Day { told: Some(day), ..self.wish.day };
        let wish = Wish { day, ..self.wish.clone() };
        Some(self.held.as_ref()?.round(&self.project, &wish))
    }
}

impl Held {
    fn round(&self, project: &Project, wish: &Wish) -> Round {
        let texts = Arc::new(FileTexts::new(project.clone()));
        let asked = Asked { day: wish.day, drafts: wish.drafts, links: LinkStyle::Folders };
        let theme = self.theme.clone();
        let (plan, mut findings) = chain::plan(&self.records, self.findings.clone(), theme, texts, asked);
        findings.sort();
        findings.dedup();
        let shown = plan.filter(|_| !keeps_back(&findings, Tolerance::Warnings));
        Round { stand: shown.map(|plan| Arc::new(Stand { plan })), findings }
    }
}

impl Stand {
    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The day that the site is judged from.
    pub fn day(&self) -> NaiveDate {
        self.plan.site.tracker.as_of.day
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        self.plan.site.config()
    }

    /// What stands at an address: as a server does, a folder is asked for as `claims/ID/`.
    pub fn at(&self, path: &SitePath) -> Option<&Artifact> {
        self.plan.at(path)
    }

    /// The fingerprint of what stands at an address: two of one fingerprint look the same.
    pub fn print(&self, path: &SitePath) -> Option<Hash> {
        self.plan.at(path).map(|artifact| self.plan.fingerprint(artifact))
    }

    /// The record that an address shows most of, where it is made of one.
    pub fn record(&self, path: &SitePath) -> Option<FilePath> {
        self.plan.origin(self.plan.at(path)?)
    }

    /// Draws what stands at an address; `None` where the site holds nothing there.
    ///
    /// # Errors
    /// A template fault, or a text that is no longer as it was loaded.
    pub fn draw(&self, path: &SitePath) -> Option<Result<Drawn, Undrawn>> {
        let artifact = self.plan.at(path)?;
        let mut paper = Vec::new();
        let body = match render::render(&self.plan.site, artifact, &mut paper) {
            Ok(Rendered::Copy(file)) => Body::File(file.clone()),
            Ok(Rendered::Bytes(bytes)) if matches!(artifact.content, crate::output::Content::Bytes(_)) => {
                Body::Bytes(bytes.to_vec())
            }
            Ok(Rendered::Bytes(_)) => Body::Bytes(paper),
            Err(fault) => return Some(Err(undrawn(artifact, fault))),
        };
        Some(Ok(Drawn { path: artifact.path.clone(), body }))
    }
}

fn undrawn(artifact: &Artifact, fault: RenderFault) -> Undrawn {
    match render::findings(vec![(artifact, fault)]) {
        Ok(findings) => Undrawn::Findings(findings),
        Err(changed) => Undrawn::Changed(changed.file),
    }
}
