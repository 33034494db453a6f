//! HTML inside of entries, written piece by piece: whole addresses, no scripts, no styles.

use super::items::{What, makes_headline};
use crate::date::PartialDate;
use crate::output::Desk;
use crate::record::party::{Archive, SourceRecord};
use crate::theme::direction;
use crate::tracker::claim::Claim;
use crate::tracker::index::{Cited, CitedBy};
use crate::tracker::{ClaimIx, Slot};
use crate::view::part::{BodyView, Localised};
use crate::view::{link, name, part};
use crate::xml::push_escaped;

/// HTML that is being written.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// What was written, in a feed of this language. Readers take what tells nothing else to be written as their own
    /// surface is.
    pub(super) fn into_text(self, lang: &str) -> String {
        match direction(lang) {
            "ltr" => self.0,
            other => format!("<div dir=\"{other}\">\n{}</div>\n", self.0),
        }
    }

    /// Markup, as it is.
    pub(super) fn markup(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// Text in an element, with its language where that is not the feed's.
    pub(super) fn element(&mut self, tag: &str, lang: Option<&str>, text: &str) -> &mut Self {
        self.markup("<").markup(tag);
        if let Some(lang) = lang {
            self.language(lang);
        }
        self.markup(">").text(text).markup("</").markup(tag).markup(">")
    }

    /// The language of the element that is open, and which way it is written.
    fn language(&mut self, lang: &str) -> &mut Self {
        self.attribute("lang", Some(lang)).attribute("dir", Some(direction(lang)))
    }

    /// A text of a record in an element.
    pub(super) fn said(&mut self, tag: &str, text: &Localised<'_>) -> &mut Self {
        self.element(tag, text.lang, &text.text)
    }

    /// A paragraph of a label and a text.
    pub(super) fn labelled(&mut self, label: &str, text: &Localised<'_>) -> &mut Self {
        self.markup("<p>").element("strong", None, label).markup(": ").said("span", text).markup("</p>\n")
    }

    /// An attribute of the element that is open, where it has a value.
    fn attribute(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.markup(" ").markup(name).markup("=\"").text(value).markup("\"");
        }
        self
    }

    /// A link.
    pub(super) fn link(&mut self, href: &str, label: &str) -> &mut Self {
        self.markup("<a href=\"").text(href).markup("\">").text(label).markup("</a>")
    }

    /// A list of lines.
    pub(super) fn list(&mut self, lines: &[String]) -> &mut Self {
        if lines.is_empty() {
            return self;
        }
        self.markup("<ul>\n");
        for line in lines {
            self.element("li", None, line).markup("\n");
        }
        self.markup("</ul>\n")
    }

    /// A body.
    pub(super) fn body(&mut self, body: Option<&BodyView<'_>>) -> &mut Self {
        let Some(body) = body else { return self };
        match body.lang {
            Some(lang) => {
                self.markup("<div").language(lang).markup(">\n").markup(&body.html).markup("</div>\n")
            }
            None => self.markup(&body.html),
        }
    }
}

/// The sources of an update, those that its text names too, under the numbers that its text gives them.
pub(super) fn sources(html: &mut Html, desk: &Desk<'_>, ix: ClaimIx, update: Slot) {
    let tracker = desk.tracker();
    let claim = &tracker.claims[ix];
    let by = CitedBy::Update(update);
    let mut begun = false;
    for (place, &source) in claim.sources.iter().enumerate() {
        let here = tracker.cited_in(source, ix).iter().filter(|cited| cited.by == by);
        let here: Vec<&Cited> = here.collect();
        if here.is_empty() {
            continue;
        }
        if !begun {
            html.markup("<h3>").text(&desk.say("claim.sources")).markup("</h3>\n<ul>\n");
            begun = true;
        }
        html.markup("<li>").text(&format!("[{}] ", place + 1));
        self::source(html, desk, source);
        for citation in here.iter().filter_map(|cited| cited.citation(tracker)) {
            html.markup(" · ").text(&desk.say(&format!("says.{}", citation.says.word())));
            if let Some(at) = &citation.at {
                html.markup(", ").text(at);
            }
            if let Some(quote) = &citation.quote {
                html.markup(" ").element("q", citation.quote_lang.as_deref(), quote);
            }
        }
        html.markup("</li>\n");
    }
    if begun {
        html.markup("</ul>\n");
    }
}

