//! Spreadsheets as CSV: a row is a claim, or an update of one.
//!
//! Columns are what a person says they are, or what their names are; a column that is neither mapped nor
//! ignored is a fault. Nothing is guessed in cells, and nothing is written while a row has a fault,
//! unless the person says to leave such rows out.

mod cells;
mod columns;
mod fields;
mod rows;
mod table;

use super::drafts::{Holdings, records};
use super::mapping::Mapping;
use super::{Import, Kind};
use crate::record::claim::Method;

/// What a person says about the table that is imported.
#[derive(Clone, Debug)]
pub struct Request {
    /// Columns and the fields that they are.
    pub maps: Vec<(String, String)>,
    /// Columns that are left out.
    pub ignored: Vec<String>,
    /// What words of status cells mean.
    pub statuses: Mapping,
    /// The forms of dates that are not of ISO 8601, as strftime has them, in the order in which they are tried.
    pub date_formats: Vec<String>,
    /// What stands between entries of a list in one cell.
    pub split: String,
    /// What stands between cells; else the one that stands most often in the first row.
    pub delimiter: Option<u8>,
    /// Who made the readings of rows that do not say.
    pub method: Method,
    /// What becomes of rows with faults.
    pub bad_rows: BadRows,
}

/// What becomes of rows with faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRows {
    /// Nothing at all is written.
    Stop,
    /// They are left out.
    Skip,
}

/// Why a table cannot be read, or its columns cannot be what they are said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do; empty where that is plain.
    pub help: String,
}

impl Fault {
    fn new(code: &'static str, message: String, help: &str) -> Self {
        Self { code, message, help: help.to_owned() }
    }
}

/// A column of a table, and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the first row.
    pub name: String,
    /// The field that it is, or may be.
    pub field: Option<&'static str>,
    /// Cells that are not empty.
    pub filled: usize,
    /// The first of them.
    pub example: String,
    /// What to type for it; empty where its name says what it is.
    pub option: String,
}

/// The columns of a table, with a guess for each.
///
/// # Errors
/// Why it is no table.
pub fn columns(file: &str, request: &Request) -> Result<Vec<Column>, Vec<Fault>> {
    let table = table::read(file, request.delimiter).map_err(|fault| vec![fault])?;
    Ok(columns::guesses(&table, request))
}

/// Makes records of a table.
///
/// # Errors
/// Why it is no table, and everything that is wrong with its columns.
pub fn import(file: &str, request: &Request, holdings: &Holdings) -> Result<Import, Vec<Fault>> {
    let table = table::read(file, request.delimiter).map_err(|fault| vec![fault])?;
    let columns = columns::columns(&table, request)?;
    let mut notes = Vec::new();
    let reader = rows::Reader { table: &table, columns: &columns, request, holdings };
    let drafts = reader.drafts(&mut notes);
    let mut import = records(drafts, holdings, Import { notes, ..Import::default() });
    if request.bad_rows == BadRows::Stop && import.notes.iter().any(|note| is_of_row(note.kind)) {
        // Notes on what would have been written say what is not so.
        let mut notes = std::mem::take(&mut import.notes);
        notes.retain(|note| is_of_row(note.kind));
        import = Import { notes, stopped: true, ..Import::default() };
    }
    Ok(import)
}

/// Names of the fields that a column may be.
pub fn fields() -> impl Iterator<Item = &'static str> {
    fields::FIELDS.iter().map(|field| field.name)
}

/// The character between cells, as a person writes it: one of ASCII, or `tab`.
///
/// # Errors
/// What to write.
pub fn delimiter(written: &str) -> Result<u8, String> {
    match written.as_bytes() {
        _ if matches!(written, "tab" | "\\t") => Ok(b'\t'),
        [byte] if !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
        _ => Err("write one character such as `;`, or `tab`".to_owned()),
    }
}

/// Whether a format of dates can be one.
///
/// # Errors
/// What to write.
pub fn date_format(written: &str) -> Result<String, String> {
    let bad = |item: chrono::format::Item<'_>| matches!(item, chrono::format::Item::Error);
    if !written.contains('%') || chrono::format::StrftimeItems::new(written).any(bad) {
        return Err("write the form with signs of strftime, such as `%d/%m/%Y`".to_owned());
    }
    Ok(written.to_owned())
}

/// Whether a note says that a row cannot be taken.
fn is_of_row(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CellDate
            | Kind::CellStatus
            | Kind::CellWord
            | Kind::CellId
            | Kind::CellAddress
            | Kind::RowLength
            | Kind::RowIncomplete
    )
}
