//! `onrecord import FORMAT FILE`: texts of others made into records.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono_tz::Tz;
use clap::{Args, Subcommand, ValueEnum};
use onrecord::date::PartialDate;
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::edit::{self, EditFault};
use onrecord::files::{self, Project};
use onrecord::import::timeline::{self, Request};
use onrecord::import::{Import, Known};
use onrecord::load::{self, Loaded};
use onrecord::record::claim::Method;
use onrecord::record::id;
use onrecord::record::text::TextReader as _;
use onrecord::texts::FileTexts;

use super::import_report;
use super::report::Printer;
use super::{Exit, Global};

/// The largest file that is taken.
const LARGEST: u64 = 64 << 20;

/// Options of `import`.
#[derive(Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    format: Source,
}

#[derive(Subcommand)]
enum Source {
    /// The text of a tracker page: `Update · DATE, TIMEstatus` and so on, newest first
    Timeline(TimelineArgs),
}

/// Options of `import timeline`.
#[derive(Args)]
struct TimelineArgs {
    /// The text, in UTF-8; `-` reads standard input
    file: PathBuf,
    /// The claim's id; a claim that exists gets only what is new
    #[arg(long, value_name = "ID", value_parser = claim_id)]
    claim: String,
    /// The claim's title; needed for a new claim
    #[arg(long)]
    title: Option<String>,
    /// Who made the claim, by id or name; needed for a new claim, may be repeated
    #[arg(long, value_name = "ID|NAME")]
    claimant: Vec<String>,
    /// The claim in one sentence of your own; needed for a new claim
    #[arg(long, value_name = "TEXT")]
    claim_text: Option<String>,
    /// Who made the readings
    #[arg(long, default_value = "automated")]
    method: By,
    /// The zone of the times in the file, as an IANA name [default: the site's]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<Tz>,
    /// When the claim was made
    #[arg(long, value_name = "DATE", value_parser = date)]
    made_on: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Who made the readings.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// A person
    Human,
    /// A person with a machine's help
    Assisted,
    /// A machine
    Automated,
}

/// Imports, and says what came of it.
pub(super) fn run(args: &ImportArgs, global: &Global, printer: &Printer) -> ExitCode {
    let Source::Timeline(args) = &args.format;
    match timeline(args, global, printer) {
        Ok(exit) => exit.into(),
        Err(Failure { exit, findings }) => {
            printer.findings(&findings, None);
            exit.into()
        }
    }
}

/// Why nothing, or not everything, was imported.
struct Failure {
    exit: Exit,
    findings: Vec<Diagnostic>,
}

fn timeline(args: &TimelineArgs, global: &Global, printer: &Printer) -> Result<Exit, Failure> {
    let feed = read(&args.file)?;
    let project = printer.project();
    let known = known(project, &args.claim)?;
    let request = request(args, &known)?;
    let import = timeline::import(&feed, &request, &known);
    let name = if is_stdin(&args.file) { "stdin".into() } else { args.file.to_string_lossy() };
    if import.undated {
        let message = format!(
            "`{name}` dates no update that can be written, and no original article: claim `{}` would have no date",
            args.claim
        );
        let help = "see that it is the text of a tracker page, or say `--made-on`; nothing was written";
        let finding = Diagnostic::general("claim-without-date", message).help(help);
        return Err(Failure { exit: Exit::Findings, findings: vec![finding] });
    }
    if !args.dry_run {
        write(project, &import)?;
    }
    import_report::print(&import, &name, global, args.dry_run.into());
    Ok(if import.takes_all() { Exit::Clean } else { Exit::Findings })
}

