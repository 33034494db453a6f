//! `onrecord schema [KIND]`: what records may hold, for editors with a TOML language server.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use onrecord::diagnostic::nearest;
use onrecord::record::schema::{self, Described};

use super::paper::{self, Page};
use super::report::Printer;
use super::{Exit, stdout};

/// Options of `schema`.
#[derive(Args)]
pub(super) struct SchemaArgs {
    /// The sort of file [default: list all]
    #[arg(value_name = "KIND", value_parser = kind)]
    kind: Option<Described>,
    /// Write the schema, or those of all sorts of files, into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints or writes schemas.
pub(super) fn run(args: &SchemaArgs, printer: &Printer) -> ExitCode {
    let kinds: Vec<Described> = args.kind.map_or_else(|| schema::all().collect(), |kind| vec![kind]);
    if let Some(folder) = &args.dir {
        return paper::write(folder, kinds.iter().map(page), printer);
    }
    let text = match &kinds[..] {
        [kind] => kind.schema(),
        all => list(all),
    };
    stdout::print(&text);
    Exit::Clean.into()
}

/// A sort of file by its name.
fn kind(written: &str) -> Result<Described, String> {
    let known: Vec<String> = schema::all().map(|kind| kind.name()).collect();
    schema::all().find(|kind| kind.name() == written).ok_or_else(|| {
        match nearest(written, known.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`onrecord schema` lists them".to_owned(),
        }
    })
}

/// A schema as a file of a folder of schemas.
pub(super) fn page(kind: &Described) -> Page {
    Page { name: format!("{}.schema.json", kind.name()), text: kind.schema() }
}

/// One line a kind: its name, its file, what it is.
fn list(kinds: &[Described]) -> String {
    let width = |of: fn(&Described) -> String| kinds.iter().map(|kind| of(kind).len()).max().unwrap_or(0);
    let (names, files) = (width(Described::name), width(Described::file));
    let mut text = String::new();
    for kind in kinds {
        let _ = writeln!(text, "{:<names$}  {:<files$}  {}", kind.name(), kind.file(), kind.doc());
    }
    text
}
