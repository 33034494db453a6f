//! The words of one language: looked up by key, filled, and put into the plural.
//!
//! A key is the path in the strings file: `date.month`. How a file is read and judged is in
//! `strings_file`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::plural::{Category, category};

/// The words of one language, with those that it lacks taken from another.
#[derive(Clone, Debug)]
pub struct Strings {
    code: Box<str>,
    words: FxHashMap<Box<str>, Word>,
}

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// One text.
    Text(Box<str>),
    /// A text for each plural category; always has [`Category::Other`].
    Plural(Vec<(Category, Box<str>)>),
    /// Several texts in order: the names of the months.
    List(Vec<Box<str>>),
}

impl Strings {
    pub(super) fn new(code: &str, words: impl IntoIterator<Item = (Box<str>, Word)>) -> Self {
        Self { code: code.into(), words: words.into_iter().collect() }
    }

    /// The language's code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether there is a word under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The text under `key`; of a plural its general form. An unknown key stands for itself, so that
    /// a slip shows on the page instead of leaving a gap.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.words.get(key) {
            Some(Word::Text(text)) => text,
            Some(Word::Plural(forms)) => form(forms, Category::Other),
            Some(Word::List(_)) | None => key,
        }
    }

    /// What the rule with this code finds, in a sentence for readers.
    pub fn of_rule(&self, code: &str) -> Option<&str> {
        match self.words.get(&*format!("rule.{code}")) {
            Some(Word::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The text at `place` of the list under `key`; the key itself where there is none.
    pub fn item<'a>(&'a self, key: &'a str, place: usize) -> &'a str {
        match self.words.get(key) {
            Some(Word::List(texts)) => texts.get(place).map_or(key, |text| text),
            _ => key,
        }
    }

    /// The text under `key` with each `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The form of `key` that goes with `n`; `{n}` is the number, other names are replaced too.
    pub fn plural(&self, key: &str, n: u64, values: &[(&str, &str)]) -> String {
        let number = self.number(n);
        let pattern = match self.words.get(key) {
            Some(Word::Plural(forms)) => {
                let has = |wanted| forms.iter().any(|(category, _)| *category == wanted);
                form(forms, self.category_for(n, has))
            }
            _ => self.get(key),
        };
        if values.is_empty() {
            return fill(pattern, &[("n", &number)]);
        }
        let all: Vec<_> = [("n", &*number)].into_iter().chain(values.iter().copied()).collect();
        fill(pattern, &all)
    }

    /// A whole number with the language's thousands separator.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let least = self.get("number.group_from").parse().unwrap_or(4);
        if digits.len() < least {
            return digits;
        }
        let separator = self.get("number.thousands");
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Every word with its key, in any order.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.words.iter().map(|(key, word)| (&**key, word))
    }

    /// The form that goes with `n`, of those that there are.
    pub(super) fn category_for(&self, n: u64, has: impl Fn(Category) -> bool) -> Category {
        let wanted = if n == 0 && has(Category::Zero) { Category::Zero } else { category(&self.code, n) };
        if has(wanted) { wanted } else { Category::Other }
    }
}

impl Word {
    /// The names that it has in braces, sorted; of a plural those of all forms.
    pub(super) fn placeholders(&self) -> Vec<&str> {
        let texts: Vec<&str> = match self {
            Self::Text(text) => vec![text],
            Self::Plural(forms) => forms.iter().map(|(_, text)| &**text).collect(),
            Self::List(texts) => texts.iter().map(|text| &**text).collect(),
        };
        let mut names = Vec::new();
        for text in texts {
            pieces(text, |piece| {
                if let Piece::Name(name) = piece {
                    names.push(name);
                }
            });
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

fn form(forms: &[(Category, Box<str>)], wanted: Category) -> &str {
    let find = |wanted| forms.iter().find(|(category, _)| *category == wanted);
    find(wanted).or_else(|| find(Category::Other)).map_or("", |(_, text)| text)
}

/// A part of a pattern.
pub(super) enum Piece<'a> {
    /// Text as it is.
    Literal(&'a str),
    /// What stands between braces.
    Name(&'a str),
}

/// Takes a pattern apart. A brace that does not hold a name (`a-z`, `_`, digits) is plain text.
pub(super) fn pieces<'a>(pattern: &'a str, mut each: impl FnMut(Piece<'a>)) {
    let bytes = pattern.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let open = at;
        at += 1;
        if bytes[open] != b'{' {
            continue;
        }
        let name = |b: &&u8| b.is_ascii_lowercase() || b.is_ascii_digit() || **b == b'_';
        let close = at + bytes[at..].iter().take_while(name).count();
        if close > at && bytes.get(close) == Some(&b'}') {
            each(Piece::Literal(&pattern[from..open]));
            each(Piece::Name(&pattern[at..close]));
            at = close + 1;
            from = at;
        }
    }
    each(Piece::Literal(&pattern[from..]));
}

/// A filled pattern, and the first name for which there was no value.
pub(super) struct Filled<'a> {
    text: String,
    pub(super) lacks: Option<&'a str>,
}

impl Filled<'_> {
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Replaces each name for which there is a value; the others stay as they are written.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let longer: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut text = String::with_capacity(pattern.len() + longer);
    pieces(pattern, |piece| match piece {
        Piece::Literal(literal) => text.push_str(literal),
        Piece::Name(name) => match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", name, "}"]),
        },
    });
    text
}

