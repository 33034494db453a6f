//! Typed values out of checked fields. Each reports what is wrong with the value and then yields nothing.

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::forms::{control_in, describe_id, is_language, is_web_address};
use super::{Entry, Fields, mends, printable};
use crate::diagnostic::{Span, Spanned, nearest};
use crate::record::id::{check_id, check_status_key};
use crate::record::table::{IdOf, Kind, Table};

/// A value of a named table or of `sets`, with its name.
pub struct Named<'i, 't> {
    /// The name.
    pub name: Spanned<Box<str>>,
    /// What stands there.
    pub value: NamedValue<'i, 't>,
}

/// What stands under a name.
pub enum NamedValue<'i, 't> {
    /// A text.
    Text(Spanned<Box<str>>),
    /// A table.
    Fields(Fields<'i, 't>),
}

impl<'i, 't> Fields<'i, 't> {
    /// A text with its place; an empty one, or one with control characters, is reported.
    pub fn text(&self, name: &str) -> Option<Spanned<Box<str>>> {
        let Entry { field, value } = self.written(name)?;
        let one_line = matches!(field.kind, Kind::Line);
        let text = self.check_text(name, value)?;
        let broken = memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some();
        if one_line && broken {
            let finding = self.error("line-break", self.span_of(name), format!("`{name}` has a line break"));
            self.report(finding.help("write it on one line"));
            return None;
        }
        // Line ends are those of the file; what a text says does not depend on them.
        let text = if broken { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
        Some(Spanned::new(text, self.scope.span(value.span())))
    }

    /// A text without its place.
    pub fn plain(&self, name: &str) -> Option<Box<str>> {
        self.text(name).map(|text| text.value)
    }

    /// A Markdown text as it was decoded, with the bytes of its string; control characters are reported.
    pub fn markdown(&self, name: &str) -> Option<Spanned<&'t str>> {
        let value = self.value(name)?;
        let text = value.get_ref().as_str()?;
        if !text.trim().is_empty() {
            self.check_text(name, value)?;
        }
        Some(Spanned::new(text, self.scope.span(value.span())))
    }

