//! A file's bytes → front matter and body, by ranges. No TOML and no Markdown is read here.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FilePath, Place, Span};
use crate::record::decode::Input;

/// The most bytes of a text record.
pub(super) const MOST_BYTES: u64 = 4 << 20;

/// A front matter and the body that follows it, without the `+++` lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The TOML.
    pub(super) front: Range<usize>,
    /// The Markdown.
    pub(super) body: Range<usize>,
}

/// The text of a file, whose size was checked before.
///
/// # Errors
/// A finding where it is not UTF-8, or where two versions of it wait to be merged.
pub(super) fn text<'b>(file: &FilePath, bytes: &'b [u8]) -> Result<&'b str, Box<Diagnostic>> {
    let text = utf8(file, bytes)?;
    match conflict(text) {
        None => Ok(text),
        Some(mark) => {
            let place = Place::new(file, Span::new(mark.start, mark.end));
            let message = "file holds two versions that were not merged";
            let help = "keep what is right, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`; \
                        to show such lines, indent them";
            Err(Box::new(Diagnostic::error("merge-conflict", place, message).help(help)))
        }
    }
}

fn utf8<'b>(file: &FilePath, bytes: &'b [u8]) -> Result<&'b str, Box<Diagnostic>> {
    std::str::from_utf8(bytes).map_err(|fault| {
        let at = fault.valid_up_to();
        let place = Place::new(file, Span::new(at, at + fault.error_len().unwrap_or(1)));
        let message = format!("file is not UTF-8: byte 0x{:02x} at offset {at}", bytes.get(at).unwrap_or(&0));
        Box::new(Diagnostic::error("not-utf8", place, message).help("save the file as UTF-8"))
    })
}

/// The first line of a conflict as git writes it: three marks at the starts of lines, in their order.
fn conflict(text: &str) -> Option<Range<usize>> {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<< ")?;
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].into_iter();
    let mut wanted = marks.next()?;
    let (mut at, mut first) = (0, None);
    for line in text.split_inclusive('\n') {
        if line.starts_with(wanted) {
            first.get_or_insert(at..at + line.trim_end().len());
            match marks.next() {
                Some(next) => wanted = next,
                None => return first,
            }
        }
        at += line.len();
    }
    None
}

/// Where the text begins, after a byte-order mark.
pub(super) fn start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// The first front matter of a text, where it has one.
pub(super) fn first(text: &str) -> Option<Range<usize>> {
    let marks = delimiters(text);
    let (open, close) = (marks.first()?, marks.get(1)?);
    (open.start == start(text)).then(|| after(text, open)..close.start)
}

/// The front matter and body of a file that holds one record.
pub(super) fn single(input: &Input<'_>) -> Option<Part> {
    let mut parts = several(input)?;
    if let Some(second) = parts.get(1) {
        let span = Span::new(second.front.start, second.front.start);
        let message = "a line `+++` begins a second front matter in a file of one record";
        let finding = input.error("second-front-matter", span, message);
        input.report(finding.help("write `\\+++` for a line of the text that is `+++`"));
        return None;
    }
    parts.pop()
}

/// Every front matter of a file with the body that follows it; `None` where that cannot be told.
pub(super) fn several(input: &Input<'_>) -> Option<Vec<Part>> {
    let marks = delimiters(input.text);
    let first = start(input.text);
    if marks.first().is_none_or(|mark| mark.start != first) {
        let line = input.text[first..].lines().next().unwrap_or_default();
        let help = match line.trim_end() {
            _ if input.text.contains('\r') && !input.text.contains('\n') => {
                "its lines end as on old Macs: save it with the line ends of Unix or Windows"
            }
            "---" => "front matter is TOML between two lines `+++`; YAML between `---` is not read",
            "+++" => "the first line is to be `+++` without anything after it",
            _ => "begin the file with a line `+++`, then keys such as title = \"…\", then a line `+++`",
        };
        let span = Span::new(first, first + line.len());
        input
            .report(input.error("no-front-matter", span, "file does not begin with a line `+++`").help(help));
        return None;
    }
    if marks.len() % 2 == 1 {
        report_unclosed(input, marks.last().cloned().unwrap_or_default());
        return None;
    }
    let end = input.text.len();
    let part = |at: usize| Part {
        front: after(input.text, &marks[at])..marks[at + 1].start,
        body: after(input.text, &marks[at + 1])..marks.get(at + 2).map_or(end, |next| next.start),
    };
    Some((0..marks.len()).step_by(2).map(part).collect())
}

fn report_unclosed(input: &Input<'_>, last: Range<usize>) {
    let span = Span::new(last.start, last.end);
    let near = input.text[last.end..].split_inclusive('\n').find(|line| line.trim() == "+++");
    let help = if near.is_some() {
        "a later line is `+++` with spaces around it: remove them"
    } else {
        "end the front matter with a line `+++`; write `\\+++` for a line of the text that is `+++`"
    };
    input.report(
        input.error("unclosed-front-matter", span, "front matter has no closing line `+++`").help(help),
    );
}

/// The lines that are exactly `+++`, without their line ends.
fn delimiters(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let found = memchr::memmem::find_iter(bytes, b"+++");
    let is_line = |at: &usize| {
        let begins = *at == start(text) || bytes[at - 1] == b'\n';
        let rest = &bytes[at + 3..];
        begins && (matches!(rest, b"" | b"\r") || rest.starts_with(b"\n") || rest.starts_with(b"\r\n"))
    };
    found.filter(is_line).map(|at| at..at + 3).collect()
}

fn after(text: &str, mark: &Range<usize>) -> usize {
    let rest = &text[mark.end..];
    mark.end + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
}
