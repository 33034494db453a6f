//! A run: what is named, what is known of it, what must be asked, and what is said in the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use onrecord::addresses::Scope;
use onrecord::date;
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::files;
use onrecord::session::{Day, Ending, Listed, Outcome as Ended, Session, Tolerance};
use onrecord::tracker::Drafts;

use super::super::Exit;
use super::super::report::{Printer, count};
use super::cache::{Cache, Entry};
use super::findings::{self, DEAD};
use super::ledger::Ledger;
use super::manner::{self, Manner};
use super::net::Net;
use super::progress::Progress;
use super::rounds;
use super::tally::Tally;
use super::verdict::Verdict;
use super::wanted::{List, Wanted};

/// What is asked of a run.
pub(super) struct Wish {
    pub(super) scope: Scope,
    pub(super) drafts: Drafts,
    pub(super) source: Source,
    /// Whether dead addresses fail the run.
    pub(super) tolerance: Tolerance,
    /// Where addresses are listed for archiving services.
    pub(super) archive_list: Option<PathBuf>,
    pub(super) manner: Manner,
}

/// Where answers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Earlier runs alone.
    Memory,
    /// The web, but for what was asked in the last days.
    Web { fresh_for: u16 },
}

/// What came of a run.
pub(crate) struct Verified {
    /// What there is to say of addresses, settings applied.
    pub(crate) findings: Vec<Diagnostic>,
    /// How many there are of which sort; `None` where none could be listed.
    pub(crate) line: Option<String>,
    /// What the process says with its exit code.
    pub(crate) exit: Exit,
}

/// Verifies the addresses of a project.
pub(super) fn verify(session: &Session, printer: &Printer, day: Day, wish: &Wish) -> Verified {
    let listed = match session.addresses(day, wish.drafts, wish.scope) {
        Ok(listed) => listed,
        Err(Ended { ending, findings, .. }) => {
            let exit = Exit::of(ending, &findings, Tolerance::Warnings);
            return Verified { findings, line: None, exit };
        }
    };
    if listed.errors > 0 {
        let errors = count(listed.errors, "error");
        printer
            .say(&format!("records have {errors}, which `onrecord check` shows: addresses may be left out"));
    }
    let today = date::day_of(day.now, listed.config().timezone);
    let list = List::of(listed.named.clone());
    let mut cache = Cache::recall(session.project());
    let asked = match wish.source {
        Source::Memory => Asked { known: list.wanted.len(), trouble: None },
        Source::Web { fresh_for } => {
            let due = due(&list, &cache, today, fresh_for, &wish.manner);
            let known = list.wanted.len() - due.len();
            let trouble = ask(&due, &mut cache, session, printer, &listed, today, &wish.manner);
            Asked { known, trouble }
        }
    };
    let mut verified = tell(&list, &cache, &listed, today, &asked, wish.tolerance);
    if let Some(file) = &wish.archive_list
        && let Err(fault) = write_list(file, &list, &cache)
    {
        verified.findings.push(*fault);
        verified.exit = Exit::System;
    }
    verified
}

/// What was asked.
struct Asked {
    /// How many addresses were known before.
    known: usize,
    /// What kept others from being asked.
    trouble: Option<Diagnostic>,
}

/// Addresses to be asked, those that were not asked for the longest time first.
fn due<'l>(
    list: &'l List,
    cache: &Cache,
    today: NaiveDate,
    fresh_for: u16,
    manner: &Manner,
) -> Vec<&'l Wanted> {
    let entry = |wanted: &Wanted| cache.get(wanted.url.as_str());
    // Who names authorities does so because of what was unsafe without them.
    let is_doubtful = |entry: &Entry| manner.authorities.is_some() && entry.verdict == Verdict::Unsafe;
    let is_due = |wanted: &&Wanted| {
        entry(wanted).is_none_or(|entry| !entry.is_fresh(today, fresh_for) || is_doubtful(entry))
    };
    let mut due: Vec<&Wanted> = list.wanted.iter().filter(is_due).collect();
    due.sort_by_key(|wanted| entry(wanted).map(|entry| entry.checked));
    due
}

