//! Many addresses: host by host, a few hosts at a time, until all are known or time is up. What is known by then is
//! handed on as it comes.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Moment};

use url::Url;

use super::manner::Manner;
use super::net::Net;
use super::probe::{Host, Outcome, probe};

/// How long a look at the clock and at signals may be away.
const GLANCE: Duration = Duration::from_millis(50);
/// As many addresses of a host that all fail stand for the others.
const SPOKEN_FOR: usize = 2;
/// As many hosts that cannot be reached, and none that can, are a network that is not there.
const HOSTS: usize = 3;

/// How the asking ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Every address was asked, or left for a reason of its own.
    Done,
    /// Time was up.
    Late,
    /// The user stopped it.
    Stopped,
    /// Nobody could be reached, for this reason: what was found says nothing of the addresses.
    Offline(String),
    /// The system grants no threads.
    NoThreads,
}

/// Addresses of one host, in their order.
type Group = Vec<Url>;

/// Asks for all of these addresses; each outcome is told when it comes.
pub(super) fn ask_all(
    urls: Vec<Url>,
    net: &Arc<Net>,
    manner: &Manner,
    stop: &AtomicBool,
    mut tell: impl FnMut(&Url, &Outcome),
) -> Ended {
    let begun = Moment::now();
    let Some(outcomes) = start(groups(urls), net, manner) else { return Ended::NoThreads };
    let mut reach = Reach::default();
    let ended = loop {
        if stop.load(Ordering::Relaxed) {
            break Ended::Stopped;
        }
        if manner.within.is_some_and(|within| begun.elapsed() >= within) {
            break Ended::Late;
        }
        if reach.is_hopeless(manner.jobs) {
            break Ended::Done;
        }
        match outcomes.recv_timeout(GLANCE) {
            Ok((url, outcome)) => {
                reach.note(&url, &outcome);
                tell(&url, &outcome);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break Ended::Done,
        }
    };
    // Who is in the middle of a request is not waited for: the process ends soon. What came meanwhile is not lost.
    net.stop();
    for (url, outcome) in outcomes.try_iter() {
        reach.note(&url, &outcome);
        tell(&url, &outcome);
    }
    match reach.offline() {
        Some(why) if ended == Ended::Done => Ended::Offline(why),
        _ => ended,
    }
}

/// Lets workers begin; `None` = the system grants no threads. Fewer than wanted will do.
fn start(groups: VecDeque<Group>, net: &Arc<Net>, manner: &Manner) -> Option<Receiver<(Url, Outcome)>> {
    let (sender, receiver) = mpsc::channel();
    let wanted = manner.jobs.min(groups.len());
    let queue = Arc::new(Mutex::new(groups));
    let mut granted = 0;
    for _ in 0..wanted {
        let worker = Worker {
            queue: Arc::clone(&queue),
            net: Arc::clone(net),
            manner: manner.clone(),
            outcomes: sender.clone(),
        };
        let thread = std::thread::Builder::new().name("verify".to_owned());
        granted += usize::from(thread.spawn(move || worker.run()).is_ok());
    }
    (granted > 0 || wanted == 0).then_some(receiver)
}

/// Addresses by host, the longest list first, since it takes the longest.
fn groups(urls: Vec<Url>) -> VecDeque<Group> {
    let mut by_host: BTreeMap<String, Group> = BTreeMap::new();
    for url in urls {
        by_host.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push(url);
    }
    let mut groups: Vec<Group> = by_host.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.into()
}

/// Scheme and port.
type Door = (String, Option<u16>);

fn door(url: &Url) -> Door {
    (url.scheme().to_owned(), url.port_or_known_default())
}

/// Takes one host after the other.
struct Worker {
    queue: Arc<Mutex<VecDeque<Group>>>,
    net: Arc<Net>,
    manner: Manner,
    outcomes: Sender<(Url, Outcome)>,
}

impl Worker {
    fn run(&self) {
        loop {
            let next = self.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(group) = next else { return };
            if !self.host(group) {
                return;
            }
        }
    }

    /// Asks for addresses of one host; `false` = nobody listens any more.
    fn host(&self, group: Group) -> bool {
        // By door: what is behind one port says nothing of another.
        let mut failed: HashMap<Door, Vec<Outcome>> = HashMap::new();
        let mut rests = false;
        for url in group {
            let failed = failed.entry(door(&url)).or_default();
            let outcome = match failed.last() {
                _ if rests => Outcome::Left,
                Some(last) if failed.len() >= SPOKEN_FOR => last.clone(),
                _ => probe(&url, &*self.net, &self.manner),
            };
            match &outcome {
                Outcome::Answered(_, Host::Lost | Host::Down) => failed.push(outcome.clone()),
                Outcome::Answered(_, Host::Rests) => rests = true,
                Outcome::Answered(_, Host::Heard) => failed.clear(),
                Outcome::Answered(_, Host::Untried) | Outcome::Left => {}
            }
            if self.outcomes.send((url, outcome)).is_err() {
                return false;
            }
        }
        true
    }
}

/// Who was reached.
#[derive(Default)]
struct Reach {
    heard: bool,
    /// Hosts that were not, and whether none of it was more than a name or a network that is not there.
    lost: BTreeSet<String>,
    down: BTreeSet<String>,
    why: Option<String>,
}

impl Reach {
    fn note(&mut self, url: &Url, outcome: &Outcome) {
        let Outcome::Answered(answer, host) = outcome else { return };
        let name = url.host_str().unwrap_or_default().to_owned();
        match host {
            Host::Untried => return,
            Host::Heard | Host::Rests => self.heard = true,
            Host::Lost => _ = self.lost.insert(name),
            Host::Down => _ = self.down.insert(name),
        }
        if self.why.is_none() {
            self.why = answer.why.as_ref().map(|why| format!("`{url}`: {why}"));
        }
    }

    /// Whether so many hosts were not reached, before any was, that the others need not be asked.
    fn is_hopeless(&self, jobs: usize) -> bool {
        !self.heard && self.lost.len() + self.down.len() >= (2 * jobs).max(8)
    }

    /// Why nobody can be reached, if so. A few machines that are down say nothing of the network.
    fn offline(self) -> Option<String> {
        let failed = self.lost.len() + self.down.len();
        let is_offline = !self.heard && failed > 0 && (failed >= HOSTS || self.down.is_empty());
        is_offline.then(|| self.why.unwrap_or_default())
    }
}
