//! `onrecord verify`: whether the addresses that records name still answer. The one command that asks other machines.

mod cache;
mod fetch;
mod findings;
mod guard;
mod leads;
mod ledger;
mod manner;
mod net;
mod probe;
mod progress;
mod retry;
mod rounds;
mod run;
mod tally;
mod tls;
mod turns;
mod verdict;
mod walls;
mod wanted;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant as Moment};

use clap::Args;
use onrecord::addresses::Scope;
use onrecord::diagnostic::Diagnostic;
use onrecord::session::{CheckOptions, Session, Tolerance};
use onrecord::tracker::Drafts;

use super::Exit;
use super::given;
use super::report::Printer;
use manner::{Manner, Places};
pub(super) use run::Verified;
use run::{Source, Wish};
pub(super) use tls::Authorities;

/// The name of the list for archiving services.
const ARCHIVE_LIST: &str = "urls-to-archive.txt";

/// Days for which an answer stands.
const FRESH_FOR: u16 = 7;

/// Options of `verify`.
#[derive(Args)]
pub(super) struct VerifyArgs {
    /// Ask for the addresses that texts link to, too
    #[arg(long)]
    texts: bool,
    /// Look at claims that are drafts, too
    #[arg(long)]
    drafts: bool,
    /// Ask nobody: tell what earlier runs found
    #[arg(long, conflicts_with_all = ["all", "fresh_for"])]
    offline: bool,
    /// Ask anew for what is known
    #[arg(long, conflicts_with = "fresh_for")]
    all: bool,
    /// Do not ask again for what was asked in so many days
    #[arg(long, value_name = "DAYS", default_value_t = FRESH_FOR)]
    fresh_for: u16,
    /// Exit with 1 when addresses are dead
    #[arg(long)]
    strict: bool,
    /// Write the addresses of live sources without an archived copy [default: `urls-to-archive.txt` in the project]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[expect(clippy::option_option, reason = "so clap tells whether a file is named")]
    archive_list: Option<Option<PathBuf>>,
    /// The longest that each part of a request may take
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = some_seconds)]
    timeout: Duration,
    /// Between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pause: Duration,
    /// How often a request that failed is made again
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=10))]
    retries: u32,
    /// Hosts to ask at the same time
    #[arg(short, long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,
    /// Stop asking after this time; the next run goes on
    #[arg(long = "for", value_name = "SECONDS", value_parser = some_seconds)]
    within: Option<Duration>,
    /// Ask machines of private networks, too
    #[arg(long)]
    allow_private: bool,
    /// Trust the authorities of this file, too: that of your network's proxy, for one
    #[arg(long, value_name = "PEM")]
    ca_file: Option<PathBuf>,
}

/// Asks, and says what was found.
pub(super) fn run(args: &VerifyArgs, printer: &Printer) -> ExitCode {
    let begun = Moment::now();
    let day = match given::judged_from(None) {
        Ok(day) => day,
        Err(finding) => {
            printer.findings(&[*finding], None);
            return Exit::Usage.into();
        }
    };
    let wish = match args.wish(printer) {
        Ok(wish) => wish,
        Err(finding) => {
            printer.findings(&[*finding], None);
            return Exit::Usage.into();
        }
    };
    let session = Session::new(printer.project().clone());
    let verified = run::verify(&session, printer, day, &wish);
    printer.findings(&verified.findings, None);
    if let Some(line) = &verified.line {
        printer.say(&format!("verified {line} in {:.2} s", begun.elapsed().as_secs_f64()));
    }
    std::mem::forget(session);
    verified.exit.into()
}

/// The same beside a check of the records, which says of which rules there is to be heard; all else is as usual.
pub(super) fn beside(
    session: &Session,
    printer: &Printer,
    check: &CheckOptions,
    tolerance: Tolerance,
    authorities: Option<Authorities>,
) -> Verified {
    let wish = Wish {
        scope: Scope::Records,
        drafts: check.drafts,
        source: Source::Web { fresh_for: FRESH_FOR },
        tolerance,
        archive_list: None,
        manner: Manner { authorities, ..Manner::default() },
    };
    let mut verified = run::verify(session, printer, check.day, &wish);
    let named = |codes: &[String], code: &str| codes.iter().any(|named| named == code);
    verified.findings.retain(|Diagnostic { code, place, .. }| {
        place.is_none() || (check.only.is_empty() || named(&check.only, code)) && !named(&check.skip, code)
    });
    verified
}

impl VerifyArgs {
    fn wish(&self, printer: &Printer) -> Result<Wish, Box<Diagnostic>> {
        let list = self.archive_list.clone();
        let beside = || printer.project().root().join(ARCHIVE_LIST);
        Ok(Wish {
            scope: if self.texts { Scope::Texts } else { Scope::Records },
            drafts: if self.drafts { Drafts::Shown } else { Drafts::Hidden },
            source: match self {
                Self { offline: true, .. } => Source::Memory,
                Self { all: true, .. } => Source::Web { fresh_for: 0 },
                Self { fresh_for, .. } => Source::Web { fresh_for: *fresh_for },
            },
            tolerance: if self.strict { Tolerance::Nothing } else { Tolerance::Warnings },
            archive_list: list.map(|file| file.unwrap_or_else(beside)),
            manner: Manner {
                timeout: self.timeout,
                pause: self.pause,
                retries: self.retries,
                jobs: self.jobs.into(),
                within: self.within,
                places: if self.allow_private { Places::Any } else { Places::Public },
                authorities: self.ca_file.as_deref().map(Authorities::read).transpose()?,
            },
        })
    }
}

/// A time on the command line, at most a day.
///
/// # Errors
/// What is wrong with it.
fn seconds(written: &str) -> Result<Duration, String> {
    let seconds = written.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds
        .filter(|time| time.as_secs() <= 86_400)
        .ok_or_else(|| "not a number of seconds up to a day".to_owned())
}

/// A time that is not nothing.
///
/// # Errors
/// What is wrong with it.
fn some_seconds(written: &str) -> Result<Duration, String> {
    seconds(written).and_then(|time| if time.is_zero() { Err("no time at all".to_owned()) } else { Ok(time) })
}
