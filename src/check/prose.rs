//! The texts of a claim or a page as rules see them: as typed, with their parts and places.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::Place;
use crate::markdown::{self, Piece};
use crate::record::page::PageRecord;
use crate::record::text::{Question, Text, TextChanged, TextReader};
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
    entries: Vec<(Entry<'a>, String)>,
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
        Ok(Self { claim: Some(claim), page: None, entries: read(entries, texts)? })
    }

    /// Those of a page.
    ///
    /// # Errors
    /// A file is no longer as it was loaded.
    pub(crate) fn page(page: &'a PageRecord, texts: &dyn TextReader) -> Result<Self, TextChanged> {
        let mut entries: Vec<Entry<'a>> = vec![(&page.body, Role::Page, None)];
        entries.extend(page.translations.iter().filter_map(|one| body(one, Role::Page)));
        Ok(Self { claim: None, page: Some(page), entries: read(entries, texts)? })
    }

    /// As rules see them.
    pub(crate) fn told(&'a self) -> Told<'a> {
        let prose = |((text, role, lang), typed): &'a (Entry<'a>, String)| Prose {
            text,
            role: *role,
            lang: *lang,
            typed,
            pieces: OnceCell::new(),
        };
        Told { claim: self.claim, page: self.page, texts: self.entries.iter().map(prose).collect() }
    }
}

fn body<'a>(translation: &'a Translation, role: Role<'a>) -> Option<Entry<'a>> {
    translation.body.as_ref().map(|text| (text, role, Some(&*translation.lang)))
}

fn read<'a>(
    entries: Vec<Entry<'a>>,
    texts: &dyn TextReader,
) -> Result<Vec<(Entry<'a>, String)>, TextChanged> {
    entries.into_iter().map(|entry| Ok((entry, texts.typed(entry.0)?))).collect()
}

impl<'a> Prose<'a> {
    /// Its Markdown, taken apart once for all rules; empty where it is too long or too deep to be set as Markdown.
    pub fn pieces(&self) -> &[Piece<'a>] {
        self.pieces.get_or_init(|| markdown::pieces(self.typed))
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
        let start = crate::record::text::start(self.typed);
        let rest = &self.typed[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.place(start..start + length)
    }
}
