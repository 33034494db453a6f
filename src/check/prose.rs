//! The texts of a claim or a page as rules see them: as typed, with their parts and places.

use std::cell::OnceCell;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Scene;
use super::strings::{self, Short};
use crate::diagnostic::{FilePath, Place};
use crate::markdown::{self, Block, Kind, Piece, Reading};
use crate::record::page::PageRecord;
use crate::record::text::{Hash, Question, Text, TextChanged, TextReader};
use crate::record::translation::Translation;
use crate::tracker::claim::Claim;

/// The texts of one claim, or of one page.
pub struct Told<'a> {
    /// The claim that they belong to.
    pub claim: Option<&'a Claim>,
    /// The page that they belong to.
    pub page: Option<&'a PageRecord>,
    /// In the order of the record: summary, explainer, updates by date, and the translations of each behind it.
    /// Texts of removed updates are not among them.
    pub texts: Vec<Prose<'a>>,
    /// The files that they stand in, whole: with front matter, and with what no text is made of.
    pub sheets: Vec<Sheet<'a>>,
    shorts: OnceCell<Vec<Short<'a>>>,
}

/// A file as it was loaded.
pub struct Sheet<'a> {
    /// Which.
    pub file: &'a FilePath,
    /// All of it.
    pub text: &'a str,
}

/// One Markdown text.
pub struct Prose<'a> {
    /// Where it stands.
    pub text: &'a Text,
    /// What it is.
    pub role: Role<'a>,
    /// The language that it was translated into; `None` = it is an original.
    pub lang: Option<&'a str>,
    /// What it says, byte by byte as it stands in its file (of a TOML string with escapes: as it is read).
    pub typed: &'a str,
    pieces: OnceCell<Vec<Piece<'a>>>,
    blocks: OnceCell<Vec<Block>>,
}

/// What a text is.
#[derive(Clone, Copy, Debug)]
pub enum Role<'a> {
    /// The plain-language summary of a claim.
    Summary,
    /// What stands before the first question of an explainer.
    Lead,
    /// The answer to a question of an explainer.
    Answer(&'a Question),
    /// The body of an update: its place in the updates of the record.
    Update(usize),
    /// The body of a page.
    Page,
}

/// A text, what it is, and its language where it is a translation.
type Entry<'a> = (&'a Text, Role<'a>, Option<&'a str>);

/// Texts that were read, to be taken apart.
pub(crate) struct Read<'a> {
    claim: Option<&'a Claim>,
    page: Option<&'a PageRecord>,
    /// Each with the place of its file in `files`.
    entries: Vec<(Entry<'a>, usize)>,
    files: Vec<(&'a FilePath, Arc<Vec<u8>>)>,
}

impl<'a> Read<'a> {
    /// Those of a claim.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub(crate) fn claim(claim: &'a Claim, texts: &dyn TextReader) -> Result<Self, TextChanged> {
        let record = &*claim.record;
        let mut entries: Vec<Entry<'a>> = vec![(&record.summary, Role::Summary, None)];
        let explainer = |explainer: &'a crate::record::text::Explainer, lang: Option<&'a str>| {
            let lead = explainer.lead.iter().map(move |text| (text, Role::Lead, lang));
            let answers = explainer.questions.iter();
            lead.chain(answers.map(move |question| (&question.answer, Role::Answer(question), lang)))
        };
        entries.extend(explainer(&record.explainer, None));
        for translation in &record.translations {
            entries.extend(body(translation, Role::Summary));
            entries.extend(
                translation.explainer.iter().flat_map(|text| explainer(text, Some(&translation.lang))),
            );
        }
        for (ix, update) in record.updates.iter().enumerate().filter(|(_, update)| update.removed.is_none()) {
            entries.push((&update.body, Role::Update(ix), None));
            entries.extend(update.translations.iter().filter_map(|one| body(one, Role::Update(ix))));
        }
        Self { claim: Some(claim), page: None, entries: Vec::new(), files: Vec::new() }.with(entries, texts)
    }

    /// Those of a page.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub(crate) fn page(page: &'a PageRecord, texts: &dyn TextReader) -> Result<Self, TextChanged> {
        let mut entries: Vec<Entry<'a>> = vec![(&page.body, Role::Page, None)];
        entries.extend(page.translations.iter().filter_map(|one| body(one, Role::Page)));
        Self { claim: None, page: Some(page), entries: Vec::new(), files: Vec::new() }.with(entries, texts)
    }

    /// With these texts; each file is read once.
    fn with(mut self, entries: Vec<Entry<'a>>, texts: &dyn TextReader) -> Result<Self, TextChanged> {
        let mut known: FxHashMap<(&FilePath, Hash), usize> = FxHashMap::default();
        for entry in entries {
            let text = entry.0;
            let ix = match known.entry((text.file.path(), text.file.hash())) {
                Occupied(known) => *known.get(),
                Vacant(new) => {
                    self.files.push((text.file.path(), texts.file(text)?));
                    *new.insert(self.files.len() - 1)
                }
            };
            self.entries.push((entry, ix));
        }
        Ok(self)
    }

    /// As rules see them.
    ///
    /// # Errors
    /// A file does not hold what was loaded.
    pub(crate) fn told(&'a self) -> Result<Told<'a>, TextChanged> {
        let sheet = |(file, bytes): &'a (&'a FilePath, Arc<Vec<u8>>)| match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Sheet { file, text }),
            Err(_) => Err(TextChanged { file: (*file).clone() }),
        };
        let sheets: Vec<_> = self.files.iter().map(sheet).collect::<Result<_, _>>()?;
        let prose = |&((text, role, lang), file): &(Entry<'a>, usize)| {
            let typed = text.inline.as_deref().or_else(|| sheets[file].text.get(text.span.range()));
            let typed = typed.ok_or_else(|| TextChanged { file: text.file.path().clone() })?;
            Ok(Prose { text, role, lang, typed, pieces: OnceCell::new(), blocks: OnceCell::new() })
        };
        let texts = self.entries.iter().map(prose).collect::<Result<_, _>>()?;
        Ok(Told { claim: self.claim, page: self.page, texts, sheets, shorts: OnceCell::new() })
    }
}