    fn check_text(&self, name: &str, value: &'t TomlSpanned<DeValue<'t>>) -> Option<&'t str> {
        let (text, span) = (value.get_ref().as_str()?, self.scope.span(value.span()));
        let trimmed = text.trim();
        let finding = if trimmed.is_empty() {
            let finding =
                self.error("empty-text", span, format!("`{name}` of the {} is empty", self.table.name));
            finding.help("write the text, or leave the key out where it is not required")
        } else if let Some(control) = control_in(text) {
            let message = format!("`{name}` holds the control character `{}`", control.escape_unicode());
            self.error("control-character", span, message).help("remove it")
        } else {
            return Some(trimmed);
        };
        self.report(finding);
        None
    }

    /// A flag; false where it was not written.
    pub fn flag(&self, name: &str) -> bool {
        self.value(name).and_then(|value| value.get_ref().as_bool()).unwrap_or_default()
    }

    /// A whole number within the bounds of its field.
    pub fn integer(&self, name: &str) -> Option<i64> {
        let Entry { field, value } = self.written(name)?;
        let Kind::Integer(least, most) = field.kind else { return None };
        let written = value.get_ref().as_integer()?;
        let number = i64::from_str_radix(written.as_str(), written.radix()).ok();
        let within = number.filter(|number| (least..=most).contains(number));
        if within.is_none() {
            let message = format!("`{name}` is {}, out of bounds", printable(written.as_str()));
            let finding = self.error("out-of-bounds", self.span_of(name), message);
            self.report(finding.help(format!("write a number from {least} to {most}")));
        }
        within
    }

    /// One of the words of its field.
    pub fn word<T>(&self, name: &str, from_word: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Entry { field, value } = self.written(name)?;
        let written = value.get_ref().as_str()?;
        let found = from_word(written);
        if let (None, Kind::Word(words)) = (&found, field.kind) {
            self.report_word(name, written, words, self.span_of(name));
        }
        found
    }

    fn report_word(&self, name: &str, written: &str, words: &[&str], span: Span) {
        let message = format!("`{name}` cannot be `{}`", printable(written));
        let help = match nearest(&written.to_lowercase().replace([' ', '-'], "_"), words.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of {}", words.join(", ")),
        };
        self.report(self.error("unknown-word", span, message).help(help));
    }

    /// An id with its place.
    pub fn id<T>(&self, name: &str, make: impl Fn(&str) -> T) -> Option<Spanned<T>> {
        let Entry { field, value } = self.written(name)?;
        let Kind::Id(of) = field.kind else { return None };
        self.check_id(of, value).map(|id| Spanned::new(make(id.value), id.span))
    }

    /// A list of ids with their places; each stands once.
    pub fn ids<T>(&self, name: &str, make: impl Fn(&str) -> T) -> Vec<Spanned<T>> {
        let Some(Kind::Ids(of)) = self.written(name).map(|entry| entry.field.kind) else { return Vec::new() };
        let mut seen: Vec<&str> = Vec::new();
        let mut ids = Vec::new();
        for value in self.entries(name) {
            let Some(id) = self.check_id(of, value) else { continue };
            if seen.contains(&id.value) {
                let message = format!("`{name}` names `{}` twice", id.value);
                self.report(self.error("repeated-id", id.span, message).help("keep one of the two"));
                continue;
            }
            seen.push(id.value);
            ids.push(Spanned::new(make(id.value), id.span));
        }
        ids
    }

    fn check_id(&self, of: IdOf, value: &'t TomlSpanned<DeValue<'t>>) -> Option<Spanned<&'t str>> {
        let span = self.scope.span(value.span());
        // What a line with a syntax error seems to hold may not be meant.
        if self.scope.input.is_on_broken_line(span.start) {
            return None;
        }
        let Some(text) = value.get_ref().as_str() else {
            let message = format!(
                "an id of {} is a text, not {}",
                super::with_article(of.name()),
                super::type_name(value.get_ref())
            );
            self.report(self.error("wrong-type", span, message).help("write \"an-id\""));
            return None;
        };
        let check = if of == IdOf::Status { check_status_key } else { check_id };
        match check(text) {
            Ok(()) => Some(Spanned::new(text, span)),
            Err(fault) => {
                let (message, help) = describe_id(of, text, fault);
                self.report(self.error("bad-id", span, message).help(help));
                None
            }
        }
    }

    /// A name as an id; one of another form is reported.
    pub fn check_name<T>(
        &self,
        of: IdOf,
        name: &Spanned<Box<str>>,
        make: impl Fn(&str) -> T,
    ) -> Option<Spanned<T>> {
        let check = if of == IdOf::Status { check_status_key } else { check_id };
        match check(&name.value) {
            Ok(()) => Some(Spanned::new(make(&name.value), name.span)),
            Err(fault) => {
                let (message, help) = describe_id(of, &name.value, fault);
                self.report(self.error("bad-id", name.span, message).help(help));
                None
            }
        }
    }

    /// Whether a list was written and holds nothing.
    pub fn is_empty_list(&self, name: &str) -> bool {
        self.has(name) && self.entries(name).next().is_none()
    }

    /// The entries of a list; nothing where it was not written.
    pub(super) fn entries(&self, name: &str) -> impl Iterator<Item = &'t TomlSpanned<DeValue<'t>>> + use<'t> {
        self.value(name).and_then(|value| value.get_ref().as_array()).into_iter().flatten()
    }

    /// An address of the web.
    pub fn address(&self, name: &str) -> Option<Spanned<Box<str>>> {
        self.check_address(name, self.value(name)?)
    }

    /// A list of addresses of the web.
    pub fn addresses(&self, name: &str) -> Vec<Spanned<Box<str>>> {
        self.entries(name).filter_map(|value| self.check_address(name, value)).collect()
    }

    fn check_address(&self, name: &str, value: &'t TomlSpanned<DeValue<'t>>) -> Option<Spanned<Box<str>>> {
        let span = self.scope.span(value.span());
        let written = value.get_ref().as_str().unwrap_or_default().trim();
        if is_web_address(written) {
            return Some(Spanned::new(written.into(), span));
        }
        let message = format!("`{name}` is no address of the web: `{}`", printable(written));
        self.report(
            self.error("bad-address", span, message)
                .help("write it whole, from `https://` on, without spaces"),
        );
        None
    }

    /// Language codes with their places.
    pub fn languages(&self, name: &str) -> Vec<Spanned<Box<str>>> {
        self.entries(name).filter_map(|value| self.check_language(name, value)).collect()
    }

    /// A language code.
    pub fn language(&self, name: &str) -> Option<Box<str>> {
        self.check_language(name, self.value(name)?).map(|code| code.value)
    }

    fn check_language(&self, name: &str, value: &'t TomlSpanned<DeValue<'t>>) -> Option<Spanned<Box<str>>> {
        let span = self.scope.span(value.span());
        let written = value.get_ref().as_str().unwrap_or_default();
        if is_language(written) {
            return Some(Spanned::new(written.into(), span));
        }
        let message = format!("`{name}` is no language code: `{}`", printable(written));
        let lower = written.to_lowercase().replace('_', "-");
        let help = if is_language(&lower) {
            format!("write it in lower case with hyphens: \"{lower}\"")
        } else {
            "write a code of BCP 47 in lower case, such as \"en\", \"es\" or \"pt-br\"".to_owned()
        };
        let finding = self.error("bad-language", span, message).help(help);
        let raw = self.scope.input.text.get(span.range()).unwrap_or_default();
        let mend = mends::requoted(raw, written, &lower).filter(|_| is_language(&lower));
        self.report(match mend {
            Some(text) => finding.fix("write the code as BCP 47 has it", span, text),
            None => finding,
        });
        None
    }

    /// The table under a key.
    pub fn table(&self, name: &str) -> Option<Self> {
        let Entry { field, value } = self.written(name)?;
        self.inner(field.kind.entries()?, value)
    }

    /// The tables under a key, in order; an entry that is none is reported.
    pub fn tables(&self, name: &str) -> Vec<Self> {
        let Some(inner) = self.written(name).and_then(|entry| entry.field.kind.entries()) else {
            return Vec::new();
        };
        self.entries(name).filter_map(|value| self.entry(name, inner, value)).collect()
    }

    fn entry(&self, name: &str, table: &'static Table, value: &'t TomlSpanned<DeValue<'t>>) -> Option<Self> {
        let fields = self.inner(table, value);
        if fields.is_none() {
            if let Some(id) = value.get_ref().as_str() {
                self.scope.input.lose(id);
            }
            let message =
                format!("an entry of `{name}` is {}, not a table", super::type_name(value.get_ref()));
            let finding = self.error("wrong-type", self.scope.span(value.span()), message);
            self.report(finding.help(format!("write a line [[{name}]] with its keys below")));
        }
        fields
    }

    /// The entries of a list of ids and tables.
    pub fn ids_or_tables(&self, name: &str, of: IdOf) -> Vec<Result<Spanned<&'t str>, Self>> {
        let Some(inner) = self.written(name).and_then(|entry| entry.field.kind.entries()) else {
            return Vec::new();
        };
        let entries = self.entries(name).filter_map(|value| match value.get_ref() {
            DeValue::Table(_) => self.inner(inner, value).map(Err),
            _ => self.check_id(of, value).map(Ok),
        });
        entries.collect()
    }

    /// What stands under each name of a table of names, in the order of the file; another type is reported.
    pub fn named(&self, name: &str) -> Vec<Named<'i, 't>> {
        let inner = self.written(name).and_then(|entry| entry.field.kind.entries());
        let table = self.value(name).and_then(|value| value.get_ref().as_table());
        let mut all: Vec<_> = table
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| {
                let span = self.scope.span(value.span());
                let fields = inner.and_then(|inner| self.inner(inner, value));
                let value = match (value.get_ref(), fields) {
                    (DeValue::String(_), _) => {
                        NamedValue::Text(Spanned::new(self.check_text(name, value)?.into(), span))
                    }
                    (_, Some(fields)) => NamedValue::Fields(fields),
                    (other, None) => {
                        let shown = printable(key.get_ref());
                        let message = format!("`{name}.{shown}` is {}", super::type_name(other));
                        let kind = self
                            .table
                            .field(name)
                            .map_or(String::new(), |field| field.kind.example(name).replace("NAME", &shown));
                        self.report(self.error("wrong-type", span, message).help(format!("write {kind}")));
                        return None;
                    }
                };
                Some(Named {
                    name: Spanned::new(key.get_ref().as_ref().into(), self.scope.span(key.span())),
                    value,
                })
            })
            .collect();
        all.sort_by_key(|named| named.name.span);
        all
    }
}
