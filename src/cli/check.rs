//! `onrecord check`: everything that is wrong with the records, or could be better.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant as Moment;

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::publish::Run;
use onrecord::session::{CheckOptions, Ending, Mended, Outcome, Session, Tolerance};
use onrecord::tracker::Drafts;

use super::given::{self, day};
use super::report::{self, Detail, Printer, count};
use super::verify;
use super::{Exit, Format, Global};

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
    /// Report these codes only
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Do not report these codes
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    skip: Vec<String>,
    /// Ask whether the addresses of sources still answer, as `onrecord verify` does
    #[arg(long)]
    external: bool,
    /// With --external: trust the authorities of this file, too
    #[arg(long, value_name = "PEM", requires = "external")]
    ca_file: Option<PathBuf>,
    /// Mend what needs no judgement, then report what is left
    #[arg(long)]
    fix: bool,
    /// With --fix: show what it would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// Checks, and says what was found.
pub(super) fn run(args: &CheckArgs, global: &Global, printer: &Printer) -> ExitCode {
    let begun = Moment::now();
    let authorities = args.ca_file.as_deref().map(verify::Authorities::read).transpose();
    let (options, authorities) = match options(args).and_then(|options| Ok((options, authorities?))) {
        Ok(asked) => asked,
        Err(finding) => {
            printer.findings(&[*finding], None);
            return Exit::Usage.into();
        }
    };
    let session = Session::new(printer.project().clone());
    let run = if args.dry_run { Run::Dry } else { Run::Real };
    let mended = args.fix.then(|| session.mend(&options, run));
    let said = mended.as_ref().map(|mended| tell(mended, run, global, printer));
    let Outcome { ending, mut findings, .. } =
        mended.map_or_else(|| session.check(&options), |mended| mended.outcome);
    let tolerance = if args.strict { Tolerance::Nothing } else { Tolerance::Warnings };
    let mut exit = Exit::of(ending, &findings, tolerance);
    if args.external && ending == Ending::Checked {
        let verified = verify::beside(&session, printer, &options, tolerance, authorities);
        findings.extend(verified.findings);
        findings.sort();
        exit = exit.max(verified.exit);
        if let Some(line) = &verified.line {
            printer.say(&format!("verified {line}"));
        }
    }
    let detail = if global.verbose || !args.only.is_empty() { Detail::Each } else { Detail::Grouped };
    printer.checked(&findings, detail, exit);
    if let Some(line) = said {
        printer.say(&line);
    }
    if ending == Ending::Checked {
        let found = if findings.is_empty() { "checked: nothing found" } else { "checked" };
        printer.say(&format!("{found} in {:.2} s", begun.elapsed().as_secs_f64()));
    }
    // The process ends: to take apart what the session holds would only take time.
    std::mem::forget(session);
    exit.into()
}

/// Shows what fixes would change, or names what they changed; comes back with one line on it.
fn tell(mended: &Mended, run: Run, global: &Global, printer: &Printer) -> String {
    let Mended { made, files, waiting, planned, .. } = mended;
    // In forms for machines each finding has its fix beside it.
    if global.format == Format::Human {
        for change in planned {
            report::diff(&change.diff());
        }
    }
    if global.verbose && run == Run::Real {
        for file in files {
            printer.say(&format!("mend {file}"));
        }
    }
    let would = if run == Run::Dry { "would mend" } else { "mended" };
    let waiting = match waiting {
        0 => String::new(),
        1 => "; 1 more touches the same words, and is made after that".to_owned(),
        waiting => format!("; {waiting} more touch the same words, and are made after that"),
    };
    format!("{would} {} in {}{waiting}", count(*made, "finding"), count(files.len(), "file"))
}

fn options(args: &CheckArgs) -> Result<CheckOptions, Box<Diagnostic>> {
    Ok(CheckOptions {
        drafts: if args.drafts { Drafts::Shown } else { Drafts::Hidden },
        day: given::judged_from(args.as_of)?,
        only: args.only.clone(),
        skip: args.skip.clone(),
    })
}
