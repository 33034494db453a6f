//! `onrecord serve`: shows the site in a browser while its records are edited. It never writes the site.

mod address;
mod browser;
mod connection;
mod content_type;
mod desk;
mod fields;
mod gate;
mod guard;
mod hall;
mod head;
mod insert;
mod kin;
mod lines;
mod listing;
mod live;
mod mark;
mod markup;
mod office;
mod panel;
mod port;
mod prints;
mod reader;
mod reply;
mod shelf;
mod shell;
mod stand_in;
mod surface;
mod timed;
mod watcher;
mod workers;

use std::net::IpAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant as Moment};

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::load::NO_SITE_FILE;
use onrecord::routes::base_path;
use onrecord::session::{Changed, Wish};
use onrecord::tracker::Drafts;

use super::given::{self, base_url, day};
use super::report::Printer;
use super::{Exit, Format, Global};
use desk::Desk;
use office::{Failed, Office, Teller};
use watcher::{Method, Outset, Told, Watcher};
use workers::Workers;

/// How many changed files a line names, unless all of them are asked for.
const MOST_NAMED: usize = 3;
/// How often listeners hear that the preview is still there.
const BEAT: Duration = Duration::from_secs(10);

/// Options of `serve`.
#[derive(Args)]
pub(super) struct ServeArgs {
    /// The address to listen on; others than 127.0.0.1 show drafts to whoever can reach them
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = port::interface)]
    interface: IpAddr,
    /// The port to listen on; 0 takes any that is free
    #[arg(short, long, value_name = "PORT", default_value_t = 1111)]
    port: u16,
    /// Open the site in the system's browser
    #[arg(short = 'O', long)]
    open: bool,
    /// How changes of files are noticed
    #[arg(long, value_name = "HOW", default_value = "auto")]
    watcher: Method,
    /// Show drafts and what is not published yet
    #[arg(long)]
    drafts: bool,
    /// Show the site as it stood on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// The address of the site, instead of that in site.toml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Box<str>>,
}

/// What the main thread waits for.
enum Event {
    Told(Told),
    Stop,
}

/// Serves until it is stopped.
pub(super) fn run(args: &ServeArgs, global: &Global, printer: Printer) -> ExitCode {
    let begun = Moment::now();
    let printer = Arc::new(printer);
    let opened = open(args, global, &printer, begun);
    match opened {
        Ok((office, events)) => {
            keep(&office, &events, &printer);
            printer.say("stopped");
            Exit::Clean.into()
        }
        Err((exit, findings)) => {
            printer.findings(&findings, None);
            exit.into()
        }
    }
}

/// What keeps the preview from beginning.
type Refused = (Exit, Vec<Diagnostic>);

/// Takes the port, looks at the project for the first time, and lets requests in.
fn open(
    args: &ServeArgs,
    global: &Global,
    printer: &Arc<Printer>,
    begun: Moment,
) -> Result<(Arc<Office>, Receiver<Event>), Refused> {
    let wish = wish(args).map_err(|finding| (Exit::Usage, vec![*finding]))?;
    let (listener, local) =
        port::take(args.interface, args.port).map_err(|(exit, finding)| (exit, vec![*finding]))?;
    let (events, happened) = mpsc::channel();
    stop_on_signals(&events);
    let project = printer.project().clone();
    let outset = Outset::of(&project, args.watcher);
    let workers = Workers::start().map_err(|_| (Exit::System, vec![no_threads()]))?;
    let desk = Desk::new(project.clone(), wish);
    let teller = teller(Arc::clone(printer), global);
    let office = Office::open(project, args.interface, workers, desk, teller);
    let turn = office.first();
    let findings = &turn.now.report.findings;
    if findings.iter().any(|finding| finding.code == NO_SITE_FILE) {
        return Err((Exit::Usage, findings.clone()));
    }
    let said: Vec<_> = port::exposed(local).into_iter().chain(findings.iter().cloned()).collect();
    printer.findings(&said, None);
    let door = Arc::clone(&office);
    let tell = move |told| drop(events.send(Event::Told(told)));
    let watcher = Watcher::start(outset, tell).map_err(|_| (Exit::System, vec![no_threads()]))?;
    let accept = move || {
        // The watcher stays as long as the door is open.
        let _watcher = watcher;
        gate::keep(&listener, &door);
    };
    let accepting = Builder::new().name("gate".to_owned()).spawn(accept);
    accepting.map_err(|_| (Exit::System, vec![no_threads()]))?;
    let url = lines::url(local);
    let site = turn.now.stand.as_ref();
    let base = site.map_or("/", |stand| base_path(&stand.config().base_url));
    let title = site.map_or("nothing yet", |stand| &*stand.config().title);
    printer.say(&lines::start(title, &url, base, &turn.now, begun.elapsed()));
    if args.open {
        browser::open(&url, Arc::clone(printer));
    }
    Ok((office, happened))
}

