//! What an output is: a kind of thing the site holds, made of artifacts that can each be drawn alone.
//!
//! A view is written once and used twice: *fingerprinted* in planning, where a text stands for its
//! hash, and *set* in rendering, where it stands as HTML. What a view does not read cannot change
//! its bytes, and what it reads is in the fingerprint: that is why unchanged work is a look-up.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use serde::Serialize;

use crate::date::{PartialDate, Precision};
use crate::markdown::{self, Setting};
use crate::record::site::Config;
use crate::record::text::{Hash, Text, TextChanged, TextReader};
use crate::routes::{self, LinkStyle, Routes, SitePath};
use crate::theme::{Strings, Theme, ThemeFault};
use crate::tracker::Tracker;

/// The kinds of output, by the id that settings and `--outputs` use.
pub type OutputId = &'static str;

/// A kind of thing that the site holds. One file in `outputs/`, one line in its slice.
pub trait Output: Sync {
    /// The id under `[outputs.ID]`.
    fn id(&self) -> OutputId;

    /// Every artifact of this kind, in any order.
    fn artifacts(&self, site: &Site) -> Vec<Artifact>;
}

/// A kind of thing that is made of what the outputs have made: a list of addresses, an old address.
///
/// Planning asks indexes after all outputs, each with the artifacts of outputs alone, so that their
/// order is of no matter.
pub trait Index: Sync {
    /// The id under `[outputs.ID]`.
    fn id(&self) -> OutputId;

    /// Every artifact of this kind, in any order; `made` are those of every output.
    fn artifacts(&self, site: &Site, made: &[Artifact]) -> Vec<Artifact>;
}

/// Everything that views read.
pub struct Site {
    /// The resolved records.
    pub tracker: Arc<Tracker>,
    /// Templates, strings and assets.
    pub theme: Arc<Theme>,
    /// The door to the texts.
    pub texts: Arc<dyn TextReader>,
    /// Languages with their routes, the first at the root.
    pub languages: Vec<Language>,
    /// How links between pages are written.
    pub links: LinkStyle,
    /// Ids of the outputs that this build makes.
    pub enabled: Vec<OutputId>,
}

/// A language of the site: its code, its addresses and its words.
pub struct Language {
    /// BCP 47.
    pub code: Box<str>,
    /// Its addresses.
    pub routes: Routes,
    /// Its words.
    pub strings: Arc<Strings>,
}

impl Site {
    /// `site.toml`.
    pub fn config(&self) -> &Config {
        &self.tracker.config
    }

    /// Whether this build makes the output.
    pub fn makes(&self, id: OutputId) -> bool {
        self.enabled.contains(&id)
    }

    /// The absolute address of a place on the site.
    pub fn absolute(&self, path: &SitePath) -> String {
        format!("{}{}", self.config().base_url, path.as_str())
    }
}

/// One file of the site: its address, and how it is made.
pub struct Artifact {
    /// Where it is published.
    pub path: SitePath,
    /// The kind that it belongs to.
    pub output: OutputId,
    /// Its language, a place in [`Site::languages`].
    pub lang: usize,
    /// How it is made.
    pub content: Content,
    /// Ids of elements that links may point to; empty where none are meant to be linked.
    pub anchors: Vec<Box<str>>,
    /// The latest date in its records, for the sitemap: `None` keeps it out of there.
    pub lastmod: Option<LastMod>,
}

/// What the sitemap says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastMod {
    /// Listed, without a date.
    Unknown,
    /// Listed with this date (`2026-02-13` or a date-time with offset).
    Date(Box<str>),
}

impl LastMod {
    /// Of a date of the records, as XML Schema writes it (`xs:date`, `xs:dateTime`): that is what the
    /// sitemap protocol takes. A month, a year or an interval has no such form and counts as unknown.
    pub fn of(date: &PartialDate) -> Self {
        let literal = date.iso();
        match date.precision() {
            Precision::Day => Self::Date(literal.trim_end_matches(['~', '?', '%']).into()),
            // `2026-02-13T14:42` is 16 bytes; what follows is the seconds, or the offset.
            Precision::Time if literal.as_bytes().get(16) == Some(&b':') => Self::Date(literal.into()),
            Precision::Time => {
                let (minute, offset) = literal.split_at(literal.len().min(16));
                Self::Date(format!("{minute}:00{offset}").into())
            }
            Precision::Year | Precision::Month | Precision::Interval => Self::Unknown,
        }
    }
}

/// How an artifact is made.
#[derive(Clone)]
pub enum Content {
    /// Drawn from a view.
    Drawn(Draw),
    /// A copy of a file of `content/static/`.
    Copied(crate::record::page::StaticFile),
    /// Bytes of the theme.
    Bytes(Arc<[u8]>),
}

