//! Printing: findings in every format, and one line on what was done. It goes to stderr, but for
//! what an import is asked for in a form for machines.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use annotate_snippets::Renderer;
use anstream::{AutoStream, ColorChoice};
use onrecord::diagnostic::{self, Diagnostic, Place, Severity};
use onrecord::files::Project;
use onrecord::session::Summary;
use serde::Serialize;

use super::sources::Sources;
use super::visible::visible;
use super::{Color, Format, Global, excerpt};

/// Prints for one run of the program.
pub(crate) struct Printer {
    project: Project,
    format: Format,
    color: ColorChoice,
    quiet: bool,
    stream: Stream,
}

/// Where findings go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// They are what the command is asked for.
    Stdout,
    /// They are said beside it.
    Stderr,
}

impl Printer {
    /// As the user wants it.
    pub(super) fn new(global: &Global, project: Project, stream: Stream) -> Self {
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { project, format: global.format, color, quiet: global.quiet, stream }
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
        print(AutoStream::new(std::io::stdout(), self.color), text);
    }

    /// Prints a table of which the first line names the columns.
    pub(super) fn table(&self, text: &str) {
        let (head, rows) = text.split_once('\n').unwrap_or((text, ""));
        self.data(&format!("\u{1b}[1m{head}\u{1b}[0m\n{rows}"));
    }

    /// Prints every finding, and how many there are.
    pub(super) fn findings(&self, findings: &[Diagnostic], summary: Option<&Summary>) {
        let sources = Sources::new(&self.project);
        let text = match self.format {
            Format::Human | Format::Md | Format::Csv => human(findings, &sources),
            Format::Short => short(findings, &sources),
            Format::Json => json(findings, summary, &sources),
        };
        match self.stream {
            Stream::Stdout => print(AutoStream::new(std::io::stdout(), self.color), &text),
            Stream::Stderr => print(AutoStream::new(std::io::stderr(), self.color), &text),
        }
    }

    /// Whether somebody waits at a terminal for what is printed.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet && self.format == Format::Human && std::io::stderr().is_terminal()
    }

    /// Prints a line that is no finding; JSON output is nothing but JSON.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet && self.format != Format::Json {
            print(AutoStream::new(std::io::stderr(), self.color), &format!("{}\n", visible(line)));
        }
    }
}

fn print(mut stream: impl Write, text: &str) {
    // A reader that went away is no fault of ours.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

fn human(findings: &[Diagnostic], sources: &Sources<'_>) -> String {
    let renderer = Renderer::styled().term_width(110);
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{}\n", excerpt::draw(&renderer, finding, sources));
    }
    if !findings.is_empty() {
        let _ = writeln!(text, "{}", tally(findings));
    }
    text
}

fn short(findings: &[Diagnostic], sources: &Sources<'_>) -> String {
    let mut text = String::new();
    for finding in findings {
        let Spot { file, line, column, .. } = Spot::of(finding.place.as_ref(), sources);
        if let Some(file) = &file {
            let _ = write!(text, "{}:", visible(file));
        }
        for number in [line, column].into_iter().flatten() {
            let _ = write!(text, "{number}:");
        }
        let space = if text.ends_with(':') { " " } else { "" };
        let (severity, code) = (word(finding.severity), finding.code);
        let _ = write!(text, "{space}{severity}[{code}]: {}", visible(&finding.message));
        if let Some(help) = &finding.help {
            let _ = write!(text, " ({})", visible(help));
        }
        text.push('\n');
    }
    text
}

/// The public form of a report; its version is `format`.
#[derive(Serialize)]
struct Report<'a> {
    format: u8,
    findings: Vec<Finding<'a>>,
    summary: Tally,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    spot: Spot,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    message: &'a str,
    #[serde(flatten)]
    spot: Spot,
}

/// A place as people count: from 1, columns in Unicode scalars, the end exclusive.
#[derive(Default, Serialize)]
struct Spot {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Tally {
    errors: usize,
    warnings: usize,
    #[serde(flatten)]
    built: Option<Built>,
}

#[derive(Serialize)]
struct Built {
    claims: usize,
    updates: usize,
    pages: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

impl Spot {
    fn of(place: Option<&Place>, sources: &Sources<'_>) -> Self {
        let Some(place) = place else { return Self::default() };
        let file = Some(place.file.as_str().to_owned());
        let located = place.span.and_then(|span| Some((span, sources.bytes(&place.file)?)));
        let Some((span, bytes)) = located else { return Self { file, ..Self::default() } };
        let ((line, column), (end_line, end_column)) = diagnostic::locate(&bytes, span);
        let (line, column) = (Some(line), Some(column));
        Self { file, line, column, end_line: Some(end_line), end_column: Some(end_column) }
    }
}

fn json(findings: &[Diagnostic], summary: Option<&Summary>, sources: &Sources<'_>) -> String {
    let report = Report {
        format: 1,
        findings: findings.iter().map(|one| Finding::of(one, sources)).collect(),
        summary: tallied(findings, summary),
    };
    // Strings and numbers are always JSON.
    serde_json::to_string_pretty(&report).map(|json| json + "\n").unwrap_or_default()
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic, sources: &Sources<'_>) -> Self {
        let Diagnostic { place, code, severity, message, help, notes, .. } = finding;
        let note =
            |(place, message): &'a (Place, String)| Note { message, spot: Spot::of(Some(place), sources) };
        Self {
            code,
            severity: word(*severity),
            message,
            help: help.as_deref(),
            spot: Spot::of(place.as_ref(), sources),
            notes: notes.iter().map(note).collect(),
        }
    }
}

fn tallied(findings: &[Diagnostic], summary: Option<&Summary>) -> Tally {
    let built = summary.map(|&Summary { claims, updates, pages, written, unchanged, removed }| Built {
        claims,
        updates,
        pages,
        written,
        unchanged,
        removed,
    });
    let (errors, warnings) = numbers(findings);
    Tally { errors, warnings, built }
}

fn numbers(findings: &[Diagnostic]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    (errors, findings.len() - errors)
}

/// `2 errors, 1 warning`; a kind that there is none of is left out.
pub(super) fn tally(findings: &[Diagnostic]) -> String {
    let (errors, warnings) = numbers(findings);
    match (errors, warnings) {
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
