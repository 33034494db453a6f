//! Cells → values of records. Nothing is guessed: a date of another form than ISO 8601 needs its format.

use chrono::format::{Parsed, StrftimeItems};
use chrono_tz::Tz;

use super::Request;
use super::fields::{Field, Form};
use crate::import::Kind;
use crate::import::drafts::{At, Dated, Holdings, Party, Source, Value, one_line};
use crate::record::decode::{is_language, is_web_address};
use crate::record::id::check_id;

/// What a cell says.
pub(super) enum Cell {
    Value(Value),
    Date(Dated),
    /// A key of the vocabulary; `None` where the word has no status on purpose.
    Status(Option<String>),
    Claimants(Vec<Party>),
    Sources(Vec<Source>),
    Body(String),
    /// What a record does not write: a flag that is not set.
    No,
}

/// Why a cell cannot be taken.
pub(super) struct Bad {
    pub kind: Kind,
    pub why: String,
}

/// Reads a cell that is not empty.
pub(super) fn read(
    text: &str,
    field: &Field,
    line: usize,
    request: &Request,
    holdings: &Holdings,
) -> Result<Cell, Bad> {
    let value = |value| Ok(Cell::Value(value));
    match field.form {
        Form::Text => value(Value::Text(text.to_owned())),
        Form::Line => value(Value::Line(one_line(text))),
        Form::Body => Ok(Cell::Body(text.to_owned())),
        Form::Id => match check_id(text) {
            Ok(()) if text != "page" => value(Value::Word(text.to_owned())),
            _ => bad(Kind::CellId, "is no id: write a–z, 0–9 and single hyphens, at most 80".to_owned()),
        },
        Form::Date => date(text, &request.date_formats, holdings.known.zone).map(Cell::Date),
        Form::Word(words) => {
            let word = text.to_lowercase();
            if words.contains(&word.as_str()) {
                value(Value::Word(word))
            } else {
                bad(Kind::CellWord, format!("is none of {}", words.join(", ")))
            }
        }
        Form::Flag => match text.to_lowercase().as_str() {
            "true" | "yes" => value(Value::Flag),
            "false" | "no" => Ok(Cell::No),
            _ => bad(Kind::CellWord, "is none of true, yes, false, no".to_owned()),
        },
        Form::Language => {
            let code = text.to_lowercase().replace('_', "-");
            if field.name == "lang" && !holdings.languages.contains(&code) {
                bad(
                    Kind::CellWord,
                    format!("is none of the site's languages, {}", holdings.languages.join(", ")),
                )
            } else if is_language(&code) {
                value(Value::Word(code))
            } else {
                bad(Kind::CellWord, "is no language code such as en or pt-br".to_owned())
            }
        }
        Form::Status => status(text, request, holdings),
        Form::Topics => {
            let topics = parts(text, &request.split);
            match topics.iter().find(|topic| !holdings.topics.contains(topic)) {
                None => value(Value::Words(topics)),
                Some(topic) => {
                    let has = if holdings.topics.is_empty() { "none" } else { &holdings.topics.join(", ") };
                    bad(Kind::CellId, format!("names the topic `{topic}`; the site has {has}"))
                }
            }
        }
        Form::Claimants => {
            let party = |name: String| Party { name: one_line(&name), ..Party::default() };
            Ok(Cell::Claimants(parts(text, &request.split).into_iter().map(party).collect()))
        }
        Form::Sources => {
            let sources = parts(text, &request.split);
            sources
                .iter()
                .map(|text| source(text, line, holdings))
                .collect::<Result<_, _>>()
                .map(Cell::Sources)
        }
        Form::Appearance => source(text, line, holdings).map(|source| Cell::Sources(vec![source])),
    }
}

fn bad<T>(kind: Kind, why: String) -> Result<T, Bad> {
    Err(Bad { kind, why })
}

fn status(text: &str, request: &Request, holdings: &Holdings) -> Result<Cell, Bad> {
    if let Some(meaning) = request.statuses.meaning(text) {
        return Ok(Cell::Status(meaning.map(str::to_owned)));
    }
    if holdings.known.statuses.iter().any(|status| **status == *text) {
        return Ok(Cell::Status(Some(text.to_owned())));
    }
    bad(Kind::CellStatus, format!("is none of {}", holdings.known.statuses.join(", ")))
}

