//! What must be known of a text before it is written: its headings and its footnotes.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Piece;
use crate::record::id::slug;

/// The headings and footnotes of a text.
#[derive(Default)]
pub(super) struct Outline {
    /// The id of each heading, in order, without the prefix.
    pub(super) headings: Vec<String>,
    /// The same, to be looked up.
    pub(super) ids: FxHashSet<String>,
    /// The highest level that the text uses, 1 to 6.
    pub(super) top: u8,
    /// Labels of footnotes that have a text.
    pub(super) footnotes: FxHashSet<String>,
}

impl Outline {
    pub(super) fn of(events: &[Piece<'_>]) -> Self {
        let mut outline = Self { top: 6, ..Self::default() };
        let mut heading: Option<String> = None;
        let mut next: FxHashMap<String, usize> = FxHashMap::default();
        for (event, _) in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    outline.top = outline.top.min(*level as u8);
                    heading = Some(String::new());
                }
                Event::End(TagEnd::Heading(_)) => {
                    let words = heading.take().unwrap_or_default();
                    outline.add(&words, &mut next);
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    outline.footnotes.insert(label.to_string());
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(words) = &mut heading {
                        words.push_str(text);
                    }
                }
                _ => {}
            }
        }
        outline
    }

    /// Ids count up where two headings read the same: `cost`, `cost-2`.
    fn add(&mut self, words: &str, next: &mut FxHashMap<String, usize>) {
        let base = slug(words).unwrap_or_else(|| "section".to_owned());
        let mut id = base.clone();
        while self.ids.contains(&id) {
            let count = next.entry(base.clone()).or_insert(1);
            *count += 1;
            id = format!("{base}-{count}");
        }
        self.ids.insert(id.clone());
        self.headings.push(id);
    }
}
