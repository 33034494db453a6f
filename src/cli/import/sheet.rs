//! `onrecord import csv FILE`: spreadsheets.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;
use onrecord::import::mapping::Mapping;
use onrecord::import::sheet::{self, BadRows, Column, Fault, Request};
use onrecord::import::{Holdings, Import};
use serde::Serialize;

use super::{By, Failure, fail, holdings, name_of, read, told};
use crate::cli::report::Printer;
use crate::cli::visible::visible;
use crate::cli::{Exit, Format, Global, stdout};

/// Options of `import csv`.
#[derive(Args)]
pub(super) struct SheetArgs {
    /// The table as CSV, in UTF-8; `-` reads standard input
    pub(super) file: PathBuf,
    /// What a column is, such as `Promise=claim`; may be repeated
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// A column that is left out; may be repeated
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
    /// What a word of a status column means here, such as `Done=complete`; may be repeated
    #[arg(long, value_name = "WORD=STATUS")]
    map_status: Vec<String>,
    /// List the columns with a guess for each and the command to type, and import nothing
    #[arg(long)]
    pub(super) columns: bool,
    /// A form of dates that are not written as 2026-02-13, such as `%d/%m/%Y`; may be repeated
    #[arg(long, value_name = "FORMAT", value_parser = sheet::date_format)]
    date_format: Vec<String>,
    /// What stands between entries of a list in one cell
    #[arg(long, value_name = "TEXT", default_value = ";", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    split: String,
    /// What stands between cells, or `tab` [default: found in the first row]
    #[arg(long, value_name = "CHARACTER", value_parser = sheet::delimiter)]
    delimiter: Option<u8>,
    /// Who made the readings of rows that do not say
    #[arg(long, default_value = "human")]
    method: By,
    /// Leave rows with faults out, in place of writing nothing
    #[arg(long)]
    skip_bad_rows: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Reads the table and compares it with the project.
pub(super) fn import(args: &SheetArgs, project: &Project) -> Result<Import, Failure> {
    let file = read(&args.file)?;
    let holdings = holdings(project)?;
    let request = request(args, statuses(args, &holdings)?);
    sheet::import(&file, &request, &holdings).map_err(|faults| refused(args, &faults))
}

fn request(args: &SheetArgs, statuses: Mapping) -> Request {
    Request {
        maps: args.map.clone(),
        ignored: args.ignore.clone(),
        statuses,
        date_formats: args.date_format.clone(),
        split: args.split.clone(),
        delimiter: args.delimiter,
        method: args.method.into(),
        bad_rows: if args.skip_bad_rows { BadRows::Skip } else { BadRows::Stop },
    }
}

fn statuses(args: &SheetArgs, holdings: &Holdings) -> Result<Mapping, Failure> {
    let mut statuses = Mapping::default();
    for written in &args.map_status {
        let added = statuses.add(written, &holdings.known.statuses);
        added.map_err(|why| fail(Exit::Usage, "bad-mapping", &why))?;
    }
    Ok(statuses)
}

fn refused(args: &SheetArgs, faults: &[Fault]) -> Failure {
    let finding = |fault: &Fault| {
        let message = format!("`{}`: {}", name_of(&args.file), fault.message);
        let finding = Diagnostic::general(fault.code, message);
        if fault.help.is_empty() { finding } else { finding.help(&fault.help) }
    };
    let of_file = faults.iter().any(|fault| matches!(fault.code, "no-table" | "open-quote"));
    let exit = if of_file { Exit::Findings } else { Exit::Usage };
    Failure { exit, findings: faults.iter().map(finding).collect() }
}

/// Lists the columns of the table; no project is needed.
pub(super) fn columns(args: &SheetArgs, global: &Global, printer: &Printer) -> ExitCode {
    // What words of cells mean is of no matter here.
    let request = request(args, Mapping::default());
    let columns = read(&args.file)
        .and_then(|file| sheet::columns(&file, &request).map_err(|faults| refused(args, &faults)));
    match columns {
        Ok(columns) => {
            let text = listed(&columns, &command(args, &columns), global.format);
            stdout::print(&text);
            Exit::Clean.into()
        }
        Err(failure) => told(&failure, printer),
    }
}

/// The command to type, with what was given already.
fn command(args: &SheetArgs, columns: &[Column]) -> String {
    let name = name_of(&args.file);
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let name =
        if name.chars().all(plain) { name.to_string() } else { format!("'{}'", name.replace('\'', "'\\''")) };
    let options = columns.iter().map(|column| column.option.as_str()).filter(|option| !option.is_empty());
    let mut command = format!("onrecord import csv {name}");
    if let Some(delimiter) = args.delimiter {
        let delimiter =
            if delimiter == b'\t' { "tab".to_owned() } else { format!("'{}'", char::from(delimiter)) };
        let _ = write!(command, " --delimiter {delimiter}");
    }
    options.for_each(|option| command.extend([" ", option]));
    command
}

/// The public form of the list; its version is `format`.
#[derive(Serialize)]
struct List<'a> {
    format: u8,
    columns: Vec<Entry<'a>>,
    command: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    column: &'a str,
    field: Option<&'a str>,
    filled: usize,
    example: &'a str,
    option: &'a str,
}

fn listed(columns: &[Column], command: &str, format: Format) -> String {
    if format == Format::Json {
        let columns: Vec<Entry<'_>> = columns
            .iter()
            .map(|column| Entry {
                column: &column.name,
                field: column.field,
                filled: column.filled,
                example: &column.example,
                option: &column.option,
            })
            .collect();
        return serde_json::to_string_pretty(&List { format: 1, columns, command }).unwrap_or_default()
            + "\n";
    }
    let width = columns.iter().map(|column| column.name.chars().count()).max().unwrap_or_default().min(30);
    let mut text = String::new();
    for column in columns {
        let guess = match (column.field, column.option.is_empty()) {
            (Some(field), true) => field.to_owned(),
            (Some(field), false) => format!("{field}?"),
            (None, _) => "-".to_owned(),
        };
        let example: String = column.example.chars().take(50).collect();
        let name = visible(&column.name);
        let _ = writeln!(text, "{name:<width$}  {guess:<22}{:>6}  {}", column.filled, visible(&example));
    }
    if format == Format::Human {
        if columns.iter().any(|column| column.field.is_none() && column.filled > 0) {
            let fields: Vec<&str> = sheet::fields().collect();
            let fields = fields.join(", ");
            let _ =
                writeln!(text, "\nTo take a column, --map 'COLUMN=FIELD', where FIELD is one of {fields}");
        }
        let _ = writeln!(text, "\n{}", visible(command));
    }
    text
}

fn pair(written: &str) -> Result<(String, String), String> {
    let (column, field) = written.rsplit_once('=').ok_or("write COLUMN=FIELD")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}
