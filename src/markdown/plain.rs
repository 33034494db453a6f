//! Markdown as plain text: for descriptions and data, where no markup can stand.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cite::Run;
use super::{bounds, events};

/// The words of a text: one line for each block, without marks of emphasis, links and citations.
///
/// Images give their alternative text, cells of a table are parted by ` | `.
pub fn to_plain(source: &str) -> String {
    if bounds::exceeded(source) {
        return source.trim().to_owned();
    }
    let mut out = String::new();
    let mut run = Run::default();
    for (event, range) in events(source) {
        if let Event::Text(text) = &event {
            run.push(source, text, &range);
            continue;
        }
        flush(&mut run, &mut out);
        match event {
            Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::TaskListMarker(done) => out.push_str(if done { "[x] " } else { "[ ] " }),
            Event::End(TagEnd::TableCell) => out.push_str(" | "),
            Event::HardBreak | Event::Rule => end_line(&mut out),
            Event::Start(tag) if is_block(&tag) => end_line(&mut out),
            Event::End(end) if ends_block(end) => end_line(&mut out),
            _ => {}
        }
    }
    flush(&mut run, &mut out);
    end_line(&mut out);
    out.truncate(out.trim_end().len());
    out
}

fn flush(run: &mut Run, out: &mut String) {
    let mut from = 0;
    for (range, _) in run.citations() {
        out.push_str(&run.text[from..range.start]);
        // `fell [@a].` loses the space along with the mark.
        if out.ends_with(' ') && run.text[range.end..].starts_with(['.', ',', ';', ':', ' ']) {
            out.pop();
        }
        from = range.end;
    }
    out.push_str(&run.text[from..]);
    *run = Run::default();
}

fn end_line(out: &mut String) {
    let kept = out.trim_end_matches([' ', '\n', '|']).len();
    out.truncate(kept);
    if !out.is_empty() {
        out.push('\n');
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    ends_block(tag.to_end())
}

fn ends_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}
