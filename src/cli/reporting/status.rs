//! `onrecord status`: the whole tracker at a glance, or how one claim stands.

use std::fmt::Write as _;

use chrono::NaiveDate;
use clap::Args;
use onrecord::diagnostic::Diagnostic;
use onrecord::overview::{self, Account, Glance, Unknown};
use onrecord::session::Ledger;
use onrecord::tracker::claim::Claim;
use onrecord::tracker::{AsOf, Drafts, Tracker};

use super::super::given::day;
use super::super::report::{Printer, count};
use super::super::terminal;
use super::super::visible::visible;
use super::super::{Exit, Format};
use super::list::{day_of, of_claim};
use super::table::Table;
use super::{Failure, account_data, first_language, label, status_data, unknown};

/// Options of `status`.
#[derive(Args)]
pub(in super::super) struct StatusArgs {
    /// A claim, by its id; the whole tracker where none is named
    claim: Option<String>,
    /// The day that claims are judged from
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    /// Show a draft, or what is not published yet
    #[arg(long)]
    drafts: bool,
}

/// Tells how things stand; what comes back are the errors of the records.
pub(super) fn run(
    args: &StatusArgs,
    printer: &Printer,
    ledger: &Ledger,
    as_of: AsOf,
) -> Result<Vec<Diagnostic>, Failure> {
    match &args.claim {
        Some(id) => one(args, id, printer, ledger, as_of),
        None => Ok(all(printer, ledger, as_of)),
    }
}

fn all(printer: &Printer, ledger: &Ledger, as_of: AsOf) -> Vec<Diagnostic> {
    let ((tracker, errors), drafts) =
        rayon::join(|| ledger.judged(as_of, Drafts::Hidden), || ledger.on(as_of, Drafts::Shown));
    let glance = overview::glance(&tracker, &drafts);
    match printer.format() {
        Format::Json => printer.data(&status_data::json(&tracker, &glance)),
        Format::Csv => printer.data(&status_data::csv(&tracker, &glance)),
        _ => printer.data(&at_a_glance(&tracker, &glance)),
    }
    // The process ends: to take apart what was judged would only take time.
    std::mem::forget((tracker, drafts));
    errors
}

fn at_a_glance(tracker: &Tracker, glance: &Glance<'_>) -> String {
    let claims = count(glance.claims, "claim");
    let (title, updates) = (visible(&tracker.config.title), count(glance.updates, "update"));
    let mut text = format!("{title} on {}: {claims}, {updates}\n\n", tracker.as_of.day);
    let mut table = Table::new(&["STATUS", "CLAIMS"], &[]);
    for (status, claims) in &glance.statuses {
        table.row([label(tracker, &status.id, first_language(tracker)), &claims.to_string()]);
    }
    if !glance.statuses.is_empty() {
        let _ = writeln!(text, "{}", table.draw(terminal::columns()));
    }
    let mut table = Table::new(&["DESK", "NUMBER"], &["SHOWN BY"]);
    for (what, number, list) in desk(glance) {
        table.row([what, number.to_string(), format!("onrecord list {list}")]);
    }
    text + &table.draw(terminal::columns())
}

/// What is on the editors' desk: in words, how many, and the list that shows them.
fn desk(glance: &Glance<'_>) -> Vec<(String, usize, &'static str)> {
    let Glance { due, overdue, .. } = glance;
    let dated = |dated: &overview::Dated| {
        let claims = count(dated.claims, "due date");
        let milestones = count(dated.milestones, "milestone");
        format!("{claims}, {milestones}, {}", count(dated.follow_ups, "follow-up"))
    };
    vec![
        ("open claims".to_owned(), glance.open, "open"),
        (format!("due within {} days: {}", overview::AHEAD, dated(due)), due.sum(), "due"),
        (format!("passed and open: {}", dated(overdue)), overdue.sum(), "overdue"),
        ("stale".to_owned(), glance.stale, "stale"),
        ("open challenges".to_owned(), glance.challenges, "disputed"),
        ("reported, not confirmed".to_owned(), glance.unsettled, "unsettled"),
        ("headlines without a source".to_owned(), glance.unsourced_headlines, "unsourced"),
        ("updates without a source".to_owned(), glance.unsourced_updates, "unsourced"),
        ("drafts and what is to come".to_owned(), glance.drafts, "drafts"),
    ]
}

