//! A file → the reviews in it, wherever they stand: alone, in lists, feeds, graphs, articles, pages.

use std::collections::hash_map::Entry as Place;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::value::RawValue;

use super::page;
use super::tree::{DEPTH, Members, Object, Tree, bare, tree};
use super::untaken::Untaken;
use crate::import::{Kind, Note};

/// A review as it stands in the file; its line, as every other before [`Places`] tell it, is the number of a place.
pub(super) struct Entry {
    pub line: usize,
    pub object: Object,
    /// The JSON that it was read from.
    pub whole: String,
    /// The document that it belongs to.
    pub document: usize,
}

/// Nodes that others refer to, by document and `@id`.
pub(super) type Nodes = FxHashMap<(usize, String), Node>;

/// A node that is no review.
pub(super) struct Node {
    pub line: usize,
    pub object: Object,
}

/// Lines and columns by number: a file without line ends has all its reviews on one line.
#[derive(Default)]
pub(super) struct Places(Vec<(usize, usize)>);

impl Places {
    /// The number of a place, from 1.
    fn add(&mut self, line: usize, column: usize) -> usize {
        self.0.push((line, column));
        self.0.len()
    }

    /// Puts notes where they belong: with a column where several reviews stand on a line.
    pub(super) fn tell(&self, notes: &mut [Note], entries: &[usize]) {
        let of = |number: usize| number.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        let (mut once, mut several) = (FxHashSet::default(), FxHashSet::default());
        for (line, _) in entries.iter().filter_map(|number| of(*number)) {
            if !once.insert(line) {
                several.insert(line);
            }
        }
        for note in &mut *notes {
            let Some((line, column)) = of(note.line) else { continue };
            (note.line, note.column) = (line, if several.contains(&line) { column } else { 0 });
        }
        notes.sort_by_key(|note| (note.line, note.column));
    }
}

/// Everything that was found in a file.
#[derive(Default)]
pub(super) struct Found {
    pub places: Places,
    pub entries: Vec<Entry>,
    pub nodes: Nodes,
    pub untaken: Untaken,
    pub notes: Vec<Note>,
}

/// Keys under which reviews are looked for.
const CONTAINERS: [&str; 14] = [
    "dataFeedElement",
    "item",
    "itemListElement",
    "@graph",
    "@reverse",
    "review",
    "reviews",
    "hasPart",
    "isPartOf",
    "mainEntity",
    "mainEntityOfPage",
    "subjectOf",
    "about",
    "mentions",
];

/// Finds every review of a file.
///
/// # Errors
/// Why no JSON is in it: line, column and what is wrong.
pub(super) fn find(text: &str) -> Result<Found, (usize, usize, String)> {
    let mut found = Found::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut finder = Finder { text, found: &mut found, document: 0, line: 1, column: 1, counted: 0 };
    if text.trim_start().starts_with('<') {
        finder.page();
    } else if let Err(error) = finder.json(text, 1) {
        // A file of one value a line is no JSON as a whole.
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if text.trim().lines().nth(1).is_none() || serde_json::from_str::<&RawValue>(first.trim()).is_err() {
            return Err(error);
        }
        finder.lines();
    }
    Ok(found)
}

struct Finder<'a, 'f> {
    text: &'a str,
    found: &'f mut Found,
    document: usize,
    /// Where byte `counted` of the text stands: places are asked for in their order.
    line: usize,
    column: usize,
    counted: usize,
}

