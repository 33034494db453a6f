//! Sources: each is declared where it is first cited, and cited by its id from then on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::holdings::{HeldSource, Holdings};
use super::keys::key;
use super::parties::Publishers;
use super::{At, Source};
use crate::import::ids::{Ids, cut, source_id};
use crate::import::{Kind, Note};
use crate::record::id;
use crate::record::toml_text::{date, line, quoted};

/// Sources that are declared and cited, each place once.
pub(super) struct Sources<'a> {
    ids: Ids,
    /// The id by where it is found.
    places: FxHashMap<String, String>,
    told: FxHashMap<String, HeldSource>,
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
            told: holdings.sources.clone(),
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
            self.compare(source, notes);
        }
        if role == Role::Context {
            keys.push("says = \"context\"".to_owned());
        }
        if let Some(quote) = &source.quote {
            keys.push(format!("quote = {}", quoted(quote.trim())));
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
        }
        let publisher = self.publishers.id_of(source.publisher.as_ref(), place, source.line, notes);
        keys.extend(publisher.iter().map(|id| format!("publisher = {}", quoted(id))));
        if let Some(published) = &source.published {
            keys.push(format!("published = {}", date(published)));
        }
        let told = HeldSource { title: source.title.clone(), publisher, published: source.published.clone() };
        self.told.insert(place.to_owned(), told);
        keys
    }

    /// Notes what is said of a source that is known otherwise.
    pub(super) fn compare(&self, source: &Source, notes: &mut Vec<Note>) {
        let place = source.place();
        let Some(held) = self.told.get(place) else { return };
        let mut differs = |kind: Kind, here: &str| {
            notes.push(Note::new(kind, source.line, format!("{place}: {here}")));
        };
        if let Some(title) = source.title.as_ref()
            && held.title.as_deref().map(key) != Some(key(title))
        {
            differs(Kind::TitleDiffers, title);
        }
        if let Some(published) =
            source.published.as_ref().filter(|date| held.published.as_ref() != Some(*date))
        {
            differs(Kind::SourceDiffers, published);
        }
        if let Some(party) = &source.publisher
            && self.publishers.find(party).is_none_or(|id| held.publisher.as_deref() != Some(id))
        {
            differs(Kind::SourceDiffers, &party.name);
        }
    }
}

fn wanted(source: &Source) -> String {
    match &source.at {
        At::Url(url) => source_id(url),
        At::Where(text) | At::Id(text) => id::slug(text).map_or_else(|| "source".to_owned(), |id| cut(&id)),
    }
}
