//! Decoding of TOML by field tables: every key is checked against its [`Table`], every fault collected.
//!
//! Pure: bytes in, values and findings out. What a record is made of stands in `tables/`; which records
//! there are and where they lie is the business of `load`.

mod dates;
mod digest;
mod forms;
mod mends;
mod parse;
mod plain;
mod translatable;
mod types;
mod values;

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono_tz::Tz;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, FilePath, Place, Span, Spanned, nearest};
use crate::record::table::{Field, Kind, Need, Table};
use crate::record::text::{Hash, TextFile};

pub use forms::{control_in, describe_id, is_language, is_mail_address, is_web_address, site_address};
pub use parse::Document;
pub use translatable::is_translatable;
pub use values::{Named, NamedValue};

/// A file that is being decoded, and what was found wrong with it so far.
pub struct Input<'i> {
    /// The file.
    pub file: &'i FilePath,
    /// The whole of it.
    pub text: &'i str,
    /// The zone of times without an offset.
    pub zone: Tz,
    /// The same, with the hash of the whole of it, for the texts that stand in it.
    pub texts: TextFile,
    findings: RefCell<Vec<Diagnostic>>,
    lost: RefCell<Vec<Box<str>>>,
    /// Lines with a syntax error: what else seems wrong with them follows from it.
    broken: RefCell<BTreeMap<u32, u32>>,
}

/// A part of a file whose spans count from `base`.
#[derive(Clone, Copy)]
pub struct Scope<'i> {
    /// The file.
    pub input: &'i Input<'i>,
    base: usize,
    end: usize,
}

/// Keys that people look for in the wrong place: the table, the key, and where it belongs.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("update", "body", "the text stands below the front matter, after the second line `+++`"),
    ("page", "body", "the text stands below the front matter, after the second line `+++`"),
    ("claim", "summary", "the summary stands below the front matter, after the second line `+++`"),
    ("claim", "explainer", "in a claim's folder the explainer is a file of its own, explainer.md"),
    ("claim", "updates", "in a claim's folder updates are files of their own, updates/*.md"),
    ("claim", "status", "a claim has the status that its updates give it: write it in an update"),
];

/// A table of a record, its keys checked: unknown ones, missing ones and wrong types are already reported.
pub struct Fields<'i, 't> {
    /// Where it stands.
    pub scope: Scope<'i>,
    /// The record as a whole (of a `[[table]]`: its header), for messages.
    pub span: Span,
    /// What it is.
    pub table: &'static Table,
    enclosing: Vec<&'static Table>,
    values: Vec<Entry<'t>>,
}

struct Entry<'t> {
    field: &'static Field,
    value: &'t TomlSpanned<DeValue<'t>>,
}

impl<'i> Input<'i> {
    /// A file with its text.
    pub fn new(file: &'i FilePath, text: &'i str, zone: Tz) -> Self {
        Self::of_part(file, text, zone, TextFile::new(file, Hash::of(text.as_bytes())))
    }

    /// A file that is decoded in parts: its texts stand in one that is known.
    pub fn of_part(file: &'i FilePath, text: &'i str, zone: Tz, texts: TextFile) -> Self {
        let (findings, lost, broken) = Default::default();
        Self { file, text, zone, texts, findings, lost, broken }
    }

    /// Adds a finding, unless it follows from a syntax error on the same line.
    pub fn report(&self, finding: Diagnostic) {
        let start = finding.place.as_ref().and_then(|place| place.span).map(|span| span.start);
        if !start.is_some_and(|start| self.is_on_broken_line(start)) {
            self.findings.borrow_mut().push(finding);
        }
    }

    /// Remembers the id of something that could not be read.
    pub fn lose(&self, id: &str) {
        self.lost.borrow_mut().push(id.into());
    }

    /// Takes over what was noted of a later part of the same file, which was decoded by itself.
    pub fn absorb(&self, part: Self) {
        self.findings.borrow_mut().append(&mut part.findings.into_inner());
        self.lost.borrow_mut().append(&mut part.lost.into_inner());
        self.broken.borrow_mut().append(&mut part.broken.into_inner());
    }

