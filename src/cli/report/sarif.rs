//! Findings as SARIF 2.1.0, the form that code hosts and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; section numbers stand in `sarif/log.rs`.

mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use onrecord::catalogue::{self, Entry, Group, Weight};
use onrecord::diagnostic::{self, Diagnostic, FilePath, Place, Severity};
use onrecord::record::text::Hash;

use self::log::{
    Artifact, Base, BaseIds, Change, Configuration, Descriptor, Driver, Fingerprints, Fix, Invocation,
    Location, Log, Notification, Outcome, Physical, Region, Replacement, Rule, Run, Text, Tool,
};
use super::spot::Range;
use super::word;
use crate::cli::sources::Sources;
use crate::cli::{Exit, markdown};

/// Where the standard's schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What addresses of files are relative to.
const ROOT: &str = "%SRCROOT%";

/// A log of one run. `root` leads from the folder in which the program runs to the project; it is empty or ends
/// with `/`.
pub(super) fn sarif(
    findings: &[Diagnostic],
    exit: Option<Exit>,
    root: &str,
    sources: &Sources<'_>,
) -> String {
    let rules = rules(findings);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let mut writer = Writer { root, sources, seen: BTreeMap::new() };
    let outcome = |finding: &Diagnostic| writer.outcome(finding, &index);
    let results = findings.iter().filter_map(outcome).collect();
    let base = Base { description: plain("the folder in which onrecord was run") };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "onrecord",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules,
            },
        },
        invocations: [invocation(findings, exit)],
        original_uri_base_ids: BaseIds { root: base },
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results,
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    // Strings and numbers are always JSON.
    serde_json::to_string_pretty(&log).map(|json| json + "\n").unwrap_or_default()
}

/// Every rule, found or not, and what else was found.
fn rules(findings: &[Diagnostic]) -> Vec<Rule> {
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let is_told =
        |entry: &Entry| matches!(entry.group, Group::Gates | Group::Desk) || found.contains(entry.code);
    let mut told: Vec<Entry> = catalogue::entries().into_iter().filter(is_told).collect();
    told.sort_by_key(|entry| entry.code);
    told.iter().map(rule).collect()
}

fn rule(entry: &Entry) -> Rule {
    let help = Text {
        text: markdown::plain(&entry.explanation),
        markdown: Some(entry.explanation.clone().into_owned()),
    };
    Rule {
        id: entry.code,
        short_description: plain(&entry.summary),
        full_description: plain(&markdown::plain(first_paragraph(&entry.explanation))),
        help,
        default_configuration: Configuration {
            enabled: entry.weight != Weight::Off,
            level: word(entry.weight.severity()),
        },
    }
}

fn first_paragraph(markdown: &str) -> &str {
    markdown.split("\n\n").next().unwrap_or_default()
}

/// How the run ended, with what was found in no file.
fn invocation(findings: &[Diagnostic], exit: Option<Exit>) -> Invocation {
    let beside = findings.iter().filter(|finding| finding.place.is_none());
    let notification = |finding: &Diagnostic| Notification {
        descriptor: Descriptor { id: finding.code },
        level: word(finding.severity),
        message: plain(&told(finding)),
    };
    let failed = beside.clone().any(|finding| finding.severity == Severity::Error);
    Invocation {
        execution_successful: !failed && exit.is_none_or(|exit| exit < Exit::Usage),
        exit_code: exit.map(|exit| exit as u8),
        exit_code_description: exit.map(Exit::meaning),
        tool_execution_notifications: beside.map(notification).collect(),
    }
}

/// The message with what to do.
fn told(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    }
}

struct Writer<'a> {
    root: &'a str,
    sources: &'a Sources<'a>,
    /// How often what makes a fingerprint came up, to tell equal ones apart.
    seen: BTreeMap<String, usize>,
}

impl Writer<'_> {
    /// A finding that has a file.
    fn outcome(&mut self, finding: &Diagnostic, index: &BTreeMap<&str, usize>) -> Option<Outcome> {
        let place = finding.place.as_ref()?;
        let related = |(at, (place, why)): (usize, &(Place, String))| Location {
            id: Some(at + 1),
            message: Some(message(why)),
            ..self.location(place)
        };
        Some(Outcome {
            rule_id: finding.code,
            rule_index: index.get(finding.code).copied(),
            level: word(finding.severity),
            message: message(&told(finding)),
            related_locations: finding.notes.iter().enumerate().map(related).collect(),
            fixes: finding.fix.iter().filter_map(|fix| self.fix(fix)).collect(),
            locations: [self.location(place)],
            partial_fingerprints: Fingerprints { code_file_line: self.fingerprint(finding.code, place) },
        })
    }

    fn location(&self, place: &Place) -> Location {
        let physical = Physical { artifact_location: self.artifact(&place.file), region: self.region(place) };
        Location { id: None, physical_location: physical, message: None }
    }

    fn artifact(&self, file: &FilePath) -> Artifact {
        Artifact { uri: encoded(&format!("{}{file}", self.root)), uri_base_id: ROOT }
    }

    fn region(&self, place: &Place) -> Option<Region> {
        let Range { line, column, end_line, end_column } = Range::of(place, self.sources)?;
        Some(Region { start_line: line, start_column: column, end_line, end_column })
    }

    /// The same as long as the line says the same, wherever in the file it moves to: of the code, the file, the line's
    /// text, and how many before it are like it.
    fn fingerprint(&mut self, code: &str, place: &Place) -> String {
        let bytes = self.sources.bytes(&place.file).unwrap_or_default();
        let line = place.span.map_or(&b""[..], |span| diagnostic::line(&bytes, span));
        let line = String::from_utf8_lossy(line);
        let of = format!("{code}\0{}\0{}", place.file, line.trim());
        let nth = self.seen.entry(of.clone()).or_default();
        let print = Hash::of(format!("{of}\0{nth}").as_bytes()).hex();
        *nth += 1;
        print
    }

    /// A fix, where the place of each of its edits is known.
    fn fix(&self, fix: &diagnostic::Fix) -> Option<Fix> {
        let mut changes: Vec<Change> = Vec::new();
        for (place, text) in &fix.edits {
            let replacement =
                Replacement { deleted_region: self.region(place)?, inserted_content: plain(text) };
            let artifact = self.artifact(&place.file);
            match changes.iter_mut().find(|change| change.artifact_location.uri == artifact.uri) {
                Some(change) => change.replacements.push(replacement),
                None => changes.push(Change { artifact_location: artifact, replacements: vec![replacement] }),
            }
        }
        Some(Fix { description: plain(&fix.what), artifact_changes: changes })
    }
}

/// A text that readers show as it stands.
fn plain(text: &str) -> Text {
    Text { text: text.to_owned(), markdown: None }
}

/// A message, in which `[words](target)` would be a link (3.11.6): a backslash keeps them words.
///
/// Braces stay single, though 3.11.5 doubles them where a message has placeholders: ours have none, and programs that
/// read them show them as they stand.
fn message(text: &str) -> Text {
    let text = if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    };
    plain(&text)
}

/// A path as a relative address (RFC 3986): all but unreserved characters and `/` in percents.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            byte => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}
