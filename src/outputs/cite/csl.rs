//! CSL-JSON, the form of the Citation Style Language: an item of the type `webpage`.

use serde::Serialize;

use crate::date::Parts;
use crate::view::reference::Reference;

/// One item, with names of fields as the schema of CSL 1.0.2 has them.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'a>; 1]>,
    #[serde(rename = "container-title")]
    site: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    issued: Date,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

/// A name that is not taken apart.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Date {
    #[serde(rename = "date-parts")]
    parts: Vec<Vec<i64>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

/// The item of a citation.
pub(super) fn item<'a>(reference: &'a Reference<'_>) -> Item<'a> {
    let date = reference.dated;
    let halves = [Some(date.parts()), date.until()];
    Item {
        id: &reference.key,
        kind: "webpage",
        title: &reference.title,
        author: reference.author.as_deref().map(|literal| [Name { literal }]),
        site: &reference.site,
        publisher: reference.publisher.as_deref(),
        issued: Date {
            parts: halves.into_iter().flatten().map(numbers).collect(),
            circa: date.is_approximate() || date.is_uncertain(),
        },
        address: reference.address.as_deref(),
        language: reference.lang,
        note: &reference.note,
    }
}

fn numbers(parts: Parts) -> Vec<i64> {
    let rest = [parts.month, parts.day].into_iter().flatten().map(i64::from);
    [i64::from(parts.year)].into_iter().chain(rest).collect()
}