/// Draws one artifact on a sheet: the same code fingerprints and renders.
///
/// Shared, so that an old address can hold the same file.
pub type Draw = Arc<dyn Fn(&Desk<'_>, &mut Sheet<'_>) + Send + Sync>;

impl Artifact {
    /// A drawn artifact without anchors, kept out of the sitemap.
    pub fn drawn(
        output: OutputId,
        lang: usize,
        path: SitePath,
        draw: impl Fn(&Desk<'_>, &mut Sheet<'_>) + Send + Sync + 'static,
    ) -> Self {
        let content = Content::Drawn(Arc::new(draw));
        Self { path, output, lang, content, anchors: Vec::new(), lastmod: None }
    }

    /// With ids that links may point to.
    #[must_use]
    pub fn anchors(mut self, anchors: Vec<Box<str>>) -> Self {
        self.anchors = anchors;
        self
    }

    /// Listed in the sitemap, with the date its records give.
    #[must_use]
    pub fn in_sitemap(mut self, lastmod: LastMod) -> Self {
        self.lastmod = Some(lastmod);
        self
    }
}

/// Whether a view is only fingerprinted, or set for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Fingerprint,
    Set,
}

/// Where a view is made: it knows the site, the language and the address that is being drawn.
pub struct Desk<'a> {
    /// Everything that views read.
    pub site: &'a Site,
    /// The language being drawn.
    pub lang: &'a Language,
    /// The address being drawn.
    pub path: &'a SitePath,
    mode: Mode,
    changed: RefCell<Option<TextChanged>>,
    footnotes: Cell<usize>,
}

impl<'a> Desk<'a> {
    fn new(site: &'a Site, artifact: &'a Artifact, mode: Mode) -> Self {
        let lang = &site.languages[artifact.lang];
        Self {
            site,
            lang,
            path: &artifact.path,
            mode,
            changed: RefCell::default(),
            footnotes: Cell::default(),
        }
    }

    /// The tracker.
    pub fn tracker(&self) -> &'a Tracker {
        &self.site.tracker
    }

    /// Addresses in the language being drawn.
    pub fn routes(&self) -> &'a Routes {
        &self.lang.routes
    }

    /// A link from the address being drawn.
    pub fn href(&self, to: &SitePath) -> String {
        if *self.path == routes::not_found() {
            // It is shown in place of any address, so that only links from the root lead anywhere.
            return format!("{}{}", routes::base_path(&self.site.config().base_url), to.as_str());
        }
        routes::href(self.path, to, self.site.links)
    }

    /// A text as HTML, its ids under `prefix`, its citations numbered by `number`, its headings from h3.
    ///
    /// In a fingerprint it stands for its hash and for what its links resolve to.
    pub fn html(&self, text: &Text, prefix: &str, number: &dyn Fn(&str) -> Option<usize>) -> String {
        self.html_below(2, text, prefix, number)
    }

    /// The same below a heading of this level: the text's own headings begin one lower.
    pub fn html_below(
        &self,
        level: u8,
        text: &Text,
        prefix: &str,
        number: &dyn Fn(&str) -> Option<usize>,
    ) -> String {
        let setting = Setting {
            prefix,
            heading_base: level.saturating_add(1),
            number,
            link: &|address: &str| self.site_link(address),
            words: &self.lang.strings,
        };
        match self.mode {
            Mode::Fingerprint => markdown::fingerprint(text, &setting),
            Mode::Set => match self.site.texts.read(text) {
                Ok(source) => markdown::to_html(&source, &setting),
                Err(changed) => {
                    self.changed.borrow_mut().get_or_insert(changed);
                    String::new()
                }
            },
        }
    }

    /// A text as Markdown, as it was written.
    pub fn source(&self, text: &Text) -> String {
        match self.mode {
            Mode::Fingerprint => text.hash.hex(),
            Mode::Set => self.site.texts.read(text).unwrap_or_else(|changed| {
                self.changed.borrow_mut().get_or_insert(changed);
                String::new()
            }),
        }
    }

    /// A prefix for ids that nothing else on the page has.
    pub fn fresh_prefix(&self) -> String {
        self.footnotes.set(self.footnotes.get() + 1);
        format!("n{}-", self.footnotes.get())
    }

    /// A link that an author wrote as a site address (`/claims/ID/#u-…`), as it is written here; `None`
    /// where it leads to what comes to the site on a later day.
    fn site_link(&self, address: &str) -> Option<String> {
        let (path, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
        let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
        let to = SitePath::new(path.trim_start_matches('/'));
        if self.tracker().is_to_come(to.as_str(), fragment.trim_start_matches('#')) {
            return None;
        }
        if to == *self.path && !fragment.is_empty() {
            return Some(fragment.to_owned());
        }
        Some(format!("{}{query}{fragment}", self.href(&to)))
    }
}

/// What an artifact is drawn on: a hash in planning, bytes in rendering.
pub struct Sheet<'a> {
    ink: Ink<'a>,
    fault: Option<RenderFault>,
}

