//! The TOML that almost every record is made of, read in one pass over its bytes.
//!
//! That is: lines `key = value`, `[[list]]` and `# comment`, where a value is a text between plain quotes without
//! escapes, a date, `true`, `false`, a list of these, or a table of these on one line. A text with anything else in
//! it, right or wrong, is none: the full parser reads the whole of it. What is read here is what that would read,
//! places included; a test holds the two against each other.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};
use toml::map::Entry;

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// The tree of a text; `None` where anything in it is for the full parser.
pub(super) fn read(text: &str) -> Option<DeTable<'_>> {
    let mut reader = Reader { text, at: 0 };
    let mut tree = Tree::default();
    loop {
        reader.skip_blank();
        match reader.next() {
            None => return tree.finish(),
            Some(b'#') => {}
            Some(b'[') => tree.begin(reader.header()?)?,
            Some(_) => {
                let (key, value) = reader.pair(Reader::value)?;
                put(&mut tree.table, key, value)?;
            }
        }
        reader.end_line()?;
    }
}

/// What was read so far.
#[derive(Default)]
struct Tree<'t> {
    root: DeTable<'t>,
    /// The names of `[[lists]]`: they may go on where others are written twice.
    lists: Vec<&'t str>,
    /// The header of the table that lines now belong to; none before the first one.
    header: Option<Header<'t>>,
    table: DeTable<'t>,
}

/// `[[name]]`
struct Header<'t> {
    name: &'t str,
    key: Key<'t>,
    place: Range<usize>,
}

impl<'t> Tree<'t> {
    fn begin(&mut self, header: Header<'t>) -> Option<()> {
        self.close()?;
        self.header = Some(header);
        Some(())
    }

    /// Puts the table that lines belonged to in its place.
    fn close(&mut self) -> Option<()> {
        let table = std::mem::take(&mut self.table);
        let Some(Header { name, key, place }) = self.header.take() else {
            self.root = table;
            return Some(());
        };
        let table = Spanned::new(place.clone(), DeValue::Table(table));
        match self.root.entry(key) {
            Entry::Vacant(free) => {
                let mut list = DeArray::new();
                list.push(table);
                free.insert(Spanned::new(place, DeValue::Array(list)));
                self.lists.push(name);
                Some(())
            }
            Entry::Occupied(mut taken) => match taken.get_mut().get_mut() {
                DeValue::Array(list) if self.lists.contains(&name) => {
                    list.push(table);
                    Some(())
                }
                _ => None,
            },
        }
    }

    fn finish(mut self) -> Option<DeTable<'t>> {
        self.close()?;
        Some(self.root)
    }
}

/// Puts a value in a table; `None` where the key stands there.
fn put<'t>(table: &mut DeTable<'t>, key: Key<'t>, value: Value<'t>) -> Option<()> {
    match table.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            Some(())
        }
        Entry::Occupied(_) => None,
    }
}

