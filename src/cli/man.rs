//! `onrecord man [DIR]`: the manual pages of the program and of each command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};
use clap_mangen::Man;

use super::paper::{self, Page};
use super::report::Printer;
use super::{Exit, stdout};

/// Options of `man`.
#[derive(Args)]
pub(super) struct ManArgs {
    /// Write a page for every command into this folder [default: print that of the program]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Prints the main page, or writes all of them.
pub(super) fn run(args: &ManArgs, program: Command, printer: &Printer) -> ExitCode {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    match &args.folder {
        None => {
            stdout::print(&page(&program).text);
            Exit::Clean.into()
        }
        Some(folder) => {
            let mut pages = Vec::new();
            collect(&program, &mut pages);
            paper::write(folder, pages.into_iter(), printer)
        }
    }
}

/// The pages of a command and of those below it.
fn collect(command: &Command, pages: &mut Vec<Page>) {
    pages.push(page(command));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        collect(inner, pages);
    }
}

fn page(command: &Command) -> Page {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    // A vector takes whatever is written.
    let _ = man.render(&mut text);
    Page { name: man.get_filename(), text: String::from_utf8_lossy(&text).into_owned() }
}
