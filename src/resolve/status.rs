//! The status of a claim: a pure function from its readings to headlines and runs.
//!
//! The history is *replayed*: every publication and every retraction is an event, and after each one
//! the headline is what the readings that then stood add up to. Nothing that was told is ever
//! rewritten, so a later event cannot change what an earlier day saw. Rules are numbered as in the
//! methodology. No code here knows a status by name, reads a record or looks at a clock.

use crate::date::Instant;
use crate::record::site::{Closing, Settling};

/// A status, by its place in the vocabulary.
pub(super) type StatusIx = usize;

/// Who answers for a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A person: a human reading, or an assisted one that names its author.
    Human,
    /// A machine: anything else.
    Machine,
}

/// What an update says about the status.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) status: StatusIx,
    /// Whether that status closes a claim.
    pub(super) terminal: bool,
    pub(super) voice: Voice,
    /// Whether it says why, in a sentence.
    pub(super) has_summary: bool,
    /// From when it is retracted.
    pub(super) withdrawn: Option<Instant>,
}

/// An update as the replay sees it; one without a reading only asks which headline held then.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) at: Instant,
    pub(super) reading: Option<Reading>,
}

/// A headline as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) status: StatusIx,
    /// First reading of the run that made it.
    pub(super) since: Option<usize>,
    /// The reading that settled it.
    pub(super) settled_by: Option<usize>,
    /// What made it the headline.
    pub(super) cause: Cause,
    /// The latest reading that bears it and says why.
    pub(super) summary_of: Option<usize>,
    /// How many readings bear it.
    pub(super) readings: usize,
}

/// What made a headline hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The claim had no reading yet.
    Start,
    /// The reading of this entry was published.
    Reading(usize),
    /// The reading of this entry was retracted.
    Retraction(usize),
}

/// Consecutive readings of one status among those that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) status: StatusIx,
    pub(super) readings: Vec<usize>,
    pub(super) reverted: bool,
    pub(super) lasted: Option<i64>,
}

/// What became of a claim up to a day.
#[derive(Clone, Debug)]
pub(super) struct History {
    /// Headlines, oldest first; the first is that of the start.
    pub(super) told: Vec<Told>,
    /// For each entry the place in `told` that held right after it.
    pub(super) after: Vec<usize>,
    /// Runs of the readings that stand.
    pub(super) runs: Vec<Stretch>,
}

/// Replays `entries` (ordered by instant) up to before `until`, from the status `start`.
///
/// Later entries are ignored. `rules` are ordered by `from` and hold at least one.
pub(super) fn history(entries: &[Entry], rules: &[Settling], start: StatusIx, until: Instant) -> History {
    let mut replay = Replay::new(entries, rules, start);
    let retractions = retractions(entries, until);
    let mut groups = retractions.chunk_by(|a, b| a.0 == b.0).peekable();
    let mut after = Vec::with_capacity(entries.len());
    for (ix, entry) in entries.iter().enumerate().take_while(|(_, entry)| entry.at < until) {
        // Of what happens at one instant, publications come first: a reading that replaces a
        // retracted one leaves no gap.
        while let Some(group) = groups.next_if(|group| group[0].0 < entry.at) {
            replay.retract(group);
        }
        replay.publish(ix);
        after.push(replay.told.len() - 1);
    }
    for group in groups {
        replay.retract(group);
    }
    after.resize(entries.len(), replay.told.len() - 1);
    let runs = replay.runs();
    History { told: replay.told, after, runs }
}

/// Rule 1: what is retracted by then does not count, and did count before. A retraction that is dated
/// before the publication (or on its day) takes effect with it.
fn retractions(entries: &[Entry], until: Instant) -> Vec<(Instant, usize)> {
    let effective = |(ix, entry): (usize, &Entry)| {
        let withdrawn = entry.reading?.withdrawn?.max(entry.at);
        (withdrawn < until).then_some((withdrawn, ix))
    };
    let mut found: Vec<_> = entries.iter().enumerate().filter_map(effective).collect();
    found.sort_unstable();
    found
}

