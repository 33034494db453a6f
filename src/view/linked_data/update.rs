//! The page of one update: an `Article` of its day, part of the claim's page.

use serde_json::{Value, json};

use super::{address, claim_id, correction, date, editors, object, way, work, written};
use crate::date::PartialDate;
use crate::output::Desk;
use crate::tracker::claim::{Claim, Standing};
use crate::tracker::index::CitedBy;
use crate::tracker::{ClaimIx, Slot, SourceIx};
use crate::view::part;

/// The page of an update, ready to stand in a `script` element, where it is to say this; `title` is the page's.
pub fn of_update(desk: &Desk<'_>, ix: ClaimIx, place: usize, title: &str) -> Option<String> {
    if !desk.site.makes("cite") || !desk.reads("linked_data") {
        return None;
    }
    let claim = &desk.tracker().claims[ix];
    let record = &*claim.record;
    let name = part::plain(desk, &record.translations, "title", &record.title).to_owned();
    let steps = [
        way::claims(desk),
        Some((name, desk.routes().claim(&record.id))),
        Some((desk.words().date(&claim.update(place).published), desk.path.clone())),
    ];
    let mut graph = vec![article(desk, ix, place, title)];
    graph.extend(way::to(desk, steps));
    Some(written(&graph))
}

fn article(desk: &Desk<'_>, ix: ClaimIx, place: usize, title: &str) -> Value {
    let claim = &*desk.tracker().claims[ix];
    let update = claim.update(place);
    let corrections = corrections(desk, claim, place);
    let is_cited = |source: &SourceIx| {
        let cited = desk.tracker().cited_in(*source, ix);
        cited.iter().any(|cited| cited.by == CitedBy::Update(Slot::new(place)))
    };
    let sources = claim.sources.iter().filter(|source| is_cited(source));
    let changed = corrections.iter().map(|(at, _)| *at).chain([&update.published.value]);
    let modified = changed.max_by(|a, b| a.order(b));
    let summary =
        update.summary.as_ref().map(|text| part::plain(desk, &update.translations, "summary", text));
    // What was taken down is not said here either, nor who said it.
    let stands = claim.updates[place].standing != Standing::Removed;
    let summary = summary.filter(|_| stands);
    let page = address(desk, desk.path);
    let author = update
        .author
        .as_deref()
        .filter(|_| stands)
        .map(|name| object("Person", [("name", Some(name.into()))]));
    let written_in = part::in_language(desk, &update.translations).map(|_| &*desk.lang.code);
    let language = written_in.or(claim.record.lang.as_deref()).unwrap_or(&desk.site.languages[0].code);
    let whole =
        address(desk, &desk.routes().claim(&claim.record.id)).unwrap_or_else(|| "_:claim-page".into());
    object(
        "Article",
        [
            ("@id", page.clone().or_else(|| Some("_:page".into()))),
            ("url", page),
            ("headline", Some(title.into())),
            ("description", summary.map(Value::from)),
            ("inLanguage", Some(language.into())),
            ("datePublished", date(&update.published)),
            ("dateModified", modified.and_then(date)),
            ("author", Some(author.unwrap_or_else(|| editors(desk)))),
            ("publisher", Some(editors(desk))),
            ("isPartOf", Some(json!({ "@id": whole }))),
            ("about", Some(json!({ "@id": claim_id(desk, claim) }))),
            ("citation", Some(sources.map(|&source| work(desk, claim, source)).collect())),
            ("correction", Some(corrections.into_iter().map(|(at, text)| correction(at, text)).collect())),
        ],
    )
}

/// What was corrected in this update, and whether it was taken back or down, oldest first.
fn corrections<'a>(desk: &Desk<'a>, claim: &'a Claim, place: usize) -> Vec<(&'a PartialDate, &'a str)> {
    let (record, update) = (&*claim.record, claim.update(place));
    let own = claim.corrections.iter().map(|&ix| &record.corrections[ix]);
    let own = own.filter(|one| one.update.as_ref().is_some_and(|id| id.value == update.id));
    let own = own.map(|one| {
        let key = format!("corrections.{}.what", one.id.value);
        (&one.date.value, part::plain(desk, &record.translations, &key, &one.what))
    });
    let (withdrawn, key) = match claim.updates[place].standing {
        Standing::Stands => (None, ""),
        Standing::Retracted => (update.retracted.as_ref(), "retracted.why"),
        Standing::Removed => (update.removed.as_ref(), "removed.why"),
    };
    let withdrawn =
        withdrawn.map(|one| (&one.date.value, part::plain(desk, &update.translations, key, &one.why)));
    let mut all: Vec<_> = own.chain(withdrawn).collect();
    all.sort_by(|(a, _), (b, _)| a.order(b));
    all
}
