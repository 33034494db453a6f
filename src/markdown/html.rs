//! Events to HTML: which tags and attributes each becomes; links and footnotes have files of their own.
//!
//! Everything else is escaped. Tags are closed from a stack of our own, so that the output is balanced
//! whatever the events are.

use std::fmt::Write;
use std::rc::Rc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag};

use super::cite::Run;
use super::escape::{escape, escaped};
use super::outline::Outline;
use super::writer::{Close, Footnotes, State, Writer};
use super::{Kept, MAX_NESTING, Piece, Setting};

/// Writes a text.
pub(super) fn write(source: &str, events: &[Piece<'_>], setting: &Setting<'_>) -> String {
    let mut writer = Writer {
        setting,
        prefix: escaped(setting.prefix).into(),
        page: escaped(setting.page).into(),
        outline: Outline::of(events),
        out: String::with_capacity(source.len() * 5 / 4),
        open: Vec::new(),
        aside: Vec::new(),
        run: Run::default(),
        cites: source.contains("[@"),
        state: State::default(),
        footnotes: Footnotes::default(),
    };
    for (event, range) in events {
        match event {
            Event::Text(text) if writer.cites && writer.state.code == 0 && writer.state.image.is_none() => {
                writer.run.push(source, text, range);
            }
            event => {
                writer.flush();
                writer.event(event);
            }
        }
    }
    writer.flush();
    writer.list_footnotes();
    writer.out
}

impl Writer<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => {
                let close = self.open.pop().unwrap_or(Close::Nothing);
                self.end(close);
            }
            // Raw HTML is text. Mathematics is switched off; as text nothing of it would be lost.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(text),
            Event::Code(text) => {
                self.tag("<code>");
                self.text(text);
                self.tag("</code>");
            }
            Event::FootnoteReference(label) => self.mention(label),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak if self.state.image.is_some() => self.text(" "),
            Event::HardBreak => self.tag("<br>\n"),
            Event::Rule => self.tag("<hr>\n"),
            Event::TaskListMarker(true) => self.tag("<input type=\"checkbox\" disabled checked> "),
            Event::TaskListMarker(false) => self.tag("<input type=\"checkbox\" disabled> "),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let close = match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.opened("<p>", "</p>\n"),
            Tag::Heading { level, .. } => self.heading(*level),
            Tag::BlockQuote(None) => self.opened("<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(None) => self.opened("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.opened("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.put(format_args!("<ol start=\"{first}\">\n"));
                Close::Tag("</ol>\n")
            }
            Tag::Item => self.opened("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => {
                self.aside.push(std::mem::take(&mut self.out));
                Close::Footnote(label.to_string())
            }
            Tag::Table(alignments) => {
                self.state.alignments.clone_from(alignments);
                self.opened("<div class=\"table\"><table>\n", "</tbody>\n</table></div>\n")
            }
            Tag::TableHead => {
                self.state.in_head = true;
                self.state.cell = 0;
                self.tag("<thead>\n<tr>");
                Close::Head
            }
            Tag::TableRow => {
                self.state.cell = 0;
                self.opened("<tr>", "</tr>\n")
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.emphasis("<em>", "</em>"),
            Tag::Strong => self.emphasis("<strong>", "</strong>"),
            Tag::Strikethrough => self.emphasis("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            Tag::Image { dest_url, title, .. } => self.image(dest_url, title),
            // Switched off in the parser.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Close::Nothing,
        };
        self.open.push(close);
    }

    fn end(&mut self, close: Close) {
        match close {
            Close::Nothing => {}
            Close::Tag(tag) => self.tag(tag),
            Close::Heading(level) => self.put(format_args!("</h{level}>\n")),
            Close::Emphasis(tag) => {
                self.state.emphasis -= 1;
                self.tag(tag);
            }
            Close::Link(address, from) => {
                self.state.links -= 1;
                if self.out.len() == from {
                    self.text(&address);
                }
                self.tag("</a>");
            }
            Close::Image => self.end_image(),
            Close::Code => {
                self.state.code -= 1;
                self.tag("</code></pre>\n");
            }
            Close::Head => {
                self.state.in_head = false;
                self.tag("</tr>\n</thead>\n<tbody>\n");
            }
            Close::Cell(tag) => {
                self.state.cell += 1;
                self.tag(tag);
            }
            Close::Footnote(label) => {
                let text = std::mem::replace(&mut self.out, self.aside.pop().unwrap_or_default());
                self.footnotes.texts.push((label, text));
            }
        }
    }

    /// Writes the collected run of text, its citations as links.
    fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let mut from = 0;
        for (range, id) in run.citations() {
            // A link cannot stand in a link.
            let Some(number) = (self.setting.number)(id).filter(|_| self.state.links == 0) else { continue };
            escape(&mut self.out, &run.text[from..range.start]);
            let page = Rc::clone(&self.page);
            self.put(format_args!("<sup class=\"cite\"><a href=\"{page}#src-{id}\">[{number}]</a>"));
            if let Some(copy) = (self.setting.kept)(id) {
                self.kept(&copy);
            }
            self.tag("</sup>");
            from = range.end;
        }
        escape(&mut self.out, &run.text[from..]);
    }

    /// A link to an archived copy, in the terms of Robust Links; its short word is a part of its name.
    fn kept(&mut self, copy: &Kept) {
        self.put(format_args!(" <a class=\"kept\" href=\"{}\"", escaped(&copy.url)));
        if let Some(original) = &copy.original {
            self.put(format_args!(" data-originalurl=\"{}\"", escaped(original)));
        }
        if let Some(date) = &copy.date {
            self.put(format_args!(" data-versiondate=\"{}\"", escaped(date)));
        }
        let (name, word) = (escaped(&copy.name), escaped(self.setting.words.get("cite.copy")));
        let rel = "rel=\"noopener noreferrer\"";
        self.put(format_args!(" {rel} aria-label=\"{name}\" title=\"{name}\">{word}</a>"));
    }

    fn heading(&mut self, level: HeadingLevel) -> Close {
        let base = self.setting.heading_base.clamp(1, 6);
        let level = (base + (level as u8).saturating_sub(self.outline.top)).min(6);
        let id = self.outline.headings.get(self.state.headings).cloned().unwrap_or_default();
        self.state.headings += 1;
        let prefix = &*self.prefix;
        let _ = write!(self.out, "<h{level} id=\"{prefix}{id}\">");
        Close::Heading(level)
    }

    fn alert(&mut self, kind: BlockQuoteKind) -> Close {
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("note", "alert.note"),
            BlockQuoteKind::Tip => ("tip", "alert.tip"),
            BlockQuoteKind::Important => ("important", "alert.important"),
            BlockQuoteKind::Warning => ("warning", "alert.warning"),
            BlockQuoteKind::Caution => ("caution", "alert.caution"),
        };
        self.put(format_args!("<aside class=\"alert alert-{class}\">\n<p class=\"alert-title\">"));
        escape(&mut self.out, self.setting.words.get(key));
        self.out.push_str("</p>\n");
        Close::Tag("</aside>\n")
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) -> Close {
        self.state.code += 1;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let named = !language.is_empty()
            && language.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-_".contains(&b));
        if named {
            self.put(format_args!("<pre><code class=\"language-{language}\">"));
        } else {
            self.tag("<pre><code>");
        }
        Close::Code
    }

    fn cell(&mut self) -> Close {
        let class = match self.state.alignments.get(self.state.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        if self.state.in_head {
            self.put(format_args!("<th scope=\"col\"{class}>"));
            Close::Cell("</th>")
        } else {
            self.put(format_args!("<td{class}>"));
            Close::Cell("</td>")
        }
    }

    /// Deeper than any reader could tell apart, the marks are left out and the words stay.
    fn emphasis(&mut self, markup: &str, close: &'static str) -> Close {
        if self.state.emphasis >= MAX_NESTING {
            return Close::Nothing;
        }
        self.state.emphasis += 1;
        self.tag(markup);
        Close::Emphasis(close)
    }
}
