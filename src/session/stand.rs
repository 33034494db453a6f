//! A site that a preview shows: what stands at an address, drawn when it is asked for.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::chain::Stood;
use crate::checks::{self, GoesOn, Survey};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::output::{self, Artifact, Content, Part, RenderFault};
use crate::plan::Plan;
use crate::record::page::StaticFile;
use crate::record::site::Config;
use crate::record::text::{Hash, TextChanged};
use crate::render::{self, Rendered};
use crate::routes::SitePath;
use crate::texts::KeptTexts;

/// A site that can be shown.
pub struct Stand {
    pub(super) stood: Stood,
    texts: Arc<KeptTexts>,
    /// Bundles that somebody asked for, by their addresses.
    bundles: Mutex<Vec<(SitePath, Arc<Part>)>>,
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

impl Stand {
    pub(super) fn new(stood: Stood, texts: Arc<KeptTexts>) -> Self {
        Self { stood, texts, bundles: Mutex::default() }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.stood.plan
    }

    /// The day that the site is judged from.
    pub fn day(&self) -> NaiveDate {
        self.stood.plan.site.tracker.as_of.day
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        self.stood.plan.site.config()
    }

    /// What desk rules find in the records that stand in these files, in order of file and place; what they see in
    /// the site as a whole alone is in its survey.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub fn desk_of(&self, is_meant: impl Fn(&FilePath) -> bool) -> Result<Vec<Diagnostic>, TextChanged> {
        checks::desk_of(&self.stood.scene(), &*self.stood.plan.site.texts, is_meant)
    }

    /// Goes on to count what desk rules find everywhere, as long as it may; whether everything was looked at. A
    /// survey of an earlier stand only saves time.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub fn survey(&self, survey: &mut Option<Survey>, goes_on: &GoesOn<'_>) -> Result<bool, TextChanged> {
        let tracker = &self.stood.plan.site.tracker;
        let survey = match survey {
            Some(own) if own.is_of(tracker) => own,
            other => {
                let before = other.take();
                other.insert(Survey::new(tracker, before))
            }
        };
        survey.look(&self.stood.scene(), &self.texts.in_passing(), goes_on)
    }

    /// The first of what a survey of this stand counted, at most so many, in order of file and place.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub fn first(&self, survey: &Survey, most: usize) -> Result<Vec<Diagnostic>, TextChanged> {
        survey.first(most, &self.stood.scene(), &self.texts.in_passing())
    }

    /// What stands at an address: as a server does, a folder is asked for as `claims/ID/`. Where a bundle may have a
    /// file, it is the bundle: whether it has one is known when it is drawn.
    pub fn at(&self, path: &SitePath) -> Option<&Artifact> {
        self.stood.plan.at(path).or_else(|| self.stood.plan.bundle_at(path))
    }

    /// The fingerprint of what stands at an address: two of one fingerprint look the same.
    pub fn print(&self, path: &SitePath) -> Option<Hash> {
        self.at(path).map(|artifact| self.stood.plan.fingerprint(artifact))
    }

    /// The record that an address shows most of, where it is made of one.
    pub fn record(&self, path: &SitePath) -> Option<FilePath> {
        self.stood.plan.origin(self.at(path)?)
    }

    /// Draws what stands at an address; `None` where the site holds nothing there.
    ///
    /// # Errors
    /// A template fault, or a text that is no longer as it was loaded.
    pub fn draw(&self, path: &SitePath) -> Option<Result<Drawn, Undrawn>> {
        let artifact = self.at(path)?;
        if artifact.folder().is_some() {
            return self.unpacked(artifact).map(|files| drawn_of(&files, path)).transpose();
        }
        let mut paper = Vec::new();
        let body = match render::render(&self.stood.plan.site, artifact, &mut paper) {
            Ok(Rendered::Copy(file)) => Body::File(file.clone()),
            Ok(Rendered::Bytes(bytes)) if matches!(artifact.content, Content::Bytes(_)) => {
                Body::Bytes(bytes.to_vec())
            }
            Ok(Rendered::Bytes(_)) => Body::Bytes(paper),
            Err(fault) => return Some(Err(undrawn(artifact, fault))),
        };
        Some(Ok(Drawn { path: artifact.path.clone(), body }))
    }

    /// The files of a bundle: made when the first of them is asked for, and kept as long as this site.
    fn unpacked(&self, bundle: &Artifact) -> Result<Arc<Part>, Undrawn> {
        // Whoever asks for another file meanwhile waits: a browser asks for several at once.
        let mut held = self.bundles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, files)) = held.iter().find(|(path, _)| *path == bundle.path) {
            return Ok(Arc::clone(files));
        }
        let files = output::unpack(&self.stood.plan.site, bundle).map_err(|fault| undrawn(bundle, fault))?;
        let files = Arc::new(Part::new(files));
        held.push((bundle.path.clone(), Arc::clone(&files)));
        Ok(files)
    }
}

/// A file of a bundle.
fn drawn_of(files: &Part, path: &SitePath) -> Option<Drawn> {
    let file = files.at(path)?;
    let Content::Bytes(bytes) = &file.content else { return None };
    Some(Drawn { path: path.clone(), body: Body::Bytes(bytes.to_vec()) })
}

fn undrawn(artifact: &Artifact, fault: RenderFault) -> Undrawn {
    match render::findings(vec![(artifact, fault)]) {
        Ok(findings) => Undrawn::Findings(findings),
        Err(changed) => Undrawn::Changed(changed.file),
    }
}
