//! Sources: which address is declared where, and by which id.

use rustc_hash::FxHashMap;

use super::Dated;
use crate::import::ids::{Ids, cut, source_id};
use crate::import::{Kind, Known, Note};
use crate::record::toml_text::{date, quoted};

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
            self.known.publisher_of(url).map_or(String::new(), |id| format!(", publisher = {}", quoted(id)));
        format!("{{ id = {}, url = {}{publisher} }}", quoted(&id), quoted(url))
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