struct Replay<'a> {
    entries: &'a [Entry],
    rules: &'a [Settling],
    start: State,
    /// The readings that stand, each with the state right after it, so that a retraction replays
    /// only what came later: cheap as long as readings are retracted soon, or rarely.
    standing: Vec<(usize, State)>,
    told: Vec<Told>,
    /// Whether an entry was ever the latest reading while the headline said the same.
    bore: Vec<bool>,
}

impl<'a> Replay<'a> {
    fn new(entries: &'a [Entry], rules: &'a [Settling], status: StatusIx) -> Self {
        let told = Told {
            status,
            since: None,
            settled_by: None,
            cause: Cause::Start,
            summary_of: None,
            readings: 0,
        };
        Self {
            entries,
            rules,
            start: State::start(status),
            standing: Vec::with_capacity(entries.len()),
            told: vec![told],
            bore: vec![false; entries.len()],
        }
    }

    fn publish(&mut self, ix: usize) {
        if self.count(ix) {
            self.tell(Cause::Reading(ix));
        }
    }

    /// Takes a reading into account; false where the entry is none.
    fn count(&mut self, ix: usize) -> bool {
        let Entry { at, reading: Some(reading) } = self.entries[ix] else { return false };
        let before = self.standing.last().map_or(self.start, |(_, state)| *state);
        // The rule in force at the time of the reading decides: new rules never rewrite earlier days.
        let past = self.rules.partition_point(|rule| rule.from <= at);
        let rule = &self.rules[past.saturating_sub(1)];
        self.standing.push((ix, before.then(ix, at, reading, rule)));
        true
    }

    fn retract(&mut self, group: &[(Instant, usize)]) {
        let first = group[0].1;
        let from = self.standing.partition_point(|(ix, _)| *ix < first);
        let later: Vec<usize> = self.standing.drain(from..).map(|(ix, _)| ix).collect();
        for ix in later {
            if group.binary_search_by_key(&ix, |(_, retracted)| *retracted).is_err() {
                self.count(ix);
            }
        }
        self.tell(Cause::Retraction(group[group.len() - 1].1));
    }

    /// Writes down what is told after an event: a new headline, or the present one better borne out.
    fn tell(&mut self, cause: Cause) {
        let state = self.standing.last().map_or(self.start, |(_, state)| *state);
        if let Some((last, _)) = self.standing.last() {
            self.bore[*last] |= state.run.status == state.status;
        }
        let now = Told {
            status: state.status,
            since: state.since,
            settled_by: state.settled_by,
            cause,
            summary_of: state.summary_of,
            readings: state.readings,
        };
        match self.told.last_mut() {
            Some(told) if told.status == now.status => *told = Told { cause: told.cause, ..now },
            _ => self.told.push(now),
        }
    }

    /// Equal neighbours collapse into runs; a run that was undone and never bore the headline is
    /// reverted.
    fn runs(&self) -> Vec<Stretch> {
        let status = |ix: usize| self.entries[ix].reading.map(|reading| reading.status);
        let groups: Vec<_> = self.standing.chunk_by(|a, b| status(a.0) == status(b.0)).collect();
        let stretch = |(place, group): (usize, &&[(usize, State)])| {
            let begun = |group: &[(usize, State)]| self.entries[group[0].0].at.0;
            let next = groups.get(place + 1);
            Stretch {
                status: group[0].1.run.status,
                readings: group.iter().map(|(ix, _)| *ix).collect(),
                reverted: next.is_some() && !group.iter().any(|(ix, _)| self.bore[*ix]),
                lasted: next.map(|next| begun(next) - begun(group)),
            }
        };
        groups.iter().enumerate().map(stretch).collect()
    }
}

