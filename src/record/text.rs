//! Bodies by reference, pages and static files.

use crate::diagnostic::{FilePath, Place, Span, Spanned};
use crate::record::claim::Translation;
use crate::record::id::PageId;

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
        use std::fmt::Write;
        self.0.iter().fold(String::with_capacity(32), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
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

/// A Markdown text: where it stands, not what it says.
///
/// It is read when it is shown, through one door ([`TextReader`]) that verifies the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it stands.
    pub body: Body,
    /// Of the text as it is read: line ends are `\n`, `\+++` lines are unescaped.
    pub hash: Hash,
    /// Length as read, in bytes; 0 only for an empty text.
    pub length: u32,
    /// Site addresses and sources that it points to, in order.
    pub links: Box<[TextLink]>,
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// These bytes of a file.
    InFile {
        /// The file.
        file: FilePath,
        /// Its bytes, before line ends are normalised.
        span: Span,
    },
    /// A TOML string, kept as it was decoded.
    Inline {
        /// The file it was decoded from.
        file: FilePath,
        /// The string, quotes included.
        span: Span,
        /// Its value.
        text: Box<str>,
    },
}

impl Text {
    /// Whether it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.length == 0
    }

    /// The file and bytes of the whole text.
    pub fn place(&self) -> Place {
        match &self.body {
            Body::InFile { file, span } | Body::Inline { file, span, .. } => Place::new(file, *span),
        }
    }
}

/// Something that a text points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// What it points to.
    pub target: LinkTarget,
    /// Where in the file.
    pub place: Span,
}

/// What a text can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// A file changed between loading and rendering: the build starts again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChanged {
    /// The file that changed, or is gone.
    pub file: FilePath,
}

/// One question of an explainer and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The heading, without its marks.
    pub question: Box<str>,
    /// What stands below it.
    pub answer: Text,
}

/// The background of a claim: what stands before the first question, then the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explainer {
    /// Text before the first `## Question?`.
    pub lead: Option<Text>,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// A page of `content/pages/`.
#[derive(Clone, Debug)]
pub struct PageRecord {
    /// The file's stem.
    pub id: PageId,
    /// The file.
    pub file: FilePath,
    /// Its title.
    pub title: Spanned<Box<str>>,
    /// One sentence for lists and search engines.
    pub description: Option<Box<str>>,
    /// Whether the navigation shows it, and its place there (small first).
    pub nav: Option<i64>,
    /// Old ids.
    pub aliases: Vec<Spanned<PageId>>,
    /// Not on the site without `--drafts`.
    pub draft: bool,
    /// The text.
    pub body: Text,
    /// Other languages.
    pub translations: Vec<Translation>,
}

/// A file of `content/static/`, copied as it is.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Relative to `content/static/`, with `/`.
    pub path: Box<str>,
    /// The file.
    pub file: FilePath,
    /// Bytes.
    pub length: u64,
    /// Of its bytes.
    pub hash: Hash,
}
