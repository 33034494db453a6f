//! `onrecord list`: what is due, overdue, stale, without a source, and the claims by how they stand.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use onrecord::date::PartialDate;
use onrecord::diagnostic::Diagnostic;
use onrecord::overview::{self, AHEAD, Filter, Row, Sort, Wanted};
use onrecord::session::Ledger;
use onrecord::tracker::{AsOf, Drafts, Tracker};

use super::super::Format;
use super::super::given::day;
use super::super::report::Printer;
use super::super::terminal;
use super::table::Table;
use super::{Failure, first_language, label, list_data, unknown, usage};

/// Options of `list`.
#[derive(Args)]
pub(in super::super) struct ListArgs {
    /// What to list
    #[arg(default_value = "all")]
    which: Which,
    /// Claims of this status only; may be repeated
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    status: Vec<String>,
    /// Claims of this topic only; may be repeated
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    topic: Vec<String>,
    /// Claims of this claimant only; may be repeated
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    claimant: Vec<String>,
    /// What is due within so many days [default: 30], or passed within so many
    #[arg(long, value_name = "DAYS")]
    within: Option<u32>,
    /// In which order [default: that of the list]
    #[arg(long, value_name = "BY")]
    sort: Option<By>,
    /// The day that claims are judged from
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    /// List drafts and what is not published yet, too
    #[arg(long)]
    drafts: bool,
}

/// What to list.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Every claim
    All,
    /// Claims whose status does not close them
    Open,
    /// Claims whose status closes them
    Closed,
    /// Due dates, milestones and follow-ups to come
    Due,
    /// Due dates, milestones and follow-ups that passed and are open
    Overdue,
    /// Open claims that nobody checked for longer than the site allows
    Stale,
    /// Headlines that no source bears, and updates that name none
    Unsourced,
    /// Challenges that are not decided
    Disputed,
    /// Claims of which the latest reading is not the headline
    Unsettled,
    /// Claims and updates that are not on the site yet
    Drafts,
}

/// The order of a list.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// By the date that it is listed by
    Date,
    /// By the claim's id
    Claim,
    /// By the claim's title
    Title,
    /// By status, in the order of the site
    Status,
    /// By the claim's due date
    Due,
    /// By when the claim was last checked
    Checked,
}

impl From<By> for Sort {
    fn from(by: By) -> Self {
        match by {
            By::Date => Self::Date,
            By::Claim => Self::Claim,
            By::Title => Self::Title,
            By::Status => Self::Status,
            By::Due => Self::Due,
            By::Checked => Self::Checked,
        }
    }
}

/// Lists; what comes back are the errors of the records.
pub(super) fn run(
    args: &ListArgs,
    printer: &Printer,
    ledger: &Ledger,
    as_of: AsOf,
) -> Result<Vec<Diagnostic>, Failure> {
    let wanted = wanted(args)?;
    let drafts = if args.drafts || wanted == Wanted::Drafts { Drafts::Shown } else { Drafts::Hidden };
    let (tracker, errors) = ledger.judged(as_of, drafts);
    let filter = Filter::new(&tracker, &args.status, &args.topic, &args.claimant);
    let mut filter = filter.map_err(|fault| unknown(&fault))?;
    filter.sort = args.sort.map(Sort::from);
    let rows = overview::list(&tracker, wanted, &filter);
    match printer.format() {
        Format::Json => printer.data(&list_data::json(&tracker, args.which.word(), &rows)),
        Format::Csv => printer.data(&list_data::csv(&tracker, &rows)),
        _ if rows.is_empty() => {}
        _ => {
            let table =
                if args.which.is_of_claims() { claims(&tracker, &rows) } else { items(&tracker, &rows) };
            printer.table(&table.draw(terminal::columns()));
        }
    }
    if rows.is_empty() {
        printer.say(&format!("nothing on the list `{}` on {}", args.which.word(), as_of.day));
    }
    // The process ends: to take apart what was judged would only take time.
    std::mem::forget(tracker);
    Ok(errors)
}

fn wanted(args: &ListArgs) -> Result<Wanted, Failure> {
    let within = args.within;
    if within.is_some() && !matches!(args.which, Which::Due | Which::Overdue) {
        let message = format!("`--within` says nothing of the list `{}`", args.which.word());
        return Err(usage(message, "it is for `list due` and `list overdue`"));
    }
    Ok(match args.which {
        Which::All => Wanted::All,
        Which::Open => Wanted::Open,
        Which::Closed => Wanted::Closed,
        Which::Due => Wanted::Due(within.unwrap_or(AHEAD)),
        Which::Overdue => Wanted::Overdue(within),
        Which::Stale => Wanted::Stale,
        Which::Unsourced => Wanted::Unsourced,
        Which::Disputed => Wanted::Disputed,
        Which::Unsettled => Wanted::Unsettled,
        Which::Drafts => Wanted::Drafts,
    })
}

impl Which {
    /// As it is written on the command line.
    fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Stale => "stale",
            Self::Unsourced => "unsourced",
            Self::Disputed => "disputed",
            Self::Unsettled => "unsettled",
            Self::Drafts => "drafts",
        }
    }

    /// Whether its lines are claims and nothing else.
    fn is_of_claims(self) -> bool {
        matches!(self, Self::All | Self::Open | Self::Closed)
    }
}

fn written(date: Option<&PartialDate>) -> String {
    date.map_or_else(String::new, day_of)
}

/// A date without its time of day, as it was written.
pub(super) fn day_of(date: &PartialDate) -> String {
    date.day().map_or_else(|| date.to_string(), |day| day.to_string())
}

fn claims(tracker: &Tracker, rows: &[Row<'_>]) -> Table {
    let mut table = Table::new(&["STATUS", "SINCE", "DUE", "CHECKED", "MARKS", "CLAIM"], &["TITLE"]);
    for Row { claim, date, what, .. } in rows {
        table.row([
            label(tracker, &claim.headline().status, first_language(tracker)),
            &written(*date),
            &written(claim.due.as_ref().map(|due| &due.date)),
            &written(claim.dates.last_checked.as_ref()),
            &overview::marks(&claim.marks).join(", ").replace('_', " "),
            claim.record.id.as_str(),
            what,
        ]);
    }
    table
}

/// Rows as a table: of dated things, and of claims by what is to be said of them.
fn items(tracker: &Tracker, rows: &[Row<'_>]) -> Table {
    let mut table = Table::new(&["DATE", "DAYS", "KIND", "STATUS", "CLAIM", "ITEM"], &["WHAT", "NOTE"]);
    for Row { kind, claim, date, days, item, what, note, .. } in rows {
        table.row([
            &written(*date),
            &days.map_or_else(String::new, |days| days.to_string()),
            &kind.word().replace('_', "-"),
            label(tracker, &claim.headline().status, first_language(tracker)),
            claim.record.id.as_str(),
            item.unwrap_or_default(),
            what,
            note,
        ]);
    }
    table
}

/// The same of one claim.
pub(super) fn of_claim(rows: &[Row<'_>]) -> Table {
    let mut table = Table::new(&["DATE", "DAYS", "KIND", "ITEM"], &["WHAT", "NOTE"]);
    for Row { kind, date, days, item, what, note, .. } in rows {
        table.row([
            &written(*date),
            &days.map_or_else(String::new, |days| days.to_string()),
            &kind.word().replace('_', "-"),
            item.unwrap_or_default(),
            what,
            note,
        ]);
    }
    table
}
