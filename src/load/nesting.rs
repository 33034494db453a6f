//! How deep the quotes and lists of a Markdown text nest, found out in linear time before it is parsed.
//!
//! The Markdown parser needs quadratic time for deep nesting, so texts are bounded first. The count follows
//! the container rules of CommonMark (section 5) and errs on the side of too many.

/// The most levels of quotes and lists that a text may nest.
pub(super) const MOST_LEVELS: usize = 32;

enum Container {
    Quote,
    /// A list item whose text is indented by this many columns.
    Item(usize),
}

/// The byte at which the first line begins that nests deeper than [`MOST_LEVELS`].
pub(super) fn too_deep(text: &str) -> Option<usize> {
    if marks(text.as_bytes()) <= MOST_LEVELS {
        return None;
    }
    let mut open: Vec<Container> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let mut rest = line.trim_end();
        if !rest.is_empty() {
            let kept = open.iter().take_while(|container| consume(container, &mut rest)).count();
            open.truncate(kept);
            let notes = open_new(&mut open, &mut rest);
            if open.len() + notes > MOST_LEVELS {
                return Some(start);
            }
        }
        start += line.len();
    }
    None
}

/// How many bytes of a text may open a level, whether they do or not.
fn marks(text: &[u8]) -> usize {
    // What `trim` may take off ends a line as well.
    let ends = |at: usize| text.get(at).is_none_or(|byte| byte.is_ascii_whitespace() || !byte.is_ascii());
    let bullets = memchr::memchr3_iter(b'-', b'*', b'+', text).filter(|at| ends(at + 1)).count();
    let is_number = |at: &usize| *at > 0 && text[at - 1].is_ascii_digit() && ends(at + 1);
    let numbers = memchr::memchr2_iter(b'.', b')', text).filter(is_number).count();
    let is_note = |at: &usize| text[*at] == b'>' || (*at > 0 && text[at - 1] == b'[');
    bullets + numbers + memchr::memchr2_iter(b'>', b'^', text).filter(is_note).count()
}

/// Whether `rest` goes on inside `container`; its mark or indentation is then taken off.
fn consume(container: &Container, rest: &mut &str) -> bool {
    match container {
        Container::Quote => match rest.trim_start().strip_prefix('>') {
            Some(inner) => *rest = inner.strip_prefix(' ').unwrap_or(inner),
            None => return false,
        },
        Container::Item(width) => {
            let (mut column, mut bytes) = (0, 0);
            for byte in rest.bytes() {
                match byte {
                    _ if column >= *width => break,
                    b' ' => column += 1,
                    b'\t' => column += 4,
                    _ => return false,
                }
                bytes += 1;
            }
            *rest = &rest[bytes..];
        }
    }
    true
}

/// Opens the containers that start in `rest`; returns how many footnotes start there, which stay on their line.
fn open_new(open: &mut Vec<Container>, rest: &mut &str) -> usize {
    let mut notes = 0;
    while open.len() + notes <= MOST_LEVELS {
        let inner = rest.trim_start();
        let indent = rest.len() - inner.len();
        if let Some(quoted) = inner.strip_prefix('>') {
            open.push(Container::Quote);
            *rest = quoted;
        } else if let Some(mark) = list_mark(inner) {
            let after = &inner[mark..];
            let space = after.len() - after.trim_start().len();
            // More than four columns after the mark are an indented code block in the item.
            let gap = if (1..=4).contains(&space) { space } else { 1 };
            open.push(Container::Item(indent + mark + gap));
            *rest = after.get(gap..).unwrap_or_default();
        } else if let Some(note) =
            inner.strip_prefix("[^").and_then(|label| label.find("]:").map(|end| &label[end + 2..]))
        {
            notes += 1;
            *rest = note;
        } else {
            break;
        }
    }
    notes
}

/// The length of the list mark that `text` begins with.
fn list_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let mark = match bytes.get(digits)? {
        b'.' | b')' if digits > 0 => digits + 1,
        b'-' | b'*' | b'+' if digits == 0 && !is_rule(bytes) => 1,
        _ => return None,
    };
    bytes.get(mark).is_none_or(|byte| matches!(byte, b' ' | b'\t')).then_some(mark)
}

/// A thematic break: `- - -`.
fn is_rule(line: &[u8]) -> bool {
    let mark = line[0];
    let marks = line.iter().filter(|byte| **byte == mark).take(3);
    mark != b'+'
        && marks.count() == 3
        && line.iter().all(|byte| *byte == mark || matches!(byte, b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        (0..levels).map(|level| "  ".repeat(level) + "- a\n").collect::<Vec<_>>().concat()
    }

    #[test]
    fn levels_are_counted_over_lines_and_within_a_line() {
        let fine = [
            nested(32),
            "> ".repeat(32) + "a",
            "- a\n".repeat(500),
            "- - ".repeat(40),
            "1. a\n\n   b\n".repeat(60),
            format!("{}poem\n", " ".repeat(200)),
        ];
        for text in fine {
            assert_eq!(too_deep(&text), None, "{text}");
        }
        let deep = [
            nested(33),
            "> ".repeat(33) + "a",
            "* ".repeat(33) + "a",
            "1. ".repeat(40) + "a",
            ">- ".repeat(17) + "a",
        ];
        for text in deep {
            assert!(too_deep(&text).is_some(), "{text}");
        }
        assert_eq!(too_deep(&format!("a\n\n{}b", "> ".repeat(99))), Some(3));
    }

    #[test]
    fn a_megabyte_of_marks_is_counted_at_once() {
        let lines = "* ".repeat(30) + "a\n" + &"b\n".repeat(500_000);
        assert_eq!(too_deep(&lines), None);
        assert_eq!(too_deep(&"* ".repeat(500_000)), None);
        assert_eq!(too_deep(&("* ".repeat(500_000) + "a")), Some(0));
    }
}
