//! One update of a timeline: its heading and body, read but not yet compared with the project.

use chrono::{Duration, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::dates::When;
use super::heading::Tail;
use super::leak;
use super::mend::{self, Paragraph};
use super::scan::{Entry, Head, Line, note_likes};
use super::{Request, evidence};
use crate::import::{Kind, Known, Note, words};

/// One update of a timeline.
#[derive(Debug)]
pub(super) struct Reading {
    pub line: usize,
    /// The literal digits of `published`, to the minute.
    pub digits: String,
    /// `published` as TOML.
    pub published: String,
    /// The word of the heading, whatever it is.
    pub word: String,
    /// That word, where the vocabulary has it.
    pub status: Option<String>,
    /// What the text itself says, where it is another status.
    pub reported: Option<String>,
    /// The body.
    pub paragraphs: Vec<Paragraph>,
    /// Web addresses in it, with their lines.
    pub addresses: Vec<(String, usize)>,
    /// What was mended or noticed in it.
    pub notes: Vec<Note>,
    /// Given by comparison with the project; `None` where the project holds it.
    pub id: Option<String>,
}

/// Reads an entry; `None` where it is no update.
pub(super) fn read(entry: &Entry<'_>, request: &Request, known: &Known) -> Option<Reading> {
    let Head::Update(when, tail) = &entry.head else { return None };
    let mut notes = Vec::new();
    let published = published(when, entry.line, request.zone, known.zone, &mut notes);
    let (word, status) = match *tail {
        Tail::Empty => ("", None),
        Tail::Status(key) | Tail::StatusAndText(key, _) => (key, Some(key.to_owned())),
        Tail::Other(word) => {
            notes.push(Note::new(Kind::StatusUnknown, entry.line, word));
            (word, None)
        }
    };
    let mut paragraphs = Vec::new();
    if let Some(why) = &when.bad_time {
        notes.push(Note::new(Kind::TimeImpossible, entry.line, format!("{}: {why}", entry.written)));
    }
    if when.bad_time.is_some() || matches!(tail, Tail::Other(_)) {
        paragraphs.push(Paragraph::plain(entry.written, entry.line));
    }
    note_likes(&entry.lines, &mut notes);
    let verdict = body(&entry.lines, &mut paragraphs, &mut notes);
    if entry.lines.iter().all(|line| line.text.is_empty()) {
        notes.push(Note::new(Kind::BodyEmpty, entry.line, entry.written));
    }
    evidence::look_over(&paragraphs, &mut notes);
    let reported = verdict.and_then(|verdict| reported(&verdict, status.as_deref(), known, &mut notes));
    let time = when.time.map_or(String::new(), |(hour, minute)| format!("-{hour:02}{minute:02}"));
    Some(Reading {
        line: entry.line,
        digits: format!("{}{time}", when.date),
        published,
        word: word.to_owned(),
        status,
        reported,
        addresses: evidence::addresses(&paragraphs),
        paragraphs,
        notes,
        id: None,
    })
}

impl Reading {
    /// The body as Markdown.
    pub(super) fn markdown(&self) -> String {
        mend::markdown(&self.paragraphs)
    }

    /// The body's words, one space apart.
    pub(super) fn bare(&self) -> String {
        let mut bare = String::new();
        for word in self.paragraphs.iter().flat_map(|paragraph| words(&paragraph.text)) {
            if !bare.is_empty() {
                bare.push(' ');
            }
            bare.push_str(word);
        }
        bare
    }
}

/// What a leaked body said of the status.
struct Verdict {
    line: usize,
    word: String,
}

/// Makes paragraphs of a body, leaked JSON taken apart; the verdict that such JSON held.
fn body(lines: &[Line<'_>], into: &mut Vec<Paragraph>, notes: &mut Vec<Note>) -> Option<Verdict> {
    let Some(start) = lines.iter().position(|line| line.text.starts_with('{')) else {
        into.extend(mend::paragraphs(lines, notes));
        return None;
    };
    let text: String = lines[start..].iter().flat_map(|line| [line.text, "\n"]).collect();
    let Some(leak) = leak::take_apart(&text) else {
        into.extend(mend::paragraphs(lines, notes));
        return None;
    };
    let mut starts = Vec::with_capacity(lines.len() - start);
    let mut end = 0;
    for line in &lines[start..] {
        starts.push(end);
        end += line.text.len() + 1;
    }
    let line_at = |byte: usize| lines[start + starts.partition_point(|start| *start <= byte) - 1].number;
    into.extend(mend::paragraphs(&lines[..start], notes));
    let keys: Vec<_> =
        leak.fields.iter().map(|field| field.key.as_str()).filter(|key| !key.is_empty()).collect();
    notes.push(Note::new(Kind::JsonOpened, lines[start].number, keys.join(", ")));
    if leak.broken {
        notes.push(Note::new(Kind::JsonBroken, lines[start].number, keys.join(", ")));
    }
    let mut verdict = None;
    for field in &leak.fields {
        let line = line_at(field.at);
        if field.key == "verdict" || field.key == "status" {
            verdict.get_or_insert(Verdict { line, word: field.value.trim().to_owned() });
        }
        into.extend(field_paragraphs(field, line, notes));
    }
    let rest = &text[leak.end..];
    let after: Vec<Line<'_>> = rest
        .split('\n')
        .enumerate()
        .map(|(at, text)| Line { number: line_at(leak.end) + at, text: text.trim() })
        .collect();
    into.extend(mend::paragraphs(&after, notes));
    verdict
}

/// A field of leaked JSON: its key as a label, before its value or on its own above several paragraphs.
fn field_paragraphs(field: &leak::Field, line: usize, notes: &mut Vec<Note>) -> Vec<Paragraph> {
    let lines: Vec<Line<'_>> =
        field.value.split('\n').map(|text| Line { number: line, text: text.trim() }).collect();
    let mut paragraphs = mend::paragraphs(&lines, notes);
    if field.key.is_empty() {
        return paragraphs;
    }
    match paragraphs.as_mut_slice() {
        [only] if only.label == 0 && !only.item => only.put_label(&field.key),
        _ => {
            let mut key = Paragraph::plain("", line);
            key.put_label(&field.key);
            paragraphs.insert(0, key);
        }
    }
    paragraphs
}

/// The status that the text says, where the vocabulary has it and the heading says another.
fn reported(verdict: &Verdict, status: Option<&str>, known: &Known, notes: &mut Vec<Note>) -> Option<String> {
    let Verdict { line, word } = verdict;
    if status == Some(word) {
        return None;
    }
    if !known.statuses.iter().any(|key| **key == **word) {
        notes.push(Note::new(Kind::VerdictUnknown, *line, word.as_str()));
        return None;
    }
    let heading = status.map_or("no status".into(), |status| format!("`{status}`"));
    let detail = format!("heading says {heading}, text says `{word}`");
    notes.push(Note::new(Kind::StatusContradicted, *line, detail));
    Some(word.clone())
}

/// `published` as TOML: local digits, with an offset only where they need one.
///
/// They need one in another zone than the site's, and at a change of clocks.
fn published(when: &When, line: usize, zone: Option<Tz>, site: Tz, notes: &mut Vec<Note>) -> String {
    let (Some(day), Some((hour, minute))) = (when.day, when.time) else { return when.date.clone() };
    let zone = zone.unwrap_or(site);
    let local = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN));
    let seconds = |at: &chrono::DateTime<Tz>| at.offset().fix().local_minus_utc();
    let digits = local.format("%Y-%m-%dT%H:%M:%S");
    let offset = match zone.from_local_datetime(&local) {
        chrono::LocalResult::Single(at) => (zone != site).then(|| seconds(&at)),
        chrono::LocalResult::Ambiguous(first, _) => {
            notes.push(Note::new(Kind::TimeTwice, line, format!("{digits} in {zone}")));
            Some(seconds(&first))
        }
        chrono::LocalResult::None => {
            notes.push(Note::new(Kind::TimeSkipped, line, format!("{digits} in {zone}")));
            Some(offset_before(local, zone))
        }
    };
    let offset = offset.map_or(String::new(), |offset| {
        let sign = if offset < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
    });
    format!("{digits}{offset}")
}

/// The offset, in seconds, that held before the clock change that skipped `local`.
fn offset_before(local: NaiveDateTime, zone: Tz) -> i32 {
    // The longest skip on record is a whole day; a day and a half before it a time surely exists.
    [3, 36]
        .into_iter()
        .find_map(|hours| {
            let earlier = local.checked_sub_signed(Duration::hours(hours))?;
            Some(zone.from_local_datetime(&earlier).earliest()?.offset().fix().local_minus_utc())
        })
        .unwrap_or_default()
}
