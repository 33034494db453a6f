//! Notes answers as they come, and writes them down now and then, so that little is lost with the process.

use std::time::{Duration, Instant as Moment};

use chrono::NaiveDate;
use onrecord::files::Project;
use url::Url;

use super::cache::Cache;
use super::probe::{Host, Outcome};
use super::rounds::Ended;
use super::verdict::Answer;

/// How often it is written down.
const EVERY: Duration = Duration::from_secs(10);

/// Takes outcomes down.
pub(super) struct Ledger<'a> {
    cache: &'a mut Cache,
    project: &'a Project,
    today: NaiveDate,
    /// What came before anybody was heard: without a network it says nothing.
    doubtful: Vec<(Url, Answer)>,
    heard: bool,
    written: Moment,
}

impl<'a> Ledger<'a> {
    /// Into this cache, on this day.
    pub(super) fn new(cache: &'a mut Cache, project: &'a Project, today: NaiveDate) -> Self {
        Self { cache, project, today, doubtful: Vec::new(), heard: false, written: Moment::now() }
    }

    /// Takes one down.
    pub(super) fn take(&mut self, url: &Url, outcome: &Outcome) {
        let Outcome::Answered(answer, host) = outcome else { return };
        self.heard |= matches!(host, Host::Heard | Host::Rests);
        self.doubtful.push((url.clone(), answer.clone()));
        if self.heard {
            self.believe();
        }
        if self.heard && self.written.elapsed() >= EVERY {
            self.cache.keep(self.project);
            self.written = Moment::now();
        }
    }

    /// Writes everything down that can be believed: everything, where the asking came to its end.
    pub(super) fn close(mut self, ended: &Ended) {
        if *ended == Ended::Done {
            self.believe();
        }
        if *ended == Ended::Done || self.heard {
            self.cache.tidy(self.today);
            self.cache.keep(self.project);
        }
    }

    fn believe(&mut self) {
        for (url, answer) in self.doubtful.drain(..) {
            self.cache.note(url.as_str(), &answer, self.today);
        }
    }
}
