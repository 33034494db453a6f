//! Edits of a text: what they make of it, and the same as a unified diff. What changes is known, so nothing is searched
//! for.

use std::fmt::Write as _;
use std::ops::Range;

use crate::diagnostic::FilePath;

/// Bytes of a file, and what takes their place.
pub(super) type Edit = (Range<usize>, String);

/// Lines shown around a change.
const AROUND: usize = 3;

/// Lines that change: which, and what takes their place.
struct Part {
    lines: Range<usize>,
    after: Vec<String>,
}

/// The diff of a file, as `patch` and git read it; empty where nothing changes.
pub(super) fn unified(file: &FilePath, before: &[u8], edits: &[Edit]) -> String {
    let lines: Vec<&[u8]> = before.split_inclusive(|byte| *byte == b'\n').collect();
    let parts = parts(before, &lines, edits);
    if parts.is_empty() {
        return String::new();
    }
    let mut text = format!("--- a/{file}\n+++ b/{file}\n");
    // How many lines there are more after the changes so far than before them.
    let mut shift = 0;
    for hunk in parts.chunk_by(|one, next| next.lines.start - one.lines.end <= 2 * AROUND) {
        shift = write_hunk(&mut text, &lines, hunk, shift);
    }
    text
}

/// Bytes with edits made; they come in order and do not overlap.
pub(super) fn applied(before: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut after = Vec::with_capacity(before.len());
    let mut at = 0;
    for (range, text) in edits {
        after.extend_from_slice(&before[at..range.start]);
        after.extend_from_slice(text.as_bytes());
        at = range.end;
    }
    after.extend_from_slice(&before[at..]);
    after
}

/// The lines of each change, as few as there can be.
fn parts(before: &[u8], lines: &[&[u8]], edits: &[Edit]) -> Vec<Part> {
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(start)
        })
        .collect();
    let line_at = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
    let span = |edit: &Edit| line_at(edit.0.start)..(line_at(edit.0.end) + 1).min(lines.len());
    // Lines that follow each other are one change.
    let same_lines = |one: &Edit, next: &Edit| span(next).start <= span(one).end;
    let part = |edits: &[Edit]| {
        let (first, last) = (edits.first()?, edits.last()?);
        let range = span(first).start..span(last).end;
        let from = starts.get(range.start).copied().unwrap_or_default();
        let to = starts.get(range.end).copied().unwrap_or(before.len());
        let inner: Vec<Edit> =
            edits.iter().map(|(range, text)| (range.start - from..range.end - from, text.clone())).collect();
        let after = applied(&before[from..to], &inner);
        Some(trimmed(lines, range, after.split_inclusive(|byte| *byte == b'\n').map(own).collect()))
    };
    edits
        .chunk_by(same_lines)
        .filter_map(part)
        .filter(|part| !part.lines.is_empty() || !part.after.is_empty())
        .collect()
}

/// Without the lines at both ends that stay.
fn trimmed(lines: &[&[u8]], mut range: Range<usize>, mut after: Vec<String>) -> Part {
    let is_same = |line: &[u8], new: &String| own(line) == *new;
    while let (Some(last), false) = (after.last(), range.is_empty())
        && is_same(lines[range.end - 1], last)
    {
        range.end -= 1;
        after.pop();
    }
    let kept = range.clone().zip(&after).take_while(|(at, new)| is_same(lines[*at], new)).count();
    after.drain(..kept);
    Part { lines: range.start + kept..range.end, after }
}

fn own(line: &[u8]) -> String {
    String::from_utf8_lossy(line).into_owned()
}

/// Writes changes that stand near each other with the lines around them; returns the shift behind them.
fn write_hunk(text: &mut String, lines: &[&[u8]], hunk: &[Part], shift: isize) -> isize {
    let from = hunk[0].lines.start.saturating_sub(AROUND);
    let to = hunk.last().map_or(from, |part| (part.lines.end + AROUND).min(lines.len()));
    let grown: isize =
        hunk.iter().map(|part| part.after.len().cast_signed() - part.lines.len().cast_signed()).sum();
    let (old, new) = (to - from, (to - from).saturating_add_signed(grown));
    // A range without lines is named by the line before it.
    let begin = |from: usize, count: usize| if count == 0 { from } else { from + 1 };
    let moved = from.saturating_add_signed(shift);
    let _ = writeln!(text, "@@ -{},{old} +{},{new} @@", begin(from, old), begin(moved, new));
    let mut at = from;
    for part in hunk {
        lines[at..part.lines.start].iter().for_each(|line| write_line(text, ' ', &own(line)));
        lines[part.lines.clone()].iter().for_each(|line| write_line(text, '-', &own(line)));
        part.after.iter().for_each(|line| write_line(text, '+', line));
        at = part.lines.end;
    }
    lines[at..to].iter().for_each(|line| write_line(text, ' ', &own(line)));
    shift + grown
}

fn write_line(text: &mut String, mark: char, line: &str) {
    text.push(mark);
    text.push_str(line);
    if !line.ends_with('\n') {
        text.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The diff of a text in which these bytes become these words.
    fn diff(before: &str, edits: &[(Range<usize>, &str)]) -> String {
        let edits: Vec<Edit> =
            edits.iter().map(|(range, text)| (range.clone(), (*text).to_owned())).collect();
        let diff = unified(&FilePath::new("a.md"), before.as_bytes(), &edits);
        let bare = diff.strip_prefix("--- a/a.md\n+++ b/a.md\n").map(str::to_owned);
        bare.unwrap_or(diff)
    }

    #[test]
    fn changes_that_are_near_share_the_lines_around_them() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n";
        let expected = "@@ -1,9 +1,9 @@\n-1\n+one\n 2\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n\
                        @@ -12,4 +12,5 @@\n 12\n 13\n 14\n+and\n 15\n";
        assert_eq!(diff(before, &[(0..1, "one"), (10..11, "six"), (30..32, "14\nand")]), expected);
        let expected = "@@ -1,5 +1,5 @@\n-1\n-2\n+one\n+two\n 3\n 4\n 5\n";
        assert_eq!(diff(before, &[(0..1, "one"), (2..3, "two")]), expected);
    }

    #[test]
    fn whole_lines_come_and_go() {
        assert_eq!(diff("a\nb\nc\n", &[(2..4, "")]), "@@ -1,3 +1,2 @@\n a\n-b\n c\n");
        assert_eq!(diff("a\n", &[(2..2, "b\n")]), "@@ -1,1 +1,2 @@\n a\n+b\n");
        assert_eq!(diff("", &[(0..0, "b\n")]), "@@ -0,0 +1,1 @@\n+b\n");
        assert_eq!(diff("a\n", &[(0..2, "")]), "@@ -1,1 +0,0 @@\n-a\n");
        assert_eq!(diff("a\n", &[]), "");
    }

    #[test]
    fn line_ends_are_shown_as_they_are() {
        assert_eq!(
            diff("a\r\nb", &[(3..4, "c")]),
            "@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        );
    }
}
