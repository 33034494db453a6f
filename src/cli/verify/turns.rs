//! Whose turn it is: a host is asked by one at a time, with a pause between requests. No network here.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant as Moment};

/// Who may ask which host, and when.
pub(super) struct Turns {
    pause: Duration,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    hosts: HashMap<String, Host>,
    stopped: bool,
}

/// A host that was asked before.
#[derive(Default)]
struct Host {
    is_asked: bool,
    free_at: Option<Moment>,
}

/// The right to ask a host. Who lets it go begins the pause.
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    host: String,
    pause: Duration,
}

impl Turns {
    /// With this pause between requests to a host.
    pub(super) fn new(pause: Duration) -> Self {
        Self { pause, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until a host may be asked; `None` = nobody is to be asked any more.
    pub(super) fn take(&self, host: &str) -> Option<Turn<'_>> {
        let mut state = self.state();
        loop {
            if state.stopped {
                return None;
            }
            let entry = state.hosts.entry(host.to_owned()).or_default();
            let wait = entry.free_at.and_then(|at| at.checked_duration_since(Moment::now()));
            match wait.filter(|wait| !wait.is_zero()) {
                None if !entry.is_asked => {
                    entry.is_asked = true;
                    return Some(Turn { turns: self, host: host.to_owned(), pause: self.pause });
                }
                Some(wait) if !entry.is_asked => {
                    let woken = self.changed.wait_timeout(state, wait);
                    state = woken.unwrap_or_else(PoisonError::into_inner).0;
                }
                _ => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Lets this much time pass, unless nobody is to be asked any more.
    pub(super) fn wait(&self, time: Duration) -> ControlFlow<()> {
        let Some(end) = Moment::now().checked_add(time) else { return ControlFlow::Break(()) };
        let mut state = self.state();
        loop {
            if state.stopped {
                return ControlFlow::Break(());
            }
            let Some(left) = end.checked_duration_since(Moment::now()).filter(|left| !left.is_zero()) else {
                return ControlFlow::Continue(());
            };
            let woken = self.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// From now on nobody is asked.
    pub(super) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// Leaves the host alone for longer.
    pub(super) fn rest(&mut self, time: Duration) {
        self.pause = self.pause.max(time);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.turns.state();
        if let Some(host) = state.hosts.get_mut(&self.host) {
            host.is_asked = false;
            host.free_at = Moment::now().checked_add(self.pause);
        }
        drop(state);
        self.turns.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_host_is_asked_by_one_at_a_time_and_after_a_pause() {
        let pause = Duration::from_millis(5);
        let (turns, asking) = (Turns::new(pause), AtomicUsize::new(0));
        let begun = Moment::now();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..3 {
                        let turn = turns.take("example.org").unwrap();
                        assert_eq!(asking.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        assert_eq!(asking.fetch_sub(1, Ordering::SeqCst), 1);
                        drop(turn);
                    }
                });
            }
        });
        assert!(begun.elapsed() >= pause * 11);
    }

    #[test]
    fn who_waits_is_let_go_when_all_is_over() {
        let turns = Turns::new(Duration::from_secs(3600));
        let first = turns.take("a.example.org").unwrap();
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| turns.take("a.example.org").is_none());
            let waiting = scope.spawn(|| turns.wait(Duration::from_secs(3600)).is_break());
            let other = turns.take("b.example.org");
            assert!(other.is_some());
            turns.stop();
            assert!(asked.join().unwrap() && waiting.join().unwrap());
        });
        drop(first);
        assert!(turns.take("c.example.org").is_none());
    }
}
