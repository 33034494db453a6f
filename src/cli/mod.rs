//! Commands, one a file; what all of them share stands here: global options, and the exit code.
//!
//! clap and everything about terminals is known only below `cli`, and so are the clock and the
//! environment.

mod ask;
mod build;
mod check;
mod completions;
mod excerpt;
mod explain;
mod given;
mod import;
mod import_report;
mod init;
mod man;
mod markdown;
mod new;
mod paper;
mod progress;
mod report;
mod reporting;
mod schema;
mod serve;
mod sources;
mod terminal;
mod verify;
mod visible;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
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
    /// Name every file that is written, removed or changed; show every finding
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// How findings are printed, or what is asked for
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

/// How findings are printed, or what a command is asked for; [`Command::formats`] says which are known to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines that they are about
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// Markdown, for `report`
    Md,
    /// A table of values, for `list`, `report` and `status`
    Csv,
    /// One SARIF 2.1.0 document, for `check` and `build`
    Sarif,
    /// Workflow commands of GitHub, which annotate a pull request, for `check` and `build`
    Github,
}

impl Format {
    /// Whether what is printed is one document, beside which there is nothing.
    fn is_document(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Write the site
    Build(build::BuildArgs),
    /// Find what is wrong with the records, or could be better
    Check(check::CheckArgs),
    /// Print what a shell completes commands and options with
    Completions(completions::CompletionsArgs),
    /// Tell what a code means and what to do, or list all codes
    Explain(explain::ExplainArgs),
    /// Make records of a text of others
    Import(import::ImportArgs),
    /// Start a project
    Init(init::InitArgs),
    /// List what is due, overdue, stale, without a source …
    List(reporting::ListArgs),
    /// Print the manual page, or write one for every command
    Man(man::ManArgs),
    /// Start a record
    New(new::NewArgs),
    /// Tell what happened between two days, for the editor-in-chief
    Report(reporting::ReportArgs),
    /// Print what a sort of record may hold, as JSON Schema
    Schema(schema::SchemaArgs),
    /// Show the site in a browser while its records are edited
    Serve(serve::ServeArgs),
    /// Tell how the tracker stands, or one claim
    Status(reporting::StatusArgs),
    /// Ask whether the addresses of sources still answer
    Verify(verify::VerifyArgs),
}

/// Runs the command that was given.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(fault) => return refuse(&fault),
    };
    if let Err(fault) = cli.command.takes(cli.global.format) {
        return refuse(&fault);
    }
    let printer =
        Printer::new(&cli.global, Project::new(&cli.global.root), cli.command.stream(cli.global.format));
    match cli.command {
        Command::Build(args) => build::run(&args, &cli.global, &printer),
        Command::Check(args) => check::run(&args, &cli.global, &printer),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Explain(args) => explain::run(&args, &printer),
        Command::Import(args) => import::run(&args, &cli.global, &printer),
        Command::Init(args) => init::run(&args, &cli.global, &printer),
        Command::List(args) => reporting::list(&args, &printer),
        Command::Man(args) => man::run(&args, Cli::command(), &printer),
        Command::New(args) => new::run(&args, &cli.global, &printer),
        Command::Report(args) => reporting::report(&args, &printer),
        Command::Schema(args) => schema::run(&args, &printer),
        Command::Serve(args) => serve::run(&args, &cli.global, printer),
        Command::Status(args) => reporting::status(&args, &printer),
        Command::Verify(args) => verify::run(&args, &printer),
    }
}

/// Prints help, or what is wrong with the command line; a document is nothing but that.
fn refuse(fault: &clap::Error) -> ExitCode {
    let Some(format) = wanted().filter(|_| fault.use_stderr()) else { fault.exit() };
    let text = fault.to_string();
    let mut parts = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let message = parts.next().unwrap_or_default();
    let finding = Diagnostic::general("usage", message.strip_prefix("error: ").unwrap_or(&message));
    let global = Global::before_options(format);
    let printer = Printer::new(&global, Project::new(&global.root), Stream::Stderr);
    printer.findings(&[finding.help("`onrecord help` lists commands and options")], None);
    Exit::Usage.into()
}

/// The form for machines that a command line asks for which cannot be parsed.
fn wanted() -> Option<Format> {
    let words: Vec<_> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let joined = words.iter().filter_map(|word| word.strip_prefix("--format="));
    let apart = words.windows(2).filter(|pair| pair[0] == "--format").map(|pair| pair[1].as_str());
    let format = joined.chain(apart).find_map(|word| Format::from_str(word, false).ok())?;
    (!matches!(format, Format::Human | Format::Short)).then_some(format)
}

impl Command {
    /// The formats of `--format` that it knows.
    fn formats(&self) -> &'static [Format] {
        match self {
            Self::List(_) | Self::Status(_) => &[Format::Human, Format::Json, Format::Csv],
            Self::Report(_) => &[Format::Md, Format::Json, Format::Csv],
            Self::Build(_) | Self::Check(_) | Self::Verify(_) => {
                &[Format::Human, Format::Short, Format::Json, Format::Sarif, Format::Github]
            }
            _ => &[Format::Human, Format::Short, Format::Json],
        }
    }

    /// Whether it knows a format; what is for people is known to all.
    ///
    /// # Errors
    /// What is to be said to the user.
    fn takes(&self, format: Format) -> Result<(), clap::Error> {
        if format == Format::Human || self.formats().contains(&format) {
            return Ok(());
        }
        let word = |format: Format| {
            format.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
        };
        let known: Vec<String> = self.formats().iter().map(|&format| word(format)).collect();
        let message =
            format!("`--format {}` is not for this command, which knows {}", word(format), known.join(", "));
        Err(Cli::command().error(ErrorKind::InvalidValue, message))
    }

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
    fn before_options(format: Format) -> Self {
        Self { root: ".".into(), quiet: false, verbose: false, color: Color::Auto, format }
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
    /// In words, for who reads a report.
    fn meaning(self) -> &'static str {
        match self {
            Self::Clean => "nothing to complain of",
            Self::Findings => "something is wrong in the records, the theme or the output folder",
            Self::Usage => "the command line or the configuration cannot be",
            Self::System => "the disk or the program failed",
        }
    }

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
