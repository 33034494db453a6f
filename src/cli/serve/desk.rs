//! What is shown now: the last good stand, what was found last, and the same on other days.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant as Moment};

use chrono::NaiveDate;
use onrecord::checks::{Survey, Tally};
use onrecord::date;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::record::text::TextChanged;
use onrecord::session::{Changed, Preview, Round, Stand, Wish};

use super::prints::Shared;
use super::shelf::Shelf;
use crate::cli::given;

/// How many other days are held at once: each is a whole plan.
const MOST_DAYS: usize = 3;

/// What is shown, and what is told beside it.
pub(super) struct Edition {
    /// Counts the rounds; what was drawn from an older one may be out of date.
    pub(super) number: u64,
    /// The last site without an error; `None` before there was one.
    pub(super) stand: Option<Arc<Stand>>,
    /// What the last round found, whether the site is of that round or of an earlier one.
    pub(super) report: Arc<Report>,
    /// What is told of desk rules, where they look.
    notes: Option<Arc<Notes>>,
    /// The fingerprints of what many pages load.
    pub(super) shared: Arc<Shared>,
    /// Pages that were drawn.
    pub(super) shelf: Arc<Shelf>,
}

/// The most findings that are listed of a whole site.
pub(super) const MOST: usize = 300;

/// How much desk rules find in the site that is shown; in the one before, until they have looked at this one. What
/// they find in a record is asked for when it is shown.
#[derive(Default)]
pub(super) struct Notes {
    /// In all.
    tally: Tally,
    /// The first of it, at most [`MOST`].
    first: Vec<Diagnostic>,
    /// What they see in the site as a whole alone.
    of_site: Arc<Vec<Diagnostic>>,
    /// Two of one print tell the same.
    print: u64,
}

impl Notes {
    /// What a survey of this site says.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub(super) fn of(stand: &Stand, survey: &Survey) -> Result<Self, TextChanged> {
        Ok(Self {
            tally: survey.tally(),
            first: stand.first(survey, MOST)?,
            of_site: survey.of_site(),
            print: survey.print(),
        })
    }
}

/// What a round found.
pub(super) struct Report {
    /// In order of file and place.
    pub(super) findings: Vec<Diagnostic>,
    /// Whether they keep the site from being shown.
    pub(super) outcome: Outcome,
    /// Two of one print tell the same.
    pub(super) print: String,
}

/// How a round ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Outcome {
    /// With a site.
    Good,
    /// With errors: what is shown is older.
    Broken,
}

/// A round, as it is told.
pub(super) struct Turn {
    pub(super) before: Arc<Edition>,
    pub(super) now: Arc<Edition>,
    pub(super) took: Duration,
}

impl Turn {
    /// Whether all is as it was, or as broken as it was: there is nothing new to tell.
    pub(super) fn repeats(&self) -> bool {
        let (before, now) = (&self.before.report, &self.now.report);
        self.is_idle() || now.outcome == Outcome::Broken && now.print == before.print
    }

    /// Whether all is as it was.
    pub(super) fn is_idle(&self) -> bool {
        Arc::ptr_eq(&self.before, &self.now)
    }
}

/// The project as it was looked at last, and from which day.
struct Looked {
    preview: Preview,
    wish: Wish,
}

/// What is shown now.
pub(super) struct Desk {
    preview: Mutex<Looked>,
    now: Mutex<Arc<Edition>>,
    /// Those that were asked for last stand last.
    days: Mutex<Vec<(NaiveDate, Arc<Edition>)>>,
}

impl Desk {
    /// Nothing is looked at yet.
    pub(super) fn new(project: Project, wish: Wish) -> Self {
        let report = Arc::new(Report::new(Vec::new(), Outcome::Broken));
        let (shared, shelf) = (Arc::default(), Arc::default());
        let now = Edition { number: 0, stand: None, report, notes: Some(Arc::default()), shared, shelf };
        let now = Mutex::new(Arc::new(now));
        let preview = Preview::new(project, wish.clone());
        Self { preview: Mutex::new(Looked { preview, wish }), now, days: Mutex::default() }
    }

    /// Whether the site is judged from a day that has ended since: today, as it was when it was looked at.
    pub(super) fn is_of_yesterday(&self) -> bool {
        let wish = lock(&self.preview).wish.clone();
        self.has_ended(&wish)
    }

    fn has_ended(&self, Wish { day, .. }: &Wish) -> bool {
        let Some(stand) = self.now().stand.clone() else { return false };
        let config = stand.config();
        let of = |at| date::day_of(at, config.timezone);
        let told = day.told.is_some() || day.epoch.is_some() || config.as_of.is_some();
        !told && of(day.now) != of(given::now())
    }

    /// What is shown on the site's own day.
    pub(super) fn now(&self) -> Arc<Edition> {
        Arc::clone(&lock(&self.now))
    }

    /// Reads what changed; a site with errors does not take the place of the last good one.
    pub(super) fn look(&self, changed: &Changed) -> Turn {
        self.look_with(&mut lock(&self.preview), changed)
    }

    /// The same, unless there was a round since `seen`.
    pub(super) fn look_since(&self, seen: u64, changed: &Changed) -> Option<Turn> {
        let mut looked = lock(&self.preview);
        (self.now().number == seen).then(|| self.look_with(&mut looked, changed))
    }

