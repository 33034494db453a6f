//! What fixes make of files: bytes in, bytes out. Nothing is read or written here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::diff::{self, Edit, applied};
use crate::diagnostic::{Diagnostic, FilePath, Fix};

/// Files as fixes leave them.
#[derive(Debug, Default)]
pub struct Mended {
    /// Each file that changes.
    pub files: Vec<Rewrite>,
    /// Findings whose fixes were made.
    pub made: usize,
    /// Findings whose fixes must wait: they touch bytes that an earlier one changes.
    pub waiting: usize,
}

/// A file and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The file.
    pub file: FilePath,
    /// All of it as it was.
    pub before: Vec<u8>,
    /// All of it as it is to be.
    pub after: Vec<u8>,
    /// What changes, in order, without overlaps.
    edits: Vec<Edit>,
}

impl Rewrite {
    /// The change as a unified diff with three lines around each part of it.
    pub fn diff(&self) -> String {
        diff::unified(&self.file, &self.before, &self.edits)
    }
}

/// The files that fixes of these findings would change.
pub fn files(findings: &[Diagnostic]) -> BTreeSet<FilePath> {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_deref());
    fixes.flat_map(|fix| &fix.edits).map(|(place, _)| place.file.clone()).collect()
}

/// Makes every fix that it can: whole or not at all, and each byte is changed by the first that does.
///
/// `texts` are the files as they were when this was found.
pub fn mend(findings: &[Diagnostic], texts: &BTreeMap<FilePath, Vec<u8>>) -> Mended {
    let mut edits: BTreeMap<&FilePath, BTreeMap<(usize, usize), &str>> = BTreeMap::new();
    let (mut made, mut waiting) = (0, 0);
    for fix in findings.iter().filter_map(|finding| finding.fix.as_deref()) {
        let Some(wanted) = edits_of(fix, texts) else { continue };
        let is_free = |(file, range, text): &(&FilePath, Range<usize>, &str)| {
            // Those that are taken do not overlap, so that the last to begin are the last to end.
            let before =
                edits.get(file).into_iter().flat_map(|taken| taken.range(..=(range.end, usize::MAX)).rev());
            before
                .take_while(|((_, end), _)| *end >= range.start)
                .filter(|(other, _)| meet(other, range))
                .all(|(other, known)| *other == (range.start, range.end) && known == text)
        };
        if !wanted.iter().all(is_free) {
            waiting += 1;
            continue;
        }
        for (file, range, text) in wanted {
            edits.entry(file).or_default().insert((range.start, range.end), text);
        }
        made += 1;
    }
    let rewrite = |(file, edits): (&FilePath, BTreeMap<(usize, usize), &str>)| {
        let before = texts.get(file).cloned().unwrap_or_default();
        let edits: Vec<Edit> =
            edits.into_iter().map(|((start, end), text)| (start..end, text.to_owned())).collect();
        Rewrite { file: file.clone(), after: applied(&before, &edits), before, edits }
    };
    Mended { files: edits.into_iter().map(rewrite).collect(), made, waiting }
}

/// The edits of a fix that change something; `None` where one of them is of no known text, or they are in each
/// other's way, or nothing changes.
fn edits_of<'a>(
    fix: &'a Fix,
    texts: &BTreeMap<FilePath, Vec<u8>>,
) -> Option<Vec<(&'a FilePath, Range<usize>, &'a str)>> {
    let mut wanted: Vec<(&FilePath, Range<usize>, &str)> = Vec::new();
    for (place, text) in &fix.edits {
        let range = place.span?.range();
        let known = std::str::from_utf8(texts.get(&place.file)?).ok()?;
        // The middle of a character is no place either.
        let now = known.get(range.clone())?;
        let clash = |(file, other, _): &(&FilePath, Range<usize>, &str)| {
            **file == place.file && meet(&(other.start, other.end), &range)
        };
        if wanted.iter().any(clash) {
            return None;
        }
        if now != text {
            wanted.push((&place.file, range, text));
        }
    }
    (!wanted.is_empty()).then_some(wanted)
}

