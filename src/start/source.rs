//! A new source, and a publisher that is not declared yet.

use super::Piece;
use super::form::Form;
use crate::diagnostic::FilePath;
use crate::record::tables::party::{CITATION, PUBLISHER, SOURCE};
use crate::record::toml_text;

/// What a person says of a new source.
#[derive(Clone, Debug, Default)]
pub struct NewSource {
    /// Its id.
    pub id: String,
    /// Its address on the web.
    pub url: Option<String>,
    /// Where else to find it.
    pub place: Option<String>,
    /// Its title.
    pub title: String,
    /// The id of its publisher.
    pub publisher: String,
    /// When it was published, as a person writes it.
    pub published: Option<String>,
}

/// Where shared sources and publishers are declared.
const SHARED: &str = "content/sources.toml";

/// A source that several claims share, or one that the claim in this file cites. It was read today.
pub fn source(form: &Form<'_>, new: &NewSource, claim: Option<&FilePath>) -> Piece {
    let mut set = vec![("id", toml_text::line(&new.id))];
    set.extend(new.url.iter().map(|url| ("url", toml_text::line(url))));
    set.extend(new.place.iter().map(|place| ("where", toml_text::line(place))));
    set.push(("title", toml_text::line(&new.title)));
    set.push(("publisher", toml_text::line(&new.publisher)));
    set.extend(new.published.iter().map(|date| ("published", toml_text::date(date))));
    set.push(("accessed", form.today.to_string()));
    let table = if claim.is_some() { &CITATION } else { &SOURCE };
    let entry = form.entry(table, "sources", &set, &[]);
    let file = claim.cloned().unwrap_or_else(|| FilePath::new(SHARED));
    Piece::Entry { file, list: "sources", entry }
}

/// A publisher with this id and name.
pub fn publisher(form: &Form<'_>, id: &str, name: &str) -> Piece {
    let set = [("id", toml_text::line(id)), ("name", toml_text::line(name))];
    let entry = form.entry(&PUBLISHER, "publishers", &set, &[]);
    Piece::Entry { file: FilePath::new(SHARED), list: "publishers", entry }
}
