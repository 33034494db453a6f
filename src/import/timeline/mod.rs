//! The text of a tracker's page: entries `Update · DATE, TIMEstatus`, `Scheduled follow-up · DATE`,
//! `Completion due · DATE`, `Original article · DATE`, newest first, each with free text below.
//!
//! Every word of the file ends in a record or is reported as not taken. What becomes no field stays in
//! a body; nothing is made up.

mod dates;
mod evidence;
mod heading;
mod leak;
mod mend;
mod merge;
mod reading;
mod scan;
mod sources;
mod write;

use chrono_tz::Tz;

use super::{Import, Kind, Known, NewPerson, Note};
use crate::record::claim::Method;
use crate::record::id;
use crate::record::party::PersonKind;
use dates::When;
use heading::Opens;
use mend::Paragraph;
use reading::Reading;
use scan::{Entry, Head};

/// What a person says about the timeline that is imported.
#[derive(Clone, Debug)]
pub struct Request {
    /// The claim's id.
    pub claim: String,
    /// Its title; needed for a new claim.
    pub title: String,
    /// Its canonical restatement; needed for a new claim.
    pub claim_text: String,
    /// Who made it, by id or name; needed for a new claim.
    pub claimants: Vec<String>,
    /// Who made the readings.
    pub method: Method,
    /// The zone of the headings' times; `None` means the site's.
    pub zone: Option<Tz>,
    /// When the claim was made, as records write dates.
    pub made_on: Option<String>,
}

/// Everything of a timeline that is no update.
#[derive(Debug, Default)]
struct Around {
    follow_ups: Vec<FollowUp>,
    dues: Vec<Dated>,
    articles: Vec<Dated>,
    /// Text that belongs to no entry, with the headings that could not be taken.
    loose: Vec<Paragraph>,
}

#[derive(Debug)]
struct FollowUp {
    line: usize,
    date: String,
    question: String,
    /// An update stands above it.
    between: bool,
}

#[derive(Debug)]
struct Dated {
    line: usize,
    written: String,
    when: When,
    below: Vec<Paragraph>,
}

/// Makes records of a timeline.
pub fn import(feed: &str, request: &Request, known: &Known) -> Import {
    let mut import = Import::default();
    let feed = scan::tidy(feed, &mut import.notes);
    let entries = scan::scan(&feed, &known.statuses, &mut import.notes);
    note_order(&entries, &mut import.notes);
    let mut readings: Vec<Reading> =
        entries.iter().filter_map(|entry| reading::read(entry, request, known)).collect();
    let around = around(&entries, &mut import.notes);
    // Oldest first, so that what was there before keeps its id when newer entries come.
    readings.reverse();
    merge::sort_out(&mut readings, known, &mut import);
    write::records(readings, around, request, known, &mut import);
    import.notes.sort();
    import
}

/// The claimants' ids, and who of them must be added to `people.toml`.
///
/// # Errors
/// The claimant that is neither known nor a name, or whose id another one has, in words.
pub fn claimants(request: &Request, known: &Known) -> Result<(Vec<String>, Vec<NewPerson>), String> {
    let mut ids = Vec::new();
    let mut added: Vec<NewPerson> = Vec::new();
    for given in request.claimants.iter().map(|given| given.trim()) {
        let same = known.people.iter().find(|(id, name)| id == given || name == given);
        let id = if let Some((id, _)) = same {
            id.clone()
        } else {
            if id::check_id(given).is_ok() {
                return Err(format!("people.toml has no claimant `{given}`: add it there, or give its name"));
            }
            let id = id::slug(given).ok_or_else(|| {
                format!(
                    "no id can be made of the name `{given}`: add it to people.toml with an id, and give that"
                )
            })?;
            let taken = known.people.iter().any(|(other, _)| *other == id);
            if taken {
                return Err(format!("the name `{given}` makes the id `{id}`, which another claimant has"));
            }
            if !added.iter().any(|person| person.id == id) {
                added.push(NewPerson {
                    id: id.clone(),
                    name: given.to_owned(),
                    kind: PersonKind::Body,
                    same_as: Vec::new(),
                });
            }
            id
        };
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok((ids, added))
}

/// Sorts out every entry that is no update.
fn around(entries: &[Entry<'_>], notes: &mut Vec<Note>) -> Around {
    let mut around = Around::default();
    let mut between = false;
    for entry in entries {
        match &entry.head {
            Head::Update(..) => between = true,
            Head::Dated(Opens::FollowUp, when) => {
                let texts: Vec<_> =
                    entry.lines.iter().map(|line| line.text).filter(|text| !text.is_empty()).collect();
                let question = texts.join(" ");
                let date = when.date.clone();
                around.follow_ups.push(FollowUp { line: entry.line, date, question, between });
            }
            Head::Dated(opens, when) => {
                let below = mend::paragraphs(&entry.lines, notes);
                let dated =
                    Dated { line: entry.line, written: entry.written.to_owned(), when: when.clone(), below };
                if *opens == Opens::Due { around.dues.push(dated) } else { around.articles.push(dated) }
            }
            Head::None => {
                scan::note_likes(&entry.lines, notes);
                let text = mend::paragraphs(&entry.lines, notes);
                notes.push(Note::new(Kind::TextBeforeEntries, entry.line, first_words(&text)));
                around.loose.extend(text);
            }
            Head::Strange => {
                scan::note_likes(&entry.lines, notes);
                around.loose.push(Paragraph::plain(entry.written, entry.line));
                around.loose.extend(mend::paragraphs(&entry.lines, notes));
            }
        }
    }
    around
}

fn first_words(text: &[Paragraph]) -> &str {
    let text = text.first().map_or("", |paragraph| paragraph.text.as_str());
    &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)]
}

/// Notes updates that stand below older ones.
fn note_order(entries: &[Entry<'_>], notes: &mut Vec<Note>) {
    let mut above = None;
    for entry in entries {
        let Head::Update(when, _) = &entry.head else { continue };
        let at = when.day.map(|day| (day, when.time));
        // A day without a time says nothing about the order within it.
        let newer = matches!((above, at), (Some((day, time)), Some((this, at)))
            if this > day || (this == day && matches!((time, at), (Some(a), Some(b)) if b > a)));
        if newer {
            notes.push(Note::new(Kind::OutOfOrder, entry.line, entry.written));
        }
        above = at;
    }
}
