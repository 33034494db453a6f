//! Bodies by reference.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{FilePath, Place, Span};
use crate::record::rare::{Optional, Rare};

/// A hash of content: the first 16 bytes of its BLAKE3.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 16]);

impl Hash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(&blake3::hash(bytes))
    }

    /// As 32 hexadecimal digits.
    pub fn hex(self) -> String {
        let mut hex = String::with_capacity(32);
        self.push_hex(&mut hex);
        hex
    }

    /// Its 32 hexadecimal digits, appended to a text.
    pub fn push_hex(self, text: &mut String) {
        let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
        let digits = self.0.map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        text.push_str(std::str::from_utf8(digits.as_flattened()).unwrap_or_default());
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        bytes.try_into().map(Self).map_err(serde::de::Error::custom)
    }
}

thread_local! {
    /// Room that the last feed of the thread left: prints are taken by the hundred thousand.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Several values under one hash; lengths keep `ab` and `c` apart from `a` and `bc`.
pub struct Feed(Vec<u8>);

impl Default for Feed {
    fn default() -> Self {
        let mut room = ROOM.take();
        room.clear();
        Self(room)
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        // More room than this is not kept for small ones.
        if self.0.capacity() <= 1 << 20 {
            ROOM.set(std::mem::take(&mut self.0));
        }
    }
}

impl Feed {
    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Adds how many of something follow.
    pub fn count(&mut self, count: usize) {
        self.0.extend_from_slice(&(count as u64).to_le_bytes());
    }

    /// Adds a hash.
    pub fn hash(&mut self, hash: Hash) {
        self.0.extend_from_slice(&hash.0);
    }

    /// Adds hashes.
    pub fn extend(&mut self, hashes: impl IntoIterator<Item = Hash>) {
        hashes.into_iter().for_each(|hash| self.hash(hash));
    }

    /// Whether more than so many bytes were added.
    pub fn is_longer_than(&self, bytes: usize) -> bool {
        self.0.len() > bytes
    }

    /// The hash of everything that was added.
    pub fn print(&self) -> Hash {
        Hash::of(&self.0)
    }
}

/// Numbers are taken in one form on every machine: eight bytes, the lowest first.
impl std::hash::Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn write_i64(&mut self, number: i64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn write_i32(&mut self, number: i32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn write_u16(&mut self, number: u16) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn finish(&self) -> u64 {
        self.0.len() as u64
    }
}

impl From<&blake3::Hash> for Hash {
    fn from(hash: &blake3::Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Self(first)
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

/// A file that texts stand in, as it was loaded. Behind one pointer: a file may hold thousands of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile(Arc<Loaded>);

#[derive(Debug, PartialEq, Eq)]
struct Loaded {
    path: FilePath,
    hash: Hash,
}

thread_local! {
    /// The file whose decoded form is being read back on this thread.
    static READ_BACK: RefCell<Option<TextFile>> = const { RefCell::new(None) };
}

impl TextFile {
    /// The file at `path`, with the hash of all its bytes.
    pub fn new(path: &FilePath, hash: Hash) -> Self {
        Self(Arc::new(Loaded { path: path.clone(), hash }))
    }

    /// Where it is.
    pub fn path(&self) -> &FilePath {
        &self.0.path
    }

    /// Of all its bytes, by which it is known to hold its texts still.
    pub fn hash(&self) -> Hash {
        self.0.hash
    }

    /// Reads back records all of which come from this file.
    pub fn of_all<T>(&self, read: impl FnOnce() -> T) -> T {
        READ_BACK.set(Some(self.clone()));
        let records = self.path().of_all(read);
        READ_BACK.set(None);
        records
    }
}

/// Like [`FilePath`]: written nowhere, and read back as the file that [`TextFile::of_all`] says.
impl Serialize for TextFile {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for TextFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer)?;
        let file = READ_BACK.with_borrow(Clone::clone);
        file.ok_or_else(|| serde::de::Error::custom("no file is being read back"))
    }
}

/// A Markdown text: where it stands, not what it says.
///
/// It is read when it is shown, through one door ([`TextReader`]) that verifies the hash of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The file.
    pub file: TextFile,
    /// Its bytes, before line ends are normalised; of a TOML string with escapes the whole string.
    pub span: Span,
    /// Length as read, in bytes; 0 only for an empty text.
    pub length: u32,
    /// What few texts have.
    pub rare: Rare<TextRare>,
}

/// What few texts have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRare {
    /// What it says, where it stands in a TOML string with escapes.
    pub inline: Option<Box<str>>,
    /// Site addresses and sources that it points to, in order.
    pub links: Vec<TextLink>,
}

