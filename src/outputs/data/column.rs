//! What a table is: its columns with their types, words and values, its keys and its rows. Every format is written
//! from these, so that none can say anything else than the others.

use std::borrow::Cow;
use std::hash::Hash as _;

use chrono::{Datelike, NaiveDate};

use crate::date::PartialDate;
use crate::output::Site;
use crate::record::claim::UpdateRecord;
use crate::record::site::Config;
use crate::record::text::{Feed, Hash};
use crate::routes::SitePath;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, Update};

/// One table of `/data/`.
pub(super) struct Table {
    /// Its name in the database; files are named by [`Table::file`].
    pub(super) name: &'static str,
    /// What a row is, in a sentence without a full stop.
    pub(super) doc: &'static str,
    /// Columns in their order.
    pub(super) columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub(super) key: &'static [&'static str],
    /// Columns that name a row of some table.
    pub(super) references: &'static [Reference],
    /// Columns by which rows are looked for.
    pub(super) indexes: &'static [&'static str],
    /// The places of its rows, in order.
    pub(super) rows: fn(&Tracker) -> Rows<'_>,
}

/// The places of a table's rows: a claim, and what of it (or of the tracker) the row shows.
pub(super) type Rows<'t> = Box<dyn Iterator<Item = (usize, usize)> + 't>;

/// So many bytes of what a table says are hashed together.
const PART: usize = 64 * 1024;

/// Columns that together name a row of a table by its key; where one of them is empty they name none.
pub(super) struct Reference {
    pub(super) columns: &'static [&'static str],
    pub(super) table: &'static str,
    pub(super) key: &'static [&'static str],
}

/// One column as it is declared; a date becomes three, see [`Column::fields`].
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) need: Need,
    /// What it says, in a sentence without a full stop.
    pub(super) doc: &'static str,
    /// Its value in a row.
    pub(super) take: for<'a> fn(&Row<'a>) -> Cell<'a>,
}

/// What sort of values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text as written.
    Text,
    /// An address of this site.
    Url,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The key of a status.
    Status,
    /// Yes or no.
    Flag,
    /// A whole number, 0 or more.
    Count,
    /// Texts in order.
    List,
    /// A date with the precision that it was written with.
    Date,
    /// A calendar day, derived from a date.
    Day,
}

/// Whether a column has a value in every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Addresses of this site, where that says where it is published.
    Always,
    Sometimes,
}

/// A column as it is written into files.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Kind,
    pub(super) need: Need,
    pub(super) doc: Cow<'static, str>,
}

impl Field {
    /// Whether it has a value in every row of this site.
    pub(super) fn is_required(&self, config: &Config) -> bool {
        self.need == Need::Always && (self.kind != Kind::Url || config.has_address())
    }
}

