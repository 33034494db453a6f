//! JSON as JSON-LD has it: values with their place in the file, no key or digit lost.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Levels of nesting that are looked into.
pub(super) const DEPTH: usize = 24;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// `null`
    Null,
    /// A text; of numbers and truth values, their spelling.
    Text(String),
    /// An object.
    Object(Object),
    /// A list.
    List(Vec<Tree>),
}

/// An object: each key as often as it stands there, without a prefix for schema.org.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object(pub Vec<(String, Tree)>);

/// The members of an object that were not looked into.
pub(super) struct Members<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    members.push((bare(&key).to_owned(), value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// A name of schema.org without its prefix.
pub(super) fn bare(name: &str) -> &str {
    const PREFIXES: [&str; 4] = ["schema:", "https://schema.org/", "http://schema.org/", "schemaorg:"];
    PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// Reads a value; `None` where it nests too deep or is broken.
pub(super) fn tree(raw: &RawValue, depth: usize) -> Option<Tree> {
    let text = raw.get();
    match text.as_bytes().first()? {
        b'{' | b'[' if depth == 0 => None,
        b'{' => {
            let Members(members) = serde_json::from_str(text).ok()?;
            let members = members.into_iter().map(|(key, value)| Some((key, tree(value, depth - 1)?)));
            members.collect::<Option<_>>().map(|members| Tree::Object(Object(members)))
        }
        b'[' => {
            let entries: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            entries.into_iter().map(|entry| tree(entry, depth - 1)).collect::<Option<_>>().map(Tree::List)
        }
        b'"' => serde_json::from_str(text).ok().map(Tree::Text),
        b'n' => Some(Tree::Null),
        _ => Some(Tree::Text(text.to_owned())),
    }
}

impl Tree {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Object(object) => object.0.iter().all(|(key, value)| key == "@type" || value.is_empty()),
            Self::List(entries) => entries.iter().all(Self::is_empty),
        }
    }

    /// As text: a text, a value of a language (`@value`), or several of them, a line each.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Object(object) => match object.0.iter().find(|(key, _)| key == "@value")? {
                (_, Self::Text(text)) => Some(text.clone()),
                _ => None,
            },
            Self::List(entries) => {
                let texts: Option<Vec<String>> = entries.iter().map(Self::text).collect();
                texts.map(|texts| texts.join("\n"))
            }
            Self::Null => None,
        }
    }

    /// The value, or the values of a list and of lists in it.
    pub(super) fn each(self) -> Vec<Self> {
        match self {
            Self::List(entries) => entries.into_iter().flat_map(Self::each).collect(),
            other => vec![other],
        }
    }
}

impl Object {
    /// Takes a member out; an empty one is none.
    pub(super) fn take(&mut self, key: &str) -> Option<Tree> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1).filter(|value| !value.is_empty())
    }

    /// Takes a member out that is text; another stays.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let at = self.0.iter().position(|(name, value)| name == key && value.text().is_some())?;
        self.0.remove(at).1.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Puts a member back that has no place.
    pub(super) fn put(&mut self, key: &str, value: Tree) {
        self.0.push((key.to_owned(), value));
    }

    /// Its types, without a prefix.
    pub(super) fn types(&self) -> Vec<String> {
        let types = self.0.iter().find(|(key, _)| key == "@type").and_then(|(_, value)| value.text());
        types.unwrap_or_default().lines().map(|name| bare(name.trim()).to_owned()).collect()
    }

    /// The node that it names.
    pub(super) fn reference(&self) -> Option<&str> {
        self.0.iter().find_map(|(key, value)| match value {
            Tree::Text(id) if key == "@id" => Some(id.as_str()),
            _ => None,
        })
    }

    /// Adds what another object says of the same thing; what both say stands once.
    pub(super) fn merge(&mut self, other: Self) {
        for member in other.0 {
            if !self.0.contains(&member) {
                self.0.push(member);
            }
        }
    }
}