fn request(args: &TimelineArgs, known: &Known) -> Result<Request, Failure> {
    let request = Request {
        claim: args.claim.clone(),
        title: args.title.clone().unwrap_or_default(),
        claim_text: args.claim_text.clone().unwrap_or_default(),
        claimants: args.claimant.clone(),
        method: match args.method {
            By::Human => Method::Human,
            By::Assisted => Method::Assisted,
            By::Automated => Method::Automated,
        },
        zone: args.timezone,
        made_on: args.made_on.clone(),
    };
    let Some(claim) = &known.claim else {
        let empty = |text: &str| text.trim().is_empty();
        let needed = [
            ("--title", empty(&request.title)),
            ("--claim-text", empty(&request.claim_text)),
            ("--claimant", request.claimants.iter().all(|name| empty(name))),
        ];
        let missing: Vec<_> = needed.iter().filter(|(_, missing)| *missing).map(|(flag, _)| *flag).collect();
        if !missing.is_empty() {
            let message = format!("claim `{}` is new and needs {}", args.claim, missing.join(", "));
            return Err(fail(Exit::Usage, "missing-option", &message));
        }
        return match timeline::claimants(&request, known) {
            Ok(_) => Ok(request),
            Err(why) => Err(fail(Exit::Usage, "unknown-claimant", &why)),
        };
    };
    if claim.folder.is_none() {
        let message = format!(
            "claim `{0}` is written in one file, which takes no files of updates: move it to claims/{0}/claim.md",
            args.claim
        );
        return Err(fail(Exit::Findings, "claim-in-one-file", &message));
    }
    Ok(request)
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The file as text.
fn read(file: &Path) -> Result<String, Failure> {
    let read = if is_stdin(file) {
        files::read_bounded(io::stdin().lock(), LARGEST)
    } else {
        files::read_input(file, LARGEST)
    };
    let name = file.display();
    let bytes = read.map_err(|error| {
        fail(Exit::System, "unreadable-file", &format!("`{name}` cannot be read: {error}"))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good].split(|byte| *byte == b'\n').count();
        let wide = matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let hint = if wide { "it is UTF-16" } else { "it may be in another encoding" };
        let message =
            format!("`{name}` is not UTF-8 in line {line}: {hint}; save it as UTF-8 and import again");
        fail(Exit::Findings, "not-utf8", &message)
    })
}

/// What the project holds; refused where that cannot be told for certain.
fn known(project: &Project, claim: &str) -> Result<Known, Failure> {
    let Loaded { records, mut findings } = load::load(project);
    let Some(records) = records else {
        return Err(Failure { exit: Exit::Usage, findings });
    };
    findings.retain(|finding| finding.severity == Severity::Error && concerns(finding, claim));
    if !findings.is_empty() {
        let message = "what the project holds cannot be told for certain: mend these errors and import again";
        findings.push(Diagnostic::general("broken-records", message));
        return Err(Failure { exit: Exit::Findings, findings });
    }
    // A file that changed since a moment ago differs from any import.
    let texts = FileTexts::new(project.clone());
    Ok(Known::of(&records, claim, |text| texts.read(text).unwrap_or_default()))
}

/// Whether an error leaves it open what the claim, people or sources are.
fn concerns(finding: &Diagnostic, claim: &str) -> bool {
    let file = finding.place.as_ref().map_or("", |place| place.file.as_str());
    let shared = matches!(file, "content/people.toml" | "content/sources.toml" | "content/site.toml");
    let part = |part: &str| part == claim || part.split('.').next() == Some(claim);
    shared || file.split('/').any(part)
}

/// Writes what is new; what was written before a fault is known to the next import.
fn write(project: &Project, import: &Import) -> Result<(), Failure> {
    let written = edit::append_people(project, &import.people)
        .and_then(|()| edit::append_publishers(project, &import.publishers))
        .and_then(|()| import.files.iter().try_for_each(|file| edit::create(project, file)));
    written.map_err(|fault| match fault {
        EditFault::Disk(..) => fail(Exit::System, "cannot-write", &fault.to_string()),
        EditFault::Exists(_) | EditFault::Unreadable(..) => {
            fail(Exit::Findings, "cannot-write", &fault.to_string())
        }
    })
}

fn fail(exit: Exit, code: &'static str, message: &str) -> Failure {
    Failure { exit, findings: vec![Diagnostic::general(code, message)] }
}

fn claim_id(written: &str) -> Result<String, String> {
    if written == "page" {
        return Err("`page` is the address of lists".to_owned());
    }
    id::check_id(written).map(|()| written.to_owned()).map_err(|_| {
        "an id is lower-case letters and digits in words joined by `-`, at most 80 bytes".to_owned()
    })
}

fn zone(written: &str) -> Result<Tz, String> {
    written.parse().map_err(|_| "no such zone: write an IANA name such as `America/New_York`".to_owned())
}

fn date(written: &str) -> Result<String, String> {
    PartialDate::parse(written, Tz::UTC)
        .map(|reading| reading.date.to_string())
        .map_err(|_| "write a date such as `2026-01-15` or `2026-01`".to_owned())
}
