//! CSV (RFC 4180) → rows of cells with their lines. What a cell means is not known here.

use std::ops::Range;

use super::Fault;

/// Delimiters that are looked for in the first row.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table as it stands in the file.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// Names of the columns; `column 3` where the first row says nothing.
    pub columns: Vec<String>,
    pub rows: Vec<Row<'a>>,
}

/// A row that is not empty.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The line on which it begins.
    pub line: usize,
    pub cells: Vec<String>,
    /// As it stands in the file.
    pub whole: &'a str,
}

/// Reads a table; the delimiter is the one that stands most often in the first row unless it is given.
pub(super) fn read(text: &str, delimiter: Option<u8>) -> Result<Table<'_>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let said = announced(text);
    let delimiter = delimiter.or(said).unwrap_or_else(|| most_often(text));
    let mut rows = rows(text, delimiter)?.into_iter().skip(usize::from(said.is_some()));
    let Some(first) = rows.next() else {
        return Err(Fault::new(
            "no-table",
            "the file has no row".to_owned(),
            "its first row names the columns",
        ));
    };
    let name = |(at, name): (usize, String)| {
        let name = name.trim().to_owned();
        if name.is_empty() { format!("column {}", at + 1) } else { name }
    };
    let columns: Vec<String> = first.cells.into_iter().enumerate().map(name).collect();
    for (at, name) in columns.iter().enumerate() {
        if columns[..at].contains(name) {
            let message = format!("two columns are called `{name}`");
            return Err(Fault::new(
                "column-twice",
                message,
                "give one of them another name in the first row",
            ));
        }
    }
    Ok(Table { columns, rows: rows.collect() })
}

/// The delimiter of a first line `sep=;`, as spreadsheet programs write and read it.
fn announced(text: &str) -> Option<u8> {
    match text.lines().next()?.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii() && !delimiter.is_ascii_alphanumeric() && *delimiter != b'"' =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

fn rows(text: &str, delimiter: u8) -> Result<Vec<Row<'_>>, Fault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    loop {
        let start = reader.position().byte() as usize;
        // The text is UTF-8 and rows may have any length: nothing is left that could fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let range = without_ends(text, start..reader.position().byte() as usize);
        line += line_ends(&text[counted..range.start]);
        counted = range.start;
        let whole = &text[range];
        if let Some(at) = open_quote(whole, delimiter) {
            let line = line + line_ends(&whole[..at]);
            let message = format!("a quote that opens in line {line} is never closed");
            return Err(Fault::new("open-quote", message, "close it, or double a quote that is text"));
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect(), whole });
        }
    }
    Ok(rows)
}

/// A range without the line ends around it.
fn without_ends(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = part.len() - part.trim_start_matches(['\r', '\n']).len();
    let end = part.trim_end_matches(['\r', '\n']).len();
    range.start + start..range.start + end.max(start)
}

/// Line ends: `\n`, `\r\n` and `\r`.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

/// Where the quote opens that a row does not close.
fn open_quote(row: &str, delimiter: u8) -> Option<usize> {
    let bytes = row.as_bytes();
    let (mut at, mut begins) = (0, true);
    while at < bytes.len() {
        if begins && bytes[at] == b'"' {
            let open = at;
            at += 1;
            loop {
                at += memchr::memchr(b'"', &bytes[at..]).unwrap_or(bytes.len() - at + 1);
                if at > bytes.len() {
                    return Some(open);
                }
                if bytes.get(at + 1) != Some(&b'"') {
                    break;
                }
                at += 2;
            }
        }
        begins = bytes[at] == delimiter;
        at += 1;
    }
    None
}

fn most_often(text: &str) -> u8 {
    let (mut quoted, mut counts) = (false, [0_usize; DELIMITERS.len()]);
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                if let Some(at) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |at| DELIMITERS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text, None).unwrap().rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn rows_keep_their_lines_whatever_stands_in_quotes() {
        let rows =
            [(2, vec!["1".to_owned(), "a\nb;\"c\"".to_owned()]), (5, vec!["2".to_owned(), String::new()])];
        assert_eq!(cells("\u{feff}x;y\n1;\"a\nb;\"\"c\"\"\"\n\n2;\n;\n"), rows);
        let windows = cells("x;y\r\n1;\"a\nb;\"\"c\"\"\"\r\n\r\n2;\r\n");
        assert_eq!(windows, rows);
        assert_eq!(cells("a\tb\r1\t2"), [(2, vec!["1".to_owned(), "2".to_owned()])]);
        assert_eq!(cells("sep=;\r\na,b;c\r\n1,2;3\r\n"), [(3, vec!["1,2".to_owned(), "3".to_owned()])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_its_line() {
        let message = |text: &str| read(text, None).unwrap_err().message;
        assert_eq!(message("a,b\n1,\"2\n3,4\n"), "a quote that opens in line 2 is never closed");
        assert_eq!(message("a,b\n\"x\ny\",\"2\"\"\n3,4\n"), "a quote that opens in line 3 is never closed");
        assert_eq!(cells("a,b\n5\" pipe,\"x\"\n").len(), 1);
    }
}
