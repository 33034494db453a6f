//! Reviews → drafts of claims: several reviews of one claim are updates of it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Request;
use super::review::Review;
use crate::import::drafts::{
    Draft, Field, Holdings, Paragraph, Party, Source, Update, Value, key, one_line, short,
};
use crate::import::mapping::typed;
use crate::import::{Kind, Note};

/// Makes drafts, in the order in which their claims stand first.
pub(super) fn drafts(
    reviews: Vec<Review>,
    request: &Request,
    holdings: &Holdings,
    notes: &mut Vec<Note>,
) -> Vec<Draft> {
    let groups = grouped(&reviews);
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<Review>> = (0..count).map(|_| Vec::new()).collect();
    for (review, group) in reviews.into_iter().zip(groups) {
        members[group].push(review);
    }
    let mut unmapped: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let draft = |mut reviews: Vec<Review>| {
        // The oldest review words the claim, so that a feed that grows does not reword it.
        reviews.sort_by(|a, b| a.published.cmp(&b.published));
        draft(reviews, request, holdings, &mut unmapped, notes)
    };
    let drafts = members.into_iter().map(draft).collect();
    for (word, (count, line)) in unmapped {
        let option = typed("--map-rating", &format!("{word}=STATUS"));
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        notes.push(Note::new(Kind::RatingUnmapped, line, format!("{word}, {times}: {option}")));
    }
    drafts
}

/// The group of each review: those of one claim share a number, in the order of their first.
fn grouped(reviews: &[Review]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..reviews.len()).collect();
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    for (at, review) in reviews.iter().enumerate() {
        let mut names: Vec<String> = review.claimants.iter().map(|party| key(&party.name)).collect();
        names.sort();
        let text = format!("{}\n{}", key(&review.claim), names.join("\n"));
        for key in review.identities.iter().cloned().chain([text]) {
            let other = *first.entry(key).or_insert(at);
            let (one, other) = (root(&mut parents, at), root(&mut parents, other));
            parents[one.max(other)] = one.min(other);
        }
    }
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    (0..reviews.len())
        .map(|at| {
            let root = root(&mut parents, at);
            let next = numbers.len();
            *numbers.entry(root).or_insert(next)
        })
        .collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

fn draft(
    reviews: Vec<Review>,
    request: &Request,
    holdings: &Holdings,
    unmapped: &mut BTreeMap<String, (usize, usize)>,
    notes: &mut Vec<Note>,
) -> Draft {
    let mut draft = Draft::default();
    let (mut seen, mut names) = (FxHashSet::default(), FxHashSet::default());
    let (mut made_on, mut languages): (Option<String>, Vec<String>) = (None, Vec::new());
    for mut review in reviews {
        if draft.updates.is_empty() {
            draft.line = review.line;
            draft.claim.clone_from(&review.claim);
        }
        let claimants = std::mem::take(&mut review.claimants).into_iter();
        draft.claimants.extend(claimants.filter(|party| names.insert(key(&party.name))));
        let made = review.made_on.as_ref().map(|date| date.literal.clone());
        if made_on.is_some() && made.is_some() && made_on != made {
            let (one, other) = (made_on.as_deref().unwrap_or_default(), made.as_deref().unwrap_or_default());
            let detail = format!("{}: made on {one}, or {other}", short(&review.claim));
            notes.push(Note::new(Kind::ClaimDiffers, review.line, detail));
        }
        made_on = made_on.or(made);
        languages.extend(review.language.clone());
        let mut is_new = |what: &str| seen.insert(what.to_owned());
        let appearances = std::mem::take(&mut review.appearances).into_iter();
        // What stands at one place may be told in several ways.
        let said = |source: &Source| {
            format!("at {:?}", (source.place(), &source.title, &source.publisher, &source.published))
        };
        draft.appearances.extend(appearances.filter(|source| is_new(&said(source))));
        let identities = std::mem::take(&mut review.identities).into_iter();
        draft.identities.extend(identities.filter(|url| is_new(&format!("same as {url}"))));
        let of_claim = std::mem::take(&mut review.of_claim);
        let of_claim = of_claim.into_iter().filter(|part| is_new(&format!("{}: {}", part.label, part.text)));
        draft.body.extend(of_claim);
        draft.updates.push(update(review, request, unmapped));
    }
    draft.line = draft.updates.iter().map(|update| update.line).min().unwrap_or_default();
    draft.fields.extend(made_on.map(|date| Field { name: "made_on", value: Value::Date(date) }));
    // Where reviews in several languages meet, none is the claim's.
    if let Some(first) = languages.first().filter(|first| languages.iter().all(|other| other == *first))
        && holdings.languages.iter().skip(1).any(|code| code == first)
    {
        draft.fields.push(Field { name: "lang", value: Value::Word(first.clone()) });
    }
    draft
}

fn update(review: Review, request: &Request, unmapped: &mut BTreeMap<String, (usize, usize)>) -> Update {
    let publisher = review.published_by().cloned();
    let place = place(&review, publisher.as_ref());
    let word = &review.rating.word;
    let status = match request.ratings.meaning(word) {
        Some(meaning) => meaning.map(str::to_owned),
        None if word.is_empty() => None,
        None => {
            let (count, line) = unmapped.entry(word.clone()).or_insert((0, review.line));
            *count += 1;
            *line = review.line.min(*line);
            None
        }
    };
    let mut fields = Vec::new();
    if let Some(why) = &review.rating.why {
        fields.push(Field { name: "summary", value: Value::Text(why.clone()) });
    }
    if request.method.word() != "human" {
        fields.push(Field { name: "method", value: Value::Word(request.method.word().to_owned()) });
    }
    let authors: Vec<&str> = review.authors.iter().map(|party| party.name.as_str()).collect();
    if !authors.is_empty() {
        fields.push(Field { name: "author", value: Value::Line(authors.join(", ")) });
    }
    let mut body = Paragraph::of("Rating", &review.rating.told);
    body.extend(review.body);
    Update {
        line: review.line,
        published: review.published,
        status,
        fields,
        sources: vec![Source {
            title: review.title,
            publisher,
            quote: Some(review.claim),
            quote_lang: review.language,
            ..Source::of(&place, review.line)
        }],
        body,
        whole: review.whole,
    }
}

/// Where the review itself is found; the claim in its words is quoted there, and both tell it from others.
fn place(review: &Review, publisher: Option<&Party>) -> String {
    let called = || {
        let of = publisher.map_or(String::new(), |party| format!("{}: ", party.name));
        format!("{of}{}", review.title.as_deref().unwrap_or(&one_line(&review.claim)))
    };
    review.url.clone().unwrap_or_else(called)
}