    /// An error at `span`.
    pub fn error(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, Place::new(self.file, span), message)
    }

    /// A warning at `span`.
    pub fn warning(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, Place::new(self.file, span), message)
    }

    /// The findings, in the order of the file, and the ids of what could not be read.
    pub fn finish(self) -> (Vec<Diagnostic>, Vec<Box<str>>) {
        let mut findings = self.findings.into_inner();
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        (findings, self.lost.into_inner())
    }

    /// A part of the file.
    pub fn scope(&'i self, part: std::ops::Range<usize>) -> Scope<'i> {
        Scope { input: self, base: part.start, end: part.end }
    }

    fn is_on_broken_line(&self, at: u32) -> bool {
        self.broken.borrow().range(..=at).next_back().is_some_and(|(_, end)| at < *end)
    }

    /// Whether a syntax error hides a part of the file.
    pub fn is_broken(&self) -> bool {
        !self.broken.borrow().is_empty()
    }
}

impl<'i> Scope<'i> {
    /// A range of the part as bytes of the file.
    pub fn span(self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// The text of the part.
    fn text(self) -> &'i str {
        &self.input.text[self.base..self.end]
    }

    /// Whether a syntax error hides something of the part.
    fn is_broken(self) -> bool {
        let part = self.base as u32..=self.end as u32;
        self.input.broken.borrow().range(part).next().is_some()
    }

    fn error(self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        self.input.error(code, span, message)
    }
}

impl<'i, 't> Fields<'i, 't> {
    /// The keys of `values` as `table` describes them; `span` stands for the record as a whole.
    pub fn of(scope: Scope<'i>, table: &'static Table, values: &'t DeTable<'t>, span: Span) -> Self {
        Self::within(scope, table, values, span, Vec::new())
    }

    fn within(
        scope: Scope<'i>,
        table: &'static Table,
        values: &'t DeTable<'t>,
        span: Span,
        enclosing: Vec<&'static Table>,
    ) -> Self {
        let mut fields = Self { scope, span, table, enclosing, values: Vec::with_capacity(values.len()) };
        let mut missing: Vec<_> = table.fields().filter(|field| field.need == Need::Required).collect();
        for (key, value) in values {
            let Some(field) = table.field(key.get_ref()) else {
                fields.report_unknown(key, value.get_ref());
                fields.lose_inside(value.get_ref());
                continue;
            };
            missing.retain(|required| required.name != field.name);
            if has_type(field.kind, value.get_ref()) {
                fields.values.push(Entry { field, value });
            } else {
                fields.report_type(field, value);
                fields.lose_inside(value.get_ref());
            }
        }
        if !scope.is_broken() {
            for field in missing {
                fields.report_missing(field);
            }
        }
        fields
    }

    /// The fields of a table inside this one.
    fn inner(&self, table: &'static Table, value: &'t TomlSpanned<DeValue<'t>>) -> Option<Self> {
        let values = value.get_ref().as_table()?;
        let enclosing = self.enclosing.iter().copied().chain([self.table]).collect();
        Some(Self::within(self.scope, table, values, self.scope.span(value.span()), enclosing))
    }

    fn value(&self, name: &str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.written(name).map(|entry| entry.value)
    }