/// What the readings so far add up to.
#[derive(Clone, Copy, Debug)]
struct State {
    /// The headline.
    status: StatusIx,
    terminal: bool,
    since: Option<usize>,
    settled_by: Option<usize>,
    summary_of: Option<usize>,
    readings: usize,
    /// Whether a person made the headline or confirmed it.
    upheld: bool,
    /// Whether a person has spoken at all.
    spoken: bool,
    /// The latest run, whoever read.
    run: LatestRun,
    /// Machine readings since the last human one: those that equal the latest, without a break.
    equal: Streak,
    /// Machine readings since the last human one: those since one repeated the headline.
    unlike: Streak,
}

#[derive(Clone, Copy, Debug)]
struct LatestRun {
    status: StatusIx,
    first: Option<usize>,
    readings: usize,
    summary_of: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Streak {
    readings: u32,
    first: Instant,
}

impl State {
    fn start(status: StatusIx) -> Self {
        Self {
            status,
            // Nobody has closed a claim that nobody has read, whatever status it starts with.
            terminal: false,
            since: None,
            settled_by: None,
            summary_of: None,
            readings: 0,
            upheld: false,
            spoken: false,
            run: LatestRun { status, first: None, readings: 0, summary_of: None },
            equal: Streak::NONE,
            unlike: Streak::NONE,
        }
    }

    /// The state after one more reading, under the rule in force at its time.
    fn then(mut self, ix: usize, at: Instant, reading: Reading, rule: &Settling) -> Self {
        let moves = match reading.voice {
            Voice::Human => self.hear_human(),
            Voice::Machine => self.hear_machine(at, reading, rule),
        };
        self.run = self.run.then(ix, reading);
        if reading.status == self.status && self.since.is_some() {
            self.readings += 1;
            self.summary_of = if reading.has_summary { Some(ix) } else { self.summary_of };
            self.upheld |= reading.voice == Voice::Human;
        } else if moves {
            self.status = reading.status;
            self.terminal = reading.terminal;
            self.since = self.run.first;
            self.settled_by = Some(ix);
            self.summary_of = self.run.summary_of;
            self.readings = self.run.readings;
            self.upheld = reading.voice == Voice::Human;
            self.unlike = Streak::NONE;
        }
        self
    }

    /// Rule 2: a person takes effect at once, and restarts the count.
    fn hear_human(&mut self) -> bool {
        self.spoken = true;
        self.equal = Streak::NONE;
        self.unlike = Streak::NONE;
        true
    }

    /// Rules 3 and 4: whether a machine's reading may change the headline to its status.
    fn hear_machine(&mut self, at: Instant, reading: Reading, rule: &Settling) -> bool {
        let same = reading.status == self.run.status;
        self.equal = if same { self.equal } else { Streak::NONE }.then(at);
        let repeats = reading.status == self.status;
        self.unlike = if repeats { Streak::NONE } else { self.unlike.then(at) };
        if self.terminal && self.upheld {
            return false;
        }
        if reading.terminal {
            // Into a status that closes, readings agree if equal.
            return rule.terminal == Closing::Settled && self.equal.settles(at, rule);
        }
        let at_once = !self.spoken && !self.terminal;
        // Out of a status, readings agree if none repeats it; the last one wins.
        at_once || self.unlike.settles(at, rule)
    }
}

impl LatestRun {
    fn then(mut self, ix: usize, reading: Reading) -> Self {
        if self.first.is_none() || self.status != reading.status {
            self = Self { status: reading.status, first: Some(ix), readings: 0, summary_of: None };
        }
        self.readings += 1;
        self.summary_of = if reading.has_summary { Some(ix) } else { self.summary_of };
        self
    }
}

impl Streak {
    const NONE: Self = Self { readings: 0, first: Instant(0) };

    fn then(self, at: Instant) -> Self {
        let first = if self.readings == 0 { at } else { self.first };
        Self { readings: self.readings.saturating_add(1), first }
    }

    /// Enough readings over enough hours, from the first to the one at `at`; time alone settles nothing.
    fn settles(self, at: Instant, rule: &Settling) -> bool {
        let span = at.0.saturating_sub(self.first.0);
        self.readings >= rule.readings && span >= i64::from(rule.hours) * 3600
    }
}
