//! The threads that pages are drawn on: a few, so that a slow page holds nobody up and many requests do not either.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

/// The least and the most threads; between them one for each processor.
const BOUNDS: (usize, usize) = (4, 16);

type Job = Box<dyn FnOnce() + Send>;

/// Threads that do what they are given, in the order that it comes.
pub(super) struct Workers {
    jobs: Sender<Job>,
}

impl Workers {
    /// As many as the machine has processors, within bounds.
    ///
    /// # Errors
    /// The system grants not even one.
    pub(super) fn start() -> io::Result<Self> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let (jobs, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..processors.clamp(BOUNDS.0, BOUNDS.1) {
            let waiting = Arc::clone(&waiting);
            let started = Builder::new().name("worker".to_owned()).spawn(move || work(&waiting));
            // Fewer do the same work.
            if number == 0 {
                started?;
            }
        }
        Ok(Self { jobs })
    }

    /// What a worker makes of this; `None` where the program failed over it, which the system's error output tells.
    pub(super) fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (done, made) = mpsc::sync_channel(1);
        let job = move || {
            // Nobody waits for it any more: the connection has ended.
            let _ = done.send(job());
        };
        self.jobs.send(Box::new(job)).ok()?;
        made.recv().ok()
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            // A fault of the program costs one answer. What it held is made anew or is whole: see those locks.
            Ok(job) => drop(catch_unwind(AssertUnwindSafe(job))),
            Err(mpsc::RecvError) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_fails_costs_its_own_answer_alone() {
        let workers = Workers::start().unwrap();
        for number in 0..2 * BOUNDS.1 {
            assert_eq!(workers.run(|| -> usize { panic!("as a fault of the program would") }), None);
            assert_eq!(workers.run(move || number), Some(number));
        }
    }
}
