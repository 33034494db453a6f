//! Properties that have no place in records: which, how often, and where first.

use std::collections::BTreeMap;

use super::tree::{Object, Tree};
use crate::import::{Kind, Note};

/// Counts of properties by their paths.
#[derive(Debug, Default)]
pub(super) struct Untaken(BTreeMap<String, (usize, usize)>);

impl Untaken {
    /// Counts one.
    pub(super) fn count(&mut self, path: &str, line: usize) {
        if let Some((count, first)) = self.0.get_mut(path) {
            *count += 1;
            *first = line.min(*first);
        } else {
            self.0.insert(path.to_owned(), (1, line));
        }
    }

    /// Counts what is left of an object, but for its type and context, and what is empty.
    pub(super) fn rest(&mut self, path: &str, object: Object, line: usize) {
        for (key, value) in object.0 {
            // Names that only tie parts of the file together say nothing.
            let ties = matches!(&value, Tree::Text(id) if id.starts_with('#') || id.starts_with("_:"));
            let is_mute = matches!(key.as_str(), "@type" | "@context") || (key == "@id" && ties);
            if value.is_empty() || is_mute {
                continue;
            }
            let path = if path.is_empty() { key } else { format!("{path}.{key}") };
            self.value(&path, value, line);
        }
    }

    fn value(&mut self, path: &str, value: Tree, line: usize) {
        match value {
            Tree::Object(object) => self.rest(path, object, line),
            Tree::List(entries) => {
                for entry in entries {
                    self.value(path, entry, line);
                }
            }
            Tree::Null => {}
            Tree::Text(_) => self.count(path, line),
        }
    }

    /// A note for each property that nobody said to ignore; a name stands for all below it.
    pub(super) fn notes(self, ignored: &[String]) -> impl Iterator<Item = Note> {
        let is_ignored = |path: &str| {
            ignored.iter().any(|name| {
                path.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        let kept: Vec<_> = self.0.into_iter().filter(|(path, _)| !is_ignored(path)).collect();
        kept.into_iter().map(|(path, (count, line))| {
            let times = if count == 1 { "once" } else { &format!("{count} times") };
            Note::new(Kind::PropertyNotTaken, line, format!("{path}: {times}"))
        })
    }
}
