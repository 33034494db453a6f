//! Commands, one a file; what all of them share stands here: global options, and the exit code.
//!
//! clap and everything about terminals is known only below `cli`, and so are the clock and the
//! environment.

mod build;
mod check;
mod excerpt;
mod given;
mod import;
mod import_report;
mod init;
mod progress;
mod report;
mod serve;
mod sources;
mod verify;
mod visible;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::files::Project;
use onrecord::session::{Ending, Tolerance};
use report::{Printer, Stream};

/// Builds a website of claims that officials made, every dated reading of how they stand, and the
/// sources behind each reading.
#[derive(Parser)]
#[command(name = "onrecord", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The project: the folder that holds `content/site.toml`
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Print findings only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Name every file that is written, removed or changed
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// How findings are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines that they are about
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Write the site
    Build(build::BuildArgs),
    /// Find what is wrong with the records, or could be better
    Check(check::CheckArgs),
    /// Make records of a text of others
    Import(import::ImportArgs),
    /// Start a project
    Init(init::InitArgs),
    /// Show the site in a browser while its records are edited
    Serve(serve::ServeArgs),
    /// Ask whether the addresses of sources still answer
    Verify(verify::VerifyArgs),
}

/// Runs the command that was given.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(fault) => return refuse(&fault),
    };
    let printer =
        Printer::new(&cli.global, Project::new(&cli.global.root), cli.command.stream(cli.global.format));
    match cli.command {
        Command::Build(args) => build::run(&args, &cli.global, &printer),
        Command::Check(args) => check::run(&args, &printer),
        Command::Import(args) => import::run(&args, &cli.global, &printer),
        Command::Init(args) => init::run(&args, &cli.global, &printer),
        Command::Serve(args) => serve::run(&args, &cli.global, printer),
        Command::Verify(args) => verify::run(&args, &printer),
    }
}

/// Prints help, or what is wrong with the command line; JSON output is nothing but JSON.
fn refuse(fault: &clap::Error) -> ExitCode {
    if !fault.use_stderr() || !wants_json() {
        fault.exit();
    }
    let text = fault.to_string();
    let mut parts = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let message = parts.next().unwrap_or_default();
    let finding = Diagnostic::general("usage", message.strip_prefix("error: ").unwrap_or(&message));
    let global = Global::for_json();
    let printer = Printer::new(&global, Project::new(&global.root), Stream::Stderr);
    printer.findings(&[finding.help("`onrecord help` lists commands and options")], None);
    Exit::Usage.into()
}

/// Whether a command line that cannot be parsed asks for JSON.
fn wants_json() -> bool {
    let words: Vec<_> = std::env::args_os().collect();
    words.iter().any(|word| word == "--format=json")
        || words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json")
}

impl Command {
    /// Where findings are printed: a report in a form for machines is what a check or an import is asked for.
    fn stream(&self, format: Format) -> Stream {
        match self {
            Self::Check(_) | Self::Import(_) | Self::Verify(_) if format != Format::Human => Stream::Stdout,
            _ => Stream::Stderr,
        }
    }
}

impl Global {
    /// For what is said before there are options.
    fn for_json() -> Self {
        Self { root: ".".into(), quiet: false, verbose: false, color: Color::Auto, format: Format::Json }
    }
}

/// What a process says with its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing to complain of.
    Clean = 0,
    /// Something is wrong in the records, the theme or the output folder.
    Findings = 1,
    /// The command line or the configuration cannot be.
    Usage = 2,
    /// The disk, or the program.
    System = 3,
}

impl Exit {
    /// The exit code of every command, decided here alone.
    fn of(ending: Ending, findings: &[Diagnostic], tolerance: Tolerance) -> Self {
        let counts = |finding: &Diagnostic| match tolerance {
            Tolerance::Warnings => finding.severity == Severity::Error,
            Tolerance::Nothing => true,
        };
        match ending {
            Ending::System => Self::System,
            Ending::Configuration => Self::Usage,
            Ending::Findings => Self::Findings,
            Ending::Published | Ending::Checked if findings.iter().any(counts) => Self::Findings,
            Ending::Published | Ending::Checked => Self::Clean,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
