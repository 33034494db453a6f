//! `site.toml`: who publishes, in which languages, by which rules.

mod outputs;
mod security;

use chrono::NaiveDate;
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use crate::date::Instant;
use crate::diagnostic::{FilePath, Severity, Spanned};
use crate::record::allow::Allow;
use crate::record::id::{StatusId, TopicId};
use crate::record::text::Hash;
use crate::record::translation::Translation;

pub use outputs::{CalendarDates, Host, Hosting, ListSettings, OutputSettings};
pub use security::Security;

/// Where a site without a `base_url` says that it is: a name that never resolves (RFC 6761, section 6.4).
pub const NOWHERE: &str = "https://site.invalid/";

/// The settings of a site, with every default filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// `content/site.toml`.
    pub file: FilePath,
    /// Of the file's bytes and of its translations.
    pub hash: Hash,
    /// The site's name.
    pub title: Box<str>,
    /// One sentence on what it is.
    pub description: Option<Box<str>>,
    /// Where it is published; always ends with `/`; may have a path.
    pub base_url: Box<str>,
    /// Language codes; the first lives at `/`.
    pub languages: Vec<Lang>,
    /// The zone in which days end.
    pub timezone: Tz,
    /// Whether the site names it; else it is UTC.
    pub names_timezone: bool,
    /// `default`, or a folder of `themes/`.
    pub theme: Box<str>,
    /// Who publishes.
    pub organisation: Option<Organisation>,
    /// Under which terms its data may be used.
    pub licence: Option<Licence>,
    /// Where to write to: an address of the web or of mail.
    pub contact: Option<Box<str>>,
    /// Where weaknesses of the site are reported to.
    pub security: Option<Security>,
    /// Where a record's history is found; holds `{path}`.
    pub edit_url: Option<Box<str>>,
    /// Who edits, by name.
    pub editors: Vec<Editor>,
    /// `example.org,2026`: names ids outside the site, independent of `base_url`.
    pub authority: Option<Box<str>>,
    /// Settings that name a place of the site's own, as written: by key, `base_url`, `authority` and the like.
    pub own_addresses: Vec<(&'static str, Spanned<Box<str>>)>,
    /// Judge from this day, unless told otherwise.
    pub as_of: Option<NaiveDate>,
    /// Topics in the order of the site.
    pub topics: Vec<Topic>,
    /// The vocabulary, in order of display; never holds the built-in `not_assessed`.
    pub statuses: Vec<Status>,
    /// The status of a claim before anyone has read it.
    pub unassessed: Status,
    /// Settling rules by the day from which they hold, earliest first; never empty.
    pub settling: Vec<Settling>,
    /// Days without an update after which an open claim is stale; `None` = never.
    pub stale_after: Option<u32>,
    /// From when on rules find something.
    pub thresholds: Thresholds,
    /// Severity of rules, by code; `None` = off.
    pub checks: FxHashMap<Box<str>, Option<Severity>>,
    /// Rules that the file itself is excused from.
    pub allow: Vec<Allow>,
    /// Output kinds that are switched off, and their settings.
    pub outputs: FxHashMap<Box<str>, OutputSettings>,
    /// Other languages: `title`, `description`, `topics.ID.title`, `statuses.ID.label` …
    pub translations: Vec<Translation>,
}

/// From when on rules find something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Minutes by which two updates of a claim should be apart.
    pub updates_apart: u32,
    /// Days that a challenge may stay open.
    pub challenge_open: u32,
    /// Characters of the longest title.
    pub title_length: u32,
    /// Days that a record may be dated ahead of the site.
    pub dated_ahead: u32,
    /// Days that readings of machines may stand against a headline without an answer.
    pub unanswered_days: u32,
    /// So many readings of machines against a headline ask for an answer, however few days old they are.
    pub unanswered_readings: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            updates_apart: 10,
            challenge_open: 30,
            title_length: 110,
            dated_ahead: 60,
            unanswered_days: 7,
            unanswered_readings: 5,
        }
    }
}

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lang {
    /// Its code (BCP 47, lower case): `en`.
    pub code: Box<str>,
}

/// Who publishes the site.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its name.
    pub name: Box<str>,
    /// Its address.
    pub url: Option<Spanned<Box<str>>>,
}

/// Under which terms others may use the data of the site.
#[derive(Clone, Debug)]
pub struct Licence {
    /// Its name as printed: `CC BY 4.0`.
    pub name: Box<str>,
    /// Where it can be read.
    pub url: Option<Spanned<Box<str>>>,
}

/// One of the editors.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The name as printed; updates name it as `author` and `reviewed_by`.
    pub name: Box<str>,
    /// Position.
    pub role: Option<Box<str>>,
}

/// A topic of the site.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The id.
    pub id: Spanned<TopicId>,
    /// Its name.
    pub title: Box<str>,
    /// One sentence.
    pub description: Option<Box<str>>,
    /// Old ids.
    pub aliases: Vec<Spanned<TopicId>>,
}

/// A status of the vocabulary.
#[derive(Clone, Debug)]
pub struct Status {
    /// The key as records write it.
    pub id: StatusId,
    /// Label by language code; the first language is always there.
    pub labels: Vec<(Box<str>, Box<str>)>,
    /// One sentence on what it means, by language code.
    pub meanings: Vec<(Box<str>, Box<str>)>,
    /// The mark that is drawn.
    pub shape: Shape,
    /// Ink on light paper.
    pub colour: Colour,
    /// Ink on dark paper.
    pub dark: Colour,
    /// Closes a claim.
    pub terminal: bool,
    /// Counts as the promise fulfilled.
    pub fulfils: bool,
    /// Claims may start with it without a reading (at most one status).
    pub initial: bool,
    /// Worth on the published rating scale, where there is one.
    pub rating: Option<i64>,
    /// No longer used for new readings; kept for old ones.
    pub retired: bool,
    /// Old keys.
    pub aliases: Vec<StatusId>,
}