/// Asks for addresses, and notes what comes; what went wrong is handed back.
fn ask(
    due: &[&Wanted],
    cache: &mut Cache,
    session: &Session,
    printer: &Printer,
    listed: &Listed,
    today: NaiveDate,
    manner: &Manner,
) -> Option<Diagnostic> {
    if due.is_empty() {
        return None;
    }
    let net = Arc::new(Net::new(manner, &manner::agent(listed.config())));
    let (stop, progress) = (stop_on_signals(), Progress::new(printer, due.len()));
    let urls = due.iter().map(|wanted| wanted.url.clone()).collect();
    let mut ledger = Ledger::new(cache, session.project(), today);
    let ended = rounds::ask_all(urls, &net, manner, &stop, |url, outcome| {
        progress.advance();
        ledger.take(url, outcome);
    });
    progress.finish();
    ledger.close(&ended);
    trouble(ended)
}

fn trouble(ended: rounds::Ended) -> Option<Diagnostic> {
    match ended {
        rounds::Ended::Done | rounds::Ended::Late => None,
        rounds::Ended::Stopped => Some(
            Diagnostic::general("stopped", "the asking was stopped")
                .help("what is known by now is kept; the next run goes on"),
        ),
        rounds::Ended::Offline(why) => Some(
            Diagnostic::general("offline", format!("nobody could be reached; {why}"))
                .help("nothing is held against any address; `--offline` tells what earlier runs found"),
        ),
        rounds::Ended::NoThreads => Some(
            Diagnostic::general("no-threads", "the system grants no threads")
                .help("end other programs, or raise the limit"),
        ),
    }
}

/// Set once the user wants it to end. Who asks twice does not want to wait at all.
fn stop_on_signals() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let handler = move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::System as i32);
        }
    };
    // Where no handler can be set, the system's own ends the process, and what was written down stays.
    let _ = ctrlc::set_handler(handler);
    stop
}

/// What there is to say in the end.
fn tell(
    list: &List,
    cache: &Cache,
    listed: &Listed,
    today: NaiveDate,
    asked: &Asked,
    tolerance: Tolerance,
) -> Verified {
    let mut tally = Tally { skipped: list.skipped, ..Tally::default() };
    let mut found = Vec::new();
    for wanted in &list.wanted {
        match cache.get(wanted.url.as_str()) {
            Some(entry) => {
                *tally.verdicts.entry(entry.verdict()).or_default() += 1;
                found.extend(findings::finding(wanted, entry, today));
            }
            None => tally.left += 1,
        }
    }
    tally.known = asked.known.min(tally.verdicts.values().sum());
    let mut findings = listed.settle(found);
    findings.sort();
    let fails = |finding: &Diagnostic| finding.severity == Severity::Error || finding.code == DEAD;
    let mut exit = Exit::of(Ending::Checked, &findings, Tolerance::Warnings);
    if tolerance == Tolerance::Nothing && findings.iter().any(fails) {
        exit = Exit::Findings;
    }
    if let Some(trouble) = &asked.trouble {
        findings.push(trouble.clone());
        exit = Exit::System;
    }
    Verified { findings, line: Some(tally.line()), exit }
}

/// Writes the addresses of sources that answer and have no archived copy, one a line, in order.
///
/// Those that let no programs in are among them: nothing says that they are dead, and an archive may be let in.
fn write_list(file: &Path, list: &List, cache: &Cache) -> Result<(), Box<Diagnostic>> {
    let is_live = |wanted: &&Wanted| {
        let verdict = cache.get(wanted.url.as_str()).map(Entry::verdict);
        matches!(verdict, Some(Verdict::Ok | Verdict::Moved | Verdict::Blocked))
    };
    let wanted = list.wanted.iter().filter(|wanted| wanted.lacks_copies()).filter(is_live);
    let lines: Vec<&str> = wanted.flat_map(|wanted| [wanted.url.as_str(), "\n"]).collect();
    files::write_output(file, lines.concat().as_bytes()).map_err(|error| {
        let message = format!("list `{}` cannot be written: {error}", file.display());
        Box::new(
            Diagnostic::general("disk-fault", message).help("name another file with `--archive-list=FILE`"),
        )
    })
}
