//! What can be found: each claim, and each of its key updates, with what they say as plain text.

use super::index::Entry;
use crate::date::{Instant, PartialDate};
use crate::markdown;
use crate::output::Desk;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::text::Text;
use crate::record::translation::Translation;
use crate::routes;
use crate::tracker::ClaimIx;
use crate::tracker::claim::{Claim, Standing};
use crate::view::{entry, name, part};

/// Every entry of a language: claims by id, each with its key updates behind it.
pub(super) fn all<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = Entry> + 'd {
    (0..desk.tracker().claims.len()).flat_map(move |ix| {
        let claim = &*desk.tracker().claims[ix];
        let updates = (0..claim.updates.len()).filter(move |&place| is_key(claim, place));
        std::iter::once_with(move || of_claim(desk, ix))
            .chain(updates.map(move |place| of_update(desk, ix, place)))
    })
}

/// Whether an update is found by itself: those that are marked as key events; the sentences of all others are found with
/// their claims. What was taken back is not: a line that was found cannot say so as the claim's page does.
fn is_key(claim: &Claim, place: usize) -> bool {
    claim.updates[place].standing == Standing::Stands && claim.update(place).key
}

fn of_claim(desk: &Desk<'_>, ix: ClaimIx) -> Entry {
    let claim = &*desk.tracker().claims[ix];
    let (fact, changed) = match &claim.dates.headline_changed {
        Some(changed) => ("changed", changed),
        None => ("published", &claim.published),
    };
    Entry {
        href: href(desk, &desk.routes().claim(&claim.record.id)),
        title: title(desk, claim),
        facts: vec![(fact, desk.words().date_day(changed))],
        text: words_of_claim(desk, claim),
        filters: filters(desk, claim),
        order: order(claim, changed),
    }
}

fn of_update(desk: &Desk<'_>, ix: ClaimIx, place: usize) -> Entry {
    let claim = &*desk.tracker().claims[ix];
    let update = claim.update(place);
    let (id, routes) = (&claim.record.id, desk.routes());
    let href = if entry::has_page(desk, claim, place) {
        href(desk, &routes.update(id, &update.id))
    } else {
        format!("{}#{}", href(desk, &routes.claim(id)), routes::update_anchor(&update.id))
    };
    Entry {
        href,
        title: title(desk, claim),
        facts: vec![("entry", desk.words().date_day(&update.published))],
        text: words_of_update(desk, claim, update),
        filters: filters(desk, claim),
        order: order(claim, &update.published),
    }
}

/// The link from the search page.
fn href(desk: &Desk<'_>, to: &routes::SitePath) -> String {
    routes::href(&desk.routes().search(), to, desk.site.links)
}

fn title<'a>(desk: &Desk<'a>, claim: &'a Claim) -> String {
    part::plain(desk, &claim.record.translations, "title", &claim.record.title).to_owned()
}

/// What a claim says: what was promised and under which terms, its background, and the sentence of each update.
fn words_of_claim<'a>(desk: &Desk<'a>, claim: &'a Claim) -> String {
    let record = &*claim.record;
    let field = |key: &str, text: &'a str| part::plain(desk, &record.translations, key, text).to_owned();
    let mut words = vec![field("claim", &record.claim)];
    words.extend(record.quote.as_deref().map(str::to_owned));
    words.push(plain(desk, &record.summary, &record.translations));
    let condition = record.completion_condition.as_deref();
    words.extend(condition.map(|text| field("completion_condition", text)));
    for criterion in &record.criteria {
        words.push(name::criterion_text(desk, claim, criterion).text.into_owned());
    }
    for milestone in &claim.milestones {
        words.push(name::milestone_title(desk, claim, &milestone.record).to_owned());
    }
    for statement in claim.statements.iter().map(|&place| &record.statements[place]) {
        words.extend(statement.claim.iter().chain(&statement.quote).map(ToString::to_string));
    }
    background(desk, record, &mut words);
    let standing = |place: &usize| claim.updates[*place].standing == Standing::Stands;
    words.extend(
        (0..claim.updates.len()).filter(standing).filter_map(|place| sentence(desk, claim.update(place))),
    );
    words.join("\n")
}

/// The questions of a claim's explainer with their answers.
fn background(desk: &Desk<'_>, record: &ClaimRecord, words: &mut Vec<String>) {
    let read = |text: &Text| markdown::to_plain(&desk.source(text));
    words.extend(record.explainer.lead.iter().map(read));
    for question in &record.explainer.questions {
        words.push(question.question.to_string());
        words.push(read(&question.answer));
    }
}

fn words_of_update<'a>(desk: &Desk<'a>, claim: &'a Claim, update: &'a UpdateRecord) -> String {
    let body = plain(desk, &update.body, &update.translations);
    let words: Vec<String> =
        sentence(desk, update).into_iter().chain([body]).filter(|text| !text.is_empty()).collect();
    if words.is_empty() { title(desk, claim) } else { words.join("\n") }
}

fn sentence<'a>(desk: &Desk<'a>, update: &'a UpdateRecord) -> Option<String> {
    let summary = update.summary.as_deref()?;
    Some(part::plain(desk, &update.translations, "summary", summary).to_owned())
}

/// A text in the language of the index where there is a translation, without its markup.
fn plain(desk: &Desk<'_>, text: &Text, translations: &[Translation]) -> String {
    let translated = translations.iter().find(|translation| translation.lang == desk.lang.code);
    let text = translated.and_then(|translation| translation.body.as_ref()).unwrap_or(text);
    if text.is_blank() { String::new() } else { markdown::to_plain(&desk.source(text)) }
}

/// What both are narrowed by: how the claim stands, what it is about, who made it, and when.
fn filters(desk: &Desk<'_>, claim: &Claim) -> Vec<(&'static str, Vec<String>)> {
    let tracker = desk.tracker();
    let topics = claim.topics.iter().map(|&ix| tracker.topics[ix].topic.id.value.to_string());
    let claimants = claim.claimants.iter().map(|&ix| tracker.people[ix].record.id.to_string());
    vec![
        ("status", vec![claim.headline().status.to_string()]),
        ("topic", topics.collect()),
        ("claimant", claimants.collect()),
        ("year", claim.year_made().iter().map(ToString::to_string).collect()),
    ]
}

fn order(claim: &Claim, changed: &PartialDate) -> Vec<(&'static str, String)> {
    vec![("made", sortable(made_on(claim).earliest())), ("changed", sortable(changed.earliest()))]
}

fn made_on(claim: &Claim) -> &PartialDate {
    claim.record.made_on.as_ref().map_or(&claim.published, |date| &date.value)
}

/// An instant as a word that sorts as instants do. With a letter before it: Pagefind takes digits alone for a number, of
/// which it keeps seven.
pub(super) fn sortable(at: Instant) -> String {
    format!("t{:020}", at.0.abs_diff(i64::MIN))
}
