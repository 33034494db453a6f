//! JSON Schema of record files, made of the field tables that decode them, so that editors with a TOML
//! language server complete and check keys.
//!
//! Draft 7 of JSON Schema, which Taplo and Tombi read. A schema says less than loading does: which ids
//! there are, which days the calendar has, and what depends on other files is not in it.

mod forms;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::record::decode::is_translatable;
use crate::record::id::MAX_ID;
use crate::record::table::{Field, IdOf, Kind, Need, Table};
use crate::record::tables::FILES;
use crate::record::tables::party::{CITING, FOUND_BY};
use forms::{ADDRESS, COLOUR, DATE, DAY, FULL_DATE, HASH, ID, LANGUAGE, LINE, STATUS, TEXT, TIME};

/// A sort of file that has a schema.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    word: &'static str,
    file: &'static str,
    table: &'static Table,
    text: Text,
}

/// Whether a file holds records, or the texts of some in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Original,
    Translation,
}

/// Every sort of file: those of records, then those of translations.
pub fn all() -> impl Iterator<Item = Described> {
    let of = |text| move |&(word, file, table): &(_, _, _)| Described { word, file, table, text };
    FILES.iter().map(of(Text::Original)).chain(FILES.iter().map(of(Text::Translation)))
}

impl Described {
    /// What it is called: `site`, `claim-toml`, `site-translation`.
    pub fn name(&self) -> String {
        match self.text {
            Text::Original => self.word.to_owned(),
            Text::Translation => format!("{}-translation", self.word),
        }
    }

    /// The files that it describes: `content/site.toml`, `content/site.LANG.toml`.
    pub fn file(&self) -> String {
        match (self.text, self.file.rsplit_once('.')) {
            (Text::Translation, Some((stem, ending))) => format!("{stem}.LANG.{ending}"),
            _ => self.file.to_owned(),
        }
    }

    /// What it is, in one line.
    pub fn doc(&self) -> String {
        match self.text {
            Text::Original => self.table.doc.to_owned(),
            Text::Translation => format!("Texts of {} in another language", self.file),
        }
    }

    /// Whether the whole of such a file is TOML: language servers read no front matter.
    pub fn is_toml(&self) -> bool {
        self.file.rsplit_once('.').is_some_and(|(_, ending)| ending == "toml")
    }

    /// Its schema, as the text of a file.
    pub fn schema(&self) -> String {
        let mut used = Used::default();
        let mut root = match self.text {
            Text::Original => record(self.table, &mut used),
            Text::Translation => translation(self.table, &mut used),
        };
        root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".into(), json!(self.file()));
        root.insert("description".into(), json!(self.doc()));
        let make = if self.text == Text::Original { record } else { translation };
        let mut definitions = Map::new();
        while let Some(table) = used.next() {
            definitions.insert(table.name.into(), Value::Object(make(table, &mut used)));
        }
        if !definitions.is_empty() {
            root.insert("definitions".into(), Value::Object(definitions));
        }
        let mut text = serde_json::to_string_pretty(&Value::Object(root)).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Tables that a schema refers to.
#[derive(Default)]
struct Used {
    named: BTreeSet<&'static str>,
    waiting: Vec<&'static Table>,
}

impl Used {
    /// The next table that has no definition yet.
    fn next(&mut self) -> Option<&'static Table> {
        self.waiting.pop()
    }

    /// A reference to a table's definition.
    fn refer(&mut self, table: &'static Table) -> Value {
        if self.named.insert(table.name) {
            self.waiting.push(table);
        }
        json!({ "$ref": format!("#/definitions/{}", table.name) })
    }
}

/// The schema of a table of a record.
fn record(table: &'static Table, used: &mut Used) -> Map<String, Value> {
    let properties: Map<_, _> =
        table.fields().map(|field| (field.name.to_owned(), described(field, value(field, used)))).collect();
    let required = table.fields().filter(|field| field.need == Need::Required);
    let required: Vec<_> = required.map(|field| field.name).collect();
    let mut schema = closed(table, properties);
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    // What is asked of a table as a whole, as load does.
    let with = |key: &str| json!({ "required": [key] });
    let found_by = || FOUND_BY.iter().map(|key| with(key));
    match table.name {
        "source" => {
            schema.insert("anyOf".into(), found_by().collect());
        }
        "citation" => {
            let declaring = table.fields().map(|field| field.name).filter(|key| !CITING.contains(key));
            let only_cites = json!({ "not": { "anyOf": declaring.map(with).collect::<Vec<_>>() } });
            schema.insert("anyOf".into(), found_by().chain([only_cites]).collect());
        }
        "set" => {
            schema.insert("minProperties".into(), json!(1));
        }
        "correction" => {
            let removal = json!({ "enum": ["removal"] });
            let with_was = json!({ "properties": { "kind": removal }, "required": ["kind", "was"] });
            schema.insert("not".into(), with_was);
        }
        _ => {}
    }
    schema
}

/// A table without other keys than these.
fn closed(table: &Table, properties: Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("description".into(), json!(table.doc));
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), Value::Object(properties));
    schema.insert("additionalProperties".into(), json!(false));
    schema
}

