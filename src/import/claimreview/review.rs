//! One `ClaimReview` → what a draft needs of it. Every property is taken or counted.

use super::desk::{Desk, Side, addresses};
use super::find::Entry;
use super::tree::{Object, Tree};
use crate::import::drafts::{Dated, Paragraph, Party, Source, key, one_line, short};
use crate::import::{Kind, Note};
use crate::record::decode::{is_language, is_web_address};
use crate::record::party::PersonKind;

/// A review.
pub(super) struct Review {
    pub line: usize,
    pub claim: String,
    /// Who made it; nobody where the review does not say.
    pub claimants: Vec<Party>,
    pub made_on: Option<Dated>,
    pub appearances: Vec<Source>,
    /// Web addresses that stand for the claim.
    pub identities: Vec<String>,
    /// What else the review says of the claim.
    pub of_claim: Vec<Paragraph>,
    pub published: Dated,
    pub language: Option<String>,
    pub rating: Rating,
    pub url: Option<String>,
    pub title: Option<String>,
    pub authors: Vec<Party>,
    pub publisher: Option<Party>,
    pub body: Vec<Paragraph>,
    pub whole: String,
}

/// The rating of a review.
#[derive(Default)]
pub(super) struct Rating {
    /// By what it is mapped: its name, else its value with the best one, `1/5`.
    pub word: String,
    /// All of it, for people.
    pub told: String,
    /// Why it is so.
    pub why: Option<String>,
}

/// Reads a review; `None` where it can be no record, which is noted.
pub(super) fn read(desk: &mut Desk<'_>, entry: Entry) -> Option<Review> {
    let Entry { line, mut object, whole, document } = entry;
    (desk.line, desk.document) = (line, document);
    let mut reviewed = desk.object(&mut object, "itemReviewed").unwrap_or_default();
    let is_work = reviewed.types().iter().any(|name| name != "Claim" && name != "Thing");
    let claim = desk.text(&mut object, "claimReviewed");
    let claim =
        claim.or_else(|| desk.first_text(&mut reviewed, if is_work { &[] } else { &["name", "text"] }));
    let published = desk.date(&mut object, "datePublished");
    let (claim, published) = match (claim, published) {
        (Some(claim), Some(Ok(published))) => (claim, published),
        (claim, published) => {
            let (kind, detail) = match (claim, published) {
                (None, _) => (Kind::ReviewWithoutClaim, object.text("url").unwrap_or_default()),
                (Some(claim), None) => (Kind::ReviewWithoutDate, claim),
                (_, Some(date)) => (Kind::ReviewDate, date.err().unwrap_or_default()),
            };
            desk.notes.push(Note::new(kind, line, short(&detail)).with(whole));
            return None;
        }
    };
    let appearances = appearances(desk, &mut reviewed, is_work);
    let review = Review {
        line,
        claimants: desk.parties(&mut reviewed, "author", "itemReviewed.", Side::Claimant),
        made_on: desk.good_date(&mut reviewed, "datePublished"),
        appearances,
        identities: if is_work { Vec::new() } else { identities(&mut reviewed) },
        of_claim: of_claim(desk, &mut reviewed, &claim),
        claim,
        published,
        language: language(&mut object),
        rating: rating(desk, &mut object),
        url: url(&mut object),
        title: desk.first_text(&mut object, &["headline", "name"]).map(|title| one_line(&title)),
        authors: desk.parties(&mut object, "author", "", Side::Author),
        publisher: desk.publisher(&mut object, ""),
        body: body(desk, &mut object),
        whole,
    };
    desk.untaken.rest("", object, line);
    desk.untaken.rest("itemReviewed", reviewed, line);
    Some(review)
}

impl Review {
    /// Who published it: the publisher, else the first author that is no person.
    pub(super) fn published_by(&self) -> Option<&Party> {
        let body = |party: &&Party| party.kind != Some(PersonKind::Person);
        self.publisher.as_ref().or_else(|| self.authors.iter().find(body))
    }
}

/// Where the claim was made: first the first appearance, then the others.
fn appearances(desk: &mut Desk<'_>, reviewed: &mut Object, is_work: bool) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for key in ["firstAppearance", "appearance"] {
        for tree in reviewed.take(key).map(Tree::each).unwrap_or_default() {
            sources.extend(desk.source(tree, &format!("itemReviewed.{key}")));
        }
    }
    if is_work {
        // The work is where the claim was made: its address and title are those of the source.
        let keys = ["url", "@id", "name", "headline", "publisher", "sameAs"];
        let (of_work, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut reviewed.0).into_iter().partition(|(key, _)| keys.contains(&key.as_str()));
        reviewed.0 = rest;
        if of_work.iter().any(|(_, value)| !value.is_empty()) {
            sources.extend(desk.source(Tree::Object(Object(of_work)), "itemReviewed"));
        }
    } else {
        let urls = addresses(reviewed, "url");
        sources.extend(urls.iter().map(|url| Source::of(url, desk.line)));
    }
    sources
}