fn one(
    args: &StatusArgs,
    written: &str,
    printer: &Printer,
    ledger: &Ledger,
    as_of: AsOf,
) -> Result<Vec<Diagnostic>, Failure> {
    let drafts = if args.drafts { Drafts::Shown } else { Drafts::Hidden };
    let (tracker, errors) = ledger.judged(as_of, drafts);
    let known = ledger.claim(written);
    let Some(claim) = known.and_then(|(id, _)| tracker.claim(id)) else {
        if let Some((id, is_draft)) = known {
            return Err(hidden(id, is_draft, as_of));
        }
        let ids = tracker.claims.iter().map(|claim| claim.record.id.as_str());
        return Err(unknown(&Unknown::new("claim", written, ids)));
    };
    let account = overview::account(&tracker, claim);
    let text = match printer.format() {
        Format::Json => account_data::json(&tracker, &account),
        Format::Csv => account_data::csv(&tracker, &account),
        _ => told(&tracker, &account),
    };
    printer.data(&text);
    Ok(errors)
}

/// A claim that is in the records and not on the site.
fn hidden(id: &str, is_draft: bool, as_of: AsOf) -> Failure {
    let why = if is_draft { "is a draft".to_owned() } else { format!("is not on the site on {}", as_of.day) };
    let finding = Diagnostic::general("unknown-id", format!("claim `{id}` {why}"));
    (Exit::Usage, Box::new(finding.help("`--drafts` shows it")))
}

fn told(tracker: &Tracker, account: &Account<'_>) -> String {
    let claim = account.claim;
    let record = &claim.record;
    let mut text = format!("{} ({})\n", visible(&record.title.value), record.id);
    let status = label(tracker, &claim.headline().status, first_language(tracker));
    let since =
        claim.headline().since.as_ref().map_or_else(String::new, |at| format!(" since {}", day_of(at)));
    let _ = writeln!(text, "{}{since}", visible(status));
    if let Some(why) = account.why {
        let _ = writeln!(text, "{}", visible(why));
    }
    text.push('\n');
    for (name, value) in account_data::facts(tracker, claim) {
        let _ = writeln!(text, "{name:<18}{}", visible(&value));
    }
    let mut part = |title: &str, table: Table| {
        let drawn = table.draw(terminal::columns());
        if drawn.lines().count() > 1 {
            let _ = write!(text, "\n{title}\n{drawn}");
        }
    };
    part("To come", of_claim(&account.next));
    part("Passed and open", of_claim(&account.open));
    part("Without a source", of_claim(&account.unsourced));
    let mut criteria = Table::new(&["CRITERION", "STATE"], &["TEXT"]);
    for (criterion, state) in &account.criteria {
        criteria.row([criterion.id.as_str(), &state.word().replace('_', " "), &*criterion.text]);
    }
    part("Criteria that are not met", criteria);
    part("Latest readings", readings(tracker, claim, &account.readings));
    text
}

fn readings(tracker: &Tracker, claim: &Claim, places: &[usize]) -> Table {
    let mut table = Table::new(&["UPDATE", "STATUS", "BY"], &["SUMMARY"]);
    for update in places.iter().map(|&ix| claim.update(ix)) {
        let status = update
            .status
            .as_ref()
            .map_or("", |status| label(tracker, &status.value, first_language(tracker)));
        let by = update.author.as_deref().unwrap_or(update.method.word());
        let summary = update.summary.as_ref().map_or("", |summary| &summary.value);
        table.row([update.id.as_str(), status, by, summary]);
    }
    table
}