impl Deref for Text {
    type Target = TextRare;
    fn deref(&self) -> &TextRare {
        &self.rare
    }
}

impl Optional for TextRare {
    const NONE: &'static Self = &Self { inline: None, links: Vec::new() };
}

impl Text {
    /// Whether it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.length == 0
    }

    /// The file and bytes of the whole text.
    pub fn place(&self) -> Place {
        Place::new(self.file.path(), self.span)
    }
}

/// A text as it is read: line ends are `\n`, a line `\+++` loses its backslash, blank lines before it and
/// white space after it are gone.
///
/// Normalising twice changes nothing unless `\\+++` lines stand in it.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    let raw = raw[start(raw)..].trim_end();
    if memchr::memchr2(b'\r', b'\\', raw.as_bytes()).is_none() {
        return raw.into();
    }
    let mut text = String::with_capacity(raw.len() + 1);
    for line in lines(raw) {
        text.push_str(if is_escaped(line) { &line[1..] } else { line });
        text.push('\n');
    }
    text.pop();
    text.into()
}

/// Where the first line of `raw` that is not blank begins.
pub fn start(raw: &str) -> usize {
    let blank = raw.len() - raw.trim_start().len();
    raw[..blank].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// `\+++`, with any number of backslashes: stands for one less.
fn is_escaped(line: &str) -> bool {
    line.starts_with('\\') && line.trim_start_matches('\\') == "+++"
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).flat_map(|line| line.split('\r'))
}

/// Something that a text points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLink {
    /// What it points to.
    pub target: LinkTarget,
    /// Where in the file.
    pub place: Span,
}

/// What a text can point to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkTarget {
    /// An address of the site, as written: `/claims/ID/#u-…`.
    Site(Box<str>),
    /// A source: `[@id]`.
    Source(Box<str>),
}

/// The one door through which texts are read after loading.
pub trait TextReader: Send + Sync {
    /// The text as Markdown: `\n` line ends, `\+++` unescaped.
    ///
    /// # Errors
    /// [`TextChanged`] where the file no longer holds what was loaded.
    fn read(&self, text: &Text) -> Result<String, TextChanged>;

    /// All bytes of the file that a text stands in.
    ///
    /// # Errors
    /// The same.
    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged>;
}

/// A file changed between loading and rendering: the build starts again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChanged {
    /// The file that changed, or is gone.
    pub file: FilePath,
}

/// One question of an explainer and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The heading, without its marks.
    pub question: Box<str>,
    /// What stands below it.
    pub answer: Text,
}

/// The background of a claim: what stands before the first question, then the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explainer {
    /// Text before the first `## Question?`.
    pub lead: Option<Text>,
    /// The questions in order.
    pub questions: Vec<Question>,
}

impl Explainer {
    /// Its texts in their order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.lead.iter().chain(self.questions.iter().map(|question| &question.answer))
    }
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn texts_are_normalised_to_one_form() {
        let cases = [
            ("", ""),
            (" \r\n\t\n", ""),
            ("a\r\nb\rc\n", "a\nb\nc"),
            ("\n\n    code\n\ntext \n\n", "    code\n\ntext"),
            ("a\n\\+++\nb\\+++\n\\\\+++", "a\n+++\nb\\+++\n\\+++"),
        ];
        for (raw, normal) in cases {
            assert_eq!(normalise(raw), normal, "{raw:?}");
        }
    }
}
