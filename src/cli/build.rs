//! `onrecord build`: writes the site.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant as Moment;

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::publish::Run;
use onrecord::routes::LinkStyle;
use onrecord::session::{BuildOptions, Ending, Outcome, Session, Summary, Tolerance};
use onrecord::tracker::Drafts;

use super::given::{self, base_url, day};
use super::progress::Progress;
use super::report::{Printer, count};
use super::{Exit, Global};

/// Options of `build`.
#[derive(Args)]
pub(super) struct BuildArgs {
    /// Where to write it [default: `site` in the project]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address of the site, instead of that in site.toml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Box<str>>,
    /// Show drafts and what is not published yet
    #[arg(long)]
    drafts: bool,
    /// Show the site as it stood on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Publish nothing when there are warnings
    #[arg(long)]
    strict: bool,
    /// Threads to use [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Write these outputs only; everything else stays as it is
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    outputs: Vec<String>,
    /// Link to files instead of folders, so that the site opens without a web server
    #[arg(long)]
    portable: bool,
}

/// Builds, and says what came of it.
pub(super) fn run(args: &BuildArgs, global: &Global, printer: &Printer) -> ExitCode {
    let begun = Moment::now();
    let options = match options(args, printer) {
        Ok(options) => options,
        Err(finding) => {
            printer.findings(&[*finding], None);
            return Exit::Usage.into();
        }
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0).into()).build();
    let Ok(threads) = threads else {
        let finding = Diagnostic::general("no-threads", "the system grants no threads")
            .help("ask for fewer with `--jobs`");
        printer.findings(&[finding], None);
        return Exit::System.into();
    };
    let progress = Progress::new(global, printer, begun);
    let session = Session::new(printer.project().clone());
    let Outcome { ending, findings, summary } = threads.install(|| session.build(&options, &progress));
    progress.finish();
    printer.findings(&findings, summary.as_ref());
    if let (Ending::Published, Some(summary)) = (ending, summary) {
        printer.say(&line(&options, &summary, begun.elapsed().as_secs_f64()));
    }
    // The process ends: to take apart what the session holds would only take time.
    std::mem::forget(session);
    Exit::of(ending, &findings, options.tolerance).into()
}

fn options(args: &BuildArgs, printer: &Printer) -> Result<BuildOptions, Box<Diagnostic>> {
    Ok(BuildOptions {
        output: args.output.clone().unwrap_or_else(|| printer.project().root().join("site")),
        home: std::env::home_dir(),
        base_url: args.base_url.clone(),
        drafts: if args.drafts { Drafts::Shown } else { Drafts::Hidden },
        day: given::judged_from(args.as_of)?,
        tolerance: if args.strict { Tolerance::Nothing } else { Tolerance::Warnings },
        run: if args.dry_run { Run::Dry } else { Run::Real },
        only: args.outputs.clone(),
        links: if args.portable { LinkStyle::Files } else { LinkStyle::Folders },
    })
}

/// One line on what was done.
fn line(options: &BuildOptions, summary: &Summary, seconds: f64) -> String {
    let Summary { claims, updates, pages, written, unchanged, removed } = summary;
    let folder = options.output.file_name().unwrap_or(options.output.as_os_str()).to_string_lossy();
    let (done, written) = match options.run {
        Run::Real => (format!("built {folder}"), format!("{written} written")),
        Run::Dry => (format!("would build {folder}"), format!("{written} to write")),
    };
    let (claims, updates) = (count(*claims, "claim"), count(*updates, "update"));
    let pages = count(*pages, "page");
    format!(
        "{done}: {claims}, {updates}, {pages}; {written}, {unchanged} unchanged, {removed} removed in {seconds:.2} s"
    )
}
