//! Where bytes of a file stand, as people count: in lines and columns.

use super::Span;

/// A line and a column in it, both from 1; the column counts Unicode scalars.
pub type Position = (usize, usize);

/// The lines of a file, counted once for all places in it.
///
/// Lines end with `\n`, `\r\n` or `\r`; a byte-order mark takes no column.
#[derive(Clone, Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Of a file that holds these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let first = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self(std::iter::once(first).chain(ends.map(|at| at + 1)).collect())
    }

    /// Where the first byte of `span` stands, and where the byte after its last one stands, in the same bytes.
    ///
    /// A span that reaches past the end of the file, or into the middle of a character, is taken to the nearest place
    /// before.
    pub fn locate(&self, bytes: &[u8], span: Span) -> (Position, Position) {
        (self.position(bytes, span.start as usize), self.position(bytes, span.end as usize))
    }

    fn position(&self, bytes: &[u8], at: usize) -> Position {
        let at = at.min(bytes.len());
        // The first line is there whatever stands before it: a mark of the byte order.
        let line = self.0.partition_point(|start| *start <= at).max(1);
        // Bytes that continue a character (10xxxxxx) take no column.
        let before = bytes.get(self.0[line - 1]..at).unwrap_or_default();
        let column = before.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let inside = bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        (line, if inside { column.max(1) } else { column + 1 })
    }
}

/// The same for a single place in a file.
pub fn locate(bytes: &[u8], span: Span) -> (Position, Position) {
    Lines::of(bytes).locate(bytes, span)
}

/// The bytes of the line on which `span` begins, without its end; lines end as [`Lines`] has it.
pub fn line(bytes: &[u8], span: Span) -> &[u8] {
    let at = (span.start as usize).min(bytes.len());
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = bytes[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(is_end).map_or(bytes.len(), |length| at + length);
    &bytes[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let text = "\u{feff}+++\r\nÄrger = \"日本\"\rx".as_bytes();
        let at = |start, end| locate(text, Span::new(start, end));
        assert_eq!(at(3, 6), ((1, 1), (1, 4)));
        assert_eq!(at(8, 14), ((2, 1), (2, 6)));
        assert_eq!(at(17, 25), ((2, 9), (2, 13)));
        assert_eq!(at(26, 99), ((3, 1), (3, 2)));
        assert_eq!(at(9, 9), ((2, 1), (2, 1)));
        assert_eq!(at(0, 1), ((1, 1), (1, 1)));
        assert_eq!(locate(b"a\n", Span::new(1, 2)), ((1, 2), (2, 1)));
        assert_eq!(locate(b"", Span::new(0, 9)), ((1, 1), (1, 1)));
    }
}