/// The entries of a list in one cell.
fn parts(text: &str, split: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(split).map(str::trim).filter(|part| !part.is_empty()) {
        if !parts.iter().any(|other| other == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

/// A source by its id, its address, or in words.
fn source(text: &str, line: usize, holdings: &Holdings) -> Result<Source, Bad> {
    let source = Source::of(text, line);
    if holdings.known.source_ids.contains(text) {
        return Ok(Source { at: At::Id(text.to_owned()), ..source });
    }
    let looks_so = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    if looks_so && !is_web_address(text) {
        return bad(Kind::CellAddress, format!("holds `{text}`"));
    }
    Ok(source)
}

/// A date in one of the formats that were given, else of ISO 8601. Formats that read different dates in it leave open
/// which one is meant: that is never taken.
fn date(text: &str, formats: &[String], zone: Tz) -> Result<Dated, Bad> {
    let read: Vec<(&str, Result<String, String>)> =
        formats.iter().filter_map(|format| Some((format.as_str(), in_format(text, format)?))).collect();
    let mut good = read.iter().filter_map(|(format, read)| Some((format, read.as_ref().ok()?)));
    let literal = match (good.next(), read.first()) {
        (Some((format, literal)), _) => {
            if let Some((other_format, other)) = good.find(|(_, other)| *other != literal) {
                let why = format!(
                    "is {literal} in the form {format} and {other} in the form {other_format}: write the cell as \
                     {literal} or {other}, or name one form only"
                );
                return bad(Kind::CellDate, why);
            }
            literal
        }
        (None, Some((_, Err(why)))) => return bad(Kind::CellDate, why.clone()),
        (None, _) => text,
    };
    Dated::read(literal, zone).or_else(|why| {
        let others: Vec<&str> = formats.iter().flat_map(|format| [", nor of the form ", format]).collect();
        bad(Kind::CellDate, format!("{}{}", why.0, others.concat()))
    })
}

/// A date as records write it, with the precision that the format has; `None` where it has another form.
fn in_format(text: &str, format: &str) -> Option<Result<String, String>> {
    let mut parsed = Parsed::new();
    chrono::format::parse(&mut parsed, text, StrftimeItems::new(format)).ok()?;
    // `%Y` reads `26` as the year 26.
    let far = |year: i32| !(1000..=9999).contains(&year);
    let none = || Some(Err("does not exist in the calendar".to_owned()));
    if parsed.day().is_none() && parsed.ordinal().is_none() {
        let year = parsed.year()?;
        let month = parsed.month().map_or(String::new(), |month| format!("-{month:02}"));
        return if far(year) { none() } else { Some(Ok(format!("{year:04}{month}"))) };
    }
    let Ok(day) = parsed.to_naive_date() else { return none() };
    if far(chrono::Datelike::year(&day)) {
        return Some(Err("has a year of fewer than four digits: see `%y` and `%Y`".to_owned()));
    }
    let time = parsed.to_naive_time().ok().filter(|_| parsed.minute().is_some());
    let time = time.map_or(String::new(), |time| {
        time.format(if parsed.second().is_some() { "T%H:%M:%S" } else { "T%H:%M" }).to_string()
    });
    let offset = parsed.offset().filter(|_| !time.is_empty()).map_or(String::new(), |seconds| {
        let sign = if seconds < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
    });
    Some(Ok(format!("{day}{time}{offset}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_format_that_was_given_and_never_guessed() {
        let read = |text: &str, format: Option<&str>| {
            date(text, &format.map(str::to_owned).into_iter().collect::<Vec<_>>(), Tz::UTC)
                .map_or_else(|bad| bad.why, |date| date.literal)
        };
        let cases = [
            ("2026-02", None, "2026-02"),
            ("13/02/2026", None, "is no date of ISO 8601"),
            ("13/02/2026", Some("%d/%m/%Y"), "2026-02-13"),
            ("3.2.26", Some("%d.%m.%y"), "2026-02-03"),
            ("3.2.26", Some("%d.%m.%Y"), "has a year of fewer than four digits: see `%y` and `%Y`"),
            ("31/02/2026", Some("%d/%m/%Y"), "does not exist in the calendar"),
            ("02/13/2026", Some("%d/%m/%Y"), "is no date of ISO 8601, nor of the form %d/%m/%Y"),
            ("2026-02-13", Some("%d/%m/%Y"), "2026-02-13"),
            ("Feb 2026", Some("%b %Y"), "2026-02"),
            ("13/02/2026 14:42", Some("%d/%m/%Y %H:%M"), "2026-02-13T14:42"),
            ("2/13/2026 2:42 PM", Some("%m/%d/%Y %I:%M %p"), "2026-02-13T14:42"),
        ];
        for (text, format, expected) in cases {
            assert_eq!(read(text, format), expected, "{text}");
        }
    }
}
