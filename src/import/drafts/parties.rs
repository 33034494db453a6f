//! Names of claimants and publishers → their ids; who is not known is added.

use rustc_hash::{FxHashMap, FxHashSet};

use super::holdings::HeldParty;
use super::keys::{key, named};
use super::{Party, one_line};
use crate::import::ids::Ids;
use crate::import::{Kind, Known, NewPerson, NewPublisher, Note};
use crate::record::decode::is_web_address;
use crate::record::party::PersonKind;

/// Those who are known, by what they are known by.
struct Register {
    ids: Ids,
    /// The id by the name without regard to marks and capitals, and the name as printed.
    names: FxHashMap<String, (String, String)>,
    /// The id by an address, and by an id itself.
    marks: FxHashMap<String, String>,
    /// Whose id each is.
    owners: FxHashMap<String, String>,
    /// Ids with the addresses that are known of them, or were noted.
    addresses: FxHashSet<(String, String)>,
}

impl Register {
    fn of(held: &[HeldParty]) -> Self {
        let ids = held.iter().flat_map(|party| party.aliases.iter().chain([&party.id])).cloned();
        let mut register = Self {
            ids: Ids::taken(ids),
            names: FxHashMap::default(),
            marks: FxHashMap::default(),
            owners: FxHashMap::default(),
            addresses: FxHashSet::default(),
        };
        // The first of two alike counts.
        for party in held.iter().rev() {
            register.names.insert(key(&party.name), (party.id.clone(), party.name.clone()));
            register.owners.insert(party.id.clone(), party.name.clone());
            let addresses = party.same_as.iter().chain(&party.url);
            register.addresses.extend(addresses.map(|url| (party.id.clone(), url.clone())));
            let marks = party.same_as.iter().chain(&party.aliases).chain([&party.id]);
            register.marks.extend(marks.map(|mark| (mark.clone(), party.id.clone())));
        }
        register
    }

    fn find(&self, party: &Party) -> Option<&str> {
        let marked = party.same_as.iter().chain([&party.name]).find_map(|mark| self.marks.get(mark));
        let id = marked.or_else(|| self.names.get(&key(&party.name)).map(|(id, _)| id));
        id.map(String::as_str)
    }

    /// The addresses of one who is known that are not; each is told once.
    fn unknown_addresses<'p>(
        &mut self,
        id: &str,
        addresses: impl Iterator<Item = &'p String>,
    ) -> Vec<String> {
        let unknown = addresses.filter(|url| self.addresses.insert((id.to_owned(), (*url).clone())));
        unknown.cloned().collect()
    }

    /// Notes a name that was recognised in another spelling, or by an address.
    fn note_spelling(&self, party: &Party, id: &str, line: usize, notes: &mut Vec<Note>) {
        let name = self.owners.get(id).map_or("", String::as_str);
        let is_id = self.marks.get(&party.name).is_some_and(|marked| marked == id);
        if !is_id && one_line(name) != one_line(&party.name) {
            notes.push(Note::new(Kind::NameSpelt, line, format!("{}: {name} ({id})", party.name)));
        }
    }

    /// A new one's id, and whose id it would have been.
    fn add(&mut self, party: &Party, what: &str) -> (String, Option<String>) {
        let wanted = named(&party.name, what);
        let id = self.ids.give(&wanted);
        let other = (id != wanted).then(|| self.owners.get(&wanted).cloned().unwrap_or(wanted));
        self.names.insert(key(&party.name), (id.clone(), party.name.clone()));
        self.owners.insert(id.clone(), party.name.clone());
        self.marks.extend(party.same_as.iter().map(|mark| (mark.clone(), id.clone())));
        let addresses = party.same_as.iter().chain(&party.url);
        self.addresses.extend(addresses.map(|url| (id.clone(), url.clone())));
        (id, other)
    }
}

/// Claimants.
pub(super) struct People {
    register: Register,
    pub added: Vec<NewPerson>,
}

impl People {
    pub(super) fn new(held: &[HeldParty]) -> Self {
        Self { register: Register::of(held), added: Vec::new() }
    }

    /// The id of one who is known.
    pub(super) fn find(&self, party: &Party) -> Option<&str> {
        self.register.find(party)
    }

    /// The id, of a new one perhaps.
    pub(super) fn id_of(&mut self, party: &Party, line: usize, notes: &mut Vec<Note>) -> String {
        if let Some(id) = self.register.find(party).map(str::to_owned) {
            self.register.note_spelling(party, &id, line, notes);
            let unknown = self.register.unknown_addresses(&id, party.same_as.iter());
            // Whoever is added anyway gets all that the file knows.
            match self.added.iter_mut().find(|person| person.id == id) {
                Some(person) => person.same_as.extend(unknown),
                None => note_addresses(&id, unknown, line, notes),
            }
            return id;
        }
        let (id, other) = self.register.add(party, "person");
        let added = if party.kind.is_some() { Kind::PersonAdded } else { Kind::ClaimantAdded };
        notes.push(Note::new(added, line, format!("{} ({id})", party.name)));
        if let Some(other) = other {
            notes.push(Note::new(Kind::ClaimantAlike, line, format!("{} ({id}), {other}", party.name)));
        }
        self.added.push(NewPerson {
            id: id.clone(),
            name: one_line(&party.name),
            kind: party.kind.unwrap_or(PersonKind::Body),
            same_as: party.same_as.clone(),
        });
        id
    }
}

fn note_addresses(id: &str, addresses: Vec<String>, line: usize, notes: &mut Vec<Note>) {
    notes.extend(addresses.into_iter().map(|url| Note::new(Kind::AddressLeft, line, format!("{id}: {url}"))));
}

/// Publishers of sources.
pub(super) struct Publishers<'a> {
    register: Register,
    known: &'a Known,
    pub added: Vec<NewPublisher>,
}

impl<'a> Publishers<'a> {
    pub(super) fn new(held: &[HeldParty], known: &'a Known) -> Self {
        Self { register: Register::of(held), known, added: Vec::new() }
    }

    /// The id of one who is known.
    pub(super) fn find(&self, party: &Party) -> Option<&str> {
        self.register.find(party)
    }

    /// The publisher of `url`: the one that the file names, else the only one whose host it has.
    pub(super) fn id_of(
        &mut self,
        party: Option<&Party>,
        url: &str,
        line: usize,
        notes: &mut Vec<Note>,
    ) -> Option<String> {
        let of_host = self.known.publisher_of(url);
        let Some(party) = party else { return of_host.map(str::to_owned) };
        if let Some(id) = self.register.find(party).map(str::to_owned) {
            self.register.note_spelling(party, &id, line, notes);
            let unknown = self.register.unknown_addresses(&id, party.url.iter());
            note_addresses(&id, unknown, line, notes);
            return Some(id);
        }
        let (id, _) = self.register.add(party, "publisher");
        notes.push(Note::new(Kind::PublisherAdded, line, format!("{} ({id})", party.name)));
        let url = party.url.clone().filter(|url| is_web_address(url));
        self.added.push(NewPublisher { id: id.clone(), name: one_line(&party.name), url });
        Some(id)
    }
}
