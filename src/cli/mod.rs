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
mod memory;
mod new;
mod paper;
mod progress;
mod report;
mod reporting;
mod schema;
mod serve;
mod sources;
mod stdout;
mod terminal;
mod verify;
mod visible;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    Arg, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, value_parser,
};
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
    /// How findings are printed, or what is asked for; `onrecord COMMAND --help` names the forms that a command knows
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
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

/// How findings are printed, or what a command is asked for; [`formats`] says which are known to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines that they are about
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// Markdown
    Md,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// One SARIF 2.1.0 document
    Sarif,
    /// Workflow commands of GitHub, which annotate a pull request
    Github,
}

impl Format {
    /// Whether what is printed is one document, beside which there is nothing.
    fn is_document(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

// In the order of work: a project, its records, its site, what is asked of it; then what helps with all of that.
#[derive(Subcommand)]
enum Command {
    /// Start a project
    Init(init::InitArgs),
    /// Make records of a text of others
    Import(import::ImportArgs),
    /// Start a record
    New(new::NewArgs),
    /// Find what is wrong with the records, or could be better
    Check(check::CheckArgs),
    /// Show the site in a browser while its records are edited
    Serve(serve::ServeArgs),
    /// Write the site
    Build(build::BuildArgs),
    /// Ask whether the addresses of sources still answer
    Verify(verify::VerifyArgs),
    /// Tell what happened between two days, for the editor-in-chief
    Report(reporting::ReportArgs),
    /// List what is due, overdue, stale, without a source …
    List(reporting::ListArgs),
    /// Tell how the tracker stands, or one claim
    Status(reporting::StatusArgs),
    /// Tell what a code means and what to do, or list all codes
    Explain(explain::ExplainArgs),
    /// Print what a sort of record may hold, as JSON Schema
    Schema(schema::SchemaArgs),
    /// Print what a shell completes commands and options with
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write one for every command
    Man(man::ManArgs),
}

/// Runs the command that was given.
pub(crate) fn run() -> ExitCode {
    let cli = match parsed() {
        Ok(cli) => cli,
        Err(fault) => return refuse(&fault),
    };
    memory::small_pages();
    let exit = dispatch(cli);
    let Some(why) = stdout::lost() else { return exit };
    let finding = Diagnostic::general("cannot-write", format!("cannot write all of the output: {why}"));
    let global = Global::before_options(Format::Human);
    Printer::new(&global, Project::new(&global.root), Stream::Stderr).findings(&[finding], None);
    Exit::System.into()
}

fn dispatch(cli: Cli) -> ExitCode {
    let printer =
        Printer::new(&cli.global, Project::new(&cli.global.root), cli.command.stream(cli.global.format));
    match cli.command {
        Command::Init(args) => init::run(&args, &cli.global, &printer),
        Command::Import(args) => import::run(&args, &cli.global, &printer),
        Command::New(args) => new::run(&args, &cli.global, &printer),
        Command::Check(args) => check::run(&args, &cli.global, &printer),
        Command::Serve(args) => serve::run(&args, &cli.global, printer),
        Command::Build(args) => build::run(&args, &cli.global, &printer),
        Command::Verify(args) => verify::run(&args, &printer),
        Command::Report(args) => reporting::report(&args, &printer),
        Command::List(args) => reporting::list(&args, &printer),
        Command::Status(args) => reporting::status(&args, &printer),
        Command::Explain(args) => explain::run(&args, &printer),
        Command::Schema(args) => schema::run(&args, &printer),
        Command::Completions(args) => completions::run(&args, command()),
        Command::Man(args) => man::run(&args, command(), &printer),
    }
}

/// The command line as it was given.
///
/// # Errors
/// What is to be said to the user.
fn parsed() -> Result<Cli, clap::Error> {
    let mut command = command();
    let given = command.try_get_matches_from_mut(std::env::args_os())?;
    let cli = Cli::from_arg_matches(&given).map_err(|fault| fault.format(&mut command))?;
    // A form that is named before the command meets the command only here.
    let known = given.subcommand_name().map_or(&[][..], formats);
    let format = cli.global.format;
    if given.value_source("format") != Some(ValueSource::CommandLine) || known.contains(&format) {
        return Ok(cli);
    }
    let names: Vec<&str> = known.iter().map(|&format| word(format)).collect();
    let list = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let message = format!("`--format {}` is not for this command, which knows {list}", word(format));
    Err(command.error(ErrorKind::InvalidValue, message))
}

/// All commands, each with the forms that it knows.
fn command() -> clap::Command {
    let mut command = Cli::command();
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |command| command.arg(format_option(formats(&name))));
    }
    command
}

/// `--format` with these forms, the first of which is the usual one.
fn format_option(formats: &'static [Format]) -> Arg {
    let option = Arg::new("format").long("format").global(true).value_name("FORMAT");
    let option = option
        .help_heading("Options of every command")
        .help("How findings are printed, or what is asked for");
    let Some(usual) = formats.first() else { return option.hide(true).value_parser(value_parser!(Format)) };
    option.default_value(word(*usual)).value_parser(Takes(formats))
}

/// Reads `--format` and tells the forms of one command; those of others are refused by [`parsed`], which says so.
#[derive(Clone)]
struct Takes(&'static [Format]);

impl TypedValueParser for Takes {
    type Value = Format;

    fn parse_ref(
        &self,
        command: &clap::Command,
        option: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Format, clap::Error> {
        if let Some(format) = value.to_str().and_then(|word| Format::from_str(word, false).ok()) {
            return Ok(format);
        }
        let words = PossibleValuesParser::new(self.0.iter().filter_map(ValueEnum::to_possible_value));
        let word = words.parse_ref(command, option, value)?;
        Format::from_str(&word, false).map_err(|why| command.clone().error(ErrorKind::InvalidValue, why))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// The forms of `--format` that a command knows.
fn formats(command: &str) -> &'static [Format] {
    match command {
        "list" | "status" => &[Format::Human, Format::Json, Format::Csv],
        "report" => &[Format::Md, Format::Json, Format::Csv],
        "build" | "check" | "verify" => {
            &[Format::Human, Format::Short, Format::Json, Format::Sarif, Format::Github]
        }
        "completions" => &[],
        _ => &[Format::Human, Format::Short, Format::Json],
    }
}

/// A form as it is written on the command line.
fn word(format: Format) -> &'static str {
    match format {
        Format::Human => "human",
        Format::Short => "short",
        Format::Json => "json",
        Format::Md => "md",
        Format::Csv => "csv",
        Format::Sarif => "sarif",
        Format::Github => "github",
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
