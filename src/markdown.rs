//! Markdown to HTML, safely: what strangers write cannot become markup or script.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists, alerts and smart punctuation. Raw HTML
//! is text. Every tag and attribute of the output is written in `html`, `links` and `footnotes`; addresses
//! are judged in `address`; what would take too long to parse is turned away by `bounds`. Citations are in
//! `cite`.

mod address;
mod blocks;
mod bounds;
mod cite;
mod escape;
mod footnotes;
mod html;
mod links;
mod outline;
mod plain;
mod web;
mod writer;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

pub use blocks::{Block, Kind, Reading, blocks};
pub use bounds::{MAX_BYTES, MAX_NESTING};
pub use plain::to_plain;
pub use web::web_links;

use crate::record::text::LinkTarget;
use crate::theme::Strings;
use address::Address;
use escape::escape;
use outline::Outline;

/// How a text is set on a page.
pub struct Setting<'a> {
    /// Prefix of every id in it; texts of one page have different ones.
    pub prefix: &'a str,
    /// What stands before a link to a place of the page: empty on the page itself, its whole address elsewhere.
    pub page: &'a str,
    /// The level, 1 to 6, of the text's highest headings; the others follow below it.
    pub heading_base: u8,
    /// The number of a source on this page.
    pub number: &'a dyn Fn(&str) -> Option<usize>,
    /// The archived copy of a source, where one is kept.
    pub kept: &'a dyn Fn(&str) -> Option<Kept>,
    /// A site address as it is written on this page.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// The words of the page's language: names of alerts, what a link back is called.
    pub words: &'a Strings,
}

/// A copy of a source that an archive keeps, as it is linked beside a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its address.
    pub url: String,
    /// The address of what it is a copy of.
    pub original: Option<String>,
    /// When it was taken: a day or a time in the form of ISO 8601.
    pub date: Option<String>,
    /// What it is called: that it is a copy, and of when.
    pub name: String,
}

/// The text as HTML. Too deep or too long a text is set as it was typed.
pub fn to_html(source: &str, setting: &Setting<'_>) -> String {
    if bounds::exceeded(source) {
        let mut out = String::with_capacity(source.len() + 32);
        out.push_str("<pre class=\"typed\">");
        escape(&mut out, source);
        out.push_str("</pre>\n");
        return out;
    }
    html::write(source, &events(source), setting)
}

/// Where a text points to: its site addresses and the sources that it cites, in order, with their bytes.
pub fn links(source: &str) -> Vec<(LinkTarget, Range<usize>)> {
    if bounds::exceeded(source) {
        return Vec::new();
    }
    let events = events(source);
    let mut found: Vec<(LinkTarget, Range<usize>)> = events
        .iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                match address::judge(dest_url) {
                    Address::Site(address) => Some((LinkTarget::Site(address.into()), range.clone())),
                    _ => None,
                }
            }
            _ => None,
        })
        .collect();
    found.extend(cite::of_events(source, &events));
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// The ids of a text's headings, in order, without the prefix that they get on a page.
pub fn heading_ids(source: &str) -> Vec<String> {
    if bounds::exceeded(source) { Vec::new() } else { Outline::of(&events(source)).headings }
}

/// An event of the parser and the bytes that it stands for.
pub type Piece<'a> = (Event<'a>, Range<usize>);

/// A text taken apart, as pages take it apart; empty where it is too deep or too long.
pub fn pieces(source: &str) -> Vec<Piece<'_>> {
    if bounds::exceeded(source) { Vec::new() } else { events(source) }
}

fn events(source: &str) -> Vec<Piece<'_>> {
    // Heading attributes would let authors set `onclick`, wiki links and mathematics have no meaning here.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM;
    // Running text has an event for about every two dozen bytes.
    let mut events = Vec::with_capacity(source.len() / 24 + 8);
    events.extend(Parser::new_ext(source, options).into_offset_iter());
    events
}

#[cfg(test)]
mod tests;
