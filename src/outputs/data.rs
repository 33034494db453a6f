//! `/data/`: all claims as tables, in three formats, with what describes them for programs and for people.
//!
//! They hold what can be counted, sorted and joined. Whole texts stand in each claim's own file (`claim_json`),
//! with which the tables share their id, and with it `[outputs.data]`: who switched data off before there were
//! tables gets none.

mod changes;
mod claims;
mod column;
mod csv;
mod dated;
mod jsonl;
mod package;
mod page;
mod sources;
mod sqlite;
#[cfg(test)]
mod tests;
mod updates;

use std::sync::{Arc, OnceLock};

use crate::output::basis::joined;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::newest;
use crate::record::text::Hash;
use crate::routes;
use column::Table;

/// The tables, in the order in which they are named.
const TABLES: [&Table; 6] = [
    &claims::TABLE,
    &updates::TABLE,
    &sources::TABLE,
    &dated::MILESTONES,
    &dated::FOLLOW_UPS,
    &changes::TABLE,
];

/// All tables in one file.
const DATABASE: &str = "onrecord.sqlite";
/// What describes them for programs.
const PACKAGE: &str = "datapackage.json";

/// Tables, and the page that offers them.
pub(super) struct Data;

impl Output for Data {
    fn id(&self) -> OutputId {
        "data"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        if !site.config().has_tables() {
            return Vec::new();
        }
        let told = Told::default();
        let mut artifacts = Vec::new();
        for (ix, table) in TABLES.into_iter().enumerate() {
            let path = routes::data_file(&format!("{}.csv", table.file()));
            let draw = |desk: &Desk<'_>, sheet: &mut Sheet<'_>| csv::draw(table, desk, sheet);
            artifacts.push(Artifact::long(self.id(), path, told.basis(&[ix]), draw));
            let path = routes::data_file(&format!("{}.jsonl", table.file()));
            let draw = |desk: &Desk<'_>, sheet: &mut Sheet<'_>| jsonl::draw(table, desk, sheet);
            artifacts.push(Artifact::long(self.id(), path, told.basis(&[ix]), draw));
        }
        let all: Vec<usize> = (0..TABLES.len()).collect();
        artifacts.push(Artifact::long(
            self.id(),
            routes::data_file(DATABASE),
            told.basis(&all),
            sqlite::draw,
        ));
        let path = routes::data_file(PACKAGE);
        artifacts.push(Artifact::drawn(self.id(), 0, path, Basis::NOTHING, |desk, sheet| {
            sheet.json(&package::view(desk));
        }));
        for (lang, language) in site.languages.iter().enumerate() {
            let basis = Basis::of(page::print);
            let page = Artifact::drawn(self.id(), lang, language.routes.data(), basis, page::draw);
            artifacts.push(page.in_sitemap(newest::of_all()));
        }
        artifacts
    }
}

/// What each table says, as a print that is taken once for all files that say it: a table has something of every claim,
/// and few edits change any of its values.
#[derive(Clone, Default)]
struct Told(Arc<[OnceLock<Hash>; TABLES.len()]>);

impl Told {
    /// What files depend on that hold these of the tables.
    fn basis(&self, tables: &[usize]) -> Basis {
        let (told, tables) = (self.clone(), Box::<[usize]>::from(tables));
        Basis::of(move |site| {
            joined(tables.iter().map(|&ix| *told.0[ix].get_or_init(|| TABLES[ix].print(site))))
        })
    }
}
