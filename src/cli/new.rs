//! `onrecord new KIND`: records that an editor starts, in the right place, with the right id.

mod claim;
mod desk;
mod item;
mod source;
mod take;
mod update;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::edit::{self, EditFault};
use onrecord::import::NewPerson;
use onrecord::start::{Piece, Remarks};

use super::ask::{Ask, Ended};
use super::report::Printer;
use super::visible::visible;
use super::{Exit, Global, given, stdout};
use desk::Desk;

/// Options of `new`.
#[derive(Args)]
pub(super) struct NewArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand)]
enum Kind {
    /// A claim, in a folder of its own
    Claim(claim::ClaimArgs),
    /// A day on which somebody must look again
    FollowUp(item::FollowUpArgs),
    /// A dated thing that was promised
    Milestone(item::MilestoneArgs),
    /// A source that several claims share, or one of a claim
    Source(source::SourceArgs),
    /// A dated entry of a claim
    Update(update::UpdateArgs),
}

/// Options of every kind.
#[derive(Args, Clone, Copy)]
struct Manner {
    /// Print the text instead of writing it
    #[arg(long, conflicts_with = "dry_run")]
    stdout: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Never ask; without it a terminal asks for what is missing
    #[arg(long)]
    no_input: bool,
    /// Leave out the keys that are not set, which else stand there as notes
    #[arg(long)]
    bare: bool,
}

impl Manner {
    fn remarks(self) -> Remarks {
        if self.bare { Remarks::None } else { Remarks::All }
    }
}

/// Why nothing was started.
struct Failure {
    exit: Exit,
    findings: Vec<Diagnostic>,
}

impl From<Box<Diagnostic>> for Failure {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self { exit: Exit::Usage, findings: vec![*finding] }
    }
}

impl From<Ended> for Failure {
    fn from(_: Ended) -> Self {
        let finding = Diagnostic::general("input-ended", "the questions were not answered to the end");
        Box::new(finding.help("nothing was written")).into()
    }
}

/// Options that are not there and that nobody can be asked for.
fn missing(what: &str, options: &[(&str, bool)]) -> Result<(), Failure> {
    let missing: Vec<_> = options.iter().filter(|(_, there)| !there).map(|(option, _)| *option).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let finding = Diagnostic::general("missing-option", format!("a new {what} needs {}", missing.join(", ")));
    Err(Box::new(finding.help("say what is missing, or run the command on a terminal, which asks")).into())
}

/// What is written.
struct Plan {
    /// Claimants who are not known yet.
    people: Vec<NewPerson>,
    /// Everything else, in order; the last is the record that was asked for.
    pieces: Vec<Piece>,
    /// What an editor should know.
    notes: Vec<String>,
}

impl Plan {
    /// A record, and nothing else.
    fn of(piece: Piece) -> Self {
        Self { people: Vec::new(), pieces: vec![piece], notes: Vec::new() }
    }
}

/// Starts a record.
pub(super) fn run(args: &NewArgs, global: &Global, printer: &Printer) -> ExitCode {
    match start(&args.kind, global, printer) {
        Ok(()) => Exit::Clean.into(),
        Err(Failure { exit, findings }) => {
            printer.findings(&findings, None);
            exit.into()
        }
    }
}

fn start(kind: &Kind, global: &Global, printer: &Printer) -> Result<(), Failure> {
    let manner = match kind {
        Kind::Claim(args) => args.manner,
        Kind::FollowUp(args) => args.manner,
        Kind::Milestone(args) => args.manner,
        Kind::Source(args) => args.manner,
        Kind::Update(args) => args.manner,
    };
    let desk = Desk::open(printer.project(), given::judged_from(None)?)?;
    let (mut stdin, mut stderr) = (io::stdin().lock(), anstream::stderr());
    let may_ask = !manner.no_input && io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut terminal = Ask::new(&mut stdin, &mut stderr);
    let ask = Some(&mut terminal).filter(|_| may_ask);
    let plan = match kind {
        Kind::Claim(args) => claim::plan(args, &desk, ask)?,
        Kind::FollowUp(args) => item::follow_up(args, &desk, ask)?,
        Kind::Milestone(args) => item::milestone(args, &desk, ask)?,
        Kind::Source(args) => source::plan(args, &desk, ask)?,
        Kind::Update(args) => update::plan(args, &desk, ask)?,
    };
    for note in &plan.notes {
        printer.say(note);
    }
    if manner.stdout {
        print(&plan);
    } else if manner.dry_run {
        for line in told(&plan) {
            printer.say(&format!("would {line}"));
        }
    } else {
        write(&plan, printer)?;
        if global.verbose {
            for line in told(&plan) {
                printer.say(&line);
            }
        }
        if let Some(piece) = plan.pieces.last() {
            stdout::print(&format!("{}\n", path(printer, piece.file())));
        }
    }
    Ok(())
}

/// Prints what would be written; what belongs into other files is told on stderr.
fn print(plan: &Plan) {
    if let Some(piece) = plan.pieces.last() {
        stdout::print(piece.text());
    }
}

/// What is done to each file.
fn told(plan: &Plan) -> Vec<String> {
    let people = plan
        .people
        .iter()
        .map(|person| format!("add `{}` ({}) to content/people.toml", visible(&person.name), person.id));
    let pieces = plan.pieces.iter().map(|piece| match piece {
        Piece::File(file) => format!("write {}", file.path),
        Piece::Entry { file, list, .. } => format!("add an entry of `{list}` to {file}"),
    });
    people.chain(pieces).collect()
}

/// Writes everything; what others refer to comes first, so that a fault leaves nothing that refers to nothing.
fn write(plan: &Plan, printer: &Printer) -> Result<(), Failure> {
    let project = printer.project();
    let people = if plan.people.is_empty() { Ok(()) } else { edit::append_people(project, &plan.people) };
    let piece = |piece: &Piece| match piece {
        Piece::File(file) => edit::create(project, file),
        Piece::Entry { file, list, entry } => edit::append(project, file, list, std::slice::from_ref(entry)),
    };
    people.and_then(|()| plan.pieces.iter().try_for_each(piece)).map_err(|fault| {
        let (exit, code, help) = match fault {
            EditFault::Disk(..) => {
                (Exit::System, "cannot-write", "see to the permissions of the project's folder")
            }
            EditFault::Exists(_) => (Exit::Usage, "exists", "name another id, or edit that file"),
            EditFault::Unreadable(..) => (Exit::Findings, "cannot-write", "mend it; nothing was added to it"),
        };
        Failure { exit, findings: vec![Diagnostic::general(code, fault.to_string()).help(help)] }
    })
}

/// A file of the project as a path from where the user stands.
fn path(printer: &Printer, file: &FilePath) -> String {
    let path = printer.project().locate(file);
    path.strip_prefix(Path::new(".")).unwrap_or(&path).display().to_string()
}