/// With a line on what the key is for.
fn described(field: &Field, mut value: Value) -> Value {
    if let Value::Object(schema) = &mut value {
        schema.insert("description".into(), json!(field.doc));
    }
    value
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn value(field: &Field, used: &mut Used) -> Value {
    match field.kind {
        Kind::Line => text(LINE),
        Kind::Prose => text(TEXT),
        Kind::Markdown => json!({ "type": "string" }),
        Kind::Date => date(),
        Kind::Day => json!({ "anyOf": [text(DAY), native(FULL_DATE, "date")] }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Id(of) => id(of),
        // A list that cannot be left out names something.
        Kind::Ids(of) if field.need == Need::Required => filled(list(&id(of))),
        Kind::Ids(of) => list(&id(of)),
        Kind::Language => text(LANGUAGE),
        Kind::Languages => filled(list(&text(LANGUAGE))),
        Kind::Address => text(ADDRESS),
        Kind::Addresses => json!({ "type": "array", "items": text(ADDRESS) }),
        Kind::Colour => text(COLOUR),
        Kind::Labels => {
            json!({ "anyOf": [text(TEXT), { "type": "object", "additionalProperties": text(TEXT) }] })
        }
        // Beside a reference nothing else is read, not even the line on what the key is for.
        Kind::Table(table) => Value::Object(record(table, used)),
        Kind::Tables(table) => json!({ "type": "array", "items": used.refer(table) }),
        Kind::Named(table) => json!({ "type": "object", "additionalProperties": used.refer(table) }),
        Kind::NamedWords(words) => json!({
            "type": "object",
            "additionalProperties": { "type": "string", "enum": words },
        }),
        Kind::Citations(table) => json!({
            "type": "array",
            "items": { "anyOf": [id(IdOf::Source), used.refer(table)] },
        }),
        Kind::Sets(table) => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [text(TEXT), used.refer(table)] },
        }),
    }
}

fn id(of: IdOf) -> Value {
    let pattern = if of == IdOf::Status { STATUS } else { ID };
    json!({ "type": "string", "pattern": pattern, "maxLength": MAX_ID })
}

/// A list of which each entry stands once.
fn list(entry: &Value) -> Value {
    json!({ "type": "array", "items": entry, "uniqueItems": true })
}

/// A list that is not empty.
fn filled(mut list: Value) -> Value {
    list["minItems"] = json!(1);
    list
}

/// A date as a text, or as one of the dates that TOML has itself: Tombi tells these from texts by `format`.
fn date() -> Value {
    let times = ["date-time", "date-time-local"].into_iter().map(|format| native(TIME, format));
    let forms = [text(DATE), native(FULL_DATE, "date")].into_iter().chain(times);
    json!({ "anyOf": forms.collect::<Vec<_>>() })
}

fn native(pattern: &str, format: &str) -> Value {
    json!({ "type": "string", "format": format, "pattern": pattern })
}

/// The schema of the texts of a table in another language.
fn translation(table: &'static Table, used: &mut Used) -> Map<String, Value> {
    let translated = table.fields().filter(|field| is_translatable(field));
    let mut properties: Map<_, _> = translated
        .map(|field| (field.name.to_owned(), described(field, translated_value(field, used))))
        .collect();
    let hash = json!({
        "type": "string",
        "pattern": HASH,
        "description": "Hash of the original that was translated",
    });
    properties.insert("translates".into(), hash);
    // Where an entry says which one it translates.
    for key in table.fields().filter(|field| matches!(field.name, "id" | "rule")) {
        properties.insert(key.name.into(), described(key, value(key, used)));
    }
    closed(table, properties)
}

fn translated_value(field: &Field, used: &mut Used) -> Value {
    match field.kind {
        Kind::Table(table) => Value::Object(translation(table, used)),
        kind => match kind.entries() {
            // Under their ids, or as a list.
            Some(table) => {
                let entry = used.refer(table);
                let by_id = json!({ "type": "object", "additionalProperties": entry });
                json!({ "anyOf": [by_id, { "type": "array", "items": entry }] })
            }
            None if matches!(kind, Kind::Markdown) => json!({ "type": "string" }),
            None if matches!(kind, Kind::Line) => text(LINE),
            None => text(TEXT),
        },
    }
}