    /// The key with its value, where it was written.
    fn written(&self, name: &str) -> Option<&Entry<'t>> {
        debug_assert!(self.table.field(name).is_some(), "{}.{name} is in no table", self.table.name);
        self.values.iter().find(|entry| entry.field.name == name)
    }

    /// Whether the key was written, with a value of the right type.
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The text of a key, whatever it says.
    pub fn as_written(&self, name: &str) -> Option<Spanned<Box<str>>> {
        let value = self.value(name)?;
        Some(Spanned::new(value.get_ref().as_str()?.into(), self.scope.span(value.span())))
    }

    /// The bytes of a key's value; of the whole record where it was not written.
    pub fn span_of(&self, name: &str) -> Span {
        self.value(name).map_or(self.span, |value| self.scope.span(value.span()))
    }

    /// An error about this record.
    pub fn error(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        self.scope.error(code, span, message)
    }

    /// Adds a finding.
    pub fn report(&self, finding: Diagnostic) {
        self.scope.input.report(finding);
    }

    /// `record`; where it could not be read, its id is remembered as lost.
    pub fn or_lose<T>(&self, record: Option<T>) -> Option<T> {
        if record.is_none()
            && let Some(id) = self.value("id").and_then(|value| value.get_ref().as_str())
        {
            self.scope.input.lose(id);
        }
        record
    }

    /// Remembers the ids of tables that are not read, so that what refers to them is no second fault.
    fn lose_inside(&self, value: &DeValue<'_>) {
        let one = std::slice::from_ref(value).iter();
        let listed = value.as_array().into_iter().flatten().map(TomlSpanned::get_ref);
        for table in one.chain(listed) {
            if let Some(id) = table.get("id").and_then(|id| id.get_ref().as_str()) {
                self.scope.input.lose(id);
            }
        }
    }

    fn report_unknown(&self, key: &TomlSpanned<std::borrow::Cow<'_, str>>, value: &DeValue<'_>) {
        let name = key.get_ref().as_ref();
        let message = format!("{} has no key `{}`", self.table.name, printable(name));
        let finding = self.error("unknown-key", self.scope.span(key.span()), message);
        let under_header = self.scope.input.text.as_bytes().get(self.span.start as usize) == Some(&b'[');
        let owner = self.enclosing.iter().rev().find(|table| table.field(name).is_some());
        let help = if let Some(owner) = owner.filter(|_| under_header) {
            format!(
                "`{name}` is a key of the {}: keys below a `[[…]]` or `[…]` line belong to that table, so move it \
                 above the first such line",
                owner.name
            )
        } else if let Some((.., help)) = ELSEWHERE.iter().find(|at| (at.0, at.1) == (self.table.name, name)) {
            (*help).to_owned()
        } else if let Some(meant) = nearest(name, self.table.fields().map(|field| field.name)) {
            format!("did you mean `{meant}`?")
        } else {
            let keys: Vec<_> = self.table.fields().map(|field| field.name).collect();
            match keys[..] {
                [only] if value.is_array() => format!("write [[{only}]]"),
                _ => format!("its keys are {}", keys.join(", ")),
            }
        };
        self.report(finding.help(help));
    }

    fn report_missing(&self, field: &Field) {
        let message = format!("{} has no `{}`", self.table.name, field.name);
        let help = format!("add {} ({})", field.kind.example(field.name), lower_first(field.doc));
        self.report(self.error("missing-key", self.span, message).help(help));
    }
}

fn has_type(kind: Kind, value: &DeValue<'_>) -> bool {
    match kind {
        Kind::Line
        | Kind::Prose
        | Kind::Markdown
        | Kind::Word(_)
        | Kind::Id(_)
        | Kind::Language
        | Kind::Address
        | Kind::Colour => value.is_str(),
        Kind::Date | Kind::Day => value.is_str() || value.is_datetime(),
        Kind::Flag => value.is_bool(),
        Kind::Integer(..) => value.is_integer(),
        Kind::Ids(_) | Kind::Languages | Kind::Addresses | Kind::Tables(_) | Kind::Citations(_) => {
            value.is_array()
        }
        Kind::Labels => value.is_str() || value.is_table(),
        Kind::Table(_) | Kind::Named(_) | Kind::NamedWords(_) | Kind::Sets(_) => value.is_table(),
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What a user wrote, safe to print: control characters are escaped, long texts are cut.
pub fn printable(text: &str) -> String {
    let cut: String = text
        .chars()
        .take(80)
        .flat_map(|c| {
            let shown: Vec<char> = if c.is_control() { c.escape_unicode().collect() } else { vec![c] };
            shown
        })
        .collect();
    if text.chars().nth(80).is_some() { format!("{cut}…") } else { cut }
}

/// A noun with its article: `an update`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
