//! A site held in memory and drawn on request: what `serve` shows.
//!
//! A preview goes through the same stages as a build, up to the plan; then an address is looked up in the plan and
//! drawn alone. It writes nothing, and knows no clock: the day is handed in.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::chain::{self, Asked, Look};
use super::stand::Stand;
use super::{Day, keeps_back};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::files::Project;
use crate::load::Library;
use crate::record::Records;
use crate::record::site::Config;
use crate::routes::LinkStyle;
use crate::session::Tolerance;
use crate::texts::{self, KeptTexts};
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
    library: Library,
    texts: Arc<KeptTexts>,
    held: Option<Held>,
    /// What came of the last look.
    round: Option<Round>,
    /// The last stand, and those of other days: what is the same in the next one is taken from there.
    last: Option<Arc<Stand>>,
    days: Vec<Known>,
    looks: usize,
}

/// A stand of another day.
struct Known {
    day: NaiveDate,
    /// The number of the look that it is of.
    look: usize,
    round: Round,
}

/// Stands of other days that are kept.
const DAYS: usize = 3;
/// After so many looks, a day that nobody asked for meanwhile is let go: each is a whole plan.
const LOOKS: usize = 8;

/// What the last look left.
struct Held {
    records: Arc<Records>,
    findings: Vec<Diagnostic>,
    /// The settings as they were read, where the wish makes others of them.
    written: Arc<Config>,
    look: Look,
    theme: Result<Arc<Theme>, Vec<Diagnostic>>,
}

/// What came of a look.
#[derive(Clone)]
pub struct Round {
    /// The site, where no error keeps it from being shown.
    pub stand: Option<Arc<Stand>>,
    /// Everything that was found, in order of file and place, each once.
    pub findings: Vec<Diagnostic>,
    /// Whether anything is other than it was in the round before: a file may have been saved as it was.
    pub is_new: bool,
}

