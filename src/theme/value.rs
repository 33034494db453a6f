//! The words as templates see them: nested by section, `s.date.month`.

use std::collections::BTreeMap;

use tera::{Map, Value};

use super::strings::{Strings, Word};

/// The words of a language as one value, shared by all pages.
pub(super) fn value(strings: &Strings) -> Value {
    let mut root = Section::default();
    for (key, word) in strings.words() {
        let mut section = &mut root;
        let mut path = key.split('.').peekable();
        while let Some(name) = path.next() {
            if path.peek().is_some() {
                section = section.sections.entry(name).or_default();
            } else {
                section.words.insert(name, word);
            }
        }
    }
    root.value()
}

#[derive(Default)]
struct Section<'a> {
    sections: BTreeMap<&'a str, Section<'a>>,
    words: BTreeMap<&'a str, &'a Word>,
}

impl Section<'_> {
    fn value(&self) -> Value {
        let mut map = Map::new();
        for (name, section) in &self.sections {
            map.insert((*name).to_owned().into(), section.value());
        }
        for (name, word) in &self.words {
            let value = match word {
                Word::Text(text) => Value::from(&**text),
                Word::List(texts) => Value::from(texts.iter().map(|text| &**text).collect::<Vec<_>>()),
                Word::Plural(forms) => {
                    let forms =
                        forms.iter().map(|(category, text)| (category.word().into(), (&**text).into()));
                    Value::from(forms.collect::<Map>())
                }
            };
            map.insert((*name).to_owned().into(), value);
        }
        Value::from(map)
    }
}
