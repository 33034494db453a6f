//! `/data/` for people: what there is to take, under which terms, how to cite it, and what each column says.

use super::column::{Column, Kind, Need, Table};
use super::{DATABASE, PACKAGE, TABLES, updates};
use crate::date::PartialDate;
use crate::output::basis::{joined, number};
use crate::output::{Desk, Sheet, Site};
use crate::record::text::Hash;
use crate::routes::{self, Routes};
use crate::theme::view;
use crate::tracker::Tracker;
use crate::view::frame::{self, Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{self, BodyView, DateView};

view! {
    struct DataView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        tables: Vec<TableView>,
        /// All tables in one file.
        database: File,
        /// What describes them for programs.
        package: File,
        licence: Option<LicenceView<'a>>,
        /// Where to ask.
        contact: Option<String>,
        /// The date of the latest update.
        latest: Option<DateView>,
        linked_data: Option<String>,
    }
}

view! {
    struct TableView {
        id: &'static str,
        label: String,
        what: String,
        rows: String,
        csv: File,
        lines: File,
        columns: Vec<ColumnView>,
    }
}

view! {
    struct File {
        name: String,
        href: String,
    }
}

view! {
    struct ColumnView {
        name: &'static str,
        kind: String,
        /// It says something in every row.
        always: bool,
        what: String,
        /// The words that it can hold.
        words: Vec<&'static str>,
    }
}

view! {
    struct LicenceView<'a> {
        name: &'a str,
        url: Option<&'a str>,
    }
}

/// Draws the page.
pub(super) fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "data.html", || view(desk));
}

fn view<'a>(desk: &Desk<'a>) -> DataView<'a> {
    let title = page::title(desk, "data", "data.title");
    let config = desk.site.config();
    let address = |routes: &Routes| routes.data();
    let description = desk.say("data.lead");
    let seat = Seat { title: title.clone(), description, address: &address, dated: Dated::No };
    let licence = config.licence.as_ref();
    let latest = latest(desk.tracker());
    DataView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_data(desk, &title, latest, files(desk)),
        title,
        introduction: page::introduction(desk, "data"),
        tables: TABLES.iter().map(|table| self::table(desk, table)).collect(),
        database: file(desk, DATABASE.to_owned()),
        package: file(desk, PACKAGE.to_owned()),
        licence: licence.map(|one| LicenceView { name: &one.name, url: one.url.as_ref().map(|url| &***url) }),
        contact: config.contact.as_deref().map(frame::contact_link),
        latest: latest.map(|date| part::date(desk, date)),
    }
}

/// The date of the latest update that is data.
fn latest(tracker: &Tracker) -> Option<&PartialDate> {
    let dates = updates::public(tracker).filter_map(|(_, claim)| claim.dates.last_checked.as_ref());
    dates.max_by(|a, b| a.order(b))
}

/// What the page shows of records: how many rows there are, and the latest date.
pub(super) fn print(site: &Site) -> Hash {
    let rows = TABLES.iter().map(|table| number((table.rows)(&site.tracker).count()));
    let latest = latest(&site.tracker).map(|date| Hash::of(date.iso().as_bytes()));
    joined([site.prints.page("data")].into_iter().chain(rows).chain(latest))
}

/// Every file of tables, with its media type.
fn files(desk: &Desk<'_>) -> Vec<linked_data::File> {
    let of_table = |table: &&Table| {
        let label = desk.say(&format!("data.table_{}", table.name));
        [("csv", "text/csv"), ("jsonl", "application/jsonl")].map(|(ending, kind)| linked_data::File {
            path: routes::data_file(&format!("{}.{ending}", table.file())),
            kind,
            name: label.clone(),
        })
    };
    let database = linked_data::File {
        path: routes::data_file(DATABASE),
        kind: "application/vnd.sqlite3",
        name: desk.say("data.database"),
    };
    TABLES.iter().flat_map(of_table).chain([database]).collect()
}

fn table(desk: &Desk<'_>, table: &Table) -> TableView {
    let rows = (table.rows)(desk.tracker()).count();
    TableView {
        id: table.name,
        label: desk.say(&format!("data.table_{}", table.name)),
        what: desk.say(&format!("table.{}", table.name)),
        rows: desk.count("data.rows", rows),
        csv: file(desk, format!("{}.csv", table.file())),
        lines: file(desk, format!("{}.jsonl", table.file())),
        columns: table.columns.iter().map(|column| self::column(desk, table, column)).collect(),
    }
}

fn file(desk: &Desk<'_>, name: String) -> File {
    File { href: desk.href(&routes::data_file(&name)), name }
}

fn column(desk: &Desk<'_>, table: &Table, column: &Column) -> ColumnView {
    let (kind, words) = match column.kind {
        Kind::Text => ("text", &[][..]),
        Kind::Url => ("url", &[][..]),
        Kind::Word(words) => ("word", words),
        Kind::Status => ("status", &[][..]),
        Kind::Flag => ("flag", &["true", "false"][..]),
        Kind::Count => ("count", &[][..]),
        Kind::List => ("list", &[][..]),
        Kind::Date => ("date", &[][..]),
        Kind::Day => ("day", &[][..]),
    };
    ColumnView {
        name: column.name,
        kind: desk.say(&format!("data.type_{kind}")),
        always: column.need == Need::Always && (column.kind != Kind::Url || desk.config().has_address()),
        what: desk.say(&format!("column.{}.{}", table.name, column.name)),
        words: words.to_vec(),
    }
}
