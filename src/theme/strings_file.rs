//! Strings files: `strings/en.toml` of a theme, read and compared with the default's words.
//!
//! A word is looked for in the theme's file, then in the default theme's file of that language, then
//! in the site's first language, then in English, which always has it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::embedded;
use super::plural::Category;
use super::strings::{Strings, Word};
use crate::diagnostic::{Diagnostic, FilePath, Place, Span, nearest};

/// Words below this section are a site's own, for its own templates: any key is good.
const OWN: &str = "own.";

/// The words of one file, by key.
type Words = BTreeMap<Box<str>, Word>;

/// A strings file of a site's theme.
pub(super) struct StringsFile {
    /// Its path in the project.
    pub(super) file: FilePath,
    /// The language, from its name.
    pub(super) code: Box<str>,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// The words of every language, the first language first.
///
/// `theme` is the theme's name: what a language lacks is reported against its strings file there.
pub(super) fn read_all(
    theme: &str,
    files: &[StringsFile],
    languages: &[&str],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Strings> {
    let first = languages.first().copied().unwrap_or("en");
    let codes = languages.iter().copied().chain(["en", first]);
    let codes: BTreeSet<&str> = codes.flat_map(|code| [code, base(code)]).collect();
    let defaults: BTreeMap<&str, Words> = codes.into_iter().map(|code| (code, embedded(code))).collect();
    let own: BTreeMap<&str, Words> =
        files.iter().map(|file| (&*file.code, read(file, &defaults["en"], findings))).collect();
    let layered = |code: &str| {
        let mut words = defaults[code].clone();
        words.extend(own.get(code).cloned().unwrap_or_default());
        words
    };
    let mut below = layered("en");
    if first != "en" {
        below.extend(layered(first));
    }
    // What only the theme's English file or the first language has (`own.…`) is needed everywhere too.
    let needed: Vec<Box<str>> = below.keys().cloned().collect();
    let in_language = |code: &&str| {
        let mut words = layered(base(code));
        if base(code) != *code {
            words.extend(layered(code));
        }
        let lacks: Vec<&str> =
            needed.iter().map(|key| &**key).filter(|key| !words.contains_key(*key)).collect();
        if !lacks.is_empty() {
            findings.push(missing(theme, code, first, words.is_empty(), &lacks));
        }
        let mut all = below.clone();
        all.extend(words);
        Strings::new(code, all)
    };
    languages.iter().map(in_language).collect()
}

/// The language of a code without its region: `pt` of `pt-BR`.
fn base(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

/// The default theme's words in English: for whoever writes and draws no page.
pub fn english() -> Strings {
    Strings::new("en", embedded("en"))
}

/// The default theme's words in a language; empty where it has none.
fn embedded(code: &str) -> Words {
    let path = format!("strings/{code}.toml");
    let Some((_, bytes)) = embedded::FILES.iter().find(|(name, _)| *name == path) else {
        return Words::new();
    };
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let (table, _) = DeTable::parse_recoverable(text);
    let mut entries = Vec::new();
    flatten(table.get_ref(), "", &mut |key, _, word| {
        entries.extend(word.ok().map(|word| (key.into(), word)));
    });
    entries.into_iter().collect()
}

fn missing(theme: &str, code: &str, first: &str, all: bool, lacks: &[&str]) -> Diagnostic {
    let file = FilePath::new(&format!("themes/{theme}/strings/{code}.toml"));
    let instead = if code == first || first == "en" { "English" } else { "the site's first language" };
    let message = if all {
        format!("language `{code}` has no words: pages show those of {instead}")
    } else {
        let words = if lacks.len() == 1 { "1 word".to_owned() } else { format!("{} words", lacks.len()) };
        format!("language `{code}` lacks {words}: pages show those of {instead}")
    };
    let help = if all {
        format!("write `{file}` after the model of `themes/default/strings/en.toml`")
    } else {
        format!("add to `{file}`: {}", lacks.join(", "))
    };
    Diagnostic::warning("missing-string", Place::whole(&file), message).help(help)
}

fn read(file: &StringsFile, english: &Words, findings: &mut Vec<Diagnostic>) -> Words {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        findings.push(
            Diagnostic::error("theme-encoding", Place::whole(&file.file), "strings file is not UTF-8")
                .help("save the file as UTF-8"),
        );
        return Words::new();
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let place = error.span().map_or_else(
            || Place::whole(&file.file),
            |span| Place::new(&file.file, Span::new(span.start, span.end)),
        );
        let message = format!("strings file is no TOML: {}", error.message());
        findings.push(Diagnostic::error("theme-syntax", place, message));
    }
    let mut words = Words::new();
    flatten(table.get_ref(), "", &mut |key, span, word| {
        let place = Place::new(&file.file, span);
        match word {
            Ok(word) => {
                if judge(&key, &word, english, &place, findings) {
                    words.insert(key.into(), word);
                }
            }
            Err(kind) => findings.push(
                Diagnostic::error("string-type", place, format!("string `{key}` is {kind}"))
                    .help("write a text, a list of texts, or a table of plural forms with `other`"),
            ),
        }
    });
    words
}

/// Whether a word of a theme can take the place of the default one.
fn judge(key: &str, word: &Word, english: &Words, place: &Place, findings: &mut Vec<Diagnostic>) -> bool {
    if key.starts_with(OWN) {
        return true;
    }
    let Some(model) = english.get(key) else {
        let known = english.keys().map(|key| &**key);
        let help = nearest(key, known).map_or_else(
            || format!("words for templates of your own stand below `[{}]`", OWN.trim_end_matches('.')),
            |known| format!("did you mean `{known}`?"),
        );
        let message = format!("string `{key}` is not one that pages use");
        findings.push(Diagnostic::warning("unknown-string", place.clone(), message).help(help));
        return false;
    };
    if !fits(word, model) {
        let message = format!("string `{key}` is {}, where {} is needed", shape(word), shape(model));
        findings.push(Diagnostic::error("string-type", place.clone(), message));
        return false;
    }
    let (has, wants) = (word.placeholders(), model.placeholders());
    let braced =
        |names: &[&str]| names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
    let without = |names: &[&'_ str], others: &[&str]| -> String {
        braced(&names.iter().copied().filter(|name| !others.contains(name)).collect::<Vec<_>>())
    };
    let (unknown, left_out) = (without(&has, &wants), without(&wants, &has));
    if !unknown.is_empty() {
        let message = format!("string `{key}` has the placeholder {unknown}, for which there is no value");
        let help = if wants.is_empty() {
            "it has none".to_owned()
        } else {
            format!("it may have {}", braced(&wants))
        };
        let help = format!("{help}; until then the default is shown");
        findings.push(Diagnostic::warning("string-placeholder", place.clone(), message).help(help));
    } else if !left_out.is_empty() {
        let message = format!("string `{key}` leaves out {left_out}");
        let help = "readers of this language learn less than others: put it in";
        findings.push(Diagnostic::warning("string-placeholder", place.clone(), message).help(help));
    }
    // An unknown name could never be filled: the page would fail or show the brace.
    unknown.is_empty()
}

/// One text may stand for all plural forms: some languages have a single one.
fn fits(word: &Word, model: &Word) -> bool {
    match (word, model) {
        (Word::List(texts), Word::List(models)) => texts.len() == models.len(),
        (Word::List(_), _) | (_, Word::List(_)) | (Word::Plural(_), Word::Text(_)) => false,
        _ => true,
    }
}

fn shape(word: &Word) -> String {
    match word {
        Word::Text(_) => "a text".to_owned(),
        Word::Plural(_) => "a table of plural forms".to_owned(),
        Word::List(texts) => format!("a list of {}", texts.len()),
    }
}

/// Calls `each` for every entry with its path, the span of its key, and its word or what it is instead.
fn flatten(table: &DeTable<'_>, above: &str, each: &mut dyn FnMut(String, Span, Result<Word, &'static str>)) {
    for (name, value) in table {
        let key = format!("{above}{}", name.get_ref());
        let span = Span::new(name.span().start, name.span().end);
        match value.get_ref() {
            DeValue::String(text) => each(key, span, Ok(Word::Text((&**text).into()))),
            DeValue::Array(items) => each(key, span, list(items.iter()).ok_or("a list that holds no texts")),
            DeValue::Table(forms) if is_plural(forms) => {
                each(key, span, plural(forms).ok_or("a plural whose forms are no texts"));
            }
            DeValue::Table(section) => flatten(section, &format!("{key}."), each),
            other => each(key, span, Err(kind(other))),
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        _ => "no text",
    }
}

fn is_plural(table: &DeTable<'_>) -> bool {
    table.keys().any(|key| &**key.get_ref() == "other")
        && table.keys().all(|key| Category::named(key.get_ref()).is_some())
}

fn plural(forms: &DeTable<'_>) -> Option<Word> {
    let form = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = name.get_ref();
        Some((Category::named(name)?, value.get_ref().as_str()?.into()))
    };
    forms.iter().map(form).collect::<Option<Vec<_>>>().map(Word::Plural)
}

fn list<'a, 'i: 'a>(items: impl Iterator<Item = &'a Spanned<DeValue<'i>>>) -> Option<Word> {
    items.map(|item| item.get_ref().as_str().map(Into::into)).collect::<Option<Vec<_>>>().map(Word::List)
}
