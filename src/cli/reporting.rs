//! What editors ask of the records: `report`, `list` and `status`. What the three share stands here: the records of
//! a day, words and addresses, and how an answer leaves.

mod account_data;
mod list;
mod list_data;
mod markdown;
mod report;
mod report_data;
mod status;
mod status_data;
mod table;
mod told;
mod values;

use std::process::ExitCode;

use chrono::NaiveDate;
use onrecord::diagnostic::Diagnostic;
use onrecord::overview::Unknown;
use onrecord::record::id::StatusId;
use onrecord::record::site::Config;
use onrecord::record::translation::Translation;
use onrecord::routes::Routes;
use onrecord::session::{Ledger, Session};
use onrecord::tracker::claim::Claim;
use onrecord::tracker::{AsOf, Tracker};
use serde::Serialize;

pub(super) use list::ListArgs;
pub(super) use report::ReportArgs;
pub(super) use status::StatusArgs;

use super::Exit;
use super::given;
use super::report::Printer;

/// Runs `list`.
pub(super) fn list(args: &ListArgs, printer: &Printer) -> ExitCode {
    answer(printer, args.as_of, |ledger, as_of| list::run(args, printer, ledger, as_of))
}

/// Runs `report`.
pub(super) fn report(args: &ReportArgs, printer: &Printer) -> ExitCode {
    answer(printer, args.as_of, |ledger, as_of| report::run(args, printer, ledger, as_of))
}

/// Runs `status`.
pub(super) fn status(args: &StatusArgs, printer: &Printer) -> ExitCode {
    answer(printer, args.as_of, |ledger, as_of| status::run(args, printer, ledger, as_of))
}

/// Why there is no answer.
type Failure = (Exit, Box<Diagnostic>);

/// Asks the records, and prints their errors or why there is no answer.
fn answer(
    printer: &Printer,
    told: Option<NaiveDate>,
    ask: impl FnOnce(&Ledger, AsOf) -> Result<Vec<Diagnostic>, Failure>,
) -> ExitCode {
    let (exit, findings) = match asked(printer, told, ask) {
        Ok(errors) if errors.is_empty() => return Exit::Clean.into(),
        Ok(errors) => (Exit::Findings, errors),
        Err((exit, finding)) => (exit, vec![*finding]),
    };
    printer.findings(&findings, None);
    exit.into()
}

/// Asks the records of the day that is told. What comes back are their errors: each leaves something out.
fn asked(
    printer: &Printer,
    told: Option<NaiveDate>,
    ask: impl FnOnce(&Ledger, AsOf) -> Result<Vec<Diagnostic>, Failure>,
) -> Result<Vec<Diagnostic>, Failure> {
    let day = given::judged_from(told).map_err(|finding| (Exit::Usage, finding))?;
    let ledger = Session::new(printer.project().clone()).ledger();
    let ledger = ledger.map_err(|finding| (Exit::Usage, finding))?;
    let errors = ask(&ledger, ledger.as_of(day))?;
    // The process ends: to take apart what was read would only take time.
    std::mem::forget(ledger);
    Ok(errors)
}

/// An id on the command line that nothing has.
fn unknown(unknown: &Unknown) -> Failure {
    let Unknown { of, written, near } = unknown;
    let finding = Diagnostic::general("unknown-id", format!("{of} `{written}` does not exist"));
    let help = match (near, *of) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, "claim") => "`onrecord list` names every claim".to_owned(),
        (None, "claimant") => "people and bodies are declared in content/people.toml".to_owned(),
        (None, of) => format!("see content/site.toml for every {of}"),
    };
    let finding = finding.help(help);
    (Exit::Usage, Box::new(finding))
}

/// Something on the command line that cannot be.
fn usage(message: String, help: &str) -> Failure {
    (Exit::Usage, Box::new(Diagnostic::general("usage", message).help(help)))
}

/// The site's first language, in which tables and data speak.
fn first_language(tracker: &Tracker) -> &str {
    tracker.config.languages.first().map_or("en", |lang| &*lang.code)
}

/// A status in the words of a language.
fn label<'a>(tracker: &'a Tracker, id: &'a StatusId, lang: &str) -> &'a str {
    tracker.config.status(id.as_str()).map_or(id.as_str(), |status| status.label(lang))
}

/// A claim's title in a language, where it was translated; else as it was written.
fn title<'a>(claim: &'a Claim, lang: &str) -> &'a str {
    translated(&claim.record.translations, lang, "title").unwrap_or(&claim.record.title.value)
}

/// The site's title in a language, where it was translated; else as it was written.
fn site_title<'a>(config: &'a Config, lang: &str) -> &'a str {
    translated(&config.translations, lang, "title").unwrap_or(&config.title)
}

fn translated<'a>(translations: &'a [Translation], lang: &str, key: &str) -> Option<&'a str> {
    let translation = translations.iter().find(|translation| &*translation.lang == lang)?;
    translation.fields.get(key).map(|text| &**text)
}

/// The address of a claim's page in a language, or of an anchor on it; on a site that does not say where it is published
/// that within the site, as records write it.
fn address(tracker: &Tracker, claim: &Claim, anchor: Option<&str>, lang: &str) -> String {
    let routes = if lang == first_language(tracker) { Routes::root() } else { Routes::language(lang) };
    let page = routes.claim(&claim.record.id);
    let base = if tracker.config.has_address() { &*tracker.config.base_url } else { "/" };
    let page = page.as_str();
    anchor.map_or_else(|| format!("{base}{page}"), |anchor| format!("{base}{page}#{anchor}"))
}

/// One JSON document.
fn json(value: &impl Serialize) -> String {
    // Strings and numbers are always JSON.
    serde_json::to_string_pretty(value).map(|json| json + "\n").unwrap_or_default()
}
