//! A text as runs that a reader sees as one: paragraphs, headings, items, cells, each as plain text that knows
//! which bytes it was typed as. For rules; nothing here is written to a page.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Piece;

/// What stands for something in a run that is not read as words: inline code, a picture.
const OBJECT: char = '\u{fffc}';

/// What a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph of the text itself.
    Paragraph,
    /// A heading, of this level (1 to 6).
    Heading(u8),
    /// In a list or a footnote.
    Item,
    /// In a quotation.
    Quote,
    /// A cell of a table.
    Cell,
    /// A block of code.
    Code,
    /// A block of HTML, which is shown as it was typed.
    Html,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The bytes that it was typed as, marks included.
    pub range: Range<usize>,
    /// Its words: soft line ends are spaces, hard ones line ends, inline code one character where it is not read aloud.
    pub text: String,
    /// Whether a quotation holds it: its words are somebody else's.
    pub is_quoted: bool,
    /// How many bytes of `text` its beginning in bold takes, or the whole of a heading; else 0.
    pub lead: usize,
    /// Where pieces of `text` begin, and the bytes that each was typed as.
    marks: Vec<(usize, Range<usize>)>,
}

impl Block {
    /// The bytes that a range of `text` was typed as, marks between them included.
    pub fn typed(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(self.range.start, |(offset, length, typed)| {
            // What was typed in another way, as an entity is, has no place within.
            if typed.len() == length { typed.start + (range.start - offset) } else { typed.start }
        });
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |(offset, length, typed)| {
            if typed.len() == length { typed.start + (range.end - offset) } else { typed.end }
        });
        start..end.max(start)
    }

    /// The piece that holds a byte of `text`: where it begins there, its length, and the bytes that it was typed as.
    fn piece(&self, at: usize) -> Option<(usize, usize, &Range<usize>)> {
        let next = self.marks.partition_point(|(offset, _)| *offset <= at);
        let (offset, typed) = self.marks.get(next.checked_sub(1)?)?;
        let end = self.marks.get(next).map_or(self.text.len(), |(offset, _)| *offset);
        Some((*offset, end - offset, typed))
    }

    fn push(&mut self, words: &str, typed: &Range<usize>) {
        self.marks.push((self.text.len(), typed.clone()));
        self.text.push_str(words);
        self.range.end = self.range.end.max(typed.end);
    }
}

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it is seen: tags are shown as they were typed, and inline code is no words.
    Seen,
    /// As somebody would read it aloud: inline code is its words, and tags are silent.
    Aloud,
}

