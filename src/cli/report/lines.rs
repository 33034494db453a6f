//! Findings one a line: for people and other programs (`short`), and as GitHub takes them (`github`).

use std::fmt::Write as _;

use onrecord::diagnostic::Diagnostic;

use super::spot::Spot;
use super::word;
use crate::cli::sources::Sources;
use crate::cli::visible::visible;

/// `file:line:column: severity[code]: message (help)`
pub(super) fn short(findings: &[Diagnostic], sources: &Sources<'_>) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = place(finding, sources);
        if !place.is_empty() {
            let _ = write!(text, "{place}: ");
        }
        let (severity, code) = (word(finding.severity), finding.code);
        let _ = write!(text, "{severity}[{code}]: {}", visible(&finding.message));
        if let Some(help) = &finding.help {
            let _ = write!(text, " ({})", visible(help));
        }
        text.push('\n');
    }
    text
}

/// `file:line:column`; empty for what has no place.
pub(super) fn place(finding: &Diagnostic, sources: &Sources<'_>) -> String {
    let Spot { file, line, column, .. } = Spot::of(finding.place.as_ref(), sources);
    let mut text = file.as_deref().map(visible).unwrap_or_default();
    for number in [line, column].into_iter().flatten() {
        let _ = write!(text, ":{number}");
    }
    text
}

/// Workflow commands of GitHub Actions, which annotate the lines of a pull request.
///
/// `root` leads from the folder of the workflow to the project and is empty or ends with `/`. GitHub shows ten errors
/// and ten warnings of a step beside their lines; all of them are printed.
pub(super) fn github(findings: &[Diagnostic], root: &str, sources: &Sources<'_>) -> String {
    let mut text = String::new();
    for finding in findings {
        let Spot { file, line, column, end_line, end_column } = Spot::of(finding.place.as_ref(), sources);
        // Columns over several lines are refused.
        let columns = if line == end_line { [column, end_column] } else { [None; 2] };
        let file = file.map(|file| format!("{root}{file}"));
        let numbers = [("line", line), ("endLine", end_line), ("col", columns[0]), ("endColumn", columns[1])];
        let mut properties: Vec<String> =
            file.iter().map(|file| format!("file={}", property(file))).collect();
        let numbers = numbers.iter().filter_map(|(name, number)| Some(format!("{name}={}", (*number)?)));
        properties.extend(numbers);
        properties.push(format!("title={}", property(finding.code)));
        let help = finding.help.iter().map(|help| format!("\nhelp: {}", visible(help)));
        let message: String = std::iter::once(visible(&finding.message)).chain(help).collect();
        let severity = word(finding.severity);
        let _ = writeln!(text, "::{severity} {}::{}", properties.join(","), data(&message));
    }
    text
}

/// A message as a workflow command holds it: on one line, so that nothing in it is taken for a command of its own.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, which `,` and `:` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
