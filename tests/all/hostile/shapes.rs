//! What files hold that are no markup, as far as no text may change it: rows, lines, fields, entries.

use serde_json::Value;

/// How many things of which sort a file holds, in its order; `None` for a sort of files that is not counted here.
pub(crate) fn shape(path: &str, bytes: &[u8]) -> Option<Result<Vec<String>, String>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    if ending == "sqlite" {
        return Some(tables(bytes));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    Some(match ending {
        "csv" => rows(text),
        "jsonl" => text.lines().map(|line| json(line).map(|fields| fields.join(" "))).collect(),
        "json" => json(text),
        "bib" => bibtex(text),
        "ris" => Ok(text.split("\r\n").map(|line| line.chars().take(6).collect()).collect()),
        // One thing a line, in an order of their own.
        "_redirects" | "_headers" | "txt" => Ok(text.lines().map(first).collect()),
        _ => return None,
    })
}

fn first(line: &str) -> String {
    line.split_inclusive(':').next().unwrap_or_default().to_owned()
}

/// The number of cells of each row.
fn rows(text: &str) -> Result<Vec<String>, String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let count = |row: Result<csv::StringRecord, csv::Error>| match row {
        // What a spreadsheet would reckon with (CWE-1236).
        Ok(row) if row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])) => {
            Err(format!("a formula in {row:?}"))
        }
        Ok(row) => Ok(row.len().to_string()),
        Err(fault) => Err(fault.to_string()),
    };
    reader.records().map(count).collect()
}

/// Every path to a value that is no list and no table.
fn json(text: &str) -> Result<Vec<String>, String> {
    fn walk(value: &Value, path: &str, out: &mut Vec<String>) {
        match value {
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(at, value)| walk(value, &format!("{path}/{at}"), out));
            }
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| walk(value, &format!("{path}/{key}"), out));
            }
            _ => out.push(path.to_owned()),
        }
    }
    let mut out = Vec::new();
    walk(&serde_json::from_str(text).map_err(|fault| fault.to_string())?, "", &mut out);
    Ok(out)
}

/// Entries and their fields, told by the depth of braces.
fn bibtex(text: &str) -> Result<Vec<String>, String> {
    let (mut depth, mut fields) = (0_i32, Vec::new());
    for line in text.lines() {
        if depth <= 1 && !line.is_empty() {
            fields.push(line.split(['{', '=']).next().unwrap_or_default().trim().to_owned());
        }
        let mut escaped = false;
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    if depth == 0 { Ok(fields) } else { Err(format!("{depth} braces are open")) }
}

/// Tables with their columns and the number of their rows.
fn tables(bytes: &[u8]) -> Result<Vec<String>, String> {
    let file = tempfile::NamedTempFile::new().map_err(|fault| fault.to_string())?;
    std::fs::write(file.path(), bytes).map_err(|fault| fault.to_string())?;
    let read = || -> rusqlite::Result<Vec<String>> {
        let base = rusqlite::Connection::open(file.path())?;
        let mut names = base.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let count = |name: String| {
            let rows: i64 =
                base.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
            let columns = base.prepare(&format!("SELECT * FROM \"{name}\""))?.column_count();
            Ok(format!("{name}: {rows} of {columns}"))
        };
        names.into_iter().map(count).collect()
    };
    read().map_err(|fault| fault.to_string())
}
