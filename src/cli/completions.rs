//! `onrecord completions SHELL`: what a shell completes commands and options with.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Exit, stdout};

/// Options of `completions`.
#[derive(Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs, mut program: Command) -> ExitCode {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    stdout::print(&String::from_utf8_lossy(&script));
    Exit::Clean.into()
}
