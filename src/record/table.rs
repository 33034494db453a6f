//! Field tables: what each kind of record may hold, as data.
//!
//! One table per kind drives decoding, suggestions for misspelt keys, the JSON Schema and the field
//! lists of the manual. The tables themselves are in `tables/`. Nothing here reads TOML.

/// One kind of record, or of table within a record.
#[derive(Debug)]
pub struct Table {
    /// What it is called in messages: `claim`.
    pub name: &'static str,
    /// One line of documentation.
    pub doc: &'static str,
    /// Its fields, in groups so that tables can share some.
    pub groups: &'static [&'static [Field]],
}

/// One key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// Whether the record is unreadable without it.
    pub need: Need,
    /// Whether a translation may hold it.
    pub reading: Reading,
    /// One line of documentation.
    pub doc: &'static str,
}

/// Whether a record is unreadable without a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Left out, the record fails to load.
    Required,
    /// May be left out.
    Optional,
}

/// Whether a field is read by people in their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Text that a translation may hold.
    Translated,
    /// The same in every language.
    Fixed,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Plain text on one line.
    Line,
    /// Plain text that may hold line breaks.
    Prose,
    /// A Markdown text.
    Markdown,
    /// A date with the precision it is known with.
    Date,
    /// A full calendar day.
    Day,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second, both included.
    Integer(i64, i64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An id of this kind.
    Id(IdOf),
    /// A list of ids of this kind.
    Ids(IdOf),
    /// A language code (BCP 47).
    Language,
    /// A list of language codes.
    Languages,
    /// An address of the web.
    Address,
    /// A list of addresses of the web.
    Addresses,
    /// `#rrggbb`.
    Colour,
    /// A text, or a table of texts by language code.
    Labels,
    /// A table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
    /// Tables by name.
    Named(&'static Table),
    /// One of these words, by name.
    NamedWords(&'static [&'static str]),
    /// A list of source ids and of tables of this kind.
    Citations(&'static Table),
    /// States by id: a word, or a table of this kind.
    Sets(&'static Table),
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdOf {
    /// A claim.
    Claim,
    /// An update of the same claim.
    Update,
    /// A source.
    Source,
    /// A publisher.
    Publisher,
    /// A person or body.
    Person,
    /// A topic.
    Topic,
    /// A status; may hold `_`.
    Status,
    /// A page.
    Page,
    /// A criterion, milestone, follow-up, statement, correction or response of the same claim.
    Item,
}

/// A field that must be there.
pub const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, need: Need::Required, reading: Reading::Fixed, doc }
}

/// A field that may be left out.
pub const fn may(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, need: Need::Optional, reading: Reading::Fixed, doc }
}

impl Field {
    /// The same field, as text that a translation may hold.
    #[must_use]
    pub const fn translated(self) -> Self {
        Self { reading: Reading::Translated, ..self }
    }
}

impl Table {
    /// Its fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// The field with this key.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

impl Kind {
    /// What is expected, in words that follow "is not".
    pub fn expected(self) -> &'static str {
        match self {
            Self::Line | Self::Prose | Self::Markdown | Self::Word(_) | Self::Id(_) | Self::Language => {
                "a text"
            }
            Self::Address => "an address",
            Self::Colour => "a colour",
            Self::Date | Self::Day => "a date",
            Self::Flag => "true or false",
            Self::Integer(..) => "a whole number",
            Self::Ids(_) => "a list of ids",
            Self::Languages => "a list of language codes",
            Self::Addresses => "a list of addresses",
            Self::Labels => "a text, or texts by language",
            Self::Table(_) | Self::Named(_) | Self::NamedWords(_) | Self::Sets(_) => "a table",
            Self::Tables(_) => "a list of tables",
            Self::Citations(_) => "a list of sources",
        }
    }

    /// How a value of it is written.
    pub fn example(self, key: &str) -> String {
        match self {
            Self::Line | Self::Prose | Self::Markdown | Self::Labels => format!("{key} = \"…\""),
            Self::Word(words) => format!("{key} = \"{}\"", words.first().copied().unwrap_or_default()),
            Self::Id(_) => format!("{key} = \"an-id\""),
            Self::Language => format!("{key} = \"en\""),
            Self::Languages => format!("{key} = [\"en\"]"),
            Self::Address => format!("{key} = \"https://…\""),
            Self::Addresses => format!("{key} = [\"https://…\"]"),
            Self::Colour => format!("{key} = \"#1f3a5f\""),
            Self::Date => format!("{key} = \"2026-02\", or {key} = 2026-02-13"),
            Self::Day => format!("{key} = 2026-02-13"),
            Self::Flag => format!("{key} = true"),
            Self::Integer(least, _) => format!("{key} = {}", least.max(1)),
            Self::Ids(_) | Self::Citations(_) => format!("{key} = [\"an-id\"]"),
            Self::Table(_) => format!("{key} = {{ … }}, or a line [{key}] with its keys below"),
            Self::Tables(_) => format!("a line [[{key}]] with its keys below, once for each"),
            Self::Named(_) => format!("a line [{key}.NAME] with its keys below"),
            Self::NamedWords(words) => {
                format!("{key} = {{ NAME = \"{}\" }}", words.first().copied().unwrap_or_default())
            }
            Self::Sets(_) => format!("{key} = {{ an-id = \"met\" }}"),
        }
    }

    /// The table of its entries, where it has entries.
    pub fn entries(self) -> Option<&'static Table> {
        match self {
            Self::Table(table)
            | Self::Tables(table)
            | Self::Named(table)
            | Self::Citations(table)
            | Self::Sets(table) => Some(table),
            _ => None,
        }
    }
}

impl IdOf {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Update => "update",
            Self::Source => "source",
            Self::Publisher => "publisher",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Status => "status",
            Self::Page => "page",
            Self::Item => "item",
        }
    }
}