/// The same, with literal text passed through `literal` (to escape it).
pub(super) fn fill_with<'a, 'v>(
    pattern: &'a str,
    literal: impl Fn(&'a str) -> Cow<'a, str>,
    value: impl Fn(&str) -> Option<Cow<'v, str>>,
) -> Filled<'a> {
    let mut filled = Filled { text: String::with_capacity(pattern.len() + 16), lacks: None };
    pieces(pattern, |piece| match piece {
        Piece::Literal(text) => filled.text.push_str(&literal(text)),
        Piece::Name(name) => {
            if let Some(value) = value(name) {
                filled.text.push_str(&value);
            } else {
                filled.lacks.get_or_insert(name);
                filled.text.push('{');
                filled.text.push_str(name);
                filled.text.push('}');
            }
        }
    });
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(code: &str) -> Strings {
        let words = [
            ("number.thousands", Word::Text(if code == "en" { "," } else { "." }.into())),
            ("number.group_from", Word::Text(if code == "en" { "4" } else { "5" }.into())),
            ("cited", Word::Text("{who}: {what} {".into())),
            (
                "readings",
                Word::Plural(vec![
                    (Category::Zero, "no readings".into()),
                    (Category::One, "{n} reading".into()),
                    (Category::Other, "{n} readings".into()),
                ]),
            ),
            ("months", Word::List(vec!["January".into(), "February".into()])),
        ];
        Strings::new(code, words.map(|(key, word)| (key.into(), word)))
    }

    #[test]
    fn names_are_replaced_and_everything_else_stays() {
        let strings = strings("en");
        assert_eq!(strings.fill("cited", &[("who", "A {what}"), ("what", "b")]), "A {what}: b {");
        assert_eq!(strings.fill("cited", &[("who", "A")]), "A: {what} {");
        assert_eq!(strings.get("missing.key"), "missing.key");
        assert_eq!(
            (strings.item("months", 1), strings.item("months", 12), strings.get("months")),
            ("February", "months", "months")
        );
    }

    #[test]
    fn plurals_take_the_form_of_their_number() {
        let strings = strings("en");
        let all: Vec<String> = [0, 1, 2, 1234].iter().map(|n| strings.plural("readings", *n, &[])).collect();
        assert_eq!(all, ["no readings", "1 reading", "2 readings", "1,234 readings"]);
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        let cases = [(0, "0"), (999, "999"), (1234, "1,234"), (1_234_567, "1,234,567")];
        for (n, expected) in cases {
            assert_eq!(strings("en").number(n), expected);
        }
        assert_eq!(
            (strings("es").number(1234), strings("es").number(12345)),
            ("1234".into(), "12.345".into())
        );
    }

    #[test]
    fn braces_without_a_name_are_text() {
        let mut names = Vec::new();
        for pattern in ["{}", "{ a}", "{a", "{A}", "é{b}é{c_2}"] {
            pieces(pattern, |piece| {
                if let Piece::Name(name) = piece {
                    names.push(name);
                }
            });
        }
        assert_eq!(names, ["b", "c_2"]);
    }
}
