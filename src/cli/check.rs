//! `onrecord check`: everything that is wrong with the records, or could be better.

use std::process::ExitCode;
use std::time::Instant as Moment;

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::session::{CheckOptions, Ending, Outcome, Session, Tolerance};
use onrecord::tracker::Drafts;

use super::Exit;
use super::given::{self, day};
use super::report::{Printer, tally};
use super::verify;

/// Options of `check`.
#[derive(Args)]
pub(super) struct CheckArgs {
    /// Check drafts and what is not published yet, too
    #[arg(long)]
    drafts: bool,
    /// Check the site as it stood on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Exit with 1 when there are warnings
    #[arg(long)]
    strict: bool,
    /// Report these rules only
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Do not report these rules
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    skip: Vec<String>,
    /// Ask whether the addresses of sources still answer, as `onrecord verify` does
    #[arg(long)]
    external: bool,
}

/// Checks, and says what was found.
pub(super) fn run(args: &CheckArgs, printer: &Printer) -> ExitCode {
    let begun = Moment::now();
    let options = match options(args) {
        Ok(options) => options,
        Err(finding) => {
            printer.findings(&[*finding], None);
            return Exit::Usage.into();
        }
    };
    let session = Session::new(printer.project().clone());
    let Outcome { ending, mut findings, .. } = session.check(&options);
    let tolerance = if args.strict { Tolerance::Nothing } else { Tolerance::Warnings };
    let mut exit = Exit::of(ending, &findings, tolerance);
    if args.external && ending == Ending::Checked {
        let verified = verify::beside(&session, printer, &options, tolerance);
        findings.extend(verified.findings);
        findings.sort();
        exit = exit.max(verified.exit);
        if let Some(line) = &verified.line {
            printer.say(&format!("verified {line}"));
        }
    }
    printer.findings(&findings, None);
    if ending == Ending::Checked {
        let found = if findings.is_empty() { "nothing found".to_owned() } else { tally(&findings) };
        printer.say(&format!("checked: {found} in {:.2} s", begun.elapsed().as_secs_f64()));
    }
    // The process ends: to take apart what the session holds would only take time.
    std::mem::forget(session);
    exit.into()
}

fn options(args: &CheckArgs) -> Result<CheckOptions, Box<Diagnostic>> {
    Ok(CheckOptions {
        drafts: if args.drafts { Drafts::Shown } else { Drafts::Hidden },
        day: given::judged_from(args.as_of)?,
        only: args.only.clone(),
        skip: args.skip.clone(),
    })
}