/// `@id` and `sameAs` of a claim, where they are addresses of the web.
fn identities(reviewed: &mut Object) -> Vec<String> {
    let mut identities = addresses(reviewed, "@id");
    let same = addresses(reviewed, "sameAs");
    identities.extend(same);
    identities.dedup();
    identities
}

/// Texts about the claim that have no key of their own; its words are not repeated.
fn of_claim(desk: &mut Desk<'_>, reviewed: &mut Object, claim: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (name, label) in [
        ("name", "Name"),
        ("text", "Text"),
        ("headline", "Headline"),
        ("description", "Description"),
        ("claimInterpreter", "Interpreter"),
    ] {
        let text = desk.text(reviewed, name).filter(|text| key(text) != key(claim));
        paragraphs.extend(text.iter().flat_map(|text| Paragraph::of(label, text)));
    }
    paragraphs
}

/// The language of a review as records write it; another form of it stays where it is.
fn language(object: &mut Object) -> Option<String> {
    let tree = object.take("inLanguage")?;
    let code = match &tree {
        Tree::Object(language) => {
            let code = language.0.iter().find(|(key, _)| key == "alternateName" || key == "name");
            code.and_then(|(_, code)| code.text())
        }
        other => other.text(),
    };
    let code = code.map(|code| code.trim().to_lowercase().replace('_', "-")).filter(|code| is_language(code));
    if code.is_none() {
        object.put("inLanguage", tree);
    }
    code
}

/// The address of the review; where it has none, its `@id` if that is one.
fn url(object: &mut Object) -> Option<String> {
    let mut urls = addresses(object, "url").into_iter();
    let url = urls.next();
    urls.for_each(|url| object.put("url", Tree::Text(url)));
    let id = object.text("@id");
    match (url, id) {
        (None, Some(id)) if is_web_address(&id) => Some(id),
        (url, Some(id)) if url.as_deref() != Some(id.as_str()) => {
            object.put("@id", Tree::Text(id));
            url
        }
        (url, _) => url,
    }
}

fn body(desk: &mut Desk<'_>, object: &mut Object) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for key in ["reviewBody", "articleBody", "text", "description", "abstract"] {
        let text = desk.text(object, key).unwrap_or_default();
        let part = Paragraph::of("", &text);
        // Many feeds repeat the text as its description.
        if !paragraphs.windows(part.len().max(1)).any(|window| window == part) {
            paragraphs.extend(part);
        }
    }
    paragraphs
}

/// The rating: by what it is mapped, and all of it for people.
fn rating(desk: &mut Desk<'_>, object: &mut Object) -> Rating {
    let Some(tree) = object.take("reviewRating") else { return Rating::default() };
    let mut ratings = tree.each().into_iter();
    let first = ratings.next();
    ratings.for_each(|other| object.put("reviewRating", other));
    let mut inner = match first {
        Some(Tree::Text(text)) => Object(vec![("alternateName".to_owned(), Tree::Text(text))]),
        Some(other) => desk.node(other).unwrap_or_default(),
        None => return Rating::default(),
    };
    let name = desk.text(&mut inner, "alternateName").map(|name| one_line(&name));
    let other = desk.text(&mut inner, "name").map(|name| one_line(&name));
    let other = other.filter(|other| name.as_ref() != Some(other));
    let mut number = |key: &str| desk.text(&mut inner, key).map(|text| one_line(&text)).unwrap_or_default();
    let (value, best, worst) = (number("ratingValue"), number("bestRating"), number("worstRating"));
    let why = desk.first_text(&mut inner, &["ratingExplanation"]);
    desk.untaken.rest("reviewRating", inner, desk.line);
    let scale: Vec<String> = [("value", &value), ("worst", &worst), ("best", &best)]
        .into_iter()
        .filter(|(_, number)| !number.is_empty())
        .map(|(label, number)| format!("{label} {number}"))
        .collect();
    let names: Vec<String> = name.iter().chain(&other).cloned().collect();
    let told = match (names.join("; "), scale.join(", ")) {
        (names, scale) if scale.is_empty() => names,
        (names, scale) if names.is_empty() => scale,
        (names, scale) => format!("{names} ({scale})"),
    };
    let slash = if best.is_empty() { "" } else { "/" };
    let word = names.into_iter().next().unwrap_or_else(|| format!("{value}{slash}{best}"));
    Rating { word: if value.is_empty() && word.starts_with('/') { String::new() } else { word }, told, why }
}