/// Goes round after round until it is told to stop.
fn keep(office: &Office, events: &Receiver<Event>, printer: &Printer) {
    let round = |changed: &Changed| {
        if office.round(changed).is_err() {
            printer.findings(&[Failed::finding()], None);
        }
    };
    let mut beaten = Moment::now();
    loop {
        match events.recv_timeout(BEAT.saturating_sub(beaten.elapsed())) {
            Ok(Event::Told(first)) => {
                let mut changed = None;
                // What came meanwhile is of the same round.
                for event in std::iter::once(Event::Told(first)).chain(events.try_iter()) {
                    match event {
                        Event::Told(Told::Changed(more)) => {
                            changed = Some(match changed {
                                Some(known) => both(known, more),
                                None => more,
                            });
                        }
                        Event::Told(Told::Note(note)) => printer.findings(&[note], None),
                        Event::Stop => return,
                    }
                }
                if let Some(changed) = changed {
                    round(&changed);
                }
            }
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if beaten.elapsed() >= BEAT {
            office.live().beat();
            beaten = Moment::now();
            if office.desk().is_of_yesterday() {
                round(&Changed::Anything);
            }
        }
    }
}

/// Two changes as one.
fn both(one: Changed, other: Changed) -> Changed {
    match (one, other) {
        (Changed::Only(mut files), Changed::Only(more)) => {
            files.extend(more);
            files.sort();
            files.dedup();
            Changed::Only(files)
        }
        _ => Changed::Anything,
    }
}

/// Ctrl-C, SIGTERM and SIGHUP end the preview as it should end.
fn stop_on_signals(events: &Sender<Event>) {
    let events = events.clone();
    let again = AtomicBool::new(false);
    let stop = move || {
        // Who asks twice does not want to wait for a round that hangs on a slow disk.
        if again.swap(true, Ordering::Relaxed) || events.send(Event::Stop).is_err() {
            std::process::exit(0);
        }
    };
    // Where no handler can be set, the system's own ends the process: nothing is left half done.
    let _ = ctrlc::set_handler(stop);
}

/// Prints what came of a round: findings where they are others than before, and one line.
fn teller(printer: Arc<Printer>, global: &Global) -> Teller {
    let (format, named) = (global.format, if global.verbose { usize::MAX } else { MOST_NAMED });
    Box::new(move |turn, changed| {
        // Machines get one document for each round; people are not told the same twice.
        if format == Format::Json || turn.before.report.print != turn.now.report.print {
            printer.findings(&turn.now.report.findings, None);
        }
        printer.say(&lines::round(turn, changed, named));
    })
}

fn wish(args: &ServeArgs) -> Result<Wish, Box<Diagnostic>> {
    Ok(Wish {
        base_url: args.base_url.clone(),
        drafts: if args.drafts { Drafts::Shown } else { Drafts::Hidden },
        day: given::judged_from(args.as_of)?,
    })
}

fn no_threads() -> Diagnostic {
    Diagnostic::general("no-threads", "the system grants no threads")
        .help("end other programs, or raise the limit")
}
