//! What an import did, for people and for programs. All of it goes to stdout.

use std::fmt::Write as _;

use onrecord::import::{Class, Import, Kind, Note};
use serde::Serialize;

use super::report::count;
use super::visible::visible;
use super::{Format, Global, stdout};

/// Whether anything was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrote {
    /// It was.
    Yes,
    /// `--dry-run`
    No,
}

impl From<bool> for Wrote {
    fn from(dry_run: bool) -> Self {
        if dry_run { Self::No } else { Self::Yes }
    }
}

/// Up to so many notes of a kind are printed one by one.
const ONE_BY_ONE: usize = 12;

/// Prints the report.
pub(super) fn print(import: &Import, file: &str, global: &Global, wrote: Wrote) {
    let text = match global.format {
        Format::Human if global.quiet => findings_only(import),
        Format::Human | Format::Md | Format::Csv => human(import, file, global, wrote),
        Format::Short => short(import, file),
        // Of the documents it knows one.
        _ => json(import, file, wrote),
    };
    stdout::print(&text);
}

fn human(import: &Import, file: &str, global: &Global, wrote: Wrote) -> String {
    if import.stopped {
        let mut text = format!(
            "{}: nothing is written while rows have faults: mend them, or leave them out with `--skip-bad-rows`\n",
            visible(file)
        );
        section(&mut text, import, Class::NotTaken, "Not taken");
        return text;
    }
    let tally = &import.tally;
    let all: usize = tally.by_status.iter().map(|(_, count)| count).sum();
    let mut text = format!("{}: {}", visible(file), count(all, "update"));
    for (at, (word, count)) in tally.by_status.iter().enumerate() {
        let word = if word.is_empty() { "without a status" } else { word };
        let _ = write!(text, "{} {count} {}", if at == 0 { ":" } else { "," }, visible(word));
    }
    if tally.claims_new + tally.claims_known > 1 {
        let _ = write!(text, "\n  claims: {} new, {} here already", tally.claims_new, tally.claims_known);
    }
    let follow_ups = tally.follow_ups_new + tally.follow_ups_known;
    let _ = writeln!(
        text,
        "\n  new: {}, {}, {}; here already: {}, {} of {}",
        count(tally.updates_new, "update"),
        count(tally.follow_ups_new, "follow-up"),
        count(tally.sources_new, "source"),
        count(tally.updates_known, "update"),
        tally.follow_ups_known,
        count(follow_ups, "follow-up"),
    );
    let verb = if wrote == Wrote::Yes { "written" } else { "would be written" };
    let _ = writeln!(text, "  {} {verb}", count(import.files.len(), "file"));
    if global.verbose || wrote == Wrote::No {
        for person in &import.people {
            let _ = writeln!(text, "  + content/people.toml: {} ({})", visible(&person.name), person.id);
        }
        for publisher in &import.publishers {
            let _ =
                writeln!(text, "  + content/sources.toml: {} ({})", visible(&publisher.name), publisher.id);
        }
        for file in &import.files {
            let _ = writeln!(text, "  + {} ({})", file.path, count(file.text.len(), "byte"));
        }
    }
    section(&mut text, import, Class::Repair, "Mended, nothing to do");
    section(&mut text, import, Class::Finding, "Taken as it is, please look");
    section(&mut text, import, Class::NotTaken, "Not taken");
    text
}

fn findings_only(import: &Import) -> String {
    let mut text = String::new();
    section(&mut text, import, Class::Finding, "Taken as it is, please look");
    section(&mut text, import, Class::NotTaken, "Not taken");
    text
}

/// A table of the notes of one class: kind, count, what it is, and where.
fn section(text: &mut String, import: &Import, class: Class, title: &str) {
    let kinds = Kind::ALL.iter().filter(|kind| kind.class() == class);
    let mut groups: Vec<(Kind, Vec<&Note>)> =
        kinds.map(|kind| (*kind, import.notes.iter().filter(|note| note.kind == *kind).collect())).collect();
    groups.retain(|(_, notes)| !notes.is_empty());
    if groups.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for (kind, notes) in groups {
        let _ = writeln!(text, "  {:<24}{:>6}  {}", kind.code(), notes.len(), kind.what());
        if (class != Class::Repair || kind == Kind::ClaimantAdded) && notes.len() <= ONE_BY_ONE {
            for note in notes {
                let _ = writeln!(text, "{:34}{}{}", "", place(note), visible(&note.detail));
            }
        } else {
            let mut lines: Vec<_> = notes.iter().map(|note| spot(note)).collect();
            let word = if lines.len() == 1 { "line" } else { "lines" };
            let more = if lines.len() > ONE_BY_ONE { " … (`--format short` lists all)" } else { "" };
            lines.dedup();
            lines.truncate(ONE_BY_ONE);
            let _ = writeln!(text, "{:34}{word} {}{more}", "", lines.join(", "));
        }
        if !kind.help().is_empty() {
            let _ = writeln!(text, "{:34}help: {}", "", kind.help());
        }
    }
}