impl<'t> Told<'t> {
    /// The short texts of the claim or page, in its TOML.
    pub fn shorts(&self) -> &[Short<'t>] {
        self.shorts.get_or_init(|| match (self.claim, self.page) {
            (Some(claim), _) => strings::of_claim(&claim.record),
            (None, page) => page.map(strings::of_page).unwrap_or_default(),
        })
    }

    /// The language of a text, without its region: that of its translation, else the claim's own, else the
    /// site's first.
    pub fn language<'a>(&'a self, scene: &'a Scene<'_>, translation: Option<&'a str>) -> &'a str {
        let own = || self.claim.and_then(|claim| claim.record.lang.as_deref());
        let first = || scene.config.languages.first().map(|lang| &*lang.code);
        let code = translation.or_else(own).or_else(first).unwrap_or_default();
        code.split('-').next().unwrap_or_default()
    }

    /// The claim or page, as messages begin with it.
    pub fn name(&self) -> String {
        match (self.claim, self.page) {
            (Some(claim), _) => format!("claim `{}`", claim.record.id),
            (_, Some(page)) => format!("page `{}`", page.id),
            (None, None) => String::new(),
        }
    }

    /// Where a text stands, as messages begin with it: ``update `2026-02-13-1442` ``.
    pub fn title(&self, role: Role<'_>) -> String {
        match (role, self.claim) {
            (Role::Update(ix), Some(claim)) => format!("update `{}`", claim.record.updates[ix].id),
            (Role::Answer(question), _) => format!("answer to `{}`", cut(&question.question)),
            (Role::Lead, _) => format!("explainer of {}", self.name()),
            (Role::Summary, _) => format!("summary of {}", self.name()),
            _ => self.name(),
        }
    }
}

/// Words of an author as messages quote them: one line, not too long.
pub fn cut(words: &str) -> String {
    const LONGEST: usize = 60;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn body<'a>(translation: &'a Translation, role: Role<'a>) -> Option<Entry<'a>> {
    translation.body.as_ref().map(|text| (text, role, Some(&*translation.lang)))
}

impl<'a> Prose<'a> {
    /// Its Markdown, taken apart once for all rules; empty where it is too long or too deep to be set as Markdown.
    pub fn pieces(&self) -> &[Piece<'a>] {
        self.pieces.get_or_init(|| markdown::pieces(self.typed))
    }

    /// Its paragraphs, headings, items and cells: what a reader sees as one run of text.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| markdown::blocks(self.pieces(), Reading::Seen))
    }

    /// The same as they are read aloud, for rules that read phrases. What it quotes is somebody else's, and code is no
    /// prose: both are left out.
    pub fn phrases(&self) -> Vec<Block> {
        let mut blocks = markdown::blocks(self.pieces(), Reading::Aloud);
        blocks.retain(|block| !block.is_quoted && !matches!(block.kind, Kind::Code | Kind::Html));
        blocks
    }

    /// These bytes of `typed`, in the file; of a TOML string with escapes: the whole string.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        let mut place = self.text.place();
        if self.text.inline.is_none()
            && let Some(span) = &mut place.span
        {
            let start = span.start as usize;
            *span = crate::diagnostic::Span::new(start + bytes.start, start + bytes.end);
        }
        place
    }

    /// The place of the whole text, for what is said of all of it: its first line.
    pub fn first_line(&self) -> Place {
        self.place(self.line_from(crate::record::text::start(self.typed)))
    }

    /// From a byte of `typed` to the end of its line, white space left out.
    pub fn line_from(&self, start: usize) -> Range<usize> {
        let rest = self.typed[start..].split(['\n', '\r']).next().unwrap_or_default();
        start..start + rest.trim_end().len()
    }
}
