//! `onrecord import timeline FILE`: the text of a tracker's page.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::Args;
use onrecord::date::PartialDate;
use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;
use onrecord::import::timeline::{self, Request};
use onrecord::import::{Import, Known};
use onrecord::record::id;
use onrecord::record::text::TextReader as _;
use onrecord::texts::FileTexts;

use super::{By, Failure, fail, loaded, name_of, read};
use crate::cli::Exit;

/// Options of `import timeline`.
#[derive(Args)]
pub(super) struct TimelineArgs {
    /// The text, in UTF-8; `-` reads standard input
    pub(super) file: PathBuf,
    /// The claim's id; a claim that exists gets only what is new
    #[arg(long, value_name = "ID", value_parser = claim_id)]
    claim: String,
    /// The claim's title; needed for a new claim
    #[arg(long)]
    title: Option<String>,
    /// Who made the claim, by id or name; needed for a new claim, may be repeated
    #[arg(long, value_name = "ID|NAME")]
    claimant: Vec<String>,
    /// The claim in one sentence of your own; needed for a new claim
    #[arg(long, value_name = "TEXT")]
    claim_text: Option<String>,
    /// Who made the readings
    #[arg(long, default_value = "automated")]
    method: By,
    /// The zone of the times in the file, as an IANA name [default: the site's]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<Tz>,
    /// When the claim was made
    #[arg(long, value_name = "DATE", value_parser = date)]
    made_on: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Reads the text and compares it with the project.
pub(super) fn import(args: &TimelineArgs, project: &Project) -> Result<Import, Failure> {
    let feed = read(&args.file)?;
    let known = known(project, &args.claim)?;
    let request = request(args, &known)?;
    let import = timeline::import(&feed, &request, &known);
    if import.undated {
        let message = format!(
            "`{}` dates no update that can be written, and no original article: claim `{}` would have no date",
            name_of(&args.file),
            args.claim
        );
        let help = "see that it is the text of a tracker page, or say `--made-on`; nothing was written";
        let finding = Diagnostic::general("claim-without-date", message).help(help);
        return Err(Failure { exit: Exit::Findings, findings: vec![finding] });
    }
    Ok(import)
}

fn request(args: &TimelineArgs, known: &Known) -> Result<Request, Failure> {
    let request = Request {
        claim: args.claim.clone(),
        title: args.title.clone().unwrap_or_default(),
        claim_text: args.claim_text.clone().unwrap_or_default(),
        claimants: args.claimant.clone(),
        method: args.method.into(),
        zone: args.timezone,
        made_on: args.made_on.clone(),
    };
    let Some(claim) = &known.claim else {
        let empty = |text: &str| text.trim().is_empty();
        let needed = [
            ("--title", empty(&request.title)),
            ("--claim-text", empty(&request.claim_text)),
            ("--claimant", request.claimants.iter().all(|name| empty(name))),
        ];
        let missing: Vec<_> = needed.iter().filter(|(_, missing)| *missing).map(|(flag, _)| *flag).collect();
        if !missing.is_empty() {
            let message = format!("claim `{}` is new and needs {}", args.claim, missing.join(", "));
            return Err(fail(Exit::Usage, "missing-option", &message));
        }
        return match timeline::claimants(&request, known) {
            Ok(_) => Ok(request),
            Err(why) => Err(fail(Exit::Usage, "unknown-claimant", &why)),
        };
    };
    if claim.folder.is_none() {
        let message = format!(
            "claim `{0}` is written in one file, which takes no files of updates: move it to claims/{0}/claim.md",
            args.claim
        );
        return Err(fail(Exit::Findings, "claim-in-one-file", &message));
    }
    Ok(request)
}

/// What the project holds; refused where that cannot be told for certain.
fn known(project: &Project, claim: &str) -> Result<Known, Failure> {
    let records = loaded(project, |finding| concerns(finding, claim))?;
    // A file that changed since a moment ago differs from any import.
    let texts = FileTexts::new(project.clone());
    Ok(Known::of(&records, claim, |text| texts.read(text).unwrap_or_default()))
}

/// Whether an error leaves it open what the claim, people or sources are.
fn concerns(finding: &Diagnostic, claim: &str) -> bool {
    let file = finding.place.as_ref().map_or("", |place| place.file.as_str());
    let shared = matches!(file, "content/people.toml" | "content/sources.toml" | "content/site.toml");
    let part = |part: &str| part == claim || part.split('.').next() == Some(claim);
    shared || file.split('/').any(part)
}

fn claim_id(written: &str) -> Result<String, String> {
    if written == "page" {
        return Err("`page` is the address of lists".to_owned());
    }
    id::check_id(written).map(|()| written.to_owned()).map_err(|_| {
        "an id is lower-case letters and digits in words joined by `-`, at most 80 bytes".to_owned()
    })
}

fn zone(written: &str) -> Result<Tz, String> {
    written.parse().map_err(|_| "no such zone: write an IANA name such as `America/New_York`".to_owned())
}

fn date(written: &str) -> Result<String, String> {
    PartialDate::parse(written, Tz::UTC)
        .map(|reading| reading.date.to_string())
        .map_err(|_| "write a date such as `2026-01-15` or `2026-01`".to_owned())
}
