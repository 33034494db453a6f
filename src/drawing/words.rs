//! The words of drawings: what a language must be able to say. No word of any language stands here.

use chrono::NaiveDate;

use crate::record::claim::MilestoneRecord;
use crate::record::id::StatusId;
use crate::tracker::claim::Claim;

/// What drawings ask of a language.
pub trait Words {
    /// The language's code, BCP 47.
    fn language(&self) -> &str;

    /// The text of a key of [`KEYS`] with every `{name}` filled in.
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String;

    /// The same for a counted key: the form that goes with `count`, and `{count}` filled in.
    fn count(&self, key: &str, count: usize, args: &[(&str, &str)]) -> String;

    /// `13 Feb 2026`
    fn day(&self, day: NaiveDate) -> String;

    /// `13 Feb`
    fn day_short(&self, day: NaiveDate) -> String;

    /// `Feb 2026`; `month` is 1 to 12.
    fn month(&self, year: i32, month: u32) -> String;

    /// `Feb`; `month` is 1 to 12.
    fn month_short(&self, month: u32) -> String;

    /// A status in words: `In progress`.
    fn status_label(&self, status: &StatusId) -> String;
}

/// A claim's title in the language of the drawing, where a translation has it.
pub(super) fn title<'a>(claim: &'a Claim, words: &dyn Words) -> &'a str {
    translated(claim, words, "title", &claim.record.title)
}

/// A milestone's title in the language of the drawing, where a translation of the claim has it.
pub(super) fn milestone_title<'a>(
    claim: &'a Claim,
    milestone: &'a MilestoneRecord,
    words: &dyn Words,
) -> &'a str {
    translated(claim, words, &format!("milestones.{}.title", milestone.id.value), &milestone.title)
}

fn translated<'a>(claim: &'a Claim, words: &dyn Words, key: &str, original: &'a str) -> &'a str {
    let translations = &claim.record.translations;
    let mine = translations.iter().find(|translation| *translation.lang == *words.language());
    mine.and_then(|translation| translation.fields.get(key)).map_or(original, |text| text)
}

/// How many texts a key has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One.
    Plain,
    /// One for each plural form of the language; all may use `{count}`.
    Counted,
}

/// Every key that drawings use, with its form and the names that its text may hold in braces.
pub const KEYS: &[(&str, Form, &[&str])] = &[
    // Dates and durations.
    ("drawing.about", Form::Plain, &["date"]),
    ("drawing.uncertain", Form::Plain, &["date"]),
    ("drawing.range", Form::Plain, &["from", "to"]),
    ("drawing.minutes", Form::Counted, &["count"]),
    ("drawing.hours", Form::Counted, &["count"]),
    ("drawing.days", Form::Counted, &["count"]),
    // On the timeline.
    ("drawing.read", Form::Plain, &[]),
    ("drawing.scheduled", Form::Plain, &[]),
    ("drawing.after_closing", Form::Plain, &[]),
    ("drawing.readings", Form::Counted, &["count"]),
    ("drawing.as_of", Form::Plain, &["date"]),
    ("drawing.due", Form::Plain, &["date"]),
    ("drawing.expected", Form::Plain, &["date"]),
    ("drawing.was_due", Form::Plain, &["date"]),
    ("drawing.was_expected", Form::Plain, &["date"]),
    ("drawing.reversed", Form::Counted, &["count", "status", "date", "longest"]),
    ("drawing.unconfirmed", Form::Plain, &["status", "date"]),
    ("drawing.unread", Form::Plain, &["date"]),
    ("drawing.milestones", Form::Plain, &[]),
    ("drawing.follow_ups", Form::Plain, &[]),
    ("drawing.milestone", Form::Plain, &["date", "title"]),
    ("drawing.milestone_with", Form::Plain, &["date", "title", "state"]),
    ("drawing.follow_up", Form::Plain, &["date", "state"]),
    ("drawing.more", Form::Plain, &["count"]),
    // States.
    ("drawing.planned", Form::Plain, &[]),
    ("drawing.happened", Form::Plain, &[]),
    ("drawing.missed", Form::Plain, &[]),
    ("drawing.moved", Form::Plain, &[]),
    ("drawing.cancelled", Form::Plain, &[]),
    ("drawing.passed", Form::Plain, &[]),
    ("drawing.answered", Form::Plain, &[]),
    ("drawing.unanswered", Form::Plain, &[]),
    ("drawing.dropped", Form::Plain, &[]),
    ("drawing.next", Form::Plain, &[]),
    ("drawing.to_come", Form::Plain, &[]),
    // The timeline in sentences.
    ("drawing.timeline_title", Form::Plain, &["title"]),
    ("drawing.says_readings", Form::Counted, &["count", "from", "to"]),
    ("drawing.says_no_reading", Form::Plain, &[]),
    ("drawing.says_status", Form::Plain, &["status"]),
    ("drawing.says_status_since", Form::Plain, &["status", "date"]),
    ("drawing.says_reversed", Form::Counted, &["count", "status"]),
    ("drawing.says_unconfirmed", Form::Plain, &["status", "date"]),
    ("drawing.says_due", Form::Plain, &["date"]),
    ("drawing.says_expected", Form::Plain, &["date"]),
    ("drawing.says_milestones", Form::Counted, &["count"]),
    ("drawing.says_follow_ups", Form::Counted, &["count", "answered", "unanswered", "next"]),
    // The timeline as a table.
    ("drawing.kind_made", Form::Plain, &[]),
    ("drawing.kind_status", Form::Plain, &[]),
    ("drawing.kind_readings", Form::Plain, &[]),
    ("drawing.kind_due", Form::Plain, &[]),
    ("drawing.kind_expected", Form::Plain, &[]),
    ("drawing.kind_milestone", Form::Plain, &[]),
    ("drawing.kind_follow_up", Form::Plain, &[]),
    ("drawing.made", Form::Plain, &[]),
    ("drawing.set_by_claimant", Form::Plain, &[]),
    ("drawing.set_by_editors", Form::Plain, &[]),
    ("drawing.given_up", Form::Plain, &["date"]),
    ("drawing.run", Form::Plain, &["status", "readings"]),
    ("drawing.run_reversed", Form::Plain, &["status", "readings", "after"]),
    ("drawing.run_unconfirmed", Form::Plain, &["status", "readings"]),
    // Badges.
    ("drawing.checked", Form::Plain, &["date"]),
    ("drawing.unchecked", Form::Plain, &[]),
    ("drawing.badge_unconfirmed", Form::Plain, &["status"]),
    ("drawing.badge_title", Form::Plain, &["status", "checked"]),
    // The strip of the whole.
    ("drawing.strip_title", Form::Counted, &["count"]),
    ("drawing.share", Form::Counted, &["count", "status"]),
];
