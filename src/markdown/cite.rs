//! Citations: `[@source-id]` in running text.
//!
//! The parser hands out text in small pieces; a citation is looked for in each run of them, and counts
//! only where it was typed as such: `\[@id]` and `&#91;@id]` are text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Piece;
use crate::record::id::check_id;
use crate::record::text::LinkTarget;

/// Neighbouring pieces of text as one, and which parts of it do not stand in the source as they are.
#[derive(Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// Bytes of `text` that a citation cannot touch.
    decoded: Vec<Range<usize>>,
    /// Where each piece begins, in `text` and in the source.
    starts: Vec<(usize, usize)>,
    /// Where the source of the last piece ends.
    end: usize,
}

impl Run {
    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, source: &str, text: &str, range: &Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        let escaped = range.start > 0
            && (self.starts.is_empty() || self.end < range.start)
            && source.as_bytes()[range.start - 1] == b'\\';
        if source.get(range.clone()) != Some(text) {
            self.decoded.push(start..self.text.len());
        } else if escaped {
            self.decoded.push(start..self.text.len().min(start + 1));
        }
        self.starts.push((start, range.start));
        self.end = range.end;
    }

    /// Every citation: its bytes in `text`, and the id.
    pub(super) fn citations(&self) -> Vec<(Range<usize>, &str)> {
        let mut found = Vec::new();
        let mut from = 0;
        let mut decoded = self.decoded.iter().peekable();
        while let Some(start) = self.text[from..].find("[@").map(|at| from + at) {
            from = start + 2;
            let Some(end) = self.text[from..].bytes().position(|b| !is_id_byte(b)).map(|at| from + at) else {
                break;
            };
            let id = &self.text[from..end];
            if self.text.as_bytes()[end] != b']' || check_id(id).is_err() {
                continue;
            }
            while decoded.next_if(|range| range.end <= start).is_some() {}
            if decoded.peek().is_none_or(|range| range.start > end) {
                found.push((start..end + 1, id));
                from = end + 1;
            }
        }
        found
    }

    /// The place in the source of a place in `text`.
    fn in_source(&self, at: usize) -> usize {
        let piece = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts.get(piece.wrapping_sub(1)).map_or(0, |(start, source)| source + (at - start))
    }
}

fn is_id_byte(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'
}

/// The citations of a text with their bytes in the source; inside links and code there are none.
pub(super) fn of_events(source: &str, events: &[Piece<'_>]) -> Vec<(LinkTarget, Range<usize>)> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut closed = 0_usize;
    for (event, range) in events {
        match event {
            Event::Text(text) if closed == 0 => {
                run.push(source, text, range);
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed = closed.saturating_sub(1),
            _ => {}
        }
        take(&mut run, &mut found);
    }
    take(&mut run, &mut found);
    found
}

fn take(run: &mut Run, found: &mut Vec<(LinkTarget, Range<usize>)>) {
    for (range, id) in run.citations() {
        let start = run.in_source(range.start);
        found.push((LinkTarget::Source(id.into()), start..start + range.len()));
    }
    *run = Run::default();
}