/// Whether two ranges share a byte; one that is empty meets what it touches.
fn meet(one: &(usize, usize), other: &Range<usize>) -> bool {
    let (start, end) = *one;
    if start == end || other.is_empty() {
        start <= other.end && other.start <= end
    } else {
        start < other.end && other.start < end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Span};

    fn file(name: &str) -> FilePath {
        FilePath::new(name)
    }

    /// A finding whose fix makes these edits.
    fn finding(edits: &[(&str, usize, usize, &str)]) -> Diagnostic {
        let edit = |(name, start, end, text): &(&str, usize, usize, &str)| {
            (Place::new(&file(name), Span::new(*start, *end)), (*text).to_owned())
        };
        let fix = Fix { what: "mend it".into(), edits: edits.iter().map(edit).collect() };
        Diagnostic { fix: Some(Box::new(fix)), ..Diagnostic::general("x", "y") }
    }

    /// What becomes of files `a` and `b`, how many fixes are made and how many wait.
    fn mended(a: &str, findings: &[Diagnostic]) -> (Vec<(String, String)>, usize, usize) {
        let texts = [(file("a"), a.into()), (file("b"), b"12345".to_vec())].into();
        let Mended { files, made, waiting } = mend(findings, &texts);
        let shown = |one: Rewrite| (one.file.to_string(), String::from_utf8(one.after).unwrap());
        (files.into_iter().map(shown).collect(), made, waiting)
    }

    #[test]
    fn several_fixes_of_a_file_are_made_and_all_else_stays() {
        let findings = [finding(&[("a", 9, 10, "")]), finding(&[("a", 0, 1, "Ö"), ("b", 5, 5, "6")])];
        let (files, made, waiting) = mended("o\r\n# \u{e9}\r\nx\r\n", &findings);
        assert_eq!(files[0], ("a".to_owned(), "Ö\r\n# \u{e9}\r\n\r\n".to_owned()));
        assert_eq!(files[1], ("b".to_owned(), "123456".to_owned()));
        assert_eq!((made, waiting), (2, 0));
    }

    #[test]
    fn the_first_of_two_that_overlap_is_made_and_the_other_waits_whole() {
        let findings = [finding(&[("a", 1, 4, "X")]), finding(&[("b", 0, 1, "0"), ("a", 3, 6, "Y")])];
        assert_eq!(mended("abcdefg", &findings), (vec![("a".into(), "aXefg".into())], 1, 1));
        // Two that stand side by side do not overlap; two that put something at one place do.
        let beside = [finding(&[("a", 0, 2, "X")]), finding(&[("a", 2, 4, "Y")])];
        assert_eq!(mended("abcd", &beside), (vec![("a".into(), "XY".into())], 2, 0));
        let at_once = [finding(&[("a", 2, 2, "X")]), finding(&[("a", 2, 2, "Y")])];
        assert_eq!(mended("abcd", &at_once), (vec![("a".into(), "abXcd".into())], 1, 1));
        // The same edit for two findings is made once.
        let same = [finding(&[("a", 0, 1, "X")]), finding(&[("a", 0, 1, "X")])];
        assert_eq!(mended("abcd", &same), (vec![("a".into(), "Xbcd".into())], 2, 0));
    }

    #[test]
    fn what_is_no_edit_of_the_text_is_left_alone() {
        for edits in [
            &[("a", 3, 9, "X")][..],
            &[("a", 1, 2, "X")],
            &[("none", 0, 0, "X")],
            &[("a", 0, 2, "é")],
            &[("a", 2, 3, "X"), ("a", 2, 3, "Y")],
            &[],
        ] {
            assert_eq!(mended("éab", &[finding(edits)]), (vec![], 0, 0), "{edits:?}");
        }
    }
}
