//! How deep and how long a text may be: decided in one pass, before it is parsed.
//!
//! The parser's time grows with the product of nesting and length. Nesting is judged from above: each
//! line that opens containers counts one level for each of its marks (`>`, a bullet, a number, a
//! footnote's label) and one for every two columns of white space before them, since a list within a
//! list needs at least two. Lines without marks open nothing.

/// The longest text that is parsed, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// How many containers may lie in each other.
pub const MAX_NESTING: usize = 32;

/// Whether a text is too long or too deep.
pub(super) fn exceeded(source: &str) -> bool {
    source.len() > MAX_BYTES || source.lines().any(|line| nesting(line.as_bytes()) > MAX_NESTING)
}

/// The number of levels that a line can open or continue; 0 for a line that opens nothing.
fn nesting(line: &[u8]) -> usize {
    if is_rule(line) {
        return 0;
    }
    let (mut at, mut marks, mut column, mut blank) = (0, 0, 0, 0);
    loop {
        while let Some(b' ' | b'\t') = line.get(at) {
            let width = if line[at] == b'\t' { 4 - column % 4 } else { 1 };
            column += width;
            blank += width;
            at += 1;
        }
        let length = mark(&line[at..]);
        if length == 0 {
            return if marks == 0 { 0 } else { marks + blank / 2 };
        }
        marks += 1;
        at += length;
        column += length;
        // The white space that belongs to the mark itself is no indentation.
        if line.get(at) == Some(&b' ') {
            at += 1;
            column += 1;
        }
    }
}

/// The length of the container mark that these bytes begin with; 0 where there is none.
fn mark(bytes: &[u8]) -> usize {
    let ends = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t' | b'\r'));
    match bytes.first() {
        Some(b'>') => 1,
        Some(b'-' | b'*' | b'+') if ends(1) => 1,
        Some(b'0'..=b'9') => {
            let digits = bytes.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
            let closed = matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1);
            if closed { digits + 1 } else { 0 }
        }
        Some(b'[') if bytes.get(1) == Some(&b'^') => {
            let label = bytes.iter().position(|b| *b == b']').unwrap_or(0);
            if label > 0 && bytes.get(label + 1) == Some(&b':') { label + 2 } else { 0 }
        }
        _ => 0,
    }
}

/// A line of nothing but `-` or `*` is a rule, however many there are.
fn is_rule(line: &[u8]) -> bool {
    let mut marks = line.iter().filter(|b| !b.is_ascii_whitespace());
    match marks.next() {
        Some(first @ (b'-' | b'*')) => marks.all(|b| b == first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_by_marks_and_indentation() {
        let cases = [
            ("text", 0),
            ("        deep code", 0),
            ("> quote", 1),
            (">>> a", 3),
            ("> - 1. a", 3),
            ("- a", 1),
            ("  - a", 2),
            ("    - a", 3),
            ("\t- a", 3),
            ("-a", 0),
            ("12) a", 1),
            ("12345678901. a", 0),
            ("[^1]: > a", 2),
            ("[^1] text", 0),
            ("- - - - -", 0),
            ("* * a", 2),
            ("+ + + +", 4),
        ];
        for (line, expected) in cases {
            assert_eq!(nesting(line.as_bytes()), expected, "{line:?}");
        }
    }

    #[test]
    fn thirty_two_levels_pass_and_thirty_three_do_not() {
        let list = |depth: usize| (0..depth).fold(String::new(), |all, n| all + &"  ".repeat(n) + "- a\n");
        assert!(!exceeded(&list(32)) && exceeded(&list(33)));
        assert!(!exceeded(&">".repeat(32)) && exceeded(&">".repeat(33)));
        assert!(!exceeded(&"a".repeat(MAX_BYTES)) && exceeded(&"a".repeat(MAX_BYTES + 1)));
    }
}
