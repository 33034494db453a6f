//! Pages as linked data: JSON-LD with the vocabulary of schema.org, for search engines and archives.
//!
//! The page of a claim is an `Article` about a `Claim`, with what it cites and what was corrected in it; the way to it is a
//! `BreadcrumbList`. A `ClaimReview` is there only where the site asks for it and the claim is closed for good. A
//! site that does not know where it is has blank nodes and no addresses of its own. What other pages say stands in
//! `dataset`, `update` and `way`.

mod dataset;
mod update;
mod way;

use serde_json::{Map, Value, json};

use crate::date::{PartialDate, Precision};
use crate::output::Desk;
use crate::record::id::SourceId;
use crate::record::party::PersonKind;
use crate::routes::SitePath;
use crate::tracker::claim::{Claim, Standing};
use crate::tracker::{ClaimIx, PersonIx, SourceIx};
use crate::view::{name, part};
pub use dataset::{File, of_data};
pub use update::of_update;
pub use way::of_list;

/// The page of a claim, ready to stand in a `script` element; `why` is the sentence below its headline.
pub fn of_claim(desk: &Desk<'_>, ix: ClaimIx, why: &str) -> String {
    let claim = &desk.tracker().claims[ix];
    let stated = stated(desk, claim);
    let mut graph = vec![article(desk, claim, why)];
    match review(desk, claim, why, &stated) {
        // What is reviewed stands inside of its review, where readers look for it.
        Some(review) => graph.push(review),
        None => graph.push(stated),
    }
    let title = part::plain(desk, &claim.record.translations, "title", &claim.record.title).to_owned();
    graph.extend(way::to(desk, [way::claims(desk), Some((title, desk.path.clone()))]));
    written(&graph)
}

