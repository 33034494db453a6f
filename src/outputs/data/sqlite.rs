//! All tables in one SQLite database, which is put together in memory and never touches the disk.
//!
//! The same records give the same bytes: the size of a page is set, rows come in their order, indexes after them,
//! nothing asks for the time or for chance, and the one thing that a file says of its writer, the version of
//! SQLite, is that of the program. What each column says stands beside it in the schema.

use std::fmt::Write;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};

use super::TABLES;
use super::column::{Field, Kind, Reference, Table, Value};
use crate::output::{Desk, Sheet};
use crate::record::site::Config;

/// Whoever opens the file finds it as a database of this version of our tables (`PRAGMA user_version`).
const VERSION: u32 = 1;

/// How a database is set up before anything is in it. Nothing of it is kept if the program stops, so that nothing is
/// written for that case; claims name claims that come after them, so that references are not looked at on the way.
const SETTINGS: &str = "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; \
                        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; \
                        PRAGMA foreign_keys = OFF;";

/// Draws the database.
///
/// # Panics
/// Where SQLite has no memory left: nothing else can fail, since it is given no file and no statement of others.
pub(super) fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let mut database = made(desk).expect("the tables are sound SQL");
    // What lies in memory as a file is handed out without a copy.
    let bytes = database.serialize("main").expect("the database is in memory");
    sheet.bytes(&bytes);
}

fn made(desk: &Desk<'_>) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A name without a `/` is nobody else's: each has a database of its own.
    let database = Connection::open_with_flags("file:onrecord?vfs=memdb", flags)?;
    database.execute_batch(SETTINGS)?;
    database.execute_batch(&format!("BEGIN; PRAGMA user_version = {VERSION};"))?;
    for table in TABLES {
        database.execute_batch(&schema(desk.site.config(), table))?;
    }
    for table in TABLES {
        fill(&database, table, desk)?;
    }
    for table in TABLES {
        for column in table.indexes {
            let name = format!("{}_{column}", table.name);
            database
                .execute_batch(&format!("CREATE INDEX \"{name}\" ON \"{}\" (\"{column}\");", table.name))?;
        }
    }
    database.execute_batch("COMMIT;")?;
    Ok(database)
}

/// The statement that makes a table; what it and its columns say stands in it as comments.
fn schema(config: &Config, table: &Table) -> String {
    let mut sql = format!("CREATE TABLE \"{}\" ( -- {}\n", table.name, table.doc);
    for field in table.fields() {
        let need = if field.is_required(config) { " NOT NULL" } else { "" };
        let Field { name, kind, doc, .. } = field;
        let kind = match kind {
            Kind::Flag | Kind::Count => "INTEGER",
            Kind::Text | Kind::Url | Kind::Word(_) | Kind::Status | Kind::List | Kind::Date | Kind::Day => {
                "TEXT"
            }
        };
        // Writing to a text cannot fail.
        let _ = writeln!(sql, "  \"{name}\" {kind}{need}, -- {doc}");
    }
    let _ = write!(sql, "  PRIMARY KEY ({})", names(table.key));
    for Reference { columns, table, key } in table.references {
        let (columns, key) = (names(columns), names(key));
        let _ = write!(sql, ",\n  FOREIGN KEY ({columns}) REFERENCES \"{table}\" ({key})");
    }
    sql.push_str("\n);");
    sql
}

fn names(columns: &[&str]) -> String {
    let quoted: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    quoted.join(", ")
}

fn fill(database: &Connection, table: &Table, desk: &Desk<'_>) -> rusqlite::Result<()> {
    let places = vec!["?"; table.fields().len()].join(", ");
    let mut insert = database.prepare(&format!("INSERT INTO \"{}\" VALUES ({places})", table.name))?;
    let mut done = Ok(());
    table.each_row(desk.site, |row| {
        let mut place = 0;
        row(&mut |value| {
            place += 1;
            if done.is_ok() {
                done = insert.raw_bind_parameter(place, value);
            }
        });
        if done.is_ok() {
            done = insert.raw_execute().map(drop);
        }
    });
    done
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match *self {
            Self::Null => ValueRef::Null,
            Self::Text(text) | Self::Date(text) | Self::Json(text) => ValueRef::Text(text.as_bytes()),
            Self::Flag(flag) => ValueRef::Integer(i64::from(flag)),
            Self::Count(count) => ValueRef::Integer(count.cast_signed()),
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}
