//! Footnotes: numbered by first mention, listed below the text, with links there and back.
//!
//! Ids have an underscore, which no heading's id can have, and the prefix of the text.

use super::escape::escaped;
use super::writer::Writer;

impl Writer<'_> {
    /// Writes a mention; without a footnote of this label it is text.
    pub(super) fn mention(&mut self, label: &str) {
        if !self.outline.footnotes.contains(label) || self.state.image.is_some() {
            self.text(&format!("[^{label}]"));
            return;
        }
        let next = self.footnotes.numbers.len() + 1;
        let number = *self.footnotes.numbers.entry(label.to_owned()).or_insert(next);
        if number == next {
            self.footnotes.mentions.push(0);
        }
        if self.state.links > 0 {
            self.put(format_args!("<sup class=\"fn\">{number}</sup>"));
            return;
        }
        self.footnotes.mentions[number - 1] += 1;
        let id = back_id(number, self.footnotes.mentions[number - 1]);
        let (page, prefix) = (self.page.clone(), self.prefix.clone());
        self.put(format_args!(
            "<sup class=\"fn\"><a href=\"{page}#{prefix}fn_{number}\" id=\"{prefix}{id}\">{number}</a></sup>"
        ));
    }

    /// Writes the list below the text. What nothing mentions comes last: it was written, so it is shown.
    pub(super) fn list_footnotes(&mut self) {
        let mut texts = std::mem::take(&mut self.footnotes.texts);
        if texts.is_empty() {
            return;
        }
        let number = |label: &String| self.footnotes.numbers.get(label).copied();
        texts.sort_by_key(|(label, _)| number(label).unwrap_or(usize::MAX));
        let mut items: Vec<(Option<usize>, String)> = Vec::with_capacity(texts.len());
        for (label, text) in texts {
            let number = number(&label);
            match items.last_mut() {
                // Two texts of one label make one footnote.
                Some((last, all)) if number.is_some() && *last == number => all.push_str(&text),
                _ => items.push((number, text)),
            }
        }
        let title = escaped(self.setting.words.get("text.footnotes"));
        self.put(format_args!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for (number, text) in items {
            match number {
                Some(number) => self.footnote(number, &text),
                None => self.put(format_args!("<li>{text}</li>\n")),
            }
        }
        self.put(format_args!("</ol>\n</section>\n"));
    }

    fn footnote(&mut self, number: usize, text: &str) {
        let (page, prefix) = (self.page.clone(), self.prefix.clone());
        let back = escaped(self.setting.words.get("text.back"));
        let (before, after) = text.strip_suffix("</p>\n").map_or((text, ""), |rest| (rest, "</p>\n"));
        self.put(format_args!("<li id=\"{prefix}fn_{number}\">{before}"));
        for mention in 1..=self.footnotes.mentions[number - 1] {
            let id = back_id(number, mention);
            self.put(format_args!(
                " <a class=\"back\" href=\"{page}#{prefix}{id}\" aria-label=\"{back}\">\u{21a9}\u{fe0e}</a>"
            ));
        }
        self.put(format_args!("{after}</li>\n"));
    }
}

fn back_id(number: usize, mention: usize) -> String {
    if mention == 1 { format!("fnref_{number}") } else { format!("fnref_{number}_{mention}") }
}