/// These nodes as they stand in a `script` element.
fn written(graph: &[Value]) -> String {
    in_a_script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// JSON that no reader of HTML or of scripts takes for anything else: signs with a meaning there are only ever inside
/// of strings, and strings may name any sign by its number.
fn in_a_script(value: &Value) -> String {
    let json = value.to_string();
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// An object without the fields that hold nothing.
fn object<const N: usize>(kind: &str, fields: [(&str, Option<Value>); N]) -> Value {
    let mut map = Map::with_capacity(N + 1);
    map.insert("@type".to_owned(), kind.into());
    let full = |value: &Value| value.as_array().is_none_or(|list| !list.is_empty());
    let there = fields.into_iter().filter_map(|(key, value)| Some((key, value.filter(full)?)));
    map.extend(there.map(|(key, value)| (key.to_owned(), value)));
    Value::Object(map)
}

/// The absolute address of a place on the site, where the site knows its own.
fn address(desk: &Desk<'_>, path: &SitePath) -> Option<Value> {
    desk.config().has_address().then(|| desk.site.absolute(path).into())
}

/// What the claim itself is named by, in every language of the site.
fn claim_id(desk: &Desk<'_>, claim: &Claim) -> String {
    if !desk.config().has_address() {
        return "_:claim".to_owned();
    }
    let first = desk.site.languages[0].routes.claim(&claim.record.id);
    desk.site.absolute(&first) + "#claim"
}

/// What else stands on a claim's page in the language being drawn, by its anchor there.
fn id_on_page(desk: &Desk<'_>, claim: &Claim, anchor: &str) -> String {
    if !desk.config().has_address() {
        return ["_:", anchor].concat();
    }
    desk.site.absolute(&desk.routes().claim(&claim.record.id)) + "#" + anchor
}

/// A date as ISO 8601 has it; approximate and uncertain ones and intervals have no such form.
fn date(date: &PartialDate) -> Option<Value> {
    let plain = !date.is_approximate() && !date.is_uncertain() && date.precision() != Precision::Interval;
    plain.then(|| date.iso().into())
}

fn article<'a>(desk: &Desk<'a>, claim: &'a Claim, why: &str) -> Value {
    let (record, dates) = (&*claim.record, &claim.dates);
    let local = |key: &str, text| part::plain(desk, &record.translations, key, text);
    let written_in = part::in_language(desk, &record.translations).map(|_| &*desk.lang.code);
    let language = written_in.or(record.lang.as_deref()).unwrap_or(&desk.site.languages[0].code);
    let changed =
        [dates.headline_changed.as_ref(), dates.last_checked.as_ref(), Some(&dates.first_published)];
    let corrected = claim.corrections.iter().map(|&ix| &record.corrections[ix].date.value);
    let modified = changed.into_iter().flatten().chain(corrected).max_by(|a, b| a.order(b));
    let page = address(desk, desk.path);
    let home = desk.routes().home();
    let site = part::plain(desk, &desk.config().translations, "title", &desk.config().title);
    let method = desk.site.makes("pages").then(|| desk.routes().methodology());
    object(
        "Article",
        [
            ("@id", page.clone().or_else(|| Some("_:page".into()))),
            ("url", page),
            ("headline", Some(local("title", &record.title).into())),
            ("description", Some(why.into())),
            ("inLanguage", Some(language.into())),
            ("datePublished", date(&dates.first_published)),
            ("dateModified", modified.and_then(date)),
            ("author", Some(editors(desk))),
            ("publisher", Some(json!({ "@id": editors_id(desk) }))),
            ("publishingPrinciples", method.and_then(|path| address(desk, &path))),
            (
                "isPartOf",
                Some(object("WebSite", [("name", Some(site.into())), ("url", address(desk, &home))])),
            ),
            ("about", Some(json!({ "@id": claim_id(desk, claim) }))),
            ("citation", Some(claim.sources.iter().map(|&ix| work(desk, claim, ix)).collect())),
            ("correction", Some(corrections(desk, claim).into())),
        ],
    )
}

/// What those who publish the site are named by.
fn editors_id(desk: &Desk<'_>) -> String {
    if !desk.config().has_address() {
        return "_:publisher".to_owned();
    }
    desk.site.absolute(&desk.site.languages[0].routes.home()) + "#publisher"
}

/// Who publishes the site, or the site itself.
fn editors(desk: &Desk<'_>) -> Value {
    let config = desk.config();
    let (key, name, url) = match &config.organisation {
        Some(known) => ("organisation.name", &known.name, known.url.as_ref().map(|url| (***url).into())),
        None => ("title", &config.title, address(desk, &desk.routes().home())),
    };
    let name = part::plain(desk, &config.translations, key, name);
    object(
        "Organization",
        [("@id", Some(editors_id(desk).into())), ("name", Some(name.into())), ("url", url)],
    )
}

fn stated<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Value {
    let record = &*claim.record;
    let local = |key: &str, text| part::plain(desk, &record.translations, key, text);
    // Sources are described where the page cites them; here they are named.
    let found = |id: &SourceId| {
        let ix = desk.tracker().names.sources.get(id.as_str()).filter(|ix| claim.sources.contains(*ix))?;
        let id = &desk.tracker().sources[*ix].record.id;
        Some(json!({ "@id": id_on_page(desk, claim, &format!("src-{}", id.value)) }))
    };
    let first = record.appearance.as_ref().and_then(|id| found(&id.value));
    let later = claim.statements.iter().filter_map(|&ix| record.statements[ix].appearance.as_ref());
    let later = later.filter_map(|id| found(&id.value));
    object(
        "Claim",
        [
            ("@id", Some(claim_id(desk, claim).into())),
            ("name", Some(local("title", &record.title).into())),
            ("text", Some(local("claim", &record.claim).into())),
            ("author", Some(claim.claimants.iter().map(|&ix| claimant(desk, ix)).collect())),
            ("datePublished", record.made_on.as_ref().and_then(|made| date(made))),
            ("appearance", Some(first.clone().into_iter().chain(later).collect())),
            ("firstAppearance", first),
            ("claimInterpreter", Some(json!({ "@id": editors_id(desk) }))),
        ],
    )
}

fn claimant(desk: &Desk<'_>, ix: PersonIx) -> Value {
    let person = &desk.tracker().people[ix].record;
    let kind = if person.kind == PersonKind::Body { "Organization" } else { "Person" };
    let page = desk.site.makes("list").then(|| desk.routes().claimant(&person.id, 1));
    object(
        kind,
        [
            ("name", Some(name::person_name(desk, ix).into())),
            ("url", page.and_then(|path| address(desk, &path))),
            ("sameAs", Some(person.same_as.iter().map(|url| Value::from(&***url)).collect())),
        ],
    )
}

/// A source as a work of others.
fn work(desk: &Desk<'_>, claim: &Claim, ix: SourceIx) -> Value {
    let source = &desk.tracker().sources[ix];
    let record = &*source.record;
    let publisher = source.publisher.map(|ix| {
        let publisher = &desk.tracker().publishers[ix].record;
        let name = part::plain(desk, &publisher.translations, "name", &publisher.name);
        object(
            "Organization",
            [("name", Some(name.into())), ("url", publisher.url.as_ref().map(|url| (***url).into()))],
        )
    });
    object(
        "CreativeWork",
        [
            ("@id", Some(id_on_page(desk, claim, &format!("src-{}", record.id.value)).into())),
            ("name", Some(name::source_title(desk, record).into())),
            ("url", record.url.as_ref().map(|url| (***url).into())),
            ("datePublished", record.published.as_ref().and_then(|published| date(published))),
            ("publisher", publisher),
            ("archivedAt", Some(record.archives.iter().map(|copy| Value::from(&**copy.url)).collect())),
        ],
    )
}

/// What was corrected, taken back and taken down, oldest first.
fn corrections<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<Value> {
    let record = &*claim.record;
    let own = claim.corrections.iter().map(|&ix| {
        let correction = &record.corrections[ix];
        let key = format!("corrections.{}.what", correction.id.value);
        (&correction.date.value, part::plain(desk, &record.translations, &key, &correction.what))
    });
    let withdrawn = claim.updates.iter().filter_map(|update| {
        let written = &record.updates[update.record.ix()];
        let (withdrawal, key) = match update.standing {
            Standing::Stands => return None,
            Standing::Retracted => (written.retracted.as_ref()?, "retracted.why"),
            Standing::Removed => (written.removed.as_ref()?, "removed.why"),
        };
        Some((&withdrawal.date.value, part::plain(desk, &written.translations, key, &withdrawal.why)))
    });
    let mut all: Vec<_> = own.chain(withdrawn).collect();
    all.sort_by(|(a, _), (b, _)| a.order(b));
    all.into_iter().map(|(at, text)| correction(at, text)).collect()
}

fn correction(at: &PartialDate, text: &str) -> Value {
    object("CorrectionComment", [("text", Some(text.into())), ("datePublished", date(at))])
}

/// The rating of a claim, as search engines take it (Google's documentation asks for `claimReviewed`, `url`, and a
/// `reviewRating` with `alternateName`).
///
/// Only where the site asks for it and publishes its scale, and the headline is rated, closes the claim, was read,
/// and nothing reported or challenged stands against it.
fn review(desk: &Desk<'_>, claim: &Claim, why: &str, stated: &Value) -> Option<Value> {
    let config = desk.config();
    let (worst, best) = config.scale()?;
    let headline = claim.headline();
    let status = config.status(headline.status.as_str()).filter(|status| status.terminal)?;
    let (rating, changed) = (status.rating?, headline.changed.as_ref()?);
    if claim.draft || claim.marks.unsettled.is_some() || claim.marks.disputed {
        return None;
    }
    let page = address(desk, desk.path)?;
    let rated = object(
        "Rating",
        [
            ("ratingValue", Some(rating.into())),
            ("worstRating", Some(worst.into())),
            ("bestRating", Some(best.into())),
            ("alternateName", Some(status.label(&desk.lang.code).into())),
            ("ratingExplanation", Some(why.into())),
        ],
    );
    Some(object(
        "ClaimReview",
        [
            ("url", Some(page)),
            ("claimReviewed", Some(stated["text"].clone())),
            ("datePublished", date(changed)),
            ("author", Some(editors(desk))),
            ("itemReviewed", Some(stated.clone())),
            ("reviewRating", Some(rated)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        let hostile = json!({ "a": "</script><!-- <script> ]]> & \u{2028}\u{2029} \u{0} \" \\" });
        let written = in_a_script(&hostile);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\0']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), hostile);
    }
}
