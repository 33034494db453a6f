//! Sources: which address is declared where, and by which id.

use rustc_hash::FxHashMap;

use super::Dated;
use super::ids::Ids;
use super::toml::{date, quoted};
use crate::import::known::host;
use crate::import::{Kind, Known, Note};
use crate::record::id;

/// Sources that are declared and cited, each address once.
pub(super) struct Sources<'a> {
    known: &'a Known,
    ids: Ids,
    urls: FxHashMap<String, String>,
    declared: usize,
}

impl<'a> Sources<'a> {
    pub(super) fn new(known: &'a Known) -> Self {
        let ids = Ids::taken(known.source_ids.iter().cloned());
        Self { known, ids, urls: known.source_urls.clone(), declared: 0 }
    }

    /// How many were declared.
    pub(super) fn declared(&self) -> usize {
        self.declared
    }

    /// An entry of a `sources` list: the id, or the declaration where it is the first to cite the address.
    pub(super) fn cite(&mut self, url: &str, line: usize, notes: &mut Vec<Note>) -> String {
        if let Some(id) = self.urls.get(url) {
            return quoted(id);
        }
        let id = self.ids.give(&source_id(url));
        self.urls.insert(url.to_owned(), id.clone());
        self.declared += 1;
        notes.push(Note::new(Kind::SourceDeclared, line, format!("{id}: {url}")));
        let publisher =
            self.publisher(url).map_or(String::new(), |id| format!(", publisher = {}", quoted(id)));
        format!("{{ id = {}, url = {}{publisher} }}", quoted(&id), quoted(url))
    }

    /// The only publisher whose own address has the host of `url`.
    fn publisher(&self, url: &str) -> Option<&'a str> {
        let host = host(url)?;
        let mut same = self.known.publishers.iter().filter(|(of, _)| of.eq_ignore_ascii_case(host));
        let (_, id) = same.next()?;
        same.next().is_none().then_some(id)
    }

    /// The original article as a source: its id, and its declaration.
    pub(super) fn article(&mut self, article: &Dated, claim: &str) -> (String, String) {
        let id = self.ids.give(&cut(&format!("{claim}-original-article")));
        self.declared += 1;
        let entry = format!(
            "{{ id = {}, where = {}, published = {} }}",
            quoted(&id),
            quoted(&article.written),
            date(&article.when.date)
        );
        (id, entry)
    }
}

/// An id made of an address: its host and the last part of its path that has letters.
fn source_id(url: &str) -> String {
    let host = host(url).unwrap_or_default();
    let path = url.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.rsplit('/');
    let last = parts.find(|part| part.contains(char::is_alphabetic)).unwrap_or_default();
    let stem = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(last);
    let id = id::slug(&format!("{host} {stem}")).unwrap_or_else(|| "source".to_owned());
    cut(&id)
}

/// An id cut at a hyphen, so that a count still fits behind it.
fn cut(id: &str) -> String {
    const ROOM: usize = id::MAX_ID - 8;
    if id.len() <= ROOM {
        return id.to_owned();
    }
    let whole = id[..=ROOM].rfind('-').filter(|at| *at > ROOM / 2).unwrap_or(ROOM);
    id[..whole].trim_end_matches('-').to_owned()
}
