//! `onrecord report`: what happened between two days, for the editor-in-chief.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::files;
use onrecord::overview::{self, Asked, Period, PeriodFault};
use onrecord::session::Ledger;
use onrecord::theme::Strings;
use onrecord::tracker::{AsOf, Drafts};

use super::super::given::day;
use super::super::report::Printer;
use super::super::{Exit, Format};
use super::{Failure, markdown, report_data, usage};

/// Options of `report`.
#[derive(Args)]
pub(in super::super) struct ReportArgs {
    /// The first day: a day, or the first of a month or year [default: the month before the site's day]
    #[arg(long, value_name = "WHEN", value_parser = asked)]
    from: Option<Asked>,
    /// The last day: a day, or the last of a month or year [default: the site's day]
    #[arg(long, value_name = "WHEN", value_parser = asked)]
    to: Option<Asked>,
    /// The language of the report in Markdown, one of the site's [default: the site's first]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Where to write it, instead of printing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The site's day: nothing that came later is known
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
}

/// Reports; what comes back are the errors of the records.
pub(super) fn run(
    args: &ReportArgs,
    printer: &Printer,
    ledger: &Ledger,
    today: AsOf,
) -> Result<Vec<Diagnostic>, Failure> {
    let period = Period::asked(args.from, args.to, today.day).map_err(|fault| refused(fault, today.day))?;
    let strings = strings(args.lang.as_deref(), ledger)?;
    let zone = ledger.timezone();
    let on = |day| AsOf::new(day, zone);
    let (before, (after, errors)) = rayon::join(
        || ledger.on(on(period.eve()), Drafts::Hidden),
        || ledger.judged(on(period.to), Drafts::Hidden),
    );
    let report = overview::report(&before, &after);
    let text = match printer.format() {
        Format::Json => report_data::json(&report, period),
        Format::Csv => report_data::csv(&report),
        _ => markdown::write(&report, period, &strings),
    };
    match args.output.as_deref().filter(|file| file.as_os_str() != "-") {
        None => printer.data(&text),
        Some(file) => {
            files::write_output(file, text.as_bytes()).map_err(|error| cannot_write(file, &error))?;
            printer.say(&format!("wrote {}", file.display()));
        }
    }
    // The process ends: to take apart what was judged would only take time.
    std::mem::forget((before, after));
    Ok(errors)
}

/// The words of a language of the site.
fn strings(lang: Option<&str>, ledger: &Ledger) -> Result<Strings, Failure> {
    let codes: Vec<&str> = ledger.languages().collect();
    let code = lang.or(codes.first().copied()).unwrap_or("en");
    if !codes.contains(&code) {
        let message = format!("site has no language `{code}`");
        return Err(usage(message, &format!("its languages are {}", codes.join(", "))));
    }
    ledger.strings(code).map_err(|finding| (Exit::System, finding))
}

fn refused(fault: PeriodFault, today: NaiveDate) -> Failure {
    match fault {
        PeriodFault::Reversed(Period { from, to }) => usage(
            format!("period from {from} to {to} ends before it begins"),
            "write the earlier one behind `--from`",
        ),
        PeriodFault::ToCome(from) => usage(
            format!("period begins on {from}, after the site's day {today}"),
            "ask for an earlier one, or look ahead with `--as-of`",
        ),
    }
}

fn cannot_write(file: &Path, error: &std::io::Error) -> Failure {
    let message = format!("cannot write `{}`: {error}", file.display());
    (Exit::System, Box::new(Diagnostic::general("cannot-write", message)))
}

fn asked(written: &str) -> Result<Asked, String> {
    Asked::parse(written)
        .ok_or_else(|| "not a day, month or year such as 2026-02-13, 2026-02 or 2026".to_owned())
}
