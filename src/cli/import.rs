//! `onrecord import FORMAT FILE`: texts of others made into records. A format a file; what they share
//! stands here.

mod claimreview;
mod sheet;
mod timeline;

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::edit::{self, EditFault};
use onrecord::files::{self, Project};
use onrecord::import::{Holdings, Import};
use onrecord::load::{self, Loaded};
use onrecord::record::Records;
use onrecord::record::claim::Method;
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
    /// Reviews of claims as schema.org has them: JSON-LD, a feed of it, or a web page that holds it
    Claimreview(claimreview::ClaimreviewArgs),
    /// A spreadsheet: each row is a claim, or an update of one
    Csv(sheet::SheetArgs),
    /// The text of a tracker page: `Update · DATE, TIMEstatus` and so on, newest first
    Timeline(timeline::TimelineArgs),
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

impl From<By> for Method {
    fn from(by: By) -> Self {
        match by {
            By::Human => Self::Human,
            By::Assisted => Self::Assisted,
            By::Automated => Self::Automated,
        }
    }
}

/// Why nothing, or not everything, was imported.
struct Failure {
    exit: Exit,
    findings: Vec<Diagnostic>,
}

/// Imports, and says what came of it.
pub(super) fn run(args: &ImportArgs, global: &Global, printer: &Printer) -> ExitCode {
    let project = printer.project();
    let imported = match &args.format {
        Source::Claimreview(args) => {
            claimreview::import(args, project).map(|import| (import, &args.file, args.dry_run))
        }
        Source::Csv(args) if args.columns => return sheet::columns(args, global, printer),
        Source::Csv(args) => sheet::import(args, project).map(|import| (import, &args.file, args.dry_run)),
        Source::Timeline(args) => {
            timeline::import(args, project).map(|import| (import, &args.file, args.dry_run))
        }
    };
    let written = imported.and_then(|(import, file, dry_run)| {
        if !dry_run {
            write(project, &import)?;
        }
        import_report::print(&import, &name_of(file), global, dry_run.into());
        Ok(if import.takes_all() { Exit::Clean } else { Exit::Findings })
    });
    match written {
        Ok(exit) => exit.into(),
        Err(failure) => told(&failure, printer),
    }
}

fn told(failure: &Failure, printer: &Printer) -> ExitCode {
    printer.findings(&failure.findings, None);
    failure.exit.into()
}

/// What a file is called in messages.
fn name_of(file: &Path) -> Cow<'_, str> {
    if is_stdin(file) { "stdin".into() } else { file.to_string_lossy() }
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
    let name = name_of(file);
    let bytes = read.map_err(|error| {
        fail(Exit::System, "unreadable-file", &format!("`{name}` cannot be read: {error}"))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good].split(|byte| *byte == b'\n').count();
        let hint = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16; save it as UTF-8 and import again",
            [b'P', b'K', 3, 4, ..] => {
                "it is an archive, such as .xlsx or .ods; save its table as CSV in UTF-8"
            }
            _ => "it may be in another encoding; save it as UTF-8 and import again",
        };
        let message = format!("`{name}` is not UTF-8 in line {line}: {hint}");
        fail(Exit::Findings, "not-utf8", &message)
    })
}

/// The project as it stands; refused where errors that `matters` says matter leave open what it holds.
fn loaded(project: &Project, matters: impl Fn(&Diagnostic) -> bool) -> Result<Records, Failure> {
    let Loaded { records, mut findings } = load::load(project);
    let Some(records) = records else {
        return Err(Failure { exit: Exit::Usage, findings });
    };
    findings.retain(|finding| finding.severity == Severity::Error && matters(finding));
    if !findings.is_empty() {
        let message = "what the project holds cannot be told for certain: mend these errors and import again";
        findings.push(Diagnostic::general("broken-records", message));
        return Err(Failure { exit: Exit::Findings, findings });
    }
    Ok(records)
}

/// Everything that the project holds.
fn holdings(project: &Project) -> Result<Holdings, Failure> {
    let records = loaded(project, |_| true)?;
    // A file that changed since a moment ago differs from any import.
    let texts = FileTexts::new(project.clone());
    Ok(Holdings::of(&records, |text| texts.read(text).unwrap_or_default()))
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