impl<'a> Finder<'a, '_> {
    fn page(&mut self) {
        self.found.notes.push(Note::new(Kind::PageRead, 0, "JSON-LD"));
        for block in page::blocks(self.text) {
            self.go_to(block);
            let line = self.line;
            if let Err((at, _, why)) = self.json(block, line) {
                self.unreadable(line + at - 1, why, block);
            }
        }
    }

    fn lines(&mut self) {
        for (at, line) in self.text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            if let Err((_, _, why)) = self.json(line, at + 1) {
                self.unreadable(at + 1, why, line);
            }
        }
    }

    fn unreadable(&mut self, line: usize, why: String, whole: &str) {
        let place = self.found.places.add(line, 1);
        self.found.notes.push(Note::new(Kind::JsonUnreadable, place, why).with(whole.trim()));
    }

    /// Reads one document, which begins on `line`.
    fn json(&mut self, text: &'a str, line: usize) -> Result<(), (usize, usize, String)> {
        self.document += 1;
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => {
                self.walk(raw, DEPTH, "");
                Ok(())
            }
            Err(error) => {
                let told = (error.line(), error.column(), what(&error));
                let mended = page::without_controls(text).ok_or_else(|| told.clone())?;
                let raw = serde_json::from_str::<&RawValue>(&mended).map_err(|_| told)?;
                let place = self.found.places.add(line, 1);
                self.found.notes.push(Note::new(Kind::JsonMended, place, "JSON"));
                let (document, column, counted) = (self.document, 1, 0);
                let mut inner = Finder { text: &mended, found: self.found, document, line, column, counted };
                inner.walk(raw, DEPTH, "");
                Ok(())
            }
        }
    }

    /// The number of the place of a part of the text.
    fn place_of(&mut self, part: &str) -> usize {
        self.go_to(part);
        self.found.places.add(self.line, self.column)
    }

    fn go_to(&mut self, part: &str) {
        let start = self.text.as_ptr() as usize;
        // A text that is no part of this one has no place in it.
        let at = (part.as_ptr() as usize).checked_sub(start).filter(|at| *at <= self.text.len());
        let at = at.unwrap_or(self.counted).max(self.counted);
        let between = &self.text.as_bytes()[self.counted..at];
        let starts = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        match memchr::memrchr(b'\n', between) {
            Some(last) => self.column = 1 + starts(&between[last + 1..]),
            None => self.column += starts(between),
        }
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.counted = at;
    }

    fn walk(&mut self, raw: &'a RawValue, depth: usize, within: &str) {
        let line = self.place_of(raw.get());
        let first = raw.get().as_bytes().first();
        if depth == 0 || !matches!(first, Some(b'{' | b'[')) {
            if first != Some(&b'n') {
                self.found.untaken.count(if within.is_empty() { "value" } else { within }, line);
            }
            return;
        }
        if first == Some(&b'[') {
            let entries: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
            for entry in entries {
                self.walk(entry, depth - 1, within);
            }
            return;
        }
        let Ok(Members(members)) = serde_json::from_str::<Members<'a>>(raw.get()) else { return };
        let types = types(&members);
        if types.iter().any(|name| name == "ClaimReview") {
            self.entry(raw, line);
        } else {
            let name = types.first().map_or("object", String::as_str).to_owned();
            self.container(members, &name, depth, line);
        }
    }

    fn entry(&mut self, raw: &RawValue, line: usize) {
        let whole = raw.get().to_owned();
        if let Some(Tree::Object(object)) = tree(raw, DEPTH) {
            self.found.entries.push(Entry { line, object, whole, document: self.document });
        } else {
            let note = Note::new(Kind::JsonUnreadable, line, "review nests too deep").with(whole);
            self.found.notes.push(note);
        }
    }

    /// An object that is no review: others may refer to it, and it may hold reviews.
    fn container(&mut self, members: Vec<(String, &'a RawValue)>, name: &str, depth: usize, line: usize) {
        let id = members.iter().find(|(key, _)| key == "@id").and_then(|(_, id)| tree(id, 1)?.text());
        let mut object = Object::default();
        for (key, value) in members {
            let holds = value.get().starts_with(['{', '[']);
            if holds && CONTAINERS.contains(&key.as_str()) {
                self.walk(value, depth - 1, &format!("{name}.{key}"));
            } else if key != "@context" {
                match tree(value, DEPTH) {
                    Some(value) => object.put(&key, value),
                    None => self.found.untaken.count(&format!("{name}.{key}"), line),
                }
            }
        }
        match id {
            // What stands in several places of a document is one node.
            Some(id) => match self.found.nodes.entry((self.document, id)) {
                Place::Occupied(node) => node.into_mut().object.merge(object),
                Place::Vacant(free) => {
                    free.insert(Node { line, object });
                }
            },
            None => self.found.untaken.rest(name, object, line),
        }
    }
}

fn types(members: &[(String, &RawValue)]) -> Vec<String> {
    let written = members.iter().find(|(key, _)| key == "@type").and_then(|(_, raw)| tree(raw, 2)?.text());
    written.unwrap_or_default().lines().map(|name| bare(name.trim()).to_owned()).collect()
}

/// What is wrong, without the place that the message ends with.
fn what(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}
