//! `onrecord import claimreview FILE`: reviews of claims as schema.org has them.

use std::path::PathBuf;

use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;
use onrecord::import::claimreview::{self, Request};
use onrecord::import::mapping::Mapping;
use onrecord::import::{Holdings, Import};

use super::{By, Failure, fail, holdings, name_of, read};
use crate::cli::Exit;

/// Options of `import claimreview`.
#[derive(Args)]
pub(super) struct ClaimreviewArgs {
    /// JSON-LD (a review, a list, a feed, a graph, an article), JSON Lines, or a web page that holds
    /// JSON-LD, in UTF-8; `-` reads standard input
    pub(super) file: PathBuf,
    /// What a rating means here, such as `False=not_met`; with nothing behind `=` its reviews stay
    /// without a status; may be repeated
    #[arg(long, value_name = "RATING=STATUS")]
    map_rating: Vec<String>,
    /// The same as a file of lines `"False" = "not_met"` (TOML)
    #[arg(long, value_name = "FILE")]
    map_ratings: Option<PathBuf>,
    /// Who made the claims of reviews that do not say, by name; may be repeated
    #[arg(long, value_name = "NAME")]
    claimant: Vec<String>,
    /// A property that may be left out, such as `author.image`; may be repeated
    #[arg(long, value_name = "PROPERTY")]
    ignore: Vec<String>,
    /// Who made the reviews
    #[arg(long, default_value = "human")]
    method: By,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Reads the reviews and compares them with the project.
pub(super) fn import(args: &ClaimreviewArgs, project: &Project) -> Result<Import, Failure> {
    let file = read(&args.file)?;
    let holdings = holdings(project)?;
    let request = Request {
        ratings: ratings(args, &holdings)?,
        claimants: args.claimant.clone(),
        method: args.method.into(),
        ignored: args.ignore.clone(),
    };
    let import = claimreview::import(&file, &request, &holdings).map_err(|fault| {
        let name = name_of(&args.file);
        let message = if file.trim_start_matches('\u{feff}').trim().is_empty() {
            format!("`{name}` holds nothing")
        } else {
            format!("`{name}` is no JSON: {} in line {}, column {}", fault.why, fault.line, fault.column)
        };
        fail(Exit::Findings, "json-unreadable", &message)
    })?;
    let found = import.tally.updates_new + import.tally.updates_known;
    if found == 0 && import.notes.iter().all(|note| note.whole.is_empty()) {
        let message = format!("`{}` holds no ClaimReview", name_of(&args.file));
        let help = "see that it is JSON-LD of schema.org with objects of the type ClaimReview";
        let finding = Diagnostic::general("no-reviews", message).help(help);
        return Err(Failure { exit: Exit::Findings, findings: vec![finding] });
    }
    Ok(import)
}

fn ratings(args: &ClaimreviewArgs, holdings: &Holdings) -> Result<Mapping, Failure> {
    let statuses = &holdings.known.statuses;
    let mut ratings = Mapping::default();
    let wrong = |why: String| fail(Exit::Usage, "bad-mapping", &why);
    if let Some(file) = &args.map_ratings {
        let text = read(file)?;
        let told = |why| wrong(format!("`{}`: {why}", name_of(file)));
        ratings.add_toml(&text, statuses).map_err(told)?;
    }
    for written in &args.map_rating {
        ratings.add(written, statuses).map_err(wrong)?;
    }
    Ok(ratings)
}
