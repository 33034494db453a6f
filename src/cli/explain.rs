//! `onrecord explain`: what a code means and what to do about it.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use onrecord::catalogue::{self, Entry};
use onrecord::codes;
use onrecord::diagnostic::Diagnostic;
use serde::Serialize;

use super::report::Printer;
use super::{Exit, Format, markdown, terminal};

/// Lines that are longer are hard to read.
const WIDEST: usize = 100;
/// Where there is no terminal.
const WIDTH: usize = 80;

/// Options of `explain`.
#[derive(Args)]
pub(super) struct ExplainArgs {
    /// The code of a finding, such as `unknown-source`; all are listed without one
    code: Option<String>,
    /// Print the page of the manual that tells all of them
    #[arg(long, conflicts_with = "code")]
    markdown: bool,
}

/// Explains one code, or lists all.
pub(super) fn run(args: &ExplainArgs, printer: &Printer) -> ExitCode {
    if args.markdown {
        printer.data(&catalogue::page());
        return Exit::Clean.into();
    }
    let text = match &args.code {
        None => list(&catalogue::entries(), printer.format()),
        Some(code) => match catalogue::find(code) {
            Ok(entry) => one(&entry, printer.format()),
            Err(near) => {
                let help =
                    codes::meant(&near).unwrap_or_else(|| "`onrecord explain` lists all codes".to_owned());
                let message = format!("no finding has the code `{code}`");
                printer.findings(&[Diagnostic::general("unknown-rule", message).help(help)], None);
                return Exit::Usage.into();
            }
        },
    };
    printer.data(&text);
    Exit::Clean.into()
}

/// How wide text may be on this terminal.
fn width() -> usize {
    terminal::columns().map_or(WIDTH, |width| width.clamp(40, WIDEST))
}

fn one(entry: &Entry, format: Format) -> String {
    let Entry { code, weight, summary, explanation, group } = entry;
    match format {
        Format::Json => json(&Told::of(entry)),
        Format::Short => line(entry),
        _ => {
            let settable = if entry.is_adjustable() {
                "`[checks]` in content/site.toml and `allow` in a record can set it"
            } else {
                "settings do not change it"
            };
            let mut text = format!("\u{1b}[1m{code}\u{1b}[0m ({})\n\n", weight.word());
            for part in [summary, explanation] {
                let _ = writeln!(text, "{}", markdown::laid_out(part, width()));
            }
            let about = format!("{}: {settable}.", group.title());
            text.push_str(&markdown::laid_out(&about, width()));
            text
        }
    }
}

fn list(entries: &[Entry], format: Format) -> String {
    match format {
        Format::Json => json(&entries.iter().map(Told::of).collect::<Vec<_>>()),
        Format::Short => entries.iter().map(line).collect(),
        _ => families(entries),
    }
}

/// One line each, by what they belong to.
fn families(entries: &[Entry]) -> String {
    let widest = entries.iter().map(|entry| entry.code.len()).max().unwrap_or_default();
    let mut text = String::new();
    for group in entries.chunk_by(|a, b| a.group == b.group) {
        let _ = writeln!(text, "\u{1b}[1m{}\u{1b}[0m", group[0].group.title());
        for entry in group {
            let mark = if entry.is_adjustable() { "*" } else { "" };
            let _ = writeln!(text, "  {:<widest$}  {}{mark}", entry.code, entry.weight.word());
        }
        text.push('\n');
    }
    let about = "`onrecord explain CODE` tells more of one. Those with `*` can be set with `[checks]` in \
                 content/site.toml and with `allow` in a record.";
    text.push_str(&markdown::laid_out(about, width()));
    text
}

/// `warning[code]: summary`
fn line(entry: &Entry) -> String {
    format!("{}[{}]: {}\n", entry.weight.word(), entry.code, entry.summary)
}

/// The public form of an entry.
#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    family: &'a str,
    level: &'a str,
    adjustable: bool,
    summary: &'a str,
    explanation: &'a str,
}

impl<'a> Told<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self {
            code: entry.code,
            family: entry.group.title(),
            level: entry.weight.word(),
            adjustable: entry.is_adjustable(),
            summary: &entry.summary,
            explanation: &entry.explanation,
        }
    }
}

fn json(told: &impl Serialize) -> String {
    // Strings are always JSON.
    serde_json::to_string_pretty(told).map(|json| json + "\n").unwrap_or_default()
}