/// The mark of a status: told apart by form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An empty circle.
    Ring,
    /// A circle whose left half is filled.
    Half,
    /// A circle, three quarters filled.
    ThreeQuarters,
    /// A filled circle with a tick.
    Tick,
    /// A filled circle with a cross.
    Cross,
    /// Two bars.
    Pause,
    /// A filled square, half empty.
    HalfSquare,
    /// A circle with a bar through it.
    Bar,
    /// A question mark in a circle.
    Question,
    /// A shield: kept up to now.
    Shield,
    /// A dotted circle: not yet assessed.
    Dotted,
}

impl Shape {
    /// Every shape with the word that site.toml uses.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("ring", Self::Ring),
        ("half", Self::Half),
        ("three-quarters", Self::ThreeQuarters),
        ("tick", Self::Tick),
        ("cross", Self::Cross),
        ("pause", Self::Pause),
        ("half-square", Self::HalfSquare),
        ("bar", Self::Bar),
        ("question", Self::Question),
        ("shield", Self::Shield),
        ("dotted", Self::Dotted),
    ];

    /// The word that site.toml uses.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, shape)| *shape == self).map_or("ring", |(word, _)| word)
    }
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self([byte(0)?, byte(2)?, byte(4)?]))
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0[0], self.0[1], self.0[2])
    }

    /// Contrast with another colour, 1 to 21 (WCAG 2.2, relative luminance).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0[0]) + 0.7152 * linear(self.0[1]) + 0.0722 * linear(self.0[2])
    }
}

/// How readings of machines settle, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The first instant at which it holds; the first rule holds since ever (`Instant(i64::MIN)`).
    pub from: Instant,
    /// The day as written, for the methodology page.
    pub from_day: Option<NaiveDate>,
    /// Consecutive readings that must agree; at least 1.
    pub readings: u32,
    /// Hours from the first to the last of them.
    pub hours: u32,
    /// Who may close a claim.
    pub terminal: Closing,
}

/// Who may close a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// A human only.
    Editor,
    /// Settled readings of machines too.
    Settled,
}

impl Config {
    /// Whether the site knows where it is published: what is cited elsewhere needs a true address.
    pub fn has_address(&self) -> bool {
        *self.base_url != *NOWHERE
    }

    /// The lowest and the highest rating, where claims are rated for search engines and statuses are told apart.
    pub fn scale(&self) -> Option<(i64, i64)> {
        self.outputs.get("cite").filter(|settings| settings.claim_review)?;
        let ratings = || self.statuses.iter().filter_map(|status| status.rating);
        ratings().min().zip(ratings().max()).filter(|(worst, best)| worst < best)
    }

    /// The status with this key or old key, the built-in one included.
    pub fn status(&self, id: &str) -> Option<&Status> {
        if id == self.unassessed.id.as_str() {
            return Some(&self.unassessed);
        }
        let named = |status: &&Status| {
            status.id.as_str() == id || status.aliases.iter().any(|alias| alias.as_str() == id)
        };
        self.statuses.iter().find(named)
    }

    /// Every status that a claim can have, in the order of the site; that of claims which nobody has read
    /// comes last, unless the site gives it a place.
    pub fn vocabulary(&self) -> impl Iterator<Item = &Status> {
        let placed = self.statuses.iter().any(|status| status.id == self.unassessed.id);
        self.statuses.iter().chain((!placed).then_some(&self.unassessed))
    }

    /// Which dates stand in calendars.
    pub fn calendar_dates(&self) -> CalendarDates {
        self.outputs.get("calendar").map_or_else(CalendarDates::default, |settings| settings.dates)
    }

    /// Which lists the site has, and whether they can be searched in place.
    pub fn list_settings(&self) -> ListSettings {
        self.outputs.get("list").map_or_else(ListSettings::default, |settings| settings.lists)
    }

    /// Whether each update that is cited by itself has citations as files, beside those of its claim.
    pub fn has_citations_of_updates(&self) -> bool {
        self.outputs.get("cite").is_none_or(|settings| settings.cited_updates)
    }

    /// Whether the site offers its data as tables.
    pub fn has_tables(&self) -> bool {
        self.outputs.get("data").is_none_or(|settings| settings.tables)
    }

    /// The settling rule that holds at `at`.
    pub fn settling_at(&self, at: Instant) -> &Settling {
        let past = self.settling.iter().take_while(|rule| rule.from <= at);
        past.last().unwrap_or(&self.settling[0])
    }
}

impl Status {
    /// Its label in the language with this code, else in the site's first.
    pub fn label(&self, code: &str) -> &str {
        in_language(&self.labels, code)
    }

    /// What it means, in the language with this code, else in the site's first; may be empty.
    pub fn meaning(&self, code: &str) -> &str {
        in_language(&self.meanings, code)
    }
}

fn in_language<'a>(texts: &'a [(Box<str>, Box<str>)], code: &str) -> &'a str {
    texts.iter().find(|(lang, _)| &**lang == code).or(texts.first()).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((Colour::parse("#767676").unwrap().contrast(white) - 4.54).abs() < 0.01);
    }
}
