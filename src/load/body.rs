//! Bodies: from bytes of a file, or a TOML string, to a [`Text`] with its links.

use std::ops::Range;

use crate::diagnostic::{Span, Spanned};
use crate::load::links;
use crate::load::nesting::{MOST_LEVELS, too_deep};
use crate::record::decode::{Fields, Input};
use crate::record::rare::Rare;
use crate::record::text::{Explainer, Question, Text, TextLink, TextRare, normalise, start};

/// The most bytes of one text.
const MOST_BYTES: usize = 1 << 20;

/// A text as it was decoded, before it is a [`Text`].
#[derive(Clone)]
struct Raw<'r> {
    text: &'r str,
    /// The byte of the file at which `text` stands as it is; `None` where escapes moved it.
    base: Option<usize>,
    /// The string with its quotes, for one out of TOML.
    string: Option<Span>,
}

/// The text in these bytes of a file.
pub(super) fn in_file(input: &Input<'_>, range: Range<usize>) -> Text {
    text(input, &Raw { text: &input.text[range.clone()], base: Some(range.start), string: None })
}

/// The explainer in these bytes of a file.
pub(super) fn explainer_in_file(input: &Input<'_>, range: Range<usize>) -> Explainer {
    explainer(input, &Raw { text: &input.text[range.clone()], base: Some(range.start), string: None })
}

/// The text under a key; an empty one where the key was not written.
pub(super) fn inline(fields: &Fields<'_, '_>, name: &str) -> Text {
    let input = fields.scope.input;
    match fields.markdown(name) {
        Some(written) => text(input, &raw_string(input, &written)),
        None => empty(input, fields.span),
    }
}

/// A text of nothing, at the start of `span`.
pub(super) fn empty(input: &Input<'_>, span: Span) -> Text {
    let at = span.start as usize;
    Text { file: input.texts.clone(), span: Span::new(at, at), length: 0, rare: Rare::default() }
}

/// The text of a TOML string.
pub(super) fn of_string(input: &Input<'_>, written: &Spanned<&str>) -> Text {
    text(input, &raw_string(input, written))
}

/// The explainer of a TOML string.
pub(super) fn explainer_of_string(input: &Input<'_>, written: &Spanned<&str>) -> Explainer {
    explainer(input, &raw_string(input, written))
}

fn raw_string<'r>(input: &Input<'_>, written: &Spanned<&'r str>) -> Raw<'r> {
    let base =
        unescaped(input.text, written.span).filter(|range| input.text[range.clone()] == *written.value);
    Raw { text: written.value, base: base.map(|range| range.start), string: Some(written.span) }
}

/// What stands between the quotes of a TOML string; without escapes that is what it says.
fn unescaped(text: &str, string: Span) -> Option<Range<usize>> {
    let source = text.get(string.range())?;
    let long = source.len() >= 6 && (source.starts_with("\"\"\"") || source.starts_with("'''"));
    let quotes = if long { 3 } else { 1 };
    let inner = source.get(quotes..source.len().checked_sub(quotes)?)?;
    // The line end after the opening quotes is no part of the string.
    let skipped = match inner.as_bytes() {
        [b'\r', b'\n', ..] if long => 2,
        [b'\n', ..] if long => 1,
        _ => 0,
    };
    let start = string.start as usize + quotes;
    Some(start + skipped..start + inner.len())
}

fn text(input: &Input<'_>, raw: &Raw<'_>) -> Text {
    let raw = raw.part(start(raw.text)..raw.text.trim_end().len());
    let normal = normalise(raw.text);
    let links = if is_bounded(input, &raw) { links_of(input, &raw) } else { Vec::new() };
    Text {
        file: input.texts.clone(),
        span: raw.span(0..raw.text.len()),
        length: normal.len() as u32,
        rare: Rare::new(TextRare { inline: raw.base.is_none().then(|| raw.text.into()), links }),
    }
}

fn is_bounded(input: &Input<'_>, raw: &Raw<'_>) -> bool {
    let finding = if raw.text.len() > MOST_BYTES {
        let message = format!("text has {} bytes, more than {MOST_BYTES}", raw.text.len());
        input
            .error("text-too-long", raw.span(0..0), message)
            .help("split it, or link to a file of content/static/")
    } else if let Some(at) = too_deep(raw.text) {
        let message = format!("quotes and lists nest deeper than {MOST_LEVELS} levels");
        input.error("text-nested-too-deep", raw.span(at..at), message).help("nest them less")
    } else {
        return true;
    };
    input.report(finding);
    false
}

fn links_of(input: &Input<'_>, raw: &Raw<'_>) -> Vec<TextLink> {
    let mut found = Vec::new();
    for link in links::links(raw.text) {
        let place = raw.span(link.range.clone());
        match link.judge() {
            Ok(Some(target)) => found.push(TextLink { target, place }),
            Ok(None) => {}
            Err(fault) => input.report(fault.finding(input, place)),
        }
    }
    found
}

fn explainer(input: &Input<'_>, raw: &Raw<'_>) -> Explainer {
    let headings = headings(raw.text);
    let lead_end = headings.first().map_or(raw.text.len(), |heading| heading.line.start);
    let lead = text(input, &raw.part(0..lead_end));
    let questions = headings.iter().enumerate().map(|(at, heading)| {
        let end = headings.get(at + 1).map_or(raw.text.len(), |next| next.line.start);
        Question { question: heading.title.into(), answer: text(input, &raw.part(heading.line.end..end)) }
    });
    Explainer { questions: questions.collect(), lead: (!lead.is_blank()).then_some(lead) }
}

struct Heading<'r> {
    line: Range<usize>,
    title: &'r str,
}

/// The `## …` lines outside code fences.
fn headings(text: &str) -> Vec<Heading<'_>> {
    let (mut at, mut fence) = (0, None);
    let mut headings = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let inner = content.trim_start_matches(' ');
        let indented = content.len() - inner.len() > 3;
        let mark = if indented { None } else { fence_mark(inner) };
        match (fence, mark) {
            (None, Some(opened)) => fence = Some(opened),
            (Some((kind, length)), Some((mark, count)))
                if kind == mark && count >= length && inner.len() == count =>
            {
                fence = None;
            }
            (None, None) if !indented => {
                if let Some(title) = inner.strip_prefix("##").filter(|rest| rest.starts_with([' ', '\t'])) {
                    let title = title.trim().trim_end_matches('#').trim_end();
                    headings.push(Heading { line: at..at + line.len(), title });
                }
            }
            _ => {}
        }
        at += line.len();
    }
    headings
}

/// The character of a code fence and how often it stands.
fn fence_mark(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|c| *c == mark).count();
    (count >= 3).then_some((mark, count))
}

impl Raw<'_> {
    fn part(&self, range: Range<usize>) -> Self {
        let range = range.start.min(range.end)..range.end;
        Self {
            text: &self.text[range.clone()],
            base: self.base.map(|base| base + range.start),
            string: self.string,
        }
    }

    /// A range of it in the file; the whole string where escapes moved its bytes.
    fn span(&self, range: Range<usize>) -> Span {
        match (self.base, self.string) {
            (Some(base), _) => Span::new(base + range.start, base + range.end),
            (None, Some(string)) => string,
            (None, None) => Span::default(),
        }
    }
}
