//! Commands, one a file.

mod import;
mod import_report;
mod init;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord::files::Project;

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
pub(crate) struct Global {
    /// The project: the folder that holds `content/site.toml`
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Print findings only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Name every file that is written or removed
    #[arg(short, long, global = true)]
    verbose: bool,
    /// How findings are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    format: Format,
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
    /// Make records of a text of others
    Import(import::ImportArgs),
    /// Start a project
    Init(init::InitArgs),
}

/// Runs the command that was given.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let printer = report::Printer::new(Project::new(&cli.global.root));
    match cli.command {
        Command::Import(args) => import::run(&args, &cli.global, &printer),
        Command::Init(args) => init::run(&args, &cli.global),
    }
}

/// What a process says with its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
