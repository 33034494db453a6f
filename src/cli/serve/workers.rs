//! The threads that pages are drawn on: a few, so that a slow page holds nobody up and many requests do not either.
//! A template may loop for hours, and nothing can end it: whoever waits long behind such pages brings another thread.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

/// The least and the most threads at the start; between them one for each processor.
const BOUNDS: (usize, usize) = (4, 16);
/// The most threads that there may ever be.
const MOST: usize = 64;
/// How long a job waits until another thread is there for it.
const PATIENCE: Duration = Duration::from_secs(2);

type Job = Box<dyn FnOnce() + Send>;

/// Threads that do what they are given, in the order that it comes.
pub(super) struct Workers {
    jobs: Sender<Job>,
    waiting: Arc<Mutex<Receiver<Job>>>,
    threads: AtomicUsize,
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
        let workers = Self { jobs, waiting, threads: AtomicUsize::new(0) };
        for number in 0..processors.clamp(BOUNDS.0, BOUNDS.1) {
            let started = workers.add();
            // Fewer do the same work.
            if number == 0 {
                started?;
            }
        }
        Ok(workers)
    }

    /// One more thread, unless there are too many.
    fn add(&self) -> io::Result<()> {
        let more = |threads| (threads < MOST).then_some(threads + 1);
        if self.threads.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_err() {
            return Ok(());
        }
        let waiting = Arc::clone(&self.waiting);
        let started = Builder::new().name("worker".to_owned()).spawn(move || work(&waiting));
        if started.is_err() {
            self.threads.fetch_sub(1, Ordering::Relaxed);
        }
        started.map(drop)
    }

    /// What a worker makes of this; `None` where the program failed over it, which the system's error output tells.
    pub(super) fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (done, made) = mpsc::sync_channel(1);
        let job = move || {
            // Nobody waits for it any more: the connection has ended.
            let _ = done.send(job());
        };
        self.jobs.send(Box::new(job)).ok()?;
        match made.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => {
                // Without another thread, it waits for those that there are.
                let _ = self.add();
                made.recv().ok()
            }
            made => made.ok(),
        }
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

    #[test]
    fn what_never_ends_holds_up_nobody_else_for_long() {
        let workers = Arc::new(Workers::start().unwrap());
        let threads = workers.threads.load(Ordering::Relaxed);
        let (end, never) = mpsc::channel::<()>();
        let never = Arc::new(Mutex::new(never));
        let stuck: Vec<_> = (0..threads)
            .map(|_| {
                let (workers, never) = (Arc::clone(&workers), Arc::clone(&never));
                std::thread::spawn(move || workers.run(move || never.lock().unwrap().recv().is_err()))
            })
            .collect();
        while workers.threads.load(Ordering::Relaxed) == threads {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(workers.run(|| 1), Some(1));
        assert!(workers.threads.load(Ordering::Relaxed) <= MOST);
        drop(end);
        assert!(stuck.into_iter().all(|stuck| stuck.join().unwrap() == Some(true)));
    }
}