impl Preview {
    /// Of this project; nothing is read yet.
    pub fn new(project: Project, wish: Wish) -> Self {
        Self {
            library: Library::new(project.clone()),
            texts: Arc::new(KeptTexts::new(project.clone(), KeptTexts::BOUND)),
            project,
            wish,
            held: None,
            round: None,
            last: None,
            days: Vec::new(),
            looks: 0,
        }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Reads what changed, and plans the site again for the day of the wish.
    pub fn look(&mut self, changed: &Changed) -> Round {
        self.looks += 1;
        self.let_days_go();
        let before = self.held.take();
        let paths = match changed {
            Changed::Only(paths) if before.is_some() => Some(&paths[..]),
            _ => None,
        };
        let (records, findings) = match self.library.read(paths) {
            Ok(read) => read,
            Err(finding) => {
                let findings = vec![*finding];
                let is_new = self.round.as_ref().is_none_or(|round| round.findings != findings);
                return self.round.insert(Round { stand: None, findings, is_new }).clone();
            }
        };
        let (held, is_same) = self.hold(records, findings, before, paths);
        let held = self.held.insert(held);
        if is_same && let Some(round) = &self.round {
            return Round { is_new: false, ..round.clone() };
        }
        let asked = self.wish.asked(self.wish.day);
        let round = held.round(Arc::clone(&self.texts), asked, self.last.as_deref());
        self.round = Some(round.clone());
        if let Some(stand) = &round.stand {
            let old = self.last.replace(Arc::clone(stand));
            self.keep_texts(stand, old.as_deref());
            take_apart(old.into_iter().collect::<Vec<_>>());
        }
        round
    }

    /// The records of the last look, judged from another day; `None` before a look that could read `site.toml`.
    pub fn on(&mut self, day: NaiveDate) -> Option<Round> {
        let held = self.held.as_ref()?;
        let place = self.days.iter().position(|known| known.day == day);
        let known = place.map(|place| self.days.remove(place));
        let round = match known {
            Some(known) if known.look == self.looks => known.round,
            known => {
                let before = known.and_then(|known| known.round.stand);
                let asked = self.wish.asked(Day { told: Some(day), ..self.wish.day });
                held.round(Arc::clone(&self.texts), asked, before.as_deref())
            }
        };
        self.days.insert(0, Known { day, look: self.looks, round: round.clone() });
        self.days.truncate(DAYS);
        Some(round)
    }

    fn let_days_go(&mut self) {
        let (kept, gone) = self.days.drain(..).partition(|known| self.looks - known.look <= LOOKS);
        self.days = kept;
        take_apart(gone);
    }

    /// Keeps what the stand's texts say: once a file is broken, the site of before it goes on being shown.
    fn keep_texts(&self, stand: &Arc<Stand>, before: Option<&Stand>) {
        let (texts, records) = (Arc::clone(&self.texts), &stand.stood.records);
        if let Some(before) = before {
            let old = &before.stood.records;
            let claims = strangers(&records.claims, &old.claims);
            texts.refresh(&texts::files(claims, strangers(&records.pages, &old.pages)));
            return;
        }
        let mut files = texts::files(&records.claims, &records.pages);
        self.library.newest_first(&mut files);
        // The preview and its stands hold the texts too.
        let fill = move || texts.fill(&files, || Arc::strong_count(&texts) > 1);
        // Without it, an edit that breaks a page nobody has looked at would leave that page blank.
        let _ = std::thread::Builder::new().name("texts".into()).spawn(fill);
    }

    /// What is held of what was read, as the wish wants it, and whether it is what was held before.
    fn hold(
        &self,
        mut records: Records,
        findings: Vec<Diagnostic>,
        before: Option<Held>,
        changed: Option<&[FilePath]>,
    ) -> (Held, bool) {
        let written = Arc::clone(&records.config);
        let same = before.as_ref().filter(|held| Arc::ptr_eq(&held.written, &written));
        records.config = match (&self.wish.base_url, same) {
            (None, _) => records.config,
            (Some(_), Some(held)) => Arc::clone(&held.records.config),
            (Some(base_url), None) => Arc::new(Config { base_url: base_url.clone(), ..(*written).clone() }),
        };
        let look = Look::of(&records.config);
        let is_theme = |path: &FilePath| path.as_str().split('/').next() == Some("themes");
        let same = changed.is_some_and(|paths| !paths.iter().any(is_theme));
        let theme = match &before {
            Some(held) if same && held.look == look => held.theme.clone(),
            _ => look.theme(&self.project),
        };
        let held = Held { records: Arc::new(records), findings, written, look, theme };
        let is_same = before.is_some_and(|before| before.is_like(&held));
        (held, is_same)
    }
}

/// Lets go of sites on another thread: to take a large one apart takes longer than to plan it.
fn take_apart<T: Send + 'static>(sites: Vec<T>) {
    if !sites.is_empty() {
        rayon::spawn(move || drop(sites));
    }
}

/// Those of a list that another one does not hold, and maybe some that stand elsewhere there.
fn strangers<'a, T>(list: &'a [Arc<T>], other: &[Arc<T>]) -> Vec<&'a Arc<T>> {
    if list.len() == other.len() {
        let both = list.iter().zip(other);
        return both.filter(|(one, other)| !Arc::ptr_eq(one, other)).map(|(one, _)| one).collect();
    }
    let known: FxHashSet<*const T> = other.iter().map(Arc::as_ptr).collect();
    list.iter().filter(|one| !known.contains(&Arc::as_ptr(one))).collect()
}

impl Wish {
    fn asked(&self, day: Day) -> Asked {
        Asked { day, drafts: self.drafts, links: LinkStyle::Folders }
    }
}

impl Held {
    /// Whether the same was read, found and loaded.
    fn is_like(&self, other: &Self) -> bool {
        let theme = match (&self.theme, &other.theme) {
            (Ok(one), Ok(other)) => Arc::ptr_eq(one, other) || one.is_like(other),
            (Err(one), Err(other)) => one == other,
            _ => false,
        };
        theme && self.records.is_like(&other.records) && self.findings == other.findings
    }

    fn round(&self, texts: Arc<KeptTexts>, asked: Asked, before: Option<&Stand>) -> Round {
        let theme = self.theme.clone();
        let (records, findings) = (Arc::clone(&self.records), self.findings.clone());
        let before = before.map(|stand| &stand.stood);
        let reader = Arc::clone(&texts);
        let (stood, mut findings) = chain::plan(records, findings, theme, reader, asked, before);
        findings.sort();
        findings.dedup();
        let shown = stood.filter(|_| !keeps_back(&findings, Tolerance::Warnings));
        Round { stand: shown.map(|stood| Arc::new(Stand::new(stood, texts))), findings, is_new: true }
    }
}