/// The value of a column in a row.
#[derive(Hash)]
pub(super) enum Cell<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Flag(bool),
    Count(usize),
    List(Vec<&'a str>),
    Date(&'a PartialDate),
}

/// The value of a field in a row, as every format writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'v> {
    Null,
    /// A text of records: never empty; those have no NUL.
    Text(&'v str),
    /// A date.
    Date(&'v str),
    Flag(bool),
    Count(u64),
    /// A list as JSON, on one line.
    Json(&'v str),
}

/// Where a value is taken from.
pub(super) struct Row<'a> {
    pub(super) site: &'a Site,
    /// The claim's place in the tracker.
    pub(super) claim: usize,
    /// What of the claim, or of the tracker.
    pub(super) item: usize,
}

impl Table {
    /// Its name in addresses and file names.
    pub(super) fn file(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Its columns as they are written.
    pub(super) fn fields(&self) -> Vec<Field> {
        self.columns.iter().flat_map(Column::fields).collect()
    }

    /// The print of everything that it says. Addresses are left out: they are made of ids, which are in it, and of what
    /// every file of the site depends on.
    pub(super) fn print(&self, site: &Site) -> Hash {
        let told: Vec<_> = self.columns.iter().filter(|column| column.kind != Kind::Url).collect();
        let mut feed = Feed::default();
        for (claim, item) in (self.rows)(&site.tracker) {
            let row = Row { site, claim, item };
            for column in &told {
                (column.take)(&row).hash(&mut feed);
            }
            // Of a long table no more than a part stands in memory.
            if feed.is_longer_than(PART) {
                let so_far = std::mem::take(&mut feed).print();
                feed.hash(so_far);
            }
        }
        feed.print()
    }

    /// Tells each row, one after the other: for every field its value.
    pub(super) fn each_row(
        &self,
        site: &Site,
        mut each: impl FnMut(&mut dyn FnMut(&mut dyn FnMut(Value<'_>))),
    ) {
        let mut paper = String::new();
        for (claim, item) in (self.rows)(&site.tracker) {
            let row = Row { site, claim, item };
            each(&mut |to| self.columns.iter().for_each(|column| column.values(&row, &mut paper, to)));
        }
    }
}

impl Column {
    /// As it is written: a date stands as it was written, with the first and the last day that it can mean.
    pub(super) fn fields(&self) -> Vec<Field> {
        let own = Field { name: self.name.into(), kind: self.kind, need: self.need, doc: self.doc.into() };
        if self.kind != Kind::Date {
            return vec![own];
        }
        let day = |end: &str, which: &str| Field {
            name: format!("{}_{end}", self.name).into(),
            kind: Kind::Day,
            // The year 0 is a date of records and no day of most calendars.
            need: Need::Sometimes,
            doc: format!("The {which} day that `{}` can mean", self.name).into(),
        };
        vec![own, day("earliest", "first"), day("latest", "last")]
    }

    /// Tells the value of each of its fields; `paper` is to write on.
    fn values(&self, row: &Row<'_>, paper: &mut String, to: &mut dyn FnMut(Value<'_>)) {
        match (self.take)(row) {
            Cell::Nothing if self.kind == Kind::Date => (0..3).for_each(|_| to(Value::Null)),
            Cell::Nothing => to(Value::Null),
            Cell::Text(text) if text.is_empty() => to(Value::Null),
            Cell::Text(text) => to(Value::Text(&text)),
            Cell::Flag(flag) => to(Value::Flag(flag)),
            Cell::Count(count) => to(Value::Count(count as u64)),
            Cell::List(texts) => to(Value::Json(json(&texts, paper))),
            Cell::Date(date) => {
                to(Value::Date(&date.iso()));
                to(day(date.first_day(), paper));
                to(day(date.last_day(), paper));
            }
        }
    }
}

fn json<'v>(texts: &[&str], paper: &'v mut String) -> &'v str {
    paper.clear();
    paper.push('[');
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            paper.push(',');
        }
        // A text always is JSON.
        paper.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
    paper.push(']');
    paper
}

fn day(day: Option<NaiveDate>, paper: &mut String) -> Value<'_> {
    let Some(day) = day.filter(|day| day.year() > 0) else { return Value::Null };
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let (year, month, date) = (day.year().unsigned_abs(), day.month(), day.day());
    paper.clear();
    paper.extend([year / 1000, year / 100, year / 10, year].map(digit));
    paper.push('-');
    paper.extend([month / 10, month].map(digit));
    paper.push('-');
    paper.extend([date / 10, date].map(digit));
    Value::Date(paper)
}

impl<'a> Row<'a> {
    /// The tracker.
    pub(super) fn tracker(&self) -> &'a Tracker {
        &self.site.tracker
    }

    /// The claim that the row is about.
    pub(super) fn claim(&self) -> &'a Claim {
        &self.tracker().claims[self.claim]
    }

    /// The update that the row is about.
    pub(super) fn update(&self) -> (&'a Update, &'a UpdateRecord) {
        let claim = self.claim();
        let update = &claim.updates[self.item];
        (update, &claim.record.updates[update.record.ix()])
    }

    /// The absolute address of the claim's page, with an anchor on it where one is named.
    pub(super) fn page(&self, anchor: &str) -> Cell<'a> {
        self.address(&self.site.languages[0].routes.claim(&self.claim().record.id), anchor)
    }

    /// The absolute address of a place on the site, with an anchor on it where one is named; nothing where the site does
    /// not say where it is published.
    pub(super) fn address(&self, path: &SitePath, anchor: &str) -> Cell<'a> {
        let mark = if anchor.is_empty() { "" } else { "#" };
        self.site.address(path).map(|address| Cell::Text([&*address, mark, anchor].concat().into())).into()
    }

    /// The word of a status in the site's first language.
    pub(super) fn label(&self, key: &str) -> Cell<'a> {
        let status = self.site.config().status(key);
        status.map_or(Cell::Nothing, |status| Cell::from(status.label(&self.site.languages[0].code)))
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a PartialDate> for Cell<'a> {
    fn from(date: &'a PartialDate) -> Self {
        Self::Date(date)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A column of a table.
pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    need: Need,
    doc: &'static str,
    take: for<'a> fn(&Row<'a>) -> Cell<'a>,
) -> Column {
    Column { name, kind, need, doc, take }
}
