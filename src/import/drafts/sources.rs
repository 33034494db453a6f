//! Sources: each is declared where it is first cited, and cited by its id from then on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::holdings::Holdings;
use super::keys::key;
use super::parties::Publishers;
use super::{At, Source};
use crate::import::ids::{Ids, cut, source_id};
use crate::import::toml::{date, line, prose, quoted};
use crate::import::{Kind, Note};
use crate::record::id;

/// Sources that are declared and cited, each place once.
pub(super) struct Sources<'a> {
    ids: Ids,
    /// The id by where it is found.
    places: FxHashMap<String, String>,
    titles: FxHashMap<String, String>,
    publishers: Publishers<'a>,
    declared: usize,
}

/// Entries of one `sources` list.
#[derive(Default)]
pub(super) struct List {
    ids: FxHashSet<String>,
    entries: Vec<String>,
}

impl List {
    /// The list as a line of front matter; nothing where it is empty.
    pub(super) fn toml(&self) -> String {
        match self.entries.as_slice() {
            [] => String::new(),
            entries => format!("sources = [\n  {},\n]\n", entries.join(",\n  ")),
        }
    }
}

/// What a source does where it is cited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is evidence.
    Evidence,
    /// It stands for the thing itself.
    Context,
}

impl<'a> Sources<'a> {
    pub(super) fn new(holdings: &'a Holdings) -> Self {
        let known = &holdings.known;
        let mut places = known.source_urls.clone();
        places.extend(holdings.places.clone());
        Self {
            ids: Ids::taken(known.source_ids.iter().cloned()),
            places,
            titles: holdings.titles.clone(),
            publishers: Publishers::new(&holdings.publishers, known),
            declared: 0,
        }
    }

    /// How many were declared, and the publishers that must be added.
    pub(super) fn finish(self) -> (usize, Vec<crate::import::NewPublisher>) {
        (self.declared, self.publishers.added)
    }

    /// Puts a source into a list; its id.
    pub(super) fn cite(
        &mut self,
        source: &Source,
        role: Role,
        list: &mut List,
        notes: &mut Vec<Note>,
    ) -> String {
        let place = source.place();
        let held = match &source.at {
            At::Id(id) => Some(id.clone()),
            _ => self.places.get(place).cloned(),
        };
        let is_new = held.is_none();
        let id = held.unwrap_or_else(|| self.ids.give(&wanted(source)));
        let mut keys = vec![format!("id = {}", quoted(&id))];
        if is_new {
            keys.extend(self.declaration(source, notes));
            self.places.insert(place.to_owned(), id.clone());
            self.declared += 1;
        } else {
            self.compare_titles(source, notes);
        }
        if role == Role::Context {
            keys.push("says = \"context\"".to_owned());
        }
        if let Some(quote) = &source.quote {
            keys.push(format!("quote = {}", prose(quote)));
            let lang = source.quote_lang.as_ref();
            keys.extend(lang.map(|lang| format!("quote_lang = {}", quoted(lang))));
        }
        if list.ids.insert(id.clone()) {
            let plain = keys.len() == 1;
            list.entries.push(if plain { quoted(&id) } else { format!("{{ {} }}", keys.join(", ")) });
        }
        id
    }

    fn declaration(&mut self, source: &Source, notes: &mut Vec<Note>) -> Vec<String> {
        let place = source.place();
        let mut keys = match &source.at {
            At::Url(url) => vec![format!("url = {}", quoted(url))],
            At::Where(text) | At::Id(text) => vec![format!("where = {}", line(text))],
        };
        if let Some(title) = &source.title {
            keys.push(format!("title = {}", line(title)));
            self.titles.insert(place.to_owned(), title.clone());
        }
        if let Some(id) = self.publishers.id_of(source.publisher.as_ref(), place, source.line, notes) {
            keys.push(format!("publisher = {}", quoted(&id)));
        }
        if let Some(published) = &source.published {
            keys.push(format!("published = {}", date(published)));
        }
        keys
    }

    fn compare_titles(&self, source: &Source, notes: &mut Vec<Note>) {
        let Some(title) = &source.title else { return };
        let held = self.titles.get(source.place()).map_or("", String::as_str);
        if key(held) != key(title) {
            let detail = format!("{}: {title}", source.place());
            notes.push(Note::new(Kind::TitleDiffers, source.line, detail));
        }
    }
}

fn wanted(source: &Source) -> String {
    match &source.at {
        At::Url(url) => source_id(url),
        At::Where(text) | At::Id(text) => id::slug(text).map_or_else(|| "source".to_owned(), |id| cut(&id)),
    }
}
