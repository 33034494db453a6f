//! Printing: findings in every format, and one line on what was done. It goes to stderr, but for
//! what a check or an import is asked for in a form for machines. What the forms look like stands in `report/`.

mod human;
mod json;
mod lines;
mod sarif;
mod spot;

use std::io::{IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use onrecord::checks::Tally;
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::files::Project;
use onrecord::session::Summary;

use super::sources::Sources;
use super::visible::visible;
use super::{Color, Exit, Format, Global, given, stdout};

/// Prints for one run of the program.
pub(crate) struct Printer {
    project: Project,
    format: Format,
    color: ColorChoice,
    quiet: bool,
    stream: Stream,
    /// Leads from where the program runs to the project: empty, or ends with `/`.
    root: String,
}

/// Where findings go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// They are what the command is asked for.
    Stdout,
    /// They are said beside it.
    Stderr,
}

/// How much people are told of findings that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Each is shown.
    Each,
    /// Many of one code are shown as one.
    Grouped,
}

impl Printer {
    /// As the user wants it.
    pub(super) fn new(global: &Global, project: Project, stream: Stream) -> Self {
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let root = given::way_to(project.root());
        Self { project, format: global.format, color, quiet: global.quiet, stream, root }
    }

    /// The project that findings are about.
    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// How the user wants what is printed.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Prints what a command is asked for.
    pub(super) fn data(&self, text: &str) {
        stdout::write(AutoStream::new(std::io::stdout(), self.color), text);
    }

    /// Prints a table of which the first line names the columns.
    pub(super) fn table(&self, text: &str) {
        let (head, rows) = text.split_once('\n').unwrap_or((text, ""));
        self.data(&format!("\u{1b}[1m{head}\u{1b}[0m\n{rows}"));
    }

    /// Prints every finding, and how many there are.
    pub(super) fn findings(&self, findings: &[Diagnostic], summary: Option<&Summary>) {
        self.print(findings, summary, Detail::Each, None);
    }

    /// Prints what a check found, and how the program will end.
    pub(super) fn checked(&self, findings: &[Diagnostic], detail: Detail, exit: Exit) {
        self.print(findings, None, detail, Some(exit));
    }

    fn print(&self, findings: &[Diagnostic], summary: Option<&Summary>, detail: Detail, exit: Option<Exit>) {
        let sources = Sources::new(&self.project);
        let text = match (self.format, detail) {
            (Format::Human | Format::Md | Format::Csv, Detail::Each) => human::each(findings, &sources),
            (Format::Human | Format::Md | Format::Csv, Detail::Grouped) => human::grouped(findings, &sources),
            (Format::Short, _) => lines::short(findings, &sources),
            (Format::Json, _) => json::json(findings, summary, &sources),
            (Format::Sarif, _) => sarif::sarif(findings, exit, &self.root, &sources),
            (Format::Github, _) => lines::github(findings, &self.root, &sources),
        };
        match self.stream {
            Stream::Stdout => stdout::write(AutoStream::new(std::io::stdout(), self.color), &text),
            Stream::Stderr => print(AutoStream::new(std::io::stderr(), self.color), &text),
        }
    }

    /// Whether somebody waits at a terminal for what is printed.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet && self.format == Format::Human && std::io::stderr().is_terminal()
    }

    /// Prints a line that is no finding; a document is nothing but that.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet && !self.format.is_document() {
            print(AutoStream::new(std::io::stderr(), self.color), &format!("{}\n", visible(line)));
        }
    }
}

/// Prints a diff. A program that reads it gets every byte; a terminal gets nothing that it would obey.
pub(super) fn diff(text: &str) {
    let mut terminal = std::io::stdout();
    if !terminal.is_terminal() {
        return stdout::write(terminal, text);
    }
    for line in text.split_inclusive('\n') {
        stdout::write(&mut terminal, &format!("{}\n", visible(line.trim_end_matches(['\r', '\n']))));
    }
}

fn print(mut stream: impl Write, text: &str) {
    // A reader that went away is no fault of ours.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

/// `2 errors, 1 warning`; a kind that there is none of is left out.
pub(super) fn tally(findings: &[Diagnostic]) -> String {
    said(Tally::of(findings))
}

/// The same of a number that is known.
pub(super) fn said(tally: Tally) -> String {
    match (tally.errors, tally.warnings) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

/// `1 claim`, `7 claims`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}

/// A severity as messages name it.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
mod tests;
