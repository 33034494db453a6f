//! What things are called in the reader's language: people, sources, criteria, milestones.

use crate::output::Desk;
use crate::record::claim::{Criterion, MilestoneRecord};
use crate::record::party::SourceRecord;
use crate::record::site::Topic;
use crate::tracker::claim::Claim;
use crate::view::part::{self, Localised};

/// A claimant's name in the reader's language.
pub fn person_name<'a>(desk: &Desk<'a>, person: usize) -> &'a str {
    let record = &desk.tracker().people[person].record;
    part::plain(desk, &record.translations, "name", &record.name)
}

/// A text of a claim's record in the reader's language, or in the one the record was written in.
pub fn local<'a>(desk: &Desk<'a>, claim: &'a Claim, key: &str, text: &'a str) -> Localised<'a> {
    part::localised(desk, &claim.record.translations, key, text, claim.record.lang.as_deref())
}

/// What a criterion asks for.
pub fn criterion_text<'a>(desk: &Desk<'a>, claim: &'a Claim, record: &'a Criterion) -> Localised<'a> {
    local(desk, claim, &format!("criteria.{}.text", record.id.value), &record.text)
}

/// A milestone's title, for a line that has words of its own around it.
pub fn milestone_title<'a>(desk: &Desk<'a>, claim: &'a Claim, record: &'a MilestoneRecord) -> &'a str {
    let key = format!("milestones.{}.title", record.id.value);
    part::plain(desk, &claim.record.translations, &key, &record.title)
}

/// A topic's name in the reader's language.
pub fn topic_title<'a>(desk: &Desk<'a>, topic: &'a Topic) -> &'a str {
    let key = format!("topics.{}.title", topic.id.value);
    part::plain(desk, &desk.config().translations, &key, &topic.title)
}

/// The title of a source, or what stands for it.
pub fn source_title<'a>(desk: &Desk<'a>, record: &'a SourceRecord) -> &'a str {
    let title = record.title.as_deref().map(|title| part::plain(desk, &record.translations, "title", title));
    let place =
        || record.where_found.as_deref().map(|place| part::plain(desk, &record.translations, "where", place));
    title.or_else(place).or_else(|| record.url.as_ref().map(|url| bare(url))).unwrap_or(record.id.as_str())
}

/// An address without its scheme and without a final slash.
pub(super) fn bare(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}