    fn look_with(&self, looked: &mut Looked, changed: &Changed) -> Turn {
        let begun = Moment::now();
        if self.has_ended(&looked.wish) {
            looked.wish.day.now = given::now();
            looked.preview = Preview::new(looked.preview.project().clone(), looked.wish.clone());
        }
        let Round { stand, findings, is_new } = looked.preview.look(changed);
        let before = self.now();
        if !is_new {
            return Turn { now: Arc::clone(&before), before, took: begun.elapsed() };
        }
        let outcome = if stand.is_some() { Outcome::Good } else { Outcome::Broken };
        let report = Arc::new(Report::new(findings, outcome));
        let mut days = lock(&self.days);
        if outcome == Outcome::Good {
            // They belong to the records as they were; while those are broken they are all that there is.
            days.clear();
        } else {
            for (_, edition) in days.iter_mut() {
                *edition = Arc::new(before.followed(edition.stand.clone(), Arc::clone(&report)));
            }
            days.retain(|(_, edition)| edition.stand.is_some());
        }
        let now = Arc::new(match stand {
            Some(stand) => {
                let shared = Arc::new(Shared::of(&stand, &before.shared));
                Edition { shared, ..before.followed(Some(stand), report) }
            }
            None => before.followed(before.stand.clone(), report),
        });
        *lock(&self.now) = Arc::clone(&now);
        Turn { before, now, took: begun.elapsed() }
    }

    /// What is shown on a day; `None` is the site's own.
    pub(super) fn on(&self, day: Option<NaiveDate>) -> Arc<Edition> {
        let Some(day) = day else { return self.now() };
        if let Some(held) = self.held(day) {
            return held;
        }
        // Rounds wait meanwhile: a day is of the records that were read last.
        let looked = &mut *lock(&self.preview);
        if let Some(held) = self.held(day) {
            return held;
        }
        let now = self.now();
        let (stand, report) = match looked.preview.on(day) {
            // A day of broken records is as good as they are: not shown.
            Some(Round { stand, findings, .. }) => {
                let outcome = if stand.is_some() { Outcome::Good } else { Outcome::Broken };
                (stand, Arc::new(Report::new(findings, outcome)))
            }
            None => (None, Arc::clone(&now.report)),
        };
        let (number, shared) = (now.number, Arc::clone(&now.shared));
        // Other days are looked at by gates alone.
        let edition = Arc::new(Edition { number, stand, report, notes: None, shared, shelf: Arc::default() });
        let mut days = lock(&self.days);
        if days.len() >= MOST_DAYS {
            days.remove(0);
        }
        days.push((day, Arc::clone(&edition)));
        edition
    }

    /// Notes what desk rules find in a site, if it is still shown; whether that is other than what they found before.
    pub(super) fn note(&self, stand: &Arc<Stand>, notes: Notes) -> bool {
        let mut now = lock(&self.now);
        let shown = now.stand.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, stand));
        if !shown || now.notes.as_ref().is_some_and(|known| known.print == notes.print) {
            return false;
        }
        *now = Arc::new(now.noted(notes));
        true
    }

    fn held(&self, day: NaiveDate) -> Option<Arc<Edition>> {
        let mut days = lock(&self.days);
        let place = days.iter().position(|(held, _)| *held == day)?;
        let entry = days.remove(place);
        let edition = Arc::clone(&entry.1);
        days.push(entry);
        Some(edition)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Edition {
    /// The same, with what desk rules find in it.
    fn noted(&self, notes: Notes) -> Self {
        let Self { number, stand, report, shared, shelf, .. } = self;
        Self {
            number: *number,
            stand: stand.clone(),
            report: Arc::clone(report),
            notes: Some(Arc::new(notes)),
            shared: Arc::clone(shared),
            shelf: Arc::clone(shelf),
        }
    }

    /// The one that is shown after it, while the files beside pages stay.
    fn followed(&self, stand: Option<Arc<Stand>>, report: Arc<Report>) -> Self {
        let (number, shared) = (self.number + 1, Arc::clone(&self.shared));
        Self { number, stand, report, notes: self.notes.clone(), shared, shelf: Arc::default() }
    }

    /// What is told of desk rules: nothing where the last round found errors.
    fn desk(&self) -> Option<&Notes> {
        self.notes.as_deref().filter(|_| self.report.outcome == Outcome::Good)
    }

    /// What is told of some files: what the last round found, and what desk rules find there now.
    pub(super) fn findings_of(&self, is_meant: impl Fn(&FilePath) -> bool) -> Vec<Diagnostic> {
        let here = |finding: &&Diagnostic| finding.place.as_ref().is_some_and(|place| is_meant(&place.file));
        let mut all: Vec<_> = self.report.findings.iter().filter(here).cloned().collect();
        if let (Some(notes), Some(stand)) = (self.desk(), &self.stand) {
            all.extend(notes.of_site.iter().filter(here).cloned());
            // Where a file is no longer as it was loaded, there will be a round, and the page is shown anew.
            all.extend(stand.desk_of(is_meant).unwrap_or_default());
        }
        all.sort();
        all
    }

    /// How much is told in all.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::of(&self.report.findings);
        tally += self.desk().map(|notes| notes.tally).unwrap_or_default();
        tally
    }

    /// The first of everything that is told, at most [`MOST`].
    pub(super) fn first(&self) -> Vec<&Diagnostic> {
        let notes = self.desk().map_or(&[][..], |notes| &notes.first);
        let mut all: Vec<_> = self.report.findings.iter().chain(notes).collect();
        all.sort();
        all.truncate(MOST);
        all
    }

    /// Two of one print tell the same.
    pub(super) fn print(&self) -> String {
        let notes = self.notes.as_ref().map_or(0, |notes| notes.print);
        format!("{}-{notes:016x}", self.report.print)
    }
}

impl Report {
    fn new(findings: Vec<Diagnostic>, outcome: Outcome) -> Self {
        // Always the same keys: who comes back to a preview that was started again compares with what it knew.
        let mut hasher = DefaultHasher::new();
        (outcome, &findings).hash(&mut hasher);
        let print = format!("{:016x}", hasher.finish());
        Self { findings, outcome, print }
    }
}
