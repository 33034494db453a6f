//! Which names a template reads: what none of them is, no view has to make.
//!
//! Every word of a template counts, whether it stands in a tag or in text, and every word of the
//! templates that it extends or includes and of the components that it calls. So a name that is read
//! is never missed, as long as it is written out somewhere.

use std::cell::RefCell;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::DEFAULT;
use super::parts::Templates;

/// Prints everything that a template can see: whoever writes it wants to see everything.
const DUMP: &str = "__tera_context";

/// The names that a template reads, while it is being drawn.
pub struct Reads<'t> {
    index: &'t Index,
    names: &'t Names,
    /// Which fields of a sort of view are read, by the place of their names in memory.
    fields: RefCell<FxHashMap<usize, u64>>,
}

/// The names that a template reads: bits by the number of a word.
#[derive(Default)]
struct Names {
    words: Vec<u64>,
    all: bool,
}

/// Which fields of a view are read, asked for in their order.
#[derive(Clone, Copy)]
pub struct FieldsRead(u64);

impl Reads<'_> {
    /// Whether the template may read this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.all || self.index.numbers.get(name).is_some_and(|&number| self.names.has(number))
    }

    /// Which of a view's fields the template reads; no view has more than 64.
    pub fn of_fields(&self, names: &'static &'static [&'static str]) -> FieldsRead {
        let mut known = self.fields.borrow_mut();
        let bits = known.entry(std::ptr::from_ref(names).addr()).or_insert_with(|| {
            let read = |bits: u64, (place, name): (usize, &&str)| bits | u64::from(self.has(name)) << place;
            names.iter().take(64).enumerate().fold(0, read)
        });
        FieldsRead(*bits)
    }
}

impl FieldsRead {
    /// How many there are.
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether the next one is read.
    pub fn next(&mut self) -> bool {
        let read = self.0 & 1 == 1;
        self.0 >>= 1;
        read
    }
}

impl Names {
    fn has(&self, number: usize) -> bool {
        self.words[number / 64] >> (number % 64) & 1 == 1
    }

    fn add(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }
}

/// What each template names and leads to.
pub(super) struct Index {
    /// Every word of any template, with its number.
    numbers: FxHashMap<Box<str>, usize>,
    pieces: Vec<Piece>,
    /// Templates by each name that leads to them, with the piece that is theirs.
    templates: FxHashMap<Box<str>, usize>,
    /// The names of what was drawn once, by piece.
    names: Vec<OnceLock<Names>>,
    every: Names,
}

/// A template without its components, or one component.
struct Piece {
    words: Vec<usize>,
    /// What it extends, includes or calls.
    leads_to: Vec<usize>,
}

impl Index {
    pub(super) fn new(templates: &Templates) -> Self {
        let mut texts = Vec::new();
        let mut components: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut names: FxHashMap<Box<str>, usize> = FxHashMap::default();
        for template in &templates.0 {
            let (own, parts) = split(&template.text);
            // Those of the program come first: what a site puts in their place takes over their names.
            let name = template.name.strip_prefix(DEFAULT).unwrap_or(&template.name);
            names.insert(template.name.clone(), texts.len());
            names.insert(name.into(), texts.len());
            texts.push(own);
            for (name, text) in parts {
                components.entry(name).or_default().push(texts.len());
                texts.push(text.to_owned());
            }
        }
        let longest = names.keys().map(|name| name.len()).max().unwrap_or(0);
        let mut numbers: FxHashMap<Box<str>, usize> = FxHashMap::default();
        let mut number = |word: &str| {
            let next = numbers.len();
            numbers.get(word).copied().unwrap_or_else(|| *numbers.entry(word.into()).or_insert(next))
        };
        let piece = |text: &String| {
            let name_like = |text: &&str| !text.is_empty() && text.len() <= longest;
            let others = quoted(text).filter(name_like).filter_map(|name| names.get(name));
            let called = called(text).filter_map(|name| components.get(&name)).flatten();
            Piece {
                words: words(text).map(&mut number).collect(),
                leads_to: others.chain(called).copied().collect(),
            }
        };
        let pieces: Vec<Piece> = texts.iter().map(piece).collect();
        let reads = (0..pieces.len()).map(|_| OnceLock::new()).collect();
        let every = Names { all: true, ..Names::default() };
        Self { numbers, pieces, templates: names, names: reads, every }
    }

