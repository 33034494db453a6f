//! Reviews of claims as schema.org has them (`ClaimReview`), in JSON-LD: alone, in lists, feeds, graphs,
//! articles and web pages, or one a line.
//!
//! Every word of a review ends in a record, or a note says which property was not taken. A rating becomes
//! a status only where somebody said what it means. The terms are those of <https://schema.org/ClaimReview>.

mod desk;
mod entities;
mod find;
mod group;
mod page;
mod review;
mod tree;
mod untaken;

use rustc_hash::FxHashSet;

use super::drafts::{Holdings, Party, one_line, records, short};
use super::mapping::Mapping;
use super::{Import, Kind, Note};
use crate::record::claim::Method;
use desk::Desk;
use find::{Found, find};
use review::{Review, read};
use untaken::Untaken;

/// What a person says about the reviews that are imported.
#[derive(Clone, Debug)]
pub struct Request {
    /// What ratings mean.
    pub ratings: Mapping,
    /// Claimants of the reviews that name none.
    pub claimants: Vec<String>,
    /// Who made the readings.
    pub method: Method,
    /// Properties that may be left out, by their paths: `author.image`.
    pub ignored: Vec<String>,
}

/// A file in which no JSON can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoJson {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub why: String,
}

/// Makes records of reviews.
///
/// # Errors
/// Where the file is no JSON at all.
pub fn import(file: &str, request: &Request, holdings: &Holdings) -> Result<Import, NoJson> {
    let Found { places, entries, nodes, untaken, notes } =
        find(file).map_err(|(line, column, why)| NoJson { line, column, why })?;
    let mut desk = Desk {
        zone: holdings.known.zone,
        nodes: &nodes,
        used: FxHashSet::default(),
        untaken,
        notes,
        document: 0,
        line: 0,
    };
    let marks: Vec<usize> = entries.iter().map(|entry| entry.line).collect();
    let mut reviews: Vec<Review> = entries.into_iter().filter_map(|entry| read(&mut desk, entry)).collect();
    let Desk { used, mut untaken, mut notes, .. } = desk;
    reviews.retain_mut(|review| has_claimants(review, request, &mut notes));
    for (key, node) in nodes {
        if !used.contains(&key) {
            let name = node.object.types().into_iter().next().unwrap_or_else(|| "object".to_owned());
            untaken.rest(&name, node.object, node.line);
        }
    }
    notes.extend(Untaken::notes(untaken, &request.ignored));
    let drafts = group::drafts(reviews, request, holdings, &mut notes);
    let import = Import { notes, ..Import::default() };
    let mut import = records(drafts, holdings, import);
    places.tell(&mut import.notes, &marks);
    Ok(import)
}

/// Gives a review that names no claimant those that the request names; whether it has any then.
fn has_claimants(review: &mut Review, request: &Request, notes: &mut Vec<Note>) -> bool {
    if review.claimants.is_empty() {
        let names = request.claimants.iter().map(|name| one_line(name)).filter(|name| !name.is_empty());
        review.claimants = names.map(|name| Party { name, ..Party::default() }).collect();
    }
    if review.claimants.is_empty() {
        let note = Note::new(Kind::ClaimantMissing, review.line, short(&review.claim));
        notes.push(note.with(std::mem::take(&mut review.whole)));
    }
    !review.claimants.is_empty()
}
