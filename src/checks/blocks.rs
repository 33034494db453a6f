//! Running text of a body, a paragraph at a time and without its marks, for rules that read phrases. No rule lives here.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::Prose;

/// What is read without a break: a paragraph, a heading, an item of a list, a cell of a table.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its words, without Markdown; a line break is a space, a forced one a new line.
    pub(super) text: String,
    /// Whether it is an item of a list, or of a table.
    pub(super) is_item: bool,
    /// How many bytes of `text` its beginning in bold takes, or the whole of a heading; else 0.
    pub(super) lead: usize,
    /// Where pieces of it begin: in `text`, and in the text as typed.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Block {
    /// Where these bytes of `text` stand in the text as typed.
    pub(super) fn typed(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.at(bytes.start);
        start..self.at(bytes.end.saturating_sub(1)).max(start) + 1
    }

    fn at(&self, place: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= place);
        let Some((start, range)) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        (range.start + (place - start)).min(range.end.saturating_sub(1))
    }

    fn push(&mut self, words: &str, range: &Range<usize>) {
        self.pieces.push((self.text.len(), range.clone()));
        self.text.push_str(words);
    }
}

/// The blocks of a text. What it quotes is somebody else's, and code is no prose: both are left out.
pub(super) fn blocks(prose: &Prose<'_>) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for (event, range) in prose.pieces() {
        blocks.take(event, range);
    }
    blocks.done
}

#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    open: Block,
    /// How many quotations, pieces of code and lists are open.
    quotes: usize,
    code: usize,
    lists: usize,
    is_heading: bool,
}

impl Blocks {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::Start(tag) => {
                self.close();
                match tag {
                    Tag::BlockQuote(_) => self.quotes += 1,
                    Tag::CodeBlock(_) => self.code += 1,
                    Tag::List(_) | Tag::Table(_) => self.lists += 1,
                    Tag::Heading { .. } => self.is_heading = true,
                    _ => {}
                }
            }
            Event::End(TagEnd::Strong) => {
                // Bold from the first word on is a label; bold further on is stress.
                let begins = self.open.pieces.first().is_some_and(|(_, first)| range.start <= first.start);
                if begins && self.open.lead == 0 {
                    self.open.lead = self.open.text.len();
                }
            }
            Event::End(tag) if is_inline(*tag) => {}
            Event::End(tag) => {
                self.close();
                match tag {
                    TagEnd::BlockQuote(_) => self.quotes -= 1,
                    TagEnd::CodeBlock => self.code -= 1,
                    TagEnd::List(_) | TagEnd::Table => self.lists -= 1,
                    TagEnd::Heading(_) => self.is_heading = false,
                    _ => {}
                }
            }
            Event::Text(words) if self.code == 0 => self.open.push(words, range),
            Event::Code(words) => self.open.push(words, &(range.start + 1..range.end)),
            Event::SoftBreak => self.open.push(" ", range),
            Event::HardBreak => self.open.push("\n", range),
            _ => {}
        }
    }

    fn close(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        if block.text.trim().is_empty() || self.quotes > 0 {
            return;
        }
        block.is_item = self.lists > 0;
        if self.is_heading {
            block.lead = block.text.len();
        }
        self.done.push(block);
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