    /// What the template of this name reads; everything, where there is none.
    pub(super) fn of(&self, template: &str) -> Reads<'_> {
        let piece = self.templates.get(template);
        let names = piece.map_or(&self.every, |&piece| self.names[piece].get_or_init(|| self.gather(piece)));
        Reads { index: self, names, fields: RefCell::default() }
    }

    /// The words of a piece and of all that it leads to.
    fn gather(&self, first: usize) -> Names {
        let mut names = Names { words: vec![0; self.numbers.len() / 64 + 1], all: false };
        let mut reached = FxHashSet::from_iter([first]);
        let mut open = vec![first];
        while let Some(piece) = open.pop() {
            let piece = &self.pieces[piece];
            piece.words.iter().for_each(|&word| names.add(word));
            open.extend(piece.leads_to.iter().copied().filter(|next| reached.insert(*next)));
        }
        names.all = self.numbers.get(DUMP).is_some_and(|&dump| names.has(dump));
        names
    }
}

/// A template's own text, and its components with their names.
fn split(text: &str) -> (String, Vec<(String, &str)>) {
    let mut own = String::with_capacity(text.len());
    let mut components = Vec::new();
    let mut rest = text;
    while let Some((name, start)) = definition(rest) {
        let length = rest[start..].find("endcomponent").unwrap_or(rest.len() - start);
        own.push_str(&rest[..start]);
        components.push((name, &rest[start..start + length]));
        rest = &rest[start + length..];
    }
    own.push_str(rest);
    (own, components)
}

/// The next definition of a component: its name, and where that begins.
fn definition(text: &str) -> Option<(String, usize)> {
    text.match_indices("{%").find_map(|(at, _)| {
        let tag = text[at + 2..].trim_start_matches(|c: char| c == '-' || c.is_whitespace());
        let name = tag.strip_prefix("component")?.trim_start();
        Some((dotted(name)?, text.len() - name.len()))
    })
}

/// Every word: letters, digits and `_`, as names are written.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// What stands in quotation marks within a line: names of templates are among it.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    ['"', '\'', '`'].into_iter().flat_map(move |mark| text.lines().flat_map(move |line| line.split(mark)))
}

/// The names after each `<`: calls of components are among them.
fn called(text: &str) -> impl Iterator<Item = String> {
    text.split('<').skip(1).filter_map(|after| dotted(after.trim_start()))
}

/// The name that a text begins with: words joined by dots.
fn dotted(text: &str) -> Option<String> {
    let (word, mut rest) = text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()));
    let mut name = word.to_owned();
    while let Some(next) = rest.trim_start().strip_prefix('.') {
        let next = next.trim_start();
        let (word, after) = next.split_at(next.find(|c| !is_word(c)).unwrap_or(next.len()));
        name.push('.');
        name.push_str(word);
        rest = after;
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::parts::Template;

    fn index(templates: &[(&str, &str)]) -> Index {
        let template =
            |(name, text): &(&str, &str)| Template { name: (*name).into(), file: None, text: (*text).into() };
        Index::new(&Templates(templates.iter().map(template).collect()))
    }

    #[test]
    fn a_template_reads_its_own_words_and_those_of_what_it_leads_to() {
        let index = index(&[
            ("default/layout.html", "<p>{{ v.page }}</p>{% block main %}{% endblock %}"),
            ("default/claim.html", "{% extends \"layout.html\" %}{{ v.timeline }}"),
            ("default/update.html", "{% extends 'default/claim.html' %}{{ v['own'] }}"),
            (
                "default/parts.html",
                "{% component when(d) %}{{ d.long }}{% endcomponent %}
                 {%- component when.short(d) -%}{{ d.short }}{%- endcomponent when.short -%}
                 {% component all(x) %}{{ <when.short d={x.day} /> }}{% endcomponent %}",
            ),
            ("claim.html", "{% extends \"layout.html\" %}{{ < when d={v.date} /> }}"),
            ("list.html", "{% include \"default/claim.html\" %}{{< all x={v.x}/>}}"),
            ("dump.html", "{{ __tera_context }}"),
        ]);
        let names = ["page", "timeline", "own", "date", "long", "short", "day", "nothing"];
        let read = |template: &str| -> Vec<&str> {
            names.into_iter().filter(|name| index.of(template).has(name)).collect()
        };
        let cases: [(&str, &[&str]); 6] = [
            ("claim.html", &["page", "date", "long"]),
            ("default/claim.html", &["page", "timeline"]),
            ("update.html", &["page", "timeline", "own"]),
            ("list.html", &["page", "timeline", "short", "day"]),
            ("dump.html", &names),
            ("unknown.html", &names),
        ];
        for (template, expected) in cases {
            assert_eq!(read(template), expected, "{template}");
        }
    }
}
