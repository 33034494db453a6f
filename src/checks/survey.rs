//! How much desk rules find where on a site. What they find is let go: on a large site it takes more room than the
//! records, and who shows a record asks for its own ([`super::desk_of`]).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::AddAssign;
use std::sync::Arc;

use super::desk::Looker;
use super::is_like;
use super::settings::Settings;
use crate::check::Scene;
use crate::diagnostic::{Diagnostic, FilePath, Severity};
use crate::record::text::{TextChanged, TextReader};
use crate::tracker::Tracker;

/// A number of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of errors.
    pub errors: usize,
    /// Of warnings.
    pub warnings: usize,
}

impl Tally {
    /// Those of these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
            }
        }
        tally
    }

    /// Both together.
    pub fn total(self) -> usize {
        self.errors + self.warnings
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

/// What was found in one thing. A large site has a hundred thousand of them.
#[derive(Clone, Copy, Debug)]
struct Count {
    errors: u32,
    warnings: u32,
    /// Two of one print tell the same.
    print: u64,
}

impl Count {
    fn of(findings: &[Diagnostic]) -> Self {
        let Tally { errors, warnings } = Tally::of(findings);
        Self { errors: errors as u32, warnings: warnings as u32, print: print(findings) }
    }

    fn tally(self) -> Tally {
        Tally { errors: self.errors as usize, warnings: self.warnings as usize }
    }
}

/// Always of the same keys: a preview that is started again comes to the same.
fn print(told: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    told.hash(&mut hasher);
    hasher.finish()
}

/// How much desk rules find in each thing of a site, with the settings of the site applied.
///
/// It can be left off and gone on with, and begins with what an earlier one knows of things that are the same.
#[derive(Debug)]
pub struct Survey {
    tracker: Arc<Tracker>,
    /// `None` = nobody has looked yet.
    claims: Vec<Option<Count>>,
    sources: Vec<Option<Count>>,
    pages: Vec<Option<Count>>,
    site: Option<Arc<Vec<Diagnostic>>>,
}

/// Asked before each thing that is looked at: whether to go on.
pub type GoesOn<'a> = dyn Fn() -> bool + 'a;

impl Survey {
    /// Of a site that nobody has looked at, but for what is the same as in an earlier one.
    pub fn new(tracker: &Arc<Tracker>, before: Option<Self>) -> Self {
        let (new, tracker) = (&**tracker, Arc::clone(tracker));
        let Some(before) = before.filter(|before| is_like(&before.tracker, new)) else {
            let (claims, sources) = (vec![None; new.claims.len()], vec![None; new.sources.len()]);
            let pages = vec![None; new.pages.len()];
            return Self { claims, sources, pages, site: None, tracker };
        };
        let Self { tracker: old, mut claims, mut sources, mut pages, .. } = before;
        forget(&mut claims, |ix| Arc::ptr_eq(&old.claims[ix], &new.claims[ix]));
        if !Arc::ptr_eq(&old.sources, &new.sources) {
            forget(&mut sources, |ix| Arc::ptr_eq(&old.sources[ix].record, &new.sources[ix].record));
        }
        forget(&mut pages, |ix| Arc::ptr_eq(&old.pages[ix], &new.pages[ix]));
        Self { claims, sources, pages, site: None, tracker }
    }

    /// Whether it is of this site.
    pub fn is_of(&self, tracker: &Arc<Tracker>) -> bool {
        Arc::ptr_eq(&self.tracker, tracker)
    }

    /// Whether everything was looked at.
    pub fn is_whole(&self) -> bool {
        let Self { claims, sources, pages, site, .. } = self;
        site.is_some() && [claims, sources, pages].iter().all(|counts| counts.iter().all(Option::is_some))
    }

    /// Looks at what nobody has looked at yet, as long as it may; whether everything was looked at.
    ///
    /// `scene` is of the site that it was made for.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub fn look(
        &mut self,
        scene: &Scene<'_>,
        texts: &dyn TextReader,
        goes_on: &GoesOn<'_>,
    ) -> Result<bool, TextChanged> {
        let looker = Looker::of_desk(*scene, texts);
        let settings = Settings::of(scene.records);
        let settled = |found| settings.apply(found, &[]);
        let Self { tracker, claims, sources, pages, site } = self;
        let of_claim = |ix: usize| looker.claim(&tracker.claims[ix]).map(settled);
        let of_page = |ix: usize| looker.page(&tracker.pages[ix]).map(settled);
        let of_source = |ix: usize| Ok(settled(looker.source(&tracker.sources[ix])));
        if !go_on(claims, goes_on, of_claim)?
            || !go_on(pages, goes_on, of_page)?
            || !go_on(sources, goes_on, of_source)?
            || !goes_on()
        {
            return Ok(false);
        }
        site.get_or_insert_with(|| {
            let mut site = settled(looker.site());
            site.sort();
            site.shrink_to_fit();
            Arc::new(site)
        });
        Ok(true)
    }

    /// What is seen in the site as a whole alone, by place.
    pub fn of_site(&self) -> Arc<Vec<Diagnostic>> {
        self.site.clone().unwrap_or_default()
    }

    /// How much was found in all.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::of(&*self.of_site());
        self.counts().for_each(|count| tally += count.tally());
        tally
    }

    /// Two of one print tell the same; 0 where nothing was found, as before anybody looked.
    pub fn print(&self) -> u64 {
        let found = self.counts().filter(|count| count.tally().total() > 0);
        let (prints, site): (Vec<u64>, _) = (found.map(|count| count.print).collect(), self.of_site());
        if prints.is_empty() && site.is_empty() { 0 } else { print((prints, site)) }
    }

    fn counts(&self) -> impl Iterator<Item = Count> {
        [&self.claims, &self.pages, &self.sources].into_iter().flatten().copied().flatten()
    }

    /// The first of what was found, about so many, by place: things are taken by their files, and whole.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub fn first(
        &self,
        most: usize,
        scene: &Scene<'_>,
        texts: &dyn TextReader,
    ) -> Result<Vec<Diagnostic>, TextChanged> {
        let looker = Looker::of_desk(*scene, texts);
        let settings = Settings::of(scene.records);
        let mut all: Vec<Diagnostic> = self.of_site().iter().take(most).cloned().collect();
        let mut found = 0;
        for (_, thing) in self.first_things(most) {
            if found >= most {
                break;
            }
            let told = match thing {
                Thing::Claim(ix) => looker.claim(&self.tracker.claims[ix])?,
                Thing::Page(ix) => looker.page(&self.tracker.pages[ix])?,
                Thing::Source(ix) => looker.source(&self.tracker.sources[ix]),
            };
            let told = settings.apply(told, &[]);
            found += told.len();
            all.extend(told);
        }
        all.sort();
        all.truncate(most);
        Ok(all)
    }

    /// The first things in which something was found, at most so many, by their files.
    fn first_things(&self, most: usize) -> Vec<(&FilePath, Thing)> {
        let Self { tracker, claims, sources, pages, .. } = self;
        let has = |(ix, count): (usize, &Option<Count>)| {
            count.is_some_and(|count| count.tally().total() > 0).then_some(ix)
        };
        let claims = claims.iter().enumerate().filter_map(has);
        let claims = claims.map(|ix| (&tracker.claims[ix].record.file, Thing::Claim(ix)));
        let pages = pages.iter().enumerate().filter_map(has);
        let pages = pages.map(|ix| (&tracker.pages[ix].file, Thing::Page(ix)));
        let sources = sources.iter().enumerate().filter_map(has);
        let sources = sources.map(|ix| (&tracker.sources[ix].record.file, Thing::Source(ix)));
        let mut all: Vec<_> = claims.chain(pages).chain(sources).collect();
        if all.len() > most {
            all.select_nth_unstable(most);
            all.truncate(most);
        }
        all.sort_unstable();
        all
    }
}

/// A thing that is looked at, by its place in the tracker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Claim(usize),
    Page(usize),
    Source(usize),
}

/// Forgets what is no longer the same.
fn forget(counts: &mut [Option<Count>], is_same: impl Fn(usize) -> bool) {
    let others = counts.iter_mut().enumerate().filter(|(ix, _)| !is_same(*ix));
    others.for_each(|(_, count)| *count = None);
}

/// Counts what `find` finds where nobody has looked, as long as it may; whether nothing is left.
fn go_on(
    counts: &mut [Option<Count>],
    goes_on: &GoesOn<'_>,
    find: impl Fn(usize) -> Result<Vec<Diagnostic>, TextChanged>,
) -> Result<bool, TextChanged> {
    for (ix, count) in counts.iter_mut().enumerate().filter(|(_, count)| count.is_none()) {
        if !goes_on() {
            return Ok(false);
        }
        *count = Some(Count::of(&find(ix)?));
    }
    Ok(true)
}
