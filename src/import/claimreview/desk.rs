//! Where reviews are read: values of JSON-LD → texts, dates, parties and sources.
//!
//! What is taken out of an object and has no place is counted; what cannot be read stays in the object.

use chrono_tz::Tz;
use rustc_hash::FxHashSet;

use super::entities::decoded;
use super::find::Nodes;
use super::tree::{Object, Tree};
use super::untaken::Untaken;
use crate::import::drafts::{Dated, Party, Source, clean, one_line, short};
use crate::import::{Kind, Note};
use crate::record::decode::is_web_address;
use crate::record::party::PersonKind;

/// Where reviews are read.
pub(super) struct Desk<'a> {
    /// The zone of times without an offset.
    pub zone: Tz,
    pub nodes: &'a Nodes,
    /// Nodes that something refers to: they are looked into there.
    pub used: FxHashSet<(usize, String)>,
    pub untaken: Untaken,
    pub notes: Vec<Note>,
    /// The document and line of the review that is being read.
    pub document: usize,
    pub line: usize,
}

/// Whose name is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Of those who made the claim.
    Claimant,
    /// Of those who wrote or published something.
    Author,
}

impl Desk<'_> {
    pub(super) fn note(&mut self, kind: Kind, detail: impl Into<String>) {
        self.notes.push(Note::new(kind, self.line, detail));
    }

    /// A text without what no record may hold.
    pub(super) fn text(&mut self, object: &mut Object, key: &str) -> Option<String> {
        let mut text = object.text(key)?;
        if let Some((decoded, found)) = decoded(&text) {
            self.note(Kind::EntityDecoded, format!("{key}: {}", found.join(" ")));
            text = decoded;
        }
        if has_html(&text) {
            self.note(Kind::HtmlInText, format!("{key}: {}", short(&text)));
        }
        Some(clean(&text, self.line, &mut self.notes)).filter(|text| !text.is_empty())
    }

    /// The first text under one of several keys.
    pub(super) fn first_text(&mut self, object: &mut Object, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(object, key))
    }

    /// An object with what the node that it names says; an address stands for an object that has only that.
    pub(super) fn node(&mut self, tree: Tree) -> Option<Object> {
        let mut object = match tree {
            Tree::Object(object) => object,
            Tree::Text(text) => Object(vec![("@id".to_owned(), Tree::Text(text))]),
            Tree::List(_) | Tree::Null => return None,
        };
        let Some(id) = object.reference() else { return Some(object) };
        let key = (self.document, id.to_owned());
        let Some(node) = self.nodes.get(&key) else { return Some(object) };
        self.used.insert(key);
        object.merge(node.object.clone());
        Some(object)
    }

    /// The object under a key; of several the first, the others are counted.
    pub(super) fn object(&mut self, object: &mut Object, key: &str) -> Option<Object> {
        let mut objects = object.take(key)?.each().into_iter();
        let first = objects.find_map(|tree| self.node(tree))?;
        for other in objects {
            object.put(key, other);
        }
        Some(first)
    }

    /// A date; one that is none stays where it is.
    pub(super) fn date(&mut self, object: &mut Object, key: &str) -> Option<Result<Dated, String>> {
        let written = self.text(object, key)?;
        match Dated::read(&written, self.zone) {
            Ok(date) => {
                if date.literal != written {
                    self.note(Kind::DateRespelt, format!("{written}: {}", date.literal));
                }
                Some(Ok(date))
            }
            Err(why) => {
                let told = format!("{written} {}", why.0);
                object.put(key, Tree::Text(written));
                Some(Err(told))
            }
        }
    }

    /// A date, where it is one.
    pub(super) fn good_date(&mut self, object: &mut Object, key: &str) -> Option<Dated> {
        self.date(object, key)?.ok()
    }

    /// Persons and organisations under a key; `path` leads to it.
    pub(super) fn parties(&mut self, object: &mut Object, key: &str, path: &str, side: Side) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for tree in object.take(key).map(Tree::each).unwrap_or_default() {
            let inner = match tree {
                Tree::Text(name) if !is_web_address(name.trim()) => {
                    Object(vec![("name".to_owned(), Tree::Text(name))])
                }
                other => match self.node(other) {
                    Some(object) => object,
                    None => continue,
                },
            };
            let path = format!("{path}{key}");
            let Some(party) = self.party(inner, &path, side) else { continue };
            match parties.iter_mut().find(|known| known.name == party.name) {
                None => parties.push(party),
                Some(known) => {
                    // Who stands there twice is known by all the addresses.
                    let more = party.same_as.into_iter().filter(|url| !known.same_as.contains(url));
                    known.same_as.extend(more.collect::<Vec<_>>());
                    known.kind = known.kind.or(party.kind);
                    match (&known.url, party.url) {
                        (None, url) => known.url = url,
                        (Some(one), Some(other)) if *one != other => {
                            self.untaken.count(&format!("{path}.url"), self.line);
                        }
                        _ => {}
                    }
                }
            }
        }
        parties
    }

    /// Who published something: the first that is named, the others are counted.
    pub(super) fn publisher(&mut self, object: &mut Object, path: &str) -> Option<Party> {
        let mut publishers = self.parties(object, "publisher", path, Side::Author).into_iter();
        let first = publishers.next();
        publishers.for_each(|_| self.untaken.count(&format!("{path}publisher"), self.line));
        first
    }

    fn party(&mut self, mut object: Object, path: &str, side: Side) -> Option<Party> {
        let kind = match object.types().first().map(String::as_str) {
            Some("Person") => Some(PersonKind::Person),
            Some("Thing") | None => None,
            Some(_) => Some(PersonKind::Body),
        };
        let name = self.first_text(&mut object, &["name", "legalName", "alternateName"]);
        let Some(name) = name.map(|name| one_line(&name)) else {
            self.untaken.rest(path, object, self.line);
            return None;
        };
        // What leads to a node of the file has said all that it can.
        if object.reference().is_some_and(|id| self.nodes.contains_key(&(self.document, id.to_owned()))) {
            object.0.retain(|(key, _)| key != "@id");
        }
        let mut urls = addresses(&mut object, "url").into_iter();
        let mut party = Party { name, kind, url: None, same_as: Vec::new() };
        if side == Side::Claimant {
            party.same_as = addresses(&mut object, "sameAs");
            let own: Vec<_> = urls.filter(|url| !party.same_as.contains(url)).collect();
            party.same_as.extend(own);
        } else {
            party.url = urls.next();
            urls.for_each(|url| object.put("url", Tree::Text(url)));
        }
        self.untaken.rest(path, object, self.line);
        Some(party)
    }

    /// A work as a source: where it is found, its title, publisher and day.
    pub(super) fn source(&mut self, tree: Tree, path: &str) -> Option<Source> {
        let mut object = match tree {
            Tree::Text(text) => {
                let text = clean(&text, self.line, &mut self.notes);
                return (!text.is_empty()).then(|| Source::of(&text, self.line));
            }
            other => self.node(other)?,
        };
        let title = self.first_text(&mut object, &["headline", "name"]).map(|title| one_line(&title));
        let url = self.first_text(&mut object, &["url", "@id", "contentUrl"]);
        let (place, title) = match (url, title) {
            (Some(url), title) => (url, title),
            (None, Some(title)) => (title, None),
            (None, None) => {
                self.untaken.rest(path, object, self.line);
                return None;
            }
        };
        let day = self.good_date(&mut object, "datePublished").map(|date| date.literal);
        let publisher = self.publisher(&mut object, &format!("{path}."));
        self.untaken.rest(path, object, self.line);
        Some(Source { title, publisher, published: day, ..Source::of(&place, self.line) })
    }
}

/// The web addresses under a key; anything else stays there.
pub(super) fn addresses(object: &mut Object, key: &str) -> Vec<String> {
    let (mut addresses, mut seen) = (Vec::new(), FxHashSet::default());
    for tree in object.take(key).map(Tree::each).unwrap_or_default() {
        let text = tree.text().map(|text| text.trim().to_owned());
        match text.filter(|text| is_web_address(text)) {
            Some(url) if !seen.insert(url.clone()) => {}
            Some(url) => addresses.push(url),
            None => object.put(key, tree),
        }
    }
    addresses
}

/// Whether tags or entities stand in a text.
fn has_html(text: &str) -> bool {
    let opens = |at: usize| {
        let rest = &text.as_bytes()[at + 1..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        rest.first().is_some_and(u8::is_ascii_alphabetic) && rest.iter().take(200).any(|byte| *byte == b'>')
    };
    let entity = |at: usize| {
        let rest = &text.as_bytes()[at + 1..];
        let length = rest.iter().take(10).position(|byte| *byte == b';').unwrap_or(0);
        length > 1 && rest[..length].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(opens)
        || memchr::memchr_iter(b'&', text.as_bytes()).any(entity)
}