fn source(html: &mut Html, desk: &Desk<'_>, ix: usize) {
    let source = &desk.tracker().sources[ix];
    let record = &*source.record;
    let title = name::source_title(desk, record);
    match &record.url {
        Some(url) => robust(html, record, url, title),
        None => _ = html.text(title),
    }
    if let Some(publisher) = source.publisher {
        let publisher = &desk.tracker().publishers[publisher].record;
        html.markup(", ").text(part::plain(desk, &publisher.translations, "name", &publisher.name));
    }
    if let Some(published) = &record.published {
        html.markup(", ").text(&desk.words().date(published));
    }
    if let Some(copy) = record.copy() {
        html.markup(" · ");
        archived(html, desk, copy, record.url.as_ref().map(|url| &***url));
    }
}

/// A link to a source in the terms of Robust Links: with its archived copy, and the day that its state is of.
fn robust(html: &mut Html, record: &SourceRecord, url: &str, title: &str) {
    let version = record.copy().map(|copy| &**copy.url);
    let date = record.version_date().map(PartialDate::iso);
    html.markup("<a").attribute("href", Some(url));
    html.attribute("data-originalurl", (version.is_some() || date.is_some()).then_some(url));
    html.attribute("data-versionurl", version).attribute("data-versiondate", date.as_deref());
    html.markup(">").text(title).markup("</a>");
}

/// A link to the archived copy of what stands at `original`.
fn archived(html: &mut Html, desk: &Desk<'_>, copy: &Archive, original: Option<&str>) {
    let label = match &copy.date {
        Some(date) => desk.fill("source.archived_on", &[("date", &desk.words().date(date))]),
        None => desk.say("source.archived"),
    };
    html.markup("<a").attribute("href", Some(&copy.url));
    html.attribute("data-originalurl", original);
    html.attribute("data-versiondate", copy.day().map(PartialDate::iso).as_deref());
    html.markup(">").text(&label).markup("</a>");
}

/// What an item did to the headline of its claim, in a sentence.
pub(super) fn headline(desk: &Desk<'_>, claim: &Claim, what: What) -> Option<String> {
    let label = |ix: usize| part::status_label(desk, &claim.headlines[ix].status);
    let read = |ix: &usize| claim.headlines[*ix].since.is_some();
    let changed = |ix: usize| match ix.checked_sub(1).filter(read) {
        Some(before) => {
            desk.fill("feed.headline_changed", &[("from", &label(before)), ("status", &label(ix))])
        }
        None => desk.fill("feed.headline_first", &[("status", &label(ix))]),
    };
    match what {
        What::Arrival => Some(desk.fill("feed.headline_first", &[("status", &label(0))])),
        What::Update(ix) => {
            let after = claim.updates[ix.ix()].headline.ix();
            if makes_headline(claim, ix) {
                return Some(changed(after));
            }
            let is_reading = claim.update(ix).status.is_some();
            is_reading.then(|| desk.fill("feed.headline_stays", &[("status", &label(after))]))
        }
        What::Retraction(ix) => {
            claim.headlines.iter().position(|headline| headline.retraction == Some(ix)).map(changed)
        }
        What::Removal(_) | What::Correction(_) => None,
    }
}

/// A link to the claim's page, or to a place of it.
pub(super) fn place(desk: &Desk<'_>, claim: &Claim, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => link::on_claim(desk, claim, anchor),
        None => desk.claim_href(&claim.record.id).to_string(),
    }
}
