//! From records to a plan: the stages that builds and previews share, in their order.

use std::sync::Arc;

use super::Day;
use crate::check::Scene;
use crate::checks;
use crate::date;
use crate::diagnostic::Diagnostic;
use crate::files::{Project, ThemeFile};
use crate::output::{Language, OutputId, Pieces, Prints, Site};
use crate::outputs;
use crate::plan::{self, Plan};
use crate::record::Records;
use crate::record::site::Config;
use crate::record::text::TextReader;
use crate::resolve::{self, Resolved};
use crate::routes::{LinkStyle, Routes};
use crate::theme::{self, Strings, Theme};
use crate::tracker::{AsOf, Drafts};

/// What is asked of a site, beside what its files say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) day: Day,
    pub(super) drafts: Drafts,
    pub(super) links: LinkStyle,
}

/// What the stages made of a site.
pub(super) struct Stood {
    pub(super) records: Arc<Records>,
    kept: resolve::Kept,
    checked: checks::Checked,
    pub(super) plan: Plan,
}

impl Stood {
    /// The plan alone: what would save time in a next round is let go, and its memory serves for drawing.
    pub(super) fn into_plan(self) -> Plan {
        self.plan
    }

    /// What rules look at.
    pub(super) fn scene(&self) -> Scene<'_> {
        let site = &self.plan.site;
        Scene { tracker: &site.tracker, records: &self.records, theme: Some(&site.theme) }
    }
}

/// Every stage from records to the plan; none where the theme cannot be used.
///
/// `findings` are those of loading; what comes back are all of them, with the settings of the site applied. What the
/// stages made of the site `before` only saves time.
pub(super) fn plan(
    records: Arc<Records>,
    mut findings: Vec<Diagnostic>,
    theme: Result<Arc<Theme>, Vec<Diagnostic>>,
    texts: Arc<dyn TextReader>,
    asked: Asked,
    before: Option<&Stood>,
) -> (Option<Stood>, Vec<Diagnostic>) {
    let resolved = before.map(|stood| resolve::Before {
        records: &stood.records,
        tracker: &stood.plan.site.tracker,
        kept: &stood.kept,
    });
    let as_of = as_of(asked.day, &records.config);
    let Resolved { tracker, findings: found, kept } = resolve::again(&records, as_of, asked.drafts, resolved);
    findings.extend(found);
    let known = before.map(|stood| (&*stood.plan.site.tracker, &stood.checked));
    let checked = checks::check(&Scene { tracker: &tracker, records: &records, theme: None }, known);
    findings.extend(checked.findings());
    let theme = match theme {
        Ok(theme) => theme,
        Err(found) => {
            findings.extend(found);
            return (None, checks::apply_settings(&records, findings, &[]));
        }
    };
    findings.extend_from_slice(theme.warnings());
    let printed = before.map(|stood| (&*stood.plan.site.tracker, &stood.plan.site.prints));
    let site = Site {
        enabled: enabled(&records.config),
        prints: Prints::of(&tracker, printed),
        languages: languages(&records.config, &theme),
        tracker: Arc::new(tracker),
        texts,
        theme,
        links: asked.links,
        pieces: Pieces::default(),
    };
    let (plan, found) = plan::plan(site, &records.lost, before.map(|stood| &stood.plan));
    findings.extend(found);
    let findings = checks::apply_settings(&records, findings, &[]);
    (Some(Stood { records, kept, checked, plan }), findings)
}

/// What is to be known of a site before its theme is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Look {
    theme: Box<str>,
    languages: Vec<Box<str>>,
}

impl Look {
    pub(super) fn of(config: &Config) -> Self {
        let languages = config.languages.iter().map(|lang| lang.code.clone());
        Self { theme: config.theme.clone(), languages: languages.collect() }
    }

    /// The theme.
    ///
    /// # Errors
    /// Every fault that keeps it from being used.
    pub(super) fn theme(&self, project: &Project) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let files = self.files(project).map_err(|finding| vec![*finding])?;
        Theme::load(&self.theme, files, &self.codes()).map(Arc::new)
    }

    /// The theme's words in a language, without the rest of it.
    ///
    /// # Errors
    /// A file of it cannot be read.
    pub(super) fn strings(&self, project: &Project, lang: &str) -> Result<Strings, Box<Diagnostic>> {
        Ok(theme::strings(&self.theme, self.files(project)?, &self.codes(), lang))
    }

    fn files(&self, project: &Project) -> Result<Vec<ThemeFile>, Box<Diagnostic>> {
        project.theme_files(&self.theme).map_err(|(path, error)| {
            let message = format!("cannot read `{}` of the theme: {error}", path.display());
            Box::new(Diagnostic::general("disk-fault", message))
        })
    }

    fn codes(&self) -> Vec<&str> {
        self.languages.iter().map(|code| &**code).collect()
    }
}

/// The day that a site is judged from.
pub(super) fn as_of(day: Day, config: &Config) -> AsOf {
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

/// Outputs that the site makes: all that `site.toml` does not switch off, and that it can make.
fn enabled(config: &Config) -> Vec<OutputId> {
    let off = |id: OutputId| config.outputs.get(id).is_some_and(|settings| !settings.enabled);
    let kinds = outputs::ALL.iter().map(|output| output.id());
    let mut ids: Vec<_> = kinds.chain(outputs::INDEXES.iter().map(|index| index.id())).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| outputs::ALWAYS.contains(id) || !off(id));
    ids.retain(|id| config.has_address() || !outputs::ADDRESSED.contains(id));
    ids
}