/// The line, or the line and the column.
fn spot(note: &Note) -> String {
    let column = if note.column == 0 { String::new() } else { format!(":{}", note.column) };
    format!("{}{column}", note.line)
}

fn place(note: &Note) -> String {
    match (note.line, note.column) {
        (0, _) => String::new(),
        (line, 0) => format!("line {line}: "),
        (line, column) => format!("line {line}, column {column}: "),
    }
}

fn severity(class: Class) -> &'static str {
    match class {
        Class::Repair => "repair",
        Class::Finding => "warning",
        Class::NotTaken => "error",
    }
}

fn short(import: &Import, file: &str) -> String {
    let mut text = String::new();
    for note in &import.notes {
        let (kind, line) = (note.kind, note.line);
        let mut place = visible(file);
        for number in [line, note.column].into_iter().filter(|number| *number > 0) {
            let _ = write!(place, ":{number}");
        }
        let (severity, what) = (severity(kind.class()), kind.what());
        let _ = writeln!(text, "{place}: {severity}[{}]: {what} (`{}`)", kind.code(), visible(&note.detail));
    }
    text
}

/// The public form of the report; its version is `format`.
#[derive(Serialize)]
struct Report<'a> {
    format: u8,
    findings: Vec<Finding<'a>>,
    repairs: Vec<Repair<'a>>,
    files: Vec<&'a str>,
    summary: Summary<'a>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    help: Option<&'a str>,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    notes: [(); 0],
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

#[derive(Serialize)]
struct Repair<'a> {
    code: &'a str,
    reason: &'a str,
    text: &'a str,
    file: &'a str,
    line: Option<usize>,
}

#[derive(Serialize)]
struct Summary<'a> {
    written: bool,
    errors: usize,
    warnings: usize,
    repairs: Vec<Count<'a>>,
    statuses: Vec<Count<'a>>,
    claims: Split,
    updates: Split,
    follow_ups: Split,
    sources: usize,
    people: Vec<&'a str>,
    publishers: Vec<&'a str>,
}

#[derive(Serialize)]
struct Count<'a> {
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Split {
    new: usize,
    known: usize,
}

fn json(import: &Import, file: &str, wrote: Wrote) -> String {
    let of = |class| import.notes.iter().filter(move |note| note.kind.class() == class);
    let line = |note: &Note| (note.line > 0).then_some(note.line);
    let findings =
        import.notes.iter().filter(|note| note.kind.class() != Class::Repair).map(|note| Finding {
            code: note.kind.code(),
            severity: severity(note.kind.class()),
            message: format!("{} (`{}`)", note.kind.what(), note.detail),
            help: Some(note.kind.help()).filter(|help| !help.is_empty()),
            file,
            line: line(note),
            column: (note.column > 0).then_some(note.column),
            end_line: line(note),
            end_column: None,
            notes: [],
            text: &note.whole,
        });
    let repairs = of(Class::Repair).map(|note| Repair {
        code: note.kind.code(),
        reason: note.kind.what(),
        text: &note.detail,
        file,
        line: line(note),
    });
    let counts = Kind::ALL.iter().filter(|kind| kind.class() == Class::Repair).map(|kind| Count {
        name: kind.code(),
        count: import.notes.iter().filter(|note| note.kind == *kind).count(),
    });
    let tally = &import.tally;
    let report = Report {
        format: 1,
        findings: findings.collect(),
        repairs: repairs.collect(),
        files: import.files.iter().map(|file| file.path.as_str()).collect(),
        summary: Summary {
            written: wrote == Wrote::Yes,
            errors: of(Class::NotTaken).count(),
            warnings: of(Class::Finding).count(),
            repairs: counts.filter(|count| count.count > 0).collect(),
            statuses: tally.by_status.iter().map(|(name, count)| Count { name, count: *count }).collect(),
            claims: Split { new: tally.claims_new, known: tally.claims_known },
            updates: Split { new: tally.updates_new, known: tally.updates_known },
            follow_ups: Split { new: tally.follow_ups_new, known: tally.follow_ups_known },
            sources: tally.sources_new,
            people: import.people.iter().map(|person| person.id.as_str()).collect(),
            publishers: import.publishers.iter().map(|publisher| publisher.id.as_str()).collect(),
        },
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
