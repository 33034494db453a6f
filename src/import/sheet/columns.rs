//! Columns → fields, as a person maps them. A column that is neither mapped nor ignored is a fault.

use super::fields::{FIELDS, Field, Form, Of, bearing, guess, named};
use super::table::{Row, Table};
use super::{Column, Fault, Request};
use crate::diagnostic::nearest;
use crate::import::drafts::one_line;
use crate::import::mapping::typed;

/// The field of each column; `None` for those that are ignored or empty.
pub(super) type Columns = Vec<Option<&'static Field>>;

/// Maps the columns of a table.
pub(super) fn columns(table: &Table<'_>, request: &Request) -> Result<Columns, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut columns: Columns = vec![None; table.columns.len()];
    let mut told = vec![false; table.columns.len()];
    for (column, name) in &request.maps {
        let at = find(table, column, &mut faults);
        let field = named(name);
        if field.is_none() {
            faults.push(no_field(name));
        }
        if let (Some(at), Some(field)) = (at, field) {
            if told[at] {
                faults.push(Fault::new("column-twice", format!("column `{column}` is mapped twice"), ""));
            }
            told[at] = true;
            columns[at] = Some(field);
        }
    }
    for column in &request.ignored {
        if let Some(at) = find(table, column, &mut faults) {
            told[at] = true;
        }
    }
    let mut open = Vec::new();
    for (at, name) in table.columns.iter().enumerate().filter(|(at, _)| !told[*at]) {
        match bearing(name) {
            Some(field) => columns[at] = Some(field),
            // Nothing is lost with an empty column.
            None if table.rows.iter().all(|row| cell(row, at).is_empty()) => {}
            None => open.push(name.as_str()),
        }
    }
    if !open.is_empty() {
        faults.push(left_open(&open, &columns));
    }
    faults.extend(fitting(&columns, &table.columns));
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn cell<'r>(row: &'r Row<'_>, at: usize) -> &'r str {
    row.cells.get(at).map_or("", |cell| cell.trim())
}

/// A column by its name, whatever its capitals.
fn find(table: &Table<'_>, name: &str, faults: &mut Vec<Fault>) -> Option<usize> {
    let same = |column: &&String| column.trim() == name.trim();
    let alike = |column: &String| column.to_lowercase() == name.trim().to_lowercase();
    let exact = table.columns.iter().position(|column| same(&column));
    let found = exact.or_else(|| table.columns.iter().position(alike));
    if found.is_none() {
        let help = match nearest(name, table.columns.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("its columns are {}", listed(&table.columns)),
        };
        faults.push(Fault::new("unknown-column", format!("the file has no column `{name}`"), &help));
    }
    found
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn no_field(name: &str) -> Fault {
    let fields = FIELDS.iter().map(|field| field.name);
    let help = match nearest(name, fields.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its fields are {}", fields.collect::<Vec<_>>().join(", ")),
    };
    Fault::new("unknown-field", format!("no column can be `{name}`"), &help)
}

fn left_open(open: &[&str], columns: &Columns) -> Fault {
    let names: Vec<String> = open.iter().map(|name| format!("`{name}`")).collect();
    let (noun, verb) = if open.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{noun} {} {verb} neither mapped nor ignored", names.join(", "));
    let taken: Vec<&Field> = columns.iter().flatten().copied().collect();
    let options: Vec<String> = open
        .iter()
        .map(|name| match guess(name).filter(|field| !taken.contains(field)) {
            Some(field) => typed("--map", &format!("{name}={}", field.name)),
            None => typed("--ignore", name),
        })
        .collect();
    Fault::new("column-left", message, &format!("say what they are, such as {}", options.join(" ")))
}

/// What does not fit together.
fn fitting(columns: &Columns, names: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mapped: Vec<(&Field, &String)> =
        columns.iter().zip(names).filter_map(|(field, name)| Some(((*field)?, name))).collect();
    for (at, (field, name)) in mapped.iter().enumerate() {
        let first = mapped[..at].iter().find(|(other, _)| other == field);
        let several = matches!(field.form, Form::Body | Form::Sources | Form::Claimants | Form::Topics);
        if let Some((_, first)) = first.filter(|_| !several) {
            let message = format!("columns `{first}` and `{name}` are both `{}`", field.name);
            faults.push(Fault::new("field-twice", message, "map one of them to another field, or ignore it"));
        }
    }
    let has = |name: &str| mapped.iter().any(|(field, _)| field.name == name);
    if !["id", "title", "claim"].into_iter().any(has) {
        let message = "no column says which claim a row is about".to_owned();
        faults.push(Fault::new(
            "no-claim-column",
            message,
            "map one to `claim`, `title` or `id`, such as --map 'COLUMN=claim'",
        ));
    }
    if let Some((field, name)) = mapped.iter().find(|(field, _)| field.of == Of::Update)
        && !has("published")
    {
        let message =
            format!("column `{name}` is `{}`, which is of updates, and no column is their date", field.name);
        faults.push(Fault::new("no-date-column", message, "map one to `published`"));
    }
    faults
}

/// What there is, with a guess for each column.
pub(super) fn guesses(table: &Table<'_>, request: &Request) -> Vec<Column> {
    let mut taken: Vec<&Field> = Vec::new();
    let mapped = |name: &String| {
        let given = request.maps.iter().find(|(column, _)| column.to_lowercase() == name.to_lowercase());
        given.and_then(|(_, field)| named(field))
    };
    taken.extend(table.columns.iter().filter_map(|name| mapped(name).or_else(|| bearing(name))));
    let column = |(at, name): (usize, &String)| {
        let certain = mapped(name).or_else(|| bearing(name));
        let ignored = request.ignored.iter().any(|column| column.to_lowercase() == name.to_lowercase());
        let guessed = guess(name).filter(|field| !ignored && !taken.contains(field));
        let field = certain.or(guessed);
        if let (None, Some(field)) = (certain, field) {
            taken.push(field);
        }
        let cells = table.rows.iter().map(|row| cell(row, at)).filter(|cell| !cell.is_empty());
        let example = cells.clone().next().map(one_line).unwrap_or_default();
        let option = match field {
            Some(_) if bearing(name).is_some() => String::new(),
            Some(field) => typed("--map", &format!("{name}={}", field.name)),
            None => typed("--ignore", name),
        };
        Column {
            name: name.clone(),
            field: field.map(|field| field.name),
            filled: cells.count(),
            example,
            option,
        }
    };
    table.columns.iter().enumerate().map(column).collect()
}