/// A text up to a byte of it. Every step that cannot go on says `None`, and nothing is tried again.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn next(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next() == Some(byte)).then(|| self.at += 1)
    }

    /// The bytes from here on that are of a sort, as they stand.
    fn take_all(&mut self, of: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().iter().take_while(|byte| of(**byte)).count();
        start..self.at
    }

    fn skip_spaces(&mut self) {
        self.take_all(|byte| matches!(byte, b' ' | b'\t'));
    }

    /// Spaces and line ends.
    fn skip_blank(&mut self) {
        self.skip_spaces();
        while self.skip_line_end().is_some() {
            self.skip_spaces();
        }
    }

    fn skip_line_end(&mut self) -> Option<()> {
        let length = match self.rest() {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return None,
        };
        self.at += length;
        Some(())
    }

    /// What may follow a value: a comment, and the end of the line or of the text.
    fn end_line(&mut self) -> Option<()> {
        self.skip_spaces();
        if self.next() == Some(b'#') {
            self.take_all(|byte| !is_control(byte));
        }
        if self.rest().is_empty() { Some(()) } else { self.skip_line_end() }
    }

    fn header(&mut self) -> Option<Header<'t>> {
        let start = self.at;
        self.take(b'[')?;
        self.take(b'[')?;
        let key = self.key()?;
        self.take(b']')?;
        self.take(b']')?;
        Some(Header { name: &self.text[key.span()], key, place: start..self.at })
    }

    fn key(&mut self) -> Option<Key<'t>> {
        let place = self.take_all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        (!place.is_empty()).then(|| Spanned::new(place.clone(), self.text[place].into()))
    }

    fn pair(&mut self, value: fn(&mut Self) -> Option<Value<'t>>) -> Option<(Key<'t>, Value<'t>)> {
        let key = self.key()?;
        self.skip_spaces();
        self.take(b'=')?;
        self.skip_spaces();
        Some((key, value(self)?))
    }

    fn value(&mut self) -> Option<Value<'t>> {
        if self.next()? == b'[' { self.list() } else { self.entry() }
    }

    /// A list, over as many lines as it takes.
    fn list(&mut self) -> Option<Value<'t>> {
        let start = self.at;
        self.take(b'[')?;
        let mut list = DeArray::new();
        self.skip_blank();
        while self.next()? != b']' {
            list.push(self.entry()?);
            self.skip_blank();
            if self.next()? != b']' {
                self.take(b',')?;
                self.skip_blank();
            }
        }
        self.at += 1;
        Some(Spanned::new(start..self.at, DeValue::Array(list)))
    }

    /// What may stand in a list.
    fn entry(&mut self) -> Option<Value<'t>> {
        if self.next()? == b'{' { self.table() } else { self.scalar() }
    }

    /// A table on one line.
    fn table(&mut self) -> Option<Value<'t>> {
        let start = self.at;
        self.take(b'{')?;
        let mut table = DeTable::new();
        self.skip_spaces();
        while self.next()? != b'}' {
            let (key, value) = self.pair(Self::scalar)?;
            put(&mut table, key, value)?;
            self.skip_spaces();
            if self.next()? != b'}' {
                self.take(b',')?;
                self.skip_spaces();
                // A comma behind the last pair is not of every version of TOML.
                (self.next()? != b'}').then_some(())?;
            }
        }
        self.at += 1;
        Some(Spanned::new(start..self.at, DeValue::Table(table)))
    }

    fn scalar(&mut self) -> Option<Value<'t>> {
        let start = self.at;
        let value = match self.rest() {
            [b'"', ..] => DeValue::String(self.quoted()?.into()),
            [b't', b'r', b'u', b'e', ..] => {
                self.at += 4;
                DeValue::Boolean(true)
            }
            [b'f', b'a', b'l', b's', b'e', ..] => {
                self.at += 5;
                DeValue::Boolean(false)
            }
            // A year and a hyphen: no number begins so.
            [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] => {
                let is_part = |byte: u8| {
                    byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'.' | b'+' | b'T' | b'Z')
                };
                let place = self.take_all(is_part);
                DeValue::Datetime(self.text[place].parse().ok()?)
            }
            _ => return None,
        };
        Some(Spanned::new(start..self.at, value))
    }

    /// What stands between plain quotes, on one line and without escapes.
    fn quoted(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let inside = self.rest();
        let length = memchr::memchr2(b'"', b'\\', inside)?;
        let is_plain = inside[length] == b'"'
            && !inside[..length].iter().fold(false, |found, byte| found | is_control(*byte));
        // Three quotes begin a text of several lines.
        let is_long = length == 0 && inside.get(1) == Some(&b'"');
        if !is_plain || is_long {
            return None;
        }
        let start = self.at;
        self.at += length + 1;
        Some(&self.text[start..start + length])
    }
}

/// What no line of TOML holds.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t') || byte == 0x7f
}

#[cfg(test)]
mod tests;