/// The runs of a text that was taken apart, in order; blank ones are left out.
pub fn blocks(pieces: &[Piece<'_>], reading: Reading) -> Vec<Block> {
    let mut parts = Parts::default();
    for (event, range) in pieces {
        match event {
            Event::Start(tag) => parts.start(tag, range),
            Event::End(TagEnd::Strong) => parts.end_bold(range),
            Event::End(end) => parts.end(*end),
            Event::Text(words) => parts.push(words, range),
            Event::Html(words) | Event::InlineHtml(words) if reading == Reading::Seen => {
                parts.push(words, range);
            }
            Event::Code(words) if reading == Reading::Aloud => {
                parts.push(words, &(range.start + 1..range.end.saturating_sub(1)));
            }
            Event::Code(_) => parts.push(OBJECT.encode_utf8(&mut [0; 4]), range),
            Event::SoftBreak => parts.push(" ", range),
            Event::HardBreak => parts.push("\n", range),
            _ => {}
        }
    }
    parts.close();
    parts.done
}

/// Runs as far as a text was read.
#[derive(Default)]
struct Parts {
    done: Vec<Block>,
    open: Option<Block>,
    /// What stands around the next run: quotations, lists and footnotes, the innermost last.
    around: Vec<Kind>,
}

impl Parts {
    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(self.inside(Kind::Paragraph), range),
            Tag::Heading { level, .. } => self.begin(Kind::Heading(*level as u8), range),
            Tag::TableCell => self.begin(Kind::Cell, range),
            Tag::CodeBlock(_) => self.begin(Kind::Code, range),
            Tag::HtmlBlock => self.begin(Kind::Html, range),
            Tag::BlockQuote(_) => self.enter(Kind::Quote),
            Tag::Item | Tag::FootnoteDefinition(_) => self.enter(Kind::Item),
            Tag::List(_) | Tag::Table(_) => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.around.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn enter(&mut self, kind: Kind) {
        self.close();
        self.around.push(kind);
    }

    /// What a paragraph is here: words of a list in a quotation are quoted.
    fn inside(&self, alone: Kind) -> Kind {
        if self.around.contains(&Kind::Quote) { Kind::Quote } else { *self.around.last().unwrap_or(&alone) }
    }

    fn begin(&mut self, kind: Kind, range: &Range<usize>) {
        self.close();
        self.open = Some(Block {
            kind,
            range: range.clone(),
            text: String::new(),
            is_quoted: self.around.contains(&Kind::Quote),
            lead: 0,
            marks: Vec::new(),
        });
    }

    /// Bold from the first word on is a label; bold further on is stress.
    fn end_bold(&mut self, range: &Range<usize>) {
        let Some(open) = &mut self.open else { return };
        let begins = open.marks.first().is_some_and(|(_, first)| range.start <= first.start);
        if begins && open.lead == 0 {
            open.lead = open.text.len();
        }
    }

    fn push(&mut self, words: &str, typed: &Range<usize>) {
        // The words of a tight list stand in no paragraph.
        if self.open.is_none() {
            self.begin(self.inside(Kind::Paragraph), typed);
        }
        if let Some(open) = &mut self.open {
            open.push(words, typed);
        }
    }

    fn close(&mut self) {
        if let Some(open) = &mut self.open
            && matches!(open.kind, Kind::Heading(_))
        {
            open.lead = open.text.len();
        }
        self.done.extend(self.open.take().filter(|block| !block.text.trim().is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(source: &str) -> Vec<(Kind, String)> {
        let blocks = blocks(&super::super::pieces(source), Reading::Seen);
        blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn a_text_is_seen_as_runs() {
        let source = "# One *two*\n\nA `b` line\nand  \none\n\n- x\n  - y\n- z\n\n> said\n> - so\n\n| a | b |\n|---|---|\n\
                      | c | |\n\n```\ncode\n```\n<p>html</p>\n\nEnd[^1]\n\n[^1]: note\n";
        let expected = [
            (Kind::Heading(1), "One two"),
            (Kind::Paragraph, "A \u{fffc} line and\none"),
            (Kind::Item, "x"),
            (Kind::Item, "y"),
            (Kind::Item, "z"),
            (Kind::Quote, "said"),
            (Kind::Quote, "so"),
            (Kind::Cell, "a"),
            (Kind::Cell, "b"),
            (Kind::Cell, "c"),
            (Kind::Code, "code\n"),
            (Kind::Html, "<p>html</p>\n"),
            (Kind::Paragraph, "End"),
            (Kind::Item, "note"),
        ];
        let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).into();
        assert_eq!(seen(source), expected);
    }

    #[test]
    fn words_know_how_they_were_typed() {
        let source = "R&amp;D is *over*... `x` done";
        let block = &blocks(&super::super::pieces(source), Reading::Seen)[0];
        assert_eq!(block.text, "R&D is over… \u{fffc} done");
        let typed = |words: &str| {
            let start = block.text.find(words).unwrap();
            &source[block.typed(start..start + words.len())]
        };
        let cases = [
            ("R", "R"),
            ("&", "&amp;"),
            ("D is", "D is"),
            ("over…", "over*..."),
            ("…", "..."),
            ("one", "one"),
        ];
        for (words, expected) in cases {
            assert_eq!(typed(words), expected, "{words}");
        }
        assert_eq!(block.typed(0..block.text.len()), 0..source.len());
    }

    #[test]
    fn read_aloud_code_is_its_words_and_tags_are_silent() {
        let source = "**Status: `met`**, said <b>they</b> & we\n\n## Now\n\n> - quoted\n\na **b**";
        let blocks = blocks(&super::super::pieces(source), Reading::Aloud);
        let seen: Vec<_> =
            blocks.iter().map(|block| (&*block.text, &block.text[..block.lead], block.is_quoted)).collect();
        let expected = [
            ("Status: met, said they & we", "Status: met", false),
            ("Now", "Now", false),
            ("quoted", "", true),
            ("a b", "", false),
        ];
        assert_eq!(seen, expected);
        let met = blocks[0].text.find("met").unwrap();
        assert_eq!(&source[blocks[0].typed(met..met + 3)], "met");
    }
}