enum Ink<'a> {
    Hash(Box<blake3::Hasher>),
    Bytes(&'a mut Vec<u8>),
}

/// Why an artifact could not be rendered.
#[derive(Debug)]
pub enum RenderFault {
    /// A template failed.
    Template(Box<ThemeFault>),
    /// A text changed since it was loaded.
    Changed(TextChanged),
}

impl Sheet<'_> {
    /// A page or drawing from a template: `view` is there as `v`, the language's words as `s`.
    pub fn template(&mut self, desk: &Desk<'_>, template: &'static str, view: &impl Serialize) {
        match &mut self.ink {
            Ink::Hash(hasher) => {
                hasher.update(template.as_bytes());
                hash_json(hasher, view);
            }
            Ink::Bytes(bytes) => {
                if let Err(fault) = desk.site.theme.render(template, &desk.lang.code, view, bytes) {
                    self.fault.get_or_insert(RenderFault::Template(Box::new(fault)));
                }
            }
        }
    }

    /// Pretty-printed JSON with a final line end.
    ///
    /// # Panics
    /// Where a view cannot be JSON at all (a map whose keys are no strings): a fault of the program.
    pub fn json(&mut self, value: &impl Serialize) {
        match &mut self.ink {
            Ink::Hash(hasher) => hash_json(hasher, value),
            Ink::Bytes(bytes) => {
                serde_json::to_writer_pretty(&mut **bytes, value).expect("views serialise to JSON");
                bytes.push(b'\n');
            }
        }
    }

    /// Text as it is.
    pub fn text(&mut self, text: &str) {
        match &mut self.ink {
            Ink::Hash(hasher) => {
                hasher.update(text.as_bytes());
            }
            Ink::Bytes(bytes) => bytes.extend_from_slice(text.as_bytes()),
        }
    }
}

fn hash_json(hasher: &mut blake3::Hasher, value: &impl Serialize) {
    let writer = std::io::BufWriter::with_capacity(16 * 1024, hasher);
    serde_json::to_writer(writer, value).expect("views serialise to JSON");
}

/// The fingerprint of an artifact: of everything that its bytes depend on.
///
/// `ground` stands for what every artifact shares: theme, strings, settings and the renderer itself.
pub fn fingerprint(site: &Site, artifact: &Artifact, ground: Hash) -> Hash {
    let mut hasher = Box::new(blake3::Hasher::new());
    hasher.update(&ground.0);
    hasher.update(artifact.path.as_str().as_bytes());
    hasher.update(site.languages[artifact.lang].code.as_bytes());
    match &artifact.content {
        Content::Drawn(draw) => {
            let desk = Desk::new(site, artifact, Mode::Fingerprint);
            let mut sheet = Sheet { ink: Ink::Hash(hasher), fault: None };
            draw(&desk, &mut sheet);
            let Ink::Hash(done) = sheet.ink else { unreachable!("a sheet keeps its ink") };
            hasher = done;
        }
        Content::Copied(file) => {
            hasher.update(&file.hash.0);
        }
        Content::Bytes(bytes) => {
            hasher.update(bytes);
        }
    }
    Hash::from(&hasher.finalize())
}

/// The bytes of a drawn artifact, appended to `out`; copies and theme files are for the publisher.
///
/// # Errors
/// A template fault, or a text that changed since it was loaded.
pub fn draw(site: &Site, artifact: &Artifact, out: &mut Vec<u8>) -> Result<(), RenderFault> {
    let Content::Drawn(draw) = &artifact.content else { return Ok(()) };
    let desk = Desk::new(site, artifact, Mode::Set);
    let mut sheet = Sheet { ink: Ink::Bytes(out), fault: None };
    draw(&desk, &mut sheet);
    let fault = sheet.fault;
    match (desk.changed.into_inner(), fault) {
        (Some(changed), _) => Err(RenderFault::Changed(changed)),
        (None, Some(fault)) => Err(fault),
        (None, None) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn the_sitemap_dates_are_those_of_xml_schema() {
        let cases = [
            ("2026-02-13", Some("2026-02-13")),
            ("2026-02-13~", Some("2026-02-13")),
            ("2026-02-13T14:42+01:00", Some("2026-02-13T14:42:00+01:00")),
            ("2026-02-13 14:42:05", Some("2026-02-13T14:42:05+00:00")),
            ("2026-02-13T14:42Z", Some("2026-02-13T14:42:00Z")),
            ("2026-02", None),
            ("2026", None),
            ("2026-02-13/2026-02-14", None),
        ];
        for (written, expected) in cases {
            let date = PartialDate::parse(written, Tz::UTC).unwrap().date;
            let expected = expected.map_or(LastMod::Unknown, |date| LastMod::Date(date.into()));
            assert_eq!(LastMod::of(&date), expected, "{written}");
        }
    }
}
