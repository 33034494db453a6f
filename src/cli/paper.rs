//! Texts that a command is asked for: written into a folder of the user's choice.

use std::path::Path;
use std::process::ExitCode;

use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::edit;
use onrecord::files::Project;
use onrecord::import::NewFile;

use super::report::Printer;
use super::{Exit, stdout};

/// A file of a folder.
pub(super) struct Page {
    /// Its name, without folders.
    pub(super) name: String,
    /// All of it.
    pub(super) text: String,
}

/// Writes these files into a folder, in place of older ones, and prints the path of each.
pub(super) fn write(folder: &Path, pages: impl Iterator<Item = Page>, printer: &Printer) -> ExitCode {
    let home = Project::new(folder);
    for Page { name, text } in pages {
        let file = NewFile { path: FilePath::new(&name), text };
        if let Err(fault) = edit::renew(&home, &file) {
            let message = format!("nothing can be written into `{}`: {fault}", folder.display());
            let finding = Diagnostic::general("cannot-write", message);
            printer.findings(&[finding.help("name a folder that may be written to")], None);
            return Exit::System.into();
        }
        stdout::print(&format!("{}\n", folder.join(name).display()));
    }
    Exit::Clean.into()
}
